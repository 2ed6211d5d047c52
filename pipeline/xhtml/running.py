"""Running text: the mixed content of one element, as words and inline codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names, tags
from pipeline.xhtml.inline import escape
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.markup import Tag, unescaped
from pipeline.xhtml.white import collapse

# What a code is called, and its tags in a msgid: "a2", "<a2>", "</a2>"; "br", "<br/>", "" for a void one.
_Name: TypeAlias = tuple[str, str, str]

_CODE = re.compile("<[^>]*>")


class Running:
    """The content of an element between the codes without words that are peeled off its edges.

    Read in one pass and as little as will do: a site has more inline codes than anything else.
    """

    def __init__(self, position: int, marked: Marked, protects: Callable[[int], bool], *, preserve: bool) -> None:
        self.marked = marked
        self.outline = marked.outline
        self.protects = protects  # whether an element is kept from translators
        self.codes: list[tuple[str, int, bool]] = []  # (name, position, restored whole from the source), in page order
        self.comments = False  # whether there are any among the words
        self._by_tag: dict[str, _Name] = {}  # by tag as it stands in the page
        self._names: dict[object, _Name] = {}  # by what a translator tells apart
        self._kin: dict[object, int] = {}  # by element: how many names it has
        self._named: dict[str, tuple[int, bool, bool]] = {}  # by name: its first position, restored, apart
        # The pieces of the page that are its first and its last words, and the first node that may stand between.
        self.first, self.last = self.outline.starts[position] + 1, self.outline.closes[position] - 1
        self.begin = position + 1
        pieces = self.outline.pieces
        if self.first != self.last and not (
            pieces[self.first].strip(names.WHITE_SPACE) and pieces[self.last].strip(names.WHITE_SPACE)
        ):
            self._peel(position)
        self.text = self._trimmed(self._message(), preserve, position)

    def about_codes(self) -> str:
        """What the codes are, for a translator; "" where there is nothing to say."""
        said = []
        for name, (position, restored, apart) in self._named.items():
            tag = self.outline.markup[position]
            is_element = isinstance(tag.name, str)
            numbered = self._kin[tag.name if is_element else tag.code] > 1
            if restored or numbered or tag.name in tags.SPEAKING:
                about = tags.about(tag.name, dict(tag.attributes), restored=restored, apart=apart, numbered=numbered)
                if about:
                    void = apart or not is_element or not tag.is_open
                    said.append(f"<{name}/>: {about}" if void else f"<{name}>: {about}")
        return "; ".join(said)

    def inside(self) -> list[int]:
        """The positions of the elements behind the codes, one for each name."""
        return [position for position, _, _ in self._named.values()]

    def prose(self) -> str:
        """The words that a translator may change."""
        tags_ = self.outline.tags
        written = self.marked.written
        plain = all(
            not restored and tags_[position] not in names.CODE for position, restored, _ in self._named.values()
        ) and not (written and any(position in written for _, position, _ in self.codes))
        if plain and "&" not in self.text:
            return _CODE.sub(" ", self.text).strip(names.WHITE_SPACE)
        words = " ".join(self._prose(self.outline.pieces[self.first], self._children()))
        return collapse(unescaped(words)).strip(names.WHITE_SPACE)

    def _peel(self, position: int) -> None:
        """Leave out the codes without words at both edges; a comment at an edge goes with its neighbour."""
        outline = self.outline
        starts, close, end = outline.starts, outline.closes[position], outline.ends[position]
        if not outline.pieces[self.first].strip(names.WHITE_SPACE):
            self.begin = self._unpeeled(self.begin, end)
            self.first = (starts[self.begin] if self.begin < end else close) - 1
        child, stop = outline.child_before(end, position), end
        while child >= self.begin and not self._speaks(child) and not outline.tail(child).strip(names.WHITE_SPACE):
            if outline.tags[child] is not etree.Comment:
                stop = child
            child = outline.child_before(child, position)
        if stop < end:
            self.last = starts[stop] - 1

    def _unpeeled(self, child: int, end: int) -> int:
        """The first of these nodes side by side that stays."""
        begin = child
        while child < end:
            if self._speaks(child):
                return begin
            if self.outline.tags[child] is not etree.Comment:
                begin = self.outline.ends[child]
            if self.outline.tail(child).strip(names.WHITE_SPACE):
                return begin
            child = self.outline.ends[child]
        return end

    def _children(self) -> Iterator[int]:
        """The nodes between the words."""
        position, starts, ends = self.begin, self.outline.starts, self.outline.ends
        while position < len(starts) and starts[position] < self.last:
            yield position
            position = ends[position]

    def _speaks(self, position: int) -> bool:
        """Whether a child shows words, and so belongs to the sentence."""
        outline = self.outline
        tag = outline.tags[position]
        if not isinstance(tag, str) or position in self.marked.apart or tag in names.OPAQUE:
            return False
        if outline.text(position).strip(names.WHITE_SPACE) or position in self.marked.written:
            return True
        if self.protects(position):
            return bool(outline.words(position).strip(names.WHITE_SPACE))
        return any(
            outline.tail(child).strip(names.WHITE_SPACE) or self._speaks(child) for child in outline.children(position)
        )

    def _message(self) -> str:
        """The content as it stands in a msgid, but for its white space."""
        first = self.first
        parts = self.outline.pieces[first : self.last + 1]  # text and tag in turn; tags become codes
        stop = len(parts)
        if stop > 1:
            closes, ends, special = self.outline.closes, self.outline.ends, self.marked.special
            by_tag, codes = self._by_tag, self.codes
            closing: list[str] = []  # the end tags of the codes around
            position, index = self.begin, 1
            while index < stop:
                tag = parts[index]
                if tag[1] == "/":
                    parts[index] = closing.pop()
                    index += 2
                    continue
                if position in special and (code := self._special(position)) is not None:
                    parts[index] = code
                else:
                    if parts[index + 1] or not self._is_empty(position):
                        known = by_tag.get(tag) or self._plain(position, tag)
                    else:
                        known = self._void(position)
                    name, parts[index], end_tag = known
                    codes.append((name, position, False))
                    if end_tag:
                        closing.append(end_tag)
                        position += 1
                        index += 2
                        continue
                # Nothing inside is a translator's, if there is anything.
                end = closes[position] - first
                if end > index:
                    parts[index + 1 : end + 1] = [""] * (end - index)
                position = ends[position]
                index = end + 2
        text = "".join(parts)
        if "&" not in text:
            return text
        parts[::2] = map(_in_msgid, parts[::2])
        return "".join(parts)

    def _plain(self, position: int, text: str) -> _Name:
        """What an element with a tag that was not met yet is called."""
        tag = self.outline.markup[position]
        known = self._by_tag[text] = self._names.get(tag.told_by) or self._new_name(position, tag)
        return known

    def _void(self, position: int) -> _Name:
        """What an element without text is called; comments inside are none."""
        tag = self.outline.markup[position]
        tag = replace(tag, is_open=False, told_by=(tag.name, False, *sorted(tag.attributes)))
        return self._names.get(tag.told_by) or self._new_name(position, tag)

    def _special(self, position: int) -> str | None:
        """A code whose content is not a translator's; "" for a comment, None where the content is one's after all."""
        tag = self.outline.markup[position]
        if tag.name is etree.Comment:  # It stays in the page and splits nothing.
            self.comments = True
            return ""
        if not isinstance(tag.name, str):
            return f"<{self._restored(position, tag)}/>"
        if position in self.marked.apart or tag.name in names.OPAQUE:
            return f"<{self._restored(position, replace(tag, told_by=(position,)), apart=True)}/>"
        if not self.protects(position):
            return None
        words = collapse(self.outline.words(position)).strip(names.WHITE_SPACE)
        name = self._restored(position, replace(tag, told_by=(tag.name, words, *sorted(tag.attributes))))
        return f"<{name}>{escape(words)}</{name}>" if words else f"<{name}/>"

    def _restored(self, position: int, tag: Tag, *, apart: bool = False) -> str:
        """The name of a code that is restored whole from the source."""
        known = self._names.get(tag.told_by) or self._new_name(position, tag, restored=True, apart=apart)
        self.codes.append((known[0], position, True))
        return known[0]

    def _new_name(self, position: int, tag: Tag, *, restored: bool = False, apart: bool = False) -> _Name:
        """The element's name, with a number where another of that name differs: <a>, <a2>."""
        kin = tag.name if isinstance(tag.name, str) else tag.code
        number = self._kin[kin] = self._kin.get(kin, 0) + 1
        name = tag.code if number == 1 else f"{tag.code}{number}"
        while name in self._named:
            number += 1
            name = f"{tag.code}{number}"
        self._named[name] = (position, restored, apart)
        known = self._names[tag.told_by] = _called(name, tag.is_open)
        return known

    def _trimmed(self, text: str, preserve: bool, position: int) -> str:
        if not preserve:
            # An indent of no-break spaces is layout and stays in the page; elsewhere such a space is the author's text.
            return collapse(text).lstrip().rstrip(names.WHITE_SPACE)
        # HTML does not count a line break right behind the tag (HTML, 13.1.2.5).
        is_first = self.outline.tags[position] in names.PRESERVED and self.begin == position + 1
        return text.removeprefix("\n") if is_first else text

    def _prose(self, text: str, children: Iterable[int]) -> Iterator[str]:
        """Pieces of the page."""
        yield text
        outline = self.outline
        for child in children:
            tag = outline.tags[child]
            closed = not isinstance(tag, str) or tag in names.CODE or tag in names.OPAQUE or child in self.marked.apart
            closed = closed or child in self.marked.written
            if not closed and not self.protects(child):
                yield from self._prose(outline.text(child), outline.children(child))
            yield outline.tail(child)

    def _is_empty(self, position: int) -> bool:
        """Whether there is nothing inside an element, or comments only."""
        return not self.outline.text(position) and all(
            self.outline.tags[child] is etree.Comment and not self.outline.tail(child)
            for child in self.outline.children(position)
        )


@lru_cache(maxsize=1024)
def _called(name: str, is_open: bool) -> _Name:
    """A code and its tags; most sites have few names for them."""
    return (name, f"<{name}>", f"</{name}>") if is_open else (name, f"<{name}/>", "")


def _in_msgid(piece: str) -> str:
    return escape(unescaped(piece)) if "&" in piece else piece
