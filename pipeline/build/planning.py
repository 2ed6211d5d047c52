"""The plan of a site: as it is to be expected, and as the decisions about its pages have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.build.decisions import Decider
from pipeline.build.project import Project
from pipeline.site import addresses
from pipeline.site.decision import Decision
from pipeline.site.plan import Place, Plan
from pipeline.site.record import PageRecord, Record


class Planner(NamedTuple):
    """Plans a build of some locales."""

    project: Project
    locales: Sequence[str]
    page_paths: Sequence[str]
    previous: Record
    earlier: Mapping[Place, PageRecord]  # the editions that are published
    decider: Decider

    def expected(self) -> Plan:
        """The plan as it was, or as catalogues have it that are not there."""
        fallbacks, absent = set(), set()
        was = {(page.locale, page.page): page.state for page in self.previous.pages}
        for locale in self.locales:
            for page_path in self.page_paths:
                place = (locale, page_path)
                state = was.get(place) or self._first_state(place)
                if state == "fallback":
                    fallbacks.add(place)
                elif state == "omitted":
                    absent.add(place)
        return self._with_others(
            Plan(self.project.settings, self.project.localized.files, frozenset(absent), frozenset(fallbacks))
        )

    def _first_state(self, place: Place) -> str:
        locale, page_path = place
        if locale == self.project.settings.source_locale or self.project.store.exists(
            self.project.catalogue_path(*place)
        ):
            return "complete"
        return "fallback" if self.decider.policy(locale, page_path).missing == "fallback" else "omitted"

    def decided(self, decisions: Mapping[str, Mapping[str, Decision]]) -> Plan:
        """The plan as the decisions, by page and locale, have it."""
        files = dict(self.project.localized.files)
        absent, fallbacks = set(), set()
        for page_path, by_locale in decisions.items():
            for locale, decision in by_locale.items():
                place = (locale, page_path)
                if not decision.is_there:
                    absent.add(place)
                elif decision.state == "fallback":
                    fallbacks.add(place)
                if decision.is_there and not decision.is_new:
                    files[place] = self.earlier[place].path.removeprefix("site/")
        return self._with_others(Plan(self.project.settings, files, frozenset(absent), frozenset(fallbacks)))

    def _with_others(self, plan: Plan) -> Plan:
        """A plan with the editions of the locales that are not built now."""
        files, absent, fallbacks = dict(plan.files), set(plan.absent), set(plan.fallbacks)
        others = [locale for locale in self.project.settings.locales if locale not in self.locales]
        for place in ((locale, page_path) for locale in others for page_path in self.page_paths):
            page = self.earlier.get(place)
            if page is None:
                absent.add(place)
            else:
                files[place] = page.path.removeprefix("site/")
                if page.state == "fallback":
                    fallbacks.add(place)
        usual = {place: file for place, file in files.items() if file != addresses.page_file(*place)}
        return replace(plan, files=usual, absent=frozenset(absent), fallbacks=frozenset(fallbacks))
