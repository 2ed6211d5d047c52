"""What files hold, told by their names, sizes and times where these have not moved.

The time is that of the content or, if it is later, of the entry: who copies a file with its old time changes that one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

# A file that was saved so shortly before it was read may be saved again without bearing another time.
_SECOND = 1_000_000_000  # nanoseconds
_SETTLED = 2_000_000_000  # nanoseconds; FAT counts in twos of seconds


class Known(NamedTuple):
    """A file as it was when it was read."""

    size: int  # bytes
    modified: int  # nanoseconds since 1970; 0: its time says nothing yet
    digest: str  # SHA-256


_ABSENT = Known(0, 0, "")


class Fingerprints:
    """The files of a site; each is looked at once."""

    def __init__(self, folder: Path, known: Mapping[str, Known]) -> None:
        """`known` are those of an earlier run, by path relative to the site."""
        self._folder = str(folder)
        self._known = known
        self.found: dict[str, Known] = {}
        self._saved: dict[str, int] = {}  # where that is another second than that of what is known

    def of(self, path: str) -> str:
        """The SHA-256 of a file's bytes; "" where there is none; where it cannot be read, what no file ever has."""
        return (self.found.get(path) or self._look(path)).digest

    def saved(self, path: str) -> int:
        """When a file was saved, in seconds since 1970; 0 where there is none."""
        self.of(path)
        saved = self._saved.get(path)
        return self.found[path].modified // _SECOND if saved is None else saved

    def _look(self, path: str) -> Known:
        place = f"{self._folder}/{path}"
        known = self._known.get(path, _ABSENT)
        try:
            status = os.stat(place)
            modified = max(status.st_mtime_ns, status.st_ctime_ns)
            if known.modified and (modified, status.st_size) == (known.modified, known.size):
                found = known
            else:
                data = Path(place).read_bytes()
                is_settled = modified + _SETTLED < time.time_ns()
                found = Known(status.st_size, modified if is_settled else 0, sha256(data).hexdigest())
            if int(status.st_mtime) != found.modified // _SECOND:
                self._saved[path] = int(status.st_mtime)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            found = _ABSENT
        except OSError:
            found = Known(0, 0, f"unreadable {os.urandom(8).hex()}")
        self.found[path] = found
        return found
