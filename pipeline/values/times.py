"""Dates, times and durations as values: written in a style, and the style made out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias

from pipeline.locales import dates, numbers
from pipeline.values.moments import Moment
from pipeline.values.style import DATES, TIMES, Style

# One moment, or the two of a range.
Span: TypeAlias = tuple[Moment, ...]

_OF_KIND = {
    "date": DATES,
    "month": ("month", "month-name", "year"),
    "year": ("year",),
    "day": ("day-month", "month-name"),
    "time": (),
    "datetime": DATES,
    "week": ("long",),
    "duration": ("long", "short"),
}
_USUAL = {"date": "long", "month": "month", "year": "year", "day": "day-month", "week": "long", "duration": "long"}
_SKELETONS = {
    "weekday-day-month": "MMMMEEEEd",
    "day-month": "MMMMd",
    "month": "yMMMM",
    "year": "y",
}
_OF_RANGES = {
    "full": "yMMMMEEEEd",
    "long": "yMMMMd",
    "medium": "yMMMd",
    "short": "yMd",
    "weekday-day-month": "MMMMEEEEd",
    "day-month": "MMMMd",
    "month": "yMMMM",
    "year": "y",
}
_SPACES = re.compile("[ \t\r\n\u00a0\u202f\u2009\u200f\u061c]+")
_ENGLISH = (
    (re.compile(r"\bsept\b"), "sep"),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b"), ""),
    (re.compile(r"(?<=\d)\.(?=\d\d ?[ap]\.?m)"), ":"),
    (re.compile(r"(?<=\d) ?([ap])\.? ?m\b\.?"), r"\1m"),
    (re.compile(r" (?:at|on|and) "), " "),
    (re.compile(r" (?:to|until) "), "–"),
)


def is_known(style: Style, span: Span) -> bool:
    """Whether a moment, or a range of them, can be written in a style."""
    kind = span[0].kind
    if style.argument or style.digits is not None or style.more not in ("", *TIMES):
        return False
    if style.more and kind not in ("time", "datetime"):
        return False
    if len(span) > 1 and ((style.name and style.name not in _OF_RANGES) or style.more == "time-seconds"):
        return False
    return not style.name or style.name in _OF_KIND[kind]


def write(span: Span, style: Style, code: str) -> str:
    """A moment, or a range, in a style, as a locale has it. The style must be known (`is_known`)."""
    first, last = span[0], span[-1]
    name = style.name or ("" if style.more else _USUAL.get(first.kind, ""))
    if first.kind == "duration":
        return _duration(first, name, code)
    if first.kind == "week":
        return dates.week(first.at.isocalendar()[0], first.week, code) or str(first.week)
    more = style.more or ("" if name else "time")
    if len(span) > 1:
        return _range(first.at, last.at, name, more, code)
    time = dates.written(first.at, code, dates.time_pattern(code, seconds=more == "time-seconds")) if more else ""
    if not name:
        return time
    date = dates.written(first.at, code, _date_pattern(name, code))
    return dates.together(date, time, code, name if name in dates.WIDTHS else "long") if time else date


def _date_pattern(name: str, code: str) -> str:
    if name in dates.WIDTHS:
        return dates.date_pattern(code, name)
    if name == "month-name":
        return "LLLL"
    if name == "weekday":
        return "cccc"
    return dates.skeleton_pattern(code, _SKELETONS[name]) or dates.date_pattern(code, "long")


def _range(start: datetime, end: datetime, name: str, more: str, code: str) -> str:
    hours = "hm" if dates.is_half_day(code) else "Hm"
    if not name:
        return dates.interval(start, end, code, hours)
    if not more:
        return dates.interval(start, end, code, _OF_RANGES[name])
    if start.date() == end.date():
        date = write((Moment("date", start),), Style(name), code)
        return dates.together(date, dates.interval(start, end, code, hours), code, _width(name))
    first, last = (write((Moment("datetime", at),), Style(name, more=more), code) for at in (start, end))
    return dates.between(first, last, code)


def _width(name: str) -> str:
    return name if name in dates.WIDTHS else "long"


def _duration(moment: Moment, width: str, code: str) -> str:
    parts = []
    for value, unit in moment.parts:
        digits = max(0, -int(value.normalize().as_tuple().exponent))
        text = numbers.number(value, code, digits)
        parts.append(numbers.unit(text, value, code, f"duration-{unit}", width))
    return numbers.joined(parts, code, "unit" if width == "long" else "unit-short")


def style_of(text: str, span: Span, codes: tuple[str, ...]) -> Style | None:
    """The style in which a moment looks as in a text; None where there is none."""
    wanted = folded(text, codes[0])
    return next((style for style in styles_for(span) if wanted in set(_forms(span, style, codes))), None)


def agrees(text: str, span: Span, style: Style, codes: tuple[str, ...]) -> bool:
    """Whether a text is what a moment in a style looks like in one of some locales."""
    return folded(text, codes[0]) in set(_forms(span, style, codes))


def styles_for(span: Span) -> Iterator[Style]:
    """The styles that a moment may be written in, the likelier first."""
    kind = span[0].kind
    names = sorted(_OF_KIND[kind], key=("long", "full").__contains__, reverse=True)
    mores = ("", *TIMES) if kind in ("time", "datetime") else ("",)
    styles = (Style(name, more=more) for more in mores for name in ("", *names) if name or more)
    return (style for style in styles if is_known(style, span))


def _forms(span: Span, style: Style, codes: tuple[str, ...]) -> Iterator[str]:
    """What a moment in a style looks like in some locales, folded."""
    for code in codes:
        yield folded(write(span, style, code), code)
        if len(span) > 1:
            continue
        if style.more == "time":
            date = write(span, style._replace(more=""), code) if style.name else ""
            for time in _times(span[0].at, code):
                yield folded(f"{date} {time}", code)
                yield folded(f"{time} {date}", code)
        elif style.name == "short":
            for skeleton in ("yMd", "yMMdd"):
                pattern = dates.skeleton_pattern(code, skeleton)
                if pattern and span[0].kind in ("date", "datetime"):
                    yield folded(dates.written(span[0].at, code, pattern), code)


def _times(at: datetime, code: str) -> Iterator[str]:
    """A time of day in the forms that people write: 20:00, 8:00 pm, 8 pm."""
    patterns = [dates.time_pattern(code), dates.skeleton_pattern(code, "Hm")]
    if code.startswith("en"):
        patterns += ["h:mm a", "" if at.minute else "h a"]
    yield from (dates.written(at, code, pattern) for pattern in patterns if pattern)


def folded(text: str, code: str) -> str:
    """A text without what may differ: commas, capitals, zeros in front, the form of a dash, "8 p.m." for "8:00 pm"."""
    text = _SPACES.sub(" ", text).strip(" ").casefold().replace(",", "").replace("،", "")
    if code.startswith("en"):
        for pattern, instead in _ENGLISH:
            text = pattern.sub(instead, text)
    text = re.sub(r" ?[-–—] ?", "–", text)
    return re.sub(r"(?<!\d)0(?=\d)", "", text).strip(" ")
