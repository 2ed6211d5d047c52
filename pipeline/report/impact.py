"""What edits send to translators, in texts, sentences and words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.model import Impact
from pipeline.report.table import table


def as_text(impacts: Sequence[Impact]) -> str:
    """A table by page and locale, with a last line for all of them."""
    head = ("page", "locale", "texts", "sentences", "words", "signs only")
    rows = [(each.domain, each.locale, each.texts, each.sentences, each.words, each.signs_only) for each in impacts]
    number = len({each.locale for each in impacts})
    sums = (sum(column) for column in zip(*(row[2:] for row in rows), strict=True))
    return table(head, [*rows, ("in all", f"{number} locale{'s' * (number > 1)}", *sums)])


def as_json(impacts: Sequence[Impact]) -> str:
    """An array of one object a page and locale, with the fields of `Impact`, `page` for its domain."""
    names = [{"domain": "page"}.get(name, name) for name in Impact._fields]
    objects = [dict(zip(names, each, strict=True)) for each in impacts]
    return json.dumps(objects, ensure_ascii=False, indent=2)
