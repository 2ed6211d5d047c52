"""The words of a locale: its dictionary on this machine, and what the site's glossary accepts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.checks.glossary import NO_GLOSSARY, Glossary
from pipeline.language import language_of
from pipeline.store.dictionaries import dictionary

if TYPE_CHECKING:
    from pipeline.language.lexicon import Lexicon


def lexicon_of(locale: str, glossary: Glossary = NO_GLOSSARY) -> Lexicon | None:
    """The lexicon of a locale; None where the machine has no dictionary for it."""
    found = dictionary(locale)
    if found is None:
        return None
    # Only where there is a dictionary.
    from pipeline.language.lexicon import Lexicon

    return Lexicon(found, language_of(locale), glossary.words(locale))


@cache
def lexicon_of_machine(locale: str) -> Lexicon | None:
    """The same for loose catalogues, which have no glossary: one for all, so that no word is looked up twice."""
    return lexicon_of(locale)
