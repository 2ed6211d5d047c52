"""Bringing catalogues up to date: golden folders in cases/merge, one for each promise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Site, document, page, template
from need import need
from pipeline.build.catalogues import update
from pipeline.build.migration import take_over
from pipeline.build.project import Project
from pipeline.cli import main
from pipeline.errors import UnusableFileError
from pipeline.locales import plural_forms
from pipeline.merge import Known, Memory, merge, new_catalogue
from pipeline.po import Catalogue, Message, parse, serialise
from pipeline.store import LOCALES, Store

CASES = sorted((Path(__file__).parent / "cases/merge").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_merge(case: Path, request: pytest.FixtureRequest) -> None:
    new_template = parse((case / "new.pot").read_bytes())
    other = case / "other.po"  # the catalogue of another page, where the story has one
    known = parse(other.read_bytes()).messages if other.exists() else []

    def elsewhere() -> Memory:
        return Memory(Known(message, "other") for message in known)

    merged, _ = merge(parse((case / "old.po").read_bytes()), new_template, elsewhere, "here")
    written = serialise(merged)
    if request.config.getoption("--rewrite-goldens"):
        (case / "expected.po").write_bytes(written)
    assert written.decode() == (case / "expected.po").read_text("utf-8")
    again, stats = merge(parse(written), new_template, elsewhere, "here")
    assert serialise(again) == written
    assert (stats.fuzzy, stats.new, stats.obsolete) == (0, 0, 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_msgfmt_accepts_what_was_merged(case: Path) -> None:
    need("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    command = ["msgfmt", "-c", "-o", os.devnull, str(case / "expected.po")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_new_catalogue_has_a_header_that_gettext_understands() -> None:
    catalogue, stats = merge(
        new_catalogue(template(document("<p>Hello</p>")), "fr"), template(document("<p>Hello</p>"))
    )
    assert serialise(catalogue).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: test\\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: fr\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural_forms("fr")}\\n"\n'
        '"X-Source-Language: en\\n"\n'
        '"X-Msgid-Format: 2\\n"\n'
        "\n"
        "#. paragraph\n"
        "#: source/pages/p.xhtml\n"
        'msgid "Hello"\n'
        'msgstr ""\n'
    )
    assert str(stats) == "0 kept, 0 fuzzy, 1 new, 0 obsolete"


texts = st.text(st.sampled_from("ab c"), min_size=1, max_size=8).map(str.strip).filter(bool)
entries = st.builds(
    Message,
    msgid=texts,
    msgstr=st.just("") | st.uuids().map(str),
    obsolete=st.booleans(),
    msgctxt=st.none() | st.sampled_from(["", "menu"]),
    flags=st.just([]) | st.just(["fuzzy"]),
    previous_msgid=st.none() | texts,
)
catalogues = st.lists(entries, unique_by=lambda message: message.key, max_size=8).map(Catalogue)
templates = st.lists(
    st.builds(Message, texts, msgctxt=st.none() | st.just("menu")), unique_by=lambda message: message.key, max_size=8
).map(Catalogue)


@given(catalogues, templates, templates)
def test_no_translation_is_ever_lost(old: Catalogue, first: Catalogue, second: Catalogue) -> None:
    merged = merge(merge(old, first)[0], second)[0]
    written = {message.msgstr for message in old.messages if message.msgstr}
    assert written <= {message.msgstr for message in merged.messages}


@given(catalogues, templates)
def test_the_template_decides_membership_and_order(old: Catalogue, new: Catalogue) -> None:
    merged = merge(old, new)[0]
    assert [message.key for message in merged.messages if not message.obsolete] == [m.key for m in new.messages]


@given(catalogues, templates)
def test_a_translation_of_another_text_is_always_fuzzy(old: Catalogue, new: Catalogue) -> None:
    made_for = {message.msgstr: message.msgid for message in old.messages if message.msgstr}
    for message in merge(old, new)[0].messages:
        if message.msgstr and not message.fuzzy:
            assert made_for[message.msgstr] == message.msgid


@given(catalogues, templates)
def test_merging_twice_changes_nothing_more(old: Catalogue, new: Catalogue) -> None:
    once = serialise(merge(old, new)[0])
    assert serialise(merge(parse(once), new)[0]) == once


def entry(site: Site, path: str, msgid: str) -> Message:
    """The living message of a French catalogue with that text."""
    catalogue = parse(site.path(f"locales/fr/LC_MESSAGES/{path}.po").read_bytes())
    return next(message for message in catalogue.messages if message.msgid == msgid and not message.obsolete)


@pytest.fixture
def translated(site: Site) -> Site:
    """A site whose first page is translated, and that has a second one."""
    site.write("source/pages/index.xhtml", page("<p>Come in, <b>all</b> of you.</p>").decode())
    site.write("source/pages/about.xhtml", page("<p>Nothing yet.</p>").decode())
    assert site.run("update").code == 0
    site.edit(
        "locales/fr/LC_MESSAGES/index.po",
        'of you."\nmsgstr ""',
        'of you."\nmsgstr "Entrez <b>tous</b>."',
    )
    return site


def test_a_text_that_moved_to_another_page_takes_its_translation_along(translated: Site) -> None:
    site = translated
    site.write("source/pages/index.xhtml", page("<p>Nothing here.</p>").decode())
    site.write("source/pages/about.xhtml", page("<p>Come in, <b>all</b> of you.</p>").decode())
    assert site.run("update", "fr").code == 0
    moved = entry(site, "about", "Come in, <b>all</b> of you.")
    assert (moved.msgstr, moved.fuzzy, moved.comment) == ("Entrez <b>tous</b>.", False, "paragraph\nFROM: index")
    before = site.files()
    assert site.run("update", "fr").code == 0
    assert site.files() == before


def test_other_pages_are_asked_for_the_same_words_with_other_codes(translated: Site) -> None:
    translated.write("source/pages/about.xhtml", page("<p>Come in, <em>all</em> of you.</p>").decode())
    assert translated.run("update", "fr").code == 0
    message = entry(translated, "about", "Come in, <em>all</em> of you.")
    assert (message.msgstr, message.fuzzy) == ("Entrez <em>tous</em>.", False)


def test_other_pages_are_asked_for_a_near_text(translated: Site) -> None:
    translated.write("source/pages/about.xhtml", page("<p>Come in, <b>all</b> of us.</p>").decode())
    assert translated.run("update", "fr").code == 0
    message = entry(translated, "about", "Come in, <b>all</b> of us.")
    assert (message.msgstr, message.fuzzy) == ("Entrez <b>tous</b>.", True)
    assert message.comment == "paragraph\nCHANGED: … <b>all</b> of [-you-]{+us+}."


def test_a_large_memory_finds_what_a_small_one_finds() -> None:
    many = [Known(Message(f"The office number {n} is open on day {n}", str(n)), "a") for n in range(5000)]
    many[700] = Known(Message("Bring your identity card to the town hall", "x"), "b")
    near = Memory(many).near("Bring your identity card to a town hall")
    assert near is not None
    assert near.known.message.msgstr == "x"
    assert Memory(many).near("Bring your identity card to a town hall", but="b") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a <b>b</b> c", "a <b>b c</b>"),  # other words inside
        ("<b>a</b> <i>b</i>", "<b>a</b> <b>b</b>"),  # two codes became one
        ("<b>a</b> <b>b</b>", "<b>a</b> <i>b</i>"),  # one became two
        ("a<br/><b>b</b>", "a<b>b</b><br/>"),
    ],
)
def test_codes_that_are_not_one_to_one_are_not_carried_over(old: str, new: str) -> None:
    merged = merge(Catalogue([Message(old, old.upper())]), Catalogue([Message(new)]))[0]
    assert merged.messages[0].fuzzy or not merged.messages[0].msgstr


def test_what_a_large_memory_finds_does_not_depend_on_the_run() -> None:
    """Python orders a set of words anew in every process."""
    script = """
