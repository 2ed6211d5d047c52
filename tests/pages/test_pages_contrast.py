"""High contrast, and what the keyboard meets first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
STANDARD = "rgb(255, 255, 255)"
HIGH = "rgb(0, 0, 0)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_button_switches_the_colours_and_says_so(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/index.xhtml")
    button = page.get_by_role("button", name="High contrast", exact=True)
    states = []
    for _ in range(3):
        states.append((button.get_attribute("aria-pressed"), page.evaluate(BACKGROUND)))
        button.click()
    assert states == [("false", STANDARD), ("true", HIGH), ("false", STANDARD)]


def test_the_keyboard_works_the_button(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/index.xhtml")
    button = page.get_by_role("button", name="High contrast", exact=True)
    button.focus()
    page.keyboard.press("Space")
    assert (button.get_attribute("aria-pressed"), page.evaluate(BACKGROUND)) == ("true", HIGH)


def test_the_choice_is_remembered_on_every_page_and_in_every_language(page: Page, origin: str) -> None:
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


def test_without_scripts_a_link_leads_to_high_contrast_and_back(browser: Browser, origin: str) -> None:
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
def test_a_system_that_asks_for_more_contrast_gets_it(
    scripts: bool, browser: Browser, origin: str, files: list[str]
) -> None:
    context = browser.new_context(contrast="more", java_script_enabled=scripts)
    page = context.new_page()
    backgrounds = {}
    for file in (file for file in files if file.startswith("en/") or "/" not in file):
        page.goto(f"{origin}/{file}")
        backgrounds[file] = page.evaluate(BACKGROUND)
    context.close()
    assert len(backgrounds) > 2
    assert backgrounds == dict.fromkeys(backgrounds, HIGH)


def test_the_readers_choice_comes_before_that_of_the_system(browser: Browser, origin: str) -> None:
    context = browser.new_context(contrast="more")
    page = context.new_page()
    page.goto(f"{origin}/en/index.xhtml")
    page.get_by_role("button", pressed=True).click()
    page.goto(f"{origin}/fr/index.xhtml")
    background = page.evaluate(BACKGROUND)
    context.close()
    assert background == STANDARD


def test_the_keyboards_first_stop_leads_to_the_content(page: Page, origin: str, localized: list[str]) -> None:
    faults = []
    for file in localized:
        page.goto(f"{origin}/{file}")
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
