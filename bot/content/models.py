"""What an editor may write: one typed model for each kind of content file."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import TYPE_CHECKING, Literal, Optional

from pydantic import BaseModel, Extra, Field, HttpUrl, constr, root_validator

if TYPE_CHECKING:
    Id = str
    Sentence = str
else:
    Id = constr(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    # Strict: YAML reads a bare No as false, which must not reach a reader as "False".
    Sentence = constr(strict=True, strip_whitespace=True, min_length=2)


class ContentModel(BaseModel):
    """Base of all content: unknown keys are refused and nothing changes after loading."""

    class Config:
        extra = Extra.forbid
        frozen = True


class Area(str, Enum):
    """The five shelves of advice; also the folder names under `content/advice/`."""

    INDIVIDUALS = "individuals"
    ORGANISATIONS = "organisations"
    CHILD_SAFETY = "child-safety"
    CYBER_CHOICES = "cyber-choices"
    SEROCU = "serocu"


class Audience(str, Enum):
    """Who an answer or route speaks to."""

    INDIVIDUAL = "individual"
    PARENT = "parent"
    CHILD = "child"
    ORGANISATION = "organisation"


class Nation(str, Enum):
    """The four nations: reporting routes differ between them."""

    ENGLAND = "england"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"
    SCOTLAND = "scotland"


class ForceArea(str, Enum):
    """The four police force areas of the South East region."""

    THAMES_VALLEY = "thames-valley"
    HAMPSHIRE_AND_ISLE_OF_WIGHT = "hampshire-and-isle-of-wight"
    SURREY = "surrey"
    SUSSEX = "sussex"


class Confidence(str, Enum):
    """How well a route is evidenced. A route of low confidence is never shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Urgency(str, Enum):
    """How soon someone should use a route."""

    EMERGENCY = "emergency"
    IMMEDIATE = "immediate"
    SOON = "soon"
    INFORMATION = "information"


class Status(str, Enum):
    """Who stands behind an answer: our source check, or the unit that runs the bot."""

    SOURCE_CHECKED = "source-checked"
    APPROVED = "approved"


class Source(ContentModel):
    """A public page that supports what is said, and the day somebody looked at it."""

    publisher: Sentence
    title: Sentence
    url: HttpUrl
    seen: datetime.date


class Step(ContentModel):
    """One thing to do, in the order to do it, with the reason where it helps."""

    do: Sentence
    why: Optional[Sentence] = None


class VariantCondition(ContentModel):
    """When a variant is shown: for one audience, one platform or one device."""

    audience: Optional[Audience] = None
    platform: Optional[Id] = None
    device: Optional[Id] = None

    @root_validator(skip_on_failure=True)
    def exactly_one(cls, values: dict[str, object]) -> dict[str, object]:
        """A variant hangs on one thing only, so that two can never both fit."""
        if sum(value is not None for value in values.values()) != 1:
            raise ValueError("give exactly one of audience, platform, device")
        return values


class Variant(ContentModel):
    """Different words for one audience, platform or device. What is left out stays as in the answer."""

    when: VariantCondition
    short: Optional[Sentence] = None
    steps: list[Step] = []
    routes: list[Id] = []

    @root_validator(skip_on_failure=True)
    def says_something(cls, values: dict[str, object]) -> dict[str, object]:
        """An empty variant would silently show the plain answer."""
        if not (values["short"] or values["steps"] or values["routes"]):
            raise ValueError("a variant needs a short answer, steps or routes of its own")
        return values


class Approval(ContentModel):
    """Who approved an answer (a role, never a name) and when."""

    role: Sentence
    date: datetime.date


class Answer(ContentModel):
    """One reviewed answer: the file `content/advice/<area>/<id>.yml`."""

    title: Sentence = Field(..., description="What the reader needs, in their words.")
    audiences: list[Audience] = Field(..., min_items=1, unique_items=True)
    short: Sentence = Field(..., description="The answer in 60 words at most.")
    steps: list[Step] = Field([], description="What to do, in order.")
    list_as: Literal["steps", "points"] = Field("steps", description="Things to do, or points to know.")
    variants: list[Variant] = Field([], description="Other words for an audience or a device.")
    routes: list[Id] = Field([], description="Route ids, most urgent first.")
    related: list[Id] = Field([], description="Ids of answers people ask for next.")
    covers: list[Id] = Field([], description="Fact briefs this answers.")
    sources: list[Source] = Field(..., min_items=1)
    owner: Sentence
    status: Status
    approval: Optional[Approval] = None
    checked: datetime.date
    check_again: Literal[3, 6, 12] = Field(..., description="Months until the next check.")
    avoid: list[Sentence] = Field([], description="Never say this. For reviewers; not shown.")
    doubts: list[Sentence] = Field([], description="What a reviewer must settle. Not shown.")

    @root_validator(skip_on_failure=True)
    def approval_matches_status(cls, values: dict[str, object]) -> dict[str, object]:
        """Nothing claims an approval that nobody gave, and none is lost."""
        if (values["status"] is Status.APPROVED) != (values["approval"] is not None):
            raise ValueError("status is 'approved' exactly when 'approval' says who and when")
        return values


