"""What counts as words: in a unit (is there anything to translate?) and in a report (how many?)."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:|www\.|WWW\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+")
# Letters and digits, held together by what may stand inside a word or a number (after UAX #29, WB5 to WB13).
_WORD = re.compile(r"[^\W_]+(?:(?:['’.\-\u2010\u2011]|(?<=\d),(?=\d))[^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")


def has_words(text: str) -> bool:
    """Whether a translator has anything to do: numbers, signs, URLs and e-mail addresses are no words.

    >>> has_words("42 – 43"), has_words("info@example.org"), has_words("See www.example.org")
    (False, False, True)
    """
    if _LETTER.search(text) is None:
        return False
    if "@" not in text and "://" not in text and "www." not in text and "WWW." not in text and "mailto:" not in text:
        return True
    return _LETTER.search(_ADDRESS.sub("", text)) is not None


def count_words(text: str) -> int:
    """The number of words, as an editor counts them.

    >>> count_words("More than 39,000 direct jobs in Belgium's land-use plan.")
    9
    """
    return len(_WORD.findall(text))
