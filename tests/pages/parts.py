"""What the tests of finished pages need beside Python, and what happens where it is absent."""

from __future__ import annotations

import os
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from builders import REPOSITORY
from need import need

if TYPE_CHECKING:
    from playwright.sync_api import Page

NPM = REPOSITORY / ".venv/npm"
VALIDATOR = NPM / "node_modules/vnu-jar/build/dist/vnu.jar"
AXE = NPM / "node_modules/axe-core/axe.min.js"

# Whether all pages are looked at in every way, which takes long.
IS_WHOLE = os.environ.get("SITE_PAGES") == "all"

_FROM_NPM = "npm install --ignore-scripts --prefix .venv/npm"


class Handler(SimpleHTTPRequestHandler):
    """Serves the pages as HTML, as a web server does by default."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".xhtml": "text/html; charset=utf-8"}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
        """Nothing: the tests report what fails."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of a module that imports this on the project's own site and on the generated one."""
    if "site" in metafunc.fixturenames:
        metafunc.parametrize("site", ["own", "generated"], indirect=True, scope="session")


def java() -> str:
    """The Java that runs the Nu validator."""
    found = shutil.which("java")
    need("Java", found, "apt-get install openjdk-17-jre-headless")
    return str(found)


def validator() -> Path:
    """The Nu HTML Checker."""
    need("The Nu validator", VALIDATOR.is_file(), f"{_FROM_NPM} vnu-jar@26.9.27")
    return VALIDATOR


def axe() -> str:
    """The script of axe-core."""
    need("axe-core", AXE.is_file(), f"{_FROM_NPM} axe-core@4.14.1")
    return AXE.read_text(encoding="utf-8")


def chromium() -> str:
    """The browser, for which Playwright has to be there as well."""
    need("Playwright", find_spec("playwright"), "pip install -e '.[pages]'")
    found = shutil.which("chromium")
    need("Chromium", found, "apt-get install chromium")
    return str(found)


def integrity(path: Path) -> str:
    """What a page says of the bytes of a file that it loads (W3C, Subresource Integrity, 3.1)."""
    return f"sha256-{b64encode(sha256(path.read_bytes()).digest()).decode()}"


def visit(page: Page, origin: str, site: Path, file: str) -> None:
    """Show a page of a site; one that leads on at once is kept from it."""
    data = (site / file).read_bytes()
    refresh = re.search(rb'<meta http-equiv="refresh"[^>]*>', data)
    url = f"{origin}/{quote(file)}"
    if refresh:
        still, kind = data.replace(refresh[0], b""), "text/html; charset=utf-8"
        page.route(url, lambda route: route.fulfill(body=still, content_type=kind))
    page.goto(url)


def turn(files: list[str], number: int, ways: int) -> list[str]:
    """The pages that one of several ways to look at them is for: with SITE_PAGES=all all, else each is looked at once."""
    return files if IS_WHOLE else files[number::ways]
