"""A catalogue in memory: messages in file order, and the text around them that must survive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.po.message import Message

if TYPE_CHECKING:
    from pipeline.model import Key


@dataclass(frozen=True)
class Catalogue:
    """A `.po` or `.pot` file. `messages` are all entries in file order, obsolete ones too, without the header."""

    messages: list[Message]
    header: Message | None = None  # the entry of the empty msgid
    end: str = ""  # what follows the last entry: blank lines, dangling comments
    newline: str = "\n"
    encoding: str = "utf-8"
    bom: bool = False
    messages_above: int = 0  # how many stand above the header: none, in nearly all files

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
