"""Findings as JUnit XML, which build servers show as failed tests."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from pipeline.errors import place
from pipeline.model import Finding, Severity


def as_junit(findings: Sequence[Finding], fail_on: str) -> str:
    """One suite a file, one case a finding; those that `--fail-on` reaches have failed."""
    paths = list(dict.fromkeys(finding.path for finding in findings))
    failed = [finding for finding in findings if finding.severity.reaches(fail_on)]
    counts = f'tests="{max(len(findings), 1)}" failures="{len(failed)}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="tetraglot check" {counts}>']
    if not findings:
        lines += ['  <testsuite name="tetraglot check" tests="1" failures="0">']
        lines += ['    <testcase name="nothing found" classname="tetraglot"/>', "  </testsuite>"]
    for path in paths:
        own = [finding for finding in findings if finding.path == path]
        failures = sum(finding.severity.reaches(fail_on) for finding in own)
        lines.append(f'  <testsuite name={_attribute(path)} tests="{len(own)}" failures="{failures}">')
        lines += [_case(finding, fail_on) for finding in own]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _case(finding: Finding, fail_on: str) -> str:
    where = place(finding.path, finding.line, finding.column)
    name = _attribute(f"{finding.check} {where}")
    message = _attribute(finding.message)
    if finding.severity.reaches(fail_on):
        inside = f"<failure type={_attribute(finding.check)} message={message}/>"
    else:
        level = "warning" if finding.severity is Severity.WARNING else str(finding.severity)
        inside = f"<properties><property name={_attribute(level)} value={message}/></properties>"
    return f"    <testcase name={name} classname={_attribute(finding.check)}>{inside}</testcase>"


def _attribute(text: str) -> str:
    """A quoted value; what XML cannot hold is written out."""
    return quoteattr("".join(each if each.isprintable() or each == " " else f"U+{ord(each):04X}" for each in text))
