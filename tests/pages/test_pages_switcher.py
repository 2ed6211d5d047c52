"""The language switcher: the same page, in every language in which there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from parts import pytest_generate_tests, turn, visit
from published import XML_LANG, Element, Published, find

from builders import XHTML
from pipeline.locales import language_tag

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["pytest_generate_tests"]

NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "de": "Deutsch",
    "en": "English",
    "ar": "العربية",
    "fi": "Suomi",
}
UNAVAILABLE = {
    "nl": "(nog niet beschikbaar)",
    "fr": "(pas encore disponible)",
    "de": "(noch nicht verfügbar)",
    "en": "(not available yet)",
}
LOOKS = """() => {
  const look = (element) => {
    const style = getComputedStyle(element), bar = getComputedStyle(element, "::after");
    return [style.fontWeight, bar.content !== "none" && parseFloat(bar.borderBlockEndWidth) >= 1];
  };
  const items = [...document.querySelectorAll("nav.language li > :first-child")];
  return items.map((each) => [each.getAttribute("aria-current"), ...look(each)]);
}"""


def switcher(page: Element) -> Element:
    (found,) = find(page, "//h:nav[@class = 'language']")
    return found


def test_requirement_25_it_is_a_named_list_of_plain_links_above_the_content(published: Published) -> None:
    faults = []
    for file in published.localized:
        page = published.trees[file]
        order = [each for each in page.iter(etree.Element) if each.tag in (f"{{{XHTML}}}main", f"{{{XHTML}}}nav")]
        nav = switcher(page)
        allowed = {f"{{{XHTML}}}{name}" for name in ("nav", "ul", "li", "a", "span")}
        if order[0] is not nav or not nav.get("aria-label") or {each.tag for each in nav.iter(etree.Element)} - allowed:
            faults.append(f"{file}: {etree.tostring(nav)!r}")
        if any(each.get("hidden") for each in (*nav.iter(etree.Element), *nav.iterancestors())):
            faults.append(f"{file}: hidden")
    assert faults == []


def test_requirement_25_it_is_there_without_scripts(
    published: Published, share: list[str], browser: Browser, origin: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for file in [file for file in share if "/" in file][:12]:
        visit(page, origin, published.folder, file)
        assert page.locator("nav.language").is_visible(), file
        assert all(item.is_visible() for item in page.locator("nav.language li").all()), file
    context.close()


def test_requirement_26_every_language_is_called_as_in_itself(published: Published) -> None:
    faults = []
    tags = [language_tag(code) for code in published.locales]
    for file in published.localized:
        names = [item[0] for item in find(switcher(published.trees[file]), ".//h:li")]
        found = [(each.get("lang"), each.get(XML_LANG), "".join(each.itertext()).strip()) for each in names]
        if found != [(tag, tag, NAMES[tag]) for tag in tags]:
            faults.append(f"{file}: {found}")
        for each in names:
            is_link = each.tag == f"{{{XHTML}}}a"
            if (
                each.get("translate") != "no"
                or each.get("title")
                or (is_link and each.get("hreflang") != each.get("lang"))
            ):
                faults.append(f"{file}: {etree.tostring(each)!r}")
    assert faults == []


def test_requirement_27_the_current_language_is_marked(published: Published) -> None:
    faults = []
    for file in published.localized:
        marked = [each.get("lang") for each in switcher(published.trees[file]).iter() if each.get("aria-current")]
        values = {each.get("aria-current") for each in switcher(published.trees[file]).iter()} - {None}
        if (marked, values) != ([language_tag(file.partition("/")[0])], {"true"}):
            faults.append(f"{file}: {marked} {values}")
    assert faults == []


def test_requirement_27_it_is_not_marked_by_colour_alone(
    published: Published, share: list[str], browser: Browser, origin: str
) -> None:
    page = browser.new_page()
    faults = []
    for file in turn([file for file in share if "/" in file], 2, 3):
        visit(page, origin, published.folder, file)
        looks = page.evaluate(LOOKS)
        current = [look[1:] for look in looks if look[0]]
        if current != [["700", True]] or any(look[2] for look in looks if not look[0]):
            faults.append(f"{file}: {looks}")
    page.close()
    assert faults == []


def test_requirement_28_it_leads_to_the_same_page_or_says_that_there_is_none(published: Published) -> None:
    faults = []
    linked = plain = 0
    for file in published.localized:
        edition = published.by_file.get(published.redirects.get(file, file))
        assert edition is not None, file
        locale = file.partition("/")[0]
        for code, item in zip(published.locales, find(switcher(published.trees[file]), ".//h:li"), strict=True):
            other = published.edition(edition.page, code)
            is_offered = bool(other.file) and other.language == language_tag(code)
            target = published.led_to(file, item[0].get("href")) if item[0].get("href") else None
            leads_there = target is not None and published.redirects.get(target[0], target[0]) == other.file
            said = "".join(item.itertext()).replace(item[0].text or "", "").strip()
            if edition.held and target is not None and not is_offered:
                # It was made when there was one: what it leads to now is there all the same.
                is_offered = leads_there
            linked, plain = linked + is_offered, plain + (not is_offered)
            if target is not None if not is_offered else not leads_there:
                faults.append(f"{file}: {code} leads to {target}, {other}")
            if not is_offered and said != UNAVAILABLE.get(locale, said):
                faults.append(f"{file}: {code} {said!r}")
    print(f"switchers: {linked} links, {plain} languages without one, {len(faults)} faults")
    assert faults == []


def test_requirement_28_it_leads_to_the_same_place_on_the_page(
    published: Published, browser: Browser, origin: str
) -> None:
    name = "costs" if published.is_generated else "accessibility"
    edition = next(each for each in published.editions if each.locale == "en" and each.page.endswith(name))
    fragment = "#fees" if name == "costs" else "#content"
    page = browser.new_page()
    page.goto(f"{origin}/{edition.file}{fragment}")
    page.get_by_role("link", name="Nederlands", exact=True).click()
    page.wait_for_url(f"**/nl/**{fragment}")
    assert page.locator(fragment).count() == 1
    page.close()
