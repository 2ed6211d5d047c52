"""The project's own site with what makes servers stumble, built once and served by each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import harness
import pytest

from builders import REPOSITORY, Site, page

# Names that stand for something in one server's configuration, in an address or in a pattern.
ODD = 'été/a "b" $uri; {c} #d %41 e+f&g\\n'
QUESTION = "what?"
INNER = "guide.fr.cgi"  # mod_mime would see a language and a program in it
MOVED = [
    ("fr/ancien.xhtml", "fr/index.xhtml"),
    ("de/alt $1 ü.xhtml", f"de/{ODD}.xhtml"),
    ("en/Index.xhtml", "en/index.xhtml"),  # differs in case only
    ("nl/index.xhtml", "fr/index.xhtml"),  # is a page again
]
LONG_AGO = 1_400_000_000  # in May 2014
GONE = ["fr/fini.xhtml", "verdwenen.xhtml"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The own site with packed files, odd names, addresses that changed, a page 410 and a neutral 404."""
    site = Site.copy_of(REPOSITORY, tmp_path_factory.mktemp("served"))
    settings = site.read("source/site.toml")
    site.write("source/site.toml", f"{settings}\n[server]\nprecompress = true\n")
    for name in (ODD, QUESTION, INNER, "410"):
        site.write(f"source/pages/{name}.xhtml", page(f"<p>Only English, at {len(name)}.</p>").decode())
    site.write("source/assets/data.txt", "plain\n")
    run = site.run("build", "--allow-missing")
    assert run.code in (0, 1), run.err
    record = site.record()
    record["redirects"] += [{"path": f"site/{old}", "to": f"site/{new}"} for old, new in MOVED]
    record["gone"] += [f"site/{path}" for path in GONE]
    _add_neutral_404(site, record)
    harness.configure(site, record)
    for path in site.path("output/site").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return site


def _add_neutral_404(site: Site, record: Any) -> None:
    """As long as no build makes one: a page for addresses of no language."""
    path = site.path("output/site/404.xhtml")
    if path.exists():
        return
    path.write_bytes(page("<p>?</p>"))
    data = path.read_bytes()
    record["files"].append({"path": "site/404.xhtml", "sha256": harness.sha256(data), "length": len(data)})


@pytest.fixture(scope="session", params=harness.KINDS)
def server(built: Site, request: pytest.FixtureRequest) -> Iterator[harness.Server]:
    """Each server in turn."""
    with harness.serving(request.param, built.path("output")) as running:
        yield running


@pytest.fixture(scope="session")
def entries(built: Site) -> dict[str, Any]:
    """The record's entries by the path of their address, packed files too."""
    record = built.record()
    return {
        entry["path"].removeprefix("site"): entry
        for entry in [*record["pages"], *record["files"]]
        if entry["path"].startswith("site/")
    }
