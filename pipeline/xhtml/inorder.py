"""Translations that have the codes of their source in the same order: most of them.

They need neither be read as a tree nor have any node of the page moved: only words change places.
"""

from __future__ import annotations

import re

from pipeline.xhtml.inline import CONTROL

_TAG = re.compile("(<[^<>]*>)")
_LETTER = re.compile(r"\w")


def words_between(msgstr: str, msgid: str) -> tuple[str, ...] | None:
    """The words before, between and behind the codes, if `msgstr` is `msgid` but for its words.

    None where it has other codes, another order, references, control characters, or no letter where the source has
    words: `inline.read` then says what it means, or what is wrong with it.

    >>> words_between("Voir <a>l’aide</a>.", "See <a>the help</a>.")
    ('Voir ', 'l’aide', '.')
    """
    said, asked = _TAG.split(msgstr), _TAG.split(msgid)
    # A "<" that belongs to no code stands among the words.
    if said[1::2] != asked[1::2] or msgstr.count("<") != len(said) // 2 or "&" in msgstr or CONTROL.search(msgstr):
        return None
    words = said[::2]
    for own, source in zip(words, asked[::2], strict=True):
        if not _LETTER.search(own) and _LETTER.search(source):
            return None
    return tuple(words)


def tags_of(msgid: str) -> list[str]:
    """The codes of a message as they stand in it: ["<a>", "</a>", "<br/>"]."""
    return _TAG.findall(msgid)
