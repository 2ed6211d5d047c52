"""A site as it stands in its folder: settings, layout, pages, catalogues, assets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline import store
from pipeline.errors import Fault, UnusableFileError
from pipeline.extract import extract
from pipeline.model import Finding
from pipeline.po import Catalogue, parse
from pipeline.settings import Settings, parse_settings
from pipeline.site.assets import Assets
from pipeline.site.links import Links
from pipeline.store import Store
from pipeline.xhtml.document import Document, parse_document
from pipeline.xhtml.slots import Walked, walk

LAYOUT_DOMAIN = "layout"


@dataclass(frozen=True)
class Source:
    """A page, or the layout: read, and walked for its slots."""

    document: Document
    walked: Walked
    site_name: str

    @property
    def domain(self) -> str:
        """The name of its catalogues: the page path."""
        return self.document.page_path

    @cached_property
    def template(self) -> Catalogue:
        """What there is to translate."""
        units = (slot.unit for slot in self.walked.slots)
        return extract(units, self.document.path, self.document.language, self.site_name)


class Project:
    """Everything that a command needs to know of a site. Files are read when they are asked for."""

    def __init__(self, site: Store) -> None:
        self.store = site
        self.settings: Settings = parse_settings(site.read(store.SETTINGS), store.SETTINGS)

    @cached_property
    def page_paths(self) -> list[str]:
        """All pages, without suffix, sorted."""
        found = self.store.listed(store.PAGES, ".xhtml")
        # A catalogue names its page in a comment line, and an address is written in UTF-8.
        odd = [path for path in found if not path.isprintable()]
        if odd:
            shown = [path.encode("unicode_escape").decode() for path in odd]
            reason, remedy = "the name holds what no address can", "give the file another name"
            raise UnusableFileError(*(Fault(f"{store.PAGES}/{path}", reason, remedy) for path in shown))
        return [path.removesuffix(".xhtml") for path in found]

    @cached_property
    def sources(self) -> list[Source]:
        """The layout and all pages. Raises UnusableFileError for all that cannot be read, at once."""
        paths = {LAYOUT_DOMAIN: store.LAYOUT} | {
            page_path: f"{store.PAGES}/{page_path}.xhtml" for page_path in self.page_paths if page_path != LAYOUT_DOMAIN
        }
        sources, faults = [], []
        if not self.page_paths:
            reason = "there is no page"
            faults.append(Fault(store.PAGES, reason, "write one, such as source/pages/index.xhtml"))
        if LAYOUT_DOMAIN in self.page_paths:
            reason = f"the name '{LAYOUT_DOMAIN}' is the frame's, whose catalogues it would share"
            faults.append(Fault(f"{store.PAGES}/{LAYOUT_DOMAIN}.xhtml", reason, "give the page another name"))
        for page_path, path in paths.items():
            try:
                sources.append(self._source(page_path, path))
            except UnusableFileError as error:
                faults.extend(error.faults)
        if faults:
            raise UnusableFileError(*faults)
        return sources

    def _source(self, page_path: str, path: str) -> Source:
        document = parse_document(
            self.store.read(path),
            path,
            page_path,
            self.settings.source_locale,
            is_layout=page_path == LAYOUT_DOMAIN,
        )
        return Source(document, walk(document), self.settings.name)

    @property
    def layout(self) -> Source:
        """The frame around every page."""
        return self.sources[0]

    @property
    def pages(self) -> list[Source]:
        """All pages, without the layout."""
        return self.sources[1:]

    @cached_property
    def assets(self) -> Assets:
        """Pictures, styles and scripts."""
        paths = self.store.listed(store.ASSETS)
        return Assets({path: self.store.read(f"{store.ASSETS}/{path}") for path in paths})

    @cached_property
    def links(self) -> Links:
        """Where links may lead."""
        return Links(self.page_paths, self.assets)

    @cached_property
    def linked(self) -> dict[str, tuple[Document, list[Finding]]]:
        """By domain: the document with its links as a reader needs them, and those that lead nowhere."""
        layout = {LAYOUT_DOMAIN: self.links.in_layout(self.layout.document)}
        return layout | {page.domain: self.links.in_page(page.document) for page in self.pages}

    def template_path(self, domain: str) -> str:
        """Where a domain's template is kept."""
        return f"{store.TEMPLATES}/{domain}.pot"

    def template_paths(self) -> list[str]:
        """The templates that are there, of pages that are gone too."""
        return [f"{store.TEMPLATES}/{name}" for name in self.store.listed(store.TEMPLATES, ".pot")]

    def catalogue_path(self, locale: str, domain: str) -> str:
        """Where a domain's catalogue is kept, as gettext has it."""
        return f"{self.catalogue_folder(locale)}/{domain}.po"

    def catalogue_folder(self, locale: str) -> str:
        """Where a locale's catalogues are kept."""
        return f"{store.LOCALES}/{locale}/LC_MESSAGES"

    def catalogue(self, locale: str, domain: str) -> Catalogue | None:
        """A domain's catalogue; None where there is no file."""
        path = self.catalogue_path(locale, domain)
        data = self.store.read_if_there(path)
        return None if data is None else parse(data, path)

    def catalogues(self, locales: Sequence[str]) -> dict[tuple[str, str], Catalogue | None]:
        """The catalogues of some locales, by (locale, domain).

        Raises UnusableFileError for all unreadable ones, at once.
        """
        found: dict[tuple[str, str], Catalogue | None] = {}
        faults: list[Fault] = []
        for locale, source in self.combinations(locales):
            try:
                found[locale, source.domain] = self.catalogue(locale, source.domain)
            except UnusableFileError as error:
                faults.extend(error.faults)
        if faults:
            raise UnusableFileError(*faults)
        return found

    def combinations(self, locales: Sequence[str]) -> Iterator[tuple[str, Source]]:
        """Every source in each of some locales, locale by locale."""
        return ((locale, source) for locale in locales for source in self.sources)

    def chosen(self, locales: Sequence[str]) -> list[str]:
        """The locales that a command was asked for, in the site's order; none named means all."""
        return [locale for locale in self.settings.locales if not locales or locale in locales]
