"""Numbers, dates and times as values: 39,000 in English is 39.000 in Dutch, and 8 p.m. is 20 h.

A figure may be read in more than one way ("03/04/2024"); two figures agree when a reading of one is a reading of the
other. What cannot be read as a whole is compared by its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from pipeline import locales
from pipeline.language.known import language_of
from pipeline.language.profile import Language
from pipeline.language.text import Text
from pipeline.language.tokens import NOTHING
from pipeline.language.units import UNITS
from pipeline.lazy import pattern

Reading: TypeAlias = float | tuple[str, *tuple[int, ...]]  # a number, or ("date", 2024, 3, 12), ("time", 20, 0)

_SPACE = "\u00a0\u202f\u2009 "
_RUN = pattern(r"\d\d{0,14}")
_LONGEST = 40  # signs of a number; a longer one is no number, and Python would refuse to read it
_MOST = 200  # figures of a text that are compared: a text with more is a table, or means harm
_REACH = 24  # characters: "September ", "de l’après-midi"
_GROUPED = pattern(r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+")
_LETTERS = pattern(r"[^\W\d_]+")
_MONTHS_ONLY_SHORTENED = {"sept": 9, "okt": 10, "dec": 12, "déc": 12, "dez": 12}
_UNIT = pattern(r"[-\u00a0\u202f\u2009 \x00]{0,12}([%‰€$£¥]|°[CF]|[^\W\d_]+[²2]?)", re.IGNORECASE)
_BEFORE = pattern(r"(€|\$|£|¥|(?<![^\W\d_])(?:EUR|USD|GBP|CHF))[\u00a0\u202f\u2009 ]?\Z")
_EVENING = pattern(r"\s*(?:[’']s (?:avonds|(?:na)?middags)|du soir|de l[’']après-midi|abends|nachmittags)")


@dataclass(slots=True, eq=False, repr=False)
class Value:
    """A figure in a text."""

    text: str
    start: int  # offset in the text
    readings: frozenset[Reading]
    unit: str = ""  # canonical: "EUR", "%"; "" where none is known
    kind: str = "number"  # number, date, time, name ("UTF-8"), dotted ("2018/1523")
    scaled: bool = False  # whether a word as "million" belongs to it
    foreign: bool = False  # written with the signs of another language

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def runs(self) -> list[int]:
        """Its digits, group by group."""
        return [int(run) for run in _RUN.findall(self.text)]


class _Figures(NamedTuple):
    """How a locale writes figures."""

    language: Language
    has_plain_months: bool  # each is one word, without a point
    months: dict[str, int]
    decimal: str
    group: str

    def found(self, text: Text) -> Iterator[Value]:
        prose = text.prose
        end = 0
        for match in self._matches(_simplified(prose)):
            if match.start() < end:
                continue
            value = self._value(match, prose)
            if value is not None:
                value.text = value.text.rstrip(NOTHING + _SPACE)
                self._with_unit(value, prose)
                end = value.end
                yield value

    def _matches(self, prose: str) -> Iterator[re.Match[str]]:
        """What looks like a figure in a text in lower case: near digits only, for most of a text is far from any."""
        stretches = _near_digits(prose)
        pattern = self._pattern_for("\n".join(prose[start:end] for start, end in stretches))
        for start, end in stretches:
            yield from pattern.finditer(prose, start, end)

    def _pattern_for(self, near: str) -> re.Pattern[str]:
        """What finds the figures in some stretches: names of months are looked for only where there is one."""
        if self.has_plain_months and self.months.keys().isdisjoint(_LETTERS.findall(near)):
            return _pattern()
        return _pattern("|".join(sorted(map(re.escape, self.months), key=len, reverse=True)))

    def _value(self, match: re.Match[str], prose: str) -> Value | None:
        kind, start = match.lastgroup, match.start()
        text = prose[start : match.end()]
        if kind == "iso":
            year, month, day = map(int, text.split("-"))
            return Value(text, start, frozenset([("date", year, month, day)]), kind="date")
        if kind in ("dmy", "mdy"):
            return self._date(text, start)
        if kind == "numeric":
            one, two, year = map(int, re.split("[/.-]", text))
            readings: set[Reading] = {("date", year, two, one)} if two <= 12 else set()
            if one <= 12 and self.language.code == "en":
                readings.add(("date", year, one, two))
            return Value(text, start, frozenset(readings), kind="date") if readings else None
        if kind == "time":
            is_evening = _EVENING.match(prose, match.end()) is not None
            return _time(text, start, is_half_day=self.language.code == "en", is_evening=is_evening)
        if kind in ("name", "code"):
            return Value(text, start, frozenset(), kind="name")
        return self._number(text, start)

    def _date(self, text: str, start: int) -> Value | None:
        month = 0
        for name in _LETTERS.findall(text.lower()):
            month = month or self.months.get(name, 0)
        numbers = [int(run) for run in _RUN.findall(text)]
        day = next((number for number in numbers if number <= 31), 0)
        year = next((number for number in numbers if number > 31), 0)
        return Value(text, start, frozenset([("date", year, month, day)]), kind="date")

    def _number(self, text: str, start: int) -> Value:
        """A number, in the signs of the locale if it can be, else in those of the other ones."""
        if len(text) > _LONGEST:
            return Value(text, start, frozenset(), kind="dotted")
        compact = text
        if len(text.split()) > 1 and _GROUPED.match(text):
            compact = re.sub(f"(?<=\\d)[{_SPACE}](?=\\d\\d\\d)", "", text)
        if compact.isdigit():
            return Value(text, start, frozenset([float(compact)]))
        group = self.group if self.group in ".,'’" else "."
        signs = {(self.decimal, group)}
        if group in "'’":
            signs |= {(self.decimal, "'"), (self.decimal, "’")}
        for foreign, each in ((False, signs), (True, ((".", ","), (",", ".")))):
            for decimal, group in each:
                if _written_with(decimal, group).fullmatch(compact):
                    number = compact.replace(group, "").replace(decimal, ".")
                    return Value(text, start, frozenset([float(number)]), foreign=foreign)
        return Value(text, start, frozenset(), kind="dotted")

    def _with_unit(self, value: Value, prose: str) -> None:
        """Take in what stands before or behind a number: its currency, its magnitude, its unit."""
        if value.kind != "number":
            return
        if before := _BEFORE.search(prose, max(0, value.start - 5), value.start):
            value.unit = UNITS[before[1].lower()]
        position = value.end
        for _ in range(3):
            after = _UNIT.match(prose, position)
            word = after[1].lower() if after else ""
            if word in self.language.magnitudes and not value.scaled:
                _scale(value, self.language.magnitudes[word])
            elif after and not value.unit and (unit := _unit_of(after, prose)):
                value.unit = unit
                return
            elif word not in ("d", "de", "of", "van", "von", "us"):
                return
            position = after.end() if after else position
            if prose[position : position + 1] in ("'", "’", "."):
                position += 1


@cache
def _written_with(decimal: str, group: str) -> re.Pattern[str]:
    """A number that has one of these signs or both."""
    decimal, group = map(re.escape, (decimal, group))
    return re.compile(rf"\d{{1,3}}(?:{group}\d{{3}})*(?:{decimal}\d+)?|\d+{decimal}\d+")


def _simplified(prose: str) -> str:
    """The text in lower case, all its spaces plain ones, with each character in its place: `İ` alone becomes two."""
    lower = prose.lower()
    if len(lower) != len(prose):
        lower = prose.replace("İ", "i").lower()
    return lower.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")


def _near_digits(prose: str) -> list[tuple[int, int]]:
    """The stretches around digits, from word to word, as far as the name of a month or a sign may stand."""
    stretches: list[tuple[int, int]] = []
    for run in _RUN.finditer(prose):
        start, end = max(0, run.start() - _REACH), min(len(prose), run.end() + _REACH)
        first, last = max(0, start - _REACH), min(len(prose), end + _REACH)  # Nobody's word is longer.
        while start > first and not prose[start - 1].isspace():
            start -= 1
        while end < last and not prose[end].isspace():
            end += 1
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def _scale(value: Value, factor: int) -> None:
    value.readings = frozenset(round(each * factor, 6) for each in value.readings if isinstance(each, float))
    value.scaled = True


def _unit_of(after: re.Match[str], prose: str) -> str:
    """The unit behind a number; "" where the word is none. Short ones only where they are written as units are."""
    name = after[1]
    if name.lower() in ("pour", "per") and prose[after.end() :].lstrip(_SPACE).lower().startswith("cent"):
        return "%"
    is_word = name[0] in "osO" or name in ("An", "an", "M", "T", "to", "TO")
    if len(name) <= 2 and name.isalpha() and is_word:
        return ""
    return UNITS.get(name.lower(), "")


def _time(text: str, start: int, *, is_half_day: bool, is_evening: bool) -> Value | None:
    lower = text.lower().replace("\u00a0", " ").replace("\u202f", " ")
    numbers = [int(run) for run in _RUN.findall(lower)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if hour > 24 or minute > 59:
        return None
    if (is_evening or re.search(r"p\.?\s?m\b", lower)) and hour < 12:
        hour += 12
    elif re.search(r"a\.?\s?m\b", lower) and hour == 12:
        hour = 0
    elif 0 < hour < 12 and is_half_day and not re.search(r"a\.?\s?m\b", lower):
        return Value(text, start, frozenset([("time", hour, minute), ("time", hour + 12, minute)]), kind="time")
    return Value(text, start, frozenset([("time", hour, minute)]), kind="time")


@cache
def _figures(locale: str) -> _Figures:
    language = language_of(locale)
    is_known = locale == language.code  # A region may write otherwise.
    months = {**_MONTHS_ONLY_SHORTENED, **((is_known and language.months) or locales.month_names(locale))}
    decimal, group = (is_known and language.number_signs) or locales.number_signs(locale)
    return _Figures(language, bool(is_known and language.months), months, decimal, group)


@cache
def _pattern(month: str = "") -> re.Pattern[str]:
    """What finds figures in a simplified text, with the months that a pattern finds; without, it is ready sooner.

    What begins with a digit comes first, what begins with a letter behind it: most places of a text are neither the one
    nor the beginning of a word.
    """
    day = r"\d{1,2}(?:\.|st|nd|rd|th|er|ste|de|e)?\x00*"
    dmy = rf"|(?P<dmy>(?<![\w.,]){day} (?:of )?(?:{month})\b\.?(?:,? \d{{4}}\b)?)"
    year = r" (?:\d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?|\d{4}\b)"
    mdy = rf"(?P<mdy>(?:{month})\b\.?{year})|"
    return re.compile(
        rf"(?=\d)(?:(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?![\w-])){dmy if month else ''}"
        rf"|(?P<numeric>(?<![\w./-])\d{{1,2}}(?P<sign>[/.-])\d{{1,2}}(?P=sign)\d{{4}}(?![\w/-]))"
        rf"|(?P<time>(?<![\w.,:])\d{{1,2}}(?: ?h ?\d\d(?!\d)|[:.]\d\d ?(?:[ap]\.? ?m\b\.?|uur\b|uhr\b|h\b)"
        rf"| ?(?:[ap]\. ?m\b\.?|[ap]m\b|uur\b|uhr\b|o['’]clock)|:\d\d(?![\d:]))"
        # En-US: hours alone, "20 heures", are a duration as often as a time; the number alone is compared.
        rf")|(?P<name>(?<!\w)\d+[^\W\d_]*[-]?[^\W\d_]+\d\w*)"
        rf"|(?P<number>\d{{1,3}}(?: \d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:(?:[.,'/]|’)\d+)*))"
        rf"|(?<!\w)(?:{mdy if month else ''}(?P<code>[^\W\d_]+[-.]?(?=\d)[\w]*(?:[-.]\w+)*))"
    )


def values(text: Text, locale: str) -> list[Value]:
    """The figures in the prose of a text, as a locale writes them, from left to right."""
    if text.values is None:
        text.values = list(islice(_figures(locale).found(text), _MOST))
    return text.values


def number_words(text: Text, language: Language) -> list[tuple[int, str, int]]:
    """The numbers that are spelled out: value, word, offset in the text."""
    cardinals = language.cardinals
    if text.vocabulary.isdisjoint(cardinals):
        return []
    return [(cardinals[word.text.lower()], word.text, word.start) for word in text.words_among(cardinals)]


def numbers_from_two(text: Text, language: Language) -> list[int]:
    """Those that are not 0 and 1, without their places, which is quicker: "one" is an article in most languages."""
    cardinals = language.cardinals
    if text.tokens and text.vocabulary.isdisjoint(cardinals):  # It is part of a word: "a three<br/>page guide".
        return []
    return [number for word in text.lower if (number := cardinals.get(word, 0)) > 1]
