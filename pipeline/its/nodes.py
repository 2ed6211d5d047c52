"""What ITS speaks of: elements and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Node:
    """An element, or one attribute of it."""

    element: etree._Element
    attribute: str | None = None  # the attribute's name as lxml has it, "{namespace}local"; None for the element


_string = etree.XPath("string()", smart_strings=False)


def text_of(element: etree._Element) -> str:
    """An element's string value (XPath 1.0, section 5.2): its text with that of the elements in it."""
    return str(_string(element))


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """The elements in document order, without comments, processing instructions and entities."""
    return root.iter("*")
