"""Attributes with text for a translator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.xhtml import names
from pipeline.xhtml.guidance import Said
from pipeline.xhtml.markup import Tag

(_INPUT,) = names.html("input")

_KINDS = {
    "title": "tooltip",
    "placeholder": "hint inside a field",
    "abbr": "short form of a table heading",
    "value": "button",
    "label": "label",
}


def texts(tag: Tag, said: Callable[[str], Said] | None = None) -> Iterator[tuple[str, str]]:
    """The attributes of an element that hold text, as (name, value), in the order of the source.

    Those that HTML has, and those that are to be translated by what is `said` of them in ITS.
    """
    html = tag.name.startswith(f"{{{names.XHTML}}}")
    own = names.TEXT_ATTRIBUTES_OF.get(tag.name.rpartition("}")[2], ()) if html else ()
    for name, value in tag.attributes:
        usual = name in names.TEXT_ATTRIBUTES or name in own or (html and _holds_text(tag, name))
        if usual or (said is not None and said(name).translate):
            yield name, value


def _holds_text(tag: Tag, name: str) -> bool:
    """Attributes that hold text only beside another one that says so."""
    if name == "value":
        return bool(tag.name == _INPUT and (tag.get("type") or "").lower() in names.INPUT_BUTTONS)
    if name == "content":
        return (tag.get("name") or tag.get("property") or "").lower() in names.META_TEXT
    return False


def kind(tag: Tag, name: str) -> str:
    """What a translator is told about an attribute: 'alternative text of cover.svg'."""
    if name == "alt":
        return f"alternative text of {(tag.get('src') or 'an image').rpartition('/')[2]}"
    if name == "content":
        meta = (tag.get("name") or tag.get("property") or "").lower()
        return f"page {meta.rpartition(':')[2]}, for search engines"
    if name.startswith("aria-"):
        return f"{name.removeprefix('aria-')} for screen readers"
    return _KINDS.get(name) or f"attribute {name.rpartition('}')[2]}"
