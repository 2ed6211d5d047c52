"""A catalogue line by line, for what is out of the ordinary: plurals, obsolete and fuzzy entries, faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import Fault, UnusableFileError
from pipeline.model import Key
from pipeline.po.catalogue import Catalogue
from pipeline.po.entries import read_comments, unescape
from pipeline.po.message import Message

# Not `splitlines`, which also cuts at U+0085 and U+2028.
LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?[ \t]*(".*)?\Z')
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t]*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = frozenset('"\\abfnrtv01234567x')  # what gettext's lexer lets follow a backslash
# The order that gettext's grammar asks for; a keyword may only follow a smaller one.
_RANK = {"msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}
_COMPLETE = _RANK["msgstr"]


@dataclass(eq=False, repr=False)
class _Entry:
    """An entry while its lines come in."""

    linenum: int
    before: str
    raw: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)  # by keyword: "msgid", "msgstr[1]", "previous_msgid"
    last: str | None = None  # the keyword that a continuation line adds to
    bare: int | None = None  # the line of the last keyword as long as it has no string
    rank: int = 0
    obsolete: bool = False
    msgid_line: int = 0
    msgstr_line: int = 0


class Reader:
    """Puts messages together from lines. Those that somebody else has read are added in between."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.header: Message | None = None
        self.messages: list[Message] = []
        self.messages_above = 0  # how many stand above the header
        self._live: dict[Key, Message] = {}
        self._entry: _Entry | None = None  # the one whose lines come in
        self._blank: list[str] = []  # blank lines that belong to no entry yet

    @property
    def is_between(self) -> bool:
        """Whether another entry may begin here."""
        return self._entry is None or self._entry.rank == _COMPLETE

    def take(self, text: str, start: int, stop: int, number: int) -> int:
        """Take the lines between two places of a file, the first one as line `number`; returns the next one's."""
        for match in LINE.finditer(text, start, stop):
            if match.end() > match.start():
                self._take(number, match[1], match[2])
                number += 1
        return number

    def add(self, message: Message) -> None:
        """Add a message that is complete; `gap` gives what stands before it."""
        if not message.obsolete:
            first = self._live.setdefault((message.msgctxt, message.msgid), message)
            if first is not message:
                context = f" (context '{message.msgctxt}')" if message.msgctxt is not None else ""
                reason = f"'{message.msgid[:60]}'{context} is already on line {first.msgid_line}"
                self._fault(message.msgid_line, reason, "keep one of the two")
        if message.msgid == "" and message.msgctxt is None and not message.obsolete:
            if self.header is None:
                self.header, self.messages_above = message, len(self.messages)
        else:
            self.messages.append(message)

    def finish(self, newline: str, encoding: str, *, bom: bool) -> Catalogue:
        """The catalogue; raises UnusableFileError with all faults found."""
        self._close()
        if self.faults:
            raise UnusableFileError(*sorted(self.faults, key=lambda fault: fault.line or 0))
        catalogue = Catalogue(self.messages, self.header, self.gap(), newline, encoding, bom, self.messages_above)
        self._live.pop((None, ""), None)
        catalogue.__dict__["live"] = self._live  # It is worked out already.
        return catalogue

    def gap(self) -> str:
        """What stands between the last entry and this place: blank lines, comments that belong to no entry."""
        self._close()
        gap, self._blank = "".join(self._blank), []
        return gap

    def _take(self, number: int, line: str, ending: str) -> None:
        """Add one line to the entry it belongs to."""
        stripped = line.strip(" \t\f\v")
        if not stripped:
            self._blank.append(line + ending)
            return
        is_comment, obsolete, previous, rest = _classify(stripped)
        keyword = None if is_comment else _KEYWORD.match(rest)
        if self._entry is None or self._begins(is_comment, keyword, previous):
            self._entry = _Entry(number, self.gap())
        entry = self._entry
        entry.raw.append("".join(self._blank) + line + ending)
        self._blank = []
        if is_comment:
            entry.comments.append(rest)
        elif keyword:
            self._keyword(entry, number, keyword, previous, obsolete)
        elif rest.startswith('"') and entry.last is not None:
            self._string(entry, number, entry.last, rest)
        elif obsolete and not rest:
            pass  # A lone "#~" separates old entries in files that Emacs wrote.
        else:
            self._fault(number, *_why_unreadable(rest))

    def _begins(self, is_comment: bool, keyword: re.Match[str] | None, previous: bool) -> bool:
        """Whether this line can only be the first one of another entry."""
        return self.is_between and (is_comment or previous or (keyword is not None and keyword[1] != "msgstr"))

    def _keyword(self, entry: _Entry, number: int, match: re.Match[str], previous: bool, obsolete: bool) -> None:
        name, index, rest = match.groups()
        self._ask_for_string(entry)
        if previous:
            entry.last = f"previous_{name}"
        else:
            rank = _RANK[name]
            plural = "msgid_plural" in entry.strings
            again = name == "msgstr" and plural and index is not None and f"msgstr[{index}]" not in entry.strings
            if (rank <= entry.rank and not again) or (name == "msgstr" and plural != (index is not None)):
                self._fault(number, f"{name} is out of place", "restore the order msgctxt, msgid, msgstr")
            elif index is not None and int(index) != sum(each.startswith("msgstr[") for each in entry.strings):
                self._fault(number, f"msgstr[{index}] is not the next form", "number the forms from 0, without a gap")
            if entry.rank and obsolete != entry.obsolete:
                self._fault(number, "an entry is half obsolete", 'give all its lines "#~ ", or none')
            entry.rank, entry.obsolete = max(rank, entry.rank), obsolete
            entry.last = f"msgstr[{int(index)}]" if index is not None else name
            if name == "msgid":
                entry.msgid_line = number
            elif name == "msgstr":
                entry.msgstr_line = entry.msgstr_line or number
        entry.strings.setdefault(entry.last, [])
        entry.bare = number
        if rest:
            self._string(entry, number, entry.last, rest)

    def _string(self, entry: _Entry, number: int, keyword: str, quoted: str) -> None:
        entry.bare = None
        place = 0
        while place < len(quoted):
            match = _STRING.match(quoted, place)
            if match is None:
                self._fault(number, "the string is not closed or holds a bare quote", 'write " as \\" inside it')
                return
            for escape in _ESCAPE.finditer(match[1]) if "\\" in quoted else ():
                if escape[1] not in _ESCAPED:
                    self._fault(number, f"{escape[0]} is no escape of gettext's", "write a backslash as \\\\")
            entry.strings.setdefault(keyword, []).append(match[1])
            place = match.end()

    def _ask_for_string(self, entry: _Entry) -> None:
        if entry.bare is not None:
            self._fault(entry.bare, f"{str(entry.last).partition('[')[0]} has no string", 'write "" behind it')
            entry.bare = None

    def _close(self) -> None:
        """Add the entry whose lines have come in."""
        if self._entry is None:
            return
        entry, self._entry = self._entry, None
        self._ask_for_string(entry)
        if entry.rank == 0 and "previous_msgid" not in entry.strings:
            self._blank = [entry.before, *entry.raw, *self._blank]  # comments that belong to no entry
        elif "msgid" not in entry.strings:
            self._fault(entry.msgstr_line or entry.linenum, "the entry has no msgid", "add the text it translates")
        elif entry.rank < _COMPLETE:
            self._fault(entry.msgid_line or entry.linenum, "the entry has no msgstr", 'add msgstr ""')
        else:
            self.add(_message(entry))

    def _fault(self, line: int, reason: str, remedy: str) -> None:
        self.faults.append(Fault(self.path, reason, remedy, line, 1))


