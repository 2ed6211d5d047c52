"""A site as it stands in its folder: settings, layout, pages, catalogues, assets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from pipeline import store
from pipeline.errors import Fault, UnusableFileError
from pipeline.extract import extract
from pipeline.locales import language_tag
from pipeline.model import ADDRESS, Unit
from pipeline.po import Catalogue, parse
from pipeline.settings import Settings, parse_settings
from pipeline.site import addresses
from pipeline.store import Store
from pipeline.xhtml.document import Document, mentions_its, parse_document
from pipeline.xhtml.guidance import NO_GUIDANCE, Guidance
from pipeline.xhtml.slots import Slot, Walked, walk

if TYPE_CHECKING:
    from pipeline.checks.glossary import Glossary
    from pipeline.site.anchors import Anchors
    from pipeline.site.assets import Assets
    from pipeline.site.links import Links
    from pipeline.site.localized import Localized
    from pipeline.site.pictures import Pictures

LAYOUT_DOMAIN = "layout"
_ADDRESS_NOTE = "small letters without accents, digits and hyphens; left empty, the address stays as it is"


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """A page, or the layout: read, and walked for its slots."""

    document: Document
    walked: Walked
    site_name: str
    rules: Mapping[str, bytes] = field(default_factory=dict)  # the files of ITS rules that it names, by path

    @property
    def domain(self) -> str:
        """The name of its catalogues: the page path."""
        return self.document.page_path

    @cached_property
    def template(self) -> Catalogue:
        """What there is to translate."""
        return self._template(self.walked.slots)

    def template_for(self, locale: str) -> Catalogue:
        """What there is to translate in one locale: texts for other locales only are absent."""
        slots = self.slots_for(locale)
        return self.template if slots is self.walked.slots else self._template(slots)

    def slots_for(self, locale: str) -> tuple[Slot, ...]:
        """The slots of the page in one locale."""
        return self.walked.slots_for(language_tag(locale))

    def values_in(self, locale: str, settings: Settings) -> dict[int, str]:
        """The page's values as a locale has them, by element; in its own language as their author wrote them."""
        values = {element: value for element, value in self.walked.values.items() if value is not None}
        code = settings.written_by(locale) if values else ""
        is_own = locale == settings.source_locale
        return {
            element: value.text if is_own and value.agrees else value.written(code) for element, value in values.items()
        }

    def _template(self, slots: Iterable[Slot]) -> Catalogue:
        units = [slot.unit for slot in slots]
        if not self.document.is_layout and (segment := addresses.segment(self.domain)):
            units.append(Unit(self.domain, segment, ADDRESS, "address of the page", notes=(_ADDRESS_NOTE,)))
        return extract(units, self.document.path, self.document.language, self.site_name)


def source_path(domain: str) -> str:
    """Where a page, or the layout, stands."""
    return store.LAYOUT if domain == LAYOUT_DOMAIN else f"{store.PAGES}/{domain}.xhtml"


