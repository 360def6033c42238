"""Rasa policy: read each message with the topic in hand, and take it when it means something only there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.cards import NOT_MY_QUESTION, report_payload
from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.dialogue.follow_up import READER_ENTITIES, Message, Reading
from bot.dialogue.reading import ConversationReader, Situation
from bot.dialogue.topic import Talk
from bot.nlu.advice_selector import rank_answers
from bot.safety.lane import SAFETY
from bot.settings import Settings

READING = "reading"
DANGERS = "dangers"
ACTION_FOLLOW_UP = "action_follow_up"
ACTION_NEXT_BEST = "action_next_best"
TRIAGE_FORM = "triage_form"
# RulePolicy has 6, SafetyPolicy 100.
PRIORITY = 50


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class ContextPolicy(Policy):
    """Silent when a message says all by itself; then the rules go on as ever."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above the rules, below the danger."""
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
        self._reader = ConversationReader(load_library(Settings().content).require_clean(), rank_answers)

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
    ) -> ContextPolicy:
        """Nothing to read back."""
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The action for a message that leans on the topic; nothing for others, in a form, or beside a danger.

        The reading goes into the slot `reading` with the prediction, so the action finds it there.
        """
        silent = self._prediction(self._default_predictions(domain))
        message = tracker.latest_message
        if message is None or tracker.active_loop_name or message.parse_data.get(SAFETY, {}).get("lanes"):
            return silent
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            done = tracker.latest_action_name in {ACTION_FOLLOW_UP, ACTION_NEXT_BEST} and _took_it(tracker)
            return self._certain(domain, ACTION_LISTEN_NAME, []) if done else silent
        talk = Talk.of(event.as_dict() for event in reversed(tracker.events) if event.type_name in {"user", "bot"})
        in_danger = bool(tracker.get_slot(DANGERS))
        parsed = message.parse_data
        reading = self._reader.read(Situation(message_of(parsed), talk, _several(parsed), in_danger))
        remember = SlotSet(READING, reading.to_json())
        action = action_for(reading)
        if action is None:
            return self._prediction(self._default_predictions(domain), events=[remember])
        return self._certain(domain, action, [remember])

    def _certain(self, domain: Domain, action: str, events: list[Event]) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, events=events)


def action_for(reading: Reading) -> Optional[str]:
    """The action that carries a reading out; None leaves the message to the rules."""
    if reading.kind == "alone":
        return None
    if reading.kind == "next-best" or reading.payload == NOT_MY_QUESTION:
        return ACTION_NEXT_BEST
    if reading.payload == report_payload():
        return TRIAGE_FORM
    return ACTION_FOLLOW_UP


def message_of(parsed: Mapping[str, Any]) -> Message:
    """What the understanding published of a message, as the readings want it."""
    selection = parsed.get("response_selector", {}).get(RETRIEVAL_INTENT, {})
    ranking = ((i["intent_response_key"].partition("/")[2], i["confidence"]) for i in selection.get("ranking", []))
    text = str(parsed.get("text") or "")
    entities = parsed.get("entities", [])
    return Message(
        text=text,
        intent=str((parsed.get("intent") or {}).get("name") or ""),
        ranking=tuple(ranking),
        certain=bool(selection.get("certain")) and (parsed.get("intent") or {}).get("name") == RETRIEVAL_INTENT,
        confidence=float((parsed.get("intent") or {}).get("confidence", 0.0)),
        named={item["entity"]: item["value"] for item in entities if item["entity"] in READER_ENTITIES},
        named_words=tuple(
            text[item["start"] : item["end"]]
            for item in entities
            if "start" in item and item["entity"] in READER_ENTITIES
        ),
    )


def _several(parsed: Mapping[str, Any]) -> list[str]:
    found: list[str] = parsed.get("response_selector", {}).get(RETRIEVAL_INTENT, {}).get("several", [])
    return found


def _took_it(tracker: DialogueStateTracker) -> bool:
    """Whether this policy chose the action that has just run."""
    return action_for(Reading.from_json(tracker.get_slot(READING))) == str(tracker.latest_action_name)
