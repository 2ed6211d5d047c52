"""The addresses that catalogues give to pages, read without reading all the rest of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline import store
from pipeline.errors import UnusableFileError
from pipeline.model import ADDRESS
from pipeline.po import parse
from pipeline.site import addresses
from pipeline.site.localized import Address
from pipeline.site.plan import Place
from pipeline.store import Store

_CONTEXT = b'\nmsgctxt "address"'
_EMPTY = b'\nmsgstr ""'


def translated_addresses(
    site: Store, locales: Iterable[str], page_paths: Iterable[str], plain: Collection[str] = ()
) -> Iterator[tuple[Place, Address]]:
    """Each page whose catalogue gives its segment another name, or in the source locale a new one; `plain` ones do not.

    A catalogue that cannot be used gives none; others say that it cannot.
    """
    for page_path in page_paths:
        segment = addresses.segment(page_path)
        for locale in locales if segment else ():
            path = f"{store.LOCALES}/{locale}/LC_MESSAGES/{page_path}.po"
            data = None if path in plain else site.read_if_there(path)
            if data and (found := _address(data, segment, path)) is not None:
                yield (locale, page_path), found


def _address(data: bytes, segment: str, path: str) -> Address | None:
    for start, entry in _entries(data):
        if entry.rstrip().endswith(_EMPTY):  # as most are
            continue
        try:
            message = parse(entry, path).live.get((ADDRESS, segment))
        except UnusableFileError:
            return None
        if message is not None and not message.fuzzy and message.msgstr.strip() not in ("", segment):
            return Address(message.msgstr.strip(), path, data.count(b"\n", 0, start) + message.msgstr_line)
    return None


def _entries(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The entries of addresses, from blank line to blank line, each with where it begins. Obsolete ones have "#~"."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    place = data.find(_CONTEXT)
    while place >= 0:
        start, end = data.rfind(b"\n\n", 0, place) + 2, data.find(b"\n\n", place)
        yield start, data[start : end if end >= 0 else len(data)]
        place = data.find(_CONTEXT, place + 1)
