"""What has changed in a source text, for the translator of a fuzzy entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from rapidfuzz.distance import Indel

from pipeline.lazy import pattern

_TOKEN = pattern(r"<[^<>]*>|[^\W_]+|\s+|.", re.DOTALL)
_AROUND = 6  # words and spaces that are shown on each side of a change


def changes(old: str, new: str) -> str:
    """The words that went, `[-so-]`, and those that came, `{+so+}`, with a few words around them (as GNU wdiff has it).

    >>> changes("The office is open on Monday, from 9 to 12.", "The office is open on Tuesday, from 9 to 12.")
    '… is open on [-Monday-]{+Tuesday+}, from 9 …'
    """
    parts = []
    steps = list(_steps(_TOKEN.findall(old), _TOKEN.findall(new)))
    for number, (same, gone, come) in enumerate(steps):
        if same:
            parts.append(_shortened(same, is_first=number == 0, is_last=number == len(steps) - 1))
        else:
            parts.append(f"[-{''.join(gone)}-]" * bool(gone) + f"{{+{''.join(come)}+}}" * bool(come))
    return "".join(parts).replace("\n", " ")


def _steps(one: list[str], two: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Tokens that stayed, or else those that went and came; a space between two changes is part of them."""
    found: list[tuple[bool, list[str], list[str]]] = []
    for step in Indel.opcodes(one, two):
        gone, come = one[step.src_start : step.src_end], two[step.dest_start : step.dest_end]
        found.append((step.tag == "equal" and not "".join(gone).isspace(), gone, come))
    for is_same, steps in groupby(found, key=lambda step: step[0]):
        group = list(steps)
        gone = [token for _, tokens, _ in group for token in tokens]
        yield (gone, [], []) if is_same else ([], gone, [token for _, _, tokens in group for token in tokens])


def _shortened(tokens: list[str], *, is_first: bool, is_last: bool) -> str:
    """What stayed: only its edges where it is long."""
    head, tail = ([] if is_first else tokens[:_AROUND]), ([] if is_last else tokens[-_AROUND:])
    if len(head) + len(tail) >= len(tokens):
        return "".join(tokens)
    before, behind = "".join(head).rstrip(), "".join(tail).lstrip()
    return f"{before}{' ' * bool(before)}…{' ' * bool(behind)}{behind}"
