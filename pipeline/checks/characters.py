"""Characters that no reader should get, though most look like nothing, or like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.kinds import ODD, Check, Issue, check
from pipeline.checks.pair import Pair
from pipeline.lazy import pattern

# UTF-8 that was read as Windows-1252 or Latin-1: a lead byte as a letter, what follows it as a sign.
_MOJIBAKE = pattern(
    "(?:[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[\u00e2][\u0080\u20ac][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00ef\u00bb\u00bf)+"
)
_BIDI = pattern("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = pattern("[\u200b\u200c\u200d\u2060-\u2064\ufeff\u180e]")
_CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_OTHER_SCRIPT = pattern("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff5a\U0001d400-\U0001d7ff]")
_WORD = pattern(r"[^\W\d_]+")
# Letters of Cyrillic and Greek that look like Latin ones, with these.
_ALIKE = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True))
_ALIKE.update(zip("οανυιρκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavuipkxABEZHIKMNOPTYX", strict=True))


@check("error", "likely", "characters", "ÂÃÄÅâï")
def mojibake(pair: Pair) -> Iterator[Issue]:
    """A text was read in a wrong encoding on its way: "é" has become "Ã©".

    Why: it is the most visible sign of a careless site, and readers cannot always guess the letter.

    Bad:  Health  ->  SantÃ©
    Good: Health  ->  Santé

    When to ignore: in a text about encodings, which shows such a thing on purpose.
    """
    target = pair.target.raw
    if not target.isascii():
        for match in _MOJIBAKE.finditer(target):
            if match[0] in pair.source.raw:
                continue
            meant = _decoded(match[0])
            what = (
                f'"{match[0]}" is "{meant}" in a wrong encoding; write "{meant}"'
                if meant
                else f'"{match[0]}" is text in a wrong encoding; type it anew'
            )
            yield Issue(what, match.start(), match.end())


def _decoded(text: str) -> str:
    """What was meant, if that can be told."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


@check("warning", "certain", "characters", [ODD])
def not_nfc(pair: Pair) -> Iterator[Issue]:
    """A letter is written as a base letter with a mark of its own, not as one character (Unicode, form NFC).

    Why: it looks the same, but searches and sorting miss it, and fonts may draw it badly.

    Bad:  Health  ->  Sante\u0301
    Good: Health  ->  Sant\u00e9

    When to ignore: never; `--fix` mends it.
    """
    target = pair.target.raw
    if not target.isascii() and not unicodedata.is_normalized("NFC", target):
        for match in re.finditer("[^\\W_][\u0300-\u036f]+", target):
            composed = unicodedata.normalize("NFC", match[0])
            if composed != match[0]:
                message = f'"{composed}" is written with a combining mark; write it as one character'
                yield Issue(message, match.start(), match.end(), composed)


@check("error", "likely", "characters", [ODD])
def homoglyph(pair: Pair) -> Iterator[Issue]:
    """A word mixes in a letter of another script that looks like one of its own.

    Why: nobody sees it, and no search finds the word; it is also how addresses are forged.

    Bad:  Page  ->  P\u0430ge (with a Cyrillic \u0430)
    Good: Page  ->  Page

    When to ignore: in a formula, where Greek letters stand beside Latin ones.
    """
    target = pair.target.raw
    if not target.isascii() and _OTHER_SCRIPT.search(target):
        known = {word for word in _WORD.findall(pair.source.raw) if not word.isascii()}
        for match in _WORD.finditer(pair.target.prose):
            word = match[0]
            if word.isascii() or word in known:
                continue
            strange = [(index, letter) for index, letter in enumerate(word) if _OTHER_SCRIPT.match(letter)]
            if not strange:
                continue
            latin = len(word) > len(strange)
            if latin or (len(strange) == len(word) <= 3 and all(letter in _ALIKE for _, letter in strange)):
                for index, letter in strange:
                    name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
                    place = match.start() + index
                    yield Issue(
                        f'"{word}" holds the {name} (U+{ord(letter):04X}); type the Latin letter',
                        place,
                        place + 1,
                        _ALIKE.get(letter) if latin else None,
                    )


