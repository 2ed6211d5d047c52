"""Pages for readers who come to an address of once: that leads on, or whose page has no source any more."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from pipeline.site import addresses
from pipeline.xhtml import names
from pipeline.xhtml.reading import reread
from pipeline.xhtml.write import AmbiguousCodeError, serialise_page

Element: TypeAlias = etree._Element

# What a layout says above the content bears this identifier.
NOTICE = "notice"


def relative(old: str, new: str) -> str:
    """The address of a file as one at another place links to it."""
    return quote(addresses.relative(new, posixpath.dirname(old)), safe="/")


def stub(title: str, address: str) -> Element:
    """A page that holds nothing but a link to another one; with no address, nothing at all."""
    html = _element("html")
    etree.SubElement(etree.SubElement(html, f"{{{names.XHTML}}}head"), f"{{{names.XHTML}}}title").text = title
    body = etree.SubElement(html, f"{{{names.XHTML}}}body")
    if address:
        heading = etree.SubElement(body, f"{{{names.XHTML}}}h1")
        etree.SubElement(heading, f"{{{names.XHTML}}}a", href=address).text = title
    return html


def moved_head(address: str, url: str) -> list[Element]:
    """The head of a page that leads on: at once, and to search engines as the page that it leads to."""
    return [
        _element("meta", {"http-equiv": "refresh", "content": f"0; url={address}"}),
        _element("link", {"rel": "canonical", "href": url}),
        _element("meta", {"name": "robots", "content": "noindex"}),
    ]


def with_notice(data: bytes, made: Element) -> bytes:
    """A published page with the notice that `made`, an empty page in the same frame, has above its content."""
    try:
        page = reread(_without_doctype(data))
    except (etree.XMLSyntaxError, UnicodeDecodeError):  # Not as it was built: whoever changed it knows why.
        return data
    main = page.find(f".//{{{names.XHTML}}}main")
    notice = next((each for each in made.iter(etree.Element) if each.get("id") == NOTICE), None)
    if main is None or notice is None:
        return data
    for old in [each for each in page.iter(etree.Element) if each.get("id") == NOTICE]:
        if (parent := old.getparent()) is not None:
            parent.remove(old)
    own = deepcopy(notice)
    own.tail = "\n"
    main.addprevious(own)
    try:
        return serialise_page(page)
    except AmbiguousCodeError:  # It was published by an earlier version.
        return data


def _without_doctype(data: bytes) -> str:
    return data.decode().partition("<!DOCTYPE html>")[2]


def _element(name: str, attributes: dict[str, str] | None = None) -> Element:
    return etree.Element(f"{{{names.XHTML}}}{name}", attributes or {}, nsmap={None: names.XHTML})
