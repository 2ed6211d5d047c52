"""Pages as bytes: one form that an XML reader and an HTML reader understand alike (polyglot markup)."""

from __future__ import annotations

from lxml import etree

from pipeline.xhtml import names


def serialise_page(root: etree._Element) -> bytes:
    """The page as UTF-8, with HTML's DOCTYPE and no XML declaration.

    Void elements are written `<br/>`; every other HTML element gets its end tag, since an HTML
    reader takes `<i/>` for an opening tag and swallows the rest of the page.
    """
    etree.cleanup_namespaces(root)
    for element in root.xpath("//h:*[not(node())]", namespaces={"h": names.XHTML}):
        if element.tag not in names.VOID:
            element.text = ""
    # Not through lxml's DOCTYPE: with an XHTML 1.0 one it adds a <meta> of its own.
    return ("<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", with_tail=False) + "\n").encode()
