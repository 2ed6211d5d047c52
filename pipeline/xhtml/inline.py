"""The text of a message: words and inline codes, as `See <a>the help</a> and <a2>the guide</a2>`.

One form is written into msgids, and the same form is read back from msgstrs. Attributes never
appear in it: assembly takes them from the source page, so that no translation can add one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import category

from pipeline.lazy import pattern

_REFERENCE = r"&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]*);"
_AMBIGUOUS = re.compile(rf"<|&(?={_REFERENCE[1:]})")
_NAME = r"[^\W\d][\w.:-]*"
# A tag, perhaps with attributes that it must not have; a character reference; or a "<" that is neither.
_TOKEN = pattern(
    rf"<(?P<end>/)?(?P<name>{_NAME})(?P<attributes>\s[^<>]*?[^<>/\s][^<>]*?)?\s*(?P<void>/)?>"
    rf"|(?P<reference>{_REFERENCE})|(?P<bare><)"
)
_VOID = re.compile(r"<[^>]*/>")
_PAIRED = re.compile(r"<[^>]*>")
# No page nests its inline codes deeper; a msgstr that does means harm to whoever recurses through it.
_DEEPEST = 60
# What XML 1.0 cannot hold (production 2), and the C1 controls, which no text needs.
CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Code(NamedTuple):
    """An inline element, by the name that translators see."""

    name: str
    content: Content | None  # None for a void one: <br/>


Content = tuple[str | Code, ...]


class Flaw(NamedTuple):
    """What is wrong with a msgstr: the name of the check that reports it, and the fault in words."""

    check: str
    message: str


class Reading(NamedTuple):
    """What a msgstr says, and what is wrong with it; with flaws the content must not be used."""

    content: Content
    flaws: tuple[Flaw, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether a reader would see nothing at all."""
        return not _shows(self.content)


def escape(text: str) -> str:
    """Plain text as it stands in a msgid: only what could be misread is escaped.

    >>> escape("R&D, a > b, a < b, &nbsp;")
    'R&D, a > b, a &lt; b, &amp;nbsp;'
    """
    if "<" not in text and "&" not in text:
        return text
    return _AMBIGUOUS.sub(lambda match: "&lt;" if match[0] == "<" else "&amp;", text)


def plain(text: str) -> str:
    """The words of a msgid, its codes dropped: what a person reads, what is counted.

    >>> plain("See <a>the help</a><br/>now: R&D, a &lt; b")
    'See the help now: R&D, a < b'
    """
    # What `write` made is well-formed: to read it as a tree would only cost time.
    if "<" in text:
        text = _PAIRED.sub("", _VOID.sub(" ", text) if "/>" in text else text)
    return text.replace("&lt;", "<").replace("&amp;", "&") if "&" in text else text


def write(content: Content) -> str:
    """The message text of some content; the inverse of `read`."""
    return "".join(
        escape(part)
        if isinstance(part, str)
        else f"<{part.name}/>"
        if part.content is None
        else f"<{part.name}>{write(part.content)}</{part.name}>"
        for part in content
    )


def read(text: str, source: Content | None = None) -> Reading:
    """The content of a msgstr, checked against the codes of its msgid (`source`; None: read as it stands).

    Lenient where the meaning is plain: a bare "&" is an ampersand, "&nbsp;" a no-break space, `<br>` and
    `<br></br>` a `<br/>`. Everything else that differs from the source's codes is a fault, in words.
    """
    allowed = dict(_codes(source)) if source is not None else None
    reader = _Reader(allowed)
    position = 0
    for match in _TOKEN.finditer(text):
        reader.text(text[position : match.start()])
        reader.token(match)
        position = match.end()
    reader.text(text[position:])
    content = reader.finish()
    flaws = reader.flaws
    if control := _control_in(text, source):
        message = f"the control character U+{ord(control):04X} cannot stand in a page"
        flaws.append(Flaw("control-character", message))
    if source is not None and not flaws:
        flaws.extend(_compare(source, content))
    return Reading(content, tuple(dict.fromkeys(flaws)))


def _control_in(text: str, source: Content | None) -> str:
    """A control character; "" where there is none, or only such as the page itself has (C1, where XML lets them be)."""
    found = CONTROL.findall(text)
    own = write(source) if found and source is not None else ""
    return next((each for each in found if each not in own), "")


def _codes(content: Content) -> Iterator[tuple[str, bool]]:
    """Names of all codes, and whether each is void."""
    for part in content:
        if isinstance(part, Code):
            yield part.name, part.content is None
            yield from _codes(part.content or ())


def _parents(content: Content, parent: str | None = None) -> Iterator[tuple[str, str | None]]:
    for part in content:
        if isinstance(part, Code):
            yield part.name, parent
            yield from _parents(part.content or (), part.name)


def _compare(source: Content, content: Content) -> Iterator[Flaw]:
    """Codes may be reordered among their siblings; each must be there, once for each time in the source."""
    wanted = Counter(name for name, _ in _codes(source))
    found = Counter(name for name, _ in _codes(content))
    for name in wanted:
        if found[name] < wanted[name]:
            yield Flaw("inline-code-lost", f"<{name}> of the source is missing from the translation")
        elif found[name] > wanted[name]:
            times = f"{found[name]} times in the translation, {wanted[name]} in the source"
            yield Flaw("inline-code-repeated", f"<{name}> stands {times}")
    nests = set(_parents(source))
    for name, parent in _parents(content):
        if found[name] == wanted[name] and (name, parent) not in nests:
            where = f"inside <{parent}>" if parent else "on its own"
            yield Flaw("inline-code-misplaced", f"<{name}> stands {where}, unlike in the source")
    speaking = set(_speaking(source))
    if len(speaking) > len(set(_speaking(content))):
        for name in sorted(speaking.difference(_speaking(content))):
            yield Flaw("inline-code-empty", f"<{name}> has lost its words; put it around those that it belongs to")


