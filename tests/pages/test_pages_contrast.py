"""High contrast, and what the keyboard meets first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from parts import pytest_generate_tests, turn, visit
from published import Published

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["pytest_generate_tests"]

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
STANDARD = "rgb(255, 255, 255)"
HIGH = "rgb(0, 0, 0)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_requirement_42_the_button_switches_the_colours_and_says_so(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/index.xhtml")
    button = page.get_by_role("button", name="High contrast", exact=True)
    states = []
    for _ in range(3):
        states.append((button.get_attribute("aria-pressed"), page.evaluate(BACKGROUND)))
        button.click()
    assert states == [("false", STANDARD), ("true", HIGH), ("false", STANDARD)]


def test_requirement_42_the_keyboard_works_the_button(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/index.xhtml")
    button = page.get_by_role("button", name="High contrast", exact=True)
    button.focus()
    page.keyboard.press("Space")
    assert (button.get_attribute("aria-pressed"), page.evaluate(BACKGROUND)) == ("true", HIGH)


def test_requirement_42_the_choice_is_remembered_on_every_page_and_in_every_language(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/index.xhtml")
    page.get_by_role("button", pressed=False).click()
    page.get_by_role("contentinfo").get_by_role("link").first.click()
    page.wait_for_url("**/en/accessibility.xhtml")
    assert page.get_by_role("button").get_attribute("aria-pressed") == "true"
    assert page.evaluate(BACKGROUND) == HIGH

    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url("**/nl/toegankelijkheid.xhtml")
    assert page.get_by_role("button").get_attribute("aria-pressed") == "true"
    assert page.evaluate(BACKGROUND) == HIGH

    page.goto(f"{origin}/index.xhtml")
    assert page.evaluate(BACKGROUND) == HIGH


def test_requirement_42_without_scripts_a_link_leads_to_high_contrast_and_back(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/en/index.xhtml")
    assert page.get_by_role("button").count() == 0
    assert page.evaluate(BACKGROUND) == STANDARD
    page.get_by_role("link", name="High contrast", exact=True).click()
    assert page.evaluate(BACKGROUND) == HIGH
    page.get_by_role("link", name="Standard contrast", exact=True).click()
    assert page.evaluate(BACKGROUND) == STANDARD
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_requirement_42_a_system_that_asks_for_more_contrast_gets_it(
    scripts: bool, browser: Browser, origin: str, published: Published
) -> None:
    context = browser.new_context(contrast="more", java_script_enabled=scripts)
    page = context.new_page()
    backgrounds = {}
    for file in [file for file in published.files if file.startswith("en/") or "/" not in file][:12]:
        visit(page, origin, published.folder, file)
        backgrounds[file] = page.evaluate(BACKGROUND)
    context.close()
    assert len(backgrounds) > 2
    assert backgrounds == dict.fromkeys(backgrounds, HIGH)


def test_requirement_42_the_readers_choice_comes_before_that_of_the_system(browser: Browser, origin: str) -> None:
    context = browser.new_context(contrast="more")
    page = context.new_page()
    page.goto(f"{origin}/en/index.xhtml")
    page.get_by_role("button", pressed=True).click()
    page.goto(f"{origin}/fr/index.xhtml")
    background = page.evaluate(BACKGROUND)
    context.close()
    assert background == STANDARD


def test_requirement_15_the_keyboards_first_stop_leads_to_the_content(
    page: Page, origin: str, published: Published, share: list[str]
) -> None:
    faults = []
    for file in turn([file for file in share if "/" in file], 0, 3):
        visit(page, origin, published.folder, file)
        page.keyboard.press("Tab")
        target = page.evaluate("() => document.activeElement.getAttribute('href')")
        if not (target and target.startswith("#") and page.locator(target).count() == 1):
            faults.append(f"{file}: the first stop leads to {target!r}")
            continue
        visible = page.evaluate("() => document.activeElement.getBoundingClientRect().top >= 0")
        page.keyboard.press("Enter")
        reached = page.evaluate("() => [document.activeElement.localName, '#' + document.activeElement.id]")
        if not visible or reached != ["main", target]:
            faults.append(f"{file}: visible when focused: {visible}; the focus went to {reached}")
    assert not faults, "\n".join(faults)


FORCED = """() => {
  const width = (element, pseudo) => parseFloat(getComputedStyle(element, pseudo).borderBlockEndWidth);
  const button = document.querySelector("#contrast-button"), current = document.querySelector(".language [aria-current]");
  const notice = document.querySelector("#notice");
  return {
    forced: matchMedia("(forced-colors: active)").matches,
    button: width(button) >= 1,
    current: width(current, "::after") >= 1,
    notice: notice ? parseFloat(getComputedStyle(notice).borderInlineStartWidth) >= 1 : true,
  };
}"""


def test_requirement_42_with_the_system_s_own_colours_shapes_are_drawn_by_borders(
    browser: Browser, origin: str, published: Published, share: list[str]
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    found = {}
    for file in turn([file for file in share if "/" in file], 1, 3):
        visit(page, origin, published.folder, file)
        found[file] = page.evaluate(FORCED)
    context.close()
    assert {file: seen for file, seen in found.items() if not all(seen.values())} == {}
    assert found
