"""`cyberprotect talk`: a conversation in the terminal, with `/why` for developers."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from rich.console import Console
from rich.markup import escape

from bot.content import plain_text
from bot.runtime.assistant import Assistant, Turn, new_conversation_id

HELP = "/why: what led to the last answer · /new: start afresh · /quit · [2]: press the second button"
COMMANDS = ("/why", "/new", "/quit")
RANKED = 5


async def talk(assistant: Assistant) -> None:
    """Read messages until `/quit` or the end of the input. Nothing typed outlives the command."""
    console = Console(highlight=False)
    console.print(HELP, style="dim", markup=False)
    session: PromptSession[str] = PromptSession(completer=WordCompleter(list(COMMANDS), sentence=True))
    conversation, turn = new_conversation_id(), None
    while True:
        try:
            text = (await session.prompt_async("> ")).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if text == "/quit":
            return
        if text == "/new":
            conversation, turn = new_conversation_id(), None
            console.print("A new conversation.", style="dim")
        elif text == "/why":
            lines = list(why(turn, await _understanding_ms(assistant, turn))) if turn else ["Nothing was said yet."]
            console.print(escape("\n".join(lines)), style="cyan")
        elif text:
            turn = await assistant.take_turn(conversation, _pressed(turn, text))
            console.print(escape(show(turn, assistant)))


def show(turn: Turn, assistant: Assistant) -> str:
    """The cards of a turn as text, and its buttons by number."""
    texts = [plain_text.render(card, assistant.library.labels) for card in turn.cards]
    buttons = [f"  [{number}] {label}" for number, (label, _) in enumerate(_buttons(turn), 1)]
    return "\n\n".join([*texts, "\n".join(buttons)] if buttons else texts)


def why(turn: Turn, understanding_ms: float) -> Iterator[str]:
    """Everything that led to a turn, a line each."""
    parsed, reading = turn.why.parsed, turn.why.reading
    safety = parsed.get("safety", {})
    yield f"danger    {', '.join(safety.get('lanes', [])) or 'none'}"
    for item in safety.get("evidence", []):
        yield f"          {item['lane']} by {item['kind']} {item['name']} ({item['value']:.2f})"
    ranked = ", ".join(f"{item['name']} {item['confidence']:.2f}" for item in parsed.get("intent_ranking", [])[:RANKED])
    yield f"intent    {ranked or (parsed.get('intent') or {}).get('name')}"
    yield f"answers   {', '.join(f'{c.answer} {c.score:.2f}' for c in turn.candidates) or 'none'}"
    named = ", ".join(f"{item['entity']}={item['value']}" for item in parsed.get("entities", []))
    yield f"entities  {named or 'none'}"
    if language := parsed.get("language"):
        yield f"language  {language}"
    if reading and not safety.get("lanes"):
        meant = reading.get("payload") or ", ".join(reading["answers"])
        yield f"reading   {reading['kind']}{f' -> {meant}' if meant else ''}: {reading['reason']}"
    yield f"actions   {', '.join(turn.why.actions)}"
    yield f"took      {turn.milliseconds:.0f} ms; understanding it again {understanding_ms:.0f} ms"


async def _understanding_ms(assistant: Assistant, turn: Turn | None) -> float:
    text = str(turn.why.parsed.get("text") or "") if turn else ""
    start = time.perf_counter()
    await assistant.parse(text)
    return (time.perf_counter() - start) * 1000


def _pressed(turn: Turn | None, text: str) -> str:
    """A bare number in brackets presses a button; any other text is sent as typed, so `2` tests what people type."""
    if turn and text.startswith("[") and text.endswith("]") and text[1:-1].isdigit():
        buttons = list(_buttons(turn))
        number = int(text[1:-1])
        return buttons[number - 1][1] if 0 < number <= len(buttons) else text
    return text


def _buttons(turn: Turn) -> Iterator[tuple[str, str]]:
    for card in turn.cards:
        yield from ((button.label, button.payload) for button in (*card.quick_replies, *card.related))