def _speaking(content: Content) -> Iterator[str]:
    """Names of the codes that show words."""
    for part in content:
        if isinstance(part, Code) and part.content and _shows(part.content):
            yield part.name
            yield from _speaking(part.content)


def _shows(content: Content) -> bool:
    """Whether there is anything to see: not only white space of any kind and invisible characters."""
    return any(
        any(category(character)[0] not in "ZC" for character in part)
        if isinstance(part, str)
        else part.content is None or _shows(part.content)
        for part in content
    )


class _Reader:
    """Builds the tree; remembers what does not fit."""

    def __init__(self, allowed: dict[str, bool] | None) -> None:
        self.allowed = allowed  # name of a code -> whether it is void; None: anything goes
        self.open: list[tuple[str, list[str | Code]]] = [("", [])]
        self.unknown: set[str] = set()
        self.flaws: list[Flaw] = []

    def text(self, text: str) -> None:
        """Words; those that follow each other become one text when the code around them closes."""
        if text:
            self.open[-1][1].append(text)

    def token(self, match: re.Match[str]) -> None:
        """A tag, a character reference, or a bare less-than sign."""
        name = match["name"]
        if match["reference"]:
            self._reference(match[0])
        elif match["bare"]:
            self._flaw("bare-less-than", 'a "<" opens no code of this message; write &lt; for the sign itself')
            self.text("<")
        elif self.allowed is not None and name not in self.allowed:
            if name not in self.unknown:
                message = f"{match[0]} is no code of this message; the source decides which there are"
                self._flaw("inline-code-unknown", message)
            self.unknown.add(name)
        elif match["attributes"] and self.allowed is not None:
            # Of a known code; reported, and then taken for the code, so that its end tag is no second flaw.
            message = f"{match[0]} has attributes; write <{name}>, the page brings its own"
            self._flaw("inline-code-attributes", message)
            self._tag(match, name)
        else:
            self._tag(match, name)

    def _tag(self, match: re.Match[str], name: str) -> None:
        if match["end"]:
            self._close(name)
        elif self._is_void(match):
            self.open[-1][1].append(Code(name, None))
        elif match["void"]:
            self._flaw("inline-code-empty", f"{match[0]} has lost its words; write <{name}>…</{name}>")
        elif len(self.open) > _DEEPEST:
            self._flaw("inline-code-misplaced", f"{match[0]} is nested more than {_DEEPEST} codes deep")
        else:
            self.open.append((name, []))

    def _is_void(self, match: re.Match[str]) -> bool:
        return bool(match["void"]) if self.allowed is None else self.allowed[match["name"]]

    def _close(self, name: str) -> None:
        if self.allowed is not None and self.allowed[name]:
            # `<br></br>`: the opening half has said it all.
            last = self.open[-1][1][-1:]
            if last != [Code(name, None)]:
                self._flaw("inline-code-unclosed", f"</{name}> has nothing to close; write <{name}/>")
        elif self.open[-1][0] == name and len(self.open) > 1:
            self._pop()
        elif any(name == opened for opened, _ in self.open[1:]):
            inner = self.open[-1][0]
            message = f"</{name}> closes before <{inner}>, which was opened inside it"
            self._flaw("inline-code-unclosed", message)
        else:
            self._flaw("inline-code-unclosed", f"</{name}> closes what was not opened")

    def _pop(self) -> str:
        name, parts = self.open.pop()
        self.open[-1][1].append(Code(name, _joined(parts)))
        return name

    def _reference(self, reference: str) -> None:
        character = _resolve(reference)
        if character is None:
            message = f"{reference} stands for no character; write the character, or &amp; for the sign"
            self._flaw("unknown-reference", message)
        self.text(character or reference)

    def _flaw(self, check: str, message: str) -> None:
        self.flaws.append(Flaw(check, message))

    def finish(self) -> Content:
        """The tree; what is still open is closed, and named."""
        while len(self.open) > 1:
            self._flaw("inline-code-unclosed", f"<{self._pop()}> is not closed")
        return _joined(self.open[0][1])


def _joined(parts: list[str | Code]) -> Content:
    """Content in which no two texts stand side by side."""
    grouped = groupby(parts, key=lambda part: isinstance(part, str))
    return tuple(
        part
        for is_text, group in grouped
        for part in (["".join(piece for piece in group if isinstance(piece, str))] if is_text else group)
    )


def _resolve(reference: str) -> str | None:
    """The character that an HTML reference stands for, if XML can hold it."""
    name = reference[1:]
    if not name.startswith("#"):
        # Only here: few translations name a character.
        from html.entities import html5

        return html5.get(name)
    digits = name[1:-1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if number > 0x10FFFF or 0xD800 <= number < 0xE000 or CONTROL.match(chr(number)):
        return None
    return chr(number)
