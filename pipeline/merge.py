"""Bringing a catalogue up to date with its template. Nothing a translator wrote is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pipeline import locales
from pipeline.po import Catalogue, Message, header

# How alike two texts must be (0 to 100, share of characters in common) for one's translation to be
# offered for the other. In a short text every letter counts: "Not" must not get what "Note" had.
_NEAR = 62.0
_NEAR_SHORT = 90.0
_SHORT = 12  # characters


@dataclass(frozen=True, slots=True)
class MergeStats:
    """What a merge did, in messages."""

    kept: int = 0
    fuzzy: int = 0  # got the translation of a near text
    new: int = 0  # nothing near was known
    obsolete: int = 0  # left the page with a translation, which is kept

    def __str__(self) -> str:
        return f"{self.kept} kept, {self.fuzzy} fuzzy, {self.new} new, {self.obsolete} obsolete"


def new_catalogue(template: Catalogue, locale: str) -> Catalogue:
    """An empty catalogue for a locale, with a header that gettext, Poedit and Weblate understand."""
    fields = {
        "Project-Id-Version": template.metadata.get("Project-Id-Version", ""),
        # Empty, for the translator's editor to fill: gettext wants the fields to be there.
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": locales.plural_forms(locale),
        "X-Source-Language": template.metadata.get("X-Source-Language", "en"),
        "X-Msgid-Format": template.metadata.get("X-Msgid-Format", ""),
    }
    return Catalogue([], header(fields))


def merge(old: Catalogue, template: Catalogue) -> tuple[Catalogue, MergeStats]:
    """`old` brought up to date with `template`, which decides membership and order.

    Same key: the translation stays. Near text: it stays, marked fuzzy, with the source it was made for.
    Gone from the template: the message becomes obsolete, and returns as it was when its text does.
    Merging twice changes nothing more.
    Rules follow GNU msgmerge (gettext manual, "Invoking msgmerge"), which forgets what it replaces.
    """
    merger = _Merger(old, template)
    return merger.merged()


class _Merger:
    def __init__(self, old: Catalogue, template: Catalogue) -> None:
        self.old = old
        self.template = template
        self.retired = [message for message in old.messages if message.obsolete]
        self.gone = [message for key, message in old.live.items() if key not in template.live]
        self.returned: list[Message] = []  # retired ones that are wanted again
        # Texts whose translation may be offered for a near one: those that left the page, now or before.
        self.memory = [message for message in [*self.gone, *self.retired] if message.msgstr]
        self.texts = [message.msgid for message in self.memory]
        self.known = {message.key: message for message in reversed(self.retired) if message.holds_text}

    def merged(self) -> tuple[Catalogue, MergeStats]:
        kept = fuzzy = new = 0
        messages: list[Message] = []
        for wanted in self.template.messages:
            if (found := self._same(wanted)) is not None:
                kept += 1
            elif (found := self._near(wanted)) is not None:
                fuzzy += 1
            else:
                found = wanted.edited(raw=None)
                new += 1
            messages.append(found)
        left = [*self._left_behind({message.msgstr for message in messages})]
        stats = MergeStats(kept, fuzzy, new, len(left) - len(self.retired) + len(self.returned))
        return replace(self.old, messages=[*messages, *left]), stats

    def _same(self, wanted: Message) -> Message | None:
        """The old message of the same key, with what the template says about it."""
        message = self.old.live.get(wanted.key)
        retired = self.known.get(wanted.key)
        if retired is not None and (message is None or not message.holds_text):
            self.returned.append(retired)
            message = retired
        if message is None:
            return None
        return _with_place(message.edited(obsolete=False), wanted)

    def _near(self, wanted: Message) -> Message | None:
        """A new message with the translation of the nearest old text, for a person to look at."""
        cutoff = _NEAR_SHORT if len(wanted.msgid) <= _SHORT else _NEAR
        best = process.extractOne(wanted.msgid, self.texts, scorer=fuzz.ratio, score_cutoff=cutoff)
        if best is None:
            return None
        source = self.memory[best[2]]
        # The source that the translation was last made for, also after a second edit. Never the new text itself:
        # whoever wrote into the fuzzy entry since then may have translated another one.
        previous = (source.previous_msgctxt, source.previous_msgid)
        if not source.fuzzy or source.previous_msgid is None or previous == wanted.key:
            previous = source.key
        return wanted.edited(
            raw=None,
            msgstr=source.msgstr,
            tcomment=source.tcomment,
            flags=[*dict.fromkeys(["fuzzy", *source.flags])],
            previous_msgctxt=previous[0],
            previous_msgid=previous[1],
        )

    def _left_behind(self, in_use: set[str]) -> Iterator[Message]:
        """What is no longer on the page but holds a translator's work, last in the file.

        A fuzzy one whose translation went on to another text holds nothing of its own.
        """
        for message in self.retired:
            if not any(message is other for other in self.returned):
                yield message
        for message in self.gone:
            if message.holds_text and not (message.fuzzy and message.msgstr and message.msgstr in in_use):
                yield message.edited(obsolete=True, comment="", occurrences=[])


def _with_place(message: Message, wanted: Message) -> Message:
    return message.edited(comment=wanted.comment, occurrences=wanted.occurrences)
