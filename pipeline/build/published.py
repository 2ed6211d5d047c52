"""What a build makes of a site, and the parts of it that a later build can read again. JSON: it runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.model import Extent, Finding, Severity
from pipeline.site.decision import Decision
from pipeline.site.plan import Place


class Published(NamedTuple):
    """What a build makes of a site; its new files are in the stage, unseen."""

    findings: Sequence[Finding]
    states: Mapping[str, Mapping[str, int]]  # by locale of the build: how many pages readers find in which state
    extents: Mapping[str, Extent]  # by locale
    files: int = 0  # of which the site consists after this build
    held: Mapping[Place, Decision] = {}  # the editions that are left as they were
    stale: frozenset[str] = frozenset()  # paths whose source is gone, or that are elsewhere now
    remember: Callable[[], None] = lambda: None  # to be called once the new files are seen: for the next build


def read_findings(read: Iterable[Sequence[Any]]) -> list[Finding]:
    """Findings, of the lists that JSON made of them. Raises TypeError or ValueError where they are none."""
    found = [Finding(*values) for values in read]
    return [
        each._replace(severity=Severity(each.severity), span=(each.span[0], each.span[1]) if each.span else None)
        for each in found
    ]
