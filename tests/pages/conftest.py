"""The project's own site and a generated one, built once, and a browser that reads them from a server on this machine.

A module whose tests hold for both has `from parts import pytest_generate_tests`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import generated
import parts
import pytest
from published import Published

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    """The folder output/site of a fresh build of this project's site, or of the generated one."""
    built: Path = request.getfixturevalue(f"built_{getattr(request, 'param', 'own')}")
    return built


@pytest.fixture(scope="session")
def built_generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder output/site of the generated site."""
    return generated.generate(tmp_path_factory.mktemp("generated")).path("output/site")


@pytest.fixture(scope="session")
def built_own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder output/site of this project's own site."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("source", "locales"):
        shutil.copytree(parts.REPOSITORY / name, folder / name)
    command = [sys.executable, "-m", "pipeline", "--site", str(folder), "build"]
    run = subprocess.run(command, cwd=parts.REPOSITORY, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f"`build` returned {run.returncode}:\n{run.stderr}{run.stdout}", pytrace=False)
    return folder / "output/site"


@pytest.fixture(scope="session")
def published(site: Path) -> Published:
    """What the record says, and every page as a tree."""
    return Published.of(site)


@pytest.fixture(scope="session")
def share(published: Published) -> list[str]:
    """The pages for what takes long: all, or without SITE_PAGES=all of a large site one a state and language."""
    is_whole = parts.IS_WHOLE or len(published.files) < 100
    return published.files if is_whole else published.one_of_each


@pytest.fixture(scope="session")
def files(site: Path) -> list[str]:
    """Every page of the site, relative to it: "fr/index.xhtml"; a page of no language is "index.xhtml"."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.xhtml"))


@pytest.fixture(scope="session")
def editions(site: Path) -> dict[str, dict[str, str]]:
    """By page path and locale, the file of each edition, relative to the site."""
    record = json.loads((site.parent / "build.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = {}
    for page in record["pages"]:
        found.setdefault(page["page"], {})[page["locale"]] = page["path"].removeprefix("site/")
    return found


@pytest.fixture(scope="session")
def localized(files: list[str]) -> list[str]:
    """Every page but the neutral ones."""
    return [file for file in files if "/" in file]


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    """The address of a server of the site, "http://127.0.0.1:40001"."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(parts.Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module.

    Not of the session: Playwright keeps an event loop running, in which no other test could start its own.
    """
    executable = parts.chromium()
    from playwright.sync_api import sync_playwright

    quiet = (
        "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
        " --disable-sync --no-first-run --disable-quic"
    )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=quiet.split())
        yield launched
        launched.close()
