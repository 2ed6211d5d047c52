"""What an author tells translators about a text: its context, notes, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.xhtml import names
from pipeline.xhtml.guidance import Said
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.markup import FOR_TRANSLATORS
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element


class Told(NamedTuple):
    """What is said of one unit."""

    context: str | None = None  # its msgctxt
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # "TERM: …", "MAX: …"


class Author:
    """The author of one page, as translators hear them."""

    def __init__(self, marked: Marked, path: str, ids_as_contexts: bool) -> None:
        self.marked = marked
        self.path = path
        self.ids_as_contexts = ids_as_contexts
        self._contexts: dict[str, Element] = {}
        self._has_notes = ids_as_contexts or marked.has_notes()

    def on_content(self, position: int, inside: Iterable[int]) -> Told:
        """What is said of a text: on its element, on the block around it, and on the codes `inside` it.

        Raises UnusableFileError where two texts have one identifier for their context.
        """
        if not self._has_notes:
            return Told(remarks=tuple(self._marked_terms(position, inside)))
        around = self._around(position)
        elements = [*reversed(around), *(self.marked.outline.nodes[each] for each in inside)]
        said = [self.marked.guidance.of(each) for each in elements]
        context = self._context(around)
        if context is None and self.ids_as_contexts:
            context = self._identifier(position)
        # What holds further in is said by the scope; of the codes inside, it is said here.
        notes = (*_notes(elements), *(each.note for each in said[len(around) :] if each.note))
        return Told(context, notes, (*_terms(elements, said), *_sizes(said[: len(around)])))

    def on_attribute(self, position: int, name: str) -> Told:
        """What is said of an attribute's text."""
        around = self._around(position)
        said = self.marked.guidance.of(around[0], name)
        terms = () if not isinstance(said.term, str) else (_term(around[0].get(name, ""), said.term),)
        return Told(self._context(around), _notes(reversed(around)), (*terms, *_sizes([said])))

    def _marked_terms(self, position: int, inside: Iterable[int]) -> Iterator[str]:
        """The terms of a page that says nothing else, which takes no tree to tell."""
        outline = self.marked.outline
        for each in (*reversed(list(self._positions_around(position))), *inside):
            if outline.tags[each] == names.DFN:
                yield _term(outline.words(each), "")

    def _positions_around(self, position: int) -> Iterator[int]:
        """An element and those that it stands in, up to the block."""
        for each in self.marked.outline.around(position):
            yield each
            if each in self.marked.blocks:
                return

    def _around(self, position: int) -> list[Element]:
        return [self.marked.outline.nodes[each] for each in self._positions_around(position)]

    def _context(self, around: Iterable[Element]) -> str | None:
        """The innermost `data-translate-context`."""
        contexts = (element.get("data-translate-context") for element in around)
        return next((context for context in contexts if context is not None), None)

    def _identifier(self, position: int) -> str | None:
        """The identifier of the unit's element, or of the one that it fills (ITS 2.0, 8.14)."""
        outline = self.marked.outline
        element, parent = outline.nodes[position], outline.parents[position]
        identifier = self.marked.guidance.of(element).identifier
        if identifier is None:
            is_all = parent >= 0 and position not in self.marked.blocks and len(outline.nodes[parent]) == 1
            return self._identifier(parent) if is_all else None
        other = self._contexts.setdefault(identifier, element)
        if other is not element:
            reason = f"this text has the identifier “{identifier}” for its context, as that of line {other.sourceline}"
            raise UnusableFileError(Fault(self.path, reason, "give each its own", element.sourceline, 1))
        return identifier


def _terms(elements: Iterable[Element], said: Iterable[Said]) -> Iterator[str]:
    """What ITS marks as a term, and HTML's dfn unless ITS says that it is none."""
    for element, each in zip(elements, said, strict=True):
        known = "" if each.term is None and element.tag == names.DFN else each.term
        if isinstance(known, str):
            yield _term("".join(element.itertext(etree.Element)), known)


def _term(words: str, known: str) -> str:
    return f"TERM: {collapse(words).strip(names.WHITE_SPACE)}" + (f", {known}" if known else "")


def _sizes(said: Iterable[Said]) -> Iterator[str]:
    return (f"MAX: {each.size}" for each in said if each.size)


def _notes(elements: Iterable[Element]) -> tuple[str, ...]:
    """From `data-translate-comment`, and from `<!-- TRANSLATORS: … -->` right before an element or first inside it."""
    found = [note for element in elements for note in _notes_on(element)]
    return tuple(dict.fromkeys(collapse(note).strip(names.WHITE_SPACE) for note in found if note))


def _notes_on(element: Element) -> Iterator[str | None]:
    yield element.get("data-translate-comment")
    previous = element.getprevious()
    if previous is not None and not (previous.tail or "").strip(names.WHITE_SPACE):
        yield _note(previous)
    if len(element) and not (element.text or "").strip(names.WHITE_SPACE):
        first = element[0]
        # Right before another element it speaks of that one.
        if (first.tail or "").strip(names.WHITE_SPACE) or first.getnext() is None:
            yield _note(first)


def _note(node: Element) -> str | None:
    text = (node.text or "").strip(names.WHITE_SPACE) if isinstance(node, etree._Comment) else ""
    return text.removeprefix(FOR_TRANSLATORS) if text.startswith(FOR_TRANSLATORS) else None
