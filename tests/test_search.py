"""What readers search a site by: which pages are in it, in which language, and when it is made anew."""

from __future__ import annotations

import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from builders import REPOSITORY, Site, page
from need import need
from pipeline.site import search
from pipeline.site.record import FileRecord, PageRecord, read_record
from pipeline.store import pagefind


@pytest.fixture
def searched(site: Site) -> Site:
    """The small site with complete catalogues, a second page, an error page and a search."""
    need("Pagefind", find_spec("pagefind_bin"), "pip install -e '.[search]'")
    site.write("source/pages/404.xhtml", site.read("source/pages/index.xhtml").replace("Welcome", "Not found"))
    site.write(
        "source/pages/guide.xhtml",
        site.read("source/pages/index.xhtml").replace("Hello, world.", "Guide for visitors."),
    )
    site.complete()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nsearch = true')
    for locale in ("fr", "nl"):
        site.translate(locale, {"Welcome": f"{locale} guide", "Guide for visitors.": f"{locale} visitors."}, "guide")
        site.translate(locale, {"Not found": f"{locale} lost", "Hello, world.": f"{locale} hello."}, "404")
    return site


def texts(site: Site, locale: str) -> dict[str, str]:
    """By address, the words that can be found in a locale."""
    return {said["url"]: said["content"] for said in fragments(site, locale)}


def fragments(site: Site, locale: str) -> list[dict[str, Any]]:
    """What can be found in a locale, page by page."""
    files = site.path(f"output/site/{locale}/search/fragment").glob("*")
    return [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in files]


def search_files(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.files("output/site").items() if "/search/" in path}


def test_each_language_finds_its_own_pages_without_error_pages(searched: Site) -> None:
    assert searched.run("build").code == 0
    assert texts(searched, "en") == {"/en/index.xhtml": "Hello, world.", "/en/guide.xhtml": "Guide for visitors."}
    assert texts(searched, "fr") == {"/fr/index.xhtml": "fr hello.", "/fr/guide.xhtml": "fr visitors."}
    assert texts(searched, "nl") == {"/nl/index.xhtml": "nl hello.", "/nl/guide.xhtml": "nl visitors."}


def test_the_layout_says_what_is_searched_and_a_page_is_called_by_its_heading(searched: Site) -> None:
    searched.edit("source/pages/guide.xhtml", "<p>", "<h1>Coming here</h1><p>")
    left_out = "<nav>1</nav><footer><p>End.</p></footer><form><p>Ask.</p></form>"
    searched.edit("source/layout.xhtml", "<main>", f"<div><p>Above.</p></div>{left_out}<main>")

    def found() -> Any:
        assert searched.run("build", "en").code == 0
        return texts(searched, "en")["/en/guide.xhtml"]

    assert found() == "Above. Coming here. Guide for visitors."
    searched.edit("source/layout.xhtml", "<main>", '<main data-pagefind-body="">')
    assert found() == "Coming here. Guide for visitors."
    searched.edit("source/layout.xhtml", "</main>", '<p data-pagefind-ignore="">Below.</p></main>')
    assert found() == "Coming here. Guide for visitors."
    searched.edit("source/layout.xhtml", ' data-pagefind-ignore=""', "")
    assert found() == "Coming here. Guide for visitors. Below."
    titles = [said["meta"]["title"] for said in fragments(searched, "en") if said["url"] == "/en/guide.xhtml"]
    assert titles == ["Coming here"]


def test_a_page_in_the_sources_words_is_found_in_no_other_language(searched: Site) -> None:
    searched.path("locales/fr/LC_MESSAGES/guide.po").unlink()
    searched.write("source/site.toml", searched.read("source/site.toml") + '[locales.fr]\nmissing = "fallback"\n')
    assert searched.run("build").code == 0
    assert set(texts(searched, "fr")) == {"/fr/index.xhtml"}
    assert "Guide" in searched.read("output/site/fr/guide.xhtml")


def test_what_a_page_has_in_the_sources_words_is_not_found_in_its_language(searched: Site) -> None:
    searched.edit("source/pages/guide.xhtml", "</p>", "</p><p>New and long.</p>")
    searched.write("source/site.toml", searched.read("source/site.toml") + '[locales.fr]\nmissing = "fallback"\n')
    searched.run("update")
    searched.run("build", "fr")
    assert "New and long." in searched.read("output/site/fr/guide.xhtml")
    assert texts(searched, "fr")["/fr/guide.xhtml"] == "fr visitors."


def test_a_language_without_a_word_of_its_own_has_no_search_and_is_published(searched: Site) -> None:
    for name in ("index", "guide"):
        searched.write(f"source/pages/{name}.xhtml", page("<p>All new words.</p>", "<title>Welcome</title>").decode())
    assert searched.run("update").code == 0
    # Of French, the pages' titles are translated, and no more.
    assert searched.run("build", "--allow-missing").code == 0
    states = {each["page"]: each["state"] for each in searched.record()["pages"] if each["locale"] == "fr"}
    assert states == {"404": "complete", "guide": "outdated", "index": "outdated"}
    assert not searched.path("output/site/fr/search").exists()
    assert texts(searched, "en")["/en/guide.xhtml"] == "All new words."