from pipeline.merge import Known, Memory
from pipeline.po import Message
import random
random.seed(1)
words = [f"word{one}{two}" for one in "abcdefghijklmn" for two in "abcdefghijklmn"]
known = [Known(Message(" ".join(random.choices(words, k=4)) + f" {n}", str(n)), "a") for n in range(6000)]
memory = Memory(known)
found = [memory.near(" ".join(random.choices(words, k=5))) for n in range(40)]
print([near and near.known.message.msgstr for near in found])
"""
    outputs = set()
    for seed in "0123":
        done = subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_translator_who_saves_during_an_update_loses_nothing(translated: Site) -> None:
    path = "locales/fr/LC_MESSAGES/index.po"
    translated.write("source/pages/index.xhtml", page("<p>Come in, all of us.</p>").decode())
    store = Store(translated.folder)
    with store.staging(LOCALES) as stage:
        update(Project(store), stage, ["fr"])
        translated.edit(path, "Entrez <b>tous</b>.", "Entrez donc <b>tous</b>.")
        saved = translated.read(path)
        with pytest.raises(UnusableFileError) as caught:
            stage.commit()
    assert str(caught.value) == f"{path}: somebody saved it while this ran; their text stands; run the command again"
    assert translated.read(path) == saved
    assert translated.run("update", "fr").code == 0
    assert "Entrez donc" in translated.read(path)


@pytest.mark.parametrize("output", [[], ["-o", "./fr.po"]])
def test_a_translator_who_saves_during_a_merge_of_loose_files_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], output: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fr.po").write_text('msgid "a"\nmsgstr ""\n', "utf-8")
    Path("new.pot").write_text('msgid "b"\nmsgstr ""\n', "utf-8")

    def meanwhile(*catalogues: Catalogue) -> object:
        Path("fr.po").write_text('msgid "a"\nmsgstr "saved"\n', "utf-8")
        return merge(*catalogues)

    monkeypatch.setattr("pipeline.merge.merge", meanwhile)
    with pytest.raises(SystemExit) as caught:
        main(["merge", "fr.po", "new.pot", *output])
    assert caught.value.code == 3
    assert capsys.readouterr().err.endswith(
        "fr.po: somebody saved it while this ran; their text stands; run the command again\n"
    )
    assert Path("fr.po").read_text("utf-8") == 'msgid "a"\nmsgstr "saved"\n'


def test_a_translator_who_saves_during_a_migration_loses_nothing(translated: Site) -> None:
    path = "locales/fr/LC_MESSAGES/index.po"
    translated.edit(path, 'msgstr "Entrez <b>tous</b>."', 'msgstr ""')
    store = Store(translated.folder)
    other = parse(b'msgid "Come in, <b>all</b> of you."\nmsgstr "Entrez, <b>tous</b>."\n')
    with store.staging(LOCALES) as stage:
        done = take_over(Project(store), stage, "fr", {"old.po": other})
        assert list(done.messages) == [path]
        translated.edit(path, 'of you."\nmsgstr ""', 'of you."\nmsgstr "Entrez donc <b>tous</b>."')
        saved = translated.read(path)
        with pytest.raises(UnusableFileError):
            stage.commit()
    assert translated.read(path) == saved
