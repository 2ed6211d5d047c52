"""A text taken apart, once for all checks: what is prose, and what only stands between it.

Offsets count characters of the text as it is in the catalogue. What is no prose is masked, character by character, so
that every place in `prose` is the same place in `raw`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.language.lazy import lazy, pattern

if TYPE_CHECKING:
    from pipeline.language.values import Value

NOTHING = "\x00"  # stands for a tag: readers see nothing there
THING = "\x01"  # stands for a placeholder, an address, a piece of code: readers see something, no word of the language

_TAG = r"<!--.{0,2000}?-->|</?[A-Za-z_][\w.:-]*(?:\s[^<>]*?)?/?>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
_URL = r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\"“”„«»‘’`)\]\x00-\x1f]*[^\s<>\"“”„«»‘’`)\]\x00-\x1f.,;:!?'…]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_QUOTED = r"`(?:`(?!\s)[^`\n]+``|(?!\s)[^`\n']+`)(?:__?)?"
_LITERAL = rf"{_QUOTED}|:[A-Za-z][\w:+.-]*:{_QUOTED}|\|[A-Za-z]\w*\|"
_TEMPLATE = r"\{\{.{0,200}?\}\}|\{%.{0,500}?%\}|\$\{\w[\w.]*\}|\$\(\w+\)"
_BRACE = r"\{(?:[A-Za-z_][\w.]*(?:\[[^\]{}]*\])?|\d*)(?:![rsa])?(?::[^{}\s]*)?\}"
_PRINTF = (
    r"%\([\w.]+\)[-+#0 ]*\d*(?:\.\d+)?[A-Za-z]"
    r"|%\d+\$[-+#0']*\d*(?:\.\d+)?(?:hh|ll|[hljztL])?[A-Za-z]"
    r"|%[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hljztL])?[sdiufFeEgGxXocpra@](?!\w)|%%|%\w+%"
)
_FILE = r"(?:py|pyc|js|css|html?|xml|json|toml|txt|cfg|conf|ini|sh|exe|pdf|svg|png|po|mo|zip)\b"


class _Kind(NamedTuple):
    """A kind of tokens."""

    name: str  # "": the sign that it begins with tells
    signs: str  # characters, one of which a text with such a token has
    pattern: str
    # Where there is one, this pattern matches in it. It begins with the sign, so that `re` is quick; and what holds no
    # space is looked for only between the spaces around such a place.
    hint: str = ""
    parts: tuple[str, ...] = ()  # one of these is in it, where that is quicker to see


_BY_SIGN = {"<": "tag", "&": "entity", **dict.fromkeys("`|:", "literal"), **dict.fromkeys("%{$", "placeholder")}
_ADDRESSES = (
    _Kind("url", ":.", _URL, r"://|www\.|mailto:", ("://", "www.", "mailto:")),
    _Kind("email", "@", _EMAIL, "@"),
)
# What may stand in a text; of two that begin at one place, the upper one has it. What begins with a sign is looked for
# at once: `re` jumps from one sign to the next.
_ON_PAGE = (_Kind("", "<&", f"{_TAG}|{_ENTITY}"), *_ADDRESSES)
_ANYWHERE = (
    _Kind("", "<&`|%{$", f"{_TAG}|{_ENTITY}|{_LITERAL}|{_TEMPLATE}|{_BRACE}|{_PRINTF}"),
    *_ADDRESSES,
    # Names of things in programs.
    _Kind("name", "(", r"(?<![\w$])\$?(?:[A-Za-z][\w-]*[./\\:])*[A-Za-z]\w*\(\)", r"\(\)"),
    _Kind("name", "-", r"(?<!\w)--?[a-z][\w-]*(?:=\w+)?(?!\w)", r"-(?<!\w-)(?=[a-z])"),
    _Kind("name", "_", r"(?<![\w.])(?:[A-Za-z]\w*_\w+|_\w+|\w+__)(?:\.\w+)*", "_"),
    _Kind("name", "/", r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]*[\w-]/?)+", r"/(?=[\w.-])"),
    _Kind("name", "$", r"\$(?<!\w\$)[A-Za-z_]\w*"),
    _Kind("name", ".", rf"(?<![\w.])(?:[\w-]+\.)*[\w-]+\.{_FILE}", rf"\.(?={_FILE})"),
)
_SIGNS = frozenset("".join(kind.signs for kind in _ANYWHERE))
# What is no sign of anything, for tokens and for checks.
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz "
_ICU = pattern(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_ICU_SYNTAX = pattern(
    r"\{\s*(\w+)\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?|(?:=\d+|\b\w+)\s*\{|\}|#"
)
# Letters, with what may join them inside a word. A mark of a tag may stand in one: "1<sup>er</sup>".
_WORD = pattern(r"[^\W\d_]+(?:['’\-\u2010\u2011\u00ad.](?=[^\W\d_])[^\W\d_]+)*")


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


@cache
def _kinds(signs: frozenset[str], is_page: bool) -> tuple[_Kind, ...]:
    """The kinds of tokens that these signs may tell of."""
    return tuple(kind for kind in (_ON_PAGE if is_page else _ANYWHERE) if not signs.isdisjoint(kind.signs))


def _may_be_in(raw: str, kind: _Kind) -> bool:
    """Whether a text that has a sign of this kind has what else is to be there."""
    for part in kind.parts:
        if part in raw:
            return True
    return not kind.parts and _compiled(kind.hint).search(raw) is not None


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

    @lazy
    def tokens(self) -> list[Token]:
        """What is no prose, from left to right."""
        return self._taken_apart()[0]

    @lazy
    def prose(self) -> str:
        """The text with all else masked, as long as it was."""
        return self._taken_apart()[1]

    @lazy
    def signs(self) -> frozenset[str]:
        """The characters that it has beside plain letters and spaces: most checks and tokens are told by one."""
        others = self.raw.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
        return frozenset(others.decode("utf-8", "surrogatepass"))

    @lazy
    def read(self) -> str:
        """The prose as a reader sees it, without the marks: for counts, never for places."""
        return self.prose.replace(NOTHING, "").replace(THING, "") if self.tokens else self.prose

    def _taken_apart(self) -> tuple[list[Token], str]:
        """`tokens` and `prose`, for who asks for one of them first."""
        kinds = self._kinds()
        if not kinds:
            found: tuple[list[Token], str] = [], self.raw
        elif not self.is_page and "{" in self.signs and _ICU.search(self.raw):
            found = _take_icu_apart(self.raw)
        else:
            names = [kind for kind in kinds if kind.name == "name"]
            found = _take_apart(self.raw, kinds[: -len(names)] if names else kinds)
            # Names take long to look for, and what could be one mostly stands in a piece of code.
            if names and any(kind.signs in found[1] for kind in names):
                found = _take_apart(self.raw, kinds)
        tokens, prose = found
        if self.written:
            prose = self._without_values(tokens, prose)
        self.__dict__["tokens"], self.__dict__["prose"] = tokens, prose
        return tokens, prose

    def _kinds(self) -> Sequence[_Kind]:
        """The kinds of tokens that there may be."""
        signs = self.signs & _SIGNS
        if not signs:
            return ()
        raw = self.raw
        # A hint that is the sign, or none, says no more than the sign has said.
        return [kind for kind in _kinds(signs, self.is_page) if kind.hint in kind.signs or _may_be_in(raw, kind)]

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

    @lazy
    def words(self) -> list[Word]:
        """The words of the prose."""
        return [Word(match.group(), match.start()) for match in _WORD.finditer(self.prose)]

    @lazy
    def lower(self) -> list[str]:
        """These in lower case, without their places: quicker where nobody asks for them."""
        return _WORD.findall(self.prose.lower())

    def words_among(self, wanted: Container[str]) -> list[Word]:
        """The words of the prose that are, in lower case, among these."""
        return [Word(match[0], match.start()) for match in _WORD.finditer(self.prose) if match[0].lower() in wanted]

    @lazy
    def tags(self) -> list[Token]:
        """The tags, from left to right."""
        return [token for token in self.tokens if token.kind == "tag"]

    @lazy
    def lower_words(self) -> list[str]:
        """The words of the prose in lower case, parted at hyphens and apostrophes: "Va-t’en" is "va", "t", "en"."""
        lower = self.read.lower()
        signs = frozenset(lower) if "&" in self.signs else self.signs  # A reference stands for another character.
        if not signs.isdisjoint(_APOSTROPHES):
            lower = _KEPT.sub("\ue000", lower)
        data = lower.encode("utf-8", "surrogatepass")
        for each in _parting(signs):
            data = data.replace(each, b" ")
        return data.translate(_LETTERS).decode("utf-8", "surrogatepass").replace("\ue000", "'").split()

    @lazy
    def first_letter(self) -> str:
        """The letter that its first word begins with, in lower case: texts that differ in it have other words."""
        found = _LETTER.search(self.read)
        return found[0].lower()[0] if found else ""

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The different words among these."""
        return frozenset(self.lower_words)

    def of(self, *kinds: str) -> list[Token]:
        """The tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]


_LETTER = pattern(r"[^\W\d_]")
# For bytes: of ASCII, all but letters part words.
_LETTERS = bytes(32 if each < 128 and not chr(each).isalpha() else each for each in range(256))
_APOSTROPHES = frozenset("'’")
# Those that do not part a word: "don't", "it's", "aujourd’hui".
_KEPT = pattern(r"['’](?:(?<=\wn.)t|(?<=\w.)s|(?<=\baujourd.)hui)\b")


@lru_cache(maxsize=4096)
def _parting(signs: frozenset[str]) -> list[bytes]:
    """The characters outside ASCII that part words, in UTF-8: all but letters, as `[^\\W\\d_]` has it."""
    lower = {*"".join(signs).lower()}
    parting = (each for each in lower if not each.isascii() and (not each.isalnum() or each.isdecimal()))
    return [each.encode("utf-8", "surrogatepass") for each in parting]


def _take_apart(raw: str, kinds: Sequence[_Kind]) -> tuple[list[Token], str]:
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
    tokens: list[Token] = []

    def masked(match: re.Match[str]) -> str:
        text = match[0]
        kind = _BY_SIGN[text[0]]
        tokens.append(Token(kind, text, match.start(), match.end()))
        return _mask(kind, text)

    prose = pattern.sub(masked, raw)
    return tokens, prose


def _mask(kind: str, text: str) -> str:
    if kind == "tag":
        return NOTHING * len(text)
    if kind == "entity":
        from html import unescape  # Few catalogues need its table of 2,231 names.

        character = unescape(text)
        return character[0] + NOTHING * (len(text) - 1) if character != text else THING * len(text)
    return THING * len(text)


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
