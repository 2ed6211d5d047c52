"""`build`: what readers search the site by, made anew for the languages in which a page has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import store
from pipeline.build.project import Project
from pipeline.errors import Fault, UnusableFileError
from pipeline.settings import place_of_key
from pipeline.site import search
from pipeline.site.record import FileRecord, PageRecord, Record, file_record
from pipeline.store import Staging, pagefind


def refuse_without_pagefind(project: Project) -> None:
    """Raise UnusableFileError where the site has a search that cannot be made.

    What is published must not depend on what a machine happens to have.
    """
    if project.settings.search and pagefind.version() is None:
        lines = project.store.read(store.SETTINGS).decode("utf-8-sig").split("\n")
        raise UnusableFileError(Fault(store.SETTINGS, *pagefind.ABSENT, *(place_of_key(lines, "search") or ())))


def search_files(
    project: Project, stage: Staging, pages: Sequence[PageRecord], previous: Record
) -> Iterator[FileRecord]:
    """Put what the pages are searched by into the stage, in each locale; the record of it.

    Raises UnusableFileError where Pagefind fails.
    """
    if not project.settings.search:
        return
    version = pagefind.version() or ""
    for locale in project.settings.locales:
        # A page of a locale that is not built now may have been taken away by hand.
        found = [page for page in search.searched(pages, locale) if stage.has(f"{store.OUTPUT}/{page.path}")]
        if not found:
            continue
        sign = search.made_of(found, version)
        before = search.of_locale(previous.files, locale)
        if _is_current(project, locale, sign, before):
            yield from before
            continue
        texts = ((page.path.removeprefix("site/"), stage.read(f"{store.OUTPUT}/{page.path}")) for page in found)
        bundle = pagefind.indexed(texts, search.excluded(locale, project.settings.source_locale), store.SETTINGS)
        for name, data in search.files(bundle, sign) if bundle else ():
            path = f"site/{search.folder(locale)}/{name}"
            stage.put(f"{store.OUTPUT}/{path}", data)
            yield file_record(path, data)


def _is_current(project: Project, locale: str, sign: str, before: Sequence[FileRecord]) -> bool:
    """Whether all is there that an earlier build made of the same pages."""
    path = f"site/{search.folder(locale)}/{search.ENTRY}"
    entry = project.store.read_if_there(f"{store.OUTPUT}/{path}")
    # A build that was stopped may have left an entry that the record does not know.
    if entry is None or file_record(path, entry) not in before or not search.is_made_of(entry, sign):
        return False
    return all(project.store.size(f"{store.OUTPUT}/{each.path}") == each.length for each in before)
