"""Every page, on a narrow and on a wide screen, in both contrasts: axe-core, reflow and a quiet browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import parts
import pytest
from parts import pytest_generate_tests
from published import Published

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["pytest_generate_tests"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"]
RUN_AXE = """async (tags) => {
  const result = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  const {violations, incomplete, passes} = result;
  return {violations, undecided: incomplete.map((rule) => rule.id), kept: passes.length};
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


@dataclass(frozen=True, slots=True)
class Visits:
    """What was seen on all pages in one width and one contrast; each list holds readable lines."""

    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    noises: list[str] = field(default_factory=list)  # failed or foreign requests, errors on the console


def run_axe(page: Page, script: str) -> tuple[list[str], list[str], int]:
    """The rules that a page breaks, each with its place; those that need a human eye; how many it keeps."""
    page.evaluate(script)
    result: dict[str, Any] = page.evaluate(RUN_AXE, TAGS)
    broken = [
        f"{rule['id']}: {rule['help']}\n    at {node['target']}: {node['html']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
    return broken, result["undecided"], result["kept"]


def listen(page: Page, origin: str, noises: list[str]) -> None:
    """Note whatever goes wrong on a page from now on."""

    def note(wrong: bool, what: str) -> None:
        if wrong:
            noises.append(f"{page.url}: {what}")

    page.on("console", lambda message: note(message.type == "error", message.text))
    page.on("pageerror", lambda error: note(True, str(error)))
    # What was on its way when the reader went to the next page was not wanted any more.
    given_up = "net::ERR_ABORTED"
    page.on("requestfailed", lambda request: note(request.failure != given_up, f"the request for {request.url} failed"))
    page.on("response", lambda reply: note(reply.status >= 400, f"{reply.url} is answered by {reply.status}"))
    page.on("request", lambda request: note(not request.url.startswith(origin), f"asks for {request.url}"))


def show_high_contrast(page: Page, origin: str) -> None:
    """Ask for it as a reader does; the choice is remembered."""
    page.goto(f"{origin}/en/index.xhtml")
    page.get_by_role("button", pressed=False).click()


WAYS = ["320-standard", "320-high", "1280-standard", "1280-high"]


@pytest.fixture(scope="module", params=WAYS)
def visits(
    request: pytest.FixtureRequest, browser: Browser, origin: str, published: Published, share: list[str]
) -> Visits:
    """One visit of every page."""
    files = parts.turn(share, WAYS.index(request.param), len(WAYS))
    script = parts.axe()
    width, contrast = request.param.split("-")
    context = browser.new_context(viewport={"width": int(width), "height": 800}, bypass_csp=True)
    page = context.new_page()
    seen = Visits()
    undecided = 0
    kept = 0
    listen(page, origin, seen.noises)
    if contrast == "high":
        show_high_contrast(page, origin)
    for file in files:
        # The neutral page has no button: there, the system asks for high contrast.
        neutral = "/" not in file
        page.emulate_media(contrast="more" if neutral and contrast == "high" else "no-preference")
        parts.visit(page, origin, published.folder, file)
        expected = "rgb(0, 0, 0)" if contrast == "high" else "rgb(255, 255, 255)"
        assert page.evaluate(BACKGROUND) == expected, f"{file} is not shown in {contrast} contrast"
        broken, unsure, passed = run_axe(page, script)
        undecided += len(unsure)
        kept += passed
        seen.violations.extend(f"{file}: {line}" for line in broken)
        if (overflow := page.evaluate(OVERFLOW)) > 0:
            seen.sideways.append(f"{file}: {overflow} px wider than the screen of {width} px")
    context.close()
    print(
        f"axe at {width} px, {contrast} contrast: {len(files)} pages, {kept} rules kept,"
        f" {len(seen.violations)} violations, {undecided} undecided"
    )
    return seen


def test_requirement_41_no_page_breaks_a_rule_of_accessibility(visits: Visits) -> None:
    assert not visits.violations, "\n".join(visits.violations)


def test_requirement_43_no_page_scrolls_sideways(visits: Visits) -> None:
    assert not visits.sideways, "\n".join(visits.sideways)


def test_no_page_fails_to_load_or_complains(visits: Visits) -> None:
    assert not visits.noises, "\n".join(visits.noises)


def test_a_broken_rule_is_seen(browser: Browser) -> None:
    script = parts.axe()
    page = browser.new_page()
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="data:,"></main></html>')
    broken, _, _ = run_axe(page, script)
    page.close()
    assert [line.partition(":")[0] for line in broken] == ["image-alt"]
