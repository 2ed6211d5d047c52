"""`build`: the finished site, staged file by file, and what becomes of each page that is not ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline import store
from pipeline.build.dates import dates
from pipeline.build.decisions import decider_of, earlier_editions
from pipeline.build.departures import Departures
from pipeline.build.neutral import neutral_pages
from pipeline.build.pages import SITE, PageMaker, Worked
from pipeline.build.pictures import derived_files
from pipeline.build.project import Project, source_path
from pipeline.build.review import in_order
from pipeline.build.searching import refuse_without_pagefind, search_files
from pipeline.build.serving import for_servers
from pipeline.build.spread import spread
from pipeline.errors import refuse
from pipeline.locales import language_tag
from pipeline.model import Coverage, Finding
from pipeline.site import addresses
from pipeline.site.announced import announced
from pipeline.site.decision import Decision
from pipeline.site.listing import listed
from pipeline.site.plan import Place, Plan
from pipeline.site.record import FileRecord, PageRecord, Record, file_record, read_record, write_record
from pipeline.store import Staging


class Published(NamedTuple):
    """What a build makes of a site; its new files are in the stage, unseen."""

    findings: list[Finding]
    decisions: Mapping[Place, Decision]  # what becomes of each page in each locale of the build
    files: int = 0  # of which the site consists after this build
    stale: frozenset[str] = frozenset()  # paths whose source is gone, or that are elsewhere now
    coverages: Mapping[str, Coverage] = {}  # by locale


def publish(
    project: Project, stage: Staging, locales: Sequence[str], *, allow_missing: bool, jobs: int | None = None
) -> Published:
    """Put into `stage` the site in some locales, and in those that are released together with them.

    A page that may not be published in a locale stays as it was published before, and so do its editions in the
    partners in parity. With `allow_missing` what is missing only warns, and broken translations fall back; both are
    published in the source's language.

    Raises UnusableFileError for all files that cannot be used, at once.
    """
    return _Builder(project, stage, project.settings.with_partners(locales), allow_missing, jobs).published()


class _Builder:
    def __init__(
        self, project: Project, stage: Staging, locales: Sequence[str], allow_missing: bool, jobs: int | None
    ) -> None:
        self.project = project
        self.settings = project.settings
        self.stage = stage
        self.locales = locales
        self.jobs = jobs
        self.previous = read_record(project.store.read_if_there(store.RECORD))
        self.page_paths = project.domains[1:]
        self.files: list[FileRecord] = []
        self.earlier = earlier_editions(project, self.previous)
        self.decider = decider_of(project, self.earlier, allow_missing=allow_missing)
        self.dates = dates(project)
        self.home = addresses.home_page(self.page_paths) if self.page_paths else ""

    def published(self) -> Published:
        """Each page once, as the site is expected to be; again only where it turns out to be another one."""
        refuse_without_pagefind(self.project)
        expected = self._expected()
        maker = self._maker(expected)
        seen = maker.on_layout
        done = dict(zip(self.page_paths, spread(maker, self.page_paths, self.jobs), strict=True))
        faults = [*self.project.faults(), *self.project.pictures.faults(store.SETTINGS), *seen.faults]
        faults += (fault for each in done.values() for fault in (*each.reviewed.faults, *each.faults))
        if faults:
            self._drop(done.values())
        refuse(faults)
        plan = self._plan(done)
        wrong = self._wrong(expected, plan, maker, done)
        if wrong:
            self._drop(done[path] for path in wrong)
            maker = self._maker(plan)
            done.update(zip(wrong, spread(maker, wrong, self.jobs), strict=True))
        if addresses.LISTING in done:
            self._list(maker, done)
        findings = in_order(self.project, self.locales, [seen, *(each.reviewed for each in done.values())])
        return self._finished(findings, maker, done)

    def _maker(self, plan: Plan) -> PageMaker:
        return PageMaker(self.project, self.stage, self.locales, plan, self.decider, self.dates)

    def _list(self, maker: PageMaker, done: dict[str, Worked]) -> None:
        """Make the page that lists all pages once more, now that their titles are known."""
        self._drop([done[addresses.LISTING]])
        records = (record for path in self.page_paths for record in self._records(path, done[path]))
        done[addresses.LISTING] = maker(addresses.LISTING, listed(records, self.home))
        refuse(done[addresses.LISTING].faults)

    def _expected(self) -> Plan:
        """The plan as it was, or as catalogues have it that are not there."""
        fallbacks, absent = set(), set()
        was = {(page.locale, page.page): page.state for page in self.previous.pages}
        for locale in self.locales:
            for page_path in self.page_paths:
                place = (locale, page_path)
                state = was.get(place) or self._first_state(place)
                if state == "fallback":
                    fallbacks.add(place)
                elif state == "omitted":
                    absent.add(place)
        return self._with_others(
            Plan(self.settings, self.project.localized.files, frozenset(absent), frozenset(fallbacks))
        )

    def _first_state(self, place: Place) -> str:
        locale, page_path = place
        if locale == self.settings.source_locale or self.project.store.exists(self.project.catalogue_path(*place)):
            return "complete"
        return "fallback" if self.decider.policy(locale, page_path).missing == "fallback" else "omitted"

    def _plan(self, done: Mapping[str, Worked]) -> Plan:
        """The plan as the decisions have it."""
        files = dict(self.project.localized.files)
        absent, fallbacks = set(), set()
        for page_path, worked in done.items():
            for locale, decision in worked.decisions.items():
                place = (locale, page_path)
                if not decision.is_there:
                    absent.add(place)
                elif decision.state == "fallback":
                    fallbacks.add(place)
                if decision.is_there and not decision.is_new:
                    files[place] = self.earlier[place].path.removeprefix("site/")
        return self._with_others(Plan(self.settings, files, frozenset(absent), frozenset(fallbacks)))

    def _with_others(self, plan: Plan) -> Plan:
        """A plan with the editions of the locales that are not built now."""
        files, absent, fallbacks = dict(plan.files), set(plan.absent), set(plan.fallbacks)
        others = [locale for locale in self.settings.locales if locale not in self.locales]
        for place in ((locale, page_path) for locale in others for page_path in self.page_paths):
            page = self.earlier.get(place)
            if page is None:
                absent.add(place)
            else:
                files[place] = page.path.removeprefix("site/")
                if page.state == "fallback":
                    fallbacks.add(place)
        usual = {place: file for place, file in files.items() if file != addresses.page_file(*place)}
        return replace(plan, files=usual, absent=frozenset(absent), fallbacks=frozenset(fallbacks))

    def _wrong(self, expected: Plan, plan: Plan, maker: PageMaker, done: Mapping[str, Worked]) -> list[str]:
        """The pages whose links or switcher were made by a plan that did not come true."""
        if expected == plan:
            return []
        changed = {path for path in self.page_paths if not expected.same(plan, path)}
        made = [path for path in self.page_paths if done[path].made]
        if not changed.isdisjoint(maker.layout_links.targets):
            return made
        return [path for path in made if path in changed or not changed.isdisjoint(done[path].targets)]

    def _drop(self, done: Iterable[Worked]) -> None:
        for each in done:
            for made in each.made.values():
                self.stage.drop(made.staged)

    def _finished(self, findings: list[Finding], maker: PageMaker, done: Mapping[str, Worked]) -> Published:
        """All files of the new editions, in the order in which they may be seen."""
        decisions = {
            (locale, path): decision for path in self.page_paths for locale, decision in done[path].decisions.items()
        }
        coverages = dict(maker.layout_coverages)
        for each in done.values():
            for locale, covered in each.coverages.items():
                coverages[locale] += covered
        site = Published(findings, decisions, coverages=coverages)
        if not any(decision.is_there for decision in decisions.values()):
            return site
        records = [*self._others(), *(record for path in self.page_paths for record in self._records(path, done[path]))]
        gone = Departures(maker, self.previous, records)
        # A page must never be there before what it shows: assets first, the record last.
        for path, data in (*self.project.assets.outputs(), *self._pictures(maker, done.values())):
            self._put(f"{SITE}/{path}", data)
        self.stage.add(each.made[locale].staged for each in done.values() for locale in each.made)
        for path, data in gone.pages():
            self.stage.put(f"{store.OUTPUT}/{path}", data)
        for path, data in gone.redirect_pages():
            self._put(f"{store.OUTPUT}/{path}", data)
        for path, data in neutral_pages(self.project, maker.plan, records, maker.layout_links.changes):
            self._put(f"{SITE}/{path}", data)
        records = self._in_order([*records, *gone.kept])
        for path, data in announced(self.settings, records, self.home):
            self._put(f"{SITE}/{path}", data)
        self.files += search_files(self.project, self.stage, records, self.previous)
        record = for_servers(self.settings, self.stage, self._record(records, gone))
        self.stage.put(store.RECORD, write_record(record))
        stale = frozenset(f"{store.OUTPUT}/{path}" for path in self.previous.paths() - record.paths())
        findings = [*findings, *gone.findings]
        return site._replace(findings=findings, files=len(record.paths()) + 1, stale=stale)

    def _records(self, page_path: str, worked: Worked) -> Iterator[PageRecord]:
        """A page in each locale: made, kept, or not there."""
        for locale, decision in worked.decisions.items():
            since = worked.since[locale]
            if decision.is_new:
                yield worked.made[locale].record
                continue
            record = self.earlier.get((locale, page_path)) if decision.is_there else None
            record = record or self._omitted(locale, page_path, worked.coverages[locale])
            yield record._replace(
                state=decision.state,
                held=str(decision.held),
                outdated_since=since.isoformat() if since else "",
            )

    def _put(self, path: str, data: bytes) -> None:
        self.stage.put(path, data)
        self.files.append(file_record(path.removeprefix(f"{store.OUTPUT}/"), data))

    def _omitted(self, locale: str, page_path: str, covered: Coverage) -> PageRecord:
        """The record of an edition that is not there, so that nobody needs to guess why."""
        language, path = language_tag(locale), source_path(page_path)
        return PageRecord(
            "", page_path, locale, language, "omitted", "", 0, covered.words, covered.words_translated, path
        )

    def _others(self) -> list[PageRecord]:
        """The editions in the locales that are not built now, until all are built."""
        is_all = set(self.locales) == set(self.settings.locales)
        return [] if is_all else [page for page in self.previous.pages if page.locale not in self.locales]

    def _pictures(self, maker: PageMaker, done: Iterable[Worked]) -> list[tuple[str, bytes]]:
        """The files of the pictures that are made of others."""
        if not self.settings.pictures:
            return []
        wanted = {each for worked in done for made in worked.made.values() for each in made.derived}
        for locale in maker.frames:
            wanted.update(maker.layout_pictures.shown(maker.layout_links.changes, locale).derived)
        return derived_files(self.project, self.previous, wanted, SITE)

    def _in_order(self, records: Sequence[PageRecord]) -> list[PageRecord]:
        order = {locale: number for number, locale in enumerate(self.settings.locales)}
        return sorted(records, key=lambda page: (page.page, order.get(page.locale, len(order))))

    def _record(self, pages: Sequence[PageRecord], gone: Departures) -> Record:
        entries = {entry.path: entry for entry in self.files}
        if any(page.path and (page.held or page.locale not in self.locales) for page in pages):
            # Pages of an earlier build need the assets of an earlier build.
            entries = {entry.path: entry for entry in self.previous.files if "/assets/" in entry.path} | entries
        return Record(
            self.settings.name, self.settings.base_url, tuple(pages), tuple(entries.values()), gone.redirects, gone.gone
        )
