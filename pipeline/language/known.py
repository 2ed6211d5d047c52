"""Which language a locale is in."""

from __future__ import annotations

from functools import cache

from pipeline.language.dutch import DUTCH
from pipeline.language.english import ENGLISH
from pipeline.language.french import FRENCH
from pipeline.language.german import GERMAN
from pipeline.language.profile import Language

KNOWN = {language.code: language for language in (ENGLISH, FRENCH, DUTCH, GERMAN)}


@cache
def language_of(locale: str) -> Language:
    """What we know of a locale's language; of most, only the name.

    >>> language_of("nl_BE").cardinals["drie"]
    3
    """
    code = locale.replace("_", "-").partition("-")[0].lower()
    return KNOWN.get(code) or Language(code)


@cache
def home_words(code: str) -> frozenset[str]:
    """All the words that we know of a language."""
    return KNOWN[code].function_words | KNOWN[code].common_words | KNOWN[code].same_as_english


@cache
def telling_words(code: str, *against: str) -> frozenset[str]:
    """The words by which a language is told from others.

    >>> "of" in telling_words("en", "fr"), "of" in telling_words("en", "nl")
    (True, False)
    """
    own = KNOWN[code].function_words | KNOWN[code].common_words
    others = (KNOWN[other] for other in against if other in KNOWN)
    return own.difference(*(other.function_words | other.common_words | other.same_as_english for other in others))


@cache
def words_from_two(code: str) -> frozenset[str]:
    """The words for two and more: "one" is an article in most languages.

    >>> "drie" in words_from_two("nl"), "een" in words_from_two("nl")
    (True, False)
    """
    return frozenset(word for word, number in language_of(code).cardinals.items() if number > 1)
