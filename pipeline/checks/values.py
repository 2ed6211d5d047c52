"""Numbers, amounts, dates and times, compared by what they mean in each language (CLDR)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.figures import Compared, compare
from pipeline.checks.kinds import COUNTED, DIGITS, Issue, check
from pipeline.checks.pair import Pair
from pipeline.language.units import SYMBOLS
from pipeline.language.values import Value, number_words, numbers_from_two


def compared_values(pair: Pair) -> Compared | None:
    """The figures of a pair, compared once for all checks; None where there is none."""
    if not pair.has_digits:
        return None
    if pair.compared is None:
        pair.compared = compare(pair)
    return pair.compared


@check("error", "likely", "numbers", DIGITS)
def number_changed(pair: Pair) -> Iterator[Issue]:
    """A number of the source is another one in the translation.

    Numbers are compared by value, each as its language writes it: 39,000 = 39.000 (nl, de) = 39 000 (fr), 1.5 = 1,5,
    98 billion = 98 miljard = 98 milliards = 98 Milliarden, 3 = three = drie. English is never read by the rules of
    `en_BE`, whose figures look Dutch.

    Why: a wrong figure is the error that readers act on and that nobody sees.

    Bad:  more than 39,000 jobs  ->  meer dan 93.000 banen
    Good: more than 39,000 jobs  ->  meer dan 39.000 banen

    When to ignore: where the translation gives a figure of its own country, such as a telephone number.
    """
    compared = compared_values(pair)
    if compared is not None:
        for one, other in compared.changed:
            if one.kind in ("number", "name") and other.kind in ("number",) and one.kind != "name":
                yield Issue(_how_changed(one, other), other.start, other.end)


def _how_changed(one: Value, other: Value) -> str:
    if one.scaled or other.scaled:
        what = f'"{_shown(other)}" is another amount than "{_shown(one)}" of the source'
        return f"{what}; compare the words for thousand, million and so on"
    if one.text == other.text:
        return f'"{one.text}" means another number in this language; write it with the signs of the language'
    return f'"{other.text}" stands where the source has "{one.text}"; write the same number'


def _shown(value: Value) -> str:
    amounts = [reading for reading in value.readings if isinstance(reading, float)]
    return f"{value.text} = {amounts[0]:,.0f}" if amounts and value.scaled else value.text


@check("warning", "likely", "numbers", DIGITS)
def number_lost(pair: Pair) -> Iterator[Issue]:
    """A number of the source is not in the translation, neither in figures nor in words.

    Why: a reader of one language is told less than the others.

    Bad:  We answer within 30 days.  ->  Nous répondons bientôt.
    Good: We answer within 30 days.  ->  Nous répondons dans les 30 jours.

    When to ignore: where the number was a conversion for readers of another country.
    """
    compared = compared_values(pair)
    if compared is not None:
        changed = [one for one, _ in compared.changed]
        for one in compared.source:
            if one not in changed and one.kind in ("number", "time") and not _is_form_of_one(pair):
                yield Issue(f'"{one.text}" of the source is missing from the translation; add it')


@check("warning", "likely", "numbers", DIGITS)
def number_added(pair: Pair) -> Iterator[Issue]:
    """The translation has a number that the source has not.

    Why: it was copied from another text, or the source has changed since.

    Bad:  We answer soon.  ->  Nous répondons dans les 30 jours.
    Good: We answer soon.  ->  Nous répondons bientôt.

    When to ignore: where the translation writes as a figure what the source only hints at.
    """
    compared = compared_values(pair)
    if compared is not None:
        changed = [other for _, other in compared.changed]
        for other in compared.target:
            if other not in changed and other.kind in ("number", "time"):
                yield Issue(
                    f'"{other.text}" is not in the source; remove it, or see what it stands for', other.start, other.end
                )


def _is_form_of_one(pair: Pair) -> bool:
    """Whether this is the form for one thing, which may say "a" for 1."""
    return pair.form == 0


@check("error", "likely", "numbers", DIGITS)
def date_changed(pair: Pair) -> Iterator[Issue]:
    """A date or a time of the source is another one in the translation.

    Dates are compared by value in all usual forms: 12 March 2024, March 12, 2024, 12/03/2024, 2024-03-12, 12. März; so
    are times: 8 p.m. = 20 h = 20 uur = 20.00 Uhr.

    Why: readers miss the deadline. Day and month are easily swapped between American and European forms.

    Bad:  on 12 March 2024  ->  le 12 mai 2024
    Good: on 12 March 2024  ->  le 12 mars 2024

    When to ignore: where the time is another in the reader's country.
    """
    compared = compared_values(pair)
    if compared is not None:
        for one, other in compared.changed:
            if one.kind in ("date", "time") or other.kind in ("date", "time"):
                yield Issue(
                    f'"{other.text}" stands where the source has "{one.text}"; write the same', other.start, other.end
                )
        changed = [one for one, _ in compared.changed]
        for one in compared.source:
            if one.kind == "date" and one not in changed:
                yield Issue(f'the date "{one.text}" of the source is missing from the translation; add it')


@check("error", "likely", "numbers", DIGITS)
def unit_changed(pair: Pair) -> Iterator[Issue]:
    """A number has kept its value, and changed its unit or its currency.

    Why: 5 km and 5 m, 30 days and 30 hours, € 10 and $ 10 are not the same.

    Bad:  42% of exports  ->  42 ‰ des exportations
    Good: 42% of exports  ->  42 % des exportations

    When to ignore: where the two units are names of one thing.
    """
    compared = compared_values(pair)
    if compared is not None:
        for one, other in compared.agreed:
            if one.unit != other.unit and one.kind == other.kind == "number":
                if one.unit and other.unit and not _is_said_elsewhere(one, compared):
                    yield Issue(
                        f'"{other.text}" has the unit {other.unit}, the source {one.unit}; write the same',
                        other.start,
                        other.end,
                    )
                elif one.unit in SYMBOLS and not other.unit and not _is_in(one.unit, pair):
                    yield Issue(f'"{other.text}" has lost its {one.unit}; add it', other.start, other.end)


def _is_said_elsewhere(one: Value, compared: Compared) -> bool:
    """Whether the same number stands with both units on both sides."""
    return sum(bool(each.readings & one.readings) for each, _ in compared.agreed) > 1


def _is_in(unit: str, pair: Pair) -> bool:
    """Whether a unit is named anywhere in the translation."""
    names = {
        "%": ("%", "procent", "percent", "pour cent", "prozent", "pourcent"),
        "EUR": ("€", "eur"),
        "USD": ("$", "usd", "dollar"),
        "GBP": ("£", "gbp", "livre", "pond", "pfund", "pound"),
    }
    lower = pair.target.raw.lower()
    return any(name in lower for name in names.get(unit, (unit.lower(),)))


@check("warning", "likely", "locale-violation", DIGITS)
def number_format(pair: Pair) -> Iterator[Issue]:
    """A number is written with the decimal or grouping sign of another language.

    Why: 39,000 is thirty-nine in a Dutch or German text, and 1.5 reads as a date or a section.

    Bad:  39,000 jobs  ->  39,000 Arbeitsplätze
    Good: 39,000 jobs  ->  39.000 Arbeitsplätze

    When to ignore: for versions, sections and code.
    """
    compared = compared_values(pair)
    if compared is not None and not pair.context.is_written_alike:
        for one, other in compared.agreed:
            if other.foreign and one.kind == "number" and ("," in other.text or one.scaled or other.unit):
                yield Issue(
                    f'"{other.text}" is written as in another language; use the signs of this one',
                    other.start,
                    other.end,
                )


@check("warning", "likely", "numbers", DIGITS)
def range_changed(pair: Pair) -> Iterator[Issue]:
    """The two numbers of a range or a ratio have changed places.

    Why: 1–600 and 600–1, 4.5:1 and 1:4.5 are not the same.

    Bad:  a contrast of 4.5:1  ->  un contraste de 1:4,5
    Good: a contrast of 4.5:1  ->  un contraste de 4,5:1

    When to ignore: where the language counts the other way round.
    """
    compared = compared_values(pair)
    if compared is None or len(compared.agreed) < 2:
        return
    ranges = [(low.readings, high.readings) for low, high in _ranges(pair.source.prose, pair.source_values)]
    for low, high in _ranges(pair.target.prose, pair.target_values):
        turned = high.readings, low.readings
        if turned in ranges and (low.readings, high.readings) not in ranges:
            found = pair.target.prose[low.start : high.end]
            yield Issue(f'"{found}" runs the other way in the source; write its order', low.start, high.end)


def _ranges(prose: str, figures: list[Value]) -> Iterator[tuple[Value, Value]]:
    """The figures that only a dash, a colon or "to" parts."""
    for one, other in pairwise(figures):
        if prose[one.end : other.start].strip(" %\u00a0\u202f") in ("–", "—", "-", ":", "/", "to", "à", "tot", "bis"):
            yield one, other


@check("warning", "likely", "numbers", [COUNTED])
def number_word_changed(pair: Pair) -> Iterator[Issue]:
    """A number that is spelled out in the source is another one in the translation.

    Why: a word is as easily mistaken as a figure, and no tool looks at it.

    Bad:  in three languages  ->  en quatre langues
    Good: in three languages  ->  en trois langues

    When to ignore: where the number belongs to an expression, such as "one or two".
    """
    lost = numbers_from_two(pair.source, pair.source_language)
    if not lost or sorted(lost) == sorted(numbers_from_two(pair.target, pair.language)):
        return
    added = []
    for number, word, start in number_words(pair.target, pair.language):
        if number < 2:
            continue
        if number in lost:
            lost.remove(number)
        else:
            added.append((number, word, start))
    if not added or not lost:
        return
    figures = {int(reading) for value in pair.source_values for reading in value.readings if isinstance(reading, float)}
    figures.update(run for value in pair.source_values for run in value.runs)
    others = {run for value in pair.target_values for run in value.runs}
    lost = [number for number in lost if number not in others]
    ordinals = pair.source_language.ordinals
    figures.update(ordinals[word] for word in pair.source.lower_words if word in ordinals)
    for number, word, start in added:
        if lost and number not in figures:
            yield Issue(
                f'"{word}" stands where the source has {lost[0]} in words; write the same number',
                start,
                start + len(word),
            )
