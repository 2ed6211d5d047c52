"""Dates and times as CLDR writes them. Part of the door to Babel."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline.lazy import pattern
from pipeline.locales import known
from pipeline.locales.numbers import in_digits

WIDTHS = ("full", "long", "medium", "short")
_LITERAL = pattern("('[^']*')")
_DAY_BEFORE_NAME = pattern(r"\bd (?=MMM)")
_YEAR = pattern("[yY]+")
_WEEK = pattern("w+")


def written(moment: datetime, code: str, pattern: str) -> str:
    """What a pattern of CLDR makes of a moment, as its clock shows it."""
    from babel.dates import format_datetime

    if moment.day == 1 and known(code).language == "fr":
        # CLDR has no ordinals in its patterns; in French the first of a month is the only day that is one.
        pattern = _DAY_BEFORE_NAME.sub("d'er' ", pattern)
    return in_digits(str(format_datetime(moment, pattern, locale=known(code))), code)


def long_date(code: str, day: date) -> str:
    """A day as text writes it: "1er mars 2026" (CLDR, dateFormats, long)."""
    moment = datetime(day.year, day.month, day.day)
    return written(moment, code, date_pattern(code, "long"))


def date_pattern(code: str, width: str) -> str:
    """The pattern of a date: full, long, medium or short."""
    return str(known(code).date_formats[width].pattern)


def time_pattern(code: str, *, seconds: bool = False) -> str:
    """The pattern of a time of day."""
    return str(known(code).time_formats["medium" if seconds else "short"].pattern)


@cache
def skeleton_pattern(code: str, skeleton: str) -> str | None:
    """The pattern with these fields, as wide as asked for (TR35, "Matching Skeletons"); None where there is none.

    Babel finds the nearest pattern, and leaves its names of days and months as short as they are.
    """
    skeletons = known(code).datetime_skeletons
    nearest = skeleton if skeleton in skeletons else _nearest(skeleton, skeletons)
    return None if nearest is None else _widened(str(skeletons[nearest].pattern), skeleton)


def together(date: str, time: str, code: str, width: str) -> str:
    """A date and a time, both already written."""
    return str(known(code).datetime_formats[width]).replace("{1}", date).replace("{0}", time)


def week(year: int, number: int, code: str) -> str | None:
    """A week by its ISO number: "week 18 of 2024"; None where the locale has no pattern for it."""
    pattern = skeleton_pattern(code, "yw")
    if pattern is None:
        return None
    parts = [
        part[1:-1] if part.startswith("'") else _YEAR.sub(str(year), _WEEK.sub(str(number), part))
        for part in _LITERAL.split(pattern)
    ]
    return in_digits("".join(parts), code)


def interval(start: datetime, end: datetime, code: str, skeleton: str) -> str:
    """From one moment to another, what they share written once: "1–3 May 2024" (TR35, "interval formats")."""
    formats = known(code).interval_formats
    nearest = skeleton if skeleton in formats else _nearest(skeleton, formats)
    patterns = formats[nearest].get(_difference(start, end, formats[nearest])) if nearest else None
    if patterns and len(patterns) == 2:
        halves = zip(patterns, (start, end), strict=True)
        return "".join(written(moment, code, _widened(pattern, skeleton)) for pattern, moment in halves)
    single = skeleton_pattern(code, skeleton) or date_pattern(code, "long")
    return between(written(start, code, single), written(end, code, single), code)


def between(start: str, end: str, code: str) -> str:
    """From one to the other, both already written."""
    return end if start == end else str(known(code).interval_formats[None]).format(start, end)


def is_half_day(code: str) -> bool:
    """Whether a locale counts hours up to twelve."""
    return "h" in _LITERAL.sub("", time_pattern(code))


def _difference(start: datetime, end: datetime, patterns: Any) -> str | None:
    """The greatest field in which two moments differ."""
    if start == end:
        return None
    fields = (
        ("y", start.year != end.year),
        ("M", start.month != end.month),
        ("d", start.day != end.day),
        ("a", start.hour // 12 != end.hour // 12),
        ("H" if "H" in patterns else "h", start.hour != end.hour),
        ("m", True),
    )
    return next((field for field, differs in fields if differs and (field != "a" or "a" in patterns)), None)


def _nearest(skeleton: str, among: Any) -> str | None:
    from babel.dates import match_skeleton

    found = match_skeleton(skeleton, among)
    return None if found is None else str(found)


def _widened(pattern: str, skeleton: str) -> str:
    """The pattern with names of days and months in full, where the skeleton asks for that."""
    parts = _LITERAL.split(pattern)
    for place in range(0, len(parts), 2):
        if "MMMM" in skeleton:
            parts[place] = re.sub("(?<![ML])([ML])\\1\\1(?![ML])", r"\1\1\1\1", parts[place])
        if "EEEE" in skeleton:
            parts[place] = re.sub("(?<!E)E{1,3}(?!E)", "EEEE", parts[place])
    return "".join(parts)
