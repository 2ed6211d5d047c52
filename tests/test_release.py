"""Releases: the finished site beside the one that is shown, and all of it in its place in one step."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from builders import Run, Site

HELLO = "fr hello."


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """Where a server looks."""
    return tmp_path / "portal"


def built(site: Site) -> Site:
    assert site.complete().run("build").code == 0
    return site


def edited(site: Site, words: str) -> None:
    """Build again with other words in French."""
    site.edit("locales/fr/LC_MESSAGES/index.po", HELLO, words)
    assert site.run("build").code == 0


def released(site: Site, portal: Path, *options: str) -> Run:
    done = site.run("release", str(portal), *options)
    assert (done.code, done.err) == (0, "")
    return done


def shown(portal: Path) -> str:
    """The French page that readers get."""
    return (portal / "current/site/fr/index.xhtml").read_text("utf-8")


def names(portal: Path) -> list[str]:
    return sorted(os.listdir(portal / "releases"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_shown_is_what_was_built_and_stays_so_while_another_site_is_built(site: Site, portal: Path) -> None:
    done = released(built(site), portal)
    before = files_of(site.path("output"))
    (name,) = names(portal)
    assert done.out == f"{portal}/current: release {name}, {len(before) - 1} files\n"
    assert files_of(portal / "current") == before
    edited(site, "Bonjour.")
    assert files_of(portal / "current") == before
    released(site, portal)
    assert "Bonjour." in shown(portal)
    assert files_of(portal / "releases" / name) == before


def test_the_link_is_switched_in_one_step(site: Site, portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(built(site), portal)
    edited(site, "Bonjour.")
    replace, seen = os.replace, []

    def looking(source: Path, target: Path) -> None:
        # Right before it all of the new release is there, and readers still get the old one.
        new = portal / os.readlink(source) / "site/fr/index.xhtml"
        seen.append((HELLO in shown(portal), "Bonjour." in new.read_text("utf-8"), Path(target).name))
        replace(source, target)

    monkeypatch.setattr(os, "replace", looking)
    released(site, portal)
    assert seen == [(True, True, "current")]
    assert "Bonjour." in shown(portal)


def test_the_same_files_are_the_same_release(site: Site, portal: Path) -> None:
    assert released(built(site), portal).out == released(site, portal).out
    assert len(names(portal)) == 1


def test_some_releases_stay_and_can_be_shown_again(site: Site, portal: Path) -> None:
    built(site)
    words, order = ["fr hello.", "Un.", "Deux.", "Trois."], []
    for old, new in zip(["", *words], words, strict=False):
        if old:
            site.edit("locales/fr/LC_MESSAGES/index.po", old, new)
            assert site.run("build").code == 0
        order.append(released(site, portal, "--keep", "2").out.split("release ")[1].split(",")[0])
    assert names(portal) == sorted(order[-2:])
    assert released(site, portal, "--to", order[-2]).out.endswith(
        f"release {order[-2]}, {len(files_of(portal / 'current')) - 1} files\n"
    )
    assert "Deux." in shown(portal)
    # The one that is shown is never removed, however old it is.
    released(site, portal, "--keep", "1")
    assert names(portal) == [order[-1]]


def test_a_release_that_is_not_there_is_named(site: Site, portal: Path) -> None:
    released(built(site), portal)
    done = site.run("release", str(portal), "--to", "none")
    assert (done.code, done.out) == (3, "")
    assert done.err == f"{portal}: there is no release 'none'; name one that is there: {names(portal)[0]}\n"


def test_output_that_is_not_as_it_was_built_is_not_shown(site: Site, portal: Path) -> None:
    released(built(site), portal)
    edited(site, "Bonjour.")
    site.edit("output/site/nl/index.xhtml", "nl hello.", "nl hallo.")
    done = site.run("release", str(portal))
    assert (done.code, done.out) == (1, "")
    assert done.err == "site/nl/index.xhtml: it is not what was built; build again, or copy it anew\n"
    assert HELLO in shown(portal)
    assert len(names(portal)) == 1


def test_without_a_whole_site_nothing_is_shown(site: Site, portal: Path) -> None:
    done = site.run("release", str(portal))
    assert (done.code, done.out) == (3, "")
    assert done.err == "output/build.json: there is no finished site; build it first: tetraglot build\n"
    built(site).path("output/site/fr/index.xhtml").unlink()
    done = site.run("release", str(portal))
    assert (done.code, done.err) == (1, "site/fr/index.xhtml: it is not there; build again, or copy it anew\n")
    assert not (portal / "current").exists()


def test_a_damaged_release_stays_as_it_is_and_another_one_is_made(site: Site, portal: Path) -> None:
    released(built(site), portal)
    (name,) = names(portal)
    page = portal / "current/site/fr/index.xhtml"
    page.unlink()  # Not to be written into: it may be the build's own file.
    page.write_text("broken", "utf-8")
    assert site.run("release", str(portal), "--to", name).code == 1
    released(site, portal)
    assert names(portal) == [name, f"{name}-2"]
    assert HELLO in shown(portal)


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EPERM])
def test_where_there_can_be_no_links_files_are_copied(
    site: Site, portal: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refused(*_: Any) -> None:
        raise OSError(number, "no links")

    monkeypatch.setattr(os, "link", refused)
    released(built(site), portal)
    assert files_of(portal / "current") == files_of(site.path("output"))
    assert not os.path.samefile(portal / "current/build.json", site.path("output/build.json"))


def test_where_it_cannot_be_written_all_is_as_it_was(site: Site, portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(built(site), portal)
    edited(site, "Bonjour.")
    before = names(portal)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    done = site.run("release", str(portal))
    assert (done.code, done.out) == (3, "")
    assert done.err == "build.json: no space left on device; make room or give access; what is shown is as it was\n"
    assert (names(portal), HELLO in shown(portal)) == (before, True)
    monkeypatch.undo()
    monkeypatch.setattr(os, "replace", full)
    assert site.run("release", str(portal)).code == 3
    assert HELLO in shown(portal)
    assert sorted(os.listdir(portal)) == ["current", "releases"]


def test_what_a_killed_run_left_goes_after_a_while(site: Site, portal: Path) -> None:
    released(built(site), portal)
    for age, name in ((0, ".tetraglot-new"), (10_000, ".tetraglot-old")):
        left = portal / "releases" / name
        left.mkdir()
        os.utime(left, (left.stat().st_mtime - age,) * 2)
    released(site, portal)
    assert [name for name in names(portal) if name.startswith(".")] == [".tetraglot-new"]


def test_a_folder_in_the_place_of_the_link_is_left_alone(site: Site, portal: Path) -> None:
    (portal / "current").mkdir(parents=True)
    done = built(site).run("release", str(portal))
    assert (done.code, done.err) == (3, f"{portal}/current: it is no link to a release; move it away\n")


def test_a_record_that_leads_elsewhere_is_refused(site: Site, portal: Path) -> None:
    site.path("secret").write_text("secret", "utf-8")
    built(site).edit("output/build.json", '"site/fr/index.xhtml"', '"../secret"')
    done = site.run("release", str(portal))
    assert (done.code, done.err) == (3, "build.json: '../secret' leads out of the folder of the record; build again\n")
    assert not (portal / "current").exists()
