"""What stands on a page: its outline, its words, its pictures, its links."""

from __future__ import annotations

import re

import bank
import parts
import pytest
from lxml import etree
from parts import pytest_generate_tests
from published import Element, Published, find, language_of

from builders import XHTML
from pipeline.locales import language_tag
from pipeline.po import parse

__all__ = ["pytest_generate_tests"]

FOCUSABLE = "//h:a[@href] | //h:button | //h:input | //h:select | //h:textarea | //h:summary | //*[@tabindex >= 0]"
OFFICIAL = {
    "en": "Official information and services: www.belgium.be",
    "fr": "Autres informations et services officiels\u00a0: www.belgium.be",
    "nl": "Andere informatie en diensten van de overheid: www.belgium.be",
    "de": "Weitere offizielle Informationen und Dienstleistungen: www.belgium.be",
}
MOTTO = "Eendracht maakt macht"  # in Dutch on every page


def spoken(element: Element) -> str:
    return re.sub("[ \t\r\n]+", " ", "".join(element.itertext(etree.Element))).strip(" \t\r\n")


def english(published: Published, xpath: str) -> set[str]:
    """What pages in English say at some places."""
    pages = (page for file, page in published.trees.items() if file.startswith("en/"))
    return {str(text) for page in pages for text in page.xpath(xpath, namespaces={"h": "http://www.w3.org/1999/xhtml"})}


def test_requirement_15_the_first_stop_is_a_translated_link_to_the_content(published: Published) -> None:
    faults = []
    in_english = english(published, "//h:a[@class = 'skip-link']/text()")
    for file in published.localized:
        page = published.trees[file]
        first = find(page, FOCUSABLE)[0]
        target = find(page, f"//*[@id = '{first.get('href', '')[1:]}']")
        if not first.get("href", "").startswith("#") or [each.tag for each in target] != [f"{{{XHTML}}}main"]:
            faults.append(f"{file}: the first stop is {etree.tostring(first)!r}")
        if (spoken(first) in in_english) != file.startswith("en/"):
            faults.append(f"{file}: “{spoken(first)}”")
    assert faults == []


def test_requirement_15_one_main_one_heading_of_the_first_level_and_no_level_left_out(published: Published) -> None:
    faults = []
    for file, page in published.trees.items():
        levels = [int(each.tag[-1]) for each in page.iter(*(f"{{{XHTML}}}h{n}" for n in range(1, 7)))]
        steps = zip([0, *levels], levels, strict=False)
        if len(find(page, "//h:main")) != 1 or levels.count(1) != 1 or any(to > of + 1 for of, to in steps):
            faults.append(f"{file}: {len(find(page, '//h:main'))} main, headings {levels}")
    assert faults == []


def test_requirement_15_every_navigation_has_a_name_of_its_own_in_the_page_s_language(published: Published) -> None:
    faults = []
    in_english = english(published, "//h:nav/@aria-label")
    for file in published.localized:
        labels = [each.get("aria-label", "") for each in find(published.trees[file], "//h:nav")]
        is_english = [label in in_english for label in labels]
        if len(set(labels)) < 2 or "" in labels or set(is_english) != {file.startswith("en/")}:
            faults.append(f"{file}: {labels}")
    assert faults == []


def test_requirement_16_the_banner_has_its_official_words(published: Published) -> None:
    faults = []
    for file in published.localized:
        (banner,) = find(published.trees[file], "//h:p[@class = 'official']")
        (link,) = find(banner, "h:a")
        words = OFFICIAL.get(file.partition("/")[0], spoken(banner))
        if (link.get("translate"), link.text) != ("no", "www.belgium.be") or spoken(banner) != words:
            faults.append(f"{file}: {spoken(banner)}")
    assert faults == []


def test_requirement_17_every_picture_has_words_or_says_that_it_needs_none(published: Published) -> None:
    faults = []
    in_english = english(published, "//h:img/@alt") - {""}
    for file, page in published.trees.items():
        for image in find(page, "//h:img"):
            alt, name = image.get("alt"), image.get("src", "").rpartition("/")[2].partition(".")[0]
            if alt is None or alt == name or re.search(r"^(logo|image|cover|photo)\b|^\w+ \d+$|\.\w{3,4}$", alt):
                faults.append(f"{file}: {alt!r}")
            elif alt in in_english and language_of(image) != "en":
                faults.append(f"{file}: {alt!r} is English")
            (*_, link) = (None, *find(image, "ancestor::h:a"))
            if link is not None and not alt and not spoken(link):
                faults.append(f"{file}: a link without words")
    assert faults == []


def test_requirement_18_every_picture_has_its_size(published: Published) -> None:
    images = [(file, each) for file, page in published.trees.items() for each in find(page, "//h:img")]
    assert images
    assert [file for file, each in images if not (each.get("width", "") + each.get("height", "")).isdigit()] == []


