"""What `[pictures]` in `site.toml` asks for: in which other sizes and formats pictures are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_KEYS = ("widths", "formats")
_FORMATS = ("avif", "webp")
_WIDTHS = range(16, 10_001)  # pixels


class PictureSettings(NamedTuple):
    """In what other sizes and formats pictures are published."""

    widths: tuple[int, ...] = ()  # pixels, from the narrowest on
    formats: tuple[str, ...] = ()  # "avif", "webp": a browser takes the first that it knows

    def __bool__(self) -> bool:
        return bool(self.widths or self.formats)


class Wrong(NamedTuple):
    """A fault of a key, without its place."""

    key: str
    reason: str
    remedy: str


def asked_pictures(table: Mapping[str, Any]) -> PictureSettings:
    """What a table without faults asks for; in whichever order it names the formats, the better one comes first."""
    widths, formats = table.get("widths", []), table.get("formats", [])
    return PictureSettings(tuple(sorted(set(widths))), tuple(each for each in _FORMATS if each in formats))


def wrong_pictures(table: object) -> Iterator[Wrong]:
    """What is wrong with the table."""
    if not isinstance(table, Mapping):
        yield Wrong("pictures", "pictures is no table", "write [pictures] and widths = [480, 960] below it")
        return
    for key in table:
        if key not in _KEYS:
            yield Wrong(key, f"the key '{key}' is not known", f"the keys are {', '.join(_KEYS)}")
    widths, formats = table.get("widths", []), table.get("formats", [])
    # To Python, true is a number.
    if not isinstance(widths, list) or not all(type(each) is int and each in _WIDTHS for each in widths):
        reason = f"widths is not a list of whole numbers of pixels from {_WIDTHS[0]} to {_WIDTHS[-1]}"
        yield Wrong("widths", reason, "write widths = [480, 960]")
    if not isinstance(formats, list) or not all(each in _FORMATS for each in formats):
        reason = f"formats is not a list of {' and '.join(_FORMATS)}"
        yield Wrong("formats", reason, 'write formats = ["avif", "webp"]')
