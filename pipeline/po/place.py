"""Where in its file a character of a msgstr stands."""

from __future__ import annotations

import re

from pipeline.lazy import pattern
from pipeline.po.message import Message

# What one character of a string is in the file: itself, or an escape.
_CHARACTER = pattern(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)|[^\\]", re.DOTALL)
_STRING = pattern(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"')


def place_of(message: Message, offset: int, form: int | None = None) -> tuple[int, int]:
    """Line and column, 1-based, of a character of the msgstr, or of a plural form; where it ends, behind the last one.

    Raises ValueError for a message that was not read from a file.
    """
    if message.raw is None:
        raise ValueError(message)
    lines = re.split(r"\r\n|\n|\r", message.raw) if "\r" in message.raw else message.raw.split("\n")
    number = message.linenum
    keyword = "msgstr" if form is None else f"msgstr[{form}]"
    inside = False
    place = message.msgstr_line, 1
    for line in lines:
        text = line.lstrip(" \t\f\v")
        if inside and not text.startswith('"'):
            break
        inside = inside or (text.startswith(keyword) and text[len(keyword) :].lstrip(" \t").startswith('"'))
        if inside:
            for string in _STRING.finditer(line):
                characters = _CHARACTER.findall(string[1]) if "\\" in string[1] else string[1]
                # At the edge of two lines the character is on the second one, unless there is none.
                column = string.start(1) + 1
                if offset < len(characters):
                    return number, column + sum(map(len, characters[:offset]))
                offset -= len(characters)
                place = number, column + len(string[1])
        number += 1
    return place
