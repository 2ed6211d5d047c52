"""`update`: from the pages to every catalogue, as a plan of files to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.build.project import Project
from pipeline.merge import MergeStats, merge, new_catalogue
from pipeline.po import serialise


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """The catalogues of some locales: path -> bytes, and what the merge did to each."""

    files: dict[str, bytes]
    stats: dict[str, MergeStats]


def plan_update(project: Project, locales: Sequence[str]) -> UpdatePlan:
    """Every catalogue of some locales, brought up to date with the pages as they are now."""
    files: dict[str, bytes] = {}
    stats: dict[str, MergeStats] = {}
    catalogues = project.catalogues(locales)
    for locale, source in project.combinations(locales):
        path = project.catalogue_path(locale, source.domain)
        old = catalogues[locale, source.domain] or new_catalogue(source.template, locale)
        catalogue, stats[path] = merge(old, source.template)
        files[path] = serialise(catalogue)
    return UpdatePlan(files, stats)
