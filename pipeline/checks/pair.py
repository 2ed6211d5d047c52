"""What most checks look at: a source text, its translation, and what is known of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.style import Style
from pipeline.language import Language, Text, language_of
from pipeline.language.lexicon import Lexicon
from pipeline.language.text import Word
from pipeline.language.values import Value, values
from pipeline.po import Message

if TYPE_CHECKING:
    from pipeline.checks.figures import Compared

_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"(?<![\w*])\*\*?[^*\n]+\*|[«“„\"‘‚][^«»“”„\"‘’‚]*[»”“\"’‘]")
_INSIDE_QUOTES = re.compile(r"(?<![^\s(\x00])'[^']*'(?![^\s).,;:!?\x00])")


@lru_cache(maxsize=8192)
def _source_text(source: str, is_page: bool) -> Text:
    """A source, taken apart once for all its translations: locale after locale says the same texts."""
    return Text(source, is_page=is_page)


@dataclass(frozen=True)
class Context:
    """What is the same for all translations of a catalogue."""

    locale: str  # "fr_BE"
    source_locale: str
    style: Style
    is_page: bool = False  # of a site of ours: codes bear no attributes, and nothing is a placeholder
    lexicon: Lexicon | None = None  # the words of the language; None: spelling is not looked at

    @cached_property
    def language(self) -> Language:
        """The language of the translations."""
        return language_of(self.locale)

    @cached_property
    def source_language(self) -> Language:
        """The language of the sources."""
        return language_of(self.source_locale)

    @cached_property
    def is_written_alike(self) -> bool:
        """Whether source and translation are in one language, as en and en-GB."""
        return self.language.code == self.source_language.code


class Pair:
    """A translation, or one of its plural forms, beside its source."""

    def __init__(self, context: Context, message: Message, source: str, target: str, form: int | None = None) -> None:
        self.context = context
        self.message = message
        self.form = form  # index of the plural form
        self.source = _source_text(source, context.is_page)
        self.target = Text(target, is_page=context.is_page)
        self.language = context.language
        self.source_language = context.source_language
        self.compared: Compared | None = None  # what `values` finds, for all checks of figures
        self.unknown: list[Word] | None = None  # what `spelling` finds, for both its checks

    @property
    def style(self) -> Style:
        """How the locale's texts are written."""
        return self.context.style

    @property
    def signs(self) -> frozenset[str]:
        """The characters of both texts; `NOT_ASCII` among them where one is beyond ASCII."""
        return self.source.signs | self.target.signs

    @cached_property
    def has_digits(self) -> bool:
        """Whether there is a figure on either side."""
        return _DIGIT.search(self.source.raw) is not None or _DIGIT.search(self.target.raw) is not None

    @cached_property
    def unquoted_words(self) -> list[Word]:
        """The words of the translation that stand in no quotation."""
        prose = self.target.prose
        spans = [match.span() for match in _QUOTED.finditer(prose)]
        if "'" in prose:
            spans += [match.span() for match in _INSIDE_QUOTES.finditer(prose)]
        if not spans:
            return self.target.words
        return [word for word in self.target.words if not any(start <= word.start < end for start, end in spans)]

    @cached_property
    def source_values(self) -> list[Value]:
        """The figures of the source."""
        return values(self.source, self.context.source_locale)

    @cached_property
    def target_values(self) -> list[Value]:
        """The figures of the translation."""
        return values(self.target, self.context.locale)


def pairs(context: Context, message: Message) -> Iterable[Pair]:
    """A message as pairs: one, or one for each filled plural form."""
    if not message.msgid_plural:
        return (Pair(context, message, message.msgid, message.msgstr),)
    forms = sorted(message.msgstr_plural.items())
    return [
        Pair(context, message, message.msgid if index == 0 and len(forms) > 1 else message.msgid_plural, text, index)
        for index, text in forms
        if text
    ]
