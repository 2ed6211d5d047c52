"""`build --watch`: what is saved is seen in the output; what is wrong is said and survived."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from builders import Site
from need import need

_PATIENCE = 20.0  # seconds, of a busy machine


@contextmanager
def watching(site: Site) -> Iterator[subprocess.Popen[str]]:
    need("watchfiles", importlib.util.find_spec("watchfiles"), "pip install 'tetraglot[watch]'")
    command = [sys.executable, "-m", "pipeline", "--site", str(site.folder), "build", "--watch"]
    log = site.path("said.txt").open("w", encoding="utf-8")
    with log, subprocess.Popen(command, stdout=log, stderr=log, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def soon(holds: Callable[[], bool]) -> bool:
    """Whether something comes true before anybody loses patience."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_what_is_saved_is_built_and_what_is_wrong_is_survived(site: Site) -> None:
    site.complete()
    page = site.path("output/site/fr/index.xhtml")
    with watching(site) as process:
        assert soon(lambda: "waiting for a change" in site.read("said.txt"))
        assert "fr hello." in page.read_text("utf-8")
        site.edit("locales/fr/LC_MESSAGES/index.po", "fr hello.", "Bonjour.")
        assert soon(lambda: "Bonjour." in page.read_text("utf-8"))
        site.edit("source/pages/index.xhtml", "</p>", "</q>")
        assert soon(lambda: "source/pages/index.xhtml:" in site.read("said.txt"))
        site.edit("source/pages/index.xhtml", "</q>", "</p><p>42</p>")
        assert soon(lambda: "<p>42</p>" in page.read_text("utf-8"))
        assert "Bonjour." in page.read_text("utf-8")
        process.send_signal(signal.SIGINT)
        assert process.wait(_PATIENCE) == 130
    assert site.read("said.txt").endswith("interrupted; every file is as it was or complete\n")


def test_catalogues_that_are_made_meanwhile_are_seen(site: Site) -> None:
    site.write("source/site.toml", site.read("source/site.toml") + '[locales.fr]\nmissing = "fallback"\n')
    page = site.path("output/site/fr/index.xhtml")
    with watching(site):
        assert soon(lambda: "waiting for a change" in site.read("said.txt"))
        site.complete()
        assert soon(lambda: page.exists() and "fr hello." in page.read_text("utf-8"))


def test_without_its_extra_it_says_what_to_install(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = site.run("build", "--watch")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "build --watch: needs watchfiles, which is not installed; install the extra: pip install 'tetraglot[watch]'\n"
    )
