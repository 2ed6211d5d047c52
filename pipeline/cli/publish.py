"""`build`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.surface import CLEAN, FINDINGS, JOBS, chosen_locales, count, open_project

if TYPE_CHECKING:
    from pipeline.build.publish import Published


@click.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE…]")
@click.option(
    "--allow-missing",
    is_flag=True,
    help="Publish the source's text, marked with its language, where there is no translation.",
)
@JOBS
@click.pass_context
def build(context: click.Context, locales: tuple[str, ...], allow_missing: bool, jobs: int | None) -> int:
    """Check the catalogues, then write the finished pages to output/site/.

    A locale with an error is left as it was published before.

    \b
    Example:
      tetraglot build
      tetraglot build nl --allow-missing
    """
    from pipeline import store
    from pipeline.build.publish import publish
    from pipeline.report.findings import as_text, summary

    project = open_project(context)
    chosen = chosen_locales(project, locales)
    with project.store.staging(store.OUTPUT) as stage:
        site = publish(project, stage, chosen, allow_missing=allow_missing, jobs=jobs)
        if site.findings:
            click.echo(f"{as_text(site.findings)}\n\n{summary(site.findings, [*site.built, *site.held])}\n", err=True)
        changed = stage.commit()
    removed = project.store.remove(site.stale)
    _report(site, len(project.page_paths), len(changed), len(removed))
    return FINDINGS if any(finding.severity.reaches("error") for finding in site.findings) else CLEAN


def _report(site: Published, pages: int, changed: int, removed: int) -> None:
    for locale in site.built:
        coverage = site.coverages[locale]
        click.echo(f"{locale}  {count(pages, 'page')}, {coverage.words_translated} of {count(coverage.words, 'word')}")
    for locale in site.held:
        with_errors = {finding.locale for finding in site.findings if finding.severity.reaches("error")}
        if None in with_errors:
            reason = "the source has errors"
        else:
            reason = "has errors" if locale in with_errors else "is released together with a locale that has errors"
        click.echo(f"{locale}  held: {reason}; nothing of it was replaced", err=True)
    gone = f", {removed} removed" if removed else ""
    click.echo(f"output/site: {count(site.files, 'file')}, {changed} written{gone}")
