"""`output/build.json`: what was published, so that those who pull it can tell what they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

FORMAT = 1
_PAGES, _FILES = b',\n"pages": [\n', b'\n],\n"files": ['  # what the lines of the pages stand between
_AT_ONCE = 100  # entries that are read together, which is quicker


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
    """The record as JSON, a line for each page and file, pages in the order given; line by line, as a site has many.

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
        for number, entry in enumerate(listed):
            yield b",\n" if number else b"\n"
            yield line_of(entry) or written(entry._asdict()).encode()
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
    """Those of the pages, one by one."""
    place = data.find(_PAGES) + len(_PAGES)
    last = data.find(_FILES, place)
    while len(_PAGES) <= place < last:
        end = data.find(b"\n", place, last)
        end = last if end < 0 else end
        yield data[place:end].removesuffix(b",")
        place = end + 1


def read_record(data: bytes | None) -> Record:
    """The record of an earlier build; an empty one where there is none or it cannot be read.

    It only decides what may be kept or removed, so that without it nothing is.
    """
    for read in (_as_written, json.loads):
        record = _record(read, data or b"")
        if record is not None:
            return record
    return Record()


def _record(read: Callable[[bytes], dict[str, Any]], data: bytes) -> Record | None:
    """The record, if it can be read so."""
    try:
        table = read(data)
        pages = tuple(_shared(table["pages"]))
        files = tuple(FileRecord(**entry) for entry in table["files"])
        redirects = tuple(Redirect(**entry) for entry in table.get("redirects", ()))
        gone = tuple(table.get("gone", ()))
        entries: chain[PageRecord | FileRecord | Redirect] = chain(pages, files, redirects)
        if table["format"] != FORMAT or not all(map(_is_sound, entries)) or not all(type(path) is str for path in gone):
            return None
        return Record(table["name"], table["base_url"], pages, files, redirects, gone)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _as_written(data: bytes) -> dict[str, Any]:
    """The table of a record as `write_record` writes it, with pages that are read one by one; empty for another one.

    A large table of all pages takes three times the memory of what is made of it.
    """
    head, start, rest = data.partition(_PAGES)
    pages, end, others = rest.partition(_FILES)
    if not (start and end):
        return {}
    table: dict[str, Any] = json.loads(head + b',\n"files": [' + others)
    lines = [line for line in pages.split(b"\n") if line]
    parts = (b"\n".join(lines[start : start + _AT_ONCE]) for start in range(0, len(lines), _AT_ONCE))
    return {**table, "pages": chain.from_iterable(json.loads(b"[" + part.removesuffix(b",") + b"]") for part in parts)}


def _shared(pages: Iterable[dict[str, Any]]) -> Iterator[PageRecord]:
    """The entries of pages, with one value where several say the same: editions have much in common."""
    known: dict[str, str] = {}
    page: dict[str, Any] = {}
    for entry in pages:
        for name in ("locale", "language", "state", "modified"):
            if name in entry:
                entry[name] = known.setdefault(entry[name], entry[name])
        for name in ("page", "source", "alternates"):
            # Languages in another order are another value, which two dictionaries do not show.
            if name in entry and entry[name] == page.get(name) and [*entry[name]] == [*page[name]]:
                entry[name] = page[name]
        page = entry
        # As they are written, they are in the order of the fields.
        yield PageRecord._make(entry.values()) if (*entry,) == PageRecord._fields else PageRecord(**entry)


def _is_sound(entry: PageRecord | FileRecord | Redirect) -> bool:
    """Whether the fields that decide about files are what this version writes."""
    texts = [entry.path]
    if isinstance(entry, PageRecord):
        texts += [entry.page, entry.locale, entry.description, entry.title, entry.state, entry.held]
        texts += [entry.url, entry.modified, *entry.alternates, *entry.alternates.values()]
    if isinstance(entry, FileRecord):
        texts.append(entry.until)
    if isinstance(entry, Redirect):
        texts.append(entry.to)
    return {*map(type, texts)} == {str}
