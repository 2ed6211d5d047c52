"""What tells search engines and other sites which language is where, in the head of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from pipeline import locales
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.about import About
from pipeline.site.plan import Edition
from pipeline.site.structured import TYPE, web_page
from pipeline.xhtml import names

Element: TypeAlias = etree._Element


def head(
    settings: Settings, page_path: str, locale: str, editions: Sequence[Edition], about: About
) -> Iterator[Element]:
    """What one edition of a page says of itself and of the others.

    hreflang names every translation, this one included, and the language-neutral address as x-default (Google, "Tell
    Google about localized versions of your page"). An edition that is no translation is the source's page at another
    address, and says so. A page that is served at addresses not its own has none of it, and asks not to be indexed.
    """
    own = next(edition for edition in editions if edition.locale == locale)
    source = next(edition for edition in editions if edition.locale == settings.source_locale)
    if addresses.is_error_page(page_path) or not (own.is_offered or source.is_offered):
        yield element("meta", name="robots", content="noindex")
    elif own.is_offered:
        yield element("link", rel="canonical", href=own.url)
        yield from _alternates(settings, editions)
        yield _feed(settings, locale)
        yield from _open_graph(settings, own, editions, about)
        data = element("script", type=TYPE)
        data.text = web_page(settings, own, editions, about)
        yield data
    else:
        yield element("link", rel="canonical", href=source.url)
        yield from _open_graph(settings, source, (), about)


def _alternates(settings: Settings, editions: Sequence[Edition]) -> Iterator[Element]:
    for edition in editions:
        if edition.is_offered:
            tag = locales.language_tag(edition.locale)
            yield element("link", rel="alternate", hreflang=tag, href=edition.url)
    neutral = addresses.url(settings, addresses.NEUTRAL)
    yield element("link", rel="alternate", hreflang="x-default", href=neutral)


def _feed(settings: Settings, locale: str) -> Element:
    return element(
        "link",
        rel="alternate",
        type="application/atom+xml",
        hreflang=locales.language_tag(locale),
        title=settings.name,
        href=addresses.url(settings, addresses.feed_file(locale)),
    )


def _open_graph(settings: Settings, own: Edition, others: Sequence[Edition], about: About) -> Iterator[Element]:
    """The properties of Open Graph (ogp.me) that the page's author has not set."""
    said = [("og:url", own.url), ("og:type", "website"), ("og:title", about.title)]
    said += [("og:description", about.description), ("og:locale", _locale(settings, own))]
    translations = (each for each in others if each.is_offered and each is not own)
    said += [("og:locale:alternate", _locale(settings, each)) for each in translations]
    for name, value in said:
        if value and name not in about.properties:
            yield element("meta", property=name, content=value)


def _locale(settings: Settings, edition: Edition) -> str:
    return locales.open_graph(edition.locale, settings.region) or ""


def element(name: str, /, **attributes: str) -> Element:
    """An element of XHTML."""
    return etree.Element(f"{{{names.XHTML}}}{name}", attributes, nsmap={None: names.XHTML})
