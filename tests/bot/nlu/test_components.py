"""Our graph components: registered under their own names, honest with Rasa's training cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.dialogue.policy import ContextPolicy
from bot.nlu.advice_selector import AdviceSelector
from bot.nlu.language_spotter import LanguageSpotter
from bot.nlu.lexicon_analyzer import LexiconAnalyzer
from bot.nlu.sentence_featurizer import SentenceFeaturizer
from bot.safety.lane import SafetyLane
from bot.safety.policy import SafetyPolicy

COMPONENTS = [
    AdviceSelector,
    ContextPolicy,
    LanguageSpotter,
    LexiconAnalyzer,
    SafetyLane,
    SafetyPolicy,
    SentenceFeaturizer,
]


def test_registry_snapshot():
    registered = DefaultV1Recipe._registered_components
    ours = {name for name, entry in registered.items() if entry.clazz.__module__.startswith("bot.")}
    assert ours == {component.__name__ for component in COMPONENTS}
    assert all(registered[component.__name__].clazz is component for component in COMPONENTS)


@pytest.mark.parametrize(
    ("component", "file"),
    [
        (LexiconAnalyzer, "content/lexicon/platform.yml"),
        (LexiconAnalyzer, "bot/nlu/lexicon.py"),
        (LexiconAnalyzer, "bot/nlu/normaliser.py"),
        (SentenceFeaturizer, "bot/nlu/encoder.py"),
        (SafetyLane, "data/safety/terrorism.yml"),
        (SafetyLane, "content/safety/_words.yml"),
        (SafetyLane, "bot/safety/patterns.py"),
        (AdviceSelector, "bot/nlu/ranker.py"),
        (AdviceSelector, "bot/nlu/encoder.py"),
        (AdviceSelector, "data/encoder/adapter.safetensors"),
    ],
)
def test_a_changed_file_changes_the_training_fingerprint(
    component, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CYBERPROTECT_HOME", str(tmp_path))
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("one")
    before = component.fingerprint_addon({})
    path.write_text("two")
    assert component.fingerprint_addon({}) != before


def test_an_untrained_selector_raises_instead_of_guessing():
    from rasa.shared.nlu.training_data.message import Message

    selector = AdviceSelector(AdviceSelector.get_default_config(), None, None)
    with pytest.raises(RuntimeError, match="make train"):
        selector.process([Message(data={"text": "hello"})])
