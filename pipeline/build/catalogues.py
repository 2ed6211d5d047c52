"""`extract` and `update`: from the pages to the catalogues, as plans of files to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import store
from pipeline.build.project import Project
from pipeline.merge import MergeStats, merge, new_catalogue
from pipeline.po import serialise
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class ExtractPlan:
    """The templates of a site: path -> bytes, messages in each, and texts that hold nothing to translate."""

    files: dict[str, bytes]
    stale: set[str]  # templates whose page is gone
    messages: dict[str, int]
    skipped: int


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """The catalogues of some locales: path -> bytes, and what the merge did to each."""

    files: dict[str, bytes]
    stats: dict[str, MergeStats]


def plan_extract(project: Project) -> ExtractPlan:
    """The template of every page and of the layout."""
    files = {project.template_path(source.domain): serialise(source.template) for source in project.sources}
    messages = {project.template_path(source.domain): len(source.template.messages) for source in project.sources}
    stale = {path for path in project.template_paths() if path not in files}
    return ExtractPlan(files, stale, messages, sum(len(source.walked.skipped) for source in project.sources))


def write_templates(site: Store, plan: ExtractPlan) -> list[str]:
    """Carry out an extract plan; the paths that changed or went. Templates are generated: nobody's work is in them."""
    return [*site.write(plan.files), *site.remove(plan.stale, store.TEMPLATES)]


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
