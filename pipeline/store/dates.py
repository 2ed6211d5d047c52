"""When files were last changed: by git's memory where it has what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.store.git import git

# Nothing that a repository's configuration may add is run or asked for.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "--no-optional-locks")
_WHAT = ("-z", "--no-renames", "--no-ext-diff", "--relative", "--name-status")


def committed(site: Path, folder: str, *folders: str) -> dict[str, int]:
    """Seconds since 1970 at which the files below some folders were committed as they are, by path in the site.

    A file that differs from the newest commit is absent. Nothing is known where the site stands in no clone, git is not
    there or nothing was ever committed. Of a shallow clone, git knows no older date than its oldest commit's.
    """
    if not any((place / ".git").exists() for place in (site.absolute(), *site.absolute().parents)):
        return {}
    changed = _git(site, "diff", *_WHAT, "HEAD", "--", folder, *folders)
    logged = _git(site, "log", "-c", *_WHAT, "--format=%x01%ct", "HEAD", "--", folder, *folders)
    if changed is None or logged is None:
        return {}
    found: dict[str, int] = {}
    gone = {path for _, path in _changes(iter(changed.split("\0")))}
    for commit in logged.split("\1")[1:]:
        date, *fields = commit.split("\0")
        for status, path in _changes(iter(fields)):
            if path not in gone:
                found[path] = int(date)
                gone.add(path)
                if "D" in status:  # Nobody committed what is there now.
                    del found[path]
    return found


def _changes(fields: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(status, path) of each file of a list that git divides by NUL (git-diff(1), "-z")."""
    for status in fields:
        if status := status.strip("\n"):
            yield status, next(fields, "")


def _git(site: Path, *arguments: str) -> str | None:
    try:
        done = git(site, *_QUIET, *arguments)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape")
