"""What the checks need to know of a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Language(NamedTuple):
    """Words and habits of one language. All words are in lower case."""

    code: str  # ISO 639-1
    # The words that hold any text together; those that two languages share are left out where one is told from another.
    function_words: frozenset[str] = frozenset()
    # Other frequent words that no text in another of our languages has, unless as a name.
    common_words: frozenset[str] = frozenset()
    cardinals: Mapping[str, int] = {}  # "three": 3, to twelve
    ordinals: Mapping[str, int] = {}  # "third": 3
    # As CLDR has them, which a test compares. To ask CLDR for four locales takes longer than to check 500 messages.
    months: Mapping[str, int] = {}  # whole and shortened: "march": 3; "mar": 3
    number_signs: tuple[str, str] | None = None  # the decimal sign and the grouping sign
    magnitudes: Mapping[str, int] = {}  # "billion": 10**9
    formal: frozenset[str] = frozenset()  # how a reader is addressed with distance
    informal: frozenset[str] = frozenset()
    repeatable: frozenset[str] = frozenset()  # words that may stand twice in a row
    abbreviations: frozenset[str] = frozenset()  # those whose point ends no sentence
    joints: tuple[str, ...] = ()  # what may join two words that are written as one; none: the language does not do so
    same_as_english: frozenset[str] = frozenset()  # words that are written as the English ones
    length: float | None = None  # of the same text beside English, in characters of prose: the middle of published ones
    endings: str = r"\w{1,2}"  # a pattern of what is added to words, after `stems` has made sounds one; any, by default


def words(text: str) -> frozenset[str]:
    """The words of a list as it stands in a module of ours."""
    return frozenset(text.split())


def numbered(text: str) -> dict[str, int]:
    """Words with their numbers: "one=1 two=2"."""
    return {word: int(number) for word, _, number in (item.partition("=") for item in text.split())}
