"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the changed lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from pipeline import __version__
from pipeline.model import Finding, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RANKS = {"certain": 100.0, "likely": 75.0, "possible": 40.0}


def as_sarif(findings: Sequence[Finding], pages: Mapping[str, str]) -> str:
    """One run with all findings; `pages` are the checks' pages of documentation, by name."""
    names = sorted({finding.check for finding in findings})
    rules = [_rule(name, pages.get(name, "")) for name in names]
    results = [_result(finding, names.index(finding.check)) for finding in findings]
    driver = {"name": "tetraglot", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(name: str, page: str) -> dict[str, object]:
    first = page.strip().partition("\n")[0] or name
    rule: dict[str, object] = {"id": name, "shortDescription": {"text": first}}
    if page:
        rule["help"] = {"text": "\n".join(line.strip() for line in page.strip().split("\n"))}
    return rule


def _result(finding: Finding, index: int) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(finding.path)}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line, "startColumn": finding.column or 1}
    result: dict[str, object] = {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[finding.certainty],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"message/v1": fingerprint(finding)},
    }
    properties = {"locale": finding.locale, "page": finding.page, "itsType": finding.its_type, "msgid": finding.msgid}
    result["properties"] = {name: value for name, value in properties.items() if value is not None}
    return result


def fingerprint(finding: Finding) -> str:
    """What stays the same while lines move, and changes when the source or the translation does."""
    parts = (finding.check, finding.path, finding.msgctxt, finding.msgid, finding.msgstr)
    return sha256("\x04".join(str(part) for part in parts).encode()).hexdigest()[:32]
