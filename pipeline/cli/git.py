"""`git-merge`: the driver that git calls for two versions of one catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.surface import CLEAN, FINDINGS, count

if TYPE_CHECKING:
    from pipeline.store import Store

_ATTRIBUTES = ".gitattributes"
_RULES = ("*.po merge=tetraglot", "*.pot merge=tetraglot")


@click.command("git-merge")
@click.argument("base", metavar="%O", type=click.Path(dir_okay=False))
@click.argument("ours", metavar="%A", type=click.Path(dir_okay=False))
@click.argument("theirs", metavar="%B", type=click.Path(dir_okay=False))
@click.argument("path", metavar="[%P]", required=False)
def git_merge(base: str, ours: str, theirs: str, path: str | None) -> int:
    """Merge two versions of a catalogue message by message, into %A; git calls it.

    Where both sides translated one text differently, the message is left fuzzy with both texts in its comment, and
    the exit code is 1.

    \b
    Set up once in a clone:
      tetraglot init --git
    """
    from pathlib import Path

    from pipeline.merge import join
    from pipeline.po import parse, serialise
    from pipeline.store import Store

    store = Store(Path())
    name = path or ours
    versions = [
        parse(store.read(file), f"{name} ({side})")
        for file, side in ((base, "before"), (ours, "ours"), (theirs, "theirs"))
    ]
    joined = join(*versions)
    store.write({ours: serialise(joined.catalogue)})
    for message in joined.conflicts:
        click.echo(f"{name}: two translations of {message.msgid!r}; keep one of those in its comment", err=True)
    if joined.conflicts:
        click.echo(f"{name}: {count(len(joined.conflicts), 'conflict')}", err=True)
    return FINDINGS if joined.conflicts else CLEAN


def set_up(site: Store) -> int:
    """Let git use the driver in the clone that a site stands in, and say for which files. Raises UnusableFileError."""
    import shlex
    import sys

    from pipeline.errors import Fault, UnusableFileError
    from pipeline.store.git import git

    # The clone's own settings: this Python need not be on anybody's path, and a folder named pipeline may stand there.
    driver = f"{shlex.quote(sys.executable)} -I -m pipeline git-merge %O %A %B %P"
    for name, value in (("name", "catalogues, message by message"), ("driver", driver)):
        try:
            done = git(site.folder, "config", f"merge.tetraglot.{name}", value)
        except FileNotFoundError:
            raise UnusableFileError(Fault("git", "there is no such command", "install git")) from None
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip() or "git says no"
            raise UnusableFileError(Fault(str(site.folder), reason, "run it inside a clone, or run `git init` first"))
    there = (site.read_if_there(_ATTRIBUTES) or b"").decode("utf-8", "surrogateescape")
    missing = [rule for rule in _RULES if rule not in there.splitlines()]
    if missing:
        text = there + ("\n" if there and not there.endswith("\n") else "") + "".join(f"{rule}\n" for rule in missing)
        site.write({_ATTRIBUTES: text.encode("utf-8", "surrogateescape")})
    click.echo(f"git merges catalogues message by message here; commit {_ATTRIBUTES}")
    return CLEAN
