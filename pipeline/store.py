"""The only room that opens files: where a site keeps what, reading, and writing that never leaves half a file."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path, PurePosixPath

from pipeline.errors import Fault, UnusableFileError

SETTINGS = "source/site.toml"
LAYOUT = "source/layout.xhtml"
PAGES = "source/pages"
ASSETS = "source/assets"
LOCALES = "locales"
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
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            raise UnusableFileError(
                Fault(path, "there is no such file", "create it, or name the site with --site")
            ) from None
        except OSError as error:
            raise UnusableFileError(Fault(path, _reason(error), "make it a readable file")) from None

    def read_if_there(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        return self.read(path) if (self.folder / path).exists() else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return (self.folder / path).is_file()

    def listed(self, folder: str, suffix: str = "") -> list[str]:
        """The files below a folder whose names end so, relative to it and sorted. Dot-files are nobody's content."""
        base = self.folder / folder
        found = (path.relative_to(base) for path in base.rglob(f"*{suffix}") if path.is_file())
        return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))

    def write(self, plan: Mapping[str, bytes]) -> list[str]:
        """Carry out a plan, in its order; the paths whose bytes changed.

        A file with the right bytes is not touched. Each of the others is complete or as it was, whenever
        the machine stops. Raises UnusableFileError where one cannot be written.
        """
        return [path for path, data in plan.items() if self._write(path, data)]

    def differing(self, plan: Mapping[str, bytes]) -> list[str]:
        """The paths that `write` would change."""
        return [path for path, data in plan.items() if not self._holds(path, data)]

    def remove(self, paths: set[str]) -> list[str]:
        """Remove files below `output/`, and the folders that this leaves empty; the paths that were there."""
        removed = []
        for path in sorted(paths):
            target = self.folder / path
            if ".." in PurePosixPath(path).parts or not path.startswith(f"{OUTPUT}/") or not target.is_file():
                continue
            target.unlink()
            removed.append(path)
            for parent in target.parents:
                if parent == self.folder / OUTPUT or any(parent.iterdir()):
                    break
                parent.rmdir()
        return removed

    def sweep(self, folder: str) -> None:
        """Remove what a killed run left below a folder under unfinished names."""
        for path in (self.folder / folder).rglob(f"{_UNFINISHED}*"):
            if path.is_file() and time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
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
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
        except OSError as error:
            raise UnusableFileError(
                Fault(path, f"cannot be written: {_reason(error)}", "make room or give access; the old file is intact")
            ) from None
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


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


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
