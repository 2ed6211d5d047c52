"""A build after an edit: only what the edit touches is done again, and the site is the same as if all had been."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Run, Site, page
from need import need
from pipeline.build import reuse, serving
from pipeline.build.pages import PageMaker
from pipeline.build.untouched import Before
from pipeline.errors import UnusableFileError
from pipeline.settings import parse_settings
from pipeline.site.record import PageRecord, Record, read_record, write_record
from pipeline.site.servers.service import exchanged
from pipeline.store import Staging, Store
from pipeline.store.fingerprints import Fingerprints, Known, _told
from pipeline.store.state import write_state

# How many random histories: all with REUSE=200.
HISTORIES = int(os.environ.get("REUSE", "12"))
STATE = ".tetraglot/state.sqlite"
_LONG_AGO = 1_600_000_000  # what is older than two seconds is told by its time


@pytest.fixture
def worked_on() -> Iterator[list[str]]:
    """The pages that are read and filled, in their order."""
    with counted() as pages:
        yield pages


def with_pages(site: Site) -> Site:
    """Three pages that lead to one another, with a picture that has a Dutch version, complete."""
    site.write("source/assets/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>')
    site.write("source/assets/b.txt", "one")
    site.write("rules.its", RULES.replace("SELECTOR", "//h:em"))
    site.write("glossary.toml", '[[term]]\nen = "Guide"\nfr = "Aide"\n')
    site.write("source/assets/a.nl.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    bodies = {
        "index": '<p>Hello, world.</p><p><a href="guide.xhtml#top">Guide</a></p>',
        "guide": '<h1 id="top">Guide</h1><p><img src="../assets/a.svg" alt=""/> <a href="index.xhtml">Home</a></p>',
        "team": '<p>About <em>us</em>, <time datetime="2026-05-01">1 May 2026</time>.</p>',
    }
    for name, body in bodies.items():
        site.write(f"source/pages/{name}.xhtml", page(body, f"<title>{name.title()}</title>").decode())
    assert site.run("update").code == 0
    for path in sorted(site.path("locales").glob("[fn]*/LC_MESSAGES/*.po")):
        translate(path)
    return site


def translate(path: Path) -> None:
    """Fill what is empty, but for addresses: each translation is its msgid behind the name of the language."""
    head, *entries = path.read_text("utf-8").split("\n\n")
    for number, entry in enumerate(entries):
        if 'msgctxt "address"' not in entry and entry.rstrip().endswith('msgstr ""'):
            text = entry.partition('msgid "')[2].partition('"\n')[0]
            entries[number] = f'{entry.rstrip()[:-1]}{path.parts[-3]} {text}"'
    path.write_text("\n\n".join([head, *entries]).rstrip() + "\n", "utf-8")


def age(site: Site, seconds: int = 0) -> None:
    """Let every file have been saved long ago, so that its time tells whether it was saved again."""
    for folder in ("source", "locales", "output"):
        for path in site.path(folder).rglob("*"):
            os.utime(path, (_LONG_AGO + seconds, _LONG_AGO + seconds))


def built(site: Site, *arguments: str) -> Run:
    done = site.run("build", *arguments)
    assert done.code == 0, done.err
    return done


def test_where_nothing_changed_no_page_is_read(site: Site, worked_on: list[str]) -> None:
    first = built(with_pages(site))
    assert worked_on == ["guide", "index", "team"]
    worked_on.clear()
    again = built(site)
    assert worked_on == []
    assert again.out.splitlines()[:-1] == first.out.splitlines()[:-1]
    assert again.out.endswith("files, 0 written\n")
    forget_the_whole(site)
    assert built(site).out == again.out
    assert worked_on == []


def test_a_build_with_nothing_to_do_loads_no_parser(site: Site) -> None:
    built(with_pages(site))
    code = "import atexit, sys, pipeline.cli; atexit.register(lambda: print(*sys.modules)); pipeline.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build"], cwd=site.folder, capture_output=True, text=True, check=True
    )
    assert " 0 written\n" in done.stdout
    assert {"lxml.etree", "babel", "pipeline.xhtml.document", "pipeline.build.publish"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.write("source/pages/new.xhtml", page("<p>42</p>").decode()),
        lambda site: site.write("source/assets/c.txt", "three"),
        lambda site: site.write("locales/fr/LC_MESSAGES/old.po", 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'),
        lambda site: os.utime(site.path("source/pages/team.xhtml"), (_LONG_AGO, _LONG_AGO)),
        lambda site: forge(site, 'UPDATE said SET text = replace(text, \'"until": "\', \'"until": "2020-01-01\')'),
        lambda site: forge(site, "UPDATE said SET text = replace(text, '\"findings\"', '\"finding\"')"),
    ],
    ids=["a page", "an asset", "a catalogue", "a date", "a day that has come", "what cannot be read"],
)
def test_what_is_new_is_looked_at(site: Site, edit: Callable[[Site], None]) -> None:
    built(with_pages(site))
    assert is_untouched(site)
    edit(site)
    assert not is_untouched(site)
    built(site)
    assert is_untouched(site)


# --- what changes while a build goes on, and what no listing has -----------------------------------------------------


def assert_as_without_memory(site: Site) -> None:
    """The next build leaves the site as one that knows of no earlier one does, and says the same."""
    done = site.run("build")
    found = (done.code, done.err, done.out.rpartition(", ")[0], site.files("output"))
    shutil.rmtree(site.path(".tetraglot"))
    fresh = site.run("build")
    assert (fresh.code, fresh.err, fresh.out.rpartition(", ")[0], site.files("output")) == found


@contextmanager
def meanwhile(page_path: str, act: Callable[[], object], then: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Do something right before a page is made for the first time, and something else behind it."""
    make, acts, thens = PageMaker.__call__, iter([act]), iter([then])

    def made(self: PageMaker, domain: str, *listed: Any, **some: Any) -> object:
        if domain == page_path:
            next(acts, lambda: None)()
        done = make(self, domain, *listed, **some)
        if domain == page_path:
            next(thens, lambda: None)()
        return done

    with mock.patch.object(PageMaker, "__call__", made):
        yield


