"""The site under a strict Content Security Policy, and without scripts."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import parts
import pytest
from lxml import etree

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
LOADING = (
    '//h:script[@src] | //h:link[contains(@rel, "stylesheet") or @rel = "modulepreload"'
    ' or (@rel = "preload" and (@as = "style" or @as = "script"))]'
)
XHTML = {"h": "http://www.w3.org/1999/xhtml"}
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
LISTEN = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});"""


class Strict(parts.Handler):
    """Sends the policy with every answer."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address of a server that sends the policy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def heard(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what its console has complained of."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def test_requirement_14_every_style_and_script_has_the_hash_of_its_file(site: Path, files: list[str]) -> None:
    faults, checked = [], 0
    for file in files:
        for element in etree.parse(site / file).xpath(LOADING, namespaces=XHTML):
            address = urljoin(f"/{file}", element.get("href") or element.get("src"))
            digest = base64.b64encode(sha256((site / address[1:]).read_bytes()).digest()).decode()
            checked += 1
            if element.get("integrity") != f"sha256-{digest}":
                faults.append(f"{file}: {address}")
    assert not faults, "\n".join(faults)
    assert checked >= 2 * len(files)


def test_requirement_14_no_page_breaks_a_policy_without_unsafe(
    strict: str, files: list[str], heard: tuple[Page, list[str]]
) -> None:
    page, said = heard
    for file in files:
        answer = page.goto(f"{strict}/{file}")
        assert answer is not None
        assert answer.headers["content-security-policy"] == POLICY
        # Both are there only if the style sheet and the script ran.
        assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)", file
        assert page.evaluate("() => document.documentElement.dataset.contrast") == "standard", file
    assert said == []


def test_requirement_42_the_contrast_button_works_under_the_policy(strict: str, heard: tuple[Page, list[str]]) -> None:
    page, said = heard
    page.goto(f"{strict}/fr/index.xhtml")
    page.get_by_role("button", pressed=False).click()
    assert page.get_by_role("button").get_attribute("aria-pressed") == "true"
    assert page.evaluate(BACKGROUND) == "rgb(0, 0, 0)"
    # Requirement 29: kept in another language.
    page.goto(f"{strict}/nl/index.xhtml")
    assert page.evaluate(BACKGROUND) == "rgb(0, 0, 0)"
    assert said == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<body", '<body style="color: red"', "violation: style-src-attr"),
        ("</head>", "<script>1</script></head>", "violation: script-src-elem"),
        ('integrity="sha256-', 'integrity="sha256-AAAA', "integrity"),
    ],
)
def test_what_breaks_the_policy_or_a_hash_is_seen(
    old: str, new: str, complaint: str, strict: str, site: Path, heard: tuple[Page, list[str]]
) -> None:
    page, said = heard
    text = (site / "en/index.xhtml").read_text(encoding="utf-8")
    broken = site / "en/broken.xhtml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        page.goto(f"{strict}/en/broken.xhtml")
    finally:
        broken.unlink()
    assert any(complaint in line for line in said), said


def test_without_scripts_the_menu_and_the_languages_lead_on(browser: Browser, strict: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{strict}/index.xhtml")
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/index.xhtml")
    page.get_by_role("navigation").get_by_role("link", name="Biopharma").click()
    page.wait_for_url("**/fr/innovation/*.xhtml")
    assert page.get_by_role("main").is_visible()
    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url("**/nl/innovation/*.xhtml")
    assert page.locator("html").get_attribute("lang") == "nl"
    page.get_by_role("contentinfo").get_by_role("link").first.click()
    page.wait_for_url("**/nl/toegankelijkheid.xhtml")
    context.close()
