"""Inputs that mean harm are refused or come to nothing, within bounds of time and memory.

`tests/hostile/` holds them, with what must come of each beside them; those too big to keep are made here.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from builders import Run, Site, page

HOSTILE = Path(__file__).parent / "hostile"
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 20  # of CPU time

PAGES = [line.split("\t") for line in (HOSTILE / "pages/expected.tsv").read_text("utf-8").splitlines()]

CATALOGUES = [line.split("\t") for line in (HOSTILE / "catalogues/expected.tsv").read_text("utf-8").splitlines()]

# (name, page, exit code, what is said): too big to keep.
BIG: list[tuple[str, Callable[[], bytes], int, str]] = [
    (
        "10,000 levels of blocks",
        lambda: page("<div>" * 10_000 + "x" + "</div>" * 10_000),
        3,
        "nested more than 256 deep",
    ),
    (
        "10,000 levels of codes",
        lambda: page("<p>" + "<b>" * 10_000 + "x" + "</b>" * 10_000 + "</p>"),
        3,
        "nested more than 256",
    ),
    ("250 levels of codes", lambda: page("<p>a " + "<b>" * 250 + "x" + "</b>" * 250 + "</p>"), 0, ""),
    ("250 levels of blocks", lambda: page("<div>" * 250 + "x" + "</div>" * 250), 0, ""),
    (
        "a text of 50 MB",
        lambda: page(f"<p>{'word ' * 10_000_000}</p>"),
        3,
        "one text or attribute is longer than 10 MB",
    ),
    (
        "an attribute of 50 MB",
        lambda: page(f"<p title='{'x' * 50_000_000}'>a</p>"),
        3,
        "one text or attribute is longer than 10 MB",
    ),
    ("a text of 4 MB", lambda: page(f"<p>{'word ' * 800_000}</p>"), 0, ""),
    ("30,000 paragraphs", lambda: page("<p>a</p>" * 30_000), 0, ""),
    ("30,000 codes in one text", lambda: page(f"<p>a {'<b>b</b> ' * 30_000}</p>"), 0, ""),
    (
        "10,000 codes that all differ",
        lambda: page("<p>a " + "".join(f'<b class="{n}">b</b> ' for n in range(10_000)) + "</p>"),
        0,
        "",
    ),
    ("30,000 identifiers", lambda: page("".join(f'<p id="i{n}">1</p>' for n in range(30_000))), 0, ""),
    ("30,000 comments in one text", lambda: page(f"<p>a {'<!-- c -->' * 30_000} b</p>"), 0, ""),
    ("20,000 links", lambda: page("".join(f"<p><a href='#{n}'>a</a></p>" for n in range(20_000))), 0, ""),
    (
        "20,000 pictures",
        lambda: page("".join(f"<img src='https://e.example/{n}' alt=''/>" for n in range(20_000))),
        0,
        "",
    ),
    ("10,000 attributes", lambda: page("<p " + " ".join(f"a{n}='1'" for n in range(10_000)) + ">a</p>"), 0, ""),
]


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(site: Site, *arguments: str) -> Run:
    """The command within the limits."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--site", str(site.folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=4 * SECONDS,
        preexec_fn=limited,
        env=os.environ | {"PYTHONDEVMODE": ""},
    )
    assert "Traceback" not in done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def check_page(site: Site, data: bytes, code: int, message: str) -> None:
    """Extract and build a site whose only page this is."""
    site.path("source/pages/index.xhtml").write_bytes(data)
    updated = run(site, "update")
    assert updated.code == code, updated.err
    if code:
        assert updated.err.startswith("source/pages/index.xhtml:")
        assert message in updated.err
        assert not site.path("locales").exists()
        return
    built = run(site, "build", "--allow-missing")
    assert built.code == 0, built.err
    published = site.path("output/site/fr/index.xhtml").read_bytes()
    assert b"root:" not in published
    assert handlers(published) <= handlers(data)


def handlers(page: bytes) -> set[str]:
    """What runs in a page, or leads a reader to what runs."""
    root = etree.fromstring(page)
    for own in root.xpath("*[local-name() = 'head']/*[@type = 'application/ld+json' or @integrity]"):
        own.getparent().remove(own)  # Ours: data, and a file whose content is known.
    scripts = {f"<{etree.QName(element).localname}>" for element in root.iter("{*}script", "{*}iframe", "{*}object")}
    attributes = {(str(name), str(value)) for element in root.iter("*") for name, value in element.attrib.items()}
    return scripts | {name for name, value in attributes if name.startswith("on") or "javascript:" in value}


@pytest.mark.parametrize(("name", "code", "message"), PAGES, ids=[case[0] for case in PAGES])
def test_a_hostile_page_is_refused_or_comes_to_nothing(site: Site, name: str, code: str, message: str) -> None:
    check_page(site, (HOSTILE / f"pages/{name}.xhtml").read_bytes(), int(code), message)


@pytest.mark.parametrize(("make", "code", "message"), [case[1:] for case in BIG], ids=[case[0] for case in BIG])
def test_a_page_out_of_all_proportion_is_bounded(
    site: Site, make: Callable[[], bytes], code: int, message: str
) -> None:
    check_page(site, make(), code, message)


SOURCE = '<p>See <a href="https://e.example/">the help</a>, <b>now</b>.</p><p><img src="https://e.example/i.png" alt="A picture"/></p>'


@pytest.mark.parametrize(("name", "code", "message"), CATALOGUES, ids=[case[0] for case in CATALOGUES])
def test_a_hostile_catalogue_changes_no_more_than_words(site: Site, name: str, code: str, message: str) -> None:
    site.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", SOURCE)
    assert run(site, "update").code == 0
    path = "locales/fr/LC_MESSAGES/index.po"
    site.path(path).write_bytes((HOSTILE / f"catalogues/{name}.po").read_bytes())
    strict = run(site, "build", "fr")
    assert (strict.code, site.path("output/site/fr/index.xhtml").exists()) == (int(code) or 1, False)
    lenient = run(site, "build", "fr", "--allow-missing")
    assert lenient.code == int(code)
    assert message in lenient.err
    if lenient.code == 3:
        assert lenient.err.startswith(f"{path}:")
        return
    published = site.read("output/site/fr/index.xhtml")
    assert handlers(published.encode()) == set()
    shown = published.partition("<main>")[2].partition("</main>")[0]
    assert re.findall('(?:href|src)="([^"]*)"', shown) == ["https://e.example/", "https://e.example/i.png"]
    assert set(re.findall("<([a-z]+)", shown)) <= {"p", "a", "b", "img", "span"}
    assert sorted(path.name for path in site.folder.iterdir()) == [".tetraglot", "locales", "output", "source"]
