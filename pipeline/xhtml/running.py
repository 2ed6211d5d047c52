"""Running text: the mixed content of one element, as words and inline codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names, tags
from pipeline.xhtml.inline import escape
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element

_CODE = re.compile("<[^>]*>")


class Running:
    """The content of an element between the codes without words that are peeled off its edges.

    Read in one pass and as little as will do: a site has more inline codes than anything else.
    """

    def __init__(self, element: Element, marked: Marked, protects: Callable[[Element], bool], preserve: bool) -> None:
        self.marked = marked
        self.protects = protects  # whether an element is kept from translators
        self.preserve = preserve
        self.codes: list[tuple[str, int, bool]] = []  # (name, position, restored whole from the source), in page order
        self.comments = False  # whether there are any among the words
        self._names: dict[object, str] = {}  # by what a translator tells apart
        self._bases: dict[object, list[str]] = {}  # by tag: the names of its codes, from the one without a number on
        self._named: dict[str, tuple[Element, bool, bool]] = {}  # by name: its first node, restored, apart
        children = list(element)
        self.before, stop = self._unpeeled(element, children)
        self.after = len(children) - stop  # child nodes that stay behind the text, as `before` do in front of it
        self.start = children[self.before - 1].tail if self.before else element.text
        self.children = children[self.before : stop]
        self.text = self._trimmed(self._message(self.start or "", self.children), element)

    def about_codes(self) -> str:
        """What the codes are, for a translator; "" where there is nothing to say."""
        if not self._named:
            return ""
        numbered = {name for known in self._bases.values() if len(known) > 1 for name in known}
        said = []
        for name, (node, restored, apart) in self._named.items():
            about = tags.about(node, restored=restored, apart=apart, numbered=name in numbered)
            if about:
                void = apart or not isinstance(node.tag, str) or not (len(node) or node.text)
                said.append(f"<{name}/>: {about}" if void else f"<{name}>: {about}")
        return "; ".join(said)

    def nodes(self) -> list[Element]:
        """The elements behind the codes, one for each name."""
        return [node for node, _, _ in self._named.values()]

    def prose(self) -> str:
        """The words that a translator may change."""
        plain = all(not restored and node.tag not in names.CODE for node, restored, _ in self._named.values())
        if plain and "&" not in self.text:
            return _CODE.sub(" ", self.text).strip(names.WHITE_SPACE)
        return collapse(" ".join(self._prose(self.start, self.children))).strip(names.WHITE_SPACE)

    def _unpeeled(self, element: Element, children: Sequence[Element]) -> tuple[int, int]:
        """The range of the children that are left when codes without words are peeled off both edges."""
        first, last = 0, len(children)
        if not (element.text or "").strip(names.WHITE_SPACE):
            for number, child in enumerate(children):
                if self._speaks(child):
                    break
                if not isinstance(child, etree._Comment):
                    first = number + 1
                if (child.tail or "").strip(names.WHITE_SPACE):
                    break
            else:
                return len(children), len(children)
        for number in range(last - 1, first - 1, -1):
            child = children[number]
            if (child.tail or "").strip(names.WHITE_SPACE) or self._speaks(child):
                break
            if not isinstance(child, etree._Comment):
                last = number
        return first, last

    def _speaks(self, node: Element) -> bool:
        """Whether a child shows words, and so belongs to the sentence."""
        if not isinstance(node.tag, str) or node in self.marked.apart or node.tag in names.OPAQUE:
            return False
        if (node.text or "").strip(names.WHITE_SPACE):
            return True
        if self.protects(node):
            return bool("".join(node.itertext(etree.Element)).strip(names.WHITE_SPACE))
        return any((child.tail or "").strip(names.WHITE_SPACE) or self._speaks(child) for child in node)

    def _message(self, text: str, children: Iterable[Element]) -> str:
        """Mixed content as it stands in a msgid, but for its white space."""
        parts: list[str] = []
        for child in children:
            if isinstance(child, etree._Comment):  # It stays in the page and splits nothing.
                text += child.tail or ""
                self.comments = True
                continue
            if text:
                parts.append(escape(text))
            parts.append(self._code(child))
            text = child.tail or ""
        if text:
            parts.append(escape(text))
        return "".join(parts)

    def _code(self, node: Element) -> str:
        """An element or a processing instruction as an inline code."""
        tag = node.tag
        if node in self.marked.special or not isinstance(tag, str):
            special = self._special(node)
            if special is not None:
                return special
        inside = node.text or ""
        void = not inside and _is_empty(node)
        name = self._name(node, (tag, void, *_attributes(node)))
        if void:
            return f"<{name}/>"
        return f"<{name}>{self._message(inside, node) if len(node) else escape(inside)}</{name}>"

    def _special(self, node: Element) -> str | None:
        """A code whose content is not a translator's; None where it is after all."""
        tag = node.tag
        if not isinstance(tag, str):
            return f"<{self._name(node, (_code_name(node), node.text), restored=True)}/>"
        if node in self.marked.apart or tag in names.OPAQUE:
            return f"<{self._name(node, node, restored=True, apart=True)}/>"
        if not self.protects(node):
            return None
        words = collapse("".join(node.itertext(etree.Element))).strip(names.WHITE_SPACE)
        name = self._name(node, (tag, words, *_attributes(node)), restored=True)
        return f"<{name}>{escape(words)}</{name}>" if words else f"<{name}/>"

    def _name(self, node: Element, told_by: object, *, restored: bool = False, apart: bool = False) -> str:
        """The element's name, with a number where another of that name differs: <a>, <a2>."""
        name = self._names.get(told_by)
        if name is None:
            known = self._bases.setdefault(node.tag if isinstance(node.tag, str) else _code_name(node), [])
            base = _code_name(node)
            number = len(known) + 1
            name = base if number == 1 else f"{base}{number}"
            while name in self._named:
                number += 1
                name = f"{base}{number}"
            known.append(name)
            self._names[told_by] = name
            self._named[name] = (node, restored, apart)
        self.codes.append((name, self.marked.position[node], restored))
        return name

    def _trimmed(self, text: str, element: Element) -> str:
        if not self.preserve:
            # An indent of no-break spaces is layout and stays in the page; elsewhere such a space is the author's text.
            return collapse(text).lstrip().rstrip(names.WHITE_SPACE)
        # HTML does not count a line break right behind the tag (HTML, 13.1.2.5).
        return text.removeprefix("\n") if element.tag in names.PRESERVED and not self.before else text

    def _prose(self, text: str | None, children: Sequence[Element]) -> Iterator[str]:
        if text:
            yield text
        for child in children:
            tag = child.tag
            closed = not isinstance(tag, str) or tag in names.CODE or tag in names.OPAQUE or child in self.marked.apart
            if not closed and not self.protects(child):
                yield from self._prose(child.text, list(child))
            if child.tail:
                yield child.tail


def _is_empty(node: Element) -> bool:
    return not len(node) or all(isinstance(child, etree._Comment) and not child.tail for child in node)


def _attributes(node: Element) -> list[tuple[str, str]]:
    attributes = node.items()
    if len(attributes) > 1:
        attributes.sort()
    return attributes


def _code_name(node: Element) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return str(getattr(node, "target", None) or "entity")
    namespace, _, local = tag.rpartition("}")
    own = (names.XHTML, names.SVG, names.MATHML)
    return f"{node.prefix}:{local}" if node.prefix and namespace[1:] not in own else local
