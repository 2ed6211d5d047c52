"""From bytes to a catalogue, strictly: what gettext would not accept is an error with its line, never mended."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import Fault, UnusableFileError
from pipeline.po.catalogue import Catalogue, Message

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([^\s\\"]+)', re.IGNORECASE)
# The charsets that gettext knows (gettext manual, "Header Entry"), all of which hold ASCII as it is.
_CHARSETS = re.compile(
    r"(?:us-)?ascii|utf-?8|iso-?8859-\d+|latin-?1|koi8-[rtu]|cp\d+|windows-\d+|gb(?:2312|k|18030)|euc-(?:jp|kr|tw|cn)"
    r"|shift[_-]jis|johab|big5(?:-hkscs)?|tis-620|viscii|georgian-ps"
)
_BREAK = re.compile(r"\r\n|\n|\r(?!\n)")
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?[ \t]*(".*)\Z')
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"\Z')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = frozenset('"\\abfnrtv01234567x')  # what gettext's lexer lets follow a backslash
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")  # a file name with spaces stands between isolates
# C's escapes, all of them in one pass: a number after an escaped backslash is no number.
_ESCAPES = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COMMENTS = {"#.": "comment", "#:": "occurrences", "#,": "flags"}
# The order that gettext's grammar asks for; a keyword may only follow a smaller one.
_RANK = {"msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}


def parse(data: bytes, path: str = "<catalogue>") -> Catalogue:
    """The catalogue in `data`; `serialise` gives the same bytes back.

    Raises UnusableFileError naming every line at fault: conflict markers, duplicate messages (both lines),
    bad escapes, strings out of place, mixed plural indices, bytes that are not in the declared charset.
    Grammar: gettext manual, "The Format of PO Files".
    """
    bom = data.startswith(BOM_UTF8)
    data = data.removeprefix(BOM_UTF8)
    encoding = _encoding(data)
    try:
        if not _CHARSETS.fullmatch(encoding):
            raise LookupError
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        bad_line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise UnusableFileError(
            Fault(path, f"not valid {encoding}", "save the file as UTF-8 and say so in its Content-Type", bad_line, 1)
        ) from None
    reader = _Reader(path)
    for number, (line, ending) in enumerate(_lines(text), start=1):
        reader.take(number, line, ending)
    header, messages = reader.finish()
    newline = "\r\n" if "\r\n" in text else "\n"
    return Catalogue(messages, header, reader.gap(), newline, encoding, bom)


def _encoding(data: bytes) -> str:
    found = _CHARSET.search(data, 0, 10_000)
    name = found[1].decode("ascii", "replace") if found else "utf-8"
    return "utf-8" if name == "CHARSET" else name.lower()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Lines with their endings. Not `splitlines`, which also cuts at U+0085 and U+2028."""
    if "\r" not in text:
        *lines, last = text.split("\n")
        yield from ((line, "\n") for line in lines)
        if last:
            yield last, ""
        return
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    if start < len(text):
        yield text[start:], ""


