"""A catalogue in memory: messages in file order, and the text around them that must survive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.model import Key


@dataclass(frozen=True, slots=True)
class Message:
    """One entry. Field names and defaults are polib's, so that who knows `polib.POEntry` knows this."""

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
    msgstr_line: int = field(default=0, compare=False)  # 1-based line of its (first) msgstr: where to type
    raw: str | None = field(default=None, compare=False, repr=False)  # its lines as read; None once edited
    before: str = field(default="\n", compare=False, repr=False)  # the blank lines above it

    @property
    def key(self) -> Key:
        """What makes it the same message as another."""
        return self.msgctxt, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look at it before it may be published."""
        return "fuzzy" in self.flags

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
        """This message with other fields, to be rendered anew; itself if nothing differs."""
        new = replace(self, **changes)
        return self if new == self else replace(new, raw=None)


@dataclass(frozen=True)
class Catalogue:
    """A `.po` or `.pot` file. `messages` are all entries in file order, obsolete ones too, without the header."""

    messages: list[Message]
    header: Message | None = None  # the entry of the empty msgid
    end: str = ""  # what follows the last entry: blank lines, dangling comments
    newline: str = "\n"
    encoding: str = "utf-8"
    bom: bool = False

    @cached_property
    def live(self) -> dict[Key, Message]:
        """The messages in use, by key."""
        return {message.key: message for message in self.messages if not message.obsolete}

    @cached_property
    def metadata(self) -> dict[str, str]:
        """The header's fields, as `{"Language": "fr"}` (gettext manual, "Header Entry")."""
        lines = self.header.msgstr.split("\n") if self.header else []
        fields = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in fields}


def header(fields: dict[str, str]) -> Message:
    """The header entry of a new file (gettext manual, "Header Entry")."""
    return Message("", "".join(f"{name}: {value}\n" for name, value in fields.items()), before="")
