"""Putting text into slots: the other direction of the walk.

Elements, attributes and protected content always come from the source page; a translation brings
nothing but words and the order of its codes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import inline, names
from pipeline.xhtml.inorder import tags_of
from pipeline.xhtml.slots import Filtered, Slot
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element
# By the child that they stand behind (None: at the start): comments, each with the share of the words before it.
_Comments: TypeAlias = dict[Element | None, list[tuple[float, Element]]]
_BETWEEN = re.compile("[ \t\r\n]+|$")


def fill(nodes: list[Element], slot: Slot, content: inline.Content) -> None:
    """Write `content` into the slot's place in the tree whose `list(root.iter())` is `nodes`.

    The codes of `content` must be those of the slot (`inline.read` says so, or lists the faults).
    """
    element = nodes[slot.element]
    if slot.attribute is not None:
        element.set(slot.attribute, collapse("".join(map(str, content))).strip(names.WHITE_SPACE))
        return
    _Filler(nodes, slot).fill(element, content)


def fill_in_order(nodes: list[Element], slot: Slot, words: Sequence[str]) -> None:
    """Write words between the codes of a slot whose codes stand as in the source (`inorder.words_between`)."""
    element = nodes[slot.element]
    lead, trail = _edges(element, slot, list(element)[slot.before : len(element) - slot.after])
    texts = [*words] if slot.preserve else [collapse(each) for each in words]
    texts[0] = lead + texts[0]
    texts[-1] += trail
    if slot.before:
        element[slot.before - 1].tail = texts[0]
    else:
        element.text = texts[0]
    codes = iter(slot.codes)
    opened: list[Element] = []
    for tag, text in zip(tags_of(slot.unit.text), texts[1:], strict=True):
        if tag[1] == "/":
            opened.pop().tail = text
            continue
        _, position, restored = next(codes)
        if tag[-2] == "/":
            nodes[position].tail = text
        else:
            opened.append(nodes[position])
            if not restored:
                nodes[position].text = text


def leave_out(nodes: list[Element], filtered: Iterable[Filtered], language: str) -> None:
    """Take out of a tree what is not for a language (ITS 2.0, 8.10); the text behind an element stays."""
    for each in filtered:
        element = nodes[each.element]
        parent = element.getparent()
        if each.locales.admits(language) or parent is None:
            continue
        if each.attribute is not None:
            element.attrib.pop(each.attribute, None)
            continue
        pen = _Pen(parent, parent.index(element))
        pen.text(element.tail or "")
        element.tail = None
        parent.remove(element)


def mark_language(element: Element, language: str) -> None:
    """Say which language an element is in, to HTML and XML readers alike (HTML, "The lang and xml:lang attributes")."""
    element.set("lang", language)
    element.set(names.XML_LANG, language)


def wrap(nodes: list[Element], slot: Slot, language: str) -> None:
    """Put a `<span>` in that language around the slot's text; its place must hold no block."""
    element = nodes[slot.element]
    span = etree.Element(f"{{{names.XHTML}}}span", nsmap={None: names.XHTML})
    mark_language(span, language)
    parent = element.getparent()
    if element.tag == f"{{{names.XSLT}}}text" and parent is not None:
        # It may hold no element (XSLT 1.0, 7.2): the span goes around it.
        span.tail, element.tail = element.tail, None
        parent.replace(element, span)
        span.append(element)
        return
    inside = list(element)[slot.before : len(element) - slot.after]
    lead, trail = _edges(element, slot, inside)
    pen = _Pen(element, slot.before)
    span.text = pen.clear().removeprefix(lead)
    for child in inside:
        span.append(child)
    if inside:
        inside[-1].tail = (inside[-1].tail or "").removesuffix(trail)
    else:
        span.text = span.text.removesuffix(trail)
    pen.text(lead)
    pen.node(span)
    pen.text(trail)


def _edges(element: Element, slot: Slot, inside: list[Element]) -> tuple[str, str]:
    """What stands at the edges of the slot's text and stays in the page; `Running` leaves the same out."""
    first = (element[slot.before - 1].tail if slot.before else element.text) or ""
    if slot.preserve:
        skipped = element.tag in names.PRESERVED and not slot.before and first.startswith("\n")
        return "\n" if skipped else "", ""
    last = "" if inside else first
    # A comment does not end a text: white space may stand on both sides of it.
    for node in inside:
        if not isinstance(node, etree._Comment):
            break
        first += node.tail or ""
    for node in reversed(inside):
        last = (node.tail or "") + last
        if not isinstance(node, etree._Comment):
            break
    else:
        last = first
    return first[: len(first) - len(first.lstrip())], last[len(last.rstrip(names.WHITE_SPACE)) :]


class _Pen:
    """Writes text and nodes at one place among the children of an element."""

    def __init__(self, parent: Element, index: int) -> None:
        self.parent = parent
        self.index = index  # of the child that the next node will be

    def clear(self) -> str:
        """Remove the text that stands where the pen is, and say what it was."""
        if self.index:
            before = self.parent[self.index - 1]
            text, before.tail = before.tail, None
        else:
            text, self.parent.text = self.parent.text, None
        return text or ""

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
        lead, trail = _edges(element, slot, inside)
        pen = _Pen(element, slot.before)
        comments = _take_out(element, slot.before, inside)
        pen.clear()
        pen.text(lead)
        self._write(pen, content, comments)
        pen.text(trail)

    def _write(self, pen: _Pen, content: inline.Content, comments: _Comments) -> None:
        behind, text = None, ""
        for part in content:
            if isinstance(part, str):
                text = part if self.slot.preserve else collapse(part)
                continue
            _write_text(pen, text, comments.pop(behind, []))
            behind, text = self.places[part.name].pop(), ""
            pen.node(behind)
            if behind not in self.restored and part.content is not None:
                inner = _take_out(behind, 0, list(behind))
                behind.text = None
                self._write(_Pen(behind, 0), part.content, inner)
        _write_text(pen, text, comments.pop(behind, []))
        # A comment whose neighbour went elsewhere still stays in its element.
        for left in comments.values():
            _write_text(pen, "", left)


def _write_text(pen: _Pen, text: str, comments: list[tuple[float, Element]]) -> None:
    """Words, and the comments among them about where they stood among the source's words."""
    done = 0
    for share, comment in comments:
        cut = max(done, _cut(text, share))
        pen.text(text[done:cut])
        pen.node(comment)
        done = cut
    pen.text(text[done:])


def _cut(text: str, share: float) -> int:
    """The place between two words that is nearest to a share of the text."""
    if share in (0, 1):
        return round(share * len(text))
    aim = share * len(text)
    return min((match.start() for match in _BETWEEN.finditer(text)), key=lambda place: abs(place - aim), default=0)


def _take_out(parent: Element, before: int, children: list[Element]) -> _Comments:
    """Remove children; the comments among them."""
    comments: _Comments = {}
    behind: Element | None = None
    run = (parent[before - 1].tail if before else parent.text) or ""
    lengths: list[tuple[int, Element]] = []
    for child in [*children, None]:
        if child is not None and isinstance(child, etree._Comment):
            lengths.append((len(run.strip(names.WHITE_SPACE)), child))
            run += child.tail or ""
        else:
            if lengths:
                words = len(run.strip(names.WHITE_SPACE)) or 1
                comments[behind] = [(length / words, comment) for length, comment in lengths]
            behind, lengths, run = child, [], (child.tail or "") if child is not None else ""
    for child in children:
        parent.remove(child)
    return comments
