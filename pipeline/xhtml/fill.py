"""Putting text into slots: the other direction of the walk.

Elements, attributes and protected content always come from the source page; a translation brings
nothing but words and the order of its codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from pipeline.lazy import pattern
from pipeline.locales import direction
from pipeline.xhtml import inline, names
from pipeline.xhtml.inorder import tags_of
from pipeline.xhtml.markup import escaped, with_attribute, without_attribute
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.reading import reread
from pipeline.xhtml.slots import Filtered, Slot
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element
# By the child that they stand behind (None: at the start): comments, each with the share of the words before it.
_Comments: TypeAlias = dict[int | None, list[tuple[float, str]]]
_BETWEEN = pattern("[ \t\r\n]+|$")


class Draft:
    """A page that is being written in another language: the pieces of its outline, some of them exchanged.

    A tag and the text behind it can always be exchanged. Where codes change places their pieces become one, so that
    this is done from the inside out: `fill` slots in reverse page order, after all that changes tags.
    """

    def __init__(self, outline: Outline, *, both_ways: bool = False) -> None:
        """`both_ways`: source and page run in different directions, so that every mark of language says how."""
        self.outline = outline
        self.both_ways = both_ways
        self.pieces = outline.pieces.copy()
        self.written: set[int] = set()  # elements whose text no translation changes any more

    def markup(self) -> str:
        """The page as it is now."""
        return "".join(self.pieces)

    def content(self) -> list[str]:
        """What the body holds now, as pieces of markup."""
        return self.pieces[slice(*self._body)]

    def tree(self, content: str | None = None) -> Element:
        """The page as a tree; with `content`, well-formed markup, in the place of what its body holds."""
        if content is None:
            return reread(self.markup())
        start, stop = self._body
        return reread("".join((*self.pieces[:start], content, *self.pieces[stop:])))

    def prefixes(self) -> dict[str, str]:
        """The namespaces that bear a prefix in what the body holds and are declared around it, by prefix."""
        return self._prefixes

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return self.outline.prefixes_inside(self._body_element)

    @property
    def body_declares(self) -> bool:
        """Whether the body declares namespaces, beside those of the page."""
        return self.outline.markup[self._body_element].namespaces is not None

    @property
    def _body(self) -> tuple[int, int]:
        """The pieces that the body holds."""
        return self.outline.starts[self._body_element] + 1, self.outline.closes[self._body_element]

    @cached_property
    def _body_element(self) -> int:
        return self.outline.tags.index(f"{{{names.XHTML}}}body")

    def set(self, position: int, name: str, value: str) -> None:
        """Give an element an attribute; `name` as lxml has it."""
        start = self.outline.starts[position]
        self.pieces[start] = with_attribute(self.pieces[start], self.outline.name(position, name), value)

    def append(self, position: int, words: str) -> None:
        """Put words behind all that an element holds; it must have an end tag."""
        close = self.outline.closes[position]
        before, end, name = self.pieces[close].rpartition("</")  # <i></i> is one piece
        self.pieces[close] = f"{before}{escaped(words)}{end}{name}"

    def mark_language(self, position: int, language: str) -> None:
        """Say which language an element is in, to HTML and XML readers alike (HTML, "The lang and xml:lang …")."""
        start = self.outline.starts[position]
        self.pieces[start] = self._in_language(self.pieces[start], language)

    def _in_language(self, tag: str, language: str) -> str:
        tag = in_language(tag, language)
        return with_attribute(tag, "dir", direction(language)) if self.both_ways else tag

    def fill_attribute(self, slot: Slot, content: inline.Content) -> None:
        """Write words into an attribute; white space at its edges stays as the source has it."""
        name = slot.attribute or ""
        was = self.outline.markup[slot.element].get(name) or ""
        source, words = was.strip(names.WHITE_SPACE), collapse("".join(map(str, content))).strip(names.WHITE_SPACE)
        if words != collapse(source):
            lead, _, trail = was.partition(source)
            self.set(slot.element, name, f"{lead}{words}{trail}")

    def fill_in_order(self, slot: Slot, words: Sequence[str]) -> None:
        """Write words between the codes of a slot whose codes stand as in the source (`inorder.words_between`)."""
        pieces, starts, closes = self.pieces, self.outline.starts, self.outline.closes
        lead, trail = self._edges(slot)
        texts, joined = list(words), "".join(words)
        if not slot.preserve and collapse(joined) != joined:
            texts = [collapse(each) for each in texts]
        if escaped(joined) != joined:
            texts = [escaped(each) for each in texts]
        texts[0] = lead + texts[0]
        texts[-1] += trail
        pieces[slot.first] = texts[0]
        if len(texts) == 1:
            return
        codes = iter(slot.codes)
        opened: list[int] = []
        for tag, text in zip(tags_of(slot.unit.text), texts[1:], strict=True):
            if tag[1] == "/":
                pieces[closes[opened.pop()] + 1] = text
                continue
            _, position, restored = next(codes)
            if tag[-2] == "/":
                pieces[closes[position] + 1] = text
            else:
                opened.append(position)
                if not restored:
                    pieces[starts[position] + 1] = text

    def fill(self, slot: Slot, content: inline.Content, language: str | None = None) -> None:
        """Write `content` into a slot of an element's content, its codes in whatever order.

        The codes of `content` must be those of the slot (`inline.read` says so, or lists the faults). With `language`
        the words that stand in no code say that they are in it.
        """
        lead, trail = self._edges(slot)
        text = lead + _Writer(self, slot, language).written(content) + trail
        self.pieces[slot.first : slot.last + 1] = [text, *[""] * (slot.last - slot.first)]

    def wrap(self, slot: Slot, language: str) -> None:
        """Put a `<span>` in that language around the slot's text; its place must hold no block."""
        start, end = self._span(language), "</span>"
        pieces, outline = self.pieces, self.outline
        if outline.tags[slot.element] == f"{{{names.XSLT}}}text":
            # <xsl:text> holds text only (XSLT 1.0, 7.2): the span goes around it.
            first, last = outline.starts[slot.element], outline.closes[slot.element]
            pieces[first], pieces[last] = f"{start}{pieces[first]}", f"{pieces[last]}{end}"
            return
        lead, trail = self._edges(slot)
        begun = pieces[slot.first].removeprefix(lead)
        pieces[slot.first] = f"{lead}{start}{begun}"
        pieces[slot.last] = f"{pieces[slot.last].removesuffix(trail)}{end}{trail}"

    def in_span(self, words: str, language: str) -> str:
        """Words, as markup, that say which language they are in; white space says nothing."""
        return f"{self._span(language)}{words}</span>" if words.strip(names.WHITE_SPACE) else words

    def _span(self, language: str) -> str:
        spaces = self.outline.markup[0].namespaces or {}
        return self._in_language(
            "<span>" if spaces.get("") == names.XHTML else f'<span xmlns="{names.XHTML}">', language
        )

    def leave_out(self, filtered: Iterable[Filtered], language: str) -> None:
        """Take out what is not for a language (ITS 2.0, 8.10); the text behind an element stays."""
        for each in filtered:
            start, close = self.outline.starts[each.element], self.outline.closes[each.element]
            if each.locales.admits(language) or self.outline.parents[each.element] < 0:
                continue
            if each.attribute is not None:
                name = self.outline.name(each.element, each.attribute)
                self.pieces[start] = without_attribute(self.pieces[start], name)
            else:
                self.pieces[start : close + 1] = [""] * (close + 1 - start)

    def write(self, position: int, text: str) -> None:
        """Write what an element without children holds, whatever a translation of the words around it says."""
        start, close, text = self.outline.starts[position], self.outline.closes[position], escaped(text)
        if start == close:
            cut = self.pieces[start].rindex("</")
            self.pieces[start] = f"{self.pieces[start][:cut]}{text}{self.pieces[start][cut:]}"
        else:
            was = self.outline.pieces[start + 1]
            words = was.strip(names.WHITE_SPACE)
            before, _, behind = was.partition(words) if words else (was, "", "")
            self.pieces[start + 1] = f"{before}{text}{behind}"
        self.written.add(position)

    def enclose(self, position: int, before: str, behind: str) -> None:
        """Put markup around an element, if it is still there, after all that changes its tag."""
        start, close = self.outline.starts[position], self.outline.closes[position]
        if self.pieces[start]:
            self.pieces[start] = f"{before}{self.pieces[start]}"
            self.pieces[close] += behind

    def _edges(self, slot: Slot) -> tuple[str, str]:
        """What stands at the edges of the slot's text and stays in the page; `Running` leaves the same out."""
        pieces = self.outline.pieces
        first, last = pieces[slot.first], pieces[slot.last]
        if slot.preserve:
            is_first = slot.first == self.outline.starts[slot.element] + 1
            skipped = self.outline.tags[slot.element] in names.PRESERVED and is_first and first.startswith("\n")
            return "\n" if skipped else "", ""
        # A comment does not end a text: white space may stand on both sides of it.
        piece = slot.first + 1
        while piece < slot.last and pieces[piece].startswith("<!--"):
            first += pieces[piece + 1]
            piece += 2
        piece = slot.last - 1
        while piece > slot.first and pieces[piece].startswith("<!--"):
            last = pieces[piece - 1] + last
            piece -= 2
        return first[: len(first) - len(first.lstrip())], last[len(last.rstrip(names.WHITE_SPACE)) :]


