"""A browser reads the site from the real servers: as XHTML, packed, under the policy that they send."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

from harness import Server

from need import need


def test_requirement_40_pages_work_under_the_policy_in_a_browser(server: Server) -> None:
    need("Playwright", find_spec("playwright"), "pip install -e '.[pages]'")
    executable = shutil.which("chromium")
    need("Chromium", executable, "apt-get install chromium")
    from playwright.sync_api import sync_playwright

    said: list[str] = []
    quiet = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=quiet)
        context = browser.new_context(locale="nl-BE", color_scheme="light")
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        # Of those that failed without an answer, the policy's are in the console; the others were given up for the next page.
        page.on(
            "response", lambda response: response.status >= 400 and said.append(f"{response.status} {response.url}")
        )
        page.goto(f"http://127.0.0.1:{server.port}/")
        assert page.url.endswith("/nl/index.xhtml")
        assert page.evaluate("document.contentType") == "application/xhtml+xml"
        page.goto(f"http://127.0.0.1:{server.port}/fr/innovation/biopharma-key-sector-belgium.xhtml")
        button = page.locator("#contrast-button")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert page.evaluate("getComputedStyle(document.querySelector('.skip-link')).position") == "absolute"
        page.goto(f"http://127.0.0.1:{server.port}/fr/deep/none.xhtml")
        assert page.evaluate("[...document.styleSheets].length") == 1
        context.add_cookies([{"name": "language", "value": "de", "url": f"http://127.0.0.1:{server.port}/"}])
        page.goto(f"http://127.0.0.1:{server.port}/")
        assert page.url.endswith("/de/index.xhtml")
        browser.close()
    # The page for an error is one; nothing else is said.
    assert [text for text in said if "404" not in text] == []
