"""What a check is: a generator of issues with a name, a weight and a page of documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline.language.text import NOT_ASCII
from pipeline.model import Severity

__all__ = ["CERTAINTIES", "DIGITS", "NOT_ASCII", "Check", "Issue", "check", "page"]

Given = TypeVar("Given")

DIGITS = "0123456789"
CERTAINTIES = ("certain", "likely", "possible")


class Issue(NamedTuple):
    """What a check has to say of a translation."""

    message: str
    start: int | None = None  # offset in the msgstr; None: it is about all of it
    end: int | None = None
    fix: str | None = None  # what should stand between the two, where that is certain


@dataclass(frozen=True)
class Check(Generic[Given]):
    """A check: it looks at what it is given, and yields issues."""

    name: str  # kebab-case: its API, in suppressions, settings and reports
    family: str  # the module it stands in
    severity: Severity  # what a site may change
    certainty: str  # certain, likely, possible
    its_type: str  # ITS 2.0, localization quality issue type
    page: str  # its documentation
    run: Callable[[Given], Iterable[Issue]]
    # The characters of which source or translation has one where there can be anything to find; none: any text.
    signs: frozenset[str] = frozenset()

    def __call__(self, given: Given) -> Iterable[Issue]:
        """The issues of something."""
        return self.run(given)


def page(name: str, family: str, severity: str, certainty: str, its_type: str, text: str) -> Check[Any]:
    """The documentation of a finding that another check makes under a name of its own."""
    return Check(name, family, Severity(severity), certainty, its_type, text, lambda _: ())


def check(
    severity: str, certainty: str, its_type: str, signs: str = ""
) -> Callable[[Callable[[Given], Iterator[Issue]]], Check[Given]]:
    """Make a check of a generator: its name is the function's, its page the docstring.

    Only texts with one of `signs` are shown to it; `NOT_ASCII` stands for all characters beyond ASCII.
    """

    def make(function: Callable[[Given], Iterator[Issue]]) -> Check[Given]:
        name = function.__name__.replace("_", "-")
        family = function.__module__.rpartition(".")[2]
        text = function.__doc__ or ""
        return Check(name, family, Severity(severity), certainty, its_type, text, function, frozenset(signs))

    return make
