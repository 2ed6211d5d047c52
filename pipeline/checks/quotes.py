"""Quotation marks and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair
from pipeline.lazy import pattern

_STRAIGHT = pattern(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY = pattern(r"(?<=[^\W\d_])’(?=[^\W\d_])")


@check("warning", "likely", "typographical", '«»“”„"')
def quote_balance(pair: Pair) -> Iterator[Issue]:
    """A quotation mark has lost its partner, or is one of another pair.

    Why: the reader cannot tell where the quotation ends.

    Bad:  the “Biopharma” plan  ->  le plan « Biopharma
    Good: the “Biopharma” plan  ->  le plan « Biopharma »

    When to ignore: where a quotation goes on over several texts.
    """
    prose = pair.target.prose
    for openers, closers in _pairs_of(pair, prose):
        opened, closed = [[match.start() for match in re.finditer(f"[{signs}]", prose)] for signs in (openers, closers)]
        if len(opened) != len(closed):
            place = (opened if len(opened) > len(closed) else closed)[-1]
            yield Issue(f"{prose[place]} has no partner; write quotation marks in pairs", place, place + 1)
    if (
        '"' in prose
        and prose.count('"') % 2
        and pair.source.prose.count('"') % 2 == 0
        and not re.search(r"\d\"", prose)
    ):
        place = prose.rfind('"')
        yield Issue('a " has no partner; write both or none', place, place + 1)


def _pairs_of(pair: Pair, prose: str) -> Iterator[tuple[str, str]]:
    """The quotation marks that should be in balance: those that open, those that close."""
    source = pair.source.prose
    if ("«" in prose or "»" in prose) and source.count("«") == source.count("»"):
        yield (
            ("»", "«")
            if pair.language.code == "de" and "»" in prose and prose.find("»") < prose.find("«")
            else ("«", "»")
        )
    if ("„" in prose or "“" in prose or "”" in prose) and source.count("“") == source.count("”"):
        if "„" in prose or (pair.language.code == "de" and prose.count("“") != prose.count("”")):
            yield "„", "“”"
        elif pair.language.code != "de":
            yield "“", "”"


@check("info", "likely", "typographical", '«»“”„"')
def quotes_lost(pair: Pair) -> Iterator[Issue]:
    """The source puts words between quotation marks, and the translation has none.

    Why: the marks tell a title or a term from the words around it.

    Bad:  Click “Save”.  ->  Cliquez sur Enregistrer.
    Good: Click “Save”.  ->  Cliquez sur « Enregistrer ».

    When to ignore: where the translation sets the words apart in another way.
    """
    source = pair.source.prose
    in_source = sum(map(source.count, '“”„«»"'))
    if in_source >= 2 and in_source % 2 == 0 and not any(map(pair.target.raw.__contains__, "“”„«»\"‘’‚›‹'`")):
        yield Issue("the quotation marks of the source are missing from the translation; add them")


@check("info", "likely", "typographical", '"')
def quote_style(pair: Pair) -> Iterator[Issue]:
    """A straight quotation mark stands where the locale's texts, or the source, have typographic ones.

    Why: “ ”, « » and „ “ are what readers of each language know from print.

    Bad:  the “Biopharma” plan  ->  le plan "Biopharma"
    Good: the “Biopharma” plan  ->  le plan « Biopharma »

    When to ignore: in code, and for inches.
    """
    prose = pair.target.prose
    if '"' not in prose:
        return
    is_habit = pair.style.quotes == "typographic"
    if is_habit or (("“" in pair.source.prose or "«" in pair.source.prose) and '"' not in pair.source.prose):
        places = [match.start() for match in re.finditer(r"(?<!\d)\"", prose)]
        signs = _signs(pair) if len(places) % 2 == 0 and len(places) == prose.count('"') else ("", "")
        for index, place in enumerate(places):
            message = f'a straight " stands in a text that needs {_pair_of(pair)}; write these'
            yield Issue(message, place, place + 1, signs[index % 2] or None)


def _signs(pair: Pair) -> tuple[str, str]:
    """What opens and what closes a quotation, spaces included; nothing where the language has more than one way."""
    if pair.language.code == "fr" and pair.style.spacing and pair.style.spacing.guillemets is not None:
        space = pair.style.spacing.guillemets[:1]
        return f"«{space}", f"{space}»"
    return {"de": ("„", "“"), "en": ("“", "”")}.get(pair.language.code, ("", ""))


def _pair_of(pair: Pair) -> str:
    return {"fr": "« »", "de": "„ “", "nl": "‘ ’ or “ ”"}.get(pair.language.code, "“ ”")


@check("info", "certain", "typographical", "'’", needs=lambda pair: pair.style.apostrophe)
def apostrophe(pair: Pair) -> Iterator[Issue]:
    """A straight apostrophe stands where nearly all texts of the locale have the curved one, or the reverse.

    Why: two signs for one thing look careless, and searches find only one of them.

    Bad:  the water  ->  l'eau, on a site that writes l’air
    Good: the water  ->  l’eau

    When to ignore: in code.
    """
    prose, habit = pair.target.prose, pair.style.apostrophe
    if habit == "’" and "'" in prose:
        for match in _STRAIGHT.finditer(prose):
            yield Issue(
                "a straight apostrophe stands in the word; write ’ as elsewhere", match.start(), match.end(), "’"
            )
    elif habit == "'" and "’" in prose and "’" not in pair.source.raw:
        for match in _CURLY.finditer(prose):
            yield Issue("a curved apostrophe stands in the word; write ' as elsewhere", match.start(), match.end(), "'")
