"""What a command says while it goes on, and with what it ends."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest

from builders import Site
from pipeline.cli.progress import Progress


class Screen(StringIO):
    """A stream that is, or is not, a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def shown(*, is_terminal: bool, pages: int = 100, seconds: float = 0.25) -> str:
    """What is said of so many pages, each of which takes so long."""
    now = 0.0
    screen = Screen(is_terminal=is_terminal)
    progress = Progress(screen, lambda: now)
    for done in range(1, pages + 1):
        now += seconds
        progress(done, pages)
    progress.close()
    return screen.getvalue()


def test_on_a_terminal_one_line_changes_and_goes_at_the_end() -> None:
    lines = shown(is_terminal=True, pages=4).split("\r")
    assert lines == [
        "",
        "2 of 4 pages, 4 a second, 0 s left",
        "3 of 4 pages, 4 a second, 0 s left",
        " " * 34,
        "",
    ]


def test_in_a_log_there_is_a_line_every_ten_seconds() -> None:
    assert shown(is_terminal=False) == "40 of 100 pages, 4 a second, 15 s left\n80 of 100 pages, 4 a second, 5 s left\n"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_who_waits_a_moment_only_is_told_nothing(is_terminal: bool) -> None:
    assert shown(is_terminal=is_terminal, seconds=0.004) == ""


def test_a_quiet_build_says_only_what_is_wrong(site: Site) -> None:
    site.complete()
    done = site.run("build", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    site.edit("locales/nl/LC_MESSAGES/index.po", "nl hello.", "")
    loud, quiet = site.run("build"), site.run("build", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (1, "", loud.err)


def run(*arguments: str, to: str | int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with its output sent to a file or kept."""
    command = [sys.executable, "-m", "pipeline", *arguments]
    with nullcontext(to) if isinstance(to, int) else open(to, "w", encoding="utf-8") as out:
        return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)


def test_a_process_ends_with_all_said_and_the_code_of_its_command(site: Site) -> None:
    known = run("--site", str(site.folder), "extract")
    assert (known.returncode, known.stdout[-1:], known.stderr) == (0, "\n", "")
    assert run("--site", str(site.folder), "build").returncode == 1
    assert run("nonsense").returncode == 2
    absent = run("--site", str(site.folder / "nowhere"), "extract")
    assert (absent.returncode, absent.stdout, absent.stderr.count("\n")) == (3, "", 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_what_cannot_be_written_out_is_said_and_is_no_clean_end(site: Site) -> None:
    full = run("--site", str(site.folder), "extract", to="/dev/full")
    said = "standard output: no space left on device; send it to a place that has room\n"
    assert (full.returncode, full.stderr) == (3, said)
