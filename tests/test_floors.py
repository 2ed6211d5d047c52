"""The house keeps its walls: imports point downward, each outside package has its doors."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

# From the ground up; a room may use any room below its own floor, and its own package.
FLOORS = [
    {"errors", "lazy"},
    {"model"},
    {"locales", "po", "report"},
    {"values"},
    {"language", "settings", "xhtml"},
    {"its", "pictures"},
    {"aging", "extract", "merge", "resolve"},
    {"assemble", "checks", "migrate", "site"},
    {"store"},
    {"build"},
    {"cli"},
    {"__main__"},
]

DOORS = {
    "lxml": {"xhtml", "its", "pictures", "site", "migrate"},
    "polib": {"po"},
    "babel": {"locales"},
    "rapidfuzz": {"merge"},
    "click": {"cli"},
    "hunspell": {"store"},
    "PIL": {"pictures"},
    "pagefind_bin": {"store"},
    "watchfiles": {"store"},
    "distributed": {"build"},
    "obstore": {"store"},
}

SOURCES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """ "xhtml" for pipeline/xhtml/slots.py, "merge" for pipeline/merge.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            # `from pipeline import locales` names the room in the alias.
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "pipeline" else (module,)


def floor_of(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    own = room(path)
    for module in imported(path):
        if module.startswith("pipeline.") and own != "__init__":
            other = module.split(".")[1]
            assert other == own or other == "__version__" or floor_of(other) < floor_of(own), f"{own} uses {other}"


@pytest.mark.parametrize("package", DOORS)
def test_an_outside_package_is_used_behind_its_door_only(package: str) -> None:
    users = {room(path) for path in SOURCES for module in imported(path) if module.split(".")[0] == package}
    assert users == DOORS[package]


def test_only_the_store_opens_files() -> None:
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "replace_file"}
    users = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in opening:
                    users.add(room(path))
    assert users == {"store"}


def test_no_room_has_grown_into_a_hall() -> None:
    assert {path.name: lines for path in SOURCES if (lines := len(path.read_text("utf-8").splitlines())) > 320} == {}


def test_help_loads_click_and_nothing_heavy() -> None:
    code = """
import sys
from pipeline.cli import main
for name in main.modules:
    main.get_command(None, name)
print(*sorted(name for name in sys.modules if '.' not in name))
"""
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert "click" in loaded
    assert loaded.isdisjoint({"lxml", "babel", "polib", "rapidfuzz", "json", "pathlib", "tomllib", "hashlib"})
