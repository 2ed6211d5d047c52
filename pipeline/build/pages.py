"""`build`, one page at a time: read, checked, and finished in every locale that is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline import store
from pipeline.assemble import assemble
from pipeline.build.project import LAYOUT_DOMAIN, Project, Source
from pipeline.build.review import Look, Reviewed, look, reviewed
from pipeline.checks.missing import MISSING
from pipeline.checks.page import in_order, on_page, says_something
from pipeline.checks.subject import Subject
from pipeline.errors import Fault
from pipeline.locales import language_tag
from pipeline.model import Coverage, Finding, Severity
from pipeline.resolve import coverage
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.discovery import editions
from pipeline.site.frame import Frame, LayoutError, frame_input
from pipeline.site.links import Linked
from pipeline.site.neutral import title_and_description
from pipeline.site.record import PageRecord, page_state
from pipeline.store import Staged, Staging
from pipeline.xhtml import names

if TYPE_CHECKING:
    from pipeline.checks.runner import Standard

SITE = f"{store.OUTPUT}/site"


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page in one locale."""

    record: PageRecord
    coverage: Coverage
    staged: Staged | None  # None: the file has these bytes


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of a page: what is to be said about it, and its finished editions by locale."""

    reviewed: Reviewed
    made: dict[str, Made]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class PageMaker:
    """The work on one page; a value, so that other processes can be given it.

    It supposes that `published` holds: which (locale, page path) the switchers offer.
    """

    project: Project
    stage: Staging
    locales: Sequence[str]
    published: frozenset[tuple[str, str]]
    allow_missing: bool

    def __reduce__(self) -> tuple[object, ...]:
        # The layout's trees cannot go to another process.
        return PageMaker, (self.project, self.stage, self.locales, self.published, self.allow_missing)

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """What a page must hold to be built."""
        # Only where there is a translation: to know all checks takes longer than to make a page.
        from pipeline.build.standards import minimum

        return minimum(self.project, self.locales)

    @cached_property
    def layout(self) -> Look:
        """The layout with its translations."""
        return look(self.project, LAYOUT_DOMAIN, self.locales)

    @cached_property
    def layout_links(self) -> Linked:
        """The links of the layout as frames need them."""
        return self.project.links.of(self.project.layout.document)

    @cached_property
    def on_layout(self) -> Reviewed:
        """What there is to say about the layout."""
        source = self.layout.source
        links = [*self.layout_links.findings, *self.project.anchors.of(source.document)] if source else []
        return self._reviewed(self.layout, links)

    @cached_property
    def frames(self) -> dict[str, Frame]:
        """The layout in each locale that neither it nor the assets hold back.

        Raises LayoutError where it is no stylesheet.
        """
        held = self._held(self.project.assets.findings, self.on_layout)
        source, changes = self.project.layout, self.layout_links.changes
        frames = {}
        for locale, subject in self.layout.subjects.items():
            if locale not in held:
                draft = assemble(source.document, subject.resolutions, locale, source.walked.filtered, changes)
                frames[locale] = Frame(draft.tree(), source.document)
        return frames

    def __call__(self, domain: str) -> Worked:
        """Read a page, check it, and prepare its file in each locale that nothing known by then holds back."""
        looked = look(self.project, domain, self.locales)
        if looked.faults or looked.source is None:
            return Worked(self._reviewed(looked, []), {}, looked.faults)
        links = self.project.links.of(looked.source.document)
        seen = self._reviewed(looked, [*links.findings, *self.project.anchors.of(looked.source.document)])
        held = self._held((), seen)
        made = {}
        try:
            for locale in self.frames:
                if locale not in held:
                    made[locale] = self._made(looked.source, links, looked.subjects[locale])
        except LayoutError as error:
            return Worked(seen, made, error.faults)
        return Worked(seen, made)

    def _reviewed(self, looked: Look, links: list[Finding]) -> Reviewed:
        """The findings; with `allow_missing`, what is missing only warns."""
        if self.project.settings.severities or any(map(says_something, looked.subjects.values())):
            seen = reviewed(looked, links, self.standards)
        else:
            found = {locale: in_order(on_page(subject)) for locale, subject in looked.subjects.items()}
            seen = Reviewed(looked.faults, links, found)
        if not self.allow_missing:
            return seen
        found = {locale: [_passed(finding) for finding in findings] for locale, findings in seen.findings.items()}
        return replace(seen, findings=found)

    def _held(self, others: Iterable[Finding], seen: Reviewed) -> list[str]:
        found = [*others, *seen.links, *(finding for findings in seen.findings.values() for finding in findings)]
        return held_locales(self.project.settings, found, self.locales, allow_missing=self.allow_missing)

    def _made(self, source: Source, links: Linked, subject: Subject) -> Made:
        settings, page_path, locale = self.project.settings, source.domain, subject.locale
        if addresses.is_error_page(page_path):
            links = self.project.links.in_page(source.document, (settings.base_path, locale))
        covered = coverage(subject.resolutions)
        draft = assemble(source.document, subject.resolutions, locale, source.walked.filtered, links.changes)
        frame = self.frames[locale]
        content = frame.page(draft)
        title, description = title_and_description(content)
        all_editions = editions(settings, page_path, self.published)
        state = page_state(covered)
        finished = frame.around(frame_input(settings, content, page_path, locale, all_editions, covered, state))
        # Whatever the layout says of itself: this page is in this language.
        finished.set("lang", language_tag(locale))
        finished.set(names.XML_LANG, language_tag(locale))
        data = frame.written(finished, draft)
        own = next(edition for edition in all_editions if edition.locale == locale)
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
            source=source.document.path,
            url=own.url,
            title=title,
            description=description,
            alternates={language_tag(other.locale): other.url for other in all_editions if other.published},
        )
        return Made(record, covered, self.stage.prepare(f"{SITE}/{own.file}", data))


def held_locales(
    settings: Settings, findings: Iterable[Finding], locales: Sequence[str], *, allow_missing: bool
) -> list[str]:
    """The locales that errors hold back, each with its partners in parity."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if any(finding.locale is None for finding in errors):
        return list(locales)  # A fault of the source is a fault of every locale.
    if allow_missing:
        return []
    return settings.with_partners(finding.locale for finding in errors if finding.locale is not None)


def _passed(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.check in MISSING else finding