class _Writer:
    """Writes one slot anew."""

    def __init__(self, draft: Draft, slot: Slot, language: str | None) -> None:
        self.draft = draft
        self.language = language  # of its words, where they are to say so
        self.outline = draft.outline
        self.slot = slot
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for name, position, _ in reversed(slot.codes):
            self.places[name].append(position)
        self.restored = {position for _, position, restored in slot.codes if restored}

    def written(self, content: inline.Content) -> str:
        """The content as markup."""
        return self._write(content, self.slot.first, self.slot.last, self.language)

    def _write(self, content: inline.Content, first: int, last: int, language: str | None = None) -> str:
        """Content in the place of some pieces; comments among these stay about where they stood."""
        comments = self._comments(first, last)
        behind, text, done = None, "", []
        for part in content:
            if isinstance(part, str):
                text = escaped(part if self.slot.preserve else collapse(part))
                continue
            done.append(_with_comments(text, comments.pop(behind, [])))
            behind, text = self.places[part.name].pop(), ""
            done.append(self._code(behind, part.content))
        done.append(_with_comments(text, comments.pop(behind, [])))
        if language:
            done[::2] = [self.draft.in_span(words, language) for words in done[::2]]
        # A comment whose neighbour went elsewhere still stays in its element.
        done += [comment for left in comments.values() for _, comment in left]
        return "".join(done)

    def _code(self, position: int, content: inline.Content | None) -> str:
        start, close, pieces = self.outline.starts[position], self.outline.closes[position], self.draft.pieces
        if position in self.restored or position in self.draft.written or content is None:
            return "".join(pieces[start : close + 1])
        return f"{pieces[start]}{self._write(content, start + 1, close - 1)}{pieces[close]}"

    def _comments(self, first: int, last: int) -> _Comments:
        """The comments between some pieces, by what they follow."""
        comments: _Comments = {}
        behind: int | None = None
        run, found = self.outline.pieces[first], list[tuple[int, str]]()
        for child in [*self._children(first, last), None]:
            if child is not None and self.outline.tags[child] is etree.Comment:
                found.append((len(run.strip(names.WHITE_SPACE)), self.draft.pieces[self.outline.starts[child]]))
                run += self.outline.tail(child)
                continue
            if found:
                words = len(run.strip(names.WHITE_SPACE)) or 1
                comments[behind] = [(length / words, comment) for length, comment in found]
            behind, found, run = child, [], "" if child is None else self.outline.tail(child)
        return comments

    def _children(self, first: int, last: int) -> Iterator[int]:
        """The nodes between two texts."""
        piece = first + 1
        while piece < last:
            position = self.outline.at(piece)
            yield position
            piece = self.outline.closes[position] + 2


def in_language(tag: str, language: str) -> str:
    """A tag that says which language its element is in."""
    if "lang=" in tag:
        return with_attribute(with_attribute(tag, "lang", language), "xml:lang", language)
    end = tag.index(">")
    end -= tag[end - 1] == "/"
    return f'{tag[:end]} lang="{language}" xml:lang="{language}"{tag[end:]}'


def _with_comments(text: str, comments: Iterable[tuple[float, str]]) -> str:
    """Words, and the comments among them about where they stood among the source's words."""
    done, parts = 0, []
    for share, comment in comments:
        cut = max(done, _cut(text, share))
        parts += [text[done:cut], comment]
        done = cut
    return "".join([*parts, text[done:]])


def _cut(text: str, share: float) -> int:
    """The place between two words that is nearest to a share of the text."""
    if share in (0, 1):
        return round(share * len(text))
    aim = share * len(text)
    return min((match.start() for match in _BETWEEN.finditer(text)), key=lambda place: abs(place - aim), default=0)
