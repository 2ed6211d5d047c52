"""The list of all pages of a language, for readers: the layout puts it on the page `sitemap`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from pipeline.locales import direction
from pipeline.site import addresses
from pipeline.site.record import PageRecord

Element: TypeAlias = etree._Element


def listed(pages: Iterable[PageRecord], home: str) -> dict[str, list[PageRecord]]:
    """The pages of each locale that a reader can go to, the first page first, then by path."""
    found: dict[str, list[PageRecord]] = {}
    for page in sorted(pages, key=lambda page: (page.page != home, page.page)):
        if page.path and not addresses.is_error_page(page.page) and page.page != addresses.LISTING:
            found.setdefault(page.locale, []).append(page)
    return found


def pages_element(pages: Sequence[PageRecord], root: str) -> Element:
    """The list as the layout reads it; `root` leads from the page to the site's root."""
    element = etree.Element("pages")
    for page in pages:
        etree.SubElement(
            element,
            "page",
            title=page.title,
            description=page.description,
            lang=page.language,
            dir=direction(page.language),
            href=root + quote(page.path.removeprefix("site/")),
        )
    return element
