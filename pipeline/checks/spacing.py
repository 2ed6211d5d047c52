"""Spaces, as each language sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.kinds import DIGITS, EDGE, TWO_SPACES, Issue, check
from pipeline.checks.pair import Pair
from pipeline.checks.style import NBSP, NNBSP, Spacing
from pipeline.language.tokens import NOTHING, THING
from pipeline.lazy import pattern

_NAMES = {
    NBSP: "a no-break space (U+00A0)",
    NNBSP: "a narrow no-break space (U+202F)",
    " ": "a space",
    "": "nothing",
    "\u2009": "a thin space",
}
# A high sign, with what may follow it; not in "12:30", "a::b", "http:".
_HIGH = pattern(r"(?P<sign>[:;!?][:;!?]*)(?=[\x00*_]*(?:[\s)\]\"”’»,.…]|\Z))")
_BEHIND_NONE = frozenset(':;!?\\([{"«“/=*&|<')  # what a sign is no sign behind: not in ":-)" or "\:"
_SPACES = " \u00a0\u202f\u2009"
_SPACE_BEFORE = pattern(
    r"(?P<before>(?!“)[^\s:;,.!?(\[{\"«/=*&|<>-])"
    r"(?P<space>[ \u00a0\u202f]+\x00*)(?P<sign>[:;!?,]|\.(?![.\w]))(?=[\s\x00)\]\"”’»]|\Z)"
)
_COMMA = pattern(r"(?P<before>[^\W_]\x00*)(?P<space>[ \u00a0\u202f]+\x00*)(?P<sign>,|\.(?![.\w]))(?=[\s\x00]|\Z)")
_COMMAS, _PUNCTUATION = frozenset(",."), frozenset(",.:;!?")
_OPENING = pattern(r"«(\x00*)([ \u00a0\u202f\u2009]*)(?=\S)")
_CLOSING = pattern(r"(?<=[^\s«])([ \u00a0\u202f\u2009]*)(?=\x00*»)")
_PERCENT = pattern(r"(?<=\d)(?P<space>[ \u00a0\u202f\u2009]?)(?P<sign>%)(?![\w%(])")
_DOUBLE = pattern(r"(?<=[^\s|])[ ]{2,}(?=[^\s|])")


@check("warning", "certain", "typographical", ":;!?%«»", needs=lambda pair: pair.style.spacing)
def french_spacing(pair: Pair) -> Iterator[Issue]:
    """The space before : ; ! ? or inside « » is not the one that the site's French asks for.

    Why: with a plain space the sign may begin a line; with none the text looks foreign. A site chooses its profile in
    site.toml, `[locales.fr] typography`: `fr-typographic`, `fr-nbsp`, `fr-eu` or `fr-CA`. Where it has chosen none,
    what nearly all its texts do is expected of the others.

    Bad:  Attention!  ->  Attention !
    Good: Attention!  ->  Attention\u202f!

    When to ignore: in code, or in a name that is written so.
    """
    spacing = pair.style.spacing
    if spacing is None or pair.language.code != "fr":
        return
    prose = pair.target.prose
    if ":" in prose or ";" in prose or "!" in prose or "?" in prose:
        yield from _before_signs(prose, spacing)
    if "«" in prose or "»" in prose:
        for match in _OPENING.finditer(prose):
            yield from _space(match.start(2), match[2], spacing.guillemets, "behind «")
        for match in _before_closing(prose):
            yield from _space(match.start(1), match[1], spacing.guillemets, "before »")
    if "%" in prose:
        for match in _PERCENT.finditer(prose):
            if match["space"]:  # "42%" without any is many a style's own.
                yield from _space(match.start("space"), match["space"], spacing.percent, 'before "%"')
            elif pair.style.profile:
                yield from _space(match.start("space"), "", spacing.percent, 'before "%"')


def _before_closing(prose: str) -> Iterator[re.Match[str]]:
    """What stands before each ». The pattern alone would look at all places of the text."""
    place = prose.find("»")
    while place >= 0:
        yield from _CLOSING.finditer(prose, len(prose[:place].rstrip(_SPACES + NOTHING)), place + 1)
        place = prose.find("»", place + 1)


def _before_signs(prose: str, spacing: Spacing) -> Iterator[Issue]:
    for match in _HIGH.finditer(prose):
        sign, place = match["sign"], match.start()
        start = place
        while start and prose[start - 1] in _SPACES:
            start -= 1
        end = start
        while end and prose[end - 1] == NOTHING:
            end -= 1
        before = prose[end - 1] if end else " "
        if before.isspace() or before in _BEHIND_NONE:
            continue
        if sign[0] == ":" and (len(sign) > 1 or _is_technical(before, has_space=start < place)):
            continue
        wanted = spacing.colon if sign[0] == ":" else spacing.high
        yield from _space(start, prose[start:place], wanted, f'before "{sign[0]}"')


def _is_technical(before: str, *, has_space: bool) -> bool:
    """Whether a colon belongs to code: behind a placeholder in a listing, or in an address."""
    return before in "\\/_" or (before == THING and not has_space)


def _space(place: int, found: str, wanted: str | None, where: str) -> Iterator[Issue]:
    if wanted is None or found == wanted or (len(found) == 1 and found in wanted):
        return
    right = wanted[:1]
    yield Issue(
        f"{_NAMES.get(found, 'more than one space')} stands {where}; write {_NAMES[right]}",
        place,
        place + len(found),
        right,
    )


def _may_be_spaced(pair: Pair) -> bool:
    target = pair.target
    spaces = [" ", *target.signs.intersection("\u00a0\u202f")]
    signs = _COMMAS if pair.language.code == "fr" else _PUNCTUATION
    if target.tokens:
        spaces += (NOTHING, "\u00a0", "\u202f")
    if "&" not in target.signs:  # A reference may stand for any sign.
        signs = signs & target.signs
    for sign in signs:
        for space in spaces:
            if f"{space}{sign}" in target.prose:
                return True
    return False


@check("warning", "certain", "whitespace", ":;!?,.", needs=_may_be_spaced)
def space_before_punctuation(pair: Pair) -> Iterator[Issue]:
    """A space stands before a sign that follows its word directly: , and . in any language, : ; ! ? outside French.

    Why: it is the mark of a text that was typed by French habit, and the sign may begin a line.

    Bad:  Note: read this.  ->  Opmerking : lees dit.
    Good: Note: read this.  ->  Opmerking: lees dit.

    When to ignore: where the sign is shown as a thing of its own.
    """
    prose = pair.target.prose
    if pair.language.code == "fr":
        pattern = _COMMA
    elif pair.language.code in ("nl", "de", "en", "it", "es", "pt", "da", "sv", "nb", "fi", "pl", "cs"):
        pattern = _SPACE_BEFORE
    else:
        return
    for match in pattern.finditer(prose):
        sign = match["sign"]
        if pair.source.prose.count(f" {sign}") > 0:
            continue
        start = match.start("space")
        yield Issue(
            f'a space stands before "{sign}"; remove it', start, start + len(match["space"].rstrip(NOTHING)), ""
        )


@check("warning", "certain", "whitespace", [TWO_SPACES])
def double_space(pair: Pair) -> Iterator[Issue]:
    """Two spaces stand in a row.

    Why: it is a slip of the hand; in a heading or a button it shows.

    Bad:  Read the guide.  ->  Lisez  le guide.
    Good: Read the guide.  ->  Lisez le guide.

    When to ignore: in a listing whose columns are set with spaces.
    """
    target = pair.target.raw
    if "  " in target and "  " not in pair.source.raw:
        for match in _DOUBLE.finditer(pair.target.prose):
            yield Issue("two spaces stand in a row; keep one", match.start(), match.end(), " ")


@check("warning", "certain", "whitespace", [EDGE])
def edge_space(pair: Pair) -> Iterator[Issue]:
    """The translation begins or ends with white space that the source has not, or lacks what the source has.

    Why: programs put texts together; a space or a line too many or too few glues words or tears a list.

    Bad:  Name  ->  " Nom"
    Good: Name  ->  "Nom"

    When to ignore: where French needs a space before a sign that the program adds.
    """
    source, target = pair.source.raw, pair.target.raw
    if not target.strip() or not source.strip() or not pair.target.lower_words:
        return
    if source[0].isspace() or target[0].isspace():
        wanted, found = source[: len(source) - len(source.lstrip())], target[: len(target) - len(target.lstrip())]
        if wanted.count("\n") != found.count("\n") or bool(wanted) != bool(found):
            yield Issue(_edge(wanted, found, "begins"), 0, len(found), wanted)
    if source[-1].isspace() or target[-1].isspace():
        wanted, found = source[len(source.rstrip()) :], target[len(target.rstrip()) :]
        if wanted.count("\n") != found.count("\n") or bool(wanted) != bool(found):
            yield Issue(_edge(wanted, found, "ends"), len(target) - len(found), len(target), wanted)


def _edge(wanted: str, found: str, what: str) -> str:
    if found and not wanted:
        return f"the translation {what} with white space, unlike the source; remove it"
    if wanted and not found:
        kind = "a line break" if "\n" in wanted else "a space"
        return f"the source {what} with {kind}; the translation must too"
    return f"the translation {what} with other white space than the source; write the same"


@check("info", "possible", "typographical", DIGITS)
def number_grouping(pair: Pair) -> Iterator[Issue]:
    """A plain space stands inside a number, where the line may break.

    Why: "39" at the end of a line and "000" on the next is read as two numbers.

    Bad:  39,000 jobs  ->  39 000 emplois (with a plain space)
    Good: 39,000 jobs  ->  39\u00a0000 emplois

    When to ignore: where the two are two numbers.
    """
    prose = pair.target.prose
    if pair.language.code == "fr" and re.search(r"\d \d\d\d", prose):
        for match in re.finditer(r"(?<![\d ]\s)(?<!\d)\d{1,3}( )\d{3}(?!\d)", prose):
            yield Issue(
                "a plain space stands inside a number; write a no-break space (U+00A0)",
                match.start(1),
                match.end(1),
                NBSP,
            )
