"""`extract`: from the pages to their templates."""

from __future__ import annotations

from typing import NamedTuple

from pipeline import store
from pipeline.build.project import Project, Source
from pipeline.build.spread import spread
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.po import serialise
from pipeline.store import Staged, Staging


class Template(NamedTuple):
    """A template as it was made from a page, or why it was not."""

    path: str
    staged: Staged | None = None  # None: the file has these bytes
    messages: int = 0
    skipped: int = 0  # texts that hold nothing to translate
    resources: tuple[str, ...] = ()  # "source/pages/p.xhtml:12: chart.png": files to be localized (ITS 2.0, 8.12)
    faults: tuple[Fault, ...] = ()


def template_of(project: Project, stage: Staging, source: Source) -> Template:
    """The template of a page, prepared to be written."""
    path = project.template_path(source.domain)
    made, walked = source.template, source.walked
    resources = tuple(f"{source.document.path}:{line}: {address}" for address, line in walked.resources)
    return Template(path, stage.prepare(path, serialise(made)), len(made.messages), len(walked.skipped), resources)


class _Extract(NamedTuple):
    project: Project
    stage: Staging

    def of_page(self, domain: str) -> Template:
        """The template of a page, or of the layout."""
        try:
            source = self.project.source(domain)
        except UnusableFileError as error:
            return Template(self.project.template_path(domain), faults=error.faults)
        return template_of(self.project, self.stage, source)


def extract(project: Project, stage: Staging, jobs: int | None = None) -> list[Template]:
    """The templates of the layout and of every page, put into `stage`.

    Raises UnusableFileError for all pages that cannot be used, at once.
    """
    made = list(spread(_Extract(project, stage).of_page, project.domains, jobs))
    stage.add(each.staged for each in made)
    refuse([*project.faults(), *(fault for each in made for fault in each.faults)])
    return made


def stale_templates(project: Project) -> set[str]:
    """The paths of the templates whose page is gone. They are generated: nobody's work is in them."""
    wanted = {project.template_path(domain) for domain in project.domains}
    there = (f"{store.TEMPLATES}/{name}" for name in project.store.listed(store.TEMPLATES, ".pot"))
    return set(there) - wanted
