"""Where XML and HTML readers see two pages in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.checks.kinds import page
from pipeline.checks.lines import also_in
from pipeline.model import Finding, Severity

# Who checks a loose catalogue needs no lxml.
if TYPE_CHECKING:
    from pipeline.xhtml.document import Document


def on_tree(document: Document) -> list[Finding]:
    """Where an HTML reader builds another tree of a page, or of the layout: one finding for each kind of place."""
    from pipeline.xhtml.as_html import differences

    moved, added = differences(document.outline, is_stylesheet=document.is_layout)
    return [
        *_findings(document, "html-moves", "to an HTML reader", moved, Severity.WARNING),
        *_findings(document, "html-adds", "an HTML reader", added, Severity.INFO),
    ]


def _findings(
    document: Document, check: str, who: str, found: Mapping[tuple[str, str], list[int]], severity: Severity
) -> Iterator[Finding]:
    for (what, remedy), positions in found.items():
        lines = [document.outline.line(position) for position in positions]
        yield Finding(check, document.path, f"{who} {what}{also_in(lines)}; {remedy}", lines[0], severity=severity)


PAGES = (
    page(
        "html-moves",
        "markup",
        "warning",
        "certain",
        "markup",
        """A page that is well-formed XML is another page to an HTML reader, who moves, ends or leaves out elements.

    Why: most browsers read pages as HTML. They end a `<p>` where a `<div>` begins, put what stands between the rows of
    a table in front of it, and say nothing about it; translators and styles work with the page as it was written.

    Bad:  <p>Bring: <ul><li>your card</li></ul></p>
    Good: <p>Bring:</p><ul><li>your card</li></ul>

    When to ignore: where the server sends the page as `application/xhtml+xml` and nothing else.
    """,
    ),
    page(
        "html-adds",
        "markup",
        "info",
        "certain",
        "markup",
        """An HTML reader completes a page, so that styles and scripts meet elements which its author did not write.

    Why: `table > tr` in a style sheet fits the page as XML, and never as HTML, where a `<tbody>` stands between.

    Bad:  <table><tr><td>Monday</td></tr></table>
    Good: <table><tbody><tr><td>Monday</td></tr></tbody></table>

    When to ignore: where no style and no script asks for it.
    """,
    ),
)
"""The findings of this module."""
