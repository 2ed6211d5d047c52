"""`extract`, `update` and `merge`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.surface import CLEAN, FINDINGS, JOBS, chosen_locales, chosen_pages, count, open_project

if TYPE_CHECKING:
    from pipeline.build.minor import Declared

_CHECK = click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if there is anything to write.")


@click.command()
@_CHECK
@JOBS
@click.pass_context
def extract(context: click.Context, dry: bool, jobs: int | None) -> int:
    """Write the texts of all pages into templates, locales/pot/*.pot.

    Lists the pictures and other files that ITS says are to be localized.

    \b
    Example:
      tetraglot extract
    """
    from pipeline import store
    from pipeline.build.templates import extract as extract_templates
    from pipeline.build.templates import stale_templates

    project = open_project(context)
    with project.store.staging(store.TEMPLATES, dry=dry) as stage:
        templates = extract_templates(project, stage, jobs)
        changed = stage.commit()
    stale = stale_templates(project)
    if dry:
        return _report_work([*changed, *sorted(stale)], "tetraglot extract")
    removed = project.store.remove(stale, store.TEMPLATES)
    messages = {template.path: template.messages for template in templates}
    for path in changed:
        click.echo(f"{path}: {count(messages[path], 'message')}")
    for path in removed:
        click.echo(f"{path}: its page is gone")
    for resource in (resource for template in templates for resource in template.resources):
        click.echo(f"{resource}: a file to be localized")
    skipped = f"{count(sum(template.skipped for template in templates), 'text')} without words left out"
    written = f"{count(len(templates), 'template')}, {count(len(changed) + len(removed), 'file')} written or removed"
    click.echo(f"{written}, {count(sum(messages.values()), 'message')}; {skipped}")
    return CLEAN


@click.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE…]")
@click.option(
    "--minor",
    multiple=True,
    metavar="PAGE…",
    help="The edits of these pages alter no meaning: translations stay current.",
)
@_CHECK
@JOBS
@click.pass_context
def update(
    context: click.Context, locales: tuple[str, ...], minor: tuple[str, ...], dry: bool, jobs: int | None
) -> int:
    """Bring catalogues up to date with the pages. Nothing a translator wrote is lost.

    \b
    Example:
      tetraglot update nl fr
      tetraglot update --minor index
    """
    from pipeline import store
    from pipeline.build.catalogues import update as update_catalogues
    from pipeline.build.minor import Declared, declare
    from pipeline.build.templates import stale_templates

    project = open_project(context)
    if minor:  # Pages may follow it: `--minor index about`.
        minor = (*minor, *(name for name in locales if name not in project.settings.locales))
        locales = tuple(name for name in locales if name not in minor)
    chosen = chosen_locales(project.settings, locales)
    with project.store.staging(store.LOCALES, dry=dry) as stage:
        pages = chosen_pages(project, minor)
        declared = declare(project, stage, pages, project.settings.locales) if pages else Declared()
        stats = update_catalogues(project, stage, chosen, jobs, declared=declared.edits)
        changed = stage.commit()
    stale = stale_templates(project)
    if dry:
        return _report_work([*changed, *sorted(stale)], "tetraglot update")
    project.store.remove(stale, store.TEMPLATES)
    written = [path for path in changed if path in stats]
    _report_minor(declared)
    for path in written:
        click.echo(f"{path}: {stats[path]}")
    click.echo(f"{count(len(stats), 'catalogue')}, {count(len(written), 'file')} written")
    return CLEAN


@click.command()
@click.argument("old", metavar="OLD.po", type=click.Path(dir_okay=False))
@click.argument("template", metavar="NEW.pot", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="OUT.po", help="Where to write (default: OLD.po)."
)
def merge(old: str, template: str, output: str | None) -> int:
    """Bring one loose catalogue up to date with one template, as msgmerge does.

    \b
    Example:
      tetraglot merge fr.po messages.pot -o fr.po
    """
    from pathlib import Path

    from pipeline.merge import merge as merge_catalogues
    from pipeline.po import parse, serialise
    from pipeline.store import Store

    store, written = Store(Path()), output or old
    data = store.read(old)
    merged, stats = merge_catalogues(parse(data, old), parse(store.read(template), template))
    with store.staging() as stage:
        stage.put(written, serialise(merged), data if Path(written) == Path(old) else None)
        stage.commit()
    click.echo(f"{written}: {stats}")
    return CLEAN


def _report_minor(declared: Declared) -> None:
    from pipeline.merge import changes
    from pipeline.store import MINOR_EDITS

    for edit in declared.edits:
        click.echo(f"{MINOR_EDITS}: {edit.page}: {changes(edit.old, edit.new)}")
    for edit, reason in declared.left:
        click.echo(f"{edit.page}: {reason}, left for translators: {changes(edit.old, edit.new)}")


def _report_work(paths: list[str], command: str) -> int:
    for path in paths:
        click.echo(f"{path}: out of date; run `{command}`")
    return FINDINGS if paths else CLEAN
