"""Putting text into slots: the other direction of the walk.

Elements, attributes and protected content always come from the source page; a translation brings
nothing but words and the order of its codes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import inline, names
from pipeline.xhtml.running import collapse
from pipeline.xhtml.slots import Slot

Element: TypeAlias = etree._Element


def fill(nodes: list[Element], slot: Slot, content: inline.Content) -> None:
    """Write `content` into the slot's place in the tree whose `list(root.iter())` is `nodes`.

    The codes of `content` must be those of the slot (`inline.read` says so, or lists the faults).
    """
    element = nodes[slot.element]
    if slot.attribute is not None:
        element.set(slot.attribute, collapse("".join(map(str, content))).strip(names.WHITE_SPACE))
        return
    _Filler(nodes, slot).fill(element, content)


def mark_language(element: Element, language: str) -> None:
    """Say which language an element is in, to HTML and XML readers alike (HTML, "The lang and xml:lang attributes")."""
    element.set("lang", language)
    element.set(names.XML_LANG, language)


def wrap(nodes: list[Element], slot: Slot, language: str) -> Element:
    """Put a `<span>` in that language around the slot's text; its place must hold no block."""
    element = nodes[slot.element]
    inside = list(element)[slot.before : len(element) - slot.after]
    span = etree.SubElement(element, f"{{{names.XHTML}}}span", nsmap={None: names.XHTML})
    mark_language(span, language)
    lead, text, trail = _edges(element, slot, inside)
    for child in inside:
        span.append(child)
    pen = _Pen(element, slot.before)
    pen.clear()
    if inside:
        last = inside[-1].tail or ""
        inside[-1].tail = last[: len(last) - len(trail)]
    span.text = text
    pen.text(lead)
    pen.node(span)
    pen.text(trail)
    return span


def _edges(element: Element, slot: Slot, inside: list[Element]) -> tuple[str, str, str]:
    """The first text of the slot without white space at its edges, and that white space, before and after."""
    first = (element.text if slot.before == 0 else element[slot.before - 1].tail) or ""
    if slot.preserve:
        return "", first, ""
    last = (inside[-1].tail or "") if inside else first
    body = first.lstrip(names.WHITE_SPACE)
    lead = first[: len(first) - len(body)]
    trail = last[len(last.rstrip(names.WHITE_SPACE)) :]
    if not inside:
        body = body.rstrip(names.WHITE_SPACE)
    return lead, body, trail


class _Pen:
    """Writes text and nodes at one place among the children of an element."""

    def __init__(self, parent: Element, index: int) -> None:
        self.parent = parent
        self.index = index  # of the child that the next node will be

    def clear(self) -> None:
        """Remove the text that stands where the pen is."""
        if self.index:
            self.parent[self.index - 1].tail = None
        else:
            self.parent.text = None

    def text(self, text: str) -> None:
        if self.index:
            before = self.parent[self.index - 1]
            before.tail = (before.tail or "") + text
        else:
            self.parent.text = (self.parent.text or "") + text

    def node(self, node: Element) -> None:
        node.tail = None  # lxml moves an element with the text behind it
        self.parent.insert(self.index, node)
        self.index += 1


class _Filler:
    def __init__(self, nodes: list[Element], slot: Slot) -> None:
        self.slot = slot
        self.places: defaultdict[str, list[Element]] = defaultdict(list)
        for name, position, _ in reversed(slot.codes):
            self.places[name].append(nodes[position])
        self.restored = {nodes[position] for _, position, restored in slot.codes if restored}

    def fill(self, element: Element, content: inline.Content) -> None:
        slot = self.slot
        inside = list(element)[slot.before : len(element) - slot.after]
        lead, _, trail = _edges(element, slot, inside)
        pen = _Pen(element, slot.before)
        comments = _take_out(element, inside)
        pen.clear()
        pen.text(lead)
        self._write(pen, content, comments)
        pen.text(trail)

    def _write(self, pen: _Pen, content: inline.Content, comments: dict[Element | None, list[Element]]) -> None:
        for comment in comments.pop(None, []):
            pen.node(comment)
        for part in content:
            if isinstance(part, str):
                pen.text(part if self.slot.preserve else collapse(part))
                continue
            node = self.places[part.name].pop()
            pen.node(node)
            if node not in self.restored and part.content is not None:
                inner = _take_out(node, list(node))
                node.text = None
                self._write(_Pen(node, 0), part.content, inner)
            for comment in comments.pop(node, []):
                pen.node(comment)
        # A comment whose neighbour went elsewhere still stays in its element.
        for left in comments.values():
            for comment in left:
                pen.node(comment)


def _take_out(parent: Element, children: list[Element]) -> dict[Element | None, list[Element]]:
    """Remove children; the comments among them, by the child that each stands behind."""
    comments: defaultdict[Element | None, list[Element]] = defaultdict(list)
    behind: Element | None = None
    for child in children:
        if isinstance(child, etree._Comment):
            comments[behind].append(child)
        else:
            behind = child
        parent.remove(child)
    return comments
