"""A page in one language: the source page with its slots filled."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pipeline.locales import direction, language_tag
from pipeline.model import State
from pipeline.resolve import Resolution
from pipeline.xhtml import inline, names
from pipeline.xhtml.attributes import texts
from pipeline.xhtml.document import Document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.slots import Filtered, Slot

_IN_XHTML, _IN_XSLT = f"{{{names.XHTML}}}", f"{{{names.XSLT}}}"
# (element, attribute, value): what a page has in the place of what its author wrote.
Changes = Sequence[tuple[int, str, str]]
# (element, markup before it, markup behind it): what stands around elements.
Around = Sequence[tuple[int, str, str]]
# (element, words): what stands behind all that an element holds.
Marks = Sequence[tuple[int, str]]


def assemble(
    document: Document,
    resolutions: Iterable[Resolution],
    locale: str,
    filtered: Iterable[Filtered] = (),
    links: Changes = (),
    marked: Marks = (),
    values: Mapping[int, str] | None = None,
    around: Around = (),
) -> Draft:
    """The page in `locale`, with its `links` as they are to be, without what is for other locales only.

    Its `values`, by element, are written over whatever a translation has in their places.
    A slot without a usable translation keeps the source's text, in an element that says so
    (`lang` and `xml:lang`; WCAG 2.2, 3.1.2).
    """
    draft = _linked(document, locale, links, marked)
    source, target = language_tag(document.language), language_tag(locale)
    resolutions = list(resolutions)
    left = [resolution.slot for resolution in resolutions if resolution.state is not State.TRANSLATED]
    # In a sentence that nobody has translated, values are written as it is.
    as_source = {position for slot in left for _, position, _ in slot.codes} if values else ()
    # What an inline code says of itself stays in the language of the sentence that it stands in.
    with_sentence: set[int] = set()
    if any(resolution.slot.attribute for resolution in resolutions):
        with_sentence = {position for slot in left for _, position, restored in slot.codes if not restored}
        left = [slot for slot in left if not (slot.attribute and slot.element in with_sentence)]
    anew = list(_filled_in_place(draft, resolutions, with_sentence, is_layout=document.is_layout))
    for position, text in values.items() if values else ():
        if position not in as_source:
            draft.write(position, text)
    marks = _Marks(draft, left, source, target)
    # Content before attributes: an attribute's mark must not be taken back inside what is marked already.
    for slot in sorted(left, key=lambda slot: slot.attribute is not None):
        marks.mark(slot)
    draft.leave_out(filtered, target)
    if not document.is_layout:
        draft.mark_language(0, target)
        if direction(locale) == "rtl":
            draft.set(0, "dir", "rtl")
    _enclosed(draft, around)
    # Last, and from the inside out: their pieces become one.
    for slot, content in reversed(anew):
        draft.fill(slot, content, target if slot.element in marks.taken_back else None)
    return draft


def as_it_is(
    document: Document,
    locale: str,
    filtered: Iterable[Filtered] = (),
    links: Changes = (),
    marked: Marks = (),
    values: Mapping[int, str] | None = None,
    around: Around = (),
) -> Draft:
    """The page in the language of its source, for the readers of `locale`: without what is for other locales only."""
    draft = _linked(document, locale, links, marked)
    for position, text in values.items() if values else ():
        draft.write(position, text)
    draft.leave_out(filtered, language_tag(locale))
    draft.mark_language(0, language_tag(document.language))
    _enclosed(draft, around)
    return draft


def _linked(document: Document, locale: str, links: Changes, marked: Marks) -> Draft:
    both_ways = direction(document.language) != direction(locale)
    draft = Draft(document.outline, both_ways=both_ways)
    if both_ways:
        # What its author wrote in another language has the direction of the page around it, which is another one now.
        for position, tag in enumerate(document.outline.markup):
            if (language := tag.get("lang")) and "{" not in language and tag.get("dir") is None:
                draft.set(position, "dir", direction(language))
    for element, name, value in links:
        draft.set(element, name, value)
    for element, words in marked:
        draft.append(element, words)
    return draft


def _enclosed(draft: Draft, around: Around) -> None:
    for element, before, behind in around:
        draft.enclose(element, before, behind)


def _filled_in_place(
    draft: Draft, resolutions: Iterable[Resolution], with_sentence: Container[int], *, is_layout: bool
) -> Iterator[tuple[Slot, inline.Content]]:
    """Write what leaves every code where it is; the slots that are left to be written anew."""
    for resolution in resolutions:
        slot, content = resolution.slot, resolution.content
        if resolution.words is not None:
            draft.fill_in_order(slot, resolution.words)
        elif content is not None and slot.attribute is None:
            yield slot, content
        elif content is not None and slot.element not in with_sentence:
            draft.fill_attribute(slot, _literal(content) if is_layout else content)


def _literal(content: inline.Content) -> inline.Content:
    """Text for an attribute of the layout, where XSLT would compute what stands in braces (XSLT 1.0, 7.6.2)."""
    return tuple(str(part).replace("{", "{{").replace("}", "}}") for part in content)


class _Marks:
    """Says which language a text is in that was left as the source has it."""

    def __init__(self, draft: Draft, left: list[Slot], source: str, target: str) -> None:
        self.draft = draft
        self.outline = draft.outline
        self.attributes = {(slot.element, slot.attribute) for slot in left if slot.attribute}
        self.source = source
        self.target = target
        self.marked: dict[int, str] = {}  # elements that say which language they are in since
        self.wrapped: set[int] = set()  # pieces that do
        self.taken_back: set[int] = set()  # elements whose own words are marked apart from them

    def mark(self, slot: Slot) -> None:
        if slot.attribute is not None:
            self._mark_attribute(slot.element)
        elif self._is_whole(slot):
            self._mark(slot.element, self.source)
            for _, position, restored in slot.codes:
                if restored and self._holds_units(position):
                    self._keep(position)
        elif any(restored and self._holds_units(position) for _, position, restored in slot.codes):
            # A <span> cannot hold a block: the element is marked, and what is inside it in turn.
            self._mark(slot.element, self.source)
            for child in self.outline.children(slot.element):
                self._keep(child)
        else:
            self.draft.wrap(slot, self.source)
            self.wrapped.update(range(slot.first, slot.last + 1))

    def _mark(self, position: int, language: str) -> None:
        self.draft.mark_language(position, language)
        self.marked[position] = language

    def _is_whole(self, slot: Slot) -> bool:
        """Whether the element holds nothing but this text and says nothing else in the page's language."""
        outline, element = self.outline, slot.element
        tag = outline.markup[element]
        if tag.name.startswith(_IN_XSLT):
            return False  # It leaves no element in the page that could be marked.
        if tag.name in names.TEXT_ONLY or not tag.name.startswith(_IN_XHTML):
            return True
        if slot.first != outline.starts[element] + 1 or slot.last != outline.closes[element] - 1:
            return False
        return not tag.attributes or all((element, name) in self.attributes for name, _ in texts(tag))

    def _holds_units(self, position: int) -> bool:
        """Whether a code has units of its own inside, in the page's language."""
        tags = self.outline.tags[position : self.outline.ends[position]]
        return any(tag in names.BLOCK or tag in names.OPAQUE for tag in tags)

    def _mark_attribute(self, element: int) -> None:
        """An attribute cannot say its language apart from its element: the element does, its content takes it back."""
        outline, pieces = self.outline, self.draft.pieces
        tag = outline.markup[element]
        if self.marked.get(element, tag.get("lang")) == self.source:
            return
        self._mark(element, self.source)
        if tag.name in names.TEXT_ONLY or not tag.is_open:
            return
        self.taken_back.add(element)
        children = [child for child in outline.children(element) if outline.starts[child] not in self.wrapped]
        for child in children:
            self._keep(child)
        for piece in (outline.starts[element] + 1, *(outline.closes[child] + 1 for child in children)):
            if piece not in self.wrapped:
                pieces[piece] = self.draft.in_span(pieces[piece], self.target)

    def _keep(self, position: int) -> None:
        """The element stays in the page's language inside one that is marked as another."""
        tag = self.outline.markup[position]
        own = tag.get("lang") is not None or tag.get(names.XML_LANG) is not None
        if isinstance(tag.name, str) and position not in self.marked and not own:
            self._mark(position, self.target)
