"""`make bench`: what a command costs, as a ratio to a floor or a peer measured in the same run.

CPU time of whole processes, start-up included; the runs alternate, so that a busy machine is busy
for all of them. Ours run in the Python that the peers run in (`interpreter`). A ratio is that of the medians of the
alternating runs. Pages: 123 long ones, made from ../shared/corpora/xhtml where it is there, else from our own.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import cycle, islice, repeat
from pathlib import Path

import interpreter
import rebuilds
from folders import clean

from pipeline.po import Catalogue, Message, header, parse, serialise
from pipeline.store.dictionaries import dictionary

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared/corpora/xhtml"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
PAGES = int(os.environ.get("PAGES", "123"))
MANY = int(os.environ.get("MANY", "1000"))
GROWN = os.environ.get("GROWN", "1") != "0"  # of ten times as many pages, too

FLOOR = """
import sys
from lxml import etree
for path in sys.argv[1:]:
    etree.tostring(etree.parse(path))
"""
SETTINGS = """[site]
name = "Bench"
base_url = "https://bench.example"
source_locale = "en"
locales = ["en", "fr"]
"""
EMPTY_CATALOGUE = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'

Command = list[str]
PYTHON = interpreter.command()
TETRAGLOT = [*PYTHON, "-m", "pipeline"]
EXTRACT = [*TETRAGLOT, "extract"]
BUILD = [*TETRAGLOT, "build", "fr", "--allow-missing"]
# As where the extra `spelling` is not installed: an import of what `sys.modules` has as None fails.
NO_SPELLING = "import sys; sys.modules['hunspell'] = None; from pipeline.__main__ import main; main()"


@dataclass(frozen=True)
class Cost:
    """What one run of a process and its children took."""

    cpu: float  # seconds
    wall: float  # seconds


@dataclass(frozen=True)
class Bar:
    """A ratio of CPU times that the project holds itself to."""

    name: str
    over: str  # the command whose cost is divided …
    under: str  # … by the cost of this one
    limit: float
    at_least: bool = True


BARS = [
    Bar("extract is so many times as fast as itstool", "itstool", "extract", 10),
    Bar("extract costs so many floors", "extract", "floor", 6, at_least=False),
    Bar("build of one locale is so many times as fast as itstool -m", "itstool -m", "build fr", 10),
    Bar("build of one locale costs so many floors", "build fr", "floor", 6, at_least=False),
    Bar("extract is so many times as fast as html2po", "html2po", "extract", 1),
    Bar("build of one locale is so many times as fast as po2html", "po2html", "build fr", 1),
    Bar("--help costs so many 'import click'", "--help", "import click", 1.5, at_least=False),
]


def cost(command: Command, folder: Path) -> Cost:
    """Run a command and wait for it."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost((after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), wall)


def peak_memory(command: Command, folder: Path) -> float:
    """The most memory a process held, in MB: of a process of its own, as children's peaks are not told apart."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], cwd=folder, check=True, capture_output=True)
    return float(done.stdout)


def in_turn(commands: dict[str, Command], folder: Path) -> dict[str, list[Cost]]:
    """The costs of each command, one a round, from a clean folder each time."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            clean(folder)
            costs[name].append(cost(command, folder))
    return costs


def long_pages(number: int) -> Iterator[str]:
    """So many pages, no two with the same sentences: four of long paragraphs to one of short ones, as in a book."""
    sources = sorted(CORPUS.glob("*.xhtml")) or sorted((REPOSITORY / "source/pages").rglob("*.xhtml"))
    by_size = sorted(sources, key=lambda path: path.stat().st_size, reverse=True)
    longest, others = by_size[:4], cycle(by_size[4:24] or by_size)
    mix = (path for _ in repeat(None) for path in (*longest, next(others)))
    for copy, path in enumerate(islice(mix, number)):
        text = path.read_text("utf-8").replace('xml:lang="en-GB"', 'xml:lang="en"')
        text = text.replace('xml:lang="en-US"', 'xml:lang="en"')
        yield text.replace(" and ", f" and {copy} ").replace(".<", f" {copy}.<")


def make_site(folder: Path, number: int) -> list[str]:
    """A site with that many pages; returns their files' names."""
    pages = folder / "source/pages"
    pages.mkdir(parents=True)
    for position, text in enumerate(long_pages(number)):
        (pages / f"page-{position}.xhtml").write_text(text, "utf-8")
    (folder / "source/site.toml").write_text(SETTINGS, "utf-8")
    shutil.copy(REPOSITORY / "source/layout.xhtml", folder / "source/layout.xhtml")
    return sorted(str(path) for path in pages.iterdir())


