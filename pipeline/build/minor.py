"""Minor edits of a site: those on record, and those that an author declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline import store
from pipeline.build.merging import Merging
from pipeline.build.project import Project
from pipeline.merge import edits_in, parse_edits, with_edits
from pipeline.model import MinorEdit
from pipeline.store import Staging


class Declared(NamedTuple):
    """What came of an author's word that the edits of some pages are minor."""

    edits: list[MinorEdit]  # taken on record
    left: list[MinorEdit]  # numbers changed: translators look at them


def minor_edits(project: Project) -> list[MinorEdit]:
    """The edits on record. Raises UnusableFileError."""
    data = project.store.read_if_there(store.MINOR_EDITS)
    return [] if data is None else parse_edits(data, store.MINOR_EDITS)


def declare(project: Project, stage: Staging, pages: Iterable[str], locales: Sequence[str]) -> Declared:
    """Put the changed texts of some pages on record as minor edits, into `stage`. Raises UnusableFileError."""
    known = minor_edits(project)
    merging = Merging(project, edits=known)
    minor: dict[MinorEdit, None] = {}
    left: dict[MinorEdit, None] = {}
    for page in pages:
        source = project.source(page)
        for locale in locales:
            found, other = edits_in(page, merging.merged(source, locale, merging.old(locale, page))[0])
            minor.update(dict.fromkeys(found))
            left.update(dict.fromkeys(other))
    vetoed = {edit._replace(veto=()) for edit in known}
    new = [edit for edit in minor if edit not in vetoed]
    if new:
        data = project.store.read_if_there(store.MINOR_EDITS) or b""
        stage.put(store.MINOR_EDITS, with_edits(data, new), data)
    return Declared(new, list(left))
