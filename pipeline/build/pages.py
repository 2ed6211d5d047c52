"""`build`, one page at a time: read, checked, and finished in every locale where a new edition is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline import store
from pipeline.aging import outdated_since
from pipeline.assemble import as_it_is, assemble
from pipeline.build.dates import Dates, iso
from pipeline.build.decisions import Decider, held_with, in_time, parity_findings
from pipeline.build.own import on_source
from pipeline.build.pictures import on_pictures
from pipeline.build.project import LAYOUT_DOMAIN, Project, Source
from pipeline.build.review import Look, Reviewed, look, reviewed
from pipeline.build.worked import NOTHING_KNOWN, Depends, Made, Task, Worked
from pipeline.checks.page import in_order, on_page, says_something
from pipeline.checks.subject import Subject
from pipeline.locales import language_tag
from pipeline.model import Extent, Finding, State
from pipeline.resolve import Resolution
from pipeline.site import addresses
from pipeline.site.about import about
from pipeline.site.crossings import from_layout, from_page
from pipeline.site.decision import Decision
from pipeline.site.frame import Frame, LayoutError, Shown, frame_input
from pipeline.site.links import Linked
from pipeline.site.narrower import Derived
from pipeline.site.plan import Edition, Plan
from pipeline.site.record import PageRecord
from pipeline.site.shown import PicturesOn
from pipeline.store import Staged
from pipeline.xhtml import names
from pipeline.xhtml.fill import Draft

if TYPE_CHECKING:
    from pipeline.checks.runner import Standard

SITE = f"{store.OUTPUT}/site"
NO_LIST: Mapping[str, Sequence[PageRecord]] = {}


class _Shared(NamedTuple):
    """What the editions of a page have in common: they are many, so that it is made once and kept once."""

    source: Source
    links: Linked
    pictures: PicturesOn
    editions: tuple[Edition, ...]
    alternates: Mapping[str, str]  # language tag -> url, of those that are translations
    changed: int  # when its author saved it, in seconds since 1970

    @classmethod
    def of(cls, source: Source, links: Linked, pictures: PicturesOn, plan: Plan, dates: Dates) -> _Shared:
        """What they have in common by a plan."""
        editions = plan.editions(source.domain)
        alternates = {language_tag(each.locale): each.url for each in editions if each.is_offered}
        return cls(source, links, pictures, editions, alternates, dates.of_source(source.domain))


class Preparing(Protocol):
    """Where finished pages go."""

    def prepare(self, path: str, data: bytes, *, modified: int | None) -> Staged | None:
        """As that of a `Staging`."""


@dataclass(frozen=True, eq=False, repr=False)
class PageMaker:
    """The work on one page; a value, so that other processes can be given it.

    It supposes that `plan` holds: which editions links and switchers find, and where.
    """

    project: Project
    stage: Preparing
    locales: Sequence[str]
    plan: Plan
    decider: Decider
    dates: Dates

    def __reduce__(self) -> tuple[object, ...]:
        # The layout's trees cannot go to another process.
        return PageMaker, (self.project, self.stage, self.locales, self.plan, self.decider, self.dates)

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
    def layout_pictures(self) -> PicturesOn:
        """The pictures of the layout."""
        return PicturesOn(self.project.pictures, self.project.layout.document)

    @cached_property
    def layout_depends(self) -> Depends:
        """What every page depends on through the layout."""
        return Depends.of(self.project.layout, self.layout_links, self.layout_pictures)

    @cached_property
    def on_layout(self) -> Reviewed:
        """What there is to say about the layout."""
        source = self.layout.source
        if source is None:
            return self._reviewed(self.layout, [])
        found = on_source(self.project, source, self.layout_links, thorough=False)
        return self._reviewed(self.layout, [*found, *on_pictures(self.project.settings, self.layout_pictures)])

    @cached_property
    def layout_extents(self) -> dict[str, Extent]:
        """How much of the layout is translated."""
        return self.layout.extents()

    @cached_property
    def layout_dates(self) -> dict[str, int]:
        """When the layout was last changed, by locale."""
        return {locale: self.dates.of_pages(self.project, locale, [LAYOUT_DOMAIN]) for locale in self.layout.subjects}

    @cached_property
    def layout_decisions(self) -> dict[str, Decision]:
        """In which locales there is a frame to put around pages."""
        on_source = [*self.project.assets.findings, *self.on_layout.links]
        return self.decider.of_page(self.layout.subjects, self.layout_extents, self.on_layout.findings, on_source)

    @cached_property
    def frames(self) -> dict[str, Frame]:
        """The layout in each locale that neither it nor the assets hold back.

        Raises LayoutError where it is no stylesheet.
        """
        source = self.project.layout
        frames = {}
        for locale, subject in self.layout.subjects.items():
            if self.layout_decisions[locale].is_new:
                crossing = from_layout(self.plan, self.layout_links, locale)
                shown = self.layout_pictures.shown(self.layout_links.changes, locale)
                links = (*self.layout_links.changes, *crossing.changes, *shown.changes)
                filtered, marks, values = source.walked.filtered, crossing.marks, subject.values
                around = shown.around
                draft = assemble(source.document, subject.resolutions, locale, filtered, links, marks, values, around)
                frames[locale] = Frame(draft.tree(), source.document)
        return frames

    def of_task(self, task: Task) -> Worked:
        """What comes of a page in some locales, whose partners in parity are among them."""
        return self(task.page, locales=task.locales)

    def __call__(
        self, domain: str, listed: Mapping[str, Sequence[PageRecord]] = NO_LIST, locales: Sequence[str] | None = None
    ) -> Worked:
        """Read a page, check it, decide about it, and prepare its file in each locale that gets a new edition.

        `listed` are the pages of each locale, for the page that lists them.
        """
        looked = look(self.project, domain, self.locales if locales is None else locales)
        source, subjects = looked.source, looked.subjects
        if looked.faults or source is None:
            return Worked(self._reviewed(looked, []), looked.faults)
        links = self.project.links.of(source.document)
        pictures = PicturesOn(self.project.pictures, source.document)
        own = on_source(self.project, source, links, thorough=False)
        seen = self._reviewed(looked, [*own, *on_pictures(self.project.settings, pictures)])
        earlier = {locale: self.decider.earlier.get((locale, domain), "") for locale in subjects}
        extents = looked.extents()
        decisions = self.decider.of_page(subjects, extents, seen.findings, seen.links)
        decisions = held_with(decisions, self.layout_decisions, earlier)
        found = {locale: in_time(seen.findings.get(locale, ()), decision) for locale, decision in decisions.items()}
        for locale, said in parity_findings(self.project.settings, decisions, subjects).items():
            found[locale] = [*found[locale], *said]
        seen = seen._replace(findings={locale: said for locale, said in found.items() if said} or NOTHING_KNOWN)
        worked = Worked(
            seen,
            (),
            decisions,
            extents,
            {locale: day for locale, subject in subjects.items() if (day := behind_since(subject))} or NOTHING_KNOWN,
            Depends.of(source, links, pictures),
            leads_nowhere=any(each.check == "broken-link" for each in links.findings),
        )
        made = {}
        shared = _Shared.of(source, links, pictures, self.plan, self.dates)
        try:
            for locale, decision in decisions.items():
                if decision.is_new and locale in self.frames:
                    made[locale] = self._made(shared, subjects[locale], worked, listed.get(locale, ()))
        except LayoutError as error:
            return worked._replace(faults=error.faults, made=made)
        return worked._replace(made=made)

    def _reviewed(self, looked: Look, links: list[Finding]) -> Reviewed:
        """The findings, weighed by the policy of the page."""
        if self.project.settings.severities or any(map(says_something, looked.subjects.values())):
            seen = reviewed(looked, links, self.standards)
        else:
            found = {locale: in_order(on_page(subject)) for locale, subject in looked.subjects.items()}
            seen = Reviewed(looked.faults, links, found)
        weighed = self.decider.weighed
        found = {locale: weighed(findings, locale, looked.domain) for locale, findings in seen.findings.items()}
        return seen._replace(findings=found)

    def _made(self, shared: _Shared, subject: Subject, worked: Worked, listed: Sequence[PageRecord]) -> Made:
        settings, page_path, locale = self.project.settings, subject.page_path, subject.locale
        decision, covered, since = worked.decisions[locale], worked.extents[locale], worked.since.get(locale)
        frame = self.frames[locale]
        draft, is_whole, derived = self._draft(shared, subject, decision)
        content = frame.page(draft)
        changed = max(
            shared.changed,
            self.layout_dates[locale],
            self.dates.of_catalogue(self.project, locale, page_path),
            self.dates.of_pages(self.project, locale, [page.page for page in listed]),
        )
        said = about(content, iso(changed))
        shown = Shown(
            page_path,
            locale,
            shared.editions,
            covered,
            decision.state,
            decision.notice,
            since,
            about=said,
            listed=listed,
        )
        finished = frame.around(frame_input(settings, content, shown, self.project.assets))
        # Whatever the layout says of itself: this page is in this language.
        finished.set("lang", language_tag(locale))
        finished.set(names.XML_LANG, language_tag(locale))
        if is_whole:
            frame.say_language(finished, language_tag(settings.source_locale))
        data = frame.written(finished, draft)
        own = shown.own
        record = PageRecord(
            path=f"site/{own.file}",
            page=page_path,
            locale=locale,
            language=language_tag(settings.source_locale if decision.state == "fallback" else locale),
            state=decision.state,
            sha256=sha256(data).hexdigest(),
            length=len(data),
            words=covered.words,
            words_translated=covered.words_translated,
            source=shared.source.document.path,
            url=own.url,
            title=said.title,
            description=said.description,
            alternates=shared.alternates,
            modified=said.modified,
            outdated_since=since.isoformat() if since else "",
        )
        newest = max(changed, self.dates.around)
        return Made(record, self.stage.prepare(f"{SITE}/{own.file}", data, modified=newest), derived)

    def _draft(self, shared: _Shared, subject: Subject, decision: Decision) -> tuple[Draft, bool, tuple[Derived, ...]]:
        """The page filled; whether all of it is in the source's language and does not say so itself; its pictures."""
        source, links, pictures = shared.source, shared.links, shared.pictures
        settings, locale, document, base = self.project.settings, subject.locale, source.document, None
        if addresses.is_error_page(source.domain):
            base = settings.base_path
            links = self.project.links.in_page(document, (base, locale))
        is_fallback = decision.state == "fallback"
        words = settings.source_locale if is_fallback else locale
        crossing = from_page(self.plan, links, locale, source.domain, base, words)
        # Words in a picture are in the language of the words around it.
        images = pictures.shown(links.changes, words)
        changes, filtered = (*links.changes, *crossing.changes, *images.changes), source.walked.filtered
        marks, around = crossing.marks, images.around
        resolutions: Iterable[Resolution] = subject.resolutions
        if is_fallback:
            values = source.values_in(settings.source_locale, settings)
            draft = as_it_is(document, locale, filtered, changes, marks, values, around)
            if self.frames[locale].takes_whole(draft):
                return draft, True, images.derived
            resolutions = [Resolution(each.slot, State.MISSING) for each in resolutions]
        draft = assemble(document, resolutions, locale, filtered, changes, marks, subject.values, around)
        return draft, False, images.derived


def behind_since(subject: Subject) -> date | None:
    """When the source changed that a page, or the layout, is not a whole translation of; None where it is."""
    is_behind = any(each.state is not State.TRANSLATED for each in subject.resolutions)
    return outdated_since(subject.catalogue) if subject.catalogue and is_behind else None
