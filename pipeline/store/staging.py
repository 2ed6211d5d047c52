"""Writing that shows nothing before all of it is there: complete files beside their targets, then renames."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from io import BufferedReader
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.errors import Fault, UnusableFileError
from pipeline.store.explained import explained
from pipeline.store.sweeping import UNFINISHED, sweep

# From so many files on, that many are waited for at a time.
_MANY, _AT_A_TIME = 16, 8

_REMEDY = "make room or give access; the old file is intact"
_DOING = "cannot be written: "
_SAVED = ("somebody saved it while this ran; their text stands", "run the command again")


class Staged(NamedTuple):
    """A new file, complete under an unfinished name beside its target."""

    path: str  # relative to the site
    unfinished: str  # its name until then, behind the mark of the run; "" where nothing is to be written
    target: str = ""  # where a link leads, if the path is one: what it points to is replaced, not the link
    made: tuple[str, ...] = ()  # folders that were not there before
    mode: int = 0  # the rights that it is given when it is shown; 0 for those that any new file gets
    replaces: str | None = None  # the fingerprint of what it was made from, "" for no file; None where that is all one
    modified: int | None = None  # seconds since 1970 that it bears; None for the time at which it was written


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
        self._coming: dict[str, Staged] = {}  # by path
        self._looked_at = 0  # how many were staged when somebody last asked

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

    def prepare(
        self, path: str, data: bytes, made_from: bytes | None = None, modified: int | None = None
    ) -> Staged | None:
        """The new file, complete but unseen; None where the old one has these bytes.

        If it was `made_from` the old file (b"" for none), it takes the place of that content only. It bears the time
        `modified` if the file that it replaces is older.
        It is not part of what `commit` shows until it is added: another process may prepare it.
        Raises UnusableFileError where it cannot be written.
        """
        if "\0" in path or ".." in path.split("/"):
            raise UnusableFileError(Fault(path, "it lies outside of what is written here", "build with --force"))
        target = os.path.join(self.folder, path)
        with explained(path, _REMEDY, _DOING):
            link = os.path.realpath(target) if os.path.islink(target) else ""
            target = link or target
            mode = _mode_if_differing(target, lambda size, file: size == len(data) and file.read() == data)
            if mode is None:
                return None
            if self.dry:
                return Staged(path, "", link)
            made = _folders(os.path.dirname(target))
            self.made.update(made)
            later = _if_later(modified, target)
            staged = Staged(path, os.urandom(8).hex(), link, made, mode, _fingerprint(made_from), later)
            _write(self._places(staged)[1], data, private=mode != 0)
            return staged

    def put_parts(self, path: str, parts: Iterable[bytes]) -> tuple[str, int]:
        """Prepare a file part by part, and add it: one that memory need not hold; its SHA-256, and how many bytes."""
        place = os.path.join(self.folder, path)
        with explained(path, _REMEDY, _DOING):
            link = os.path.realpath(place) if os.path.islink(place) else ""
            target = link or place
            made = () if self.dry else _folders(os.path.dirname(target))
            self.made.update(made)
            staged = Staged(path, os.urandom(8).hex(), link, made)
            private = os.path.exists(target)
            digest, length = _write_parts(os.devnull if self.dry else self._places(staged)[1], parts, private=private)
            mode = _mode_if_differing(target, lambda size, file: size == length and _digest(file) == digest)
            if mode is None:
                self.drop(staged)
            else:
                self.add([staged._replace(unfinished="" if self.dry else staged.unfinished, mode=mode)])
            return digest, length

    def add(self, staged: Iterable[Staged | None]) -> None:
        """Let `commit` show what was prepared, in this order, after what was added before."""
        self.staged += (each for each in staged if each is not None)

    def put(self, path: str, data: bytes, made_from: bytes | None = None) -> None:
        """Prepare a file and add it."""
        self.add([self.prepare(path, data, made_from)])

    def coming(self, path: str) -> tuple[bytes, int | None] | None:
        """The bytes that a file will have after `commit`, and its time as `prepare` takes it; None for no file."""
        staged = self._staged_at(path)
        with explained(path, "make it a readable file"):
            try:
                if staged is not None:
                    return Path(self._places(staged)[1]).read_bytes(), staged.modified
                there = Path(self.folder, path)
                return there.read_bytes(), int(there.stat().st_mtime)
            except FileNotFoundError:
                return None

    def has(self, path: str) -> bool:
        """Whether there will be such a file."""
        return self._staged_at(path) is not None or os.path.isfile(os.path.join(self.folder, path))

    def read(self, path: str) -> bytes:
        """The bytes that a file will have. Raises UnusableFileError where there is none or it cannot be read."""
        staged = self._staged_at(path)
        with explained(path, _REMEDY):
            return Path(self._places(staged)[1] if staged else os.path.join(self.folder, path)).read_bytes()

    def _places(self, staged: Staged) -> tuple[str, str]:
        """Where a file will be, and where it is until then."""
        target = staged.target or os.path.join(self.folder, staged.path)
        return target, os.path.join(os.path.dirname(target), self.mark + staged.unfinished)

    def _staged_at(self, path: str) -> Staged | None:
        if self._looked_at != len(self.staged):
            self._coming = {each.path: each for each in self.staged if each.unfinished}
            self._looked_at = len(self.staged)
        return self._coming.get(path)

    def drop(self, staged: Staged | None) -> None:
        """Forget what was prepared."""
        if staged is not None and staged.unfinished:
            Path(self._places(staged)[1]).unlink(missing_ok=True)
            self.made.update(staged.made)

    def commit(self) -> list[str]:
        """Show all that was added, file by file in that order; their paths.

        Each file is the old or the new one, whenever the machine stops: all are on the disk before the first one is
        shown. Raises UnusableFileError at the first one that cannot be replaced, and after the last one for all that
        somebody else has saved meanwhile: their text stands.
        """
        paths = [staged.path for staged in self.staged]
        saved: list[Fault] = []
        self._keep([staged for staged in self.staged if staged.unfinished])
        while self.staged:
            staged = self.staged[0]
            if staged.unfinished:
                with explained(staged.path, _REMEDY, _DOING):
                    if not _show(staged, *self._places(staged)):
                        saved.append(Fault(staged.path, *_SAVED))
            self.staged.popleft()
        if saved:
            raise UnusableFileError(*saved)
        return paths

    def _keep(self, written: Sequence[Staged]) -> None:
        """Wait until these files are on the disk: many at a time, since a disk takes them together in one go."""
        if len(written) < _MANY:
            for staged in written:
                self._keep_one(staged)
            return
        faults: list[UnusableFileError] = []

        def keep(part: Sequence[Staged]) -> None:
            try:
                for staged in part:
                    self._keep_one(staged)
            except UnusableFileError as error:
                faults.append(error)

        # Plain threads: a pool's loading and its queue take longer than the waiting of a hundred files.
        threads = [Thread(target=keep, args=(written[number::_AT_A_TIME],)) for number in range(_AT_A_TIME)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]

    def _keep_one(self, staged: Staged) -> None:
        with explained(staged.path, _REMEDY, _DOING):
            descriptor = os.open(self._places(staged)[1], os.O_RDONLY)
            try:
                os.fsync(descriptor)
                if staged.mode:
                    os.fchmod(descriptor, staged.mode)
            finally:
                os.close(descriptor)


def _mode_if_differing(target: str, is_same: Callable[[int, BufferedReader], bool]) -> int | None:
    """The rights of the file that is replaced, 0 where there is none; None where it is the same already.

    `is_same` is given how long it is, and the open file.
    """
    try:
        found = os.stat(target)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    try:
        with open(target, "rb") as file:
            same = is_same(found.st_size, file)
    except OSError:  # What cannot be read may still be replaced.
        same = False
    return None if same else found.st_mode & 0o777


def _digest(file: BufferedReader) -> str:
    from hashlib import file_digest

    return file_digest(file, "sha256").hexdigest()


def _write_parts(unfinished: str, parts: Iterable[bytes], *, private: bool) -> tuple[str, int]:
    """A new file, as `_write` makes it: its SHA-256 and its length."""
    # Only here: who makes templates needs no libcrypto.
    from hashlib import sha256

    digest, length = sha256(), 0
    try:
        with open(unfinished, "wb", opener=partial(_opened, private=private)) as file:
            for part in parts:
                digest.update(part)
                length += file.write(part)
    except BaseException:
        if unfinished != os.devnull:
            Path(unfinished).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), length


def _if_later(modified: int | None, target: str) -> int | None:
    """A time that tells the new file from the one that it replaces: caches and rsync look at no more than that."""
    try:
        return None if modified is None or os.stat(target).st_mtime >= modified else modified
    except FileNotFoundError:
        return modified


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


def _opened(unfinished: str, _: int, *, private: bool) -> int:
    exclusive = 0 if unfinished == os.devnull else os.O_CREAT | os.O_EXCL
    return os.open(unfinished, exclusive | os.O_WRONLY, 0o600 if private else 0o666)


def _write(unfinished: str, data: bytes, *, private: bool) -> None:
    """A new file, which `_keep` has yet to see to; `private` until then where others may not read what it replaces."""
    try:
        with open(unfinished, "wb", opener=partial(_opened, private=private)) as file:
            file.write(data)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _show(staged: Staged, target: str, unfinished: str) -> bool:
    """Put a file in its place; False where somebody else has saved that since."""
    if staged.replaces is None:
        os.replace(unfinished, target)
        if staged.modified is not None:  # Not before: an unfinished file that is old counts as left behind.
            os.utime(target, (staged.modified, staged.modified))
        return True
    # Only here: few files are made from what they replace.
    from pipeline.store.exchange import replaced

    return replaced(unfinished, target, staged.replaces)


def _fingerprint(made_from: bytes | None) -> str | None:
    if not made_from:
        return None if made_from is None else ""
    from pipeline.store.exchange import fingerprint

    return fingerprint(made_from)
