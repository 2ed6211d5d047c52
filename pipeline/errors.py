"""What is raised when a file cannot be used at all.

A translator's mistake is never one of these: it is a `Finding` (see `pipeline.model`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Fault(NamedTuple):
    """One place in a file that stops us, and what its owner can do about it."""

    path: str  # relative to the site
    reason: str
    remedy: str
    line: int | None = None  # 1-based; None where the fault has no line, as for a missing file
    column: int | None = None  # 1-based, in characters

    def __str__(self) -> str:
        return f"{place(self.path, self.line, self.column)}: {self.reason}; {self.remedy}"


def place(path: str, line: int | None, column: int | None) -> str:
    """How a place is written: `path:line:column`, as far as it is known."""
    return ":".join(str(part) for part in (path, line, column) if part is not None)


class UnusableFileError(Exception):
    """A page, layout, catalogue or settings file that cannot be used; exit code 3.

    `str()` is what the user reads: one line for each fault, in the order of the file.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise UnusableFileError for these faults, each said once, if there is any."""
    if said := dict.fromkeys(faults):
        raise UnusableFileError(*said)
