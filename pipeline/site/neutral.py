"""The page at the site's own address, where nobody's language comes first: the reader chooses."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from pipeline.settings import Settings
from pipeline.site.frame import locale_element
from pipeline.site.plan import Edition
from pipeline.xhtml import names
from pipeline.xhtml.white import collapse

Element: TypeAlias = etree._Element


def title_and_description(page: Element) -> tuple[str, str]:
    """What a localized page says of itself in its head."""
    title, description = "", ""
    for element in page.iterfind(f"{{{names.XHTML}}}head/*"):
        if element.tag == f"{{{names.XHTML}}}title":
            title = title or collapse("".join(element.itertext(etree.Element))).strip(names.WHITE_SPACE)
        elif element.get("name") == "description" and element.tag == f"{{{names.XHTML}}}meta":
            description = description or element.get("content", "")
    return title, description


def neutral_input(
    settings: Settings,
    editions: tuple[Edition, ...],
    descriptions: Mapping[str, str],
    layout: Element,
) -> Element:
    """The document that `neutral.xhtml` reads; `descriptions` are those of the home pages, by locale.

    What its head loads is the layout's.
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
    frame.append(_shared_head(layout))
    return frame


def _shared_head(layout: Element) -> Element:
    """What the layout's head loads: styles, icon, scripts (a chosen contrast is kept here too)."""
    shared = etree.Element("head")
    for element in layout.iterfind(f"{{{names.XHTML}}}head/*"):
        is_link = element.tag == f"{{{names.XHTML}}}link" and element.get("rel") in ("stylesheet", "icon")
        if is_link or element.tag == f"{{{names.XHTML}}}script":
            own = deepcopy(element)
            own.tail = None
            for name in ("href", "src"):
                if (address := own.get(name)) is not None:
                    own.set(name, address.replace("{/frame/@root}", ""))
            shared.append(own)
    return shared
