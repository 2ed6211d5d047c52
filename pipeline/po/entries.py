"""What an entry's lines say: its strings without quotes and escapes, its comments by kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypedDict

# C's escapes, all of them in one pass: a number after an escaped backslash is no number.
_ESCAPES = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_FLAG = re.compile(r"[^\s,]+")
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")  # a file name with spaces stands between isolates


class Comments(TypedDict):
    """What stands in the comment lines of an entry, by the names of `Message`."""

    flags: list[str]
    comment: str
    tcomment: str
    occurrences: list[tuple[str, str]]


def unescape(text: str) -> str:
    """The string that gettext's lexer reads; octal and hexadecimal numbers too, which polib leaves as they are."""
    return _ESCAPES.sub(_character, text) if "\\" in text else text


def read_comments(lines: Iterable[str]) -> Comments:
    """What the lines say: "#. ", "#: ", "#, " and those of the translator, "# "."""
    extracted, translator = [], []
    flags: list[str] = []
    occurrences: list[tuple[str, str]] = []
    for line in lines:
        line = line.rstrip(" \t\f\v")
        match line[1:2]:
            case ".":
                extracted.append(line[2:].removeprefix(" "))
            case ":":
                occurrences += map(_occurrence, _REFERENCE.findall(line, 2))
            case ",":
                flags += _FLAG.findall(line, 2)
            case _:
                translator.append(line[1:].removeprefix(" "))
    return {
        "flags": flags,
        "comment": "\n".join(extracted),
        "tcomment": "\n".join(translator),
        "occurrences": occurrences,
    }


def _character(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))


def _occurrence(reference: str) -> tuple[str, str]:
    file, colon, line = reference.rpartition(":")
    return (file, line) if colon and line.isdigit() else (reference, "")
