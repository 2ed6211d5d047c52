"""Is the translation in its language, and all of it?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.checks.kinds import ALIEN, ALIKE, FOREIGN, Issue, check
from pipeline.checks.pair import Pair
from pipeline.language.known import KNOWN, home_words, telling_words
from pipeline.language.profile import Language
from pipeline.language.text import Word
from pipeline.lazy import pattern


@check("warning", "likely", "untranslated", [ALIKE])
def unchanged(pair: Pair) -> Iterator[Issue]:
    """The translation is the source, word by word.

    Names, codes and words that both languages write alike (Information, contact, website) are no finding.

    Why: readers get a sentence in a language that they did not choose.

    Bad:  Please enter a valid value.  ->  Please enter a valid value.
    Good: Please enter a valid value.  ->  Saisissez une valeur valide.

    When to ignore: for titles and quotations that stay in their language.
    """
    if pair.source.raw != pair.target.raw and pair.source.lower_words != pair.target.lower_words:
        return
    if pair.context.is_written_alike or not pair.target.lower or pair.source_language.code not in KNOWN:
        return
    telling = (
        telling_words(pair.source_language.code, pair.language.code) if pair.language.code in KNOWN else frozenset()
    )
    if len(pair.target.lower) == 1 and pair.target.lower[0] not in telling:
        return
    words = [word for word in pair.target.words if not word.text.isupper() or pair.target.raw.isupper()]
    alien = [word.text for word in words if word.text.lower() in telling]
    holding = [word for word in alien if len(word) > 1 and word.lower() in pair.source_language.function_words]
    known = pair.language.same_as_english | pair.language.function_words
    strange = [word.text for word in words if word.text.islower() and len(word.text) > 2 and word.text not in known]
    if (
        (len(alien) > 1)
        or (holding and len(words) > 1)
        or (alien and len(alien[0]) > 2 and (len(words) == 1 or strange))
        or (len(strange) > 1 and pair.language.code in KNOWN)
    ):
        yield Issue("the translation is the same as the source; translate it")


@check("error", "likely", "untranslated", [ALIEN])
def left_in_source_language(pair: Pair) -> Iterator[Issue]:
    """A part of the translation is still in the language of the source.

    Half a paragraph counts: where several words that only the source's language has stand together, nobody translated
    them. Quotations, names and code are left out.

    Why: the reader gets a page that changes its language in the middle.

    Bad:  Read the guide before you start.  ->  Lisez le guide before you start.
    Good: Read the guide before you start.  ->  Lisez le guide avant de commencer.

    When to ignore: for a title or a term that stays in its language; put it between quotation marks, or mark it in the
    page.
    """
    if pair.context.is_written_alike or pair.source.raw == pair.target.raw or pair.source_language.code not in KNOWN:
        return
    if pair.language.code not in KNOWN:
        return
    telling = telling_words(pair.source_language.code, pair.language.code)
    if len(telling & pair.target.vocabulary) < 2:
        return
    words = pair.unquoted_words
    alien = [word for word in words if word.text.lower() in telling]
    if len(alien) < 2:
        return
    for run in _runs_of(words, telling, pair.language.function_words):
        first, last = run[0], run[-1]
        found = pair.target.prose[first.start : last.end]
        hits = sum(word.text.lower() in telling for word in run)
        functional = sum(
            word.text.lower() in telling and word.text.lower() in pair.source_language.function_words for word in run
        )
        if _is_name(run) or (hits < 3 and not (hits == 2 and functional and _stands_in(run, pair))):
            continue
        if functional == 0 and hits < 4:
            continue
        yield Issue(f'"{_short(found)}" is in the language of the source; translate it', first.start, last.end)


def _runs_of(words: list[Word], telling: frozenset[str], own: frozenset[str]) -> Iterator[list[Word]]:
    """Stretches of words, from one that tells the language to another, without two of the own language in a row."""
    run: list[Word] = []
    since = 0
    for word in words:
        lower = word.text.lower()
        if lower in telling:
            run.append(word)
            since = 0
        elif run:
            since += 2 if lower in own else 1
            if since > 5:
                yield _trimmed(run, telling)
                run, since = [], 0
            else:
                run.append(word)
    if run:
        yield _trimmed(run, telling)


def _trimmed(run: list[Word], telling: frozenset[str]) -> list[Word]:
    while run and run[-1].text.lower() not in telling:
        run = run[:-1]
    return run


def _is_name(run: list[Word]) -> bool:
    """Whether a stretch looks like a title: "Web Content Accessibility Guidelines"."""
    long = [word for word in run if len(word.text) > 3]
    return len(long) > 0 and sum(word.text[0].isupper() for word in long) > 0.7 * len(long)


def _stands_in(run: list[Word], pair: Pair) -> bool:
    return " ".join(word.text.lower() for word in run) in " ".join(word.text.lower() for word in pair.source.words)


@check("warning", "likely", "untranslated", [ALIEN])
def copied_words(pair: Pair) -> Iterator[Issue]:
    """A few words stand in the translation as they stand in the source, and are words of its language only.

    Why: the end of a sentence was overlooked, or a suggestion was taken over by half.

    Bad:  Ask your administrator to install it.  ->  Demandez à votre administrateur to install it.
    Good: Ask your administrator to install it.  ->  Demandez à votre administrateur de l’installer.

    When to ignore: for the words of a button or a title in another language; put them between quotation marks.
    """
    if pair.context.is_written_alike or pair.source_language.code not in KNOWN or pair.language.code not in KNOWN:
        return
    telling = telling_words(pair.source_language.code, pair.language.code)
    if not _may_be_copied(pair, telling) or pair.source.lower_words == pair.target.lower_words:
        return
    for run in _copied(pair.unquoted_words, pair.source.lower):
        alien = [word.text.lower() for word in run if word.text.lower() in telling]
        holding = [word for word in alien if len(word) > 1 and word in pair.source_language.function_words]
        is_found_otherwise = holding and len(alien) > 2
        if (holding or len(alien) > 1) and not is_found_otherwise and not _is_name(run):
            found = pair.target.prose[run[0].start : run[-1].end]
            yield Issue(f'"{_short(found)}" was taken over from the source; translate it', run[0].start, run[-1].end)


def _may_be_copied(pair: Pair, telling: frozenset[str]) -> bool:
    """Whether two words that stand side by side in the source are in the translation, one that tells the language."""
    if telling.isdisjoint(pair.target.vocabulary):
        return False
    here = pair.source.prose.lower()
    there: Collection[str] = pair.target.lower if pair.target.tokens else pair.target.vocabulary
    if not any(word in here for word in telling.intersection(there)):
        return False
    both = {*pair.source.lower}.intersection(pair.target.lower)
    told = both & telling
    return bool(told) and any(
        (one in told and other in both) or (other in told and one in both) for one, other in pairwise(pair.source.lower)
    )


def _copied(words: list[Word], source: list[str]) -> Iterator[list[Word]]:
    """Stretches of two words and more that are in the source too, as long as each can be."""
    lower, joined, twos = [word.text.lower() for word in words], f" {' '.join(source)} ", {*pairwise(source)}
    start = 0
    while start < len(words):
        if (*lower[start : start + 2],) not in twos:
            start += 1
            continue
        end, copied = start, " "
        while end < len(words) and (copied := f"{copied}{lower[end]} ") in joined:
            end += 1
        yield words[start:end]
        start = max(end, start + 1)


def _short(text: str) -> str:
    text = re.sub(r"[\x00\x01]+", "…", text)
    return text if len(text) <= 50 else text[:50].rsplit(" ", 1)[0] + "…"


@check("error", "likely", "locale-violation", [FOREIGN])
def wrong_language(pair: Pair) -> Iterator[Issue]:
    """The translation, or a sentence of it, is in another of the languages we know: Dutch in the German catalogue.

    Why: two files were swapped, or a suggestion came from the wrong memory.

    Bad:  Read the guide.  ->  Lees de handleiding voor u begint. (in the French catalogue)
    Good: Read the guide.  ->  Lisez le guide avant de commencer.

    When to ignore: for a text that tells readers of other languages where their page is.
    """
    language = pair.language
    if language.code not in KNOWN or pair.source.raw == pair.target.raw:
        return
    unique = pair.target.vocabulary
    if len(unique) < 2:
        return
    at_home = len(unique & pair.context.telling.own)
    if at_home and at_home >= len(unique & pair.context.telling.by_mark[FOREIGN]):
        return
    strange = unique - home_words(language.code)
    if at_home >= len(strange) or at_home >= len(strange := strange - pair.source.vocabulary):
        return
    is_known = not strange.isdisjoint(pair.context.telling.by_mark[FOREIGN])
    if not is_known and (at_home or sum(len(word) > 3 for word in strange) < 2):
        return
    strange = frozenset(word for word in strange if len(word) > 1 or word in "aouyà")
    # Two words at least must look like another language: of one alone, nobody can tell.
    shapes = {} if at_home or len(strange) < 2 else {word: _looks_like(word, language.code) for word in strange}
    for other in KNOWN.values():
        if other.code in (language.code, pair.source_language.code):
            continue
        known = found = strange & telling_words(other.code, language.code, pair.source_language.code)
        if len(known) < 2:
            found = known.union([word for word, codes in shapes.items() if other.code in codes])
        if len(found) > at_home and _is_enough(known, found, len(unique), other):
            shown = ", ".join(sorted(found)[:3])
            yield Issue(
                f"the translation is in another language ({other.code}: {shown}); see whether two files were swapped"
            )
            return


def _is_enough(known: frozenset[str], found: frozenset[str], count: int, other: Language) -> bool:
    """Whether words that we know of another language, with those that look like it, tell that a text is in it.

    `count` is how many different words the text has. One that holds sentences together is enough in a short text.
    """
    if len(found) > 1:
        return True
    return count <= 6 and any(len(word) > 1 for word in known & other.function_words)


# Endings and letters that words of one language have, and hardly any of the others.
_SHAPES = {
    "fr": pattern(r"[éèêçœîûô]|(?:eau|aux|eux|tions?|ments?|eurs?|iques?|ères?|elles?|oir)$"),
    "nl": pattern(r"ij|aa|uu|oo[rnkg]|ee[nlrt]|oe[rkn]|(?:heid|lijke?|ingen|tje|sch)$|^ge\w+d$"),
    "de": pattern(
        r"[äöüß]|(?:ung|ungen|keit|heit|liche?[rsn]?|ische?[rsn]?|zahl|bar|chen|tät)$|sch[lmnrw]|^ver|^ge\w+t$"
    ),
}
# What else is at home in a language, beside that: shared with a neighbour.
_AT_HOME = {
    "fr": pattern(r"^(?:dé|ré|pré)"),
    "nl": pattern(r"^(?:ver|ge|be|ont)|[aeiou][ëïöü]|(?:ing|tie|ties|ische?|eren|eerd|isch|oor|aar)$"),
    "de": pattern(r"^(?:ver|be|ent)|(?:tion|tionen|elle[nrs]?|ieren|iert|ment|eur|[ai]k)$"),
}


@lru_cache(maxsize=8192)  # Texts of a catalogue have the same words.
def _looks_like(word: str, own: str) -> tuple[str, ...]:
    """The other languages that a word looks like one of, where it does not look like one of its own."""
    if len(word) < 4 or own not in _SHAPES:
        return ()
    codes = tuple(code for code, shape in _SHAPES.items() if code != own and shape.search(word))
    return () if codes and (_SHAPES[own].search(word) or _AT_HOME[own].search(word)) else codes
