"""`check --fix`: what is safely mended in a site's catalogues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff

from pipeline.build.loose import mended
from pipeline.build.project import Project
from pipeline.build.standards import standards, texts_of
from pipeline.po import parse, serialise


def fix_site(project: Project, locales: Sequence[str]) -> dict[str, tuple[bytes, bytes]]:
    """The catalogues of some locales in which something is mended: path to bytes before and after.

    Raises UnusableFileError.
    """
    expected = standards(project, locales, texts_of(project, locales))
    found = {}
    for locale in locales:
        for domain in project.domains:
            path = project.catalogue_path(locale, domain)
            data = project.store.read_if_there(path)
            if data is None:
                continue
            catalogue = mended(parse(data, path), expected[locale].context, expected[locale].checks)
            found[path] = data, serialise(catalogue)
    return {path: both for path, both in found.items() if both[0] != both[1]}


def as_diff(fixes: Mapping[str, tuple[bytes, bytes]]) -> str:
    """The fixes as a unified diff."""
    lines: list[str] = []
    for path, (before, after) in fixes.items():
        old, new = (data.decode("utf-8", "replace").split("\n") for data in (before, after))
        lines += unified_diff(old, new, path, path, lineterm="", n=1)
    return "\n".join(lines)
