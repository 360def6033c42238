"""Hide card numbers, passwords and other details that a message does not need, before anything reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import phonenumbers
from stdnum import luhn

from bot.content.loading import Library
from bot.content.prose import register_numbers

# Shared with the browser, so that both hide the same things.
RULES = json.loads((Path(__file__).parent / "masking.json").read_text(encoding="utf-8"))
_FLAGS = re.IGNORECASE | re.ASCII
_DATE = re.compile(RULES["date"], _FLAGS)
_RELAY = re.compile(RULES["relay_prefix"], _FLAGS)
_NOT_SECRET = re.compile(RULES["not_secret"], _FLAGS)
# Shorter numbers are services for everybody, such as 101.
MIN_PHONE_DIGITS = 9

_Check = Callable[["re.Match[str]"], bool]


@dataclass(frozen=True)
class Masked:
    """A message with its secrets hidden, and the kinds that were."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicContacts:
    """Numbers (digits only) and e-mail addresses that anybody may type: those of the route register."""

    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


def public_contacts(library: Library) -> PublicContacts:
    """What the route register publishes."""
    emails = (route.email for route in library.routes.values())
    numbers = register_numbers(library.routes.values())
    return PublicContacts(
        numbers=numbers | {_RELAY.sub("", number) for number in numbers},
        emails=frozenset(email.lower() for email in emails if email),
    )


class Masker:
    """Hides what looks like a secret, except for contacts that are public."""

    def __init__(self, public: PublicContacts) -> None:
        self._public = public
        self._rules = [(rule, re.compile(rule["pattern"], _FLAGS)) for rule in RULES["rules"]]
        self._checks = {"luhn": _is_card, "secret": _is_secret, "phone": self._is_private, "email": self._is_unlisted}

    def mask(self, text: str) -> Masked:
        """The text with each secret replaced by words that say what stood there."""
        kinds: list[str] = []
        for rule, pattern in self._rules:
            check = self._checks.get(rule.get("check"), _always)

            def hide(match: re.Match[str], rule: dict[str, str] = rule, check: _Check = check) -> str:
                if not check(match):
                    return match[0]
                kinds.append(rule["kind"])
                return match[1] + rule["mask"]

            text = pattern.sub(hide, text)
        text = self._mask_foreign_numbers(text, kinds)
        return Masked(text, tuple(dict.fromkeys(kinds)))

    def _mask_foreign_numbers(self, text: str, kinds: list[str]) -> str:
        """Numbers written in ways that only the phone library knows."""
        mask = next(rule["mask"] for rule in RULES["rules"] if rule["kind"] == "phone")
        found: Iterable[phonenumbers.PhoneNumberMatch] = phonenumbers.PhoneNumberMatcher(text, "GB")
        for match in reversed(list(found)):
            if self._is_private_number(match.raw_string):
                text = text[: match.start] + mask + text[match.end :]
                kinds.append("phone")
        return text

    def _is_private(self, match: re.Match[str]) -> bool:
        return self._is_private_number(match[2])

    def _is_private_number(self, number: str) -> bool:
        digits = re.sub(r"\D", "", number)
        national = re.sub(r"^(?:00)?44", "0", digits)
        public = {digits, national} & self._public.numbers
        return len(digits) >= MIN_PHONE_DIGITS and not public and not _DATE.match(number)

    def _is_unlisted(self, match: re.Match[str]) -> bool:
        return match[2].lower() not in self._public.emails


def _always(match: re.Match[str]) -> bool:
    return True


def _is_card(match: re.Match[str]) -> bool:
    return bool(luhn.is_valid(re.sub(r"\D", "", match[2])))


def _is_secret(match: re.Match[str]) -> bool:
    """Whether the word after "my password is" looks like a password and not like the rest of a sentence."""
    word, rest = match[2], match.string[match.end() :]
    if match[1].rstrip()[-1] in ":=" or re.search(r"[^a-z'’-]", word, re.IGNORECASE):
        return True
    ends = re.match(r"\s*(?:$|[.,;!?\n]|(?:and|but|so|for)\b)", rest)
    return bool(ends) and not _NOT_SECRET.match(word)
