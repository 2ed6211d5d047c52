"""`verify`: is what lies in a folder what a build recorded?"""

from __future__ import annotations

from pathlib import Path

from pipeline import store
from pipeline.errors import Fault, UnusableFileError
from pipeline.site.record import read_record
from pipeline.store import Store
from pipeline.store.fingerprints import Fingerprints

_RECORD = store.RECORD.rpartition("/")[2]
_REMEDY = "build again, or copy it anew"


def recorded(data: bytes) -> dict[str, str]:
    """The SHA-256 of each file that a record names, by path below the folder of the record.

    Raises UnusableFileError where it cannot be read, or names files elsewhere.
    """
    record = read_record(data)
    found = {page.path: page.sha256 for page in record.pages if page.path}
    found |= {entry.path: entry.sha256 for entry in record.files}
    if not found:
        raise UnusableFileError(Fault(_RECORD, "it is no record of a build that this version can read", "build again"))
    if odd := next((path for path in found if path.startswith("/") or ".." in path.split("/")), None):
        raise UnusableFileError(Fault(_RECORD, f"'{odd}' leads out of the folder of the record", "build again"))
    return found


def verify(folder: Path) -> tuple[int, list[Fault]]:
    """How many files the record in a folder names, and what is not as it says: files changed, absent or unknown.

    Raises UnusableFileError where there is no record that can be read.
    """
    place = Store(folder)
    expected = recorded(place.read(_RECORD))
    files = Fingerprints(folder, {})
    faults = []
    for path, digest in sorted(expected.items()):
        found = files.of(path)
        if found != digest:
            faults.append(Fault(path, "it is not what was built" if found else "it is not there", _REMEDY))
    there = {f"{part}/{name}" for part in ("site", "server") for name in place.listed(part)}
    unknown = sorted(there - expected.keys())
    faults += (Fault(path, "no build made it", "remove it, unless it is yours to publish") for path in unknown)
    return len(expected), faults
