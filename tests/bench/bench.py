"""`make bench`: what a command costs, as a ratio to a floor or a peer measured in the same run.

CPU time of whole processes, start-up included; the runs alternate, so that a busy machine is busy
for all of them; the median counts. Pages: ../shared/corpora/xhtml where it is there, else our own.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared/corpora/xhtml"
ROUNDS = int(os.environ.get("ROUNDS", "5"))

FLOOR = """
import sys
from lxml import etree
for path in sys.argv[1:]:
    etree.tostring(etree.parse(path))
"""
HELLO = "import click"
SETTINGS = """[site]
name = "Bench"
base_url = "https://bench.example"
source_locale = "en"
locales = ["en", "fr"]
"""


def cpu_seconds(command: list[str], folder: Path) -> float:
    """CPU time of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def medians(commands: dict[str, list[str]], folder: Path) -> dict[str, float]:
    """The median CPU time of each command, all of them run in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(cpu_seconds(command, folder))
    return {name: statistics.median(values) for name, values in times.items()}


def make_site(folder: Path) -> list[Path]:
    """A site with the pages to measure on, in their own files."""
    sources = sorted(CORPUS.glob("*.xhtml")) or sorted((REPOSITORY / "source/pages").rglob("*.xhtml"))
    pages = folder / "source/pages"
    pages.mkdir(parents=True)
    for path in sources:
        text = (
            path.read_text("utf-8")
            .replace('xml:lang="en-US"', 'xml:lang="en"')
            .replace('xml:lang="en-GB"', 'xml:lang="en"')
        )
        (pages / path.name).write_text(text, "utf-8")
    (folder / "source/site.toml").write_text(SETTINGS, "utf-8")
    shutil.copy(REPOSITORY / "source/layout.xhtml", folder / "source/layout.xhtml")
    return sorted(pages.iterdir())


def main() -> None:
    tetraglot = [sys.executable, "-m", "pipeline"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [str(path) for path in make_site(folder)]
        size = sum(Path(path).stat().st_size for path in pages)
        print(f"{len(pages)} pages, {size / 1e6:.1f} MB; medians of {ROUNDS} alternating runs, CPU seconds\n")
        commands = {
            "floor (lxml: parse, serialise)": [sys.executable, "-c", FLOOR, *pages],
            "extract": [*tetraglot, "extract"],
            "update": [*tetraglot, "update"],
            "python -c 'import click'": [sys.executable, "-c", HELLO],
            "--help": [*tetraglot, "--help"],
        }
        if itstool := shutil.which("itstool"):
            commands["itstool"] = [itstool, "-o", os.devnull, *pages]
        seconds = medians(commands, folder)
    floor = seconds["floor (lxml: parse, serialise)"]
    print(f"{'':32}{'seconds':>9}{'× floor':>9}")
    for name, value in seconds.items():
        print(f"{name:32}{value:9.3f}{value / floor:9.1f}")
    click = seconds["python -c 'import click'"]
    print(f"\n--help: {seconds['--help'] / click:.1f} × import click")
    if "itstool" in seconds:
        print(f"extract: {seconds['itstool'] / seconds['extract']:.1f} times as fast as itstool")
    else:
        print("itstool left out: not on this machine (Debian package itstool)")


if __name__ == "__main__":
    main()
