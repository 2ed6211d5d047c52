"""What stands out in a page: the elements that the walk must look at more closely, found in one pass.

Most elements of most pages say nothing about translation. What a page does not use costs its walk nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.guidance import Guidance

Element: TypeAlias = etree._Element

# Begins a comment that speaks to translators.
FOR_TRANSLATORS = "TRANSLATORS:"

_SCOPING = frozenset(("translate", "data-translate-ignore", "lang", names.XML_LANG, names.XML_SPACE))
_SAYING = frozenset(("data-translate-context", "data-translate-comment"))
_LABELLING = names.TEXT_ATTRIBUTES.union(("value", "content"), *names.TEXT_ATTRIBUTES_OF.values())
_ASKED = _SCOPING | _SAYING | _LABELLING | {"class"}


class Marked:
    """The elements of a page by what is to be asked of them."""

    def __init__(self, root: Element, guidance: Guidance) -> None:
        self.guidance = guidance
        self.position: dict[Element, int] = {}  # in `list(root.iter())`
        self.scoped: set[Element] = set(guidance.elements)  # may say whether, and in which language, they are
        self.labelled: set[Element] = {element for element, _ in guidance.attributes}  # may have attributes with text
        self.blocks: set[Element] = set()  # all that end running text: blocks, and what has one of them inside
        self.is_annotated = bool(guidance)  # an author says something to translators
        opaque: set[Element] = set()
        for number, node in enumerate(root.iter()):
            self.position[node] = number
            tag = node.tag
            if tag in names.BLOCK:
                _with_ancestors(node, self.blocks)
            elif tag in names.OPAQUE:
                opaque.add(node)
            elif not isinstance(tag, str):
                self.is_annotated |= FOR_TRANSLATORS in (node.text or "")
                continue
            if tag in names.PRESERVED:
                self.scoped.add(node)
            attributes = node.keys()
            if attributes and not _ASKED.isdisjoint(attributes):
                self._look(node, attributes)
        # What running text shows as one code without looking inside; its own texts are units of their own.
        self.apart = self._guided(root) if guidance.elements else self.blocks
        self.special = self.apart | opaque | self.scoped  # no plain inline codes, by all that is known so far
        self.busy = self.special.copy()  # has something of its own to say, or what is inside it has
        for element in self.special - self.blocks:
            _with_ancestors(element.getparent(), self.busy)
        for element in self.labelled:
            _with_ancestors(element, self.busy)

    def _look(self, element: Element, attributes: Iterable[str]) -> None:
        for name in attributes:
            if name in _LABELLING:
                self.labelled.add(element)
            elif name in _SCOPING or (name == "class" and "notranslate" in element.get("class", "")):
                self.scoped.add(element)
            elif name in _SAYING:
                self.is_annotated = True

    def _guided(self, root: Element) -> set[Element]:
        """What stands apart by what ITS says of elements within text (8.7) and of texts for some locales (8.10)."""
        said = self.guidance.elements
        self.blocks.clear()
        for element in root.iter("*"):
            within = said[element].within_text if element in said else None
            if within == "no" or (within is None and element.tag in names.BLOCK):
                _with_ancestors(element, self.blocks)
        nested = {each for each, what in said.items() if what.within_text == "nested" or what.locales is not None}
        return self.blocks | nested


def _with_ancestors(ancestor: Element | None, found: set[Element]) -> None:
    """Add an element and all around it to a set that has the ancestors of its members."""
    while ancestor is not None and ancestor not in found:
        found.add(ancestor)
        ancestor = ancestor.getparent()
