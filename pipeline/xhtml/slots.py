"""The walk over a page: every place that holds text for a translator, in page order.

What this finds is what `fill` fills: a `Slot` says which nodes a unit came from, by their number in
document order, so that it fits every copy of the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.locales import format_locale
from pipeline.model import LocaleFilter, Unit
from pipeline.xhtml import attributes, inline, names, values
from pipeline.xhtml.authors import Author, Told
from pipeline.xhtml.document import Document
from pipeline.xhtml.guidance import NO_GUIDANCE, Guidance
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.markup import unescaped
from pipeline.xhtml.running import Running
from pipeline.xhtml.scope import Scope
from pipeline.xhtml.white import collapse
from pipeline.xhtml.words import has_words

if TYPE_CHECKING:
    from pipeline.values.value import Value

# lxml's tags are str; its stubs allow for more.
_HEADINGS: Mapping[Any, int] = names.HEADINGS
_TEMPLATE = pattern(r"\{[^}]*\}")
_NOTHING_TOLD = Told()


class Slot(NamedTuple):
    """Where a unit stands in its page. Elements are positions in `list(root.iter())`, pieces those of `Outline`."""

    unit: Unit
    element: int  # the element whose content or attribute it is
    attribute: str | None = None  # None: the element's content
    codes: tuple[tuple[str, int, bool], ...] = ()  # (name, element or PI, restored whole from the source)
    first: int = 0  # the piece of the page that is its first words
    last: int = 0  # and its last ones
    preserve: bool = False  # white space is kept as it is
    in_order: bool = False  # words in the order of the source can be put in place: there is no comment among them


class Filtered(NamedTuple):
    """An element, or one attribute of it, that is for some locales only."""

    element: int
    attribute: str | None
    locales: LocaleFilter


class Walked(NamedTuple):
    """What a page holds for translators."""

    slots: tuple[Slot, ...]
    skipped: tuple[str, ...] = ()  # texts left out because they hold no words
    filtered: tuple[Filtered, ...] = ()
    resources: tuple[tuple[str, int], ...] = ()  # (address, line): pictures and other files to be localized
    # Elements that say a value; None where its words are the translators' all the same.
    values: Mapping[int, Value | None] = {}
    is_open: Callable[[int], bool] = bool  # whether the inside of an element is a translator's; asked of values only

    def slots_for(self, language_tag: str) -> tuple[Slot, ...]:
        """The slots of the page in one language: those whose locale filter, if any, admits it."""
        if not self.filtered:
            return self.slots
        return tuple(slot for slot in self.slots if slot.unit.is_for(language_tag))


def walk(
    document: Document,
    guidance: Guidance = NO_GUIDANCE,
    *,
    ids_as_contexts: bool = False,
    with_tags: bool = True,
    written_by: Callable[[str], str] = format_locale,
) -> Walked:
    """The slots of `document`, in page order; docs/authors.md has the rules.

    `guidance` is what ITS says of the page. With `ids_as_contexts` a block's identifier is its unit's msgctxt.
    `with_tags` False leaves out of the remarks what the codes are: only who writes a template needs it. `written_by`
    names the locale by which a language has its figures and dates.
    Raises UnusableFileError where an attribute of the layout mixes words with computed values, one identifier would
    be the context of two texts, or a locale filter would leave a page without its head or body.
    """
    walker = _Walker(document, guidance, ids_as_contexts, with_tags)
    walker.look_for_values(written_by)
    walker.visit(0, walker.outermost)
    return walker.walked()


class _Walker:
    """The walk: elements are positions in the outline."""

    def __init__(self, document: Document, guidance: Guidance, ids_as_contexts: bool, with_tags: bool) -> None:
        self.document = document
        self.with_tags = with_tags
        self.guidance = guidance
        self.outline = document.outline
        self.marked = Marked(self.outline, guidance)
        self.slots: list[Slot] = []
        self.skipped: list[str] = []
        self.values: dict[int, Value | None] = {}
        self.is_open: Callable[[int], bool] = bool
        self.headings: list[tuple[int, str]] = []  # (level, text) of those that what comes next stands under
        self.outermost = Scope(document.language)
        self.author = Author(self.marked, document.path, ids_as_contexts)

    def look_for_values(self, written_by: Callable[[str], str]) -> None:
        """Find what CLDR writes and is nobody's to translate."""
        if self.marked.values:
            language = self.document.language
            self.is_open = values.Openness(self.marked, self.outermost)
            self.values = values.found(self.marked, self.is_open, lambda: written_by(language))

    def walked(self) -> Walked:
        """What was found."""
        filtered, resources = [], []
        for element, name, said in self.guidance:
            if said.locales is not None:
                if name is None and element.tag in names.INDISPENSABLE:
                    reason = f"a locale filter would leave out the page's <{etree.QName(element).localname}>"
                    remedy = "put it on what is inside"
                    raise UnusableFileError(Fault(self.document.path, reason, remedy, element.sourceline, 1))
                filtered.append(Filtered(self.outline.nodes.index(element), name, said.locales))
            if said.resource is not None:
                resources.append((said.resource, element.sourceline or 0))
        slots, skipped = tuple(self.slots), tuple(self.skipped)
        return Walked(slots, skipped, tuple(filtered), tuple(resources), self.values, self.is_open)

    def visit(self, position: int, outer: Scope) -> None:
        """Add the slots of an element: its attributes, its own text, and those inside."""
        outline, marked = self.outline, self.marked
        tag = outline.tags[position]
        scope = marked.scope(position, outer) if position in marked.scoped else outer
        level = _HEADINGS.get(tag)
        if level is not None:
            self.headings = [above for above in self.headings if above[0] < level]
        if position in marked.labelled:
            self._attributes(position, scope)
        if tag in names.CLOSED or tag in names.CODE:
            return  # Inside running text a code element is readable; alone it is nobody's to translate.
        if position in marked.written:
            self.skipped.append(marked.written[position].text)
            return
        if outline.markup[position].is_open:
            begin, end = position + 1, outline.ends[position]
            running = self._running(position, scope) if scope.is_open else None
            if running is None:
                self._each(begin, end, scope)
            else:
                # What is peeled off the front stands before the text on the page, and in the catalogue.
                self._within(begin, running.begin, scope)
                self.slots.append(self._slot(position, running, scope))
                self._within(running.begin, end, scope)
        if level is not None:
            self.headings.append((level, collapse(outline.words(position)).strip(names.WHITE_SPACE)))

    def _each(self, begin: int, end: int, scope: Scope) -> None:
        """Add the slots of some nodes side by side, from one position up to another."""
        tags, ends = self.outline.tags, self.outline.ends
        while begin < end:
            if isinstance(tags[begin], str):
                self.visit(begin, scope)
            begin = ends[begin]

    def _within(self, begin: int, end: int, outer: Scope) -> None:
        """Look inside running text: attributes of its codes, blocks and protected spans with units of their own."""
        busy = self.marked.busy
        if begin == end or busy.isdisjoint(range(begin, end)):
            return
        while begin < end:
            if begin in busy:
                scope = self.marked.scope(begin, outer)
                if begin in self.marked.apart or self.outline.tags[begin] in names.OPAQUE or not scope.is_open:
                    self.visit(begin, outer)
                else:
                    if begin in self.marked.labelled:
                        self._attributes(begin, scope)
                    self._within(begin + 1, self.outline.ends[begin], scope)
            begin = self.outline.ends[begin]

    def _attributes(self, position: int, scope: Scope) -> None:
        tag, said = self.outline.markup[position], None
        if self.guidance:
            said = partial(self.guidance.of, self.outline.nodes[position])
        for name, value in attributes.texts(tag, said):
            own = scope.of_attribute(said(name)) if said else scope
            if not own.is_open:
                continue
            if self.document.is_layout and ("{" in value or "}" in value):
                self._refuse_words(position, name, value)
                continue
            text = collapse(value).strip(names.WHITE_SPACE)
            if not has_words(text):
                self.skipped.append(text)
                continue
            told = self.author.on_attribute(position, name) if self.marked.is_annotated(position) else _NOTHING_TOLD
            unit = self._unit(inline.escape(text), attributes.kind(tag, name), own, told)
            self.slots.append(Slot(unit, position, name))

    def _refuse_words(self, position: int, name: str, value: str) -> None:
        """Words beside computed values (XSLT 1.0, 7.6.2, "Attribute Value Templates") would stay untranslated."""
        if has_words(_TEMPLATE.sub("", value)):
            reason = f"the attribute {name} mixes words with {{…}}, so that no translator would see them"
            remedy = "write words alone, or compute all of it"
            raise UnusableFileError(Fault(self.document.path, reason, remedy, self.outline.line(position), 1))

    def _running(self, position: int, scope: Scope) -> Running | None:
        """The element's own content, if that is one unit of text."""
        own_words, shows, children = self._own_text(position)
        if not own_words and not self._is_running(position, children, shows=shows):
            return None
        running = Running(position, self.marked, self._is_protected, preserve=scope.preserve)
        if own_words or has_words(prose := running.prose()):
            return running
        if prose:
            self.skipped.append(prose)
        return None

    def _slot(self, position: int, running: Running, scope: Scope) -> Slot:
        told = _NOTHING_TOLD
        if self.marked.is_annotated(position):
            told = self.author.on_content(position, running.inside())
        if self.with_tags and running.codes and (codes := running.about_codes()):
            told = told._replace(remarks=(f"TAGS: {codes}", *told.remarks))
        unit = self._unit(running.text, self._kind(position), scope, told)
        return Slot(
            unit,
            position,
            None,
            tuple(running.codes),
            running.first,
            running.last,
            scope.preserve,
            not running.comments,
        )

    def _is_protected(self, position: int) -> bool:
        return position in self.marked.scoped and not self.marked.scope(position, self.outermost).is_open

    def _own_text(self, position: int) -> tuple[bool, bool, list[int]]:
        """Whether an element holds words of its own, whether it shows anything of its own, and its children.

        Words of its own settle that its content is one text: who has found some looks no further.
        """
        pieces, closes, ends = self.outline.pieces, self.outline.closes, self.outline.ends
        text, children = pieces[self.outline.starts[position] + 1], list[int]()
        shows, child, end = False, position + 1, ends[position]
        while True:
            if text.strip(names.WHITE_SPACE):
                if has_words(unescaped(text)):
                    return True, True, children
                shows = True
            if child == end:
                return False, shows, children
            children.append(child)
            text = pieces[closes[child] + 1]
            child = ends[child]

    def _is_running(self, position: int, children: Sequence[int], *, shows: bool) -> bool:
        """Whether content without words of its own makes up one text, rather than several side by side.

        `shows`: there is more than white space between the children.
        """
        tags, blocks, apart = self.outline.tags, self.marked.blocks, self.marked.apart
        if not children or apart.issuperset(children):
            return shows
        bearing = [child for child in children if child not in apart and self._bears_text(child)]
        if len(bearing) > 1 and all(tags[child] in names.SEPARATE for child in bearing):
            return False  # Links in a row are no sentence, whatever bars or bullets stand between them.
        return shows or (len(bearing) > 1 and tags[position] not in names.OPAQUE and blocks.isdisjoint(children))

    def _bears_text(self, child: int) -> bool:
        """Whether a child that is no block is an inline code with words in it."""
        tag = self.outline.tags[child]
        if not isinstance(tag, str) or tag in names.OPAQUE:
            return False
        return _shows(self.outline.text(child)) or _shows(self.outline.words(child))

    def _unit(self, text: str, kind: str, scope: Scope, told: Told) -> Unit:
        return Unit(
            self.document.page_path,
            text,
            told.context,
            kind,
            self.headings[-1][1] if self.headings else "",
            (scope.note, *told.notes) if scope.note else told.notes,
            told.remarks + scope.remarks() if self.guidance else told.remarks,
            scope.locales,
        )

    def _kind(self, position: int) -> str:
        tags, parent = self.outline.tags, self.outline.parents[position]
        if parent >= 0 and tags[parent] in names.HEADINGS:
            return "heading"  # A link around all of a heading says nothing about its place.
        kind = names.KINDS.get(tags[position])
        if kind is not None:
            return kind
        is_all = position == parent + 1 and self.outline.ends[position] == self.outline.ends[parent]
        if parent >= 0 and position not in self.marked.blocks and is_all:
            return self._kind(parent)
        return f"text in <{tags[position].rpartition('}')[2]}>"


def _shows(text: str) -> bool:
    return bool(text.strip(names.WHITE_SPACE))
