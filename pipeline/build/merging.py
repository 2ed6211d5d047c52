"""A site's catalogues and what the merge makes of them, with all that its other catalogues know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from pipeline import store
from pipeline.build.project import Project, Source
from pipeline.errors import Fault, UnusableFileError
from pipeline.merge import Known, Memory, MergeStats, Minor, merge, new_catalogue, parse_edits
from pipeline.migrate.formats import later_format, upgraded
from pipeline.model import MinorEdit
from pipeline.po import Catalogue


@dataclass(frozen=True)
class Merging:
    """Brings catalogues of a site up to date, in memory."""

    project: Project
    upgrade: bool = False  # whether those of an earlier version's rules are carried over to the present ones
    declared: Sequence[MinorEdit] = ()  # minor edits that are not on record yet
    memories: dict[str, Memory] = field(default_factory=dict)  # by locale; filled where there is need

    def read(self, domain: str, locales: Sequence[str]) -> tuple[Source, dict[str, Catalogue | None]]:
        """A page, and its catalogues by locale. Raises UnusableFileError for all that cannot be used, at once."""
        faults: list[Fault] = []
        source, old = None, {}
        try:
            source = self.project.source(domain)
        except UnusableFileError as error:
            faults.extend(error.faults)
        for locale in locales:
            try:
                old[locale] = self._old(locale, domain)
            except UnusableFileError as error:
                faults.extend(error.faults)
        if faults or source is None:
            raise UnusableFileError(*faults)
        return source, old

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

    def merged(self, source: Source, locale: str, old: Catalogue | None) -> tuple[Catalogue, MergeStats]:
        """A catalogue, or the lack of one, brought up to date with a page, and what was done."""
        template = source.template_for(locale)
        minor = Minor(self._minor.get(source.domain, ()), locale)
        known = old or new_catalogue(template, locale)
        return merge(known, template, partial(self._memory, locale), source.domain, minor)

    @cached_property
    def recorded(self) -> list[MinorEdit]:
        """The minor edits on record. Raises UnusableFileError."""
        data = self.project.store.read_if_there(store.MINOR_EDITS)
        return [] if data is None else parse_edits(data, store.MINOR_EDITS, self.project.settings.locales)

    @cached_property
    def _minor(self) -> dict[str, list[MinorEdit]]:
        by_page: dict[str, list[MinorEdit]] = {}
        for edit in (*self.recorded, *self.declared):
            by_page.setdefault(edit.page, []).append(edit)
        return by_page

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
