"""`build`: what goes beside the pages for the server that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline import store
from pipeline.settings import Settings
from pipeline.site.record import FileRecord, Record, file_record
from pipeline.site.servers import apache_files, is_packed, nginx_files, pack, packed_path, service
from pipeline.store import Staging

_FOLDER = "server"
_TEMPLATES = "site/servers"


def for_servers(
    settings: Settings,
    stage: Staging,
    record: Record,
    redirects: Iterable[tuple[str, str]] = (),
    gone: Iterable[str] = (),
) -> Record:
    """The record with what servers need, which is put into the stage: packed files where they are wanted, configuration.

    All other files of the record are in the stage, or on the disk as they stay. `redirects` holds (old, new) and
    `gone` old paths, relative to `output/site`.
    """
    entries = {entry.path: entry for entry in record.files if not _is_ours(entry)}
    if settings.precompress:
        entries |= {entry.path: entry for entry in _packed(stage, replace(record, files=tuple(entries.values())))}
    record = replace(record, files=tuple(entries.values()))
    site = service(settings, record, redirects, gone)
    files = nginx_files(site, _template("nginx.conf"), _template("nginx-maps.conf"))
    files |= apache_files(site, _template("apache.conf"))
    made = [_put(stage, f"{_FOLDER}/{name}", data) for name, data in files.items()]
    return replace(record, files=(*record.files, *made))


def _is_ours(entry: FileRecord) -> bool:
    return entry.path.startswith(f"{_FOLDER}/")


def _packed(stage: Staging, record: Record) -> list[FileRecord]:
    """The files in gzip, of those that it makes smaller."""
    made = []
    for path in sorted(path for path in record.paths() if is_packed(path)):
        data = stage.read(f"{store.OUTPUT}/{path}")
        small = pack(data)
        if len(small) < len(data):
            made.append(_put(stage, packed_path(path), small))
    return made


def _put(stage: Staging, path: str, data: bytes) -> FileRecord:
    stage.put(f"{store.OUTPUT}/{path}", data)
    return file_record(path, data)


def _template(name: str) -> str:
    return store.package_data(f"{_TEMPLATES}/{name}").decode()
