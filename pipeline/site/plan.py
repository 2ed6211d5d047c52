"""Which edition of each page stands where: one table that links, switchers, head and sitemap read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from pipeline.settings import Settings
from pipeline.site import addresses

Place: TypeAlias = tuple[str, str]
"""A page in a locale: (locale, page path)."""


class Edition(NamedTuple):
    """One page in one locale, as the others link to it."""

    locale: str
    file: str  # relative to output/site
    url: str
    published: bool  # now, or by an earlier build
    is_translation: bool = True  # False: the source's words in a frame of this language

    @property
    def is_offered(self) -> bool:
        """Whether a reader who asks for the page in this language gets it in this language."""
        return self.published and self.is_translation


class Target(NamedTuple):
    """Where a link to a page leads in a locale."""

    file: str  # relative to output/site
    locale: str | None  # that of the words there, where it is another one than the reader's


@dataclass(frozen=True)
class Plan:
    """All editions of a site.

    It holds the exceptions only: a page that nothing is said of is there, translated, at the address of its source.
    """

    settings: Settings
    files: Mapping[Place, str] = field(default_factory=dict)  # relative to output/site
    absent: frozenset[Place] = frozenset()
    fallbacks: frozenset[Place] = frozenset()  # of the editions that are there

    def file(self, locale: str, page_path: str) -> str:
        """Where an edition stands, or would stand, relative to `output/site`."""
        return self.files.get((locale, page_path)) or addresses.page_file(locale, page_path)

    def edition(self, locale: str, page_path: str) -> Edition:
        """One edition of a page."""
        place, file = (locale, page_path), self.file(locale, page_path)
        url = addresses.url(self.settings, file)
        return Edition(locale, file, url, place not in self.absent, place not in self.fallbacks)

    def editions(self, page_path: str) -> tuple[Edition, ...]:
        """All editions of a page, in the order of the site's locales."""
        return tuple(self.edition(locale, page_path) for locale in self.settings.locales)

    def same(self, other: Plan, page_path: str) -> bool:
        """Whether two plans agree on a page."""
        return all(
            self.files.get(place) == other.files.get(place)
            and (place in self.absent) == (place in other.absent)
            and (place in self.fallbacks) == (place in other.fallbacks)
            for place in ((locale, page_path) for locale in self.settings.locales)
        )

    def is_plain(self, locale: str) -> bool:
        """Whether every page is there in a locale, translated, at the address of its source."""
        return locale not in self._exceptional

    @cached_property
    def exceptions(self) -> frozenset[str]:
        """The pages of which not every edition is there, translated, at the address of its source."""
        return frozenset(page for places in (self.files, self.absent, self.fallbacks) for _, page in places)

    @cached_property
    def _exceptional(self) -> frozenset[str]:
        return frozenset(locale for places in (self.files, self.absent, self.fallbacks) for locale, _ in places)

    def target(self, locale: str, page_path: str) -> Target:
        """Where a link to a page leads a reader: to their own language or, where there is none, to the source's."""
        own, source = self.edition(locale, page_path), self.settings.source_locale
        if own.published:
            return Target(own.file, None if own.is_translation else source)
        others = [source, *self.settings.locales]
        other = next((each for each in others if (each, page_path) not in self.absent), locale)
        words = other if (other, page_path) not in self.fallbacks else source
        return Target(self.file(other, page_path), words if words != locale else None)
