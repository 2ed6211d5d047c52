"""A text taken apart, once for all checks: what is prose, and what only stands between it.

Offsets count characters of the text as it is in the catalogue. What is no prose is masked, character by character, so
that every place in `prose` is the same place in `raw`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, cached_property
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.language.values import Value

NOTHING = "\x00"  # stands for a tag: readers see nothing there
THING = "\x01"  # stands for a placeholder, an address, a piece of code: readers see something, no word of the language

_TAG = r"<!--.{0,2000}?-->|</?[A-Za-z_][\w.:-]*(?:\s[^<>]*?)?/?>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
_URL = r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\"“”„«»‘’`)\]\x00-\x1f]*[^\s<>\"“”„«»‘’`)\]\x00-\x1f.,;:!?'…]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_QUOTED = r"(?:``(?!\s)[^`\n]+``|`(?!\s)[^`\n']+`)(?:__?)?"
_LITERAL = rf"{_QUOTED}|:[A-Za-z][\w:+.-]*:{_QUOTED}|\|[A-Za-z]\w*\|"
_TEMPLATE = r"\{\{.{0,200}?\}\}|\{%.{0,500}?%\}|\$\{\w[\w.]*\}|\$\(\w+\)"
_BRACE = r"\{(?:[A-Za-z_][\w.]*(?:\[[^\]{}]*\])?|\d*)(?:![rsa])?(?::[^{}\s]*)?\}"
_PRINTF = (
    r"%\([\w.]+\)[-+#0 ]*\d*(?:\.\d+)?[A-Za-z]"
    r"|%\d+\$[-+#0']*\d*(?:\.\d+)?(?:hh|ll|[hljztL])?[A-Za-z]"
    r"|%[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hljztL])?[sdiufFeEgGxXocpra@](?!\w)|%%|%\w+%"
)
_FILE = r"(?:py|pyc|js|css|html?|xml|json|toml|txt|cfg|conf|ini|sh|exe|pdf|svg|png|po|mo|zip)\b"
# What may stand in a text, and the signs that it is told by; of two that begin at one place, the upper one has it.
_ON_PAGE = (("tag", "<", _TAG), ("entity", "&", _ENTITY), ("url", ":wm", _URL), ("email", "@", _EMAIL))
_ANYWHERE = (
    *_ON_PAGE,
    ("literal", "`|", _LITERAL),
    ("placeholder", "%{$", f"{_TEMPLATE}|{_BRACE}|{_PRINTF}"),
    # Names of things in programs.
    ("name", "(", r"(?<![\w$])\$?(?:[A-Za-z][\w-]*[./\\:])*[A-Za-z]\w*\(\)"),
    ("name", "-", r"(?<!\w)--?[a-z][\w-]*(?:=\w+)?(?!\w)"),
    ("name", "_", r"(?<![\w.])(?:[A-Za-z]\w*_\w+|_\w+|\w+__)(?:\.\w+)*"),
    ("name", "/", r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]*[\w-]/?)+"),
    ("name", "$", r"(?<!\w)\$[A-Za-z_]\w*"),
    ("name", ".", rf"(?<![\w.])(?:[\w-]+\.)*[\w-]+\.{_FILE}"),
)
# The same signs where they may mean that: one search says of most texts that there is nothing. Each alternative begins
# with its sign, and not with a look behind it: so `re` jumps from sign to sign.
_SIGN_ON_PAGE = re.compile(r"[<&@]|:(?=//)|w(?=ww\.)|m(?=ailto:)")
_SIGN_ANYWHERE = re.compile(rf"{_SIGN_ON_PAGE.pattern}|[`|%{{$_]|\((?=\))|-(?<!\w-)(?=[a-z])|/(?=[\w.-])|\.(?={_FILE})")
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


class _Kind(NamedTuple):
    """A kind of tokens, and what finds them."""

    name: str
    pattern: re.Pattern[str]


@cache
def _kinds(signs: frozenset[str], is_page: bool) -> list[_Kind]:
    """The kinds of tokens that these signs may tell of."""
    among = _ON_PAGE if is_page else _ANYWHERE
    return [_Kind(name, _compiled(pattern)) for name, own, pattern in among if not signs.isdisjoint(own)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _matches(raw: str, kinds: list[_Kind]) -> Iterator[tuple[str, re.Match[str]]]:
    """What there is of these kinds, each with its kind, from left to right; nothing that overlaps.

    Each kind is looked for by itself: so a pattern is compiled once, and not for each set of kinds.
    """
    if len(kinds) == 1:
        for match in kinds[0].pattern.finditer(raw):
            yield kinds[0].name, match
        return
    coming = [(first.start(), rank, first) for rank, kind in enumerate(kinds) if (first := kind.pattern.search(raw))]
    while coming:
        _, nearest, found = min(coming)
        yield kinds[nearest].name, found
        end = found.end()
        for place, (start, rank, _) in reversed([*enumerate(coming)]):
            if start < end:
                again = kinds[rank].pattern.search(raw, end)
                coming[place : place + 1] = [] if again is None else [(again.start(), rank, again)]


class Text:
    """A msgid or msgstr: its `tokens`, its `prose` with all else masked, and its words.

    What else a check asks for is worked out when the first one does.

    >>> text = Text("See <a>the %s guide</a>&nbsp;now")
    >>> [token.text for token in text.tokens], [word.text for word in text.words]
    (['<a>', '%s', '</a>', '&nbsp;'], ['See', 'the', 'guide', 'now'])
    """

    def __init__(self, raw: str, *, is_page: bool = False, written: frozenset[str] = frozenset()) -> None:
        self.raw = raw
        self.written = written  # the codes whose content no translator writes: it is no prose
        self.is_page = is_page  # of a page of ours: braces and percent signs are prose there
        self.sentence_ends: list[int] | None = None  # what `sentences` finds in it
        self.values: list[Value] | None = None  # what `values` finds

    @property
    def tokens(self) -> list[Token]:
        """What is no prose, from left to right."""
        return self._apart[0]

    @property
    def prose(self) -> str:
        """The text with all else masked, as long as it was."""
        return self._apart[1]

    @cached_property
    def read(self) -> str:
        """The prose as a reader sees it, without the marks: for counts, never for places."""
        tokens, prose = self._apart
        return prose.replace(NOTHING, "").replace(THING, "") if tokens else prose

    @cached_property
    def _apart(self) -> tuple[list[Token], str]:
        return self._taken_apart()

    def _taken_apart(self) -> tuple[list[Token], str]:
        """What is no prose, from left to right; and the text with that masked, as long as it was."""
        raw = self.raw
        signs = (_SIGN_ON_PAGE if self.is_page else _SIGN_ANYWHERE).findall(raw)
        if not signs:
            return [], raw
        if not self.is_page and "{" in signs and _ICU.search(raw):
            return _take_icu_apart(raw)
        tokens: list[Token] = []
        parts: list[str] = []
        position = 0
        for kind, match in _matches(raw, _kinds(frozenset(signs), self.is_page)):
            start, end = match.span()
            token = Token(kind, match[0], start, end)
            tokens.append(token)
            parts += (raw[position:start], _mask(kind, token.text))
            position = end
        parts.append(raw[position:])
        prose = "".join(parts)
        return tokens, self._without_values(tokens, prose) if self.written else prose

    def _without_values(self, tokens: list[Token], prose: str) -> str:
        """The prose without what stands in codes that are written from a value."""
        opened: dict[str, int] = {}
        for token in tokens:
            name = token.text.strip("</>")
            if token.kind == "tag" and name in self.written:
                if token.text[1] != "/":
                    opened[name] = token.end
                elif (start := opened.pop(name, None)) is not None:
                    prose = f"{prose[:start]}{THING * (token.start - start)}{prose[token.start :]}"
        return prose

    @cached_property
    def words(self) -> list[Word]:
        """The words of the prose."""
        return [Word(match.group(), match.start()) for match in _WORD.finditer(self.prose)]

    @cached_property
    def lower(self) -> list[str]:
        """These in lower case, without their places: quicker where nobody asks for them."""
        return _WORD.findall(self.prose.lower())

    def words_among(self, wanted: Container[str]) -> list[Word]:
        """The words of the prose that are, in lower case, among these."""
        return [Word(match[0], match.start()) for match in _WORD.finditer(self.prose) if match[0].lower() in wanted]

    @cached_property
    def tags(self) -> list[Token]:
        """The tags, from left to right."""
        return [token for token in self.tokens if token.kind == "tag"]

    @cached_property
    def lower_words(self) -> list[str]:
        """The words of the prose in lower case, parted at hyphens and apostrophes: "Va-t’en" is "va", "t", "en"."""
        lower = self.read.lower()
        if _MAYBE_KEPT.search(lower):
            lower = _KEPT.sub(lambda match: match[0].replace("'", "\ue000").replace("’", "\ue000"), lower)
            return [word.replace("\ue000", "'") for word in _PART.findall(lower)]
        return _SIMPLE.findall(lower)

    @cached_property
    def first_word(self) -> str:
        """The letters that it begins with, in lower case: texts that differ in them do not have the same words."""
        found = _SIMPLE.search(self.read.lower())
        return found[0] if found else ""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words among these."""
        return frozenset(self.lower_words)

    def of(self, *kinds: str) -> list[Token]:
        """The tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]


_SIMPLE = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"(?:[^\W\d_]|\ue000)+")
# Words that an apostrophe does not part; nearly none of those that have one.
_MAYBE_KEPT = re.compile("['’](?:[st]|hui)\\b")
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
    syntax = (("icu", match) for match in _ICU_SYNTAX.finditer(raw))
    for kind, match in [*syntax, *_matches(raw, _kinds(frozenset("".join(own for _, own, _ in _ANYWHERE)), False))]:
        if any(token.start < match.end() and match.start() < token.end for token in tokens):
            continue
        tokens.append(Token(kind, match[0], match.start(), match.end()))
        masked[match.start() : match.end()] = _mask(kind, match[0])
    return sorted(tokens, key=lambda token: token.start), "".join(masked)