def _classify(line: str) -> tuple[bool, bool, bool, str]:
    """Whether it is a comment, is obsolete, is of the previous source; and the line, or what follows those signs."""
    if line.startswith("#~|"):
        return False, True, True, line[3:].lstrip()
    if line.startswith("#~"):
        rest = line[2:].lstrip()
        return (
            rest.startswith("#"),
            True,
            False,
            rest,
        )  # Some tools keep the comments of an old entry so: "#~ #, fuzzy".
    if line.startswith("#|"):
        return False, False, True, line[2:].lstrip()
    return line.startswith("#"), False, False, line


def part_of(line: str) -> str:
    """What a line of an entry is, as "#." for our comments, "# " for the translator's, "#|msgid", "msgstr[1]".

    Empty for a line that goes on with a string.
    """
    is_comment, _, previous, rest = _classify(line.strip(" \t\f\v"))
    if is_comment:
        return rest[:2] if rest[1:2] in (".", ":", ",") else "# "
    keyword = _KEYWORD.match(rest)
    if keyword is None:
        return ""
    return f"{'#|' * previous}{keyword[1]}" + (f"[{int(keyword[2])}]" if keyword[2] else "")


def _why_unreadable(line: str) -> tuple[str, str]:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return "a git conflict marker", "resolve the conflict and remove the marker"
    return f"'{line[:40]}' is neither a comment nor a message", "start the line with #, msgid, msgstr or a quote"


def _message(entry: _Entry) -> Message:
    text = {name: unescape("".join(parts)) for name, parts in entry.strings.items()}
    comments = read_comments(entry.comments)
    return Message(
        text["msgid"],
        text.get("msgstr", ""),
        msgctxt=text.get("msgctxt"),
        msgid_plural=text.get("msgid_plural", ""),
        msgstr_plural={int(name[7:-1]): value for name, value in text.items() if name.startswith("msgstr[")},
        flags=comments["flags"],
        obsolete=entry.obsolete,
        previous_msgctxt=text.get("previous_msgctxt"),
        previous_msgid=text.get("previous_msgid"),
        previous_msgid_plural=text.get("previous_msgid_plural"),
        comment=comments["comment"],
        tcomment=comments["tcomment"],
        occurrences=comments["occurrences"],
        linenum=entry.linenum,
        msgid_line=entry.msgid_line,
        msgstr_line=entry.msgstr_line,
        raw="".join(entry.raw),
        before=entry.before,
    )
