"""What a conversation has been about, read from its events: the topic in hand, and what was shown and offered.

An event is plain data as Rasa writes it (`as_dict`). Nothing is kept anywhere else, so every channel remembers alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Optional

Event = Mapping[str, Any]

# Further back nobody refers to, and a long conversation must not become slow.
WINDOW = 12
RESTART_INTENT = "restart_chat"
GO_BACK_INTENT = "go_back"
ANSWER_KEY = "answer"
# Asking for a person is no topic to go on with, while there is another.
PEOPLE_ANSWER = "talk-to-a-person"
# From this probability an answer counts as wanted, though only the danger card was shown.
WANTED = 0.3
OFFERING = ("quick_replies", "related")


@dataclass(frozen=True)
class Button:
    """Something that can be pressed, or named in words."""

    label: str
    payload: str

    @property
    def answer(self) -> Optional[str]:
        """The answer behind it, if it shows one."""
        _, brace, rest = self.payload.partition("{")
        return str(json.loads(brace + rest).get(ANSWER_KEY) or "") or None if brace else None


@dataclass(frozen=True)
class Offered:
    """Buttons to choose from, and the answers that people also ask for."""

    choices: tuple[Button, ...] = ()
    related: tuple[Button, ...] = ()


@dataclass(frozen=True)
class SeenCard:
    """A card as it was shown. `raw` is the whole of it."""

    raw: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """The outcome it stands for."""
        return str(self.raw.get("kind"))

    @property
    def id(self) -> str:
        """The answer's or the reply's id."""
        return str(self.raw.get("id") or "")

    @property
    def text(self) -> str:
        """Its main text."""
        return str(self.raw.get("text") or "")

    def buttons(self, *places: str) -> Iterator[Button]:
        """What it offers under `quick_replies` or `related`."""
        for place in places:
            yield from (Button(item["label"], item["payload"]) for item in self.raw.get(place, []))


@dataclass(frozen=True)
class Exchange:
    """One message and what the bot showed for it. `ranking`: (answer, probability), the best first."""

    intent: str = ""
    text: str = ""
    ranking: tuple[tuple[str, float], ...] = ()
    cards: tuple[SeenCard, ...] = ()

    @property
    def answers(self) -> Optional[str]:
        """The answer that it showed; beside a danger, the one that was most likely wanted."""
        shown = [card.id for card in self.cards if card.kind == "answer"]
        if not shown and self.shows("emergency") and self.ranking and self.ranking[0][1] >= WANTED:
            return self.ranking[0][0]
        return shown[-1] if shown else None

    def shows(self, *kinds: str) -> bool:
        """Whether one of its cards is of these kinds."""
        return any(card.kind in kinds for card in self.cards)


@dataclass(frozen=True)
class Talk:
    """A conversation: the message in hand, and the exchanges before it, the latest first."""

    now: Exchange = field(default_factory=Exchange)
    before: tuple[Exchange, ...] = ()

    @classmethod
    def of(cls, newest_first: Iterable[Event]) -> Talk:
        """Read events, the newest first. What lies before a new start is forgotten."""
        exchanges = list(_exchanges(newest_first))
        return cls(exchanges[0], tuple(exchanges[1:])) if exchanges else cls()

    @cached_property
    def last(self) -> Exchange:
        """The exchange before this message; an empty one at the start."""
        return self.before[0] if self.before else Exchange()

    @cached_property
    def topic(self) -> Optional[str]:
        """The id of the answer in hand: shown last, or meant by a message in which a danger broke in."""
        found = [key for exchange in self.before if (key := exchange.answers)]
        return next((key for key in found if key != PEOPLE_ANSWER), found[0] if found else None)

    @cached_property
    def offered(self) -> Offered:
        """What the exchange before offers."""
        cards = self.last.cards
        return Offered(*(tuple(b for card in cards for b in card.buttons(place)) for place in OFFERING))

    @cached_property
    def seen(self) -> frozenset[str]:
        """The ids of all answers that were shown or offered."""
        cards = [card for exchange in self.before for card in exchange.cards]
        offered = {button.answer for card in cards for button in card.buttons("quick_replies")}
        return frozenset({card.id for card in cards if card.kind == "answer"} | {key for key in offered if key})

    def in_a_row(self, *card_ids: str) -> int:
        """How many of the latest exchanges showed one of these cards, without another between."""
        return self._run(lambda card: card.id in card_ids)

    def clarified(self) -> int:
        """How many of the latest exchanges were only questions back."""
        return self._run(lambda card: card.kind == "clarify")

    def place_before(self) -> Optional[SeenCard]:
        """The card to go back to: what was shown before the last, each step back counted."""
        places: list[SeenCard] = []
        for exchange in reversed(self.before):
            shown = [card for card in exchange.cards if card.kind in {"answer", "clarify", "route"}]
            if exchange.intent == GO_BACK_INTENT:
                del places[-1:]
            elif shown and (not places or shown[0].text != places[-1].text):
                places.append(shown[0])
        return places[-2] if len(places) > 1 else None

    def _run(self, fits: Any) -> int:
        count = 0
        for exchange in self.before:
            if not any(fits(card) for card in exchange.cards):
                break
            count += 1
        return count


def _exchanges(newest_first: Iterable[Event]) -> Iterator[Exchange]:
    cards: list[SeenCard] = []
    number = 0
    for event in newest_first:
        if event.get("event") == "bot" and (card := _card(event)):
            cards.insert(0, SeenCard(card))
        if event.get("event") == "user":
            exchange = _exchange(event, tuple(cards))
            yield exchange
            number, cards = number + 1, []
            if number > WINDOW or (exchange.intent == RESTART_INTENT and number > 1):
                return


def _card(event: Event) -> Optional[Mapping[str, Any]]:
    """The card of a bot event: whole on our channel, beside the text on any other."""
    return (event.get("data") or {}).get("custom") or (event.get("metadata") or {}).get("card")


def _exchange(event: Event, cards: tuple[SeenCard, ...]) -> Exchange:
    parsed = event.get("parse_data") or {}
    selection = parsed.get("response_selector", {}).get("advice", {})
    ranking = ((i["intent_response_key"].partition("/")[2], i["confidence"]) for i in selection.get("ranking", []))
    intent = str((parsed.get("intent") or {}).get("name") or "")
    return Exchange(intent, str(event.get("text") or ""), tuple(ranking), cards)
