"""The pages that belong to no language: at the site's own address, and where there is no page. The reader chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from pipeline.locales import native_name
from pipeline.settings import Settings
from pipeline.site.assets import Assets
from pipeline.site.frame import locale_element
from pipeline.site.plan import Edition
from pipeline.site.record import PageRecord
from pipeline.site.remembered import script
from pipeline.xhtml import names

Element: TypeAlias = etree._Element


def neutral_input(
    settings: Settings, editions: Sequence[Edition], homes: Iterable[PageRecord], layout: Element, assets: Assets
) -> Element:
    """The document that `neutral.xhtml` reads: the languages of the site's first page, whose records are `homes`.

    What its head loads is the layout's, and what remembers the choice.
    """
    frame = _frame(settings, "", "")
    descriptions = {page.locale: page.description for page in homes}
    for edition in editions:
        if edition.published:
            line = locale_element(edition, "", current=False)
            if edition.is_offered:
                line.set("translation", "yes")
            if description := descriptions.get(edition.locale):
                line.set("description", description)
            frame[1].append(line)
    frame.append(_shared_head(layout, ""))
    frame[-1].extend(script(assets, ""))
    return frame


def error_input(
    settings: Settings,
    status: str,
    editions: Sequence[Edition],
    homes: Iterable[PageRecord],
    pages: Iterable[PageRecord],
    layout: Element,
) -> Element:
    """The document that `neutral-error.xhtml` reads, for where no language can be told.

    It says what the error page says of itself in each language, and leads to the home pages, whose table `editions` is.
    Links are absolute: it is served at any address.
    """
    frame = _frame(settings, status, settings.base_path)
    home_titles = {page.locale: page.title for page in homes}
    own = {page.locale: page for page in pages}
    for edition in editions:
        if edition.is_offered and edition.locale in own:
            line = locale_element(edition, settings.base_path, current=False)
            line.set("title", own[edition.locale].title)
            line.set("home", home_titles.get(edition.locale) or native_name(edition.locale))
            if description := own[edition.locale].description:
                line.set("description", description)
            frame[1].append(line)
    frame.append(_shared_head(layout, settings.base_path))
    return frame


def _frame(settings: Settings, path: str, root: str) -> Element:
    frame = etree.Element("frame", locale=settings.source_locale, path=path, root=root)
    etree.SubElement(frame, "site", {"name": settings.name, "base-url": settings.base_url})
    etree.SubElement(frame, "locales")
    return frame


def _shared_head(layout: Element, root: str) -> Element:
    """What the layout's head loads: styles, icon, scripts (a chosen contrast is kept here too)."""
    shared = etree.Element("head")
    for element in layout.iterfind(f"{{{names.XHTML}}}head/*"):
        is_link = element.tag == f"{{{names.XHTML}}}link" and element.get("rel") in ("stylesheet", "icon")
        if is_link or element.tag == f"{{{names.XHTML}}}script":
            own = deepcopy(element)
            own.tail = None
            for name in ("href", "src"):
                if (address := own.get(name)) is not None:
                    own.set(name, address.replace("{/frame/@root}", root))
            shared.append(own)
    return shared
