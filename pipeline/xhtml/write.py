"""Pages as bytes: one form that an XML reader and an HTML reader understand alike (polyglot markup)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.lazy import pattern
from pipeline.xhtml import names
from pipeline.xhtml.code import for_both
from pipeline.xhtml.markup import unescaped
from pipeline.xhtml.outline import markup_of, without_prefixes

# Of an element with very many children, libxml2 looks at the first one only.
_EMPTY = etree.XPath("//h:*[not(node()[1])]", namespaces={"h": names.XHTML})
# An HTML reader takes the inside of these as it is; what has no form for both readers was refused on reading.
_RAW = pattern(r"<!--.*?-->|(<(script|style)(?=[\s>])[^>]*?(?<!/)>)(.*?)(?=</\2>)", re.DOTALL)
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)
_TYPE = pattern(r'\stype="([^"]*)"')
_XHTML_PREFIX = pattern(f' xmlns:([^\\s=]+)="{re.escape(names.XHTML)}"')
_DECLARED = pattern(r' xmlns:?([^\s=]*)="[^"]*"')
_NAME = pattern(r"[< ][^\s=>/]+[=\s>/]")


class AmbiguousCodeError(ValueError):
    """A script or a style, whose name this is, has no form that means the same to XML and to HTML."""


def serialise_page(root: etree._Element) -> bytes:
    """The page as UTF-8, with HTML's DOCTYPE and no XML declaration.

    Void elements are written `<br/>`; every other HTML element gets its end tag, since an HTML
    reader takes `<i/>` for an opening tag and swallows the rest of the page.

    Raises AmbiguousCodeError.
    """
    return page_bytes([page_markup(root)])


def page_markup(root: etree._Element) -> str:
    """The element of a page as markup, without declarations of namespaces that nothing in it uses.

    Raises AmbiguousCodeError.
    """
    for element in _EMPTY(root):
        if element.tag not in names.VOID:
            element.text = ""
    written = markup_of(root)
    markup = _tidied(written)
    if markup is None and ' xmlns=""' in written:
        markup = written  # libxml2 would take that away too, and so put elements of no namespace into XHTML's.
    elif markup is None:
        # Looks at every attribute of the page: only for one that may have something to clean up.
        etree.cleanup_namespaces(root)
        markup = markup_of(root)
    if any(f"<{prefix}:" in markup for prefix in _XHTML_PREFIX.findall(markup)):
        markup = markup_of(without_prefixes(root))
    if "&" in markup and ("<script" in markup or "<style" in markup):
        markup = _RAW.sub(_for_both, markup)
    return markup


def _for_both(match: re.Match[str]) -> str:
    start, name, escaped = match.groups()
    if start is None:  # A comment.
        return match[0]
    found = _TYPE.search(start)
    kind = unescaped(found[1]) if found else ""
    if kind.strip().lower() == names.ITS_TYPE:  # What says that to tools is XML to all of them.
        return match[0]
    # Comments may stay where nothing has to be written in another form, and none of them ends the element.
    words = unescaped(_COMMENT.sub("", escaped))
    code = for_both(name, kind, words)
    is_torn = len(words) < len(unescaped(escaped)) and (code != words or f"</{name}" in escaped.lower())
    if code is None or is_torn:
        raise AmbiguousCodeError(name)
    return f"{start}{unescaped(escaped) if '<' in escaped else code}"


def page_bytes(pieces: Iterable[str]) -> bytes:
    """Markup in the form of this house as the file of a page."""
    # Not through lxml's DOCTYPE: with an XHTML 1.0 one it adds a <meta> of its own.
    markup = "".join(["<!DOCTYPE html>\n", *pieces, "\n"])
    return (markup.replace("\r", "&#13;") if "\r" in markup else markup).encode()


def _tidied(markup: str) -> str | None:
    """The markup without declarations on its root whose prefix nothing bears; None where others may be too many."""
    declared = [match for start in _places(markup, " xmlns") if (match := _DECLARED.match(markup, start))]
    if len(declared) != len({match[1] for match in declared}):
        return None
    unused = [match for match in declared if not _is_used(markup, match[1])]
    if unused and unused[-1].start() > markup.find(">"):
        return None
    for match in reversed(unused):
        markup = markup[: match.start()] + markup[match.end() :]
    return markup


def _is_used(markup: str, prefix: str) -> bool:
    """Whether an element or attribute bears the prefix; the root bears none."""
    places = (start for sign in " <" for start in _places(markup, f"{sign}{prefix}:"))
    return not prefix or any(_NAME.match(markup, start) for start in places)


def _places(markup: str, sought: str) -> Iterator[int]:
    """Where this stands: many times as fast as a pattern."""
    start = markup.find(sought)
    while start >= 0:
        yield start
        start = markup.find(sought, start + 1)
