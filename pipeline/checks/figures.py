"""The figures of a source against those of its translation: which agree, and what is left over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.checks.pair import Pair
from pipeline.language import Language, Text
from pipeline.language.values import Value
from pipeline.lazy import pattern

_RUN = pattern(r"\d{1,12}")
# How words begin that have the number in them: "einjährig", "éénmalig".
_ONE = tuple(
    f"{one}{what}" for one in ("ein", "een", "één") for what in ("jä", "ja", "mal", "maa", "mon", "tä", "da", "wö")
)


@dataclass(slots=True, eq=False, repr=False)
class Compared:
    """What a comparison leaves."""

    agreed: list[tuple[Value, Value]] = field(default_factory=list)  # source, translation
    source: list[Value] = field(default_factory=list)  # found in no figure or word of the translation
    target: list[Value] = field(default_factory=list)

    @property
    def changed(self) -> list[tuple[Value, Value]]:
        """Pairs of a source figure and the one that most likely stands for it, though it is another."""
        target = list(self.target)
        found = []
        for one in self.source:
            fits = [other for other in target if (other.kind == one.kind or one.kind != "name" != other.kind)]
            if fits:
                other = max(fits, key=lambda each: _likeness(one, each))
                found.append((one, other))
                target.remove(other)
        return found


def compare(pair: Pair) -> Compared:
    """Match the figures of a pair, best matches first: value and unit, value, the very signs, digits, words."""
    source, target = list(pair.source_values), list(pair.target_values)
    result = Compared()

    def match(agree: Callable[[Value, Value], bool]) -> None:
        for one in source[:]:
            for other in target:
                if agree(one, other):
                    result.agreed.append((one, other))
                    source.remove(one)
                    target.remove(other)
                    break

    match(_same_value_and_unit)
    match(_same_value)
    match(_same_signs)
    if source or target:
        source, target = _match_runs(pair, source, target)
    result.source, result.target = source, target
    return result


def _same_value_and_unit(one: Value, other: Value) -> bool:
    return one.unit == other.unit and bool(one.readings & other.readings)


def _same_value(one: Value, other: Value) -> bool:
    return bool(one.readings & other.readings)


def _same_signs(one: Value, other: Value) -> bool:
    """Whether two figures are written alike, unless that means another number here: 39,000 in German is 39."""
    if one.text.lower() != other.text.lower():
        return False
    return not (one.kind == other.kind == "number" and ("," in one.text or one.scaled or other.scaled))


def _match_runs(pair: Pair, source: list[Value], target: list[Value]) -> tuple[list[Value], list[Value]]:
    """What is left where digits are compared group by group, with the numbers that are spelled out."""
    here = _spelled_out(pair.source, pair.source_language)
    there = _spelled_out(pair.target, pair.language)
    in_source = here.union(*map(_parts, source), _in_code(pair.source))
    in_target = there.union(*map(_parts, target), _in_code(pair.target))
    return (
        [
            value
            for value in source
            if not _is_said_again(value, pair.target_values) and not _is_covered(value, in_target, target)
        ],
        [
            value
            for value in target
            # A source that names one thing may leave its number out.
            if value.text != "1"
            and not _is_said_again(value, pair.source_values)
            and not _is_covered(value, in_source, source)
        ],
    )


def _is_said_again(value: Value, others: list[Value]) -> bool:
    """Whether a figure is on the other side, though fewer times: a language may say "it" for the second one."""
    return any(
        value.readings & other.readings if value.readings else value.text == other.text and not other.readings
        for other in others
    )


def _in_code(text: Text) -> set[int]:
    """The numbers that stand in pieces of code, which is no prose."""
    return {int(run) for token in text.of("literal", "name") for run in _RUN.findall(token.text)}


def _spelled_out(text: Text, language: Language) -> set[int]:
    """The numbers that a text says in words, as a count or a rank."""
    named = {**language.ordinals, **language.cardinals}
    found = {named[word] for word in text.lower_words if word in named}
    if 1 not in found and any(word == "i" or word.startswith(_ONE) for word in text.lower_words):  # "Annexe I"
        found.add(1)
    return found


def _parts(value: Value) -> list[int]:
    """Its digits, and what they may be written as: 8 p.m. is 8 or 20, March is 3."""
    parts = value.runs
    for reading in value.readings:
        if isinstance(reading, tuple):
            parts += reading[1:]
    return parts


def _is_covered(value: Value, there: set[int], others: list[Value]) -> bool:
    """Whether the digits of a figure are on the other side, in pieces of other figures or in words."""
    if value.scaled and value.text == "1":  # "un million", "eine Million"
        return True
    if value.kind == "number":
        is_said = any(isinstance(reading, float) and reading in there for reading in value.readings)
        return not value.scaled and (is_said or (len(value.runs) == 1 and value.runs[0] in there))
    if value.kind in ("date", "time"):
        if any(other.kind == value.kind and _is_whole(other) for other in others) and _is_whole(value):
            return False
        return any(
            all(part in there for part in reading[1:] if part)
            for reading in value.readings
            if isinstance(reading, tuple)
        )
    if value.kind == "name" and len(value.text) >= 8 and sum(map(str.isdigit, value.text)) >= 5:
        return False
    return all(run in there for run in value.runs)


def _is_whole(value: Value) -> bool:
    """Whether a date has its day, month and year; a time always is whole."""
    return value.kind == "time" or all(isinstance(reading, tuple) and all(reading[1:]) for reading in value.readings)


def _likeness(one: Value, other: Value) -> int:
    return (
        4 * (one.kind == other.kind)
        + 2 * (one.unit == other.unit)
        + sum(run in other.runs for run in one.runs)
        + (len(one.text) == len(other.text))
    )
