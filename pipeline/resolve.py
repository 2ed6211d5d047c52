"""Which translation each slot of a page gets from a catalogue, and why not, where it gets none.

Worked out once for each page and locale; checks, assembly and status all read the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Coverage, Extent, State, Unit
from pipeline.po import Catalogue, Message
from pipeline.xhtml import inline
from pipeline.xhtml.inorder import words_between
from pipeline.xhtml.slots import Slot
from pipeline.xhtml.words import count_words

_PLURAL = inline.Flaw("plural-entry", "a text of a page has one form; make the entry one msgid and one msgstr")


class Resolution(NamedTuple):
    """A slot and its translation."""

    slot: Slot
    state: State
    # What to fill in: the words between the codes, where these stand as in the source, or all of it.
    # With neither, the page's own text stays.
    words: tuple[str, ...] | None = None
    content: inline.Content | None = None
    message: Message | None = None  # the catalogue's entry, where it has one
    flaws: tuple[inline.Flaw, ...] = ()  # what is wrong with a broken one

    @property
    def unit(self) -> Unit:
        """The unit that stands in the slot."""
        return self.slot.unit


def resolve(slots: Iterable[Slot], catalogue: Catalogue | None, *, is_source: bool) -> list[Resolution]:
    """The translation of each slot.

    In the source locale (`is_source`) the page's own text needs none; a filled msgstr there is a copy edit.
    """
    live = catalogue.live if catalogue else {}
    return [_resolve(slot, live.get(slot.unit.key), is_source=is_source) for slot in slots]


def _resolve(slot: Slot, message: Message | None, *, is_source: bool) -> Resolution:
    if message is None:
        return Resolution(slot, State.TRANSLATED if is_source else State.OUTDATED)
    if message.msgid_plural or message.msgstr_plural:
        return Resolution(slot, State.BROKEN, message=message, flaws=(_PLURAL,))
    if is_source and (not message.translated or message.fuzzy):
        return Resolution(slot, State.TRANSLATED, message=message)
    if not message.translated:
        return Resolution(slot, State.MISSING, message=message)
    if message.fuzzy:
        return Resolution(slot, State.FUZZY, message=message)
    if message.msgstr == message.msgid:
        return Resolution(slot, State.TRANSLATED, message=message)
    return _read(slot, message)


def _read(slot: Slot, message: Message) -> Resolution:
    words = words_between(message.msgstr, message.msgid) if slot.in_order else None
    if words is not None:
        return Resolution(slot, State.TRANSLATED, words, message=message)
    reading = inline.read(message.msgstr, inline.read(slot.unit.text).content)
    if reading.flaws:
        return Resolution(slot, State.BROKEN, message=message, flaws=reading.flaws)
    if reading.is_blank:  # A no-break space alone would publish an empty paragraph.
        return Resolution(slot, State.MISSING, message=message)
    return Resolution(slot, State.TRANSLATED, content=reading.content, message=message)


def extent(resolutions: Iterable[Resolution], counted: dict[str, int]) -> Extent:
    """How much of the page is translated; a text that stands in two places counts once.

    The words of its texts are `counted` for all languages of a page.
    """
    words = translated = messages = 0
    for key, state in {resolution.slot.unit.key: resolution.state for resolution in resolutions}.items():
        number = counted.get(key[1])
        if number is None:
            number = counted[key[1]] = count_words(key[1])
        words += number
        if state is State.TRANSLATED:
            translated += number
            messages += 1
    return Extent(words, translated, messages)


def coverage(resolutions: Iterable[Resolution]) -> Coverage:
    """The same, state by state."""
    words: dict[State, int] = {}
    messages: dict[State, int] = {}
    for key, state in {resolution.slot.unit.key: resolution.state for resolution in resolutions}.items():
        words[state] = words.get(state, 0) + count_words(key[1])
        messages[state] = messages.get(state, 0) + 1
    return Coverage(sum(words.values()), words, sum(messages.values()), messages)
