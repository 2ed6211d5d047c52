"""`build`: the finished site, staged file by file, and what becomes of each page that is not ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from pipeline import store
from pipeline.build.dates import dates
from pipeline.build.decisions import decider_of
from pipeline.build.departures import Departures
from pipeline.build.neutral import neutral_pages
from pipeline.build.pages import SITE, PageMaker
from pipeline.build.pictures import derived_files
from pipeline.build.planning import Planner
from pipeline.build.project import Project, source_path
from pipeline.build.published import Published
from pipeline.build.reuse import Known, Reuse
from pipeline.build.review import in_order
from pipeline.build.searching import refuse_without_pagefind, search_files
from pipeline.build.serving import for_servers
from pipeline.build.spread import spread
from pipeline.build.untouched import Before
from pipeline.build.worked import Common, Task, Worked
from pipeline.errors import refuse
from pipeline.locales import language_tag
from pipeline.model import Extent, Finding, total
from pipeline.site import addresses
from pipeline.site.announced import announced
from pipeline.site.listing import listed
from pipeline.site.plan import Plan
from pipeline.site.record import FileRecord, PageRecord, Record, file_record, read_record, write_record
from pipeline.site.retired import retired
from pipeline.store import Staging

# Told (pages that are done, pages in all).
Progress: TypeAlias = Callable[[int, int], None]


def _silent(_done: int, _pages: int) -> None:
    """For who waits for the end."""


class How(NamedTuple):
    """How a build is done."""

    allow_missing: bool = False  # what is missing only warns
    jobs: int | None = None  # processes; None: as many as are worth it
    scheduler: str = ""  # the address of a Dask scheduler whose workers do it instead
    objects: str = ""  # the URL of an object storage, where these workers do not share the site's folder
    force: bool = False  # pages of which all is as it was are made again, too
    progress: Progress = _silent
    before: Before | None = None  # the site as the build finds it, if somebody has looked already


USUAL = How()


def publish(project: Project, stage: Staging, locales: Sequence[str], how: How = USUAL) -> Published:
    """Put into `stage` the site in some locales, and in those that are released together with them.

    A page that may not be published in a locale stays as it was published before, and so do its editions in the
    partners in parity. With `allow_missing` what is missing only warns, and broken translations fall back; both are
    published in the source's language. Pages of which all is as it was are not made again, but with `force`.

    Raises UnusableFileError for all files that cannot be used, at once.
    """
    return _Builder(project, stage, project.settings.with_partners(locales), how).published()


def reasons(project: Project, locales: Sequence[str], page_path: str, how: How = USUAL) -> list[str]:
    """Why `publish` would make a page anew; nothing where it would not."""
    with project.store.staging(store.OUTPUT, dry=True) as stage:
        return _Builder(project, stage, project.settings.with_partners(locales), how).reasons(page_path)


def _path_of(task: Task) -> str:
    return source_path(task.page)


class _Builder:
    def __init__(self, project: Project, stage: Staging, locales: Sequence[str], how: How) -> None:
        self.project = project
        self.settings = project.settings
        self.stage = stage
        self.locales = locales
        self.how = how
        self.before = how.before or Before(project.store, project.settings, locales, allow_missing=how.allow_missing)
        recorded = project.store.read_if_there(store.RECORD)
        self.previous = read_record(recorded)
        self.page_paths = project.domains[1:]
        self.files: list[FileRecord] = []
        self.common = Common()
        self.reuse = Reuse(project, locales, self.before, is_forgetful=how.force)
        self.earlier = self.reuse.editions(self.previous, recorded)
        project.plain_catalogues = self.reuse.plain_catalogues()
        self.decider = decider_of(project, self.earlier, allow_missing=how.allow_missing)
        self.planner = Planner(project, locales, self.page_paths, self.previous, self.earlier, self.decider)
        self.dates = dates(project, self.before.committed)
        self.home = addresses.home_page(self.page_paths) if self.page_paths else ""

    def reasons(self, page_path: str) -> list[str]:
        """Why a page would be made anew."""
        return self.reuse.reasons(self._maker(self.planner.expected()), page_path)

    def published(self) -> Published:
        """Each page once, as the site is expected to be; again only where it turns out to be another one."""
        refuse_without_pagefind(self.project)
        expected = self.planner.expected()
        maker = self._maker(expected)
        seen = maker.on_layout
        all_new = Known(None, tuple(self.locales))
        known = {path: all_new if seen.faults else self.reuse.known(maker, path) for path in self.page_paths}
        if addresses.LISTING in known:
            self.reuse.forget(addresses.LISTING)
            known[addresses.LISTING] = all_new
        done = self._worked(maker, known)
        faults = [*self.project.faults(), *self.project.pictures.faults(store.SETTINGS), *seen.faults]
        faults += (fault for each in done.values() for fault in (*each.reviewed.faults, *each.faults))
        if faults:
            self._drop(done.values())
        refuse(faults)
        plan = self.planner.decided({path: worked.decisions for path, worked in done.items()})
        wrong = self._wrong(expected, plan, maker, done)
        if wrong:
            self._drop(done[path] for path in wrong)
            maker = self._maker(plan)
            done.update(self._worked(maker, {path: self.reuse.known(maker, path) for path in wrong}))
        if addresses.LISTING in done:
            self._list(maker, done)
        reviewed = [seen, *(each.reviewed for each in done.values())]
        findings = in_order(self.project, self.locales, reviewed, self.before.inputs)
        site = self._decided(findings, maker, done)
        return self._finished(site, maker, done)

    def _worked(self, maker: PageMaker, known: Mapping[str, Known]) -> dict[str, Worked]:
        """What comes of some pages; where it is known they are not made again."""
        tasks = [Task(path, each.left) for path, each in known.items() if each.left]
        done = {path: each.worked for path, each in known.items()}
        for number, (task, made) in enumerate(zip(tasks, self._spread(maker, tasks), strict=True), 1):
            same = done[task.page]
            worked = made if same is None else same.joined(made, self.locales)
            done[task.page] = self.common.of(worked)
            self.how.progress(number, len(tasks))
        return {path: worked for path, worked in done.items() if worked}

    def _spread(self, maker: PageMaker, tasks: Sequence[Task]) -> Iterator[Worked]:
        if not self.how.scheduler or not tasks:
            return spread(maker.of_task, tasks, self.how.jobs, _path_of)
        # Only here: few builds need other machines.
        from pipeline.build.elsewhere import elsewhere

        return elsewhere(maker, self.stage, tasks, self.how.scheduler, self.how.objects)

    def _maker(self, plan: Plan) -> PageMaker:
        return PageMaker(self.project, self.stage, self.locales, plan, self.decider, self.dates)

    def _list(self, maker: PageMaker, done: dict[str, Worked]) -> None:
        """Make the page that lists all pages once more, now that their titles are known."""
        self._drop([done[addresses.LISTING]])
        records = (record for path in self.page_paths for record in self._records(path, done[path]))
        done[addresses.LISTING] = maker(addresses.LISTING, listed(records, self.home))
        refuse(done[addresses.LISTING].faults)

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

    def _decided(self, findings: list[Finding], maker: PageMaker, done: Mapping[str, Worked]) -> Published:
        """What becomes of all pages."""
        states: dict[str, Counter[str]] = {locale: Counter() for locale in self.locales}
        held = {}
        for path in self.page_paths:
            for locale, decision in done[path].decisions.items():
                states[locale][decision.state] += 1
                if decision.held:
                    held[locale, path] = decision
        extents = {
            locale: total([own, *(each.extents[locale] for each in done.values())])
            for locale, own in maker.layout_extents.items()
        }
        return Published(findings, states, extents, held=held)

    def _remembered(
        self, site: Published, maker: PageMaker, record: Record | None, done: Mapping[str, Worked]
    ) -> Published:
        """The site, with what is to be remembered of it and of its `record`, where there is one."""
        return site._replace(remember=partial(self.reuse.keep, maker, site, record, done))

    def _finished(self, site: Published, maker: PageMaker, done: Mapping[str, Worked]) -> Published:
        """All files of the new editions, in the order in which they may be seen."""
        if not any(decision.is_there for worked in done.values() for decision in worked.decisions.values()):
            return self._remembered(site, maker, None, done)
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
        own, data = self._own_record(maker)
        record = for_servers(self.settings, self.stage, self._record(records, gone), own)
        self.reuse.recorded(*self.stage.put_parts(store.RECORD, write_record(record, own, data)))
        paths = record.paths()
        stale = frozenset(f"{store.OUTPUT}/{path}" for path in self.previous.paths() - paths)
        site = self._remembered(site._replace(files=len(paths) + 1), maker, record, done)
        return site._replace(findings=[*site.findings, *gone.findings], stale=stale)

    def _own_record(self, maker: PageMaker) -> tuple[Record, bytes]:
        """The record that is there, if this program wrote it with these settings, and its bytes; else nothing."""
        data = self.project.store.read_if_there(store.RECORD) or b""
        return (self.previous, data) if self.reuse.is_own_record(maker, data) else (Record(), b"")

    def _records(self, page_path: str, worked: Worked) -> Iterator[PageRecord]:
        """A page in each locale: made, kept, or not there."""
        for locale, decision in worked.decisions.items():
            since = worked.since.get(locale)
            if decision.is_new:
                yield worked.made[locale].record
                continue
            record = self.earlier.get((locale, page_path)) if decision.is_there else None
            record = record or self._omitted(locale, page_path, worked.extents[locale])
            yield record._replace(
                state=decision.state,
                held=str(decision.held),
                outdated_since=since.isoformat() if since else "",
            )

    def _put(self, path: str, data: bytes) -> None:
        self.stage.put(path, data)
        self.files.append(file_record(path.removeprefix(f"{store.OUTPUT}/"), data))

    def _omitted(self, locale: str, page_path: str, covered: Extent) -> PageRecord:
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
        for entry in retired(self.previous.files, entries, self.decider.today):
            if self.stage.has(f"{store.OUTPUT}/{entry.path}"):
                entries[entry.path] = entry
        return Record(
            self.settings.name, self.settings.base_url, tuple(pages), tuple(entries.values()), gone.redirects, gone.gone
        )
