"""Findings as GitHub's workflow commands, which it shows beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(findings: Sequence[Finding]) -> str:
    """One command a finding: `::error file=…,line=…,col=…,title=…::message`."""
    return "\n".join(map(_command, findings))


def _command(finding: Finding) -> str:
    values = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.check}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items() if value is not None)
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Text that cannot end the command or begin another one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
