"""The answer card: the one shape in which everything the bot says reaches a reader."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Optional, Union

from bot.content import prose
from bot.content.dates import is_due
from bot.content.loading import AnswerEntry, Library
from bot.content.models import (
    Answer,
    Audience,
    ContentModel,
    Nation,
    QuickReplySpec,
    Reply,
    Route,
    Status,
    Step,
    TextMessage,
    Variant,
)
from bot.content.route_names import ROUTE_ENTITY
from bot.content.safety_models import Lane, LaneId, LaneReply

SHOW_ANSWER_INTENT = "show_answer"
ANSWER_ENTITY = "answer"
SHOW_LANE_INTENT = "show_lane"
LANE_ENTITY = "lane"
REPORT_INTENT = "report_incident"
CHOOSE_INTENT = "answer_question"
CHOICE_ENTITY = "choice"
CHOOSE_DEVICE_INTENT = "choose_device"
ASK_ROUTE_INTENT = "ask_route"
# What the buttons below a safety card send.
SAFE_INTENT = "say_safe"
NOT_SAFE_INTENT = "say_not_safe"
FALSE_ALARM_INTENT = "false_alarm"
OFFER_REPLY = "offer-choices"
# Sent when an answer, or none of the offered ones, was what somebody meant.
NOT_MY_QUESTION = "/not_my_question"

Kind = Literal["answer", "clarify", "emergency", "route", "form", "smalltalk", "decline", "error"]


class QuickReply(ContentModel):
    """A button: what it says, and what is sent back when it is pressed."""

    label: str
    payload: str


class CardRoute(ContentModel):
    """A route as a reader sees it: only what is known is there."""

    id: str
    name: str
    purpose: str
    reason: Optional[str] = None
    not_for: Optional[str] = None
    phone: Optional[str] = None
    phone_link: Optional[str] = None
    textphone: Optional[str] = None
    sms: Optional[TextMessage] = None
    url: Optional[str] = None
    email: Optional[str] = None
    how: Optional[str] = None
    hours: Optional[str] = None
    cost: Optional[str] = None
    next: Optional[str] = None
    have_ready: list[str] = []


class CardSection(ContentModel):
    """A headed list of points."""

    title: str
    points: list[str]


class CardSource(ContentModel):
    """A page the answer rests on."""

    publisher: str
    title: str
    url: str


class Provenance(ContentModel):
    """Who the answer is from, who stands behind it and when it was checked."""

    owner: str
    status: str
    checked: datetime.date


class Card(ContentModel):
    """What a channel renders. `kind` is also the outcome that evaluation reads."""

    kind: Kind
    id: Optional[str] = None
    title: Optional[str] = None
    text: str
    notice: Optional[str] = None
    comfort: Optional[str] = None
    steps: list[Step] = []
    list_as: Literal["steps", "points"] = "steps"
    routes: list[CardRoute] = []
    avoid: list[str] = []
    sections: list[CardSection] = []
    sources: list[CardSource] = []
    provenance: Optional[Provenance] = None
    related: list[QuickReply] = []
    quick_replies: list[QuickReply] = []
    # Only when the title and text are in another language than English.
    lang: Optional[str] = None
    dir: Literal["ltr", "rtl"] = "ltr"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON data without empty fields, for the wire."""
        data: dict[str, Any] = json.loads(self.json(exclude_defaults=True))
        return {"kind": self.kind, **data}


@dataclass(frozen=True)
class Reader:
    """What is known of the person asking; decides which variant they see."""

    audience: Optional[str] = None
    platform: Optional[str] = None
    device: Optional[str] = None
    place: Optional[str] = None

    @property
    def nation(self) -> Nation:
        """Where they are, as far as they said; the South East is in England."""
        return Nation(self.place) if self.place in {nation.value for nation in Nation} else Nation.ENGLAND

    @property
    def person(self) -> Optional[str]:
        """Child, adult or organisation, when known."""
        return "adult" if self.audience in {"parent", "individual"} else self.audience


def answer_payload(answer_id: str) -> str:
    """What a button sends to show an answer: an intent with an entity, as Rasa writes them."""
    return f"/{SHOW_ANSWER_INTENT}{json.dumps({ANSWER_ENTITY: answer_id})}"


def lane_payload(lane: LaneId) -> str:
    """What a button sends to show the card of another danger."""
    return f"/{SHOW_LANE_INTENT}{json.dumps({LANE_ENTITY: lane.value})}"


def report_payload() -> str:
    """What a button sends to start the questions on where to report."""
    return f"/{REPORT_INTENT}"


def choice_payload(question_id: str, option_id: str) -> str:
    """What a button under a question sends."""
    return f"/{CHOOSE_INTENT}{json.dumps({CHOICE_ENTITY: f'{question_id}/{option_id}'})}"


def route_payload(route_id: str) -> str:
    """What a button sends to show one route."""
    return f"/{ASK_ROUTE_INTENT}{json.dumps({ROUTE_ENTITY: route_id})}"


