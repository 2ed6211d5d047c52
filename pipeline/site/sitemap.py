"""What search engines fetch: a list of all pages with their languages (sitemaps.org), and where that list is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.record import PageRecord
from pipeline.xhtml.markup import quoted

# sitemaps.org, "Sitemap file requirements": of one file.
_MOST_URLS, _MOST_BYTES = 50_000, 50 * 1024 * 1024

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_START = f'{_DECLARATION}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_END = "</urlset>\n"


def sitemap(
    settings: Settings, pages: Sequence[PageRecord], most_urls: int = _MOST_URLS, most_bytes: int = _MOST_BYTES
) -> Iterator[tuple[str, bytes]]:
    """(file, bytes) of the sitemap: one file, or several and their index where there is too much for one.

    Of each translation, its address, when it was last changed, and the languages that its own head names. None where
    there is no translation: a list of nothing is not allowed.
    """
    parts = list(_parts(settings, pages, most_urls, most_bytes - len(_START) - len(_END)))
    if len(parts) < 2:
        yield from ((addresses.SITEMAP, _urlset(part)) for part in parts)
        return
    files = [addresses.sitemap_part(number) for number in range(1, len(parts) + 1)]
    yield from zip(files, map(_urlset, parts), strict=True)
    listed = "".join(f"<sitemap><loc>{quoted(addresses.url(settings, file))}</loc></sitemap>\n" for file in files)
    yield addresses.SITEMAP, f'{_DECLARATION}<sitemapindex xmlns="{_SCHEMA}">\n{listed}</sitemapindex>\n'.encode()


def robots(settings: Settings) -> bytes:
    """`robots.txt`: all may be read (RFC 9309, 2.2), and where the sitemap is (sitemaps.org, "Informing crawlers")."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.url(settings, addresses.SITEMAP)}\n".encode()


def is_listed(page: PageRecord) -> bool:
    """Whether a page is one that others should find: a translation, or the source, at its own address."""
    return bool(page.path) and page.state not in ("fallback", "omitted") and not addresses.is_error_page(page.page)


def _parts(settings: Settings, pages: Sequence[PageRecord], most_urls: int, most_bytes: int) -> Iterator[str]:
    """What stands in each file."""
    entries: list[str] = []
    size = 0
    for page in pages:
        if is_listed(page):
            entry = _entry(settings, page)
            length = len(entry.encode())
            if entries and (len(entries) == most_urls or size + length > most_bytes):
                yield "".join(entries)
                entries, size = [], 0
            entries.append(entry)
            size += length
    if entries:
        yield "".join(entries)


def _urlset(part: str) -> bytes:
    return f"{_START}{part}{_END}".encode()


def _entry(settings: Settings, page: PageRecord) -> str:
    lastmod = f"<lastmod>{quoted(page.modified)}</lastmod>" if page.modified else ""
    others = {**page.alternates, "x-default": addresses.url(settings, addresses.NEUTRAL)}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{quoted(tag)}" href="{quoted(url)}"/>\n' for tag, url in others.items()
    )
    return f"<url><loc>{quoted(page.url)}</loc>{lastmod}\n{links}</url>\n"
