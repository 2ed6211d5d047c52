"""The lines of an entry that was edited: what nobody touched as it was read, the rest in gettext's own order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from pipeline.po.message import Message
from pipeline.po.wrapping import width_of, wrapped

# A part of an entry has the name of what its lines begin with. This is gettext's order ("The Format of PO Files").
_COMMENTS = ("# ", "#.", "#:", "#,")
_STRINGS = ("#|msgctxt", "#|msgid", "#|msgid_plural", "#|msgstr", "msgctxt", "msgid", "msgid_plural", "msgstr")
_ORDER = {part: rank for rank, part in enumerate((*_COMMENTS, *_STRINGS))}
_SHORT = 20  # columns: nobody wraps to fewer
_START = re.compile(r"^([ \t\f\v]*)(?:#(~?)(\|?)[ \t]?)?(?=[\"\w])", re.MULTILINE)


class Renderer:
    """Writes entries of a file in the style of those that were read from it."""

    def __init__(self, messages: Sequence[Message], newline: str) -> None:
        self.messages = messages
        self.newline = newline

    def lines(self, message: Message) -> str:
        """The lines of an entry that is new, or was edited: then those parts are written anew that differ."""
        origin, wanted = message.origin, _values(message)
        if origin is None:
            return "".join([self._anew(part, value, message) for part, value in wanted.items()])
        read = _values(origin)
        done: list[tuple[str, str]] = []
        for part, lines in _parts(origin.raw or ""):
            if wanted.get(part) == read.get(part):
                done.append((part, lines if part in _COMMENTS else _turned(lines, obsolete=message.obsolete)))
            elif part in wanted and all(part != other for other, _ in done):
                done.append((part, self._anew(part, wanted[part], message)))
        kept = {part for part, _ in done}
        for part in (part for part in wanted if part not in kept):
            place = next((place for place, (other, _) in enumerate(done) if _rank(other) > _rank(part)), len(done))
            done.insert(place, (part, self._anew(part, wanted[part], message)))
        # The last line of a file may lack its ending.
        *above, last = (lines for _, lines in done)
        return "".join(lines if lines.endswith(("\n", "\r")) else lines + self.newline for lines in above) + last

    def _anew(self, part: str, value: str, message: Message) -> str:
        """The lines of one part."""
        newline = self.newline
        if part in _COMMENTS:
            sign = part.rstrip()
            if "\n" in value:
                value = value.replace("\n", f"{newline}{sign} ")
            return f"{sign} {value}{newline}"
        sign, head = _begun(part, message.obsolete)
        if not value:
            return f'{sign}{head}""{newline}'
        # A short one needs no look at the rest of the file.
        width = self._width if len(head) + len(value) > _SHORT else None
        segments = value.splitlines(keepends=True)
        if width is None and len(segments) == 1:
            return f'{sign}{head}"{_escaped(value)}"{newline}'
        lines = wrapped(head, sign, [_escaped(segment) for segment in segments], width)
        return "".join([f"{line}{newline}" for line in lines])

    @cached_property
    def _width(self) -> int | None:
        """The columns that the file's lines are wrapped to."""
        read = (message.origin or message for message in self.messages)
        parts = chain.from_iterable(_parts(message.raw) for message in read if message.raw)
        return width_of(lines.replace("\r", "").split("\n") for part, lines in parts if part not in _COMMENTS)


@lru_cache(maxsize=64)
def _begun(part: str, obsolete: bool) -> tuple[str, str]:
    """What each line of a string begins with, and its keyword."""
    previous = part.startswith("#|")
    sign = ("#~" if obsolete else "#" if previous else "") + "|" * previous
    return sign + " " * bool(sign), f"{part.removeprefix('#|')} "


def _escaped(text: str) -> str:
    """The text as it stands between quotes; most have nothing to escape, which costs less to see than to replace."""
    # One by one: of a few thousand long texts, any() would take a third of the time that it takes to write them.
    if (
        '"' not in text
        and "\\" not in text
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
        and "\v" not in text
        and "\b" not in text
        and "\f" not in text
    ):
        return text
    if text.endswith("\n"):  # The lines of a header.
        return f"{_escaped(text[:-1])}\\n"
    # Only here: most files have nothing else to escape.
    import polib

    return polib.escape(text)


def _values(message: Message) -> dict[str, str]:
    """What the parts of an entry say, in gettext's order."""
    values = _comments(message)
    if message.previous_msgctxt is not None:
        values["#|msgctxt"] = message.previous_msgctxt
    if message.previous_msgid is not None:
        values["#|msgid"] = message.previous_msgid
    if message.previous_msgid_plural is not None:
        values["#|msgid_plural"] = message.previous_msgid_plural
    if message.msgctxt is not None:
        values["msgctxt"] = message.msgctxt
    values["msgid"] = message.msgid
    if message.msgid_plural or message.msgstr_plural:
        values["msgid_plural"] = message.msgid_plural
    if message.msgstr_plural:
        return values | {f"msgstr[{index}]": message.msgstr_plural[index] for index in sorted(message.msgstr_plural)}
    values["msgstr"] = message.msgstr
    return values


def _comments(message: Message) -> dict[str, str]:
    """What its comment lines say, in gettext's order."""
    values = {}
    if message.tcomment:
        values["# "] = message.tcomment
    if message.comment:
        values["#."] = message.comment
    if message.occurrences:
        values["#:"] = " ".join([f"{path}:{line}" if line else path for path, line in message.occurrences])
    if message.flags:
        values["#,"] = ", ".join(message.flags)
    return values


def _parts(raw: str) -> Iterator[tuple[str, str]]:
    """The parts of an entry as they stand in its lines, and these; a blank line goes with what follows it."""
    # Only here: who writes a new file has read no lines.
    from pipeline.po.lines import LINE, part_of

    current, lines = "", ""
    blank = ""
    for match in LINE.finditer(raw):
        part = part_of(match[1]) if match[1].strip(" \t\f\v") else None
        if part is None:
            blank += match[0]
            continue
        if part and part != current:
            if lines:
                yield current, lines
            current, lines = part, ""
        lines += blank + match[0]
        blank = ""
    yield current, lines + blank


def _rank(part: str) -> tuple[int, int]:
    name, _, index = part.partition("[")
    return _ORDER[name], int(index.removesuffix("]") or 0)


def _turned(lines: str, *, obsolete: bool) -> str:
    """A string's lines with the sign of what is out of use, or without."""

    def start(match: re.Match[str]) -> str:
        indent, sign, bar = match.groups()
        if bool(sign) == obsolete:
            return match[0]
        new = ("#~" if obsolete else "#" * bool(bar)) + (bar or "")
        return f"{indent}{new}{' ' * bool(new)}"

    return _START.sub(start, lines)
