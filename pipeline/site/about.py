"""What a localized page says of itself in its head, for those who list, share or index it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from lxml import etree

from pipeline.xhtml import names
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element


class About(NamedTuple):
    """The head of a page in one locale."""

    title: str = ""
    description: str = ""
    modified: str = ""  # date and time in UTC, as XML Schema writes them; "" where it is not known
    properties: frozenset[str] = frozenset()  # of Open Graph, that the page's author has set


NOTHING = About()


def about(page: Element, modified: str = "") -> About:
    """What a localized page says of itself; the first of several titles and descriptions counts."""
    title, description, properties = "", "", set()
    for element in page.iterfind(f"{{{names.XHTML}}}head/*"):
        if element.tag == f"{{{names.XHTML}}}title":
            title = title or collapse("".join(element.itertext(etree.Element))).strip(names.WHITE_SPACE)
        elif element.tag == f"{{{names.XHTML}}}meta":
            properties.add(element.get("property", ""))
            if element.get("name") == "description":
                description = description or element.get("content", "")
    return About(title, description, modified, frozenset(properties))
