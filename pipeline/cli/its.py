"""`its-dump`."""

from __future__ import annotations

import click

from pipeline.cli.surface import CLEAN


@click.command("its-dump")
@click.option("--category", "name", required=True, metavar="NAME", help="A data category: translate, domain, …")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False))
@click.pass_context
def its_dump(context: click.Context, name: str, file: str) -> int:
    """Show what ITS 2.0 says of every element and attribute, as the W3C's test suite does.

    \b
    Example:
      tetraglot its-dump --category translate source/pages/index.xhtml
    """
    from pathlib import Path

    from pipeline.its import CATEGORIES, dump_file
    from pipeline.store import Store

    if name not in CATEGORIES:
        raise click.UsageError(f"'{name}' is no data category; it is one of {', '.join(CATEGORIES)}")
    store = Store(Path())
    text = dump_file(CATEGORIES[name], store.read(file), file, lambda path: store.read_linked(path, file, context.obj))
    # The format is UTF-8, whatever the terminal is.
    click.echo(text.encode(), nl=False)
    return CLEAN
