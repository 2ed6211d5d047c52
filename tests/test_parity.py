"""Languages that go out together: stories of edits, each a file, with what readers find after each build.

A step edits files (`edit`: path, old, new; `write`: path, title, words; `remove`: path), brings the catalogues up to date where it says `update`,
lets translators write (`translate`: locale, domain, msgid, msgstr), and builds. `found` says of each edition that is
named: its state, why it was held if it was, and the words that readers see.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from builders import LAYOUT, REPOSITORY, Site, page

STORIES = sorted((REPOSITORY / "tests/cases/parity").glob("*/story.toml"))
SETTINGS = """[site]
name = "Small"
base_url = "https://small.example"
source_locale = "en"
locales = ["en", "fr", "nl", "de"]
region = "BE"
parity = [["fr", "nl"]]
"""
# 1 March 2026, the day of a story that names none.
TODAY = "1772323200"


def translate(site: Site, locale: str, domain: str, msgid: str, msgstr: str) -> None:
    """Write a translation as an editor does: it is no longer fuzzy, and what it was made from goes."""
    path = f"locales/{locale}/LC_MESSAGES/{domain}.po"
    entry = re.compile(
        rf'(?:#, fuzzy\n)?(?:#\| [^\n]*\n)*(msgctxt "address"\n)?msgid "{re.escape(msgid)}"\nmsgstr "[^\n]*"'
    )
    text = site.read(path)
    assert entry.search(text), f"{msgid!r} is not in {path}"
    site.write(path, entry.sub(lambda found: f'{found[1] or ""}msgid "{msgid}"\nmsgstr "{msgstr}"', text))


def told(site: Site) -> Site:
    """The site at the beginning of every story: two pages, complete and published in four languages."""
    site.write("source/site.toml", SETTINGS)
    site.write("source/layout.xhtml", LAYOUT)
    site.write("source/assets/site.css", "main { max-width: 40em }\n")
    site.write("source/pages/index.xhtml", page("<p>Open on Monday.</p>", "<title>Home</title>").decode())
    site.write("source/pages/guide.xhtml", page("<p>Bring your card.</p>", "<title>Guide</title>").decode())
    assert site.run("update").code == 0
    for locale in ("fr", "nl", "de"):
        for domain, msgids in {
            "index": ["Home", "Open on Monday."],
            "guide": ["Guide", "Bring your card."],
            "layout": ["Languages"],
        }.items():
            for msgid in msgids:
                translate(site, locale, domain, msgid, f"{locale} {msgid}")
    assert site.run("build").code == 0
    return site


def found(site: Site, edition: str) -> str:
    """ "outdated, held: parity; fr Open on Monday." for "fr/index"."""
    locale, _, page_path = edition.partition("/")
    entry = next(each for each in site.record()["pages"] if (each["locale"], each["page"]) == (locale, page_path))
    held = f", held: {entry['held']}" if entry["held"] else ""
    if not entry["path"]:
        return f"{entry['state']}{held}"
    words = re.sub("<[^>]*>", "", site.body(entry["path"].removeprefix("site/"))).strip()
    return f"{entry['state']}{held}; {words}"


def recorded(site: Site) -> set[tuple[str, str, str, str]]:
    pages = site.record()["pages"]
    return {(each["locale"], each["page"], each["state"], each["held"]) for each in pages if each["held"] != "gone"}


def foretold(site: Site) -> set[tuple[str, str, str, str]]:
    lines = json.loads(site.run("status", "--format", "json").out)
    found = {(each["locale"], each["page"], each["state"], each["held"]) for each in lines}
    return {each for each in found if each[1] != "layout"}


def play(site: Site, step: dict[str, Any]) -> tuple[int, str]:
    for path, old, new in step.get("edit", ()):
        site.edit(path, old, new)
    for path, title, words in step.get("write", ()):
        site.write(path, page(f"<p>{words}</p>", f"<title>{title}</title>").decode())
    for path in step.get("remove", ()):
        site.path(path).unlink()
    if step.get("update"):
        assert site.run("update").code == 0
    for what in step.get("translate", ()):
        translate(site, *what)
    done = site.run("build", *step.get("build", ()))
    return done.code, done.err + done.out


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.parent.name)
def test_languages_in_parity_go_out_together(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    site = told(Site(tmp_path))
    for number, step in enumerate(tomllib.loads(story.read_text(encoding="utf-8"))["step"], 1):
        if "day" in step:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 86400 * step["day"]))
        code, said = play(site, step)
        what = {edition: found(site, edition) for edition in step["found"]}
        assert what == step["found"], f"step {number}:\n{said}"
        assert code == step.get("code", 0), f"step {number}:\n{said}"
        if "build" not in step:
            assert foretold(site) == recorded(site), f"step {number}: `status` says something else than was built"
        for path in step.get("files", ()):
            assert site.path(f"output/{path}").is_file(), path
        if "redirects" in step:
            assert {each["path"]: each["to"] for each in site.record()["redirects"]} == step["redirects"]
        for line in step.get("said", ()):
            assert line in said.split("\n"), f"step {number}:\n{said}"
        again = site.files("output")
        site.run("build", *step.get("build", ()))
        assert site.files("output") == again, f"step {number}: a second build is another one"


def test_there_are_at_least_ten_stories() -> None:
    assert len(STORIES) >= 10
