"""Since when a catalogue is behind its source, kept in its header as GNUN keeps "Outdated-Since"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.model import ADDRESS
from pipeline.po import Catalogue

FIELD = "X-Outdated-Since"


def outdated_since(catalogue: Catalogue) -> date | None:
    """The day on which the source got texts that the catalogue has no translation of, where it had been translated."""
    try:
        return date.fromisoformat(catalogue.metadata.get(FIELD, ""))
    except ValueError:
        return None


def dated(old: Catalogue | None, new: Catalogue, today: date) -> Catalogue:
    """`new`, merged from `old` today, with the day on which it fell behind; without where nothing is left to do.

    A catalogue that was behind already keeps its day; one that never had a translation has none.
    """
    wanted = {
        key for key, message in new.live.items() if key[0] != ADDRESS and (message.fuzzy or not message.translated)
    }
    if not wanted:
        # It goes with the next change only: a translator who has finished leaves nothing for `update` to do.
        is_same = old is not None and FIELD in old.metadata and old.messages == new.messages
        return new if is_same else _with_field(new, None)
    known = old.live if old else {}
    were_done = [key for key, message in known.items() if message.translated and not message.fuzzy]
    was_behind = old is not None and outdated_since(old) is not None and not _is_complete(old)
    has_new_texts = any(key not in known for key in wanted)
    if was_behind or not (has_new_texts and were_done):
        return new
    return _with_field(new, today)


def _is_complete(catalogue: Catalogue) -> bool:
    return all(key[0] == ADDRESS or (each.translated and not each.fuzzy) for key, each in catalogue.live.items())


def _with_field(catalogue: Catalogue, day: date | None) -> Catalogue:
    header = catalogue.header
    if header is None or (day is None and FIELD not in catalogue.metadata):
        return catalogue
    lines = [line for line in header.msgstr.split("\n") if line and line.partition(":")[0].strip() != FIELD]
    if day is not None:
        lines.append(f"{FIELD}: {day.isoformat()}")
    return replace(catalogue, header=header.edited(msgstr="".join(f"{line}\n" for line in lines)))
