"""The findings that an inherited site had when the checks came: known, listed, and not reported again.

One line a finding: its fingerprint, made of check, file, source and translation, so that it expires when either
changes; then what it was, for people. The lines are sorted, and two branches merge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.checks.subject import shorten
from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.model import Finding, Severity
from pipeline.report.sarif import fingerprint

_HEAD = "# Findings that were known when this list was made. tetraglot check --write-baseline makes it anew.\n"
_LINE = pattern(r"(?P<fingerprint>[0-9a-f]{32}) (?P<check>[a-z][a-z0-9-]*) (?P<path>\S+)(?: (?P<text>.*))?\Z")


class Known(NamedTuple):
    """A finding of the list."""

    fingerprint: str
    check: str
    path: str
    line: int  # 1-based, in the list


def parse_baseline(data: bytes, path: str) -> list[Known]:
    """The findings in a list. Raises UnusableFileError with every line that is none."""
    known, faults = [], []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        match = _LINE.match(line.rstrip("\r"))
        if match:
            known.append(Known(match["fingerprint"], match["check"], match["path"], number))
        elif line.strip() and not line.startswith("#"):
            faults.append(Fault(path, "this is no finding", "run `tetraglot check --write-baseline`", number, 1))
    if faults:
        raise UnusableFileError(*faults)
    return known


def baseline(findings: Iterable[Finding]) -> bytes:
    """The list of some findings."""
    lines = {f"{fingerprint(each)} {each.check} {each.path} {shorten(each.msgid or each.message)}" for each in findings}
    in_order = sorted(lines, key=lambda line: line.split(" ")[1:])
    return (_HEAD + "".join(f"{line.rstrip()}\n" for line in in_order)).encode()


def unlisted(findings: Iterable[Finding], known: Iterable[Known], path: str, checked: Iterable[str]) -> list[Finding]:
    """The findings that are not on the list, and one for each line of it that finds nothing in the files `checked`."""
    listed = {each.fingerprint: each for each in known}
    found = list(findings)
    seen = {fingerprint(each) for each in found}
    files = set(checked)
    gone = [each for each in listed.values() if each.fingerprint not in seen and each.path in files]
    return [each for each in found if fingerprint(each) not in listed] + [
        Finding(
            "baseline-unused",
            path,
            f"'{each.check}' in {each.path} is mended or its texts have changed; remove the line",
            each.line,
            1,
            Severity.INFO,
        )
        for each in gone
    ]
