"""What is translated already: where a text that a catalogue does not have may get its translation from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from pipeline.lazy import pattern
from pipeline.merge.codes import recoded, words
from pipeline.merge.sentences import Sentences
from pipeline.po import Message

# How alike two texts must be (0 to 100, share of characters in common) for one's translation to be offered for the
# other, from so many characters on. In a short text every letter counts: "Not" must not get what "Note" had. Found on
# the history of Django's catalogues: as many useful suggestions as msgmerge's, a third of the useless ones.
_NEAR = [(41, 60.0), (13, 64.0), (0, 90.0)]
_FEW_SIGNS = 60  # characters
_LETTERS = pattern(r"[^\W_]+")
_WORD = pattern(r"\w{3,}")
_SMALL = 100_000  # characters in all: where every message is looked at
_LOOKED_AT = 50  # messages of a larger memory, those that share most words
_COMMON = 20  # a word of every so many messages tells nothing


class Known(NamedTuple):
    """A message, and the page that it stands on."""

    message: Message
    place: str


class Near(NamedTuple):
    """A translated text, and how like another one it is (0 to 100)."""

    known: Known
    likeness: float


class Memory:
    """Translated messages, the preferred ones first. What it is asked for decides what it makes of them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.known = [each for each in known if each.message.msgstr]

    def exact(self, wanted: Message, *, but: str | None = None) -> Known | None:
        """The approved translation of the same text in the same context, from another place than `but`."""
        found = self._by_text.get(wanted.msgid, ())
        return next((each for each in found if each.message.key == wanted.key and each.place != but), None)

    def recoded(self, wanted: Message, *, but: str | None = None) -> tuple[Known, str] | None:
        """The approved translation of a text that differs in the names of its codes only, with the new ones."""
        for each in self._by_words.get(words(wanted.msgid), ()):
            message = each.message
            if each.place != but and (message.msgctxt, message.msgid == wanted.msgid) == (wanted.msgctxt, False):
                msgstr = recoded(message.msgstr, message.msgid, wanted.msgid)
                if msgstr is not None:
                    return each, msgstr
        return None

    def near(self, msgid: str, *, at_least: float = 0.0, but: str | None = None) -> Near | None:
        """The nearest text that is near enough, from another place than `but`."""
        letters = _letters(msgid) if len(msgid) <= _FEW_SIGNS else ""
        alike = (each for each in self._by_letters.get(letters, ()) if each.place != but)
        if (same := next(alike, None)) is not None:
            return Near(same, 100.0)
        cutoff = max(at_least, _least(len(msgid)))
        places = (each for each in self._candidates(msgid) if self.known[each].place != but)
        texts = {place: self.known[place].message.msgid for place in places}
        best = process.extractOne(msgid, texts, scorer=fuzz.ratio, score_cutoff=cutoff)
        return None if best is None else Near(self.known[best[2]], best[1])

    @cached_property
    def sentences(self) -> Sentences:
        """The approved translations, by their sentences."""
        return Sentences(each.message for each in self._approved)

    @property
    def _approved(self) -> list[Known]:
        return [each for each in self.known if not each.message.fuzzy and not each.message.msgid_plural]

    def _candidates(self, msgid: str) -> Iterable[int]:
        """Where in `known` a near text may be: anywhere in a small memory, in a large one where words are shared."""
        if self._size <= _SMALL:
            return range(len(self.known))
        few = max(_LOOKED_AT, len(self.known) // _COMMON)
        shared: Counter[int] = Counter()
        for word in dict.fromkeys(_WORD.findall(msgid)):  # not a set: its order changes from run to run
            found = self._by_word.get(word, ())
            if len(found) <= few:
                shared.update(found)
        return [place for place, _ in shared.most_common(_LOOKED_AT)]

    @cached_property
    def _by_letters(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for each in self.known:
            # Longer ones are near enough without.
            if len(each.message.msgid) <= _FEW_SIGNS and (letters := _letters(each.message.msgid)):
                found.setdefault(letters, []).append(each)
        return found

    @cached_property
    def _size(self) -> int:
        return sum(len(each.message.msgid) for each in self.known)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, each in enumerate(self.known):
            for word in set(_WORD.findall(each.message.msgid)):
                found.setdefault(word, []).append(place)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for each in self._approved:
            found.setdefault(each.message.msgid, []).append(each)
        return found

    @cached_property
    def _by_words(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for each in self._approved:
            if "<" in each.message.msgid:
                found.setdefault(words(each.message.msgid), []).append(each)
        return found


def differs_in_signs_only(one: str, other: str) -> bool:
    """Whether two texts have the same letters: case, punctuation and spaces may differ.

    >>> differs_in_signs_only("Open on Monday", "open on Monday."), differs_in_signs_only("Open 9-12", "Open 9-13")
    (True, False)
    """
    return _letters(one) == _letters(other)


def _least(length: int) -> float:
    """How near is near enough for a text of so many characters."""
    return next(likeness for shortest, likeness in _NEAR if length >= shortest)


def _letters(text: str) -> str:
    """A text without what may differ though it says the same: case, signs, spaces."""
    return "".join(_LETTERS.findall(text.casefold()))
