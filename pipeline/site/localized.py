"""Addresses in the reader's language: a page's segment, as its catalogue has it, in the place of the source's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.lazy import pattern
from pipeline.model import Finding
from pipeline.site import addresses
from pipeline.site.plan import Place

# Lower-case letters of any script and digits, with single signs between that need no escape (RFC 3986, 2.3).
_FORM = pattern(r"[^\W_]+(?:[-._~][^\W_]+)*\Z")
_LONGEST = 100  # bytes in UTF-8; a file name has room for 255


class Address(NamedTuple):
    """The translation of a page's segment, and where it stands."""

    text: str
    catalogue: str  # path relative to the site
    line: int  # 1-based


class Localized(NamedTuple):
    """Where the pages stand whose address is another one than the source's."""

    files: Mapping[Place, str]  # relative to output/site
    findings: Sequence[Finding]


def localized(page_paths: Sequence[str], found: Mapping[Place, Address]) -> Localized:
    """The files of pages whose address is translated, as far as it can be used; what cannot is a finding."""
    findings = []
    words: dict[Place, Address] = {}
    for place, address in found.items():
        if reason := _fault(address.text):
            findings.append(_finding("address-form", place, address, reason))
        else:
            words[place] = address
    while clashing := list(_clashes(page_paths, words)):
        for place, other in clashing:
            if place in words:
                reason = f"the address is that of {other} too; give one of the two another"
                findings.append(_finding("address-clash", place, words.pop(place), reason))
    return Localized(_files(page_paths, words), findings)


def _fault(text: str) -> str:
    """What is wrong with a segment; "" where nothing is."""
    is_plain = text == text.lower() and unicodedata.is_normalized("NFC", text)
    if is_plain and _FORM.match(text) and len(text.encode()) <= _LONGEST and text != "index":
        return ""
    near = _proposal(text)
    remedy = f"write {near}" if near else "write one such as key-sector"
    return f'"{text}" is no segment of an address: small letters and digits, with hyphens between; {remedy}'


def _proposal(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    near = "-".join(re.findall(r"[a-z0-9]+", plain))
    return near if near != "index" else ""


def _clashes(page_paths: Sequence[str], words: Mapping[Place, Address]) -> Iterator[tuple[Place, str]]:
    """The translated segments by which two pages of a locale have one address, each with the other page."""
    standing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for locale in {locale for locale, _ in words}:
        for page_path in page_paths:
            standing[locale, _path(locale, page_path, words)].append(page_path)
    for (locale, _), pages in standing.items():
        for page_path in pages if len(pages) > 1 else ():
            other = next(each for each in pages if each != page_path)
            yield from (((locale, owner), other) for owner in _owners(page_path) if (locale, owner) in words)


def _files(page_paths: Sequence[str], words: Mapping[Place, Address]) -> dict[Place, str]:
    files = {}
    for locale in {locale for locale, _ in words}:
        for page_path in page_paths:
            path = _path(locale, page_path, words)
            if path != page_path:
                files[locale, page_path] = addresses.page_file(locale, path)
    return files


def _path(locale: str, page_path: str, words: Mapping[Place, Address]) -> str:
    """The path of a page in a locale, every segment as its owner has it there."""
    parts = page_path.split("/")
    for depth, owner in enumerate(_owners(page_path)):
        if (address := words.get((locale, owner))) is not None:
            parts[depth] = address.text
    return "/".join(parts)


def _owners(page_path: str) -> Iterable[str]:
    """The pages whose segments make a page's path, from the outside in.

    >>> list(_owners("a/b/c")), list(_owners("a/index"))
    (['a/index', 'a/b/index', 'a/b/c'], ['a/index'])
    """
    parts = page_path.split("/")
    for depth in range(1, len(parts)):
        yield "/".join([*parts[:depth], "index"])
    if parts[-1] != "index":
        yield page_path


def _finding(check: str, place: Place, address: Address, message: str) -> Finding:
    locale, page_path = place
    return Finding(check, address.catalogue, message, address.line, 9, locale=locale, page=page_path)
