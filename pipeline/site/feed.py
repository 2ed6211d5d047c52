"""What feed readers fetch: the pages of a language that changed last, in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from pipeline.locales import language_tag
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.record import PageRecord
from pipeline.site.sitemap import is_listed
from pipeline.xhtml import names

MOST_ENTRIES = 50
TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"


def feed(settings: Settings, locale: str, pages: Iterable[PageRecord], home: str) -> bytes | None:
    """The feed of a language, newest page first, `home` being where a reader begins; None where it has no page."""
    own = [page for page in pages if page.locale == locale and page.modified and is_listed(page)]
    if not own:
        return None
    newest = sorted(own, key=lambda page: page.page)
    newest.sort(key=lambda page: page.modified, reverse=True)
    return etree.tostring(_feed(settings, locale, newest, home), xml_declaration=True, encoding="UTF-8") + b"\n"


def _feed(settings: Settings, locale: str, newest: Sequence[PageRecord], home: str) -> etree._Element:
    address = addresses.url(settings, addresses.feed_file(locale))
    first = next((page for page in newest if page.page == home), newest[0])
    root = etree.Element(f"{{{_ATOM}}}feed", {names.XML_LANG: language_tag(locale)}, nsmap={None: _ATOM})
    _add(root, "title", settings.name)
    if first.description:
        _add(root, "subtitle", first.description)
    _add(root, "id", _identifier(address))
    _add(root, "updated", newest[0].modified)
    _add(_add(root, "author"), "name", settings.name)
    _add(root, "link", rel="self", type=TYPE, hreflang=language_tag(locale), href=address)
    _add(root, "link", rel="alternate", hreflang=language_tag(locale), href=first.url)
    for page in newest[:MOST_ENTRIES]:
        _add_entry(root, settings, page)
    return root


def _add_entry(root: etree._Element, settings: Settings, page: PageRecord) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", page.title)
    _add(entry, "id", _identifier(f"{settings.base_url}/{page.page}"))
    _add(entry, "updated", page.modified)
    _add(entry, "link", rel="alternate", hreflang=language_tag(page.locale), href=page.url)
    _add(entry, "summary", page.description or page.title)


def _add(parent: etree._Element, name: str, /, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _identifier(address: str) -> str:
    """What never changes as long as the page has its place in the source, the same in all languages (RFC 4287, 4.2.6).

    A name-based UUID (RFC 9562, 5.5): a tag: address (RFC 4151) would need a day on which the site had its domain.
    """
    return uuid5(NAMESPACE_URL, address).urn
