"""Where everything stands in `output/site`, and what its address is.

`source/pages/a/b.xhtml` becomes `<locale>/a/b.xhtml` beside `assets/`, as `pages/` is beside `assets/`
in the source: a relative link that works in the source works in the output.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from pipeline.settings import Settings

NEUTRAL = "index.xhtml"  # the page that lets the reader choose a language
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
LISTING = "sitemap"  # the page that lists all pages

# Served in place of an address that is not known: no depth can be told, and no search engine wants them.
ERROR_PAGES = ("404", "410")


def page_file(locale: str, page_path: str) -> str:
    """The file of a page, relative to `output/site`."""
    return f"{locale}/{page_path}.xhtml"


def feed_file(locale: str) -> str:
    """The file of a language's feed, relative to `output/site`."""
    return f"{locale}/feed.xml"


def sitemap_part(number: int) -> str:
    """One of the files of a sitemap that is too large for one, counted from 1."""
    return f"sitemap-{number}.xml"


def url(settings: Settings, file: str) -> str:
    """The absolute address of a file of the site; the neutral page's is the site's own."""
    return f"{settings.base_url}/" if file == NEUTRAL else f"{settings.base_url}/{quote(file)}"


def root(settings: Settings, page_path: str, file: str) -> str:
    """What leads from a page's file to the site's root: "../../", or "/" for a page that is served anywhere."""
    return settings.base_path if is_error_page(page_path) else "../" * file.count("/")


def relative(file: str, folder: str) -> str:
    """A file of the site as a page in some folder of it links to it; both without "." and "..", "" is the root.

    `posixpath.relpath` asks the system each time in which folder this process runs.

    >>> relative("pages/guide/start", "pages/news"), relative("assets/a.svg", "")
    ('../guide/start', 'assets/a.svg')
    """
    there, here = file.split("/"), folder.split("/") if folder else []
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])


def segment(page_path: str) -> str:
    """What of a page's address is its own, and may be translated; "" where nothing is.

    That of a folder's index is the folder's name, in the addresses of all pages in it. The addresses of home and
    error pages are what servers look for.

    >>> segment("innovation/vaccines"), segment("innovation/index"), segment("index"), segment("404")
    ('vaccines', 'innovation', '', '')
    """
    if is_error_page(page_path):
        return ""
    return page_path.removesuffix("/index").rpartition("/")[2] if page_path != "index" else ""


def home_page(page_paths: Sequence[str]) -> str:
    """The page that a reader comes to first: `index`, or the first one of a site that has none."""
    return "index" if "index" in page_paths else page_paths[0]


def is_error_page(page_path: str) -> bool:
    """Whether a server shows this page at addresses that are not its own."""
    return page_path in ERROR_PAGES
