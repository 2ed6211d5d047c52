"""One entry of a catalogue, decoded as far as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pipeline.model import Key


class Entry(Protocol):
    """An entry as it stands in its file."""

    def read(self, name: str) -> Mapping[str, Any]:
        """That field of `Message`, and others that are read along with it."""

    @property
    def comments(self) -> str:
        """Its comment lines as they stand there, flags and references too."""


# Not frozen: a frozen one takes four times as long to make.
@dataclass(slots=True)
class Message:
    """One entry. Field names and defaults are polib's, so that who knows `polib.POEntry` knows this.

    Nobody changes one: `edited` makes another. One that was read from a file decodes a field when it is asked for,
    since most fields of most messages never are.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None  # None where absent: gettext tells it from ""
    msgid_plural: str = ""
    msgstr_plural: dict[int, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    previous_msgctxt: str | None = None
    previous_msgid: str | None = None
    previous_msgid_plural: str | None = None
    comment: str = ""  # "#. ", ours: made anew from the source page
    tcomment: str = ""  # "# ", the translator's
    occurrences: list[tuple[str, str]] = field(default_factory=list)  # (file, line or "")
    linenum: int = field(default=0, compare=False)  # 1-based line where the entry begins, its comments included
    msgid_line: int = field(default=0, compare=False)  # 1-based line of its msgid
    msgstr_line: int = field(default=0, compare=False)  # 1-based line of its (first) msgstr: where to type
    raw: str | None = field(default=None, compare=False, repr=False)  # its lines as read; None once edited
    before: str = field(default="\n", compare=False, repr=False)  # the blank lines above it
    origin: Message | None = field(default=None, compare=False, repr=False)  # what was read, where this was made of it
    _entry: Entry | None = field(default=None, compare=False, repr=False)

    @classmethod
    def found(cls, entry: Entry, msgid: str, msgctxt: str | None, msgstr: str | None) -> Message:
        """The message of a living entry in a file; without a msgstr it has several, and reads them when asked."""
        self = cls.__new__(cls)
        self._entry = entry
        self.msgid = msgid
        self.msgctxt = msgctxt
        self.obsolete = False
        self.msgstr = msgstr or ""
        if msgstr is not None:
            self.msgid_plural = ""
            self.msgstr_plural = {}
        return self

    def __getattr__(self, name: str) -> Any:
        """A field that is asked for the first time."""
        # Whoever copies a message asks before it has an entry.
        if name == "_entry" or name not in Message.__slots__ or self._entry is None:
            raise AttributeError(name)
        fields = self._entry.read(name)
        for each, value in fields.items():
            setattr(self, each, value)
        return fields[name]

    @property
    def key(self) -> Key:
        """What makes it the same message as another."""
        return self.msgctxt, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look at it before it may be published."""
        # Those that were read from a file are asked most, and hardly any is.
        if self._entry is not None and "fuzzy" not in self._entry.comments:
            return False
        return "fuzzy" in self.flags

    def mentions(self, *words: str) -> bool:
        """Whether a comment or flag holds one of these; a reference may too, where it was read from a file.

        To ask is quicker than to read the comments, which most messages have for their references alone.
        """
        return any(map(self.said_beside.__contains__, words))

    @property
    def said_beside(self) -> str:
        """Its comments and flags; references too, where it was read from a file."""
        return "\n".join((self.tcomment, self.comment, *self.flags)) if self._entry is None else self._entry.comments

    @property
    def translated(self) -> bool:
        """Whether anything is written in it, fuzzy or not; a plural needs all its forms."""
        if self.msgstr_plural:
            return all(form.strip() for form in self.msgstr_plural.values())
        return bool(self.msgstr.strip())

    @property
    def holds_text(self) -> bool:
        """Whether a translator would lose something if it went away."""
        return bool(self.msgstr or self.tcomment or any(self.msgstr_plural.values()))

    def edited(self, **changes: Any) -> Message:
        """This message with other fields; itself if nothing differs.

        Only what differs is written anew; with `raw=None`, for an entry that comes into another file, all of it.
        """
        if all(getattr(self, name) == value for name, value in changes.items()):
            return self
        origin = None if "raw" in changes else self.origin or (None if self.raw is None else self)
        return replace(self, **{"raw": None, "_entry": None, "origin": origin, **changes})


def any_mentions(messages: Iterable[Message], *words: str) -> bool:
    """Whether any of some messages mentions one of these: to ask for all at once is many times as quick."""
    said = "\n".join([message.said_beside for message in messages])
    return any(map(said.__contains__, words))


def ready(messages: Iterable[Message]) -> list[Message]:
    """Those that are translated and wait for nobody."""
    found = [message for message in messages if message.translated]
    return [message for message in found if not message.fuzzy] if any_mentions(found, "fuzzy") else found
