"""`extract`: from the pages to their templates, as a plan of files to write."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import store
from pipeline.build.project import Project
from pipeline.po import serialise
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class ExtractPlan:
    """The templates of a site: path -> bytes, messages in each, and texts that hold nothing to translate."""

    files: dict[str, bytes]
    stale: set[str]  # templates whose page is gone
    messages: dict[str, int]
    skipped: int


def plan_extract(project: Project) -> ExtractPlan:
    """The template of every page and of the layout."""
    files = {project.template_path(source.domain): serialise(source.template) for source in project.sources}
    messages = {project.template_path(source.domain): len(source.template.messages) for source in project.sources}
    stale = {path for path in project.template_paths() if path not in files}
    return ExtractPlan(files, stale, messages, sum(len(source.walked.skipped) for source in project.sources))


def write_templates(site: Store, plan: ExtractPlan) -> list[str]:
    """Carry out an extract plan; the paths that changed or went. Templates are generated: nobody's work is in them."""
    return [*site.write(plan.files), *site.remove(plan.stale, store.TEMPLATES)]