def commands(folder: Path, pages: list[str]) -> dict[str, Command]:
    """What is measured, in the order of a round."""
    chosen = {
        "floor": [*PYTHON, "-c", FLOOR, *pages],
        "extract": [*EXTRACT, "--jobs", "1"],
        "build fr": [*BUILD, "--jobs", "1"],
        "import click": [*PYTHON, "-c", "import click"],
        "--help": [*TETRAGLOT, "--help"],
    }
    itstool, msgfmt = shutil.which("itstool"), shutil.which("msgfmt")
    if itstool and msgfmt:
        (folder / "fr.po").write_text(EMPTY_CATALOGUE, "utf-8")
        subprocess.run([msgfmt, "-o", "fr.mo", "fr.po"], cwd=folder, check=True)
        (folder / "translated").mkdir()
        chosen["itstool"] = [itstool, "-o", os.devnull, *pages]
        chosen["itstool -m"] = [itstool, "-m", "fr.mo", "-o", "translated", *pages]
    html2po, po2html = shutil.which("html2po"), shutil.which("po2html")
    if html2po and po2html:
        (folder / "html").mkdir()
        for page in pages:
            shutil.copy(page, folder / "html" / f"{Path(page).stem}.html")
        chosen["html2po"] = [html2po, "--progress=none", "html", "html-po"]
        chosen["po2html"] = [po2html, "--progress=none", "-t", "html", "html-po", "html-made"]
    return chosen


def filled(catalogue: Catalogue) -> bytes:
    """A catalogue with something in each msgstr that the source has not; codes stay."""
    messages = [each.edited(msgstr="" if each.msgctxt else f"F {each.msgid}") for each in catalogue.messages]
    return serialise(Catalogue(messages, header({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})))


def report_translated(folder: Path, pages: list[str]) -> None:
    """With all texts translated, beside itstool with as many."""
    itstool, msgfmt = shutil.which("itstool"), shutil.which("msgfmt")
    if not (itstool and msgfmt):
        return
    clean(folder)
    cost([*TETRAGLOT, "update", "fr"], folder)
    for path in (folder / "locales/fr/LC_MESSAGES").rglob("*.po"):
        path.write_bytes(filled(parse(path.read_bytes())))
    subprocess.run([itstool, "-o", "all.pot", *pages], cwd=folder, check=True, capture_output=True)
    (folder / "all.po").write_bytes(filled(parse((folder / "all.pot").read_bytes())))
    subprocess.run([msgfmt, "-o", "all.mo", "all.po"], cwd=folder, check=True, capture_output=True)
    build, peer = [*BUILD, "--jobs", "1"], [itstool, "-m", "all.mo", "-o", "translated", *pages]
    costs: dict[str, list[Cost]] = {"build": [], "itstool": []}
    for _ in range(ROUNDS):
        clean(folder, ("output", ".tetraglot"))
        costs["build"].append(cost(build, folder))
        costs["itstool"].append(cost(peer, folder))
    name = "build with all texts translated is so many times as fast as itstool -m"
    print(f"{ratio(costs['itstool'], costs['build']):6.2f}  {name}", flush=True)


def report(costs: dict[str, list[Cost]]) -> None:
    """Two tables: seconds, and ratios beside the bars."""
    print(f"{'':24}{'CPU s':>9}{'wall s':>9}{'× floor':>9}")
    for name, runs in costs.items():
        cpu, wall = (statistics.median(getattr(run, measure) for run in runs) for measure in ("cpu", "wall"))
        print(f"{name:24}{cpu:9.3f}{wall:9.3f}{ratio(costs[name], costs['floor']):9.1f}")
    print()
    for bar in BARS:
        if bar.over in costs and bar.under in costs:
            say(ratio(costs[bar.over], costs[bar.under]), bar.name, bar.limit, at_least=bar.at_least)
        else:
            print(f"left out: {bar.name}: install Debian's itstool, gettext and translate-toolkit")


def say(value: float, name: str, limit: float, *, at_least: bool) -> None:
    """A ratio, and whether it is what it should be."""
    holds = value >= limit if at_least else value <= limit
    wanted = f"{'at least' if at_least else 'at most'} {limit:g}"
    print(f"{value:6.2f}  {name} ({wanted}{'' if holds else ': NOT REACHED'})", flush=True)


