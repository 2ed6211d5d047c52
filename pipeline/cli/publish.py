"""`build`."""

from __future__ import annotations

import click

from pipeline.cli.surface import CLEAN, FINDINGS, JOBS, chosen_locales, count, open_project


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

    A page with an error is left as it was published before, and so are its partners in parity.

    \b
    Example:
      tetraglot build
      tetraglot build nl --allow-missing
    """
    from pipeline import store
    from pipeline.build.publish import publish
    from pipeline.report.decisions import held_lines, locale_lines
    from pipeline.report.findings import as_text, summary

    project = open_project(context)
    chosen = chosen_locales(project, locales)
    with project.store.staging(store.OUTPUT) as stage:
        site = publish(project, stage, chosen, allow_missing=allow_missing, jobs=jobs)
        if site.findings:
            click.echo(f"{as_text(site.findings)}\n\n{summary(site.findings, list(site.coverages))}\n", err=True)
        changed = stage.commit()
    removed = project.store.remove(site.stale)
    site.remember()
    for line in held_lines(site.decisions):
        click.echo(line, err=True)
    for line in locale_lines(site.decisions, site.coverages):
        click.echo(line)
    gone = f", {len(removed)} removed" if removed else ""
    click.echo(f"output/site: {count(site.files, 'file')}, {len(changed)} written{gone}")
    return FINDINGS if any(finding.severity.reaches("error") for finding in site.findings) else CLEAN
