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
        remedy = "choose an empty folder, or move the file away; nothing was written"
        raise UnusableFileError(*(Fault(path, "is already there", remedy) for path in there))
    return plan
