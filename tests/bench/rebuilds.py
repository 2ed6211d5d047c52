"""A site of many pages: what its first build costs, what the next ones do, and the same of Hugo, itstool and po4a."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import manypages
import stages
from folders import clean

Cost = tuple[float, float]  # CPU and wall seconds
_BUILT = ("output", ".tetraglot")
_SAMPLE = 20  # pages that the peers are given: they take a tenth of a second for each
_SETTLED = 2.5  # seconds: what was saved so long ago is told by its time


class Bench:
    """Builds of one site, again and again; `cost` is what a command takes in a folder, `say` prints a bar."""

    def __init__(
        self,
        folder: Path,
        tetraglot: list[str],
        cost: Callable[[list[str], Path], Cost],
        say: Callable[..., None],
        peak: Callable[[list[str], Path], float],
    ) -> None:
        self.folder = folder
        self.build = [*tetraglot, "build", "--quiet"]
        self.cost, self.say, self.peak = cost, say, peak

    def first(self, site: Path, jobs: str = "1") -> Cost:
        """A build of which nothing is known."""
        clean(site, _BUILT)
        return self.cost([*self.build, "--jobs", jobs], site)

    def later(self, site: Path, change: Callable[[Path], None]) -> Cost:
        """A build after a change."""
        time.sleep(_SETTLED)
        self.cost(self.build, site)
        change(site)
        return self.cost(self.build, site)

    def report(self, pages: int, rounds: int, *, grown: bool) -> None:
        """All figures of a site of so many pages; `grown`, of one ten times as large, too."""
        site = self.folder / "many"
        manypages.make(site, pages)
        editions = pages * len(manypages.LOCALES)
        costs: dict[str, list[Cost]] = {"first build": [], "in two processes": [], "nothing changed": []}
        costs |= {"one sentence": [], "a text of a layout": []}
        for _ in range(rounds):
            costs["in two processes"].append(self.first(site, "2"))
            costs["first build"].append(self.first(site))
            costs["nothing changed"].append(self.later(site, lambda _: None))
            costs["one sentence"].append(self.later(site, edit))
            costs["a text of a layout"].append(self.later(site, edit_layout))
        if hugo := shutil.which("hugo"):
            other = self.folder / "hugo"
            manypages.make_for_hugo(site, other)
            costs["Hugo, whatever changed"] = [self.cost([hugo, "--quiet"], other) for _ in range(rounds)]
        print(f"\n{pages} pages in {len(manypages.LOCALES)} languages{'':27}CPU s   wall s  ms an edition")
        for name, runs in costs.items():
            cpu, wall = (statistics.median(run[measure] for run in runs) for measure in (0, 1))
            print(f"{name:48}{cpu:9.2f}{wall:9.2f}{1000 * cpu / editions:15.2f}")
        first = statistics.median(run[0] for run in costs["first build"])
        self._bars(costs, bool(hugo))
        self._peers(site, 1000 * first / editions)
        clean(site, _BUILT)
        stages.report(site, first, editions)
        self._memory(site, pages)
        if grown:
            self._grown(pages * 10, first / pages)

    def _bars(self, costs: dict[str, list[Cost]], has_hugo: bool) -> None:
        def ratio(over: str, under: str, measure: int) -> float:
            pairs = zip(costs[over], costs[under], strict=True)
            return statistics.median(one[measure] / other[measure] for one, other in pairs)

        print()
        for name, limit in (("nothing changed", 0.4), ("one sentence", 0.5)):
            wall = statistics.median(run[1] for run in costs[name])
            self.say(wall, f"seconds of a build: {name}", limit, at_least=False)
        self.say(
            ratio("first build", "in two processes", 1),
            "first build in two processes: times as soon",
            1.7,
            at_least=True,
        )
        if not has_hugo:
            print("left out: Hugo: install Debian's hugo")
            return
        hugo = "Hugo, whatever changed"
        self.say(ratio("first build", hugo, 0), "CPU time of a first build, in Hugo's", 1, at_least=False)
        for name in ("nothing changed", "one sentence"):
            self.say(ratio(name, hugo, 0), f"CPU time of a build, in Hugo's: {name}", 0.1, at_least=False)

    def _peers(self, site: Path, own: float) -> None:
        """How many times as much itstool and po4a take for a page in one language; `own` is ours, in ms."""
        pages = sorted(site.glob("source/pages/*/page-*.xhtml"))[:_SAMPLE]
        for name, package, commands, limit in _PEERS:
            if shutil.which(name) is None or shutil.which("msgen") is None:
                print(f"left out: {name}: install Debian's {package} and gettext")
                continue
            took = sum(self.cost(command, self.folder)[0] for command in commands(self.folder, pages))
            times = 1000 * took / len(pages) / own
            self.say(times, f"a first build is so many times as fast as {name}", limit, at_least=True)

    def _memory(self, site: Path, pages: int) -> None:
        print()
        clean(site, _BUILT)
        held = self.peak([*self.build, "--jobs", "1"], site)
        self.say(held, f"MB of memory at most, {pages} pages, first build", 150, at_least=False)

    def _grown(self, pages: int, each: float) -> None:
        """A site ten times as large: what a page costs beside one of the smaller site (`each`, CPU seconds)."""
        site = self.folder / "grown"
        manypages.make(site, pages)
        took = self.first(site)
        self.say(
            took[0] / pages / each, f"CPU time of a page of {pages}, in that of a page of a tenth", 1.2, at_least=False
        )
        for name, change in (("nothing changed", lambda _: None), ("one sentence", edit)):
            cpu, wall = self.later(site, change)
            print(f"{wall:6.2f}  seconds ({cpu:.2f} of CPU): {name}, of {pages} pages")
        self._memory(site, pages)


def edit(site: Path) -> None:
    """Another translation of one sentence."""
    _edited(next((site / "locales/fr").rglob("page-*.po")), '\nmsgstr "FR ')


def edit_layout(site: Path) -> None:
    """Another translation of one text of the layout."""
    _edited(site / "locales/fr/LC_MESSAGES/layout.po", '\nmsgstr "FR ')


def _edited(path: Path, where: str) -> None:
    head, start, rest = path.read_text("utf-8").partition(where)
    path.write_text(f"{head}{start}x{rest}", "utf-8")


def _itstool(folder: Path, pages: list[Path]) -> list[list[str]]:
    (folder / "peer").mkdir(exist_ok=True)
    subprocess.run(["itstool", "-o", "peer.pot", *map(str, pages)], cwd=folder, check=True, capture_output=True)
    subprocess.run(["msgen", "-o", "peer.po", "peer.pot"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["msgfmt", "-o", "peer.mo", "peer.po"], cwd=folder, check=True, capture_output=True)
    return [["itstool", "-m", "peer.mo", "-o", "peer", *map(str, pages)]]


def _po4a(folder: Path, pages: list[Path]) -> list[list[str]]:
    commands = []
    for number, page in enumerate(pages):
        made = ["po4a-updatepo", "-f", "xhtml", "-M", "UTF-8", "-m", str(page), "-p", f"peer-{number}.pot"]
        subprocess.run(made, cwd=folder, check=True, capture_output=True)
        filled = ["msgen", "-o", f"peer-{number}.po", f"peer-{number}.pot"]
        subprocess.run(filled, cwd=folder, check=True, capture_output=True)
        names = ["-m", str(page), "-p", f"peer-{number}.po", "-l", f"peer-{number}.xhtml"]
        commands.append(["po4a-translate", "-f", "xhtml", "-M", "UTF-8", "-k", "0", *names])
    return commands


def _po2html(folder: Path, pages: list[Path]) -> list[list[str]]:
    (folder / "peer-html").mkdir()
    for page in pages:
        shutil.copy(page, folder / "peer-html" / f"{page.stem}.html")
    command = ["html2po", "--progress=none", "peer-html", "peer-html-po"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    for path in (folder / "peer-html-po").iterdir():
        subprocess.run(["msgen", "-o", str(path), str(path)], check=True, capture_output=True)
    return [["po2html", "--progress=none", "-t", "peer-html", "peer-html-po", "peer-html-made"]]


# Command, Debian's package, what it is asked, how many times as fast a build is to be.
_PEERS = (
    ("itstool", "itstool", _itstool, 20),
    ("po4a-translate", "po4a", _po4a, 20),
    ("po2html", "translate-toolkit", _po2html, 1),
)
