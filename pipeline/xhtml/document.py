"""A page as a tree. Nothing outside the file is ever loaded: no DTD, no entity, no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.xhtml.names import XHTML, XML_LANG

# Comments, CDATA sections and processing instructions first: a reference inside them is only text.
_ENTITY = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&([A-Za-z][A-Za-z0-9]*);", re.DOTALL)
_XML_ENTITIES = frozenset((b"lt", b"gt", b"amp", b"quot", b"apos"))
# Most pages have no reference but XML's own: one search tells.
_HAS_NAMED = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]")
# libxml2 repeats the place; and of its reasons, the commonest by far deserves plainer words.
_WHERE = re.compile(r", line \d+, column \d+.*\Z")
_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. Its tree is never changed: who fills it fills a copy."""

    path: str  # relative to the site: "source/pages/index.xhtml"
    page_path: str  # "index"; "layout" for the frame
    language: str  # the source locale
    root: etree._Element
    is_layout: bool = False  # an XSLT stylesheet: braces in its attributes are XPath


def parse_document(data: bytes, path: str, page_path: str, language: str, *, is_layout: bool = False) -> Document:
    """The page in `data`. HTML's named entities are understood, without a DTD.

    Raises UnusableFileError where the page is not well-formed XML, is not XHTML, uses an entity that HTML
    does not have, or says that it is in another language than `language`.
    """
    root = parse_root(data, path, "a page must be well-formed XML: correct this place and build again")
    for entity in root.iter(etree.Entity) if _HAS_NAMED.search(data) else ():
        raise UnusableFileError(
            Fault(path, f"the entity {entity.text} is not HTML's", "write the character itself", entity.sourceline, 1)
        )
    _check(root, path)
    declared = root.get(XML_LANG) or root.get("lang") or language
    if not is_layout and not same_language(declared, language):
        reason = f"the page says that it is in '{declared}', the site's source_locale is '{language}'"
        raise UnusableFileError(Fault(path, reason, "correct one of the two", root.sourceline, 1))
    return Document(path, page_path, language, root, is_layout)


def mentions_its(data: bytes) -> bool:
    """Whether a page may say anything in ITS's words: sometimes true where it does not, never false where it does."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        return True  # UTF-16: no search among bytes will tell
    return any(word in data for word in (b"its-", b"2005/11/its", b"its+xml"))


def _check(root: etree._Element, path: str) -> None:
    """Refuse what could not be published as it was written."""
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise UnusableFileError(Fault(path, "the page declares entities of its own", "write what they stand for", 1, 1))
    if root.tag != f"{{{XHTML}}}html":
        reason = f"the outermost element is <{etree.QName(root).localname}>, not XHTML's <html>"
        raise UnusableFileError(Fault(path, reason, f'begin with <html xmlns="{XHTML}">', root.sourceline, 1))
    for name in ("head", "body"):
        if root.find(f"{{{XHTML}}}{name}") is None:
            raise UnusableFileError(Fault(path, f"the page has no <{name}>", "add it", root.sourceline, 1))
    for element in root.iter(f"{{{XHTML}}}script", f"{{{XHTML}}}style"):
        if any(sign in (element.text or "") for sign in "<&"):
            reason = f"< or & inside <{etree.QName(element).localname}> means one thing to XML and another to HTML"
            raise UnusableFileError(Fault(path, reason, "put it into a file of its own", element.sourceline, 1))


def parse_root(data: bytes, path: str, remedy: str) -> etree._Element:
    """The root of the XML in `data`, with HTML's named entities as characters and others as they stand.

    Raises UnusableFileError, with what to do, where it is not well-formed.
    """
    # libxml2 without its limits is an invitation: huge_tree stays off.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_ENTITY.sub(_as_number, data) if _HAS_NAMED.search(data) else data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = _WHERE.sub("", str(error.msg)) or "the file is empty"
        reason = " ".join(reason.split())
        reason = _MISMATCH.sub(r"</\3> stands where <\1> of line \2 is still open", reason)
        raise UnusableFileError(Fault(path, reason, remedy, line, max(column, 1))) from None


def same_language(one: str, two: str) -> bool:
    """Whether two language tags share the language itself: "en-GB" and "en" do (BCP 47, primary subtag)."""
    return re.split("[-_]", one.lower())[0] == re.split("[-_]", two.lower())[0]


def _as_number(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name is None or name in _XML_ENTITIES:
        return match[0]
    text = html5.get(name.decode("ascii") + ";")
    return match[0] if text is None else b"".join(b"&#%d;" % ord(character) for character in text)
