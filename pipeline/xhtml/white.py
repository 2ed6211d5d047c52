"""White space as XML has it: four characters. No-break and thin spaces are text."""

from __future__ import annotations

import re

# Anything but a single space: those are most of all white space, and right as they are.
_SPACES = re.compile("[\t\r\n][ \t\r\n]*| [ \t\r\n]+")


def collapse(text: str) -> str:
    """Runs of XML white space as one space each.

    >>> collapse("one\\n  two\\u00a0\\u00a0three")
    'one two\\xa0\\xa0three'
    """
    if "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return _SPACES.sub(" ", text)
