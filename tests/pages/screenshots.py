"""Makes the pictures of docs/pictures anew: the page on biopharma as people see it.

    .venv/bin/python tests/pages/screenshots.py

Four languages, wide and narrow, in the colours of everybody and in high contrast. Needs Chromium, Playwright and Pillow.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import parts

from builders import REPOSITORY, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = REPOSITORY / "docs/pictures"
BIOPHARMA = "innovation/biopharma-key-sector-belgium"
WIDTHS = {"wide": (1280, 1000), "narrow": (360, 900)}  # CSS pixels
_COLOURS = 96  # of a palette: the pages are flat


class Handler(SimpleHTTPRequestHandler):
    """Serves the pages as HTML, in silence."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".xhtml": "text/html; charset=utf-8"}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def shown(browser: Browser, address: str, size: tuple[int, int], *, is_high: bool) -> bytes:
    """What a reader sees of a page at first, as PNG with few colours."""
    # Only here: whoever collects tests may have no Pillow.
    from PIL import Image

    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    if is_high:
        page.locator("#contrast-button").click()
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    page.close()
    small = BytesIO()
    picture.convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    """Build the own site, and look at it."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site.copy_of(REPOSITORY, Path(folder))
        assert site.run("build").code == 0
        files = {page["locale"]: page["path"] for page in site.record()["pages"] if page["page"] == BIOPHARMA}
        browser = playwright.chromium.launch(executable_path=parts.chromium(), args=["--no-sandbox", "--disable-gpu"])
        with served(site.path("output")) as origin:
            for locale, path in files.items():
                for width, size in WIDTHS.items():
                    for contrast in ("default", "high"):
                        data = shown(browser, f"{origin}/{path}", size, is_high=contrast == "high")
                        (PICTURES / f"biopharma-{locale}-{width}-{contrast}.png").write_bytes(data)
        browser.close()


if __name__ == "__main__":
    main()
