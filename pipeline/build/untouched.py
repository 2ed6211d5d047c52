"""A site as its last build left it: told by its files alone, so that a build with nothing to do reads no page.

What a build reads is below `source/` and `locales/`, what it wrote is in its record. Where all of these files are what
they were, with the dates that pages show, and so are the programs, the build would do nothing and say the same again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from pipeline import store
from pipeline.build.published import Published, read_findings
from pipeline.errors import UnusableFileError
from pipeline.locales import data_version
from pipeline.model import Extent
from pipeline.pictures import raster
from pipeline.settings import Settings, parse_settings
from pipeline.site.record import Record
from pipeline.store import Store, pagefind
from pipeline.store.clock import latest, today
from pipeline.store.dates import committed
from pipeline.store.fingerprints import Fingerprints
from pipeline.store.package import build_of, made_by
from pipeline.store.state import read_state, write_state

# Under which it is remembered; no page has such a name.
LEFT = "\v"
_NAMES = ("utf-8", "surrogateescape")  # how those of files are written


def untouched(site: Store, locales: Sequence[str], *, allow_missing: bool = False) -> Published | None:
    """What the last build of these locales, or of all, said, if there is nothing to do; None where there may be.

    Raises UnusableFileError where the settings or the environment cannot be used.
    """
    data = site.read(store.SETTINGS)
    settings = parse_settings(data, store.SETTINGS)
    if not set(locales) <= set(settings.locales):
        return None
    chosen = [locale for locale in settings.locales if not locales or locale in locales]
    scope = scope_of(settings.with_partners(chosen), allow_missing=allow_missing)
    state = read_state(site.folder, scope, only=LEFT)
    try:
        left = json.loads(state.said.get(LEFT, "null"))
        if left is None or not (left["until"] == "" or today().isoformat() < left["until"]):
            return None
        files = Fingerprints(site.folder, state.files)
        outputs = [path for path in state.files if path.startswith(f"{store.OUTPUT}/")]
        if left["seal"] != _seal(site, settings, data, files, _inputs(site, settings), outputs):
            return None
        said = _published(left)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, UnusableFileError):
        return None
    if any(state.files.get(path) != known for path, known in files.found.items()):
        write_state(site.folder, scope, state, {**state.files, **files.found}, (), state.said)
    return said


class Seal:
    """Seals a site for `untouched`; to be made before anything of the site is read."""

    def __init__(self, site: Store, settings: Settings, data: bytes, files: Fingerprints) -> None:
        """`data` are the bytes of the settings, as they were read; what `files` knows is part of what is remembered."""
        self.site = site
        self.settings = settings
        self.data = data
        self.files = files
        self.inputs = _inputs(site, settings)
        for path in self.inputs:
            files.of(path)

    def left(self, site: Published, record: Record) -> str:
        """What to remember of a build that left nothing in doubt, when the files of its `record` are there."""
        outputs = [f"{store.OUTPUT}/{path}" for path in record.paths()]
        until = [each.until for each in record.files if each.until]
        return json.dumps(
            {
                "seal": _seal(self.site, self.settings, self.data, self.files, self.inputs, [*outputs, store.RECORD]),
                "until": min(until, default=""),
                "findings": site.findings,
                "states": site.states,
                "extents": site.extents,
                "files": site.files,
            },
            ensure_ascii=False,
        )


def scope_of(locales: Sequence[str], *, allow_missing: bool) -> str:
    """The builds that know of each other."""
    return json.dumps([*locales, allow_missing])


def programs(settings: Settings) -> Iterator[object]:
    """Other programs that have a part in a site."""
    yield raster.is_installed()
    if settings.pictures and raster.is_installed():
        yield [raster.recipe(each) for each in sorted(set(raster.TARGETS.values()))]
    if settings.search:
        yield pagefind.version()


def _inputs(site: Store, settings: Settings) -> list[str]:
    """All that a build may read. Raises UnusableFileError where a folder cannot be read."""
    folders = [store.SOURCE, *map(store.catalogue_folder, settings.locales)]
    return [f"{folder}/{name}" for folder in folders for name in site.listed(folder)]


def _seal(
    site: Store, settings: Settings, data: bytes, files: Fingerprints, inputs: Iterable[str], outputs: Iterable[str]
) -> str:
    """What tells these files, and the programs, from others."""
    dates = committed(site.folder, store.SOURCE, store.LOCALES)
    seal = sha256()
    for path in inputs:
        seal.update(f"{path}\0{files.of(path)}\0{dates.get(path) or files.saved(path)}\n".encode(*_NAMES))
    for path in sorted(outputs):
        seal.update(f"{path}\0{files.of(path)}\n".encode(*_NAMES))
    program = (made_by(), build_of("lxml.etree"), data_version(), *programs(settings))
    around = repr((sha256(data).hexdigest(), program, latest()))
    seal.update(around.encode(*_NAMES))
    return seal.hexdigest()


def _published(left: dict[str, Any]) -> Published:
    extents = {locale: Extent(*each) for locale, each in left["extents"].items()}
    return Published(read_findings(left["findings"]), left["states"], extents, left["files"])
