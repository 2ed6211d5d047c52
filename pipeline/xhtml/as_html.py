"""What an HTML reader makes of a page that is well-formed XML: where it is another tree, two readers see two pages.

The rules are those of HTML, 13.2.6 "Tree construction". Who writes well-formed pages has no reason to know them, and
sees nothing wrong where a page is read as XML.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.xhtml import names
from pipeline.xhtml.markup import Trait
from pipeline.xhtml.names import html
from pipeline.xhtml.outline import Outline

# What happens, and what to do about it.
Said: TypeAlias = tuple[str, str]

_HEADINGS = frozenset(names.HEADINGS)
_ENDS_P = _HEADINGS | html(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp"
)
# Elements inside which what stands around is out of reach: the "markers", a "button scope".
_MARKERS = html("applet caption marquee object td template th")
# Where HTML may stand inside a picture or a formula: the "integration points".
_HOLDS_HTML = frozenset(f"{{{names.SVG}}}{name}" for name in ("desc", "foreignObject", "title")) | frozenset(
    f"{{{names.MATHML}}}{name}" for name in ("annotation-xml", "mi", "mn", "mo", "ms", "mtext")
)
_SCOPE = _MARKERS | _HOLDS_HTML | html("button html select table")
# The "special" ones, behind which no <li>, <dd> or <dt> is looked for.
_SPECIAL = _ENDS_P | _SCOPE | html("body colgroup frameset head iframe noscript tbody textarea tfoot thead tr")
_SPECIAL -= html("address div p")
_BLOCKS = (_SPECIAL | html("address div")) - html("p")
_LISTS = html("dir menu ol ul")
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
_PICTURES = frozenset((f"{{{names.SVG}}}svg", f"{{{names.MATHML}}}math"))
_INPUT = f"{{{names.XHTML}}}input"
# Inside a picture or a formula these end it, others become a part of it.
_ENDS_DRAWN = _HEADINGS | html(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby"
    " s small span strike strong sub sup table tt u ul var"
)
_TEXT_INSIDE = names.TEXT_ONLY - html("option") | html("iframe noembed noframes xmp")
# What is not there when a stylesheet has done its work.
_CHOOSING = frozenset(f"{{{names.XSLT}}}{name}" for name in ("choose", "for-each", "if", "otherwise", "when"))
_FIRST_LINE_LOST = html("listing") | names.PRESERVED


class _Nesting(NamedTuple):
    """Elements that end one that they stand in."""

    outer: frozenset[str]
    inner: frozenset[str]
    bounds: frozenset[str]  # inside these they do not
    said: Said
    homes: frozenset[str] = frozenset()  # right inside these they are where they belong


_NESTINGS = (
    _Nesting(html("p"), _ENDS_P, _SCOPE, ("ends the <p> around it", "close that before, or make it a <div>"), _BLOCKS),
    _Nesting(html("a"), html("a"), _MARKERS, ("ends the <a> around it", "take one of the two out")),
    _Nesting(html("button"), html("button"), _SCOPE, ("ends the <button> around it", "take one of the two out")),
    _Nesting(html("form"), html("form"), html("template"), ("inside another one is dropped", "take one of them out")),
    _Nesting(html("li"), html("li"), _SPECIAL, ("ends the <li> around it", "put a list around the inner one"), _LISTS),
    _Nesting(html("dd dt"), html("dd dt"), _SPECIAL, ("ends the item around it", "put a <dl> around it"), html("dl")),
)


class Differences(NamedTuple):
    """Where the two trees differ, by what there is to say of it: positions."""

    moved: dict[Said, list[int]]  # what an HTML reader moves, ends or leaves out
    added: dict[Said, list[int]]  # what it puts in, or leaves out without moving anything


def differences(outline: Outline, *, is_stylesheet: bool = False) -> Differences:
    """Where an HTML reader makes another tree of a page, or of what a stylesheet makes."""
    around = _around(outline) if is_stylesheet else [*map(outline.tags.__getitem__, outline.parents)]
    # A page has few different pairs, and mostly none of which there is anything to say.
    pairs = frozenset(zip(around[1:], outline.tags[1:], strict=True))
    found = Differences({}, {})
    for told, rule in zip(found, (_on_pair, _between), strict=True):
        of_pair = {pair: said for pair in pairs if (said := rule(*pair))}
        for position, pair in enumerate(zip(around, outline.tags, strict=True)) if of_pair else ():
            if position and pair in of_pair and not _is_hidden_input(outline, position):
                told.setdefault(of_pair[pair], []).append(position)
    others = [*_ended(outline, pairs), *_outside_cells(outline, pairs), *_prefixed(outline, pairs)]
    # Comments and processing instructions of a stylesheet are in no page.
    for said, position in others if is_stylesheet else (*others, *_cut_short(outline)):
        found.moved.setdefault(said, []).append(position)
    if any(child in _FIRST_LINE_LOST for _, child in pairs):
        for said, position in _without_first_line(outline):
            found.added.setdefault(said, []).append(position)
    return found


def _around(outline: Outline) -> list[object]:
    """What each element stands in when the stylesheet has done its work: what chooses and repeats is not there then."""
    around: list[object] = []
    for parent in outline.parents:
        tag = outline.tags[parent]
        around.append(around[parent] if parent > 0 and tag in _CHOOSING else tag)
    return around


def _is_hidden_input(outline: Outline, position: int) -> bool:
    """Whether it is one that may stand between the parts of a table."""
    return outline.tags[position] == _INPUT and (outline.markup[position].get("type") or "").lower() == "hidden"


@lru_cache(maxsize=2048)
def _on_pair(parent: object, child: object) -> Said | None:
    if not isinstance(parent, str) or not isinstance(child, str):
        return None
    outer, inner = parent.rpartition("}")[2], child.rpartition("}")[2]
    if said := _on_namespace(child, inner):
        return said
    if not child.startswith(_IN_XHTML):
        return None
    if parent.startswith(_DRAWN) and parent not in _HOLDS_HTML:
        what = "ends the" if child in _ENDS_DRAWN else "becomes a part of the"
        return f"<{inner}> {what} <{outer}> around it", "put it outside, or into <foreignObject>"
    if not parent.startswith(_IN_XHTML):
        return None
    if outer == "head" and child not in _HEAD:
        return f"<{inner}> ends the head", "put it into the body"
    if (parent in _HEADINGS and child in _HEADINGS) or parent == child == _TABLE:
        return f"<{inner}> ends the <{outer}> around it", "close that before"
    if parent in _TEXT_INSIDE:
        return f"<{inner}> in <{outer}> is no element, but text", "take it out"
    if outer == "noscript":
        return "<noscript> is empty where scripts run, to others it is not", "leave it out"
    return _on_part(parent, child)


def _on_namespace(child: str, name: str) -> Said | None:
    """The same, of elements that only an HTML reader takes for HTML's."""
    if not child.startswith("{"):
        return f"<{name}> is HTML, to others an element of no namespace", 'take xmlns="" off'
    if child.startswith(_IN_XHTML) and name in ("svg", "math"):
        return f"<{name}> is drawn, to others it is an unknown element", "declare its namespace on it"
    if child.startswith(_IN_XHTML) and name != name.lower():
        return f"<{name}> is <{name.lower()}>, to others an unknown element", "write it in small letters"
    return None


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


