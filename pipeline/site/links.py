"""Links as an author writes them, to files of the source, and as a reader needs them.

Links to pages stay in the reader's language; links to assets get the hashed name; all others are
left alone. A link that leads nowhere is a finding.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from sys import intern
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from pipeline.lazy import pattern
from pipeline.model import Finding, Severity
from pipeline.site import addresses
from pipeline.site.assets import Assets
from pipeline.site.integrity import ATTRIBUTE, address_checked, is_refused
from pipeline.xhtml import names
from pipeline.xhtml.document import Document

_ANCHOR = f"{{{names.XHTML}}}a"
_LOADING = frozenset(("href", "src"))
_CANDIDATE = pattern(r"([^\s,]\S*[^\s,])(\s+[^,]+)?")


class PageLink(NamedTuple):
    """A link to a page of the site."""

    element: int
    attribute: str
    page_path: str
    rest: str  # what follows the file: "?a=b#part"
    is_anchor: bool  # whether a reader sees its words: it stands in an <a>


class Linked(NamedTuple):
    """The links of a page, looked at."""

    changes: tuple[tuple[int, str, str], ...]  # (element, attribute, value): those that a reader needs otherwise
    findings: list[Finding]  # those that lead nowhere, or to what a browser would refuse
    pages: tuple[PageLink, ...] = ()  # those that lead to pages of the site
    assets: frozenset[str] = frozenset()  # the paths of those that they lead to, below source/assets

    @property
    def targets(self) -> frozenset[str]:
        """The paths of the pages that it leads to."""
        return frozenset(link.page_path for link in self.pages)


class Links:
    """Knows every page and asset that a link may lead to."""

    def __init__(self, page_paths: Iterable[str], assets: Assets) -> None:
        self.page_paths = frozenset(page_paths)
        self.assets = assets

    def of(self, document: Document) -> Linked:
        """The links of a page or of the layout as a reader needs them."""
        return self.in_layout(document) if document.is_layout else self.in_page(document)

    def in_page(self, document: Document, served_anywhere: tuple[str, str] | None = None) -> Linked:
        """The links of a page as its reader needs them.

        `served_anywhere` is for a page that is shown at other addresses than its own, where a relative
        link cannot work: the path of the site on its server, and the locale: ("/", "fr").
        """
        folder = posixpath.dirname(f"pages/{document.page_path}")

        def written(target: str) -> str:
            if served_anywhere is None:
                return addresses.relative(target, folder)
            kind, _, rest = target.partition("/")
            base_path, locale = served_anywhere
            return f"{base_path}{locale}/{rest}" if kind == "pages" else f"{base_path}{target}"

        return _Page(self, document, folder, written).linked()

    def in_layout(self, document: Document) -> Linked:
        """The layout's links as attribute value templates (XSLT 1.0, 7.6.2), right for every page."""

        def written(target: str) -> str:
            kind, _, rest = target.partition("/")
            return f"{{/frame/@root}}{{/frame/@locale}}/{rest}" if kind == "pages" else f"{{/frame/@root}}{target}"

        return _Page(self, document, ".", written).linked()

    def target(self, path: str) -> str | None:
        """The output's counterpart of a path in `source/`: "assets/…" or "pages/…"."""
        kind, _, rest = path.partition("/")
        if kind == "assets" and rest in self.assets.names:
            return f"assets/{self.assets.names[rest]}"
        if kind == "pages" and rest.endswith(".xhtml") and rest.removesuffix(".xhtml") in self.page_paths:
            return path
        return None


