"""How far a long run has come: a line that changes on a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_SOON = 0.5  # seconds: who waits no longer needs to be told nothing
_REDRAWN = 0.1
_LOGGED = 10.0


class Progress:
    """Told of each page that is done; says so on a stream."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.clock = clock
        self.is_terminal = stream.isatty()
        self.started = clock()
        self._due = self.started + (_SOON if self.is_terminal else _LOGGED)
        self._shown = 0  # characters of the line that stands there

    def __call__(self, done: int, pages: int) -> None:
        """So many of the pages are done."""
        now = self.clock()
        if now < self._due or done == pages:
            return
        self._due = now + (_REDRAWN if self.is_terminal else _LOGGED)
        rate = done / (now - self.started)
        line = f"{done} of {pages} pages, {rate:.0f} a second, {(pages - done) / rate:.0f} s left"
        if self.is_terminal:
            self._draw(line)
        else:
            print(line, file=self.stream, flush=True)

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._draw("")
            print("\r", end="", file=self.stream, flush=True)

    def _draw(self, line: str) -> None:
        print(f"\r{line:<{self._shown}}", end="", file=self.stream, flush=True)
        self._shown = len(line)
