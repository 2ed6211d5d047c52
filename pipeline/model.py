"""The words of the house: what a unit, a finding and a coverage are. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from pipeline.errors import place

Key: TypeAlias = tuple[str | None, str]
"""What makes two messages the same: (msgctxt, msgid). A context of "" is not None (gettext manual, "Contexts")."""


ADDRESS = "address"
"""The context of the message that is a segment of a page's address, not a text on it."""


class LocaleFilter(NamedTuple):
    """Language ranges, and whether they name the locales that have a text or those that have not (ITS 2.0, 8.10).

    >>> LocaleFilter(("*-CA",)).admits("fr-ca"), LocaleFilter(("*-CA",), include=False).admits("fr-ca")
    (True, False)
    """

    ranges: tuple[str, ...]  # extended language ranges (BCP 47): "*", "en-CA"; empty: no locale
    include: bool = True

    def admits(self, language_tag: str) -> bool:
        """Whether the text is for a locale."""
        return any(_matches(each, language_tag) for each in self.ranges) == self.include

    def __str__(self) -> str:
        named = ", ".join(self.ranges) or "none"
        return named if self.include else f"all but {named}"


class Unit(NamedTuple):
    """One translatable piece of a page: an element's content or one attribute.

    Two units with the same `key` share one translation.
    """

    page_path: str  # without suffix: "guide/quickstart"; "layout" for the frame
    text: str  # the msgid: white space collapsed, inline codes kept by name
    context: str | None = None  # gettext msgctxt; None when the page gives none ("" is another key)
    kind: str = "text"  # "heading", "list item", "alternative text of cover.svg"
    heading: str = ""  # the heading it stands under; "" before the first one
    notes: tuple[str, ...] = ()  # what the author tells the translator
    remarks: tuple[str, ...] = ()  # "TAGS: …", "MAX: …": what else is known of it
    locales: tuple[LocaleFilter, ...] = ()  # all must admit a locale that has it

    @property
    def key(self) -> Key:
        """The message that translates this unit."""
        return self.context, self.text

    def is_for(self, language_tag: str) -> bool:
        """Whether the page has this text in a language."""
        return all(each.admits(language_tag) for each in self.locales)

    @property
    def place(self) -> str:
        """Where a translator finds it: 'paragraph under “Belgium, land of vaccines”'."""
        return f"{self.kind} under “{self.heading}”" if self.heading else self.kind


class State(StrEnum):
    """How far the translation of one unit has come."""

    TRANSLATED = "translated"  # may be published
    MISSING = "missing"  # the catalogue has the message, its msgstr is empty
    FUZZY = "fuzzy"  # made for an earlier text, or marked by the translator
    OUTDATED = "outdated"  # the page has a text that the catalogue does not know yet
    BROKEN = "broken"  # its inline codes are not those of the source


class Severity(StrEnum):
    """How much a finding weighs; `--fail-on` names the least that fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, threshold: str) -> bool:
        """Whether a finding of this severity fails a run with `--fail-on threshold` ("never" included)."""
        order = list(Severity)
        return threshold != "never" and order.index(self) <= order.index(Severity(threshold))


class Finding(NamedTuple):
    """Something in a catalogue or page that a person should look at. Printed like an error, never raised."""

    check: str  # kebab-case name of the fault, or a `State`
    path: str  # relative to the site
    message: str
    line: int | None = None  # 1-based
    column: int | None = None  # 1-based
    severity: Severity = Severity.ERROR
    certainty: str = "certain"  # certain, likely, possible
    locale: str | None = None
    page: str | None = None  # page path
    msgctxt: str | None = None
    msgid: str | None = None
    msgstr: str | None = None
    its_type: str = "other"  # ITS 2.0, localization quality issue type (section 8.17, appendix C)
    fix: str | None = None  # the msgstr that would mend it, where that is certain
    span: tuple[int, int] | None = None  # what of the msgstr it is about, in characters; not in the JSON form

    def __str__(self) -> str:
        return f"{place(self.path, self.line, self.column)}: {self.severity}: {self.message} ({self.check})"


class Extent(NamedTuple):
    """How much of a page, or of a locale, readers find in its own language: what policies and layouts are told."""

    words: int = 0
    words_translated: int = 0  # whose translation may be published
    messages_translated: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a page, or of a locale, can be read in its own language. Percentages are for print only."""

    words: int = 0
    words_by_state: dict[State, int] = field(default_factory=dict)
    messages: int = 0
    messages_by_state: dict[State, int] = field(default_factory=dict)

    @property
    def words_translated(self) -> int:
        """Words whose translation may be published."""
        return self.words_by_state.get(State.TRANSLATED, 0)

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.words + other.words,
            _sum(self.words_by_state, other.words_by_state),
            self.messages + other.messages,
            _sum(self.messages_by_state, other.messages_by_state),
        )


class StatusLine(NamedTuple):
    """How far one page has come in one locale."""

    locale: str
    domain: str  # page path, or "layout"
    coverage: Coverage
    state: str = ""  # of what readers find after the next build: complete, partial, outdated, fallback, omitted
    held: str = ""  # why the next build leaves it as it is: errors, missing, parity, grace, omit


class MinorEdit(NamedTuple):
    """A change of a source text of which its author says that it alters no meaning."""

    page: str  # page path, or "layout"
    old: str  # msgid
    new: str  # msgid
    context: str | None = None  # msgctxt of both
    veto: tuple[str, ...] = ()  # the locales whose translators say that it does


class Impact(NamedTuple):
    """What the edits of one page send to the translators of one locale."""

    locale: str
    domain: str  # page path, or "layout"
    texts: int  # new and changed ones
    sentences: int  # of these, the ones that are new or changed
    words: int  # in those sentences
    signs_only: int  # texts that changed in case, punctuation or spaces only


def total(extents: Iterable[Extent]) -> Extent:
    """That of several pages."""
    return Extent(*map(sum, zip(*extents, strict=True)))


def _sum(one: dict[State, int], two: dict[State, int]) -> dict[State, int]:
    return {state: one.get(state, 0) + two.get(state, 0) for state in State if state in one or state in two}


def _matches(language_range: str, language_tag: str) -> bool:
    """Extended filtering (RFC 4647, 3.3.2)."""
    wanted, subtags = language_range.lower().split("-"), language_tag.lower().split("-")
    if wanted[0] not in ("*", subtags[0]):
        return False
    position = 1
    for subtag in wanted[1:]:
        if subtag == "*":
            continue
        while position < len(subtags) and subtags[position] != subtag:
            if len(subtags[position]) == 1:  # a singleton begins an extension: nothing is skipped beyond it
                return False
            position += 1
        if position == len(subtags):
            return False
        position += 1
    return True
