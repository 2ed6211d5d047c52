"""The checks of a page with its catalogue: is everything there, and can it stand in the page?

Those of what translations say are many, and wait until there is a translation: `runner`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.checks import alternatives, codes, missing, written
from pipeline.checks.subject import Subject
from pipeline.model import Finding, State

SUBJECT_CHECKS: tuple[Callable[[Subject], Iterable[Finding]], ...] = (
    missing.catalogue_missing,
    missing.untranslated,
    missing.fuzzy,
    missing.outdated,
    codes.unusable_translation,
    written.value_text_ignored,
    alternatives.alternative_faults,
)
"""They find under several names: `missing.PAGES`, `codes.PAGES`, `written.PAGES`, `pictures.PAGES`."""


def on_page(subject: Subject) -> list[Finding]:
    """The findings of these checks on a page in a locale."""
    return [finding for run in SUBJECT_CHECKS for finding in run(subject)]


def says_something(subject: Subject) -> bool:
    """Whether the catalogue has anything for the other checks to look at."""
    return any(
        resolution.message is not None and resolution.state is State.TRANSLATED and bool(resolution.message.msgstr)
        for resolution in subject.resolutions
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by place, those of one place by name."""
    return sorted(findings, key=lambda each: (each.path, each.line or 0, each.column or 0, each.check, each.message))
