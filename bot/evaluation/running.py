"""Put a question set to the whole assistant, a fresh conversation each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.progress import track

from bot.content.cards import OFFER_REPLY, Card
from bot.content.loading import Library
from bot.evaluation.measures import Result
from bot.evaluation.questions import Question
from bot.runtime.assistant import Assistant, new_conversation_id


async def ask_all(assistant: Assistant, questions: Sequence[Question], quiet: bool = True) -> list[Result]:
    """One result a question, in order."""
    results = []
    for question in track(questions, description="asking", disable=quiet):
        turn = await assistant.take_turn(new_conversation_id(), question.text)
        ranking = tuple((candidate.answer, candidate.score) for candidate in turn.candidates)
        results.append(Result(question, _outcome(turn.cards[0], assistant.library), ranking))
    return results


def _outcome(card: Card, library: Library) -> str:
    """The card's kind; a question back that offers no answer to the message turns it away like a refusal."""
    asks_again = card.kind == "clarify" and card.id in library.replies and card.id != OFFER_REPLY
    return "decline" if asks_again else card.kind
