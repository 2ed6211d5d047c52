"""`build --scheduler`: the same site, made by the workers of a Dask cluster on loopback, one of which is killed on the way."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from builders import Run, Site, page
from need import need
from pipeline.errors import UnusableFileError
from pipeline.store import Store
from pipeline.store.copied import CopiedStore, copied
from pipeline.store.objects import Objects

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


def storage(folder: Path) -> str:
    """The URL of an object storage: here a folder, through the same library as the others."""
    need("obstore", importlib.util.find_spec("obstore"), "pip install 'tetraglot[objects]'")
    folder.mkdir()
    return folder.as_uri()


def built_by(site: Site, address: str, *options: str) -> Run:
    """A build by a cluster, whose workers may still be on their way."""
    for _ in range(100):
        done = site.run("build", "--scheduler", address, *options)
        if "the scheduler has no workers" not in done.err:
            break
        time.sleep(0.2)
    return done


def unlike_any_other(site: Site) -> Site:
    """With all that a worker reads beside pages and catalogues, and with times that only the site's own files have."""
    with_pages(site, 40)
    rules = (
        '<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">'
        '<its:translateRule selector="//h:em" translate="no"/></its:rules>'
    )
    site.write("source/pages/.own/rules.its", rules)
    link = '<link rel="its-rules" href=".own/rules.its"/><title>Rules</title>'
    site.write(
        "source/pages/rules.xhtml",
        page("<p>Keep <em>this</em>: <a href='part/page-003.xhtml#x'>3</a></p>", link).decode(),
    )
    site.complete()
    site.edit("locales/fr/LC_MESSAGES/rules.po", "Keep", "Gardez")
    for number, path in enumerate(sorted(site.folder.rglob("*"))):
        os.utime(path, (1_600_000_000 + number, 1_600_000_000 + number))
    return site


def test_by_way_of_an_object_storage_it_is_the_same_site(tmp_path: Path) -> None:
    here, there = (unlike_any_other(Site.small(tmp_path / name)) for name in ("here", "there"))
    alone = here.run("build")
    url = storage(tmp_path / "storage")
    work = tmp_path / "work"
    work.mkdir()
    with cluster(work, 2) as (address, _):
        assert built_by(there, address, "--objects", url) == alone
        assert there.files("output") == here.files("output")
        # Finished pages are fetched and gone; of the site's files, those that change are sent once more.
        assert not list((tmp_path / "storage/made").rglob("*.xhtml"))
        sent = {path.name for path in (tmp_path / "storage/files").iterdir()}
        there.edit("locales/fr/LC_MESSAGES/rules.po", "Gardez", "Garder")
        here.edit("locales/fr/LC_MESSAGES/rules.po", "Gardez", "Garder")
        assert built_by(there, address, "--objects", url) == here.run("build")
        assert there.files("output") == here.files("output")
        (new,) = {path.name for path in (tmp_path / "storage/files").iterdir()} - sent
        assert new == sha256(there.path("locales/fr/LC_MESSAGES/rules.po").read_bytes()).hexdigest()