@check("error", "certain", "characters", [ODD])
def bidi_control(pair: Pair) -> Iterator[Issue]:
    """A sign that turns the direction of writing stands in a text that has no need of one.

    Why: it is invisible, and it can show a reader another text than the one that is there.

    Bad:  Page 12  ->  Page \u202e12
    Good: Page 12  ->  Page 12

    When to ignore: where a name in Arabic or Hebrew needs one, and the source has it too.
    """
    yield from _invisible(pair, _BIDI, "turns the direction of writing")


@check("warning", "certain", "characters", [ODD])
def zero_width(pair: Pair) -> Iterator[Issue]:
    """A character without width stands in the text.

    Why: it splits words for searches and for speech, and no eye sees it.

    Bad:  database  ->  base\u200bde données
    Good: database  ->  base de données

    When to ignore: where a long address needs a place to break, and the source has it too.
    """
    yield from _invisible(pair, _ZERO_WIDTH, "has no width")


@check("warning", "certain", "characters", "\u00ad")
def soft_hyphen(pair: Pair) -> Iterator[Issue]:
    """A soft hyphen stands in a word.

    Why: browsers divide words by themselves; a soft hyphen breaks searches and copied text.

    Bad:  Land use plan  ->  Flächen\u00adnutzungsplan
    Good: Land use plan  ->  Flächennutzungsplan

    When to ignore: in a long word of a narrow heading that you have looked at.
    """
    target = pair.target.raw
    if "\u00ad" in target and "\u00ad" not in pair.source.raw:
        for match in re.finditer("\u00ad", target):
            yield Issue("a soft hyphen (U+00AD) stands in the text; remove it", match.start(), match.end(), "")


@check("error", "certain", "characters", [ODD])
def control_character(pair: Pair) -> Iterator[Issue]:
    """A control character stands in the text, as U+0085 or U+2028.

    Why: no page needs one, XML forbids most, and readers get a box or a broken line.

    Bad:  Next  ->  Suivant\\u0085
    Good: Next  ->  Suivant

    When to ignore: never; `--fix` removes it.
    """
    target = pair.target.raw
    if not target.isprintable() and (match := _CONTROL.search(target)):
        for match in _CONTROL.finditer(target):
            if match[0] not in pair.source.raw:
                message = f"the control character U+{ord(match[0]):04X} cannot stand in a page; remove it"
                # A line ends at these two: where one is taken out, words must not meet.
                fix = " " if match[0] in "\u0085\u2028\u2029" and not _at_edge(match) else ""
                yield Issue(message, match.start(), match.end(), fix)


def _at_edge(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return any(not each or each.isspace() for each in around)


@check("error", "certain", "characters", "\ufffd")
def replacement_character(pair: Pair) -> Iterator[Issue]:
    """The sign that stands for a lost character is in the text: \ufffd.

    Why: a letter was lost when the file was converted, and readers see that.

    Bad:  Health  ->  Sant\ufffd
    Good: Health  ->  Santé

    When to ignore: in a text about encodings, whose source has it too.
    """
    target = pair.target.raw
    if "\ufffd" in target and "\ufffd" not in pair.source.raw:
        place = target.index("\ufffd")
        yield Issue('"\ufffd" stands for a character that was lost; type the letter', place, place + 1)


@check("warning", "certain", "characters", [ODD])
def private_use(pair: Pair) -> Iterator[Issue]:
    """A character of the private use area stands in the text.

    Why: it shows only with the font of whoever typed it.

    Bad:  Next  ->  Suivant \ue001
    Good: Next  ->  Suivant →

    When to ignore: where the page brings the font, and the source has it too.
    """
    yield from _invisible(pair, _PRIVATE, "is for private use")


def _invisible(pair: Pair, pattern: re.Pattern[str], what: str) -> Iterator[Issue]:
    target = pair.target.raw
    if not target.isascii():
        for match in pattern.finditer(target):
            if match[0] not in pair.source.raw:
                message = f"U+{ord(match[0]):04X} {what}; remove it"
                yield Issue(message, match.start(), match.end(), "" if pattern is not _PRIVATE else None)


FAMILY: tuple[Check[Pair], ...] = (
    mojibake,
    not_nfc,
    homoglyph,
    bidi_control,
    zero_width,
    soft_hyphen,
    control_character,
    replacement_character,
    private_use,
)
"""The checks that a text of any language passes."""
