"""A site's files in an object storage, for machines that cannot see its folder.

Each file is an object under its SHA-256, so that what is there already need not be sent. A list of paths, an object as
well, says which site it is.
"""

from __future__ import annotations

import json
import os
import posixpath
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import Fault, UnusableFileError
from pipeline.store.explained import ABSENT
from pipeline.store.folder import NO_FILE, OUTSIDE, Store
from pipeline.store.objects import Objects

_FILES, _LISTS = "files", "lists"
_FRESH = 7 * 86_400  # seconds: older objects are sent again, before somebody's rule for old ones deletes them
_AT_ONCE = 8_000_000  # bytes that are read before they are sent
# Hidden files are nobody's content; but a page may name one of these for its rules.
_RULES = (".its", ".xml")


class _Copied(NamedTuple):
    """A file of the site."""

    sha256: str
    size: int
    modified: int  # seconds since 1970
    real: str  # where links lead to it, absolute; "" where it is what it seems


class _Copy(NamedTuple):
    """What the list says."""

    base: str  # the site's folder, absolute
    homes: Mapping[str, str]  # where its folders are, absolute
    files: Mapping[str, _Copied]  # by path


def copied(site: Store, objects: Objects, folders: Iterable[str]) -> str:
    """Put all files below some folders there, as far as they are not; the key of their list."""
    base = os.path.realpath(site.folder)
    homes = {folder: os.path.realpath(site.place(folder)) for folder in folders}
    fresh = {key for key, since in objects.since(_FILES).items() if since > time.time() - _FRESH}
    listed: dict[str, _Copied] = {}
    coming: dict[str, bytes] = {}
    held = 0  # bytes
    for path in _paths(site, homes):
        data = site.read(path)
        digest, real = sha256(data).hexdigest(), os.path.realpath(site.place(path))
        seems = real == os.path.join(base, path)
        listed[path] = _Copied(digest, len(data), site.modified(path) or 0, "" if seems else real)
        key = f"{_FILES}/{digest}"
        if key not in fresh:
            fresh.add(key)
            coming[key] = data
            held += len(data)
        if held > _AT_ONCE:
            objects.put(coming)
            coming, held = {}, 0
    said = json.dumps(_Copy(base, homes, listed), ensure_ascii=False).encode("utf-8", "surrogateescape")
    key = f"{_LISTS}/{sha256(said).hexdigest()}"
    objects.put({**coming, key: said})
    return key


def _paths(site: Store, folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        visible = {*site.listed(folder)}
        for name in site.listed(folder, hidden=True):
            if name in visible or (name.endswith(_RULES) and _is_file(site.place(f"{folder}/{name}"))):
                yield f"{folder}/{name}"


def _is_file(place: str) -> bool:
    """Whether it can be read: an editor's lock is a link to nowhere."""
    try:
        return stat.S_ISREG(os.stat(place).st_mode)
    except OSError:
        return False


class CopiedStore(Store):
    """A site as it was copied, for reading. A file is fetched when it is asked for, or with others before."""

    def __init__(self, objects: Objects, key: str) -> None:
        super().__init__(Path())
        self.objects = objects
        base, homes, files = json.loads(objects.get([key])[key].decode("utf-8", "surrogateescape"))
        self._copy = _Copy(base, homes, {path: _Copied(*each) for path, each in files.items()})
        self._fetched: dict[str, bytes] = {}  # by path

    def fetch(self, paths: Iterable[str]) -> None:
        """Have these at hand, as far as they are there, and what is read beside them, until others are fetched."""
        wanted = [path for path in paths if path in self._copy.files]
        at_hand = {path: self._fetched[path] for path in wanted if path in self._fetched}
        missing = [path for path in wanted if path not in at_hand]
        found = self.objects.get({self._key(path) for path in missing})
        self._fetched = at_hand | {path: self._checked(path, found[self._key(path)]) for path in missing}

    def read_if_there(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        if path not in self._fetched and path in self._copy.files:
            key = self._key(path)
            self._fetched[path] = self._checked(path, self.objects.get([key])[key])
        return self._fetched.get(path)

    def _key(self, path: str) -> str:
        return f"{_FILES}/{self._copy.files[path].sha256}"

    def _checked(self, path: str, data: bytes) -> bytes:
        if sha256(data).hexdigest() != self._copy.files[path].sha256:
            reason = f"the storage has other bytes of it, at {self._key(path)}"
            raise UnusableFileError(Fault(path, reason, "delete them there, and see who else writes there"))
        return data

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises UnusableFileError where there is none."""
        data = self.read_if_there(path)
        if data is None:
            raise UnusableFileError(Fault(path, *ABSENT))
        return data

    def read_linked(self, path: str, linking: str, home: str) -> bytes:
        """As in a folder: where links of the site lead was noted when it was copied."""
        target, near, folder = self._real(path), self._real(linking), self._copy.homes[home]
        if not near.startswith(f"{folder}/"):
            folder = posixpath.dirname(near)
        if not target.startswith(f"{folder}/"):
            raise UnusableFileError(Fault(path, *OUTSIDE))
        path = posixpath.normpath(path)
        if path not in self._copy.files and self.listed(path, hidden=True):
            raise UnusableFileError(Fault(path, *NO_FILE))
        return self.read(path)

    def _real(self, path: str) -> str:
        """Where a file is, or would be, absolute."""
        path = posixpath.normpath(path)
        if path in self._copy.files:
            return self._copy.files[path].real or f"{self._copy.base}/{path}"
        home = next((home for home in self._copy.homes if path.startswith(f"{home}/")), None)
        return f"{self._copy.base}/{path}" if home is None else self._copy.homes[home] + path.removeprefix(home)

    def size(self, path: str) -> int:
        """How many bytes a file has; 0 where there is none."""
        known = self._copy.files.get(path)
        return known.size if known else 0

    def modified(self, path: str) -> int | None:
        """Seconds since 1970 at which a file was last saved; None where there is none."""
        known = self._copy.files.get(path)
        return known.modified if known else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._copy.files

    def listed(self, folder: str, suffix: str = "", *, hidden: bool = False) -> list[str]:
        """The files below a folder whose names end so, relative to it and sorted."""
        start = f"{folder}/"
        paths = (path for path in self._copy.files if path.startswith(start) and path.endswith(suffix))
        names = (path.removeprefix(start) for path in paths)
        return sorted(name for name in names if hidden or not (name.startswith(".") or "/." in name))
