"""`output/build.json`: what was published, so that those who pull it can tell what they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, starmap
from typing import Any, NamedTuple

FORMAT = 1
_PAGES, _FILES = b',\n"pages": [\n', b'\n],\n"files": ['  # what the lines of the pages stand between
_BETWEEN = b",\n"  # and what stands between two of them
_AT_ONCE = 100  # entries that are read and written together, which is quicker
_SOME = 65_536  # bytes
_TEXTS = (
    *("path", "page", "locale", "language", "state", "sha256", "source", "url", "title", "description", "held"),
    *("modified", "outdated_since"),
)
_IN_COMMON = ("page", "locale", "language", "state", "source", "modified")  # with other editions


class PageRecord(NamedTuple):
    """One published page in one locale."""

    path: str  # relative to output/: "site/fr/index.xhtml"
    page: str  # page path
    locale: str
    language: str  # of the content, a BCP 47 tag
    state: str  # complete, partial, outdated, fallback, omitted
    sha256: str
    length: int  # bytes
    words: int
    words_translated: int
    source: str  # relative to the site
    url: str = ""
    title: str = ""
    description: str = ""
    alternates: Mapping[str, str] = {}  # language tag -> url, of the translations that are published
    held: str = ""  # why it stays as it was published before: errors, missing, parity, grace, omit, gone
    modified: str = ""  # when the newest of what it is made of was changed, in UTC; "" where it is not known
    outdated_since: str = ""  # the day on which the source changed that it is a translation of: "2026-03-01"


class Redirect(NamedTuple):
    """An address of once, and the page that stands elsewhere now."""

    path: str  # relative to output/: "site/fr/old.xhtml"
    to: str  # the same: "site/fr/new.xhtml"


class FileRecord(NamedTuple):
    """A published file that belongs to no locale: an asset, the neutral page."""

    path: str
    sha256: str
    length: int
    until: str = ""  # the day on which it goes, if nothing shows it any more: "2026-03-01"


class Record(NamedTuple):
    """All that a reader can find under `output/site`."""

    name: str = ""
    base_url: str = ""
    pages: tuple[PageRecord, ...] = ()
    files: tuple[FileRecord, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()  # addresses of pages that are no more, relative to output/

    def paths(self) -> set[str]:
        """Every file of the record, relative to `output/`."""
        return {page.path for page in self.pages if page.path} | {entry.path for entry in self.files}


def file_record(path: str, data: bytes) -> FileRecord:
    """The record of some bytes."""
    return FileRecord(path, sha256(data).hexdigest(), len(data))


def write_record(record: Record, previous: Record | None = None, data: bytes = b"") -> Iterator[bytes]:
    """The record as JSON, a line for each page and file, pages in the order given; part by part, as a site has many.

    `previous` is a record that this version wrote as `data`: the line of a page that is the very same in both is taken
    from there, which is quicker.
    """
    entries: dict[str, Sequence[PageRecord | FileRecord | Redirect]] = {
        "pages": record.pages,
        "files": record.files,
        "redirects": record.redirects,
    }
    said = {"format": FORMAT, "name": record.name, "base_url": record.base_url, "gone": record.gone}
    written = json.JSONEncoder(ensure_ascii=False).encode
    yield written(said)[:-1].encode()
    line_of = _Lines(previous or Record(), data).of
    for name, listed in entries.items():
        yield f',\n"{name}": ['.encode()
        for start in range(0, len(listed), _AT_ONCE):
            some = listed[start : start + _AT_ONCE]
            lines = [line_of(each) or written(each._asdict()).encode() for each in some]
            yield (_BETWEEN if start else b"\n") + _BETWEEN.join(lines)
        yield b"\n]" if listed else b"\n\n]"
    yield b"}\n"


class _Lines:
    """The lines of the pages of a record, for another one that has most of them, in the same order."""

    def __init__(self, record: Record, data: bytes) -> None:
        self._left = zip(record.pages, _lines(data), strict=False)
        self._next = next(self._left, None)

    def of(self, entry: PageRecord | FileRecord | Redirect) -> bytes | None:
        """The line of an entry, if it is a page that is the very same there; to be asked in order."""
        if not isinstance(entry, PageRecord):
            return None
        while self._next is not None:
            page, line = self._next
            is_it = page is entry
            if not is_it and page.page >= entry.page and (page.page, page.locale) != (entry.page, entry.locale):
                return None  # It comes later.
            self._next = next(self._left, None)
            if is_it:
                return line
        return None


def _lines(data: bytes) -> Iterator[bytes]:
    """Those of the pages, some at a time: all of a large site would fill the memory."""
    place = data.find(_PAGES) + len(_PAGES)
    last = data.find(_FILES, place)
    while len(_PAGES) <= place < last:
        end = data.find(_BETWEEN, min(place + _SOME, last), last)
        end = last if end < 0 else end
        yield from data[place:end].split(_BETWEEN)
        place = end + len(_BETWEEN)


def read_record(data: bytes | None) -> Record:
    """The record of an earlier build; an empty one where there is none or it cannot be read.

    It only decides what may be kept or removed, so that without it nothing is.
    """
    for read in (_as_written, _loaded):
        record = _record(read, data or b"")
        if record is not None:
            return record
    return Record()


def _record(read: Callable[[bytes], dict[str, Any]], data: bytes) -> Record | None:
    """The record, if it can be read so."""
    try:
        table = read(data)
        known: dict[object, Any] = {}
        pages = tuple(chain.from_iterable(_page_records(part, known) for part in table["pages"]))
        files = tuple(FileRecord(**entry) for entry in table["files"])
        redirects = tuple(Redirect(**entry) for entry in table.get("redirects", ()))
        gone = tuple(table.get("gone", ()))
        texts = (*chain.from_iterable(redirects), *gone, *(text for file in files for text in (file.path, file.until)))
        if table["format"] != FORMAT or not _are_texts(texts):
            return None
        return Record(table["name"], table["base_url"], pages, files, redirects, gone)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _loaded(data: bytes) -> dict[str, Any]:
    """The table of a record, whoever wrote it; its pages are one part."""
    table: dict[str, Any] = json.loads(data)
    return {**table, "pages": [table["pages"]]}


def _as_written(data: bytes) -> dict[str, Any]:
    """The same of a record as `write_record` writes it, with pages that are read part by part; empty for another one.

    A large table of all pages takes three times the memory of what is made of it.
    """
    head, start, rest = data.partition(_PAGES)
    pages, end, others = rest.partition(_FILES)
    if not (start and end):
        return {}
    table: dict[str, Any] = json.loads(head + b',\n"files": [' + others)
    lines = pages.split(_BETWEEN)
    parts = (_BETWEEN.join(lines[start : start + _AT_ONCE]) for start in range(0, len(lines), _AT_ONCE))
    return {**table, "pages": (json.loads(b"[" + part + b"]") for part in parts)}


def _page_records(entries: Sequence[dict[str, Any]], known: dict[object, Any]) -> Iterator[PageRecord]:
    """The records of pages, with one value where several say the same: editions have much in common. `known` has these.

    All values of one field are looked at together, which takes a third less than one by one.
    Raises TypeError or AttributeError where a text or a table is none.
    """
    rows: list[Iterable[Any]] = [*map(dict.values, entries)]
    if {*map(tuple, entries)} != {PageRecord._fields}:  # As they are written, they are in the order of the fields.
        rows = [PageRecord(**entry) for entry in entries]
    fields = dict(zip(PageRecord._fields, zip(*rows, strict=True), strict=False))
    if not fields:
        return iter(())
    # Languages in another order are another value, which two dictionaries do not show.
    alternates = [(*each.items(),) for each in fields["alternates"]]
    tags_and_urls = chain.from_iterable(chain.from_iterable({*alternates}))
    if not all(map(_are_texts, (tags_and_urls, *map(fields.__getitem__, _TEXTS)))):
        raise TypeError("a text is none")
    fields["alternates"] = (*map(known.setdefault, alternates, fields["alternates"]),)
    for name in _IN_COMMON:
        fields[name] = (*map(known.setdefault, fields[name], fields[name]),)
    return starmap(PageRecord, zip(*fields.values(), strict=True))


def _are_texts(values: Iterable[object]) -> bool:
    return {*map(type, values)} <= {str}
