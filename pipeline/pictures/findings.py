"""What is said of picture files. What is said of pages that show them: `site/pictures`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import UnusableFileError
from pipeline.model import Finding, Severity
from pipeline.pictures.svg import Drawing


def in_drawing(drawing: Drawing, path: str) -> Iterator[Finding]:
    """One finding for each kind of thing that was taken out of a drawing, where it stood first."""
    lines: dict[str, list[int]] = {}
    for line, what in drawing.removed:
        lines.setdefault(what, []).append(line)
    for what, all_lines in lines.items():
        more = f", and {len(all_lines) - 1} more," if len(all_lines) > 1 else ""
        message = f"{what}{more} is not published: a picture runs and loads nothing; take it out of the file"
        yield Finding("unsafe-picture", path, message, all_lines[0], severity=Severity.WARNING)


def no_drawing(error: UnusableFileError) -> Iterator[Finding]:
    """The findings on a file that is no SVG: nobody can tell what is in it."""
    for fault in error.faults:
        yield Finding("broken-picture", fault.path, f"{fault.reason}; {fault.remedy}", fault.line, fault.column)
