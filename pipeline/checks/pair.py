"""What most checks look at: a source text, its translation, and what is known of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter, eq
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.kinds import (
    ADDRESSED,
    ALIEN,
    ALIKE,
    COUNTED,
    EDGE,
    FOREIGN,
    LIMITED,
    LONGER,
    ODD,
    SHORTER,
    TWICE,
    TWO_SPACES,
    UNEVEN,
)
from pipeline.checks.style import Style
from pipeline.language import Language, Text, language_of
from pipeline.language.known import KNOWN, telling_words, words_from_two
from pipeline.language.text import Word
from pipeline.language.values import Value, values
from pipeline.lazy import lazy, pattern
from pipeline.po import Message

if TYPE_CHECKING:
    from pipeline.checks.figures import Compared
    from pipeline.language.lexicon import Lexicon

OF_NO_WORDS = frozenset((ODD, LIMITED))  # marks that no word shows
# By which share of a sentence a translation must be too short, or too long, that one may have been lost or added.
SHORT, LONG = 0.3, 0.4
_TEXT = attrgetter("text")
_DIGIT = pattern(r"\d")
_QUOTED = pattern(r"[*«“„\"‘‚](?:(?<=\*)(?<![\w*]\*)\*?[^*\n]+\*|(?<!\*)[^«»“”„\"‘’‚]*[»”“\"’‘])")
_INSIDE_QUOTES = pattern(r"'(?<![^\s(\x00]')[^']*'(?![^\s).,;:!?\x00])")
_REACH = 40  # characters: no name is longer on either side of what shows that it is one
_NAME = pattern(r"[\d@_]|:/|\w\.\w+/|/\w*/|\w\(\w*\)\w")  # between spaces: of a name or an address, no word


@lru_cache(maxsize=8192)
def _source_of_catalogue(source: str) -> Text:
    """A source, taken apart once for all its translations: catalogue after catalogue says the same texts."""
    return Text(source)


@lru_cache(maxsize=512)
def _source_of_page(source: str, written: frozenset[str]) -> Text:
    """The same for a page, which is looked at in one language after the other."""
    return Text(source, is_page=True, written=written)


class Telling(NamedTuple):
    """Words that tell something of a translation."""

    by_mark: dict[str, frozenset[str]]  # those that checks wait for
    all: frozenset[str]  # these together: most translations have none
    own: frozenset[str]  # those that tell its language from all others but the source's


@cache
def _telling(own: str, source: str, *, is_informal: bool) -> Telling:
    """The telling words of translations from one language, by its code, into another one."""
    by_mark = {
        ALIEN: telling_words(source, own) if {own, source} <= KNOWN.keys() else frozenset(),
        FOREIGN: frozenset().union(*(telling_words(each, own, source) for each in KNOWN.keys() - {own, source})),
        COUNTED: words_from_two(own),
        ADDRESSED: frozenset() if is_informal else language_of(own).informal,
    }
    own_words = telling_words(own, *(KNOWN.keys() - {own, source})) if own in KNOWN else frozenset()
    return Telling(by_mark, frozenset().union(*by_mark.values()), own_words)


@dataclass(frozen=True, eq=False, repr=False)
class Context:
    """What is the same for all translations of a catalogue."""

    locale: str  # "fr_BE"
    source_locale: str
    style: Style
    is_page: bool = False  # of a site of ours: codes bear no attributes, and nothing is a placeholder
    lexicon: Lexicon | None = None  # the words of the language; None: spelling is not looked at

    @lazy
    def language(self) -> Language:
        """The language of the translations."""
        return language_of(self.locale)

    @lazy
    def source_language(self) -> Language:
        """The language of the sources."""
        return language_of(self.source_locale)

    @lazy
    def is_written_alike(self) -> bool:
        """Whether source and translation are in one language, as en and en-GB."""
        return self.language.code == self.source_language.code

    @lazy
    def usual_ratio(self) -> float | None:
        """How many times as long as its source a translation usually is, where we know that."""
        own, source = self.language.length, self.source_language.length
        return own / source if own and source else None

    @lazy
    def telling(self) -> Telling:
        """The words of a translation that checks wait for."""
        is_informal = self.style.register == "informal"
        return _telling(self.language.code, self.source_language.code, is_informal=is_informal)


class Pair:
    """A translation, or one of its plural forms, beside its source."""

    compared: Compared | None = None  # what `values` finds, for all checks of figures
    placeholders: tuple[Counter[str], Counter[str]] | None = None  # those that differ, for all checks of these
    unknown: list[Word] | None = None  # what `spelling` finds, for both its checks

    def __init__(
        self,
        context: Context,
        message: Message,
        source: str,
        target: str,
        form: int | None = None,
        written: frozenset[str] = frozenset(),
    ) -> None:
        self.context = context
        self.message = message
        self.form = form  # index of the plural form
        self.source = _source_of_page(source, written) if context.is_page else _source_of_catalogue(source)
        self.target = Text(target, is_page=context.is_page, written=written)
        self.language = context.language
        self.source_language = context.source_language

    @property
    def style(self) -> Style:
        """How the locale's texts are written."""
        return self.context.style

    def marks(self) -> list[str]:
        """What is so of the two texts that more than one character shows (`pipeline.checks.kinds`)."""
        context, source, target = self.context, self.source, self.target
        telling, here, there = context.telling, source.raw, target.raw
        words = target.lower_words
        found = self._marks_of_length()
        if "  " in there:
            found.append(TWO_SPACES)
        if here.strip() != here or there.strip() != there:
            found.append(EDGE)
        if here == there or (words and _may_have(source, words) and source.lower_words == words):
            found.append(ALIKE)
        if any(map(eq, words, words[1:])):
            found.append(TWICE)
        if not telling.all.isdisjoint(words):
            found += [mark for mark, those in telling.by_mark.items() if not those.isdisjoint(words)]
        if telling.own.isdisjoint(words) and len(target.vocabulary) > 1:
            found.append(FOREIGN)
        if context.style.register == "informal":
            found.append(ADDRESSED)
        return found

    def _marks_of_length(self) -> list[str]:
        ratio = self.ratio
        found = [] if 0.56 <= ratio <= 1.9 else [UNEVEN]
        if ratio < 1:
            if (most := _most_sentences(self.source.raw)) > 1 and ratio < 1 - SHORT / most:
                found.append(SHORTER)
        elif ratio > 1 + LONG / _most_sentences(self.source.raw) and _most_sentences(self.target.raw) > 1:
            found.append(LONGER)
        return found

    @lazy
    def has_same_tokens(self) -> bool:
        """Whether both have the same tags, placeholders, addresses and names, in one order."""
        here, there = self.source.tokens, self.target.tokens
        return len(here) == len(there) and [*map(_TEXT, here)] == [*map(_TEXT, there)]

    @lazy
    def ratio(self) -> float:
        """The length of the translation beside the source's; 1 is usual between the two, where we know that."""
        usual = self.context.usual_ratio
        return self.target.length / max(self.source.length, 1) / usual if usual else 1

    @lazy
    def has_digits(self) -> bool:
        """Whether there is a figure on either side."""
        return _DIGIT.search(self.source.raw) is not None or _DIGIT.search(self.target.raw) is not None

    @lazy
    def unquoted_words(self) -> list[Word]:
        """The words of the translation that stand in no quotation."""
        prose = self.target.prose
        spans = [match.span() for match in _QUOTED.finditer(prose)]
        if "'" in prose:
            spans += [match.span() for match in _INSIDE_QUOTES.finditer(prose)]
        spans += [_between_spaces(match, prose) for match in _NAME.finditer(prose)]
        words = self.target.words
        if not spans:
            return words
        return [word for word in words if not any(start <= word.start < end for start, end in spans)]

    @lazy
    def source_values(self) -> list[Value]:
        """The figures of the source."""
        return values(self.source, self.context.source_locale)

    @lazy
    def target_values(self) -> list[Value]:
        """The figures of the translation."""
        return values(self.target, self.context.locale)


