"""A text taken apart, once for all checks: what is prose, and what only stands between it.

Offsets count characters of the text as it is in the catalogue. What is no prose is masked, character by character, so
that every place in `prose` is the same place in `raw`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.language.values import Value

NOT_ASCII = "\x80"  # among the signs of a text with any character beyond ASCII
NOTHING = "\x00"  # stands for a tag: readers see nothing there
THING = "\x01"  # stands for a placeholder, an address, a piece of code: readers see something, no word of the language

_TAG = r"<!--.{0,2000}?-->|</?[A-Za-z_][\w.:-]*(?:\s[^<>]*?)?/?>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
_URL = r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\"“”„«»‘’`)\]\x00-\x1f]*[^\s<>\"“”„«»‘’`)\]\x00-\x1f.,;:!?'…]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LITERAL = r"(?::[A-Za-z][\w:+.-]*:)?(?:``(?!\s)[^`\n]+``|`(?!\s)[^`\n']+`)(?:__?)?|\|[A-Za-z]\w*\|"
_TEMPLATE = r"\{\{.{0,200}?\}\}|\{%.{0,500}?%\}|\$\{\w[\w.]*\}|\$\(\w+\)"
_BRACE = r"\{(?:[A-Za-z_][\w.]*(?:\[[^\]{}]*\])?|\d*)(?:![rsa])?(?::[^{}\s]*)?\}"
_PRINTF = (
    r"%\([\w.]+\)[-+#0 ]*\d*(?:\.\d+)?[A-Za-z]"
    r"|%\d+\$[-+#0']*\d*(?:\.\d+)?(?:hh|ll|[hljztL])?[A-Za-z]"
    r"|%[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hljztL])?[sdiufFeEgGxXocpra@](?!\w)|%%|%\w+%"
)
_FILE = r"\.(?:py|pyc|js|css|html?|xml|json|toml|txt|cfg|conf|ini|sh|exe|pdf|svg|png|po|mo|zip)\b"
# Names of things in programs, each kind with what it cannot be without.
_NAMES = {
    r"(?<![\w$])\$?(?:[A-Za-z][\w-]*[./\\:])*[A-Za-z]\w*\(\)": re.compile(r"\(\)"),
    r"(?<!\w)--?[a-z][\w-]*(?:=\w+)?(?!\w)": re.compile(r"-[a-z](?<!\w-.)"),
    r"(?<![\w.])(?:[A-Za-z]\w*_\w+|_\w+|\w+__)(?:\.\w+)*": re.compile("_"),
    r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]*[\w-]/?)+": re.compile(r"/[\w.-]"),
    r"(?<!\w)\$[A-Za-z_]\w*": re.compile(r"\$[A-Za-z_]"),
    rf"(?<![\w.])(?:[\w-]+\.)*[\w-]+{_FILE}": re.compile(_FILE),
}
# What may stand in a text, and how to see at a glance that it does not: searching for all of it costs a lot.
_ON_PAGE = {"tag": frozenset("<"), "entity": frozenset("&"), "url": frozenset(":w"), "email": frozenset("@")}
_ANYWHERE = _ON_PAGE | {
    "literal": frozenset("`|"),
    "placeholder": frozenset("%{$"),
    "name": frozenset("_(/$-."),
}
_SIGNS_ON_PAGE = frozenset("<&@:w")
_SIGNS = frozenset("<&@:w`|%{$_(/-.")
_ADDRESSED = re.compile(r"://|www\.|mailto:")
_PATTERNS = {
    "tag": _TAG,
    "entity": _ENTITY,
    "url": _URL,
    "email": _EMAIL,
    "literal": _LITERAL,
    "placeholder": f"{_TEMPLATE}|{_BRACE}|{_PRINTF}",
    "name": "|".join(_NAMES),
}


@cache
def _pattern(kinds: tuple[str, ...], names: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What finds these kinds of tokens, and of names only these, where any are given."""
    patterns = _PATTERNS | {"name": "|".join(names)} if names else _PATTERNS
    return re.compile("|".join(f"(?P<{kind}>{patterns[kind]})" for kind in kinds), re.DOTALL)


_ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_ICU_SYNTAX = re.compile(
    r"\{\s*(\w+)\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?|(?:=\d+|\b\w+)\s*\{|\}|#"
)
# Letters, with what may join them inside a word. A mark of a tag may stand in one: "1<sup>er</sup>".
_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011\u00ad.](?=[^\W\d_])[^\W\d_]+)*")


class Token(NamedTuple):
    """A piece of a text that is no prose."""

    kind: str  # tag, entity, url, email, literal, placeholder, name
    text: str
    start: int  # offset in the text
    end: int


