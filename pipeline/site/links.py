"""Links as an author writes them, to files of the source, and as a reader needs them.

Links to pages stay in the reader's language; links to assets get the hashed name; all others are
left alone. A link that leads nowhere is a finding.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from urllib.parse import quote, unquote, urlsplit

from pipeline.model import Finding, Severity
from pipeline.site.assets import Assets
from pipeline.xhtml import names
from pipeline.xhtml.document import Document

_SETS = frozenset(("srcset", "imagesrcset"))
_LINKING = _SETS.union(("href", "src", "poster", "data", "action", "formaction", "cite", names.XLINK_HREF))
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(\s+[^,]+)?")


class Links:
    """Knows every page and asset that a link may lead to."""

    def __init__(self, page_paths: Iterable[str], assets: Assets) -> None:
        self.page_paths = frozenset(page_paths)
        self.assets = assets

    def of(self, document: Document) -> tuple[Document, list[Finding]]:
        """A page or the layout with its links as a reader needs them, and those that lead nowhere."""
        return self.in_layout(document) if document.is_layout else self.in_page(document)

    def in_page(
        self, document: Document, served_anywhere: tuple[str, str] | None = None
    ) -> tuple[Document, list[Finding]]:
        """The page with its links as the reader needs them, and those that lead nowhere.

        `served_anywhere` is for a page that is shown at other addresses than its own, where a relative
        link cannot work: the path of the site on its server, and the locale: ("/", "fr").
        """
        folder = posixpath.dirname(f"pages/{document.page_path}")

        def written(target: str) -> str:
            if served_anywhere is None:
                return posixpath.relpath(target, folder)
            kind, _, rest = target.partition("/")
            base_path, locale = served_anywhere
            return f"{base_path}{locale}/{rest}" if kind == "pages" else f"{base_path}{target}"

        return self._rewrite(document, folder, written)

    def in_layout(self, document: Document) -> tuple[Document, list[Finding]]:
        """The layout with its links as attribute value templates (XSLT 1.0, 7.6.2), right for every page."""

        def written(target: str) -> str:
            kind, _, rest = target.partition("/")
            return f"{{/frame/@root}}{{/frame/@locale}}/{rest}" if kind == "pages" else f"{{/frame/@root}}{target}"

        return self._rewrite(document, ".", written)

    def _rewrite(
        self, document: Document, folder: str, written: Callable[[str], str]
    ) -> tuple[Document, list[Finding]]:
        page = _Page(self, document, folder, written)
        changes = list(page.changes())
        if not changes:
            return document, page.findings()
        root = deepcopy(document.root)
        nodes = list(root.iter())
        for position, name, value in changes:
            nodes[position].set(name, value)
        return replace(document, root=root), page.findings()

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
        self.dead: dict[str, list[tuple[str, int | None]]] = {}  # by file: (address, line) of each link

    def findings(self) -> list[Finding]:
        """The links that lead nowhere: one finding for each file, on the line of the first one."""
        return [self._finding(links) for links in self.dead.values()]

    def _finding(self, links: Sequence[tuple[str, int | None]]) -> Finding:
        address, line = links[0]
        message = f'the link "{address}" leads to no page or asset of the source; correct it'
        if len(links) > 1:
            more = f"{len(links) - 1} more to that file"
            message = f'the link "{address}" and {more} lead to no page or asset of the source; correct them'
        return Finding("broken-link", self.document.path, message, line, severity=Severity.WARNING)

    def changes(self) -> Iterator[tuple[int, str, str]]:
        """The attributes that are to be written anew: their elements' positions, their names and new values."""
        outline = self.document.outline
        found = outline.by_attribute
        places = sorted((*place, name) for name in _LINKING.intersection(found) for place in found[name])
        for position, value, name in places:
            if name in _SETS:
                new = _CANDIDATE.sub(partial(self._candidate, position), value)
            elif name == "data" and "object" not in str(outline.tags[position]):
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
        file = address.partition("?")[0].partition("#")[0]
        if file not in self.known:
            self.known[file] = self._found(file)
        found = self.known[file]
        if found is None:
            self.dead.setdefault(file, []).append((address, self.document.outline.nodes[position].sourceline))
            return address
        return found + address[len(file) :]

    def _found(self, file: str) -> str | None:
        """The new address of a file; the old one where it is none of this site, None where it is not there."""
        path = _local_path(file)
        if path is None:
            return file
        target = self.links.target(posixpath.normpath(posixpath.join(self.folder, path)))
        return None if target is None else quote(self.written(target), safe="/{}@")


def _local_path(address: str) -> str | None:
    """The path of a link to a file of this site; None for any other link, a bare fragment included."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # "http://[": not ours to judge here
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return unquote(parts.path)
