"""A page's tree as lists, by position in document order.

Every node is asked once, by libxml2's own loop; whoever goes through the page then only looks into lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


class Outline:
    """The nodes of a page: elements, comments and processing instructions."""

    def __init__(self, root: Element) -> None:
        self.nodes: list[Element] = list(root.iter())
        # lxml's types: str for an element, something else for a comment or a processing instruction.
        self.tags: list[Any] = [node.tag for node in self.nodes]
        self.texts = [node.text for node in self.nodes]
        self.tails = [node.tail for node in self.nodes]
        # (name, value) of each attribute, in the order of the source
        self.attributes = [node.items() for node in self.nodes]
        # (position, value) of each attribute of a name, in document order
        self.by_attribute: dict[str, list[tuple[int, str]]] = {}
        for position, attributes in enumerate(self.attributes):
            for name, value in attributes:
                self.by_attribute.setdefault(name, []).append((position, value))
        self.parents = [-1] * len(self.nodes)  # of the root: -1
        self.ends = self._ends()  # the position behind the last node inside, one more than its own if there is none

    def children(self, position: int) -> list[int]:
        """The positions of the nodes right inside one."""
        ends = self.ends
        end, child = ends[position], position + 1
        found = []
        while child < end:
            found.append(child)
            child = ends[child]
        return found

    def around(self, position: int) -> Iterator[int]:
        """A node, and all that it stands in, from the inside out."""
        while position >= 0:
            yield position
            position = self.parents[position]

    def _ends(self) -> list[int]:
        """From the last parent to the first: where its children end is known when its own turn comes."""
        ends = list(range(1, len(self.nodes) + 1))
        parents = self.parents
        counts = [len(node) for node in self.nodes]
        for position in reversed([position for position, count in enumerate(counts) if count]):
            child = position + 1
            for _ in range(counts[position]):
                parents[child] = position
                child = ends[child]
            ends[position] = child
        return ends
