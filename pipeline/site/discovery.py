"""What tells search engines and other sites which language is where: one table, read by head and switcher."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from pipeline import locales
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.plan import Edition
from pipeline.xhtml import names

Element: TypeAlias = etree._Element


def head(settings: Settings, page_path: str, locale: str, all_editions: tuple[Edition, ...]) -> list[Element]:
    """Canonical, alternates and Open Graph for one edition of a page.

    hreflang names every published edition, this one included, and the language-neutral address as
    x-default (Google, "Tell Google about localized versions of your page"). A page that is served at
    addresses not its own has none of it, and asks not to be indexed. One that shows the source's words is
    the source's edition to others.
    """
    if addresses.is_error_page(page_path):
        return [_element("meta", name="robots", content="noindex")]
    shown = locale if _own(all_editions, locale).is_translation else settings.source_locale
    published = [edition for edition in all_editions if edition.is_offered]
    url = _own(all_editions, shown).url
    return [
        _element("link", rel="canonical", href=url),
        *_alternates(settings, published),
        _element("meta", property="og:url", content=url),
        *_open_graph(settings, shown, published),
    ]


def _own(editions: tuple[Edition, ...], locale: str) -> Edition:
    return next(edition for edition in editions if edition.locale == locale)


def _alternates(settings: Settings, published: list[Edition]) -> Iterator[Element]:
    for edition in published:
        tag = locales.language_tag(edition.locale)
        yield _element("link", rel="alternate", hreflang=tag, href=edition.url)
    neutral = addresses.url(settings, addresses.NEUTRAL)
    yield _element("link", rel="alternate", hreflang="x-default", href=neutral)


def _open_graph(settings: Settings, locale: str, published: list[Edition]) -> Iterator[Element]:
    others = (edition.locale for edition in published if edition.locale != locale)
    for name, code in [("og:locale", locale), *(("og:locale:alternate", other) for other in others)]:
        if value := locales.open_graph(code, settings.region):
            yield _element("meta", property=name, content=value)


def _element(name: str, /, **attributes: str) -> Element:
    return etree.Element(f"{{{names.XHTML}}}{name}", attributes, nsmap={None: names.XHTML})
