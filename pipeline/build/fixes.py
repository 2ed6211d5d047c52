"""`check --fix`: what is safely mended in catalogues, of a site or loose ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff

from pipeline.build.project import Project
from pipeline.build.standards import standards, texts_of
from pipeline.checks.chosen import NO_WEIGHTS
from pipeline.checks.fixing import fixed
from pipeline.checks.kinds import Check
from pipeline.checks.loose import context_of
from pipeline.checks.pair import Context, Pair
from pipeline.checks.registry import PAIR_CHECKS
from pipeline.checks.suppression import sealed
from pipeline.model import Severity
from pipeline.po import Catalogue, parse, serialise
from pipeline.store import Store


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


def fix_files(store: Store, paths: Sequence[str]) -> dict[str, tuple[bytes, bytes]]:
    """What is safely mended in some catalogues: path to bytes before and after. Raises UnusableFileError."""
    found = {}
    checks = NO_WEIGHTS.among(PAIR_CHECKS)
    for path in dict.fromkeys(paths):
        data = store.read(path)
        catalogue = parse(data, path)
        found[path] = data, serialise(mended(catalogue, context_of(catalogue, path), checks))
    return {path: both for path, both in found.items() if both[0] != both[1]}


def mended(catalogue: Catalogue, context: Context, checks: Sequence[tuple[Check[Pair], Severity]]) -> Catalogue:
    """A catalogue whose translations are safely mended and whose suppressions are sealed."""
    return replace(
        catalogue,
        messages=[
            message
            if message.obsolete or message.fuzzy or not message.translated
            else sealed(fixed(context, message, checks))
            for message in catalogue.messages
        ],
    )


def as_diff(fixes: Mapping[str, tuple[bytes, bytes]]) -> str:
    """The fixes as a unified diff."""
    lines: list[str] = []
    for path, (before, after) in fixes.items():
        old, new = (data.decode("utf-8", "replace").split("\n") for data in (before, after))
        lines += unified_diff(old, new, path, path, lineterm="", n=1)
    return "\n".join(lines)
