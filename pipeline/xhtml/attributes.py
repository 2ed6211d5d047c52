"""Attributes with text for a translator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.guidance import NO_GUIDANCE, Guidance

Element: TypeAlias = etree._Element

_KINDS = {
    "title": "tooltip",
    "placeholder": "hint inside a field",
    "abbr": "short form of a table heading",
    "value": "button",
    "label": "label",
}


def texts(element: Element, guidance: Guidance = NO_GUIDANCE) -> Iterator[tuple[str, str]]:
    """The attributes of an element that hold text, as (name, value), in the order of the source.

    Those that HTML has, and those that ITS says are to be translated.
    """
    if not element.attrib:
        return
    html = isinstance(element.tag, str) and element.tag.startswith(f"{{{names.XHTML}}}")
    own = names.TEXT_ATTRIBUTES_OF.get(etree.QName(element).localname, ()) if html else ()
    for name, value in element.attrib.items():
        usual = name in names.TEXT_ATTRIBUTES or name in own or (html and _holds_text(element, str(name)))
        if usual or guidance.of(element, str(name)).translate:
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
    return _KINDS.get(name) or f"attribute {etree.QName(name).localname}"
