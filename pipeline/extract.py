"""From the units of a page to its template, the `.pot` that every catalogue follows."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Key, Unit
from pipeline.po import Catalogue, Message, header

# The rules by which msgids are made. A number, so that a later version knows which texts need carrying over.
MSGID_FORMAT = "2"


def extract(units: Iterable[Unit], source_path: str, language: str, project: str) -> Catalogue:
    """The template of a page: one message for each text, in page order; `project` is what its header names.

    Texts that stand in several places are one message that names all of them.
    """
    # A name with a space is set between isolates (gettext manual, "The Format of PO Files").
    place = f"\u2068{source_path}\u2069" if " " in source_path else source_path
    messages: dict[Key, Message] = {}
    for unit in units:
        key, comment = unit.key, _comment(unit)
        known = messages.get(key)
        if known is None:
            messages[key] = Message(unit.text, msgctxt=unit.context, comment=comment, occurrences=[(place, "")])
        elif comment not in known.comment.split("\n"):
            lines = dict.fromkeys([*known.comment.split("\n"), *comment.split("\n")])
            messages[key] = known.edited(comment="\n".join(lines))
    return Catalogue(list(messages.values()), _header(language, project))


def _comment(unit: Unit) -> str:
    return "\n".join([unit.place, *[f"NOTE: {note}" for note in unit.notes], *unit.remarks])


def _header(language: str, project: str) -> Message:
    """A header that says what is so and never when: a date would change the file on every run."""
    fields = {
        "Project-Id-Version": project,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": language,
        "X-Msgid-Format": MSGID_FORMAT,
    }
    return header(fields)
