"""Read one message in its conversation: choice, several questions, people, repair, follow-up, or all by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from bot.content.cards import CHOOSE_DEVICE_INTENT, NOT_MY_QUESTION
from bot.content.loading import Library
from bot.dialogue.choosing import Chooser
from bot.dialogue.follow_up import NEW_TOPIC, FollowUps, Message, Rank, Reading
from bot.dialogue.topic import PEOPLE_ANSWER, Talk
from bot.dialogue.wording import Wording

# From this probability an intent is believed before the topic is asked.
SURE_INTENT = 0.6
# These mean what they say, whatever the topic: rules answer them.
PLAIN_INTENTS = frozenset(
    {
        *("answer_question", "ask_route", "choose_device", "report_incident", "show_answer", "show_lane"),
        *("already_done", "ask_more", "ask_next", "ask_shorter", "ask_simpler", "ask_why", "not_working"),
        *("choose_offer", "complain", "go_back", "not_my_question", "restart_chat"),
        *("ask_capabilities", "ask_identity", "greet", "say_goodbye", "thank", "say_safe", "say_not_safe"),
        *("gibberish", "other_language", "prompt_injection"),
    }
)
DECLINED = frozenset({"harmful_request", "police_matter", "professional_advice"})
ABOUT_SAFETY = frozenset({"say_safe", "say_not_safe"})
REPAIRS = frozenset({"deny", "false_alarm"})
UNSURE_KINDS = frozenset({"alone", "offer", "same"})
MEANS_THE_SAME = Reading("alone", "it means the same whatever the topic")


@dataclass(frozen=True)
class Situation:
    """A message where it stands. `several`: the best answer to each of its questions, when it holds more than one."""

    message: Message
    talk: Talk
    several: Sequence[str] = ()
    in_danger: bool = False


class ConversationReader:
    """Tries one reading after the other; the first that fits is taken."""

    def __init__(self, library: Library, rank: Rank) -> None:
        self._chooser = Chooser(library.words)
        self._follow_ups = FollowUps(library, rank)
        self._wording = Wording(library.words)
        self._tries = (self._pressed, self._chosen, self._several, self._plain, self._people, self._leaning)

    def read(self, situation: Situation) -> Reading:
        """What the message means here."""
        readings = (reading for attempt in self._tries if (reading := attempt(situation)))
        return next(readings, Reading("alone", "it says enough by itself"))

    def _pressed(self, here: Situation) -> Optional[Reading]:
        return Reading("alone", "a button was pressed") if here.message.text.startswith("/") else None

    def _chosen(self, here: Situation) -> Optional[Reading]:
        offered = here.talk.offered
        asked = here.talk.last.shows("clarify") or any(CHOOSE_DEVICE_INTENT in b.payload for b in offered.choices)
        # A full question is no description of a button, though its words may stand on one.
        full = here.message.certain and here.message.best[1] >= NEW_TOPIC
        chosen = self._chooser.choose(here.message.text, offered, asked and not full, NOT_MY_QUESTION)
        return Reading("button", chosen.reason, payload=chosen.button.payload) if chosen else None

    def _several(self, here: Situation) -> Optional[Reading]:
        count = len(here.several)
        return Reading("several", f"it holds {count} questions", tuple(here.several)) if count > 1 else None

    def _plain(self, here: Situation) -> Optional[Reading]:
        plain = here.message.intent in PLAIN_INTENTS and here.message.confidence >= SURE_INTENT
        return MEANS_THE_SAME if plain and not self._asks_if_safe(here) else None

    def _asks_if_safe(self, here: Situation) -> bool:
        """ "Is it safe?" is a question about the topic, unless a danger has come up."""
        asks = self._wording.opens_like_follow_up(here.message.text)
        return here.message.intent in ABOUT_SAFETY and not here.in_danger and asks is not None

    def _people(self, here: Situation) -> Optional[Reading]:
        wanted = here.message.best[0] == PEOPLE_ANSWER and here.message.certain and here.talk.topic
        return Reading("people", "somebody wants a person", (PEOPLE_ANSWER,)) if wanted else None

    def _leaning(self, here: Situation) -> Optional[Reading]:
        """In context; when nothing clearly fits there, what the intent says goes on."""
        intent = here.message.intent
        reading = self._follow_ups.read(here.message, here.talk)
        if reading.kind not in UNSURE_KINDS:
            return reading
        if intent in REPAIRS and here.talk.last.shows("answer", "clarify", "route") and not here.in_danger:
            return Reading("next-best", "it says that the last card was not it")
        if intent in PLAIN_INTENTS | REPAIRS | {"affirm"} and not self._asks_if_safe(here):
            return MEANS_THE_SAME
        if intent in DECLINED:
            return Reading("alone", "it is declined, and nothing in context clearly fits")
        return reading
