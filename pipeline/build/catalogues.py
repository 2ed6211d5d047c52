"""`update`: from the pages to their templates and to every catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.aging import dated
from pipeline.build.merging import Merging
from pipeline.build.project import Project, Source
from pipeline.build.spread import spread
from pipeline.build.templates import Template, template_of
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.merge import MergeStats
from pipeline.model import MinorEdit
from pipeline.po import Catalogue, serialise
from pipeline.store import Staged, Staging
from pipeline.store.clock import today


@dataclass(frozen=True, slots=True)
class _Merged:
    staged: Staged | None
    stats: MergeStats


@dataclass(frozen=True, slots=True)
class _Updated:
    """One page's template and catalogues, or why they were not made."""

    template: Template | None
    catalogues: dict[str, _Merged] = field(default_factory=dict)  # by locale
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Update:
    project: Project
    stage: Staging
    locales: Sequence[str]
    merging: Merging
    today: date

    def __call__(self, domain: str) -> _Updated:
        try:
            source, old = self.merging.read(domain, self.locales)
        except UnusableFileError as error:
            return _Updated(None, faults=error.faults)
        merged = {locale: self._merged(source, locale, catalogue) for locale, catalogue in old.items()}
        return _Updated(template_of(self.project, self.stage, source), merged)

    def _merged(self, source: Source, locale: str, old: Catalogue | None) -> _Merged:
        # What was read, to the byte. An earlier format is upgraded by hand, with nobody else at work.
        made_from = None if self.merging.upgrade else serialise(old) if old else b""
        if old and made_from and b"tetraglot: ignore" in made_from:
            from pipeline.checks.suppression import sealed

            # What was set aside was so for the texts as they are before this update.
            old = replace(old, messages=[sealed(message) for message in old.messages])
        catalogue, stats = self.merging.merged(source, locale, old)
        if locale != self.project.settings.source_locale:
            catalogue = dated(old, catalogue, self.today)
        path = self.project.catalogue_path(locale, source.domain)
        return _Merged(self.stage.prepare(path, serialise(catalogue), made_from), stats)


def update(
    project: Project,
    stage: Staging,
    locales: Sequence[str],
    jobs: int | None = None,
    *,
    upgrade: bool = False,
    declared: Sequence[MinorEdit] = (),
) -> dict[str, MergeStats]:
    """Every template, and every catalogue of some locales, brought up to date and put into `stage`.

    The templates go along: a catalogue is never ahead of the template that others merge from. One that was made by
    an earlier version's rules is refused, or with `upgrade` carried over to the present ones. Minor edits are those on
    record and those `declared` just now.
    Returns what the merge did, by path of the catalogue. Raises UnusableFileError for all files that cannot
    be used, at once.
    """
    merging = Merging(project, upgrade=upgrade, declared=declared)
    done = list(spread(_Update(project, stage, locales, merging, today()), project.domains, jobs))
    stage.add(each.template.staged for each in done if each.template)
    stats = {}
    for locale in locales:
        for domain, each in zip(project.domains, done, strict=True):
            if each.catalogues:
                stage.add([each.catalogues[locale].staged])
                stats[project.catalogue_path(locale, domain)] = each.catalogues[locale].stats
    refuse([*project.faults(), *(fault for each in done for fault in each.faults)])
    return stats
