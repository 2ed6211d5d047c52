"""The elements of a text as it stands in a catalogue: its tags, put together to a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.checks.identifiers import same_address
from pipeline.language.text import Text
from pipeline.language.tokens import Token
from pipeline.lazy import pattern

_TAG = pattern(r"<(?P<end>/?)(?P<name>[\w.:-]+)(?P<attributes>[^<>]*?)(?P<void>/?)>\Z", re.DOTALL)
_ATTRIBUTE = pattern(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)|([\w:.-]+)")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_HTML = _VOID | frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "article",
            "aside",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "body",
            "button",
            "center",
        ),
        *(
            "cite",
            "code",
            "data",
            "dd",
            "del",
            "details",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "font",
            "footer",
            "form",
            "h1",
        ),
        *("h2", "h3", "h4", "h5", "h6", "header", "i", "iframe", "ins", "kbd", "label", "li", "main", "mark", "nav"),
        *(
            "object",
            "ol",
            "option",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "script",
            "section",
            "select",
            "small",
            "span",
            "strike",
        ),
        *(
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "tbody",
            "td",
            "textarea",
            "tfoot",
            "th",
            "thead",
        ),
        *("time", "tr", "tt", "u", "ul", "var", "video"),
    )
)
# Attributes that a translation may change: words, and what goes with a language.
_TRANSLATED = frozenset(
    ("alt", "title", "label", "placeholder", "summary", "content", "abbr", "aria-label")
) | frozenset(("aria-description", "lang", "xml:lang", "dir", "hreflang", "class", "style", "target", "rel"))
_ADDRESSES = frozenset(("href", "src", "action", "cite", "data"))


@dataclass(slots=True, eq=False, repr=False)
class Element:
    """An element in a text."""

    name: str
    attributes: dict[str, str]
    token: Token  # its start tag
    content: tuple[int, int]  # what is between its tags; (0, 0) for a void one
    parent: str


def elements(text: Text) -> tuple[list[Element], list[Token]]:
    """The elements of a text in the order of their start tags, and the tags that do not fit."""
    cached = text.__dict__.get("_elements")
    if cached is None:
        cached = text.__dict__["_elements"] = _elements(text)
    return cached


def _elements(text: Text) -> tuple[list[Element], list[Token]]:
    found: list[Element] = []
    opened: list[Element] = []
    odd: list[Token] = []
    for token in text.tags:
        match = _TAG.match(token.text)
        if match is None:  # a comment
            continue
        name = match["name"]
        if not _is_markup(name, match["attributes"], text.raw):
            continue
        parent = opened[-1].name if opened else ""
        if match["end"]:
            if opened and opened[-1].name == name:
                element = opened.pop()
                element.content = (element.token.end, token.start)
            elif any(each.name == name for each in opened):
                while opened[-1].name != name:
                    odd.append(opened.pop().token)
                opened.pop().content = (0, token.start)
            else:
                odd.append(token)
            continue
        attributes = {
            (key or flag).lower(): value.strip("\"'") for key, value, flag in _ATTRIBUTE.findall(match["attributes"])
        }
        element = Element(name, attributes, token, (0, 0), parent)
        found.append(element)
        if not match["void"] and name.lower() not in _VOID:
            opened.append(element)
    odd += [element.token for element in opened]
    return found, odd


def _is_markup(name: str, attributes: str, raw: str) -> bool:
    """Whether "<name>" is a tag, and not a word between angle brackets as in "<unspecified>"."""
    return name.lower() in _HTML or "=" in attributes or f"</{name}" in raw or f"<{name}/" in raw


def signature(element: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What tells an element from its likes: its name, and the attributes that no language changes."""
    kept = []
    for name, value in sorted(element.attributes.items()):
        if name in _ADDRESSES:
            kept.append((name, same_address(value) if "/" in value else value))
        elif name not in _TRANSLATED:
            kept.append((name, value))
    return element.name, tuple(kept)
