"""A built site as tests read it: the record, every page as a tree, and what stands where."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

H = {"h": "http://www.w3.org/1999/xhtml"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = etree._Element
ERRORS = ("404.xhtml", "410.xhtml")  # shown by servers at addresses that are not their own


@dataclass(frozen=True)
class Edition:
    """A page in a language, as readers find it."""

    page: str
    locale: str
    language: str  # of the content
    state: str
    held: str
    notice: str  # what readers are told, as the page has it
    file: str  # relative to output/site; "" where there is none
    source: str

    @property
    def fate(self) -> tuple[str, str, str]:
        return self.state, self.held, self.notice


@dataclass(frozen=True)
class Published:
    """A site under `output/site`."""

    folder: Path
    record: dict[str, Any]
    settings: dict[str, Any]

    @classmethod
    def of(cls, folder: Path) -> Published:
        record = json.loads((folder.parent / "build.json").read_text(encoding="utf-8"))
        settings = tomllib.loads((folder.parent.parent / "source/site.toml").read_text(encoding="utf-8"))
        return cls(folder, record, settings)

    @property
    def locales(self) -> list[str]:
        found: list[str] = self.settings["site"]["locales"]
        return found

    @property
    def is_generated(self) -> bool:
        """Whether this is the generated site, in which every state occurs."""
        return bool(self.settings["site"]["name"] == "Portal")

    @property
    def base_url(self) -> str:
        return str(self.settings["site"]["base_url"])

    @cached_property
    def files(self) -> list[str]:
        """Every page, relative to the site."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.xhtml"))

    @cached_property
    def trees(self) -> dict[str, Element]:
        return {file: etree.fromstring((self.folder / file).read_bytes()) for file in self.files}

    @cached_property
    def localized(self) -> list[str]:
        """Every page but those of no language."""
        return [file for file in self.files if "/" in file]

    @cached_property
    def editions(self) -> list[Edition]:
        found = []
        for each in self.record["pages"]:
            file = each["path"].removeprefix("site/")
            notice = notice_of(self.trees[file]) if file else ""
            words = (each[key] for key in ("page", "locale", "language", "state", "held"))
            found.append(Edition(*words, notice, file, each["source"]))
        return found

    @cached_property
    def by_file(self) -> dict[str, Edition]:
        return {each.file: each for each in self.editions if each.file}

    @cached_property
    def redirects(self) -> dict[str, str]:
        """The pages that lead on, and where to."""
        pairs = ((each["path"], each["to"]) for each in self.record["redirects"])
        return {path.removeprefix("site/"): to.removeprefix("site/") for path, to in pairs}

    @cached_property
    def one_of_each(self) -> list[str]:
        """A page of each state in each language, one that leads on in each, and those of no language."""
        cells: dict[tuple[str, ...], str] = {}
        for each in self.editions:
            if each.file:
                cells.setdefault((each.locale, *each.fate), each.file)
        for file in self.redirects:
            cells.setdefault((file.partition("/")[0], "moved"), file)
        return [*cells.values(), *(file for file in self.files if "/" not in file)]

    def edition(self, page: str, locale: str) -> Edition:
        return next(each for each in self.editions if (each.page, each.locale) == (page, locale))

    def led_to(self, file: str, address: str) -> tuple[str, str] | None:
        """The file of the site that a link of a page leads to, and the fragment; None for a link elsewhere."""
        url = urlsplit(urljoin(self._served_at(file), address))
        if f"{url.scheme}://{url.netloc}" != self.base_url:
            return None
        path = unquote(url.path).removeprefix("/")
        if address.startswith("#"):  # stays on the page, wherever that is shown
            path = file
        return path or "index.xhtml", unquote(url.fragment)

    def _served_at(self, file: str) -> str:
        """An address at which a server shows the page; an error page is shown anywhere."""
        folder, _, name = file.rpartition("/")
        return f"{self.base_url}/{folder or 'xx'}/no/such/page" if name in ERRORS else f"{self.base_url}/{file}"


def find(element: Element, path: str) -> list[Element]:
    """The elements that an XPath of `h:` names finds."""
    found: list[Element] = element.xpath(path, namespaces=H)
    return found


def notice_of(page: Element) -> str:
    """What readers are told above the content: "partial"."""
    box = find(page, "//*[@id = 'notice']")
    return box[0].get("class", "").removeprefix("notice ") if box else ""


def language_of(element: Element) -> str:
    """The language that holds for an element."""
    around = (each.get("lang") for each in (element, *element.iterancestors()))
    return next((lang for lang in around if lang), "")


def addresses(page: Element) -> Iterator[str]:
    """Every address in a page, those of a srcset included."""
    for name in ("href", "src", "poster", "data", "action"):
        for element in page.iter(etree.Element):
            if (value := element.get(name)) is not None:
                yield value
    for value in page.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in value.split(","))
