"""Links as an author writes them, to files of the source, and as a reader needs them.

Links to pages stay in the reader's language; links to assets get the hashed name; all others are
left alone. A link that leads nowhere is a finding.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from pipeline.model import Finding, Severity
from pipeline.site.assets import Assets
from pipeline.xhtml import names
from pipeline.xhtml.document import Document

_ATTRIBUTES = ("href", "src", "poster", "data", "action", "formaction", "cite", names.XLINK_HREF)
_SETS = ("srcset", "imagesrcset")
_ANY = "|".join(f"//@{name}" for name in (*_ATTRIBUTES[:-1], *_SETS))
_WITH_LINKS = etree.XPath(f"({_ANY}|//@xlink:href)/..", namespaces={"xlink": names.XLINK})
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
        root = deepcopy(document.root)
        findings: list[Finding] = []

        def rewritten(address: str, element: etree._Element) -> str:
            path = _local_path(address)
            if path is None or (document.is_layout and "{" in address):
                return address
            target = self._target(posixpath.normpath(posixpath.join(folder, path)))
            if target is None:
                message = f'the link "{address}" leads to no page or asset of the source; correct it'
                finding = Finding("broken-link", document.path, message, element.sourceline, severity=Severity.WARNING)
                findings.append(finding)
                return address
            rest = address[len(address.partition("?")[0].partition("#")[0]) :]
            return quote(written(target), safe="/{}@") + rest

        def candidate(element: etree._Element, match: re.Match[str]) -> str:
            return rewritten(match[1], element) + (match[2] or "")

        for element in _WITH_LINKS(root):
            for name in _ATTRIBUTES:
                if (value := element.get(name)) is not None and not (name == "data" and "object" not in element.tag):
                    element.set(name, rewritten(value.strip(), element))
            for name in _SETS:
                if (value := element.get(name)) is not None:
                    element.set(name, _CANDIDATE.sub(partial(candidate, element), value))
        return replace(document, root=root), findings

    def _target(self, path: str) -> str | None:
        """The output's counterpart of a path in `source/`: "assets/…" or "pages/…"."""
        kind, _, rest = path.partition("/")
        if kind == "assets" and rest in self.assets.names:
            return f"assets/{self.assets.names[rest]}"
        if kind == "pages" and rest.endswith(".xhtml") and rest.removesuffix(".xhtml") in self.page_paths:
            return path
        return None


def _local_path(address: str) -> str | None:
    """The path of a link to a file of this site; None for any other link, a bare fragment included."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # "http://[": not ours to judge here
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return unquote(parts.path)
