"""Translations that have the codes of their source in the same order: most of them.

They need neither be read as a tree nor have any node of the page moved: only words change places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
    tags, are_words = _asked(msgid)
    said = _TAG.split(msgstr) if "<" in msgstr else [msgstr]
    # A "<" that belongs to no code stands among the words.
    if said[1::2] != tags or msgstr.count("<") != len(tags) or "&" in msgstr:
        return None
    if not msgstr.isprintable() and CONTROL.search(msgstr):
        return None
    words = said[::2]
    for own, is_word in zip(words, are_words, strict=True):
        if is_word and not _LETTER.search(own):
            return None
    return tuple(words)


def tags_of(msgid: str) -> Sequence[str]:
    """The codes of a message as they stand in it: ["<a>", "</a>", "<br/>"]."""
    return _asked(msgid)[0]


@lru_cache(maxsize=256)  # A page is put together in one language after the other.
def _asked(msgid: str) -> tuple[list[str], list[bool]]:
    """The codes of a message, and whether there are letters before, between and behind them."""
    parts = _TAG.split(msgid)
    return parts[1::2], [_LETTER.search(part) is not None for part in parts[::2]]
