"""Rasa policy: when danger was read, the safety card comes next, whatever any other policy or form wants."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.safety.lane import SAFETY

ACTION_SAFETY = "action_safety"
# RulePolicy has 6, and no policy of Rasa's more.
PRIORITY = 100


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class SafetyPolicy(Policy):
    """Predicts `action_safety` once after a message with danger, then waits for the person."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above every other policy."""
        return {"priority": PRIORITY}

    @staticmethod
    def supported_data() -> SupportedData:
        """It learns from nothing; stories of any kind may stand beside it."""
        return SupportedData.ML_AND_RULE_DATA

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: Optional[TrackerFeaturizer] = None,
    ) -> None:
        # No featuriser: Rasa's default one would be made and trained for nothing.
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyPolicy:
        """Nothing to read back."""
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Certain when there is danger, silent otherwise."""
        message = tracker.latest_message
        if message is None or not message.parse_data.get(SAFETY, {}).get("lanes"):
            return self._prediction(self._default_predictions(domain))
        done = tracker.latest_action_name == ACTION_SAFETY
        wanted = domain.index_for_action(ACTION_LISTEN_NAME if done else ACTION_SAFETY)
        probabilities = self._default_predictions(domain)
        probabilities[wanted] = 1.0
        # "No user" predictions are what forms make; only another of that kind can outvote them.
        return self._prediction(probabilities, is_no_user_prediction=True)