def _between_spaces(match: re.Match[str], prose: str) -> tuple[int, int]:
    """The stretch that has something of a name or an address in it: all of "i18next", of "user@host:/path"."""
    first, last = max(0, match.start() - _REACH), match.end() + _REACH
    end = prose.find(" ", match.end(), last)
    return max(first, prose.rfind(" ", first, match.start()) + 1), last if end < 0 else end


def _most_sentences(text: str) -> int:
    """How many sentences a text has at most: by the signs before its last character, and references to such signs."""
    most = text[:-1]
    if "." in most or "!" in most or "?" in most or "…" in most or "&" in most:
        return 1 + sum(map(most.count, ".!?…&"))
    return 1


def _may_have(text: Text, words: list[str]) -> bool:
    """Whether a text can have all these words, which is quicker to see than which ones it has."""
    read = text.read.lower()
    if words[-1] in read:  # Most have another last one.
        return all(map(read.__contains__, words)) or "'" in "".join(words)  # That may be another apostrophe there.
    return "'" in words[-1]


def pairs(context: Context, message: Message, written: frozenset[str] = frozenset()) -> Iterable[Pair]:
    """A message as pairs: one, or one for each filled plural form; what CLDR has `written` is nobody's words."""
    if not message.msgid_plural:
        return (Pair(context, message, message.msgid, message.msgstr, written=written),)
    forms = sorted(message.msgstr_plural.items())
    return [
        Pair(context, message, message.msgid if index == 0 and len(forms) > 1 else message.msgid_plural, text, index)
        for index, text in forms
        if text
    ]
