"""From bytes to a catalogue, strictly: what gettext would not accept is an error with its line, never mended."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.po.catalogue import Catalogue
from pipeline.po.entries import read_comments, unescape
from pipeline.po.message import Message

if TYPE_CHECKING:
    from pipeline.po.lines import Reader

_CHARSET = pattern(rb'"Content-Type:[^"\n]*charset=([^\s\\"]+)', re.IGNORECASE)
# The charsets that gettext knows (gettext manual, "Header Entry"), all of which hold ASCII as it is.
_CHARSETS = pattern(
    r"(?:us-)?ascii|utf-?8|iso-?8859-\d+|latin-?1|koi8-[rtu]|cp\d+|windows-\d+|gb(?:2312|k|18030)|euc-(?:jp|kr|tw|cn)"
    r"|shift[_-]jis|johab|big5(?:-hkscs)?|tis-620|viscii|georgian-ps"
)
# What may be one string, on one line or several: lines that begin and end with a quote.
_STRING = r'(?:"(?!\n)[^\n]*+\n(?<="\n))++'
# What is one: no bare quote inside, and no escape that gettext does not know.
_SOUND = pattern(r'(?:[a-z_]+(?:\[\d\])? (?:"[^"\\\n]*+(?:\\[\\"abfnrtv01234567x][^"\\\n]*+)*+"\n)++)++')
# Languages have up to six forms.
_FORMS = reduce(lambda more, index: rf"msgstr\[{index}\] {_STRING}(?:{more})?", range(5, -1, -1), "")
# An entry as most are, and behind it, what cannot be more of it.
_PLAIN = pattern(
    rf"^(?P<blank>\n*+)(?P<comments>(?:#(?![~|])[^\n]*+\n)*+)(?:msgctxt (?P<msgctxt>{_STRING}))?"
    rf"msgid (?P<msgid>{_STRING})"
    rf"(?:msgstr (?P<msgstr>{_STRING})|msgid_plural (?P<msgid_plural>{_STRING})(?P<forms>{_FORMS}))"
    r"(?=\n*(?:#(?!~)|(?:#~\|? *)?msg(?:id|ctxt) |\Z))",
    re.MULTILINE,
)
_FORM = pattern(rf"msgstr\[(\d)\] ({_STRING})")
_ABOVE = ("blank", "comments", "msgctxt", "msgid", "msgid_plural")  # what may stand above msgstr


def parse(data: bytes, path: str = "<catalogue>") -> Catalogue:
    """The catalogue in `data`; `serialise` gives the same bytes back.

    Raises UnusableFileError naming every line at fault: conflict markers, duplicate messages (both lines),
    bad escapes, strings out of place, mixed plural indices, bytes that are not in the declared charset.
    Grammar: gettext manual, "The Format of PO Files".
    """
    # Only here: who makes templates reads no catalogue.
    from pipeline.po.lines import Reader

    bom = data.startswith(BOM_UTF8)
    data = data.removeprefix(BOM_UTF8)
    encoding = _encoding(data)
    try:
        if encoding != "utf-8" and not _CHARSETS.fullmatch(encoding):
            raise LookupError
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        bad_line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise UnusableFileError(
            Fault(path, f"not valid {encoding}", "save the file as UTF-8 and say so in its Content-Type", bad_line, 1)
        ) from None
    reader = Reader(path)
    _read(reader, text)
    return reader.finish("\r\n" if "\r\n" in text else "\n", encoding, bom=bom)


def _encoding(data: bytes) -> str:
    found = _CHARSET.search(data, 0, 10_000)
    name = found[1].decode("ascii", "replace") if found else "utf-8"
    return "utf-8" if name == "CHARSET" else name.lower()


def _read(reader: Reader, text: str) -> None:
    """Take a file entry by entry where these are as most are, line by line elsewhere."""
    start, number, gap = 0, 1, ""
    for match in _PLAIN.finditer(text) if "\r" not in text else ():
        begin, end = match.span()
        strings = match.end(2)  # of the comments
        lines = text.count("\n", strings, end)
        # Two quotes on each line and nothing escaped: so most are.
        is_sound = text.count('"', strings, end) == 2 * lines and text.find("\\", strings, end) < 0
        if not is_sound and _SOUND.fullmatch(text, strings, end) is None:
            continue
        if start < begin:
            number = reader.take(text, start, begin, number)
            start = begin
            if not reader.is_between:
                continue  # What looks like an entry is the rest of one.
            gap = reader.gap()
        _, comments, msgctxt, msgid, msgstr, _, _ = match.groups()  # By name, each would be looked up.
        entry = _Entry(match, number, gap, comments)
        context = None if msgctxt is None else _text(msgctxt)
        reader.add(Message.found(entry, _text(msgid), context, None if msgstr is None else _text(msgstr)))
        number += text.count("\n", begin, strings) + lines
        start, gap = end, ""
    reader.take(text, start, len(text), number)


class _Entry(NamedTuple):
    """An entry that `_PLAIN` describes."""

    match: re.Match[str]
    number: int  # the line where its blank lines begin
    gap: str  # what stands before these
    comments: str  # its comment lines

    def read(self, name: str) -> Mapping[str, Any]:
        """That field of `Message`, and others that are read along with it."""
        match name:
            case "msgid_plural" | "msgstr_plural":
                return self._plural()
            case "flags" | "comment" | "tcomment" | "occurrences":
                return read_comments(self.comments.split("\n")[:-1])
            case "raw":
                return {"raw": self.match[0][len(self.match["blank"]) :]}
            case "before":
                return {"before": self.gap + self.match["blank"]}
            case "linenum" | "msgid_line" | "msgstr_line":
                lines = [self.match[part].count("\n") if self.match[part] else 0 for part in _ABOVE]
                linenum, msgid_line, msgstr_line = (self.number + sum(lines[:end]) for end in (1, 3, 5))
                return {"linenum": linenum, "msgid_line": msgid_line, "msgstr_line": msgstr_line}
            case "origin":
                return {"origin": None}
            case _:
                return dict.fromkeys(("previous_msgctxt", "previous_msgid", "previous_msgid_plural"))

    def _plural(self) -> Mapping[str, Any]:
        msgid_plural, forms = self.match["msgid_plural"], self.match["forms"]
        by_index = {int(index): _text(strings) for index, strings in _FORM.findall(forms)}
        return {"msgid_plural": _text(msgid_plural), "msgstr_plural": by_index}


def _text(strings: str) -> str:
    """The text of lines that `_STRING` describes: between two of them, a line ends behind one quote and before one."""
    text = strings[1:-2].replace('"\n"', "")
    return unescape(text) if "\\" in text else text
