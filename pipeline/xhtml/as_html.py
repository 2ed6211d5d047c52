"""What an HTML reader makes of a page that is well-formed XML: where it is another tree, two readers see two pages.

The rules are those of HTML, 13.2.6 "Tree construction". Who writes well-formed pages has no reason to know them, and
sees nothing wrong where a page is read as XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.xhtml import names
from pipeline.xhtml.markup import Trait
from pipeline.xhtml.names import html
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.slots import Slot

# What happens, and what to do about it.
Said: TypeAlias = tuple[str, str]

_HEADINGS = frozenset(names.HEADINGS)
_ENDS_P = _HEADINGS | html(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp"
)
# Elements inside which what stands around is out of reach: the "markers", a "button scope".
_MARKERS = html("applet caption marquee object td template th")
_SCOPE = _MARKERS | html("button html select table")
# The "special" ones, behind which no <li>, <dd> or <dt> is looked for.
_SPECIAL = _ENDS_P | _SCOPE | html("body colgroup frameset head iframe noscript tbody textarea tfoot thead tr")
_SPECIAL -= html("address div p")
_HEAD = html("base basefont bgsound link meta noframes noscript script style template title")
_ANYWHERE = html("script style template")
_TABLE, _ROWS = f"{{{names.XHTML}}}table", html("tbody tfoot thead")
_PARTS = {  # of a table: what may stand in each
    _TABLE: _ROWS | html("caption colgroup"),
    f"{{{names.XHTML}}}colgroup": html("col"),
    f"{{{names.XHTML}}}tr": html("td th"),
    **dict.fromkeys(_ROWS, html("tr")),
}
_INSIDE_TABLES = frozenset().union(*_PARTS.values())
_ADDED = {  # by a part of a table and what stands right in it: what comes between them
    (_TABLE, f"{{{names.XHTML}}}tr"): "tbody",
    (_TABLE, f"{{{names.XHTML}}}col"): "colgroup",
    **{(rows, cell): "tr" for rows in _ROWS for cell in html("td th")},
}
_IN_XHTML = f"{{{names.XHTML}}}"
_DRAWN = tuple(f"{{{namespace}}}" for namespace in (names.SVG, names.MATHML))
# Where HTML may stand inside these: the "integration points".
_HOLDS_HTML = frozenset(("foreignObject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"))
_TEXT_INSIDE = names.TEXT_ONLY - html("option") | html("iframe noembed noframes xmp")
_FIRST_LINE_LOST = html("listing") | names.PRESERVED


class _Nesting(NamedTuple):
    """Elements that end one that they stand in."""

    outer: frozenset[str]
    inner: frozenset[str]
    bounds: frozenset[str]  # inside these they do not
    said: Said


_NESTINGS = (
    _Nesting(html("p"), _ENDS_P, _SCOPE, ("ends the <p> around it", "close that before, or make it a <div>")),
    _Nesting(html("a"), html("a"), _MARKERS, ("ends the <a> around it", "take one of the two out")),
    _Nesting(html("button"), html("button"), _SCOPE, ("ends the <button> around it", "take one of the two out")),
    _Nesting(html("form"), html("form"), html("template"), ("inside another one is not there", "take one of them out")),
    _Nesting(html("li"), html("li"), _SPECIAL, ("ends the <li> around it", "put a list around the inner one")),
    _Nesting(html("dd dt"), html("dd dt"), _SPECIAL, ("ends the item around it", "put a <dl> around the inner one")),
)


def moved(outline: Outline, slots: Iterable[Slot]) -> dict[Said, list[int]]:
    """What an HTML reader moves, ends or leaves out, by what there is to say of it: positions.

    `slots` are those of the page; of words, they say what these stand in.
    """
    found = _of_pairs(outline, _on_pair)
    for said, position in (*_ended(outline), *_outside_cells(outline, slots), *_cut_short(outline)):
        found.setdefault(said, []).append(position)
    return found


def added(outline: Outline) -> dict[Said, list[int]]:
    """What an HTML reader puts in or leaves out without moving anything, in the same form."""
    found = _of_pairs(outline, _between)
    for position, tag in enumerate(outline.tags):
        if tag in _FIRST_LINE_LOST and outline.text(position).startswith("\n"):
            said = f"leaves out the line break behind <{outline.markup[position].code}>", "take it out"
            found.setdefault(said, []).append(position)
    return found


def _of_pairs(outline: Outline, rule: Callable[[object, object], Said | None]) -> dict[Said, list[int]]:
    """What a rule has to say of elements right inside others."""
    tags, parents = outline.tags, outline.parents
    around = [tags[parent] for parent in parents]
    # A page has few different pairs, and mostly none of which there is anything to say.
    told = {pair: said for pair in frozenset(zip(around[1:], tags[1:], strict=True)) if (said := rule(*pair))}
    found: dict[Said, list[int]] = {}
    for position in range(1, len(tags)) if told else ():
        if said := told.get((around[position], tags[position])):
            found.setdefault(said, []).append(position)
    return found


@lru_cache(maxsize=2048)
def _on_pair(parent: object, child: object) -> Said | None:
    if not isinstance(parent, str) or not isinstance(child, str):
        return None
    outer, inner = parent.rpartition("}")[2], child.rpartition("}")[2]
    if not child.startswith("{"):
        return f"<{inner}> is HTML, to others an element of no namespace", 'take xmlns="" off'
    if not child.startswith(_IN_XHTML):
        return None
    if parent.startswith(_DRAWN) and outer not in _HOLDS_HTML:
        return f"<{inner}> ends the <{outer}> around it", "put it outside, or into <foreignObject>"
    if not parent.startswith(_IN_XHTML):
        return None
    if outer == "head" and child not in _HEAD:
        return f"<{inner}> ends the head", "put it into the body"
    if parent in _HEADINGS and child in _HEADINGS:
        return f"<{inner}> ends the <{outer}> around it", "close that before"
    if parent in _TEXT_INSIDE:
        return f"<{inner}> in <{outer}> is no element, but text", "take it out"
    if outer == "noscript":
        return "<noscript> is empty where scripts run, to others it is not", "let a script take such an element away"
    return _on_part(parent, child)


def _on_part(parent: str, child: str) -> Said | None:
    """The same, of the parts of a table."""
    outer, inner = parent.rpartition("}")[2], child.rpartition("}")[2]
    if parent in _PARTS and (parent, child) not in _ADDED and child not in _PARTS[parent] | _ANYWHERE:
        return f"<{inner}> right in <{outer}> stands in front of the table", "put it into a cell"
    if child in _INSIDE_TABLES and parent not in _PARTS and outer != "template":
        return f"<{inner}> outside a table is not there", "put a table around it"
    return None


@lru_cache(maxsize=2048)
def _between(parent: object, child: object) -> Said | None:
    if not isinstance(parent, str) or not isinstance(child, str) or (parent, child) not in _ADDED:
        return None
    outer, inner = parent.rpartition("}")[2], child.rpartition("}")[2]
    return f"puts <{_ADDED[parent, child]}> around <{inner}> in <{outer}>", "write it, so that styles fit both"


def _ended(outline: Outline) -> Iterator[tuple[Said, int]]:
    """What ends an element that it stands in, however deep."""
    tags, ends = outline.tags, outline.ends
    for nesting in _NESTINGS:
        if nesting.outer.isdisjoint(tags):
            continue
        for position, tag in enumerate(tags):
            if tag in nesting.outer and not nesting.inner.isdisjoint(tags[position + 1 : ends[position]]):
                for found in _reached(outline, position, nesting):
                    yield (f"<{outline.markup[found].code}> {nesting.said[0]}", nesting.said[1]), found


def _reached(outline: Outline, position: int, nesting: _Nesting) -> Iterator[int]:
    at = position + 1
    while at < outline.ends[position]:
        tag = outline.tags[at]
        if tag in nesting.inner:
            yield at
        # What is inside one that was found ends that one, and is found there.
        at = outline.ends[at] if tag in nesting.bounds or tag in nesting.inner else at + 1


def _outside_cells(outline: Outline, slots: Iterable[Slot]) -> Iterator[tuple[Said, int]]:
    for slot in slots:
        if slot.attribute is None and outline.tags[slot.element] in _PARTS:
            name = outline.markup[slot.element].code
            yield (f"words right in <{name}> stand in front of the table", "put them into a cell"), slot.element


def _cut_short(outline: Outline) -> Iterator[tuple[Said, int]]:
    for position in outline.having(Trait.NO_ELEMENT):
        text = outline.markup[position].published
        if text.startswith(("<!-->", "<!--->")):
            yield ("a comment that begins with > ends there", "put a space in front of that"), position
        elif text.startswith("<?") and ">" in text[:-1]:
            yield ("a processing instruction ends at its first >", "take that out, or the rest is shown"), position
