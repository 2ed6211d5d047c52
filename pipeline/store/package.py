"""Files that come with the package."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def package_data(name: str) -> bytes:
    """A file that comes with the package."""
    return (_PACKAGE / name).read_bytes()


def starter_files() -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the new site that `init` writes."""
    base = _PACKAGE / "starter"
    for path in sorted(base.rglob("*")):
        if path.is_file():
            # Packages leave dot-files out: "dot.gitignore" stands for ".gitignore".
            name = path.relative_to(base).as_posix()
            yield (
                "/".join(f".{part[4:]}" if part.startswith("dot.") else part for part in name.split("/")),
                path.read_bytes(),
            )


def build_of(module: str) -> str:
    """What tells one build of a compiled module from another, without loading it; "" where there is none."""
    found = find_spec(module)
    if found is None or found.origin is None:
        return ""
    status = os.stat(found.origin)
    return f"{found.origin} {status.st_size} {status.st_mtime_ns}"


@cache
def made_by() -> str:
    """What a file depends on beside what it is made from: this program as it is installed, and Python."""
    stamps = []
    for folder, _, names in os.walk(_PACKAGE):
        for name in names:
            if name.endswith((".py", ".xhtml", ".js", ".conf")):
                status = os.stat(os.path.join(folder, name))
                stamps.append((folder, name, status.st_size, status.st_mtime_ns))
    return f"{sys.version} {sorted(stamps)}"
