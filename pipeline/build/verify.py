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


def verify(folder: Path) -> tuple[int, list[Fault]]:
    """How many files the record in a folder names, and what is not as it says: files changed, absent or unknown.

    Raises UnusableFileError where there is no record that can be read.
    """
    place = Store(folder)
    record = read_record(place.read(_RECORD))
    expected = {page.path: page.sha256 for page in record.pages if page.path}
    expected |= {entry.path: entry.sha256 for entry in record.files}
    if not expected:
        raise UnusableFileError(Fault(_RECORD, "it is no record of a build that this version can read", "build again"))
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
