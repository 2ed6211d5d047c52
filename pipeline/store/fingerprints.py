"""What files hold, told by their names, sizes and times where these have not moved.

The time is that of the content or, if it is later, of the entry: who copies a file with its old time changes that one.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

# A file that was saved so shortly before it was read may be saved again without bearing another time.
_BITS = (1 << 62) - 1  # what SQLite holds
_LARGE = 1 << 20  # bytes
_SECOND = 1_000_000_000  # nanoseconds
_SETTLED = 2_000_000_000  # nanoseconds; FAT counts in twos of seconds


class Known(NamedTuple):
    """A file as it was when it was read."""

    identity: int  # which file it is, and how large, in one number: two folders may have changed their names
    modified: int  # nanoseconds since 1970; 0: its time says nothing yet
    digest: str  # SHA-256


_ABSENT = Known(0, 0, "")


def _told(status: os.stat_result) -> tuple[int, int]:
    """The identity of a file, and its time."""
    return (status.st_size ^ (status.st_ino << 24)) & _BITS, max(status.st_mtime_ns, status.st_ctime_ns)


def _digest(place: str, size: int) -> str:
    with open(place, "rb", 0) as file:  # whole, without a buffer
        # To digest it part by part takes a quarter of a megabyte, whatever it holds.
        return (file_digest(file, "sha256") if size > _LARGE else sha256(file.read())).hexdigest()


class Fingerprints:
    """The files of a site; each is looked at once."""

    def __init__(self, folder: Path, known: Mapping[str, Known]) -> None:
        """`known` are those of an earlier run, by path relative to the site."""
        self._folder = str(folder)
        self._known = known
        self.found: dict[str, Known] = {}
        self._moving: dict[str, tuple[int, int]] = {}  # of those whose time says nothing yet
        self._saved: dict[str, int] = {}  # where that is another second than that of what is known

    def of(self, path: str) -> str:
        """The SHA-256 of a file's bytes; "" where there is none; where it cannot be read, what no file ever has."""
        return (self.found.get(path) or self._look(path)).digest

    def saved(self, path: str) -> int:
        """When a file was saved, in seconds since 1970; 0 where there is none."""
        found = self.found.get(path) or self._look(path)
        saved = self._saved.get(path)
        return found.modified // _SECOND if saved is None else saved

    def moved(self, paths: Iterable[str]) -> set[str]:
        """Those of some files that were looked at and have been saved since, or put in the place of another."""
        moved = set()
        for path in paths:
            found = self.found.get(path)
            if found is None:
                continue
            was = (found.identity, found.modified) if found.modified else self._moving.get(path, (0, 0))
            try:
                status = os.stat(f"{self._folder}/{path}")
                if _told(status) != was:
                    moved.add(path)
            except (OSError, ValueError):
                if found is not _ABSENT:
                    moved.add(path)
        return moved

    def _look(self, path: str) -> Known:
        place = f"{self._folder}/{path}"
        known = self._known.get(path, _ABSENT)
        try:
            status = os.stat(place)
            identity, modified = _told(status)
            if known.modified and modified == known.modified and identity == known.identity:
                found = known
            elif stat.S_ISREG(status.st_mode):
                digest = _digest(place, status.st_size)
                is_settled = modified + _SETTLED < time.time_ns()
                found = Known(identity, modified if is_settled else 0, digest)
            else:  # To read it may have no end.
                found = Known(identity, 0, f"unreadable {os.urandom(8).hex()}")
            if not found.modified:
                self._moving[path] = (identity, modified)
            if int(status.st_mtime) != found.modified // _SECOND:
                self._saved[path] = int(status.st_mtime)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            found = _ABSENT
        except OSError:
            found = Known(0, 0, f"unreadable {os.urandom(8).hex()}")
        self.found[path] = found
        return found
