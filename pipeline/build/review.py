"""`check` and `status`: every page in every locale, with what its catalogue says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline import store
from pipeline.build.decisions import weighed
from pipeline.build.own import on_source
from pipeline.build.pictures import drawings_with_words, marked_with_words, on_pictures
from pipeline.build.project import Project, Source
from pipeline.build.spread import spread
from pipeline.checks.subject import Subject
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.model import Coverage, Extent, Finding, Severity
from pipeline.po import parse
from pipeline.resolve import coverage, extent, resolve
from pipeline.site.links import Links
from pipeline.site.pictures import Pictures
from pipeline.site.shown import PicturesOn

if TYPE_CHECKING:
    from pipeline.checks.runner import Standard


class Look(NamedTuple):
    """A page, or the layout, with its translations in some locales, as far as they can be read."""

    domain: str
    source: Source | None  # None: it cannot be used
    subjects: dict[str, Subject]  # by locale
    faults: tuple[Fault, ...]

    def coverages(self) -> dict[str, Coverage]:
        """How far the translations have come, by locale."""
        return {locale: coverage(subject.resolutions) for locale, subject in self.subjects.items()}

    def extents(self) -> dict[str, Extent]:
        """How much of it readers find in each language; what is the same is one value."""
        counted: dict[str, int] = {}
        found = {locale: extent(subject.resolutions, counted) for locale, subject in self.subjects.items()}
        one = dict(zip(found.values(), found.values(), strict=True))
        return {locale: one[each] for locale, each in found.items()}


def look(project: Project, domain: str, locales: Sequence[str]) -> Look:
    """Read a page and its catalogues. What cannot be used is a fault; nothing is raised."""
    faults: list[Fault] = []
    source = None
    subjects = {}
    try:
        source = project.source(domain, with_tags=False)
    except UnusableFileError as error:
        faults.extend(error.faults)
    for locale in locales:
        try:
            catalogue = project.catalogue(locale, domain)
        except UnusableFileError as error:
            faults.extend(error.faults)
            continue
        if source is not None:
            is_source = locale == project.settings.source_locale
            resolutions = resolve(source.slots_for(locale), catalogue, is_source=is_source)
            path = project.catalogue_path(locale, domain)
            values = source.values_in(locale, project.settings)
            subjects[locale] = Subject(
                domain, locale, path, catalogue, resolutions, is_source, source.document.outline.line, values
            )
    return Look(domain, source, subjects, tuple(faults))


class Reviewed(NamedTuple):
    """What a look at a page brought to light."""

    faults: tuple[Fault, ...]
    links: Sequence[Finding]  # those of the source that lead nowhere, or to no place there
    findings: Mapping[str, Sequence[Finding]]  # by locale, where there are any


NOTHING_SAID = Reviewed((), (), {})


class _Check(NamedTuple):
    project: Project
    links: Links  # read before other processes are started, which would each read all assets
    pictures: Pictures
    locales: Sequence[str]
    standards: Mapping[str, Standard]

    def of_page(self, domain: str) -> Reviewed:
        """The findings on a page, or on the layout."""
        looked = look(self.project, domain, self.locales)
        source = looked.source
        own = on_source(self.project, source, self.links.of(source.document)) if source else []
        pictures = self._on_pictures(source) if source else []
        return reviewed(looked, [*own, *pictures], self.standards)

    def _on_pictures(self, source: Source) -> list[Finding]:
        settings = self.project.settings
        words = marked_with_words(self.pictures, settings, source, self.locales)
        return [*on_pictures(settings, PicturesOn(self.pictures, source.document)), *words]


def reviewed(looked: Look, links: list[Finding], standards: Mapping[str, Standard]) -> Reviewed:
    """A look with the findings of the checks."""
    # Only here: `build` does without as long as nothing is translated.
    from pipeline.checks.runner import check

    found = {locale: check(each, standards[locale]) for locale, each in looked.subjects.items()}
    return Reviewed(looked.faults, links, found)


def review(project: Project, locales: Sequence[str], jobs: int | None = None) -> list[Finding]:
    """The findings on all pages and the layout in some locales.

    Raises UnusableFileError for all files that cannot be used, at once.
    """
    # Only here: `build` does without.
    from pipeline.build.standards import standards, texts_of
    from pipeline.build.together import together

    expected = standards(project, locales, texts_of(project, locales), spelled=True)
    checking = _Check(project, project.links, project.pictures, locales, expected)
    done = list(spread(checking.of_page, project.domains, jobs))
    refuse([*project.faults(), *(fault for each in done for fault in each.faults)])
    words = drawings_with_words(project.pictures, project.settings, locales)
    files = catalogue_files(project, locales)
    found = [*words, *in_order(project, locales, done, files), *mispaired_entries(project, locales)]
    found += together(project, locales, expected, found)
    by_page = (weighed([each], project.settings.policy(each.locale or "", each.page or "")) for each in found)
    return [each for weighed_one in by_page for each in weighed_one]


def in_order(project: Project, locales: Sequence[str], done: Sequence[Reviewed], files: Iterable[str]) -> list[Finding]:
    """All findings on a site: of the source first, then locale by locale. Catalogues are among these `files`."""
    return [
        *project.assets.findings,
        *(finding for each in done for finding in each.links),
        *(finding for finding in project.localized.findings if finding.locale in locales),
        *orphaned_catalogues(project, locales, files),
        *(finding for locale in locales for each in done for finding in each.findings.get(locale, ())),
    ]


def catalogue_files(project: Project, locales: Sequence[str]) -> list[str]:
    """The catalogues that are there in some locales, whether they have a page or not."""
    folders = map(store.catalogue_folder, locales)
    return [f"{folder}/{name}" for folder in folders for name in project.store.listed(folder, ".po")]


def orphaned_catalogues(project: Project, locales: Sequence[str], files: Iterable[str]) -> Iterator[Finding]:
    """Catalogues whose page is gone: kept, since they hold a translator's work, until a person removes them.

    They are among these `files` of the site.
    """
    others = sorted(set(files).difference(project.catalogue_paths))
    for locale in locales:
        folder = f"{store.catalogue_folder(locale)}/"
        for path in others:
            if path.startswith(folder):
                message = "no page has this name any more; remove the file when nobody needs its texts"
                yield Finding("orphaned-catalogue", path, message, severity=Severity.WARNING, locale=locale)


def mispaired_entries(project: Project, locales: Sequence[str]) -> Iterator[Finding]:
    """Texts that a merge, as far as git remembers, gave the translation of another one."""
    # Only here: `build` does without.
    from pipeline.checks.history import mispaired
    from pipeline.store.history import merges

    places = {
        project.catalogue_path(locale, domain): (locale, domain) for locale in locales for domain in project.domains
    }
    seen = set()
    for merged in merges(project.store.folder, store.LOCALES, ".po"):
        locale, domain = places.get(merged.path, ("", ""))
        now = project.catalogue(locale, domain) if locale else None
        if now is None:
            continue
        try:
            result, *sides = (parse(data, merged.path) for data in (merged.result, *merged.sides))
        except UnusableFileError:  # As it was committed then; how it is now, others say.
            continue
        for finding in mispaired(merged.path, now, merged.commit, result, sides):
            if (finding.path, finding.line) not in seen:
                seen.add((finding.path, finding.line))
                yield finding._replace(locale=locale, page=domain)
