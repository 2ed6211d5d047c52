"""Long strings on several lines: how wide a file's lines are, and cutting a string as the rest of the file is cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

# Where a line may end: behind spaces, and behind some signs within what looks like one word, as gettext has it
# (Unicode Standard Annex 14, classes SP, HY, IS, EX and SY). Never inside an escape.
_BREAK = re.compile(r"(?<= )(?! )|(?<=[-:.!|/])(?=[^\W\d_]|[`<*~:])")
_LINE = re.compile(r'(?P<sign>[^"\w]*)(?P<keyword>\w+(?:\[\d+\])?[ \t]*)?"(?P<text>.*)"')
_QUOTES = 2
_GETTEXT = 79  # the width of gettext's tools, where others would do as well
# How many of the strings that a width has a say in must be as it would have them.
_MOST = 0.75


def wrapped(head: str, sign: str, segments: Sequence[str], width: int | None) -> list[str]:
    r"""The lines of a string: its keyword and what fits beside it, or `""` and below it as much as fits.

    `segments` are its own lines, escaped, `sign` is what each line begins with, "#| " or nothing, `width` the columns
    that a line may take; None is as many as it needs.

    >>> wrapped("msgstr ", "", ["Le bureau est ouvert.\\n", "Entrez !"], None)
    ['msgstr ""', '"Le bureau est ouvert.\\n"', '"Entrez !"']
    >>> wrapped("msgstr ", "", ["Le bureau est ouvert."], 17)
    ['msgstr ""', '"Le bureau est "', '"ouvert."']
    """
    room = None if width is None else width - len(sign) - _QUOTES
    text = "".join(segments)
    if len(segments) < 2 and (room is None or len(head) + len(text) <= room):
        return [f'{sign}{head}"{text}"']
    lines = [line for segment in segments for line in _cut(segment, room)]
    return [f'{sign}{head}""', *(f'{sign}"{line}"' for line in lines)]


def width_of(strings: Iterable[Sequence[str]]) -> int | None:
    """The columns to which the strings of a file are wrapped, each given as its lines; None where they are not.

    A string that is cut says between which widths it was cut where it is; one that is not, that there is room for it.
    The width that most agree with is the file's, unless too many do not: then it has no style to follow.
    """
    cut: list[tuple[int, int]] = []
    whole: list[int] = []
    for lines in strings:
        bounds = _bounds(lines)
        cut.extend(bounds)
        if not bounds:
            whole.append(max(map(len, lines)))
    # From one width to the next, how many more agree: those that begin at it without those that ended before.
    steps = Counter(low for low, _ in cut)
    steps.subtract(high + 1 for _, high in cut)
    best, most, agreeing = 0, 0, 0
    for width in sorted({*steps, _GETTEXT}):
        agreeing += steps[width]
        if agreeing > most or (agreeing == most and width == _GETTEXT):
            best, most = width, agreeing
    concerned = len(cut) + sum(length > best for length in whole)
    return best if cut and most >= _MOST * concerned else None


def _cut(segment: str, room: int | None) -> list[str]:
    """As much on each line as there is room for."""
    if room is None or len(segment) <= room:
        return [segment]
    lines = [""]
    for chunk in _BREAK.split(segment):
        if lines[-1] and len(lines[-1]) + len(chunk) > room:
            lines.append("")
        lines[-1] += chunk
    return lines


def _bounds(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The least and the greatest width that cuts a string into these lines; nothing where none is needed."""
    found = [match for match in map(_LINE.fullmatch, lines) if match]
    texts = [(len(match["sign"]) + _QUOTES, match["text"]) for match in found if not match["keyword"]]
    low, high = 0, None
    for (edge, text), (_, following) in pairwise(texts):
        if not text.endswith("\\n"):
            high = min(high or 10_000, edge + len(text) + len(_BREAK.split(following)[0]) - 1)
    if high is None:
        return []
    # A single long word takes the room that it needs, whatever the width.
    low = max((edge + len(text) for edge, text in texts if len(_BREAK.split(text)) > 1), default=0)
    return [(low, high)] if low <= high else []
