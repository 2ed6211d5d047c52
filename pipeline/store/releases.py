"""Releases of a site beside one another, of which a link shows one: to switch it is a single step for all files."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import Fault, UnusableFileError
from pipeline.store.explained import explained
from pipeline.store.sweeping import UNFINISHED, sweep_folders

CURRENT = "current"
FOLDER = "releases"
_REMEDY = "make room or give access; what is shown is as it was"
# Of another disk, of a file system without links, of one file that has too many of them.
_NO_LINK = (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK)


class Releases:
    """A folder with releases, and the link to the one that is shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current = folder / CURRENT

    def names(self) -> list[str]:
        """The releases that are there, the one that was shown last first."""
        with explained(str(self.folder), "make it a readable folder"):
            try:
                found = [entry for entry in os.scandir(self.folder / FOLDER) if not entry.name.startswith(".")]
            except FileNotFoundError:
                return []
            return [entry.name for entry in sorted(found, key=lambda entry: (-entry.stat().st_mtime_ns, entry.name))]

    def place(self, name: str) -> Path:
        """Where a release stands."""
        return self.folder / FOLDER / name

    def begun(self) -> Path:
        """An empty folder for a release that nobody sees yet."""
        place = self.folder / FOLDER / f"{UNFINISHED}{os.urandom(8).hex()}"
        with explained(str(place), _REMEDY):
            place.mkdir(parents=True)
        return place

    def fill(self, place: Path, source: Path, paths: Iterable[str]) -> None:
        """Let files of another folder stand in a new one too, without copying where the disk can do without.

        A build writes new files and changes none, so that what is shown stays what it was.
        """
        for path in paths:
            target = place / path
            with explained(path, _REMEDY):
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(os.path.realpath(source / path), target)
                except FileNotFoundError:  # Who compares the files with the record names it.
                    continue
                except OSError as error:
                    if error.errno not in _NO_LINK:
                        raise
                    shutil.copy2(source / path, target)

    def finish(self, place: Path, name: str) -> None:
        """Give what was begun the name of a release, once all of it is on the disk."""
        with explained(str(place), _REMEDY):
            os.sync()
            place.rename(self.place(name))

    def show(self, name: str) -> None:
        """Let the link lead to a release, in one step."""
        with explained(str(self.current), _REMEDY):
            if not self.current.is_symlink() and self.current.exists():
                raise UnusableFileError(Fault(str(self.current), "it is no link to a release", "move it away"))
            unfinished = self.folder / f"{UNFINISHED}{os.urandom(8).hex()}"
            unfinished.symlink_to(Path(FOLDER, name), target_is_directory=True)
            try:
                os.utime(self.place(name))  # `names` goes by it.
                os.replace(unfinished, self.current)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise

    def drop(self, place: Path) -> None:
        """Remove a release, or what was begun."""
        with explained(str(place), "give access to it"):
            shutil.rmtree(place)

    def tidy(self, kept: int) -> list[str]:
        """Remove all releases but so many, and what killed runs left; the names of those that went."""
        shown = os.path.basename(os.readlink(self.current)) if self.current.is_symlink() else ""
        old = [name for name in self.names()[kept:] if name != shown]
        for name in old:
            self.drop(self.place(name))
        sweep_folders(self.folder / FOLDER)
        return old
