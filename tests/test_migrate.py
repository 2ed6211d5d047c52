"""Translations made for other msgids: other tools' catalogues of the same page, and this tool's earlier rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Run, Site, page
from pipeline.locales import plural_forms
from pipeline.migrate.formats import later_format, upgraded
from pipeline.migrate.fragment import UnreadableError, pairs
from pipeline.po import Catalogue, Message, header, parse

CASES = Path(__file__).parent / "cases/migrate"
PO = "locales/fr/LC_MESSAGES/page.po"


@pytest.fixture
def same_page(site: Site) -> Site:
    """A site with the page that the other tools' catalogues were made from."""
    site.path("source/pages/index.xhtml").unlink()
    site.write("source/pages/page.xhtml", (CASES / "page.xhtml").read_text("utf-8"))
    return site


@pytest.mark.parametrize("tool", ["itstool", "po4a", "html2po"])
def test_another_tool_s_catalogue_is_taken_over(same_page: Site, tool: str, request: pytest.FixtureRequest) -> None:
    folder = CASES / tool
    same_page.write("old.po", (folder / "old.po").read_text("utf-8"))
    done = same_page.run("migrate", str(same_page.path("old.po")))
    said = (done.err + done.out).replace(f"{same_page.folder}/", "")
    assert done.code == 0
    if request.config.getoption("--rewrite-goldens"):
        (folder / "expected.po").write_text(same_page.read(PO), "utf-8")
        (folder / "said.txt").write_text(said, "utf-8")
    # How many plurals French has differs between editions of CLDR, and so between releases of Babel.
    expected = (folder / "expected.po").read_text("utf-8").replace("nplurals=2; plural=(n > 1);", plural_forms("fr"))
    assert same_page.read(PO) == expected
    assert said == (folder / "said.txt").read_text("utf-8")


# (msgid of another tool, its msgstr, the pairs that come of it)
PAIRS = [
    ("R&amp;D &#160;x", "R&D d’ici", [("R&D \u00a0x", "R&D d’ici")]),
    ("a &lt; b", "a < b", [("a &lt; b", "a &lt; b")]),
    # Two of a name, told apart by their attributes, wherever the translation has them.
    (
        '<a href="1">x</a> y <a href="2">z</a>',
        '<a href="2">Z</a> Y <a href="1">X</a>',
        [("<a>x</a> y <a2>z</a2>", "<a2>Z</a2> Y <a>X</a>")],
    ),
    # Both addresses changed: a guess, and taken over as such.
    (
        '<a href="1">x</a> y <a href="2">z</a>',
        '<a href="4">Z</a> Y <a href="3">X</a>',
        [("<a>x</a> y <a2>z</a2>", "<a>Z</a> Y <a2>X</a2>")],
    ),
    # An attribute's words follow their element, not their place.
    (
        'x <img src="1" alt="One"/> y <img src="2" alt="Two"/>.',
        'X <img src="2" alt="Deux"/> Y <img src="1" alt="Un"/>.',
        [("x <img/> y <img2/>.", "X <img2/> Y <img/>."), ("Two", "Deux"), ("One", "Un")],
    ),
    ("<b>All</b>", "Tout", [("All", "Tout")]),
    ("All", "<b>Tout</b>", [("All", "<b>Tout</b>")]),
    ('<i epub:type="z">x</i> y', '<i epub:type="z">X</i> Y', [("<i>x</i> y", "<i>X</i> Y")]),
    (
        '<a href="/">Home</a> | <a href="/b">About</a>',
        '<a href="/">Accueil</a> | <a href="/b">À propos</a>',
        [("Home", "Accueil"), ("About", "À propos")],
    ),
]


@pytest.mark.parametrize(("msgid", "msgstr", "expected"), PAIRS)
def test_raw_markup_becomes_codes(msgid: str, msgstr: str, expected: list[tuple[str, str]]) -> None:
    assert [(pair.msgid, pair.msgstr) for pair in pairs(msgid, msgstr)] == expected


def test_what_is_guessed_is_said() -> None:
    (pair,) = pairs('<a href="1">x</a> y <a href="2">z</a>', '<a href="4">Z</a> Y <a href="3">X</a>')
    assert [doubt.check for doubt in pair.doubts] == ["inline-code-guessed"]
    assert pairs('<a href="1">x</a> y', '<a href="4">X</a> Y')[0].doubts == ()


