"""Suppressions that live in a catalogue: `# tetraglot: ignore CHECK -- reason`, in the translator's comment.

gettext's tools, Poedit and we keep such a comment. `tetraglot update` and `check --fix` add a seal to it,
`ignore CHECK@1a2b3c4d`, made of source and translation: when either changes, the suppression has expired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.checks.kinds import Issue, page
from pipeline.lazy import pattern
from pipeline.model import Finding
from pipeline.po import Message

_LINE = pattern(r"^\s*tetraglot:\s*ignore\s+(?P<checks>[^\s].*?)(?:\s+--\s*(?P<reason>.*))?$", re.MULTILINE)
_CHECK = pattern(r"(?P<name>[a-z][a-z0-9-]*)(?:@(?P<seal>[0-9a-f]{8}))?")


class Ignored(NamedTuple):
    """A check that a translator has set aside for one message."""

    check: str
    seal: str  # "" where it has none yet
    reason: str


def ignored(message: Message) -> list[Ignored]:
    """What the comment of a message sets aside."""
    if "tetraglot:" not in message.tcomment:
        return []
    return [
        Ignored(check["name"], check["seal"] or "", (line["reason"] or "").strip())
        for line in _LINE.finditer(message.tcomment)
        for check in _CHECK.finditer(line["checks"])
    ]


def seal(message: Message) -> str:
    """What a suppression was made for: source and translation, in eight hexadecimal digits."""
    # OpenSSL is loaded for the few messages that have a seal.
    from hashlib import sha256

    texts = (message.msgctxt, message.msgid, message.msgid_plural, message.msgstr, *message.msgstr_plural.values())
    return sha256("\x04".join(str(text) for text in texts).encode()).hexdigest()[:8]


def sealed(message: Message) -> Message:
    """A message whose suppressions all have a seal; itself where there is none without."""
    if message.fuzzy or all(each.seal for each in ignored(message)):
        return message
    own = seal(message)

    def with_seals(line: re.Match[str]) -> str:
        checks = _CHECK.sub(lambda check: check[0] if check["seal"] else f"{check['name']}@{own}", line["checks"])
        return line[0].replace(line["checks"], checks, 1)

    return message.edited(tcomment=_LINE.sub(with_seals, message.tcomment))


def sift(
    message: Message, found: Iterable[Finding], known: Mapping[str, bool]
) -> tuple[list[Finding], list[tuple[str, Issue]]]:
    """The findings that no suppression sets aside, and what is wrong with the suppressions themselves.

    `known` are the checks there are, and whether each looks at this message now.
    """
    asides = ignored(message)
    own = seal(message)
    inforce = {each.check for each in asides if each.seal in ("", own) and each.reason}
    kept = [finding for finding in found if finding.check not in inforce]
    names = {finding.check for finding in found}
    return kept, list(_faults(asides, own, names, known))


def _faults(
    asides: Iterable[Ignored], own: str, names: set[str], known: Mapping[str, bool]
) -> Iterator[tuple[str, Issue]]:
    for each in asides:
        if each.check not in known:
            yield "suppression-unknown", Issue(f"there is no check '{each.check}'; docs/checks.md lists them")
        elif not each.reason:
            yield (
                "suppression-without-reason",
                Issue(f"'{each.check}' is set aside without a reason; add one behind --"),
            )
        elif each.seal not in ("", own):
            message = (
                f"'{each.check}' was set aside for other texts; look again, and remove the line or its @{each.seal}"
            )
            yield "suppression-expired", Issue(message)
        elif known[each.check] and each.check not in names:
            yield "suppression-unused", Issue(f"'{each.check}' finds nothing here any more; remove the line")


PAGES = (
    page(
        "suppression-unused",
        "suppression",
        "warning",
        "certain",
        "other",
        """A comment sets a check aside that finds nothing in the message.

    Why: it would hide the next fault of that kind.

    Bad:  # tetraglot: ignore number-lost -- the number is in the picture, where no number is missing any more
    Good: the line removed

    When to ignore: never.
    """,
    ),
    page(
        "suppression-expired",
        "suppression",
        "warning",
        "certain",
        "other",
        """A comment sets a check aside, and the source or the translation has changed since.

    Why: what was right for the old texts need not be for the new ones. The seal behind the check's name tells.

    Bad:  # tetraglot: ignore number-lost@1a2b3c4d -- … above a translation that was edited
    Good: the line without @1a2b3c4d, when you have looked again; `tetraglot update` or `check --fix` seals it anew

    When to ignore: never.
    """,
    ),
    page(
        "suppression-without-reason",
        "suppression",
        "warning",
        "certain",
        "other",
        """A comment sets a check aside and does not say why. It has no effect.

    Why: whoever comes next cannot tell whether it still holds.

    Bad:  # tetraglot: ignore number-lost
    Good: # tetraglot: ignore number-lost -- the number is in the picture

    When to ignore: never.
    """,
    ),
    page(
        "suppression-unknown",
        "suppression",
        "warning",
        "certain",
        "other",
        """A comment sets a check aside that does not exist.

    Why: it was misspelled, and the finding stays.

    Bad:  # tetraglot: ignore numbers-lost -- the number is in the picture
    Good: # tetraglot: ignore number-lost -- the number is in the picture

    When to ignore: never.
    """,
    ),
    page(
        "baseline-unused",
        "suppression",
        "info",
        "certain",
        "other",
        """A line of the baseline, the list of findings that were known, finds nothing any more.

    Why: the fault is mended, or its source or translation has changed; a list that only grows is read by nobody.

    Bad:  a line for a number that has been corrected
    Good: the line removed, by hand or by `tetraglot check --write-baseline`

    When to ignore: never.
    """,
    ),
)
"""The findings of this family."""
