"""The merge: what each text of a template gets, and what becomes of the texts that are gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline import locales
from pipeline.merge.changes import changes
from pipeline.merge.codes import fits
from pipeline.merge.memory import Known, Memory
from pipeline.merge.minor import Minor
from pipeline.model import ADDRESS, Key
from pipeline.po import Catalogue, Message, header

# Lines of ours in a comment that are made by the merge, not by the page.
_FROM, _CHANGED = "FROM: ", "CHANGED: "
# A suggestion from another page must be this much better (of 100) than one from the page's own past.
_ELSEWHERE = 5.0
# What left the page and is so like the new text (of 100) is what the new text was: no need to look further.
_LIKELY = 85.0


@dataclass(frozen=True, slots=True)
class MergeStats:
    """What a merge did, in messages."""

    kept: int = 0
    fuzzy: int = 0  # got a translation that a person must look at
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


def merge(
    old: Catalogue,
    template: Catalogue,
    elsewhere: Callable[[], Memory] | None = None,
    place: str = "",
    minor: Minor | None = None,
) -> tuple[Catalogue, MergeStats]:
    """`old` brought up to date with `template`, which decides membership and order.

    Same key, the same text under another context or with other names for its codes: the translation stays. The same
    text at another place of `elsewhere` than `place`: its translation comes, with a note. A near text, known sentences,
    a plural that was added: it is offered, marked fuzzy, with the source it was made for. Gone from the template: the
    message becomes obsolete, and returns as it was when its text does. Merging twice changes nothing more.
    `elsewhere` is called only where it is needed. A `minor` edit keeps its translation, unless it is vetoed.
    Rules follow GNU msgmerge (gettext manual, "Invoking msgmerge"), which forgets what it replaces.
    """
    return _Merger(old, template, elsewhere or _nothing, place, minor or Minor()).merged()


class _Merger:
    def __init__(
        self, old: Catalogue, template: Catalogue, elsewhere: Callable[[], Memory], place: str, minor: Minor
    ) -> None:
        self.old = old
        self.template = template
        self._elsewhere = elsewhere
        self.place = place
        self.minor = minor
        self.retired = [message for message in old.messages if message.obsolete]
        self.gone = [message for key, message in old.live.items() if key not in template.live]
        self.returned: list[Message] = []  # retired ones that are wanted again
        # Texts whose translation may serve another one: first those that left the page, now or before.
        self.past = Memory(Known(message, place) for message in [*self.gone, *self.retired])
        stayed = (Known(message, place) for key, message in old.live.items() if key in template.live)
        self.memory = Memory([*self.past.known, *stayed])
        self.known = {message.key: message for message in reversed(self.retired) if message.holds_text}
        self.renamed = self._renamed()

    @cached_property
    def elsewhere(self) -> Memory:
        """What other catalogues know."""
        return self._elsewhere()

    def merged(self) -> tuple[Catalogue, MergeStats]:
        kept = fuzzy = new = 0
        messages: list[Message] = []
        for wanted in self.template.messages:
            found = self._same(wanted) or self._carried(wanted) or self._suggested(wanted)
            if found is None:
                found = wanted.edited(raw=None)
                new += 1
            elif found.fuzzy and not self._was_fuzzy(wanted.key):
                fuzzy += 1
            else:
                kept += 1
            messages.append(found)
        left = [*self._left_behind({message.msgstr for message in messages})]
        stats = MergeStats(kept, fuzzy, new, len(left) - len(self.retired) + len(self.returned))
        return replace(self.old, messages=[*messages, *left]), stats

    def _was_fuzzy(self, key: Key) -> bool:
        message = self.old.live.get(key)
        return message is not None and message.fuzzy

    def _renamed(self) -> dict[Key, Message]:
        """By key of the template: messages whose context alone has another name now."""
        new = [message for key, message in self.template.live.items() if key not in self.old.live]
        gone, come = (Counter(message.msgid for message in each) for each in (self.gone, new))
        before = {message.msgid: message for message in self.gone if gone[message.msgid] == 1 and message.msgstr}
        return {
            message.key: before[message.msgid]
            for message in new
            if message.msgid in before and come[message.msgid] == 1 and message.key not in self.known
        }

    def _same(self, wanted: Message) -> Message | None:
        """The old message of the same key, with what the template says about it."""
        message = self.old.live.get(wanted.key)
        retired = self.known.get(wanted.key)
        if retired is not None and (message is None or not message.holds_text):
            self.returned.append(retired)
            message = retired
        if message is None:
            return None
        message = _with_comment(self._judged(message.edited(obsolete=False)), wanted)
        return message if message.msgid_plural == wanted.msgid_plural else self._with_forms(message, wanted)

    def _judged(self, message: Message) -> Message:
        """A message whose text got a minor edit: approved again or, by a veto, fuzzy, if nobody touched it since."""
        before = message.previous_msgctxt, message.previous_msgid or ""
        if message.fuzzy and before in self.minor.before(message.key) and self._is_of(before, message.msgstr):
            flags = [flag for flag in message.flags if flag != "fuzzy"]
            return message.edited(flags=flags, previous_msgctxt=None, previous_msgid=None)
        vetoed = self.minor.vetoed(message.key)
        if vetoed is not None and not message.fuzzy and self._is_of(vetoed, message.msgstr):
            flags = ["fuzzy", *message.flags]
            return message.edited(flags=flags, previous_msgctxt=vetoed[0], previous_msgid=vetoed[1])
        return message

    def _is_of(self, key: Key, msgstr: str) -> bool:
        """Whether this was the approved translation of a text that left the page."""
        retired = self.known.get(key)
        return retired is not None and not retired.fuzzy and bool(msgstr) and retired.msgstr == msgstr

    def _with_forms(self, message: Message, wanted: Message) -> Message:
        """A message whose plural was added, changed or taken away: what is there fills what is wanted."""
        forms: dict[int, str] = {}
        msgstr = message.msgstr
        if wanted.msgid_plural:
            number = re.search(r"nplurals\s*=\s*(\d)", self.old.metadata.get("Plural-Forms", ""))
            forms = message.msgstr_plural or dict.fromkeys(range(int(number[1]) if number else 2), message.msgstr)
            msgstr = ""
        elif message.msgstr_plural:
            msgstr = message.msgstr_plural[min(message.msgstr_plural)]
        is_known = bool(msgstr or any(forms.values()))
        return message.edited(
            msgid_plural=wanted.msgid_plural,
            msgstr=msgstr,
            msgstr_plural=forms,
            flags=[*dict.fromkeys(["fuzzy", *message.flags])] if is_known else message.flags,
            previous_msgid=message.msgid if is_known else None,
            previous_msgid_plural=(message.msgid_plural or None) if is_known else None,
        )

    def _carried(self, wanted: Message) -> Message | None:
        """A translation that still holds: nothing that a reader sees has changed since it was made."""
        if wanted.msgid_plural:
            return None
        if (renamed := self.renamed.get(wanted.key)) is not None:
            return _with_comment(renamed.edited(msgctxt=wanted.msgctxt), wanted)
        if (recoded := self.memory.recoded(wanted)) is not None:
            return self._taken(wanted, *recoded)
        for key in self.minor.before(wanted.key):
            before = self.old.live.get(key) or self.known.get(key)
            if before is not None and not before.fuzzy and before.msgstr and fits(before.msgstr, wanted.msgid):
                return self._taken(wanted, Known(before, self.place), before.msgstr)
        if (exact := self.elsewhere.exact(wanted, but=self.place)) is not None:
            return self._taken(wanted, exact, exact.message.msgstr)
        if (recoded := self.elsewhere.recoded(wanted, but=self.place)) is not None:
            return self._taken(wanted, *recoded)
        return None

    def _taken(self, wanted: Message, known: Known, msgstr: str) -> Message:
        """A new message with an approved translation."""
        origin = f"{_FROM}{known.place}" if known.place != self.place else ""
        comment = "\n".join(line for line in (wanted.comment, origin) if line)
        return wanted.edited(raw=None, msgstr=msgstr, tcomment=known.message.tcomment, comment=comment)

    def _suggested(self, wanted: Message) -> Message | None:
        """A new message with a translation for a person to look at; none for an address, which is like no text."""
        if wanted.msgctxt == ADDRESS:
            return None
        near = self.past.near(wanted.msgid)
        if near is None or near.likeness < _LIKELY:
            near = self.memory.near(wanted.msgid, at_least=near.likeness if near else 0.0) or near
        least = near.likeness + _ELSEWHERE if near else 0.0
        if least <= 100:
            near = self.elsewhere.near(wanted.msgid, at_least=least, but=self.place) or near
        if near is None or near.likeness < 100:
            for memory in (self.past, self.elsewhere):
                if not wanted.msgid_plural and (msgstr := memory.sentences.suggestion(wanted.msgid)) is not None:
                    return _with_comment(wanted.edited(raw=None, msgstr=msgstr, flags=["fuzzy", *wanted.flags]), wanted)
        return None if near is None else self._offered(wanted, near.known.message)

    def _offered(self, wanted: Message, source: Message) -> Message:
        """A new message with the translation of a near text."""
        # The source that the translation was last made for, also after a second edit. Never the new text itself:
        # whoever wrote into the fuzzy entry since then may have translated another one.
        previous = (source.previous_msgctxt, source.previous_msgid)
        if not source.fuzzy or source.previous_msgid is None or previous == wanted.key:
            previous = source.key
        message = wanted.edited(
            raw=None,
            msgstr=source.msgstr,
            tcomment=source.tcomment,
            flags=[*dict.fromkeys(["fuzzy", *source.flags])],
            previous_msgctxt=previous[0],
            previous_msgid=previous[1],
        )
        if wanted.msgid_plural:
            message = self._with_forms(message.edited(msgid_plural=""), wanted)
        return _with_comment(message, wanted)

    def _left_behind(self, in_use: set[str]) -> Iterator[Message]:
        """What is no longer on the page but holds a translator's work, last in the file.

        A fuzzy one whose translation went on to another text holds nothing of its own, nor does one that has
        only another context now.
        """
        for message in self.retired:
            if not any(message is other for other in self.returned):
                yield message
        renamed = {message.key for message in self.renamed.values()}
        for message in self.gone:
            went_on = message.fuzzy and message.msgstr and message.msgstr in in_use
            if message.holds_text and not went_on and message.key not in renamed:
                yield message.edited(obsolete=True, comment="", occurrences=[])


def _nothing() -> Memory:
    return Memory([])


def _with_comment(message: Message, wanted: Message) -> Message:
    """A message with what the page says of it, and what the merge has to say."""
    lines = [wanted.comment, *(line for line in message.comment.split("\n") if line.startswith(_FROM))]
    if message.fuzzy and message.previous_msgid and message.previous_msgid != message.msgid:
        lines.append(f"{_CHANGED}{changes(message.previous_msgid, message.msgid)}")
    comment = "\n".join(dict.fromkeys(line for line in lines if line))
    return message.edited(comment=comment, occurrences=wanted.occurrences)
