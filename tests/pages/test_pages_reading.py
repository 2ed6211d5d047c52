"""Larger text, more space between letters, a keyboard, a thumb: nothing is lost, everything is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from parts import pytest_generate_tests, turn, visit
from published import Published

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["pytest_generate_tests"]

# WCAG 2.2, 1.4.12: what a reader may set.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"
TWICE = ":root { font-size: 200% !important }"
WAYS = {
    "320 px": (320, ""),
    "320 px, more space": (320, SPACING),
    "640 px, text at 200 %": (640, TWICE),
    "1280 px, text at 200 % and more space": (1280, TWICE + SPACING),
}
SCREENS = [320, 1280]
# Words that are cut off: outside the screen, or inside a box that hides what is too long for it.
LOST = """() => {
  const width = document.documentElement.clientWidth, lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest("script, style, select, .skip-link")) { continue; }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width && (box.left < -1 || box.right > width + 1)) { lost.push(node.data.trim()); break; }
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
      lost.push(element.tagName + "." + element.className);
    }
  }
  return [document.scrollingElement.scrollWidth - width, lost];
}"""
SMALL = """() => {
  const small = [];
  const inSentence = (element) => getComputedStyle(element).display === "inline" && element.closest("main, #notice, .footer");
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    const box = element.getBoundingClientRect();
    if (!box.width || inSentence(element) || element.classList.contains("skip-link")) { continue; }
    if (box.width < 23.99 || box.height < 23.99) { small.push(`${element.outerHTML} ${box.width} x ${box.height}`); }
  }
  return small;
}"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) { return null; }
  const style = getComputedStyle(element), box = element.getClientRects()[0] || element.getBoundingClientRect();
  const around = element.closest(".card") ? getComputedStyle(element.closest(".card")) : style;
  const shown = [style, around].some((each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2);
  // In the middle of what is on the screen of it.
  const x = box.left + box.width / 2, y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  const free = Boolean(top && (element.contains(top) || top.contains(element)));
  return [element.outerHTML.slice(0, 120), shown, free];
}"""


@pytest.mark.parametrize("way", WAYS)
def test_requirement_43_no_word_is_lost(
    way: str, browser: Browser, origin: str, published: Published, share: list[str]
) -> None:
    width, style = WAYS[way]
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    faults = []
    files = turn(share, list(WAYS).index(way), len(WAYS))
    for file in files:
        visit(page, origin, published.folder, file)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        if style:
            page.add_style_tag(content=style)
        overflow, lost = page.evaluate(LOST)
        if overflow > 0 or lost:
            faults.append(f"{file}: {overflow} px too wide; {lost}")
    context.close()
    print(f"at {way}: {len(files)} pages, {len(faults)} lose something")
    assert not faults, "\n".join(faults)


def test_requirement_43_words_are_divided_where_the_language_allows_it(
    browser: Browser, origin: str, published: Published, share: list[str]
) -> None:
    page = browser.new_page()
    for file in share[:8]:
        visit(page, origin, published.folder, file)
        assert page.evaluate("getComputedStyle(document.querySelector('main')).hyphens") == "auto", file
    page.close()


@pytest.mark.parametrize("width", SCREENS)
def test_requirement_30_targets_are_at_least_24_pixels_wide_and_high(
    width: int, browser: Browser, origin: str, published: Published, share: list[str]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    for file in turn(share, SCREENS.index(width), len(SCREENS)):
        visit(page, origin, published.folder, file)
        faults += (f"{file}: {line}" for line in page.evaluate(SMALL))
    context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", SCREENS)
def test_requirement_30_the_focus_is_seen_and_nothing_lies_above_it(
    width: int, browser: Browser, origin: str, published: Published, share: list[str]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    faults: list[str] = []
    stops = 0
    for file in share[SCREENS.index(width) :: 6]:
        visit(page, origin, published.folder, file)
        for _ in range(60):
            page.keyboard.press("Tab")
            seen: list[Any] | None = page.evaluate(FOCUSED)
            if seen is None:
                break
            stops += 1
            if not (seen[1] and seen[2]):
                faults.append(f"{file}: outline {seen[1]}, free {seen[2]}: {seen[0]}")
    context.close()
    print(f"at {width} px: {stops} stops of the keyboard, {len(faults)} not seen")
    assert stops
    assert not faults, "\n".join(faults)
