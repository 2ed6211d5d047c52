"""The command line: options in, one call of the library, a report out, an exit code.

A command is imported when it is asked for, and imports the library when it runs: so the answer comes at once.
"""

from __future__ import annotations

import click

import pipeline
from pipeline.cli.surface import Commands

# By the module of this package that each stands in, in the order of a day's work.
_COMMANDS = {
    "init": "start",
    "extract": "catalogues",
    "impact": "review",
    "update": "catalogues",
    "merge": "catalogues",
    "check": "review",
    "build": "publish",
    "verify": "publish",
    "release": "publish",
    "status": "review",
    "migrate": "migrate",
    "git-merge": "git",
    "its-dump": "its",
}


@click.group(cls=Commands, modules=_COMMANDS)
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
