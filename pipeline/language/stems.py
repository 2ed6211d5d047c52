"""Words without what a language adds to them: two forms of one word are one."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from pipeline.language.profile import Language
from pipeline.language.text import Text
from pipeline.lazy import pattern

# Dutch writes one sound in two ways, "bedrijf" and "bedrijven", "huis" and "huizen"; French too, "actif" and "active".
_SOUNDS = str.maketrans("vz", "fs")
_TWICE = pattern(r"(\w)\1+")


def same_words(text: Text, language: Language) -> str:
    """What is equal where two texts say the same in other forms: articles, accents and endings are left out.

    Rather too much is equal than too little: "Unternehmer" is "Unternehmen".

    >>> from pipeline.language import language_of
    >>> [same_words(Text(each), language_of("nl")) for each in ("het bedrijf", "Bedrijven", "een loket")]
    ['bedrijf', 'bedrijf', 'loket']
    """
    words = text.lower_words
    telling = [word for word in words if word not in language.function_words] or words
    return "".join(stem(word, language.endings) for word in telling) or text.read.strip().casefold()


@lru_cache(maxsize=4096)
def stem(word: str, endings: str) -> str:
    """A word in lower case as all its forms have it, near enough."""
    letters = "".join(each for each in normalize("NFD", word.casefold()) if not combining(each))
    return re.sub(rf"(?<=\w\w\w)(?:{endings})\Z", "", _TWICE.sub(r"\1", letters).translate(_SOUNDS))