def test_the_address_in_a_catalogue_counts_as_soon_as_there_is_its_page(site: Site) -> None:
    with_pages(site)
    address(site, "team", "equipe")
    site.path("source/pages/team.xhtml").rename(site.path("team.xhtml"))
    built(site)
    site.path("team.xhtml").rename(site.path("source/pages/team.xhtml"))
    assert_as_without_memory(site)
    assert site.path("output/site/fr/equipe.xhtml").exists()


def test_a_layout_that_waits_for_its_translation_is_looked_at_each_time(site: Site) -> None:
    with_pages(site)
    site.edit(
        "source/site.toml",
        "[site]",
        '[locales.fr]\nmissing = "fallback"\ngrace = 3000\n[locales.nl]\nmissing = "fallback"\n[site]',
    )
    site.edit("source/layout.xhtml", 'label="Languages"', 'label="Language"')
    site.run("update")
    built(site)
    assert not is_untouched(site)
    assert_as_without_memory(site)


def test_what_is_committed_while_a_build_goes_on_has_its_new_date_in_the_next_one(site: Site) -> None:
    need("git", shutil.which("git"), "apt-get install git")
    with_pages(site)

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *name, *arguments], cwd=site.folder, check=True, capture_output=True)

    for arguments in (("init",), ("add", "source", "locales"), ("commit", "-m", "one")):
        git(*arguments)
    site.edit("source/pages/team.xhtml", "<p>", '<p class="a">')
    age(site)
    with meanwhile("guide", lambda: git("commit", "-am", "two")):
        built(site)
    assert_as_without_memory(site)


def test_two_builds_at_once_leave_no_page_behind(site: Site) -> None:
    built(with_pages(site))
    shutil.rmtree(site.path("output"))
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, worlds.")

    def other() -> None:
        site.edit("source/pages/guide.xhtml", '<h1 id="top">', '<h1 class="later" id="top">')
        subprocess.run([sys.executable, "-m", "pipeline", "build"], cwd=site.folder, check=False, capture_output=True)

    with meanwhile("index", other):
        site.run("build")
    site.run("build")
    assert 'class="later"' in site.read("output/site/en/guide.xhtml")
    assert_as_without_memory(site)


def test_what_was_changed_and_put_back_while_a_build_went_on_is_made_again(site: Site) -> None:
    built(with_pages(site))
    site.edit("source/assets/site.css", "40em", "44em")
    page_file = site.path("source/pages/team.xhtml")
    text = page_file.read_bytes()
    with meanwhile(
        "team",
        lambda: page_file.write_bytes(text.replace(b"<p>", b'<p class="b">')),
        lambda: page_file.write_bytes(text),
    ):
        built(site)
    built(site)
    assert 'class="b"' not in site.read("output/site/fr/team.xhtml")


def test_rules_that_no_listing_has_are_looked_at(site: Site) -> None:
    with_pages(site)
    linked = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href=".rules/x.its" version'
    site.write("source/rules.its", RULES.replace("SELECTOR", "//h:u").replace("version", linked, 1))
    site.write("source/.rules/x.its", RULES.replace("SELECTOR", "//h:b"))
    built(site)
    assert is_untouched(site)
    site.write("source/.rules/x.its", RULES.replace("SELECTOR", "//h:em"))
    assert not is_untouched(site)
    assert_as_without_memory(site)


def test_what_a_killed_build_left_goes_where_there_is_nothing_to_do(site: Site) -> None:
    built(with_pages(site))
    left = site.path("output/site/.tetraglot-0123-4567")
    left.write_bytes(b"")
    os.utime(left, (_LONG_AGO, _LONG_AGO))
    built(site)
    assert not left.exists()


def test_a_name_that_is_no_text_is_named_among_assets_and_no_matter_elsewhere(site: Site) -> None:
    with_pages(site)
    folder = os.fsencode(site.path("locales/fr/LC_MESSAGES"))
    Path(os.fsdecode(folder + b"/caf\xe9.txt")).write_bytes(b"")
    built(site)
    assert is_untouched(site)
    asset = Path(os.fsdecode(os.fsencode(site.path("source/assets")) + b"/caf\xe9.txt"))
    asset.write_bytes(b"")
    done = site.run("build")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "source/assets/caf\\udce9.txt: the name holds what no address can; give the file another name\n"
    )