@dataclass
class _Entry:
    """An entry while its lines come in."""

    linenum: int
    before: str
    raw: list[str] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    strings: dict[str, list[str]] = field(default_factory=dict)  # by keyword: "msgid", "msgstr[1]", "previous_msgid"
    last: str | None = None  # the keyword that a continuation line adds to
    rank: int = 0
    obsolete: bool = False
    msgid_line: int = 0
    msgstr_line: int = 0


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.entries: list[_Entry] = []
        self.entry: _Entry | None = None
        self.blank: list[str] = []  # blank lines that belong to no entry yet

    def take(self, number: int, line: str, ending: str) -> None:
        """Add one line to the entry it belongs to."""
        stripped = line.strip(" \t\f\v")
        if not stripped:
            self.blank.append(line + ending)
            return
        comment, obsolete, previous, rest = _classify(stripped)
        keyword = _KEYWORD.match(rest) if comment is None else None
        if self.entry is None or self._begins(comment, keyword, previous):
            self._close()
            self.entry = _Entry(number, self.gap())
        entry = self.entry
        entry.raw.append(self.gap() + line + ending)
        if comment is not None:
            entry.comments.setdefault(comment, []).append(rest)
        elif keyword:
            self._keyword(entry, number, keyword, previous, obsolete)
        elif rest.startswith('"') and entry.last is not None:
            self._string(entry, number, entry.last, rest)
        elif obsolete and not rest:
            pass  # A lone "#~" separates old entries in files that Emacs wrote.
        else:
            self._fault(number, *_why_unreadable(rest))

    def gap(self) -> str:
        """The blank lines since the last entry, which now belong to somebody."""
        gap, self.blank = "".join(self.blank), []
        return gap

    def _begins(self, comment: str | None, keyword: re.Match[str] | None, previous: bool) -> bool:
        """Whether this line can only be the first one of another entry."""
        entry = self.entry
        if entry is None or entry.rank < _RANK["msgstr"]:
            return False
        return comment is not None or previous or (keyword is not None and keyword[1] != "msgstr")

    def _keyword(self, entry: _Entry, number: int, match: re.Match[str], previous: bool, obsolete: bool) -> None:
        name, index, rest = match.groups()
        if previous:
            entry.last = f"previous_{name}"
        else:
            rank = _RANK[name]
            plural = "msgid_plural" in entry.strings
            again = name == "msgstr" and plural and index is not None and f"msgstr[{index}]" not in entry.strings
            if (rank <= entry.rank and not again) or (name == "msgstr" and plural != (index is not None)):
                self._fault(number, f"{name} is out of place", "restore the order msgctxt, msgid, msgstr")
            if entry.rank and obsolete != entry.obsolete:
                self._fault(number, "an entry is half obsolete", 'give all its lines "#~ ", or none')
            entry.rank, entry.obsolete = max(rank, entry.rank), obsolete
            entry.last = f"msgstr[{int(index)}]" if index is not None else name
            if name == "msgid":
                entry.msgid_line = number
            elif name == "msgstr":
                entry.msgstr_line = entry.msgstr_line or number
        self._string(entry, number, entry.last, rest)

    def _string(self, entry: _Entry, number: int, keyword: str, quoted: str) -> None:
        match = _STRING.match(quoted)
        if match is None:
            self._fault(number, "the string is not closed or holds a bare quote", 'write " as \\" inside it')
            return
        for escape in _ESCAPE.finditer(match[1]) if "\\" in quoted else ():
            if escape[1] not in _ESCAPED:
                self._fault(number, f"{escape[0]} is no escape of gettext's", "write a backslash as \\\\")
        entry.strings.setdefault(keyword, []).append(match[1])

    def _close(self) -> None:
        if self.entry is None:
            return
        entry, self.entry = self.entry, None
        if entry.rank == 0 and "previous_msgid" not in entry.strings:
            self.blank = [entry.before, *entry.raw, *self.blank]  # comments that belong to no entry
        else:
            self.entries.append(entry)

    def finish(self) -> tuple[Message | None, list[Message]]:
        """The header and the other messages; raises with all faults found."""
        self._close()
        header: Message | None = None
        messages: list[Message] = []
        seen: dict[tuple[str | None, str], int] = {}
        for entry in self.entries:
            if "msgid" not in entry.strings:
                self._fault(entry.msgstr_line or entry.linenum, "the entry has no msgid", "add the text it translates")
                continue
            if entry.rank < _RANK["msgstr"]:
                self._fault(entry.msgid_line or entry.linenum, "the entry has no msgstr", 'add msgstr ""')
                continue
            message = _message(entry)
            if not message.obsolete:
                first = seen.setdefault(message.key, entry.msgid_line)
                if first != entry.msgid_line:
                    context = f" (context '{message.msgctxt}')" if message.msgctxt is not None else ""
                    self._fault(
                        entry.msgid_line,
                        f"'{message.msgid[:60]}'{context} is already on line {first}",
                        "keep one of the two",
                    )
            if message.msgid == "" and message.msgctxt is None and not message.obsolete:
                header = header or message
            else:
                messages.append(message)
        if self.faults:
            raise UnusableFileError(*sorted(self.faults, key=lambda fault: fault.line or 0))
        return header, messages

    def _fault(self, line: int, reason: str, remedy: str) -> None:
        self.faults.append(Fault(self.path, reason, remedy, line, 1))


def _classify(line: str) -> tuple[str | None, bool, bool, str]:
    """Kind of comment (None for text), obsolete, previous, and the rest of the line."""
    if line.startswith("#~|"):
        return None, True, True, line[3:].lstrip()
    if line.startswith("#~"):
        return None, True, False, line[2:].lstrip()
    if line.startswith("#|"):
        return None, False, True, line[2:].lstrip()
    if line.startswith("#"):
        kind = _COMMENTS.get(line[:2], "tcomment")
        body = line[2:] if kind != "tcomment" else line[1:]
        return kind, False, False, body.removeprefix(" ")
    return None, False, False, line


def _why_unreadable(line: str) -> tuple[str, str]:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return "a git conflict marker", "resolve the conflict and remove the marker"
    return f"'{line[:40]}' is neither a comment nor a message", "start the line with #, msgid, msgstr or a quote"


def _message(entry: _Entry) -> Message:
    text = {name: _unescape("".join(parts)) for name, parts in entry.strings.items()}
    plural = {int(name[7:-1]): value for name, value in text.items() if name.startswith("msgstr[")}
    return Message(
        msgid=text.get("msgid", ""),
        msgstr=text.get("msgstr", ""),
        msgctxt=text.get("msgctxt"),
        msgid_plural=text.get("msgid_plural", ""),
        msgstr_plural=plural,
        flags=[flag for line in entry.comments.get("flags", []) for flag in re.split(r"[\s,]+", line) if flag],
        obsolete=entry.obsolete,
        previous_msgctxt=text.get("previous_msgctxt"),
        previous_msgid=text.get("previous_msgid"),
        previous_msgid_plural=text.get("previous_msgid_plural"),
        comment="\n".join(entry.comments.get("comment", [])),
        tcomment="\n".join(entry.comments.get("tcomment", [])),
        occurrences=[
            _occurrence(word) for line in entry.comments.get("occurrences", []) for word in _REFERENCE.findall(line)
        ],
        linenum=entry.linenum,
        msgstr_line=entry.msgstr_line,
        raw="".join(entry.raw),
        before=entry.before,
    )


def _unescape(text: str) -> str:
    """The string that gettext's lexer reads; octal and hexadecimal numbers too, which polib leaves as they are."""
    return _ESCAPES.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))


def _occurrence(reference: str) -> tuple[str, str]:
    file, colon, line = reference.rpartition(":")
    return (file, line) if colon and line.isdigit() else (reference, "")
