"""Did a merge of lines give a text the translation of another?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.subject import shorten
from pipeline.model import Finding, Severity
from pipeline.po import Catalogue, Message, place_of


def mispaired(
    path: str, now: Catalogue, merge: str, result: Catalogue, sides: Sequence[Catalogue]
) -> Iterator[Finding]:
    """A merge put a text and a translation together that were made for each other on none of its sides.

    Git merges lines: where one branch changes a text and the other its translation, both changes apply. What is
    still so in the catalogue as it is `now` is found; a person must say whether the translation holds all the same.

    Bad:  ours "Open on Monday", theirs "Ouvert tous les mardis"  ->  one entry with both.
    Good: what `tetraglot init --git` has git do instead: the same, marked fuzzy.
    """
    pairs = {(message.key, message.msgstr) for side in sides for message in side.messages}
    made_for = {message.msgstr: message for side in sides for message in side.messages if _is_approved(message)}
    for key, message in now.live.items():
        merged = result.live.get(key)
        if not _is_approved(message) or merged is None or (merged.msgstr, merged.fuzzy) != (message.msgstr, False):
            continue
        other = made_for.get(message.msgstr)
        if other is not None and (key, message.msgstr) not in pairs:
            yield Finding(
                check="mispaired",
                path=path,
                message=f'"{shorten(message.msgid)}" has the translation of "{shorten(other.msgid)}" since the merge '
                f"{merge}; compare them and correct it",
                line=place_of(message, 0)[0],
                column=place_of(message, 0)[1],
                severity=Severity.WARNING,
                certainty="likely",
                msgctxt=message.msgctxt,
                msgid=message.msgid,
                msgstr=message.msgstr,
                its_type="mistranslation",
            )


def _is_approved(message: Message) -> bool:
    return message.translated and not message.fuzzy and not message.msgid_plural
