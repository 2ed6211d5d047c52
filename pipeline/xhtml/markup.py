"""Markup as text: the tags of a serialised page, and the escapes between them.

What libxml2 writes has one form: values in double quotes, neither < nor > in them. So a tag is told by its text alone,
and is taken apart once, however often it stands in a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

from pipeline.xhtml import names

# The namespaces that hold at a place, by prefix; "" for elements without one.
Namespaces: TypeAlias = Mapping[str, str]

# Comments and processing instructions may hold a ">".
TAG = re.compile(r"(<!--.*?-->|<\?.*?\?>|<[^>]*>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'\s([^\s=]+)="([^"]*)"')
_END_OF_NAME = re.compile(r"[\s/>]")
# Begins a comment that speaks to translators.
FOR_TRANSLATORS = "TRANSLATORS:"


class Trait:
    """What makes an element worth a closer look; a tag has the sum of its traits."""

    BLOCK = 1  # ends running text
    OPAQUE = 2  # running text shows it as one code
    NO_ELEMENT = 4  # a comment or a processing instruction
    SCOPED = 8  # may say whether, in which language and with which white space its text is
    LABELLED = 16  # may have an attribute with text
    ANNOTATED = 32  # says something to translators
    LINKING = 64
    IDENTIFIED = 128
    PREFIXED = 512  # one of XHTML's own elements with a prefix, which an HTML reader takes for part of its name
    VALUE = 1024  # may be a number or a time, written in every language anew
    ITS = 256  # may say something in ITS's words
    TERM = 4096  # HTML's own mark of a term
    CODED = 2048  # may hold a script or a style, or name one


# Not frozen: a frozen one takes four times as long to make.
@dataclass(slots=True, eq=False, repr=False)
class Tag:
    """A start tag, a comment or a processing instruction."""

    name: Any  # as lxml has it: "{http://www.w3.org/1999/xhtml}p"; etree.Comment; etree.PI
    code: str  # what a translator sees of it: "p"
    is_open: bool  # an end tag will follow
    published: str  # as an HTML reader needs it, who takes <i/> for <i>
    attributes: tuple[tuple[str, str], ...] = ()  # (name as lxml has it, value), in the order of the source
    traits: int = 0
    namespaces: Namespaces | None = None  # those inside, where they differ from those around
    told_by: object = None  # equal where a translator need not tell one from the other

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        for own, value in self.attributes:  # `next` of a generator takes three times as long.
            if own == name:
                return value
        return None

    def uses(self, prefix: str) -> bool:
        """Whether the name of the element, or of one of its attributes, has this prefix."""
        sign = f"{prefix}:"
        if sign not in self.published or not isinstance(self.name, str):
            return False
        named = attribute_names(self.published)
        return self.published.startswith(f"<{sign}") or any(name.startswith(sign) for name in named)


class Tags:
    """The tags that occur where certain namespaces hold; each is taken apart once."""

    MOST = 4_000  # that are kept in mind

    def __init__(self, namespaces: Namespaces) -> None:
        self.namespaces = namespaces
        self.known: dict[str, Tag] = {}

    def read(self, text: str) -> Tag:
        """A tag that is not known yet."""
        if len(self.known) >= self.MOST:
            self.known.clear()
        tag = self.known[text] = self._read(text)
        return tag

    def _read(self, text: str) -> Tag:
        if text[1] == "!":
            told = text[4:].lstrip(names.WHITE_SPACE).startswith(FOR_TRANSLATORS)
            return Tag(etree.Comment, "", False, text, (), Trait.NO_ELEMENT | Trait.ANNOTATED * told)
        if text[1] == "?":
            target = text[2:-2].partition(" ")[0]
            return Tag(etree.PI, target, False, text, (), Trait.NO_ELEMENT, told_by=(target, text))
        end = _END_OF_NAME.search(text, 1)
        raw_name = text[1 : end.start() if end else -1]
        is_open = text[-2] != "/"
        found = _ATTRIBUTE.findall(text, len(raw_name)) if '"' in text else []
        spaces, declares = self.namespaces, "xmlns" in text
        if declares and (declared := {own[6:]: unescaped(value) for own, value in found if _declares(own)}):
            spaces = {**spaces, **declared}
            found = [(own, value) for own, value in found if not _declares(own)]
        name = _full(raw_name, spaces)
        attributes = tuple(
            [
                (_full(own, spaces) if ":" in own else own, unescaped(value) if "&" in value else value)
                for own, value in found
            ]
        )
        prefix, _, local = raw_name.rpartition(":")
        is_html = name.startswith(_IN_XHTML)
        traits = _traits_by_name(name)
        for own, value in attributes:
            traits |= _traits_by_attribute(own) | (_traits_by_value(own, value) if own in _SPEAKING else 0)
        return Tag(
            name,
            raw_name if prefix and not name.startswith(_UNPREFIXED) else local,
            is_open,
            text if is_open or not is_html or name in names.VOID else f"{text[:-2]}></{raw_name}>",
            attributes,
            traits | Trait.PREFIXED if prefix and is_html else traits,
            None if spaces is self.namespaces else spaces,
            (name, is_open, *sorted(attributes)) if attributes or not is_open else name,
        )


_IN_XHTML = f"{{{names.XHTML}}}"
# Elements of these need no prefix in a code to be told apart.
_UNPREFIXED = tuple(f"{{{namespace}}}" for namespace in (names.XHTML, names.SVG, names.MATHML))
_IN_ITS = f"{{{names.ITS}}}"
_SCOPING = frozenset(("translate", "data-translate-ignore", "lang", names.XML_LANG, names.XML_SPACE))
_SAYING = frozenset(("data-translate-context", "data-translate-comment"))
_LABELLING = names.TEXT_ATTRIBUTES.union(("value", "content"), *names.TEXT_ATTRIBUTES_OF.values())
_CODING = frozenset(
    (*names.RAW, *(f"{{{names.SVG}}}{name}" for name in ("script", "style")), f"{{{names.XSLT}}}attribute")
)
_ITS_LINKS = ("its-rules", names.ITS_TYPE)
# The attributes whose values say more than their names.
_SPEAKING = names.LINKING.union(("class", "rel", "type"))
_TRAIT_OF = {
    **dict.fromkeys(_SCOPING, Trait.SCOPED),
    **dict.fromkeys(_SAYING, Trait.ANNOTATED),
    **dict.fromkeys(_LABELLING, Trait.LABELLED),
    **dict.fromkeys(names.LINKING, Trait.LINKING),
    **dict.fromkeys(("id", names.XML_ID), Trait.IDENTIFIED),
}


@lru_cache(maxsize=1024)
def _traits_by_name(name: str) -> int:
    """Those that an element has by its name."""
    return (
        Trait.BLOCK * (name in names.BLOCK)
        | Trait.OPAQUE * (name in names.OPAQUE)
        | Trait.SCOPED * (name in names.PRESERVED)
        | Trait.VALUE * (name in names.VALUES)
        | Trait.ITS * name.startswith(_IN_ITS)
        | Trait.CODED * (name in _CODING)
        | Trait.TERM * (name == names.DFN)
    )


@lru_cache(maxsize=1024)
def _traits_by_attribute(name: str) -> int:
    """Those that an attribute gives its element, whatever its value is."""
    traits = _TRAIT_OF.get(name, 0)
    if name.startswith(("its-", _IN_ITS)):
        traits |= Trait.ITS
    if name == "style" or name.startswith("on"):
        traits |= Trait.CODED
    return traits


def _traits_by_value(name: str, value: str) -> int:
    """Those that an attribute gives its element by its value."""
    if name == "class":
        return Trait.SCOPED * ("notranslate" in value)
    if name in ("rel", "type"):
        return Trait.ITS * any(sign in value.lower() for sign in _ITS_LINKS)
    # A URL's parser leaves tabs and line breaks out.
    return Trait.CODED * (":" in value and "javascript:" in "".join(value.split()).lower())


def _declares(name: str) -> bool:
    return name.startswith("xmlns") and name[5:6] in ("", ":")


def attribute_names(tag: str) -> list[str]:
    """What the attributes of a tag are called in it, without declarations of namespaces."""
    return [name for name, _ in _ATTRIBUTE.findall(tag) if not _declares(name)]


def _full(name: str, namespaces: Namespaces) -> str:
    """The name as lxml has it; an attribute without a prefix has no namespace and is not asked for here."""
    prefix, _, local = name.rpartition(":")
    namespace = names.XML if prefix == "xml" else namespaces.get(prefix, "")
    return f"{{{namespace}}}{local}" if namespace else local


def unescaped(text: str) -> str:
    """What stands for the text in a tree."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&#10;", "\n").replace("&#9;", "\t").replace("&amp;", "&")


def escaped(text: str) -> str:
    """The text as libxml2 writes it between tags (a carriage return is seen to in the end)."""
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(value: str) -> str:
    """The value of an attribute as libxml2 writes it between double quotes."""
    return escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def with_attribute(tag: str, name: str, value: str) -> str:
    """A tag with an attribute, called as it stands in markup, that has this value now."""
    value = quoted(value)
    start = tag.find(f' {name}="')
    if start >= 0:
        start += len(name) + 3
        return f"{tag[:start]}{value}{tag[tag.index(chr(34), start) :]}"
    end = tag.index(">")  # <i></i> is one tag too
    end -= tag[end - 1] == "/"
    return f'{tag[:end]} {name}="{value}"{tag[end:]}'


def without_attribute(tag: str, name: str) -> str:
    """A tag without an attribute."""
    start = tag.find(f' {name}="')
    if start < 0:
        return tag
    return tag[:start] + tag[tag.index('"', start + len(name) + 3) + 1 :]
