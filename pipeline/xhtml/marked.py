"""What stands out in a page: the elements that the walk must look at more closely, found in one pass.

Most elements of most pages say nothing about translation. What a page does not use costs its walk nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.xhtml.guidance import NOTHING, Guidance, Said
from pipeline.xhtml.markup import Trait
from pipeline.xhtml.outline import Outline
from pipeline.xhtml.scope import Scope

if TYPE_CHECKING:
    from pipeline.values.value import Value


class Marked:
    """The elements of a page, by their positions and by what is to be asked of them."""

    def __init__(self, outline: Outline, guidance: Guidance) -> None:
        self.outline = outline
        self.guidance = guidance
        position = {node: number for number, node in enumerate(outline.nodes)} if guidance else {}
        said = {position[element]: what for element, what in guidance.elements.items()}
        self.scoped = {*said, *outline.having(Trait.SCOPED)}  # may say whether, and in which language, they are
        self.labelled = {*outline.having(Trait.LABELLED)}  # may have attributes with text
        self.labelled.update(position[element] for element, _ in guidance.attributes)
        self.values = outline.having(Trait.VALUE)  # may be values
        self.written: dict[int, Value] = {}  # those that CLDR writes: nobody's to translate
        # All that end running text: blocks, and what has one of them inside.
        self.blocks = self._with_ancestors(self._blocks(said))
        nested = {each for each, what in said.items() if what.within_text == "nested" or what.locales is not None}
        # What running text shows as one code without looking inside; its own texts are units of their own.
        self.apart = self.blocks | nested if nested else self.blocks
        # No plain inline codes, by all that is known so far.
        no_elements = outline.having(Trait.NO_ELEMENT)
        self.special = self.apart.union(self.scoped, outline.having(Trait.OPAQUE), no_elements)
        # Has something of its own to say, or what is inside it has.
        telling = self.special.difference(self.blocks, no_elements)
        self.busy = self._with_ancestors(telling | self.labelled) | self.blocks
        self._annotated = self._blocks_of_annotations()

    def scope(self, position: int, outer: Scope) -> Scope:
        """What holds inside an element, by what holds around it; few are marked in any way."""
        if position not in self.scoped:
            return outer
        said = self.guidance.of(self.outline.nodes[position]) if self.guidance else NOTHING
        return outer.inside(self.outline.markup[position], said)

    def is_annotated(self, position: int) -> bool:
        """Whether an author may say something to translators of a text of this element: most pages say little."""
        return bool(self.guidance) or (bool(self._annotated) and self._block(position) in self._annotated)

    def has_notes(self) -> bool:
        """Whether anything is said to translators beside what HTML itself marks as a term."""
        return bool(self.guidance) or self.outline.has(Trait.ANNOTATED)

    def _blocks_of_annotations(self) -> set[int]:
        """The blocks whose texts an annotation may speak of."""
        parents, ends = self.outline.parents, self.outline.ends
        annotated = self.outline.having(Trait.ANNOTATED | Trait.TERM)
        # A comment speaks of what it stands before.
        following = [ends[each] for each in annotated if ends[each] < len(parents)]
        blocks = {self._block(each) for each in (*annotated, *following)}
        # What is said on a block is said to the text around it, too.
        return blocks.union(self._block(parents[each]) for each in blocks)

    def _block(self, position: int) -> int:
        """The block that a node is, or stands in."""
        blocks, parents = self.blocks, self.outline.parents
        while position > 0 and position not in blocks:
            position = parents[position]
        return max(position, 0)

    def _blocks(self, said: dict[int, Said]) -> Iterable[int]:
        """Blocks by their names, or by what ITS says of elements within text (ITS 2.0, 8.7)."""
        blocks = set(self.outline.having(Trait.BLOCK))
        for number, what in said.items():
            if what.within_text == "no":
                blocks.add(number)
            elif what.within_text is not None:
                blocks.discard(number)
        return blocks

    def _with_ancestors(self, positions: Iterable[int]) -> set[int]:
        """These nodes, and all that they stand in."""
        found: set[int] = set()
        parents = self.outline.parents
        for position in positions:
            while position >= 0 and position not in found:
                found.add(position)
                position = parents[position]
        return found
