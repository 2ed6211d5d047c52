"""Pages in batches to a Dask cluster: other machines that have this package.

The door to Dask, an optional extra. The first process plans, decides and publishes; workers make pages.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import islice
from typing import Any, TypeVar

import pipeline
from pipeline.errors import Fault, UnusableFileError

Item = TypeVar("Item")
T = TypeVar("T")

_BATCH = 16  # pages
_PATIENCE = 10  # seconds, until a scheduler has answered
_WAITING = 2  # batches for each thread of a worker: one is worked on, one is there when it is done
_ASKED = "build --scheduler"

# A worker may have several threads; trees and tables of a page are made for one.
_one_at_a_time = threading.Lock()


def on_cluster(
    work: Callable[[], Callable[[Sequence[Item]], Sequence[T]]], items: Sequence[Item], address: str
) -> Iterator[T]:
    """What comes of some items, in their order; what a lost worker had is done again.

    `work` gives, once there are workers, what makes something of several items at a time.

    Raises UnusableFileError where there is no such cluster, or none that can do this.
    """
    client = _client(address)
    try:
        threads = _threads(client, address)
        # Sent once, and not with every batch; as what a task gives, it is given again where a worker takes it along.
        sent = client.submit(_same, work(), pure=False)
        batches = (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
        executor = client.get_executor(pure=False)
        flying = deque(executor.submit(_run, sent, batch) for batch in islice(batches, _WAITING * threads))
        while flying:
            results = flying.popleft().result()
            flying.extend(executor.submit(_run, sent, batch) for batch in islice(batches, 1))
            yield from results
    except _lost() as error:
        reason = f"workers end on pages of the site: {error}"
        raise UnusableFileError(Fault(_ASKED, reason, "run with --jobs 1 to see how")) from None
    except CancelledError:
        reason = "the scheduler cannot do with what it is sent"
        remedy = f"install Tetraglot {pipeline.__version__} where it runs, too, with the same extras"
        raise UnusableFileError(Fault(_ASKED, reason, remedy)) from None
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        reason, remedy = "needs Dask, which is not installed", "install the extra: pip install 'tetraglot[dask]'"
        raise UnusableFileError(Fault(_ASKED, reason, remedy)) from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = f"no scheduler answers at {address} ({str(error) or type(error).__name__})"
        raise UnusableFileError(Fault(_ASKED, reason, "start one with: dask scheduler")) from None


def _lost() -> type[Exception]:
    from distributed import KilledWorker

    lost: type[Exception] = KilledWorker
    return lost


def _threads(client: Any, address: str) -> int:
    """How many threads there are to work, all with this very version."""
    try:
        versions = set(client.run(_version, on_error="return").values())
    except ValueError:
        versions = set()
    if not versions:
        remedy = f"start some with: dask worker {address} --nthreads 1"
        raise UnusableFileError(Fault(_ASKED, "the scheduler has no workers", remedy))
    if versions != {pipeline.__version__}:
        reason = f"not every worker has Tetraglot {pipeline.__version__}: {', '.join(sorted(map(str, versions)))}"
        raise UnusableFileError(Fault(_ASKED, reason, "install it where the workers run"))
    return sum(client.nthreads().values())


def _version() -> str:
    return pipeline.__version__


def _same(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return work


def _run(work: Callable[[Sequence[Any]], Sequence[Any]], items: Sequence[Any]) -> Sequence[Any]:
    with _one_at_a_time:
        return work(items)