def ratio(over: list[Cost], under: list[Cost], measure: str = "cpu") -> float:
    """The median of one command's runs, in that of another's."""
    one, other = (statistics.median(getattr(run, measure) for run in runs) for runs in (over, under))
    return one / other


SPIN = "for number in range(8_000_000): number * number % 7"


def report_machine() -> None:
    """How much sooner two processes that share nothing are done at once: no program here can gain more than that."""
    spin = [*PYTHON, "-c", SPIN]
    gains = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for process in [subprocess.Popen(spin) for _ in range(2)]:
            process.wait()
        together = time.perf_counter() - started
        gains.append(2 * cost(spin, REPOSITORY).wall / together)
    print(f"{statistics.median(gains):6.2f}  one process takes so many times as long as two, on this machine just now")


def report_processes(name: str, command: Command, folder: Path) -> None:
    """How much sooner two processes are done than one."""
    runs = {jobs: [*command, "--jobs", jobs] for jobs in ("1", "2")}
    costs = in_turn(runs, folder)
    say(
        ratio(costs["1"], costs["2"], "wall"),
        f"{name}: one process takes so many times as long as two",
        1.6,
        at_least=True,
    )


def report_growth(name: str, command: Command, small: Path, large: Path) -> None:
    """How much more memory a site of more pages takes."""
    peaks = []
    for folder in (small, large):
        clean(folder)
        peaks.append(peak_memory([*command, "--jobs", "1"], folder))
    say(peaks[1] / peaks[0], f"{name}: peak memory, {peaks[0]:.0f} to {peaks[1]:.0f} MB", 1.1, at_least=False)


CATALOGUES = """
import sys, time
from pathlib import Path
def cost(read, what):
    started = time.process_time()
    for catalogue in map(read, what):
        for message in getattr(catalogue, "messages", catalogue) if STRINGS else ():
            message.msgctxt, message.msgid, message.msgstr
    return time.process_time() - started
import gc, polib
from pipeline.po import parse
gc.disable()
data = [Path(path).read_bytes() for path in sys.argv[1:]]
texts = [each.decode() for each in data]
for STRINGS in (False, True):
    print(min(cost(polib.pofile, texts) / cost(parse, data) for _ in range(5)))
"""


