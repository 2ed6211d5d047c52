"""`release`: a finished site beside the one that is shown, and then in its place, all files at once."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pipeline import store
from pipeline.build.verify import recorded, verify
from pipeline.errors import Fault, UnusableFileError
from pipeline.store import Store
from pipeline.store.releases import Releases

_RECORD = store.RECORD.rpartition("/")[2]
_SHORT = 12  # hexadecimal digits of the record's SHA-256


class Released(NamedTuple):
    """What is shown now."""

    name: str  # of the release; the same for the same files
    files: int
    removed: tuple[str, ...] = ()  # the names of older ones
    faults: tuple[Fault, ...] = ()  # where there are any, nothing was switched


def release(output: Path, folder: Path, kept: int) -> Released:
    """Let `folder/current` lead to the files that the record in `output` names; of older releases, some are kept.

    Raises UnusableFileError where there is no record, or a file cannot be written.
    """
    data = Store(output).read_if_there(_RECORD)
    if data is None:
        raise UnusableFileError(Fault(store.RECORD, "there is no finished site", "build it first: tetraglot build"))
    name = sha256(data).hexdigest()[:_SHORT]
    releases = Releases(folder)
    place = releases.begun()
    try:
        releases.fill(place, output, [_RECORD, *sorted(recorded(data))])
        # Not before: a build that goes on meanwhile brings files of its own.
        number, faults = verify(place)
        if faults:
            return Released(name, number, faults=tuple(faults))
        name = next(each for each in _names(name) if _is_free(releases, each) or _is_sound(releases, each))
        if _is_free(releases, name):
            releases.finish(place, name)
    finally:
        if place.exists():
            releases.drop(place)
    releases.show(name)
    return Released(name, number, tuple(releases.tidy(kept)))


def _names(name: str) -> Iterator[str]:
    """What a release may be called, the best first: one of that name may be there and damaged."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _is_free(releases: Releases, name: str) -> bool:
    return name not in releases.names()


def _is_sound(releases: Releases, name: str) -> bool:
    try:
        return not verify(releases.place(name))[1]
    except UnusableFileError:
        return False


def back(folder: Path, name: str) -> Released:
    """Let `folder/current` lead to a release that is there. Raises UnusableFileError where it is none, or damaged."""
    releases = Releases(folder)
    if name not in releases.names():
        there = ", ".join(releases.names()) or "none"
        raise UnusableFileError(Fault(str(folder), f"there is no release '{name}'", f"name one that is there: {there}"))
    number, faults = verify(releases.place(name))
    if not faults:
        releases.show(name)
    return Released(name, number, faults=tuple(faults))
