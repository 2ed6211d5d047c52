"""Writing that shows nothing before all of it is there: complete files beside their targets, then renames."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.store.explained import explained

UNFINISHED = ".tetraglot-"
# A run holds files under unfinished names until its last one is there; after this long, whoever wrote them is gone.
ABANDONED_AFTER = 1800.0  # seconds

_REMEDY = "make room or give access; the old file is intact"
_DOING = "cannot be written: "


@dataclass(frozen=True, slots=True)
class Staged:
    """A new file, complete under an unfinished name beside its target."""

    path: str  # relative to the site
    target: str  # the file that is replaced: where a link leads, not the link
    unfinished: str  # "" where nothing is to be written
    made: tuple[str, ...] = ()  # folders that were not there before


class Staging:
    """New files of a site. Nobody sees them before `commit`; left without it, they are gone.

    A file with the right bytes is not staged at all. Use it in a `with` statement.
    """

    def __init__(self, folder: Path, below: str | None = None, *, dry: bool = False) -> None:
        """`below` is the folder that all files lie in, swept at the end; with `dry` nothing is ever written."""
        self.folder = folder
        self.below = below
        self.dry = dry
        self.mark = f"{UNFINISHED}{os.urandom(6).hex()}-"
        self.staged: deque[Staged] = deque()
        self.made: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for staged in self.staged:
            self.drop(staged)
        if not self.dry and self.below is not None:
            sweep(self.folder / self.below, self.mark)
        for made in sorted(self.made, key=len, reverse=True):
            try:
                os.rmdir(made)
            except OSError:  # It holds what was committed, or another run was quicker.
                continue

    def prepare(self, path: str, data: bytes) -> Staged | None:
        """The new file, complete but unseen; None where the old one has these bytes.

        It is not part of what `commit` shows until it is added: another process may prepare it.
        Raises UnusableFileError where it cannot be written.
        """
        target = os.path.join(self.folder, path)
        with explained(path, _REMEDY, _DOING):
            if os.path.islink(target):
                # A link in the tree stays a link: what it points to is replaced.
                target = os.path.realpath(target)
            mode = _mode_if_differing(target, data)
            if mode is None:
                return None
            if self.dry:
                return Staged(path, target, "")
            made = _folders(os.path.dirname(target))
            self.made.update(made)
            unfinished = os.path.join(os.path.dirname(target), self.mark + os.urandom(8).hex())
            _write(unfinished, data, mode)
            return Staged(path, target, unfinished, made)

    def add(self, staged: Iterable[Staged | None]) -> None:
        """Let `commit` show what was prepared, in this order, after what was added before."""
        self.staged += (each for each in staged if each is not None)

    def put(self, path: str, data: bytes) -> None:
        """Prepare a file and add it."""
        self.add([self.prepare(path, data)])

    def drop(self, staged: Staged | None) -> None:
        """Forget what was prepared."""
        if staged is not None and staged.unfinished:
            Path(staged.unfinished).unlink(missing_ok=True)
            self.made.update(staged.made)

    def commit(self) -> list[str]:
        """Show all that was added, file by file in that order; their paths.

        Each file is the old or the new one, whenever the machine stops. Raises UnusableFileError at the first one
        that cannot be replaced.
        """
        paths = [staged.path for staged in self.staged]
        while self.staged:
            staged = self.staged[0]
            if staged.unfinished:
                with explained(staged.path, _REMEDY, _DOING):
                    os.replace(staged.unfinished, staged.target)
            self.staged.popleft()
        return paths


def sweep(folder: Path, own: str | None = None) -> None:
    """Remove what a killed run left below a folder under unfinished names, and what bears one's `own` mark."""
    for place, _, names in os.walk(folder):
        for name in names:
            if name.startswith(UNFINISHED):
                path = Path(place, name)
                try:
                    if (own and name.startswith(own)) or time.time() - path.stat().st_mtime > ABANDONED_AFTER:
                        path.unlink()
                except FileNotFoundError:  # Another run was quicker.
                    continue


def _mode_if_differing(target: str, data: bytes) -> int | None:
    """The rights of the file that is replaced, 0 where there is none; None where it holds these bytes already."""
    try:
        found = os.stat(target)
        with open(target, "rb") as file:
            same = found.st_size == len(data) and file.read() == data
    except FileNotFoundError:
        return 0
    except OSError:  # What cannot be read may still be replaced.
        same = False
    return None if same else found.st_mode & 0o777


def _folders(folder: str) -> tuple[str, ...]:
    """The folders that had to be made so that this one is there."""
    missing = []
    place = folder
    while not os.path.isdir(place) and place != os.path.dirname(place):
        missing.append(place)
        place = os.path.dirname(place)
    if missing:
        os.makedirs(folder, exist_ok=True)
    return tuple(missing)


def _write(unfinished: str, data: bytes, mode: int) -> None:
    """A new file that is on the disk when this returns; with `mode` 0, with the rights that any new file gets."""
    try:
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if mode else 0o666)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
            if mode:
                os.fchmod(descriptor, mode)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