def report_catalogues() -> None:
    """How much sooner catalogues are read than by polib: alone, and with the strings of all messages."""
    corpus = REPOSITORY.parent / "shared/corpora/po-fr"
    files = sorted(corpus.glob("*.po")) or sorted((REPOSITORY / "locales").rglob("*.po"))
    command = [*PYTHON, "-c", CATALOGUES, *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    alone, with_strings = map(float, done.stdout.split())
    say(alone, "catalogues are read so many times as fast as by polib", 3, at_least=True)
    say(with_strings, "with the strings of all messages", 2, at_least=True)


def report_checks(folder: Path) -> None:
    """How much sooner published catalogues are checked than by pofilter, each with all its checks but spelling.

    pofilter looks at spelling only where it finds pyenchant, which its package does not bring; ours has a line for it.
    """
    pofilter, spec = shutil.which("pofilter"), importlib.util.find_spec("django")
    if pofilter is None or spec is None or not spec.submodule_search_locations:
        print("left out: check: install Debian's translate-toolkit, and Django in .venv")
        return
    count = 0
    names = []
    for locale in ("fr", "nl", "de"):
        paths = sorted(Path(spec.submodule_search_locations[0]).glob(f"**/locale/{locale}/LC_MESSAGES/*.po"))
        paths += sorted((REPOSITORY.parent / "shared/corpora/po-fr").glob("*.po")) if locale == "fr" else []
        (folder / locale / "LC_MESSAGES").mkdir(parents=True)
        for number, path in enumerate(paths):
            names.append(f"{locale}/LC_MESSAGES/{number}.po")
            shutil.copy(path, folder / names[-1])
            count += sum(each.translated and not each.fuzzy for each in parse(path.read_bytes()).messages)
    options = ["check", *names, "--format", "json", "--fail-on", "never", "--jobs"]
    check = [*PYTHON, "-c", NO_SPELLING, *options]
    runs = (
        f"{pofilter} --progress=none --excludefilter=spellcheck --language={locale} {locale} out-{locale}"
        for locale in ("fr", "nl", "de")
    )
    shell = " && ".join(runs)
    costs: dict[str, list[Cost]] = {"pofilter": [], "check": [], "two": [], "spelling": []}
    for number in range(5 * ROUNDS):  # A run of a quarter of a second is easily disturbed.
        costs["pofilter"].append(cost(["sh", "-c", shell], folder))
        costs["check"].append(cost([*check, "1"], folder))
        if number < ROUNDS:
            costs["two"].append(cost([*check, "2"], folder))
            costs["spelling"].append(cost([*TETRAGLOT, *options, "1"], folder))
    for name, who in (("pofilter", "pofilter"), ("check", "check, one process")):
        print(f"{count / statistics.median(run.cpu for run in costs[name]):8.0f} messages a CPU second: {who}")
    print(f"{count / statistics.median(run.wall for run in costs['two']):8.0f} messages a second: check, two processes")
    print(spelling_cost(costs["check"], costs["spelling"]))
    say(
        ratio(costs["pofilter"], costs["check"]),
        f"check of {count} messages, spelling left out: times as fast as pofilter",
        5,
        at_least=True,
    )


def spelling_cost(without: list[Cost], with_it: list[Cost]) -> str:
    """What the dictionaries of this machine add to a run of `check`."""
    missing = [locale for locale in ("fr", "nl", "de") if dictionary(locale) is None]
    if missing:
        return f"left out: spelling: install the extra, and Hunspell's dictionaries of {', '.join(missing)}"
    seconds = statistics.median(run.cpu for run in with_it) - statistics.median(run.cpu for run in without)
    return f"{seconds:8.2f} CPU s more: check, one process, with spelling; in none of the other lines"


def report_merge(folder: Path) -> None:
    """How much sooner a catalogue is brought up to date than by msgmerge, when one text in twenty has changed."""
    msgmerge = shutil.which("msgmerge")
    if msgmerge is None:
        print("left out: merge: install Debian's gettext")
        return
    subprocess.run([*EXTRACT], cwd=folder, check=True, capture_output=True)
    texts: dict[str, None] = {}
    for path in sorted((folder / "locales/pot").rglob("*.pot")):
        texts.update(dict.fromkeys(message.msgid for message in parse(path.read_bytes()).messages))
    old = [Message(text, text.upper()) for text in texts]
    new = [Message(_edited(text) if number % 20 == 0 else text) for number, text in enumerate(texts)]
    charset = header({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})
    (folder / "old.po").write_bytes(serialise(Catalogue(old, charset)))
    (folder / "new.pot").write_bytes(serialise(Catalogue(new, charset)))
    costs: dict[str, list[Cost]] = {"msgmerge": [], "merge": []}
    for _ in range(2):
        costs["msgmerge"].append(cost([msgmerge, "-q", "--previous", "-o", "out.po", "old.po", "new.pot"], folder))
        costs["merge"].append(cost([*TETRAGLOT, "merge", "old.po", "new.pot", "-o", "out.po"], folder))
    say(
        ratio(costs["msgmerge"], costs["merge"]),
        f"merge of {len(old)} texts: times as fast as msgmerge",
        3,
        at_least=True,
    )


def _edited(text: str) -> str:
    """The text with every ninth word another one."""
    words = text.split(" ")
    return " ".join("changed" if number % 9 == 4 and "<" not in word else word for number, word in enumerate(words))


def main() -> None:
    # As an installed command is: edited files may have no bytecode yet.
    compileall.compile_dir(REPOSITORY / "pipeline", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder, larger = Path(name, "site"), Path(name, "larger")
        pages = make_site(folder, PAGES)
        size = sum(Path(path).stat().st_size for path in pages)
        print(f"{len(pages)} pages, {size / 1e6:.1f} MB; {ROUNDS} alternating rounds\n", flush=True)
        report(in_turn(commands(folder, pages), folder))
        report_translated(folder, pages)
        report_catalogues()
        report_merge(folder)
        report_checks(Path(name))
        many = rebuilds.Bench(
            Path(name), TETRAGLOT, lambda command, place: astuple(cost(command, place)), say, peak_memory
        )
        many.report(MANY, ROUNDS, grown=GROWN)
        make_site(larger, 4 * PAGES)
        print(f"\n{4 * PAGES} pages:")
        report_machine()
        for name, command in (("extract", EXTRACT), ("build fr", BUILD)):
            report_processes(name, command, larger)
            report_growth(name, command, folder, larger)


if __name__ == "__main__":
    main()
