"""Running text: the mixed content of one element, as words and inline codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names, tags
from pipeline.xhtml.inline import escape
from pipeline.xhtml.marked import Marked
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element
# What a code is called, and its tags in a msgid: "a2", "<a2>", "</a2>".
_Name: TypeAlias = tuple[str, str, str]

_CODE = re.compile("<[^>]*>")
# The elements that most codes are, by their full names.
_HTML = {tag: tag.rpartition("}")[2] for tag in names.html("a abbr b cite code em i img q small span strong sub sup")}


class Running:
    """The content of an element between the codes without words that are peeled off its edges.

    Read in one pass and as little as will do: a site has more inline codes than anything else.
    """

    def __init__(
        self, position: int, children: Sequence[int], marked: Marked, protects: Callable[[int], bool], preserve: bool
    ) -> None:
        self.marked = marked
        self.outline = marked.outline
        self.protects = protects  # whether an element is kept from translators
        self.codes: list[tuple[str, int, bool]] = []  # (name, position, restored whole from the source), in page order
        self.comments = False  # whether there are any among the words
        self._names: dict[object, _Name] = {}  # by what a translator tells apart
        self._kin: dict[object, int] = {}  # by tag: how many names it has
        self._named: dict[str, tuple[int, bool, bool]] = {}  # by name: its first position, restored, apart
        start = self.outline.texts[position]
        self.before = self.after = 0  # child nodes that stay in front of the text, and behind it
        self.children = children
        if children:
            self.before, stop = self._unpeeled(start, children)
            self.after = len(children) - stop
            if self.before:
                start = self.outline.tails[children[self.before - 1]]
            self.children = children[self.before : stop]
        self.start = start or ""
        self.text = self._trimmed(self._message(), preserve, position)

    def about_codes(self) -> str:
        """What the codes are, for a translator; "" where there is nothing to say."""
        said = []
        for name, (position, restored, apart) in self._named.items():
            tag, node = self.outline.tags[position], self.outline.nodes[position]
            is_element = isinstance(tag, str)
            numbered = self._kin[tag if is_element else _code_name(node)] > 1
            if restored or numbered or tag in tags.SPEAKING:
                attributes = dict(self.outline.attributes[position])
                about = tags.about(tag, attributes, restored=restored, apart=apart, numbered=numbered)
                if about:
                    void = apart or not is_element or not (len(node) or node.text)
                    said.append(f"<{name}/>: {about}" if void else f"<{name}>: {about}")
        return "; ".join(said)

    def inside(self) -> list[int]:
        """The positions of the elements behind the codes, one for each name."""
        return [position for position, _, _ in self._named.values()]

    def prose(self) -> str:
        """The words that a translator may change."""
        tags_ = self.outline.tags
        plain = all(
            not restored and tags_[position] not in names.CODE for position, restored, _ in self._named.values()
        )
        if plain and "&" not in self.text:
            return _CODE.sub(" ", self.text).strip(names.WHITE_SPACE)
        return collapse(" ".join(self._prose(self.start, self.children))).strip(names.WHITE_SPACE)

    def _unpeeled(self, text: str | None, children: Sequence[int]) -> tuple[int, int]:
        """The range of the children that are left when codes without words are peeled off both edges."""
        tags_, tails = self.outline.tags, self.outline.tails
        first, last = 0, len(children)
        if not (text or "").strip(names.WHITE_SPACE):
            for number, child in enumerate(children):
                if self._speaks(child):
                    break
                if tags_[child] is not etree.Comment:
                    first = number + 1
                if (tails[child] or "").strip(names.WHITE_SPACE):
                    break
            else:
                return len(children), len(children)
        for number in range(last - 1, first - 1, -1):
            child = children[number]
            if (tails[child] or "").strip(names.WHITE_SPACE) or self._speaks(child):
                break
            if tags_[child] is not etree.Comment:
                last = number
        return first, last

    def _speaks(self, position: int) -> bool:
        """Whether a child shows words, and so belongs to the sentence."""
        outline = self.outline
        tag = outline.tags[position]
        if not isinstance(tag, str) or position in self.marked.apart or tag in names.OPAQUE:
            return False
        if (outline.texts[position] or "").strip(names.WHITE_SPACE):
            return True
        if self.protects(position):
            return bool("".join(outline.nodes[position].itertext(etree.Element)).strip(names.WHITE_SPACE))
        return any(
            (outline.tails[child] or "").strip(names.WHITE_SPACE) or self._speaks(child)
            for child in outline.children(position)
        )

    def _message(self) -> str:
        """The content as it stands in a msgid, but for its white space."""
        text = self.start
        if not self.children:
            return escape(text)
        outline, special = self.outline, self.marked.special
        tags_, texts, tails, ends = outline.tags, outline.texts, outline.tails, outline.ends
        codes, names_ = self.codes, self._names
        parts: list[str] = []  # text and code in turn
        open_: list[tuple[int, str, str]] = []  # of each code around: where it ends, its end tag, what follows it
        position, stop = self.children[0], ends[self.children[-1]]
        end = stop
        while True:
            while position == end and open_:
                _, closing, tail = open_.pop()
                parts += (text, closing)
                text = tail
                end = open_[-1][0] if open_ else stop
            if position == stop:
                break
            code = self._special(position) if position in special else None
            if code is None:
                inside, attributes = texts[position], outline.attributes[position]
                is_void = not inside and self._is_empty(position)
                told_by: object = tags_[position]
                if attributes or is_void:
                    told_by = (told_by, is_void, *(sorted(attributes) if len(attributes) > 1 else attributes))
                name, opening, closing = names_.get(told_by) or self._new_name(position, told_by)
                codes.append((name, position, False))
                if not is_void:
                    parts += (text, opening)
                    end = ends[position]
                    open_.append((end, closing, tails[position] or ""))
                    text = inside or ""
                    position += 1
                    continue
                code = f"<{name}/>"
            tail = tails[position] or ""
            if code:
                parts += (text, code)
                text = tail
            else:
                text += tail
            position = ends[position]
        parts.append(text)
        words = "".join(parts[::2])
        if "<" in words or "&" in words:
            parts[::2] = map(escape, parts[::2])
        return "".join(parts)

    def _special(self, position: int) -> str | None:
        """A code whose content is not a translator's; "" for a comment, None where the content is one's after all."""
        tag, node = self.outline.tags[position], self.outline.nodes[position]
        if tag is etree.Comment:  # It stays in the page and splits nothing.
            self.comments = True
            return ""
        if not isinstance(tag, str):
            told_by: tuple[object, ...] = (_code_name(node), node.text)
            return f"<{self._restored(position, told_by)}/>"
        if position in self.marked.apart or tag in names.OPAQUE:
            return f"<{self._restored(position, (position,), apart=True)}/>"
        if not self.protects(position):
            return None
        words = collapse("".join(node.itertext(etree.Element))).strip(names.WHITE_SPACE)
        name = self._restored(position, (tag, words, *sorted(self.outline.attributes[position])))
        return f"<{name}>{escape(words)}</{name}>" if words else f"<{name}/>"

    def _restored(self, position: int, told_by: tuple[object, ...], *, apart: bool = False) -> str:
        """The name of a code that is restored whole from the source."""
        known = self._names.get(told_by) or self._new_name(position, told_by, restored=True, apart=apart)
        self.codes.append((known[0], position, True))
        return known[0]

    def _new_name(self, position: int, told_by: object, *, restored: bool = False, apart: bool = False) -> _Name:
        """The element's name, with a number where another of that name differs: <a>, <a2>."""
        tag = self.outline.tags[position]
        base = _HTML.get(tag) or _code_name(self.outline.nodes[position])
        kin = tag if isinstance(tag, str) else base
        number = self._kin[kin] = self._kin.get(kin, 0) + 1
        name = base if number == 1 else f"{base}{number}"
        while name in self._named:
            number += 1
            name = f"{base}{number}"
        self._named[name] = (position, restored, apart)
        known = self._names[told_by] = (name, f"<{name}>", f"</{name}>")
        return known

    def _trimmed(self, text: str, preserve: bool, position: int) -> str:
        if not preserve:
            # An indent of no-break spaces is layout and stays in the page; elsewhere such a space is the author's text.
            return collapse(text).lstrip().rstrip(names.WHITE_SPACE)
        # HTML does not count a line break right behind the tag (HTML, 13.1.2.5).
        is_first = self.outline.tags[position] in names.PRESERVED and not self.before
        return text.removeprefix("\n") if is_first else text

    def _prose(self, text: str | None, children: Sequence[int]) -> Iterator[str]:
        if text:
            yield text
        outline = self.outline
        for child in children:
            tag = outline.tags[child]
            closed = not isinstance(tag, str) or tag in names.CODE or tag in names.OPAQUE or child in self.marked.apart
            if not closed and not self.protects(child):
                yield from self._prose(outline.texts[child], outline.children(child))
            if tail := outline.tails[child]:
                yield tail

    def _is_empty(self, position: int) -> bool:
        if self.outline.ends[position] == position + 1:
            return True
        return all(
            self.outline.tags[child] is etree.Comment and not self.outline.tails[child]
            for child in self.outline.children(position)
        )


def _code_name(node: Element) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return str(getattr(node, "target", None) or "entity")
    namespace, _, local = tag.rpartition("}")
    if namespace[1:] == names.XHTML or not node.prefix or namespace[1:] in (names.SVG, names.MATHML):
        return local
    return f"{node.prefix}:{local}"
