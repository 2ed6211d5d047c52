"""The command line: options in, one call of the library, a report out, an exit code.

Commands import the library when they run, so that `tetraglot --help` answers at once.
"""

from __future__ import annotations

import click

import pipeline
from pipeline.cli.catalogues import extract, merge, update
from pipeline.cli.git import git_merge
from pipeline.cli.its import its_dump
from pipeline.cli.migrate import migrate
from pipeline.cli.publish import build, release, verify
from pipeline.cli.review import check, impact, status
from pipeline.cli.start import init
from pipeline.cli.surface import Commands


@click.group(cls=Commands)
@click.version_option(pipeline.__version__, prog_name="tetraglot")
@click.option(
    "--site",
    type=click.Path(file_okay=False),
    default=".",
    metavar="DIR",
    help="The folder that holds source/ and locales/ (default: this one).",
)
@click.pass_context
def main(context: click.Context, site: str) -> None:
    """One set of XHTML pages, published in several languages from gettext catalogues.

    \b
    A day with it:
      tetraglot extract    the pages' texts into locales/pot/
      tetraglot update     what is new into every .po, nothing lost
      tetraglot check      what is missing or broken, with file and line
      tetraglot build      the pages of all languages into output/site/

    Exit codes: 0 clean, 1 findings (or --check found work to do), 2 wrong usage, 3 a file cannot be
    used, 130 interrupted.
    """
    context.obj = site


for command in (
    init,
    extract,
    impact,
    update,
    merge,
    check,
    build,
    verify,
    release,
    status,
    migrate,
    git_merge,
    its_dump,
):
    main.add_command(command)
