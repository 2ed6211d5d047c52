"""`check` and `status`: every page in every locale, with what its catalogue says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.build.project import Project, Source
from pipeline.checks import Subject, check
from pipeline.model import Finding, Severity, StatusLine
from pipeline.po import Catalogue
from pipeline.resolve import coverage, resolve


@dataclass(frozen=True, slots=True)
class Review:
    """What a look at some locales brought to light."""

    subjects: dict[tuple[str, str], Subject]  # by (locale, domain)
    findings: list[Finding]


def review(project: Project, locales: Sequence[str]) -> Review:
    """The translations of all pages and of the layout in some locales, checked."""
    subjects = _subjects(project, locales)
    findings = [*broken_links(project), *orphaned_catalogues(project, locales), *check(subjects.values())]
    return Review(subjects, findings)


def _subjects(project: Project, locales: Sequence[str]) -> dict[tuple[str, str], Subject]:
    catalogues = project.catalogues(locales)
    return {
        (locale, source.domain): _subject(project, locale, source, catalogues[locale, source.domain])
        for locale, source in project.combinations(locales)
    }


def _subject(project: Project, locale: str, source: Source, catalogue: Catalogue | None) -> Subject:
    is_source = locale == project.settings.source_locale
    resolutions = resolve(source.walked.slots, catalogue, is_source=is_source)
    path = project.catalogue_path(locale, source.domain)
    return Subject(source.domain, locale, path, catalogue, resolutions, is_source)


def broken_links(project: Project) -> list[Finding]:
    """Links of the pages, the layout and the styles that lead to nothing in the source."""
    return [*project.assets.findings, *(finding for _, findings in project.linked.values() for finding in findings)]


def orphaned_catalogues(project: Project, locales: Sequence[str]) -> Iterator[Finding]:
    """Catalogues whose page is gone: kept, since they hold a translator's work, until a person removes them."""
    domains = {source.domain for source in project.sources}
    for locale in locales:
        folder = project.catalogue_folder(locale)
        for name in project.store.listed(folder, ".po"):
            if name.removesuffix(".po") not in domains:
                message = "no page has this name any more; remove the file when nobody needs its texts"
                yield Finding(
                    "orphaned-catalogue", f"{folder}/{name}", message, severity=Severity.WARNING, locale=locale
                )


def status(project: Project, locales: Sequence[str]) -> list[StatusLine]:
    """How far every page and the layout have come, locale by locale."""
    return [
        StatusLine(locale, domain, coverage(subject.resolutions))
        for (locale, domain), subject in _subjects(project, locales).items()
    ]
