"""Cards about an answer that was shown before: its reasons, its next steps, the same in other words, what is near it.

Everything in them is the answer's own reviewed content; only the lead is from `content/wording/conversation.yml`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Optional

from bot.content import prose
from bot.content.cards import (
    Card,
    QuickReply,
    Reader,
    answer_buttons,
    answer_card,
    card_routes,
    device_payload,
    reply_card,
    report_payload,
)
from bot.content.loading import AnswerEntry, Library
from bot.content.models import Audience, Step, Urgency

MAX_TURNS_ON = 3
MIN_CHOICES = 2
# Devices before platforms: most answers that differ, differ by device.
ASKED_ABOUT = ("device", "platform")


def led(card: Card, lead: str) -> Card:
    """The card with a sentence in front of its text."""
    return card.copy(update={"text": f"{lead} {card.text}"})


def variant_card(
    library: Library, entry: AnswerEntry, reader: Reader, named: Mapping[str, str], today: datetime.date
) -> Card:
    """The answer again, for the device, platform or audience that was named."""
    names = [name for kind, value in named.items() if (name := lexicon_name(library, kind, value))]
    card = answer_card(library, entry, reader, today)
    return led(card, library.labels["this-is-for"].format(name=", ".join(names))) if names else card


def lexicon_name(library: Library, kind: str, value: str) -> Optional[str]:
    """What people call a value of a word list."""
    entries = library.lexicon[kind].entries if kind in library.lexicon else []
    return next((entry.name for entry in entries if entry.id == value), None)


def which_card(library: Library, card: Card, entry: AnswerEntry, reader: Reader) -> Card:
    """The answer's card, with a question where its steps differ by something that is not known yet."""
    for kind in ASKED_ABOUT:
        values = [str(getattr(v.when, kind)) for v in entry.answer.variants if getattr(v.when, kind)]
        if len(values) < MIN_CHOICES or getattr(reader, kind) in values:
            continue
        if getattr(reader, kind) and kind == "device":
            return card
        buttons = [
            QuickReply(label=name, payload=device_payload(kind, value))
            for value in values
            if (name := lexicon_name(library, kind, value))
        ]
        question = library.labels[f"which-{kind}"]
        return card.copy(update={"text": f"{card.text} {question}", "quick_replies": [*card.quick_replies, *buttons]})
    return card


def more_card(library: Library, entry: AnswerEntry) -> Card:
    """What else there is on the topic, as buttons; who to contact when nothing is related."""
    buttons = answer_buttons(library, entry.answer.related)
    if not buttons:
        return next_card(library, entry, "next-lead")
    return Card(
        kind="clarify",
        id="more-on-topic",
        title=_title(library, entry),
        text=library.labels["more-lead"],
        quick_replies=buttons,
    )


def why_card(library: Library, entry: AnswerEntry, reader: Reader, today: datetime.date) -> Card:
    """The reasons that stand behind the steps; where none does, the sources it rests on."""
    card = answer_card(library, entry, reader, today)
    steps = [step for step in card.steps if step.why]
    lead = library.labels["why-lead" if steps else "why-sources"]
    reasons = [Step(do=str(step.why), why=library.labels["why-step"].format(step=step.do)) for step in steps]
    return card.copy(update={"text": lead, "steps": reasons, "list_as": "points", "routes": []})


def next_card(library: Library, entry: AnswerEntry, lead: str) -> Card:
    """Who to contact about the topic and what people read next. `lead` is a label."""
    own = answer_card(library, entry, Reader(), datetime.date.today())
    return Card(
        kind="answer",
        id=entry.id,
        title=own.title,
        text=library.labels[lead],
        routes=own.routes,
        quick_replies=[*answer_buttons(library, entry.answer.related[:MAX_TURNS_ON]), report_button(library)],
        provenance=own.provenance,
    )


def short_card(library: Library, entry: AnswerEntry, reader: Reader, today: datetime.date) -> Card:
    """Only the short answer."""
    card = answer_card(library, entry, reader, today)
    bare = card.copy(update={"steps": [], "routes": [], "sources": []})
    return led(bare, library.labels["short-lead"])


def simple_card(library: Library, entry: AnswerEntry, reader: Reader, today: datetime.date) -> Card:
    """The words for a child where there are some; else the short answer."""
    if not any(v.when.audience is Audience.CHILD for v in entry.answer.variants):
        return short_card(library, entry, reader, today)
    child = Reader(Audience.CHILD.value, reader.platform, reader.device, reader.place)
    return led(answer_card(library, entry, child, today), library.labels["simple-lead"])


def offer_card(library: Library, answer_ids: Sequence[str], reply_id: str) -> Card:
    """A few answers near the topic, and where to report."""
    card = reply_card(library, reply_id)
    return card.copy(update={"quick_replies": [*answer_buttons(library, answer_ids), report_button(library)]})


def same_card(library: Library, entry: AnswerEntry, near: Sequence[str], reader: Reader, today: datetime.date) -> Card:
    """The topic's answer again, for a question about it, with what else may be meant as buttons."""
    card = led(answer_card(library, entry, reader, today), library.labels["same-lead"])
    return card.copy(update={"quick_replies": answer_buttons(library, near), "related": []})


def several_card(library: Library, answer_ids: Sequence[str], reader: Reader, today: datetime.date) -> Card:
    """The most urgent answer whole, the others as buttons: nothing of what was asked is dropped."""
    first, *others = sorted(answer_ids, key=lambda key: _urgency(library, library.answers[key]))
    card = led(answer_card(library, library.answers[first], reader, today), library.labels["several-lead"])
    return card.copy(update={"quick_replies": [*answer_buttons(library, others), *card.quick_replies]})


def people_card(
    library: Library, people: AnswerEntry, topic: Optional[AnswerEntry], reader: Reader, today: datetime.date
) -> Card:
    """Nobody staffs this chat; who can be talked to about the topic comes first."""
    card = answer_card(library, people, reader, today)
    if topic is None:
        return card
    own = [route.id for route in answer_card(library, topic, reader, today).routes if route.phone]
    lead = library.labels["people-lead"]
    return led(card.copy(update={"routes": card_routes(library, [*own, *(r.id for r in card.routes)])}), lead)


def language_card(library: Library, code: str) -> Optional[Card]:
    """The short card in another language, or None when there is none."""
    language = library.languages.get(code)
    if language is None:
        return None
    english = reply_card(library, "other-language")
    update = {
        "id": f"language-{code}",
        "title": language.title,
        "text": prose.fill(language.text, library.routes),
        "lang": language.code,
        "dir": language.direction,
    }
    return english.copy(update=update)


def report_button(library: Library) -> QuickReply:
    """The way to the questions on where to report."""
    return QuickReply(label=library.labels["find-where-to-report"], payload=report_payload())


def _title(library: Library, entry: AnswerEntry) -> str:
    return prose.fill(entry.answer.title, library.routes)


def _urgency(library: Library, entry: AnswerEntry) -> int:
    order = list(Urgency)
    return min((order.index(library.routes[key].urgency) for key in entry.answer.routes[:2]), default=len(order))
