"""Links to a place on a page, `guide.xhtml#prices`: does anything there have that identifier?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.lazy import pattern
from pipeline.model import Finding, Severity
from pipeline.xhtml import names
from pipeline.xhtml.document import Document

_LINKING = frozenset(("href", names.XLINK_HREF))
_ANCHORS = names.html("a")
_TEMPLATE = pattern(r"\{[^{}]*\}")  # XPath in an attribute of the layout (XSLT 1.0, 7.6.2)
_DIRECTIVE = ":~:"  # what follows is for the browser: text to look for


class Places(NamedTuple):
    """The places on a page, or in the layout, that a link may lead to."""

    identifiers: frozenset[str]
    made: re.Pattern[str] | None = None  # those that the layout makes when it is filled

    def has(self, identifier: str) -> bool:
        """Whether there is such a place."""
        return identifier in self.identifiers or bool(self.made and self.made.fullmatch(identifier))


def places(document: Document) -> Places:
    """The places in a document: `id`, `xml:id`, and `name` of an `a` (HTML, "find a potential indicated element")."""
    outline = document.outline
    found = {value for _, _, value in outline.identifiers}
    anchors = (outline.markup[position] for position in outline.called(_ANCHORS))
    found |= {value for tag in anchors if (value := tag.get("name")) is not None}
    if not document.is_layout:
        return Places(frozenset(found))
    made = [".*".join(map(re.escape, _TEMPLATE.split(value))) for value in found if "{" in value]
    return Places(frozenset(found), re.compile("|".join(sorted(made))) if made else None)


class Anchors:
    """Knows the places on every page that a link asks for."""

    def __init__(self, page_paths: Collection[str], read: Callable[[str], Document | None], layout: str) -> None:
        """`read` gives a page, or the `layout`; None where it cannot be used: what is there is nobody's guess then."""
        self._page_paths = page_paths
        self._read = read
        self._layout = layout
        self._places: dict[str, Places | None] = {}

    def of(self, document: Document) -> list[Finding]:
        """The links of a page, or of the layout, to places that are not there: one finding for each place."""
        found: dict[tuple[str, str], Finding] = {}
        pages: dict[str, str | None] = {}  # by file, as links name it: a page links to few, many times
        for position, name, address in document.outline.links:
            if "#" not in address or name not in _LINKING or (document.is_layout and "{" in address):
                continue
            file, _, fragment = address.strip().partition("#")
            if file not in pages:
                pages[file] = self._page(document, file)
            page, identifier = pages[file], _identifier(fragment)
            if page is None or not identifier or (page, identifier) in found:
                continue
            if not self._is_there(document, page, identifier):
                where = _where(document, page)
                found[page, identifier] = Finding(
                    "broken-anchor",
                    document.path,
                    f'the link "{address.strip()}" leads to no place: {where} such id; correct one of the two',
                    document.outline.line(position),
                    severity=Severity.WARNING,
                )
        return list(found.values())

    def _page(self, document: Document, file: str) -> str | None:
        """The page that a link without its fragment leads to; None for what is not ours to judge."""
        try:
            parts = urlsplit(file)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return document.page_path
        folder = "." if document.is_layout else posixpath.dirname(f"pages/{document.page_path}")
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        page = path.removeprefix("pages/").removesuffix(".xhtml")
        return page if path == f"pages/{page}.xhtml" and page in self._page_paths else None

    def _is_there(self, document: Document, page: str, identifier: str) -> bool:
        """Whether a place is on a page or in the frame around it; for a link of the frame, on every page."""
        if page == document.page_path and page not in self._places:
            self._places[page] = places(document)
        if self._has(page, identifier) or self._has(self._layout, identifier):
            return True
        if document.is_layout and page == document.page_path:
            return all(self._has(each, identifier) for each in self._page_paths)
        return False

    def _has(self, page: str, identifier: str) -> bool:
        """Whether a place is on a page, which is read when it is first asked for."""
        if page not in self._places:
            document = self._read(page)
            self._places[page] = None if document is None else places(document)
        found = self._places[page]
        return found is None or found.has(identifier)


def _identifier(fragment: str) -> str:
    """The identifier that a fragment names; "" for the top of a page, always there, and what programs read: "#/…"."""
    identifier = unquote(fragment.partition(_DIRECTIVE)[0])
    return "" if identifier.lower() == "top" or identifier.startswith(("/", "!")) else identifier


def _where(document: Document, page: str) -> str:
    if page != document.page_path:
        return f"source/pages/{page}.xhtml has no"
    return "neither the layout nor every page has any" if document.is_layout else "this page has no"
