"""Can the translation stand in the page?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.subject import Subject
from pipeline.model import Finding


def unusable_translation(subject: Subject) -> Iterator[Finding]:
    """The inline codes of a translation are not those of its source, or it holds what no page can.

    Each fault has a name of its own: inline-code-lost, -unknown, -repeated, -misplaced, -unclosed, -empty, -attributes;
    bare-less-than, unknown-reference, control-character, plural-entry.

    Bad:  Read <a>the guide</a>.  ->  Lisez le guide.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.
    """
    seen = set()
    for resolution in subject.resolutions:
        if resolution.flaws and resolution.unit.key not in seen:
            seen.add(resolution.unit.key)
            for flaw in resolution.flaws:
                message = f"{flaw.message}: {subject.quoted(resolution)}"
                yield subject.finding(flaw.check, message, resolution, its_type="markup")
