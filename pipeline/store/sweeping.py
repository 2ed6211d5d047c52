"""What killed runs left under unfinished names, which nobody asks for any more."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

UNFINISHED = ".tetraglot-"
# A run holds files under unfinished names until its last one is there; after this long, whoever wrote them is gone.
ABANDONED_AFTER = 1800.0  # seconds


def sweep(folder: Path, own: str | None = None) -> None:
    """Remove what a killed run left below a folder under unfinished names, and what bears one's `own` mark."""
    for path in _unfinished(str(folder)):
        try:
            if (own and path.name.startswith(own)) or time.time() - path.stat().st_mtime > ABANDONED_AFTER:
                path.unlink()
        except FileNotFoundError:  # Another run was quicker.
            continue


def _unfinished(folder: str) -> Iterator[Path]:
    """The files below a folder that have such names; as `os.walk` finds them, in a third of the time."""
    folders = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.startswith(UNFINISHED):
                    yield Path(entry.path)
    except OSError:  # It is not there, or another run has removed it.
        return
    for each in folders:
        yield from _unfinished(each)


def sweep_folders(folder: Path) -> None:
    """Remove the folders that a killed run left right below another one under unfinished names."""
    # Only here: it takes all compressors along.
    import shutil

    for place in folder.glob(f"{UNFINISHED}*"):
        try:
            if time.time() - place.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(place)
        except FileNotFoundError:  # Another run was quicker.
            continue