class TextMessage(ContentModel):
    """A route reached by text message: what to send, and the number it goes to."""

    number: Sentence
    how: Sentence


class Route(ContentModel):
    """One place to report or get help. The only home of phone numbers and addresses."""

    id: Id
    name: Sentence
    also_called: list[Sentence] = Field([], description="Other names that people ask for it by.")
    formerly: list[Sentence] = Field([], description="Old names that it replaced.")
    say: Sentence = Field(..., description="What `{id}` becomes inside a sentence.")
    category: Id
    purpose: Sentence
    not_for: Optional[Sentence] = None
    audiences: list[Audience] = Field(..., min_items=1, unique_items=True)
    nations: list[Nation] = Field(..., min_items=1, unique_items=True)
    force_area: Optional[ForceArea] = None
    urgency: Urgency
    phone: Optional[Sentence] = None
    textphone: Optional[Sentence] = None
    sms: Optional[TextMessage] = None
    url: Optional[HttpUrl] = None
    email: Optional[Sentence] = None
    how: Optional[Sentence] = Field(None, description="How to reach it when no one number or address serves all.")
    hours: Optional[Sentence] = Field(None, description="Left out when not known: never guessed.")
    cost: Optional[Sentence] = None
    next: Optional[Sentence] = Field(None, description="What happens after you get in touch.")
    have_ready: list[Sentence] = []
    sources: list[HttpUrl] = Field(..., min_items=1)
    checked: datetime.date
    check_again: Literal[3, 6, 12]
    confidence: Confidence
    doubts: list[Sentence] = []

    @property
    def shown(self) -> bool:
        """Whether people may see it: routes of low confidence stay hidden."""
        return self.confidence is not Confidence.LOW


class RouteFile(ContentModel):
    """`content/routes/<theme>.yml`: a part of the register."""

    routes: list[Route] = Field(..., min_items=1)


class LexiconEntry(ContentModel):
    """One thing people name, with every way they write it."""

    id: Id
    name: Sentence
    words: list[Sentence] = []
    patterns: list[list[dict[str, object]]] = Field([], description="spaCy token patterns.")


class LexiconFile(ContentModel):
    """`content/lexicon/<entity>.yml`: the values of one Rasa entity."""

    entity: str = Field(..., regex=r"^[a-z_]+$")
    about: Sentence
    entries: list[LexiconEntry] = Field(..., min_items=1)


class LemmaFile(ContentModel):
    """`content/lexicon/_lemmas.yml`: base form of the words that matter here."""

    lemmas: dict[str, list[str]]


class SpellingFile(ContentModel):
    """`content/lexicon/_spelling.yml`: text-speak and misspellings with the plain words for them, and names."""

    replacements: dict[str, str] = {}
    known: list[str] = []


class QuickReplySpec(ContentModel):
    """A button: it shows an answer (`answer`), starts something (`starts`), or sends what it says."""

    label: Sentence
    answer: Optional[Id] = None
    starts: Optional[Literal["report"]] = Field(None, description="It starts the questions on where to report.")


class Reply(ContentModel):
    """A short thing the bot says that is not advice: a greeting, a refusal, an error."""

    kind: Literal["smalltalk", "decline", "clarify", "route", "error"]
    title: Optional[Sentence] = None
    text: Sentence
    again: list[Sentence] = Field([], description="Said instead when it was said in the turn before.")
    routes: list[Id] = []
    quick_replies: list[QuickReplySpec] = []


class WordingFile(ContentModel):
    """`content/wording/<theme>.yml`: replies by id, and labels shown around cards."""

    replies: dict[Id, Reply] = {}
    labels: dict[Id, Sentence] = {}


class ReadingException(ContentModel):
    """An answer allowed above the reading grade, and why."""

    grade: float
    reason: Sentence


class ExceptionsFile(ContentModel):
    """`content/exceptions.yml`: where a house rule is bent, with the reason."""

    reading_grade: dict[Id, ReadingException] = {}
    names_like_addresses: list[Sentence] = []


class BriefsFile(ContentModel):
    """`content/briefs.yml`: the ids of the fact briefs that the answers must cover."""

    briefs: list[Id]
