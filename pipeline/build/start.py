"""`init`: a new site that builds at once."""

from __future__ import annotations

from pipeline import store
from pipeline.errors import Fault, UnusableFileError
from pipeline.store import Store


def plan_init(site: Store) -> dict[str, bytes]:
    """The files of the new site. Raises UnusableFileError where one of them is already there."""
    plan = dict(store.starter_files())
    there = [path for path in plan if site.exists(path)]
    if there:
        others = f", and {len(there) - 1} more of the new site's files" if len(there) > 1 else ""
        raise UnusableFileError(
            Fault(there[0], f"this file is already there{others}", "choose an empty folder; nothing was written")
        )
    return plan
