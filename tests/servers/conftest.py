"""The project's own site with what makes servers stumble, built once and served by each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import harness
import pytest

from builders import REPOSITORY, Site, page
from pipeline.settings import parse_settings
from pipeline.site.record import read_record
from pipeline.site.servers import apache_files, nginx_files, service
from pipeline.store import package_data

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


@dataclass(frozen=True)
class Built:
    """A built site, and what else its record would say."""

    site: Site
    moved: list[tuple[str, str]]
    gone: list[str]

    @property
    def output(self) -> Path:
        return self.site.path("output")

    def configure(self) -> None:
        """Write the configuration with the addresses that changed."""
        settings = parse_settings(self.site.path("source/site.toml").read_bytes(), "site.toml")
        record = read_record((self.output / "build.json").read_bytes())
        served = service(settings, record, self.moved, self.gone)
        for name, data in configuration(served).items():
            (self.output / "server" / name).write_bytes(data)


def configuration(served: object) -> dict[str, bytes]:
    names = ("nginx.conf", "nginx-maps.conf", "apache.conf")
    server, maps, apache = (package_data(f"site/servers/{name}").decode() for name in names)
    return nginx_files(served, server, maps) | apache_files(served, apache)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The own site with packed files, odd names, a page 410 and a neutral 404; German has no home page of its own."""
    site = Site.copy_of(REPOSITORY, tmp_path_factory.mktemp("served"))
    settings = site.read("source/site.toml")
    site.write("source/site.toml", f"{settings}\n[server]\nprecompress = true\n")
    for name in (ODD, QUESTION, INNER, "410"):
        site.write(f"source/pages/{name}.xhtml", page(f"<p>Only English, at {len(name)}.</p>").decode())
    site.write("source/assets/data.txt", "plain\n")
    run = site.run("build", "--allow-missing")
    assert run.code in (0, 1), run.err
    done = Built(site, MOVED, GONE)
    _add_neutral_404(site)
    done.configure()
    for path in site.path("output/site").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return done


def _add_neutral_404(site: Site) -> None:
    """As long as no build makes one: a page for addresses of no language."""
    path = site.path("output/site/404.xhtml")
    if path.exists():
        return
    path.write_bytes(page("<p>?</p>"))
    record = site.record()
    record["files"].append({"path": "site/404.xhtml", "sha256": harness.sha256(path.read_bytes()), "length": 1})
    site.write("output/build.json", harness.dumps(record))


@pytest.fixture(scope="session", params=harness.KINDS)
def server(built: Built, request: pytest.FixtureRequest) -> Iterator[harness.Server]:
    """Each server in turn."""
    with harness.serving(request.param, built.output) as running:
        running.record = built.site.record()
        yield running


@pytest.fixture(scope="session")
def entries(built: Built) -> dict[str, dict[str, object]]:
    """The record's entries by the path of their address, packed files too."""
    record = built.site.record()
    return {
        entry["path"].removeprefix("site"): entry
        for entry in [*record["pages"], *record["files"]]
        if entry["path"].startswith("site/")
    }
