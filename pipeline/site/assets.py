"""Pictures, styles and scripts under names that change with their content, so that they can be cached for ever."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.errors import UnusableFileError
from pipeline.lazy import pattern
from pipeline.model import Finding, Severity
from pipeline.site import addresses

if TYPE_CHECKING:
    from pipeline.pictures.svg import Drawing

# Comments first: what is inside them asks for nothing.
_COMMENT = r"/\*.*?\*/"
_CSS_URL = pattern(_COMMENT + r"""|url\(\s*(["']?)(?![a-zA-Z][\w+.-]*:|//|/|#)([^"')]+)\1\s*\)""", re.DOTALL)
_CSS_IMPORT = pattern(_COMMENT + r"|(@import)\b", re.DOTALL)


class Assets:
    """The assets of a site, by their path in `source/assets`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.findings: list[Finding] = []
        self.names: dict[str, str] = {}  # "img/cover.svg" -> "img/cover.3f2a9c1b04.svg"
        self.integrity: dict[str, str] = {}  # "img/cover.svg" -> "sha256-…", of the bytes that are published
        self.files: dict[str, bytes] = {}  # by hashed name
        self.drawings: dict[str, Drawing] = {}  # the SVG files among them
        # Styles come last: their bytes hold the hashed names of the pictures that they use.
        for path in sorted(files, key=lambda path: (path.endswith(".css"), path)):
            self._add(path, files[path])

    def _add(self, path: str, data: bytes) -> None:
        # Only here: it loads OpenSSL, and not every command asks for names.
        from binascii import b2a_base64
        from hashlib import sha256

        if path.endswith(".css"):
            data = self._with_hashed_urls(path, data)
        elif path.lower().endswith((".svg", ".svgz")):
            data = self._drawn(path, data)
        stem, suffix = posixpath.splitext(path)
        digest = sha256(data)
        self.names[path] = f"{stem}.{digest.hexdigest()[:10]}{suffix}"
        # The hash that `build.json` has, in the form of Subresource Integrity.
        self.integrity[path] = f"sha256-{b2a_base64(digest.digest(), newline=False).decode()}"
        self.files[self.names[path]] = data

    def published(self, path: str) -> bytes:
        """The bytes of an asset as readers get them."""
        return self.files[self.names[path]]

    def _drawn(self, path: str, data: bytes) -> bytes:
        """A drawing without what is unsafe in it."""
        # Only a site with drawings pays for them.
        from pipeline.pictures.findings import in_drawing, no_drawing
        from pipeline.pictures.svg import read_drawing

        try:
            self.drawings[path] = drawing = read_drawing(data, f"source/assets/{path}")
        except UnusableFileError as error:
            self.findings += no_drawing(error)
            return data
        self.findings += in_drawing(drawing, f"source/assets/{path}")
        return drawing.data

    def _with_hashed_urls(self, path: str, data: bytes) -> bytes:
        folder = posixpath.dirname(path)

        def hashed(match: re.Match[str]) -> str:
            quote, address = match.groups()
            if address is None:
                return match[0]
            target, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address).groups()  # type: ignore[union-attr]
            name = self.names.get(posixpath.normpath(posixpath.join(folder, target)))
            if name is None:
                self._missing(path, css, match.start(), address)
                return match[0]
            return f"url({quote}{addresses.relative(name, folder)}{mark}{rest}{quote})"

        # Whatever the charset, the bytes that are not looked at come out as they went in.
        css = data.decode("utf-8", "surrogateescape")
        for match in _CSS_IMPORT.finditer(css):
            if match[1]:
                self._fault(path, css, match.start(), "@import is not followed; link the file from layout.xhtml")
        return _CSS_URL.sub(hashed, css).encode("utf-8", "surrogateescape")

    def _missing(self, path: str, css: str, position: int, address: str) -> None:
        self._fault(path, css, position, f"url({address}) leads to no file under source/assets")

    def _fault(self, path: str, css: str, position: int, message: str) -> None:
        line = css.count("\n", 0, position) + 1
        finding = Finding("broken-link", f"source/assets/{path}", message, line, severity=Severity.WARNING)
        self.findings.append(finding)

    def outputs(self) -> Iterator[tuple[str, bytes]]:
        """(path under `output/site`, bytes) of each asset."""
        for name, data in sorted(self.files.items()):
            yield f"assets/{name}", data
