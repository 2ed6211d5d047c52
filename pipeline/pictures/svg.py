"""An SVG file as it may be published: its bytes, its size, its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.language.units import UNITS
from pipeline.pictures.unsafe import take_out
from pipeline.xhtml import names
from pipeline.xhtml.reading import ascii_compatible, parse_root
from pipeline.xhtml.white import collapse

_IN_SVG = f"{{{names.SVG}}}"
_TRANSLATE = ("translate", f"{{{names.ITS}}}translate")
# CSS Values 4, 6.2: absolute lengths in pixels.
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})([a-z]*)\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_GZIP = b"\x1f\x8b"
_LARGEST = 100_000  # pixels: what is larger is a mistake


class Drawing(NamedTuple):
    """What is to be known of an SVG file."""

    data: bytes  # as it may be published; the file's own where nothing in it is unsafe
    removed: tuple[tuple[int, str], ...] = ()  # (line, what)
    size: tuple[int, int] | None = None  # width and height in pixels
    words: tuple[int, str] | None = None  # (line, text) of the first one with words that a reader reads


def read_drawing(data: bytes, path: str) -> Drawing:
    """An SVG file, without what is unsafe. Raises UnusableFileError where it is none."""
    if data.startswith(_GZIP):
        reason = "the file is compressed, and nobody sees what is in it"
        raise UnusableFileError(Fault(path, reason, "save it as .svg, servers compress by themselves"))
    remedy = "save it anew as SVG: browsers show it up to this place or not at all"
    root = parse_root(data, path, remedy, html_references=False)
    if root.tag != f"{_IN_SVG}svg":
        outer = etree.QName(root)
        reason = f"the outermost element is <{outer.localname}>, not SVG’s <svg>"
        remedy = f'begin with <svg xmlns="{names.SVG}">: browsers show nothing otherwise'
        raise UnusableFileError(Fault(path, reason, remedy, root.sourceline, 1))
    size, words = _size(root), _words(root)
    removed = take_out(root)
    if not removed:
        return Drawing(data, (), size, words)
    lines = {"<!DOCTYPE>": ascii_compatible(data).partition(b"<!DOCTYPE")[0].count(b"\n") + 1}
    written = etree.tostring(root.getroottree(), encoding="unicode").encode()
    return Drawing(written, tuple(sorted((lines.get(what, line), what) for line, what in removed)), size, words)


def _size(root: etree._Element) -> tuple[int, int] | None:
    """The size at which the drawing shows itself; None where it names none (SVG 2, 8.2 and 8.6; CSS Images 3, 4.2)."""
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = _box(root.get("viewBox") or "")
    if box is not None:
        if width is None and height is None:
            width, height = box
        elif width is None and height is not None:
            width = height * box[0] / box[1]
        elif height is None and width is not None:
            height = width * box[1] / box[0]
    if width is None or height is None or not (width <= _LARGEST and height <= _LARGEST):
        return None
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str | None) -> float | None:
    match = _LENGTH.match(length or "")
    unit = _PIXELS.get(match[2].lower()) if match else None
    return float(match[1]) * unit if match and unit and float(match[1]) > 0 else None


def _box(value: str) -> tuple[float, float] | None:
    numbers = re.fullmatch(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*", value, re.IGNORECASE)
    if numbers is None or not (float(numbers[1]) > 0 and float(numbers[2]) > 0):
        return None
    return float(numbers[1]), float(numbers[2])


def _words(root: etree._Element) -> tuple[int, str] | None:
    """The first text of the drawing that has words of a language; numbers, units, abbreviations are none."""
    for element in root.iter(f"{_IN_SVG}text"):
        text = collapse("".join(map(str, element.itertext(etree.Element)))).strip()
        if _is_read(text) and not _stays(element):
            return element.sourceline or 1, text
    return None


def _is_read(text: str) -> bool:
    return any(
        not (word.isupper() and len(word) < 6) and not (len(word) < 4 and word.lower() in UNITS)
        for word in _WORD.findall(text)
    )


def _stays(element: etree._Element) -> bool:
    """Whether the author says that it is the same in all languages."""
    said = (each.get(name) for each in (element, *element.iterancestors()) for name in _TRANSLATE)
    return next((value for value in said if value is not None), "") == "no"
