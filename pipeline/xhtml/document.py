"""A page as a tree. Nothing outside the file is ever loaded: no DTD, no entity, no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.xhtml.markup import Trait
from pipeline.xhtml.names import ITS_TYPE, XHTML, XML_LANG
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.reading import ascii_compatible, parse_root

_XI_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """A parsed page. Its tree is never changed while anybody may still read it: who fills it fills a copy."""

    path: str  # relative to the site: "source/pages/index.xhtml"
    page_path: str  # "index"; "layout" for the frame
    language: str  # the source locale
    root: etree._Element
    is_layout: bool = False  # an XSLT stylesheet: braces in its attributes are XPath

    @cached_property
    def outline(self) -> Outline:
        """The tree as lists, made once for all who go through it."""
        return Outline(self.root, keep_prefixes=self.is_layout)


def parse_document(data: bytes, path: str, page_path: str, language: str, *, is_layout: bool = False) -> Document:
    """The page in `data`. HTML's named references are understood, without a DTD.

    Raises UnusableFileError where the page is not well-formed XML, is not XHTML, has an identifier twice, asks for
    anything outside its file, or says that it is in another language than `language`.
    """
    data = ascii_compatible(data)
    root = parse_root(data, path, "a page must be well-formed XML: correct this place and build again")
    _refuse_no_page(root, path)
    if b"XInclude" in data:
        _refuse_inclusions(root, path)
    declared = root.get(XML_LANG) or root.get("lang") or language
    if not is_layout and not same_language(declared, language):
        reason = f"the page says that it is in '{declared}', the site's source_locale is '{language}'"
        raise UnusableFileError(Fault(path, reason, "correct one of the two", root.sourceline, 1))
    document = Document(path, page_path, language, root, is_layout)
    _refuse_ambiguous_scripts(document)
    _refuse_repeated_identifiers(document)
    return document


def mentions_its(document: Document) -> bool:
    """Whether a page may say anything in ITS's words: sometimes true where it does not, never false where it does."""
    return document.outline.has(Trait.ITS)


def _refuse_no_page(root: etree._Element, path: str) -> None:
    if root.tag != f"{{{XHTML}}}html":
        reason = f"the outermost element is <{etree.QName(root).localname}>, not XHTML's <html>"
        raise UnusableFileError(Fault(path, reason, f'begin with <html xmlns="{XHTML}">', root.sourceline, 1))
    for name in ("head", "body"):
        if root.find(f"{{{XHTML}}}{name}") is None:
            raise UnusableFileError(Fault(path, f"the page has no <{name}>", "add it", root.sourceline, 1))


def _refuse_ambiguous_scripts(document: Document) -> None:
    """What is inside a script or a style sheet must be the same to XML and to HTML."""
    outline = document.outline
    for position in outline.ambiguous:
        tag = outline.markup[position]
        if (tag.get("type") or "").strip().lower() != ITS_TYPE:
            words = outline.words(position)
            sign = "]]>" if "]]>" in words else "< or &" if "<" in words or "&" in words else "markup"
            reason = f"{sign} inside <{tag.code}> means one thing to XML and another to HTML"
            fault = Fault(document.path, reason, "put it into a file of its own", outline.line(position), 1)
            raise UnusableFileError(fault)


def _refuse_inclusions(root: etree._Element, path: str) -> None:
    for element in root.iter(_XI_INCLUDE):
        reason = "<xi:include> is not followed, so that a part of the page would be missing"
        raise UnusableFileError(Fault(path, reason, "put the part itself here", element.sourceline, 1))


def _refuse_repeated_identifiers(document: Document) -> None:
    """A link to an identifier that stands twice leads to one of the two (HTML, 3.2.6)."""
    outline = document.outline
    found = outline.identifiers
    if len({identifier for _, _, identifier in found}) == len(found):
        return
    first: dict[str, int] = {}
    for position, _, identifier in found:
        other = first.setdefault(identifier, position)
        if other != position:
            reason = f"the id “{identifier}” stands on line {outline.line(other)} already"
            line = outline.line(position)
            raise UnusableFileError(Fault(document.path, reason, "give each element its own", line, 1))


def same_language(one: str, two: str) -> bool:
    """Whether two language tags share the language itself: "en-GB" and "en" do (BCP 47, primary subtag)."""
    return re.split("[-_]", one.lower())[0] == re.split("[-_]", two.lower())[0]
