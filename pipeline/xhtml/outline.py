"""A page's tree as text: its tags, what stands between them, and which belong together.

libxml2 writes the page once; whoever goes through it then only looks into lists. A node is a position in document
order, the same as in `list(root.iter())`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, TypeAlias

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.code import for_both
from pipeline.xhtml.markup import TAG, Tag, Tags, Trait, attribute_names, unescaped

Element: TypeAlias = etree._Element

# XHTML's own elements without a prefix, which an HTML reader would take for part of the name.
_UNPREFIXED = """
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="http://www.w3.org/1999/xhtml">
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
<xsl:template match="h:*"><xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
<xsl:apply-templates select="@*|node()"/></xsl:element></xsl:template>
</xsl:stylesheet>
"""
_FEW = 20


class Outline:
    """The nodes of a page: elements, comments and processing instructions."""

    def __init__(self, root: Element, *, keep_prefixes: bool = False) -> None:
        """`keep_prefixes`: those of XHTML's own elements stay, as a stylesheet needs them."""
        self.root = root
        # Text and tag in turn, beginning and ending with an empty text.
        self.pieces: list[str] = TAG.split(markup_of(root))
        self.markup: list[Tag] = []
        self.starts: list[int] = []  # the piece that is a node's own tag
        self.closes: list[int] = []  # the piece that is its end tag; its own tag where it has none
        self.parents: list[int] = []  # of the root: -1
        self.ends: list[int] = []  # the position behind the last node inside, one more than its own if there is none
        # Those that somebody may have to look at more closely, by the sum of their traits: few are different.
        self._by_traits: defaultdict[int, list[int]] = defaultdict(list)
        self._lines_asked = 0
        self._read()
        if self.has(Trait.PREFIXED) and not keep_prefixes:
            self.pieces = TAG.split(markup_of(without_prefixes(root)))
            for read in (self.markup, self.starts, self.closes, self.parents, self.ends, self._by_traits):
                read.clear()
            self._read()
        self.tags: list[Any] = [tag.name for tag in self.markup]
        self.ambiguous: list[int] = []  # scripts and styles that mean one thing to XML and another to HTML
        for position in self.having(Trait.OPAQUE):
            if self.tags[position] in names.RAW and self.markup[position].is_open:
                self._write_code(position, is_stylesheet=keep_prefixes)

    def _write_code(self, position: int, *, is_stylesheet: bool) -> None:
        """Write the inside of a script or a style for both readers; of a stylesheet, what it makes is written later."""
        tag, inside = self.markup[position], self.markup[position + 1 : self.ends[position]]
        words = self.words(position)
        name = etree.QName(tag.name).localname
        code = for_both(name, tag.get("type"), words)
        # To HTML, what is markup to XML is a part of the script.
        is_torn = code != words or any(
            isinstance(tag.name, str) or f"</{name}" in tag.published.lower() for tag in inside
        )
        if code is None or (inside and is_torn and not is_stylesheet):
            self.ambiguous.append(position)
        elif not inside and not is_stylesheet:
            self.pieces[self.starts[position] + 1] = code
        elif not is_stylesheet:
            for piece in range(self.starts[position] + 1, self.closes[position], 2):
                self.pieces[piece] = unescaped(self.pieces[piece])

    def _read(self) -> None:
        """Which tags belong together. Each is looked at once; a site has more of them than of anything else."""
        pieces, closes, ends, parents = self.pieces, self.closes, self.ends, self.parents
        markup, starts, by_traits = self.markup, self.starts, self._by_traits
        tags = _tags(())
        known = tags.known
        around: list[tuple[int, Tags]] = []  # elements that declare namespaces, and the tags outside
        boundary = -1  # the innermost of these
        parent, count = -1, 0
        for piece in range(1, len(pieces), 2):
            text = pieces[piece]
            if text[1] == "/":
                closes[parent] = piece
                ends[parent] = count
                if parent == boundary:
                    tags = around.pop()[1]
                    known = tags.known
                    boundary = around[-1][0] if around else -1
                parent = parents[parent]
                continue
            tag = known.get(text) or tags.read(text)
            markup.append(tag)
            starts.append(piece)
            closes.append(piece)
            parents.append(parent)
            if tag.traits:
                by_traits[tag.traits].append(count)
            count += 1
            ends.append(count)
            if tag.is_open:
                parent = count - 1
                if tag.namespaces is not None:
                    boundary = parent
                    around.append((parent, tags))
                    tags = _tags(tuple(tag.namespaces.items()))
                    known = tags.known
            elif tag.published is not text:
                pieces[piece] = tag.published

    @cached_property
    def links(self) -> list[tuple[int, str, str]]:
        """(position, name, value) of the attributes that hold addresses."""
        return self._attributes(Trait.LINKING, names.LINKING)

    @cached_property
    def identifiers(self) -> list[tuple[int, str, str]]:
        """(position, name, value) of the attributes that are identifiers."""
        return self._attributes(Trait.IDENTIFIED, names.IDENTIFIERS)

    def _attributes(self, trait: int, named: frozenset[str]) -> list[tuple[int, str, str]]:
        """Those of these names, all of which give an element the trait."""
        markup = self.markup
        return [
            (position, name, value)
            for position in self.having(trait)
            for name, value in markup[position].attributes
            if name in named
        ]

    def called(self, wanted: Set[str]) -> list[int]:
        """The elements that have one of these names, in page order."""
        if wanted.isdisjoint(self._names):
            return []
        return [position for position, name in enumerate(self.tags) if name in wanted]

    @cached_property
    def _names(self) -> frozenset[Any]:
        return frozenset(self.tags)

    def having(self, traits: int) -> list[int]:
        """The nodes that have one of these traits, in page order."""
        groups = [positions for sum_, positions in self._by_traits.items() if sum_ & traits]
        return sorted(chain(*groups))

    @cached_property
    def nodes(self) -> Sequence[Element]:
        """The nodes of the tree, for those few who need more than their tags."""
        return list(self.root.iter())

    def line(self, position: int) -> int:
        """The 1-based line of a node in its file, 0 where nobody knows: an element that was made in memory has none."""
        self._lines_asked += 1
        # To find one node is quick, to find many one after the other is not.
        node = self.nodes[position] if self._lines_asked > _FEW else self._node(position)
        return node.sourceline or 0

    def _node(self, position: int) -> Element:
        if position == 0:
            return self.root
        parent = self.parents[position]
        return self._node(parent)[self.children(parent).index(position)]

    def at(self, piece: int) -> int:
        """The node whose own tag a piece is."""
        return bisect_left(self.starts, piece)

    def name(self, position: int, name: str) -> str:
        """What an attribute of an element is called in markup, by its name as lxml has it."""
        namespace, _, local = name.rpartition("}")
        if namespace in ("", f"{{{names.XML}"):
            return f"xml:{local}" if namespace else local
        tag = self.markup[position]
        return attribute_names(tag.published)[[own for own, _ in tag.attributes].index(name)]

    def prefixes_inside(self, position: int) -> dict[str, str]:
        """The namespaces that are declared on an element or further out and bear a prefix inside it, by prefix."""
        declared = (self.markup[each].namespaces for each in self.around(position))
        spaces = {prefix: name for prefix, name in (next(filter(None, declared), None) or {}).items() if prefix}
        inside = self.markup[position + 1 : self.ends[position]] if spaces else ()
        return {prefix: name for prefix, name in spaces.items() if any(tag.uses(prefix) for tag in inside)}

    def text(self, position: int) -> str:
        """The text behind a start tag, as it stands in markup; "" where nothing is inside."""
        start = self.starts[position]
        return "" if start == self.closes[position] else self.pieces[start + 1]

    def tail(self, position: int) -> str:
        """The text behind a node, as it stands in markup."""
        return self.pieces[self.closes[position] + 1]

    def words(self, position: int) -> str:
        """All text inside an element, as it stands in a tree; comments are none."""
        return unescaped("".join(self.pieces[self.starts[position] + 1 : self.closes[position] : 2]))

    def children(self, position: int) -> list[int]:
        """The positions of the nodes right inside one."""
        ends = self.ends
        end, child = ends[position], position + 1
        found = []
        while child < end:
            found.append(child)
            child = ends[child]
        return found

    def child_before(self, end: int, parent: int) -> int:
        """The last child of an element that stands before a position; the element itself where there is none."""
        child = end - 1
        while child > parent and self.parents[child] != parent:
            child = self.parents[child]
        return child

    def around(self, position: int) -> Iterator[int]:
        """A node, and all that it stands in, from the inside out."""
        while position >= 0:
            yield position
            position = self.parents[position]

    def has(self, trait: int) -> bool:
        """Whether anything in the page has the trait."""
        return any(traits & trait for traits in self._by_traits)


@lru_cache(maxsize=64)
def _tags(namespaces: tuple[tuple[str, str], ...]) -> Tags:
    """The tags that are known where these namespaces hold."""
    return Tags(dict(namespaces))


def markup_of(root: Element) -> str:
    """An element as text. A document type is gone for good: libxml2 adds a <meta> to a page that says XHTML 1.0."""
    info = root.getroottree().docinfo
    if info.doctype:
        info.clear()
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    # One character is found many times as fast as several, and most pages have none.
    return text.replace("&#13;", "\r") if "&" in text and "&#13;" in text else text


def without_prefixes(root: Element) -> Element:
    """A copy of the tree in which XHTML's own elements have no prefixes."""
    return etree.XSLT(etree.XML(_UNPREFIXED))(root).getroot()
