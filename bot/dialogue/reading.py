"""Read one message in its conversation: choice, several questions, people, repair, follow-up, or all by itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.cards import CHOOSE_DEVICE_INTENT, NOT_MY_QUESTION
from bot.content.loading import Library
from bot.dialogue.choosing import Chooser
from bot.dialogue.follow_up import FollowUps, Message, Rank, Reading
from bot.dialogue.topic import PEOPLE_ANSWER, Talk

# From this probability an intent is believed before the topic is asked.
SURE_INTENT = 0.6
# These mean what they say, whatever the topic: rules answer them.
PLAIN_INTENTS = frozenset(
    """show_answer show_lane answer_question choose_device already_done ask_more ask_next ask_shorter ask_simpler ask_why
    choose_offer complain go_back not_my_question not_working greet say_goodbye thank ask_identity ask_capabilities restart_chat
    prompt_injection other_language gibberish say_safe say_not_safe report_incident ask_route""".split()
)
DECLINED = frozenset({"harmful_request", "police_matter", "professional_advice"})
REPAIRS = frozenset({"deny", "false_alarm"})


class ConversationReader:
    """All readings in the order in which they are tried."""

    def __init__(self, library: Library, rank: Rank) -> None:
        self._chooser = Chooser(library.words)
        self._follow_ups = FollowUps(library, rank)

    def read(self, message: Message, talk: Talk, several: Sequence[str], in_danger: bool) -> Reading:
        """What the message means here. `several`: the best answer of each question in it, when it holds more than one."""
        if message.text.startswith("/"):
            return Reading("alone", "a button was pressed")
        asked = talk.last.shows("clarify") or any(CHOOSE_DEVICE_INTENT in b.payload for b in talk.offered.choices)
        if chosen := self._chooser.choose(message.text, talk.offered, asked, NOT_MY_QUESTION):
            return Reading("button", chosen.reason, payload=chosen.button.payload, named=message.named)
        if len(several) > 1:
            return Reading("several", f"it holds {len(several)} questions", tuple(several))
        if message.intent in PLAIN_INTENTS and message.confidence >= SURE_INTENT:
            return Reading("alone", "it means the same whatever the topic")
        if message.best[0] == PEOPLE_ANSWER and message.certain and talk.topic:
            return Reading("people", "somebody wants a person", (PEOPLE_ANSWER,))
        follow_up = self._follow_ups.read(message, talk)
        if message.intent in PLAIN_INTENTS and follow_up.kind in {"alone", "offer", "same"}:
            return Reading("alone", "it means the same whatever the topic")
        if message.intent in DECLINED and follow_up.kind in {"offer", "same"}:
            return Reading("alone", "it is declined, and nothing in context clearly fits")
        repairs = message.intent in REPAIRS and talk.last.shows("answer", "clarify") and not in_danger
        if repairs and follow_up.kind in {"alone", "offer", "same"}:
            return Reading("next-best", "it says that the last card was not it")
        return follow_up