def test_what_lies_beside_the_site_s_own_files_is_not_read(site: Site) -> None:
    with_pages(site)
    os.mkfifo(site.path("source/pipe"))  # To read it would have no end.
    site.path("source/film.raw").write_bytes(b"")
    os.truncate(site.path("source/film.raw"), 1 << 40)
    built(site)
    assert is_untouched(site)


def test_a_pipe_is_no_file_whose_content_is_known(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    files = Fingerprints(tmp_path, {})
    assert files.of("a").startswith("unreadable ")
    assert files.found["a"].modified == 0


def test_a_memory_that_cannot_be_looked_at_is_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built(with_pages(site))
    is_file = Path.is_file

    def refused(self: Path) -> bool:
        if self.name == "state.sqlite":
            raise PermissionError(13, "Permission denied")
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", refused)
    built(site)


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: json.dumps(json.loads(data), indent=1).encode(),
        lambda data: data.replace(b"},\n{", b"}, {", 1),
        lambda data: data.replace(b"},\n{", b"},\n\n {", 1),
    ],
    ids=["written anew", "two in a line", "a blank line"],
)
def test_a_record_that_somebody_has_edited_is_the_same_record(site: Site, edit: Callable[[bytes], bytes]) -> None:
    built(with_pages(site))
    data = site.path("output/build.json").read_bytes()
    assert edit(data) != data
    assert read_record(edit(data)) == read_record(data) != Record()


def test_what_was_said_is_said_again_only_if_it_can_have_been(site: Site) -> None:
    built(with_pages(site))
    for place in ("states", "extents", "findings", "files", "others"):
        built(site)
        assert is_untouched(site)
        forge(site, f"UPDATE said SET text = json_set(text, '$.{place}', json('null')) WHERE name = char(11)")
        assert not is_untouched(site), place
        built(site, "--force")


def test_a_site_of_which_something_is_in_doubt_is_never_as_it_was(site: Site) -> None:
    with_pages(site)
    site.edit("source/site.toml", "[site]", "[locales.nl]\ngrace = 30\n[site]")
    built(site)
    site.edit("source/pages/team.xhtml", "About", "All about")
    site.run("update")
    site.run("build")
    assert not is_untouched(site)


def test_the_list_of_all_pages_is_made_with_every_edit_and_known_at_once(site: Site, worked_on: list[str]) -> None:
    titles = '<xsl:for-each select="frame/pages/page"><b><xsl:value-of select="@title"/></b></xsl:for-each></main>'
    site.edit("source/layout.xhtml", "</main>", titles)
    with_pages(site)
    site.write("source/pages/sitemap.xhtml", page("<p>42</p>", "<title>7</title>").decode())
    site.run("update")
    built(site)
    built(site)
    site.edit("locales/fr/LC_MESSAGES/team.po", '"fr Team"', '"Équipe"')
    built(site)
    worked_on.clear()
    built(site)
    assert worked_on == []


