"""`check FILE.po…`: catalogues of any project, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.build.spread import jobs_for, spread
from pipeline.checks.loose import check_catalogue
from pipeline.checks.runner import in_order
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.model import Finding
from pipeline.po import parse
from pipeline.store import Store

_PAGE = 10_000  # bytes of a catalogue that are as much work as a page


@dataclass(frozen=True)
class _Look:
    store: Store

    def __call__(self, path: str) -> tuple[tuple[Fault, ...], list[Finding]]:
        try:
            catalogue = parse(self.store.read(path), path)
        except UnusableFileError as error:
            return error.faults, []
        return (), in_order(check_catalogue(catalogue, path))


def check_files(store: Store, paths: Sequence[str], jobs: int | None = None) -> list[Finding]:
    """The findings on some catalogues. Raises UnusableFileError for all that cannot be used, at once."""
    chosen = list(dict.fromkeys(paths))
    jobs = jobs or jobs_for(sum(map(store.size, chosen)) // _PAGE)
    done = list(spread(_Look(store), chosen, jobs))
    refuse(fault for faults, _ in done for fault in faults)
    return [finding for _, findings in done for finding in findings]
