"""What readers are told of a page that is not, or not all, translated, or no longer current."""

from __future__ import annotations

from pathlib import Path

import generated
import manuscript
import pseudo
import pytest
from lxml import etree
from published import Published, find, language_of

from builders import REPOSITORY, XHTML
from pipeline.po import parse

TITLES = {
    "partial": "This page is only partly translated",
    "aged": "The English page has changed a little since it was translated.",
    "outdated": "Warning: this translation is out of date.",
    "fallback": "This page has not been translated yet.",
    "gone": "The original of this page no longer exists.",
    "moved": "This page is at another address now:",
}


@pytest.fixture(scope="module")
def made(built_generated: Path) -> Published:
    """The generated site."""
    return Published.of(built_generated)


def said_in(locale: str, english: str) -> str:
    """The notice's words in a language, by the layout's catalogue: what stands in <strong>."""
    if locale in ("ar", "fi"):
        return ""
    data = (REPOSITORY / f"locales/{locale}/LC_MESSAGES/layout.po").read_bytes()
    found = next(each for each in parse(data).messages if english in each.msgid)
    text = found.msgstr or found.msgid
    return text.partition("<strong>")[2].partition("</strong>")[0].partition("<xsl")[0].strip() or text


def test_the_generated_site_has_forty_pages(made: Published) -> None:
    assert len(manuscript.pages()) == 40
    assert {each.page for each in made.editions} >= set(manuscript.paths())


@pytest.mark.parametrize("locale", generated.LOCALES)
def test_each_state_occurs_in_each_language(made: Published, locale: str) -> None:
    expected = dict.fromkeys(manuscript.paths(), ("complete", "", ""))
    if locale != "en":
        expected |= generated.FATES
        expected |= {page: fates[locale] for page, fates in generated.FATES_BY_LOCALE.items()}
    expected[generated.GONE] = ("outdated", "gone", "gone")
    found = {each.page: each.fate for each in made.editions if each.locale == locale and each.page in expected}
    assert found == expected
    # These, and no other, on the pages that are this project's own.
    assert {each.fate for each in made.editions if each.page not in expected} == {("complete", "", "")}


def test_deleted_and_moved_pages_are_on_record(made: Published) -> None:
    gone = {path.removeprefix("site/") for path in made.record["gone"]}
    assert {f"{locale}/moving-house/old-forms.xhtml" for locale in generated.LOCALES} <= gone
    assert not any((made.folder / path).exists() for path in gone)
    moved = {each: to for each, to in made.redirects.items() if each.endswith("moving-house/prices.xhtml")}
    assert moved == {
        f"{locale}/moving-house/prices.xhtml": made.edition(generated.NEW, locale).file for locale in generated.LOCALES
    }
    readdressed = {to for path, to in made.redirects.items() if "prices" not in path}
    assert readdressed == {
        "fr/passeports/frais.xhtml", "nl/paspoorten/tarieven.xhtml", "de/reisepaesse/gebühren.xhtml",
    }  # fmt: skip


def test_addresses_are_localized(made: Published) -> None:
    found = {locale: made.edition("taxes/conditions", locale).file for locale in generated.LOCALES}
    assert found == {
        "nl": "nl/belastingen/voorwaarden.xhtml",
        "fr": "fr/impôts/conditions.xhtml",
        "de": "de/steuern/bedingungen.xhtml",
        "en": "en/taxes/conditions.xhtml",
        "ar": "",
        "fi": "fi/taxes/conditions.xhtml",
    }
    assert made.edition("pensions/index", "ar").file == "ar/معاشات/index.xhtml"


def test_the_longer_language_is_forty_percent_longer() -> None:
    texts = {pseudo.visible(text) for text in generated.bank.TRANSLATIONS["fr"]}
    length = sum(map(len, texts))
    longer = sum(len(pseudo.longer(text)) for text in texts)
    assert round(longer / length, 2) == 1.4


