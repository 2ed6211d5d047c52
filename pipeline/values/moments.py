"""What the attribute `datetime` may hold (HTML, 4.5.14 "The time element"; 2.3.5 "Dates and times")."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,3})?)?"
_ZONE = r"(?:Z|[+-]\d\d:?\d\d)"
_FORMS = {
    "date": re.compile(_DATE),
    "month": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)"),
    "year": re.compile(r"(?P<year>\d{4})"),
    "day": re.compile(r"(?:--)?(?P<month>\d\d)-(?P<day>\d\d)"),  # yearless
    "time": re.compile(_TIME),
    "datetime": re.compile(rf"{_DATE}[T ]{_TIME}{_ZONE}?"),
}
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)")
_AMOUNT = r"(\d{1,9}(?:\.\d{1,3})?)"
_DURATION = re.compile(rf"P(?:{_AMOUNT}D)?(?:T(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?", re.IGNORECASE)
_IN_WORDS = re.compile(rf"(?:\s*{_AMOUNT}\s*[wdhms])+\s*", re.IGNORECASE)
_PART = re.compile(rf"{_AMOUNT}\s*([wdhms])", re.IGNORECASE)
_UNITS = {"w": "week", "d": "day", "h": "hour", "m": "minute", "s": "second"}


# What stands for the parts that are not known; the year is a leap year.
_BEGINNING = datetime(2000, 1, 1)


class Moment(NamedTuple):
    """A point or a length of time, as far as it is known."""

    kind: str  # date, month, year, day, time, datetime, week, duration
    at: datetime = _BEGINNING
    week: int = 0
    parts: tuple[tuple[Decimal, str], ...] = ()  # of a duration: (4, "hour"), (18, "minute")


def read(value: str) -> Moment | None:
    """The moment in a `datetime`; None where it is none that HTML knows and a calendar has."""
    value = value.strip(" \t\r\n")
    try:
        for kind, form in _FORMS.items():
            if match := form.fullmatch(value):
                given = {name: int(number) for name, number in match.groupdict().items() if number}
                return Moment(kind, _BEGINNING.replace(**given))  # type: ignore[arg-type]
        if match := _WEEK.fullmatch(value):
            year, week = int(match["year"]), int(match["week"])
            return Moment("week", datetime.fromisocalendar(year, week, 1), week)
    except ValueError:
        return None
    return _duration(value)


def read_range(value: str) -> tuple[Moment, Moment] | None:
    """Two moments of one kind, "2024-05-01/2024-05-03" (ISO 8601-1, 5.5); None where it is something else."""
    start, slash, end = value.partition("/")
    first, last = (read(start), read(end)) if slash else (None, None)
    if first is None or last is None or first.kind != last.kind or first.kind in ("week", "duration"):
        return None
    return first, last


def _duration(value: str) -> Moment | None:
    parts: list[tuple[Decimal, str]] = []
    if match := _DURATION.fullmatch(value):
        parts = [(Decimal(number), _UNITS[unit]) for number, unit in zip(match.groups(), "dhms", strict=True) if number]
    elif _IN_WORDS.fullmatch(value):
        parts = [(Decimal(number), _UNITS[unit.lower()]) for number, unit in _PART.findall(value)]
    return Moment("duration", parts=tuple(parts)) if parts else None
