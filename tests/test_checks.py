"""The checks of translations: what each finds, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import REPOSITORY
from check_fixtures import FIXTURES
from conftest import Site
from pipeline.checks import CHECKS, PAIR_CHECKS
from pipeline.checks.fixing import SAFE, fixed
from pipeline.checks.kinds import CERTAINTIES
from pipeline.checks.pair import Context
from pipeline.checks.runner import NO_WEIGHTS, check_message
from pipeline.checks.style import style_of
from pipeline.checks.suppression import seal, sealed
from pipeline.language import language_of
from pipeline.model import Finding
from pipeline.po import Message
from pipeline.report.manual import manual

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


def test_every_check_of_translations_has_a_fixture() -> None:
    elsewhere = {"apostrophe", "too-long"}  # They need more than two texts: below.
    assert {check.name for check in PAIR_CHECKS} == {row[0] for row in FIXTURES} | elsewhere


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.name))
def test_every_check_has_a_page_with_all_that_a_reader_asks(check: object) -> None:
    page = check.page  # type: ignore[attr-defined]
    for part in ("Why: ", "Bad:  ", "Good: ", "When to ignore: "):
        assert page.count(part) == 1, part
    assert check.certainty in CERTAINTIES  # type: ignore[attr-defined]


def test_the_names_of_checks_are_their_own() -> None:
    found = [check.name for check in CHECKS if check.name != "control-character"]
    assert len(found) == len(set(found))


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
