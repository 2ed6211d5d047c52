"""Where the time of a build goes: the innermost stage that a process is in, looked at every few milliseconds of CPU time."""

from __future__ import annotations

import contextlib
import gc
import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

# (what of a code's qualified name, the stage); the innermost frame that has one of them counts.
STAGES = {
    "parse_root": "source: parsed",
    "Outline.__init__": "source: written once, tags and texts",
    "walk": "source: which texts there are",
    "Links.of": "source: links",
    "on_source": "source: links",
    "Store.read": "files: read",
    "Store.read_if_there": "files: read",
    "Staging.prepare": "files: written",
    "Staging.commit": "files: on the disk and shown",
    "Reuse.keep": "what is remembered",
    "Before.__init__": "what is remembered",
    "parse": "catalogues: read",
    "resolve": "catalogues: which translation a text gets",
    "Look.extents": "words counted",
    "check": "checks",
    "on_page": "checks",
    "Decider.of_page": "decisions",
    "assemble": "page: texts filled in",
    "as_it_is": "page: texts filled in",
    "frame_input": "frame: what the layout is told",
    "Frame.page": "frame: what the layout is told",
    "Frame.around": "frame: XSLT",
    "Frame.written": "frame: written",
    "PageMaker.frames": "layout",
    "_find_and_load": "start: modules loaded",
    "_Builder._finished": "record, sitemap, servers' files",
}


def sampled(arguments: list[str]) -> dict[str, float]:
    """The share of each stage in a command of this process."""
    found: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None:
            stage = STAGES.get(frame.f_code.co_qualname)
            if stage:
                break
            frame = frame.f_back
        found[stage if frame else "all else"] += 1

    gc.set_threshold(100_000)  # as `pipeline.__main__` does, which does not come back
    from pipeline.cli import main

    sys.argv = ["tetraglot", *arguments]
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.004, 0.004)
    with contextlib.suppress(SystemExit):
        main()
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {stage: number / found.total() for stage, number in found.most_common()}


def report(site: Path, seconds: float, editions: int) -> None:
    """Print the stages of a build of a site that takes so many CPU seconds."""
    command = [sys.executable, __file__, "build", "--jobs", "1", "--quiet"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=True)
    print(f"\n{'stages of the first build':48}{'share':>9}{'ms an edition':>15}")
    for stage, share in json.loads(done.stdout.splitlines()[-1]).items():
        print(f"{stage:48}{100 * share:8.1f}%{1000 * seconds * share / editions:15.3f}")


if __name__ == "__main__":
    print(json.dumps(sampled(sys.argv[1:])))
