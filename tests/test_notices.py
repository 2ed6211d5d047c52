"""What becomes of a page that is not ready: one finished page for each policy and each notice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from builders import REPOSITORY, Site, page
from pipeline.model import Extent
from pipeline.settings.policies import Policy
from pipeline.site.decision import Decision, Standing, decide

CASES = REPOSITORY / "tests/cases/notices"
INDEX_FR = "locales/fr/LC_MESSAGES/index.po"


def policy(site: Site, keys: str) -> None:
    site.write("source/site.toml", site.read("source/site.toml") + f'\n[pages."*"]\n{keys}\n')


def change(site: Site, old: str, new: str) -> None:
    site.edit("source/pages/index.xhtml", old, new)
    assert site.run("update").code == 0


def blank(site: Site, msgid: str) -> None:
    text = site.read(INDEX_FR)
    entry = re.compile(rf'(msgid "{re.escape(msgid)}"\nmsgstr )"[^\n]*"')
    assert entry.search(text)
    site.write(INDEX_FR, entry.sub(r'\1""', text))


def partial(site: Site) -> None:
    policy(site, 'missing = "fallback"')
    blank(site, "A language goes online when nothing in it is missing.")


def aged(site: Site) -> None:
    policy(site, 'missing = "fallback"')
    change(site, "<title>Welcome</title>", "<title>Start</title>")


def outdated(site: Site) -> None:
    policy(site, 'missing = "fallback"')
    change(site, "It is written once, in English.", "Its authors write it once, in English or in another language.")


def fallback(site: Site) -> None:
    policy(site, 'missing = "fallback"')
    site.path(INDEX_FR).unlink()


def fallback_below_minimum(site: Site) -> None:
    policy(site, 'missing = "fallback"\nminimum = 95')
    blank(site, "A language goes online when nothing in it is missing.")


def omit(site: Site) -> None:
    policy(site, 'missing = "omit"')
    site.edit("source/pages/index.xhtml", "in any other", 'in <a href="news.xhtml">any other</a>')
    site.write("source/pages/news.xhtml", page("<p>It has begun.</p>", "<title>News</title>").decode())
    assert site.run("update").code == 0
    said = "Translators open their catalogues in <a>Poedit</a>, or in <a2>any other</a2> editor for gettext files."
    text = site.read(INDEX_FR)
    at = text.index(f'msgid "{said}"\nmsgstr ')
    head = re.sub(r"#, fuzzy\n#\| [^\n]*\n\Z", "", text[:at])
    msgstr = "L’équipe ouvre ses catalogues dans <a>Poedit</a> ou <a2>un autre</a2> éditeur."
    rest = text[at:].partition("\n")[2].partition("\n")[2]
    site.write(INDEX_FR, f'{head}msgid "{said}"\nmsgstr "{msgstr}"\n{rest}')


def omit_what_was_published(site: Site) -> None:
    policy(site, 'missing = "omit"')
    change(site, "It is written once, in English.", "Its authors write it once, in English or in another language.")


def grace(site: Site) -> None:
    policy(site, "grace = 30")
    change(site, "It is written once, in English.", "Its authors write it once, in English or in another language.")


def fail(site: Site) -> None:
    change(site, "It is written once, in English.", "Its authors write it once, in English or in another language.")


def gone(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<h1>Old</h1><p>Words.</p>", "<title>Old</title>").decode())
    assert site.run("update").code == 0
    assert site.run("build", "--allow-missing").code == 0
    site.path("source/pages/old.xhtml").unlink()


def moved(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<h1>Old</h1>", "<title>Old</title>").decode())
    assert site.run("update").code == 0
    assert site.run("build", "--allow-missing").code == 0
    site.path("source/pages/old.xhtml").unlink()
    site.write("source/site.toml", site.read("source/site.toml") + '\n[moved]\nold = "index"\n')


@pytest.mark.parametrize(("translated", "notice"), [(90, "aged"), (89, "outdated")])
def test_a_page_is_only_a_little_behind_from_90_percent_of_its_words_on(translated: int, notice: str) -> None:
    words = Extent(100, translated, 1)
    standing = Standing(words, frozenset({(None, "new")}), is_outdated=True)
    assert decide(standing, Policy("fallback"), date(2026, 3, 1)) == Decision("outdated", notice=notice)


# (what happens, the page that is looked at, its state in the record, the exit code)
STORIES: list[tuple[Callable[[Site], None], str, str, int]] = [
    (partial, "fr/index.xhtml", "partial", 0),
    (aged, "fr/index.xhtml", "outdated", 0),
    (outdated, "fr/index.xhtml", "outdated", 0),
    (fallback, "fr/index.xhtml", "fallback", 0),
    (fallback_below_minimum, "fr/index.xhtml", "fallback", 0),
    (omit, "fr/index.xhtml", "complete", 0),
    (omit_what_was_published, "fr/index.xhtml", "outdated, held: omit", 0),
    (grace, "fr/index.xhtml", "outdated, held: grace", 0),
    (fail, "fr/index.xhtml", "outdated, held: missing", 1),
    (gone, "fr/old.xhtml", "fallback, held: gone", 0),
    (moved, "fr/old.xhtml", "", 0),
]


@pytest.mark.parametrize(("happens", "path", "state", "code"), STORIES, ids=[story[0].__name__ for story in STORIES])
def test_each_policy_and_each_notice_has_its_page(
    happens: Callable[[Site], None],
    path: str,
    state: str,
    code: int,
    site: Site,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 1 March 2026
    new = Site(site.path("new"))
    assert new.run("init", str(new.folder)).code == 0
    assert new.run("build").code == 0
    happens(new)
    done = new.run("build")
    assert done.code == code, done.err
    entry = next((each for each in new.record()["pages"] if each["path"] == f"site/{path}"), {"state": "", "held": ""})
    assert entry["state"] + (f", held: {entry['held']}" if entry["held"] else "") == state
    golden = CASES / f"{happens.__name__}.xhtml"
    written = new.read(f"output/site/{path}")
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
