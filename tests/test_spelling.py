"""Spelling: which words are right, what is said of the others, and what it costs where there is no dictionary."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import REPOSITORY, Site, check_message
from check_fixtures import SPELLING_FIXTURES
from mutation.recall import LOCALES, cases, spelling_recall
from need import need
from pipeline.build.words import lexicon_of, lexicon_of_machine
from pipeline.checks.chosen import NO_WEIGHTS
from pipeline.checks.glossary_file import parse_glossary
from pipeline.checks.loose import check_catalogue
from pipeline.checks.pair import Context
from pipeline.checks.registry import SPELLING_CHECKS
from pipeline.checks.style import Style
from pipeline.errors import UnusableFileError
from pipeline.language import language_of
from pipeline.language.lexicon import Lexicon
from pipeline.model import Finding
from pipeline.po import Message, parse
from pipeline.store import dictionaries
from test_mutations import corpora, django

REMEDY = "apt-get install hunspell-fr hunspell-nl hunspell-de-de; pip install -e '.[spelling]'"
WORDS = {
    "fr": "adresse aujourd'hui département entreprise homme le lire lorsque page quatre-vingts régions service une virus",
    "nl": "de gezondheid het is lezen onderneming pagina plan sector register nummer voor zorg",
    "de": "Barriere das Erklärung Freiheit Gesundheit Impfstoff ist lesen Plan Seite Unternehmen",
}


class Listed:
    """A dictionary with a few words."""

    def __init__(self, locale: str) -> None:
        self.words = set(WORDS[locale].split())
        self.asked: list[str] = []

    def has(self, word: str) -> bool:
        self.asked.append(word)
        return word in self.words or word[:1].lower() + word[1:] in self.words


def lexicon(locale: str, *accepted: str) -> Lexicon:
    return Lexicon(Listed(locale), language_of(locale), accepted)


def findings(locale: str, source: str, target: str, *accepted: str, comment: str = "") -> list[Finding]:
    context = Context(locale, "en", Style(), lexicon=lexicon(locale, *accepted))
    message = Message(source, target, tcomment=comment)
    return check_message(context, message, NO_WEIGHTS.among(SPELLING_CHECKS), "x.po")


def unknown(locale: str, source: str, target: str, *accepted: str) -> list[str]:
    return [target[slice(*found.span)] for found in findings(locale, source, target, *accepted) if found.span]


@pytest.mark.parametrize(
    ("check", "locale", "source", "bad", "expected", "good"),
    SPELLING_FIXTURES,
    ids=[row[0] for row in SPELLING_FIXTURES],
)
def test_a_misspelled_word_is_found_where_it_stands(
    check: str, locale: str, source: str, bad: str, expected: list[tuple[str, int, int]], good: str
) -> None:
    found = findings(locale, source, bad)
    assert [(each.check, each.message, *(each.span or ())) for each in found] == [(check, *row) for row in expected]
    assert findings(locale, source, good) == []


def test_every_check_of_spelling_has_a_fixture() -> None:
    assert {check.name for check in SPELLING_CHECKS} == {row[0] for row in SPELLING_FIXTURES}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "Ask Kafka", "lire Kafka"),  # a name: the source has it
        ("fr", "Ask him", "le service de Zaventem"),  # a name: a capital inside a sentence
        ("fr", "Ask", "le SPF et GitHub, HTML5, la 4ème, une <a>entre</a>prise, le mét<b>ro</b>"),
        ("fr", "Ask", "l’homme, l'adresse, lorsqu’une page, aujourd’hui, l’OMS, quatre-vingts"),
        ("fr", "Ask", "le dép. des régions"),  # an abbreviation
        ("fr", "Ask", "lire {zzzzz} et https://example.org/zzzzz et zzzzz@example.org et ``zzzzz``"),
        ("fr", "See templates", "une adresse template"),
        ("fr", "Ask", "un multiservice, une géoadresse"),
        ("nl", "Health", "het gezondheidsregister, gezondheids- en zorgplan, plannummer"),
        ("nl", "the template plan", "het templateplan en templates"),
        ("de", "Health", "das Gesundheitsunternehmen, die Barrierefreiheit und Gesundheits-Seite"),
        ("de", "Vaccines", "die Impfstoff-Seite"),
        ("fr", "Read", "de handleiding voordat u begint lezen"),  # another language: other checks say so
    ],
)
def test_what_is_right_is_left_alone(locale: str, source: str, target: str) -> None:
    assert unknown(locale, source, target) == []


def test_words_of_the_house_are_right_in_any_ending_that_it_allows() -> None:
    assert unknown("nl", "Plan", "het biofarmaplan is biofarmazorg") == ["biofarmaplan", "biofarmazorg"]
    assert unknown("nl", "Plan", "het biofarmaplan is Biofarmazorg", "biofarma") == []
    assert unknown("nl", "Plan", "het biofarmaxyz is biofarmaxyz", "biofarma*") == []


def test_half_a_compound_must_be_a_word_and_a_joint_is_not_doubled() -> None:
    assert unknown("nl", "Plan", "het zorgxyz plan") == ["zorgxyz"]
    assert unknown("de", "Plan", "das Gesundheitssseite ist Gesundheitsseite") == ["Gesundheitssseite"]


def test_a_long_compound_is_looked_up_by_its_parts() -> None:
    """Hunspell needs a thousand times as long for one of three as for each of these."""
    for locale, right, wrong in (
        ("nl", "Gezondheidsondernemingsregister", "gezondheidsondernamingsregister"),
        ("de", "Gesundheitsunternehmenserklärung", "Gesundheitsunternemenserklärung"),
    ):
        words = Listed(locale)
        lexicon = Lexicon(words, language_of(locale))
        assert lexicon.knows(right)
        assert max(map(len, words.asked)) <= 14
        assert not lexicon.knows(wrong)


def test_a_suppression_sets_spelling_aside_and_is_not_unused_where_there_is_no_dictionary() -> None:
    aside = "tetraglot: ignore spelling -- as the law has it"
    assert findings("fr", "Read", "le départment", comment=aside) == []
    without = Context("fr", "en", Style())
    assert check_message(without, Message("Read", "lire", tcomment=aside), NO_WEIGHTS.among([]), "x.po") == []


def test_a_faulty_list_of_words_is_said_with_its_line() -> None:
    def said(text: str) -> str:
        with pytest.raises(UnusableFileError) as caught:
            parse_glossary(text.encode(), "source/glossary.toml", ["en", "fr"])
        return str(caught.value)

    assert said('spelling = "a"\n') == (
        'source/glossary.toml:1:1: spelling is no table; write [spelling] and accept = ["…"]'
    )
    assert said('[spelling]\naccept = ["a"]\nfr = "b"\n') == (
        'source/glossary.toml:3:1: fr is no list of words; write fr = ["…"]'
    )
    assert said('[spelling]\nxx = ["b"]\n') == (
        "source/glossary.toml:2:1: 'xx' is no key of [spelling] and no locale; "
        "the keys are accept, for all locales, and locales"
    )


def test_the_words_of_a_glossary_are_those_of_its_terms_and_its_list() -> None:
    text = """