def test_a_translated_sentence_touches_its_page_only(site: Site, worked_on: list[str]) -> None:
    built(with_pages(site))
    worked_on.clear()
    before = {path: path.stat().st_mtime_ns for path in site.path("output/site").rglob("*.xhtml")}
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de")
    done = built(site)
    assert worked_on == ["team"]
    changed = [path for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert [path.relative_to(site.path("output/site")).as_posix() for path in changed] == ["fr/team.xhtml"]
    assert "fr À propos de <em>us</em>" in site.read("output/site/fr/team.xhtml")
    assert done.err == ""


@pytest.mark.parametrize(
    ("edit", "pages"),
    [
        (lambda site: site.edit("source/pages/team.xhtml", "<p>", '<p class="a">'), ["team"]),
        (lambda site: site.edit("source/assets/a.nl.svg", '"3"', '"5"'), ["guide"]),
        (lambda site: site.edit("source/assets/site.css", "40em", "44em"), ["guide", "index", "team"]),
        (lambda site: site.edit("source/layout.xhtml", "<nav", '<nav class="b"'), ["guide", "index", "team"]),
        (lambda site: site.edit("source/site.toml", '"Small"', '"Smaller"'), ["guide", "index", "team"]),
        (lambda site: address(site, "team", "equipe"), ["team"]),
        # Links lead to the page at its new address: theirs are made, found to be wrong, and made again.
        (lambda site: address(site, "guide", "aide"), ["guide", "index"]),
        (lambda site: site.path("output/site/nl/team.xhtml").unlink(), ["team"]),
        (lambda site: site.edit("output/site/nl/team.xhtml", "nl About", "nl Above"), ["team"]),
        (lambda site: site.path(STATE).unlink(), ["guide", "index", "team"]),
        (lambda site: site.path(STATE).write_bytes(b"SQLite format 3\0 and then nothing"), ["guide", "index", "team"]),
        (lambda site: forge(site, "PRAGMA user_version = 99"), ["guide", "index", "team"]),
        (lambda site: forge(site, "UPDATE said SET text = '[]'"), ["guide", "index", "team"]),
    ],
)
def test_an_edit_touches_what_depends_on_it(
    site: Site, worked_on: list[str], edit: Callable[[Site], None], pages: list[str]
) -> None:
    built(with_pages(site))
    age(site)
    built(site)
    worked_on.clear()
    edit(site)
    built(site)
    assert sorted(set(worked_on)) == pages


def address(site: Site, name: str, msgstr: str) -> None:
    site.edit(f"locales/fr/LC_MESSAGES/{name}.po", f'msgid "{name}"\nmsgstr ""', f'msgid "{name}"\nmsgstr "{msgstr}"')


PAGES = ("guide", "index", "team")
LOCALES = ("en", "fr", "nl")


@pytest.mark.parametrize(
    ("edit", "editions"),
    [
        (lambda site: site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de"), [("team", "fr")]),
        (
            lambda site: site.edit("locales/fr/LC_MESSAGES/layout.po", '"fr Languages"', '"Langues"'),
            [(page, "fr") for page in PAGES],
        ),
        (lambda site: site.edit("output/site/nl/team.xhtml", "nl About", "nl Above"), [("team", "nl")]),
        (
            lambda site: site.edit("source/pages/team.xhtml", "<p>", '<p class="a">'),
            [("team", each) for each in LOCALES],
        ),
        (lambda site: address(site, "team", "equipe"), [("team", each) for each in LOCALES]),
    ],
    ids=["a sentence", "a layout's text", "a published file", "the page", "an address"],
)
def test_only_the_languages_of_an_edit_are_made_anew(
    site: Site, edit: Callable[[Site], None], editions: list[tuple[str, str]]
) -> None:
    built(with_pages(site))
    edit(site)
    with editions_made() as made:
        built(site)
    assert made == editions


def test_languages_in_parity_are_made_anew_together(site: Site) -> None:
    with_pages(site)
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nparity = [["fr", "nl"]]')
    built(site)
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de")
    with editions_made() as made:
        built(site)
    assert made == [("team", "fr"), ("team", "nl")]


@contextmanager
def editions_made() -> Iterator[list[tuple[str, str]]]:
    """(page, locale) of what is made meanwhile."""
    editions: list[tuple[str, str]] = []
    make = PageMaker._made

    def made(self: PageMaker, shared: Any, subject: Any, *others: Any) -> Any:
        editions.append((subject.page_path, subject.locale))
        return make(self, shared, subject, *others)

    with mock.patch.object(PageMaker, "_made", made):
        yield editions


def forge(site: Site, statement: str) -> None:
    """Change what is remembered."""
    with sqlite3.connect(site.path(STATE)) as base:
        base.execute(statement)
    base.close()


def is_untouched(site: Site) -> bool:
    data = site.path("source/site.toml").read_bytes()
    settings_ = parse_settings(data, "source/site.toml")
    return Before(Store(site.folder), settings_, settings_.locales).untouched(data) is not None


def forget_the_whole(site: Site) -> None:
    """Let the next build compare page by page."""
    forge(site, "DELETE FROM said WHERE name = char(11)")


def test_it_can_be_asked_why_a_page_is_made_anew(site: Site, worked_on: list[str]) -> None:
    with_pages(site)

    def why(page: str, *arguments: str) -> str:
        done = site.run("build", *arguments, "--explain", page)
        assert (done.code, done.err) == (0, "")
        return done.out

    assert (
        why("team")
        == "team: nothing is remembered of it: it is new, or was held, or has to be looked at by every build\n"
    )
    built(site)
    assert why("source/pages/team.xhtml") == "team: all is as it was\n"
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de")
    site.edit("source/pages/guide.xhtml", 'id="top"', 'id="bottom"')
    site.path("output/site/nl/team.xhtml").unlink()
    assert why("team") == (
        "team: locales/fr/LC_MESSAGES/team.po has changed\nteam: output/site/nl/team.xhtml is not what was made of it\n"
    )
    assert why("index") == "index: a page to a place on which it leads has changed\n"
    built(site)
    address(site, "guide", "aide")
    site.edit("source/assets/a.svg", '"2"', '"5"')
    assert (
        why("index") == "index: it, or a page that it leads to, has another address, or is there in other languages\n"
    )
    assert "guide: a picture or another asset of it has changed\n" in why("guide")
    built(site)
    site.edit("locales/fr/LC_MESSAGES/layout.po", '"fr Languages"', '"Langues"')
    assert why("team") == "team: locales/fr/LC_MESSAGES/layout.po changed, which is around every page\n"
    assert why("layout") == "layout: it is around every page, and read by every build\n"
    worked_on.clear()
    assert why("team", "nl").startswith("team: nothing is remembered of it")
    assert worked_on == []


def test_with_force_every_page_is_made_anew(site: Site, worked_on: list[str]) -> None:
    built(with_pages(site))
    worked_on.clear()
    assert built(site, "--force").out.endswith("files, 0 written\n")
    assert worked_on == ["guide", "index", "team"]
    worked_on.clear()
    built(site)
    assert worked_on == []


def test_a_page_that_is_held_is_looked_at_each_time(site: Site, worked_on: list[str]) -> None:
    built(with_pages(site))
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About <em>us</em>", "fr About <em>us")
    first = site.run("build")
    worked_on.clear()
    again = site.run("build")
    assert (again.code, again.err) == (first.code, first.err) == (1, first.err)
    assert worked_on == ["team"]


def test_findings_are_said_again_by_builds_that_read_nothing(site: Site, worked_on: list[str]) -> None:
    with_pages(site)
    site.edit("source/pages/index.xhtml", "guide.xhtml#top", "guide.xhtml#bottom")
    first = built(site, "--allow-missing")
    assert "(broken-anchor)" in first.err
    worked_on.clear()
    assert built(site, "--allow-missing").err == first.err
    assert worked_on == []
    # What it leads to decides about it.
    site.edit("source/pages/guide.xhtml", 'id="top"', 'id="bottom"')
    assert "(broken-anchor)" not in built(site, "--allow-missing").err
    assert worked_on == ["guide", "index"]


def test_builds_of_other_languages_do_not_forget(site: Site, worked_on: list[str]) -> None:
    built(with_pages(site))
    built(site, "fr")
    worked_on.clear()
    built(site)
    built(site, "fr")
    assert worked_on == []


def test_a_site_that_cannot_remember_is_built_all_the_same(site: Site, worked_on: list[str]) -> None:
    with_pages(site)
    site.write(".tetraglot", "a file where the folder should be")
    built(site)
    worked_on.clear()
    assert built(site).out.endswith("files, 0 written\n")
    assert worked_on == ["guide", "index", "team"]


def test_what_is_remembered_is_no_business_of_git(site: Site) -> None:
    built(with_pages(site))
    assert site.read(".tetraglot/.gitignore") == "*\n"


def settled(path: Path) -> Known:
    """What is known of a file that was saved a while ago."""
    status = path.stat()
    return Known(*_told(status), sha256(path.read_bytes()).hexdigest())


def test_a_file_is_read_again_where_its_time_or_its_size_has_moved(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    known = settled(path)
    forged = known._replace(digest="0")
    assert Fingerprints(tmp_path, {"a": forged}).of("a") == "0"
    path.write_bytes(b"two")
    os.utime(path, (_LONG_AGO, _LONG_AGO))  # as `cp -p` and rsync do
    assert Fingerprints(tmp_path, {"a": known}).of("a") == settled(path).digest != known.digest


def test_another_file_of_the_same_size_and_time_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    known = settled(path)
    other = known._replace(identity=known.identity + 1, digest="0")
    assert Fingerprints(tmp_path, {"a": other}).of("a") == known.digest


def test_the_time_of_a_file_that_was_saved_just_now_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.utime(path, (0, 0))
    files = Fingerprints(tmp_path, {})
    files.of("a")
    assert files.found["a"].modified == 0
    assert Fingerprints(tmp_path, {"a": Known(3, 0, "0")}).of("a") == files.of("a")


def test_what_cannot_be_read_is_not_as_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    files = Fingerprints(tmp_path, {})
    assert files.of("none") == files.of("a\0b") == ""
    assert files.of("loop") not in ("", Fingerprints(tmp_path, {}).of("loop"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.write("source/assets/unlinked.pdf", "%PDF another"),
        lambda site: site.edit("source/rules/layout.its", 'translate="no"', 'translate="yes"'),
        lambda site: site.edit("source/rules/team.its", 'translate="no"', 'translate="yes"'),
        lambda site: site.path("output/server/nginx.conf").unlink(),
        lambda site: site.edit("output/build.json", '"title": "fr Team"', '"title": "fr Teem"'),
        lambda site: site.path("output/site/fr/feed.xml").write_text("<feed/>"),
    ],
)
def test_what_is_no_page_is_seen_to_as_well(tmp_path: Path, edit: Callable[[Site], None]) -> None:
    def with_rules(name: str) -> Site:
        site = Site.small(tmp_path / name)
        for rules, selector in (("layout", "//h:nav"), ("team", "//h:em")):
            site.write(f"source/rules/{rules}.its", RULES.replace("SELECTOR", selector))
        link = '<link rel="its-rules" href="rules/layout.its"/></head>'
        site.edit("source/layout.xhtml", "</head>", link)
        site.write("source/assets/unlinked.pdf", "%PDF")
        return with_pages(site)

    knowing, forgetful = with_rules("knowing"), with_rules("forgetful")
    results = []
    for site in (knowing, forgetful):
        age(site)
        built(site, "--allow-missing")
        edit(site)
        if site is forgetful:
            shutil.rmtree(site.path(".tetraglot"))
        results.append((site.run("build", "--allow-missing"), site.files("output")))
    assert results[0] == results[1]


RULES = """<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
<its:translateRule selector="SELECTOR" translate="no"/></its:rules>
"""


def test_what_is_saved_during_a_build_is_built_by_the_next(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with_pages(site)
    make = PageMaker.__call__
    edits = iter(
        [
            lambda: site.edit("source/layout.xhtml", "<nav", '<nav class="later"'),
            lambda: site.edit("source/site.toml", '"Small"', '"Later"'),
            lambda: site.edit("source/pages/guide.xhtml", "<h1", '<h1 class="later"'),
        ]
    )

    def slow(self: PageMaker, domain: str, *listed: Any, **some: Any) -> object:
        done = make(self, domain, *listed, **some)
        next(edits, lambda: None)()
        return done

    monkeypatch.setattr(PageMaker, "__call__", slow)
    built(site)
    assert "later" not in site.read("output/site/fr/guide.xhtml").lower()
    built(site)
    page = site.read("output/site/fr/guide.xhtml")
    assert '<nav class="later"' in page
    assert '<h1 class="later"' in page
    assert site.record()["name"] == "Later"


def test_a_link_that_leads_nowhere_is_looked_at_again_even_where_nobody_is_told(
    site: Site, worked_on: list[str]
) -> None:
    with_pages(site)
    site.edit("source/site.toml", "[site]", '[checks]\nbroken-link = "off"\n[site]')
    site.edit("source/pages/team.xhtml", "<p>", '<p><a href="new.xhtml">42</a></p><p>')
    built(site)
    worked_on.clear()
    built(site)
    assert worked_on == ["team"]


def test_the_record_of_another_build_is_not_taken_for_ours(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with_pages(site)
    other = site.folder.parent / "other.json"
    built(site)
    other.write_bytes(site.path("output/build.json").read_bytes())
    site.edit("source/site.toml", "[site]", "[server]\nprecompress = true\n[site]")

    def slow(*values: Any) -> None:
        # Another build, which began before the edit, ends after this one.
        if site.path("output/site/robots.txt.gz").exists() or list(site.path("output/site").rglob("*.gz")):
            site.path("output/build.json").write_bytes(other.read_bytes())
        write_state(*values)

    monkeypatch.setattr(reuse, "write_state", slow)
    built(site)
    monkeypatch.undo()
    for path in site.path("output/site").rglob("*.gz"):
        path.unlink()
    assert not built(site).out.endswith(" 0 written\n")
    assert list(site.path("output/site").rglob("*.gz"))


# --- what is written sooner where little has changed -----------------------------------------------------------------


def test_hashes_are_exchanged_in_the_configuration_of_servers_where_nothing_else_differs(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(with_pages(site))
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de")
    with monkeypatch.context() as patched:
        patched.setattr(serving, "service", None)  # Who makes it anew asks for this.
        built(site)
    left = site.files("output")
    assert site.run("build", "--force").code == 0
    assert site.files("output") == left


def test_of_files_that_changed_places_no_hash_is_exchanged() -> None:
    one, two, three = (
        PageRecord(f"site/fr/{name}.xhtml", name, "fr", "fr", "complete", sign * 64, 1, 1, 1, "")
        for name, sign in (("a", "1"), ("b", "2"), ("c", "3"))
    )
    before = Record(pages=(one, two))
    swapped = Record(pages=(one._replace(sha256=two.sha256), two._replace(sha256=one.sha256)))
    assert exchanged(before, swapped) is None
    exchange = exchanged(before, Record(pages=(one, two._replace(sha256=three.sha256))))
    was, now = (b64encode(bytes.fromhex(each.sha256)) for each in (two, three))
    assert exchange is not None
    assert exchange(b"x " + was + b" y") == b"x " + now + b" y"


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.edit("output/server/nginx-maps.conf", ";", "; "),
        lambda site: site.path("output/server/apache-map.txt").unlink(),
        lambda site: site.path("source/pages/new.xhtml").write_bytes(page("<p>42</p>")),
        lambda site: site.edit("output/build.json", '"format": 1', '"format":  1'),
        lambda site: site.edit("source/site.toml", "https://small.example", "https://other.example"),
        lambda site: site.edit("source/site.toml", '"nl"]', "]"),
        lambda site: site.path("output/server/nginx.conf").write_text("mine"),
    ],
)
def test_a_configuration_that_may_be_another_is_made_anew(site: Site, edit: Callable[[Site], object]) -> None:
    built(with_pages(site))
    edit(site)
    site.edit("locales/fr/LC_MESSAGES/team.po", "fr About", "fr À propos de")
    built(site)
    left = site.files("output")
    assert site.run("build", "--force").code == 0
    assert site.files("output") == left


def test_the_languages_of_a_record_stay_in_their_order() -> None:
    orders = [["en", "fr"], ["fr", "en"]]
    pages = tuple(
        PageRecord("p", "p", order[0], "fr", "complete", "", 0, 0, 0, "", alternates=dict.fromkeys(order, "u"))
        for order in orders
    )
    read = read_record(b"".join(write_record(Record(pages=pages))))
    assert [[*page.alternates] for page in read.pages] == orders


_entries = st.builds(
    PageRecord,
    path=st.sampled_from(["", "site/fr/a.xhtml"]),
    page=st.sampled_from("abc"),
    locale=st.sampled_from(["fr", "nl", "de"]),
    language=st.just("fr"),
    state=st.just("complete"),
    sha256=st.sampled_from(["0" * 64, "1" * 64]),
    length=st.integers(0, 9),
    words=st.just(1),
    words_translated=st.just(1),
    source=st.just("é"),
    alternates=st.just({"fr": "https://small.example/é"}),
)


@given(st.lists(_entries, max_size=9), st.lists(_entries, max_size=9), st.integers(0, 9), st.integers(1, 4))
def test_lines_of_an_earlier_record_are_what_would_be_written(
    old: list[PageRecord], new: list[PageRecord], cut: int, some: int
) -> None:
    def in_order(pages: list[PageRecord]) -> tuple[PageRecord, ...]:
        return tuple(sorted(pages, key=lambda page: (page.page, ["nl", "fr", "de"].index(page.locale))))

    previous = Record("Small", "https://small.example", in_order(old))
    record = previous._replace(pages=in_order([*old[:cut], *new]))
    data = b"".join(write_record(previous))
    whole = b"".join(write_record(record))
    with pytest.MonkeyPatch.context() as patch:  # Some entries, and some bytes, at once.
        patch.setattr("pipeline.site.record._AT_ONCE", some)
        patch.setattr("pipeline.site.record._SOME", 200 * some)
        assert b"".join(write_record(record, previous, data)) == whole
        assert read_record(whole) == record


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'"source": "s"', b'"source": ["s"]'),
        (b'"source": "s"', b'"source": null'),
        (b'"title": "One, two"', b'"title": "One,\ntwo"'),  # JSON has no line break in a text
        (b'"alternates": {}', b'"alternates": {"fr": 1}'),
        (b'"alternates": {}', b'"alternates": []'),
        (b'"state": "complete"', b'"condition": "complete"'),
    ],
)
def test_a_record_with_something_odd_in_it_is_none(was: bytes, now: bytes) -> None:
    page = PageRecord("p", "p", "fr", "fr", "complete", "", 0, 0, 0, "s", title="One, two")
    data = b"".join(write_record(Record(pages=(page,))))
    assert read_record(data).pages == (page,)
    assert data.count(was) == 1
    assert read_record(data.replace(was, now)) == Record()


@pytest.mark.parametrize(
    "said",
    [
        "[[], [[], [], [], []], {}, {}]",
        "[{}, [[[1]], [], [], []], {}, {}]",
        "[{}, [null, [], [], []], {}, {}]",
        '[{}, [["\\u0000"], ["\\u0000"], ["\\u0000"], [["\\u0000", "x"]]], {"fr": "x"}, {}]',
        "[{}, [[], [], [], [[1, 2, 3]]], {}, {}]",
        "null",
        "[" * 5000,
    ],
)
def test_what_nobody_wrote_is_as_nothing(site: Site, worked_on: list[str], said: str) -> None:
    built(with_pages(site))
    with sqlite3.connect(site.path(STATE)) as base:
        base.execute("UPDATE said SET text = ?", (said,))
        base.execute("UPDATE file SET digest = x'00', modified = 'x' WHERE path LIKE '%guide%'")
    base.close()
    worked_on.clear()
    built(site)
    assert worked_on == ["guide", "index", "team"]


def test_a_forged_name_leads_nowhere(site: Site) -> None:
    site.path("source/assets").mkdir(parents=True, exist_ok=True)
    stage = Staging(site.folder, "output")
    with stage, pytest.raises(UnusableFileError, match="lies outside"):
        stage.prepare("output/site/assets/../../../../evil.png", b"")


DEAD = {"index", "guide"}  # may lead to pages that are gone, with nobody told
DESCRIPTION = '<meta name="description" content="7"/>'
EDITS: dict[str, Callable[[Site], None]] = {
    "the order of languages": lambda site: swap(site, "source/site.toml", '["en", "fr", "nl"]', '["nl", "en", "fr"]'),
    "a word of a page": lambda site: swap(site, "source/pages/team.xhtml", "<p>About", "<p>All about"),
    "markup of a page": lambda site: swap(site, "source/pages/guide.xhtml", '<h1 id="top">', '<h1 id="bottom">'),
    "a link": lambda site: swap(site, "source/pages/index.xhtml", "guide.xhtml#top", "nowhere.xhtml"),
    "a translation": lambda site: swap(site, "locales/fr/LC_MESSAGES/team.po", '"fr Team"', '"Équipe"'),
    "a missing translation": lambda site: swap(site, "locales/nl/LC_MESSAGES/guide.po", '"nl Home"', '""'),
    "a missing translation elsewhere": lambda site: swap(site, "locales/fr/LC_MESSAGES/index.po", '"fr Index"', '""'),
    "a broken translation": lambda site: swap(site, "locales/nl/LC_MESSAGES/team.po", "nl About <em>", "nl About <b>"),
    "an address": lambda site: swap(
        site, "locales/fr/LC_MESSAGES/guide.po", 'msgid "guide"\nmsgstr ""', 'msgid "guide"\nmsgstr "aide"'
    ),
    "a bad address": lambda site: swap(
        site, "locales/nl/LC_MESSAGES/team.po", 'msgid "team"\nmsgstr ""', 'msgid "team"\nmsgstr "../x"'
    ),
    "the layout": lambda site: swap(site, "source/layout.xhtml", 'label="Languages"', 'label="Language"'),
    "a layout's translation": lambda site: swap(site, "locales/fr/LC_MESSAGES/layout.po", '"fr Languages"', '""'),
    "a style": lambda site: swap(site, "source/assets/site.css", "40em", "41em"),
    "a picture": lambda site: swap(site, "source/assets/a.svg", 'height="2"', 'height="3"'),
    "a version of a picture": lambda site: move(site, "source/assets/a.nl.svg", "source/assets/a.fr.svg"),
    "a page's name": lambda site: move(site, "source/pages/team.xhtml", "source/pages/deep/team.xhtml"),
    "a page that goes": lambda site: move(site, "source/pages/guide.xhtml", "guide.xhtml"),
    "the policy": lambda site: swap(site, "source/site.toml", "[site]", '[locales.nl]\nmissing = "fallback"\n[site]'),
    "parity": lambda site: swap(site, "source/site.toml", 'region = "BE"', 'region = "BE"\nparity = [["fr", "nl"]]'),
    "where it went": lambda site: swap(site, "source/site.toml", "[site]", '[moved]\nguide = "index"\n[site]'),
    "the catalogues": lambda site: site.run("update") and None,
    "what is published": lambda site: swap(site, "output/site/en/team.xhtml", "About", "Above"),
    "a published file that goes": lambda site: move(site, "output/site/fr/index.xhtml", "index.xhtml"),
    "an asset that no page shows": lambda site: swap(site, "source/assets/site.css", "em }", "em } /* */"),
    "another asset": lambda site: move(site, "source/assets/b.txt", "b.txt"),
    "its content": lambda site: swap(site, "source/assets/b.txt", "one", "two"),
    "a description": lambda site: swap(site, "source/pages/team.xhtml", "</title>", "</title>" + DESCRIPTION),
    "another description": lambda site: swap(site, "source/pages/team.xhtml", 'content="7"', 'content="8"'),
    "packed files": lambda site: swap(site, "source/site.toml", "[site]", "[server]\nprecompress = true\n[site]"),
    "rules": lambda site: move(site, "source/rules.its", "rules.its"),
    "the glossary": lambda site: move(site, "source/glossary.toml", "glossary.toml"),
    "what the record says": lambda site: swap(site, "output/build.json", '"title": "Team"', '"title": "Teem"'),
    "the record": lambda site: move(site, "output/build.json", "build.json"),
    "a server's configuration": lambda site: move(site, "output/server/nginx.conf", "nginx.conf"),
    "the layout broken": lambda site: swap(site, "source/layout.xhtml", "</nav>", "</naw>"),
    "a page broken": lambda site: swap(site, "source/pages/team.xhtml", "</em>", "</emm>"),
    "links off": lambda site: swap(site, "source/site.toml", "[site]", '[checks]\nbroken-link = "off"\n[site]'),
    "nothing": lambda _: None,
}


def swap(site: Site, path: str, one: str, other: str) -> None:
    """Put one text in the place of the other, whichever is there; nothing where neither is."""
    if site.path(path).is_file():
        text = site.read(path)
        site.write(path, text.replace(one, other, 1) if one in text else text.replace(other, one, 1))


def move(site: Site, one: str, other: str) -> None:
    """Move a file there, or back."""
    source, target = (one, other) if site.path(one).exists() else (other, one)
    if site.path(source).exists():
        site.path(target).parent.mkdir(parents=True, exist_ok=True)
        site.path(source).rename(site.path(target))


def settle(site: Site, number: int) -> None:
    """Let what was just edited have been saved long ago, all at one time: dates show on pages."""
    for folder in ("source", "locales"):
        for path in site.path(folder).rglob("*"):
            if path.stat().st_mtime > _LONG_AGO + 1_000_000:
                os.utime(path, (_LONG_AGO + number, _LONG_AGO + number))


@settings(max_examples=HISTORIES)
@given(
    steps=st.lists(
        st.tuples(
            st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=2),
            st.sampled_from(((), (), (), (), ("fr",), ("--allow-missing",), ("--force",))),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_after_any_edits_the_site_is_as_if_nothing_were_remembered(
    steps: list[tuple[list[str], tuple[str, ...], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        knowing = with_pages(Site.small(Path(folder, "knowing")))
        settle(knowing, 0)
        shutil.copytree(knowing.folder, Path(folder, "forgetful"))
        forgetful = Site(Path(folder, "forgetful"))
        # The last build has nothing to do, and so is to make nothing of what it knows.
        for number, (edits, arguments, by_pages) in enumerate(
            [([], (), False), *steps, ([], (), True), ([], (), False)]
        ):
            found = []
            if by_pages and knowing.path(STATE).exists():
                forget_the_whole(knowing)
            for site in (knowing, forgetful):
                for edit in edits:
                    EDITS[edit](site)
                settle(site, number)
                shutil.rmtree(forgetful.path(".tetraglot"), ignore_errors=True)
                with counted() as made:
                    done = site.run("build", *arguments)
                found.append((done, site.files("output"), site.files("locales")))
                if site is knowing:
                    pages = made
            assert found[0] == found[1]
        if found[0][0].code == 0 and "broken-link" not in found[0][0].err:
            records = knowing.record()["pages"]
            doubtful = {page["page"] for page in records if page["held"] or page["outdated_since"]}
            assert set(pages) <= doubtful | DEAD


@contextmanager
def counted() -> Iterator[list[str]]:
    """The pages that are made meanwhile."""
    pages: list[str] = []
    make = PageMaker.__call__

    def made(self: PageMaker, domain: str, *listed: Any, **some: Any) -> object:
        pages.append(domain)
        return make(self, domain, *listed, **some)

    with mock.patch.object(PageMaker, "__call__", made):
        yield pages
