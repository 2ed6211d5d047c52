"""`tetraglot`, and `python -m pipeline`, which is the same command."""

from __future__ import annotations

import gc
import os
import sys
import threading

__all__ = ["main"]


def main() -> None:
    """Run the command, and leave.

    At once, where nothing is under way any more: for Python to take apart all that a run has made, value by value,
    takes as long as a few pages.
    """
    # Pages are trees and tables without cycles: looking for cycles after every 700 values is a quarter of the walk.
    gc.set_threshold(100_000)
    from pipeline.cli import main as command
    from pipeline.cli.surface import UNUSABLE

    code: str | int | None = None
    try:
        command()
    except SystemExit as end:
        code = end.code
    if isinstance(code, int) and _is_alone():
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
        except OSError:
            code = UNUSABLE  # What was said has not arrived.
        os._exit(code)
    gc.freeze()  # Nor does Python look for cycles at the end, when all memory goes.
    sys.exit(code)


def _is_alone() -> bool:
    """Whether nobody else has anything to do in this process: no thread, no other process's end, no profiler."""
    is_watched = sys.getprofile() or sys.gettrace()
    if sys.version_info >= (3, 12):
        is_watched = is_watched or any(map(sys.monitoring.get_tool, range(6)))
    return threading.active_count() == 1 and "multiprocessing.util" not in sys.modules and not is_watched


if __name__ == "__main__":
    main()
