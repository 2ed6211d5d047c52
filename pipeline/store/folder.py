"""The folder of a site: reading its files, and writing and removing those that are ours."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Set
from pathlib import Path, PurePosixPath

from pipeline.errors import Fault, UnusableFileError
from pipeline.store.explained import explained
from pipeline.store.staging import Staging
from pipeline.store.sweeping import sweep

# What is wrong with a file that another one names, and what to do.
OUTSIDE = ("it lies outside this folder", "move it inside")
NO_FILE = ("it is no file", "name a file")
# There is no such file, one of its folders is none, or links lead round in a circle.
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


class Store:
    """The folder of a site. All paths are relative to it, with forward slashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folder = os.fspath(folder)

    def place(self, path: str) -> str:
        """Where a file is. To put a Path together takes longer than to look at a file."""
        return os.path.join(self._folder, path)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises UnusableFileError where there is none or it cannot be read."""
        with explained(path, "make it a readable file"), open(self.place(path), "rb", 0) as file:
            return file.read()

    def read_if_there(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        with explained(path, "make it a readable file"):
            try:
                with open(self.place(path), "rb", 0) as file:
                    return file.read()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def read_linked(self, path: str, linking: str, home: str) -> bytes:
        """The bytes of a file that another names: below `home` if `linking` lies there too, else in `linking`'s folder.

        Raises UnusableFileError where it lies elsewhere, is none or cannot be read.
        """
        try:
            target, near, folder = ((self.folder / each).resolve() for each in (path, linking, home))
            folder = folder if near.is_relative_to(folder) else near.parent
            regular = target.is_file() or not target.exists()
        except (OSError, RuntimeError, ValueError) as error:
            raise UnusableFileError(Fault(path, f"it cannot be found: {error}", "correct its name")) from None
        if not target.is_relative_to(folder):
            raise UnusableFileError(Fault(path, *OUTSIDE))
        if not regular:
            raise UnusableFileError(Fault(path, *NO_FILE))
        return self.read(path)

    def size(self, path: str) -> int:
        """How many bytes a file has; 0 where there is none."""
        found = self._status(path)
        return found.st_size if found else 0

    def modified(self, path: str) -> int | None:
        """Seconds since 1970 at which a file was last saved; None where there is none."""
        found = self._status(path)
        return int(found.st_mtime) if found else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file. Raises UnusableFileError where that cannot be told."""
        return self._status(path) is not None

    def _status(self, path: str) -> os.stat_result | None:
        """What the system knows of a file; None where there is none."""
        with explained(path, "make its folder readable"):
            try:
                found = os.stat(self.place(path))
            except ValueError:  # No name has a null character.
                return None
            except OSError as error:
                if error.errno in _ABSENT:
                    return None
                raise
        return found if stat.S_ISREG(found.st_mode) else None

    def listed(self, folder: str, suffix: str = "", *, hidden: bool = False) -> list[str]:
        """The files below a folder whose names end so, relative to it and sorted; links to folders are followed.

        Dot-files are nobody's content, and listed with `hidden` only. Raises UnusableFileError where a folder cannot be
        read: what is not seen would count as removed.
        """
        base = self.folder / folder
        if not self._is_folder(folder):
            return []
        with explained(folder, "make the folder and all in it readable"):
            found = _below(str(base), "", os.path.realpath(base), set(), hidden=hidden)
            return sorted(name for name in found if name.endswith(suffix))

    def _is_folder(self, folder: str) -> bool:
        with explained(folder, "make its folder readable"):
            return (self.folder / folder).is_dir()

    def staging(self, below: str | None = None, *, dry: bool = False) -> Staging:
        """A place for new files that nobody sees before they are all there.

        All of them lie below the folder `below`; with `dry` they are only compared with what is there.
        """
        return Staging(self.folder, below, dry=dry)

    def write(self, plan: Mapping[str, bytes]) -> list[str]:
        """Carry out a plan, in its order; the paths whose bytes changed.

        A file with the right bytes is not touched. Each of the others is complete or as it was, whenever
        the machine stops. Raises UnusableFileError where one cannot be written: then none is.
        """
        with self.staging() as stage:
            for path, data in plan.items():
                stage.put(path, data)
            return stage.commit()

    def remove(self, paths: Set[str], below: str = "output") -> list[str]:
        """Remove files below a folder of generated ones, and the folders that this leaves empty.

        Returns the paths that were there; one that leads elsewhere is left alone.
        """
        removed = []
        for path in sorted(paths):
            target = self.folder / path
            if ".." in PurePosixPath(path).parts or not path.startswith(f"{below}/") or not self.exists(path):
                continue
            with explained(path, "give access to its folder"):
                target.unlink()
                for parent in target.parents:
                    if parent == self.folder / below or any(parent.iterdir()):
                        break
                    parent.rmdir()
            removed.append(path)
        return removed

    def sweep(self, folder: str) -> None:
        """Remove what a killed run left below a folder under unfinished names."""
        sweep(self.folder / folder)


def _below(folder: str, name: str, real: str, seen: set[str], *, hidden: bool) -> Iterator[str]:
    """The files below a folder, relative to it, each behind the folder's own `name`.

    `real` is where the folder is, `seen` are those of all that are open or have been: a link back has no end.
    """
    seen.add(real)
    folders = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") and not hidden:
                continue
            if not _is_folder(entry):
                yield name + entry.name
                continue
            place = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}/{entry.name}"
            if place not in seen:
                folders.append((entry, place))
    for entry, place in folders:
        yield from _below(entry.path, f"{name}{entry.name}/", place, seen, hidden=hidden)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link that leads to itself.
        return False
