"""The search of the project's own site, switched on, under a strict Content Security Policy."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import parts
import pytest
from test_pages_accessibility import OVERFLOW, run_axe
from test_pages_policy import LISTEN, POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What docs/publishers.md asks for: no page may do more, this one script may run WebAssembly.
FOR_WORKER = POLICY.replace("default-src 'self'", "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder output/site of the own site with `search = true`."""
    parts.need("Pagefind", find_spec("pagefind_bin"), "pip install -e '.[search]'")
    folder = tmp_path_factory.mktemp("searchable")
    for name in ("source", "locales"):
        shutil.copytree(parts.REPOSITORY / name, folder / name)
    settings = folder / "source/site.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('region = "BE"', 'region = "BE"\nsearch = true'), encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "--site", str(folder), "build"]
    run = subprocess.run(command, cwd=parts.REPOSITORY, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder / "output/site"


class Strict(parts.Handler):
    """Sends the policy with every answer, and another one with the script that searches."""

    for_worker = FOR_WORKER

    def end_headers(self) -> None:
        policy = self.for_worker if self.path.endswith("/search/pagefind-worker.js") else POLICY
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()


class Stricter(Strict):
    """Sends the same policy with every answer."""

    for_worker = POLICY


def _served(handler: type[parts.Handler], folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def strict(searchable: Path) -> Iterator[str]:
    yield from _served(Strict, searchable)


@pytest.fixture(scope="module")
def stricter(searchable: Path) -> Iterator[str]:
    yield from _served(Stricter, searchable)


@pytest.fixture
def heard(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and the errors on its console."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def search(page: Page, words: str) -> list[str]:
    """What is found, as a reader asks for it: with the keyboard, in the form named search."""
    form = page.get_by_role("search")
    form.get_by_role("searchbox").fill(words)
    form.get_by_role("searchbox").press("Enter")
    page.wait_for_function("() => document.getElementById('search-status').textContent !== ''")
    return [link.get_attribute("href") or "" for link in form.get_by_role("link").all()]


@pytest.mark.parametrize(
    ("locale", "words", "said"),
    [
        ("fr", "entreprises", "Pages trouvées\N{NO-BREAK SPACE}: "),
        ("nl", "bedrijven", "Gevonden pagina’s: "),
        ("de", "Unternehmen", "Gefundene Seiten: "),
        ("en", "companies", "Pages found: "),
    ],
)
def test_a_word_of_a_language_finds_the_pages_of_that_language_only(
    locale: str, words: str, said: str, strict: str, heard: tuple[Page, list[str]]
) -> None:
    page, complaints = heard
    page.goto(f"{strict}/{locale}/index.xhtml")
    found = search(page, words)
    status = page.get_by_role("search").get_by_role("status").text_content()
    assert status == f"{said}{len(found)}"
    assert found
    assert {address.removeprefix(f"{strict}/").partition("/")[0] for address in found} == {locale}
    assert complaints == []
    page.get_by_role("search").get_by_role("link").first.click()
    page.wait_for_url(f"**/{locale}/**")
    assert page.locator("h1").count() == 1


def test_nothing_of_the_search_is_asked_for_before_a_reader_searches(
    strict: str, heard: tuple[Page, list[str]]
) -> None:
    page, _ = heard
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{strict}/fr/index.xhtml")
    page.wait_for_load_state("networkidle")
    assert len(asked) > 3
    assert [url for url in asked if "/search/" in url] == []
    search(page, "entreprises")
    assert f"{strict}/fr/search/pagefind-worker.js" in asked


def test_a_word_of_another_language_finds_nothing(strict: str, heard: tuple[Page, list[str]]) -> None:
    page, complaints = heard
    page.goto(f"{strict}/fr/index.xhtml")
    assert search(page, "bedrijven") == []
    assert page.get_by_role("search").get_by_role("status").text_content() == (
        "Aucune page trouvée. Essayez d’autres mots."
    )
    assert complaints == []


def test_a_word_of_a_title_finds_the_page_and_not_the_list_of_pages(
    strict: str, editions: dict[str, dict[str, str]], heard: tuple[Page, list[str]]
) -> None:
    page, _ = heard
    page.goto(f"{strict}/fr/index.xhtml")
    found = search(page, "accessibilité")
    assert f"{strict}/{editions['accessibility']['fr']}" in found
    assert f"{strict}/{editions['sitemap']['fr']}" not in found


def test_a_deep_page_and_an_error_page_search_alike(strict: str, heard: tuple[Page, list[str]]) -> None:
    page, _ = heard
    page.goto(f"{strict}/fr/404.xhtml")
    from_error_page = search(page, "vaccins")
    page.goto(from_error_page[0])
    assert search(page, "vaccins") == from_error_page


def test_the_search_can_be_used_with_the_keyboard_alone(strict: str, heard: tuple[Page, list[str]]) -> None:
    page, _ = heard
    page.goto(f"{strict}/en/index.xhtml")
    page.get_by_label("Search this site").focus()
    page.keyboard.type("vaccines")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Search"
    page.keyboard.press("Enter")
    page.get_by_role("search").get_by_role("link").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#search-results') !== null")


def test_where_the_policy_forbids_webassembly_readers_are_told(stricter: str, heard: tuple[Page, list[str]]) -> None:
    page, complaints = heard
    page.goto(f"{stricter}/nl/index.xhtml")
    assert search(page, "bedrijven") == []
    status = page.get_by_role("search").get_by_role("status").text_content()
    assert status == "De zoekfunctie is op dit moment niet beschikbaar."
    assert any("WebAssembly" in line or "wasm" in line for line in complaints)


def test_without_scripts_there_is_no_form(browser: Browser, strict: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{strict}/fr/index.xhtml")
    assert page.get_by_role("search").count() == 0
    assert page.get_by_role("navigation").count() == 2
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_was_found_breaks_no_rule_of_accessibility(width: int, browser: Browser, strict: str) -> None:
    script = parts.axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for locale, words in (("de", "Unternehmen"), ("fr", "entreprises")):
        page.goto(f"{strict}/{locale}/index.xhtml")
        assert search(page, words)
        broken, _, kept = run_axe(page, script)
        assert (broken, kept > 20) == ([], True)
        assert page.evaluate(OVERFLOW) <= 0
    context.close()


@pytest.mark.parametrize("suffix", [".xhtml", ".html"])
def test_pages_with_a_search_are_valid(suffix: str, searchable: Path, tmp_path: Path) -> None:
    copies = []
    for number, file in enumerate(sorted(searchable.rglob("*.xhtml"))):
        copies.append(tmp_path / f"{number}{suffix}")
        copies[-1].write_bytes(file.read_bytes())
    command = [parts.java(), "-jar", str(parts.validator()), "--errors-only", "--no-langdetect", *map(str, copies)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
