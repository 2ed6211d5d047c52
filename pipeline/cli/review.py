"""`check`, `status` and `impact`."""

from __future__ import annotations

from typing import Any

import click

from pipeline.cli.surface import CLEAN, JOBS, chosen_locales, open_project


@click.command()
@click.argument("targets", nargs=-1, metavar="[LOCALE… or FILE.po…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit", "github"]),
    default="text",
    show_default=True,
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--fix", is_flag=True, help="Mend spaces, signs and invisible characters, where that is safe.")
@click.option("--dry-run", is_flag=True, help="With --fix: print the diff and write nothing.")
@click.option("--baseline", metavar="FILE", help="Known findings, left out (default: locales/baseline.txt of a site).")
@click.option("--write-baseline", is_flag=True, help="Make all that is found known findings.")
@JOBS
@click.pass_context
def check(context: click.Context, /, **options: Any) -> int:
    """Find what is missing, outdated, broken or wrong in catalogues, with file, line and column.

    Without FILE.po the catalogues of the site; docs/checks.md has a page for each check.

    \b
    Example:
      tetraglot check nl --format json
      tetraglot check other-project/fr.po
      tetraglot check --fix --dry-run
    """
    from pipeline.cli.checking import Checking

    return Checking(context, **options).run()


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def status(context: click.Context, form: str) -> int:
    """Show how far each locale and page is translated, in words and messages.

    \b
    Example:
      tetraglot status --format json
    """
    from pipeline.build.standing import status as status_of
    from pipeline.report.status import as_json, as_text

    project = open_project(context)
    lines = status_of(project, list(project.settings.locales))
    click.echo(as_json(lines) if form == "json" else as_text(lines))
    return CLEAN


@click.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE…]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@JOBS
@click.pass_context
def impact(context: click.Context, locales: tuple[str, ...], form: str, jobs: int | None) -> int:
    """Show what edits of the pages send to translators, before `update` does.

    Sentences and words are those of new and changed texts that their earlier text did not have. Texts that keep their
    translation, as those that only moved, are none.

    \b
    Example:
      tetraglot impact fr nl
    """
    from pipeline.build.impact import impact as impact_of
    from pipeline.report.impact import as_json, as_text

    project = open_project(context)
    chosen = [each for each in chosen_locales(project.settings, locales) if each != project.settings.source_locale]
    found = impact_of(project, chosen, jobs)
    if form == "json":
        click.echo(as_json(found))
    else:
        click.echo(as_text(found) if found else f"{', '.join(chosen)}: nothing new for translators")
    return CLEAN
