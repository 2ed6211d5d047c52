"""The values of a page: the text of `<data value>` and `<time datetime>` that CLDR writes in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.xhtml import names
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.markup import unescaped
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.scope import Scope

if TYPE_CHECKING:
    from pipeline.values.value import Value

FORMAT = "data-format"  # in which an author says how
_NUMBER = re.compile(r"\d{1,9}")
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


def found(
    marked: Marked, scope: Callable[[int, Scope], Scope], outermost: Scope, written_by: Callable[[], str]
) -> dict[int, Value | None]:
    """The elements that say a value, each with what can be written of it: None where its words are the translators'.

    `scope` is that inside an element; what is in another language, not to be translated, or code, is as it is.
    `written_by` tells the locale that the page is written by. What can be written is `marked` so.
    """
    values: dict[int, Value | None] = {}
    inside: dict[int, Scope | None] = {-1: outermost}
    for position in marked.values:
        said = told(marked.outline, position)
        around = None if said is None else _inside(marked.outline, position, scope, inside)
        if said is not None and around is not None and around.is_open:
            values[position] = value = _read(said, written_by)
            if value is not None:
                marked.written[position] = value
    return values


def _read(said: Told, written_by: Callable[[], str]) -> Value | None:
    if said.name == "time" and not said.data_format and not _may_look_like(said.text, said.attribute):
        return None
    # Only here: a page without values needs none of CLDR's patterns.
    from pipeline.values.value import read

    return read(*said, written_by())


def _may_look_like(text: str, value: str) -> bool:
    """Whether a text can be what a `datetime` looks like: every number in it is one of the moment's.

    It asks CLDR nothing, and most texts that are something else have another number: "30th" of an older calendar.
    """
    parts = {int(number) for number in _NUMBER.findall(value)}
    parts |= {part % 100 for part in parts if part > 99} | {part % 12 or 12 for part in parts if part < 24}
    return all(int(number) in parts for number in _NUMBER.findall(text))


def _inside(
    outline: Outline, position: int, scope: Callable[[int, Scope], Scope], known: dict[int, Scope | None]
) -> Scope | None:
    """What holds inside an element; None where nothing is written. Elements have most of what is around in common."""
    if position not in known:
        around = _inside(outline, outline.parents[position], scope, known)
        closed = outline.tags[position] in names.CLOSED or outline.tags[position] in names.CODE
        known[position] = None if around is None or closed else scope(position, around)
    return known[position]
