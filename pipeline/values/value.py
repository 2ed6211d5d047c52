"""A value of a page: what it is, and how it is to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.locales import numbers
from pipeline.values import amounts, moments, times
from pipeline.values.amounts import Amount
from pipeline.values.style import LISTS, Style, parse
from pipeline.values.times import Span

# Who writes English mixes these; a text in any of them is a value all the same.
_ENGLISH = ("en_GB", "en_US", "en_IE")
# What stands between the values of a list in their attribute, and what CLDR calls the patterns of the lists.
_BETWEEN = ";"
_PATTERNS = {"list": "standard", "list-or": "or"}
_MOST = 24  # values in a list


class Value(NamedTuple):
    """A value that CLDR writes."""

    text: str  # as the page has it
    style: Style
    amount: Amount = ()  # of <data>
    span: Span = ()  # of <time>, and of <data> with a range of moments
    agrees: bool = True  # the text is what the value looks like in the page's own language
    items: tuple[Value, ...] = ()  # of a list

    def written(self, code: str) -> str:
        """The value as a locale has it."""
        if self.items:
            return numbers.joined([item.written(code) for item in self.items], code, _PATTERNS[self.style.listed])
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
    if name == "data" and _BETWEEN in attribute:
        return _list(text, attribute.split(_BETWEEN), data_format, codes)
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
    if style is None or style.listed or not amounts.is_known(style, amount):
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
    if style is None or style.listed or not times.is_known(style, span):
        return None
    return Value(text, style, span=span, agrees=not data_format or times.agrees(text, span, style, codes))


def _list(text: str, parts: Sequence[str], data_format: str, codes: tuple[str, ...]) -> Value | None:
    """Several values of one kind, each written in the same style."""
    items = _items(parts)
    wanted = parse(data_format) if data_format else None
    if not items or (data_format and wanted is None):
        return None
    lists = (_listed(items, style) for style in _list_styles(text, items[0], wanted, codes[0]))
    known = [each for each in lists if each is not None]
    folded = amounts.folded if items[0].amount else times.folded
    for each in known:
        if any(folded(text, code) == folded(each.written(code), code) for code in codes):
            return each._replace(text=text)
    return known[0]._replace(text=text, agrees=False) if data_format and known else None


def _items(parts: Sequence[str]) -> list[Value]:
    """The values of a list, in no style yet; nothing where they are not of one kind."""
    if len(parts) > _MOST:
        return []
    found = [amounts.read(part) for part in parts]
    if all(found):
        return [Value("", Style(), amount or ()) for amount in found]
    spans = [_span("time", part.strip()) or () for part in parts]
    is_one_kind = all(spans) and len({span[0].kind for span in spans}) == 1
    return [Value("", Style(), span=span) for span in spans] if is_one_kind else []


def _list_styles(text: str, item: Value, wanted: Style | None, code: str) -> Iterator[Style]:
    """The styles that a list of such values may be in, the likelier first."""
    if wanted is not None:
        yield wanted if wanted.listed else wanted._replace(listed=LISTS[0])
    elif item.amount:
        shown = dict.fromkeys((amounts.shown_digits(text, code), None))
        for style in amounts.styles_for(text):
            yield from (style._replace(digits=digits, listed=each) for digits in shown for each in LISTS)
    else:
        yield from (style._replace(listed=each) for style in times.styles_for(item.span) for each in LISTS)


def _listed(items: Sequence[Value], style: Style) -> Value | None:
    """The list in a style; None where its values have no such style."""
    if any(
        not (amounts.is_known(style, item.amount) if item.amount else times.is_known(style, item.span))
        for item in items
    ):
        return None
    bare = style._replace(listed="")
    return Value("", style, items=tuple(item._replace(style=bare) for item in items))
