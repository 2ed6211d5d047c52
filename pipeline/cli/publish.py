"""`build`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.surface import CLEAN, FINDINGS, JOBS, chosen_locales, chosen_pages, count, open_project, open_site
from pipeline.errors import UnusableFileError

if TYPE_CHECKING:
    from pipeline.build.published import Published


@click.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE…]")
@click.option(
    "--allow-missing",
    is_flag=True,
    help="Publish the source's text, marked with its language, where there is no translation.",
)
@JOBS
@click.option("--force", is_flag=True, help="Make every page anew, whatever is known of it from earlier builds.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("--watch", is_flag=True, help="Build again whenever a page or a catalogue is saved, until Ctrl-C.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Let the workers of a Dask scheduler, tcp://host:8786, make pages."
)
@click.option(
    "--objects",
    metavar="URL",
    help="With --scheduler: workers do not share the site's folder, but this storage: s3://bucket/path.",
)
@click.option("--explain", metavar="PAGE", help="Say why the next build makes a page anew, and build nothing.")
@click.pass_context
def build(
    context: click.Context,
    locales: tuple[str, ...],
    allow_missing: bool,
    jobs: int | None,
    force: bool,
    quiet: bool,
    watch: bool,
    scheduler: str | None,
    objects: str | None,
    explain: str | None,
) -> int:
    """Check the catalogues, then write the finished pages to output/site/.

    A page with an error is left as it was published before, and so are its partners in parity. What is as it was is
    not made again.

    \b
    Example:
      tetraglot build
      tetraglot build nl --allow-missing
      tetraglot build --explain index
    """
    if objects and not scheduler:
        raise click.UsageError("--objects is for the workers of a scheduler; name one with --scheduler")
    if explain is not None:
        return _explain(context, locales, explain, allow_missing=allow_missing)
    how: dict[str, Any] = {
        "allow_missing": allow_missing,
        "jobs": jobs,
        "scheduler": scheduler or "",
        "objects": objects or "",
    }
    if watch:
        return _build_again_and_again(context, partial(_build, context, locales, quiet=quiet, **how))
    return _build(context, locales, quiet=quiet, force=force, **how)


def _build_again_and_again(context: click.Context, once: Callable[[], int]) -> int:
    """After each change, until somebody interrupts it. A file that cannot be used is said, and waited for."""
    from pathlib import Path

    from pipeline import store
    from pipeline.store.watching import saved

    for _ in saved(Path(context.obj).absolute(), store.SOURCE, store.LOCALES):
        try:
            once()
        except UnusableFileError as error:
            click.echo(str(error), err=True)
        click.echo("waiting for a change; Ctrl-C ends it", err=True)
    return CLEAN


def _explain(context: click.Context, locales: tuple[str, ...], explain: str, *, allow_missing: bool) -> int:
    """Why the next build makes a page anew."""
    from pipeline.build.publish import How, reasons

    project = open_project(context)
    (page,) = chosen_pages(project, (explain,))
    why = reasons(project, chosen_locales(project.settings, locales), page, How(allow_missing=allow_missing))
    for reason in why or ["all is as it was"]:
        click.echo(f"{page}: {reason}")
    return CLEAN


def _build(context: click.Context, locales: tuple[str, ...], *, quiet: bool, force: bool = False, **how: Any) -> int:
    """One build, and what there is to say of it. Where there is nothing to do, it loads little and takes no time."""
    from pipeline.build.untouched import Before
    from pipeline.store import OUTPUT

    site, settings, data = open_site(context)
    chosen = settings.with_partners(chosen_locales(settings, locales))
    before = Before(site, settings, chosen, allow_missing=how["allow_missing"])
    left = None if force else before.untouched(data)
    if left is not None:
        site.sweep(OUTPUT)
        _say_findings(left)
        _say_decisions(left, 0, 0, quiet=quiet)
        return _code(left)
    return _build_what_changed(context, chosen, quiet=quiet, force=force, before=before, **how)


def _build_what_changed(context: click.Context, chosen: Sequence[str], *, quiet: bool, **how: Any) -> int:
    """One build of what is not as it was."""
    import sys
    from contextlib import closing
    from io import StringIO

    from pipeline import store
    from pipeline.build.publish import How, publish
    from pipeline.cli.progress import Progress

    project = open_project(context)
    with project.store.staging(store.OUTPUT) as stage:
        with closing(Progress(StringIO() if quiet else sys.stderr)) as progress:
            site = publish(project, stage, chosen, How(progress=progress, **how))
        _say_findings(site)
        changed = stage.commit()
    removed = project.store.remove(site.stale)
    site.remember()
    _say_decisions(site, len(changed), len(removed), quiet=quiet)
    return _code(site)


def _say_findings(site: Published) -> None:
    from pipeline.report.findings import as_text, summary

    if site.findings:
        click.echo(f"{as_text(site.findings)}\n\n{summary(site.findings, list(site.extents))}\n", err=True)


def _say_decisions(site: Published, written: int, removed: int, *, quiet: bool) -> None:
    from pipeline.report.decisions import held_lines, locale_lines

    for line in held_lines(site.held):
        click.echo(line, err=True)
    if not quiet:
        for line in locale_lines(site.states, site.extents):
            click.echo(line)
        gone = f", {removed} removed" if removed else ""
        click.echo(f"output/site: {count(site.files, 'file')}, {written} written{gone}")


def _code(site: Published) -> int:
    return FINDINGS if any(finding.severity.reaches("error") for finding in site.findings) else CLEAN


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), metavar="DIR")
@click.option("--keep", type=click.IntRange(min=1), default=3, show_default=True, help="How many releases stay.")
@click.option("--to", metavar="NAME", help="Show a release of before again, by its name below DIR/releases/.")
@click.pass_context
def release(context: click.Context, folder: str, keep: int, to: str | None) -> int:
    """Let DIR/current lead to the finished site, all of its files at once.

    They stand in a folder of their own below DIR/releases/, of which the last few stay. A server that shows
    DIR/current/site/ never shows old files beside new ones.

    \b
    Example:
      tetraglot release /srv/portal
      tetraglot release /srv/portal --to 205f54e64805
    """
    from pathlib import Path

    from pipeline import store
    from pipeline.build.releasing import back
    from pipeline.build.releasing import release as released

    place = Path(folder)
    done = released(Path(context.obj, store.OUTPUT), place, keep) if to is None else back(place, to)
    for fault in done.faults:
        click.echo(fault, err=True)
    if done.faults:
        return FINDINGS
    gone = f"; {count(len(done.removed), 'older release')} removed" if done.removed else ""
    click.echo(f"{place}/current: release {done.name}, {count(done.files, 'file')}{gone}")
    return CLEAN


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False), metavar="[DIR]")
@click.pass_context
def verify(context: click.Context, folder: str | None) -> int:
    """Compare the published files with the record of the build, by their hashes.

    DIR holds build.json and site/ (default: output/ of the site). A file that was changed, is not there or was made
    by no build is named; the exit code is 1 then.

    \b
    Example:
      tetraglot verify
      tetraglot verify /srv/portal
    """
    from pathlib import Path

    from pipeline import store
    from pipeline.build.verify import verify as compared

    place = Path(folder) if folder is not None else Path(context.obj, store.OUTPUT)
    number, faults = compared(place)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        return FINDINGS
    click.echo(f"{place}: {count(number, 'file')} as recorded")
    return CLEAN
