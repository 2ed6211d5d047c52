"""The same work on each of many pages, one after another or in several processes; the results are the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
T = TypeVar("T")

# A process costs as much as some dozens of pages: for fewer than this each, one alone is as quick.
_WORTH_A_PROCESS = 100  # pages


def spread(
    work: Callable[[Item], T],
    items: Sequence[Item],
    jobs: int | None = None,
    path_of: Callable[[Item], str] | None = None,
) -> Iterator[T]:
    """What `work` makes of each item, in their order; in other processes if there are several `jobs`.

    `jobs` None means as many as are worth their start, where an item is a page. `work`, the items and the results must
    be values that can be pickled. Raises whatever `work` raises, and UnusableFileError naming the file (`path_of`;
    by default the page) where a process ended before its work was done.
    """
    jobs = min(jobs or jobs_for(len(items)), len(items))
    if jobs < 2:
        return map(work, items)
    from pipeline.build.processes import in_processes

    return in_processes(work, items, jobs, path_of)


def jobs_for(pages: int) -> int:
    """How many processes are worth their start for so many pages: at most one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, pages // _WORTH_A_PROCESS))
