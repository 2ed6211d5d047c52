"""What git remembers of a site's files; nothing where the site stands in no clone, or git is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.store.git import git

_MANY = 500  # merges that are looked at, the newest ones
_LOG = ("log", "--merges", "-c", "--name-only", "--no-renames", "--no-ext-diff", "--no-show-signature", "--relative")


class Merged(NamedTuple):
    """A file that a merge left unlike what it was on every side."""

    path: str  # relative to the site
    commit: str  # the merge, as git abbreviates it
    result: bytes
    sides: tuple[bytes, ...]  # what the file was there


def merges(site: Path, folder: str, suffix: str) -> Iterator[Merged]:
    """The files below a folder of the site, with names that end so, that merges put together, newest first."""
    listed = _git(site, *_LOG, f"--max-count={_MANY}", "--format=%x00%h %P", "--", folder).decode("utf-8", "replace")
    found = []
    for entry in listed.split("\0")[1:]:
        commits, *paths = entry.split("\n")
        commit, *parents = commits.split(" ")
        found += [(path, commit, parents) for path in paths if path.endswith(suffix)]
    contents = _contents(site, (f"{each}:./{path}" for path, commit, parents in found for each in (commit, *parents)))
    for path, commit, parents in found:
        result, *sides = [next(contents, None) for _ in (commit, *parents)]
        if result is not None:
            yield Merged(path, commit, result, tuple(side for side in sides if side is not None))


def _contents(site: Path, names: Iterable[str]) -> Iterator[bytes | None]:
    """What git keeps under each of some names; None where there is nothing."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = _git(site, "cat-file", "--batch", given=asked) if asked else b""
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        head = answer[place:end].rsplit(b" ", 2)
        place = end + 1
        if head[-2:-1] == [b"blob"]:
            size = int(head[-1])
            yield answer[place : place + size]
            place += size + 1
        else:
            yield None


def _git(site: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says; nothing where it cannot."""
    try:
        done = git(site, *arguments, given=given)
    except OSError:
        return b""
    return b"" if done.returncode else done.stdout
