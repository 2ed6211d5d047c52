"""The files by which others learn of pages: sitemap, feeds, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.feed import feed
from pipeline.site.record import PageRecord
from pipeline.site.sitemap import is_listed, robots, sitemap


def announced(settings: Settings, pages: Sequence[PageRecord], home: str) -> Iterator[tuple[str, bytes]]:
    """(path under `output/site`, bytes) of each; `pages` are all that are published, `home` is where readers begin."""
    of_locale: dict[str, list[PageRecord]] = {locale: [] for locale in settings.locales}
    for page in pages:
        of_locale.setdefault(page.locale, []).append(page)
    for locale in settings.locales:
        if data := feed(settings, locale, of_locale[locale], home):
            yield addresses.feed_file(locale), data
    yield from sitemap(settings, pages)
    if any(map(is_listed, pages)):
        yield addresses.ROBOTS, robots(settings)