def test_requirement_19_what_is_left_in_the_source_s_language_says_so(published: Published) -> None:
    faults = []
    seen = 0
    for file, page in published.trees.items():
        locale = file.partition("/")[0]
        known = words_of(published, locale) if "/" in file and locale != "en" else set()
        for text in find(page, "//h:main")[0].xpath(".//text()[normalize-space()]"):
            words = " ".join(str(text).split())
            holder = text.getparent().getparent() if text.is_tail else text.getparent()
            if words in known and language_of(holder) != "en":
                faults.append(f"{file}: {words!r} is said to be {language_of(holder)}")
            seen += words in known
    print(f"in the source's language: {seen} texts, {len(faults)} do not say so")
    assert faults == []
    assert seen or not published.is_generated


def words_of(published: Published, locale: str) -> set[str]:
    """The English words that no translation into a language has."""
    if locale not in bank.TRANSLATIONS:
        texts = {text for translations in bank.TRANSLATIONS.values() for text in translations}
        parts_of = (part.strip() for text in texts for part in re.split(r"<[^>]*>", text))
        return {part for part in parts_of if re.search("[a-z]{4}", part)} - {MOTTO}
    pairs = bank.TRANSLATIONS[locale].items()
    same = {part for _, text in pairs for part in re.split(r"<[^>]*>", text)}
    found = {part for text, _ in pairs for part in re.split(r"<[^>]*>", text) if re.search("[a-z]{4}", part)}
    return {part.strip() for part in found - same - {MOTTO}}


def test_requirement_19_a_page_in_the_source_s_words_says_so_once_for_all_of_it(published: Published) -> None:
    for edition in published.editions:
        if edition.state == "fallback" and edition.held == "":
            (main,) = find(published.trees[edition.file], "//h:main")
            inner = {each.get("lang") for each in main.iterdescendants(etree.Element) if each.get("lang")}
            assert (main.get("lang"), inner - {"nl"}) == ("en", set()), edition.file


ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder")


def test_requirement_20_an_attribute_in_the_source_s_language_stands_in_an_element_that_is(
    published: Published,
) -> None:
    faults, marked = [], []
    for file, page in published.trees.items():
        locale = file.partition("/")[0]
        if "/" not in file or locale == "en":
            continue
        known = words_of(published, locale)
        for element in find(page, "//h:main")[0].iter(etree.Element):
            for name in ATTRIBUTES:
                if element.get(name) in known:
                    marked.append(file)
                    if language_of(element) != "en":
                        faults.append(f"{file}: {name}={element.get(name)!r}")
    assert faults == []
    assert marked or not published.is_generated


def test_requirement_22_links_stay_in_the_language_or_say_where_they_lead(published: Published) -> None:
    faults = []
    kept = crossing = 0
    for file in published.localized:
        locale = file.partition("/")[0]
        for link in find(
            published.trees[file], "//h:a[@href][not(starts-with(@href, '#') or ancestor::h:nav[@class = 'language'])]"
        ):
            target = published.led_to(file, link.get("href", ""))
            path = published.redirects.get(target[0], target[0]) if target else ""
            if path not in published.by_file or is_of_the_notice(link):
                continue
            language = published.by_file[path].language
            if language == language_tag(locale):
                kept += 1
                if link.get("hreflang") not in (None, language) or spoken(link).endswith(")"):
                    faults.append(f"{file}: {etree.tostring(link)!r}")
            else:
                crossing += 1
                if link.get("hreflang") != language or not spoken(link).endswith(f"({language.upper()})"):
                    faults.append(f"{file}: {etree.tostring(link, encoding='unicode')} leads to {language}")
    print(f"links: {kept} stay in the language, {crossing} lead to another and say so, {len(faults)} do not")
    assert faults == []
    assert crossing or not published.is_generated


def is_of_the_notice(link: Element) -> bool:
    return bool(find(link, "ancestor::*[@id = 'notice']"))


def test_requirement_44_the_footer_leads_to_the_accessibility_statement(published: Published) -> None:
    faults = []
    for file in published.localized:
        locale = file.partition("/")[0]
        links = [
            published.led_to(file, each.get("href", "")) for each in find(published.trees[file], "//h:footer//h:a")
        ]
        statement = published.edition("accessibility", locale)
        if (statement.file, "") not in links or statement.language != language_tag(locale):
            faults.append(f"{file}: {links}")
    assert faults == []


@pytest.mark.parametrize("locale", ["fr", "nl", "de"])
def test_the_words_of_the_bank_are_translated_each(locale: str) -> None:
    same = {text for text, translation in bank.TRANSLATIONS[locale].items() if text == translation}
    assert same <= {"Pensions", "Services", "Procedure", "Navigation", "News"}


def test_the_banner_s_words_are_those_of_the_catalogues() -> None:
    for locale in ("fr", "nl", "de"):
        data = (parts.REPOSITORY / f"locales/{locale}/LC_MESSAGES/layout.po").read_bytes()
        found = {re.sub("<[^>]*>", "", message.msgstr) for message in parse(data).messages}
        assert OFFICIAL[locale] in found
