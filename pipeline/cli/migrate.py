"""`migrate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.cli.surface import CLEAN, chosen_locales, count, open_project

if TYPE_CHECKING:
    from pipeline.build.project import Project
    from pipeline.po import Catalogue


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE.po…]", type=click.Path(dir_okay=False))
@click.option("--locale", metavar="LOCALE", help="The locale that the files are of (default: what their headers say).")
@click.pass_context
def migrate(context: click.Context, files: tuple[str, ...], locale: str | None) -> int:
    """Take over translations that were made for other msgids.

    Without files: this site's catalogues, where an earlier version made them by other rules. With files:
    what itstool, po4a or html2po made of the same pages. Empty and fuzzy messages are filled; a translation
    that comes to nothing is named, with its line.

    \b
    Example:
      tetraglot migrate old/fr.po
    """
    project = open_project(context)
    written = _taken_over(project, files, locale) if files else _upgraded(project)
    click.echo(f"{count(written, 'file')} written")
    return CLEAN


def _upgraded(project: Project) -> int:
    from pipeline import store
    from pipeline.build.catalogues import update

    with project.store.staging(store.LOCALES) as stage:
        stats = update(project, stage, project.settings.locales, upgrade=True)
        changed = stage.commit()
    for path in changed:
        if path in stats:
            click.echo(f"{path}: {stats[path]}")
    return len(changed)


def _taken_over(project: Project, files: Sequence[str], locale: str | None) -> int:
    from pathlib import Path

    from pipeline import store
    from pipeline.build.migration import take_over
    from pipeline.po import parse
    from pipeline.report.findings import as_text

    here = store.Store(Path())
    catalogues = {path: parse(here.read(path), path) for path in files}
    chosen = locale or _language(catalogues)
    chosen_locales(project.settings, (chosen,))
    with project.store.staging(store.LOCALES) as stage:
        done = take_over(project, stage, chosen, catalogues)
        changed = stage.commit()
    if done.findings:
        click.echo(as_text(done.findings), err=True)
    for path, (filled, fuzzy) in done.messages.items():
        click.echo(f"{path}: {count(filled, 'message')} filled, {fuzzy} of them fuzzy")
    click.echo(f"{done.translations - done.lost} of {count(done.translations, 'translation')} taken over")
    return len(changed)


def _language(catalogues: dict[str, Catalogue]) -> str:
    """What the headers say. Raises UsageError where they differ or say nothing."""
    named = {catalogue.metadata.get("Language", "") for catalogue in catalogues.values()}
    if len(named) == 1 and "" not in named:
        return named.pop()
    raise click.UsageError("the files do not all say the same Language; name the locale, as in --locale fr")
