"""What killed runs left under unfinished names, which nobody asks for any more."""

from __future__ import annotations

import os
import time
from pathlib import Path

UNFINISHED = ".tetraglot-"
# A run holds files under unfinished names until its last one is there; after this long, whoever wrote them is gone.
ABANDONED_AFTER = 1800.0  # seconds


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
