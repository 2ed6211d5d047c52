"""From bytes to a catalogue, strictly: what gettext would not accept is an error with its line, never mended."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from pipeline.errors import Fault, UnusableFileError
from pipeline.po.catalogue import Catalogue, Message
from pipeline.po.entries import comment_fields, unescape
from pipeline.po.lines import Reader

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([^\s\\"]+)', re.IGNORECASE)
# The charsets that gettext knows (gettext manual, "Header Entry"), all of which hold ASCII as it is.
_CHARSETS = re.compile(
    r"(?:us-)?ascii|utf-?8|iso-?8859-\d+|latin-?1|koi8-[rtu]|cp\d+|windows-\d+|gb(?:2312|k|18030)|euc-(?:jp|kr|tw|cn)"
    r"|shift[_-]jis|johab|big5(?:-hkscs)?|tis-620|viscii|georgian-ps"
)
# One string, on one line or several.
_STRING = r'"[^"\\\r\n]*+(?:\\[\\"abfnrtv01234567x][^"\\\r\n]*+)*+"\n'
# An entry as most are: comments, msgctxt, msgid, msgstr; and behind it, what cannot be more of it.
_PLAIN = re.compile(
    r"(\n*+)((?:#(?![~|])[^\r\n]*+\n)*+)"
    rf"(?:msgctxt ((?:{_STRING})++))?msgid ((?:{_STRING})++)msgstr ((?:{_STRING})++)"
    r"(?=\n*(?:#|msgid |msgctxt |\Z))"
)


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
    reader = Reader(path)
    _read(reader, text)
    header, messages = reader.finish()
    newline = "\r\n" if "\r\n" in text else "\n"
    return Catalogue(messages, header, reader.gap(), newline, encoding, bom)


def _encoding(data: bytes) -> str:
    found = _CHARSET.search(data, 0, 10_000)
    name = found[1].decode("ascii", "replace") if found else "utf-8"
    return "utf-8" if name == "CHARSET" else name.lower()


def _read(reader: Reader, text: str) -> None:
    """Take a file entry by entry where these are as most are, line by line elsewhere."""
    start, number = 0, 1
    while start < len(text):
        match = _PLAIN.match(text, start) if reader.is_between else None
        if match is not None:
            _take(reader, match, number)
            end = match.end()
        else:
            end = reader.take(text, start, number)
        number += text.count("\n", start, end)
        start = end


def _take(reader: Reader, match: re.Match[str], number: int) -> None:
    """Add the entry of a match that begins on line `number`."""
    gap = reader.gap()
    blank, comments, msgctxt, msgid, msgstr = match.groups()
    linenum = number + len(blank)
    lines = comments.split("\n")
    msgid_line = linenum + len(lines) - 1 + (msgctxt.count("\n") if msgctxt else 0)
    message = Message(
        _text(msgid),
        _text(msgstr),
        _text(msgctxt) if msgctxt else None,
        linenum=linenum,
        msgstr_line=msgid_line + msgid.count("\n"),
        raw=match.string[match.start(2) : match.end()],
        before=gap + blank,
        **comment_fields(line.rstrip(" \t\f\v") for line in lines[:-1]),
    )
    reader.add(message, msgid_line)


def _text(strings: str) -> str:
    """The text of lines that `_STRING` describes: between two of them, a line ends behind one quote and before one."""
    return unescape(strings[1:-2].replace('"\n"', ""))
