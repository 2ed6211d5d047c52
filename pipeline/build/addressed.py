"""The addresses that catalogues give to pages, read without reading all the rest of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import store
from pipeline.errors import UnusableFileError
from pipeline.model import ADDRESS
from pipeline.po import parse
from pipeline.site import addresses
from pipeline.site.localized import Address
from pipeline.site.plan import Place
from pipeline.store import Store

# The entry of an address, up to the blank line behind it. Obsolete ones begin with "#~".
_ENTRY = re.compile(rb'(?:^#[,|][^\n]*\n)*^msgctxt "address"\r?\n(?:[^\r\n]+\r?\n?)*', re.MULTILINE)


def translated_addresses(site: Store, locales: list[str], page_paths: list[str]) -> Iterator[tuple[Place, Address]]:
    """Each page whose catalogue gives its segment another name, or in the source locale a new one.

    A catalogue that cannot be used gives none; others say that it cannot.
    """
    for page_path in page_paths:
        segment = addresses.segment(page_path)
        for locale in locales if segment else ():
            path = f"{store.LOCALES}/{locale}/LC_MESSAGES/{page_path}.po"
            data = site.read_if_there(path)
            if data and (found := _address(data, segment, path)) is not None:
                yield (locale, page_path), found


def _address(data: bytes, segment: str, path: str) -> Address | None:
    for entry in _ENTRY.finditer(data):
        try:
            message = parse(entry[0], path).live.get((ADDRESS, segment))
        except UnusableFileError:
            return None
        if message is not None and not message.fuzzy and message.msgstr.strip() not in ("", segment):
            line = data.count(b"\n", 0, entry.start()) + message.msgstr_line
            return Address(message.msgstr.strip(), path, line)
    return None
