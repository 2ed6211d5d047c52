"""All translations of a locale together: is one text always said alike, and no translation given to another text?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.checks.kinds import Issue, check
from pipeline.checks.subject import shorten
from pipeline.language import Text
from pipeline.po import Message


class Placed(NamedTuple):
    """A translated message, and the file that it stands in."""

    path: str
    message: Message


class Among(NamedTuple):
    """A message among those of its locale that have the same source, or the same translation."""

    own: Placed
    others: tuple[Placed, ...]


@check("warning", "likely", "inconsistency")
def inconsistent_translation(among: Among) -> Iterator[Issue]:
    """The same source is translated in another way on another page.

    Why: a button or an office that has two names seems to be two.

    Bad:  Home  ->  Accueil on one page, Page d’accueil on another
    Good: Home  ->  Accueil on both

    When to ignore: where the two mean different things; an author can tell them apart with `data-translate-context`.
    """
    if among.own.message.msgstr != among.others[0].message.msgstr:
        other = among.others[0]
        shown = f'"{shorten(other.message.msgstr)}"'
        yield Issue(f"{other.path}:{other.message.msgstr_line} says {shown} for the same text; say it alike")


@check("warning", "possible", "mistranslation")
def reused_translation(among: Among) -> Iterator[Issue]:
    """Two sources that differ have the same translation.

    Why: one of them was probably given to the wrong sentence, by a copy or by a memory.

    Bad:  Closed on Monday from noon. / Open on Sunday until noon.  ->  both: Fermé le lundi à partir de midi.
    Good: each with its own translation

    When to ignore: where your language has one way to say both.
    """
    own = among.own.message
    for other in among.others:
        if _differ(own.msgid, other.message.msgid):
            place = f"{other.path}:{other.message.msgstr_line}"
            yield Issue(f'{place} has it for "{shorten(other.message.msgid)}" too; see which of the two it belongs to')
            return


def _differ(one: str, other: str) -> bool:
    """Whether two sources say different things, not one thing in two ways."""
    words, others = Text(one).lower_words, Text(other).lower_words
    if min(len(words), len(others)) < 4:
        return False
    from difflib import SequenceMatcher  # Few texts are so far alike that it is asked.

    return SequenceMatcher(None, words, others, autojunk=False).ratio() < 0.6


def same_source(placed: Iterable[Placed]) -> Iterator[Among]:
    """The messages whose source has been translated before, each with the first one."""
    first: dict[object, Placed] = {}
    for each in placed:
        known = first.setdefault(each.message.key, each)
        if known is not each:
            yield Among(each, (known,))


def same_translation(placed: Iterable[Placed]) -> Iterator[Among]:
    """The messages whose translation another source has had before, each with those."""
    before: dict[str, list[Placed]] = {}
    for each in placed:
        message = each.message
        if message.msgid_plural or message.msgstr == message.msgid or len(message.msgstr) < 20:
            continue
        known = before.setdefault(message.msgstr, [])
        others = tuple(other for other in known if other.message.msgid != message.msgid)
        if others:
            yield Among(each, others)
        known.append(each)
