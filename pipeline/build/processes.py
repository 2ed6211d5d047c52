"""Pages in batches to a pool of processes, with never more in flight than the pool needs to be busy."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, TypeVar

from pipeline.errors import Fault, UnusableFileError

Item = TypeVar("Item")
T = TypeVar("T")

_LONGEST_BATCH = 16  # pages: few enough that their results are small, enough that sending them costs little

# In a process of the pool: what it was started for.
_work: Callable[[Any], Any]


def in_processes(
    work: Callable[[Item], T], items: Sequence[Item], jobs: int, path_of: Callable[[Item], str] | None = None
) -> Iterator[T]:
    """What `work` makes of each item, in their order."""
    size = max(1, min(_LONGEST_BATCH, len(items) // (4 * jobs)))
    batches = deque(items[start : start + size] for start in range(0, len(items), size))
    while batches:
        try:
            for results in _pooled(work, batches, jobs):
                batches.popleft()
                yield from results
        except BrokenProcessPool:
            # Nobody says which page it was: those in flight are tried again, each in a process of its own.
            for batch in [batches.popleft() for _ in range(min(len(batches), 2 * jobs))]:
                yield from (_alone(work, item, path_of) for item in batch)


def _pooled(work: Callable[[Item], T], batches: Sequence[Sequence[Item]], jobs: int) -> Iterator[list[T]]:
    """The results of each batch, in order."""
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (work,))
    coming = iter(list(batches))
    flying: deque[Future[list[T]]] = deque()
    try:
        flying.extend(pool.submit(_run, batch) for batch in islice(coming, 2 * jobs))
        while flying:
            results = flying.popleft().result()
            flying.extend(pool.submit(_run, batch) for batch in islice(coming, 1))
            yield results
    finally:
        # Waits for the batches that are being worked on: what they leave can then be tidied up.
        pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[Item], T], item: Item, path_of: Callable[[Item], str] | None) -> T:
    try:
        return next(_pooled(work, [[item]], 1))[0]
    except BrokenProcessPool:
        reason, remedy = "the process that worked on this file was ended", "run with --jobs 1 to see how"
        raise UnusableFileError(Fault((path_of or _page)(item), reason, remedy)) from None


def _page(domain: Any) -> str:
    # Loose catalogues need no site.
    from pipeline.build.project import source_path

    return source_path(domain)


def _context() -> multiprocessing.context.BaseContext:
    """On Linux a copy of this process, which has all that it needs; elsewhere a new one is safer."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin(work: Callable[[Any], Any]) -> None:
    """The start of a process of the pool."""
    global _work
    _work = work
    # Ctrl-C reaches all processes of a terminal; the first one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """Whoever kills the first process kills them all: none stays behind waiting for work."""
    wait([sentinel])
    os._exit(1)


def _run(items: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in items]
