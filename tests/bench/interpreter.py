"""In which Python our commands are measured: in the one of the peers, where it can run ours.

itstool and pofilter are Debian's, and so run in Debian's Python, which is built with profiles and is a sixth quicker
than one that is compiled on a machine without. What is compared are programs, not builds of Python.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
_VERSION = "import sys; print(*sys.version_info[:2], sys.implementation.cache_tag)"


def command() -> list[str]:
    """How that Python is started with our modules, and those that are installed beside this one."""
    found = _of_peers()
    if found is None or Path(found).resolve() == Path(sys.executable).resolve():
        return [sys.executable]
    places = (REPOSITORY, sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return ["env", f"PYTHONPATH={':'.join(dict.fromkeys(map(str, places)))}", found]


def _of_peers() -> str | None:
    """The Python in the first line of a peer; None where that is another version than this one."""
    for peer in filter(None, map(shutil.which, ("itstool", "pofilter"))):
        first = Path(peer).read_text("utf-8").partition("\n")[0]
        python = first.removeprefix("#!").strip().split(" ")[0]
        if Path(python).name.startswith("python") and _version(python) == _version(sys.executable):
            return python
    return None


def _version(python: str) -> str:
    done = subprocess.run([python, "-c", _VERSION], check=False, capture_output=True, text=True)
    return done.stdout
