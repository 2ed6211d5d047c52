"""The values of a page: the text of `<data value>` and `<time datetime>` that CLDR writes in every language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lazy import pattern
from pipeline.xhtml import names
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.markup import unescaped
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.scope import Scope

if TYPE_CHECKING:
    from pipeline.values.value import Value

FORMAT = "data-format"  # in which an author says how
_NUMBER = pattern(r"\d{1,9}")
_DATE = pattern(r"\d{4}-\d\d-\d\d")
_ATTRIBUTES = {"data": "value", "time": "datetime"}


class Told(NamedTuple):
    """What a page says of a value."""

    name: str  # data, time
    attribute: str
    text: str
    data_format: str  # "": nothing


def told(outline: Outline, position: int) -> Told | None:
    """What an element says of its value; None where it says none, or holds more than text."""
    tag = outline.markup[position]
    name = tag.name.rpartition("}")[2]
    attribute = tag.get(_ATTRIBUTES[name])
    if attribute is None or outline.closes[position] - outline.starts[position] > 2:
        return None
    text = unescaped(outline.text(position)).strip(names.WHITE_SPACE)
    return Told(name, attribute, text, tag.get(FORMAT) or "")


def found(marked: Marked, is_open: Callable[[int], bool], written_by: Callable[[], str]) -> dict[int, Value | None]:
    """The elements that say a value, each with what can be written of it: None where its words are the translators'.

    `is_open` tells whether the inside of an element is a translator's; what is not is as it is, and not looked at where
    it can be no value by its text. `written_by` tells the locale that the page is written by. What can be written is
    `marked` so.
    """
    values: dict[int, Value | None] = {}
    for position in marked.values:
        said = told(marked.outline, position)
        if said is None:
            continue
        if said.name == "time" and not said.data_format and not _may_look_like(said.text, said.attribute):
            values[position] = None
        elif is_open(position):
            values[position] = value = _read(said, written_by)
            if value is not None:
                marked.written[position] = value
    return values


class Openness:
    """Tells whether the inside of an element is a translator's: not in another language, protected or code."""

    def __init__(self, marked: Marked, outermost: Scope) -> None:
        self.marked = marked
        self.known: dict[int, Scope | None] = {-1: outermost}

    def __call__(self, position: int) -> bool:
        """Whether the inside of this element is."""
        inside = self._inside(position)
        return inside is not None and inside.is_open

    def _inside(self, position: int) -> Scope | None:
        """What holds inside an element, told once for all that is in it; None where nothing is written."""
        if position not in self.known:
            outline = self.marked.outline
            around = self._inside(outline.parents[position])
            closed = outline.tags[position] in names.CLOSED or outline.tags[position] in names.CODE
            self.known[position] = None if around is None or closed else self.marked.scope(position, around)
        return self.known[position]


def _read(said: Told, written_by: Callable[[], str]) -> Value | None:
    # Only here: a page without values needs none of CLDR's patterns.
    from pipeline.values.value import read

    return read(*said, written_by())


def _may_look_like(text: str, value: str) -> bool:
    """Whether a text can be what a `datetime` looks like: every number in it is one of the moment's.

    It asks CLDR nothing, and most texts that are something else have another number, such as "30th" of an older
    calendar, or less than a date: no style shows a day alone, and none has brackets.
    """
    numbers = _NUMBER.findall(text)
    if "(" in text or (len(numbers) == 1 and len(text) - len(numbers[0]) <= 2 and _DATE.match(value)):
        return False
    parts = {int(number) for number in _NUMBER.findall(value)}
    parts |= {part % 100 for part in parts if part > 99} | {part % 12 or 12 for part in parts if part < 24}
    return all(int(number) in parts for number in numbers)
