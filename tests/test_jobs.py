"""Page by page, in one process or several: the same files and findings, and nothing is kept that is done with."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import Site, page
from pipeline.build import loose
from pipeline.build.catalogues import update
from pipeline.build.loose import check_files
from pipeline.build.processes import in_processes
from pipeline.build.project import Project, Source
from pipeline.build.publish import How, publish
from pipeline.build.review import review
from pipeline.build.templates import extract
from pipeline.errors import UnusableFileError
from pipeline.po import Catalogue, Message, serialise
from pipeline.store import Store
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.slots import walk


def with_pages(site: Site, count: int) -> Site:
    for number in range(count):
        text = page(f"<h1>Page {number}</h1><p>About <em>number</em> {number}.</p>", f"<title>No. {number}</title>")
        site.write(f"source/pages/part/page-{number:02}.xhtml", text.decode())
    return site


def everything(site: Site, jobs: str) -> list[object]:
    """What each command says and leaves behind, on a site where one locale is complete and one is not."""
    site.complete()
    for path in sorted(site.path("locales/fr").rglob("page-*.po")):
        text = path.read_text("utf-8")
        path.write_text(
            text.replace('\nmsgstr ""\n\n', '\nmsgstr "fr"\n\n').replace('msgstr ""\n#.', 'msgstr "fr"\n#.')
        )
    done: list[object] = []
    for command in (["extract"], ["update"], ["check"], ["build"], ["build", "fr", "--allow-missing"], ["build", "en"]):
        done.append(site.run(*command, "--jobs", jobs))
        done.append({path: data for path, data in site.files().items() if not path.startswith(".tetraglot/")})
        if command == ["build"]:
            site.edit("source/pages/part/page-07.xhtml", "About", "All about")
    return done


def test_any_number_of_processes_makes_the_same_files_and_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, three = (with_pages(Site.small(tmp_path / name), 20) for name in ("one", "three"))
    first = everything(one, "1")
    assert first == everything(three, "3")
    assert {run.code for run in first[::2]} == {0, 1}  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize("command", ["extract", "update", "build"])
def test_one_page_that_cannot_be_used_writes_nothing(site: Site, command: str, jobs: str) -> None:
    with_pages(site, 12)
    for number in (3, 11):
        site.write(f"source/pages/part/page-{number:02}.xhtml", "<p>")
    site.write("locales/fr/LC_MESSAGES/index.po", 'msgid "a\n')
    before = site.files()
    done = site.run(command, "--jobs", jobs)
    wanted = ["source/pages/part/page-03.xhtml", "source/pages/part/page-11.xhtml"]
    if command != "extract":
        wanted.insert(0, "locales/fr/LC_MESSAGES/index.po")
    assert (done.code, sorted({line.partition(":")[0] for line in done.err.splitlines()})) == (3, wanted)
    assert site.files() == before
    assert not site.path("output").exists()


def test_no_page_is_kept_when_it_is_done(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with_pages(site, 12)
    alive: weakref.WeakSet[Source] = weakref.WeakSet()
    most = 0
    read = Project._source

    def counted(self: Project, domain: str, with_tags: bool) -> Source:
        nonlocal most
        source = read(self, domain, with_tags)
        alive.add(source)
        most = max(most, len(alive))
        return source

    monkeypatch.setattr(Project, "_source", counted)
    monkeypatch.setattr(Source, "__hash__", object.__hash__)
    store = Store(site.folder)
    runs: tuple[Callable[..., object], ...] = (extract, update, review, publish)
    for run in runs:
        project = Project(store)
        with store.staging("", dry=True) as stage:
            more: list[Any] = [] if run is review else [stage]
            chosen: list[Any] = [] if run is extract else [["en", "fr"]]
            how = [How(allow_missing=True)] if run is publish else []
            run(project, *more, *chosen, *how)
        # The layout, the page before until the next one stands, and that.
        assert 1 < most <= 3
        del project
        alive.clear()


def test_the_tree_of_a_page_goes_with_the_page_and_waits_for_no_garbage_collector() -> None:
    text = page('<p data-translate-comment="The day">Open on <time datetime="2026-05-01">1 May 2026</time>.</p>')
    gc.disable()
    try:
        document = parse_document(text, "source/pages/p.xhtml", "p", "en")
        outline = weakref.ref(document.outline)
        walked = walk(document)
        assert walked.values
        assert outline() is not None
        del document, walked
        assert outline() is None
    finally:
        gc.enable()


def shout(domain: str) -> str:
    return domain.upper()


def ended_at_c(domain: str) -> str:
    if domain == "c":
        os.kill(os.getpid(), signal.SIGKILL)
    return domain.upper()


def test_results_come_in_order() -> None:
    names = [f"page-{number}" for number in range(100)]
    assert list(in_processes(shout, names, 3)) == [name.upper() for name in names]


def test_a_process_that_ends_on_a_page_names_it() -> None:
    results = in_processes(ended_at_c, list("abcdefgh"), 2)
    found = []
    with pytest.raises(UnusableFileError) as caught:
        found.extend(results)
    assert str(caught.value) == (
        "source/pages/c.xhtml: the process that worked on this file was ended; run with --jobs 1 to see how"
    )


class EndedOnce:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, domain: str) -> str:
        if domain == "c" and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return domain.upper()


def test_a_process_that_somebody_ends_costs_no_result(tmp_path: Path) -> None:
    names = list("abcdefghijklmnopqrst")
    assert list(in_processes(EndedOnce(tmp_path / "mark"), names, 2)) == [name.upper() for name in names]


SLOW = """
import os, sys, time
from pipeline.build.processes import in_processes
def slow(domain):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
list(in_processes(slow, list("abcd"), 2))
"""


def test_no_process_outlives_the_one_that_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
        # The end of the output comes when nobody is left who could write to it.
        assert process.stdout.read() == b""
    assert len(set(workers)) == 2


def test_ctrl_c_ends_all_processes_and_leaves_nothing_behind(site: Site) -> None:
    with_pages(site, 240)  # enough to be still at it when the signal comes, also on a busy machine
    command = [sys.executable, "-m", "pipeline", "--site", str(site.folder), "build", "--allow-missing", "--jobs", "3"]
    before = site.files()
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None and not list(site.path("output").rglob(".tetraglot-*")):
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert (process.returncode, said.strip()) == (130, "interrupted; every file is as it was or complete")
    assert site.files() == before


def test_one_large_catalogue_is_divided_among_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [Message(f"Read page {number}.", f"Lisez la page  {number + number % 2}.") for number in range(40)]
    (tmp_path / "fr.po").write_bytes(serialise(Catalogue(texts)))
    (tmp_path / "nl.po").write_bytes(serialise(Catalogue(texts[:1])))
    alone = check_files(Store(tmp_path), ["fr.po", "nl.po"], 1)
    monkeypatch.setattr(loose, "_SHARE", 500)
    assert check_files(Store(tmp_path), ["fr.po", "nl.po"], 3) == alone
    assert {finding.check for finding in alone} >= {"header-missing", "double-space", "number-changed"}
