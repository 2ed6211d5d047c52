"""Bringing a catalogue up to date with its template. Nothing a translator wrote is ever deleted.

merge(old, template)               the catalogue as the page now wants it, and what was done
merge(old, template, elsewhere)    with what other catalogues of the language know
new_catalogue(template, locale)    an empty one to begin with
join(base, ours, theirs)           two people's work on one catalogue
"""

from pipeline.merge.changes import changes
from pipeline.merge.memory import Known, Memory, differs_in_signs_only
from pipeline.merge.merger import MergeStats, merge, new_catalogue
from pipeline.merge.minor import Minor, edits_in, parse_edits, same_numbers, with_edits
from pipeline.merge.sentences import sentences
from pipeline.merge.threeway import Joined, join

__all__ = [
    "Joined",
    "Known",
    "Memory",
    "MergeStats",
    "Minor",
    "changes",
    "differs_in_signs_only",
    "edits_in",
    "join",
    "merge",
    "new_catalogue",
    "parse_edits",
    "same_numbers",
    "sentences",
    "with_edits",
]
