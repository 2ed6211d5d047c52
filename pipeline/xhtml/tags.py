"""What each inline code of a message is, for a translator who sees only its name."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple, TypeAlias

from lxml import etree

from pipeline.xhtml import names

Element: TypeAlias = etree._Element

_PICTURES = names.html("img input embed object video audio iframe picture source")
_SPEAKING = _PICTURES | names.html("a data time")
_APART = {
    "ul": "a list",
    "ol": "a list",
    "dl": "a list",
    "table": "a table",
    "p": "a paragraph",
    "figure": "a figure",
    "svg": "a drawing",
    "math": "a formula",
    "script": "a script",
    "style": "a style sheet",
}
# What tells a code from others of its name, where it says nothing better of itself.
_TELLING = ("title", "class", "id", "name", "type", "for")


class Code(NamedTuple):
    """An inline code as it stands in the page."""

    node: Element
    restored: bool  # its content is the source's, whatever a translator writes
    apart: bool  # what is inside it is translated apart


def about(codes: Mapping[str, Code], numbered: Set[str]) -> str:
    """What codes are, by name: "<a>: link to help.xhtml; <img/>: picture cover.svg"; "" where names say it all.

    `numbered` are those that share their element with another.
    """
    said = ((name, code, _about(code) or _telling(code.node, name in numbered)) for name, code in codes.items())
    return "; ".join(f"{_shown(name, code)}: {text}" for name, code, text in said if text)


def _shown(name: str, code: Code) -> str:
    is_void = code.apart or not (len(code.node) or code.node.text)
    return f"<{name}/>" if is_void else f"<{name}>"


def _about(code: Code) -> str:
    node, tag = code.node, code.node.tag
    if not isinstance(tag, str):
        return "a processing instruction"
    if code.apart:
        return _APART.get(tag.rpartition("}")[2], "its texts are translated apart")
    said = _of_attributes(node, tag) if tag in _SPEAKING else ""
    if not code.restored:
        return said
    language = node.get(names.XML_LANG) or node.get("lang")
    kept = f"in language “{language}”, stays as it is" if language else "stays as it is"
    return f"{said}, {kept}" if said else kept


def _telling(node: Element, is_numbered: bool) -> str:
    if not is_numbered:
        return ""
    return next((f"{key} “{value}”" for key in _TELLING if (value := node.get(key))), "")


def _of_attributes(node: Element, tag: str) -> str:
    name = tag.rpartition("}")[2]
    if tag in _PICTURES:
        source = node.get("src") or node.get("data") or ""
        return f"{'picture' if name in ('img', 'input') else name} {source.rpartition('/')[2]}" if source else ""
    attribute, word = {"a": ("href", "link to"), "data": ("value", "value"), "time": ("datetime", "time")}[name]
    value = node.get(attribute)
    return f"{word} {value}" if value else ""
