"""When what a page is made of was last changed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline import store
from pipeline.build.project import Project, source_path
from pipeline.store import Store
from pipeline.store.clock import latest


class Dates(NamedTuple):
    """The dates of a site's files, in seconds since 1970; a value, so that other processes can be given it."""

    store: Store
    committed: Mapping[str, int]
    latest: int | None = None  # no date is later (reproducible-builds.org, SOURCE_DATE_EPOCH)
    around: int = 0  # of what every page takes something from: assets, settings

    def newest(self, paths: Iterable[str]) -> int:
        """The newest date of some files: when it was committed as it is, else when it was saved; 0 if none is there."""
        found = (self.committed.get(path) or self.store.modified(path) or 0 for path in paths)
        return self._shown(max(found, default=0))

    def of_file(self, path: str, saved: int) -> int:
        """The date of one file that was `saved` then."""
        return self._shown(self.committed.get(path) or saved)

    def _shown(self, seconds: int) -> int:
        return seconds if self.latest is None else min(seconds, self.latest)

    def of_pages(self, project: Project, locale: str, domains: Iterable[str]) -> int:
        """When some pages, or the layout, were last changed in a locale: by an author or by a translator."""
        return self.newest(
            path for domain in domains for path in (source_path(domain), project.catalogue_path(locale, domain))
        )

    def of_source(self, domain: str) -> int:
        """When a page was last changed by its author."""
        return self.newest([source_path(domain)])

    def of_catalogue(self, project: Project, locale: str, domain: str) -> int:
        """When a page was last changed by a translator."""
        return self.newest([project.catalogue_path(locale, domain)])


def dates(project: Project, committed: Mapping[str, int]) -> Dates:
    """The dates of a site's files, of which some were `committed` as they are.

    Raises UnusableFileError where SOURCE_DATE_EPOCH is no number.
    """
    known = Dates(project.store, committed, latest())
    assets = (f"{store.ASSETS}/{path}" for path in project.store.listed(store.ASSETS))
    return Dates(known.store, known.committed, known.latest, known.newest([store.SETTINGS, *assets]))


@lru_cache(maxsize=64)
def iso(seconds: int) -> str:
    """A date as XML Schema, JSON-LD and RFC 3339 write it, in UTC; "" for 0."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds)) if seconds else ""
