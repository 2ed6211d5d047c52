"""`init`."""

from __future__ import annotations

import click

from pipeline.cli.surface import CLEAN, count


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False), default=".")
@click.option("--git", is_flag=True, help="Write no site: let git merge the catalogues of this clone by message.")
def init(folder: str, *, git: bool) -> int:
    """Write a small new site that builds at once. No file that is already there is touched.

    \b
    Example:
      tetraglot init my-site
      tetraglot init --git
    """
    from pathlib import Path

    from pipeline.build.start import plan_init
    from pipeline.store import Store

    site = Store(Path(folder))
    if git:
        from pipeline.cli.git import set_up

        return set_up(site)
    written = site.write(plan_init(site))
    click.echo(f"{folder}: {count(len(written), 'file')} written; README.md says what to do next")
    return CLEAN
