"""The project's own site with what makes servers stumble, built once and served by each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import harness
import pytest

from builders import REPOSITORY, Site, page


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The own site with packed files, odd names, addresses that changed and a feed."""
    site = Site.copy_of(REPOSITORY, tmp_path_factory.mktemp("served"))
    settings = site.read("source/site.toml")
    site.write("source/site.toml", f"{settings}\n[server]\nprecompress = true\n")
    for name in (harness.ODD, harness.QUESTION, harness.INNER):
        site.write(f"source/pages/{name}.xhtml", page(f"<p>Only English, at {len(name)}.</p>").decode())
    site.write("source/assets/data.txt", "plain\n")
    run = site.run("build", "--allow-missing")
    assert run.code in (0, 1), run.err
    record = site.record()
    record["redirects"] += [{"path": f"site/{old}", "to": f"site/{new}"} for old, new in harness.MOVED]
    record["gone"] += [f"site/{path}" for path in harness.GONE]
    _add(site, record, "site/fr/feed.atom", b"<feed/>")
    _add(site, record, "site/fr/search/pagefind-worker.js", b"'use strict';")
    harness.configure(site, record)
    for path in site.path("output/site").rglob("*"):
        os.utime(path, (harness.LONG_AGO, harness.LONG_AGO))
    return site


def _add(site: Site, record: Any, path: str, data: bytes) -> None:
    site.path(f"output/{path}").parent.mkdir(exist_ok=True)
    site.path(f"output/{path}").write_bytes(data)
    record["files"].append({"path": path, "sha256": harness.sha256(data), "length": len(data)})


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