def _ended(outline: Outline, pairs: Set[tuple[object, object]]) -> Iterator[tuple[Said, int]]:
    """What ends an element that it stands in, however deep."""
    tags, ends = outline.tags, outline.ends
    for outer, inner, bounds, (what, remedy), homes in _NESTINGS:
        if not any(parent in outer for parent, _ in pairs) or all(
            parent in homes for parent, child in pairs if child in inner
        ):
            continue
        for position, tag in enumerate(tags):
            if tag in outer and not inner.isdisjoint(tags[position + 1 : ends[position]]):
                for found in _reached(outline, position, inner, bounds):
                    yield (f"<{outline.markup[found].code}> {what}", remedy), found


def _reached(outline: Outline, position: int, inner: Set[object], bounds: Set[object]) -> Iterator[int]:
    at = position + 1
    while at < outline.ends[position]:
        tag = outline.tags[at]
        if tag in inner:
            yield at
        # What is inside one that was found ends that one, and is found there.
        at = outline.ends[at] if tag in bounds or tag in inner else at + 1


def _outside_cells(outline: Outline, pairs: Set[tuple[object, object]]) -> Iterator[tuple[Said, int]]:
    if all(child not in _PARTS for _, child in pairs):
        return
    for position, tag in enumerate(outline.tags):
        if tag in _PARTS:
            texts = (outline.text(position), *map(outline.tail, outline.children(position)))
            if any(text.strip(names.WHITE_SPACE) for text in texts):
                name = outline.markup[position].code
                yield (f"words right in <{name}> stand in front of the table", "put them into a cell"), position


def _prefixed(outline: Outline, pairs: Set[tuple[object, object]]) -> Iterator[tuple[Said, int]]:
    """Pictures and formulas by a name that has a prefix."""
    if all(child not in _PICTURES for _, child in pairs):
        return
    for position, tag in enumerate(outline.tags):
        name = outline.markup[position].published[1:].partition(" ")[0].rstrip("/>")
        if tag in _PICTURES and ":" in name:
            yield (f"<{name}> is an unknown element and draws nothing", "write it without the prefix"), position


def _cut_short(outline: Outline) -> Iterator[tuple[Said, int]]:
    for position in outline.having(Trait.NO_ELEMENT):
        text = outline.markup[position].published
        if outline.tags[outline.parents[position]] in names.RAW:
            yield ("what stands in a comment inside a script or a style is code", "take it or its signs out"), position
        elif text.startswith(("<!-->", "<!--->")):
            yield ("a comment that begins with > ends there", "put a space in front of that"), position
        elif text.startswith("<?") and ">" in text[:-1]:
            yield ("a processing instruction ends at its first >", "take that out, or the rest is shown"), position


def _without_first_line(outline: Outline) -> Iterator[tuple[Said, int]]:
    for position, tag in enumerate(outline.tags):
        if tag in _FIRST_LINE_LOST and outline.text(position).startswith("\n"):
            yield (f"leaves out the line break behind <{outline.markup[position].code}>", "take it out"), position
