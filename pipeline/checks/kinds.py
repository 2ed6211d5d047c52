"""What a check is: a generator of issues with a name, a weight and a page of documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline.model import Severity

__all__ = ["CERTAINTIES", "DIGITS", "ODD", "Check", "Issue", "check", "page"]

Given = TypeVar("Given")

DIGITS = "0123456789"
# Signs that take more than one character to see. `Pair.marks` says of which pairs they are true.
ODD = "odd"  # a character that `is_odd`
TWO_SPACES = "two spaces"  # in a row, in the translation
EDGE = "edge"  # one of the two begins or ends with white space
ALIKE = "alike"  # both have the same words
TWICE = "twice"  # a word of the translation stands twice in a row
UNEVEN = "uneven"  # the translation is nearly twice as long as it usually is, or half as long
SHORTER = "shorter"  # the translation is so short that one of several sentences may be missing
LONGER = "longer"  # the translation has several sentences, perhaps, and is so long that one may be too many
LIMITED = "limited"  # a comment says how long the translation may be
ALIEN = "alien"  # the translation has a word that only the language of the source has
FOREIGN = "foreign"  # … that only another language has, or none that its own is known by
COUNTED = "counted"  # … that stands for a number from two
ADDRESSED = "addressed"  # … by which readers are addressed in another tone than the locale's
# Another script, invisible characters, marks without their letter: no text of our languages needs them. First and last.
_ODD_CHARACTERS = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x300, 0x58F), (0x61C, 0x61C), (0x13A0, 0x13FF), (0x180E, 0x180E)),
    *((0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x2069), (0xE000, 0xF8FF), (0xFEFF, 0xFEFF), (0xFF21, 0xFF5A)),
    *((0x1D400, 0x1D7FF), (0xF0000, 0x10FFFF)),
)
CERTAINTIES = ("certain", "likely", "possible")


@cache
def is_odd(character: str) -> bool:
    """Whether it is of those that only checks of characters wait for."""
    return any(first <= ord(character) <= last for first, last in _ODD_CHARACTERS)


class Issue(NamedTuple):
    """What a check has to say of a translation."""

    message: str
    start: int | None = None  # offset in the msgstr; None: it is about all of it
    end: int | None = None
    fix: str | None = None  # what should stand between the two, where that is certain


# There is one of each, so two are equal if they are the same: to hash all that one says takes long, for each catalogue.
@dataclass(frozen=True, eq=False, repr=False)
class Check(Generic[Given]):
    """A check: it looks at what it is given, and yields issues."""

    name: str  # kebab-case: its API, in suppressions, settings and reports
    family: str  # the module it stands in
    severity: Severity  # what a site may change
    certainty: str  # certain, likely, possible
    its_type: str  # ITS 2.0, localization quality issue type
    page: str  # its documentation
    run: Callable[[Given], Iterable[Issue]]
    # Characters and marks, one of which source or translation has where there can be anything to find; none: any text.
    signs: frozenset[str] = frozenset()
    needs: Callable[[Any], object] | None = None  # what else must be so: asked sooner than it begins
    on_pages: bool = True  # whether it looks at texts of our pages, which have no raw markup and no placeholders

    def __call__(self, given: Given) -> Iterable[Issue]:
        """The issues of something."""
        return self.run(given)


def page(name: str, family: str, severity: str, certainty: str, its_type: str, text: str) -> Check[Any]:
    """The documentation of a finding that another check makes under a name of its own."""
    return Check(name, family, Severity(severity), certainty, its_type, text, lambda _: ())


def check(
    severity: str,
    certainty: str,
    its_type: str,
    signs: Iterable[str] = (),
    *,
    needs: Callable[[Any], object] | None = None,
    on_pages: bool = True,
) -> Callable[[Callable[[Given], Iterator[Issue]]], Check[Given]]:
    """Make a check of a generator: its name is the function's, its page the docstring.

    Only texts with one of `signs`, characters or marks, are shown to it, of them only those that have what it `needs`,
    and those of our pages only `on_pages`. Checks that share a function for their needs have it asked once.
    """

    def make(function: Callable[[Given], Iterator[Issue]]) -> Check[Given]:
        name = function.__name__.replace("_", "-")
        family = function.__module__.rpartition(".")[2]
        text = function.__doc__ or ""
        given = frozenset(signs)
        return Check(name, family, Severity(severity), certainty, its_type, text, function, given, needs, on_pages)

    return make
