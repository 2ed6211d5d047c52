"""How far a translation has come, in words and messages."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.model import Coverage, State, StatusLine
from pipeline.report.table import table

_STATES = (State.TRANSLATED, State.FUZZY, State.MISSING, State.OUTDATED, State.BROKEN)


def as_text(lines: Sequence[StatusLine]) -> str:
    """A table of words by locale and page, and one of the locales' totals in words and messages."""
    head = ("locale", "page", "next build", "words", *_STATES)
    rows = [
        (line.locale, line.domain, _next(line), line.coverage.words, *_by_state(line.coverage.words_by_state).values())
        for line in lines
    ]
    totals = [
        (locale, _percent(total), total.words, total.messages, *_by_state(total.messages_by_state).values())
        for locale, total in _totals(lines).items()
    ]
    total_head = ("locale", "done", "words", "messages", *_STATES)
    return f"{table(head, rows)}\n\n{table(total_head, totals)}"


def as_json(lines: Sequence[StatusLine]) -> str:
    """An array of one object a locale and page: words and messages, in all and by state."""
    objects = [
        {
            "locale": line.locale,
            "page": line.domain,
            "state": line.state,
            "held": line.held,
            "words": {"total": line.coverage.words, **_by_state(line.coverage.words_by_state)},
            "messages": {"total": line.coverage.messages, **_by_state(line.coverage.messages_by_state)},
        }
        for line in lines
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _next(line: StatusLine) -> str:
    """What readers find after the next build, and why they find no new edition."""
    return f"{line.state} ({line.held})" if line.held else line.state


def _by_state(counts: dict[State, int]) -> dict[str, int]:
    return {str(state): counts.get(state, 0) for state in _STATES}


def _totals(lines: Sequence[StatusLine]) -> dict[str, Coverage]:
    totals: dict[str, Coverage] = {}
    for line in lines:
        totals[line.locale] = totals.get(line.locale, Coverage()) + line.coverage
    return totals


def _percent(coverage: Coverage) -> str:
    """Rounded down: 99.9 % is not all of it."""
    return f"{100 * coverage.words_translated // coverage.words if coverage.words else 100} %"
