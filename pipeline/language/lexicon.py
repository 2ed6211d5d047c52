"""Which words a language has: those of a dictionary, those of the house, and what is made of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from pipeline.language.profile import Language
from pipeline.lazy import pattern

# Of international words; what follows is a word by itself.
_PREFIX = pattern(
    r"(?:anti|auto|bio|co|cyber|g[eé]o|hyper|inter|ma[ck]ro|m[eé]ga|m[eé]ta|mi[ck]ro|mini|mono|multi|nano|neuro|"
    r"post|pr[eé]|pseudo|r[eé]|semi|sub|super|t[eé]l[eé]|trans|ultra|uni)-?(?=\w{4})",
    re.IGNORECASE,
)
_PART = 4  # letters of the shortest word that is looked for inside another: shorter ones stand anywhere
_LONGEST = 14  # letters of a word that is looked up at once; a longer one may be made of three
_SURE = 7  # letters of a part that is no word by chance, though its compound is misspelled
_LONG = 8  # letters of a word that is hardly another one with one letter changed
_ACCENTS = ("aàâä", "cç", "eéèêë", "iîï", "oôö", "uùûü")
# What a hand types for another: neighbours on the keyboards of Belgium, Germany and the Netherlands.
_ROWS = ("azertyuiop", "qwertyuiop", "qwertzuiop", "qsdfghjklm", "asdfghjkl", "wxcvbn", "zxcvbnm", "yxcvbnm")
_FREQUENT = "enisratlou"  # the letters that are left out most


class Words(Protocol):
    """A dictionary."""

    def has(self, word: str) -> bool:
        """Whether it has a word; with a capital in front, the word in lower case too."""


class Lexicon:
    """The words of one language, each looked up once."""

    def __init__(self, dictionary: Words, language: Language, accepted: Iterable[str] = ()) -> None:
        """`accepted` are words of the house: in lower case however they begin, "*" at their end for any ending."""
        words = [word.replace("’", "'") for word in accepted]
        self._dictionary = dictionary
        self._language = language
        self._accepted = frozenset(word for word in words if not word.endswith("*"))
        self._beginnings = tuple(word.rstrip("*") for word in words if word.endswith("*"))
        self._has: dict[str, bool] = {}
        self._knows: dict[str, bool] = {}
        self._near: dict[str, str] = {}
        self._is_made: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is right: in the dictionary, of the house, behind a prefix, or made of two that are."""
        found = self._knows.get(word)
        if found is None:
            found = self._is_known(word)
            self._knows[word] = found
        return found

    def _is_known(self, word: str) -> bool:
        # Hunspell takes up to 60 ms for a word that is made of three.
        if len(word) >= _LONGEST and self._language.joints and self._is_made_of_short(word):
            return True
        prefix = _PREFIX.match(word)
        return self.has(word) or (prefix is not None and self.has(word[prefix.end() :])) or self._is_compound(word)

    def has(self, word: str) -> bool:
        """Whether a word is in the dictionary or of the house, in lower case too."""
        found = self._has.get(word)
        if found is None:
            found = self._accepts(word) or self._dictionary.has(word)
            low = word.lower()
            if not found and low != word:
                # With a capital in front the dictionary has looked for the word in lower case too.
                found = self._accepts(low) if word[1:] == low[1:] else self.has(low)
            self._has[word] = found
        return found

    def _accepts(self, word: str) -> bool:
        return word in self._accepted or word.startswith(self._beginnings)

    def has_part(self, word: str) -> bool:
        """Whether something is a word inside another: in German a noun has lost its capital there."""
        return self.has(word) or (self._language.code == "de" and self.has(word.capitalize()))

    def is_first_part(self, word: str) -> bool:
        """Whether something may begin a compound: a word, and what joins it to the next."""
        return any(self.has_part(own) for own in self._without_joints(word))

    def _without_joints(self, word: str) -> Iterator[str]:
        """What a first part may be without what joins it to the next."""
        for joint in self._language.joints:
            own = word.removesuffix(joint) if word.endswith(joint) else ""
            # No joint follows its own letter: "Passswort" is none.
            if len(own) >= _PART and not (joint and own.endswith(joint[0])):
                yield own

    def _is_made_of_short(self, word: str) -> bool:
        """Whether a word is a compound of parts that are looked up soon, each long enough to be no chance."""
        if word not in self._is_made:
            splits = range(len(word) - _SURE, max(_SURE, len(word) - _LONGEST) - 1, -1)
            self._is_made[word] = any(
                self._is_sure(own)
                for split in splits
                if self.has_part(word[split:])
                for own in self._without_joints(word[:split])
            )
        return self._is_made[word]

    def _is_sure(self, part: str) -> bool:
        return self._is_made_of_short(part) if len(part) >= _LONGEST else len(part) >= _SURE and self.has_part(part)

    def _is_compound(self, word: str) -> bool:
        return bool(self._language.joints) and any(
            self.has_part(word[split:]) and self.is_first_part(word[:split])
            for split in range(_PART, len(word) - _PART + 1)
        )

    def near(self, word: str) -> str:
        """The word that was probably meant, a slip of the hand away; "" where there is none, or the word is short."""
        if word not in self._near:
            slips = _slips(word) if len(word) > _PART else ()
            self._near[word] = next((each for each in slips if self.has(each)), "")
        return self._near[word]


def _slips(word: str) -> Iterator[str]:
    """What a word may have been before a slip of the hand, the likeliest first."""
    places = range(len(word))
    for at in places:
        yield from (word[:at] + each + word[at + 1 :] for each in _accented(word[at]))
    for at in places[1:]:
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        elif at > 1 or word.islower():
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
    for at in places[1:]:
        yield word[:at] + word[at + 1 :]
    if len(word) >= _LONG:
        for at in places[1:]:
            yield from (word[:at] + each + word[at + 1 :] for each in _beside(word[at]))
            yield from (word[:at] + each + word[at:] for each in _FREQUENT)


def _accented(letter: str) -> str:
    low = letter.lower()
    found = next((each for each in _ACCENTS if low in each), "").replace(low, "")
    return found if low == letter else found.upper()


def _beside(letter: str) -> str:
    """The letters beside one on a keyboard."""
    found = ((row, row.index(letter)) for row in _ROWS if letter in row)
    return "".join(row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row, at in found)
