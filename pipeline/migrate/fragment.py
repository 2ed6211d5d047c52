"""An entry that holds raw markup, as itstool, po4a and html2po write it: read as a piece of a page.

The page's own walk finds the texts in it, so that they get the msgids that the same markup gets in a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from pipeline.errors import UnusableFileError
from pipeline.xhtml import inline, names
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.inline import Code, Content, Flaw
from pipeline.xhtml.slots import Slot, walk

_EDGE = "\ue000Edge\ue000"
_UNCLOSED = re.compile(r"</(?:div|body|html)> stands where (<[^>]*>) of line \d+ is still open")
_PAGE = f'<html xmlns="{names.XHTML}"><head><title>0</title></head><body><div{{said}}>{{text}}</div></body></html>'
# Prefixes stay, their declarations were elsewhere on the page; those of itstool's placeholders, <_:p-1/>, were nowhere.
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[\w.-]+[\s=/>]")
# Signs that translators write as they are, and XML does not have as such.
_BARE = re.compile(r"&(?!#?\w+;)|<(?![A-Za-z_/!?])")
# What a translator changes on an element, and so says nothing about which one it is.
_WORDS = frozenset(("alt", "title", "aria-label", "placeholder", "label", "abbr", "lang", names.XML_LANG))


class UnreadableError(Exception):
    """An entry whose markup cannot be read, or not be told apart; the message says why."""


class Pair(NamedTuple):
    """A text with its translation, both in this tool's codes."""

    msgid: str
    msgstr: str
    doubts: tuple[Flaw, ...] = ()  # why somebody must look at it, though assembly would take it


@dataclass(frozen=True, slots=True)
class _Fragment:
    slots: tuple[Slot, ...]
    nodes: list[etree._Element]

    def contents(self) -> list[Slot]:
        """The slots that are content of elements, in order."""
        return [slot for slot in self.slots if slot.attribute is None]


def pairs(msgid: str, msgstr: str) -> list[Pair]:
    """The texts of an entry with their translations: its content, and what attributes inside it say.

    A code of the translation is the one of the source that has the same attributes; a single one left over of its
    name is the single one left over there: its attributes were changed by the translator, and the page brings its own.

    Raises UnreadableError.
    """
    source = _fragment(msgid, "the source text")
    texts = source.contents()
    # Between words nothing is peeled off: a picture may have moved to the edge of its sentence.
    target = _fragment(f"{_EDGE}{msgstr}{_EDGE}" if len(texts) == 1 else msgstr, "the translation")
    translations = target.contents()
    if len(texts) != len(translations):
        message = f"{len(texts)} in the source, {len(translations)} in the translation"
        raise UnreadableError(f"the number of texts differs: {message}")
    same = _counterparts(source.nodes, target.nodes)
    found = [_content_pair(one, other, same) for one, other in zip(texts, translations, strict=True)]
    attributes = {(slot.element, slot.attribute): slot for slot in source.slots}
    for slot in target.slots:
        own = attributes.get((same.get(slot.element, -1), slot.attribute)) if slot.attribute else None
        # Inside raw markup, words that are the source's were forgotten rather than approved.
        if own is not None and slot.unit.text != own.unit.text:
            found.append(Pair(own.unit.text, slot.unit.text))
    return found


def _fragment(text: str, what: str) -> _Fragment:
    prefixes = set(_PREFIX.findall(text)) - {"xml", "xmlns"}
    said = "".join(f' xmlns:{prefix}="urn:x-prefix:{prefix}"' for prefix in sorted(prefixes))
    if "\n" in text.strip():
        said += ' xml:space="preserve"'
    data = _PAGE.format(said=said, text=_BARE.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", text))
    try:
        document = parse_document(data.encode(), "", "", "en")
        slots = walk(document).slots
    except UnusableFileError as error:
        reason = _UNCLOSED.sub(r"\1 is not closed", error.faults[0].reason)
        raise UnreadableError(f"{what} is no well-formed markup: {reason}") from None
    return _Fragment(slots, list(document.root.iter()))


def _counterparts(source: list[etree._Element], target: list[etree._Element]) -> dict[int, int]:
    """For each node of the translation, by its number, the one of the source that it stands for."""
    left_of_source, left_of_target = _by_signature(source), _by_signature(target)
    found: dict[int, int] = {}
    over: tuple[dict[Any, list[int]], dict[Any, list[int]]] = (defaultdict(list), defaultdict(list))
    for signature in {**left_of_source, **left_of_target}:
        own, other = left_of_source.get(signature, []), left_of_target.get(signature, [])
        found.update(zip(other, own, strict=False))
        over[0][signature[0]] += own[len(other) :]
        over[1][signature[0]] += other[len(own) :]
    for tag, numbers in over[1].items():
        if len(numbers) == len(over[0][tag]) == 1:
            found[numbers[0]] = over[0][tag][0]
    return found


def _by_signature(nodes: Iterable[etree._Element]) -> dict[tuple[object, frozenset[Any]], list[int]]:
    found: dict[tuple[object, frozenset[Any]], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if isinstance(node.tag, str):
            kept = frozenset((name, value) for name, value in node.attrib.items() if name not in _WORDS)
            found[node.tag, kept].append(number)
    return found


def _content_pair(one: Slot, other: Slot, same: dict[int, int]) -> Pair:
    """The translation with the names that the source's codes have; what is peeled off there goes here."""
    called: dict[int, str | None] = {position: name for name, position, _ in one.codes}
    own = iter([called.get(same[position]) if position in same else name for name, position, _ in other.codes])
    msgstr = inline.write(_renamed(inline.read(other.unit.text).content, own)).replace(_EDGE, "").strip()
    unknown = dict.fromkeys(f"<{name}>" for name, position, _ in other.codes if position not in same)
    if not unknown:
        return Pair(one.unit.text, msgstr)
    message = f"which code of the source {' and '.join(unknown)} stand for is a guess: their attributes were changed"
    return Pair(one.unit.text, msgstr, (Flaw("inline-code-guessed", message),))


def _renamed(content: Content, called: Iterator[str | None]) -> Content:
    """The content with other names for its codes, in the order in which they open; without those that have none."""
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, str):
            parts.append(part)
            continue
        name = next(called)
        inside = None if part.content is None else _renamed(part.content, called)
        parts += [Code(name, inside)] if name else inside or ()
    return tuple(parts)
