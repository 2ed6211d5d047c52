"""Names of files in configuration: whatever an author or a translator called a page, it stays one name."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.lazy import pattern

_PLACE = pattern("@([a-z_]+)@")
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_-")


def encoded(text: str) -> bytes:
    """The bytes of a name; one that is no UTF-8 comes out as the file system has it."""
    return text.encode("utf-8", "surrogateescape")


def literal(text: str) -> str:
    r"""A pattern that finds just these bytes, and in which no server sees a variable, a quote or a line's end (PCRE).

    >>> print(literal("/fr/a$.xhtml"))
    /fr/a\x24\x2exhtml
    """
    return "".join(chr(byte) if byte in _PLAIN else f"\\x{byte:02x}" for byte in encoded(text))


def filled(template: str, values: Mapping[str, str]) -> bytes:
    """A template with its places, such as `@name@`, taken by these values; in a value no place is looked for."""
    # Text and name in turn. Not as one text first: the maps of a large site are long.
    parts = enumerate(_PLACE.split(template))
    return b"".join([encoded(values[part] if number % 2 else part) for number, part in parts])