@pytest.mark.parametrize(
    ("msgid", "msgstr", "reason"),
    [
        ("Read <b>x", "Lire", "the source text is no well-formed markup: <b> is not closed"),
        ("Read <b>x</b>", "Lire <b>x", "the translation is no well-formed markup: <b> is not closed"),
        (
            "Read <b>x</b>",
            "Lire</p><p>x",
            "the translation is no well-formed markup: </p> stands where <div> of line 1 is",
        ),
        ("Read x", "Lire &xxe;", "the translation is no well-formed markup: the entity &xxe; is not HTML's"),
        ("<a>A</a> | <a>B</a>", "<a>A</a>", "the number of texts differs: 2 in the source, 1 in the translation"),
    ],
)
def test_what_cannot_be_read_says_why(msgid: str, msgstr: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        pairs(msgid, msgstr)
    assert str(caught.value).startswith(reason)


FOREIGN = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def entry(msgid: str, msgstr: str, before: str = "") -> str:
    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"')

    return f'\n{before}msgid "{quoted(msgid)}"\nmsgstr "{quoted(msgstr)}"\n'


def taken(site: Site, *entries: str) -> tuple[Run, Message]:
    """What `migrate` does with a foreign catalogue, and the message of the page's paragraph then."""
    site.write("old.po", FOREIGN + "".join(entries))
    done = site.run("migrate", str(site.path("old.po")))
    index = parse(site.path("locales/fr/LC_MESSAGES/index.po").read_bytes())
    return done, index.messages[1]


def test_harm_in_another_tool_s_catalogue_is_for_a_person_to_see(site: Site) -> None:
    done, message = taken(site, entry("Hello, world.", 'Salut<script src="x"></script>.'))
    assert (message.msgstr, message.fuzzy) == ("Salut<script/>.", True)
    assert "old.po:7:9: warning: <script/> is no code of this message" in done.err
    assert '"Hello, world." (inline-code-unknown)' in done.err
    assert done.code == 0


def test_several_translations_of_one_text_are_for_a_person_to_choose(site: Site) -> None:
    done, message = taken(site, entry("Hello, world.", "Salut.", 'msgctxt "a"\n'), entry("Hello, world.", "Bonjour."))
    assert (message.msgstr, message.fuzzy) == ("Salut.", True)
    assert "several-translations" in done.err
    assert "old.po:11:9: warning: another translation of this text is taken" in done.err


def test_the_translation_made_for_the_page_itself_goes_first(site: Site) -> None:
    here, there = "#: index.xhtml:3\n", "#: other.xhtml:3\n"
    elsewhere = entry("Hello, world.", "Salut.", there + 'msgctxt "a"\n')
    _, message = taken(site, elsewhere, entry("Hello, world.", "Bonjour.", here))
    assert (message.msgstr, message.fuzzy) == ("Bonjour.", False)


def test_what_was_approved_here_stays(site: Site) -> None:
    site.run("update", "fr")
    site.translate("fr", {"Hello, world.": "Bonjour à tous."})
    done, message = taken(site, entry("Hello, world.", "Salut."))
    assert message.msgstr == "Bonjour à tous."
    assert done.out == "1 of 1 translation taken over\n0 files written\n"


def test_the_locale_is_what_the_files_say_or_what_is_asked_for(site: Site) -> None:
    site.write("old.po", FOREIGN.replace("Language: fr", "Language: "))
    nameless = site.run("migrate", str(site.path("old.po")))
    assert nameless.code == 2
    assert "name the locale" in nameless.err
    assert site.run("migrate", str(site.path("old.po")), "--locale", "it").code == 2
    assert site.run("migrate", str(site.path("old.po")), "--locale", "nl").code == 0
    missing = site.run("migrate", "nowhere.po")
    assert (missing.code, "nowhere.po: " in missing.err) == (3, True)


# -- earlier rules of our own

EARLIER = Catalogue(
    [
        Message("\u00a0\u00a0Indented", "\u00a0En retrait"),
        Message("\nMonday\n", "\nLundi\n"),
        Message("Same", "Pareil", flags=["fuzzy"], previous_msgid="\u00a0Old"),
        Message("\u00a0Gone", "\u00a0Parti", obsolete=True),
    ],
    header({"Language": "fr", "X-Msgid-Format": "1"}),
)


def test_a_catalogue_of_earlier_rules_gets_the_present_msgids() -> None:
    now = upgraded(EARLIER)
    assert later_format(EARLIER) == 1
    assert later_format(now) == 0
    assert [(m.msgid, m.msgstr, m.previous_msgid, m.obsolete) for m in now.messages] == [
        ("Indented", "En retrait", None, False),
        ("Monday\n", "Lundi\n", None, False),
        ("Same", "Pareil", "Old", False),
        ("Gone", "Parti", None, True),
    ]
    assert upgraded(now) == now


def test_update_leaves_other_rules_to_migrate_and_migrate_keeps_translations_unfuzzy(site: Site) -> None:
    path = "locales/fr/LC_MESSAGES/index.po"
    site.write("source/pages/index.xhtml", page("<p>&#160;&#160;Hello</p>", "<title>Welcome</title>").decode())
    site.run("update", "fr")
    site.edit(path, "X-Msgid-Format: 2", "X-Msgid-Format: 1")
    site.edit(path, 'msgid "Hello"\nmsgstr ""', 'msgid "\u00a0\u00a0Hello"\nmsgstr "\u00a0\u00a0Bonjour"')
    before = site.files("locales")
    refused = site.run("update", "fr")
    assert refused.code == 3
    assert refused.err == (
        f"{path}:1:1: an earlier version made this catalogue, by other rules of what a text is; run `tetraglot migrate`\n"
    )
    assert site.files("locales") == before
    done = site.run("migrate")
    assert done.code == 0
    assert f"{path}: 2 kept, 0 fuzzy, 0 new, 0 obsolete" in done.out
    message = parse(site.path(path).read_bytes()).messages[1]
    assert (message.msgid, message.msgstr, message.fuzzy) == ("Hello", "Bonjour", False)
    assert site.run("migrate").out == "0 files written\n"


def test_a_later_version_s_catalogue_is_left_alone(site: Site) -> None:
    path = "locales/fr/LC_MESSAGES/index.po"
    site.run("update", "fr")
    site.edit(path, "X-Msgid-Format: 2", "X-Msgid-Format: 3")
    for command in ("update", "migrate"):
        done = site.run(command)
        assert (done.code, "a later version made this catalogue" in done.err) == (3, True)
