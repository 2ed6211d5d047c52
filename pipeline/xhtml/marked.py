"""What stands out in a page: the elements that the walk must look at more closely, found in one pass.

Most elements of most pages say nothing about translation. What a page does not use costs its walk nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.guidance import Guidance, Said
from pipeline.xhtml.outline import Outline

# Begins a comment that speaks to translators.
FOR_TRANSLATORS = "TRANSLATORS:"

_SCOPING = frozenset(("translate", "data-translate-ignore", "lang", names.XML_LANG, names.XML_SPACE))
_SAYING = frozenset(("data-translate-context", "data-translate-comment"))
_LABELLING = names.TEXT_ATTRIBUTES.union(("value", "content"), *names.TEXT_ATTRIBUTES_OF.values())
_ASKED = _SCOPING | _SAYING | _LABELLING | {"class"}


class Marked:
    """The elements of a page, by their positions and by what is to be asked of them."""

    def __init__(self, outline: Outline, guidance: Guidance) -> None:
        self.outline = outline
        self.guidance = guidance
        position = {node: number for number, node in enumerate(outline.nodes)} if guidance else {}
        said = {position[element]: what for element, what in guidance.elements.items()}
        self.scoped = set(said)  # may say whether, and in which language, they are
        self.labelled = {position[element] for element, _ in guidance.attributes}  # may have attributes with text
        self.is_annotated = bool(guidance)  # an author says something to translators
        self._by_tag: dict[Any, list[int]] = {}
        for number, tag in enumerate(outline.tags):
            self._by_tag.setdefault(tag, []).append(number)
        self.scoped.update(self._of(names.PRESERVED))
        for name in _ASKED.intersection(outline.by_attribute):
            for number, value in outline.by_attribute[name]:
                self._look(number, name, value)
        self.is_annotated |= any(
            FOR_TRANSLATORS in (outline.texts[number] or "") for number in self._by_tag.get(etree.Comment, ())
        )
        # All that end running text: blocks, and what has one of them inside.
        self.blocks = self._with_ancestors(self._blocks(said))
        nested = {each for each, what in said.items() if what.within_text == "nested" or what.locales is not None}
        # What running text shows as one code without looking inside; its own texts are units of their own.
        self.apart = self.blocks | nested if nested else self.blocks
        # No plain inline codes, by all that is known so far.
        self.special = self.apart | self.scoped.union(self._of(names.OPAQUE), self._no_elements())
        # Has something of its own to say, or what is inside it has.
        telling = self.special.difference(self.blocks, self._no_elements())
        self.busy = self._with_ancestors(telling | self.labelled) | self.blocks

    def _look(self, number: int, name: str, value: str) -> None:
        if name in _LABELLING:
            self.labelled.add(number)
        elif name in _SCOPING or (name == "class" and "notranslate" in value):
            self.scoped.add(number)
        elif name in _SAYING:
            self.is_annotated = True

    def _blocks(self, said: dict[int, Said]) -> Iterable[int]:
        """Blocks by their names, or by what ITS says of elements within text (ITS 2.0, 8.7)."""
        blocks = set(self._of(names.BLOCK))
        for number, what in said.items():
            if what.within_text == "no":
                blocks.add(number)
            elif what.within_text is not None:
                blocks.discard(number)
        return blocks

    def _of(self, tags: frozenset[str]) -> Iterator[int]:
        """The elements with one of these tags."""
        return (number for tag in tags.intersection(self._by_tag) for number in self._by_tag[tag])

    def _no_elements(self) -> Iterator[int]:
        """Comments and processing instructions."""
        return (number for tag, numbers in self._by_tag.items() if not isinstance(tag, str) for number in numbers)

    def _with_ancestors(self, positions: Iterable[int]) -> set[int]:
        """These nodes, and all that they stand in."""
        found: set[int] = set()
        parents = self.outline.parents
        for position in positions:
            while position >= 0 and position not in found:
                found.add(position)
                position = parents[position]
        return found
