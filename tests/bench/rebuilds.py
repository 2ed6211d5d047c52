"""A site of many pages: what its first build costs, one after which nothing changed, one after an edited sentence; and Hugo's."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from pathlib import Path

import manypages

Cost = tuple[float, float]  # CPU and wall seconds


def report(
    folder: Path, pages: int, rounds: int, tetraglot: list[str], cost: Callable[[list[str], Path], Cost]
) -> None:
    """Build a site of so many pages again and again; `cost` is what a command takes in a folder."""
    site, other = folder / "many", folder / "hugo"
    manypages.make(site, pages)
    build = [*tetraglot, "build", "--jobs", "1"]
    costs: dict[str, list[Cost]] = {name: [] for name in ("first build", "nothing changed", "one sentence")}
    for _ in range(rounds):
        for made in ("output", ".tetraglot"):
            shutil.rmtree(site / made, ignore_errors=True)
        costs["first build"].append(cost(build, site))
        cost(build, site)  # reads once more what was saved just now
        costs["nothing changed"].append(cost(build, site))
        edit(site)
        costs["one sentence"].append(cost(build, site))
    hugo = shutil.which("hugo")
    if hugo:
        manypages.make_for_hugo(site, other)
        costs["Hugo, whatever changed"] = [cost([hugo, "--quiet"], other) for _ in range(rounds)]
    editions = pages * len(manypages.LOCALES)
    print(f"\n{pages} pages in {len(manypages.LOCALES)} languages, one process{'':14}CPU s   wall s  ms an edition")
    for name, runs in costs.items():
        cpu, wall = (statistics.median(run[measure] for run in runs) for measure in (0, 1))
        print(f"{name:48}{cpu:9.2f}{wall:9.2f}{1000 * cpu / editions:15.2f}")
    if not hugo:
        print("left out: Hugo: install Debian's hugo")


def edit(site: Path) -> None:
    """Another translation of one sentence."""
    path = next((site / "locales/fr").rglob("page-*.po"))
    head, start, rest = path.read_text("utf-8").partition('\nmsgstr "FR ')
    path.write_text(f"{head}{start}x{rest}", "utf-8")
