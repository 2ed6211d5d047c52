"""The checks of translations: what each finds, and what it leaves alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import REPOSITORY, Site, check_message, page
from check_fixtures import FIXTURES
from pipeline import locales
from pipeline.checks.chosen import NO_WEIGHTS
from pipeline.checks.corpus import (
    Placed,
    inconsistent_translation,
    reused_translation,
    same_source,
    same_translation,
)
from pipeline.checks.fixing import SAFE, fixed
from pipeline.checks.glossary import is_settled
from pipeline.checks.glossary_file import parse_glossary
from pipeline.checks.kinds import CERTAINTIES, Check
from pipeline.checks.loose import check_catalogue
from pipeline.checks.pair import Context, pairs
from pipeline.checks.registry import CHECKS, PAIR_CHECKS
from pipeline.checks.runner import check_messages
from pipeline.checks.style import style_of
from pipeline.checks.suppression import seal, sealed
from pipeline.checks.terminology import deviations, term_inconsistent
from pipeline.errors import UnusableFileError
from pipeline.language import Language, language_of
from pipeline.language.known import KNOWN
from pipeline.model import Finding, Severity
from pipeline.po import Message, parse
from pipeline.report.github import as_github
from pipeline.report.junit import as_junit
from pipeline.report.manual import manual
from pipeline.report.sarif import as_sarif

ALL = NO_WEIGHTS.among(PAIR_CHECKS)


def context(locale: str, *texts: str, **declared: str) -> Context:
    return Context(locale, "en", style_of(texts, language_of(locale), locale, **declared))


def findings(locale: str, source: str, target: str, *texts: str, **declared: str) -> list[Finding]:
    return check_message(context(locale, *texts, **declared), Message(source, target), ALL, "x.po")


def names(locale: str, source: str, target: str, *texts: str, **declared: str) -> set[str]:
    return {finding.check for finding in findings(locale, source, target, *texts, **declared)}


@pytest.mark.parametrize(
    ("check", "locale", "source", "bad", "expected", "good"), FIXTURES, ids=[row[0] for row in FIXTURES]
)
def test_a_fault_is_found_where_it_stands_and_a_sound_text_is_left_alone(
    check: str, locale: str, source: str, bad: str, expected: list[tuple[str, int | None, int | None]], good: str
) -> None:
    found = [finding for finding in findings(locale, source, bad) if finding.check == check]
    assert [(each.message, *(each.span or (None, None))) for each in found] == expected
    assert names(locale, source, good) == set()


@given(
    st.sampled_from(["fr", "nl", "de", "es"]),
    st.sampled_from(["", "formal", "informal"]),
    *[st.sampled_from([text for row in FIXTURES for text in (row[2], row[3], row[5])])] * 2,
    st.text(max_size=2) | st.sampled_from(["&hellip; A b c.", " &#33;", " &period;", "&nbsp;:", "\u2009."]),
)
def test_a_check_that_no_sign_calls_finds_nothing(
    locale: str, register: str, source: str, target: str, odd: str
) -> None:
    (pair,) = pairs(context(locale, register=register), Message(source, target + odd))
    called = [check for check, _ in next(ALL.for_pairs([pair]))]
    assert [check.name for check in PAIR_CHECKS if check not in called and [*check.run(pair)]] == []


def test_every_check_of_translations_has_a_fixture() -> None:
    elsewhere = {"apostrophe", "too-long", "file-name-as-text"}  # They need more than two texts: below.
    assert {check.name for check in PAIR_CHECKS} == {row[0] for row in FIXTURES} | elsewhere


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.name))
def test_every_check_has_a_page_with_all_that_a_reader_asks(check: Check[Any]) -> None:
    for part in ("Why: ", "Bad:  ", "Good: ", "When to ignore: "):
        assert check.page.count(part) == 1, part
    assert check.certainty in CERTAINTIES


def test_the_names_of_checks_are_their_own() -> None:
    found = [check.name for check in CHECKS if check.name != "control-character"]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("language", KNOWN.values(), ids=KNOWN)
def test_months_and_signs_of_our_languages_are_those_of_cldr(language: Language) -> None:
    assert language.months == locales.month_names(language.code)
    assert language.number_signs == locales.number_signs(language.code)


def test_an_apostrophe_is_as_in_the_locale_s_other_texts() -> None:
    curved = ["l’eau et l’air", "l’or et l’argent", "l’an d’or"]
    assert names("fr", "the water of the sea", "l'eau de la mer", *curved) == {"apostrophe"}
    assert names("fr", "the water of the sea", "l’eau de la mer", *curved) == set()
    assert names("fr", "the water of the sea", "l'eau de la mer") == set()


def test_a_limit_counts_characters_or_bytes() -> None:
    def found(comment: str, target: str) -> set[str]:
        message = Message("Save it now", target, comment=comment)
        return {finding.check for finding in check_message(context("fr"), message, ALL, "x.po")}

    assert found("button\nMAX: 10 characters", "Enregistrer") == {"too-long"}
    assert found("button\nMAX: 11 characters", "Enregistrer") == set()
    assert found("button\nMAX: 5 bytes in UTF-8", "Été") == set()
    assert found("button\nMAX: 4 bytes in UTF-8", "Été") == {"too-long"}
    assert found("button\nMAX: 3 bytes in ISO-8859-1", "Été") == set()
    assert found("button\nMAX: 2 bytes in ISO-8859-1", "Été") == {"too-long"}


@pytest.mark.parametrize(
    ("profile", "right"),
    [
        ("fr-typographic", "Attention\u00a0: lisez «\u00a0ceci\u00a0»\u202f!"),
        ("fr-nbsp", "Attention\u00a0: lisez «\u00a0ceci\u00a0»\u00a0!"),
        ("fr-eu", "Attention: lisez «ceci»!"),
        ("fr-CA", "Attention\u00a0: lisez «\u00a0ceci\u00a0»!"),
    ],
)
def test_french_has_profiles_and_each_refuses_the_others(profile: str, right: str) -> None:
    source = "Attention: read “this”!"
    assert names("fr", source, right, typography=profile) == set()
    for other in ("fr-typographic", "fr-nbsp", "fr-eu", "fr-CA"):
        if other != profile:
            assert names("fr", source, right, typography=other) == {"french-spacing"}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("nl", "More than 39,000 jobs and EUR 98 billion in 2024", "Meer dan 39.000 banen en 98 miljard euro in 2024"),
        ("fr", "98 billion euros", "98 milliards d’euros"),
        ("de", "98 billion euros", "98 Milliarden Euro"),
        ("de", "4 buttons", "vier Schaltflächen"),
        ("fr", "the first 3 pages", "les trois premières pages"),
        ("fr", "at 8 p.m. sharp", "à 20\u00a0h précises"),
        ("nl", "on 12 March 2024", "op 12 maart 2024"),
        ("de", "on March 12, 2024", "am 12.03.2024"),
        ("fr", "on 2024-03-12", "le 12 mars 2024"),
        ("fr", "Article 12.3 of the 1st chapter", "l’article 12.3 du 1er chapitre"),
        ("nl", "90% of 600 schools", "90% van de 600 scholen"),
        ("de", "the standard EN 301 549", "die Norm EN 301 549"),
        ("fr", "Python 3.8 and HTML5", "Python 3.8 et HTML5"),
    ],
)
def test_figures_agree_by_value_in_every_language(locale: str, source: str, target: str) -> None:
    assert names(locale, source, target) == set()


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        # Words that look like a neighbour's.
        ("nl", "Automatic translation", "Automatische vertaling"),
        ("nl", "Retrieving geo coordinates", "Geografische coördinaten ophalen"),
        ("nl", "Apply pending changes", "Pas wijzigingen toe"),
        ("nl", "Available plugins", "Beschikbare plug-ins"),
        ("de", "Payment by bank transfer", "Zahlung per Banküberweisung"),
        ("de", "Moderation action", "Aktion der Moderation"),
        ("fr", "US", "É.-U."),
        ("nl", "Kris Peeters", "Kris Peeters"),
        ("nl", "The court in The Hague", "De rechtbank in Den Haag"),
        # Names and addresses are no words that somebody forgot.
        ("fr", "The i18next interpolation differs.", "L’interpolation i18next diffère."),
        ("de", "Use user@host:/path/to/data for it.", "Verwenden Sie dafür user@host:/path/to/data."),
        # An indent is nothing that a reader sees; the number of an item ends no sentence.
        ("de", "\n        Created product variant.\n        Go on.\n", "\nVariante wurde angelegt. Weiter.\n"),
        ("de", "1. Name, description and type", "1. Name und Typ"),
        ("fr", "<b>plus</b> taxes of your country", "<b>plus</b> les taxes de votre pays"),
        ("de", "goods that are zero-rated", "Waren mit einem Satz von 0\u00a0%"),
        ("fr", "up to 2000x2000 pixels", "jusqu’à 2\u202f000 × 2\u202f000 pixels"),
        ("nl", 'write "{{" and "}}" around them', 'zet er "{{" en "}}" omheen'),
    ],
)
def test_sound_translations_of_other_projects_are_left_alone(locale: str, source: str, target: str) -> None:
    assert names(locale, source, target) == set()


@pytest.mark.parametrize(
    ("locale", "source", "target", "check"),
    [
        ("fr", "1 page selected", "page sélectionnée", "number-lost"),
        ("de", "Select this page.", "Wählen Sie Sie diese Seite.", "repeated-word"),
        ("de", "The list of the pages", "Die Die Liste der Seiten", "repeated-word"),
        ("nl", "You can now go on.", "U kunt kunt nu verdergaan.", "repeated-word"),
        (
            "nl",
            "The applicant and/or his proxy signs.",
            "De aanvrager and/or zijn gemachtigde tekent.",
            "copied-words left-in-source-language",
        ),
        ("nl", "Loading...", "Bezig met laden..", "end-punctuation"),
    ],
)
def test_slips_of_other_projects_are_found(locale: str, source: str, target: str, check: str) -> None:
    assert names(locale, source, target) == set(check.split())


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "1 page selected", "une page sélectionnée"),
        ("nl", "1 document attached", "Eén document bijgevoegd"),
        ("fr", "See annex 1.", "Voir l’annexe I."),
        ("de", "a contract of 1 year", "ein Vertrag, einjährig"),
        ("de", "1 million euros", "eine Million Euro"),
        (
            "de",
            "The address last given to the authority counts.",
            "Maßgeblich ist der der Behörde zuletzt genannte Ort.",
        ),
        ("nl", "If you sign up", "Als U U aanmeldt"),
        ("nl", "a page", "1 pagina"),
        ("de", "languages that the office speaks", "Sprachen, die die Behörde spricht"),
        ("nl", "Loading..", "Bezig met laden.."),
    ],
)
def test_what_a_language_may_say_otherwise_is_left_alone(locale: str, source: str, target: str) -> None:
    assert names(locale, source, target).isdisjoint({"number-lost", "number-added", "repeated-word", "end-punctuation"})


def test_where_texts_are_of_two_tones_each_of_them_is_of_one() -> None:
    texts = ["Controleer uw adres.", "Controleer je adres."] * 5
    (found,) = findings("nl", "You find it in your file.", "U vindt het in je dossier.", *texts)
    assert (found.check, found.message, found.span) == (
        "register",
        '"je" is informal, and "U" in the same text is not; address the reader in one way',
        (15, 17),
    )
    for sound in ("U vindt het in uw dossier.", "Je vindt het in je dossier."):
        assert names("nl", "You find it in your file.", sound, *texts) == set()


@pytest.mark.parametrize(
    ("locale", "register", "target"),
    [
        ("nl", "informal", "Je spreekt af om 14 u, maximaal 50 km/u."),
        ("de", "formal", "Unser Büro ist in der Rue du Midi 12 in Brüssel."),
        ("de", "formal", "Das Musée du Cinquantenaire ist offen."),
        ("fr", "formal", "Le ton de la lettre reste neutre."),
        ("fr", "formal", "Le Te Deum est célébré le matin."),
    ],
)
def test_what_only_looks_like_an_address_of_the_reader_is_left_alone(locale: str, register: str, target: str) -> None:
    assert "register" not in names(locale, "The office is open for the people of the town.", target, register=register)


def test_a_house_of_two_minds_about_colons_may_be_of_one_about_quotation_marks() -> None:
    texts = [f"«\u00a0mot\u00a0» est un{space}: deux" for space in "\u00a0 \u00a0 \u00a0 "]
    assert names("fr", "The “plan”: there", "Le « plan »\u00a0: là", *texts) == {"french-spacing"}
    assert names("fr", "The “plan”: there", "Le «\u00a0plan\u00a0» : là", *texts) == set()


@pytest.mark.parametrize(
    ("locale", "target"),
    [
        ("nl", "Date de début de validité"),  # "de" is Dutch too
        ("nl", "Letzte Änderung der Daten"),
        ("de", "Modellen in de toepassing"),  # so is "in" German
        ("fr", "Zum Hauptinhalt springen"),
    ],
)
def test_a_short_text_of_a_neighbour_s_is_told_by_its_words_and_their_shape(locale: str, target: str) -> None:
    assert "wrong-language" in names(locale, "Last change of these data", target)


@pytest.mark.parametrize(
    ("locale", "target"), [("nl", "98 biljoen euro"), ("fr", "98 billions d’euros"), ("de", "98 Billionen Euro")]
)
def test_a_false_friend_is_another_amount(locale: str, target: str) -> None:
    (found,) = findings(locale, "98 billion euros", target)
    assert (found.check, found.message) == (
        "number-changed",
        '"98 = 98,000,000,000,000" is another amount than "98 = 98,000,000,000" of the source; '
        "compare the words for thousand, million and so on",
    )


def test_english_is_never_read_by_the_rules_of_belgium() -> None:
    wide = Context("nl", "en_BE", style_of([], language_of("nl"), "nl"))
    message = Message("39,000 jobs and 1.5 km", "39.000 banen en 1,5 km")
    assert check_message(wide, message, ALL, "x.po") == []


def test_siblings_may_change_places() -> None:
    assert names("de", "Press <b>Ctrl</b> for <i>all</i> now", "Drücken Sie für <i>alle</i> jetzt <b>Strg</b>") == set()


# --- suppression ---------------------------------------------------------------------------------------------------


def aside(comment: str, target: str = "Nous répondons dans les jours qui suivent.") -> list[tuple[str, str]]:
    message = Message("We answer within 30 days.", target, tcomment=comment)
    found = check_message(context("fr"), message, ALL, "x.po")
    return [(each.check, each.message) for each in found]


def test_a_suppression_with_a_reason_sets_its_check_aside() -> None:
    assert [name for name, _ in aside("")] == ["number-lost"]
    assert aside("tetraglot: ignore number-lost -- the number stands in the picture") == []
    assert aside("Seen by Marie.\ntetraglot: ignore number-lost, dash@00000000 -- in the picture") == [
        (
            "suppression-expired",
            "'dash' was set aside for other texts; look again, and remove the line or its @00000000",
        )
    ]


def test_a_suppression_without_a_reason_has_no_effect() -> None:
    assert aside("tetraglot: ignore number-lost") == [
        ("number-lost", '"30" of the source is missing from the translation; add it'),
        ("suppression-without-reason", "'number-lost' is set aside without a reason; add one behind --"),
    ]


def test_a_suppression_that_finds_nothing_or_names_no_check_is_found() -> None:
    right = "Nous répondons dans les 30 jours."
    assert [name for name, _ in aside("tetraglot: ignore number-lost -- in the picture", right)] == [
        "suppression-unused"
    ]
    assert [name for name, _ in aside("tetraglot: ignore number-gone -- in the picture", right)] == [
        "suppression-unknown"
    ]


def test_a_finding_on_a_header_is_set_aside_in_the_header_s_comment() -> None:
    def found(comment: str) -> list[str]:
        text = f'{comment}msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "a"\nmsgstr "b"\n'
        return [each.check for each in check_catalogue(parse(text.encode(), "fr.po"), "fr.po")]

    assert found("") == ["header-charset"]
    assert found("# Marie, 2024\n# tetraglot: ignore header-charset -- read by a program of 1998\n") == []
    assert found("# tetraglot: ignore header-charset\n") == ["header-charset", "suppression-without-reason"]
    assert found("# tetraglot: ignore header-charset, header-language -- old\n") == ["suppression-unused"]
    # It speaks of the header alone.
    assert found("# tetraglot: ignore number-lost -- everywhere\n") == ["header-charset", "suppression-unused"]


def test_a_sealed_suppression_expires_when_source_or_translation_changes() -> None:
    message = Message("30 days", "des jours", tcomment="tetraglot: ignore number-lost -- in the picture")
    closed = sealed(message)
    assert closed.tcomment == f"tetraglot: ignore number-lost@{seal(message)} -- in the picture"
    assert sealed(closed) is closed
    assert check_message(context("fr"), closed, ALL, "x.po") == []
    for changed in (closed.edited(msgstr="des journées"), closed.edited(msgid="40 days")):
        found = [finding.check for finding in check_message(context("fr"), changed, ALL, "x.po")]
        assert found == ["number-lost", "suppression-expired"]


# --- fixes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "source", "bad", "good"),
    [
        (
            "fr",
            "Attention: read “this”!",
            'Attention : lisez "ceci" !',
            "Attention\u00a0: lisez «\u00a0ceci\u00a0»\u202f!",
        ),
        ("de", "the “Biopharma” plan…", 'der Plan "Biopharma"...', "der Plan „Biopharma“…"),
        ("nl", "Note: read this.", " Opmerking :  lees\u200b dit .", "Opmerking: lees dit."),
        ("fr", "Health", "Sante\u0301\u0085", "Santé"),
        ("fr", "Use %(a)s and <a href='x  y'>it</a>", "Avec %(a)s et <a href='x  y'>lui</a>", None),
    ],
)
def test_a_fix_mends_what_is_safe_and_nothing_in_a_code(locale: str, source: str, bad: str, good: str | None) -> None:
    profile = {"typography": "fr-typographic"} if locale == "fr" else {}
    message = Message(source, bad)
    done = fixed(context(locale, **profile), message, ALL)
    assert done.msgstr == (bad if good is None else good)
    assert fixed(context(locale, **profile), done, ALL) is done


@given(
    st.sampled_from(["fr", "nl", "de"]),
    st.text(st.sampled_from("aé e\u0301l:;!?,.«»\"“„ \u00a0\u202f\u200b\u0085()%39…<b>/&{}'’-\n"), max_size=40),
    st.text(st.sampled_from("a “”…:!. \n<b>/"), max_size=20),
)
def test_fixing_twice_is_fixing_once(locale: str, target: str, source: str) -> None:
    for profile in ("", "fr-typographic", "fr-eu"):
        where = context(locale, typography=profile)
        once = fixed(where, Message(source, target), ALL)
        assert fixed(where, once, ALL).msgstr == once.msgstr


def test_only_checks_of_spaces_and_signs_are_fixed() -> None:
    assert {check.family for check in SAFE} == {"characters", "spacing", "quotes", "typography"}


# --- the command ---------------------------------------------------------------------------------------------------

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)


def test_a_loose_file_is_checked_without_a_site(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text(
        HEADER + 'msgid "30 days of \\"work\\" left"\nmsgstr ""\n"Encore 40 jours de "\n"travail ici"\n', "utf-8"
    )
    done = site.run("check", str(path), "--fail-on", "error")
    assert done.code == 1
    assert (
        f'{path}:9:9: error: "40" stands where the source has "30"; write the same number (number-changed)\n'
        in done.out
    )
    assert "    Encore 40 jours de travail ici\n           ^^\n" in done.out


def test_a_loose_file_that_cannot_be_read_is_never_clean(site: Site, tmp_path: Path) -> None:
    assert site.run("check", str(tmp_path / "none.po")).code == 3
    bad = tmp_path / "bad.po"
    bad.write_text('msgid "a\n', "utf-8")
    assert site.run("check", str(bad)).code == 3


def test_fix_shows_a_diff_and_then_writes(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text(HEADER + 'msgid "Read: this"\nmsgstr "Lisez :  ceci"\n', "utf-8")
    before = path.read_bytes()
    done = site.run("check", str(path), "--fix", "--dry-run")
    assert done.code == 1
    assert '-msgstr "Lisez :  ceci"\n+msgstr "Lisez\u00a0: ceci"\n' in done.out
    assert path.read_bytes() == before
    assert site.run("check", str(path), "--fix").code == 0
    assert path.read_text("utf-8") == HEADER + 'msgid "Read: this"\nmsgstr "Lisez\u00a0: ceci"\n'
    assert site.run("check", str(path), "--fix", "--dry-run").code == 0


def test_a_baseline_lists_what_is_known_and_expires(site: Site, tmp_path: Path) -> None:
    path, known = tmp_path / "fr.po", str(tmp_path / "known.txt")
    path.write_text(HEADER + 'msgid "30 days left"\nmsgstr "Encore 40 jours"\n', "utf-8")
    assert site.run("check", str(path), "--baseline", known, "--write-baseline").code == 0
    assert site.run("check", str(path), "--baseline", known).code == 0
    path.write_text(path.read_text("utf-8").replace("40", "50"), "utf-8")
    done = site.run("check", str(path), "--baseline", known, "--format", "json")
    assert done.code == 1
    assert [each["check"] for each in json.loads(done.out)] == ["number-changed", "baseline-unused"]


def test_a_site_chooses_severities_and_a_wrong_name_is_said(site: Site) -> None:
    site.complete()
    settings = site.read("source/site.toml")
    site.write("source/site.toml", settings + '[checks]\nnumber-losst = "off"\n')
    done = site.run("check")
    assert (done.code, done.err) == (
        3,
        "source/site.toml:8:1: there is no check 'number-losst'; is it number-lost?\n",
    )


def test_the_manual_of_the_checks_is_made_of_their_pages(request: pytest.FixtureRequest) -> None:
    path = REPOSITORY / "docs" / "checks.md"
    if request.config.getoption("--rewrite-goldens"):
        path.write_text(manual(CHECKS), "utf-8")
    assert path.read_text("utf-8") == manual(CHECKS), "pytest tests/test_checks.py --rewrite-goldens writes it anew"


# --- what only shows together ----------------------------------------------------------------------------------------

GLOSSARY = """\
[[term]]
source = ["enterprise number", "company number"]
authority = "Code of Economic Law, III.17"
scope = ["innovation/*"]

