"""What a check looks at: one page in one locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Finding, Severity
from pipeline.po import Catalogue, place_of

# Who checks a loose catalogue resolves nothing, and needs no lxml.
if TYPE_CHECKING:
    from pipeline.resolve import Resolution


class Subject(NamedTuple):
    """A page's units with their translations in one locale, and where a translator finds them."""

    page_path: str
    locale: str
    catalogue_path: str  # relative to the site
    catalogue: Catalogue | None  # None: there is no file
    resolutions: list[Resolution]
    is_source: bool  # the locale that the pages are written in
    line: Callable[[int], int]  # of an element of the page, by its position
    values: Mapping[int, str] = {}  # what CLDR writes on the page, by element

    def finding(
        self,
        check: str,
        message: str,
        resolution: Resolution | None = None,
        *,
        severity: Severity = Severity.ERROR,
        its_type: str = "other",
    ) -> Finding:
        """A finding of this page and locale, on the line of the resolution's msgstr if it has one."""
        entry = resolution.message if resolution else None
        unit = resolution.unit if resolution else None
        line, column = (1, 1) if self.catalogue else (None, None)
        if entry is not None:
            line, column = place_of(entry, 0, 0 if entry.msgstr_plural else None)
        return Finding(
            check=check,
            path=self.catalogue_path,
            message=message,
            line=line,
            column=column,
            severity=severity,
            locale=self.locale,
            page=self.page_path,
            msgctxt=unit.context if unit else None,
            msgid=unit.text if unit else None,
            msgstr=entry.msgstr if entry else None,
            its_type=its_type,
        )

    def quoted(self, resolution: Resolution) -> str:
        """The unit as a message names it: '"Collaboration for…" (heading on innovation/biopharma, line 12)'."""
        unit = resolution.unit
        return f'"{shorten(unit.text)}" ({unit.kind} on {self.page_path}, line {self.line(resolution.slot.element)})'


def shorten(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line, cut at a word."""
    line = " ".join(text.split("\n"))
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + "…"
