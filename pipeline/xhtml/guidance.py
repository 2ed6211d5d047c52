"""What a page's ITS markup and rules say to the walk: a plain value, which the room `its` makes.

An ordinary page has none of it, and its walk asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.model import LocaleFilter

Element: TypeAlias = etree._Element


@dataclass(slots=True, eq=False, repr=False)
class Said:
    """What is said of one element or attribute; None where nothing is. Section numbers are ITS 2.0's."""

    translate: bool | None = None  # 8.2
    note: str | None = None  # 8.3; of all that is inside, until something else is said there
    term: str | bool | None = None  # 8.4: what is known of a term, "" for nothing; False: none; of this very element
    language: str | None = None  # 8.6
    within_text: str | None = None  # 8.7: "yes", "no" or "nested"
    domains: tuple[str, ...] | None = None  # 8.8
    locales: LocaleFilter | None = None  # 8.10
    resource: str | None = None  # 8.12: a picture or another file that is to be localized
    identifier: str | None = None  # 8.14
    preserve: bool | None = None  # 8.15
    characters: str | None = None  # 8.19: a character class; of all that is inside
    size: str | None = None  # 8.20: "60 bytes in UTF-8"; of this very element


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Guidance:
    """All that is said of a page's nodes."""

    elements: dict[Element, Said] = field(default_factory=dict)
    attributes: dict[tuple[Element, str], Said] = field(default_factory=dict)

    def of(self, element: Element, attribute: str | None = None) -> Said:
        """What is said of an element or of one of its attributes."""
        found = self.elements.get(element) if attribute is None else self.attributes.get((element, attribute))
        return found or NOTHING

    def __bool__(self) -> bool:
        return bool(self.elements or self.attributes)

    def __iter__(self) -> Iterator[tuple[Element, str | None, Said]]:
        """(element, attribute or None for the element itself, what is said)."""
        yield from ((element, None, said) for element, said in self.elements.items())
        yield from ((element, name, said) for (element, name), said in self.attributes.items())


NOTHING = Said()
NO_GUIDANCE = Guidance()
