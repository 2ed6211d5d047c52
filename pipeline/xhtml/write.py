"""Pages as bytes: one form that an XML reader and an HTML reader understand alike (polyglot markup)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.xhtml import names

# Of an element with very many children, libxml2 looks at the first one only.
_EMPTY = etree.XPath("//h:*[not(node()[1])]", namespaces={"h": names.XHTML})
# An HTML reader takes the inside of these as it is; what XML could not hold there was refused on reading.
_RAW = re.compile(rb"(<(script|style)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)

_DECLARED = re.compile(rb" xmlns:?([^\s=]*)=")
_NAME = re.compile(rb"[< ][^\s=>/]+[=\s>/]")
# A declaration of XHTML's namespace, whatever it is bound to.
_NAMESPACE = f'="{names.XHTML}"'.encode()
# XHTML's own elements without a prefix, which an HTML reader would take for part of the name.
_UNPREFIXED = """
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="http://www.w3.org/1999/xhtml">
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
<xsl:template match="h:*"><xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
<xsl:apply-templates select="@*|node()"/></xsl:element></xsl:template>
</xsl:stylesheet>
"""


def serialise_page(root: etree._Element, *, prefixed: bool = False) -> bytes:
    """The page as UTF-8, with HTML's DOCTYPE and no XML declaration.

    The bytes are the same whatever `prefixed` is; that the page was put together from parts that declare prefixes is
    good to know beforehand.

    Void elements are written `<br/>`; every other HTML element gets its end tag, since an HTML
    reader takes `<i/>` for an opening tag and swallows the rest of the page.
    """
    data = _serialised(root, prefixed=prefixed)
    if data.count(_NAMESPACE) > data.count(b" xmlns" + _NAMESPACE):
        data = _serialised(etree.XSLT(etree.XML(_UNPREFIXED))(root).getroot())
    if b"&gt;" in data and (b"<script" in data or b"<style" in data):
        data = _RAW.sub(lambda match: match[1] + match[3].replace(b"&gt;", b">") + match[4], data)
    # Not through lxml's DOCTYPE: with an XHTML 1.0 one it adds a <meta> of its own.
    return b"<!DOCTYPE html>\n" + data + b"\n"


def _serialised(root: etree._Element, *, prefixed: bool = False) -> bytes:
    for element in _EMPTY(root):
        if element.tag not in names.VOID:
            element.text = ""
    if not prefixed and _is_tidy(data := _bytes(root)):
        return data
    # Looks at every attribute of the page: only for one that may have something to clean up.
    etree.cleanup_namespaces(root)
    return _bytes(root)


def _is_tidy(data: bytes) -> bool:
    """Whether each prefix is declared once and used."""
    declared = [match[1] for start in _places(data, b" xmlns") if (match := _DECLARED.match(data, start))]
    return len(declared) == len(set(declared)) and all(_is_used(data, prefix) for prefix in declared)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False)


def _is_used(data: bytes, prefix: bytes) -> bool:
    """Whether an element or attribute bears the prefix; the root bears none."""
    places = (start for sign in (b" ", b"<") for start in _places(data, sign + prefix + b":"))
    return not prefix or any(_NAME.match(data, start) for start in places)


def _places(data: bytes, sought: bytes) -> Iterator[int]:
    """Where these bytes stand: many times as fast as a pattern."""
    start = data.find(sought)
    while start >= 0:
        yield start
        start = data.find(sought, start + 1)
