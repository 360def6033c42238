"""Read what people mean to type: text-speak, contractions and misspellings become plain words.

The original stays: a `Normalised` knows where in it each of its own characters comes from.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from symspellpy import SymSpell, Verbosity

from bot.content.checking import answer_texts
from bot.content.loading import Library

# An unknown word of four letters or more may be one slip away from a known one, of eight or more two.
ONE_SLIP_LENGTH = 4
TWO_SLIPS_LENGTH = 8
# Words rarer than this (counts of the list that comes with symspellpy) are known, but no target for correction.
MIN_FREQUENCY = 300_000
# A word that our own content uses counts as this many times likelier than in books, or as this frequent.
OWN_WORD_FACTOR = 5
OWN_WORD_FREQUENCY = 5_000_000

MIN_OWN_LENGTH = 3

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'m": " am"}
_TAKES_IS = frozenset(
    ["he", "she", "it", "that", "there", "what", "who", "where", "how", "here", "someone", "everyone"]
)


@dataclass(frozen=True)
class Normalised:
    """Lower-case plain words, and for each piece (start, end, original start, original end)."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters from `start` to `end` come from."""
        touched = [piece for piece in self.pieces if piece[0] < end and piece[1] > start]
        return (touched[0][2], touched[-1][3]) if touched else (0, 0)


class Normaliser:
    """Corrects words one by one, by the glossary first and then by the dictionary."""

    def __init__(self, replacements: Mapping[str, str], own_words: Iterable[str]) -> None:
        self._replacements = dict(replacements)
        self._speller = _dictionary()
        own = frozenset(own_words) | {word for text in replacements.values() for word in text.split()}
        self._known = own | word_counts().keys()
        for word in own:
            count = word_counts().get(word, 0) * OWN_WORD_FACTOR
            self._speller.create_dictionary_entry(word, max(count, OWN_WORD_FREQUENCY))

    def normalise(self, text: str) -> Normalised:
        """The plain reading of a message. Never fails, whatever the characters."""
        parts: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        position = 0
        for start, end, plain in self._pieces(text):
            parts.append(plain)
            pieces.append((position, position + len(plain), start, end))
            position += len(plain)
        return Normalised("".join(parts), tuple(pieces))

    def _pieces(self, text: str) -> Iterator[tuple[int, int, str]]:
        last = 0
        for match in _WORD.finditer(text):
            if match.start() > last:
                yield last, match.start(), _plain_characters(text[last : match.start()])
            yield match.start(), match.end(), self._word(match[0])
            last = match.end()
        if last < len(text):
            yield last, len(text), _plain_characters(text[last:])

    def _word(self, typed: str) -> str:
        word = _plain_characters(typed).lower().replace("’", "'").replace("`", "'")
        bare = word.replace("'", "")
        if bare in self._replacements and not word.endswith("'s"):
            return self._replacements[bare]
        if "'" in word:
            return _expand(word)
        return self._spelled(word)

    def _spelled(self, word: str) -> str:
        stretched = _STRETCHED.sub(r"\1\1", word)
        for form in (word, stretched, _STRETCHED.sub(r"\1", word), f"{word}g" if word.endswith("in") else word):
            if form in self._replacements:
                return self._replacements[form]
            if form in self._known:
                return form
        if len(stretched) < ONE_SLIP_LENGTH or not stretched.isascii() or not stretched.isalpha():
            return stretched
        slips = 2 if len(stretched) >= TWO_SLIPS_LENGTH else 1
        found = self._speller.lookup(stretched, Verbosity.TOP, max_edit_distance=slips)
        return str(found[0].term) if found else stretched


def own_words(library: Library) -> frozenset[str]:
    """Every word that the reviewed answers and word lists use: known, and the likelier reading of a slip."""
    texts = [text for entry in library.answers.values() for _, text in answer_texts(entry)]
    texts += [entry.name for file in library.lexicon.values() for entry in file.entries]
    plain = (_PLACEHOLDER.sub(" ", text).lower() for text in texts)
    used = (word for text in plain for word in _WORD.findall(text) if len(word) >= MIN_OWN_LENGTH)
    return frozenset([*used, *(library.spelling.known or ())])


def normaliser_for(library: Library) -> Normaliser:
    """The normaliser of this content."""
    return Normaliser(library.spelling.replacements or {}, own_words(library))


def _expand(word: str) -> str:
    for ending, words in _ENDINGS.items():
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return _STEMS.get(stem, stem) + words
    stem, _, ending = word.partition("'")
    return f"{stem} is" if ending == "s" and stem in _TAKES_IS else word


def _plain_characters(text: str) -> str:
    """Compatibility forms (full-width letters, ligatures) as plain ones; invisible characters as spaces or nothing."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(_visible(character) for character in plain)


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    return " " if character in "\n\r\t" else ""


@functools.lru_cache(maxsize=1)
def word_counts() -> dict[str, int]:
    """How often each English word comes up in books, from the list that comes with symspellpy."""
    source = importlib.resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    pairs = (line.split() for line in source.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(count) for word, count in pairs}


def _dictionary() -> SymSpell:
    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word, count in word_counts().items():
        if count >= MIN_FREQUENCY:
            speller.create_dictionary_entry(word, count)
    return speller
