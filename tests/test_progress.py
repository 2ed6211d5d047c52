"""What a long build says while it goes on."""

from __future__ import annotations

from io import StringIO

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
