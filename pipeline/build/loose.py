"""`check FILE.po…`: catalogues of any project, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.build.project import refuse
from pipeline.build.spread import jobs_for, spread
from pipeline.checks.fixing import fixed
from pipeline.checks.kinds import Check
from pipeline.checks.loose import check_catalogue, context_of
from pipeline.checks.page import in_order
from pipeline.checks.pair import Context, Pair
from pipeline.checks.registry import PAIR_CHECKS
from pipeline.checks.runner import NO_WEIGHTS
from pipeline.checks.suppression import sealed
from pipeline.errors import Fault, UnusableFileError
from pipeline.model import Finding, Severity
from pipeline.po import Catalogue, parse, serialise
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


def fix_files(store: Store, paths: Sequence[str]) -> dict[str, tuple[bytes, bytes]]:
    """What is safely mended in some catalogues: path to bytes before and after. Raises UnusableFileError."""
    found = {}
    checks = NO_WEIGHTS.among(PAIR_CHECKS)
    for path in dict.fromkeys(paths):
        data = store.read(path)
        catalogue = parse(data, path)
        found[path] = data, serialise(mended(catalogue, context_of(catalogue, path), checks))
    return {path: both for path, both in found.items() if both[0] != both[1]}


def mended(catalogue: Catalogue, context: Context, checks: Sequence[tuple[Check[Pair], Severity]]) -> Catalogue:
    """A catalogue whose translations are safely mended and whose suppressions are sealed."""
    return replace(
        catalogue,
        messages=[
            message
            if message.obsolete or message.fuzzy or not message.translated
            else sealed(fixed(context, message, checks))
            for message in catalogue.messages
        ],
    )
