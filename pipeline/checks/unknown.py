"""The words of a translation that no dictionary has, and that are not right for another reason."""

from __future__ import annotations

import re

from pipeline.checks.pair import Pair
from pipeline.language.lexicon import Lexicon
from pipeline.language.text import Word
from pipeline.language.tokens import NOTHING, THING
from pipeline.lazy import pattern

_WORD = pattern(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORT = 3  # letters: what is no longer is an abbreviation, or a word that any dictionary has
_LONGEST = 60  # letters: no word of a text
_ABBREVIATED = 5  # letters before a point that ends no sentence
_POINT = pattern(r"\.[\W_]*(.?)", re.DOTALL)
_STUCK = pattern(r"[\d_\u00ad\u0300-\u036f\u200b-\u200d]|" + THING)  # what makes one word with the letters beside it
_HYPHENED = (re.compile(r"(?:[^\W\d_]|['’-])*-\Z"), re.compile(r"-(?:[^\W\d_]|['’-])*"))
_SENTENCE = pattern(r"(?:\A|[.!?:…\n])[\W_]*\Z")
_ENDINGS = ("s", "n", "en", "e", "'s")  # that a word of the source may have got in the translation


def unknown_words(pair: Pair, lexicon: Lexicon) -> list[Word]:
    """The words that are not right, each once; none where nearly all are unknown: then the language is another."""
    if pair.unknown is None:
        found: dict[str, Word] = {}
        count = 0
        for match in _WORD.finditer(pair.target.prose.replace("’", "'")):
            count += 1
            if _is_looked_at(match[0]) and not lexicon.knows(match[0]) and not _is_right(match, pair, lexicon):
                found.setdefault(match[0], Word(match[0], match.start()))
        pair.unknown = [] if len(found) > 3 and 3 * len(found) > count else list(found.values())
    return pair.unknown


def _is_looked_at(word: str) -> bool:
    """Whether something looks like a word of the language: no acronym, no name such as "GitHub"."""
    return _SHORT < len(word) <= _LONGEST and all(part[1:].islower() or len(part) < 2 for part in word.split("'"))


def _is_right(match: re.Match[str], pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a word that the dictionary has not is right where it stands."""
    word, prose = match[0], pair.target.prose
    before, behind = prose[: match.start()], prose[match.end() :]
    if len(word) <= _ABBREVIATED and _is_abbreviated(behind, pair.source.prose):
        return True
    if _goes_on(behind, 0) or _goes_on(before, -1) or _is_hyphened(word, before, behind, lexicon):
        return True
    if "'" in word:
        parts = [part for part in word.split("'") if len(part) > _SHORT and not part.lower().endswith("qu")]
        return all(lexicon.knows(part) or _is_of_source(part, pair, lexicon) for part in parts)
    return _is_of_source(word, pair, lexicon)


def _is_abbreviated(behind: str, source: str) -> bool:
    """Whether the point behind a word ends no sentence."""
    point = _POINT.match(behind)
    if point is None:
        return False
    return not point[1].isupper() if point[1] else not source.rstrip().endswith(".")


def _goes_on(text: str, end: int) -> bool:
    """Whether a word is stuck to more at this end of a text, or goes on behind a tag: "4ème", "1<sup>er</sup>"."""
    visible = text.strip(NOTHING)
    if not visible:
        return False
    return _STUCK.match(visible[end]) is not None or (text[end] == NOTHING and visible[end].isalpha())


def _is_hyphened(word: str, before: str, behind: str, lexicon: Lexicon) -> bool:
    """Whether a word is part of one with hyphens that is right, or leaves its other half to its neighbour."""
    left, right = _HYPHENED[0].search(before), _HYPHENED[1].match(behind)
    if left is None and right is None:
        return False
    if lexicon.has(f"{left[0] if left else ''}{word}{right[0] if right else ''}".replace("’", "'").strip("-")):
        return True
    return (right is not None and lexicon.is_first_part(word)) or (left is not None and lexicon.has_part(word))


def _is_of_source(word: str, pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a word was taken over from the source: as it is, with an ending, or inside a compound."""
    low = word.lower()
    vocabulary = pair.source.vocabulary
    if low in vocabulary or f"{low}s" in vocabulary:
        return True
    for own in vocabulary:
        if len(own) > _SHORT:
            if low.startswith(own):
                rest = low[len(own) :]
                if rest in _ENDINGS or (len(rest) > _SHORT and lexicon.has_part(rest)):
                    return True
            elif low.endswith(own) and lexicon.is_first_part(low[: -len(own)]):
                return True
    return False


def is_name(word: Word, pair: Pair) -> bool:
    """Whether a word has a capital that neither a sentence nor German asks for."""
    is_begin = _SENTENCE.search(pair.target.prose[: word.start])
    return word.text[0].isupper() and pair.language.code != "de" and not is_begin
