"""How a page shows its pictures in one language. The author's own attributes all stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.model import Finding, Severity
from pipeline.pictures import raster
from pipeline.site.narrower import Derived, offer
from pipeline.site.pictures import Pictures, asset_path, suffix
from pipeline.xhtml import names
from pipeline.xhtml.document import Document
from pipeline.xhtml.markup import Tag

Change: TypeAlias = tuple[int, str, str]
_IMAGES = names.html("img")
(_PICTURE,) = names.html("picture")
_OURS = (f"{{{names.XHTML}}}", f"{{{names.XSLT}}}")


class Shown(NamedTuple):
    """What a document has in a locale, beside its links."""

    changes: tuple[Change, ...] = ()  # (element, attribute, value)
    around: tuple[tuple[int, str, str], ...] = ()  # (element, markup before it, markup behind it)
    derived: tuple[Derived, ...] = ()  # files that must be there then


class PicturesOn:
    """The pictures on a page, or in the layout."""

    def __init__(self, pictures: Pictures, document: Document) -> None:
        self.pictures = pictures
        self.document = document
        self.images = list(self._images())

    def _images(self) -> Iterator[tuple[int, Tag]]:
        """Those with an address, about which there may be something to say."""
        for position in self.document.outline.called(_IMAGES):
            tag = self.document.outline.markup[position]
            if self.pictures.asked or _is_lacking(tag):
                address = tag.get("src")
                if address and not (self.document.is_layout and "{" in address):
                    yield position, tag

    def findings(self) -> list[Finding]:
        """Those whose size nobody can tell: one finding for each file."""
        found: dict[str, Finding] = {}
        for position, tag in self.images:
            address = (tag.get("src") or "").strip()
            if address in found or not _is_lacking(tag) or (remedy := self._remedy(address)) is None:
                continue
            message = f"nobody here can tell the size of {_short(address)}; {remedy}"
            line = self.document.outline.line(position)
            found[address] = Finding("picture-size", self.document.path, message, line, severity=Severity.WARNING)
        return list(found.values())

    def _remedy(self, address: str) -> str | None:
        """What an author can do where the size is not known; None where it is, or where the link itself is at fault."""
        written = "write width and height"
        path = asset_path(self.document, address)
        if path is None:
            return written
        if path not in self.pictures.assets.names or self.pictures.size(path):
            return None
        if suffix(path) in raster.SUFFIXES and not raster.is_installed():
            return f"{written}, or run pip install 'tetraglot[pictures]'"
        return f"{written}, or a viewBox into the file" if path in self.pictures.assets.drawings else written

    def shown(self, links: Sequence[Change], locale: str) -> Shown:
        """How they are shown in a locale; `links` are those of the document, as a reader needs them."""
        own = self.pictures.addresses.get(locale)
        localized = tuple(self._localized(links, own)) if own else ()
        if not self.images:
            return Shown(localized)
        addresses = {position: value for position, name, value in (*links, *localized) if name == "src"}
        changes, around, derived = [*localized], list[tuple[int, str, str]](), list[Derived]()
        for position, tag in self.images:
            plain = self.pictures.named(self.document, tag.get("src") or "")
            if plain is None:
                continue
            path = self.pictures.for_locale(plain, locale)
            given = dict(_sizes(tag, self.pictures.size(path)))
            changes += ((position, name, value) for name, value in given.items())
            if not (self.pictures.asked and position in addresses and self._is_bare(position, tag)):
                continue
            made = offer(self.pictures, path, addresses[position], _display(tag, given))
            if made:
                changes += ((position, name, value) for name, value in made.attributes)
                around += [(position, f"<picture>{made.sources}", "</picture>")] if made.sources else []
                derived += made.derived
        return Shown(tuple(changes), tuple(around), tuple(derived))

    def _localized(self, links: Sequence[Change], own: Mapping[str, str]) -> Iterator[Change]:
        """The links that lead to the locale's own files. One that names the language of its target keeps it."""
        for position, name, value in links:
            if "assets/" in value and not (name == "href" and self.document.outline.markup[position].get("hreflang")):
                new = _with_names(value, own)
                if new != value:
                    yield position, name, new

    def _is_bare(self, position: int, tag: Tag) -> bool:
        """Whether the author leaves the choice to us, and <picture> can stand around the element."""
        outline = self.document.outline
        around = [outline.tags[each] for each in outline.around(position)]
        if tag.get("srcset") is not None or _PICTURE in around[1:2]:
            return False
        is_unprefixed = outline.pieces[outline.starts[position]].startswith("<img ") and tag.namespaces is None
        return is_unprefixed and all(isinstance(each, str) and each.startswith(_OURS) for each in around)


def _is_lacking(tag: Tag) -> bool:
    return tag.get("width") is None or tag.get("height") is None


def _sizes(tag: Tag, size: tuple[int, int] | None) -> Iterator[tuple[str, str]]:
    """The attributes that the author has not written; where one of the two is there, the other in proportion."""
    if size is None:
        return
    width, height = tag.get("width"), tag.get("height")
    if width is None and height is None:
        yield from (("width", str(size[0])), ("height", str(size[1])))
    elif height is None and width is not None and width.isdecimal():
        yield "height", _scaled(int(width), size[1], size[0])
    elif width is None and height is not None and height.isdecimal():
        yield "width", _scaled(int(height), size[0], size[1])


def _scaled(length: int, own: int, other: int) -> str:
    return str(max(min(length, 1), round(length * own / other)))


def _display(tag: Tag, given: Mapping[str, str]) -> str:
    """How wide the picture is shown (HTML, "Sizes attributes"): as it says itself, on a narrow screen all across."""
    width = given.get("width") or tag.get("width") or ""
    return tag.get("sizes") or (f"(max-width: {width}px) 100vw, {width}px" if width.isdecimal() else "100vw")


def _with_names(value: str, own: Mapping[str, str]) -> str:
    """An address, or several as `srcset` has them, with the names of other files."""
    parts = value.split("assets/")
    for number in range(1, len(parts)):
        end = next((place for place, sign in enumerate(parts[number]) if sign in " ,?#\t\r\n"), len(parts[number]))
        name = parts[number][:end]
        parts[number] = own.get(name, name) + parts[number][end:]
    return "assets/".join(parts)


def _short(address: str) -> str:
    return address if len(address) < 60 else f"{address[:60]}…"
