"""`check FILE.po…`: catalogues of any project, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from pipeline.build.spread import jobs_for, spread
from pipeline.build.words import lexicon_of_machine
from pipeline.checks.loose import check_catalogue
from pipeline.checks.page import in_order
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.model import Finding
from pipeline.po import parse
from pipeline.store import Store

_PAGE = 10_000  # bytes of a catalogue that are as much work as a page
_SHARE = 500_000  # bytes of one that are worth reading it in another process too


class _Share(NamedTuple):
    """A part of the messages of a catalogue."""

    path: str
    number: int  # the first one is 0
    parts: int  # how many there are


@dataclass(frozen=True, eq=False, repr=False)
class _Look:
    store: Store

    def __call__(self, share: _Share) -> tuple[tuple[Fault, ...], list[Finding]]:
        try:
            catalogue = parse(self.store.read(share.path), share.path)
        except UnusableFileError as error:
            return error.faults, []
        part = share.number, share.parts
        return (), list(check_catalogue(catalogue, share.path, part=part, lexicon_of=lexicon_of_machine))


def check_files(store: Store, paths: Sequence[str], jobs: int | None = None) -> list[Finding]:
    """The findings on some catalogues. Raises UnusableFileError for all that cannot be used, at once."""
    sizes = {path: store.size(path) for path in paths}
    jobs = jobs or jobs_for(sum(sizes.values()) // _PAGE)
    shares = [share for path, size in sizes.items() for share in _shares(path, size, jobs)]
    done = list(spread(_Look(store), shares, jobs, attrgetter("path")))
    refuse(fault for faults, _ in done for fault in faults)
    found: dict[str, list[Finding]] = {path: [] for path in sizes}
    for share, (_, findings) in zip(shares, done, strict=True):
        found[share.path] += findings
    return [finding for findings in found.values() for finding in in_order(findings)]


def _shares(path: str, size: int, jobs: int) -> list[_Share]:
    """A catalogue in as many parts as are worth it."""
    parts = max(1, min(jobs, size // _SHARE))
    return [_Share(path, number, parts) for number in range(parts)]
