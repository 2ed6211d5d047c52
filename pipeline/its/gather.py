"""Global rules, from wherever a document has them: inside it, linked, in HTML's link and script (5.4, 6.2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.its.links import target_of
from pipeline.its.names import PARAM, RULES, is_html
from pipeline.its.nodes import text_of
from pipeline.its.rules import Rule, Rules
from pipeline.its.variables import qualified
from pipeline.xhtml.names import ITS, ITS_TYPE, XHTML, XLINK_HREF
from pipeline.xhtml.reading import parse_root

Load = Callable[[str], bytes]

_REMEDY = "rules must be well-formed XML: correct this place"
_VERSIONS = ("1.0", "2.0")
_LINK, _SCRIPT = f"{{{XHTML}}}link", f"{{{XHTML}}}script"
# More than any document needs; files that link each other twice over would else take for ever.
_MOST_LINKS = 200
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_COMMENTED = re.compile(r"\A\s*<!--(.*)-->\s*\Z", re.DOTALL)


def gather(root: etree._Element, path: str, load: Load, beside: Sequence[str] = ()) -> Rules:
    """The rules of a document, in the order of their processing.

    `path` is the document's; links are relative to it, and `load` gives the bytes of a linked file. In HTML, what
    link and script elements hold goes before its:rules elements. `beside` are rules files that hold for the document
    though it does not link them (section 5.6); they go before all others.
    Raises UnusableFileError where a linked file cannot be loaded, or rules cannot be understood.
    """
    gathering = _Gathering(load)
    for file in beside:
        gathering.from_file(file, (posixpath.normpath(file),))
    html = is_html(root)
    if html:
        for element in root.iter(_LINK, _SCRIPT):
            gathering.from_html(element, path)
    gathering.from_tree(root, path, (posixpath.normpath(path),))
    return Rules(path, html, tuple(gathering.rules), gathering.params)


def _rules_text(script: str) -> tuple[str, int]:
    """The XML in a script, bare of what is put around it for old browsers, and the lines before it."""
    comment = _COMMENTED.match(script)
    start = comment.start(1) if comment else 0
    inner = comment[1] if comment else script
    start += len(inner) - len(inner.lstrip())
    return _DECLARATION.sub("", inner.strip()), script[:start].count("\n")


class _Gathering:
    """Rules and parameters as they come; of parameters with one name the last one counts (section 5.5)."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.rules: list[Rule] = []
        self.params: dict[str, str] = {}
        self.links = 0

    def from_html(self, element: etree._Element, path: str) -> None:
        if element.tag == _LINK and "its-rules" in element.get("rel", "").lower().split():
            link = Rule(element, path, element.sourceline or 1)
            self.follow(link, element.get("href", ""), (posixpath.normpath(path),))
        elif element.tag == _SCRIPT and element.get("type", "").strip().lower() == ITS_TYPE:
            self.from_script(element, path)

    def from_script(self, element: etree._Element, path: str) -> None:
        text, start = _rules_text(element.text or "")
        if not text:
            return  # its:rules may stand in it as an element: found with the document's
        shift = (element.sourceline or 1) - 1 + start
        try:
            rules = parse_root(text.encode(), path, _REMEDY)
        except UnusableFileError as error:
            fault = error.faults[0]
            line = (fault.line or 1) + shift
            raise UnusableFileError(Fault(path, fault.reason, fault.remedy, line, fault.column)) from None
        self.from_tree(rules, path, (posixpath.normpath(path),), shift)

    def from_file(self, path: str, chain: tuple[str, ...]) -> None:
        self.from_tree(parse_root(self.load(path), path, _REMEDY), path, chain)

    def from_tree(self, root: etree._Element, path: str, chain: tuple[str, ...], shift: int = 0) -> None:
        for element in root.iter(RULES):
            self.from_rules(Rule(element, path, (element.sourceline or 1) + shift), chain, shift)

    def from_rules(self, rules: Rule, chain: tuple[str, ...], shift: int) -> None:
        """Linked rules first, as if they stood at the top (section 5.4)."""
        rules.choice("version", _VERSIONS, default="2.0")
        rules.choice("queryLanguage", ("xpath",), default="xpath")
        href = rules.get(XLINK_HREF)
        if href is not None:
            self.follow(rules, href, chain)
        for element in rules.element.iterchildren(f"{{{ITS}}}*"):
            rule = Rule(element, rules.path, (element.sourceline or 1) + shift)
            if element.tag == PARAM:
                self.params[qualified(rule.required("name").strip(), rule)] = text_of(element)
            else:
                self.rules.append(rule)

    def follow(self, link: Rule, href: str, chain: tuple[str, ...]) -> None:
        """The rules of a linked file, unless that file is one of those that lead here."""
        target = target_of(link, href)
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
