"""What builds remember, in `.tetraglot/`: nobody's work, so that who deletes it has a slower build and no other one.

What is there may be damaged, of another version or made for another machine: then it is as if nothing were there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.store.fingerprints import Known

FOLDER = ".tetraglot"
_FILE = "state.sqlite"
_FORMAT = 2
_TABLES = (
    "CREATE TABLE file (path TEXT PRIMARY KEY, identity INTEGER, modified INTEGER, digest TEXT) WITHOUT ROWID",
    "CREATE TABLE said (scope TEXT, name TEXT, text TEXT, PRIMARY KEY (scope, name)) WITHOUT ROWID",
    f"PRAGMA user_version = {_FORMAT}",
)
_SOUND_FILES = """SELECT * FROM file WHERE typeof(path) = 'text' AND typeof(identity) = 'integer'
AND typeof(modified) = 'integer' AND typeof(digest) = 'text'"""
_WAIT = 1.0  # seconds, for another build


class State(NamedTuple):
    """What was remembered for builds of one kind."""

    files: Mapping[str, Known] = {}  # by path relative to the site
    said: Mapping[str, str] = {}  # texts of who asked to remember them, by name


def read_state(site: Path, scope: str, only: str) -> State:
    """What is remembered, of texts `only` that one; an empty state where there is none that can be used."""
    path = site / FOLDER / _FILE
    try:
        if not path.is_file():
            return State()
        with closing(_opened(path)) as base:
            if base.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                return State()
            make = Known._make
            files = {row[0]: make(row[1:]) for row in base.execute(_SOUND_FILES)}
            said = _said(base, "SELECT name, text FROM said WHERE scope = ? AND name = ?", scope, only)
    except (sqlite3.Error, OSError, TypeError):
        return State()
    return State(files, said)


def read_said(site: Path, scope: str) -> Mapping[str, str]:
    """All texts that are remembered; none where they cannot be used."""
    path = site / FOLDER / _FILE
    try:
        if not path.is_file():
            return {}
        with closing(_opened(path)) as base:
            if base.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                return {}
            return _said(base, "SELECT name, text FROM said WHERE scope = ?", scope)
    except (sqlite3.Error, OSError, TypeError):
        return {}


def _said(base: sqlite3.Connection, query: str, *values: str) -> dict[str, str]:
    said = dict(base.execute(query, values))
    return said if all(type(text) is str for text in said.values()) else {}


def write_state(
    site: Path,
    scope: str,
    old: State,
    files: Mapping[str, Known],
    said: Iterable[tuple[str, str]],
    kept: Container[str] = (),
) -> None:
    """Remember these files and (name, text) in the place of `old`, of which the texts that are `kept` stay.

    Where that cannot be, the next build remembers nothing, and is right.
    """
    names: set[str] = set()

    def changed() -> Iterator[tuple[str, str, str]]:
        # One by one: of a large site, the texts together would fill the memory.
        for name, text in said:
            names.add(name)
            if old.said.get(name) != text:
                yield scope, name, text

    folder = site / FOLDER
    path = folder / _FILE
    try:
        folder.mkdir(exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "ascii")
        if not old.files:
            path.unlink(missing_ok=True)  # It may be what could not be read.
        with closing(_opened(path)) as base, base:
            base.execute("BEGIN IMMEDIATE")  # All of it at once: a disk is waited for once.
            if base.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                for statement in _TABLES:
                    base.execute(statement)
            base.executemany("DELETE FROM file WHERE path = ?", ((name,) for name in old.files.keys() - files.keys()))
            moved = ((name, *known) for name, known in files.items() - old.files.items() if _is_text(name))
            base.executemany("REPLACE INTO file VALUES (?, ?, ?, ?)", moved)
            base.executemany("REPLACE INTO said VALUES (?, ?, ?)", changed())
            gone = ((scope, name) for name in old.said if name not in names and name not in kept)
            base.executemany("DELETE FROM said WHERE scope = ? AND name = ?", gone)
    except (sqlite3.Error, OSError, ValueError, OverflowError):
        return


def _is_text(name: str) -> bool:
    """Whether it is the name of a file in UTF-8: others are read anew each time."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT)
