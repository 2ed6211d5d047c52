"""What feed readers fetch: the pages of a language that changed last, in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

from pipeline.locales import language_tag
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.record import PageRecord
from pipeline.site.sitemap import is_listed
from pipeline.xhtml.markup import escaped, quoted

MOST_ENTRIES = 50
TYPE = "application/atom+xml"


def feed(settings: Settings, locale: str, pages: Iterable[PageRecord], home: str) -> bytes | None:
    """The feed of a language, newest page first, `home` being where a reader begins; None where it has no page."""
    own = [page for page in pages if page.locale == locale and page.modified and is_listed(page)]
    if not own:
        return None
    newest = sorted(own, key=attrgetter("page"))
    newest.sort(key=attrgetter("modified"), reverse=True)
    # As text: elements of a tree, one by one, take several times as long.
    return _feed(settings, locale, newest, home).replace("\r", "&#13;").encode()


def _feed(settings: Settings, locale: str, newest: Sequence[PageRecord], home: str) -> str:
    address, language = addresses.url(settings, addresses.feed_file(locale)), quoted(language_tag(locale))
    first = next((page for page in newest if page.page == home), newest[0])
    subtitle = f"<subtitle>{escaped(first.description)}</subtitle>" if first.description else ""
    entries = "".join(_entry(settings, language, page) for page in newest[:MOST_ENTRIES])
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>{escaped(settings.name)}</title>{subtitle}"
        f"<id>{_identifier(address)}</id><updated>{escaped(newest[0].modified)}</updated>"
        f"<author><name>{escaped(settings.name)}</name></author>"
        f'<link rel="self" type="{TYPE}" hreflang="{language}" href="{quoted(address)}"/>'
        f'<link rel="alternate" hreflang="{language}" href="{quoted(first.url)}"/>{entries}</feed>\n'
    )


def _entry(settings: Settings, language: str, page: PageRecord) -> str:
    return (
        f"<entry><title>{escaped(page.title)}</title><id>{_identifier(f'{settings.base_url}/{page.page}')}</id>"
        f"<updated>{escaped(page.modified)}</updated>"
        f'<link rel="alternate" hreflang="{language}" href="{quoted(page.url)}"/>'
        f"<summary>{escaped(page.description or page.title)}</summary></entry>"
    )


def _identifier(address: str) -> str:
    """What never changes as long as the page has its place in the source, the same in all languages (RFC 4287, 4.2.6).

    A name-based UUID (RFC 9562, 5.5): a tag: address (RFC 4151) would need a day on which the site had its domain.
    """
    return uuid5(NAMESPACE_URL, address).urn
