"""Which translation each slot of a page gets from a catalogue, and why not, where it gets none.

Worked out once for each page and locale; checks, assembly and status all read the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Coverage, State, Unit
from pipeline.po import Catalogue, Message
from pipeline.xhtml import inline
from pipeline.xhtml.slots import Slot
from pipeline.xhtml.words import count_words


@dataclass(frozen=True, slots=True)
class Resolution:
    """A slot and its translation."""

    slot: Slot
    state: State
    content: inline.Content | None = None  # what to fill in; None: the page's own text stays
    message: Message | None = None  # the catalogue's entry, where it has one
    faults: tuple[str, ...] = ()  # what is wrong with a broken one

    @property
    def unit(self) -> Unit:
        """The unit that stands in the slot."""
        return self.slot.unit


def resolve(
    slots: Iterable[Slot], catalogue: Catalogue | None, *, is_source: bool, no_braces: bool = False
) -> list[Resolution]:
    """The translation of each slot.

    In the source locale (`is_source`) the page's own text is current; a filled msgstr there is a copy
    edit. `no_braces` is for the layout, whose attributes XSLT would evaluate.
    """
    live = catalogue.live if catalogue else {}
    return [_resolve(slot, live.get(slot.unit.key), is_source, no_braces) for slot in slots]


def _resolve(slot: Slot, message: Message | None, is_source: bool, no_braces: bool) -> Resolution:
    if message is None:
        return Resolution(slot, State.CURRENT if is_source else State.OUTDATED)
    if is_source and (not message.translated or message.fuzzy):
        return Resolution(slot, State.CURRENT, message=message)
    if not message.translated:
        return Resolution(slot, State.MISSING, message=message)
    if message.fuzzy:
        return Resolution(slot, State.FUZZY, message=message)
    if message.msgstr == message.msgid:
        return Resolution(slot, State.CURRENT, message=message)
    reading = inline.read(message.msgstr, slot.content)
    faults = reading.faults
    if no_braces and slot.attribute and any(brace in message.msgstr for brace in "{}"):
        faults = (*faults, "braces cannot stand in an attribute of the layout, where XSLT would compute them")
    if faults:
        return Resolution(slot, State.BROKEN, message=message, faults=faults)
    return Resolution(slot, State.CURRENT, reading.content, message)


def coverage(resolutions: Iterable[Resolution]) -> Coverage:
    """How much of the page is translated; a text that stands in two places counts once."""
    words: dict[State, int] = {}
    messages: dict[State, int] = {}
    for resolution in {resolution.unit.key: resolution for resolution in resolutions}.values():
        state = resolution.state
        words[state] = words.get(state, 0) + count_words(inline.plain(resolution.unit.text))
        messages[state] = messages.get(state, 0) + 1
    return Coverage(sum(words.values()), words, sum(messages.values()), messages)
