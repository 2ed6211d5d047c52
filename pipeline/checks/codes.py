"""Are the inline codes of a translation those of its source?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.subject import Subject
from pipeline.model import Finding


def inline_codes(subject: Subject) -> Iterator[Finding]:
    """The translation cannot stand in the page: a code is lost, unknown, doubled, unclosed or wrongly nested.

    Bad:  Read <a>the guide</a>.  ->  Lisez le guide.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.
    """
    seen = set()
    for resolution in subject.resolutions:
        if resolution.faults and resolution.unit.key not in seen:
            seen.add(resolution.unit.key)
            message = f"{'; '.join(resolution.faults)}: {subject.quoted(resolution)}"
            yield subject.finding("inline-codes", message, resolution, its_type="markup")
