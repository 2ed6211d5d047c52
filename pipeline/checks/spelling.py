"""Spelling, by a dictionary of the language. What it takes is loaded where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair


@check("warning", "possible", "misspelling")
def spelling(pair: Pair) -> Iterator[Issue]:
    """A word is in no dictionary, and a word that is differs by a slip of the hand.

    Why: readers take a misspelled page for a careless one, and no search finds the word.

    Bad:  the address of the department  ->  l’adresse du départment
    Good: the address of the department  ->  l’adresse du département

    When to ignore: where the word is right. Words of the house go into `[spelling]` of source/glossary.toml.
    """
    lexicon = pair.context.lexicon
    if lexicon is None:
        return
    from pipeline.checks.unknown import unknown_words

    for word in unknown_words(pair, lexicon):
        if near := lexicon.near(word.text):
            yield Issue(f'"{word.text}" is no word of the dictionary; is it "{near}"?', word.start, word.end)


@check("info", "possible", "misspelling")
def unknown_word(pair: Pair) -> Iterator[Issue]:
    """A word is in no dictionary, nor is it nearly one that is.

    Why: it may be misspelled badly, left in another language, or invented.

    Bad:  the virus  ->  le viruxe
    Good: the virus  ->  le virus

    When to ignore: names and the words of a trade are seldom in dictionaries; those of the house go into `[spelling]`
    of source/glossary.toml.
    """
    lexicon = pair.context.lexicon
    if lexicon is None:
        return
    from pipeline.checks.unknown import is_name, unknown_words

    for word in unknown_words(pair, lexicon):
        if not lexicon.near(word.text) and not is_name(word, pair):
            message = f'"{word.text}" is no word of the dictionary; correct it, or accept it in source/glossary.toml'
            yield Issue(message, word.start, word.end)
