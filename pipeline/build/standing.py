"""`status`: how far every page has come, and what the next build will do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline import store
from pipeline.build.decisions import Decider, decider_of, earlier_editions, held_with
from pipeline.build.project import Project
from pipeline.build.review import look
from pipeline.build.spread import spread
from pipeline.checks.page import on_page
from pipeline.errors import Fault, refuse
from pipeline.model import Coverage, StatusLine
from pipeline.site.decision import Decision
from pipeline.site.record import read_record


@dataclass(frozen=True, slots=True)
class _Counted:
    faults: tuple[Fault, ...]
    covered: Mapping[str, Coverage] = field(default_factory=dict)  # by locale
    decisions: Mapping[str, Decision] = field(default_factory=dict)


@dataclass(frozen=True)
class _Count:
    project: Project
    locales: Sequence[str]
    decider: Decider

    def __call__(self, domain: str) -> _Counted:
        looked = look(self.project, domain, self.locales)
        found = {locale: on_page(subject) for locale, subject in looked.subjects.items()}
        covered = looked.coverages()
        decisions = self.decider.of_page(looked.subjects, looked.extents(), found) if looked.source else {}
        return _Counted(looked.faults, covered, decisions)


def status(project: Project, locales: Sequence[str]) -> list[StatusLine]:
    """How far every page and the layout have come, locale by locale.

    What the next build does with a page is told from its texts alone; the checks may find more that holds it.

    Raises UnusableFileError for all files that cannot be used, at once.
    """
    earlier = earlier_editions(read_record(project.store.read_if_there(store.RECORD)), project.store.exists)
    done = list(spread(_Count(project, locales, decider_of(project, earlier)), project.domains))
    refuse([*project.faults(), *(fault for each in done for fault in each.faults)])
    states = {place: page.state for place, page in earlier.items()}
    lines = []
    for locale in locales:
        for domain, each in zip(project.domains, done, strict=True):
            own = {locale: each.decisions[locale]}
            decision = held_with(own, done[0].decisions, {locale: states.get((locale, domain), "")})[locale]
            lines.append(StatusLine(locale, domain, each.covered[locale], decision.state, str(decision.held)))
    return lines
