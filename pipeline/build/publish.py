"""`build`: the finished site, staged file by file, and what holds a locale back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline import store
from pipeline.assemble import assemble
from pipeline.build.pages import SITE, PageMaker, Worked, held_locales
from pipeline.build.project import Project
from pipeline.build.review import in_order
from pipeline.build.spread import spread
from pipeline.errors import refuse
from pipeline.model import Coverage, Finding
from pipeline.resolve import coverage
from pipeline.site import addresses
from pipeline.site.discovery import editions
from pipeline.site.frame import Frame
from pipeline.site.neutral import neutral_input
from pipeline.site.record import FileRecord, PageRecord, Record, file_record, read_record, write_record
from pipeline.store import Staging
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.write import serialise_page


@dataclass(frozen=True, slots=True)
class Published:
    """What a build makes of a site; its new files are in the stage, unseen."""

    findings: list[Finding]
    held: list[str]  # locales of which nothing is replaced
    built: list[str]
    files: int = 0  # of which the site consists after this build, as far as they are this build's
    stale: frozenset[str] = frozenset()  # paths whose source is gone
    coverages: Mapping[str, Coverage] = field(default_factory=dict)  # by locale


def publish(
    project: Project, stage: Staging, locales: Sequence[str], *, allow_missing: bool, jobs: int | None = None
) -> Published:
    """Put into `stage` the site in some locales, and in those that are released together with them.

    A locale with an error is held back whole, with its partners in parity: what was published before
    stays. With `allow_missing` what is missing only warns, and broken translations fall back; both are
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
        self.allow_missing = allow_missing
        self.jobs = jobs
        self.previous = read_record(project.store.read_if_there(store.RECORD))
        self.page_paths = project.domains[1:]
        self.files: list[FileRecord] = []

    def published(self) -> Published:
        """Each page once, as if nothing were held back; again only where the switchers turn out to be wrong."""
        maker = self._maker(self.locales)
        seen = maker.on_layout
        done = dict(zip(self.page_paths, spread(maker, self.page_paths, self.jobs), strict=True))
        faults = [*self.project.faults(), *seen.faults]
        faults += (fault for each in done.values() for fault in (*each.reviewed.faults, *each.faults))
        if faults:
            self._drop(done, self.locales)
        refuse(faults)
        findings = in_order(self.project, self.locales, [seen, *(each.reviewed for each in done.values())])
        held = held_locales(self.settings, findings, self.locales, allow_missing=self.allow_missing)
        built = [locale for locale in self.locales if locale not in held]
        outline = Published(findings, held, built)
        if not built:
            self._drop(done, held)
            return outline
        if held:
            self._drop(done, held)
            last = self._maker(built)
            wrong = [path for path in self.page_paths if self._offered(maker, path) != self._offered(last, path)]
            self._drop({path: done[path] for path in wrong}, built)
            done.update(zip(wrong, spread(last, wrong, self.jobs), strict=True))
            maker = last
        return self._finished(outline, maker, done)

    def _maker(self, built: Sequence[str]) -> PageMaker:
        kept = {(page.locale, page.page) for page in self._kept(built)}
        new = {(locale, page_path) for locale in built for page_path in self.page_paths}
        return PageMaker(self.project, self.stage, built, frozenset(kept | new), self.allow_missing)

    def _kept(self, built: Sequence[str]) -> list[PageRecord]:
        """The pages of an earlier build that stay as they are: those of other locales, until all are built."""
        if set(built) == set(self.settings.locales):
            return []
        return [
            page
            for page in self.previous.pages
            if page.locale not in built and self.project.store.exists(f"{store.OUTPUT}/{page.path}")
        ]

    def _offered(self, maker: PageMaker, page_path: str) -> list[str]:
        return [locale for locale in self.settings.locales if (locale, page_path) in maker.published]

    def _drop(self, done: Mapping[str, Worked], locales: Sequence[str]) -> None:
        for each in done.values():
            for locale in locales:
                if locale in each.made:
                    self.stage.drop(each.made[locale].staged)

    def _finished(self, outline: Published, maker: PageMaker, done: Mapping[str, Worked]) -> Published:
        """All files of the locales that are built, in the order in which they may be seen."""
        made = {locale: [done[path].made[locale] for path in self.page_paths] for locale in outline.built}
        coverages = {locale: coverage(subject.resolutions) for locale, subject in maker.layout.subjects.items()}
        for locale, pages in made.items():
            for page in pages:
                coverages[locale] += page.coverage
        kept = self._kept(outline.built)
        records = [page.record for pages in zip(*made.values(), strict=True) for page in pages]
        # A page must never be there before what it shows: assets first, the record last.
        for path, data in self.project.assets.outputs():
            self._put(f"{SITE}/{path}", data)
        self.stage.add(page.staged for pages in zip(*made.values(), strict=True) for page in pages)
        self._put(f"{SITE}/{addresses.NEUTRAL}", self._neutral(maker, [*kept, *records]))
        record = self._record([*kept, *records], is_whole=set(outline.built) == set(self.settings.locales))
        self.stage.put(store.RECORD, write_record(record))
        stale = frozenset(f"{store.OUTPUT}/{path}" for path in self.previous.paths() - record.paths())
        files = len(self.files) + len(records) + 1
        return replace(outline, files=files, stale=stale, coverages=coverages)

    def _put(self, path: str, data: bytes) -> None:
        self.stage.put(path, data)
        self.files.append(file_record(path.removeprefix(f"{store.OUTPUT}/"), data))

    def _neutral(self, maker: PageMaker, records: Sequence[PageRecord]) -> bytes:
        """The page that lets the reader choose; it lists the locales whose home page is published."""
        settings = self.settings
        data = store.package_data("site/neutral.xhtml")
        template = parse_document(data, "neutral.xhtml", "neutral", settings.source_locale, is_layout=True)
        home = addresses.home_page(self.project.page_paths)
        homes = editions(settings, home, maker.published)
        descriptions = {page.locale: page.description for page in records if page.page == home}
        layout = assemble(self.project.layout.document, (), settings.source_locale, links=maker.layout_links.changes)
        page = neutral_input(settings, homes, descriptions, layout.tree())
        return serialise_page(Frame(template.root, template).around(page))

    def _record(self, records: Sequence[PageRecord], *, is_whole: bool) -> Record:
        order = {locale: number for number, locale in enumerate(self.settings.locales)}
        pages = sorted(records, key=lambda page: (page.page, order.get(page.locale, len(order))))
        entries = {entry.path: entry for entry in self.files}
        if not is_whole:
            # Pages of an earlier build need the assets of an earlier build.
            entries = {entry.path: entry for entry in self.previous.files} | entries
        return Record(self.settings.name, self.settings.base_url, tuple(pages), tuple(entries.values()))
