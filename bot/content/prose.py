"""House rules for sentences: length, reading grade, and no number or address outside the register."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.models import Route

MAX_SENTENCE_WORDS = 25
MAX_SHORT_WORDS = 60
# A reader of 11 is at US grade 6, and the Flesch-Kincaid formula reports grades with decimals.
MAX_READING_GRADE = 7.0
# The shortest British number with its area code; shorter ones are only caught when the register has them.
MIN_PHONE_DIGITS = 9

_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(:phone)?\}")
_BRACE = re.compile(r"\{[^}]*\}?|\}")
_ARTICLE = re.compile(r"\b(the|a|an|your) \{([a-z0-9-]+)\}", re.IGNORECASE)
_ARTICLE_WORD = re.compile(r"(the|a|an|your) ", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w£$.,])\+?\d[\d ()-]*\d(?![\w%])")
_ADDRESS = re.compile(
    r"https?://|\bwww\.|\S@\S|\b[\w-]+\.(?:com|org|net|io|ai|app|info|uk|ie|eu|gov|tv|me)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')]*\s+")
_WORD = re.compile(r"[\w'’-]*\w")
_FORBIDDEN = {
    "!": "no exclamation marks: calm words need none",
    "you should have": "never 'you should have': it blames the reader",
}
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def placeholders(text: str) -> list[str]:
    """The route ids a sentence names, as in `Ring {bank-159}.` or `Ring {childline} on {childline:phone}.`"""
    return [match[1] for match in _PLACEHOLDER.finditer(text)]


def fill(text: str, routes: Mapping[str, Route]) -> str:
    """The sentence with each `{route-id}` replaced by the words that name the route, capitalised where one starts."""

    def say(match: re.Match[str]) -> str:
        route = routes[match[1]]
        if match[2] and route.phone:
            return route.phone
        words_for_it = route.say
        starts = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".?"
        return words_for_it[0].upper() + words_for_it[1:] if starts else words_for_it

    return _PLACEHOLDER.sub(say, text)


def doubled_articles(text: str, routes: Mapping[str, Route]) -> Iterator[str]:
    """Where an article stands before a route whose own words begin with one: "the the"."""
    for match in _ARTICLE.finditer(text):
        route = routes.get(match[2])
        if route and _ARTICLE_WORD.match(route.say):
            yield f"'{match[0]}' reads '{match[1]} {route.say}': leave the article out"


def missing_phones(text: str, routes: Mapping[str, Route]) -> Iterator[str]:
    """Where a text wants the phone number of a route that has none."""
    for match in _PLACEHOLDER.finditer(text):
        if match[2] and match[1] in routes and not routes[match[1]].phone:
            yield f"route '{match[1]}' has no phone number for '{match[0]}'"


def words(text: str) -> list[str]:
    """The words of a text, numbers included."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def register_numbers(routes: Iterable[Route]) -> frozenset[str]:
    """Every number of the register, digits only, so that none can be typed into prose."""
    numbers = (part for route in routes for part in (route.phone, route.textphone, route.sms and route.sms.number))
    return frozenset(re.sub(r"\D", "", number) for number in numbers if number) - {""}


@dataclass(frozen=True)
class HouseRules:
    """What a sentence is held against: the register's numbers and the names that look like addresses but are none."""

    numbers: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def problems_in(text: str, rules: HouseRules) -> Iterator[str]:
    """What breaks the house rules in a text that readers will see."""
    for sentence in sentences(text):
        if (count := len(words(sentence))) > MAX_SENTENCE_WORDS:
            yield f"{count} words in one sentence (at most {MAX_SENTENCE_WORDS}): '{sentence[:60]}…'"
    own_words = _PLACEHOLDER.sub(" ", text)
    for match in _BRACE.finditer(own_words):
        yield f"'{match[0]}' is no placeholder: write {{route-id}} or {{route-id:phone}}, without spaces"
    for name in rules.names:
        own_words = own_words.replace(name, " ")
    for match in _DIGITS.finditer(own_words):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= MIN_PHONE_DIGITS or digits in rules.numbers:
            yield f"'{match[0]}' looks like a phone number: name the route instead, as {{route-id}}"
    for match in _ADDRESS.finditer(own_words):
        yield f"'{match[0]}' looks like a web or e-mail address: name the route instead, as {{route-id}}"
    lowered = text.lower()
    yield from (why for phrase, why in _FORBIDDEN.items() if phrase in lowered)
    if _EMOJI.search(text):
        yield "no emoji: screen readers read them aloud"


@functools.lru_cache(maxsize=1)
def _textstat() -> object:
    import textstat

    textstat.set_lang("en_GB")
    return textstat


def reading_grade(text: str) -> float:
    """US school grade by the Flesch-Kincaid formula (Kincaid and others, 1975); reading age is about 5 more."""
    return float(_textstat().flesch_kincaid_grade(text))  # type: ignore[attr-defined]
