"""Code that stands in a page, where a strict Content Security Policy lets none run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks.kinds import page
from pipeline.checks.lines import also_in
from pipeline.lazy import pattern
from pipeline.model import Finding, Severity

# Who checks a loose catalogue needs no lxml.
if TYPE_CHECKING:
    from pipeline.xhtml.document import Document
    from pipeline.xhtml.markup import Tag

# A URL's parser drops these, wherever they stand (WHATWG URL, 4.4).
_DROPPED = pattern("^[\x00-\x20]+|[\t\n\r]")
_EVENT = pattern(r"on[a-z]+\Z")
# Types by which a script is run, or says what scripts may load: CSP looks at all of these (HTML, 4.12.1.1).
_RUN = frozenset(("", "module", "importmap", "speculationrules"))
_MOVE = {
    "script": "move it to a file under source/assets and load that with <script src>",
    "style": "move it to a style sheet under source/assets",
    "attribute": "give the element a class, and write the style in a style sheet under source/assets",
    "handler": "let a script under source/assets call addEventListener",
    "address": "use a <button>, and let a script under source/assets call addEventListener",
}


def on_code(document: Document) -> list[Finding]:
    """The code in a page, or in the layout, that no browser runs under `default-src 'self'`: one finding for each kind.

    That is what CSP 3 calls inline: scripts and styles as elements and attributes (section 4.2.3), and
    `javascript:` addresses (section 4.2.4).
    """
    # Only here: who checks a loose catalogue needs no lxml.
    from pipeline.xhtml.markup import Trait

    found: dict[tuple[str, str], list[int]] = {}  # by what it is: positions
    for position in document.outline.having(Trait.CODED):
        for what in _code(document.outline.markup[position], document, position):
            found.setdefault(what, []).append(position)
    return [_finding(document, *what, positions) for what, positions in found.items()]


def _finding(document: Document, kind: str, shown: str, positions: list[int]) -> Finding:
    lines = [document.outline.line(position) for position in positions]
    message = f"a policy without 'unsafe-inline' stops {shown}{also_in(lines)}; {_MOVE[kind]}"
    return Finding("inline-code", document.path, message, lines[0], severity=Severity.WARNING)


def _code(tag: Tag, document: Document, position: int) -> Iterator[tuple[str, str]]:
    """What a tag has of code: its kind, and how it is called in a message."""
    from pipeline.xhtml import names

    local = tag.name.rpartition("}")[2]
    if local == "attribute" and tag.name.startswith(f"{{{names.XSLT}}}"):
        yield from _attribute((tag.get("name") or "").lower(), "")
        return
    if local == "style" and tag.is_open:
        yield "style", "<style>"
    is_loaded = any(tag.get(name) is not None for name in ("src", "href", names.XLINK_HREF))
    if (
        local == "script"
        and not is_loaded
        and _is_run(tag)
        and document.outline.text(position).strip(names.WHITE_SPACE)
    ):
        yield "script", "<script>"
    for name, value in tag.attributes:
        yield from _attribute(name, value if name in names.LINKING else "")


def _attribute(name: str, address: str) -> Iterator[tuple[str, str]]:
    if name == "style":
        yield "attribute", "style="
    elif _EVENT.match(name):
        yield "handler", f"{name}="
    elif _DROPPED.sub("", address).lower().startswith("javascript:"):
        yield "address", "javascript: addresses"


def _is_run(tag: Tag) -> bool:
    """Whether it is a script at all: one of another type is data, such as `application/ld+json`."""
    from pipeline.xhtml.code import JAVASCRIPT

    kind = (tag.get("type") or "").strip(" \t\r\n").lower()
    return kind in _RUN or JAVASCRIPT.match(kind) is not None


PAGES = (
    page(
        "inline-code",
        "written",
        "warning",
        "certain",
        "other",
        """A page or the layout has a script or a style in it: an element, an attribute, or a `javascript:` address.

    Why: a server that sends `Content-Security-Policy: default-src 'self'` protects readers from injected code. Under it
    browsers run nothing that stands in the page itself. `<script type="application/ld+json">` holds data, no code.

    Bad:  <p style="color: red" onclick="more()">
    Good: <p class="warning">, and source/assets/css/site.css and source/assets/js/more.js, loaded by the layout

    When to ignore: where the server's policy lets it run; each time it does, it lets injected code run as well.
    """,
    ),
)
"""The findings of this module."""