def device_payload(kind: str, value: str) -> str:
    """What a button sends to say which device or platform it is about."""
    return f"/{CHOOSE_DEVICE_INTENT}{json.dumps({kind: value})}"


def offered_payloads(library: Library) -> frozenset[str]:
    """Every payload that a button of ours can carry. Anything else starting with `/` is only text."""
    questions = library.triage.questions.questions if library.triage else []
    choices = (choice_payload(question.id, option.id) for question in questions for option in question.options)
    routes = (route_payload(key) for key, route in library.routes.items() if route.shown)
    after_danger = (f"/{intent}" for intent in (SAFE_INTENT, NOT_SAFE_INTENT, FALSE_ALARM_INTENT))
    lanes = map(lane_payload, library.lanes)
    answers = map(answer_payload, library.answers)
    devices = (
        device_payload(kind, entry.id)
        for kind in ("device", "platform")
        if kind in library.lexicon
        for entry in library.lexicon[kind].entries
    )
    return frozenset([*answers, *devices, *choices, *routes, *lanes, *after_danger, report_payload(), NOT_MY_QUESTION])


def answer_card(library: Library, entry: AnswerEntry, reader: Reader, today: datetime.date) -> Card:
    """The reviewed answer, in the words for this reader."""
    answer = entry.answer
    fitting = fitting_variants(answer, reader)
    short = next((v.short for v in fitting if v.short), answer.short)
    steps = next((v.steps for v in fitting if v.steps), answer.steps)
    listed = next((v.routes for v in fitting if v.routes), answer.routes)
    texts = [short, *(text for step in steps for text in (step.do, step.why) if text)]
    return Card(
        kind="answer",
        id=entry.id,
        title=_fill(library, answer.title),
        text=_fill(library, short),
        notice=library.labels["past-check-date"] if is_due(answer, today) else None,
        steps=[Step(do=_fill(library, step.do), why=step.why and _fill(library, step.why)) for step in steps],
        list_as=answer.list_as,
        routes=card_routes(library, [*listed, *mentioned_routes(texts)]),
        sources=[CardSource(publisher=s.publisher, title=s.title, url=str(s.url)) for s in answer.sources],
        provenance=Provenance(owner=answer.owner, status=_status(library, answer), checked=answer.checked),
        related=answer_buttons(library, answer.related),
    )


def fitting_variants(answer: Answer, reader: Reader) -> list[Variant]:
    """The variants that fit, the one to prefer first: words for a child, then for the device, then for others.

    What the first leaves out is taken from the next, and in the end from the answer itself.
    """

    def order(variant: Variant) -> int:
        return 0 if variant.when.audience is Audience.CHILD else 2 if variant.when.audience else 1

    fitting = [v for v in answer.variants if any(value and value == getattr(reader, name) for name, value in v.when)]
    return sorted(fitting, key=order)


def emergency_card(library: Library, lane_ids: Sequence[LaneId], reader: Reader) -> Card:
    """What to do now about the first danger, with a button for each of the others."""
    lane = library.lanes[lane_ids[0]]
    reply = fitting_reply(lane, reader)
    others = [
        QuickReply(label=_fill(library, library.lanes[other].title), payload=lane_payload(other))
        for other in lane_ids[1:]
    ]
    asked = library.labels["are-you-safe"] if lane.asks_if_safe else None
    return Card(
        kind="emergency",
        id=lane_ids[0].value,
        title=_fill(library, lane.title),
        text=_fill(library, reply.text),
        comfort=" ".join(text for text in (_fill(library, reply.comfort), asked) if text),
        routes=_routes_in(library, [*mentioned_routes([reply.text]), *reply.routes], reader.nation),
        avoid=[_fill(library, text) for text in reply.avoid],
        sources=[CardSource(publisher=s.publisher, title=s.title, url=str(s.url)) for s in lane.sources],
        provenance=Provenance(owner=lane.owner, status=_status(library, lane), checked=lane.checked),
        related=answer_buttons(library, lane.related),
        quick_replies=[*others, *_safety_buttons(library, lane)],
    )


def reminder_card(library: Library, lane_id: LaneId, times: int, reader: Reader) -> Card:
    """The same danger again (`times` from 1): a short reminder in changing words, never the same block."""
    lane = library.lanes[lane_id]
    text = lane.again[(times - 1) % len(lane.again)]
    first = fitting_reply(lane, reader)
    routes = [*mentioned_routes([text]), *first.routes[:2]]
    return Card(
        kind="emergency",
        id=f"{lane_id.value}-again",
        text=_fill(library, text),
        routes=_routes_in(library, routes, reader.nation),
    )


def with_way_on(library: Library, card: Card, in_form: bool) -> Card:
    """The card with a button to the questions on where to report, or back to them where it broke in."""
    label = "button-carry-on" if in_form else "find-where-to-report"
    button = QuickReply(label=library.labels[label], payload=report_payload())
    return card.copy(update={"quick_replies": [*card.quick_replies, button]})


