"""What came of a page, as a text that a later build can do with in the place of the work. JSON: it runs nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from pipeline.build.published import read_findings
from pipeline.build.review import Reviewed
from pipeline.build.worked import NOTHING_KNOWN, Depends, Made, Worked
from pipeline.model import Extent
from pipeline.site.decision import COMPLETE, Decision
from pipeline.site.narrower import Derived
from pipeline.site.record import PageRecord


class Memo(NamedTuple):
    """A page as it was made."""

    made_from: dict[str, str]  # what is known of each thing that it depends on
    depends: Depends
    records: dict[str, str]  # digest of the record of each edition, by locale
    said: dict[str, Any]

    def worked(self, records: Mapping[str, PageRecord]) -> Worked:
        """What came of the page in some locales, of whose editions these are the records."""
        said = self.said
        decisions = {locale: _decision(*said["decisions"][locale]) for locale in records}
        made = {
            locale: Made(records[locale], None, tuple(Derived(*each) for each in said["derived"].get(locale, ())))
            for locale in records
        }
        findings = {locale: read_findings(each) for locale, each in said["findings"].items() if locale in records}
        seen = Reviewed((), read_findings(said["source"]), findings or NOTHING_KNOWN)
        extents = {locale: Extent(*said["extents"][locale]) for locale in records}
        return Worked(seen, (), decisions, extents, NOTHING_KNOWN, self.depends, made)


def memo_of(worked: Worked, made_from: dict[str, str]) -> str:
    """What to remember of a page."""
    seen = worked.reviewed
    said = {
        "source": seen.links,
        "findings": seen.findings,
        "decisions": {locale: (each.state, each.notice) for locale, each in worked.decisions.items()},
        "extents": worked.extents,
        "derived": {locale: each.derived for locale, each in worked.made.items() if each.derived},
    }
    records = {locale: digest_of(each.record) for locale, each in worked.made.items()}
    return json.dumps([made_from, worked.depends, records, said], ensure_ascii=False)


@cache  # There are few, of many pages.
def _decision(state: str, notice: str) -> Decision:
    found = Decision(state, notice=notice)
    return COMPLETE if found == COMPLETE else found


def digest_of(what: object) -> str:
    """What tells a value from another one."""
    return sha256(repr(what).encode("utf-8", "backslashreplace")).hexdigest()[:24]


def read_memo(text: str | None) -> Memo | None:
    """A page as it was remembered; None where nothing is that can be used."""
    if text is None:
        return None
    try:
        made_from, (pages, places, assets, rules), records, said = json.loads(text)
        depends = Depends(tuple(pages), tuple(places), tuple(assets), tuple((path, digest) for path, digest in rules))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (*depends.pages, *depends.places, *depends.assets, *sum(depends.rules, ()), *records)
    is_sound = isinstance(made_from, dict) and isinstance(records, dict) and {*map(type, texts)} <= {str}
    return Memo(made_from, depends, records, said) if is_sound else None
