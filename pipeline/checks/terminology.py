"""Terms that the source marks (ITS 2.0, 8.4, and HTML's dfn): is each called the same wherever it is marked?

A catalogue says so in a comment: `TERM: cold chain`, or `TERM: cold chain, where it is explained`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.checks.corpus import Placed
from pipeline.checks.elements import elements
from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Context
from pipeline.checks.subject import shorten
from pipeline.language import Text
from pipeline.language.stems import same_words
from pipeline.po import Message

SIGN = "TERM: "


class Piece(NamedTuple):
    """All of a text, or what stands in one of its codes."""

    code: str  # "" for all of it
    words: str  # as a reader sees them
    start: int
    end: int


class Marked(NamedTuple):
    """A term that the source of a message marks."""

    words: str  # the term
    called: tuple[Piece, ...]  # what may stand for it in the translation: codes that share a name may change places


def marked(message: Message, *, is_page: bool) -> Iterator[Marked]:
    """The terms that are marked in a message, with what the translation calls them."""
    lines = _lines(message)
    if not lines:
        return
    source, target = list(_pieces(message.msgid, is_page)), list(_pieces(message.msgstr, is_page))
    for line in lines:
        meant = [each for each in source if line == each.words or line.startswith(f"{each.words}, ")]
        if meant:
            term = max(meant, key=lambda each: len(each.words))  # What is behind a comma may be part of it.
            yield Marked(term.words, tuple(each for each in target if each.code == term.code))


def _lines(message: Message) -> list[str]:
    if not message.mentions(SIGN) or message.msgid_plural:
        return []
    return [_one_line(line[len(SIGN) :]) for line in message.comment.split("\n") if line.startswith(SIGN)]


def _pieces(raw: str, is_page: bool) -> Iterator[Piece]:
    text = Text(raw, is_page=is_page)
    spans = [("", (0, len(raw))), *((each.name, each.content) for each in elements(text)[0])]
    for code, (start, end) in spans:
        words = _one_line(Text(raw[start:end], is_page=is_page).read)
        if words:
            yield Piece(code, words, start, end)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Deviation(NamedTuple):
    """A message that calls a marked term otherwise than most do."""

    own: Placed
    term: Marked
    other: Placed  # the first of the others
    name: str  # what it is called there


def deviations(
    placed: Iterable[Placed], context: Context, is_settled: Callable[[str], bool] = lambda _: False
) -> Iterator[Deviation]:
    """The messages that call a term of theirs otherwise than most of those that mark it; one for each message.

    `is_settled` says of a term that a glossary has it, and that nothing is to be seen from the others.
    """
    groups: dict[str, list[tuple[Placed, Marked]]] = {}
    for each in placed:
        for term in marked(each.message, is_page=context.is_page):
            if is_settled(term.words):
                continue
            key = same_words(Text(term.words, is_page=context.is_page), context.source_language)
            groups.setdefault(key, []).append((each, term))
    seen: set[int] = set()
    for group in groups.values():
        for found in _deviating(group, context):
            if id(found.own.message) not in seen:
                seen.add(id(found.own.message))
                yield found


def _deviating(group: list[tuple[Placed, Marked]], context: Context) -> Iterator[Deviation]:
    names = [[_name(piece, context) for piece in term.called] for _, term in group]
    # Only where one code can be meant is it certain what the term is called.
    votes = Counter(own[0] for own in names if len(own) == 1)
    if not votes:
        return
    usual = votes.most_common(1)[0][0]
    others = [each for each, own in zip(group, names, strict=True) if own == [usual]]
    (other, as_there), keys = others[0], {each.message.key for each, _ in others}
    for (own, term), called in zip(group, names, strict=True):
        # One source said in two ways is what `inconsistent-translation` finds.
        if called and usual not in called and own.message.key not in keys:
            yield Deviation(own, term, other, as_there.called[0].words)


def _name(piece: Piece, context: Context) -> str:
    return same_words(Text(piece.words, is_page=context.is_page), context.language)


@check("warning", "likely", "terminology")
def term_inconsistent(deviation: Deviation) -> Iterator[Issue]:
    """A term that the source marks is called otherwise than where it is marked elsewhere.

    Marked are `its-term="yes"`, what an ITS rule says to be a term, and HTML’s `dfn`; the catalogue shows `TERM:`.
    Forms of one word, articles and accents are no difference. Where the glossary has the term, its forms count instead.

    Why: who reads the definition of one name does not know what the other one is.

    Bad:  <dfn>cold chain</dfn>  ->  <dfn>chaîne du froid</dfn> in most texts, <dfn>circuit réfrigéré</dfn> in this one
    Good: <dfn>cold chains</dfn>  ->  <dfn>chaînes du froid</dfn>

    When to ignore: where the word means another thing in this text.
    """
    own, there = deviation.term, f"{deviation.other.path}:{deviation.other.message.msgstr_line}"
    name = f'the term "{shorten(own.words)}" is called "{shorten(deviation.name)}" in {there}'
    if len(own.called) == 1:
        piece = own.called[0]
        yield Issue(f'{name}, and "{shorten(piece.words)}" here; use one name', piece.start, piece.end)
    else:
        yield Issue(f"{name}, and otherwise here; use one name")
