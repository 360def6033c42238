"""What an editor may write about dangers: `content/safety/<lane>.yml`, and the words its patterns share."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Literal, Optional, cast

from pydantic import Field, root_validator

from bot.content.models import Approval, ContentModel, Id, Nation, Sentence, Source, Status


class LaneId(str, Enum):
    """The dangers that are looked for in every message. Fixed: tests, training data and code name them."""

    IMMEDIATE_DANGER = "immediate_danger"
    THREAT_TO_LIFE = "threat_to_life"
    SUICIDE_SELF_HARM = "suicide_self_harm"
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse"
    CHILD_SEXTORTION = "child_sextortion"
    CHILD_AT_RISK_MEETING = "child_at_risk_meeting"
    ADULT_SEXTORTION = "adult_sextortion"
    DOMESTIC_ABUSE_STALKING = "domestic_abuse_stalking"
    ACTIVE_FRAUD_NOW = "active_fraud_now"
    LIVE_CYBER_ATTACK_BUSINESS = "live_cyber_attack_business"
    TERRORISM = "terrorism"
    OFFENDER_HELP = "offender_help"


class Pattern(ContentModel):
    """One way of saying that the danger is there, in the notation of content/safety/README.md."""

    id: Id
    about: Sentence
    any_of: list[Sentence] = Field(..., min_items=1)
    unguarded: bool = Field(False, description="Fires also beside a denial, a past tense or talk of games.")


class LaneReply(ContentModel):
    """What a frightened reader sees. `when` narrows it to a person or a nation."""

    person: Optional[Literal["child", "adult", "organisation"]] = None
    nation: Optional[Nation] = None
    text: Sentence = Field(..., description="What to do in the next minute, with the number.")
    routes: list[Id] = Field(..., min_items=1, description="Most urgent first.")
    comfort: Sentence = Field(..., description="One short kind sentence.")
    avoid: list[Sentence] = Field([], description="What not to do.")


class Lane(ContentModel):
    """One danger: how it is noticed, what is said, and where it hands over."""

    title: Sentence
    urgency: int = Field(..., ge=1, description="1 goes first when a message holds several dangers.")
    about: Sentence
    asks_if_safe: bool = Field(False, description="Whether the card ends with: are you safe right now?")
    replies: list[LaneReply] = Field(..., min_items=1)
    again: list[Sentence] = Field(..., min_items=2, description="Said instead when the same danger comes up again.")
    related: list[Id] = []
    patterns: list[Pattern] = []
    sources: list[Source] = Field(..., min_items=1)
    owner: Sentence
    status: Status
    approval: Optional[Approval] = None
    checked: datetime.date
    check_again: Literal[3, 6, 12]
    doubts: list[Sentence] = []

    @root_validator(skip_on_failure=True)
    def one_reply_for_everyone(cls, values: dict[str, object]) -> dict[str, object]:
        """There must be words for a reader of whom nothing is known, none twice, and none hidden by a nation's."""
        conditions = [(reply.person, reply.nation) for reply in cast(list[LaneReply], values["replies"])]
        if (None, None) not in conditions:
            raise ValueError("one reply must have neither `person` nor `nation`: it serves everybody else")
        if len(set(conditions)) != len(conditions):
            raise ValueError("two replies have the same `person` and `nation`")
        for nation in {nation for _, nation in conditions if nation}:
            for person in {person for person, anywhere in conditions if person and not anywhere}:
                if (person, nation) not in conditions:
                    raise ValueError(f"the words for {nation.value} hide those for '{person}': write both together")
        return values


class PatternWords(ContentModel):
    """`content/safety/_words.yml`: word groups that patterns name with `@`, and what silences a pattern."""

    groups: dict[str, list[str]] = {}
    # Just before the match: a denial.
    silenced_before: list[Sentence] = []
    # In the same sentence: a question about it, the past, fiction.
    silenced_anywhere: list[Sentence] = []
