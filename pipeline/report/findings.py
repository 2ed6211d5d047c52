"""Findings as text, one line each, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

from pipeline.model import Finding, Severity


def as_text(findings: Sequence[Finding]) -> str:
    """One line a finding: `path:line: check: message`, warnings named as such."""
    return "\n".join(map(str, findings))


def as_json(findings: Sequence[Finding]) -> str:
    """An array of objects with the fields of `Finding`, null where one does not apply."""
    names = [field.name for field in fields(Finding)]
    objects = [{name: getattr(finding, name) for name in names} for finding in findings]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def summary(findings: Sequence[Finding], locales: Sequence[str]) -> str:
    """A line for each locale that has findings, and for the source: `nl  2 errors: 1 missing, 1 fuzzy`."""
    lines = []
    for locale in (None, *locales):
        own = [finding for finding in findings if finding.locale == locale]
        for severity in Severity:
            found = Counter(finding.check for finding in own if finding.severity is severity)
            if found:
                total = sum(found.values())
                parts = ", ".join(f"{count} {check}" for check, count in found.items())
                lines.append(f"{locale or 'source'}  {total} {severity}{'s' if total > 1 else ''}: {parts}")
    return "\n".join(lines)
