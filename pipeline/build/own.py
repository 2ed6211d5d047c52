"""What there is to say of a page itself, whatever its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.build.project import Project, Source
from pipeline.checks.html_tree import on_tree
from pipeline.checks.inline_code import on_code
from pipeline.checks.written import on_values
from pipeline.model import Finding, Severity
from pipeline.settings import Settings
from pipeline.site.links import Linked


def on_source(project: Project, source: Source, links: Linked, *, thorough: bool = True) -> list[Finding]:
    """The findings on a page of the source, or on the layout; `thorough` False is for `build`."""
    document = source.document
    found = [*links.findings, *project.anchors.of(document), *on_code(document), *on_tree(document)]
    found += on_values(document, source.walked, thorough=thorough)
    # Those of one line stay as they were found.
    return sorted(as_chosen(project.settings, found), key=lambda each: each.line or 0)


def as_chosen(settings: Settings, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings on what is the same in all languages, as much as the site lets them weigh."""
    chosen = {each.check: each.severity for each in settings.severities if each.locale is None}
    for finding in found:
        severity = chosen.get(finding.check)
        if severity is None:
            yield finding
        elif severity != "off":
            yield finding._replace(severity=Severity(severity))
