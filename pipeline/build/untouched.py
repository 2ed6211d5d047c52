"""A site as its last build left it: told by its files alone, so that a build with nothing to do reads no page.

What a build reads is below `source/` and `locales/`, what it wrote is in its record. Where all of these files are what
they were, with the dates that pages show, and so are the programs, the build would do nothing and say the same again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from pipeline import store
from pipeline.build.published import Published, read_findings
from pipeline.locales import data_version
from pipeline.model import Extent
from pipeline.pictures import raster
from pipeline.settings import Settings
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


class Before:
    """A site as a build finds it; to be made before anything of the site is read.

    Files, dates and programs are those of that moment: what changes while the build goes on is news to the next one.
    """

    def __init__(self, site: Store, settings: Settings, locales: Sequence[str], *, allow_missing: bool = False) -> None:
        """`locales` are those of the build, partners in parity included. Raises UnusableFileError for a folder."""
        self.site = site
        self.settings = settings
        self.scope = scope_of(locales, allow_missing=allow_missing)
        self.state = read_state(site.folder, self.scope, only=LEFT)
        self.files = Fingerprints(site.folder, self.state.files)
        self.pages = [f"{store.PAGES}/{name}" for name in site.listed(store.PAGES, ".xhtml")]
        # What a build reads, as far as names tell.
        named = (store.SETTINGS, store.LAYOUT, store.RULES, store.GLOSSARY)
        self.inputs = [*named, *self.pages, *_assets_and_catalogues(site, settings)]
        for path in self.inputs:
            self.files.of(path)
        self.committed = committed(site.folder, store.SOURCE, store.LOCALES)
        self.program = (made_by(), build_of("lxml.etree"), data_version(), *programs(settings))

    def untouched(self, data: bytes) -> Published | None:
        """What the last build of this kind said, if there is nothing to do; None where there may be.

        `data` are the bytes of the settings, as they were read. Raises UnusableFileError where the environment cannot
        be used.
        """
        known = self.state.files
        # The seal would tell, too, but not before it has looked at all files.
        if any(path not in known or known[path].digest != self.files.of(path) for path in self.inputs):
            return None
        outputs = [path for path in known if path.startswith(f"{store.OUTPUT}/")]
        try:
            left = json.loads(self.state.said.get(LEFT, "null"))
            if left is None or not (left["until"] == "" or today().isoformat() < left["until"]):
                return None
            if left["seal"] != self._seal(data, left["others"], outputs):
                return None
            said = _published(left)
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
            return None
        found = self.files.found
        if any(known.get(path) != each for path, each in found.items()):
            write_state(self.site.folder, self.scope, self.state, {**known, **found}, (), self.state.said)
        return said

    def left(self, site: Published, record: Record, data: bytes, read: Iterable[str]) -> str:
        """What to remember of a build that left nothing in doubt, when the files of its `record` are there.

        `read` are files that it asked for, whether they are there or not: links and names with a dot in front lead to
        some that no listing has.
        """
        outputs = [f"{store.OUTPUT}/{path}" for path in record.paths()]
        until = [each.until for each in record.files if each.until]
        others = sorted(set(read).difference(self.inputs))
        return json.dumps(
            {
                "seal": self._seal(data, others, [*outputs, store.RECORD]),
                "others": others,
                "until": min(until, default=""),
                "findings": site.findings,
                "states": site.states,
                "extents": site.extents,
                "files": site.files,
            },
            ensure_ascii=False,
        )

    def _seal(self, data: bytes, others: Iterable[str], outputs: Iterable[str]) -> str:
        """What tells the files and programs of this moment, and what was written since, from others."""
        seal, digest, saved, committed = sha256(), self.files.of, self.files.saved, self.committed.get
        read = (f"{path}\0{digest(path)}\0{committed(path) or saved(path)}\n" for path in chain(self.inputs, others))
        written = (f"{path}\0{digest(path)}\n" for path in sorted(outputs))
        for some in _together(chain(read, written)):
            seal.update(some.encode(*_NAMES))
        seal.update(repr((sha256(data).hexdigest(), self.program, latest())).encode(*_NAMES))
        return seal.hexdigest()


def _together(lines: Iterator[str]) -> Iterator[str]:
    """Lines, some hundred of them at once: quicker than one by one, and in less memory than all."""
    while some := "".join(islice(lines, 500)):
        yield some


def _assets_and_catalogues(site: Store, settings: Settings) -> Iterator[str]:
    """The paths of both."""
    catalogues = ((store.catalogue_folder(locale), ".po") for locale in settings.locales)
    for folder, suffix in ((store.ASSETS, ""), *catalogues):
        yield from (f"{folder}/{name}" for name in site.listed(folder, suffix))


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


def _published(left: dict[str, Any]) -> Published:
    """What was said. Raises ValueError, TypeError or AttributeError where it cannot have been."""
    extents = {locale: Extent(*map(int, each)) for locale, each in left["extents"].items()}
    states = {locale: {each: int(pages) for each, pages in said.items()} for locale, said in left["states"].items()}
    return Published(read_findings(left["findings"]), states, extents, int(left["files"]))
