"""Local markup: what an element says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.its.names import SPAN
from pipeline.xhtml.names import ITS


@dataclass(frozen=True, slots=True)
class Markup:
    """The ITS attributes of one element (sections 5.2.2, 6.1 and 7)."""

    element: etree._Element
    html: bool
    path: str  # the file, for errors

    def get(self, name: str) -> str | None:
        """The value under its ITS name: `its:locNote`, `locNote` on an its:span, `its-loc-note` in HTML."""
        value = self.element.get(html_name(name)) if self.html else None
        if value is None and self.element.tag == SPAN:
            value = self.element.get(name)
        return self.element.get(f"{{{ITS}}}{name}") if value is None else value

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        """The same where it takes one of a few values, in HTML in any case (section 6.1).

        Raises UnusableFileError where it is another.
        """
        value = self.get(name)
        if value is None:
            return None
        word = value.strip().lower() if self.html else value.strip()
        if word not in allowed:
            raise self.fault(f'{name} is "{value}"', f"it takes {', '.join(allowed)}")
        return word

    def fault(self, reason: str, remedy: str) -> UnusableFileError:
        """The error that names this element's line."""
        return UnusableFileError(Fault(self.path, reason, remedy, self.element.sourceline))


def html_name(name: str) -> str:
    """The attribute that stands for an ITS one in HTML (section 6.1).

    >>> html_name("locNoteType")
    'its-loc-note-type'
    """
    return "its-" + re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", name)
