"""`output/build.json`: what was published, so that those who pull it can tell what they have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256

from pipeline.model import Coverage, State

FORMAT = 1


@dataclass(frozen=True, slots=True)
class PageRecord:
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
    url: str
    title: str
    description: str
    alternates: Mapping[str, str]  # language tag -> url, of the published editions


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A published file that belongs to no locale: an asset, the neutral page."""

    path: str
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that a reader can find under `output/site`."""

    name: str = ""
    base_url: str = ""
    pages: tuple[PageRecord, ...] = ()
    files: tuple[FileRecord, ...] = ()

    def paths(self) -> set[str]:
        """Every file of the record, relative to `output/`."""
        return {page.path for page in self.pages} | {entry.path for entry in self.files}


def page_state(coverage: Coverage) -> str:
    """The state of a page by what is translated of it: complete, partial or fallback."""
    current = coverage.messages_by_state.get(State.TRANSLATED, 0)
    if current == coverage.messages:
        return "complete"
    return "partial" if current else "fallback"


def file_record(path: str, data: bytes) -> FileRecord:
    """The record of some bytes."""
    return FileRecord(path, sha256(data).hexdigest(), len(data))


def write_record(record: Record) -> bytes:
    """The record as JSON, a line for each page and file, pages in the order given."""
    entries: dict[str, Sequence[PageRecord | FileRecord]] = {"pages": record.pages, "files": record.files}
    lists = [f'"{name}": [\n' + ",\n".join(map(_line, listed)) + "\n]" for name, listed in entries.items()]
    head = json.dumps({"format": FORMAT, "name": record.name, "base_url": record.base_url}, ensure_ascii=False)
    return (",\n".join([head[:-1], *lists]) + "}\n").encode()


def _line(entry: PageRecord | FileRecord) -> str:
    return json.dumps({each.name: getattr(entry, each.name) for each in fields(entry)}, ensure_ascii=False)


def read_record(data: bytes | None) -> Record:
    """The record of an earlier build; an empty one where there is none or it cannot be read.

    It only decides what may be kept or removed, so that without it nothing is.
    """
    try:
        table = json.loads(data or b"")
        pages = tuple(PageRecord(**page) for page in table["pages"])
        files = tuple(FileRecord(**entry) for entry in table["files"])
        known = table["format"] == FORMAT and all(map(_is_sound, pages)) and all(map(_is_sound, files))
        return Record(table["name"], table["base_url"], pages, files) if known else Record()
    except (ValueError, KeyError, TypeError, RecursionError):
        return Record()


def _is_sound(entry: PageRecord | FileRecord) -> bool:
    """Whether the fields that decide about files are what this version writes."""
    texts = [entry.path, *([entry.page, entry.locale, entry.description] if isinstance(entry, PageRecord) else [])]
    return all(isinstance(text, str) for text in texts)