[[term]]
source = ["enterprise number"]
[term.fr]
allowed = ["numéro* d’entreprise"]
[spelling]
accept = ["Zaventem"]
fr = ["hachable"]
nl = ["hashbaar"]
"""
    glossary = parse_glossary(text.encode(), "g", ["en", "fr", "nl"])
    assert list(glossary.words("fr_BE")) == ["Zaventem", "hachable", "numéro*", "d’entreprise"]
    assert list(glossary.words("nl")) == ["Zaventem", "hashbaar"]


# --- the machine's dictionaries ------------------------------------------------------------------------------------


@pytest.fixture
def dicpath(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for dictionaries that are found before the machine's."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    monkeypatch.setenv("DICPATH", str(folder))
    for found_once in (dictionaries.dictionary, lexicon_of_machine):
        found_once.cache_clear()
    yield folder
    for found_once in (dictionaries.dictionary, lexicon_of_machine):
        found_once.cache_clear()


def write(folder: Path, name: str, *words: str) -> None:
    (folder / f"{name}.aff").write_text("SET ISO8859-1\nTRY esian\n", "utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), "iso8859-1")


def test_a_dictionary_is_found_by_locale_then_by_language(dicpath: Path) -> None:
    need("Hunspell", dictionaries._is_installed(), REMEDY)
    for name in ("zz", "zz_BE", "yy_AA", "yy_YY"):
        write(dicpath, name, "é")
    (dicpath / "xx.aff").touch()

    def name(locale: str) -> str | None:
        found = dictionaries.dictionary(locale)
        return found and found.name

    assert [name(each) for each in ("zz-BE", "zz_NL", "yy", "xx")] == ["zz_BE", "zz", "yy_YY", None]


def test_a_dictionary_goes_to_another_process_and_knows_no_letter_beyond_its_own(dicpath: Path) -> None:
    need("Hunspell", dictionaries._is_installed(), REMEDY)
    write(dicpath, "zz", "été")
    found = pickle.loads(pickle.dumps(lexicon_of("zz")))
    assert [found.knows(word) for word in ("été", "Été", "ete", "Москва", "\ud800")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_without_hunspell_nothing_is_looked_up(dicpath: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(dicpath, "zz", "a")
    monkeypatch.setitem(sys.modules, "hunspell", None)
    assert lexicon_of("zz") is None


def test_nothing_of_spelling_is_loaded_by_a_build_nor_without_a_dictionary(site: Site, tmp_path: Path) -> None:
    site.complete()
    # A severity of the site's own: then `build` asks the registry of all checks.
    site.write("source/site.toml", site.read("source/site.toml") + '[checks]\nspelling = "error"\n')
    loose = tmp_path / "zu.po"  # Zulu
    loose.write_text('msgid ""\nmsgstr ""\n"Language: zu\\n"\n\nmsgid "a word"\nmsgstr "igama"\n', "utf-8")
    code = "import atexit, sys, pipeline.cli; atexit.register(lambda: print(*sys.modules)); pipeline.cli.main()"
    for arguments in (["build"], ["check", str(loose)]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=site.path("."), capture_output=True, text=True, check=True
        )
        loaded = set(done.stdout.split())
        assert "pipeline.checks.registry" in loaded
        assert loaded.isdisjoint({"hunspell", "pipeline.language.lexicon", "pipeline.checks.unknown"})


def test_check_looks_words_up_and_build_does_not(site: Site, dicpath: Path) -> None:
    need("Hunspell", dictionaries._is_installed(), REMEDY)
    write(dicpath, "fr", "bonjour", "tout", "monde")
    site.complete()
    site.edit("locales/fr/LC_MESSAGES/index.po", "fr hello.", "Bonnjour tout le monde.")

    def found(*arguments: str) -> list[tuple[str, str, str]]:
        out = json.loads(site.run("check", "fr", "--format", "json", *arguments).out)
        return [(each["check"], each["severity"], each["message"]) for each in out]

    said = ("spelling", "warning", '"Bonnjour" is no word of the dictionary; is it "Bonjour"?')
    assert found() == found("--jobs", "2") == [said]
    assert "Bonnjour" not in site.run("build", "fr").err
    loose = site.run("check", str(site.path("locales/fr/LC_MESSAGES/index.po")), "--format", "json")
    assert said[2] in [each["message"] for each in json.loads(loose.out)]
    site.write("source/glossary.toml", '[spelling]\nfr = ["bonnjour"]\n')
    assert found() == []
    site.write("source/glossary.toml", "")
    site.write("source/site.toml", site.read("source/site.toml") + '[checks]\nspelling = "off"\n')
    assert found() == []


# --- with real dictionaries ------------------------------------------------------------------------------------------


def require_dictionaries() -> None:
    for locale in LOCALES:
        need("Hunspell with its dictionaries", lexicon_of_machine(locale), REMEDY)


def test_more_than_nine_of_ten_slips_of_the_hand_are_found() -> None:
    require_dictionaries()
    rows = [
        spelling_recall(*cases([folder], is_page=is_page))
        for folder, is_page in ((REPOSITORY / "locales", True), (django(), False))
    ]
    for locale in LOCALES:
        hits, total = (sum(row[locale][each] for row in rows) for each in (0, 1))
        print(f"misspelling, {locale}: {hits:3} of {total:3}  {100 * hits / total:5.1f} %  (not counted in the mean)")
        assert hits / total >= 0.9


def test_hardly_any_word_of_sound_translations_is_taken_for_misspelled() -> None:
    require_dictionaries()
    names = [check.name for check in SPELLING_CHECKS]
    for corpus, paths in corpora():
        messages, said = 0, {name: set[object]() for name in names}
        for path in paths:
            catalogue = parse(path.read_bytes(), str(path))
            messages += sum(each.translated and not each.fuzzy for each in catalogue.live.values())
            for found in check_catalogue(catalogue, str(path), lexicon_of=lexicon_of_machine):
                if found.check in said:
                    said[found.check].add((path, found.msgctxt, found.msgid))
        if not messages:
            pytest.skip("../shared/corpora/po-fr is not beside this checkout")
        shares = {name: 100 * len(said[name]) / messages for name in names}
        print(f"{corpus:12} {messages:5} messages, " + ", ".join(f"{name} {shares[name]:.2f} %" for name in names))
        # Real mistakes included: this counts all that is said.
        assert shares["spelling"] <= 1.5
        assert shares["unknown-word"] <= 4


def test_the_own_site_has_no_unknown_word(own_site: Site) -> None:
    require_dictionaries()
    out = json.loads(own_site.run("check", "--format", "json").out)
    assert [each["message"] for each in out if each["its_type"] == "misspelling"] == []