class Word(NamedTuple):
    """A word, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


class Text:
    """A msgid or msgstr: its `tokens`, its `prose` with all else masked, its words and its `signs`.

    What else a check asks for is worked out when the first one does.

    >>> text = Text("See <a>the %s guide</a>&nbsp;now")
    >>> [token.text for token in text.tokens], [word.text for word in text.words]
    (['<a>', '%s', '</a>', '&nbsp;'], ['See', 'the', 'guide', 'now'])
    """

    def __init__(self, raw: str, *, is_page: bool = False) -> None:
        self.raw = raw
        self.is_page = is_page  # of a page of ours: braces and percent signs are prose there

        self.signs = frozenset(raw if raw.isascii() else raw + NOT_ASCII)
        self.tokens, self.prose = self._taken_apart()
        self.lower_words = self._lower_words()
        self.vocabulary = frozenset(self.lower_words)
        self.sentence_ends: list[int] | None = None  # what `sentences` finds in it
        self.values: list[Value] | None = None  # what `values` finds

    def _taken_apart(self) -> tuple[list[Token], str]:
        """What is no prose, from left to right; and the text with that masked, as long as it was."""
        raw = self.raw
        if self.signs.isdisjoint(_SIGNS_ON_PAGE if self.is_page else _SIGNS):
            return [], raw
        among = _ON_PAGE if self.is_page else _ANYWHERE
        kinds = tuple([kind for kind, signs in among.items() if not self.signs.isdisjoint(signs)])
        if "url" in kinds and _ADDRESSED.search(raw) is None:
            kinds = tuple([kind for kind in kinds if kind != "url"])
        names: tuple[str, ...] = ()
        if "name" in kinds:
            names = tuple([name for name, hint in _NAMES.items() if hint.search(raw)])
            kinds = kinds if names else tuple([kind for kind in kinds if kind != "name"])
        if not kinds:
            return [], raw
        if not self.is_page and "{" in raw and _ICU.search(raw):
            return _take_icu_apart(raw)
        tokens: list[Token] = []
        parts, position = [], 0
        for match in _pattern(kinds, names).finditer(raw):
            kind, start, end = str(match.lastgroup), match.start(), match.end()
            tokens.append(Token(kind, match[0], start, end))
            parts.append(raw[position:start])
            parts.append(_mask(kind, match[0]))
            position = end
        parts.append(raw[position:])
        return tokens, "".join(parts)

    @cached_property
    def read(self) -> str:
        """The prose as a reader sees it, without the marks: for counts, never for places."""
        return self.prose.replace(NOTHING, "").replace(THING, "") if self.tokens else self.prose

    @cached_property
    def words(self) -> list[Word]:
        """The words of the prose."""
        return [Word(match.group(), match.start()) for match in _WORD.finditer(self.prose)]

    @cached_property
    def tags(self) -> list[Token]:
        """The tags, from left to right."""
        return [token for token in self.tokens if token.kind == "tag"]

    def _lower_words(self) -> list[str]:
        """The words of the prose in lower case, parted at hyphens and apostrophes: "Va-t’en" is "va", "t", "en"."""
        joined = (self.read if self.tokens else self.raw).lower()
        if "'" in joined or "’" in joined:
            joined = _KEPT.sub(lambda match: match[0].replace("'", "\ue000").replace("’", "\ue000"), joined)
            return [word.replace("\ue000", "'") for word in _PART.findall(joined)]
        return _SIMPLE.findall(joined)

    def of(self, *kinds: str) -> list[Token]:
        """The tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]


_SIMPLE = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"(?:[^\W\d_]|\ue000)+")
# Words that an apostrophe does not part.
_KEPT = re.compile(r"\b(?:\w+n['’]t|(?:it|let|that|user|python)['’]s|aujourd['’]hui|\w+['’]s)\b")


def _mask(kind: str, text: str) -> str:
    if kind == "tag":
        return NOTHING * len(text)
    if kind == "entity":
        character = unescape(text)
        return character[0] + NOTHING * (len(text) - 1) if character != text else THING * len(text)
    return THING * len(text)


def _take_icu_apart(raw: str) -> tuple[list[Token], str]:
    """A message of ICU: its syntax is masked, its phrases are prose (ICU, MessageFormat)."""
    tokens: list[Token] = []
    masked = list(raw)
    others = _pattern(tuple(_ANYWHERE))
    for match in [*_ICU_SYNTAX.finditer(raw), *others.finditer(raw)]:
        if any(token.start < match.end() and match.start() < token.end for token in tokens):
            continue
        kind = str(match.lastgroup) if match.re is others else "icu"
        tokens.append(Token(kind, match[0], match.start(), match.end()))
        masked[match.start() : match.end()] = _mask(kind, match[0])
    return sorted(tokens, key=lambda token: token.start), "".join(masked)
