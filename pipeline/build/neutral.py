"""The pages that belong to no language, made from what the finished pages say of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import store
from pipeline.assemble import assemble
from pipeline.build.project import Project
from pipeline.site import addresses
from pipeline.site.frame import Frame
from pipeline.site.neutral import Element, error_input, neutral_input
from pipeline.site.plan import Plan
from pipeline.site.record import PageRecord
from pipeline.xhtml.document import parse_document


def neutral_pages(
    project: Project, plan: Plan, records: Sequence[PageRecord], layout_links: Sequence[tuple[int, str, str]]
) -> Iterator[tuple[str, bytes]]:
    """(path under `output/site`, bytes): where the reader chooses a language, and an error page for each of the site's.

    `records` are of all pages that are published.
    """
    settings, source = project.settings, project.layout
    home = addresses.home_page(project.page_paths)
    table, homes = plan.editions(home), _of(records, home)
    values = source.values_in(settings.source_locale, settings)
    layout = assemble(source.document, (), settings.source_locale, links=layout_links, values=values).tree()
    for status in addresses.ERROR_PAGES:
        if own := _of(records, status):
            page = error_input(settings, status, table, homes, own, layout)
            yield f"{status}.xhtml", _finished(project, "neutral-error.xhtml", page)
    page = neutral_input(settings, table, homes, layout, project.assets)
    yield addresses.NEUTRAL, _finished(project, "neutral.xhtml", page)


def _of(records: Sequence[PageRecord], page_path: str) -> list[PageRecord]:
    return [page for page in records if page.page == page_path and page.path]


def _finished(project: Project, name: str, page: Element) -> bytes:
    data = store.package_data(f"site/{name}")
    locale = project.settings.source_locale
    template = parse_document(data, name, "neutral", locale, is_layout=True)
    return Frame(template.root, template).whole(page)
