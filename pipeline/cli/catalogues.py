"""`extract`, `update` and `merge`."""

from __future__ import annotations

import click

from pipeline.cli.surface import CLEAN, FINDINGS, chosen_locales, count, open_project

_CHECK = click.option("--check", "dry", is_flag=True, help="Write nothing; exit 1 if there is anything to write.")


@click.command()
@_CHECK
@click.pass_context
def extract(context: click.Context, dry: bool) -> int:
    """Write the texts of all pages into templates, locales/pot/*.pot.

    \b
    Example:
      tetraglot extract
    """
    from pipeline.build.templates import plan_extract, write_templates

    project = open_project(context)
    plan = plan_extract(project)
    if dry:
        return _report_work([*project.store.differing(plan.files), *sorted(plan.stale)], "tetraglot extract")
    changed = write_templates(project.store, plan)
    for path in changed:
        click.echo(f"{path}: {count(plan.messages[path], 'message') if path in plan.messages else 'its page is gone'}")
    total = sum(plan.messages.values())
    skipped = f"{count(plan.skipped, 'text')} without words left out"
    written = f"{count(len(plan.files), 'template')}, {count(len(changed), 'file')} written or removed"
    click.echo(f"{written}, {count(total, 'message')}; {skipped}")
    return CLEAN


@click.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE…]")
@_CHECK
@click.pass_context
def update(context: click.Context, locales: tuple[str, ...], dry: bool) -> int:
    """Bring catalogues up to date with the pages. Nothing a translator wrote is lost.

    \b
    Example:
      tetraglot update nl fr
    """
    from pipeline.build.catalogues import plan_update
    from pipeline.build.templates import plan_extract, write_templates

    project = open_project(context)
    # The templates go along: a catalogue is never ahead of the template that others merge from.
    plan = plan_update(project, chosen_locales(project, locales))
    templates = plan_extract(project)
    if dry:
        work = [*project.store.differing({**templates.files, **plan.files}), *sorted(templates.stale)]
        return _report_work(work, "tetraglot update")
    project.store.sweep("locales")
    write_templates(project.store, templates)
    changed = set(project.store.write(plan.files))
    for path, stats in plan.stats.items():
        if path in changed:
            click.echo(f"{path}: {stats}")
    click.echo(f"{count(len(plan.files), 'catalogue')}, {count(len(changed), 'file')} written")
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

    store = Store(Path())
    merged, stats = merge_catalogues(parse(store.read(old), old), parse(store.read(template), template))
    store.write({output or old: serialise(merged)})
    click.echo(f"{output or old}: {stats}")
    return CLEAN


def _report_work(paths: list[str], command: str) -> int:
    for path in paths:
        click.echo(f"{path}: out of date; run `{command}`")
    return FINDINGS if paths else CLEAN
