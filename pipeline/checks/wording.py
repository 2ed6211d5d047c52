"""Is the translation in the right tone, and free of slips?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.kinds import ADDRESSED, TWICE, Issue, check
from pipeline.checks.pair import Pair
from pipeline.language.text import Word
from pipeline.language.tokens import NOTHING
from pipeline.lazy import pattern

_HOUR = pattern(r"(?:\d\s?|/)\Z")
_REACH = 15  # characters around a word that tell what it is
_CAPITAL_SIE = pattern(r"(?<=[^\W\d_]\s)(?:Sie|Ihnen|Ihre?[nmrs]?)(?!\w)")


@check("warning", "likely", "register", [ADDRESSED])
def register(pair: Pair) -> Iterator[Issue]:
    """The reader is addressed in another tone than in the locale's other texts: tu for vous, je for u, du for Sie.

    A site declares its tone in site.toml, `[locales.nl] register = "formal"` or `"informal"`. Where it has declared
    none, what nearly all its texts do is expected of the others; where they do both, each text has to do one.

    Why: a portal that says u and je on one page was written by two hands.

    Bad:  Check the address.  ->  Controleer je adres. (on a site that says u)
    Good: Check the address.  ->  Controleer uw adres.

    When to ignore: in a quotation, or in a text for children.
    """
    wanted, language = pair.style.register, pair.language
    if not language.informal:
        return
    if wanted == "informal":
        for word in _formal_words(pair) if language.code != "fr" else ():
            message = "is formal, where the locale's texts are informal; address the reader informally"
            yield Issue(f'"{word.text}" {message}', word.start, word.end)
            return
    elif not language.informal.isdisjoint(pair.target.vocabulary):
        formal = next(_formal_words(pair), None)
        for word in pair.unquoted_words if wanted or formal else ():
            if form := _informal_in(word, pair):
                message = "is informal, where the locale's texts are formal; address the reader formally"
                if not wanted and formal:
                    message = f'is informal, and "{formal.text}" in the same text is not; address the reader in one way'
                yield Issue(f'"{form}" {message}', word.start, word.end)
                return


def _formal_words(pair: Pair) -> Iterator[Word]:
    language = pair.language
    if language.formal.isdisjoint(pair.target.vocabulary) and not (language.code == "de" and "Sie" in pair.target.raw):
        return
    for word in pair.unquoted_words:
        # "9 u" and "50 km/u" are hours.
        is_hour = word.text == "u" and _HOUR.search(pair.target.prose, max(0, word.start - 3), word.start)
        if (word.text.lower() in language.formal and not is_hour) or _is_sie(word, pair):
            yield word


def _informal_in(word: Word, pair: Pair) -> str:
    """The informal form in a word: "t" of "t’inscrire"; "" where there is none."""
    for part in word.text.lower().replace("’", "'").replace("-", "'").split("'"):
        if part in pair.language.informal:
            if part == "t" and not re.search("t['’]", word.text.lower()):  # "a-t-il"
                return ""
            if pair.language.code == "nl" and part == "je" and "je" in pair.source.lower_words:
                return ""
            if part in ("ton", "te", "du") and _is_no_address(part, word, pair):
                return ""
            if word.text.isupper() and len(word.text) > 1:
                return ""
            return word.text
    return ""


# What is no "ton", "te" or "du" that speaks to a reader, before and behind: a tone, a hymn, a street in Brussels.
_NEVER = "(?!)"
_STREETS = (
    "avenue|banque|bois|boulevard|centre|chaussée|conseil|cour|galerie|gare|hôtel|jardin|marché|mont|musée|palais|parc"
    "|place|pont|port|porte|quai|rue|square|théâtre"
)
_NO_ADDRESS = {
    "ton": (r"\b(?:un|le|du|bon|même|votre|notre|leur|son|quel|ce|de|sur)\s\Z", r"\s(?:sur|neutre|formel)\b|\s?:"),
    "te": (_NEVER, r"\sdeum\b"),
    "du": (rf"\b(?:{_STREETS})\s\Z", _NEVER),
}


def _is_no_address(part: str, word: Word, pair: Pair) -> bool:
    before, after = _NO_ADDRESS[part]
    prose = pair.target.prose
    return (
        re.search(before, prose[max(0, word.start - _REACH) : word.start], re.IGNORECASE) is not None
        or re.match(after, prose[word.end : word.end + _REACH], re.IGNORECASE) is not None
    )


def _is_sie(word: Word, pair: Pair) -> bool:
    return pair.language.code == "de" and any(
        match.start() == word.start for match in _CAPITAL_SIE.finditer(pair.target.prose)
    )


@check("warning", "likely", "duplication", [TWICE])
def repeated_word(pair: Pair) -> Iterator[Issue]:
    """A word stands twice in a row.

    Words that a language may repeat are known: "nous nous" and "vous vous" in French, "die die" in Dutch and German.

    Why: it is a slip that spell checkers do not see.

    Bad:  in the list  ->  in de de lijst
    Good: in the list  ->  in de lijst

    When to ignore: for names such as "Baden Baden", or where the source repeats a word too.
    """
    previous = None
    for word in pair.target.words:
        if (
            previous is not None
            and word.text.lower() == previous.text.lower()
            and _is_beside(pair.target.prose, previous, word)
            and (len(word.text) > 1 or word.text == previous.text)
            and not _may_repeat(word, previous, pair)
        ):
            yield Issue(f'"{word.text}" stands twice in a row; remove one', previous.start, word.end)
        previous = word


def _is_beside(prose: str, one: Word, other: Word) -> bool:
    between = prose[one.end : other.start]
    return between.replace(NOTHING, "").strip(" \n\u00a0") == "" and between.strip(NOTHING) != ""


def _may_repeat(word: Word, previous: Word, pair: Pair) -> bool:
    lower = word.text.lower()
    if lower in pair.language.repeatable and _is_legitimate(lower, pair):
        # No sentence begins twice.
        return not (len(lower) > 1 and word.text.istitle() and word.text == previous.text)
    prose = pair.source.prose
    twos = pairwise(pair.source.words)
    return any(one.text.lower() == other.text.lower() and _is_beside(prose, one, other) for one, other in twos)


_PRONOUN_PAIRS = frozenset(("nous", "vous", "je", "die", "der", "das", "sie", "ihr", "zij", "u"))


def _is_legitimate(word: str, pair: Pair) -> bool:
    """Whether a word that may be repeated is so here: an article before its noun is not."""
    if word in ("de", "het", "een", "la", "dem", "den", "uw", "en"):
        return word == "la" and "-" in pair.target.raw
    if word in _PRONOUN_PAIRS:
        return True
    # "… is, is …", "aan aan": with a comma between them the words were no neighbours; without one they are a slip.
    return pair.language.code in ("nl", "de") and word in (
        "zijn",
        "zich",
        "sich",
        "waren",
        "werden",
        "haben",
        "heel",
        "die",
        "dat",
        "über",
    )