class Project:
    """Everything that a command needs to know of a site. Files are read when they are asked for."""

    # Catalogues of which it is known that they leave the address of their page as it is: they need not be read for it.
    plain_catalogues: Collection[str] = frozenset()

    def __init__(self, site: Store) -> None:
        self.store = site
        self.settings_data = site.read(store.SETTINGS)
        self.settings: Settings = parse_settings(self.settings_data, store.SETTINGS)

    def __reduce__(self) -> tuple[type[Project], tuple[Store]]:
        """To another process goes the folder alone: trees cannot, and it reads for itself."""
        return Project, (self.store,)

    @cached_property
    def page_paths(self) -> list[str]:
        """All pages, without suffix, sorted."""
        found = self.store.listed(store.PAGES, ".xhtml")
        # A catalogue names its page in a comment line, and an address is written in UTF-8.
        _refuse_names(store.PAGES, [path for path in found if not path.isprintable()])
        return [path.removesuffix(".xhtml") for path in found]

    @cached_property
    def domains(self) -> list[str]:
        """The layout and all pages, by the names of their catalogues."""
        return [LAYOUT_DOMAIN, *(page_path for page_path in self.page_paths if page_path != LAYOUT_DOMAIN)]

    def faults(self) -> list[Fault]:
        """What is wrong with the pages as a whole."""
        if not self.page_paths:
            reason = "there is no page"
            return [Fault(store.PAGES, reason, "write one, such as source/pages/index.xhtml")]
        if LAYOUT_DOMAIN in self.page_paths:
            reason = f"the name '{LAYOUT_DOMAIN}' is the frame's, whose catalogues it would share"
            return [Fault(f"{store.PAGES}/{LAYOUT_DOMAIN}.xhtml", reason, "give the page another name")]
        return list(self._departure_faults())

    def _departure_faults(self) -> Iterator[Fault]:
        """What `site.toml` says of pages that went, and is not so."""
        known = set(self.page_paths)
        for old, new in self.settings.moved.items():
            if old in known:
                yield Fault(store.SETTINGS, f"'{old}' is in [moved] and still a page", "take it out of [moved]")
            if new not in known and new not in self.settings.moved:
                yield Fault(store.SETTINGS, f"[moved] leads to '{new}', which is no page", "name the page as it is now")
        for old in sorted(self.settings.removed & known):
            yield Fault(store.SETTINGS, f"'{old}' is in removed and still a page", "take it out of removed")

    def source(self, domain: str, *, with_tags: bool = True) -> Source:
        """A page, or the layout, as it stands in its file. Raises UnusableFileError.

        `with_tags` False is for who makes no template of it: `walk` says what is left out.

        Nothing keeps a page but who asked for it: a site of any size is worked on page by page.
        """
        return self.layout if domain == LAYOUT_DOMAIN else self._source(domain, with_tags)

    @cached_property
    def layout(self) -> Source:
        """The frame around every page. Raises UnusableFileError."""
        return self._source(LAYOUT_DOMAIN, with_tags=True)

    def _document(self, domain: str) -> Document:
        path, language = source_path(domain), self.settings.source_locale
        return parse_document(self.store.read(path), path, domain, language, is_layout=domain == LAYOUT_DOMAIN)

    def _source(self, domain: str, with_tags: bool) -> Source:
        document = self._document(domain)
        rules: dict[str, bytes] = {}
        guidance = self._guidance(document, rules)
        walked = walk(
            document,
            guidance,
            ids_as_contexts=self.settings.id_contexts,
            with_tags=with_tags,
            written_by=self.settings.written_by,
        )
        return Source(document, walked, self.settings.name, rules)

    def _guidance(self, document: Document, named: dict[str, bytes]) -> Guidance:
        """What ITS says of a page, in it and in the site's rules; a page without either is asked nothing.

        The files of rules that are read are added to `named`.
        """
        if not (self._rules or self.settings.id_contexts or mentions_its(document)):
            return NO_GUIDANCE
        # Only a page with ITS pays for it.
        from pipeline import its

        def load(path: str) -> bytes:
            data = named[path] = self.store.read_linked(path, document.path, store.SOURCE)
            return data

        return its.guidance(document.root, document.path, load, self._rules)

    @cached_property
    def _rules(self) -> list[str]:
        """The rules files that hold for every page."""
        return [store.RULES] if self.store.exists(store.RULES) else []

    @cached_property
    def glossary(self) -> Glossary:
        """The terms and words of the site. Raises UnusableFileError."""
        # Only who checks loads the checks.
        from pipeline.checks.glossary import NO_GLOSSARY
        from pipeline.checks.glossary_file import parse_glossary

        data = self.store.read_if_there(store.GLOSSARY)
        return NO_GLOSSARY if data is None else parse_glossary(data, store.GLOSSARY, self.settings.locales)

    @cached_property
    def assets(self) -> Assets:
        """Pictures, styles and scripts."""
        # This and what follows only where it is asked for: what extracts and merges does without.
        from pipeline.site import remembered
        from pipeline.site.assets import Assets

        paths = self.store.listed(store.ASSETS)
        _refuse_names(store.ASSETS, [path for path in paths if any(map(_is_no_text, path))])
        ours = {remembered.ASSET: store.package_data(remembered.FILE)}
        return Assets(ours | {path: self.store.read(f"{store.ASSETS}/{path}") for path in paths})

    @cached_property
    def links(self) -> Links:
        """Where links may lead."""
        from pipeline.site.links import Links

        return Links(self.page_paths, self.assets)

    @cached_property
    def localized(self) -> Localized:
        """The addresses of pages in the reader's language."""
        from pipeline.build.addressed import translated_addresses
        from pipeline.site.localized import localized

        found = translated_addresses(self.store, self.settings.locales, self.page_paths, self.plain_catalogues)
        return localized(self.page_paths, dict(found))

    @cached_property
    def pictures(self) -> Pictures:
        """What there is to know of the pictures among the assets."""
        from pipeline.site.pictures import Pictures

        return Pictures(self.assets, self.settings)

    @cached_property
    def anchors(self) -> Anchors:
        """The places on pages that links lead to; a page that cannot be used is somebody else's finding."""
        from pipeline.site.anchors import Anchors

        def read(domain: str) -> Document | None:
            try:
                return self.layout.document if domain == LAYOUT_DOMAIN else self._document(domain)
            except UnusableFileError:
                return None

        return Anchors(frozenset(self.page_paths), read, LAYOUT_DOMAIN)

    def template_path(self, domain: str) -> str:
        """Where a domain's template is kept."""
        return f"{store.TEMPLATES}/{domain}.pot"

    def catalogue_path(self, locale: str, domain: str) -> str:
        """Where a domain's catalogue is kept, as gettext has it."""
        return f"{store.catalogue_folder(locale)}/{domain}.po"

    @cached_property
    def catalogue_paths(self) -> list[str]:
        """Where the catalogues of all pages, and of the layout, are kept in all locales, if they are there."""
        return [self.catalogue_path(*place) for place in product(self.settings.locales, self.domains)]

    def catalogue(self, locale: str, domain: str) -> Catalogue | None:
        """A domain's catalogue; None where there is no file."""
        path = self.catalogue_path(locale, domain)
        data = self.store.read_if_there(path)
        return None if data is None else parse(data, path)


def _is_no_text(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"  # a byte of a name that is not UTF-8


def _refuse_names(folder: str, odd: Sequence[str]) -> None:
    """Raise UnusableFileError for files whose names cannot be part of an address, if there are any."""
    if odd:
        shown = [path.encode("unicode_escape").decode() for path in odd]
        reason, remedy = "the name holds what no address can", "give the file another name"
        raise UnusableFileError(*(Fault(f"{folder}/{path}", reason, remedy) for path in shown))
