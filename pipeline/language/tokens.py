"""What stands in a text and is no prose: tags, addresses, placeholders, pieces of code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, filterfalse
from typing import NamedTuple

from pipeline.lazy import pattern

NOTHING = "\x00"  # stands for a tag: readers see nothing there
THING = "\x01"  # stands for a placeholder, an address, a piece of code: readers see something, no word of the language

_TAG = r"<!--.{0,2000}?-->|</?[A-Za-z_][\w.:-]*(?:\s[^<>]*?)?/?>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
_URL = r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\"“”„«»‘’`)\]\x00-\x1f]*[^\s<>\"“”„«»‘’`)\]\x00-\x1f.,;:!?'…]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_QUOTED = r"`(?:`(?!\s)[^`\n]+``|(?!\s)[^`\n']+`)(?:__?)?"
_LITERAL = rf"{_QUOTED}|:[A-Za-z][\w:+.-]*:{_QUOTED}"
_TEMPLATE = r"\{\{(?!\s*[\"'”»]).{0,200}?\}\}|\{%.{0,500}?%\}"
_BRACE = r"\{(?:[A-Za-z_][\w.]*(?:\[[^\]{}]*\])?|\d*)(?:![rsa])?(?::[^{}\s]*)?\}"
_PRINTF = (
    r"%\([\w.]+\)[-+#0 ]*\d*(?:\.\d+)?[A-Za-z]"
    r"|%\d+\$[-+#0']*\d*(?:\.\d+)?(?:hh|ll|[hljztL])?[A-Za-z]"
    r"|%[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hljztL])?[sdiufFeEgGxXocpra@](?!\w)|%%|%\w+%"
)
_FILE = r"(?:py|pyc|js|css|html?|xml|json|toml|txt|cfg|conf|ini|sh|exe|pdf|svg|png|po|mo|zip)\b"


class Token(NamedTuple):
    """A piece of a text that is no prose."""

    kind: str  # tag, entity, url, email, literal, placeholder, name
    text: str
    start: int  # offset in the text
    end: int


class _Kind(NamedTuple):
    """A kind of tokens."""

    name: str  # "": the sign that it begins with tells
    signs: str  # characters, one of which a text with such a token has
    pattern: str
    # Where there is one, this pattern matches in it. It begins with the sign, so that `re` is quick; and what holds no
    # space is looked for only between the spaces around such a place.
    hint: str = ""
    parts: tuple[str, ...] = ()  # one of these is in it, where that is quicker to see


_OF_XML = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}  # XML 1.0, 4.6
_BY_SIGN = {"<": "tag", "&": "entity", **dict.fromkeys("`|:", "literal"), **dict.fromkeys("%{$", "placeholder")}
_ADDRESSES = (
    _Kind("url", ":.", _URL, r"://|www\.|mailto:", ("://", "www.", "mailto:")),
    _Kind("email", "@", _EMAIL, "@"),
)
# What begins with one of some signs is looked for at once: `re` jumps from one to the next.
_SIGNED = (
    _Kind("", "<&", f"({_TAG}|{_ENTITY})"),
    _Kind("", "`|", rf"({_LITERAL}|\|[A-Za-z]\w*\|)"),
    _Kind("", "%{$", rf"({_PRINTF}|{_TEMPLATE}|{_BRACE}|\$\{{\w[\w.]*\}}|\$\(\w+\))"),
)
# What may stand in a text; of two that begin at one place, the upper one has it.
_ON_PAGE = (_SIGNED[0], *_ADDRESSES)
_ANYWHERE = (
    *_SIGNED,
    *_ADDRESSES,
    # Names of things in programs.
    _Kind("name", "(", r"(?<![\w$])\$?(?:[A-Za-z][\w-]*[./\\:])*[A-Za-z]\w*\(\)", r"\(\)", ("()",)),
    _Kind("name", "-", r"(?<!\w)--?[a-z][\w-]*(?:=\w+)?(?!\w)", r"-(?<!\w-)(?=[a-z])"),
    _Kind("name", "_", r"(?<![\w.])(?:[A-Za-z]\w*_\w+|_\w+|\w+__)(?:\.\w+)*", "_"),
    _Kind("name", "/", r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]*[\w-]/?)+", r"/(?=[\w.-])"),
    _Kind("name", "$", r"\$(?<!\w\$)[A-Za-z_]\w*"),
    _Kind("name", ".", rf"(?<![\w.])(?:[\w-]+\.)*[\w-]+\.{_FILE}", rf"\.(?={_FILE})"),
)
# The signs that tell of any token; ")" is none, but goes with one.
TELLING = frozenset(filterfalse(str.isalpha, chain(*(kind.signs + "".join(kind.parts) for kind in _ANYWHERE))))
_ICU = pattern(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_ICU_SYNTAX = pattern(
    r"\{\s*(\w+)\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?|(?:=\d+|\b\w+)\s*\{|\}|#"
)


def take_apart(raw: str, signs: frozenset[str], *, is_page: bool) -> tuple[list[Token], str]:
    """What is no prose in a text that has these signs, from left to right, and the text with it masked.

    In texts of our pages braces and percent signs are prose.
    """
    kinds = _kinds_in(raw, signs, is_page=is_page)
    if not kinds:
        return [], raw
    if not is_page and "{" in signs and _ICU.search(raw):
        return _take_icu_apart(raw)
    names = [kind for kind in kinds if kind.name == "name"]
    found = _take_out(raw, kinds[: -len(names)] if names else kinds)
    # Names take long to look for, and what could be one mostly stands in a piece of code.
    if names and any(kind.signs in found[1] for kind in names):
        return _take_out(raw, kinds)
    return found


def _kinds_in(raw: str, signs: frozenset[str], *, is_page: bool) -> Sequence[_Kind]:
    """The kinds of tokens that there may be."""
    kinds = _kinds(signs & TELLING, is_page)
    for kind in kinds.in_doubt:
        if _may_be_in(raw, kind):
            return [each for each in kinds.all if each not in kinds.in_doubt or _may_be_in(raw, each)]
    return kinds.sure


class _Kinds(NamedTuple):
    """The kinds of tokens that some signs tell of."""

    all: tuple[_Kind, ...]
    sure: tuple[_Kind, ...]  # those for which the sign is as much as a hint
    in_doubt: tuple[_Kind, ...]


@lru_cache(maxsize=512)
def _kinds(signs: frozenset[str], is_page: bool) -> _Kinds:
    found = []
    for kind in _ON_PAGE if is_page else _ANYWHERE:
        if signs.isdisjoint(kind.signs):
            continue
        parts = [part for part in kind.parts if all(sign.isalpha() or sign in signs for sign in part)]
        if parts or not kind.parts:
            found.append(kind._replace(parts=tuple(parts)))
    sure = tuple(kind for kind in found if kind.hint in kind.signs)
    return _Kinds(tuple(found), sure, tuple(kind for kind in found if kind not in sure))


def _may_be_in(raw: str, kind: _Kind) -> bool:
    """Whether a text that has a sign of this kind has what else is to be there."""
    for part in kind.parts:
        if part in raw:
            return True
    # Behind the sign of each other kind there is more: the point at the end of a sentence is no file's.
    return not kind.parts and -1 < raw.find(kind.signs) < len(raw) - 1 and _compiled(kind.hint).search(raw) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _search(raw: str, kind: _Kind, place: int) -> re.Match[str] | None:
    """The first token of a kind from a place on."""
    pattern = _compiled(kind.pattern)
    if not kind.hint:
        return pattern.search(raw, place)
    while hint := _compiled(kind.hint).search(raw, place):
        start = max(place, raw.rfind(" ", 0, hint.start()) + 1)
        place = raw.find(" ", hint.end()) % (len(raw) + 1)  # Where there is no other space, it is the end.
        if found := pattern.search(raw, start, place):
            return found
    return None


def _matches(raw: str, kinds: Sequence[_Kind]) -> Iterator[tuple[str, re.Match[str]]]:
    """What there is of these kinds, each with its name, from left to right; nothing that overlaps.

    Each kind is looked for by itself: so a pattern is compiled once, and not for each set of kinds.
    """
    coming = [(first.start(), rank, first) for rank, kind in enumerate(kinds) if (first := _search(raw, kind, 0))]
    while coming:
        _, nearest, found = min(coming)
        yield kinds[nearest].name or _BY_SIGN[found[0][0]], found
        end = found.end()
        for place, (start, rank, _) in reversed([*enumerate(coming)]):
            if start < end:
                again = _search(raw, kinds[rank], end)
                coming[place : place + 1] = [] if again is None else [(again.start(), rank, again)]


def _take_out(raw: str, kinds: Sequence[_Kind]) -> tuple[list[Token], str]:
    if not kinds:
        return [], raw
    if len(kinds) == 1 and not kinds[0].name:
        return _take_signs_out(raw, _compiled(kinds[0].pattern))
    tokens: list[Token] = []
    parts: list[str] = []
    position = 0
    for kind, match in _matches(raw, kinds):
        start, end = match.span()
        tokens.append(Token(kind, match[0], start, end))
        parts += (raw[position:start], _mask(kind, match[0]))
        position = end
    parts.append(raw[position:])
    return tokens, "".join(parts)


def _take_signs_out(raw: str, pattern: re.Pattern[str]) -> tuple[list[Token], str]:
    """The same for what begins with a sign, as most tokens do, at once."""
    pieces, tokens = pattern.split(raw), list[Token]()
    end = 0
    for number in range(1, len(pieces), 2):
        text, start = pieces[number], end + len(pieces[number - 1])
        kind, end = _BY_SIGN[text[0]], start + len(text)
        tokens.append(Token(kind, text, start, end))
        pieces[number] = _mask(kind, text)
    return tokens, "".join(pieces)


def _mask(kind: str, text: str) -> str:
    if kind == "tag":
        return NOTHING * len(text)
    if kind == "entity":
        character = _OF_XML.get(text) or _unescaped(text)
        # HTML has no character for some numbers, such as &#7;.
        return character[0] + NOTHING * (len(text) - 1) if character not in ("", text) else THING * len(text)
    return THING * len(text)


def _unescaped(text: str) -> str:
    from html import unescape  # Few catalogues need its table of 2,231 names.

    return unescape(text)


def _take_icu_apart(raw: str) -> tuple[list[Token], str]:
    """A message of ICU: its syntax is masked, its phrases are prose (ICU, MessageFormat)."""
    tokens: list[Token] = []
    masked = list(raw)
    syntax = (("icu", match) for match in _ICU_SYNTAX.finditer(raw))
    for kind, match in [*syntax, *_matches(raw, _ANYWHERE)]:
        if any(token.start < match.end() and match.start() < token.end for token in tokens):
            continue
        tokens.append(Token(kind, match[0], match.start(), match.end()))
        masked[match.start() : match.end()] = _mask(kind, match[0])
    return sorted(tokens, key=lambda token: token.start), "".join(masked)
