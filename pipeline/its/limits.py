"""What a text must keep to: allowed characters, storage size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import UnusableFileError
from pipeline.its.category import Category, Statement, always, elements_only, first, nothing, nowhere
from pipeline.its.markup import Markup
from pipeline.its.rules import Rule, Rules
from pipeline.its.select import Texts

_LINE_BREAKS = ("cr", "lf", "crlf")


@dataclass(frozen=True, slots=True)
class StorageSize:
    """How many bytes a text may take where it is stored (section 8.20)."""

    size: int  # bytes, without a byte order mark
    encoding: str = "UTF-8"  # an IANA name
    line_break: str = "lf"  # "cr", "lf" or "crlf"

    def named(self) -> dict[str, str | None]:
        """Under ITS's names."""
        return {"storageSize": str(self.size), "storageEncoding": self.encoding, "lineBreakType": self.line_break}


def _characters(rule: Rule, _: Rules) -> Statement[str]:
    characters, pointer = rule.get("allowedCharacters"), rule.get("allowedCharactersPointer")
    if characters is not None:
        return always(characters)
    if pointer is None:
        remedy = "add allowedCharacters or allowedCharactersPointer"
        raise rule.fault("its:allowedCharactersRule allows nothing in particular", remedy)
    return Statement(lambda pointed: first(pointed[0]), (pointer,))


def _size(rule: Rule, _: Rules) -> Statement[StorageSize]:
    size_pointer, encoding_pointer = rule.get("storageSizePointer"), rule.get("storageEncodingPointer")
    if rule.get("storageSize") is None and size_pointer is None:
        raise rule.fault("its:storageSizeRule has no size", "add storageSize or storageSizePointer")
    pointers = tuple(each for each in (size_pointer, encoding_pointer) if each is not None)
    line_break = rule.choice("lineBreakType", _LINE_BREAKS, default="lf")

    def value(pointed: Sequence[Texts]) -> StorageSize | None:
        size = rule.get("storageSize") if size_pointer is None else first(pointed[0])
        encoding = rule.get("storageEncoding") if encoding_pointer is None else first(pointed[-1])
        return None if size is None else StorageSize(_number(size, rule), encoding or "UTF-8", line_break)

    return Statement(value, pointers)


def _size_locally(markup: Markup) -> StorageSize | None:
    size = markup.get("storageSize")
    if size is None:
        return None
    line_break = markup.choice("lineBreakType", _LINE_BREAKS) or "lf"
    return StorageSize(_number(size, markup), markup.get("storageEncoding") or "UTF-8", line_break)


def _number(text: str, where: Rule | Markup) -> int:
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 19):
        fault: UnusableFileError = where.fault(f'storageSize is "{text}"', "it takes a number of bytes")
        raise fault
    return int(text)


# Section 8.19. The value is a character class: "[a-z]", "[^*+]", "." or "" for none.
ALLOWED_CHARACTERS: Category[str] = Category(
    name="allowedcharacters",
    rule="allowedCharactersRule",
    stated=_characters,
    local=lambda markup: markup.get("allowedCharacters"),
    shown=lambda value: {"allowedCharacters": value},
    reaches=elements_only,
    default=nothing,
)

STORAGE_SIZE: Category[StorageSize] = Category(
    name="storagesize",
    rule="storageSizeRule",
    stated=_size,
    local=_size_locally,
    shown=StorageSize.named,
    reaches=nowhere,
    default=nothing,
)
