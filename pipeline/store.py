"""The only room that opens files: where a site keeps what, reading, and writing that never leaves half a file."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path, PurePosixPath

from pipeline.errors import Fault, UnusableFileError

SETTINGS = "source/site.toml"
LAYOUT = "source/layout.xhtml"
PAGES = "source/pages"
ASSETS = "source/assets"
LOCALES = "locales"
TEMPLATES = "locales/pot"
OUTPUT = "output"
RECORD = "output/build.json"

_UNFINISHED = ".tetraglot-"
# A file is under its unfinished name for moments; after this long, whoever wrote it is gone.
_ABANDONED_AFTER = 60.0  # seconds


class Store:
    """The folder of a site. All paths are relative to it, with forward slashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises UnusableFileError where there is none or it cannot be read."""
        with _explained(path, "make it a readable file"):
            return (self.folder / path).read_bytes()

    def read_if_there(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        return self.read(path) if self.exists(path) else None

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
            raise UnusableFileError(Fault(path, "it lies outside this folder", "move it inside"))
        if not regular:
            raise UnusableFileError(Fault(path, "it is no file", "name a file"))
        return self.read(path)

    def exists(self, path: str) -> bool:
        """Whether there is such a file. Raises UnusableFileError where that cannot be told."""
        with _explained(path, "make its folder readable"):
            return (self.folder / path).is_file()

    def listed(self, folder: str, suffix: str = "") -> list[str]:
        """The files below a folder whose names end so, relative to it and sorted; links to folders are followed.

        Dot-files are nobody's content. Raises UnusableFileError where a folder cannot be read: what is not seen
        would count as removed.
        """
        base = self.folder / folder
        if not self._is_folder(folder):
            return []
        found: list[str] = []
        seen: set[str] = set()
        with _explained(folder, "make the folder and all in it readable"):
            for place, folders, names in os.walk(base, followlinks=True, onerror=_raise):
                seen.add(os.path.realpath(place))
                # A link back to a folder that is already open has no end.
                folders[:] = [
                    name
                    for name in folders
                    if not name.startswith(".") and os.path.realpath(os.path.join(place, name)) not in seen
                ]
                wanted = (name for name in names if name.endswith(suffix) and not name.startswith("."))
                found.extend(Path(place, name).relative_to(base).as_posix() for name in wanted)
        return sorted(found)

    def _is_folder(self, folder: str) -> bool:
        with _explained(folder, "make its folder readable"):
            return (self.folder / folder).is_dir()

    def write(self, plan: Mapping[str, bytes]) -> list[str]:
        """Carry out a plan, in its order; the paths whose bytes changed.

        A file with the right bytes is not touched. Each of the others is complete or as it was, whenever
        the machine stops. Raises UnusableFileError where one cannot be written.
        """
        return [path for path, data in plan.items() if self._write(path, data)]

    def differing(self, plan: Mapping[str, bytes]) -> list[str]:
        """The paths that `write` would change."""
        return [path for path, data in plan.items() if not self._holds(path, data)]

    def remove(self, paths: Set[str], below: str = OUTPUT) -> list[str]:
        """Remove files below a folder of generated ones, and the folders that this leaves empty.

        Returns the paths that were there; one that leads elsewhere is left alone.
        """
        removed = []
        for path in sorted(paths):
            target = self.folder / path
            if ".." in PurePosixPath(path).parts or not path.startswith(f"{below}/") or not self.exists(path):
                continue
            with _explained(path, "give access to its folder"):
                target.unlink()
                for parent in target.parents:
                    if parent == self.folder / below or any(parent.iterdir()):
                        break
                    parent.rmdir()
            removed.append(path)
        return removed

    def sweep(self, folder: str) -> None:
        """Remove what a killed run left below a folder under unfinished names."""
        for path in (self.folder / folder).rglob(f"{_UNFINISHED}*"):
            if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
                path.unlink(missing_ok=True)

    def _holds(self, path: str, data: bytes) -> bool:
        target = self.folder / path
        try:
            return target.stat().st_size == len(data) and target.read_bytes() == data
        except OSError:
            return False

    def _write(self, path: str, data: bytes) -> bool:
        if self._holds(path, data):
            return False
        target = self.folder / path
        with _explained(path, "make room or give access; the old file is intact", "cannot be written: "):
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
        return True


def _replace(target: Path, data: bytes) -> None:
    """Put `data` in the place of a file in one step (POSIX, rename)."""
    # A link in the tree stays a link: what it points to is replaced.
    target = target.resolve()
    descriptor, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(_mode(target))
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those that a new one gets."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


@contextmanager
def _explained(path: str, remedy: str, doing: str = "") -> Iterator[None]:
    """Turn what the system says of a file into a fault with its place and a remedy."""
    try:
        yield
    except FileNotFoundError:
        reason, remedy = "there is no such file", "create it, or name the site with --site"
        raise UnusableFileError(Fault(path, reason, remedy)) from None
    except OSError as error:
        reason = doing + (error.strerror or str(error)).lower()
        raise UnusableFileError(Fault(path, reason, remedy)) from None


def _raise(error: OSError) -> None:
    raise error


def package_data(name: str) -> bytes:
    """A file that comes with the package."""
    return files("pipeline").joinpath(name).read_bytes()


def starter_files() -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the new site that `init` writes."""
    base = Path(str(files("pipeline").joinpath("starter")))
    for path in sorted(base.rglob("*")):
        if path.is_file():
            # Packages leave dot-files out: "dot.gitignore" stands for ".gitignore".
            name = path.relative_to(base).as_posix()
            yield (
                "/".join(f".{part[4:]}" if part.startswith("dot.") else part for part in name.split("/")),
                path.read_bytes(),
            )
