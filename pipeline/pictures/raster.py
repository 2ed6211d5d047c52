"""Photographs and screenshots: their size, and the same in fewer pixels. The door to Pillow, an optional extra."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = ("png", "jpg", "jpeg", "gif", "webp", "avif")
# What a file of that suffix is written as.
TARGETS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "avif": "avif"}
# Those only: Pillow reads formats too that start other programs.
_READ = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_RESIZED = ("PNG", "JPEG", "WEBP", "AVIF")
_MODES = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"))
# EXIF: the orientations that stand on a side.
_ORIENTATION, _ON_A_SIDE = 0x0112, (5, 6, 7, 8)
# Another number where another recipe makes other bytes: their names hold it.
_RECIPE = 1


class Picture(NamedTuple):
    """What is to be known of a picture to show it."""

    width: int  # as it is shown: some are stored lying on a side
    height: int
    format: str  # by content: "JPEG"
    is_resized: bool  # whether it can be had in fewer pixels; not what moves


@cache
def is_installed() -> bool:
    """Whether Pillow is there."""
    from importlib.util import find_spec

    return find_spec("PIL") is not None


def not_written(formats: Iterable[str]) -> list[str]:
    """Those of "webp" and "avif" that the Pillow of this machine cannot write."""
    from PIL import features

    return [each for each in formats if not features.check(each)]


def read_picture(data: bytes) -> Picture | None:
    """Size and kind of a picture; None where it is none, or larger than is safe to look at."""
    from PIL import Image, UnidentifiedImageError
    from PIL.Image import open as decoded

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with decoded(BytesIO(data), formats=_READ) as image:
                width, height = image.size
                if image.getexif().get(_ORIENTATION) in _ON_A_SIDE:
                    width, height = height, width
                kind = image.format or ""
                is_still = getattr(image, "n_frames", 1) == 1
                return Picture(width, height, kind, kind in _RESIZED and is_still and image.mode in _MODES)
    except (
        *(Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError),
        *(OSError, ValueError, SyntaxError),
    ):
        return None


def resized(data: bytes, width: int, target: str) -> bytes:
    """The picture, so many pixels wide, as "png", "jpeg", "webp" or "avif". Raises ValueError where it is broken."""
    from PIL import Image, ImageOps
    from PIL.Image import open as decoded

    try:
        with decoded(BytesIO(data), formats=_READ) as opened:
            is_drawn = opened.format == "PNG"
            profile = opened.info.get("icc_profile") if opened.mode in ("RGB", "RGBA", "L", "LA") else None
            image = _in_colours(ImageOps.exif_transpose(opened))
        if width < image.width:
            height = max(1, round(image.height * width / image.width))
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        return _encoded(image, target, profile, is_drawn=is_drawn)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error


@cache
def recipe(target: str) -> str:
    """What else than a picture and its width the bytes depend on: our ways, and the programs that encode."""
    import PIL
    from PIL import features

    codecs = {"jpeg": "libjpeg_turbo", "png": "zlib"}
    return f"{_RECIPE} {target} {PIL.__version__} {features.version(codecs.get(target, target))}"


def _in_colours(image: Image) -> Image:
    """The picture in a form that can be made smaller without harm."""
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        # A colour that stands for "transparent" would be mixed with its neighbours.
        return image.convert("RGBA") if "transparency" in image.info else image
    if image.mode == "1":
        return image.convert("L")
    with_gaps = image.mode == "PA" or "transparency" in image.info
    return image.convert("RGBA" if with_gaps else "RGB")


def _encoded(image: Image, target: str, profile: bytes | None, *, is_drawn: bool) -> bytes:
    if target == "jpeg":
        image = image.convert("L" if image.mode in ("L", "LA") else "RGB")
        return _saved(image, "JPEG", profile, quality=82, optimize=True, progressive=True)
    if target == "png":
        return _saved(image, "PNG", profile, optimize=True)
    if target == "avif":
        # More threads divide the picture otherwise: other bytes on another machine.
        fine = "4:4:4" if is_drawn else "4:2:0"
        return _saved(image, "AVIF", profile, quality=60, speed=6, max_threads=1, subsampling=fine)
    lossy = _saved(image, "WEBP", profile, quality=80, method=4)
    # What was drawn is mostly smaller, and sharper, without loss.
    return min(lossy, _saved(image, "WEBP", profile, lossless=True, method=4), key=len) if is_drawn else lossy


def _saved(image: Image, kind: str, profile: bytes | None, **options: Any) -> bytes:
    if profile:
        options["icc_profile"] = profile
    # What the camera wrote down, such as where it was, is not published again.
    image.info.clear()
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()
