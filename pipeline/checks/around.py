"""Codes and the words that they stand around: the right ones, with a space beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.elements import Element, elements, signature
from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair
from pipeline.language.text import Text
from pipeline.language.tokens import THING, Token
from pipeline.lazy import pattern

_FIGURE = pattern(r"\d")
_CODE = pattern(r"\A[a-z]+\d+\Z")
_TAG = pattern(r"<(?P<end>/?)(?P<name>[\w.:-]+)(?P<attributes>[^<>]*?)(?P<void>/?)>\Z", re.DOTALL)


@check("warning", "likely", "markup", "<")
def links_swapped(pair: Pair) -> Iterator[Issue]:
    """Two links, or two other codes of one kind, have changed places, and their words have not.

    Why: each of them leads readers to the place of the other.

    Bad:  <a>Contact</a> or <a2>help</a2>  ->  <a2>Contact</a2> ou <a>aide</a>
    Good: <a>Contact</a> or <a2>help</a2>  ->  <a>Contact</a> ou <a2>aide</a2>

    When to ignore: where the sentence of your language names them in the other order.
    """
    if pair.target.raw.count("</") < 2:
        return
    here, there = _links(pair.source), _links(pair.target)
    if len(here) != len(there) or len(here) < 2 or {key for key, _ in here} != {key for key, _ in there}:
        return
    if len({key for key, _ in here}) != len(here):
        return
    words = dict(here)
    for (key, found), (original, other) in zip(there, here, strict=True):
        if key != original:
            kept, swapped = _alike(words[key], found), _alike(other, found)
            if kept > swapped + 0.15:
                continue
            start = pair.target.raw.find(found)
            yield Issue(
                f'"{_shown(found)}" has the link of "{_shown(words[key])}"; see whether two links have changed places',
                max(start, 0),
                max(start, 0) + len(found),
            )
            return


def _links(text: Text) -> list[tuple[str, str]]:
    """Elements that are told from their likes, by what tells them, with their words."""
    found = []
    for element in elements(text)[0]:
        if element.content == (0, 0):
            continue
        key = "".join(f"{name}={value};" for name, value in signature(element)[1])
        if key or element.name == "a" or _CODE.match(element.name):
            found.append(
                (re.sub(r"\d+$", "", element.name) + "|" + (key or element.name), text.raw[slice(*element.content)])
            )
    return found


def _alike(one: str, other: str) -> float:
    """How much two words look like each other: names and words of one root do, across our languages."""
    from difflib import SequenceMatcher  # Few texts are so far alike that it is asked.

    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _shown(text: str) -> str:
    return text if len(text) < 40 else text[:40].rsplit(" ", 1)[0] + "…"


@check("warning", "likely", "markup", "<")
def code_on_other_words(pair: Pair) -> Iterator[Issue]:
    """A link or another code stands around other words than in the source.

    Why: the reader who follows "the" or the wrong name does not get what it promised.

    Bad:  Read <a>the guide</a> first.  ->  Lisez d’abord <a>le</a> guide.
    Good: Read <a>the guide</a> first.  ->  Lisez d’abord <a>le guide</a>.

    When to ignore: where your language says it in other words.
    """
    if "</" not in pair.target.raw:
        return
    here = {(element.name, index): element for index, element in _numbered(pair.source)}
    for index, element in _numbered(pair.target):
        other = here.get((element.name, index))
        if other is None or element.content == (0, 0) or other.content == (0, 0):
            continue
        found, was = pair.target.raw[slice(*element.content)], pair.source.raw[slice(*other.content)]
        fault = _misplaced(found, was, pair)
        if fault:
            yield Issue(
                f'<{element.name}> stands around "{_shown(found)}", in the source around "{_shown(was)}"; {fault}',
                *element.content,
            )


def _numbered(text: Text) -> Iterator[tuple[int, Element]]:
    count: Counter[str] = Counter()
    for element in elements(text)[0]:
        yield count[element.name], element
        count[element.name] += 1


def _misplaced(found: str, was: str, pair: Pair) -> str:
    """What is wrong with the words that a code stands around; "" where nothing seems to be."""
    if found.strip() == was.strip():
        return ""
    inside, source = Text(found, is_page=pair.context.is_page), Text(was, is_page=pair.context.is_page)
    same = "put it around the same as in the source"
    for token in source.tokens:
        if token.kind not in ("tag", "entity") and token.text in pair.target.raw and token.text not in found:
            return same
    if _FIGURE.search(source.prose) and not _FIGURE.search(inside.prose) and _FIGURE.search(pair.target.prose):
        return same
    if not inside.lower_words or not source.lower_words:
        return ""
    own, others = pair.language.function_words, pair.source_language.function_words
    if len(inside.lower_words) < 4 and inside.vocabulary <= own and not source.vocabulary <= others:
        return "put it around the words that it belongs to"
    # Names, and words that both languages have: where these are, the code should be.
    telling = {word for word in source.vocabulary if len(word) > 4 and word not in others}
    if telling & pair.target.vocabulary and telling.isdisjoint(inside.vocabulary) and len(inside.lower_words) < 3:
        return same
    return ""


@check("warning", "likely", "whitespace", "<%{`$")
def space_beside_code(pair: Pair) -> Iterator[Issue]:
    """The space between a code and the word beside it is lost: the two are glued together.

    Why: "Lisezle guide" is what the reader sees.

    Bad:  Read <a>the guide</a> first.  ->  Lisez d’abord<a>le guide</a>.
    Good: Read <a>the guide</a> first.  ->  Lisez d’abord <a>le guide</a>.

    When to ignore: in a compound that your language writes as one word.
    """
    raw, prose = pair.target.raw, pair.target.prose
    if not pair.target.tokens:
        return
    spaced: set[str] | None = None
    for token in pair.target.tokens:
        if not (prose[token.start - 1 : token.start].isalnum() or prose[token.end : token.end + 1].isalnum()):
            continue  # No word is near.
        if token.kind not in ("tag", "placeholder", "literal"):
            continue
        before, after = _glue(pair.target, token)
        if not before and not after:
            continue
        if spaced is None:
            spaced = {token.text for token in pair.source.tokens}
            spaced -= {token.text for token in pair.source.tokens if any(_glue(pair.source, token))}
        if token.text in spaced or (token.kind == "tag" and not _same_tags(token, pair)):
            place = token.start if before else token.end
            if (
                token.kind == "tag"
                and raw[token.start : token.start + 2] == "</"
                and re.match(r"[^\W\d_]{1,3}(?![^\W_])", prose[token.end :])
            ):
                continue  # An ending: "<kbd>Enter</kbd>s".
            yield Issue(f"{token.text} is glued to the word beside it; put a space between them", place, place)


def _same_tags(token: Token, pair: Pair) -> bool:
    """Whether such a tag is glued in the source too."""
    name = _TAG.match(token.text)
    return (
        (
            name is not None
            and any(
                any(_glue(pair.source, other))
                for other in pair.source.tags
                if (match := _TAG.match(other.text)) and match["name"] == name["name"]
            )
        )
        or name is None
        or not any((match := _TAG.match(other.text)) and match["name"] == name["name"] for other in pair.source.tags)
    )


def _glue(text: Text, token: Token) -> tuple[bool, bool]:
    """Whether a word is glued to the outer side of a token: before it, behind it."""
    prose = text.prose
    left = prose[token.start - 1] if token.start else " "
    right = prose[token.end] if token.end < len(prose) else " "
    if token.kind == "tag":
        is_end = token.text.startswith("</")
        if is_end:
            return False, right.isalnum() and _inner(prose, token.start - 1).isalnum()
        if token.text.endswith("/>"):
            return False, False
        inner = _inner(prose, token.end)
        return left.isalnum() and (inner.isalnum() or inner == THING), False
    return left.isalpha(), right.isalpha()


def _inner(prose: str, place: int) -> str:
    return prose[place] if 0 <= place < len(prose) else " "