[term.nl]
allowed = ["ondernemingsnummer"]

[term.fr]
allowed = ["numéro* d’entreprise"]
forbidden = ["matricule"]
"""


def said(locale: str, source: str, target: str, page: str = "innovation/a") -> list[tuple[str, str]]:
    terms = parse_glossary(GLOSSARY.encode(), "source/glossary.toml", ["en", "fr", "nl"]).terms
    found = check_message(context(locale), Message(source, target), NO_WEIGHTS.among([]), "x.po", page, terms)
    return [(each.check, each.message) for each in found]


def test_a_term_is_called_what_the_glossary_says() -> None:
    assert said("fr", "Your enterprise numbers", "Vos numéros d'entreprise") == []
    assert said("nl", "The enterprise number list", "De ondernemingsnummerlijst") == []
    assert said("fr", "Your enterprise number", "Votre numéro") == [
        (
            "term-missing",
            '"enterprise number" is called "numéro… d’entreprise" (Code of Economic Law, III.17); use that',
        )
    ]
    assert said("fr", "Your company number", "Votre Matricule d’entreprise") == [
        (
            "term-forbidden",
            '"Matricule" is not what "enterprise number" is called here (Code of Economic Law, III.17); '
            'write "numéro… d’entreprise"',
        )
    ]
    assert said("fr", "Your enterprise number", "Votre numéro", page="index") == []
    assert said("fr", "An enterprise, number one", "Une entreprise") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[term]]\nsource = 3\n", 'source/glossary.toml:2:1: the term has no source forms; write source = ["…"]'),
        (
            '[[term]]\nsource = ["a"]\n[[term]]\nsource = ["b"]\n[term.xx]\nallowed = ["c"]\n',
            "source/glossary.toml:5:1: 'xx' is no key of a term and no locale;",
        ),
        (
            '[[term]]\nsource = ["a"]\n[[term]] # two\nsource = ["b"]\n[term.fr]\n  allowed = "c"\n[[term]]\nsource = ["d"]\n',
            'source/glossary.toml:6:3: allowed is no list of texts; write allowed = ["…"]',
        ),
        ('[[term]]\nsource = ["a"]\nfr = 3\n', "source/glossary.toml:3:1: 'fr' is no table;"),
        (
            '[[term]]\nsource = ["a"]\nfr.alowed = ["b"]\n',
            "source/glossary.toml:3:1: 'alowed' is no key of 'fr'; the keys are allowed, forbidden, compound",
        ),
        ("term = [{ source = 3 }]\n", "source/glossary.toml:1:1: the term has no source forms;"),
        (
            '[[term]]\nsource = ["a"]\n[term.fr]\ncompound = 1\n',
            "source/glossary.toml:4:1: compound is neither true nor",
        ),
        ('[[term]]\nsource = ["a"]\ncase = 1\n', "source/glossary.toml:3:1: case is neither true nor false;"),
        ('[[term]]\nsource = ["a"]\n\n[[terms]]\n', "source/glossary.toml:4:1: the key 'terms' is not known;"),
        ("[[term]]\n[term.fr]\n", 'source/glossary.toml:1:1: the term has no source forms; write source = ["…"]'),
        ("[term]\n", "source/glossary.toml:1:1: term is no list of tables; write [[term]] above each"),
    ],
)
def test_a_faulty_glossary_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        parse_glossary(text.encode(), "source/glossary.toml", ["en", "fr"])
    assert str(caught.value).startswith(message)


def test_one_text_is_said_alike_and_two_are_not_said_in_one_way() -> None:
    def placed(path: str, source: str, target: str) -> Placed:
        return Placed(path, Message(source, target, msgstr_line=7))

    home, other = placed("a.po", "Home", "Accueil"), placed("b.po", "Home", "Page d’accueil")
    (among,) = same_source([home, other, placed("c.po", "Help", "Aide")])
    (issue,) = inconsistent_translation(among)
    assert issue.message == 'a.po:7 says "Accueil" for the same text; say it alike'

    shut = "Fermé le lundi à partir de midi."
    one, two = placed("a.po", "Closed on Monday from noon.", shut), placed("b.po", "Open until late on Sunday", shut)
    (among,) = same_translation([one, two])
    (issue,) = reused_translation(among)
    assert issue.message == 'a.po:7 has it for "Closed on Monday from noon." too; see which of the two it belongs to'
    (among,) = same_translation([one, placed("b.po", "Closed on Mondays from noon", shut)])
    assert list(reused_translation(among)) == []


def marking(path: str, source: str, target: str, *terms: str) -> Placed:
    comment = "\n".join(["paragraph", *(f"TERM: {term}" for term in terms)])
    return Placed(path, Message(source, target, comment=comment, msgstr_line=7))


def apart(locale: str, *placed: Placed) -> list[tuple[str, str, str | None]]:
    """(file, message, what it is about) of the terms that are not called the same."""
    return [
        (each.own.path, issue.message, each.own.message.msgstr[issue.start : issue.end] if issue.end else None)
        for each in deviations(placed, replace(context(locale), is_page=True))
        for issue in term_inconsistent(each)
    ]


def test_a_marked_term_is_called_as_where_it_is_marked_elsewhere() -> None:
    first = marking("a.po", "A <dfn>cold chain</dfn> is…", "Une <dfn>chaîne du froid</dfn> est…", "cold chain")
    again = marking("b.po", "The <b2>cold chains</b2>", "Les <b2>chaînes du froid</b2>", "cold chains, t.xhtml")
    other = marking("c.po", "Cold chain", "Circuit réfrigéré", "Cold chain")
    unmarked = Placed("d.po", Message("Cold chain", "Froid"))
    said = 'the term "Cold chain" is called "chaîne du froid" in a.po:7, and "Circuit réfrigéré" here; use one name'
    assert apart("fr", first, again, other, unmarked) == [("c.po", said, "Circuit réfrigéré")]
    # The name that most have is the right one, wherever the other stands.
    assert [path for path, _, _ in apart("fr", other, first, again)] == ["c.po"]
    # A code that is lost is another check's finding.
    assert apart("fr", first, again, marking("c.po", "A <i>cold chain</i>", "Une chaîne", "cold chain")) == []


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("fr", "la chaîne nationale", "chaînes nationales"),
        ("fr", "le travail actif", "travaux actifs"),
        ("fr", "l’entreprise", "Entreprises"),
        ("nl", "het bedrijf", "bedrijven"),
        ("nl", "naam", "de namen"),
        ("nl", "een fonds", "fondsen"),
        ("de", "das Haus", "Häusern"),
        ("de", "Kühlkette", "Kühl-Ketten"),
        ("es", "la cadena", "la cadenas"),
    ],
)
def test_a_form_of_the_same_word_is_the_same_name(locale: str, one: str, other: str) -> None:
    sources = [marking(f"{name}.po", "Thing", target, "Thing") for name, target in (("a", one), ("b", other))]
    assert apart(locale, sources[0], sources[1]._replace(message=sources[1].message.edited(msgid="thing"))) == []


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("fr", "chaîne du froid", "circuit réfrigéré"),
        ("fr", "entreprise", "entrepreneur"),
        ("nl", "aanvraag", "aanvrager"),
        ("de", "Antrag", "Antragsteller"),
        ("es", "cadena", "cadenilla"),
    ],
)
def test_another_word_is_another_name(locale: str, one: str, other: str) -> None:
    found = apart(locale, marking("a.po", "Thing", one, "Thing"), marking("b.po", "<i>Thing</i>!", other, "Thing"))
    assert found == []  # What is marked is not said of all of it, but of <i>.
    second = marking("b.po", "<i>Thing</i>!", f"<i>{other}</i>!", "Thing")
    assert [path for path, _, _ in apart(locale, marking("a.po", "Thing", one, "Thing"), second)] == ["b.po"]


def test_marks_that_share_a_code_may_change_places() -> None:
    tax, fee = (
        marking("a.po", "<i>Tax</i>", "<i>Steuer</i>", "Tax"),
        marking("b.po", "<i>Fee</i>", "<i>Gebühr</i>", "Fee"),
    )
    swapped = marking("c.po", "<i>Tax</i> or <i>fee</i>", "<i>Gebühren</i> oder <i>Steuern</i>", "Tax", "fee")
    assert apart("de", tax, fee, swapped) == []
    wrong = marking("c.po", "<i>Tax</i> or <i>fee</i>", "<i>Kosten</i> oder <i>Steuern</i>", "Tax", "fee")
    assert apart("de", tax, fee, wrong) == [
        ("c.po", 'the term "fee" is called "Gebühr" in b.po:7, and otherwise here; use one name', None)
    ]


def test_a_marked_term_has_the_glossary_s_form_in_its_mark() -> None:
    def found(target: str) -> list[tuple[str, str]]:
        terms = parse_glossary(GLOSSARY.encode(), "source/glossary.toml", ["en", "fr", "nl"]).terms
        message = marking("x.po", "Your <dfn>enterprise number</dfn>", target, "enterprise number").message
        issues = check_message(context("fr"), message, NO_WEIGHTS.among([]), "x.po", "innovation/a", terms)
        assert is_settled("Enterprise numbers", terms, context("fr"))
        assert not is_settled("list of enterprise numbers", terms, context("fr"))
        return [(each.check, each.message) for each in issues]

    assert found("Votre <dfn>numéro d’entreprise</dfn>") == []
    assert found("Votre numéro d’entreprise, ou <dfn>registre</dfn>") == [
        (
            "term-missing",
            '"registre" is marked as "enterprise number", which is called "numéro… d’entreprise" '
            "(Code of Economic Law, III.17); put the code around that",
        )
    ]


def test_marked_terms_are_compared_in_a_loose_catalogue_and_across_a_site(site: Site, tmp_path: Path) -> None:
    entry = '#. text\n#. TERM: {0}\nmsgid "{0}"\nmsgstr "{1}"\n'
    entries = [entry.format("Fund", "Fonds"), entry.format("Funds", "Potten")]
    (tmp_path / "nl.po").write_text(HEADER + "\n".join(entries))
    done = site.run("check", str(tmp_path / "nl.po"))
    assert done.out.splitlines()[0].endswith(
        'nl.po:15:9: warning: the term "Funds" is called "Fonds" in '
        f'{tmp_path / "nl.po"}:10, and "Potten" here; use one name (term-inconsistent)'
    )
    site.write("source/pages/index.xhtml", page("<p>A <dfn>fund</dfn> pays.</p>").decode())
    site.write("source/pages/b.xhtml", page("<p>Our <dfn>funds</dfn> pay.</p>").decode())
    site.run("update")
    site.translate("nl", {"A <dfn>fund</dfn> pays.": "Een <dfn>fonds</dfn> betaalt."})
    site.translate("nl", {"Our <dfn>funds</dfn> pay.": "Onze <dfn>potten</dfn> betalen."}, "b")
    (found,) = [line for line in site.run("check", "nl").out.splitlines() if "(term-inconsistent)" in line]
    assert 'the term "fund" is called "potten" in locales/nl/LC_MESSAGES/b.po:' in found
    site.write("source/glossary.toml", '[[term]]\nsource = ["fund"]\n[term.nl]\nallowed = ["fonds*", "pot*"]\n')
    assert "term-" not in site.run("check", "nl").out
    site.write("source/glossary.toml", "")
    site.edit(
        "locales/nl/LC_MESSAGES/index.po",
        "#. paragraph",
        "# tetraglot: ignore term-inconsistent -- slang\n#. paragraph",
    )
    assert "term-" not in site.run("check", "nl").out


def test_partners_that_are_apart_are_found_page_by_page(site: Site) -> None:
    settings = site.read("source/site.toml")
    site.write("source/site.toml", settings + 'parity = [["fr", "nl"]]\n')
    site.complete()
    site.edit("locales/nl/LC_MESSAGES/index.po", "nl hello.", "")
    found = json.loads(site.run("check", "--format", "json").out)
    assert [(each["check"], each["severity"], each["locale"]) for each in found] == [
        ("missing", "error", "nl"),
        ("locale-incomplete", "info", "nl"),
        ("parity-broken", "warning", "nl"),
    ]
    assert found[2]["message"] == "fr is complete and nl is not: neither is released; translate the rest"


# --- reports ---------------------------------------------------------------------------------------------------------

FOUND = [
    Finding(
        "number-changed", "locales/fr/a b.po", 'x "1" <&>', 3, 9, certainty="likely", locale="fr", msgid="1", msgstr="2"
    ),
    Finding("dash", "locales/fr/a b.po", "50 %: a, b\nc", None, None, Severity.INFO, locale="fr"),
]


def test_sarif_is_what_the_standard_asks_for() -> None:
    report = json.loads(as_sarif(FOUND, {"dash": "A dash.\n\n    Why: so.\n"}))
    jsonschema.validate(report, json.loads((REPOSITORY / "tests/sarif-subset.schema.json").read_text("utf-8")))
    (run,) = report["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["dash", "number-changed"]
    first, second = run["results"]
    assert (first["level"], first["rank"], first["ruleIndex"]) == ("error", 75.0, 1)
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "locales/fr/a%20b.po"},
        "region": {"startLine": 3, "startColumn": 9},
    }
    assert (second["level"], second["message"]["text"]) == ("note", "50 %: a, b\nc")
    assert first["partialFingerprints"] != second["partialFingerprints"]
    assert json.loads(as_sarif([], {}))["runs"][0]["results"] == []


def test_junit_counts_what_fails_and_only_mentions_the_rest() -> None:
    root = ElementTree.fromstring(as_junit(FOUND, "warning"))
    assert root.attrib == {"name": "tetraglot check", "tests": "2", "failures": "1"}
    one, two = root.iter("testcase")
    failure = one.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "number-changed", "message": 'x "1" <&>'}
    assert two.find("failure") is None
    empty = ElementTree.fromstring(as_junit([], "error"))
    assert (empty.get("tests"), empty.get("failures")) == ("1", "0")


def test_github_gets_one_command_a_finding_that_no_text_can_end() -> None:
    assert as_github(FOUND).split("\n") == [
        '::error file=locales/fr/a b.po,line=3,col=9,title=number-changed::x "1" <&>',
        "::notice file=locales/fr/a b.po,title=dash::50 %25: a, b%0Ac",
    ]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_every_form_has_the_same_exit_code_and_stable_bytes(site: Site, form: str) -> None:
    site.complete()
    site.edit("locales/nl/LC_MESSAGES/index.po", "nl hello.", "")
    runs = [site.run("check", "--format", form) for _ in range(2)]
    assert [run.code for run in runs] == [1, 1]
    assert runs[0].out == runs[1].out != ""


def test_a_text_that_is_only_the_name_of_a_picture_is_found() -> None:
    assert names("fr", "cover-2.jpg", "couverture-2.jpg") == {"file-name-as-text"}
    assert names("fr", "A woman at a microscope", "Une femme au microscope") == set()


ODD = (
    *("a", "<", "<a ", '<a b="', "`", "(", "1 ", "1.", "1,", "12 3", "€ ", "{", "%", "%(", "$", "a.", "a_", "/a", "a@"),
    *("http://", "«", '"', "'a", " :", ". ", "  ", "\u00a0", "a\u0301", "Ã©", "the ", "a a ", "-", "&#", "**a", "\0"),
    *("BE68 ", "0123.", "{a, plural,", "on", "</a>", "<a>x", "9" * 400, "\ud7ff", "ａ", "1st ", "jan ", "MAX: "),
)


@pytest.mark.parametrize("locale", ["fr", "nl", "de", "es", "ar"])
def test_no_text_is_so_odd_that_a_check_fails(locale: str) -> None:
    for unit in ODD:
        text = unit * (2000 // len(unit))
        for source, target in ((text, text), ("x", text), (text, "x y.")):
            for is_page in (False, True):
                where = Context(locale, "en", style_of([target], language_of(locale), locale), is_page=is_page)
                check_message(where, Message(source, target), ALL, "x.po")


@given(
    st.sampled_from(["fr", "nl", "de"]),
    st.lists(st.sampled_from(ODD), max_size=12).map("".join),
    st.lists(st.sampled_from(ODD), max_size=12).map("".join),
)
def test_no_mixture_of_odd_texts_makes_a_check_fail(locale: str, source: str, target: str) -> None:
    for found in findings(locale, source, target):
        assert found.span is None or 0 <= found.span[0] <= found.span[1] <= len(target)


def test_a_site_gives_a_check_another_weight_or_none_locale_by_locale(site: Site) -> None:
    settings = site.read("source/site.toml")
    site.complete()
    for locale in ("nl", "fr"):
        path = f"locales/{locale}/LC_MESSAGES/index.po"
        site.edit(path, f"{locale} hello.", f"{locale}  hello.")

    def found() -> list[tuple[str, str, str]]:
        objects = json.loads(site.run("check", "--format", "json").out)
        return [
            (each["locale"], each["check"], each["severity"]) for each in objects if each["check"] == "double-space"
        ]

    assert found() == [("fr", "double-space", "warning"), ("nl", "double-space", "warning")]
    site.write(
        "source/site.toml", settings + '[checks]\ndouble-space = "error"\n\n[locales.nl.checks]\ndouble-space = "off"\n'
    )
    assert found() == [("fr", "double-space", "error")]


def test_update_seals_what_was_set_aside_before_it_changes_anything(site: Site) -> None:
    site.complete()
    path = "locales/nl/LC_MESSAGES/index.po"
    comment = "# tetraglot: ignore double-space -- a joke about spaces\n"
    site.edit(path, "nl hello.", "nl  hello.")
    text = site.read(path)
    place = text.rindex("\n\n", 0, text.index('msgid "Hello, world."')) + 2
    site.write(path, text[:place] + comment + text[place:])
    assert "double-space" not in site.run("check", "nl", "--fail-on", "info").out
    assert site.run("update").code == 0
    assert re.search(
        r"^# tetraglot: ignore double-space@[0-9a-f]{8} -- a joke about spaces$", site.read(path), re.MULTILINE
    )
    assert "double-space" not in site.run("check", "nl").out
    site.edit(path, "nl  hello.", "nl  hallo.")
    out = site.run("check", "nl").out
    assert "(double-space)" in out
    assert "(suppression-expired)" in out


def test_what_is_found_on_a_translation_does_not_depend_on_its_neighbours() -> None:
    texts = [
        ("The user’s password is not stored.", "The user’s password is not stored. &amp;"),
        ("Menu", "\ue000 Menu"),
        ("a \x1d b", "a \x1d b"),
        ("Read the guide.", "Lees the guide the guide."),
        ("It's İstanbul’s \ue000 don't", "aujourd’hui \ue000 c’est İstanbul"),
        ("Sorry!", "Sorry ;(we zijn dicht)"),
        ("Ring &#7; the &#29; bell", "Bel &#7; rinkelt &#x1d;"),
        ("", "\ud800"),
        ("No. Yes? 12 March 2024!", "Neen 12 MAART 2025"),
    ]
    messages = [Message(f"{source} {number}", target) for number, (source, target) in enumerate(texts)]
    where = context("nl")
    together = list(check_messages(where, [(each, frozenset()) for each in messages], ALL, "x.po"))
    assert together == [found for each in messages for found in check_message(where, each, ALL, "x.po")]
    assert len(together) > 5


def test_a_reference_is_the_sign_that_it_stands_for() -> None:
    assert "space-before-punctuation" in names("nl", "Hello!", "Hallo &#33;")
    assert "space-before-punctuation" in names("fr", "Wait.", "Attendez &period;")
    whole = "Wait&hellip; Read the guide. The office is closed today."
    assert "sentence-dropped" in names("fr", whole, "Attendez et lisez le guide. Le bureau est fermé ooo")


def test_a_short_word_with_an_apostrophe_is_one_that_nobody_translated() -> None:
    assert names("nl", "don't", "don't") == {"unchanged"}


def test_a_number_that_a_code_joins_to_another_word_is_none() -> None:
    assert "number-word-changed" not in names("nl", "A three<br/>page guide", "Een vier pagina’s lange gids")


def test_a_point_alone_at_the_beginning_of_a_line_ends_no_abbreviation() -> None:
    source = "See the page of 3 or so. Then come back now please"
    assert "sentence-dropped" not in names("fr", source, "Voir B\n. Puis revenez maintenant à la page svp")


def test_a_mouth_is_no_bracket_that_has_a_partner() -> None:
    assert "bracket" in names("nl", "Sorry!", "Sorry ;(we zijn dicht)")
