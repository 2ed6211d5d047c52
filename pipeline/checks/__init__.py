"""What a person should look at before a page goes out. Each check is a generator of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checks import codes, missing
from pipeline.checks.missing import MISSING
from pipeline.checks.subject import Subject
from pipeline.model import Finding

CHECKS = (
    missing.catalogue_missing,
    missing.untranslated,
    missing.fuzzy,
    missing.outdated,
    codes.unusable_translation,
)
"""All checks, in the order of their findings on one line."""


def check(subjects: Iterable[Subject]) -> Iterator[Finding]:
    """The findings on some pages in some locales, in the order of the catalogues' lines."""
    for subject in subjects:
        found = [finding for run in CHECKS for finding in run(subject)]
        yield from sorted(found, key=lambda finding: finding.line or 0)


__all__ = ["CHECKS", "MISSING", "Subject", "check"]
