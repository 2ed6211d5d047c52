"""What need not be done again: pages whose every ingredient is what it was when they were made.

A page depends on files, on where the pages are that it leads to, and on what is around every page. All of that is
compared, not guessed: a page that is held, or about which something is in doubt, is worked on each time. Files are
looked at before anybody reads them, so that what is saved while a build goes on counts as changed for the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

from pipeline import store
from pipeline.build.decisions import earlier_editions
from pipeline.build.ingredients import ADDRESSES, AROUND, ASSETS, PLACES, PROGRAM, Ingredients
from pipeline.build.memo import Memo, digest_of, memo_of, read_memo
from pipeline.build.pages import PageMaker, behind_since
from pipeline.build.project import LAYOUT_DOMAIN, Project, source_path
from pipeline.build.published import Published
from pipeline.build.untouched import LEFT, Before
from pipeline.build.worked import Worked
from pipeline.errors import UnusableFileError
from pipeline.site.plan import Place
from pipeline.site.record import FileRecord, PageRecord, Record
from pipeline.store import fingerprints
from pipeline.store.state import State, read_said, write_state

# What is said beside pages; none has such a name.
_SAID_AROUND, _SAID_PLAIN, _SAID_RECORD = "\n", "\t", "\r"
_CHANGED_AROUND = "changed, which is around every page"
_REASONS = {
    PLACES: "a page to a place on which it leads has changed",
    ASSETS: "a picture or another asset of it has changed",
    ADDRESSES: "it, or a page that it leads to, has another address, or is there in other languages",
}


class Known(NamedTuple):
    """What earlier builds know of a page."""

    worked: Worked | None  # what came of it, in the languages in which all is as it was; None for no language
    left: tuple[str, ...]  # the languages in which it is to be made anew


class Reuse:
    """What earlier builds of these locales know of pages."""

    def __init__(
        self,
        project: Project,
        locales: Sequence[str],
        before: Before,
        *,
        is_forgetful: bool = False,
    ) -> None:
        """`is_forgetful`: every page is made anew."""
        self.is_forgetful = is_forgetful
        self.project = project
        self.locales = locales
        self.earlier: Mapping[Place, PageRecord] = {}
        self.before = before
        self.state = State(before.state.files, read_said(project.store.folder, before.scope))
        self.files = before.files
        self._kept: set[str] = set()  # the pages of which is remembered what was
        self._of_maker: Ingredients | None = None
        self._record: fingerprints.Known | None = None  # that this build wrote
        self._is_own_record = False  # whether the one that was there is that of the last build
        sources = map(source_path, project.domains)
        for path in {store.RULES, store.GLOSSARY, *sources, *project.catalogue_paths}.difference(self.files.found):
            self.files.of(path)

    def editions(self, record: Record, data: bytes | None) -> Mapping[Place, PageRecord]:
        """The editions that are published, by the record that is there, which was read from `data`."""
        self._is_own_record = self._is_own(data)
        self.earlier = earlier_editions(record, lambda path: self.files.of(path) != "")
        return self.earlier

    def _ingredients(self, maker: PageMaker) -> Ingredients:
        """What pages are made of by a maker, whose plan is a part of it."""
        if self._of_maker is None or self._of_maker.maker is not maker:
            self._of_maker = Ingredients(maker, self.files)
        return self._of_maker

    def known(self, maker: PageMaker, page_path: str) -> Known:
        """What came of a page in the languages in which it was made of the very same, and the others."""
        self.forget(page_path)
        nothing = Known(None, tuple(self.locales))
        memo = read_memo(self.state.said.get(page_path))
        if memo is None or self.is_forgetful:
            return nothing
        changed = set()
        for locale, _ in self._reasons(maker, page_path, memo):
            if not locale:
                return nothing
            changed.add(locale)
        # What becomes of a page in a language depends on those that go out together with it, and on no other.
        left = [locale for locale in self.project.settings.with_partners(changed) if locale in self.locales]
        same = {locale: self.earlier.get((locale, page_path)) for locale in memo.records if locale not in left}
        if not same:
            return nothing
        try:
            found = memo.worked({locale: record for locale, record in same.items() if record})
        except (KeyError, ValueError, TypeError, AttributeError):  # It was not written by this version.
            return nothing
        if not left:
            self._kept.add(page_path)
        return Known(found, tuple(left))

    def forget(self, page_path: str) -> None:
        """Let a page be learnt anew, though it was found as it was made."""
        self._kept.discard(page_path)

    def reasons(self, maker: PageMaker, page_path: str) -> list[str]:
        """Why the next build makes a page anew; nothing where it does not."""
        if page_path == LAYOUT_DOMAIN:
            return ["it is around every page, and read by every build"]
        memo = read_memo(self.state.said.get(page_path))
        if memo is None:
            return ["nothing is remembered of it: it is new, or was held, or has to be looked at by every build"]
        return [reason for _, reason in self._reasons(maker, page_path, memo)]

    def _reasons(self, maker: PageMaker, page_path: str, memo: Memo) -> Iterator[tuple[str, str]]:
        """(the only language that it is about, "" for all; why)."""
        made_from = self._ingredients(maker).of_page(page_path, memo.depends)
        # Most pages are as they were, which is told at once.
        is_same, was = made_from == memo.made_from, memo.made_from
        changed = [] if is_same else [name for name, value in made_from.items() if was.get(name) != value]
        catalogues = {self.project.catalogue_path(locale, page_path): locale for locale in self.locales if changed}
        for name in changed:
            if name == AROUND:
                yield from (("", reason) for reason in self._changes_around(maker))
            elif name.startswith(AROUND):
                locale = name.removeprefix(AROUND)
                yield locale, f"{self.project.catalogue_path(locale, LAYOUT_DOMAIN)} {_CHANGED_AROUND}"
            else:
                yield catalogues.get(name, ""), _REASONS.get(name) or f"{name} has changed"
        if not all(each.is_new for each in maker.layout_decisions.values()):
            yield "", "the layout is held in a language"
        if any((locale, page_path) in maker.decider.refused for locale in self.locales):
            yield "", "a translation of its address cannot be used"
        for path, digest in memo.depends.rules:
            if self._digest_of_rules(path, page_path) != digest:
                yield "", f"{path} has changed, which it names"
        yield from self._changed_editions(maker, page_path, memo)

    def _changed_editions(self, maker: PageMaker, page_path: str, memo: Memo) -> Iterator[tuple[str, str]]:
        for locale, digest in memo.records.items():
            record, path = self.earlier.get((locale, page_path)), f"site/{maker.plan.file(locale, page_path)}"
            # What is remembered in one go with a record is true of all its editions: whether it is that record is
            # quicker to see.
            is_known = record is not None and (self._is_own_record or digest_of(record) == digest)
            if (
                record is None
                or not is_known
                or record.path != path
                or self.files.of(f"{store.OUTPUT}/{path}") != record.sha256
            ):
                yield locale, f"{store.OUTPUT}/{path} is not what was made of it"

    def _digest_of_rules(self, path: str, page_path: str) -> str | None:
        """That of a file of rules as the page would read it: a link may lead to the same bytes elsewhere."""
        try:
            return sha256(self.project.store.read_linked(path, source_path(page_path), store.SOURCE)).hexdigest()
        except UnusableFileError:
            return None

    def _changes_around(self, maker: PageMaker) -> Iterator[str]:
        was = _read_object(self.state.said.get(_SAID_AROUND))
        changed = [name for name, value in self._ingredients(maker).around.items() if was.get(name) != value]
        yield from (f"{name} {_CHANGED_AROUND}" for name in changed or ["something"])

    def is_own_record(self, maker: PageMaker, data: bytes) -> bool:
        """Whether the record was and is, as `data`, that of the last build, by the same program with these settings."""
        was, now = _read_object(self.state.said.get(_SAID_AROUND)), self._ingredients(maker).around
        is_same = all(was.get(name) == now[name] for name in (PROGRAM, store.SETTINGS))
        return self._is_own_record and is_same and self._is_own(data)

    def _is_own(self, data: bytes | None) -> bool:
        return self.state.said.get(_SAID_RECORD) == sha256(data or b"").hexdigest()

    def recorded(self, digest: str, length: int) -> None:
        """What tells the record that this build writes; another may write one before what is remembered is written."""
        self._record = fingerprints.Known(length, 0, digest)

    def _is_certain(self, page_path: str, worked: Worked) -> bool:
        """Whether nothing about a page is in doubt, so that it can be remembered."""
        is_made = all(each.is_new and locale in worked.made for locale, each in worked.decisions.items())
        is_behind = any(worked.since.values())  # A policy may wait some days with it, once it is published.
        is_new = worked.depends is not None and is_made and not is_behind and not worked.leads_nowhere
        return page_path in self._kept or is_new

    def _learnt(self, maker: PageMaker, done: Mapping[str, Worked], moved: Set[str]) -> Iterator[tuple[str, str]]:
        """The pages that were made, as they are remembered; of what has `moved` since, nobody knows what was read."""
        ingredients = self._ingredients(maker)
        if not moved.isdisjoint(ingredients.files_around()):
            return
        for page_path, worked in done.items():
            if page_path in self._kept or not worked.depends or not self._is_certain(page_path, worked):
                continue
            if moved.isdisjoint(ingredients.files_of(page_path, worked.depends)):
                yield page_path, memo_of(worked, ingredients.of_page(page_path, worked.depends))

    def plain_catalogues(self) -> set[str]:
        """The catalogues that leave the address of their page as it is."""
        was = {} if self.is_forgetful else _read_object(self.state.said.get(_SAID_PLAIN))
        return {path for path in self.project.catalogue_paths if was.get(path) == self.files.of(path)}

    def _plain(self) -> dict[str, str]:
        addressed = {self.project.catalogue_path(*place) for place in self.project.localized.files}
        odd = {each.path for each in self.project.localized.findings}
        others = addressed | odd
        return {path: self.files.of(path) for path in self.project.catalogue_paths if path not in others}

    def keep(self, maker: PageMaker, site: Published, record: Record | None, done: Mapping[str, Worked]) -> None:
        """Let the next build know what came of the pages; `record` is the one that is there now, None for none."""
        plain, around = json.dumps(self._plain()), json.dumps(self._ingredients(maker).around)
        said = {_SAID_PLAIN: plain, _SAID_AROUND: around}
        if self._record is not None:
            said[_SAID_RECORD] = self._record.digest
        moved = self.files.moved(self._read_now(maker, done))
        if record is not None and not moved and self._is_settled(maker, record, done):
            self._note_outputs(record)
            said[LEFT] = self.before.left(site, record, self.project.settings_data, self._read(maker, done))
        texts = chain(said.items(), self._learnt(maker, done, moved))
        write_state(self.project.store.folder, self.before.scope, self.state, self.files.found, texts, self._kept)

    def _is_settled(self, maker: PageMaker, record: Record, done: Mapping[str, Worked]) -> bool:
        """Whether a build of the very same would find nothing to do."""
        pages = set(self.project.page_paths)
        return (
            all(self._is_certain(path, worked) for path, worked in done.items())
            and {page.page for page in record.pages} == pages
            and set(self.before.pages) == set(map(source_path, pages))
            and all(each.is_new for each in maker.layout_decisions.values())
            # Of files of rules, which no listing has, is known what was read.
            and all(self.files.of(path) == digest for path, digest in self._rules(maker, done))
            # A policy may wait some days with it.
            and not any(map(behind_since, maker.layout.subjects.values()))
        )

    def _read_now(self, maker: PageMaker, done: Mapping[str, Worked]) -> Iterator[str]:
        """The files that this build has read: those of pages that are kept it has not."""
        ingredients = self._ingredients(maker)
        yield from ingredients.files_around()
        yield from (f"{store.ASSETS}/{path}" for path in self.project.assets.names)
        for page_path, worked in done.items():
            if page_path not in self._kept and worked.depends:
                yield from ingredients.files_of(page_path, worked.depends)

    def _read(self, maker: PageMaker, done: Mapping[str, Worked]) -> Iterator[str]:
        """The files that may have been read, beside those that are listed as inputs."""
        yield from self.project.catalogue_paths
        yield from (f"{store.ASSETS}/{path}" for path in self.project.assets.names)
        yield from (path for path, _ in self._rules(maker, done))

    def _rules(self, maker: PageMaker, done: Mapping[str, Worked]) -> Iterator[tuple[str, str]]:
        """The files of rules that pages and the layout name, and what was read of them."""
        for depends in (maker.layout_depends, *(each.depends for each in done.values())):
            yield from depends.rules if depends else ()

    def _note_outputs(self, record: Record) -> None:
        """What the record says of its files: the times of those that were written just now say nothing yet."""
        entries: list[FileRecord | PageRecord] = [*record.files, *record.pages]
        said = {f"{store.OUTPUT}/{entry.path}": entry for entry in entries if entry.path}
        found = self.files.found
        for path in found.keys() - said.keys() - {store.RECORD}:
            if path.startswith(f"{store.OUTPUT}/"):
                del found[path]
        for path, entry in said.items():
            if path not in found or found[path].digest != entry.sha256:
                found[path] = fingerprints.Known(entry.length, 0, entry.sha256)
        if self._record is not None:
            found[store.RECORD] = self._record


def _read_object(text: str | None) -> dict[str, Any]:
    """What was written as JSON; empty where that is no object."""
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
