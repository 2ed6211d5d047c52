"""How a value is to be written: what `data-format` may say, and what is made out of the page's own text."""

from __future__ import annotations

import re
from typing import NamedTuple

SIZES = ("compact-long", "compact-short")
AMOUNTS = ("decimal", "plain", "percent", "currency", "currency-code", "currency-name", "unit", "unit-short")
DATES = ("full", "long", "medium", "short", "weekday-day-month", "day-month", "month", "month-name", "year", "weekday")
TIMES = ("time", "time-seconds")
LISTS = ("list", "list-or")
_DIGITS = re.compile(r"digits:(\d)")
_ARGUMENT = re.compile(r"([a-z-]+)(?::([A-Za-z0-9-]{1,60}))?")


class Style(NamedTuple):
    """A way to write a value; "" and None leave a part to CLDR."""

    name: str = ""  # one of AMOUNTS or DATES
    argument: str = ""  # of a currency or a unit; "100" where a percentage is not a share of one
    more: str = ""  # one of SIZES, for a number; one of TIMES, for a date
    digits: int | None = None  # behind the decimal sign
    listed: str = ""  # one of LISTS, for several values

    def __str__(self) -> str:
        name = f"{self.name}:{self.argument}" if self.argument else self.name
        digits = "" if self.digits is None else f"digits:{self.digits}"
        return " ".join(part for part in (self.listed, name, self.more, digits) if part)


def parse(text: str) -> Style | None:
    """What a `data-format` says, in any order; None where it says something that is not known.

    >>> parse("currency:EUR compact-long")
    Style(name='currency', argument='EUR', more='compact-long', digits=None, listed='')
    """
    style = Style()
    for word in text.split():
        digits, match = _DIGITS.fullmatch(word), _ARGUMENT.fullmatch(word)
        if digits:
            style = style._replace(digits=int(digits[1]))
        elif word in SIZES or word in TIMES:
            if style.more:
                return None
            style = style._replace(more=word)
        elif word in LISTS and not style.listed:
            style = style._replace(listed=word)
        elif match and match[1] in (*AMOUNTS, *DATES) and not style.name:
            style = style._replace(name=match[1], argument=match[2] or "")
        else:
            return None
    return style if style != Style() else None
