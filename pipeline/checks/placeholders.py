"""Placeholders: what a program puts in when the text is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair
from pipeline.language.text import Text
from pipeline.lazy import pattern

_CONVERSION = pattern(
    r"%(?:\((?P<name>[\w.]+)\)|(?P<place>\d+)\$)?[-+#0 ']*\*?\d*(?:\.(?:\d+|\*))?(?:hh|ll|[hljztL])?(?P<kind>[A-Za-z@])"
)


_NONE: Counter[str] = Counter()


def _differ(pair: Pair) -> bool:
    """Whether source and translation have other codes, or in another order: most have the same."""
    return not pair.has_same_tokens


def _placeholders(text: Text) -> list[str]:
    """The placeholders of a text, in one form each: "%5.2f" is a "%f"."""
    found = []
    for token in text.tokens:
        if token.kind == "icu":
            match = re.match(r"\{\s*(\w+)\s*,\s*(\w+)", token.text)
            if match:
                found.append(f"{{{match[1]}, {match[2]}}}")
        elif token.kind == "literal":
            found += re.findall(r"%\(\w+\)s|\{[A-Za-z_][\w.]*\}", token.text)
        elif token.kind == "placeholder" and token.text != "%%":
            match = _CONVERSION.fullmatch(token.text)
            if match is None:
                found.append(re.sub(r"\s+", " ", token.text))
            elif match["name"] or match["place"]:
                name = f"({match['name']})" if match["name"] else f"{match['place']}$"
                found.append(f"%{name}{match['kind'].lower()}")
            else:
                found.append("%" + {"i": "d"}.get(match["kind"], match["kind"]))
    return found


def _without_places(found: list[str]) -> list[str]:
    return [re.sub(r"^%\d+\$(?=[a-z@]$)", "%", each) for each in found]


@check("error", "certain", "markup", "%{$", needs=_differ, on_pages=False)
def placeholder_lost(pair: Pair) -> Iterator[Issue]:
    """A placeholder of the source is missing from the translation. The form for one thing may leave out the number.

    Why: the reader does not learn the name, the number or the date that the program has to tell.

    Bad:  Delete %(name)s?  ->  Supprimer ?
    Good: Delete %(name)s?  ->  Supprimer %(name)s ?

    When to ignore: never.
    """
    here, there = _counted(pair)
    for each in here:
        if here[each] > there[each]:
            if pair.message.msgid_plural and (pair.form == 0 or each.startswith("%d") or _is_in_one_form(each, pair)):
                continue
            if each.startswith("{%") or there[each]:
                continue
            yield Issue(f"{each} of the source is missing from the translation; put it where the value belongs")


def _is_in_one_form(each: str, pair: Pair) -> bool:
    """Whether the source itself leaves it out in one of its forms."""
    return each not in _placeholders(Text(pair.message.msgid)) or each not in _placeholders(
        Text(pair.message.msgid_plural)
    )


@check("error", "certain", "markup", "%{$", needs=_differ, on_pages=False)
def placeholder_unknown(pair: Pair) -> Iterator[Issue]:
    """The translation has a placeholder that the source has not.

    Why: the program stops with an error when it shows the text.

    Bad:  Delete %(name)s?  ->  Supprimer %(nom)s ?
    Good: Delete %(name)s?  ->  Supprimer %(name)s ?

    When to ignore: never.
    """
    here, there = _counted(pair)
    if not there:
        return
    if pair.message.msgid_plural:
        here = (
            here
            | Counter(_placeholders(Text(pair.message.msgid)))
            | Counter(_placeholders(Text(pair.message.msgid_plural)))
        )
    for each in there:
        if not here[each]:
            yield Issue(f"{each} is not in the source; write the placeholder as it is there")


def _counted(pair: Pair) -> tuple[Counter[str], Counter[str]]:
    """How often each placeholder stands in the source and in the translation; nothing where these agree."""
    if pair.placeholders is None:
        pair.placeholders = _compared(pair)
    return pair.placeholders


def _compared(pair: Pair) -> tuple[Counter[str], Counter[str]]:
    if pair.has_same_tokens:
        return _NONE, _NONE
    here, there = _placeholders(pair.source), _placeholders(pair.target)
    if here == there or sorted(_without_places(here)) == sorted(_without_places(there)):
        return _NONE, _NONE
    return Counter(here), Counter(there)


@check("error", "certain", "markup", "%", needs=_differ, on_pages=False)
def placeholder_order(pair: Pair) -> Iterator[Issue]:
    """Two placeholders without a name have changed places.

    Why: the program fills them from left to right, so each gets the value of the other.

    Bad:  %s in %d pages  ->  %d pages : %s
    Good: %s in %d pages  ->  %2$d pages : %1$s

    When to ignore: never.
    """
    if pair.target.raw.count("%") > 1 and not pair.has_same_tokens:
        here, there = (
            [each for each in _placeholders(text) if re.fullmatch(r"%[a-zA-Z]", each)]
            for text in (pair.source, pair.target)
        )
        if here != there and Counter(here) == Counter(there):
            yield Issue(
                f"the placeholders stand as {' '.join(there)}, in the source as {' '.join(here)}; number them, as %1$s"
            )


@check("error", "certain", "markup", "{", on_pages=False)
def icu_syntax(pair: Pair) -> Iterator[Issue]:
    """The braces of an ICU message do not match, or its phrase for `other` is missing.

    Why: the program cannot read the message and shows nothing.

    Bad:  {n, plural, one {# page} other {# pages}}  ->  {n, plural, one {# page}}
    Good: {n, plural, one {# page} other {# pages}}  ->  {n, plural, one {# page} other {# pages}}

    When to ignore: never.
    """
    if not any(token.kind == "icu" for token in pair.source.tokens):
        return
    target = pair.target.raw
    if target.count("{") != target.count("}"):
        yield Issue(f"{target.count('{')} {{ and {target.count('}')} }} stand in the message; close each one")
    elif not re.search(r"\bother\s*\{", target):
        yield Issue("the phrase for other { } is missing; every choice of ICU needs it")


@check("info", "likely", "inconsistency", "`", needs=_differ, on_pages=False)
def literal_changed(pair: Pair) -> Iterator[Issue]:
    """A piece of code between back quotes differs from the one in the source.

    Why: what a reader types must be what the program knows.

    Bad:  Call ``len()``.  ->  Appelez ``longueur()``.
    Good: Call ``len()``.  ->  Appelez ``len()``.

    When to ignore: where the code holds words that are shown to people.
    """
    if "`" not in pair.source.raw or pair.has_same_tokens:
        return
    here, there = (
        [_code_of(token.text) for token in text.of("literal") if _is_code(token.text)]
        for text in (pair.source, pair.target)
    )
    for each in dict.fromkeys(here):
        if each not in there and each not in pair.target.raw:
            yield Issue(f"{each} of the source is missing from the translation; write it as it is there")


def _is_code(text: str) -> bool:
    return text.startswith(("``", ":")) and " " not in text and "<" not in text


def _code_of(text: str) -> str:
    return text.rpartition(":`")[2].strip("`~!") if text.startswith(":") else text.strip("`")
