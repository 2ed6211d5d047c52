"""Edits that alter no meaning: translations stay current, on record, and a translator may object."""

from __future__ import annotations

import subprocess
import sys

import pytest

from builders import Site, page
from pipeline.errors import UnusableFileError
from pipeline.merge import parse_edits, with_edits
from pipeline.model import MinorEdit

PAGE, FRENCH, RECORD = "source/pages/index.xhtml", "locales/fr/LC_MESSAGES/index.po", "locales/minor-edits.toml"


@pytest.fixture
def translated(site: Site) -> Site:
    site.write(PAGE, page("<p>We are open on <b>4 monday</b> mornings.</p>").decode())
    assert site.run("update").code == 0
    for locale in ("fr", "nl"):
        site.translate(locale, {"We are open on <b>4 monday</b> mornings.": f"{locale}: <b>4</b> ouvert"})
    site.edit(PAGE, "monday", "Monday")
    return site


def entry(site: Site) -> str:
    """The lines of the French entry, from its flags on."""
    living = site.read(FRENCH).split("\n\n#~")[0].rstrip("\n")
    return living.split("#: source/pages/index.xhtml\n")[-1]


CURRENT = 'msgid "We are open on <b>4 Monday</b> mornings."\nmsgstr "fr: <b>4</b> ouvert"'
LOOK_AGAIN = f'#, fuzzy\n#| msgid "We are open on <b>4 monday</b> mornings."\n{CURRENT}'


def test_a_minor_edit_keeps_translations_current_and_goes_on_record(translated: Site) -> None:
    done = translated.run("update", "--minor", "index")
    assert done.code == 0
    assert f"{RECORD}: index: … on <b>4 [-monday-]{{+Monday+}}</b> mornings.\n" in done.out
    assert entry(translated) == CURRENT
    assert translated.read(RECORD).split("\n\n")[1] == (
        '[[edit]]\npage = "index"\nold = "We are open on <b>4 monday</b> mornings."\n'
        'new = "We are open on <b>4 Monday</b> mornings."\nveto = []\n'
    )
    files = translated.files()
    assert translated.run("update", "--minor", PAGE).code == 0
    assert translated.files() == files


def test_without_the_author_s_word_a_translator_looks_again(translated: Site) -> None:
    assert translated.run("update").code == 0
    assert entry(translated) == LOOK_AGAIN


def test_what_waits_for_translators_already_is_not_taken_back(translated: Site) -> None:
    translated.edit(PAGE, "open", "closed")
    assert translated.run("update").code == 0
    waiting = entry(translated)
    assert "#, fuzzy" in waiting
    translated.edit(PAGE, "mornings.", "mornings!")
    assert translated.run("update", "--minor", "index").code == 0
    assert entry(translated) == waiting.replace('mornings."\nmsgstr', 'mornings!"\nmsgstr')


def test_an_edit_on_record_reaches_a_catalogue_that_had_it_marked(translated: Site) -> None:
    assert translated.run("update", "fr").code == 0
    assert entry(translated) == LOOK_AGAIN
    assert translated.run("update", "--minor", "index").code == 0
    assert entry(translated) == CURRENT


def test_catalogues_that_followed_the_page_at_different_times_are_left_for_translators(translated: Site) -> None:
    translated.edit(PAGE, "open", "closed")
    assert translated.run("update", "fr", "en").code == 0
    translated.edit(FRENCH, "#, fuzzy\n", "")
    translated.edit(PAGE, "mornings.", "mornings!")
    done = translated.run("update", "--minor", "index")
    assert "index: catalogues of several ages, left for translators: … 4 Monday</b> mornings[-.-]{+!+}\n" in done.out
    assert "#, fuzzy" in entry(translated)
    assert not translated.path(RECORD).exists()


def test_what_a_translator_began_meanwhile_is_theirs_to_finish(translated: Site) -> None:
    assert translated.run("update").code == 0
    translated.edit(FRENCH, '\nmsgstr "fr: <b>4</b> ouvert"', '\nmsgstr "begun <b>4</b>"')
    assert translated.run("update", "--minor", "index").code == 0
    assert entry(translated) == LOOK_AGAIN.replace("fr: <b>4</b> ouvert", "begun <b>4</b>")


def test_a_translator_can_veto_it_for_one_language(translated: Site) -> None:
    assert translated.run("update", "--minor", "index").code == 0
    translated.edit(RECORD, "veto = []", 'veto = ["fr"]')
    assert translated.run("update").code == 0
    assert entry(translated) == LOOK_AGAIN
    assert "fuzzy" not in translated.read(FRENCH.replace("/fr/", "/nl/"))
    # The author's word does not take the veto back.
    assert translated.run("update", "--minor", "index").code == 0
    assert entry(translated) == LOOK_AGAIN


