"""Is all of the source in the translation, and nothing else?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.kinds import LIMITED, LONGER, SHORTER, UNEVEN, Issue, check
from pipeline.checks.pair import LONG, SHORT, Pair
from pipeline.language.sentences import most_sentences, sentence_ends
from pipeline.lazy import pattern

_MAX = pattern(r"^MAX: (\d+) (characters|bytes in ([\w-]+))", re.MULTILINE)
_PICTURE = pattern(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)\Z", re.IGNORECASE)


@check("warning", "likely", "omission", [SHORTER])
def sentence_dropped(pair: Pair) -> Iterator[Issue]:
    """The translation has fewer sentences than the source, and is short for it.

    Why: a sentence that one language lacks is a right or a warning that its readers do not know of.

    Bad:  The office is closed. Come back on Monday.  ->  Le bureau est fermé.
    Good: The office is closed. Come back on Monday.  ->  Le bureau est fermé. Revenez lundi.

    When to ignore: where two sentences were made one and nothing is missing.
    """
    ratio, most = pair.ratio, most_sentences(pair.source)
    if most < 2 or ratio >= 1 - SHORT / most:
        return
    here = sentence_ends(pair.source, pair.source_language)
    there = sentence_ends(pair.target, pair.language) if len(here) > 1 else here
    if len(there) >= len(here):
        return
    joints = _joints(pair.target.prose) - _joints(pair.source.prose)  # Two sentences may become one with a ";".
    if len(there) + max(joints, 0) < len(here) or ratio < 0.7:
        lost = len(here) - len(there)
        if ratio < 1 - SHORT * lost / len(here) and _has_words(pair):
            yield Issue(
                f"the source has {len(here)} sentences, the translation {len(there)}, and is short; "
                "see whether one was lost"
            )


def _joints(prose: str) -> int:
    return sum(map(prose.count, (";", ": ", "\u00a0:", " (", "–", "—")))


@check("warning", "likely", "addition", [LONGER])
def sentence_added(pair: Pair) -> Iterator[Issue]:
    """The translation has more sentences than the source, and is long for it.

    Why: what one language says and the others do not was added by hand, or was left from an earlier text.

    Bad:  The office is closed.  ->  Le bureau est fermé. Revenez lundi.
    Good: The office is closed.  ->  Le bureau est fermé.

    When to ignore: where one sentence was made two and nothing was added.
    """
    ratio = pair.ratio
    if ratio <= 1 + LONG / most_sentences(pair.source) or most_sentences(pair.target) < 2:
        return
    there = sentence_ends(pair.target, pair.language)
    here = sentence_ends(pair.source, pair.source_language) if len(there) > 1 else there
    if len(there) > len(here) and ratio > 1 + LONG / len(here) and _has_words(pair):
        yield Issue(
            f"the source has {len(here)} sentence{'s' if len(here) > 1 else ''}, the translation {len(there)}, "
            "and is long; see whether one was added"
        )


@check("warning", "likely", "omission", [UNEVEN])
def short_translation(pair: Pair) -> Iterator[Issue]:
    """The translation is much shorter than such a source usually asks for.

    Why: the end was lost when it was copied, or the translator stopped half way.

    Bad:  Each public body publishes its decisions on its website.  ->  Chaque organisme
    Good: Each public body publishes its decisions on its website.  ->  Chaque organisme public les publie en ligne.

    When to ignore: where your language has one word for it.
    """
    if pair.source.length >= 40 and _has_words(pair) and pair.ratio < (0.5 if pair.source.length < 80 else 0.56):
        yield Issue("the translation is much shorter than the source; see whether something is missing")


@check("warning", "possible", "length", [UNEVEN])
def long_translation(pair: Pair) -> Iterator[Issue]:
    """The translation is much longer than such a source usually asks for.

    Why: it holds two texts, or the translation of another one.

    Bad:  Save your work now  ->  Enregistrez votre travail, fermez la fenêtre et rentrez chez vous
    Good: Save your work now  ->  Enregistrez votre travail

    When to ignore: where a short source needs an explanation in your language.
    """
    if pair.source.length >= 15 and _has_words(pair) and pair.ratio > (2.4 if pair.source.length < 40 else 1.9):
        yield Issue("the translation is much longer than the source; see whether it holds more than that")


def _has_words(pair: Pair) -> bool:
    """Whether the source has so many words that lengths can be compared."""
    return len(pair.source.lower_words) > 2


@check("error", "certain", "length", [LIMITED])
def too_long(pair: Pair) -> Iterator[Issue]:
    """The translation is longer than what its place can hold: the page, or ITS storage size, sets a limit.

    The catalogue says so in a comment: `MAX: 60 characters`, or `MAX: 60 bytes in UTF-8`; Weblate's flag
    `max-length:60` is read too.

    Why: the program or the form that takes the text cuts the end off.

    Bad:  Save (MAX: 10 characters)  ->  Enregistrer maintenant
    Good: Save (MAX: 10 characters)  ->  Sauver

    When to ignore: never; find shorter words.
    """
    message = pair.message
    if "MAX: " in message.comment and (match := _MAX.search(message.comment)):
        limit = int(match[1])
        length = len(pair.target.raw.encode(match[3], "replace")) if match[3] else len(pair.target.read)
        if length > limit:
            unit = "bytes" if match[3] else "characters"
            yield Issue(f"{length} {unit} stand where {limit} are the most; find shorter words")
    for flag in message.flags:
        if flag.startswith("max-length:") and flag[11:].isdigit() and len(pair.target.raw) > int(flag[11:]):
            yield Issue(f"{len(pair.target.raw)} characters stand where {flag[11:]} are the most; find shorter words")


@check("warning", "likely", "whitespace", "\n")
def line_count(pair: Pair) -> Iterator[Issue]:
    """The translation has another number of paragraphs than the source.

    Why: programs show them line by line; one that is lost was often lost with its words.

    Bad:  "One.\\n\\nTwo."  ->  "Un. Deux."
    Good: "One.\\n\\nTwo."  ->  "Un.\\n\\nDeux."

    When to ignore: where your language needs another line.
    """
    source, target = pair.source.raw, pair.target.raw
    if "\n\n" in source.strip() or "\n\n" in target.strip():
        here, there = source.strip().count("\n\n"), target.strip().count("\n\n")
        if here != there:
            yield Issue(f"the source has {here + 1} paragraphs, the translation {there + 1}; write the same")


@check("warning", "likely", "omission", ".", needs=lambda pair: " " not in pair.target.raw.strip())
def file_name_as_text(pair: Pair) -> Iterator[Issue]:
    """The whole text is the name of a picture's file.

    Why: who cannot see the picture hears "cover final 2 dot jpg".

    Bad:  cover-final-2.jpg  ->  cover-final-2.jpg
    Good: A researcher at a microscope  ->  Une chercheuse au microscope

    When to ignore: in a list of files.
    """
    target = pair.target.raw.strip()
    if " " not in target and _PICTURE.search(target):
        yield Issue("the text is the name of a file; say what the picture shows")