def test_requirement_31_each_policy_does_what_it_says(made: Published) -> None:
    """Omitted with `omit`, shown in the source's words with `fallback`, held with `fail`; in time with `grace`."""
    for locale in generated.TRANSLATED:
        found = [made.edition(f"taxes/{name}", locale) for name in ("step-by-step", "costs", "questions")]
        assert [(each.state, each.held, bool(each.file)) for each in found] == [
            ("fallback", "", True), ("omitted", "omit", False), ("outdated", "missing", True),
        ]  # fmt: skip
        assert made.edition("pensions/questions", locale).held == "grace"


def test_requirement_32_the_notice_is_a_named_region_above_the_content(made: Published) -> None:
    faults = []
    seen = 0
    for file, page in made.trees.items():
        box = find(page, "//*[@id = 'notice']")
        edition = made.by_file.get(file)
        if not box:
            assert edition is None or not edition.notice
            continue
        seen += 1
        (notice,) = box
        (main,) = find(page, "//h:main")
        locale = file.partition("/")[0]
        kind = notice.get("class", "").removeprefix("notice ")
        words = "".join(notice.itertext())
        is_named = notice.tag == f"{{{XHTML}}}section" and notice.get("aria-label")
        is_above = notice.getnext() is main
        if not (is_named and is_above and language_of(notice) == locale and said_in(locale, TITLES[kind]) in words):
            faults.append(f"{file}: {etree.tostring(notice, encoding='unicode')}")
        if kind != "gone" and main.get("aria-describedby") != "notice":
            faults.append(f"{file}: the content is not described by the notice")
    print(f"notices: {seen}, {len(faults)} faults")
    assert faults == []
    assert seen > 50


def test_requirement_32_the_notice_leads_to_the_source(made: Published) -> None:
    faults = []
    for edition in made.editions:
        if edition.notice in ("partial", "aged", "outdated", "fallback"):
            links = find(made.trees[edition.file], "//*[@id = 'notice']//h:a")
            targets = [(made.led_to(edition.file, each.get("href", "")), each.get("hreflang")) for each in links]
            if targets != [((made.edition(edition.page, "en").file, ""), "en")]:
                faults.append(f"{edition.file}: {targets}")
    assert faults == []


def test_requirement_32_a_partial_page_says_how_much_is_translated(made: Published) -> None:
    words = {(each["page"], each["locale"]): each for each in made.record["pages"]}
    for edition in made.editions:
        if edition.notice == "partial":
            entry = words[edition.page, edition.locale]
            percent = 100 * entry["words_translated"] // entry["words"]
            (notice,) = find(made.trees[edition.file], "//*[@id = 'notice']")
            assert f"{percent}" in "".join(notice.itertext()), edition.file
            assert 80 < percent < 100


def test_requirement_32_the_content_has_its_real_language_and_a_fallback_is_the_source_s_to_others(
    made: Published,
) -> None:
    for edition in made.editions:
        if edition.file:
            page = made.trees[edition.file]
            (main,) = find(page, "//h:main")
            assert language_of(main) == edition.language, edition.file
            canonical = [each.get("href") for each in find(page, "//h:link[@rel = 'canonical']")]
            shown = made.edition(edition.page, "en" if edition.state == "fallback" else edition.locale).file
            if shown.rpartition("/")[2] not in ("404.xhtml", "410.xhtml"):
                assert [made.led_to(edition.file, str(each)) for each in canonical] == [(shown, "")], edition.file


def test_requirement_33_two_levels_with_the_day_and_the_gone_original(made: Published) -> None:
    days = {"fr": "11 mars 2026", "nl": "11 maart 2026", "de": "11. März 2026"}
    for locale in generated.TRANSLATED:
        for page, kind in (("pensions/costs", "aged"), ("pensions/conditions", "outdated")):
            edition = made.edition(page, locale)
            (notice,) = find(made.trees[edition.file], "//*[@id = 'notice']")
            (day,) = find(notice, ".//h:time")
            assert (edition.notice, day.get("datetime")) == (kind, "2026-03-11")
            assert day.text == days.get(locale, day.text)
        gone = made.edition(generated.GONE, locale)
        assert gone.notice == "gone"
        assert said_in(locale, TITLES["gone"]) in "".join(made.trees[gone.file].itertext())
