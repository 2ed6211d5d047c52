"""What is known of all that a page is made of. It is compared with what was remembered when the page was made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pipeline import store
from pipeline.build.memo import digest_of
from pipeline.build.pages import PageMaker
from pipeline.build.project import LAYOUT_DOMAIN, source_path
from pipeline.build.untouched import programs
from pipeline.build.worked import Depends
from pipeline.locales import data_version
from pipeline.store.fingerprints import Fingerprints
from pipeline.store.package import made_by
from pipeline.xhtml.reading import library_version

# What is known of a page beside its own files; with a locale behind it, AROUND is what is around pages in that one.
AROUND, PLACES, ASSETS, ADDRESSES = "around", "places", "assets", "addresses"
PROGRAM = "the program"


class Ingredients:
    """What pages are made of by one maker. Everything is a text that is another one where the thing is."""

    def __init__(self, maker: PageMaker, files: Fingerprints) -> None:
        self.maker = maker
        self.project = maker.project
        self.files = files

    def of_page(self, page_path: str, depends: Depends) -> dict[str, str]:
        """All that one page is made of: its files by their paths, all else by the names above."""
        catalogues = (self.project.catalogue_path(locale, page_path) for locale in self.maker.locales)
        assets = self.project.assets.names
        return {
            **{path: self._file(path) for path in (source_path(page_path), *catalogues)},
            AROUND: self._digest_around,
            **self._layouts,
            PLACES: _digest_of_all([self.files.of(source_path(each)) for each in depends.places]),
            ASSETS: _digest_of_all([assets.get(path) for path in depends.assets]),
            ADDRESSES: _digest_of_all([*self._addresses(depends)]),
        }

    def files_of(self, page_path: str, depends: Depends) -> Iterator[str]:
        """The files of a page, and those to places on which it leads."""
        yield source_path(page_path)
        yield from (self.project.catalogue_path(locale, page_path) for locale in self.maker.locales)
        yield from map(source_path, depends.places)
        yield from (path for path, _ in depends.rules)

    def files_around(self) -> Iterator[str]:
        """The files that surround every page; of assets, what was read is known."""
        yield from (store.SETTINGS, store.LAYOUT, store.RULES, store.GLOSSARY)
        yield from (self.project.catalogue_path(locale, LAYOUT_DOMAIN) for locale in self.maker.locales)
        yield from (path for path, _ in self.maker.layout_depends.rules)

    @cached_property
    def around(self) -> dict[str, str]:
        """What surrounds every page in every language, by names for who asks why a page is made anew."""
        return dict(self._look_around())

    @cached_property
    def _digest_around(self) -> str:
        return digest_of(self.around)

    @cached_property
    def _layouts(self) -> dict[str, str]:
        """What surrounds every page in one language."""
        paths = {locale: self.project.catalogue_path(locale, LAYOUT_DOMAIN) for locale in self.maker.locales}
        return {f"{AROUND}{locale}": self._file(path) for locale, path in paths.items()}

    def _addresses(self, depends: Depends) -> Iterator[object]:
        """Where the page stands and leads to, as far as that is another place than its source's."""
        plan, known = self.maker.plan, self.project.links.page_paths
        for page_path in depends.pages:
            if page_path not in known:
                yield page_path
            elif page_path in plan.exceptions:
                yield plan.editions(page_path)

    def _look_around(self) -> Iterator[tuple[str, str]]:
        project, links = self.project, self.maker.layout_links
        yield PROGRAM, digest_of([made_by(), library_version(), data_version(), *programs(project.settings)])
        yield store.SETTINGS, digest_of(project.settings_data)
        for path in (store.RULES, store.GLOSSARY):
            yield path, self.files.of(path)
        yield store.LAYOUT, self._file(store.LAYOUT)
        depends, assets = self.maker.layout_depends, project.assets.names
        yield "links of the layout", digest_of([links.changes, [*self._addresses(depends)]])
        yield "assets of the layout", digest_of([assets.get(path) for path in depends.assets])
        yield "rules of the layout", digest_of(depends.rules)
        yield "pictures for one language", digest_of(project.pictures.variants)
        yield "SOURCE_DATE_EPOCH", str(self.maker.dates.latest)

    def _file(self, path: str) -> str:
        """What is known of a file whose date a page shows."""
        return f"{self.files.of(path)} {self.maker.dates.of_file(path, self.files.saved(path))}"


def _digest_of_all(what: list[object]) -> str:
    """As `digest_of`; most pages have nothing of what is asked here."""
    return digest_of(what) if what else ""
