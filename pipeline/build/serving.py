"""`build`: what goes beside the pages for the server that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from pipeline import store
from pipeline.settings import Settings
from pipeline.site.record import FileRecord, Record, file_record
from pipeline.site.servers import apache_files, exchanged, is_packed, nginx_files, pack, packed_path, service
from pipeline.store import Staging

_FOLDER = "server"
_TEMPLATES = "site/servers"


def for_servers(settings: Settings, stage: Staging, record: Record, previous: Record) -> Record:
    """The record with what servers need, which is put into the stage: configuration, packed files if they are wanted.

    All files of the record are in the stage, or on the disk as they stay. `previous` is the record that is there, if
    the same program wrote it with the same settings; else an empty one.
    """
    record = _without_packed(record)
    if settings.precompress:
        record = record._replace(files=(*record.files, *_packed(stage, record)))
    files = _files_of_once(stage, record, previous)
    if files is None:
        served = service(settings, record)
        files = nginx_files(served, _template("nginx.conf"), _template("nginx-maps.conf"))
        files = {**files, **apache_files(served, _template("apache.conf"))}
    put = (_put(stage, f"{_FOLDER}/{name}", data) for name, data in files.items())
    return record._replace(files=(*record.files, *put))


def _files_of_once(stage: Staging, record: Record, previous: Record) -> Mapping[str, bytes] | None:
    """The configuration as it is there, hashes exchanged, where a new one would differ in these alone."""
    of_servers = [entry for entry in previous.files if entry.path.startswith(f"{_FOLDER}/")]
    others = tuple(entry for entry in previous.files if not entry.path.startswith(f"{_FOLDER}/"))
    replace = exchanged(previous._replace(files=others), record) if of_servers else None
    if replace is None:
        return None
    files = {}
    for entry in of_servers:
        data, _ = stage.coming(f"{store.OUTPUT}/{entry.path}") or (b"", None)
        if sha256(data).hexdigest() != entry.sha256:
            return None
        files[entry.path.removeprefix(f"{_FOLDER}/")] = replace(data)
    return files


def _without_packed(record: Record) -> Record:
    """The record without the packed files of an earlier build, which may have packed something else."""
    packed = {packed_path(path) for path in record.paths()}
    return record._replace(files=tuple(entry for entry in record.files if entry.path not in packed))


def _packed(stage: Staging, record: Record) -> Iterator[FileRecord]:
    """The files in gzip, of those that it makes smaller; each bears the time of the other."""
    for path in sorted(filter(is_packed, record.paths())):
        data, modified = stage.coming(f"{store.OUTPUT}/{path}") or (b"", None)
        small = pack(data)
        if len(small) < len(data):
            yield _put(stage, packed_path(path), small, modified)


def _put(stage: Staging, path: str, data: bytes, modified: int | None = None) -> FileRecord:
    stage.add([stage.prepare(f"{store.OUTPUT}/{path}", data, modified=modified)])
    return file_record(path, data)


def _template(name: str) -> str:
    return store.package_data(f"{_TEMPLATES}/{name}").decode()
