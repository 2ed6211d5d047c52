"""`init`."""

from __future__ import annotations

import click

from pipeline.cli.surface import CLEAN, count


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False), default=".")
def init(folder: str) -> int:
    """Write a small new site that builds at once. No file that is already there is touched.

    \b
    Example:
      tetraglot init my-site
    """
    from pathlib import Path

    from pipeline.build.start import plan_init
    from pipeline.store import Store

    site = Store(Path(folder))
    written = site.write(plan_init(site))
    click.echo(f"{folder}: {count(len(written), 'file')} written; README.md says what to do next")
    return CLEAN
