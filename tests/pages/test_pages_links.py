"""Every link and every picture leads to something, and the languages lead to each other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import parts
import pytest
from lxml import etree

XHTML = {"h": "http://www.w3.org/1999/xhtml"}
SETTINGS = tomllib.loads((parts.REPOSITORY / "source/site.toml").read_text(encoding="utf-8"))["site"]
LOCALES: list[str] = SETTINGS["locales"]
BASE_URL: str = SETTINGS["base_url"]
ERRORS = ("404.xhtml", "410.xhtml")


@pytest.fixture(scope="module")
def pages(site: Path, files: list[str]) -> dict[str, etree._Element]:
    return {file: etree.fromstring((site / file).read_bytes()) for file in files}


def served_at(file: str) -> str:
    """An address at which a server shows the page; an error page is shown anywhere."""
    folder, _, name = file.rpartition("/")
    return f"{BASE_URL}/{folder or 'xx'}/no/such/page" if name in ERRORS else f"{BASE_URL}/{file}"


def led_to(file: str, address: str) -> tuple[str, str] | None:
    """The file of the site that a link of a page leads to, and the fragment; None for a link elsewhere."""
    url = urlsplit(urljoin(served_at(file), address))
    if f"{url.scheme}://{url.netloc}" != BASE_URL:
        return None
    path = unquote(url.path).removeprefix("/")
    if address.startswith("#"):  # stays on the page, wherever that is shown
        path = file
    return path or "index.xhtml", unquote(url.fragment)


def addresses(page: etree._Element) -> Iterator[str]:
    """Every address in a page, those of a srcset included."""
    for name in ("href", "src", "poster", "data", "action"):
        for element in page.iter():
            if isinstance(element.tag, str) and (value := element.get(name)) is not None:
                yield value
    for value in page.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in value.split(","))


def test_every_address_inside_the_site_leads_to_a_file(site: Path, pages: dict[str, etree._Element]) -> None:
    faults = []
    checked = 0
    for file, page in pages.items():
        for address in addresses(page):
            target = led_to(file, address)
            if target is None:
                continue
            checked += 1
            path, fragment = target
            if not (site / path).is_file():
                faults.append(f"{file}: {address} leads to {path}, which is not there")
            elif fragment and not pages[path].xpath("//*[@id=$id]", id=fragment):
                faults.append(f"{file}: {address} leads to no element of {path}")
    print(f"links: {len(pages)} pages, {checked} addresses inside the site, {len(faults)} lead nowhere")
    assert checked > len(pages)
    assert not faults, "\n".join(faults)


def test_every_page_leads_to_itself_in_every_language(
    pages: dict[str, etree._Element], editions: dict[str, dict[str, str]]
) -> None:
    faults = []
    for file, page in pages.items():
        # The neutral pages lead to the home pages.
        page_path = next((path for path, by_locale in editions.items() if file in by_locale.values()), "index")
        locale = file.partition("/")[0] if "/" in file else ""
        links = page.xpath("//h:body//h:a[@hreflang]", namespaces=XHTML)
        found = {link.get("hreflang"): led_to(file, link.get("href")) for link in links}
        expected = {code: (editions[page_path][code], "") for code in LOCALES}
        if found != expected or len(links) != len(LOCALES):
            faults.append(f"{file}: {found}")
        current = [link.get("hreflang") for link in links if link.get("aria-current") == "true"]
        if current != [locale] * bool(locale):
            faults.append(f"{file}: marked as current: {current}")
        if missing := [target[0] for target in found.values() if target and target[0] not in pages]:
            faults.append(f"{file}: leads to {missing}, which is not there")
    assert not faults, "\n".join(faults)


def test_every_page_exists_in_every_language(files: list[str], editions: dict[str, dict[str, str]]) -> None:
    sources = parts.REPOSITORY / "source/pages"
    page_paths = [path.relative_to(sources).as_posix().removesuffix(".xhtml") for path in sources.rglob("*.xhtml")]
    assert sorted(editions) == sorted(page_paths)
    localized = [editions[page_path][locale] for locale in LOCALES for page_path in page_paths]
    assert files == sorted(["index.xhtml", *ERRORS, *localized])
