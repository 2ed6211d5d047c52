"""A value of a page: what it is, and how it is to be written."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pipeline.values import amounts, moments, times
from pipeline.values.amounts import Amount
from pipeline.values.style import Style, parse
from pipeline.values.times import Span

# Who writes English mixes these; a text in any of them is a value all the same.
_ENGLISH = ("en_GB", "en_US", "en_IE")


class Value(NamedTuple):
    """A value that CLDR writes."""

    text: str  # as the page has it
    style: Style
    amount: Amount = ()  # of <data>
    span: Span = ()  # of <time>, and of <data> with a range of moments
    agrees: bool = True  # the text is what the value looks like in the page's own language

    def written(self, code: str) -> str:
        """The value as a locale has it."""
        if self.amount:
            return amounts.write(self.amount, self.style, code)
        return times.write(self.span, self.style, code)


@lru_cache(maxsize=4096)
def read(name: str, attribute: str, text: str, data_format: str, code: str) -> Value | None:
    """The value of a `<data>` or a `<time>` with a text; `code` is the locale that the text is written by.

    None where it is no value that can be written: its text is the translators' then. With a `data_format` it is written
    whatever the text says.
    """
    text = text.strip(" \t\r\n")
    codes = tuple(dict.fromkeys((code, *_ENGLISH))) if code.startswith("en") else (code,)
    amount = amounts.read(attribute) if name == "data" else None
    if amount is not None:
        return _amount(text, amount, data_format, codes)
    span = _span(name, attribute)
    return None if span is None else _time(text, span, data_format, codes)


def _span(name: str, attribute: str) -> Span | None:
    if name == "data":
        return moments.read_range(attribute)
    moment = moments.read(attribute)
    return None if moment is None else (moment,)


def _amount(text: str, amount: Amount, data_format: str, codes: tuple[str, ...]) -> Value | None:
    style = parse(data_format) if data_format else amounts.style_of(text, amount, codes)
    if style is None or not amounts.is_known(style, amount):
        return None
    if not data_format:
        return Value(text, style, amount)
    if style.digits is None:
        style = style._replace(digits=amounts.shown_digits(text, codes[0]))
    choices = (style, style._replace(argument="100")) if style.name == "percent" else (style,)
    found = next((each for each in choices if amounts.agrees(text, amount, each, codes)), None)
    return Value(text, found or style, amount, agrees=found is not None)


def _time(text: str, span: Span, data_format: str, codes: tuple[str, ...]) -> Value | None:
    style = parse(data_format) if data_format else times.style_of(text, span, codes)
    if style is None or not times.is_known(style, span):
        return None
    return Value(text, style, span=span, agrees=not data_format or times.agrees(text, span, style, codes))
