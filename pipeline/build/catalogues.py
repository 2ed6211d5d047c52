"""`update`: from the pages to their templates and to every catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.build.project import Project, Source, refuse
from pipeline.build.spread import spread
from pipeline.build.templates import Template, template_of
from pipeline.errors import Fault, UnusableFileError
from pipeline.merge import Known, Memory, MergeStats, merge, new_catalogue
from pipeline.migrate.formats import later_format, upgraded
from pipeline.po import Catalogue, serialise
from pipeline.store import Staged, Staging


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
    upgrade: bool
    memories: dict[str, Memory] = field(default_factory=dict)  # by locale; filled where there is need

    def __call__(self, domain: str) -> _Updated:
        faults: list[Fault] = []
        source, old = None, {}
        try:
            source = self.project.source(domain)
        except UnusableFileError as error:
            faults.extend(error.faults)
        for locale in self.locales:
            try:
                old[locale] = self._old(locale, domain)
            except UnusableFileError as error:
                faults.extend(error.faults)
        if faults or source is None:
            return _Updated(None, faults=tuple(faults))
        merged = {locale: self._merged(source, locale, catalogue) for locale, catalogue in old.items()}
        return _Updated(template_of(self.project, self.stage, source), merged)

    def _old(self, locale: str, domain: str) -> Catalogue | None:
        """The catalogue as it is, or as the present rules would have it. Raises UnusableFileError."""
        catalogue = self.project.catalogue(locale, domain)
        later = later_format(catalogue) if catalogue else 0
        if catalogue is None or later == 0:
            return catalogue
        if later > 0 and self.upgrade:
            return upgraded(catalogue)
        version, remedy = ("an earlier", "run `tetraglot migrate`") if later > 0 else ("a later", "use that one")
        reason = f"{version} version made this catalogue, by other rules of what a text is"
        raise UnusableFileError(Fault(self.project.catalogue_path(locale, domain), reason, remedy, 1, 1))

    def _memory(self, locale: str) -> Memory:
        """What all catalogues of a locale know; read once, where it is asked for."""
        if locale not in self.memories:
            self.memories[locale] = Memory(self._known(locale))
        return self.memories[locale]

    def _known(self, locale: str) -> Iterator[Known]:
        for domain in self.project.domains:
            try:
                catalogue = self._old(locale, domain)
            except UnusableFileError:
                continue  # It is named when its own turn comes.
            for message in catalogue.messages if catalogue else ():
                yield Known(message, domain)

    def _merged(self, source: Source, locale: str, old: Catalogue | None) -> _Merged:
        template = source.template_for(locale)
        # What was read, to the byte. An earlier format is upgraded by hand, with nobody else at work.
        made_from = None if self.upgrade else serialise(old) if old else b""
        old = old or new_catalogue(template, locale)
        catalogue, stats = merge(old, template, partial(self._memory, locale), source.domain)
        path = self.project.catalogue_path(locale, source.domain)
        return _Merged(self.stage.prepare(path, serialise(catalogue), made_from), stats)


def update(
    project: Project, stage: Staging, locales: Sequence[str], jobs: int | None = None, *, upgrade: bool = False
) -> dict[str, MergeStats]:
    """Every template, and every catalogue of some locales, brought up to date and put into `stage`.

    The templates go along: a catalogue is never ahead of the template that others merge from. One that was made by
    an earlier version's rules is refused, or with `upgrade` carried over to the present ones.
    Returns what the merge did, by path of the catalogue. Raises UnusableFileError for all files that cannot
    be used, at once.
    """
    done = list(spread(_Update(project, stage, locales, upgrade), project.domains, jobs))
    stage.add(each.template.staged for each in done if each.template)
    stats = {}
    for locale in locales:
        for domain, each in zip(project.domains, done, strict=True):
            if each.catalogues:
                stage.add([each.catalogues[locale].staged])
                stats[project.catalogue_path(locale, domain)] = each.catalogues[locale].stats
    refuse([*project.faults(), *(fault for each in done for fault in each.faults)])
    return stats
