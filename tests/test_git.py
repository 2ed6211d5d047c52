"""Two people's work on one catalogue, through git itself and without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Site, page
from pipeline.merge import join
from pipeline.po import Catalogue, Message, parse, serialise

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
MONDAY = '\n#. paragraph\nmsgid "The office is open on Monday."\nmsgstr "Le bureau est ouvert le lundi."\n'
CLOSED = (
    "\n#. paragraph\n#, fuzzy\n"
    '#| msgid "The office is open on Monday."\n'
    'msgid "The office is closed on Monday."\nmsgstr "Le bureau est ouvert le lundi."\n'
)
WELCOME = '\nmsgid "Welcome"\nmsgstr ""\n'


class Clone:
    """A repository with one catalogue and the driver."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "fr.po"
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@example.org")
        subprocess.run(
            [sys.executable, "-m", "pipeline", "init", "--git", str(folder)], check=True, capture_output=True
        )
        (folder / "pipeline").mkdir()
        (folder / "pipeline/__init__.py").write_text("not ours", "utf-8")
        self.commit(HEADER + MONDAY + WELCOME)

    def git(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *args],
            cwd=self.folder,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
            check=False,
            capture_output=True,
            text=True,
        )

    def commit(self, text: str) -> None:
        self.file.write_text(text, "utf-8")
        assert self.git("add", "-A").returncode == 0
        assert self.git("commit", "-qm", "edit").returncode == 0

    def merged(self, ours: str, theirs: str) -> tuple[int, str, str]:
        """git's exit code, what it said, and the file."""
        assert self.git("checkout", "-qb", "theirs").returncode == 0
        self.commit(theirs)
        assert self.git("checkout", "-q", "main").returncode == 0
        self.commit(ours)
        done = self.git("merge", "--no-edit", "theirs")
        return done.returncode, done.stderr, self.file.read_text("utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_a_new_source_is_never_paired_with_the_translation_of_another(clone: Clone) -> None:
    theirs = HEADER + MONDAY.replace("ouvert le lundi", "ouvert tous les lundis") + WELCOME
    code, _, merged = clone.merged(HEADER + CLOSED + WELCOME, theirs)
    assert code == 0
    assert merged == HEADER + CLOSED.replace("ouvert le lundi", "ouvert tous les lundis") + WELCOME + (
        '\n#~ msgid "The office is open on Monday."\n#~ msgstr "Le bureau est ouvert tous les lundis."\n'
    )


def test_the_work_of_both_stands(clone: Clone) -> None:
    ours = HEADER + MONDAY.replace("Le bureau", "Notre bureau") + WELCOME
    theirs = HEADER + MONDAY + WELCOME.replace('msgstr ""', 'msgstr "Bienvenue"')
    code, _, merged = clone.merged(ours, theirs)
    expected = MONDAY.replace("Le bureau", "Notre bureau") + WELCOME.replace('msgstr ""', 'msgstr "Bienvenue"')
    assert (code, merged) == (0, HEADER + expected)


def test_two_translations_of_one_text_are_for_a_person_to_decide(clone: Clone) -> None:
    ours = HEADER + MONDAY + WELCOME.replace('msgstr ""', 'msgstr "Bienvenue"')
    theirs = HEADER + MONDAY + WELCOME.replace('msgstr ""', 'msgstr "Soyez les bienvenus"')
    code, said, merged = clone.merged(ours, theirs)
    assert code == 1
    assert "fr.po: two translations of 'Welcome'; keep one of those in its comment\nfr.po: 1 conflict\n" in said
    assert merged == HEADER + MONDAY + (
        "\n# CONFLICT: two translations were made; keep one of them, delete these lines, take away the fuzzy mark\n"
        "# ours: Bienvenue\n# theirs: Soyez les bienvenus\n#, fuzzy\n"
        'msgid "Welcome"\nmsgstr "Bienvenue"\n'
    )
    assert clone.git("ls-files", "--unmerged").stdout


def test_a_broken_catalogue_is_left_as_it_was(clone: Clone) -> None:
    ours = HEADER + MONDAY + WELCOME.replace('msgstr ""', 'msgstr "Bienvenue"')
    code, said, merged = clone.merged(ours, HEADER + MONDAY + 'msgid "half\nmsgstr ""\n')
    assert (code, merged) == (1, ours)
    assert "fr.po (theirs):9:1: the string is not closed or holds a bare quote" in said


def test_init_git_lets_a_clone_use_the_driver(tmp_path: Path) -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *args]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)

    refused = run("init", "--git")
    assert refused.returncode == 3
    assert refused.stderr.endswith("; run it inside a clone, or run `git init` first\n")
    assert subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True).returncode == 0
    (tmp_path / ".gitattributes").write_text("*.svg text", "utf-8")
    for _ in range(2):
        assert run("init", "--git").stdout == "git merges catalogues message by message here; commit .gitattributes\n"
        written = (tmp_path / ".gitattributes").read_text("utf-8")
        assert written == "*.svg text\n*.po merge=tetraglot\n*.pot merge=tetraglot\n"
    driver = ["git", "config", "merge.tetraglot.driver"]
    done = subprocess.run(driver, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.endswith(" -I -m pipeline git-merge %O %A %B %P\n")


def test_new_texts_stand_where_their_page_has_them() -> None:
    def catalogue(*texts: str) -> Catalogue:
        return Catalogue([Message(text) for text in texts])

    joined = join(catalogue("a", "b"), catalogue("a", "x", "b"), catalogue("0", "a", "y", "b", "z"))
    assert [message.msgid for message in joined.catalogue.messages] == ["0", "a", "y", "x", "b", "z"]


def test_the_header_takes_what_one_side_changed_and_the_later_date() -> None:
    def with_header(*lines: str) -> Catalogue:
        return Catalogue([], Message("", "".join(f"{line}\n" for line in lines)))

    base = with_header("PO-Revision-Date: 2026-01-01", "Last-Translator: A", "Language: fr")
    ours = with_header("PO-Revision-Date: 2026-03-01", "Last-Translator: B", "Language: fr")
    theirs = with_header("PO-Revision-Date: 2026-02-01", "Last-Translator: C", "Language: fr", "X-Generator: Poedit")
    assert join(base, ours, theirs).catalogue.metadata == {
        "PO-Revision-Date": "2026-03-01",
        "Last-Translator": "B",
        "Language": "fr",
        "X-Generator": "Poedit",
    }


_texts = st.sampled_from(["", "un", "deux", "trois"])
_messages = st.builds(
    Message,
    st.sampled_from("abc"),
    _texts,
    obsolete=st.booleans(),
    flags=st.just([]) | st.just(["fuzzy"]),
    tcomment=st.sampled_from(["", "note"]),
)
_catalogues = st.lists(_messages, unique_by=lambda message: (message.key, message.obsolete), max_size=5).map(Catalogue)


@given(_catalogues, _catalogues, _catalogues)
def test_joining_loses_no_work_and_makes_no_pair(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
    joined = join(base, ours, theirs)
    kept = "\n".join(f"{message.msgstr}\n{message.tcomment}" for message in joined.catalogue.messages)
    before = {(message.key, message.msgstr) for message in base.messages}
    offered = {message.msgstr for message in base.messages}
    for message in (*ours.messages, *theirs.messages):
        is_begun = message.fuzzy and not message.obsolete and message.msgstr not in offered
        if (is_begun or not message.fuzzy) and (message.key, message.msgstr) not in before:
            assert message.msgstr in kept
    made = {(message.key, message.msgstr) for side in (ours, theirs) for message in side.messages}
    assert {(message.key, message.msgstr) for message in joined.catalogue.messages} <= made
    assert parse(serialise(joined.catalogue)).messages == joined.catalogue.messages


@given(_catalogues, _catalogues)
def test_what_one_side_did_alone_is_what_comes_out(base: Catalogue, changed: Catalogue) -> None:
    def live(catalogue: Catalogue) -> list[Message]:
        return list(catalogue.live.values())

    assert live(join(base, changed, base).catalogue) == live(changed)
    assert live(join(base, base, changed).catalogue) == live(changed)
    assert join(base, changed, changed).conflicts == []


SOURCE, RIGHT, WRONG = "Come in, all of you.", "Entrez tous.", "Entrez donc, chacun de vous."


@pytest.fixture
def plainly_merged(site: Site) -> Site:
    """A site in a clone where git merged lines: the text of one branch has got the translation of the other."""
    path = "locales/fr/LC_MESSAGES/index.po"

    def git(*args: str) -> None:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args]
        subprocess.run(command, cwd=site.folder, check=True, capture_output=True)

    def commit() -> None:
        git("add", "-A")
        git("commit", "-qm", "edit")

    site.write("source/pages/index.xhtml", page(f"<p>{SOURCE}</p>").decode())
    assert site.run("update").code == 0
    # As the text stands on two lines, git sees two places that have nothing to do with each other.
    site.edit(path, f'msgid "{SOURCE}"\nmsgstr ""', f'msgid ""\n"{SOURCE}"\n""\n""\n""\nmsgstr "{RIGHT}"')
    git("init", "-q", "-b", "main")
    commit()
    git("checkout", "-qb", "theirs")
    site.edit(path, RIGHT, WRONG)
    commit()
    git("checkout", "-q", "main")
    site.edit("source/pages/index.xhtml", "all of you", "none of you")
    site.edit(path, "all of you", "none of you")
    commit()
    git("merge", "-q", "--no-edit", "theirs")
    return site


def test_check_finds_what_a_plain_merge_put_together(plainly_merged: Site) -> None:
    site = plainly_merged
    done = site.run("check", "fr", "--format", "json")
    (found,) = (each for each in json.loads(done.out) if each["check"] == "mispaired")
    line = site.read("locales/fr/LC_MESSAGES/index.po").split("\n").index(f'msgstr "{WRONG}"') + 1
    merge = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(merge, cwd=site.folder, check=True, capture_output=True, text=True).stdout.strip()
    assert (found["path"], found["line"], found["locale"], found["page"]) == (
        "locales/fr/LC_MESSAGES/index.po",
        line,
        "fr",
        "index",
    )
    assert found["message"] == (
        f'"Come in, none of you." has the translation of "{SOURCE}" since the merge {commit}; '
        "compare them and correct it"
    )
    assert (found["severity"], found["certainty"], found["its_type"]) == ("warning", "likely", "mistranslation")


def test_a_mispaired_entry_is_found_until_it_is_corrected_or_marked(plainly_merged: Site) -> None:
    site, path = plainly_merged, "locales/fr/LC_MESSAGES/index.po"
    merged = site.read(path)
    assert "mispaired" in site.run("check", "fr").out
    site.edit(path, WRONG, "N’entrez pas.")
    assert "mispaired" not in site.run("check", "fr").out
    site.write(path, merged.replace('msgid ""\n"Come', '#, fuzzy\nmsgid ""\n"Come'))
    assert "mispaired" not in site.run("check", "fr").out


def test_a_site_outside_git_has_no_history(plainly_merged: Site) -> None:
    shutil.rmtree(plainly_merged.path(".git"))
    assert "mispaired" not in plainly_merged.run("check", "fr").out
