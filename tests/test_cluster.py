"""`build --scheduler`: the same site, made by the workers of a Dask cluster on loopback, one of which is killed on the way."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from builders import Site, page
from need import need

_PATIENCE = 60.0  # seconds, of a busy machine
_QUIET = {"DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__GIL__ENABLED": "false"}


def started(*arguments: str, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    with log.open("ab") as said:
        return subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | _QUIET)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its workers."""
    need("Dask", importlib.util.find_spec("distributed"), "pip install 'tetraglot[dask]'")
    place, log = folder / "scheduler.json", folder / "log.txt"
    with ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = started(*arguments, log=log)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place))
        end = time.monotonic() + _PATIENCE
        while not place.exists():
            assert time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.05)
        address = json.loads(place.read_text("utf-8"))["address"]
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        options += ("--local-directory", str(folder))
        yield address, [start("dask_worker", address, *options) for _ in range(workers)]


def with_pages(site: Site, count: int) -> Site:
    for number in range(count):
        text = page(f"<h1>Page {number}</h1><p>About <em>number</em> {number}.</p>", f"<title>No. {number}</title>")
        site.write(f"source/pages/part/page-{number:03}.xhtml", text.decode())
    return site


def test_a_worker_that_is_lost_costs_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    here, there = (with_pages(Site.small(tmp_path / name), 300) for name in ("here", "there"))
    assert here.run("build", "--allow-missing").code == 0
    work = tmp_path / "work"
    work.mkdir()
    with cluster(work, 2) as (address, workers):
        command = [sys.executable, "-m", "pipeline", "--site", str(there.folder)]
        command += ["build", "--allow-missing", "--scheduler", address]
        # A worker may still be on its way.
        for _ in range(100):
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
                while process.poll() is None and not list(there.path("output").rglob(".tetraglot-*")):
                    time.sleep(0.001)
                if process.poll() is None:
                    os.kill(workers[0].pid, signal.SIGKILL)
                _, said = process.communicate(timeout=_PATIENCE)
            if "the scheduler has no workers" not in said:
                break
            time.sleep(0.2)
        assert process.returncode == 0, said
        assert workers[0].wait(_PATIENCE) == -signal.SIGKILL
    assert there.files("output") == here.files("output")


def test_a_page_that_cannot_be_used_is_named_as_ever(site: Site, tmp_path: Path) -> None:
    site.complete()
    site.edit("source/pages/index.xhtml", "</p>", "</q>")
    alone = site.run("build")
    work = tmp_path / "cluster"
    work.mkdir()
    with cluster(work, 1) as (address, _):
        for _ in range(100):
            done = site.run("build", "--scheduler", address)
            if "the scheduler has no workers" not in done.err:
                break
            assert done.code == 3
            time.sleep(0.2)
    assert (done.code, done.err) == (alone.code, alone.err) == (3, alone.err)


def test_where_nobody_answers_that_is_said(site: Site) -> None:
    need("Dask", importlib.util.find_spec("distributed"), "pip install 'tetraglot[dask]'")
    site.complete()
    done = site.run("build", "--scheduler", "nowhere")
    assert done.code == 3
    assert done.err.startswith("build --scheduler: no scheduler answers at nowhere (")
    assert not site.path("output/site").exists()


def test_without_its_extra_it_says_what_to_install(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    site.complete()
    done = site.run("build", "--scheduler", "tcp://127.0.0.1:8786")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "build --scheduler: needs Dask, which is not installed; install the extra: pip install 'tetraglot[dask]'\n"
    )
