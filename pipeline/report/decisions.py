"""What a build did with the pages of each locale, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

from pipeline.model import Extent

_REASONS = {
    "errors": "there are errors",
    "missing": "texts are missing",
    "parity": "a language that is released together with this one is not as far",
    "grace": "the source has changed, and there is still time to translate it",
    "omit": "too little of it is translated",
}
_NAMED = 5  # pages; more of them are counted


class Decided(Protocol):
    """What became of a page in a locale: `pipeline.site.decision`."""

    @property
    def state(self) -> str:
        """What readers find."""

    @property
    def held(self) -> str:
        """Why nothing was replaced; "" where it was."""


def locale_lines(by_locale: Mapping[str, Mapping[str, int]], extents: Mapping[str, Extent]) -> Iterator[str]:
    """For each locale the pages that readers find, the words translated, and the pages that are not complete.

    `by_locale` are the numbers of pages, by state.
    """
    for locale, covered in extents.items():
        states = Counter(by_locale.get(locale))
        pages = states.total() - states["omitted"]
        if pages == 0:
            continue
        parts = [_count(pages, "page"), f"{covered.words_translated} of {_count(covered.words, 'word')}"]
        parts += [
            f"{states[state]} {state}" for state in ("partial", "outdated", "fallback", "omitted") if states[state]
        ]
        yield f"{locale}  {', '.join(parts)}"


def held_lines(decisions: Mapping[tuple[str, str], Decided]) -> Iterator[str]:
    """For each locale the pages that were not replaced, by reason."""
    held: dict[tuple[str, str, bool], list[str]] = {}
    for (locale, page), decision in decisions.items():
        if decision.held:
            held.setdefault((locale, decision.held, decision.state == "omitted"), []).append(page)
    for (locale, reason, is_absent), pages in sorted(held.items()):
        more = f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else ""
        fate = "not published" if is_absent else "left as published before"
        yield f"{locale}  {fate}, since {_REASONS[reason]}: {', '.join(pages[:_NAMED])}{more}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
