"""A site's files in an object storage, for machines that cannot see its folder.

Each file is an object under its SHA-256, so that what has not changed is sent once and for all. A list of paths, an
object as well, says which site it is.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import Fault, UnusableFileError
from pipeline.store.folder import NO_FILE, OUTSIDE, Store
from pipeline.store.objects import Objects

_FILES, _LISTS = "files", "lists"
_AT_ONCE = 500  # files that are read before they are sent


class _Copied(NamedTuple):
    """A file of the site."""

    sha256: str
    size: int
    modified: int  # seconds since 1970
    real: str  # where it is, relative to the site, if links lead there; "" outside of the site


def copied(site: Store, objects: Objects, folders: Iterable[str]) -> str:
    """Put all files below some folders there, as far as they are not; the key of their list."""
    listed: dict[str, _Copied] = {}
    there = objects.keys(_FILES)
    base = Path(site.folder).resolve()
    coming: dict[str, bytes] = {}
    for path in (f"{folder}/{name}" for folder in folders for name in site.listed(folder, hidden=True)):
        data = site.read(path)
        digest = sha256(data).hexdigest()
        real = Path(site.place(path)).resolve()
        inside = real.relative_to(base).as_posix() if real.is_relative_to(base) else ""
        listed[path] = _Copied(digest, len(data), site.modified(path) or 0, inside)
        if f"{_FILES}/{digest}" not in there:
            coming[f"{_FILES}/{digest}"] = data
        if len(coming) == _AT_ONCE:
            objects.put(coming)
            coming = {}
    said = json.dumps(listed, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogateescape")
    key = f"{_LISTS}/{sha256(said).hexdigest()}"
    objects.put({**coming, key: said})
    return key


class CopiedStore(Store):
    """A site as it was copied, for reading. A file is fetched when it is asked for, or with others before."""

    def __init__(self, objects: Objects, key: str) -> None:
        super().__init__(Path())
        self.objects = objects
        said = objects.get([key])[key].decode("utf-8", "surrogateescape")
        self._listed = {path: _Copied(*each) for path, each in json.loads(said).items()}
        self._fetched: dict[str, bytes] = {}  # by path

    def fetch(self, paths: Iterable[str]) -> None:
        """Have these at hand, as far as they are there, and what is read beside them, until others are fetched."""
        keys = {path: f"{_FILES}/{self._listed[path].sha256}" for path in paths if path in self._listed}
        found = self.objects.get({*keys.values()})
        self._fetched = {path: found[key] for path, key in keys.items()}

    def read_if_there(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        if path not in self._fetched and (known := self._listed.get(path)) is not None:
            (self._fetched[path],) = self.objects.get([f"{_FILES}/{known.sha256}"]).values()
        return self._fetched.get(path)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises UnusableFileError where there is none."""
        data = self.read_if_there(path)
        if data is None:
            raise UnusableFileError(Fault(path, "there is no such file", "create it, or name the site with --site"))
        return data

    def read_linked(self, path: str, linking: str, home: str) -> bytes:
        """As in a folder: where links in the site lead was noted when it was copied."""
        target, near = (self._real(each) for each in (path, linking))
        folder = home if near.startswith(f"{home}/") else posixpath.dirname(near)
        if not target.startswith(f"{folder}/"):
            raise UnusableFileError(Fault(path, *OUTSIDE))
        if self.listed(posixpath.normpath(path), hidden=True):
            raise UnusableFileError(Fault(path, *NO_FILE))
        return self.read(posixpath.normpath(path))

    def _real(self, path: str) -> str:
        path = posixpath.normpath(path)
        return self._listed[path].real if path in self._listed else path

    def size(self, path: str) -> int:
        """How many bytes a file has; 0 where there is none."""
        known = self._listed.get(path)
        return known.size if known else 0

    def modified(self, path: str) -> int | None:
        """Seconds since 1970 at which a file was last saved; None where there is none."""
        known = self._listed.get(path)
        return known.modified if known else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._listed

    def listed(self, folder: str, suffix: str = "", *, hidden: bool = False) -> list[str]:
        """The files below a folder whose names end so, relative to it and sorted."""
        start = f"{folder}/"
        names = (path.removeprefix(start) for path in self._listed if path.startswith(start) and path.endswith(suffix))
        return sorted(name for name in names if hidden or not (name.startswith(".") or "/." in name))
