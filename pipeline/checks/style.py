"""How the texts of a locale are written: as its settings say, or as most of them are.

Spaces before French punctuation, quotation marks, apostrophes and the form of address are a house's choice. Where no
choice is declared, what nearly all texts do is taken for it, and the few that differ are found.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.language import Language
from pipeline.lazy import pattern

NBSP, NNBSP = "\u00a0", "\u202f"

_SIGN = pattern(r"[:;!?»](?=[\s\"”’»)]|\Z)")
# An ASCII quotation mark is one before a word, an apostrophe one inside a word. Each begins with its sign: `re` finds a
# sign much sooner than one of several.
_ASCII_QUOTE = pattern(r"\"(?<![\w=]\")(?=[^\W\d_])")
_APOSTROPHES = {each: pattern(rf"{each}(?<=[^\W\d_].)(?=[^\W\d_])") for each in "'’"}
_SIE = pattern(r"[SI](?<=[a-zäöüß,] .)(?:(?<=S)ie|(?<=I)hr(?:e[nmrs]?)?)\b")
ENOUGH = 400_000  # characters: a habit shows in far fewer
# A habit needs some texts, and hardly an exception.
_LEAST, _MOST = 5, 0.8


class Spacing(NamedTuple):
    """What stands before each of the French signs: the characters that are right, the first one where one is put in.

    None where the texts have no habit.
    """

    colon: str | None
    high: str | None  # before ; ! ?
    guillemets: str | None  # inside « »
    percent: str | None


PROFILES = {
    # Imprimerie nationale, Lexique: no-break space before ":" and in « », a narrow one before ; ! ?
    "fr-typographic": Spacing(NBSP, NNBSP, NBSP, NBSP + NNBSP),
    "fr-nbsp": Spacing(NBSP, NBSP, NBSP, NBSP),
    # Interinstitutional Style Guide of the EU, 6.4: none before : ; ! ?, « » tight, a hard space before %
    "fr-eu": Spacing("", "", "", NBSP),
    # Office québécois de la langue française: no-break before ":" and in « », none before ; ! ?
    "fr-CA": Spacing(NBSP, "", NBSP, NBSP),
}
_ANY_FRENCH = Spacing(NBSP + NNBSP, NBSP + NNBSP, NBSP + NNBSP, NBSP + NNBSP)


class Style(NamedTuple):
    """The habits of a locale's texts."""

    spacing: Spacing | None = None  # French; None: spaces are as in other languages, or no habit can be seen
    profile: str = ""  # the declared one
    quotes: str = ""  # "typographic", "ascii"; "": no habit
    apostrophe: str = ""  # "’", "'"; "": no habit
    ellipsis: str = ""  # "…", "..."; "": no habit
    register: str = ""  # "formal", "informal"; "": no habit


def style_of(
    texts: Iterable[str], language: Language, locale: str, *, typography: str = "", register: str = ""
) -> Style:
    """The habits of some translations; what is declared goes before what is seen."""
    joined = "\n".join(texts)[:ENOUGH]
    seen = Style(
        spacing=_spacing(joined, locale) if language.code == "fr" else None,
        quotes=_habit({"ascii": len(_ASCII_QUOTE.findall(joined)), "typographic": sum(map(joined.count, "“„«»"))}),
        apostrophe=_habit({each: len(inside.findall(joined)) for each, inside in _APOSTROPHES.items()}),
        ellipsis=_habit({"…": joined.count("…"), "...": joined.count("...")}),
        register=_register(joined, language),
    )
    if typography in PROFILES:
        seen = seen._replace(spacing=PROFILES[typography], profile=typography)
    return seen._replace(register=register) if register else seen


def _spacing(joined: str, locale: str) -> Spacing | None:
    spaces: dict[str, int] = {}
    colons: dict[str, int] = {}
    quotes: dict[str, int] = {}
    for match in _SIGN.finditer(joined):
        sign, place = match[0], match.start()
        space = joined[place - 1] if place and joined[place - 1] in " \u00a0\u202f\u2009" else ""
        before = joined[place - 1 - len(space) : place - len(space)]
        if not before.isalpha():
            continue
        counts = colons if sign == ":" else quotes if sign == "»" else spaces
        counts[space] = counts.get(space, 0) + 1
    default = PROFILES["fr-CA"] if locale.replace("-", "_") == "fr_CA" else _ANY_FRENCH

    def of(counts: dict[str, int], default: str | None) -> str | None:
        total = sum(counts.values())
        hard = counts.get(NBSP, 0) + counts.get(NNBSP, 0)
        if total < _LEAST:
            return default
        if hard >= _MOST * total:
            return NNBSP + NBSP if counts.get(NNBSP, 0) >= 0.9 * total else default or NBSP + NNBSP
        return "" if counts.get("", 0) >= _MOST * total else None

    found = Spacing(
        of(colons, default.colon), of(spaces, default.high), of(quotes, default.guillemets), default.percent
    )
    if None not in found:
        return found
    # Of a house that is not of one mind about a sign, nothing is known about those that it hardly writes.
    sure = Spacing(of(colons, None), of(spaces, None), of(quotes, None), None)
    return sure if any(sure) else None


def _register(joined: str, language: Language) -> str:
    if not language.informal:
        return ""
    if _as_written(language.informal).isdisjoint(joined.split()):  # To write all in lower case takes longer.
        return "formal"
    words = joined.lower().split()
    formal = sum(map(language.formal.__contains__, words))
    informal = sum(map(language.informal.__contains__, words))
    if language.code == "de":
        formal += len(_SIE.findall(joined))
    if formal + informal < _LEAST:
        return "formal"
    return _habit({"formal": formal, "informal": informal})


@cache
def _as_written(words: frozenset[str]) -> frozenset[str]:
    """Words as they may stand in a text: "du", "Du", "DU"."""
    return words.union(map(str.capitalize, words), map(str.upper, words))


def _habit(counts: dict[str, int]) -> str:
    """What nearly all do; "" where there is no such thing."""
    total = sum(counts.values())
    if total < _LEAST:
        return ""
    most = max(counts, key=lambda each: counts[each])
    return most if counts[most] >= _MOST * total else ""
