"""The same work on each of many pages, one after another or in several processes; the results are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def spread(work: Callable[[str], T], domains: Sequence[str]) -> Iterator[T]:
    """What `work` makes of each domain, in their order. Raises whatever `work` raises."""
    return map(work, domains)
