"""Bringing a catalogue up to date with its template. Nothing a translator wrote is ever deleted.

merge(old, template)               the catalogue as the page now wants it, and what was done
merge(old, template, elsewhere)    with what other catalogues of the language know
new_catalogue(template, locale)    an empty one to begin with
"""

from pipeline.merge.memory import Known, Memory
from pipeline.merge.merger import MergeStats, merge, new_catalogue

__all__ = ["Known", "Memory", "MergeStats", "merge", "new_catalogue"]
