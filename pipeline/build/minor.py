"""Minor edits of a site that an author declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline import store
from pipeline.build.merging import Merging
from pipeline.build.project import Project
from pipeline.merge import edits_in, same_numbers, with_edits
from pipeline.model import Key, MinorEdit
from pipeline.store import Staging


class Declared(NamedTuple):
    """What came of an author's word that the edits of some pages are minor."""

    edits: Sequence[MinorEdit] = ()  # taken on record
    left: Sequence[tuple[MinorEdit, str]] = ()  # for translators to look at, and why


def declare(project: Project, stage: Staging, pages: Iterable[str], locales: Sequence[str]) -> Declared:
    """Put what changed on some pages since their catalogues last followed them on record, into `stage`.

    Where catalogues followed at different times, a text has changed from several ones: which of these edits are meant
    nobody can tell. Raises UnusableFileError.
    """
    merging = Merging(project)
    edits: list[MinorEdit] = []
    left: list[tuple[MinorEdit, str]] = []
    for page in pages:
        source, old = merging.read(page, locales)
        changed: dict[Key, dict[MinorEdit, None]] = {}  # by the new text
        for locale, known in old.items():
            for edit in edits_in(page, known, merging.merged(source, locale, known)[0]) if known else ():
                changed.setdefault((edit.context, edit.new), {})[edit] = None
        for found in changed.values():
            if len(found) > 1:
                left += ((edit, "catalogues of several ages") for edit in found)
            elif all(map(same_numbers, found)):
                edits += found
            else:
                left += ((edit, "numbers changed") for edit in found)
    recorded = {edit._replace(veto=()) for edit in merging.recorded}
    new = [edit for edit in edits if edit not in recorded]
    if new:
        data = project.store.read_if_there(store.MINOR_EDITS) or b""
        stage.put(store.MINOR_EDITS, with_edits(data, new), data)
    return Declared(new, left)
