"""What need not be done again: pages whose every ingredient is what it was when they were made.

A page depends on files, on where the pages are that it leads to, and on what surrounds it. All of that is compared, not
guessed: a page that is held, or about which something is in doubt, is worked on each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from pipeline import store
from pipeline.build.memo import Memo, memo_of, read_memo
from pipeline.build.pages import Depends, PageMaker, Worked
from pipeline.build.project import LAYOUT_DOMAIN, Project, source_path
from pipeline.locales import data_version
from pipeline.pictures import raster
from pipeline.site.plan import Place
from pipeline.site.record import PageRecord, Record
from pipeline.store.fingerprints import Fingerprints
from pipeline.store.package import made_by
from pipeline.store.state import State, read_state, write_state
from pipeline.xhtml.reading import library_version

# No pages have these names.
_AROUND, _WHOLE, _PLAIN = "\n", "\r", "\t"
# What is known of a page beside its own files.
_SURROUNDINGS, _FILES, _ASSETS, _ADDRESSES = "surroundings", "files", "assets", "addresses"
_REASONS = {
    _FILES: "a page to a place on which it leads, or a file of rules that it names, has changed",
    _ASSETS: "a picture or another asset of it has changed",
    _ADDRESSES: "it, or a page that it leads to, has another address, or is there in other languages",
}


class Reuse:
    """What earlier builds of these locales know of pages."""

    def __init__(
        self,
        project: Project,
        locales: Sequence[str],
        earlier: Mapping[Place, PageRecord],
        *,
        allow_missing: bool = False,
        is_forgetful: bool = False,
    ) -> None:
        """`is_forgetful`: every page is made anew."""
        self.is_forgetful = is_forgetful
        self.project = project
        self.locales = locales
        self.earlier = earlier
        self.scope = json.dumps([*locales, allow_missing])
        self.state = read_state(project.store.folder, self.scope)
        self.files = Fingerprints(project.store.folder, self.state.files)
        self._said: dict[str, str] = {}
        self._surroundings: tuple[PageMaker, dict[str, str]] | None = None

    def worked(self, maker: PageMaker, page_path: str) -> Worked | None:
        """What came of a page when it was made of the very same; None where it has to be made."""
        # Looked at before anybody reads them, so that nothing counts as known that was saved meanwhile.
        self._own(maker, page_path)
        memo = read_memo(self.state.said.get(page_path))
        if memo is None or self.is_forgetful or next(self._reasons(maker, page_path, memo), None) is not None:
            return None
        try:
            found = memo.worked({locale: self.earlier[locale, page_path] for locale in memo.digests})
        except (KeyError, ValueError, TypeError, AttributeError):
            return None
        self._said[page_path] = self.state.said[page_path]
        return found

    def reasons(self, maker: PageMaker, page_path: str) -> list[str]:
        """Why the next build makes a page anew; nothing where it does not."""
        memo = read_memo(self.state.said.get(page_path))
        if memo is None:
            return ["nothing is remembered of it: it is new, or was held, or has to be looked at by every build"]
        return list(self._reasons(maker, page_path, memo))

    def _reasons(self, maker: PageMaker, page_path: str, memo: Memo) -> Iterator[str]:
        for name, value in (self._own(maker, page_path) | self._others(maker, memo.depends)).items():
            if memo.made_from.get(name) == value:
                continue
            if name == _SURROUNDINGS:
                yield from self._changes_around(maker)
            else:
                yield _REASONS.get(name) or f"{name} has changed"
        if not all(each.is_new for each in maker.layout_decisions.values()):
            yield "the layout is held in a language"
        if any((locale, page_path) in maker.decider.refused for locale in self.locales):
            yield "a translation of its address cannot be used"
        for locale, digest in memo.digests.items():
            record, path = self.earlier.get((locale, page_path)), f"site/{maker.plan.file(locale, page_path)}"
            is_known = record is not None and (record.path, record.sha256) == (path, digest)
            if not is_known or self.files.of(f"{store.OUTPUT}/{path}") != digest:
                yield f"{store.OUTPUT}/{path} is not what was made of it"

    def _changes_around(self, maker: PageMaker) -> Iterator[str]:
        was = _read_object(self.state.said.get(_AROUND))
        changed = [name for name, value in self._around(maker).items() if was.get(name) != value]
        yield from (f"{name} changed, which is around every page" for name in changed or ["something"])

    def is_whole(self, previous: Record, done: Mapping[str, Worked | None], today: date) -> bool:
        """Whether nothing at all has changed since the whole of the site was made as it is there."""
        files = {f"{store.OUTPUT}/{each.path}": each.sha256 for each in previous.files}
        return (
            None not in done.values()
            and {page.page for page in previous.pages} == done.keys()
            and self.state.said.get(_WHOLE) == self.files.of(store.RECORD)
            and all(self.files.of(path) == digest for path, digest in files.items())
            and not any(each.until and each.until <= today.isoformat() for each in previous.files)
        )

    def learn(self, maker: PageMaker, page_path: str, worked: Worked) -> None:
        """Remember a page that was made, if nothing about it is in doubt."""
        is_made = all(each.is_new and locale in worked.made for locale, each in worked.decisions.items())
        is_behind = any(worked.since.values())  # A policy may wait some days with it, once it is published.
        leads_nowhere = any(each.check == "broken-link" for each in worked.reviewed.links)
        if page_path not in self._said and worked.depends and is_made and not is_behind and not leads_nowhere:
            made_from = self._own(maker, page_path) | self._others(maker, worked.depends)
            self._said[page_path] = memo_of(worked, made_from)

    def plain_catalogues(self) -> set[str]:
        """The catalogues that leave the address of their page as it is."""
        paths = [
            self.project.catalogue_path(locale, page_path)
            for page_path in self.project.page_paths
            for locale in self.project.settings.locales
        ]
        now = {path: self.files.of(path) for path in paths}  # all, before anybody reads one
        was = _read_object(self.state.said.get(_PLAIN))
        return {path for path, digest in now.items() if was.get(path) == digest}

    def _plain(self) -> dict[str, str]:
        addressed = {self.project.catalogue_path(*place) for place in self.project.localized.files}
        odd = {each.path for each in self.project.localized.findings}
        folder = f"{store.LOCALES}/"
        return {
            path: known.digest
            for path, known in self.files.found.items()
            if path.startswith(folder) and path not in addressed and path not in odd
        }

    def keep(self, maker: PageMaker) -> None:
        """Let the next build know."""
        self._said[_PLAIN] = json.dumps(self._plain())
        self._said[_AROUND] = json.dumps(self._around(maker))
        self._said[_WHOLE] = self.files.again(store.RECORD)
        write_state(self.project.store.folder, self.scope, self.state, State(self.files.found, self._said))

    def _own(self, maker: PageMaker, page_path: str) -> dict[str, str]:
        """What is known of the files that are the page's alone."""
        paths = (self.project.catalogue_path(locale, page_path) for locale in self.locales)
        return {path: self._file(maker, path) for path in (source_path(page_path), *paths)}

    def _others(self, maker: PageMaker, depends: Depends) -> dict[str, str]:
        """What is known of all else that it depends on."""
        files = (*(source_path(each) for each in depends.places), *depends.linked)
        assets = self.project.assets.names
        return {
            _SURROUNDINGS: _digest(self._around(maker)),
            _FILES: _digest([self.files.of(path) for path in files]),
            _ASSETS: _digest([assets.get(path) for path in depends.assets]),
            _ADDRESSES: _digest([*self._addresses(maker, depends)]),
        }

    def _addresses(self, maker: PageMaker, depends: Depends) -> Iterator[object]:
        """Where the page stands and leads to, as far as that is another place than its source's."""
        plan, known = maker.plan, maker.project.links.page_paths
        for page_path in depends.pages:
            if page_path not in known:
                yield page_path
            elif page_path in plan.exceptions:
                yield plan.editions(page_path)

    def _around(self, maker: PageMaker) -> dict[str, str]:
        """What is known of what surrounds every page."""
        if self._surroundings is None or self._surroundings[0] is not maker:
            self._surroundings = (maker, dict(self._surrounding(maker)))
        return self._surroundings[1]

    def _surrounding(self, maker: PageMaker) -> Iterator[tuple[str, str]]:
        links, catalogues = maker.layout_links, self.project.catalogue_path
        yield "the program", _digest([made_by(), library_version(), data_version(), raster.is_installed()])
        for path in (store.SETTINGS, store.RULES, store.GLOSSARY):
            yield path, self.files.of(path)
        for path in (store.LAYOUT, *(catalogues(locale, LAYOUT_DOMAIN) for locale in self.locales)):
            yield path, self._file(maker, path)
        yield "links of the layout", _digest([links.changes, [*self._addresses(maker, maker.layout_depends)]])
        assets = self.project.assets.names
        yield "assets of the layout", _digest([assets.get(path) for path in maker.layout_depends.assets])
        yield "names of assets", _digest(sorted(assets))
        yield "SOURCE_DATE_EPOCH", str(maker.dates.latest)

    def _file(self, maker: PageMaker, path: str) -> str:
        """What is known of a file whose date a page shows."""
        return f"{self.files.of(path)} {maker.dates.of_file(path, self.files.saved(path))}"


def _read_object(text: str | None) -> dict[str, Any]:
    """What was written as JSON; empty where that is no object."""
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(what: object) -> str:
    return sha256(repr(what).encode("utf-8", "backslashreplace")).hexdigest()[:24]
