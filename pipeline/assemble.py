"""A page in one language: the source page with its slots filled."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from pipeline.locales import direction, language_tag
from pipeline.model import State
from pipeline.resolve import Resolution
from pipeline.xhtml import inline, names
from pipeline.xhtml.attributes import texts
from pipeline.xhtml.document import Document
from pipeline.xhtml.fill import fill, fill_in_order, leave_out, mark_language, wrap
from pipeline.xhtml.slots import Filtered, Slot

Element: TypeAlias = etree._Element

_IN_XHTML, _IN_XSLT = f"{{{names.XHTML}}}", f"{{{names.XSLT}}}"


def assemble(
    document: Document,
    resolutions: Iterable[Resolution],
    locale: str,
    filtered: Iterable[Filtered] = (),
    *,
    spend: bool = False,
) -> Element:
    """The `<html>` element of the page in `locale`, without what is for other locales only.

    The document itself is not touched, unless its owner, who needs it no more, says to `spend` it: that saves a copy.

    A slot without a usable translation keeps the source's text, in an element that says so
    (`lang` and `xml:lang`; WCAG 2.2, 3.1.2).
    """
    root = document.root if spend else deepcopy(document.root)
    nodes = document.outline.nodes if spend else list(root.iter())
    source, target = language_tag(document.language), language_tag(locale)
    resolutions = list(resolutions)
    left = [resolution.slot for resolution in resolutions if resolution.state is not State.TRANSLATED]
    # What an inline code says of itself stays in the language of the sentence that it stands in.
    with_sentence: set[int] = set()
    if any(resolution.slot.attribute for resolution in resolutions):
        with_sentence = {position for slot in left for _, position, restored in slot.codes if not restored}
    for resolution in resolutions:
        slot, content = resolution.slot, resolution.content
        if resolution.words is not None:
            fill_in_order(nodes, slot, resolution.words)
        elif content is not None and not (slot.attribute and slot.element in with_sentence):
            fill(nodes, slot, _literal(content) if document.is_layout and slot.attribute else content)
    left = [slot for slot in left if not (slot.attribute and slot.element in with_sentence)]
    marks = _Marks(nodes, left, source, target)
    # Content before attributes: an attribute's mark must not be taken back inside what is marked already.
    for slot in sorted(left, key=lambda slot: slot.attribute is not None):
        marks.mark(slot)
    leave_out(nodes, filtered, target)
    if not document.is_layout:
        mark_language(root, target)
        if direction(locale) == "rtl":
            root.set("dir", "rtl")
    return root


def _literal(content: inline.Content) -> inline.Content:
    """Text for an attribute of the layout, where XSLT would compute what stands in braces (XSLT 1.0, 7.6.2)."""
    return tuple(str(part).replace("{", "{{").replace("}", "}}") for part in content)


class _Marks:
    """Says which language a text is in that was left as the source has it."""

    def __init__(self, nodes: list[Element], left: list[Slot], source: str, target: str) -> None:
        self.nodes = nodes
        self.attributes = {(slot.element, slot.attribute) for slot in left}
        self.source = source
        self.target = target

    def mark(self, slot: Slot) -> None:
        element = self.nodes[slot.element]
        if slot.attribute is not None:
            self._mark_attribute(element)
        elif self._is_whole(slot, element):
            mark_language(element, self.source)
            self._keep_inside(slot)
        elif any(restored and self._is_block(position) for _, position, restored in slot.codes):
            # A <span> cannot hold a block: the element is marked, and what is inside it in turn.
            mark_language(element, self.source)
            for child in element:
                self._keep(child)
        else:
            wrap(self.nodes, slot, self.source)

    def _is_whole(self, slot: Slot, element: Element) -> bool:
        """Whether the element holds nothing but this text and says nothing else in the page's language."""
        tag = str(element.tag)
        if tag.startswith(_IN_XSLT):
            return False  # It leaves no element in the page that could be marked.
        if tag in names.TEXT_ONLY or not tag.startswith(_IN_XHTML):
            return True
        said = any((slot.element, name) not in self.attributes for name, _ in texts(element))
        return slot.before == slot.after == 0 and not said

    def _keep_inside(self, slot: Slot) -> None:
        for _, position, restored in slot.codes:
            if restored and self._is_block(position):
                self._keep(self.nodes[position])

    def _is_block(self, position: int) -> bool:
        """Whether a code has units of its own inside, in the page's language."""
        node = self.nodes[position]
        return any(child.tag in names.BLOCK or child.tag in names.OPAQUE for child in node.iter(etree.Element))

    def _mark_attribute(self, element: Element) -> None:
        """An attribute cannot say its language apart from its element: the element does, its content takes it back."""
        if element.get("lang") == self.source:
            return
        mark_language(element, self.source)
        if element.tag in names.TEXT_ONLY:
            return
        for child in list(element):
            self._keep(child)
            if (child.tail or "").strip(names.WHITE_SPACE):
                child.addnext(self._kept_text(child.tail or ""))
                child.tail = None
        if (element.text or "").strip(names.WHITE_SPACE):
            element.insert(0, self._kept_text(element.text or ""))
            element.text = None

    def _kept_text(self, text: str) -> Element:
        """Words in the page's language, inside an element that is marked as another."""
        span = etree.Element(f"{{{names.XHTML}}}span", nsmap={None: names.XHTML})
        mark_language(span, self.target)
        span.text = text
        return span

    def _keep(self, element: Element) -> None:
        """The element stays in the page's language inside one that is marked as another."""
        if isinstance(element.tag, str) and not {"lang", names.XML_LANG}.intersection(map(str, element.attrib)):
            mark_language(element, self.target)
