"""Pages that offer their pictures in fewer pixels and modern formats: valid both ways, and a browser takes its pick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_pages_markup import CANARY, differing, validated

from builders import SETTINGS, Site
from photos import photo

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BODY = (
    '<h1>Hello</h1><p>A <img src="../assets/a.jpg" alt="Grey"/> in a sentence</p><figure><a href="index.xhtml">'
    '<img src="../assets/b.png" alt="Home page" width="200"/></a></figure><p>Hello, world.</p>'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder output/site of a small site with photographs."""
    small = Site.small(tmp_path_factory.mktemp("pictures"))
    small.write("source/site.toml", f'{SETTINGS}[pictures]\nwidths = [100, 200]\nformats = ["avif", "webp"]\n')
    small.path("source/assets/a.jpg").write_bytes(photo(400, 300))
    small.path("source/assets/b.png").write_bytes(photo(150, 100, "PNG"))
    small.path("source/assets/b.nl.png").write_bytes(photo(160, 100, "PNG"))
    small.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", BODY)
    small.edit("source/layout.xhtml", "<nav", '<img src="assets/a.jpg" alt="Grey too"/><nav')
    # Translated in part: a page in the source's words only would have the source's pictures.
    done = small.complete().run("build", "--allow-missing")
    assert done.code == 0, done.err
    return small.path("output/site")


@pytest.fixture(scope="module")
def files(site: Path) -> list[str]:
    """Every page, relative to the site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.xhtml"))


@pytest.mark.parametrize("suffix", CANARY)
def test_pages_with_pictures_are_valid(suffix: str, site: Path, files: list[str], tmp_path: Path) -> None:
    found, _ = validated(suffix, {file: site / file for file in files}, tmp_path)
    assert {file: errors for file, errors in found.items() if errors} == {}


def test_pages_with_pictures_are_one_tree_as_xml_and_as_html(site: Path, files: list[str], browser: Browser) -> None:
    assert differing(site, files, browser) == []


def test_a_browser_takes_the_first_format_that_it_knows_as_wide_as_it_needs(origin: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 90, "height": 600})
    page.goto(f"{origin}/nl/index.xhtml")
    page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth)")
    seen = page.evaluate("[...document.images].map((i) => [i.currentSrc.replace(/.*assets.|[.][0-9a-f]{10}/g, ''), i.width, i.height])")  # fmt: skip
    page.close()
    assert seen == [["a.100w.avif", 400, 300], ["a.100w.avif", 400, 300], ["b.nl.100w.avif", 200, 125]]
