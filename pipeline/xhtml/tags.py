"""What each inline code of a message is, for a translator who sees only its name."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.xhtml import names

(_A,) = names.html("a")
_PICTURES = names.html("img input embed object video audio iframe picture source")
# That say something of themselves.
SPEAKING = _PICTURES | names.html("a data time")
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


def about(tag: object, attributes: Mapping[str, str], *, restored: bool, apart: bool, numbered: bool) -> str:
    """What the code of an element is, "link to help.xhtml", "picture cover.svg"; "" where its name says it all.

    `restored`: its content is the source's, whatever a translator writes. `apart`: what is inside it is translated
    apart. `numbered`: it shares its element with another code.
    """
    if not isinstance(tag, str):
        return "a processing instruction"
    if apart:
        return _APART.get(tag.rpartition("}")[2], "its texts are translated apart")
    said = _of_attributes(tag, attributes) if tag in SPEAKING else ""
    if restored:
        language = attributes.get(names.XML_LANG) or attributes.get("lang")
        kept = f"in language “{language}”, stays as it is" if language else "stays as it is"
        return f"{said}, {kept}" if said else kept
    return said or (_telling(attributes) if numbered else "")


def _telling(attributes: Mapping[str, str]) -> str:
    for key in _TELLING:
        if value := attributes.get(key):
            return f"{key} “{value}”"
    return ""


def _of_attributes(tag: str, attributes: Mapping[str, str]) -> str:
    if tag == _A:
        target = attributes.get("href")
        return f"link to {target}" if target else ""
    name = tag.rpartition("}")[2]
    if tag in _PICTURES:
        source = attributes.get("src") or attributes.get("data") or ""
        return f"{'picture' if name in ('img', 'input') else name} {source.rpartition('/')[2]}" if source else ""
    attribute, word = ("value", "value") if name == "data" else ("datetime", "time")
    value = attributes.get(attribute)
    return f"{word} {value}" if value else ""
