"""Two people's work on one catalogue, brought together message by message: what git's merge of lines cannot do.

A message is a text and its translation, kept together: no translation gets to a text that it was not made for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline.model import Key
from pipeline.po import Catalogue, Message, header

# What a translator does to a message.
_WORK = ("msgstr", "msgstr_plural", "flags", "tcomment", "previous_msgctxt", "previous_msgid", "previous_msgid_plural")
# What the page says of it.
_PAGE = ("msgid_plural", "comment", "occurrences")
_ASK = "CONFLICT: two translations were made; keep one of them, delete these lines, take away the fuzzy mark"


class Joined(NamedTuple):
    """A catalogue with the work of both sides, and the messages that a person must decide."""

    catalogue: Catalogue
    conflicts: list[Message]


def join(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Joined:
    """What came of `base` in `ours` and in `theirs`, together, in the order of the side that changed it.

    Where one side changed a translation, its work is kept; where both did, an approved one before a fuzzy one. Two
    approved ones, or two fuzzy ones, are a conflict: ours, fuzzy, with both in the comment. A text that one side has no
    longer becomes obsolete, with the newest translation. Nothing that a translator wrote is lost.
    """
    return _Join(base, ours, theirs).joined()


class _Join:
    def __init__(self, base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.conflicts: list[Message] = []
        self.before = {message.msgstr for message in base.messages}

    def joined(self) -> Joined:
        """The catalogue, and what is left to decide."""
        live = [self._followed(message) for key in self._keys() if (message := self._both(key)) is not None]
        messages = [*live, *self._retired({message.key: message for message in live})]
        return Joined(replace(self.ours, messages=messages, header=self._header()), self.conflicts)

    def _keys(self) -> Iterator[Key]:
        """The living texts of both sides: those of one, and those that only the other has behind what they follow."""
        first, second = self.ours.live, self.theirs.live
        if self._is_in_order(self.ours) and not self._is_in_order(self.theirs):
            first, second = second, first
        followers: dict[Key | None, list[Key]] = {}
        before: Key | None = None
        for key in second:
            if key not in first:
                followers.setdefault(before, []).append(key)
            else:
                before = key
        yield from followers.get(None, ())
        for key in first:
            yield key
            yield from followers.get(key, ())

    def _is_in_order(self, side: Catalogue) -> bool:
        """Whether the texts that it still has stand as they did."""
        return [key for key in side.live if key in self.base.live] == [
            key for key in self.base.live if key in side.live
        ]

    def _both(self, key: Key) -> Message | None:
        """A living message of both sides; None where one of them has taken it from the page."""
        base, ours, theirs = (each.live.get(key) for each in (self.base, self.ours, self.theirs))
        if ours is None or theirs is None:
            return (ours or theirs) if base is None else None
        chosen = self._chosen(base, ours, theirs)
        changes: dict[str, Any] = {}
        for name in _PAGE:
            before = getattr(base or ours, name)
            changed = [getattr(each, name) for each in (ours, theirs) if getattr(each, name) != before]
            changes[name] = changed[0] if changed else before
        return chosen.edited(**changes)

    def _chosen(self, base: Message | None, ours: Message, theirs: Message) -> Message:
        """The message with the translation that stands."""
        if _work(theirs) in (_work(ours), _work(base)) or (base is None and not theirs.holds_text):
            return ours
        if _work(ours) == _work(base) or (base is None and not ours.holds_text):
            return theirs
        if (ours.msgstr, ours.msgstr_plural) == (theirs.msgstr, theirs.msgstr_plural):
            chosen = ours if not ours.fuzzy else theirs
            return chosen.edited(tcomment=_together(ours.tcomment, theirs.tcomment))
        approved = [each for each in (ours, theirs) if each.translated and not each.fuzzy]
        filled = [each for each in (ours, theirs) if each.translated]
        if len(approved) == 1 or (not approved and len(filled) == 1):
            chosen = (approved or filled)[0]
            other = theirs if chosen is ours else ours
            # What a tool offered comes from the base; what a person has begun does not.
            begun = f"also: {_shown(other)}" if other.translated and other.msgstr not in self.before else ""
            return chosen.edited(tcomment=_together(ours.tcomment, theirs.tcomment, begun))
        conflict = ours.edited(
            flags=[*dict.fromkeys(["fuzzy", *ours.flags])],
            tcomment=_together(
                ours.tcomment, theirs.tcomment, _ASK, f"ours: {_shown(ours)}", f"theirs: {_shown(theirs)}"
            ),
        )
        self.conflicts.append(conflict)
        return conflict

    def _followed(self, message: Message) -> Message:
        """A fuzzy message with the newest translation of the text that it came from."""
        came_from = (message.previous_msgctxt, message.previous_msgid or "")
        before = self.base.live.get(came_from)
        if message.fuzzy and before is not None and message.msgstr == before.msgstr:
            for each in (self.ours, self.theirs):
                newer = each.live.get(came_from)
                if newer is not None and newer.translated and not newer.fuzzy and newer.msgstr != before.msgstr:
                    return message.edited(msgstr=newer.msgstr)
        return message

    def _retired(self, live: dict[Key, Message]) -> Iterator[Message]:
        """What is on neither side's page any more but holds work, each text and translation once."""
        seen = {(key, message.msgstr) for key, message in live.items()}
        for side in (self.ours, self.theirs):
            gone = [message for key, message in side.live.items() if key not in live]
            other = self.theirs if side is self.ours else self.ours
            for message in [*gone, *(each for each in side.messages if each.obsolete)]:
                before = self.base.live.get(message.key)
                is_old = before is not None and before.msgstr == message.msgstr and message.key not in live
                newer = other.live.get(message.key)
                if is_old and newer is not None and newer.holds_text:
                    continue  # the other side has worked on it since, or will bring the same
                if message.holds_text and (message.key, message.msgstr) not in seen:
                    seen.add((message.key, message.msgstr))
                    yield message if message.obsolete else message.edited(obsolete=True, comment="", occurrences=[])

    def _header(self) -> Message | None:
        """The header's fields: what one side changed; ours where both did, but for the later revision date."""
        base, ours, theirs = (each.metadata for each in (self.base, self.ours, self.theirs))
        newer = {
            name: value
            for name, value in theirs.items()
            if ours.get(name) == base.get(name) or (name == "PO-Revision-Date" and value > ours.get(name, ""))
        }
        fields = ours | newer
        if self.ours.header is None or fields == ours:
            return self.ours.header
        return self.ours.header.edited(msgstr=header(fields).msgstr)


def _work(message: Message | None) -> list[Any]:
    return [getattr(message, name) for name in _WORK] if message is not None else []


def _together(*comments: str) -> str:
    """The lines of several comments, each once."""
    return "\n".join(dict.fromkeys(line for comment in comments for line in comment.split("\n") if line))


def _shown(message: Message) -> str:
    """A translation on one line, as the file has it."""
    forms = [message.msgstr_plural[index] for index in sorted(message.msgstr_plural)] or [message.msgstr]
    return " | ".join(form.replace("\n", "\\n") for form in forms)
