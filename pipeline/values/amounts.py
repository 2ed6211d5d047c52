"""Numbers as values: read from `value`, written in a style, and the style made out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from pipeline.locales import numbers
from pipeline.values.style import AMOUNTS, SIZES, Style

# One number, or the two of a range.
Amount: TypeAlias = tuple[Decimal, ...]

# More would not fit into what Decimal computes with.
_NUMBER = r"-?\d{1,15}(?:\.\d{1,9})?"
_AMOUNT = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?")
_SPACES = " \t\r\n\u00a0\u202f\u2009"
_SPACE = re.compile(f"[{_SPACES}]+")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_NAMED = ("EUR", "USD", "GBP", "CHF")
_UNITS = (
    *("percent", "permille", "celsius", "kilometer", "meter", "centimeter", "millimeter", "kilometer-per-hour"),
    *("square-kilometer", "square-meter", "hectare", "cubic-meter", "liter", "tonne", "kilogram", "gram", "milligram"),
    *("megawatt", "kilowatt", "watt", "kilowatt-hour", "gigabyte", "megabyte", "kilobyte"),
    *("year", "month", "week", "day", "hour", "minute", "second"),
)


def read(value: str) -> Amount | None:
    """The number in a `value`, or the two of a range, "10/20"; None where it is something else."""
    match = _AMOUNT.fullmatch(value.strip(_SPACES))
    return None if match is None else tuple(Decimal(part) for part in match.groups() if part is not None)


def is_known(style: Style, amount: Amount) -> bool:
    """Whether a number can be written in a style."""
    name, argument, more = style.name, style.argument, style.more
    if (name or "decimal") not in AMOUNTS or (more and more not in SIZES):
        return False
    if more and (len(amount) > 1 or name in ("plain", "percent", "currency-name")):
        return False  # "98 milliards euros" is no French: who wants the word writes it behind the value.
    if name.startswith("currency"):
        return _CODE.fullmatch(argument) is not None and numbers.is_currency(argument)
    if name.startswith("unit"):
        return numbers.full_unit(argument) is not None
    return argument in (("", "100") if name == "percent" else ("",))


def write(amount: Amount, style: Style, code: str) -> str:
    """A number in a style, as a locale has it. The style must be known (`is_known`)."""
    name, argument, digits = style.name, style.argument, style.digits
    amount = tuple(value * 100 for value in amount) if name == "percent" and argument != "100" else amount
    sign = numbers.minus(code) if name.startswith("currency") and len(amount) == 1 and amount[0] < 0 else ""
    bare = tuple(map(abs, amount)) if sign else amount
    if digits is None:
        digits = _usual_digits(amount, style)
    text = "–".join(_number(value, style, code, digits) for value in bare)
    if name == "percent":
        return numbers.percent(text, code)
    if name == "currency-name":
        return numbers.named(sign + text, amount[-1], code, argument)
    if name.startswith("currency"):
        shown = argument if name == "currency-code" else numbers.currency_sign(argument, code)
        return numbers.currency(text, code, shown, negative=bool(sign))
    if name.startswith("unit"):
        width = "short" if name == "unit-short" else "long"
        return numbers.unit(text, round(amount[-1], digits), code, numbers.full_unit(argument) or "", width)
    return text


def _number(value: Decimal, style: Style, code: str, digits: int) -> str:
    if style.more:
        return numbers.compact(value, code, digits, style.more.removeprefix("compact-"))
    return numbers.number(value, code, digits, grouped=style.name != "plain")


def _usual_digits(amount: Amount, style: Style) -> int:
    """The digits behind the decimal sign where nobody says how many: those of the number, or of its currency."""
    if style.more:
        scaled = Decimal(10) ** (abs(int(amount[0])) and (len(str(abs(int(amount[0])))) - 1) // 3 * 3)
        return int(abs(amount[0] / scaled) < 10 and round(amount[0] / scaled, 1) % 1 != 0)
    if style.name.startswith("currency"):
        return numbers.currency_digits(style.argument)
    return max(-int(value.normalize().as_tuple().exponent) if value % 1 else 0 for value in amount)


def shown_digits(text: str, code: str) -> int | None:
    """How many digits a text has behind a decimal sign; None where it has no digit at all."""
    decimal, _ = numbers.number_signs(code)
    found = re.findall(rf"\d(?:{re.escape(decimal)}(\d+))?(?!\d)(?!{re.escape(decimal)}\d)", text)
    return len(found[-1]) if found else None


def agrees(text: str, amount: Amount, style: Style, codes: tuple[str, ...]) -> bool:
    """Whether a text is what a number in a style looks like in one of some locales."""
    return any(folded(text, code) == folded(write(amount, style, code), code) for code in codes)


def style_of(text: str, amount: Amount, codes: tuple[str, ...]) -> Style | None:
    """The style in which a number looks as in a text; None where there is none."""
    digits = shown_digits(text, codes[0])
    if digits is None or digits > 9:
        return None
    styles = (style._replace(digits=digits) for style in styles_for(text))
    return next((style for style in styles if is_known(style, amount) and agrees(text, amount, style, codes)), None)


def styles_for(text: str) -> Iterator[Style]:
    """The styles that a text may be in, the likelier first."""
    yield Style("decimal")
    yield Style("plain")
    if any(sign in text for sign in "%٪"):
        yield Style("percent")
        yield Style("percent", "100")
    yield from (Style("decimal", more=size) for size in SIZES)
    codes = [*dict.fromkeys(_CODE.findall(text))]
    signs = [code for sign, code in _SIGNS.items() if sign in text]
    for name, found in (("currency", signs), ("currency-code", codes), ("currency-name", _NAMED)):
        for argument in found:
            yield from (Style(name, argument, size) for size in ("", *SIZES))
    for unit in _UNITS:
        yield Style("unit", unit)
        yield Style("unit-short", unit)


def folded(text: str, code: str) -> str:
    """A text without what may differ: spaces, the form of a dash, capitals; digits may be grouped by spaces."""
    _, group = numbers.number_signs(code)
    text = re.sub(f"(?<=\\d)[{_SPACES}](?=\\d\\d\\d(?!\\d))", group, text.strip(_SPACES))
    text = _SPACE.sub("", text).casefold().replace("-", "–").replace("−", "–")
    return re.sub(r"(?<=\d)(?:bn|(mld|mrd|mio|mln)\.?)", lambda match: match[1] or "b", text)