def test_the_record_has_every_file_and_two_builds_are_the_same(searched: Site, tmp_path: Path) -> None:
    searched.run("build")
    record = read_record(searched.path("output/build.json").read_bytes())
    files = {f"site/{path}" for path in search_files(searched)}
    assert {each.path for locale in ("en", "fr", "nl") for each in search.of_locale(record.files, locale)} == files
    assert len(files) == 3 * 9 - 3
    first = searched.files("output")
    for path in searched.path("output").rglob("*"):
        if path.is_file():
            path.unlink()
    searched.run("build")
    assert searched.files("output") == first


def test_only_a_language_whose_pages_have_changed_is_made_anew(searched: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    searched.run("build")
    made = []

    def noted(*given: Any) -> dict[str, bytes]:
        made.append(given[1])
        return original(*given)

    original = pagefind.indexed
    monkeypatch.setattr(pagefind, "indexed", noted)
    before = search_files(searched)
    searched.run("build")
    assert (made, search_files(searched)) == ([], before)
    searched.edit("locales/nl/LC_MESSAGES/guide.po", "nl visitors.", "nl bezoekers.")
    searched.run("build")
    assert made == ['[lang]:not([lang|="nl"])']
    assert texts(searched, "nl")["/nl/guide.xhtml"] == "nl bezoekers."
    # What is lost comes back, and so does what nobody knows.
    next(searched.path("output/site/fr/search/fragment").iterdir()).unlink()
    searched.path("output/site/en/search/pagefind-entry.json").write_text("{}", encoding="utf-8")
    searched.run("build")
    assert made[1:] == ["", '[lang]:not([lang|="fr"])']
    assert {path for path in search_files(searched) if path.startswith(("fr", "en"))} == {
        path for path in before if path.startswith(("fr", "en"))
    }


def test_a_page_that_somebody_took_away_is_not_searched(searched: Site) -> None:
    searched.run("build")
    searched.path("output/site/nl/guide.xhtml").unlink()
    assert searched.run("build", "fr").code == 0
    assert set(texts(searched, "nl")) == {"/nl/index.xhtml"}
    assert set(texts(searched, "fr")) == {"/fr/index.xhtml", "/fr/guide.xhtml"}


def test_a_site_that_has_no_search_any_more_keeps_nothing_of_it(searched: Site) -> None:
    searched.run("build")
    assert "data-bundle" not in searched.read("output/site/fr/index.xhtml")  # This layout shows none.
    searched.edit("source/site.toml", "search = true", "search = false")
    assert searched.run("build").code == 0
    assert search_files(searched) == {}
    assert "search" not in searched.read("output/build.json")


def test_without_pagefind_nothing_is_built_and_it_is_said_what_to_install(
    searched: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: None)
    built = searched.run("build")
    assert built.code == 3
    assert built.err == (
        "source/site.toml:7:1: search = true needs Pagefind, which is not installed;"
        " install the extra: pip install 'tetraglot[search]'\n"
    )
    assert not searched.path("output").exists()
    assert searched.run("check").code == 0


def test_a_pagefind_that_fails_is_a_fault_and_nothing_is_shown(
    searched: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho 'no room' >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr(pagefind, "_program", lambda: failing)
    built = searched.run("build")
    assert built.code == 3
    assert "Pagefind ended with 1: no room; " in built.err
    assert not searched.path("output/build.json").exists()


def test_a_new_site_has_a_form_as_soon_as_it_has_a_search(tmp_path: Path) -> None:
    need("Pagefind", find_spec("pagefind_bin"), "pip install -e '.[search]'")
    new = Site(tmp_path)
    assert new.run("init", str(tmp_path)).code == 0
    assert new.run("build").code == 0
    assert 'id="search"' not in new.read("output/site/fr/index.xhtml")
    new.edit("source/site.toml", "# search = true", "search = true")
    assert new.run("build").code == 0
    page = new.read("output/site/fr/index.xhtml")
    assert '<label for="search-words">Rechercher sur ce site</label>' in page
    assert 'data-bundle="../fr/search/" data-root="../"' in page
    assert '<main id="content" tabindex="-1" data-pagefind-body="">' in page
    assert set(texts(new, "fr")) == {"/fr/index.xhtml"}


def test_a_new_site_searches_as_this_one_does() -> None:
    script = "source/assets/js/search.js"
    assert (REPOSITORY / "pipeline/starter" / script).read_bytes() == (REPOSITORY / script).read_bytes()


def test_search_is_true_or_false(site: Site) -> None:
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nsearch = "yes"')
    said = site.run("check")
    assert said.code == 3
    assert said.err == "source/site.toml:7:1: search is neither true nor false; write search = true\n"


def test_what_is_searched_is_what_is_there_in_that_language() -> None:
    def page(path: str, page: str, language: str, state: str) -> PageRecord:
        return PageRecord(path, page, "fr", language, state, "0", 1, 1, 1, "")

    pages = [
        page("site/fr/b.xhtml", "b", "fr", "outdated"),
        page("site/fr/a.xhtml", "a", "fr", "partial"),
        page("site/fr/c.xhtml", "c", "en", "fallback"),
        page("", "d", "fr", "omitted"),
        page("site/fr/404.xhtml", "404", "fr", "complete"),
    ]
    assert [each.page for each in search.searched(pages, "fr")] == ["a", "b"]
    assert search.searched(pages, "nl") == []


def test_a_page_that_leads_on_from_the_same_folder_is_no_file_of_the_search() -> None:
    files = [FileRecord("site/fr/search/old.xhtml", "", 1), FileRecord("site/fr/search/pagefind.js", "", 1)]
    assert search.of_locale(files, "fr") == files[1:]
