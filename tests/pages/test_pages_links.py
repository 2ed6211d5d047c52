"""Every link and every picture leads to something, and the languages lead to each other."""

from __future__ import annotations

from pathlib import Path

import parts
import pytest
from parts import pytest_generate_tests
from published import ERRORS, Published, addresses, find

__all__ = ["pytest_generate_tests"]


def test_requirement_22_every_address_inside_the_site_leads_to_a_file(published: Published) -> None:
    faults = []
    checked = 0
    for file, page in published.trees.items():
        for address in addresses(page):
            target = published.led_to(file, address)
            if target is None:
                continue
            checked += 1
            path, fragment = target
            if not (published.folder / path).is_file():
                faults.append(f"{file}: {address} leads to {path}, which is not there")
            elif fragment and not published.trees[path].xpath("//*[@id=$id]", id=fragment):
                faults.append(f"{file}: {address} leads to no element of {path}")
    print(f"links: {len(published.files)} pages, {checked} addresses inside the site, {len(faults)} lead nowhere")
    assert checked > len(published.files)
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def own(built_own: Path) -> Published:
    """This project's own site, which is complete in every language."""
    return Published.of(built_own)


def test_every_page_of_the_own_site_leads_to_itself_in_every_language(own: Published) -> None:
    faults = []
    for file, page in own.trees.items():
        # The neutral pages lead to the home pages.
        edition = own.by_file.get(file)
        page_path = edition.page if edition else "index"
        links = find(page, "//h:body//h:a[@hreflang]")
        found = {link.get("hreflang"): own.led_to(file, link.get("href", "")) for link in links}
        expected = {code: (own.edition(page_path, code).file, "") for code in own.locales}
        if found != expected or len(links) != len(own.locales):
            faults.append(f"{file}: {found}")
    assert not faults, "\n".join(faults)


def test_every_page_of_the_own_site_exists_in_every_language(own: Published) -> None:
    sources = parts.REPOSITORY / "source/pages"
    page_paths = {path.relative_to(sources).as_posix().removesuffix(".xhtml") for path in sources.rglob("*.xhtml")}
    assert {each.page for each in own.editions} == page_paths
    localized = [own.edition(page_path, locale).file for locale in own.locales for page_path in page_paths]
    assert own.files == sorted(["index.xhtml", *ERRORS, *localized])
