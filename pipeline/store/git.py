"""The door to git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


def git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What git says and its exit code, run in a folder. Raises OSError where there is no git."""
    # Only here: most builds stand in no clone and ask nothing.
    import subprocess

    command = ["git", "-c", "core.quotePath=false", "-C", str(folder), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - a list, no shell
