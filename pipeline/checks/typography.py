"""Points, brackets and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair
from pipeline.checks.style import NBSP, NNBSP
from pipeline.language.tokens import NOTHING, THING
from pipeline.lazy import pattern

_END_SIGNS = ".:;!?…"
_CLOSING = f"{NOTHING}{NBSP}{NNBSP} \n\t\"'”’“‘»«)]*_`›‹"
_MAY_END = _END_SIGNS + _CLOSING
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# As most brackets are: in pairs, none in another, and no mouth of a face.
_PAIRED = pattern(r"[^()\[\]]*(?:(?:\((?<![:;8'-]\()[^()\[\]]*\)|\[[^()\[\]]*\])[^()\[\]]*)*\Z")
_LIST_MARK = pattern(r"(?:^|[\s\x00])(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|[:;8][-']?[()])\Z")


def _end_otherwise(pair: Pair) -> bool:
    """Whether the last characters may be other signs, or hide them."""
    wanted, found = pair.source.prose[-1:], pair.target.prose[-1:]
    if wanted == found:
        return wanted in _CLOSING or pair.target.prose.endswith("..")
    return wanted in _MAY_END or found in _MAY_END


@check("warning", "likely", "typographical", ".:;!?…", needs=_end_otherwise)
def end_punctuation(pair: Pair) -> Iterator[Issue]:
    """The source ends in a point, a colon, a question mark or the like, and the translation does not, or the reverse.

    Why: a lost point is often a lost end of the sentence; a colon announces what follows on the page.

    Bad:  Read the guide.  ->  Lisez le guide
    Good: Read the guide.  ->  Lisez le guide.

    When to ignore: where the language makes a statement of a question, or a heading of a sentence.
    """
    source = pair.source.prose.rstrip(_CLOSING)
    target = pair.target.prose.rstrip(_CLOSING)
    if not source or not target or pair.language.code not in ("fr", "nl", "de", "en", "es", "it", "pt", "da", "sv"):
        return
    wanted, found = source[-1], target[-1]
    if _ends_in_two_points(target) and not _ends_in_two_points(source):
        yield Issue('the translation ends in ".."; write one point, or "…"', len(target) - 2, len(target))
        return
    if wanted == found or (wanted not in _END_SIGNS and found not in _END_SIGNS):
        return
    if (source.endswith("...") and found == "…") or (target.endswith("...") and wanted == "…"):
        return
    if wanted == THING or (found == THING and wanted not in _END_SIGNS) or not pair.target.lower_words:
        return
    if _may_differ(source, target, pair):
        return
    place = len(target) - 1
    if wanted not in _END_SIGNS:
        yield Issue(f'the translation ends in "{found}", the source in no such sign; compare the two', place, place + 1)
    elif found not in _END_SIGNS:
        yield Issue(f'the "{wanted}" at the end of the source is missing; add it', place, place + 1)
    else:
        yield Issue(f'the translation ends in "{found}", the source in "{wanted}"; compare the two', place, place + 1)


def _ends_in_two_points(text: str) -> bool:
    return text.endswith("..") and not text.endswith("...")


def _may_differ(source: str, target: str, pair: Pair) -> bool:
    """Whether the ends of two texts differ, and nothing is lost."""
    wanted, found = source[-1], target[-1]
    if wanted not in _END_SIGNS:  # A sentence where the source has a phrase.
        return found in ".!" or _is_abbreviation(target, pair)
    if found not in _END_SIGNS and (_is_abbreviation(source, pair) or len(source) < 4):
        return True
    if wanted == ";" and found == ",":  # So German ends the items of a list.
        return True
    return {wanted, found} <= set(".!;") or ({wanted, found} == {".", ":"} and len(pair.source.words) > 40)


def _is_abbreviation(text: str, pair: Pair) -> bool:
    if not text.endswith("."):
        return False
    words = text.rstrip(".").lower().split(" ")
    last = words[-1].strip("(")
    return (
        (len(last) == 1 and last.isalpha())
        or (len(words) == 1 and len(last) <= 6)  # "Sept.", in a list of months
        or last in pair.language.abbreviations
        or last in pair.source_language.abbreviations
        or (not last.isdigit() and "." in last.strip("."))
    )


def _may_be_alone(pair: Pair) -> bool:
    prose = pair.target.prose
    return any(map(prose.__contains__, "()[]")) and not _PAIRED.match(prose)


@check("warning", "likely", "typographical", "()[]", needs=_may_be_alone)
def bracket(pair: Pair) -> Iterator[Issue]:
    """A bracket has lost its partner.

    Why: the reader looks for the end of the aside.

    Bad:  A page (new)  ->  Une page (nouvelle
    Good: A page (new)  ->  Une page (nouvelle)

    When to ignore: in a list numbered a), b), c).
    """
    prose = pair.target.prose
    fault = _unbalanced(prose)
    if fault is not None and _unbalanced(pair.source.prose) is None:
        sign = prose[fault]
        yield Issue(f'"{sign}" has no partner; write both brackets or none', fault, fault + 1)


def _unbalanced(prose: str) -> int | None:
    """Where a bracket stands alone."""
    opened: list[int] = []
    for match in re.finditer(r"[()\[\]]", prose):
        if _LIST_MARK.search(prose, max(0, match.start() - 5), match.end()) and not opened:
            continue
        if match[0] in "([":
            opened.append(match.start())
        elif opened and prose[opened[-1]] == _BRACKETS[match[0]]:
            opened.pop()
        else:
            return match.start()
    return opened[0] if opened else None


@check("info", "likely", "typographical", "(", needs=lambda pair: "(" not in pair.target.prose)
def bracket_lost(pair: Pair) -> Iterator[Issue]:
    """The source has an aside in brackets, and the translation has none at all.

    Why: words in brackets are easily dropped with them.

    Bad:  the World Health Organization (WHO)  ->  l’Organisation mondiale de la Santé
    Good: the World Health Organization (WHO)  ->  l’Organisation mondiale de la Santé (OMS)

    When to ignore: where the aside only explained a word that your readers know.
    """
    source, target = pair.source.prose, pair.target.prose
    if "(" in source and "(" not in target and "[" not in target and "–" not in target and "—" not in target:
        inside = re.search(r"\(([^()]*)\)", source)
        if (
            inside
            and 1 < len(inside[1]) < 40
            and len(inside[0]) < len(source) / 2
            and target.count(",") <= source.count(",")
        ):
            yield Issue(f'"({inside[1]})" of the source has no brackets in the translation; see whether it was lost')


@check("info", "certain", "typographical", ".", needs=lambda pair: "..." in pair.target.prose)
def ellipsis(pair: Pair) -> Iterator[Issue]:
    """Three points stand where the source and the locale's other texts have the sign "…".

    Why: three points may be torn apart at the end of a line, and are read out one by one.

    Bad:  Loading…  ->  Chargement...
    Good: Loading…  ->  Chargement…

    When to ignore: in code.
    """
    prose = pair.target.prose
    if "..." in prose and ("…" in pair.source.prose or pair.style.ellipsis == "…"):
        for match in re.finditer(r"(?<!\.)\.\.\.(?!\.)", prose):
            yield Issue('three points stand for "…"; write the sign', match.start(), match.end(), "…")


@check("info", "likely", "typographical", "-", needs=lambda pair: " - " in pair.target.prose)
def dash(pair: Pair) -> Iterator[Issue]:
    """A hyphen between spaces stands for a dash that the source has.

    Why: a hyphen joins, a dash parts.

    Bad:  Belgium – land of vaccines  ->  La Belgique - terre de vaccins
    Good: Belgium – land of vaccines  ->  La Belgique – terre de vaccins

    When to ignore: as a sign of subtraction.
    """
    prose = pair.target.prose
    if " - " in prose and (" – " in pair.source.prose or "—" in pair.source.prose) and " - " not in pair.source.prose:
        for match in re.finditer(r"(?<=[^\W\d_] )-(?= \S)", prose):
            yield Issue("a hyphen stands for a dash; write –", match.start(), match.end(), "–")
