"""The walk over a page: every place that holds text for a translator, in page order.

What this finds is what `fill` fills: a `Slot` says which nodes a unit came from, by their number in
document order, so that it fits every copy of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.model import Unit
from pipeline.xhtml import attributes, inline, names
from pipeline.xhtml.document import Document, same_language
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.running import Running
from pipeline.xhtml.white import collapse
from pipeline.xhtml.words import has_words

Element: TypeAlias = etree._Element

_TEMPLATE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a unit stands in its page. Numbers are positions in `list(root.iter())`."""

    unit: Unit
    element: int  # the element whose content or attribute it is
    attribute: str | None = None  # None: the element's content
    content: inline.Content = ()  # the unit's text as a tree of inline codes
    codes: tuple[tuple[str, int, bool], ...] = ()  # (name, element or PI, restored whole from the source)
    before: int = 0  # how many child nodes stay in front of the text
    after: int = 0  # how many stay behind it
    preserve: bool = False  # white space is kept as it is


@dataclass(frozen=True, slots=True)
class Walked:
    """All slots of a page, and the texts that were left out because they hold no words."""

    slots: tuple[Slot, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What an element inherits from those around it."""

    translate: bool = True
    preserve: bool = False
    foreign: bool = False

    @property
    def is_open(self) -> bool:
        """Whether what stands here is a translator's."""
        return self.translate and not self.foreign


def walk(document: Document) -> Walked:
    """The slots of `document`, in page order; docs/authors.md has the rules.

    Raises UnusableFileError where an attribute of the layout mixes words with computed values.
    """
    walker = _Walker(document)
    walker.visit(document.root, _Scope())
    return Walked(tuple(walker.slots), tuple(walker.skipped))


class _Walker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.position = {node: number for number, node in enumerate(document.root.iter())}
        self.marked = Marked(document.root)
        self.blocks = self.marked.blocks
        self.slots: list[Slot] = []
        self.skipped: list[str] = []
        self.headings: list[tuple[int, str]] = []  # (level, text) of those that what comes next stands under

    def visit(self, element: Element, outer: _Scope) -> None:
        """Add the slots of an element: its attributes, its own text, then what is inside."""
        tag = element.tag
        scope = self._scope(element, outer)
        level = names.HEADINGS.get(str(tag))
        if level is not None:
            self.headings = [above for above in self.headings if above[0] < level]
        if scope.is_open:
            self._attributes(element)
        if tag in names.CLOSED or tag in names.CODE:
            return  # Inside running text a code element is readable; alone it is nobody's to translate.
        slot = self._text(element, scope) if scope.is_open else None
        if slot is None:
            for child in element:
                if isinstance(child.tag, str):
                    self.visit(child, scope)
        else:
            self.slots.append(slot)
            self._within(element, scope)
        if level is not None:
            text = collapse("".join(element.itertext(etree.Element))).strip(names.WHITE_SPACE)
            self.headings.append((level, text))

    def _within(self, element: Element, outer: _Scope) -> None:
        """Look inside running text: attributes of its codes, blocks and protected spans with units of their own."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            scope = self._scope(child, outer)
            if child in self.blocks or tag in names.OPAQUE or not scope.is_open:
                self.visit(child, outer)
            else:
                self._attributes(child)
                self._within(child, scope)

    def _scope(self, element: Element, outer: _Scope) -> _Scope:
        if element not in self.marked.scoped:
            return outer
        translate, preserve, foreign = outer.translate, outer.preserve, outer.foreign
        match element.get("translate", "").strip().lower():
            case "no":
                translate = False
            case "yes":
                translate = True
            case _ if "data-translate-ignore" in element.attrib:
                translate = False
            case _ if "notranslate" in element.get("class", "").split():
                translate = False
        if space := element.get(names.XML_SPACE):
            preserve = space == "preserve"
        elif element.tag in names.PRESERVED:
            preserve = True
        language = element.get(names.XML_LANG, element.get("lang"))
        if language is not None and "{" not in language:
            foreign = not same_language(language, self.document.language)
        return _Scope(translate, preserve, foreign)

    def _attributes(self, element: Element) -> None:
        if element not in self.marked.labelled:
            return
        for name, value in attributes.texts(element):
            if self.document.is_layout and ("{" in value or "}" in value):
                self._refuse_words(element, name, value)
                continue
            text = collapse(value).strip(names.WHITE_SPACE)
            if not has_words(text):
                self.skipped.append(text)
                continue
            unit = self._unit(element, inline.escape(text), attributes.kind(element, name))
            self.slots.append(Slot(unit, self.position[element], name, (text,)))

    def _refuse_words(self, element: Element, name: str, value: str) -> None:
        """Words beside computed values (XSLT 1.0, 7.6.2, "Attribute Value Templates") would stay untranslated."""
        if has_words(_TEMPLATE.sub("", value)):
            reason = f"the attribute {name} mixes words with {{…}}, so that no translator would see them"
            remedy = "write words alone, or compute all of it"
            raise UnusableFileError(Fault(self.document.path, reason, remedy, element.sourceline, 1))

    def _text(self, element: Element, scope: _Scope) -> Slot | None:
        """The slot for the element's own content, if that is one unit of text."""
        if not self._is_running(element):
            return None
        running = Running(element, self.blocks, scope.preserve, self._is_protected)
        content = running.content()
        if not has_words(running.prose()):
            if running.prose():
                self.skipped.append(running.prose())
            return None
        codes = tuple((name, self.position[piece.node], piece.restored) for name, piece in running.named())
        codes_inside = [piece.node for _, piece in running.named()]
        unit = self._unit(element, inline.write(content), self._kind(element), codes_inside)
        return Slot(unit, self.position[element], None, content, codes, running.before, running.after, scope.preserve)

    def _is_protected(self, element: Element) -> bool:
        return not self._scope(element, _Scope()).is_open

    def _is_running(self, element: Element) -> bool:
        """Whether the element's own children make up one text, rather than several side by side."""
        own, mixed = element.text or "", False
        bearing: list[Element] = []
        for child in element:
            own += child.tail or ""
            if child in self.blocks:
                mixed = True
            elif _bears_text(child):
                bearing.append(child)
        separate = all(child.tag in names.SEPARATE for child in bearing)
        if own.strip(names.WHITE_SPACE):
            # Links in a row are no sentence, whatever bars or bullets stand between them.
            return has_words(own) or len(bearing) < 2 or not separate
        return len(bearing) > 1 and not mixed and not separate and element.tag not in names.OPAQUE

    def _unit(self, element: Element, text: str, kind: str, inside: Iterable[Element] = ()) -> Unit:
        """A unit of an element; what the author said on the block around it, and on the codes `inside`, counts too."""
        context, notes = self._said(element, inside) if self.marked.is_annotated else (None, ())
        return Unit(
            self.document.page_path,
            text,
            context,
            kind,
            self.headings[-1][1] if self.headings else "",
            notes,
            # libxml2 keeps no line for an element that was made in memory.
            element.sourceline or 0,
        )

    def _said(self, element: Element, inside: Iterable[Element]) -> tuple[str | None, tuple[str, ...]]:
        """The context and the notes that the author gave."""
        around = [element]
        while around[-1] not in self.blocks and (parent := around[-1].getparent()) is not None:
            around.append(parent)
        return attributes.context(around), attributes.notes([*reversed(around), *inside])

    def _kind(self, element: Element) -> str:
        parent = element.getparent()
        if parent is not None and parent.tag in names.HEADINGS:
            return "heading"  # A link around all of a heading says nothing about its place.
        kind = names.KINDS.get(str(element.tag))
        if kind is not None:
            return kind
        if parent is not None and element not in self.blocks and len(parent) == 1:
            return self._kind(parent)
        return f"text in <{etree.QName(element).localname}>"


def _bears_text(child: Element) -> bool:
    """Whether a child that is no block is an inline code with words in it."""
    if not isinstance(child.tag, str) or child.tag in names.OPAQUE:
        return False
    if (child.text or "").strip(names.WHITE_SPACE):
        return True
    return any(text.strip(names.WHITE_SPACE) for text in child.itertext(etree.Element))
