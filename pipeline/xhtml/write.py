"""Pages as bytes: one form that an XML reader and an HTML reader understand alike (polyglot markup)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.xhtml import names

_EMPTY = etree.XPath("//h:*[not(node()[1])]", namespaces={"h": names.XHTML})
_IS_PREFIXED = etree.XPath("boolean(//h:*[contains(name(), ':')])", namespaces={"h": names.XHTML})
# An HTML reader takes the inside of these as it is; what XML could not hold there was refused on reading.
_RAW = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)

# XHTML's own elements without a prefix, which an HTML reader would take for part of the name.
_UNPREFIXED = """
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="http://www.w3.org/1999/xhtml">
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
<xsl:template match="h:*"><xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
<xsl:apply-templates select="@*|node()"/></xsl:element></xsl:template>
</xsl:stylesheet>
"""


def serialise_page(root: etree._Element) -> bytes:
    """The page as UTF-8, with HTML's DOCTYPE and no XML declaration.

    Void elements are written `<br/>`; every other HTML element gets its end tag, since an HTML
    reader takes `<i/>` for an opening tag and swallows the rest of the page.
    """
    if _IS_PREFIXED(root):
        root = etree.XSLT(etree.XML(_UNPREFIXED))(root).getroot()
    etree.cleanup_namespaces(root)
    for element in _EMPTY(root):
        if element.tag not in names.VOID:
            element.text = ""
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    text = _RAW.sub(lambda match: match[1] + match[3].replace("&gt;", ">") + match[4], text)
    # Not through lxml's DOCTYPE: with an XHTML 1.0 one it adds a <meta> of its own.
    return f"<!DOCTYPE html>\n{text}\n".encode()
