"""`build`: the finished site, as a plan of files to write, and what holds a locale back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from pipeline import store
from pipeline.assemble import assemble
from pipeline.build.project import LAYOUT_DOMAIN, Project, Source
from pipeline.build.review import Review, review
from pipeline.checks import MISSING
from pipeline.locales import language_tag
from pipeline.model import Coverage, Finding, Severity
from pipeline.resolve import coverage
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.discovery import editions
from pipeline.site.frame import Frame, frame_input
from pipeline.site.neutral import neutral_input, title_and_description
from pipeline.site.record import PageRecord, Record, file_record, page_state, read_record, write_record
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.fill import mark_language
from pipeline.xhtml.write import serialise_page

_SITE = f"{store.OUTPUT}/site"


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What a build would do."""

    findings: list[Finding]
    held: list[str]  # locales of which nothing is replaced
    built: list[str]
    files: Mapping[str, bytes] = field(default_factory=dict)  # path -> bytes, in the order of writing
    stale: frozenset[str] = frozenset()  # paths whose source is gone
    coverages: Mapping[str, Coverage] = field(default_factory=dict)  # by locale


def plan_build(project: Project, locales: Sequence[str], *, allow_missing: bool) -> SitePlan:
    """The site in some locales, and in those that are released together with them.

    A locale with an error is held back whole, with its partners in parity: what was published before
    stays. With `allow_missing` what is missing only warns, and broken translations fall back; both are
    published in the source's language.
    """
    locales = project.settings.with_partners(locales)
    looked = review(project, locales)
    findings = [_pass(finding) for finding in looked.findings] if allow_missing else looked.findings
    held = _held(project.settings, findings, locales, allow_missing=allow_missing)
    built = [locale for locale in locales if locale not in held]
    plan = SitePlan(findings, held, built)
    return _Builder(project, looked, plan).plan() if built else plan


def _pass(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.check in MISSING else finding


def _held(settings: Settings, findings: Sequence[Finding], locales: Sequence[str], *, allow_missing: bool) -> list[str]:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if any(finding.locale is None for finding in errors):
        return list(locales)  # A fault of the source is a fault of every locale.
    if allow_missing:
        return []
    return settings.with_partners(finding.locale for finding in errors if finding.locale is not None)


class _Builder:
    def __init__(self, project: Project, looked: Review, outline: SitePlan) -> None:
        self.project = project
        self.settings = project.settings
        self.looked = looked
        self.outline = outline
        self.layout = project.linked[LAYOUT_DOMAIN][0]
        self.previous = read_record(project.store.read_if_there(store.RECORD))
        self.is_whole = set(outline.built) == set(self.settings.locales)
        self.kept = [page for page in self.previous.pages if self._still_stands(page)]
        self.published = frozenset(
            {(page.locale, page.page) for page in self.kept}
            | {(locale, page.domain) for locale in outline.built for page in project.pages}
        )
        self.coverages: dict[str, Coverage] = {}
        self.records: list[PageRecord] = []
        self.pages: dict[str, bytes] = {}

    def _still_stands(self, page: PageRecord) -> bool:
        """Whether a page of an earlier build stays as it is: those of other locales, until all are built."""
        elsewhere = page.locale not in self.outline.built and not self.is_whole
        return elsewhere and self.project.store.exists(f"{store.OUTPUT}/{page.path}")

    def plan(self) -> SitePlan:
        """The outline with all files of the locales that are built."""
        frames = {locale: self._frame(locale) for locale in self.outline.built}
        for page in self.project.pages:
            for locale in self.outline.built:
                self._page(frames[locale], page, locale)
        # A page must never be there before what it shows: assets first, the record last.
        assets = {f"{_SITE}/{path}": data for path, data in self.project.assets.outputs()}
        neutral = {f"{_SITE}/{addresses.NEUTRAL}": self._neutral()}
        record = self._record({**assets, **neutral})
        files = {**assets, **self.pages, **neutral, store.RECORD: write_record(record)}
        stale = frozenset(f"{store.OUTPUT}/{path}" for path in self.previous.paths() - record.paths())
        return replace(self.outline, files=files, stale=stale, coverages=self.coverages)

    def _frame(self, locale: str) -> Frame:
        subject = self.looked.subjects[locale, LAYOUT_DOMAIN]
        self.coverages[locale] = coverage(subject.resolutions)
        return Frame(assemble(self.layout, subject.resolutions, locale), store.LAYOUT)

    def _page(self, frame: Frame, page: Source, locale: str) -> None:
        settings, page_path = self.settings, page.domain
        linked = self.project.linked[page_path][0]
        if addresses.is_error_page(page_path):
            linked = self.project.links.in_page(page.document, (settings.base_path, locale))[0]
        subject = self.looked.subjects[locale, page_path]
        covered = coverage(subject.resolutions)
        self.coverages[locale] += covered
        content = assemble(linked, subject.resolutions, locale)
        title, description = title_and_description(content)
        all_editions = editions(settings, page_path, self.published)
        state = page_state(covered)
        finished = frame.around(frame_input(settings, content, page_path, locale, all_editions, covered, state))
        # Whatever the layout says of itself: this page is in this language.
        mark_language(finished, language_tag(locale))
        data = serialise_page(finished)
        own = next(edition for edition in all_editions if edition.locale == locale)
        self.pages[f"{_SITE}/{own.file}"] = data
        record = PageRecord(
            path=f"site/{own.file}",
            page=page_path,
            locale=locale,
            language=language_tag(settings.source_locale if state == "fallback" else locale),
            state=state,
            sha256=sha256(data).hexdigest(),
            length=len(data),
            words=covered.words,
            words_translated=covered.words_translated,
            source=page.document.path,
            url=own.url,
            title=title,
            description=description,
            alternates={language_tag(other.locale): other.url for other in all_editions if other.published},
        )
        self.records.append(record)

    def _neutral(self) -> bytes:
        """The page that lets the reader choose; it lists the locales whose home page is published."""
        settings = self.settings
        data = store.package_data("site/neutral.xhtml")
        template = parse_document(data, "neutral.xhtml", "neutral", settings.source_locale, is_layout=True)
        home = addresses.home_page(self.project.page_paths)
        homes = editions(settings, home, self.published)
        descriptions = {page.locale: page.description for page in [*self.kept, *self.records] if page.page == home}
        page = neutral_input(settings, homes, descriptions, self.layout.root)
        return serialise_page(Frame(template.root, template.path).around(page))

    def _record(self, files: dict[str, bytes]) -> Record:
        order = {locale: number for number, locale in enumerate(self.settings.locales)}
        pages = sorted([*self.kept, *self.records], key=lambda page: (page.page, order.get(page.locale, len(order))))
        entries = {
            (entry := file_record(path.removeprefix(f"{store.OUTPUT}/"), data)).path: entry
            for path, data in files.items()
        }
        if not self.is_whole:
            # Pages of an earlier build need the assets of an earlier build.
            entries = {entry.path: entry for entry in self.previous.files} | entries
        return Record(self.settings.name, self.settings.base_url, tuple(pages), tuple(entries.values()))
