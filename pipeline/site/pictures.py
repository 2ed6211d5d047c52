"""The pictures among a site's assets: their sizes, those for one language, those in fewer pixels."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from pipeline.errors import Fault
from pipeline.pictures import raster
from pipeline.pictures.variants import variants
from pipeline.settings import Settings
from pipeline.settings.pictures import PictureSettings
from pipeline.site.assets import Assets
from pipeline.xhtml.document import Document


class Pictures:
    """What a page needs to know of the pictures that it shows. Paths are those below source/assets."""

    def __init__(self, assets: Assets, settings: Settings) -> None:
        self.assets = assets
        self.asked: PictureSettings = settings.pictures
        self.source_locale = settings.source_locale
        self.variants = variants(assets.names, settings.locales)
        # Those that are for one locale.
        self.versions = {path for by_locale in self.variants.values() for path in by_locale.values()}
        self._known: dict[str, raster.Picture | None] = {}
        self._digests: dict[str, str] = {}

    def faults(self, path: str) -> list[Fault]:
        """Why what the settings, the file at `path`, ask for cannot be made on this machine."""
        if not self.asked:
            return []
        instead = "or take [pictures] out"
        if not raster.is_installed():
            reason = "[pictures] asks for pictures in other sizes, and Pillow is not installed"
            return [Fault(path, reason, f"run pip install 'tetraglot[pictures]', {instead}")]
        return [
            Fault(path, f"the Pillow of this machine cannot write {each}", f"install one that can, {instead}")
            for each in raster.not_written(self.asked.formats)
        ]

    def named(self, document: Document, address: str) -> str | None:
        """The asset that an address in a document leads to."""
        path = asset_path(document, address)
        return path if path in self.assets.names else None

    def size(self, path: str) -> tuple[int, int] | None:
        """Width and height in pixels; None where nobody here can tell."""
        if path in self.assets.drawings:
            return self.assets.drawings[path].size
        picture = self.picture(path)
        return (picture.width, picture.height) if picture else None

    def picture(self, path: str) -> raster.Picture | None:
        """What is known of a picture made of pixels; None of any other file, and without Pillow."""
        if path not in self._known:
            is_readable = suffix(path) in raster.SUFFIXES and raster.is_installed()
            self._known[path] = raster.read_picture(self.data(path)) if is_readable else None
        return self._known[path]

    def data(self, path: str) -> bytes:
        """The bytes of an asset, as they are published."""
        return self.assets.files[self.assets.names[path]]

    def digest(self, path: str) -> str:
        """The SHA-256 of an asset."""
        if path not in self._digests:
            # Only here, as in `assets`.
            from hashlib import sha256

            self._digests[path] = sha256(self.data(path)).hexdigest()
        return self._digests[path]

    def for_locale(self, path: str, locale: str) -> str:
        """The file that readers of a locale get for an asset."""
        return self.variants.get(path, {}).get(locale, path)

    def lacking(self, path: str, locales: Iterable[str]) -> list[str]:
        """Those locales that have no file of their own for an asset, but for the language of the pages."""
        there = self.variants.get(path, {})
        return [locale for locale in locales if locale not in there and locale != self.source_locale]

    @cached_property
    def addresses(self) -> dict[str, dict[str, str]]:
        """By locale: what stands in addresses for a plain file, and for the locale's own."""
        found: dict[str, dict[str, str]] = {}
        for plain, by_locale in self.variants.items():
            for locale, path in by_locale.items():
                found.setdefault(locale, {})[quote(self.assets.names[plain])] = quote(self.assets.names[path])
        return found


def suffix(path: str) -> str:
    """What a file's name says that it is: "svg"."""
    return posixpath.splitext(path)[1][1:].lower()


def asset_path(document: Document, address: str) -> str | None:
    """The path below source/assets that an address in a document names, whether there is such a file or not."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    folder = "." if document.is_layout else posixpath.dirname(f"pages/{document.page_path}")
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return path.removeprefix("assets/") if path.startswith("assets/") else None
