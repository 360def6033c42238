"""What an editor may write about conversations: words that lean on what was said, and cards in other languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.models import ContentModel, Id, Sentence


class ConversationWords(ContentModel):
    """`content/conversation/words.yml`: small words by which a message leans on the one before."""

    openers: list[Sentence] = Field(..., description="How a follow-up begins: 'and', 'what if', 'does that'.")
    pointing: list[Sentence] = Field(..., description="Words that stand for something said before.")
    small: list[str] = Field(..., description="Words that carry no matter of their own.")
    corrections: list[Sentence] = Field(..., description="How somebody takes back what was understood.")
    joins: list[Sentence] = Field(..., description="What stands between two questions in one message.")
    asks: list[Sentence] = Field(..., description="How a question begins; an 'and' before it joins two questions.")
    devices: list[Id] = Field(..., description="Devices that are asked for, in this order.")
    only: list[Sentence] = Field(..., description="Words for a button when there is but one answer to choose.")
    choices: dict[str, list[str]] = Field(..., description="Place in a list ('1', '-1') and the words for it.")


class LanguageFile(ContentModel):
    """`content/languages/<code>.yml`: the short card in one language."""

    code: str = Field(..., regex="^[a-z]{2}$", description="ISO 639-1.")
    name: Sentence = Field(..., description="In English, for reviewers.")
    script: str = Field(..., regex="^[A-Z]+$", description="The Unicode name of its script: LATIN, ARABIC.")
    direction: Literal["ltr", "rtl"] = "ltr"
    signs: list[str] = Field([], description="Words or single letters that tell it from others of its script.")
    status: Literal["needs human review", "reviewed"]
    title: Sentence
    text: str = Field(..., min_length=20)
