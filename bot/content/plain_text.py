"""A card as plain text, for a terminal, a text-only channel or the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.cards import Card, CardRoute


def render(card: Card, labels: Mapping[str, str]) -> str:
    """The whole card, headings from `labels` (content/wording/labels.yml)."""
    return "\n\n".join(_blocks(card, labels))


def _blocks(card: Card, labels: Mapping[str, str]) -> Iterator[str]:
    if card.title:
        yield card.title.upper()
    if card.notice:
        yield card.notice
    yield card.text
    if card.steps:
        yield f"{labels[card.list_as]}\n" + "\n".join(_steps(card))
    if card.routes:
        yield f"{labels['routes']}\n" + "\n".join(_route(route, labels) for route in card.routes)
    if card.comfort:
        yield card.comfort
    if card.avoid:
        yield f"{labels['avoid']}\n" + "\n".join(f"- {text}" for text in card.avoid)
    for section in card.sections:
        yield f"{section.title}\n" + "\n".join(f"- {point}" for point in section.points)
    if card.quick_replies:
        yield "\n".join(f"- {button.label}" for button in card.quick_replies)
    if card.provenance:
        about = card.provenance
        yield f"{labels['from']} {about.owner}. {about.status} {labels['checked']} {format_date(about.checked)}."
    if card.sources:
        yield f"{labels['sources']}\n" + "\n".join(f"- {s.publisher}: {s.title} ({s.url})" for s in card.sources)
    if card.related:
        yield f"{labels['related']}\n" + "\n".join(f"- {button.label}" for button in card.related)


def _steps(card: Card) -> Iterator[str]:
    for number, step in enumerate(card.steps, 1):
        mark = f"{number}." if card.list_as == "steps" else "-"
        yield f"{mark} {step.do}{f' {step.why}' if step.why else ''}"


def _route(route: CardRoute, labels: Mapping[str, str]) -> str:
    lines = [f"- {route.name}: {route.reason or route.purpose}"]
    sms = f"{route.sms.number}. {route.sms.how}" if route.sms else None
    for label, value in (
        ("phone", route.phone),
        ("text-message", sms),
        ("textphone", route.textphone),
        ("website", route.url),
        ("email", route.email),
        ("how", route.how),
        ("hours", route.hours),
        ("cost", route.cost),
    ):
        if value:
            lines.append(f"  {labels[label]} {value}")
    return "\n".join(lines)


def format_date(date: object) -> str:
    """A date as people write it in Britain: 4 December 2025."""
    return f"{date:%-d %B %Y}"
