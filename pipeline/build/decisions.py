"""What becomes of a page in each locale, by its texts, the site's policies, and what was published before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline import store
from pipeline.aging import outdated_since
from pipeline.build.project import LAYOUT_DOMAIN, Project
from pipeline.checks.missing import MISSING
from pipeline.checks.subject import Subject
from pipeline.model import Extent, Finding, Severity, State
from pipeline.settings import Settings
from pipeline.settings.policies import Policy
from pipeline.site.decision import Decision, Held, Standing, decide, together
from pipeline.site.plan import Place
from pipeline.site.record import PageRecord, Record
from pipeline.store.clock import today

_SOURCE_S_WORDS = Policy("fallback")


class Decider(NamedTuple):
    """Decides page by page; a value, so that other processes can be given it."""

    settings: Settings
    today: date
    earlier: Mapping[Place, str] = {}  # the state of each edition that is published
    allow_missing: bool = False
    refused: frozenset[Place] = frozenset()  # the editions whose addresses cannot be used

    def of_page(
        self,
        subjects: Mapping[str, Subject],
        extents: Mapping[str, Extent],
        findings: Mapping[str, Sequence[Finding]],
        source: Iterable[Finding] = (),
    ) -> dict[str, Decision]:
        """What becomes of a page, or of the layout, by locale; `source` are the findings on its own file."""
        no_locale = any(each.severity is Severity.ERROR and each.locale is None for each in source)
        standings = {
            locale: self._standing(subject, extents[locale], findings.get(locale, ()), has_errors=no_locale)
            for locale, subject in subjects.items()
        }
        decisions = {
            locale: decide(standing, self.policy(locale, subjects[locale].page_path), self.today)
            for locale, standing in standings.items()
        }
        return decisions if self.allow_missing else together(decisions, standings, self.settings.parity)

    def policy(self, locale: str, page_path: str) -> Policy:
        """What is to become of a page that is not translated."""
        return _SOURCE_S_WORDS if self.allow_missing else self.settings.policy(locale, page_path)

    def weighed(self, findings: Iterable[Finding], locale: str, page_path: str) -> list[Finding]:
        """The findings; where what is missing need not be there, it only warns."""
        return weighed(findings, self.policy(locale, page_path))

    def _standing(self, subject: Subject, extent: Extent, findings: Iterable[Finding], *, has_errors: bool) -> Standing:
        catalogue = subject.catalogue
        left = {each.unit.key: each for each in subject.resolutions if each.state is not State.TRANSLATED}
        changed = catalogue is not None and any(
            each.state is State.OUTDATED or (each.message and each.message.fuzzy and each.message.previous_msgid)
            for each in left.values()
        )
        since = outdated_since(catalogue) if catalogue and left else None
        # Broken codes spoil one text, which can be shown in the source's words; whether it may be, the policy says.
        broken = {key for key, each in left.items() if each.state is State.BROKEN}
        fails = self.policy(subject.locale, subject.page_path).missing == "fail"
        return Standing(
            extent,
            frozenset(left),
            changed or since is not None,
            since,
            has_errors
            or (subject.locale, subject.page_path) in self.refused
            or any(self._holds(each, broken, fails=fails) for each in findings),
            self.earlier.get((subject.locale, subject.page_path), ""),
        )

    def _holds(self, each: Finding, broken: set[tuple[str | None, str]], *, fails: bool) -> bool:
        if each.severity is not Severity.ERROR or each.check in MISSING or self.allow_missing:
            return False
        return fails or (each.msgctxt, each.msgid) not in broken


def earlier_editions(record: Record, exists: Callable[[str], bool]) -> dict[Place, PageRecord]:
    """The editions that are published: those of the record whose file, relative to the site, `exists`."""
    found = (page for page in record.pages if page.path and exists(f"{store.OUTPUT}/{page.path}"))
    return {(page.locale, page.page): page for page in found}


def decider_of(project: Project, earlier: Mapping[Place, PageRecord], *, allow_missing: bool = False) -> Decider:
    """Who decides about the pages of a site, of which these editions are published."""
    states = {place: page.state for place, page in earlier.items()}
    states |= {(locale, LAYOUT_DOMAIN): "complete" for locale, _ in earlier}
    refused = frozenset((each.locale or "", each.page or "") for each in project.localized.findings)
    return Decider(project.settings, today(), states, allow_missing, refused)


def weighed(findings: Iterable[Finding], policy: Policy) -> list[Finding]:
    """The findings on a page; where what is missing need not be there, it only warns."""
    return list(findings) if policy.missing == "fail" else _passed(findings)


def in_time(findings: Iterable[Finding], decision: Decision) -> list[Finding]:
    """The findings on a page; where there is still time to translate it, what is missing only warns."""
    return _passed(findings) if decision.held is Held.GRACE else list(findings)


def _passed(findings: Iterable[Finding]) -> list[Finding]:
    return [
        each._replace(severity=Severity.WARNING) if each.check in MISSING and each.severity is Severity.ERROR else each
        for each in findings
    ]


def held_with(
    decisions: Mapping[str, Decision], layout: Mapping[str, Decision], earlier: Mapping[str, str]
) -> dict[str, Decision]:
    """The decisions for a page, where the layout is held in some locales: no page of these is made anew."""
    return {
        locale: decision
        if locale not in layout or layout[locale].is_new or not decision.is_new
        else Decision(earlier.get(locale) or "omitted", layout[locale].held)
        for locale, decision in decisions.items()
    }


def parity_findings(
    settings: Settings, decisions: Mapping[str, Decision], subjects: Mapping[str, Subject]
) -> dict[str, list[Finding]]:
    """What to say of pages that wait for a partner, where nothing else fails the build."""
    said = {}
    for group in settings.parity:
        waiting = [locale for locale, decision in decisions.items() if locale in group and decision.held is Held.PARITY]
        partners = [locale for locale in decisions if locale in group]
        in_grace = any(decisions[locale].held is Held.GRACE for locale in partners)
        # Whatever else holds a partner is an error of its own, and has been said.
        is_said = any(decisions[locale].held in (Held.ERRORS, Held.MISSING) for locale in partners)
        for locale in waiting if not is_said else ():
            others = ", ".join(other for other in partners if other != locale)
            message = f"{locale} and {others} are not as far as each other: neither is released; translate the rest"
            severity = Severity.INFO if in_grace else Severity.ERROR
            said[locale] = [
                subjects[locale].finding("parity-broken", message, severity=severity, its_type="inconsistency")
            ]
    return said
