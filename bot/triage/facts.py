"""What triage can know of an incident: one typed field a fact, each of which may be unknown."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Optional

UNKNOWN = "unknown"


class Kind(str, Enum):
    """What happened."""

    MESSAGE = "message"
    SCAM = "scam"
    INVESTMENT = "investment"
    ACCOUNT = "account"
    DEVICE = "device"
    PHONE = "phone"
    IDENTITY = "identity"
    IMPERSONATION = "impersonation"
    DATA_BREACH = "data-breach"
    IMAGES = "images"
    GROOMING = "grooming"
    ABUSE_IMAGES = "abuse-images"
    THREATS = "threats"
    HATE = "hate"
    TERRORISM = "terrorism"
    NUISANCE = "nuisance"
    YOUNG_HACKER = "young-hacker"
    ADVICE = "advice"
    OTHER = "other"


class Now(str, Enum):
    """Whether it is happening at this moment."""

    GOING_ON = "going-on"
    OVER = "over"


class Age(str, Enum):
    """Whether the person it happened to is a child. The ids are those of the word list `age_group`."""

    UNDER_18 = "under-18"
    ADULT = "adult"


class Who(str, Enum):
    """Who it happened to."""

    CHILD = "child"
    CARED_FOR = "cared-for"
    ORGANISATION = "organisation"
    ME = "me"


class Money(str, Enum):
    """What went to the criminals."""

    NONE = "none"
    DETAILS = "details"
    SENT = "sent"


class When(str, Enum):
    """How long ago it went."""

    RECENT = "recent"
    EARLIER = "earlier"


class Method(str, Enum):
    """How money went. The ids are those of the word list `payment`."""

    CARD = "card"
    BANK_TRANSFER = "bank-transfer"
    PAYPAL = "paypal"
    GIFT_CARD = "gift-card"
    CRYPTO = "crypto"
    CASH = "cash"


class Channel(str, Enum):
    """How a suspicious message came."""

    TEXT = "text"
    CALL = "call"
    EMAIL = "email"
    WEBSITE = "website"
    ADVERT = "advert"
    CHAT = "chat"


class Images(str, Enum):
    """Whether intimate images are part of it."""

    NONE = "none"
    THREATENED = "threatened"
    SHARED = "shared"


class Area(str, Enum):
    """Where the person is: a police force area of the South East, the rest of England, or another nation."""

    THAMES_VALLEY = "thames-valley"
    HAMPSHIRE_AND_ISLE_OF_WIGHT = "hampshire-and-isle-of-wight"
    SURREY = "surrey"
    SUSSEX = "sussex"
    ENGLAND = "england"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"
    SCOTLAND = "scotland"


@dataclass(frozen=True)
class Facts:
    """An incident as far as it is known. `account` is an id of content/triage/facts.yml: editors may add platforms."""

    kind: Optional[Kind] = None
    now: Optional[Now] = None
    who: Optional[Who] = None
    age: Optional[Age] = None
    money: Optional[Money] = None
    when: Optional[When] = None
    method: Optional[Method] = None
    channel: Optional[Channel] = None
    images: Optional[Images] = None
    account: Optional[str] = None
    area: Optional[Area] = None

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Facts:
        """Facts from plain ids. Raises ValueError for a fact or value that does not exist."""
        if unknown := values.keys() - set(NAMES):
            raise ValueError(f"no fact '{sorted(unknown)[0]}'")
        return cls(**{name: TYPES[name](value) for name, value in values.items()})

    def known(self) -> dict[str, str]:
        """What is known, as plain ids: the way back from `of`."""
        return {name: str(getattr(value, "value", value)) for name, value in self._items() if value is not None}

    def value(self, name: str) -> str:
        """The id of one fact, or `unknown`."""
        found = getattr(self, name)
        return UNKNOWN if found is None else str(getattr(found, "value", found))

    def _items(self) -> list[tuple[str, object]]:
        return [(name, getattr(self, name)) for name in NAMES]


NAMES = tuple(field.name for field in dataclasses.fields(Facts))
TYPES: Mapping[str, type] = {
    "kind": Kind,
    "now": Now,
    "who": Who,
    "age": Age,
    "money": Money,
    "when": When,
    "method": Method,
    "channel": Channel,
    "images": Images,
    "account": str,
    "area": Area,
}
