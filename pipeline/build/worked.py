"""What comes of a page: what is said of it, what becomes of it in each language, and its new editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple, TypeVar

from pipeline.build.project import Source
from pipeline.build.review import NOTHING_SAID, Reviewed
from pipeline.errors import Fault
from pipeline.model import Extent
from pipeline.site.decision import Decision
from pipeline.site.links import Linked
from pipeline.site.narrower import Derived
from pipeline.site.record import PageRecord
from pipeline.site.shown import PicturesOn
from pipeline.store import Staged

T = TypeVar("T")
# One for all pages: most have nothing to be said of them.
NOTHING_KNOWN: Mapping[str, Any] = {}


class Depends(NamedTuple):
    """What a page depends on, beside its own files and what is around every page. All sorted."""

    pages: tuple[str, ...] = ()  # itself, and those that it leads to
    places: tuple[str, ...] = ()  # those to a place on which it leads
    assets: tuple[str, ...] = ()  # below source/assets
    rules: tuple[tuple[str, str], ...] = ()  # (path, SHA-256 of what was read) of the files of rules that it names

    @classmethod
    def of(cls, source: Source, links: Linked, pictures: PicturesOn) -> Depends:
        """What a page, or the layout, depends on by what it says."""
        places = {link.page_path for link in links.pages if "#" in link.rest}
        versions = (pictures.pictures.variants.get(path, {}).values() for path in links.assets)
        assets = links.assets.union(*versions)
        pages = {source.domain, *links.targets}
        rules = ((path, sha256(data).hexdigest()) for path, data in source.rules.items())
        return cls(tuple(sorted(pages)), tuple(sorted(places)), tuple(sorted(assets)), tuple(sorted(rules)))


class Made(NamedTuple):
    """A finished page in one locale."""

    record: PageRecord
    staged: Staged | None  # None: the file has these bytes
    derived: tuple[Derived, ...] = ()  # pictures that it shows and that are made of others


class Worked(NamedTuple):
    """What came of a page: what is to be said about it, what becomes of it by locale, and its new editions."""

    reviewed: Reviewed
    faults: tuple[Fault, ...] = ()
    decisions: Mapping[str, Decision] = {}
    extents: Mapping[str, Extent] = {}
    since: Mapping[str, date] = {}  # by locale, where that is known: when the source changed
    depends: Depends | None = None  # None: nobody could tell
    made: Mapping[str, Made] = {}
    leads_nowhere: bool = False  # a link of it, whatever the site thinks of such links

    def joined(self, others: Worked, locales: Sequence[str]) -> Worked:
        """With what came of the same page in `others` of the locales, in their order."""
        if self.faults or others.faults:
            return self if self.faults else others
        seen = others.reviewed._replace(findings=_in_order(locales, self.reviewed.findings, others.reviewed.findings))
        return others._replace(
            reviewed=seen,
            decisions=_in_order(locales, self.decisions, others.decisions),
            extents=_in_order(locales, self.extents, others.extents),
            since=_in_order(locales, self.since, others.since),
            made=_in_order(locales, self.made, others.made),
        )

    @property
    def targets(self) -> Sequence[str]:
        """The pages that it leads to, and itself."""
        return self.depends.pages if self.depends else ()


def _in_order(locales: Iterable[str], one: Mapping[str, T], other: Mapping[str, T]) -> Mapping[str, T]:
    both = {**one, **other}
    return {locale: both[locale] for locale in locales if locale in both} or NOTHING_KNOWN


class Common:
    """What many pages have in common, so that it is kept once: other processes send a copy with each page."""

    def __init__(self) -> None:
        self.outcomes: dict[tuple[tuple[str, Decision], ...], Mapping[str, Decision]] = {}

    def of(self, worked: Worked) -> Worked:
        """The same page."""
        depends = worked.depends and worked.depends._replace(pages=tuple(map(intern, worked.depends.pages)))
        decisions = self.outcomes.setdefault(tuple(worked.decisions.items()), worked.decisions)
        reviewed = worked.reviewed if any(worked.reviewed) else NOTHING_SAID
        since = worked.since or NOTHING_KNOWN
        return worked._replace(depends=depends, decisions=decisions, reviewed=reviewed, since=since)


class Task(NamedTuple):
    """A page that is to be made."""

    page: str
    locales: Sequence[str]
