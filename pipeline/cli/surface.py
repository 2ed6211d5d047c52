"""How the command meets its user: order of commands, errors without tracebacks, exit codes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import click

from pipeline.errors import UnusableFileError

if TYPE_CHECKING:
    from pipeline.build.project import Project
    from pipeline.settings import Settings
    from pipeline.store import Store

# One a core at most: docs/publishers.md.
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes to work in (default: one for each 100 pages, and no more than cores).",
)

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # what writing to standard output may meet
CLEAN, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 3, 130


class Commands(click.Group):
    """A group that imports a command when it is asked for, and turns faults into exit codes."""

    def __init__(self, *, modules: Mapping[str, str], **kwargs: Any) -> None:
        """`modules`: the names of commands, and the modules of this package in which they are functions."""
        # click suggests one of these names for one that is wrong.
        super().__init__(commands={name: click.Command(name) for name in modules}, **kwargs)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order in which they were given."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name; None where there is none."""
        if cmd_name not in self.modules:
            return None
        command = getattr(import_module(f"pipeline.cli.{self.modules[cmd_name]}"), cmd_name.replace("-", "_"))
        return cast(click.Command, command)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and end with the exit code that the contract gives."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except UnusableFileError as error:
            click.echo(str(error), err=True)
            sys.exit(UNUSABLE)
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted; every file is as it was or complete", err=True)
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.filename is not None or error.errno not in _NO_ROOM:
                raise  # Who reads or writes a file should have said so: a fault of ours.
            reason = (error.strerror or str(error)).lower()
            click.echo(f"standard output: {reason}; send it to a place that has room", err=True)
            sys.exit(UNUSABLE)
        sys.exit(code if isinstance(code, int) else CLEAN)


def open_project(context: click.Context) -> Project:
    """The site that `--site` names."""
    from pathlib import Path

    from pipeline.build.project import Project
    from pipeline.store import Store

    # Other machines that work on it may stand elsewhere.
    return Project(Store(Path(context.obj).absolute()))


def open_site(context: click.Context) -> tuple[Store, Settings, bytes]:
    """The folder that `--site` names, its settings, and the bytes that these were read from."""
    from pathlib import Path

    from pipeline import store
    from pipeline.settings import parse_settings

    # Other machines that work on it may stand elsewhere.
    site = store.Store(Path(context.obj).absolute())
    data = site.read(store.SETTINGS)
    return site, parse_settings(data, store.SETTINGS), data


def chosen_locales(settings: Settings, locales: tuple[str, ...]) -> list[str]:
    """The locales named on the command line, in the site's order, all where none is. Wrong ones are wrong usage."""
    known = settings.locales
    for locale in locales:
        if locale not in known:
            raise click.UsageError(f"'{locale}' is no locale of this site; it has {', '.join(known)}")
    return [locale for locale in known if not locales or locale in locales]


def chosen_pages(project: Project, pages: tuple[str, ...]) -> list[str]:
    """The pages named on the command line, by page path or by file. Wrong ones are wrong usage."""
    chosen = [page.removeprefix("source/pages/").removesuffix(".xhtml") for page in pages]
    for page in chosen:
        if page not in project.domains:
            raise click.UsageError(f"'{page}' is no page of this site; name one as index or source/pages/index.xhtml")
    return list(dict.fromkeys(chosen))


def count(number: int, noun: str) -> str:
    """'1 file', '4 files'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