class FarAway:
    """A cluster of one worker, for which the site's folder is not there."""

    def __init__(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = site
        self.before: Callable[[], None] = lambda: None
        self.afterwards: Callable[[], None] = lambda: None
        monkeypatch.setattr("pipeline.build.elsewhere.on_cluster", self)

    def __call__(self, work: Callable[[], Any], items: Any, _address: str) -> Iterator[Any]:
        sent = pickle.dumps(work())
        self.before()
        hidden = self.site.folder.rename(self.site.folder.with_name("hidden"))
        try:
            done = pickle.loads(sent)(items)
        finally:
            hidden.rename(self.site.folder)
        self.afterwards()
        return iter(done)


def test_workers_need_nothing_of_the_site_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = (unlike_any_other(Site.small(tmp_path / name)) for name in ("here", "there"))
    FarAway(there, monkeypatch)
    url = storage(tmp_path / "storage")
    assert there.run("build", "--scheduler", "tcp://far:1", "--objects", url) == here.run("build")
    assert there.files("output") == here.files("output")


def test_a_page_that_somebody_changed_on_its_way_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.small(tmp_path / "site")
    site.complete()
    url = storage(tmp_path / "storage")

    def change() -> None:
        for path in (tmp_path / "storage/made").rglob("*.xhtml"):
            path.write_bytes(b"<script>")

    FarAway(site, monkeypatch).afterwards = change
    done = site.run("build", "--scheduler", "tcp://far:1", "--objects", url)
    assert (done.code, site.files("output")) == (3, {})
    assert done.err == (
        "output/site/en/index.xhtml: the storage gives other bytes than the page had; see who else writes there\n"
    )


def test_a_file_of_the_site_that_somebody_changed_in_the_storage_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.small(tmp_path / "site")
    site.complete()
    url = storage(tmp_path / "storage")
    digest = sha256(site.path("source/layout.xhtml").read_bytes()).hexdigest()
    object_ = tmp_path / "storage/files" / digest
    far = FarAway(site, monkeypatch)
    far.before = lambda: object_.write_bytes(object_.read_bytes().replace(b"<body>", b"<body>Buy!")) and None
    done = site.run("build", "--scheduler", "tcp://far:1", "--objects", url)
    assert (done.code, site.files("output")) == (3, {})
    assert done.err == (
        f"source/layout.xhtml: the storage has other bytes of it, at files/{digest} "
        f"(on the worker {socket.gethostname()}); delete them there, and see who else writes there\n"
    )
    far.before = object_.unlink
    assert "not found" in (said := site.run("build", "--scheduler", "tcp://far:1", "--objects", url).err)
    assert said.endswith("; run the build again, which puts it there\n")
    far.before = lambda: None
    assert site.run("build", "--scheduler", "tcp://far:1", "--objects", url).code == 0


def test_what_a_worker_lacks_is_said_and_no_worker_ends_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.small(tmp_path / "site")
    site.complete()
    url = storage(tmp_path / "storage")
    far = FarAway(site, monkeypatch)
    far.before = lambda: monkeypatch.setitem(sys.modules, "obstore", None)
    done = site.run("build", "--scheduler", "tcp://far:1", "--objects", url)
    assert (done.code, done.err) == (
        3,
        f"build --objects: needs obstore, which is not installed (on the worker {socket.gethostname()}); "
        "install the extra: pip install 'tetraglot[objects]'\n",
    )


def test_objects_are_sent_again_before_they_are_old_enough_to_be_deleted(tmp_path: Path) -> None:
    site = Site.small(tmp_path / "site")
    objects = Objects(storage(tmp_path / "storage"))
    copied(Store(site.folder), objects, ["source"])
    old, new = sorted((tmp_path / "storage/files").iterdir())[:2]
    for path, days in ((old, 8), (new, 6)):
        os.utime(path, (time.time() - days * 86_400,) * 2)
    copied(Store(site.folder), objects, ["source"])
    assert [time.time() - path.stat().st_mtime > 86_400 for path in (old, new)] == [False, True]


def test_of_hidden_files_a_copy_has_those_that_may_be_rules(tmp_path: Path) -> None:
    site = Site.small(tmp_path / "site")
    for name in (".own/a.its", ".b.xml", ".git/config", ".env"):
        site.write(f"source/{name}", name)
    site.path("source/pages/.#index.xhtml").symlink_to("user@host.1234:567")  # Emacs, while a page is being edited
    site.path("source/.lock.its").symlink_to("nowhere")
    objects = Objects(storage(tmp_path / "storage"))
    copy = CopiedStore(objects, copied(Store(site.folder), objects, ["source"]))
    hidden = {*copy.listed("source", hidden=True)} - {*copy.listed("source")}
    assert hidden == {".own/a.its", ".b.xml"}


def test_a_copy_has_the_files_of_the_site(tmp_path: Path) -> None:
    site = unlike_any_other(Site.small(tmp_path / "site"))
    own, objects = Store(site.folder), Objects(storage(tmp_path / "storage"))
    copy = CopiedStore(objects, copied(own, objects, ["source", "locales/fr/LC_MESSAGES"]))
    folders = [("source/pages", ".xhtml"), ("source/assets", ""), ("locales/fr/LC_MESSAGES", ".po"), ("none", "")]
    for folder, suffix in folders:
        assert copy.listed(folder, suffix) == own.listed(folder, suffix)
    for name in (*own.listed("source", hidden=True), "none", "pages"):
        path = f"source/{name}"
        assert copy.read_if_there(path) == own.read_if_there(path)
        assert copy.exists(path) == own.exists(path)
        assert (copy.size(path), copy.modified(path)) == (own.size(path), own.modified(path))


@pytest.mark.parametrize(
    "path",
    [
        "source/pages/a.its",
        "source/a/../a.its",
        "source/pages/../../outside.its",
        "source/a",
        "source/leads-out.its",
        "source/leads-in.its",
        "source/none.its",
        "locales/a.its",
    ],
)
@pytest.mark.parametrize("home", ["a folder", "a link inside", "a link outside"])
def test_a_copy_gives_and_refuses_what_the_site_does(tmp_path: Path, path: str, home: str) -> None:
    site = Site.small(tmp_path / "site")
    if home != "a folder":
        place = site.folder if home == "a link inside" else tmp_path
        site.path("source").rename(place / "content")
        site.path("source").symlink_to(place / "content")
    for name in ("source/pages/a.its", "source/a.its", "source/a/b.its", "outside.its", "locales/a.its"):
        site.write(name, name)
    site.path("source/leads-out.its").symlink_to(site.path("outside.its"))
    site.path("source/leads-in.its").symlink_to("a.its")
    own = Store(site.folder)
    objects = Objects(storage(tmp_path / "storage"))
    copy = CopiedStore(objects, copied(own, objects, ["source"]))

    def said(store: Store) -> bytes | str:
        try:
            return store.read_linked(path, "source/pages/index.xhtml", "source")
        except UnusableFileError as error:
            return str(error)

    assert said(copy) == said(own)


def test_a_storage_that_is_none_is_said(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("obstore", importlib.util.find_spec("obstore"), "pip install 'tetraglot[objects]'")
    site.complete()
    FarAway(site, monkeypatch)
    wrong = {
        "nowhere": "relative URL",
        (tmp_path / "none").as_uri(): "none",
        "ftp://x/y": "ftp",
        "memory:///": "memory",
    }
    for url, why in wrong.items():
        done = site.run("build", "--scheduler", "tcp://far:1", "--objects", url)
        assert done.code == 3
        assert done.err.startswith(f"build --objects: {url}: ")
        assert why in done.err
        assert done.err.endswith(
            "; see whether the address is right, and what the environment says of who may read and write there\n"
        )
        assert len(done.err.splitlines()) == 1


def test_objects_are_for_a_scheduler(site: Site) -> None:
    site.complete()
    done = site.run("build", "--objects", "s3://bucket")
    assert done.code == 2
    assert done.err.endswith("Error: --objects is for the workers of a scheduler; name one with --scheduler\n")


def test_without_the_library_for_objects_it_says_what_to_install(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    site.complete()
    FarAway(site, monkeypatch)
    done = site.run("build", "--scheduler", "tcp://far:1", "--objects", "s3://bucket")
    assert (done.code, done.err) == (
        3,
        "build --objects: needs obstore, which is not installed; install the extra: pip install 'tetraglot[objects]'\n",
    )


def test_a_page_that_cannot_be_used_is_named_as_ever(site: Site, tmp_path: Path) -> None:
    site.complete()
    site.edit("source/pages/index.xhtml", "</p>", "</q>")
    alone = site.run("build")
    work = tmp_path / "cluster"
    work.mkdir()
    with cluster(work, 1) as (address, _):
        done = built_by(site, address)
        if importlib.util.find_spec("obstore"):
            assert built_by(site, address, "--objects", storage(tmp_path / "storage")) == done
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