def fitting_reply(lane: Lane, reader: Reader) -> LaneReply:
    """The words for this reader. The nation decides before the person: a wrong route is worse than a plain word."""

    def fits(reply: LaneReply) -> bool:
        return reply.person in (None, reader.person) and reply.nation in (None, reader.nation)

    def closeness(reply: LaneReply) -> tuple[bool, bool]:
        return reply.nation is not None, reply.person is not None

    return max(filter(fits, lane.replies), key=closeness)


def _safety_buttons(library: Library, lane: Lane) -> list[QuickReply]:
    asked = [("button-safe", SAFE_INTENT), ("button-not-safe", NOT_SAFE_INTENT)] if lane.asks_if_safe else []
    wanted = [*asked, ("button-false-alarm", FALSE_ALARM_INTENT)]
    return [QuickReply(label=library.labels[label], payload=f"/{intent}") for label, intent in wanted]


def _routes_in(library: Library, route_ids: Iterable[str], nation: Nation) -> list[CardRoute]:
    return card_routes(library, (key for key in route_ids if nation in library.routes[key].nations))


def reply_card(library: Library, reply_id: str) -> Card:
    """One of the short things the bot says that is not advice."""
    reply: Reply = library.replies[reply_id]
    return Card(
        kind=reply.kind,
        id=reply_id,
        title=reply.title,
        text=_fill(library, reply.text),
        routes=card_routes(library, reply.routes),
        quick_replies=[_button(spec) for spec in reply.quick_replies],
    )


def choice_card(library: Library, answer_ids: Sequence[str], reply_id: str = OFFER_REPLY) -> Card:
    """Offer a few answers by title, and a way to say that it is none of them: "Which is closest?"."""
    card = reply_card(library, reply_id)
    none_of_these = QuickReply(label=library.labels["none-of-these"], payload=NOT_MY_QUESTION)
    buttons = [*answer_buttons(library, answer_ids), *card.quick_replies, none_of_these]
    return card.copy(update={"quick_replies": buttons})


def answer_buttons(library: Library, answer_ids: Iterable[str]) -> list[QuickReply]:
    """A button for each answer, labelled with its title."""
    entries = [library.answers[key] for key in answer_ids if key in library.answers]
    return [QuickReply(label=_fill(library, entry.answer.title), payload=answer_payload(entry.id)) for entry in entries]


def card_routes(library: Library, route_ids: Iterable[str]) -> list[CardRoute]:
    """The routes in order, each once; those of low confidence are left out."""
    unique = dict.fromkeys(route_ids)
    return [_card_route(library, library.routes[key]) for key in unique if library.routes[key].shown]


def route_card(library: Library, route_ids: Sequence[str], asked_for: Iterable[str]) -> Card:
    """Routes that somebody asked for by name. `asked_for` are the words they used: an old name is explained."""
    routes = [library.routes[key] for key in dict.fromkeys(route_ids) if library.routes[key].shown]
    words = {word.lower(): word for word in asked_for}
    replaced = [
        library.labels["old-name"].format(old=old, name=_fill(library, f"{{{route.id}}}"))
        for route in routes
        for old in route.formerly
        if old.lower() in words
    ]
    return Card(
        kind="route",
        id=f"route-{routes[0].id}",
        title=routes[0].name,
        text=" ".join([*replaced, _fill(library, routes[0].purpose)]),
        routes=card_routes(library, [route.id for route in routes]),
        quick_replies=[QuickReply(label=library.labels["find-where-to-report"], payload=report_payload())],
    )


def mentioned_routes(texts: Iterable[str]) -> list[str]:
    """Routes named inside sentences, so that each number a reader sees can also be tapped."""
    return [key for text in texts for key in prose.placeholders(text)]


def _card_route(library: Library, route: Route) -> CardRoute:
    return CardRoute(
        id=route.id,
        name=route.name,
        purpose=_fill(library, route.purpose),
        not_for=route.not_for and _fill(library, route.not_for),
        phone=route.phone,
        phone_link=f"tel:{re.sub(r'[^0-9+]', '', route.phone)}" if route.phone else None,
        textphone=route.textphone,
        sms=route.sms and TextMessage(number=route.sms.number, how=_fill(library, route.sms.how)),
        url=str(route.url) if route.url else None,
        email=route.email,
        how=route.how and _fill(library, route.how),
        hours=route.hours and _fill(library, route.hours),
        cost=route.cost and _fill(library, route.cost),
        next=route.next and _fill(library, route.next),
        have_ready=[_fill(library, item) for item in route.have_ready],
    )


def _button(spec: QuickReplySpec) -> QuickReply:
    payload = answer_payload(spec.answer) if spec.answer else report_payload() if spec.starts else spec.label
    return QuickReply(label=spec.label, payload=payload)


def _status(library: Library, answer: Union[Answer, Lane]) -> str:
    if answer.status is Status.APPROVED and answer.approval:
        return library.labels["status-approved"].format(role=answer.approval.role)
    return library.labels["status-source-checked"]


def _fill(library: Library, text: str) -> str:
    return prose.fill(text, library.routes)
