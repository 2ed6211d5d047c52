"""The values of a page: the text of `<data value>` and `<time datetime>` that CLDR writes in every language."""

from __future__ import annotations

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


def found(marked: Marked, scope: Callable[[int, Scope], Scope], outermost: Scope, code: str) -> dict[int, Value | None]:
    """The elements that say a value, each with what can be written of it: None where its words are the translators'.

    `scope` is that inside an element; what is in another language, not to be translated, or code, is as it is. `code`
    is the locale that the page is written by. What can be written is `marked` so.
    """
    # Only here: a page without values needs none of CLDR's patterns.
    from pipeline.values.value import read

    values: dict[int, Value | None] = {}
    for position in marked.values:
        said = told(marked.outline, position)
        if said is not None and _is_open(marked.outline, position, scope, outermost):
            values[position] = value = read(*said, code)
            if value is not None:
                marked.written[position] = value
    return values


def _is_open(outline: Outline, position: int, scope: Callable[[int, Scope], Scope], outermost: Scope) -> bool:
    inside = outermost
    for each in reversed([*outline.around(position)]):
        if outline.tags[each] in names.CLOSED or outline.tags[each] in names.CODE:
            return False
        inside = scope(each, inside)
    return inside.is_open
