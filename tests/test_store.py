"""Files are old or new, never half, whatever happens; and what cannot be written is said."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from builders import Site, page
from pipeline.errors import UnusableFileError
from pipeline.store import Store, exchange

# A share of the kills runs with every test run; KILLS=200 for the whole.
KILLS = int(os.environ.get("KILLS", "24"))

LONG = "A sentence that is here to make the file long. " * 20


def test_a_plan_is_carried_out_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.write({"a/b.txt": b"one"}) == ["a/b.txt"]
    before = (tmp_path / "a/b.txt").stat().st_mtime_ns
    assert store.write({"a/b.txt": b"one"}) == []
    assert (tmp_path / "a/b.txt").stat().st_mtime_ns == before
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_replaced_file_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "a").chmod(0o640)
    Store(tmp_path).write({"a": b"two"})
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"one")
    (tmp_path / "link").symlink_to("real")
    Store(tmp_path).write({"link": b"two"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"two"


@pytest.mark.parametrize("files", [1, 40])
def test_files_that_cannot_be_written_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    names = [f"{number:02}" for number in range(files)]
    for name in names:
        (tmp_path / name).write_bytes(b"one")
    calls = itertools.count(1)

    def full(descriptor: int) -> None:
        if next(calls) == files:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnusableFileError) as caught:
        Store(tmp_path).write(dict.fromkeys(names, b"two"))
    assert str(caught.value).endswith(
        ": cannot be written: no space left on device; make room or give access; the old file is intact"
    )
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == [(name, b"one") for name in names]


def test_a_file_where_a_folder_must_be_is_named(site: Site) -> None:
    site.complete()
    site.write("output/site/fr", "in the way")
    done = site.run("build")
    assert (done.code, done.err) == (
        3,
        "output/site/fr/index.xhtml: cannot be written: file exists; make room or give access; the old file is intact\n",
    )
    assert site.files("output") == {"site/fr": b"in the way"}


@pytest.mark.parametrize("before", [b"one", None])
def test_what_somebody_saved_in_between_stands(tmp_path: Path, before: bytes | None) -> None:
    if before is not None:
        (tmp_path / "a").write_bytes(before)
    with Store(tmp_path).staging() as stage:
        stage.add([stage.prepare("a", b"two", before or b""), stage.prepare("b", b"two", b"")])
        (tmp_path / "a").write_bytes(b"theirs")
        with pytest.raises(UnusableFileError) as caught:
            stage.commit()
    assert str(caught.value) == "a: somebody saved it while this ran; their text stands; run the command again"
    found = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    assert found == [("a", b"theirs"), ("b", b"two")]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_file_takes_the_place_of_what_it_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(exchange, "_exchange", lambda *_: False)
    (tmp_path / "a").write_bytes(b"one")
    with Store(tmp_path).staging() as stage:
        stage.add([stage.prepare("a", b"two", b"one")])
        assert stage.commit() == ["a"]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_a_new_file_needs_no_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    for there, left in ((False, b"two"), (True, b"theirs")):
        (tmp_path / "a").unlink(missing_ok=True)
        (tmp_path / "new").write_bytes(b"two")
        if there:
            (tmp_path / "a").write_bytes(b"theirs")
        assert exchange.replaced(str(tmp_path / "new"), str(tmp_path / "a"), "") is not there
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", left)]


def test_whoever_saves_last_is_never_overwritten(tmp_path: Path) -> None:
    target, new, save = (str(tmp_path / name) for name in ("a", "new", "save"))
    delays = random.Random(1)
    for number in range(int(os.environ.get("RACES", "200"))):
        for path, data in ((target, b"one"), (new, b"two"), (save, b"theirs %d" % number)):
            Path(path).write_bytes(data)
        delay = delays.uniform(0, 0.0006)

        def somebody(delay: float = delay) -> None:
            time.sleep(delay)
            os.replace(save, target)

        thread = threading.Thread(target=somebody)
        thread.start()
        exchange.replaced(new, target, exchange.fingerprint(b"one"))
        thread.join()
        # Theirs came before, and was left alone, or after.
        assert Path(target).read_bytes() == b"theirs %d" % number
        assert os.listdir(tmp_path) == ["a"]


def test_staged_files_are_seen_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(b"same")
    store = Store(tmp_path)
    with store.staging() as stage:
        stage.put("same", b"same")
        stage.put("z/new", b"new")
        stage.put("a", b"a")
        assert (tmp_path / "a").exists() is False
        assert [path.name[:11] for path in (tmp_path / "z").iterdir()] == [".tetraglot-"]
        assert stage.commit() == ["z/new", "a"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "new", "same", "z"]


def fail_while_staging(folder: Path) -> None:
    with Store(folder).staging("deep") as stage:
        stage.put("deep/er/b", b"new")
        stage.prepare("deep/c", b"new")  # by another process that never told
        stage.put("a", b"new")
        raise ZeroDivisionError


def test_what_was_staged_and_not_committed_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        fail_while_staging(tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.rglob("*")] == [("a", b"old")]


def test_a_dry_staging_only_compares(tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(b"same")
    with Store(tmp_path).staging("", dry=True) as stage:
        stage.put("same", b"same")
        stage.put("deep/new", b"new")
        assert stage.commit() == ["deep/new"]
    assert [path.name for path in tmp_path.rglob("*")] == ["same"]


def test_only_what_is_below_the_output_can_be_removed(tmp_path: Path) -> None:
    for path in ("output/site/a", "source/b"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"")
    paths = {"output/site/a", "source/b", "output/../source/b", "output/none"}
    assert Store(tmp_path).remove(paths) == ["output/site/a"]
    assert (tmp_path / "source/b").exists()


def test_what_a_killed_run_left_is_swept_away_but_not_what_is_being_written(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    old, new = tmp_path / "output/.tetraglot-old", tmp_path / "output/.tetraglot-new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    Store(tmp_path).sweep("output")
    assert [path.name for path in (tmp_path / "output").iterdir()] == [".tetraglot-new"]


@pytest.mark.parametrize(("command", "folder"), [("update", "locales"), ("build", "output")])
def test_a_kill_leaves_every_file_old_or_new(
    site: Site, command: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each turn writes the source anew: without this, pages would say when.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    # Two states of the source, and all bytes that a finished run writes for each. Nothing is
    # translated: what `update` writes then depends on the source alone.
    states = []
    for state in ("one", "two"):
        for number in range(12):
            body = "".join(f"<p>Paragraph {number}, state {state}. {LONG[:count]}</p>" for count in range(0, 900, 30))
            site.write(f"source/pages/page-{number}.xhtml", page(body).decode())
        source = site.files("source")
        assert site.run("update").code == 0
        started = time.monotonic()
        site.run("build", "--allow-missing")
        longest = time.monotonic() - started
        states.append((source, site.files(folder)))

    killed = 0
    for turn in range(KILLS // 2):
        source, _ = states[turn % 2]
        for path, data in source.items():
            site.path(f"source/{path}").write_bytes(data)
        killed += killed_at_a_random_moment(site, command, longest)
        for path, data in site.files(folder).items():
            if not Path(path).name.startswith(".tetraglot-"):
                assert data in [finished[path] for _, finished in states], path
    assert killed > 0

    site.run("update")
    site.run("build", "--allow-missing")
    whole = {path: data for path, data in site.files(folder).items() if not Path(path).name.startswith(".tetraglot-")}
    assert whole == states[(KILLS // 2 - 1) % 2][1]


def killed_at_a_random_moment(site: Site, command: str, longest: float) -> bool:
    """Start a command and kill it (SIGKILL); whether it was still running."""
    arguments = [command, "--allow-missing"] if command == "build" else [command]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "--site", str(site.folder), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(random.uniform(0.3, 1.0) * longest)  # before that it only starts up
    process.kill()
    return process.wait() == -signal.SIGKILL


def test_the_files_below_a_folder_are_listed_through_links_without_end(tmp_path: Path) -> None:
    (tmp_path / "pages/a").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for path in ("pages/a/one.xhtml", "pages/.hidden.xhtml", "pages/a/two.txt", "elsewhere/three.xhtml"):
        (tmp_path / path).write_bytes(b"")
    (tmp_path / "pages/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "pages/a/round").symlink_to(tmp_path / "pages")
    assert Store(tmp_path).listed("pages", ".xhtml") == ["a/one.xhtml", "linked/three.xhtml"]
    (tmp_path / "pages/a/other").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "pages/a")
    (tmp_path / "pages/itself.xhtml").symlink_to(tmp_path / "pages/itself.xhtml")
    assert Store(tmp_path).listed("pages", ".xhtml") == [
        "a/one.xhtml",
        "a/other/three.xhtml",
        "itself.xhtml",
        "linked/three.xhtml",
    ]


def test_a_file_that_is_written_part_by_part_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "record").write_bytes(b"one")
    (tmp_path / "record").chmod(0o600)
    with Store(tmp_path).staging() as stage:
        assert stage.put_parts("record", [b"t", b"wo"]) == (sha256(b"two").hexdigest(), 3)
        # Until it is seen, nobody may read what nobody could read before.
        assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600, 0o600]
        assert stage.commit() == ["record"]
    assert ((tmp_path / "record").read_bytes(), (tmp_path / "record").stat().st_mode & 0o777) == (b"two", 0o600)
    with Store(tmp_path).staging() as stage:
        stage.put_parts("record", [b"two"])
        assert stage.commit() == []
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


def test_folders_that_link_to_one_another_are_listed_in_no_time(tmp_path: Path) -> None:
    names = [f"folder-{number}" for number in range(7)]
    for name in names:
        (tmp_path / "pages" / name).mkdir(parents=True)
        (tmp_path / "pages" / name / "page.xhtml").write_bytes(b"")
        for other in names:
            if other != name:
                (tmp_path / "pages" / name / other).symlink_to(f"../{other}")
    found = Store(tmp_path).listed("pages")
    assert set(found) >= {f"{name}/page.xhtml" for name in names}
    assert len(found) < 1000
    assert Store(tmp_path).listed("none") == []


def test_a_folder_that_cannot_be_read_is_not_taken_for_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()

    def refused(folder: str) -> None:
        raise PermissionError(13, "Permission denied")

    # Not by taking away rights, which mean nothing to root.
    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(UnusableFileError) as caught:
        Store(tmp_path).listed("pages", ".xhtml")
    assert str(caught.value) == "pages: permission denied; make the folder and all in it readable"
