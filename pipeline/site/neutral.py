"""The page at the site's own address, where nobody's language comes first: the reader chooses."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from pipeline.settings import Settings
from pipeline.site.discovery import Edition
from pipeline.site.frame import locale_element
from pipeline.xhtml import names
from pipeline.xhtml.running import collapse

Element: TypeAlias = etree._Element


def title_and_description(page: Element) -> tuple[str, str]:
    """What a localized page says of itself in its head."""
    spaces = {"h": names.XHTML}
    title = page.xpath("string(h:head/h:title)", namespaces=spaces)
    description = page.xpath("string(h:head/h:meta[@name='description']/@content)", namespaces=spaces)
    return collapse(title).strip(names.WHITE_SPACE), description


def neutral_input(
    settings: Settings,
    editions: tuple[Edition, ...],
    descriptions: Mapping[str, str],
    layout: Element,
) -> Element:
    """The document that `neutral.xhtml` reads; `descriptions` are those of the home pages, by locale.

    Styles and icon are the layout's own, which is at the root here.
    """
    frame = etree.Element("frame", locale=settings.source_locale, root="")
    etree.SubElement(frame, "site", {"name": settings.name, "base-url": settings.base_url})
    listed = etree.SubElement(frame, "locales")
    for edition in editions:
        if edition.published:
            line = locale_element(edition, "", current=False)
            if description := descriptions.get(edition.locale):
                line.set("description", description)
            listed.append(line)
    found = etree.SubElement(frame, "head")
    for link in layout.iterfind(f"{{{names.XHTML}}}head/{{{names.XHTML}}}link"):
        if link.get("rel") in ("stylesheet", "icon"):
            own = deepcopy(link)
            own.tail = None
            own.set("href", own.get("href", "").replace("{/frame/@root}", ""))
            found.append(own)
    return frame