class _Page:
    """The links of one page; a file that it leads to many times is looked for once."""

    def __init__(self, links: Links, document: Document, folder: str, written: Callable[[str], str]) -> None:
        self.links = links
        self.document = document
        self.folder = folder
        self.written = written
        self.known: dict[str, str | None] = {}
        self.dead: dict[str, list[tuple[str, int]]] = {}  # by file: (address, element) of each link
        self.pages: dict[str, str] = {}  # by file: the page that it is
        self.assets: dict[str, str] = {}  # by file: the asset that it is
        self.refused: list[Finding] = []

    def linked(self) -> Linked:
        """What is to be changed, and what is wrong; a file that is not there is one finding, at its first link."""
        changes = (*self._changes(), *self._hashes())
        findings = [*(self._dead(links) for links in self.dead.values()), *self.refused]
        return Linked(changes, findings, tuple(self._to_pages()), frozenset(self.assets.values()))

    def _to_pages(self) -> Iterator[PageLink]:
        if not self.pages:
            return
        for position, name, value in self.document.outline.links:
            file, rest = _split(value.strip())
            if file in self.pages and name not in names.LINK_SETS:
                is_anchor = name == "href" and self.document.outline.tags[position] == _ANCHOR
                yield PageLink(position, name, self.pages[file], rest, is_anchor)

    def _hashes(self) -> Iterator[tuple[int, str, str]]:
        """The hash of each asset that a browser checks, unless its author gives one.

        Links to elsewhere have none, since nobody here knows it.
        """
        outline = self.document.outline
        for position, name, value in outline.links if self.assets else ():
            asset = self.assets.get(_split(value.strip())[0]) if name in _LOADING else None
            if asset is None or address_checked(outline.markup[position]) != name:
                continue
            given = outline.markup[position].get(ATTRIBUTE)
            if given is None:
                yield position, ATTRIBUTE, self.links.assets.integrity[asset]
            elif is_refused(self.links.assets.published(asset), given):
                message = f'the integrity of "{value}" is not that of the file as it is published: browsers refuse it'
                message += "; leave it out, the build fills it in"
                line = outline.line(position)
                self.refused.append(
                    Finding("broken-integrity", self.document.path, message, line, severity=Severity.ERROR)
                )

    def _dead(self, links: Sequence[tuple[str, int]]) -> Finding:
        address, position = links[0]
        message = f'the link "{address}" leads to no page or asset of the source; correct it'
        if len(links) > 1:
            more = f"{len(links) - 1} more to that file"
            message = f'the link "{address}" and {more} lead to no page or asset of the source; correct them'
        return Finding(
            "broken-link", self.document.path, message, self.document.outline.line(position), severity=Severity.WARNING
        )

    def _changes(self) -> Iterator[tuple[int, str, str]]:
        outline = self.document.outline
        for position, name, value in outline.links:
            if name in names.LINK_SETS:
                new = _CANDIDATE.sub(partial(self._candidate, position), value)
            elif name == "data" and "object" not in outline.tags[position]:
                continue
            else:
                new = self._rewritten(position, value.strip())
            if new != value:
                yield position, name, new

    def _candidate(self, position: int, match: re.Match[str]) -> str:
        return self._rewritten(position, match[1]) + (match[2] or "")

    def _rewritten(self, position: int, address: str) -> str:
        if self.document.is_layout and "{" in address:
            return address
        file, rest = _split(address)
        found = self.known[file] if file in self.known else self.known.setdefault(file, self._found(file))
        if found is file:
            return address
        if found is None:
            self.dead.setdefault(file, []).append((address, position))
            return address
        return found + rest

    def _found(self, file: str) -> str | None:
        """The new address of a file; the old one where it is none of this site, None where it is not there."""
        path = _local_path(file)
        if path is None:
            return file
        source = posixpath.normpath(posixpath.join(self.folder, path))
        target = self.links.target(source)
        if target is not None and target.startswith("pages/"):
            # Many pages lead to one: its name need not be kept for each of them.
            self.pages[file] = intern(target.removeprefix("pages/").removesuffix(".xhtml"))
        elif target is not None:
            self.assets[file] = source.removeprefix("assets/")
        # Braces are XPath in the layout, and nothing in a page.
        return None if target is None else quote(self.written(target), safe="/{}@" if self.document.is_layout else "/@")


def _split(address: str) -> tuple[str, str]:
    """The file of an address, and its query and fragment."""
    file = address.partition("#")[0]
    if "?" in file:
        file = file.partition("?")[0]
    return file, address[len(file) :]


def _local_path(address: str) -> str | None:
    """The path of a link to a file of this site; None for any other link, a bare fragment included."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # "http://[": not ours to judge here
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return unquote(parts.path)
