"""Numbers as CLDR writes them. Part of the door to Babel.

Babel formats numbers too, but not ranges, nor amounts as "€ 98 miljard"; and it keeps the digits 0 to 9 where a locale
has its own. So its patterns and signs are taken, and put together here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.lazy import pattern
from pipeline.locales import known

# The first of the digits of the numbering systems that locales have by default (CLDR, numberingSystems).
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "cakm": 0x11136,
    "deva": 0x966,
    "mymr": 0x1040,
    "olck": 0x1C50,
    "rohg": 0x10D30,
    "tibt": 0xF20,
}
_NO_BREAK = "\u00a0"
_QUOTED = pattern("'([^']*)'")


def system_of(code: str) -> str:
    """The numbering system of a locale, as far as its digits are known here: "latn", "arab"."""
    system = known(code).default_numbering_system
    return system if system in _ZEROS else "latn"


def in_digits(text: str, code: str) -> str:
    """A text with the digits of a locale: "٢٠٢٤" for "2024"."""
    zero = _ZEROS.get(system_of(code))
    return text if zero is None else text.translate({0x30 + digit: zero + digit for digit in range(10)})


def number(value: Decimal, code: str, digits: int, *, grouped: bool = True) -> str:
    """A number with so many digits behind the decimal sign: "1,234.50"."""
    pattern = _with_digits(known(code).decimal_formats[None].pattern, digits)
    text = pattern.apply(value, known(code), group_separator=grouped, numbering_system=system_of(code))
    return in_digits(str(text), code)


def compact(value: Decimal, code: str, digits: int, width: str) -> str:
    """A number by its thousands, millions and so on: "98 billion", "98B" (CLDR, "Compact Number Formats").

    A locale without long forms gets the short ones.
    """
    formats = known(code).compact_decimal_formats
    formats = formats[width] if width in formats else formats["short"]
    for magnitude in sorted(map(int, formats["other"]), reverse=True):
        places = str(formats["other"][str(magnitude)].pattern).count("0")
        if abs(value) < magnitude or formats["other"][str(magnitude)].pattern == "0":
            continue
        rounded = round(value / (magnitude // 10 ** (places - 1)), digits)
        forms = formats.get(known(code).plural_form(abs(rounded)), {})
        pattern = _pattern(forms.get(str(magnitude)) or formats["other"][str(magnitude)])
        return _around(pattern, number(rounded, code, digits))
    return number(value, code, digits)


def percent(text: str, code: str) -> str:
    """A number, already written, as a percentage: "12,5 %"."""
    return _around(_pattern(known(code).percent_formats[None]), text).replace("%", _signs(code).get("percentSign", "%"))


def currency(text: str, code: str, sign: str, *, negative: bool = False) -> str:
    """An amount, already written without its minus, with the sign of its currency: "€ 98 miljard", "EUR 98 billion"."""
    pattern = _pattern(known(code).currency_formats["standard"])
    side = int(negative)
    prefix, suffix = (_unquoted(part[side]) for part in (pattern.prefix, pattern.suffix))
    # Letters do not stick to digits (CLDR, currencySpacing).
    if prefix.endswith("¤") and sign[-1].isalpha():
        prefix += _NO_BREAK
    if suffix.startswith("¤") and sign[0].isalpha():
        suffix = _NO_BREAK + suffix
    return f"{prefix}{text}{suffix}".replace("¤", sign)


def currency_sign(currency_code: str, code: str) -> str:
    """What a currency is written with in a locale: "€"; its code where it has no sign there."""
    return str(known(code).currency_symbols.get(currency_code, currency_code))


def currency_digits(currency_code: str) -> int:
    """How many digits behind the decimal sign a currency has: two for euros, none for yen."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency_code))


@cache
def is_currency(currency_code: str) -> bool:
    """Whether CLDR knows a currency by that code."""
    from babel.numbers import is_currency

    return bool(is_currency(currency_code, "en"))


def named(text: str, value: Decimal, code: str, currency_code: str) -> str:
    """An amount, already written, with the name of its currency: "1,234.50 euros"."""
    from babel.numbers import get_currency_name, get_currency_unit_pattern

    pattern = get_currency_unit_pattern(currency_code, count=value, locale=known(code))
    return str(pattern).format(text, get_currency_name(currency_code, count=value, locale=known(code)))


@cache
def full_unit(name: str) -> str | None:
    """A unit by CLDR's full name, "length-kilometer" for "kilometer"; None where there is none of that name."""
    names = known("en")._data["unit_patterns"]
    return next((full for full in names if name in (full, full.partition("-")[2])), None)


def unit(text: str, value: Decimal, code: str, name: str, width: str) -> str:
    """A number, already written, with a unit: "5 kilometres", "5 km"; `name` is one of `full_unit`."""
    widths = known(code)._data["unit_patterns"][name]
    count = known(code).plural_form(value)
    # CLDR has the short form stand for a long one that is spelled alike.
    patterns = (widths.get(each, {}).get(form) for each in (width, "short") for form in (count, "other"))
    return next((str(pattern) for pattern in patterns if pattern), "{0}").format(text)


def joined(parts: list[str], code: str, kind: str) -> str:
    """Several things as one: "4 hours, 18 minutes", "2019, 2020 and 2023"; `kind` is a type of CLDR's listPatterns."""
    # Babel does not follow CLDR's aliases, so that it has a part of some lists only.
    lists = known(code).list_patterns
    patterns = {**lists["standard"], **lists.get(kind, {})}
    if len(parts) < 3:
        return parts[0] if len(parts) == 1 else str(patterns["2"]).format(*parts)
    *first, text = parts
    for place, part in enumerate(reversed(first)):
        form = "end" if place == 0 else "start" if place == len(first) - 1 else "middle"
        text = str(patterns[form]).format(part, text)
    return text


def minus(code: str) -> str:
    """The minus sign."""
    return str(_signs(code).get("minusSign", "-"))


def number_signs(code: str) -> tuple[str, str]:
    """The decimal sign and the grouping sign, as `number` writes them."""
    return str(_signs(code).get("decimal", ".")), str(_signs(code).get("group", ","))


def _signs(code: str) -> Any:
    symbols = known(code).number_symbols
    return symbols.get(system_of(code)) or symbols["latn"]


@cache
def _with_digits(pattern: str, digits: int) -> Any:
    fraction = f".{'0' * digits}" if digits else ""
    return _pattern(re.sub(r"(?<=0)(?:\.[#0]+)?(?=;|\Z)", fraction, pattern, count=1))


def _pattern(pattern: Any) -> Any:
    from babel.numbers import parse_pattern

    return parse_pattern(pattern)


def _around(pattern: Any, text: str) -> str:
    """A number in the place of the digits of a pattern."""
    return f"{_unquoted(pattern.prefix[0])}{text}{_unquoted(pattern.suffix[0])}"


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda match: match[1] or "'", text)
