"""A page as a tree. Nothing outside the file is ever loaded: no DTD, no entity, no network."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.xhtml.names import XHTML, XML_LANG
from pipeline.xhtml.reading import ascii_compatible, parse_root

_ITS_RULES = "application/its+xml"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XI_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_IDENTIFIER = re.compile(rb"id\s*=\s*[\"']([^\"'<>]*)")
_IDENTIFIED = etree.XPath("//*[@id or @xml:id]")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. Its tree is never changed while anybody may still read it: who fills it fills a copy."""

    path: str  # relative to the site: "source/pages/index.xhtml"
    page_path: str  # "index"; "layout" for the frame
    language: str  # the source locale
    root: etree._Element
    is_layout: bool = False  # an XSLT stylesheet: braces in its attributes are XPath


def parse_document(data: bytes, path: str, page_path: str, language: str, *, is_layout: bool = False) -> Document:
    """The page in `data`. HTML's named references are understood, without a DTD.

    Raises UnusableFileError where the page is not well-formed XML, is not XHTML, has an identifier twice, asks for
    anything outside its file, or says that it is in another language than `language`.
    """
    data = ascii_compatible(data)
    root = parse_root(data, path, "a page must be well-formed XML: correct this place and build again")
    _check(root, path)
    if b"XInclude" in data:
        _refuse_inclusions(root, path)
    if _may_repeat_identifiers(data):
        _refuse_repeated_identifiers(root, path)
    declared = root.get(XML_LANG) or root.get("lang") or language
    if not is_layout and not same_language(declared, language):
        reason = f"the page says that it is in '{declared}', the site's source_locale is '{language}'"
        raise UnusableFileError(Fault(path, reason, "correct one of the two", root.sourceline, 1))
    return Document(path, page_path, language, root, is_layout)


def mentions_its(data: bytes) -> bool:
    """Whether a page may say anything in ITS's words: sometimes true where it does not, never false where it does."""
    data = ascii_compatible(data)
    return any(word in data for word in (b"its-", b"2005/11/its", b"its+xml"))


def _check(root: etree._Element, path: str) -> None:
    """Refuse what could not be published as it was written."""
    if root.tag != f"{{{XHTML}}}html":
        reason = f"the outermost element is <{etree.QName(root).localname}>, not XHTML's <html>"
        raise UnusableFileError(Fault(path, reason, f'begin with <html xmlns="{XHTML}">', root.sourceline, 1))
    for name in ("head", "body"):
        if root.find(f"{{{XHTML}}}{name}") is None:
            raise UnusableFileError(Fault(path, f"the page has no <{name}>", "add it", root.sourceline, 1))
    for element in root.iter(f"{{{XHTML}}}script", f"{{{XHTML}}}style"):
        text = element.text or ""
        if ("<" in text or "&" in text) and element.get("type", "").strip().lower() != _ITS_RULES:
            reason = f"< or & inside <{etree.QName(element).localname}> means one thing to XML and another to HTML"
            raise UnusableFileError(Fault(path, reason, "put it into a file of its own", element.sourceline, 1))


def _refuse_inclusions(root: etree._Element, path: str) -> None:
    for element in root.iter(_XI_INCLUDE):
        reason = "<xi:include> is not followed, so that a part of the page would be missing"
        raise UnusableFileError(Fault(path, reason, "put the part itself here", element.sourceline, 1))


def _may_repeat_identifiers(data: bytes) -> bool:
    identifiers = _IDENTIFIER.findall(data)
    return len(set(identifiers)) < len(identifiers) or b"&" in b"".join(identifiers)


def _refuse_repeated_identifiers(root: etree._Element, path: str) -> None:
    """A link to an identifier that stands twice leads to one of the two (HTML, 3.2.6)."""
    first: dict[str, etree._Element] = {}
    for element in _IDENTIFIED(root):
        for identifier in {element.get("id"), element.get(XML_ID)} - {None}:
            other = first.setdefault(identifier, element)
            if other is not element:
                reason = f"the id “{identifier}” stands on line {other.sourceline} already"
                raise UnusableFileError(Fault(path, reason, "give each element its own", element.sourceline, 1))


def same_language(one: str, two: str) -> bool:
    """Whether two language tags share the language itself: "en-GB" and "en" do (BCP 47, primary subtag)."""
    return re.split("[-_]", one.lower())[0] == re.split("[-_]", two.lower())[0]
