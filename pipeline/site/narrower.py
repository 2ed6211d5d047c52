"""A picture in fewer pixels and in other formats: which files that takes, and how markup offers them to browsers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from pipeline.pictures import raster
from pipeline.site.pictures import Pictures, suffix
from pipeline.xhtml.markup import quoted

# What an original in a modern format need not be offered in: a browser takes the first that it knows.
_NOT_BETTER = {"avif": ("avif", "webp")}


class Derived(NamedTuple):
    """A picture that is made of another one."""

    name: str  # below assets/; another one where its bytes may be others
    source: str  # below source/assets
    width: int
    target: str  # "webp"


class Offer(NamedTuple):
    """What a browser may choose from in the place of one picture."""

    attributes: tuple[tuple[str, str], ...]  # of the img
    sources: str  # markup that stands before it inside <picture>; empty where it needs none
    derived: tuple[Derived, ...]  # the files that must be there


def offer(pictures: Pictures, path: str, address: str, sizes: str) -> Offer | None:
    """The choice for the picture at `path`, to which `address` leads; None where there is none.

    None is wider than the widest that is asked for, but for the original itself.
    """
    picture = pictures.picture(path)
    if picture is None or not picture.is_resized:
        return None
    own, folder = picture.format.lower(), re.split("[?#]", address)[0].rpartition("/")[0]
    widths = [width for width in pictures.asked.widths if width < picture.width]
    narrow = [_derived(pictures, path, width, own) for width in widths]
    if not widths or picture.width <= max(pictures.asked.widths):
        widths.append(picture.width)
    sets = {
        target: [_derived(pictures, path, width, target) for width in widths]
        for target in pictures.asked.formats
        if target not in _NOT_BETTER.get(own, (own,))
    }
    derived = (*narrow, *(each for files in sets.values() for each in files))
    if not derived:
        return None
    candidates = f"{_listed(folder, narrow)}, {address} {picture.width}w"
    return Offer(
        (("srcset", candidates), ("sizes", sizes)) if narrow else (),
        "".join(_source(target, _listed(folder, files), sizes) for target, files in sets.items()),
        derived,
    )


def _derived(pictures: Pictures, path: str, width: int, target: str) -> Derived:
    # Only here, as in `assets`.
    from hashlib import sha256

    key = sha256(f"{pictures.digest(path)} {width} {raster.recipe(target)}".encode()).hexdigest()[:10]
    ending = suffix(path) if raster.TARGETS.get(suffix(path)) == target else target
    return Derived(f"{posixpath.splitext(path)[0]}.{width}w.{key}.{ending}", path, width, target)


def _listed(folder: str, files: Iterable[Derived]) -> str:
    """The value of a `srcset` (HTML, "Srcset attributes")."""
    return ", ".join(f"{folder}/{quote(posixpath.basename(each.name))} {each.width}w" for each in files)


def _source(target: str, candidates: str, sizes: str) -> str:
    return f'<source type="image/{target}" srcset="{quoted(candidates)}" sizes="{quoted(sizes)}"/>'
