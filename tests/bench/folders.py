"""Folders as they were before a command."""

from __future__ import annotations

import itertools
from pathlib import Path

MADE = ("locales", "output", ".tetraglot")
_numbers = itertools.count()


def clean(folder: Path, made: tuple[str, ...] = MADE) -> None:
    """Take away what a command has made of a site.

    It is put aside, beside the site, and not deleted: for five seconds ext4 gives no deleted inode away again, and looks
    at them one by one for each new file.
    """
    for name in made:
        if (folder / name).exists():
            (folder / name).rename(folder.parent / f"removed-{next(_numbers)}")
