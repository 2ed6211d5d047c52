"""The language that a reader chooses is kept, and nothing on a page breaks a strict policy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import parts
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class StrictHandler(parts.Handler):
    """Serves the pages with a policy that allows nothing inline."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address of a server with a strict policy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def chosen(browser: Browser, start: str, *names: str, scripts: bool = True) -> tuple[str, list[dict[str, object]]]:
    """Where a reader comes to who follows the links of these names, and the cookies that are kept then."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(start)
    for name in names:
        page.get_by_role("link", name=name, exact=True).click()
    url, cookies = page.url, [dict(cookie) for cookie in context.cookies()]
    context.close()
    return url, cookies


def test_requirement_29_a_language_that_is_chosen_is_kept(browser: Browser, strict: str) -> None:
    for start, end in (("index", "index"), ("en/accessibility", "toegankelijkheid")):
        url, cookies = chosen(browser, f"{strict}/{start}.xhtml", "Nederlands")
        assert url == f"{strict}/nl/{end}.xhtml"
        assert [(each["name"], each["value"], each["path"], each["sameSite"]) for each in cookies] == [
            ("language", "nl", "/", "Lax")
        ]


def test_requirement_29_a_choice_is_kept_for_a_year_below_the_path_of_the_site(browser: Browser, site: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(site.parent))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/{site.name}"
            started = time.time()
            url, cookies = chosen(browser, f"{address}/index.xhtml", "Nederlands")
        finally:
            server.shutdown()
            thread.join()
    assert url == f"{address}/nl/index.xhtml"
    ((path, expires),) = [(each["path"], float(str(each["expires"]))) for each in cookies]
    assert path == f"/{site.name}/"
    assert 0 <= round(expires - started) - 31536000 <= time.time() - started + 1


def test_requirement_29_the_last_choice_counts(browser: Browser, strict: str) -> None:
    _, cookies = chosen(browser, f"{strict}/index.xhtml", "Français", "Deutsch")
    assert [each["value"] for each in cookies] == ["de"]


def test_other_links_choose_nothing(browser: Browser, strict: str) -> None:
    url, cookies = chosen(
        browser, f"{strict}/fr/index.xhtml", "Plan du site", "La biopharma, un secteur clé en Belgique"
    )
    assert (url, cookies) == (f"{strict}/fr/innovation/biopharma-key-sector-belgium.xhtml", [])


def test_without_scripts_the_links_lead_there_all_the_same(browser: Browser, strict: str) -> None:
    assert chosen(browser, f"{strict}/index.xhtml", "Français", scripts=False) == (f"{strict}/fr/index.xhtml", [])


def test_requirement_14_a_strict_policy_has_nothing_to_refuse(browser: Browser, strict: str, files: list[str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(f"{page.url}: {message.text}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.log(event.violatedDirective + event.sample))"
    )
    for file in files:
        page.goto(f"{strict}/{file}")
    kept = page.evaluate("() => document.querySelectorAll('script').length")
    context.close()
    assert refused == []
    assert kept > 0
