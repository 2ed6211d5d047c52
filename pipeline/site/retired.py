"""Assets that no page shows any more, and that stay a while: a reader may have a page open that does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from pipeline.site.record import FileRecord

# Who leaves a page open for longer loads it anew; a cache in between keeps pages for hours.
DAYS = 7


def retired(previous: Iterable[FileRecord], shown: Collection[str], today: date) -> Iterator[FileRecord]:
    """Those of an earlier build that stay; `shown` are the paths of the files that are there anyway."""
    for entry in previous:
        if "/assets/" in entry.path and entry.path not in shown:
            until = entry.until or (today + timedelta(DAYS)).isoformat()
            if today.isoformat() < until:
                yield entry._replace(until=until)