def test_a_translation_that_was_corrected_after_a_veto_stays(translated: Site) -> None:
    assert translated.run("update", "--minor", "index").code == 0
    translated.edit(RECORD, "veto = []", 'veto = ["fr"]')
    translated.edit(FRENCH, CURRENT, CURRENT.replace("ouvert", "ouvert le lundi"))
    assert translated.run("update").code == 0
    assert entry(translated) == CURRENT.replace("ouvert", "ouvert le lundi")


def test_two_minor_edits_in_a_row_are_followed_back(translated: Site) -> None:
    before = translated.read(FRENCH)
    assert translated.run("update", "--minor", "index").code == 0
    translated.edit(PAGE, "mornings", "mornings, always")
    assert translated.run("update", "--minor", "index").code == 0
    translated.write(FRENCH, before)
    assert translated.run("update", "fr").code == 0
    assert "fuzzy" not in entry(translated)
    assert 'mornings, always."\nmsgstr "fr: <b>4</b> ouvert"' in entry(translated)


def test_other_numbers_are_never_minor(translated: Site) -> None:
    translated.edit(PAGE, "4", "5")
    done = translated.run("update", "--minor", "index")
    assert "index: numbers changed, left for translators: … open on <b>[-4 monday-]{+5 Monday+}</b>" in done.out
    assert "#, fuzzy" in entry(translated)
    assert not translated.path(RECORD).exists()


def test_codes_that_the_translation_lacks_are_never_minor(translated: Site) -> None:
    translated.edit(PAGE, "mornings", "<i>mornings</i>")
    assert translated.run("update", "--minor", "index").code == 0
    assert "#, fuzzy" in entry(translated)


def test_a_page_that_is_not_there_is_wrong_usage(translated: Site) -> None:
    before = translated.files()
    done = translated.run("update", "--minor", "contact")
    assert (done.code, translated.files()) == (2, before)
    assert "'contact' is no page of this site; name one as index or source/pages/index.xhtml" in done.err


def test_several_pages_and_locales_may_be_named_at_once(translated: Site) -> None:
    translated.write("source/pages/about.xhtml", page("<p>Nothing new.</p>").decode())
    assert translated.run("update", "--minor", "about", "fr", "index").code == 0
    assert entry(translated) == CURRENT
    assert "monday" in translated.read(FRENCH.replace("/fr/", "/nl/"))
    done = translated.run("update", "--minor", "about", "contact")
    assert done.code == 2
    assert "'contact' is no page of this site" in done.err


def test_impact_counts_no_edit_on_record(translated: Site) -> None:
    assert translated.run("update", "--minor", "index", "nl").code == 0
    assert translated.run("impact").out == "fr, nl: nothing new for translators\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[edit]]\npage = "a"\nold = 1\nnew = "c"\n', "1:1: an edit with something wrong in: old;"),
        ('\n[[edit]]\npage = "a"\n', "2:1: an edit with something wrong in: old, new;"),
        (
            '[[edit]]\npage = "a"\nold = "b"\nnew = "c"\nveto = [1]\n',
            "1:1: veto names 1, which is no locale of this site;",
        ),
        ('[[edit]]\npage = "a"\nold = "b"\nnew = "c"\nveto = ["nl"]\n', "1:1: veto names 'nl', which is no locale of"),
        ('[[edit]]\npage = "a"\nold = "b"\nnew = "c"\nveto = "fr"\n', "1:1: an edit with something wrong in: veto;"),
        ('[[edit]]\npage = "a"\nold = "b"\nnew = "c"\nextra = "d"\n', "1:1: an edit with something wrong in: extra;"),
        ("[other]\n", "1:1: it holds more than [[edit]] tables; take the rest out"),
        ("edit = [1]\n", "1:1: an edit is no table; write [[edit]] above each one"),
        ("edit = \n", "1:8: "),
    ],
)
def test_a_record_that_is_not_one_names_its_line(text: str, fault: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        parse_edits(text.encode(), "m.toml", ["en", "fr"])
    assert str(caught.value).startswith(f"m.toml:{fault}")


def test_any_text_is_put_on_record_and_read_back() -> None:
    edits = [MinorEdit("a/b", 'q"\\\n\t\x7f\u2028', "é{}#", "", ()), MinorEdit("layout", "x", "y", None, ())]
    data = with_edits(b"", edits)
    assert parse_edits(data, "m.toml", ["en", "fr"]) == edits
    assert with_edits(data, edits[:1]).startswith(data)


def test_a_full_disk_leaves_every_file_as_it_was(translated: Site) -> None:
    before = translated.files()
    command = [sys.executable, "-m", "pipeline", "--site", str(translated.folder), "update", "--minor", "index"]
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 0; exec "$@"', "-", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.endswith(
        "minor-edits.toml: cannot be written: file too large; make room or give access; the old file is intact\n"
    )
    assert translated.files() == before
