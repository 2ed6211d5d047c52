"""Files made for one language: `cover.nl.svg` beside `cover.svg`."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable


def variants(paths: Collection[str], locales: Iterable[str]) -> dict[str, dict[str, str]]:
    """By plain path, and locale: the file that readers of that locale get.

    Without the plain file, or for a locale that the site lacks, a file is nothing but one with a dot in its name.

    >>> variants(["a.svg", "a.nl.svg", "a.de.svg", "b.nl.svg"], ["en", "nl"])
    {'a.svg': {'nl': 'a.nl.svg'}}
    """
    by_tag = {_tag(locale): locale for locale in locales}
    known = frozenset(paths)
    found: dict[str, dict[str, str]] = {}
    for path in sorted(paths):
        stem, suffix = posixpath.splitext(path)
        name, dot, tag = stem.rpartition(".")
        plain = f"{name}{suffix}"
        if dot and plain in known and _tag(tag) in by_tag:
            found.setdefault(plain, {}).setdefault(by_tag[_tag(tag)], path)
    return found


def _tag(locale: str) -> str:
    return locale.replace("_", "-").lower()
