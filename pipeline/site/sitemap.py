"""What search engines fetch: a list of all pages with their languages (sitemaps.org), and where that list is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.record import PageRecord
from pipeline.xhtml.markup import quoted

# Of one file. sitemaps.org allows more ("Sitemap file requirements"), but none of these fills the memory, and who gets
# them again fetches those that changed.
_MOST_URLS, _MOST_BYTES = 2_000, 2 * 1024 * 1024

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_START = f'{_DECLARATION}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_END = "</urlset>\n"
# Languages and dates recur, and a page's addresses stand in all of its entries.
_quoted = lru_cache(maxsize=256)(quoted)


def sitemap(
    settings: Settings, pages: Sequence[PageRecord], most_urls: int = _MOST_URLS, most_bytes: int = _MOST_BYTES
) -> Iterator[tuple[str, bytes]]:
    """(file, bytes) of the sitemap: one file, or several and their index where there is too much for one.

    Of each translation, its address, when it was last changed, and the languages that its own head names. None where
    there is no translation: a list of nothing is not allowed.
    """
    parts = _parts(settings, pages, most_urls, most_bytes - len(_START) - len(_END))
    first, second = next(parts, None), next(parts, None)
    if first is None or second is None:
        yield from () if first is None else [(addresses.SITEMAP, _urlset(first))]
        return
    files = []
    for number, part in enumerate(chain((first, second), parts), 1):
        files.append(addresses.sitemap_part(number))
        yield files[-1], _urlset(part)
    listed = "".join(f"<sitemap><loc>{quoted(addresses.url(settings, file))}</loc></sitemap>\n" for file in files)
    yield addresses.SITEMAP, f'{_DECLARATION}<sitemapindex xmlns="{_SCHEMA}">\n{listed}</sitemapindex>\n'.encode()


def robots(settings: Settings) -> bytes:
    """`robots.txt`: all may be read (RFC 9309, 2.2), and where the sitemap is (sitemaps.org, "Informing crawlers")."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.url(settings, addresses.SITEMAP)}\n".encode()


def is_listed(page: PageRecord) -> bool:
    """Whether a page is one that others should find: a translation, or the source, at its own address."""
    return bool(page.path) and page.state not in ("fallback", "omitted") and not addresses.is_error_page(page.page)


def _parts(settings: Settings, pages: Sequence[PageRecord], most_urls: int, most_bytes: int) -> Iterator[list[bytes]]:
    """What stands in each file."""
    entries: list[bytes] = []
    size = 0
    alternates: Mapping[str, str] | None = None
    links = ""
    for page in pages:
        if is_listed(page):
            if page.alternates is not alternates:  # The editions of a page have them in common.
                alternates = page.alternates
                links = _links(settings, alternates)
            entry = _entry(page, links).encode()
            if entries and (len(entries) == most_urls or size + len(entry) > most_bytes):
                yield entries
                entries, size = [], 0
            entries.append(entry)
            size += len(entry)
    if entries:
        yield entries


def _urlset(part: Sequence[bytes]) -> bytes:
    return b"".join((_START.encode(), *part, _END.encode()))


def _links(settings: Settings, alternates: Mapping[str, str]) -> str:
    others = {**alternates, "x-default": addresses.url(settings, addresses.NEUTRAL)}
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{_quoted(tag)}" href="{_quoted(url)}"/>\n'
        for tag, url in others.items()
    )


def _entry(page: PageRecord, links: str) -> str:
    lastmod = f"<lastmod>{_quoted(page.modified)}</lastmod>" if page.modified else ""
    return f"<url><loc>{_quoted(page.url)}</loc>{lastmod}\n{links}</url>\n"
