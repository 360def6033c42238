"""Which language a message is written in, when it is not English. Knows no Rasa."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any, Optional

from bot.content.conversation_models import LanguageFile
from bot.nlu.normaliser import word_counts

# Fewer words than this can be a name or slang, whatever the library says of them.
MIN_WORDS = 4
SURE = 0.8
# English enough, however sure the library is of another language: it takes "my ps5 controller drifts" for German.
ENGLISH_SHARE = 0.6
# Beside those we have a card for: what people here write in most often, so that it is not taken for one of ours.
ALSO = ("en", "fr", "it", "de", "hu", "tr", "ru", "uk", "bg", "hi", "fa", "lt", "sk", "hr", "zh", "so")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class LanguageReader:
    """Reads the script first, which is certain, and asks the library about Latin letters."""

    def __init__(self, languages: Mapping[str, LanguageFile]) -> None:
        self._languages = dict(languages)

    def read(self, text: str, suspected: bool) -> Optional[str]:
        """The ISO 639-1 code of the language when sure that it is not English, else None.

        `suspected`: the understanding takes it for another language already, so less is asked of the library.
        """
        words = _WORD.findall(text)
        if not words:
            return None
        script = _script(text)
        if script == "LATIN" and not suspected:
            known = sum(word.lower() in word_counts() for word in words)
            if len(words) < MIN_WORDS or known / len(words) > ENGLISH_SHARE:
                return None
        sure = 0.0 if suspected or script != "LATIN" else SURE
        return self._by_signs(text.lower().split(), script) or self._by_library(text, sure)

    def _by_signs(self, words: list[str], script: str) -> Optional[str]:
        """Words, or letters within words, that only one of the languages of a script has."""
        fitting = [item for item in self._languages.values() if item.script == script]
        letters = "".join(words)
        for language in fitting:
            if any(sign in (letters if len(sign) == 1 else words) for sign in language.signs):
                return language.code
        return fitting[0].code if len(fitting) == 1 and not fitting[0].signs else None

    def _by_library(self, text: str, sure: float) -> Optional[str]:
        codes = tuple(sorted({*self._languages, *ALSO}))
        best = _detector(codes).compute_language_confidence_values(text)[0]
        code = str(best.language.iso_code_639_1.name).lower()
        return code if code != "en" and best.value >= sure else None


def is_latin(text: str) -> bool:
    """Whether most letters are Latin, or there is none."""
    return _script(text) == "LATIN"


def _script(text: str) -> str:
    """The script that most letters belong to, by its Unicode name: LATIN, ARABIC, GURMUKHI."""
    letters = (unicodedata.name(char, "LATIN").partition(" ")[0] for char in text if char.isalpha())
    counts = Counter(letters)
    return counts.most_common(1)[0][0] if counts else "LATIN"


@functools.lru_cache(maxsize=1)
def _detector(codes: tuple[str, ...]) -> Any:
    """The library's detector for these languages: the small models, 60 MB instead of 500."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    known = [getattr(IsoCode639_1, code.upper()) for code in codes if hasattr(IsoCode639_1, code.upper())]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*known).with_low_accuracy_mode().build()
