"""Global rules, from wherever a document has them: inside it, linked, in HTML's link and script (5.4, 6.2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.its.names import ITS, ITS_TYPE, PARAM, RULES, XLINK_HREF, XML_BASE, is_html
from pipeline.its.nodes import text_of
from pipeline.its.rules import Rule, Rules
from pipeline.its.xpath import qualified
from pipeline.xhtml.document import parse_root
from pipeline.xhtml.names import XHTML

Load = Callable[[str], bytes]

_REMEDY = "rules must be well-formed XML: correct this place"
_VERSIONS = ("1.0", "2.0")
_LINK, _SCRIPT = f"{{{XHTML}}}link", f"{{{XHTML}}}script"
# More than any document needs; files that link each other twice over would else take for ever.
_MOST_LINKS = 200
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_COMMENTED = re.compile(r"\A\s*<!--(.*)-->\s*\Z", re.DOTALL)


def gather(root: etree._Element, path: str, load: Load) -> Rules:
    """The rules of a document, in the order of their processing.

    `path` is the document's; links are relative to it, and `load` gives the bytes of a linked file. In HTML, what
    link and script elements hold goes before its:rules elements.
    Raises UnusableFileError where a linked file cannot be loaded, or rules cannot be understood.
    """
    gathering = _Gathering(load)
    html = is_html(root)
    if html:
        for element in root.iter(_LINK, _SCRIPT):
            gathering.from_html(element, path)
    gathering.from_tree(root, path, (posixpath.normpath(path),))
    return Rules(path, html, tuple(gathering.rules), gathering.params)


class _Gathering:
    """Rules and parameters as they come; of parameters with one name the last one counts (section 5.5)."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.rules: list[Rule] = []
        self.params: dict[str, str] = {}
        self.links = 0

    def from_html(self, element: etree._Element, path: str) -> None:
        if element.tag == _LINK and "its-rules" in element.get("rel", "").lower().split():
            self.follow(element, element.get("href", ""), path, (posixpath.normpath(path),))
        elif element.tag == _SCRIPT and element.get("type", "").strip().lower() == ITS_TYPE:
            self.from_script(element, path)

    def from_script(self, element: etree._Element, path: str) -> None:
        text = element.text or ""
        comment = _COMMENTED.match(text)
        inner = comment[1] if comment else text
        if not inner.strip():
            return  # its:rules may stand in it as an element: found with the document's
        before = text[: text.index(inner) + len(inner) - len(inner.lstrip())].count("\n")
        shift = (element.sourceline or 1) - 1 + before
        try:
            rules = parse_root(_DECLARATION.sub("", inner.strip()).encode(), path, _REMEDY)
        except UnusableFileError as error:
            fault = error.faults[0]
            line = (fault.line or 1) + shift
            raise UnusableFileError(Fault(path, fault.reason, fault.remedy, line, fault.column)) from None
        self.from_tree(rules, path, (posixpath.normpath(path),), shift)

    def from_tree(self, root: etree._Element, path: str, chain: tuple[str, ...], shift: int = 0) -> None:
        for element in root.iter(RULES):
            self.from_rules(Rule(element, path, (element.sourceline or 1) + shift), chain, shift)

    def from_rules(self, rules: Rule, chain: tuple[str, ...], shift: int) -> None:
        """Linked rules first, as if they stood at the top (section 5.4)."""
        rules.choice("version", _VERSIONS, default="2.0")
        rules.choice("queryLanguage", ("xpath",), default="xpath")
        href = rules.get(XLINK_HREF)
        if href is not None:
            self.follow(rules.element, href, rules.path, chain, rules.line)
        for element in rules.element.iterchildren(f"{{{ITS}}}*"):
            rule = Rule(element, rules.path, (element.sourceline or 1) + shift)
            if element.tag == PARAM:
                self.params[qualified(rule.required("name").strip(), rule)] = text_of(element)
            else:
                self.rules.append(rule)

    def follow(
        self, element: etree._Element, href: str, path: str, chain: tuple[str, ...], line: int | None = None
    ) -> None:
        link = Rule(element, path, line or element.sourceline or 1)
        target = _target(link, href)
        if target in chain:
            return
        self.links += 1
        if self.links > _MOST_LINKS:
            raise link.fault(f"more than {_MOST_LINKS} rules files are linked", "link each once")
        try:
            data = self.load(target)
        except UnusableFileError as error:
            reason = f'the rules file "{href.strip()}" cannot be used: {error.faults[0].reason}'
            raise link.fault(reason, "correct the link, or put the file there") from None
        self.from_tree(parse_root(data, target, _REMEDY), target, (*chain, target))


def _target(link: Rule, href: str) -> str:
    """The path of a linked file, relative to the linking one and to any xml:base (XLink 1.1, 5.4)."""
    bases = [ancestor.get(XML_BASE, "") for ancestor in (link.element, *link.element.iterancestors())]
    target = link.path
    for part in (*reversed(bases), href):
        try:
            url = urlsplit(part.strip())
        except ValueError:
            raise link.fault(f'"{part}" is no address', "link a file by its path from this one") from None
        if url.scheme or url.netloc:
            remedy = "save the file beside this one and link it by its path: nothing is fetched from elsewhere"
            raise link.fault(f'the rules file "{part.strip()}" is not a file of this folder', remedy)
        if url.path:
            target = posixpath.join(posixpath.dirname(target), unquote(url.path))
    if "\0" in target:
        raise link.fault(f'"{href}" is no path', "link a file by its path from this one")
    return posixpath.normpath(target)
