"""Running text: the mixed content of one element, as words and inline codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import inline, names
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element


@dataclass
class Piece:
    """An inline code: an element, or a processing instruction, inside running text."""

    node: Element
    parts: list[str | Piece] | None  # None: void or opaque
    restored: bool  # assembly puts the source's own content back, whatever the translation says
    signature: tuple[object, ...]  # two pieces of one name and signature are the same to a translator
    name: str = ""
    words: str = ""  # protected words that are shown but belong to no translator


@dataclass
class Running:
    """The content of `element` between the codes without words that are peeled off its edges."""

    element: Element
    blocks: set[Element]
    preserve: bool
    is_protected: Callable[[Element], bool]
    before: int = 0  # child nodes left out in front
    after: int = 0  # and behind
    parts: list[str | Piece] = field(default_factory=list)
    _names: dict[str, dict[tuple[object, ...], str]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.parts = self._parts(self.element)
        self._peel()
        for piece in self._pieces(self.parts):
            piece.name = self._name(piece)

    def content(self) -> inline.Content:
        """The text as words and codes, in the form that msgids are written from."""
        return _content(self.parts)

    def prose(self) -> str:
        """The words that a translator may change."""
        words: list[str] = []
        _prose(self.parts, words)
        return " ".join(words).strip(names.WHITE_SPACE)

    def named(self) -> Iterator[tuple[str, Piece]]:
        """All codes with the names that translators see, in page order."""
        return ((piece.name, piece) for piece in self._pieces(self.parts))

    def _parts(self, parent: Element) -> list[str | Piece]:
        parts: list[str | Piece] = []
        text = parent.text or ""
        for child in parent:
            if not isinstance(child, etree._Comment):  # A comment stays in the page and splits nothing.
                if text:
                    parts.append(text if self.preserve else collapse(text))
                parts.append(self._piece(child))
                text = ""
            text += child.tail or ""
        if text:
            parts.append(text if self.preserve else collapse(text))
        return parts

    def _piece(self, node: Element) -> Piece:
        if not isinstance(node.tag, str):
            return Piece(node, None, True, (node.text,))
        attributes = tuple(sorted(node.attrib.items()))
        if node in self.blocks or node.tag in names.OPAQUE:
            return Piece(node, None, True, (node.tag, attributes, node))
        if self.is_protected(node):
            words = collapse("".join(node.itertext(etree.Element))).strip(names.WHITE_SPACE)
            shown: list[str | Piece] | None = [words] if words else None
            return Piece(node, shown, True, (node.tag, attributes, words), words=words)
        parts = self._parts(node)
        return Piece(node, parts or None, False, (node.tag, attributes, bool(parts)))

    def _peel(self) -> None:
        """Leave the codes without words at either edge, and the white space outside them, in the page."""
        parts = self.parts
        speaking = [number for number, part in enumerate(parts) if _speaks(part)]
        if not speaking:
            self.parts = []
            return
        start, stop = speaking[0], speaking[-1] + 1
        while start > 0 and isinstance(parts[start - 1], str):
            start -= 1
        while stop < len(parts) and isinstance(parts[stop], str):
            stop += 1
        ahead = [part.node for part in parts[:start] if isinstance(part, Piece)]
        behind = [part.node for part in parts[stop:] if isinstance(part, Piece)]
        self.before = self.element.index(ahead[-1]) + 1 if ahead else 0
        self.after = len(self.element) - self.element.index(behind[0]) if behind else 0
        self.parts = parts[start:stop]
        if not self.preserve:
            self.parts[0] = _strip(self.parts[0], str.lstrip)
            self.parts[-1] = _strip(self.parts[-1], str.rstrip)
            self.parts = [part for part in self.parts if part]

    def _pieces(self, parts: list[str | Piece]) -> Iterator[Piece]:
        for part in parts:
            if isinstance(part, Piece):
                yield part
                if not part.restored:
                    yield from self._pieces(part.parts or [])

    def _name(self, piece: Piece) -> str:
        """The element's name, with a number where another of that name differs: <a>, <a2>."""
        base = _code_name(piece.node)
        known = self._names.setdefault(base, {})
        if piece.signature not in known:
            number = len(known) + 1
            while (name := base if number == 1 else f"{base}{number}") in self._taken:
                number += 1
            known[piece.signature] = name
            self._taken.add(name)
        return known[piece.signature]


def _code_name(node: Element) -> str:
    if not isinstance(node.tag, str):
        return str(getattr(node, "target", None) or "entity")
    own = (names.XHTML, names.SVG, names.MATHML)
    qname = etree.QName(node)
    return f"{node.prefix}:{qname.localname}" if node.prefix and qname.namespace not in own else qname.localname


def _speaks(part: str | Piece) -> bool:
    """Whether a part shows words, and so belongs to the sentence."""
    if isinstance(part, str):
        return bool(part.strip(names.WHITE_SPACE))
    return any(_speaks(inner) for inner in part.parts or ())


def _strip(part: str | Piece, strip: Callable[[str, str], str]) -> str | Piece:
    return strip(part, names.WHITE_SPACE) if isinstance(part, str) else part


def _content(parts: list[str | Piece]) -> inline.Content:
    return tuple(
        part if isinstance(part, str) else inline.Code(part.name, None if part.parts is None else _content(part.parts))
        for part in parts
    )


def _prose(parts: list[str | Piece], words: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        elif not part.restored and part.node.tag not in names.CODE:
            _prose(part.parts or [], words)
