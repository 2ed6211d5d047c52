"""Attributes with text for a translator, and what an author wrote to translators in the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element

_FOR_TRANSLATORS = "TRANSLATORS:"
_KINDS = {
    "title": "tooltip",
    "placeholder": "hint inside a field",
    "abbr": "short form of a table heading",
    "value": "button",
    "label": "label",
}


def texts(element: Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element that hold text, as (name, value), in the order of the source."""
    if not element.attrib:
        return
    html = isinstance(element.tag, str) and element.tag.startswith(f"{{{names.XHTML}}}")
    own = names.TEXT_ATTRIBUTES_OF.get(etree.QName(element).localname, ()) if html else ()
    for name, value in element.attrib.items():
        if name in names.TEXT_ATTRIBUTES or name in own or (html and _holds_text(element, str(name))):
            yield str(name), str(value)


def _holds_text(element: Element, name: str) -> bool:
    """Attributes that hold text only beside another one that says so."""
    if name == "value":
        return element.tag == f"{{{names.XHTML}}}input" and element.get("type", "").lower() in names.INPUT_BUTTONS
    if name == "content":
        return (element.get("name") or element.get("property") or "").lower() in names.META_TEXT
    return False


def kind(element: Element, name: str) -> str:
    """What a translator is told about an attribute: 'alternative text of cover.svg'."""
    if name == "alt":
        return f"alternative text of {element.get('src', 'an image').rpartition('/')[2]}"
    if name == "content":
        meta = (element.get("name") or element.get("property") or "").lower()
        return f"page {meta.rpartition(':')[2]}, for search engines"
    if name.startswith("aria-"):
        return f"{name.removeprefix('aria-')} for screen readers"
    return _KINDS[name]


def context(elements: Iterable[Element]) -> str | None:
    """The msgctxt that an author gave: the innermost `data-translate-context` of a unit's elements."""
    return next((found for element in elements if (found := element.get("data-translate-context")) is not None), None)


def notes(elements: Iterable[Element]) -> tuple[str, ...]:
    """What the author tells the translator about a unit's elements.

    From `data-translate-comment`, and from a comment `<!-- TRANSLATORS: … -->` right before an
    element or first inside it.
    """
    found = [note for element in elements for note in _notes(element)]
    return tuple(dict.fromkeys(collapse(note).strip(names.WHITE_SPACE) for note in found if note))


def _notes(element: Element) -> Iterator[str | None]:
    yield element.get("data-translate-comment")
    previous = element.getprevious()
    if previous is not None and not (previous.tail or "").strip(names.WHITE_SPACE):
        yield _note(previous)
    if len(element) and not (element.text or "").strip(names.WHITE_SPACE):
        first = element[0]
        # Right before another element it speaks of that one.
        if (first.tail or "").strip(names.WHITE_SPACE) or first.getnext() is None:
            yield _note(first)


def _note(node: Element) -> str | None:
    text = (node.text or "").strip(names.WHITE_SPACE) if isinstance(node, etree._Comment) else ""
    return text.removeprefix(_FOR_TRANSLATORS) if text.startswith(_FOR_TRANSLATORS) else None
