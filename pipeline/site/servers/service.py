"""What servers must know of a site, whichever they are: taken from its record, nothing of it unchecked."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import quote, unquote

from pipeline.lazy import pattern
from pipeline.locales import language_tag
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.record import FileRecord, PageRecord, Record
from pipeline.site.servers.packing import packed_path

_SITE = "site/"
_FEW = 50  # hashes that are exchanged sooner than all is written anew
_TAG = pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_SHA256 = pattern(r"[0-9a-f]{64}\Z")


class Served(NamedTuple):
    """One file as readers ask for it."""

    path: str  # of its address, not escaped: "/portal/fr/été.xhtml"
    language: str  # a BCP 47 tag; "": for readers of any language (RFC 9110, 8.5)
    digest: str  # the SHA-256 in Base64; "" where the record has none
    packed: str  # that of the file in gzip; "" where there is none


class Home(NamedTuple):
    """The page that a reader of a language is sent to from the neutral address."""

    tag: str
    address: str  # path, escaped: "/fr/index.xhtml"


class Service(NamedTuple):
    """A site, for servers."""

    name: str  # to tell sites on one server apart: letters and digits
    base_url: str
    base_path: str  # "/" or "/portal/", not escaped
    is_secure: bool  # whether readers come by HTTPS
    files: tuple[Served, ...]
    chosen: tuple[Home, ...]  # for a choice that the reader made
    accepted: tuple[Home, ...]  # for what the browser asks for: translated home pages only
    errors: Mapping[
        str, Mapping[str, str]
    ]  # "404", "410" -> "/fr/" or "/" -> address of the page; in place of 410's, 404's
    moved: tuple[tuple[str, str], ...]  # (path, address), permanently
    gone: tuple[str, ...]  # paths


def service(settings: Settings, record: Record) -> Service:
    """What the record says to servers. An address that is a page again leads nowhere else."""
    base = unquote(settings.base_path)
    pages = [page for page in record.pages if page.path.startswith(_SITE)]
    taken = {page.path for page in pages}
    homes = list(_homes(settings, pages))
    # Where there is no page for what is gone, that for what is not found says enough.
    not_found = dict(_error_pages(base, record, "404"))
    return Service(
        # Short, whatever the address: nginx has little room for the names of variables.
        name=sha256(settings.base_url.encode()).hexdigest()[:8],
        base_url=settings.base_url,
        base_path=base,
        is_secure=settings.base_url.startswith("https:"),
        files=tuple(_files(base, record, {locale: language_tag(locale) for locale in settings.locales})),
        chosen=tuple(home for home, _ in homes),
        accepted=tuple(home for home, is_translated in homes if is_translated),
        errors={"404": not_found, "410": not_found | dict(_error_pages(base, record, "410"))},
        moved=tuple(
            (base + _below(each.path), quote(base + _below(each.to)))
            for each in record.redirects
            if each.path not in taken and each.path != each.to
        ),
        gone=tuple(base + _below(path) for path in record.gone if path not in taken),
    )


def exchanged(previous: Record, record: Record) -> Callable[[bytes], bytes] | None:
    """What makes the configuration for one record of that for another; None where all is to be written anew.

    That is, where more than a few hashes differ, or one of the new ones is another file's old one.
    """
    if (previous.redirects, previous.gone) != (record.redirects, record.gone):
        return None
    entries: list[PageRecord | FileRecord] = [*previous.pages, *previous.files]
    others: list[PageRecord | FileRecord] = [*record.pages, *record.files]
    # Most are the very same.
    pairs = [(one, other) for one, other in zip_longest(entries, others) if one is not other]
    if not all(one and other and _told(one) == _told(other) for one, other in pairs):
        return None
    hashes = {one.sha256: other.sha256 for one, other in pairs if one.sha256 != other.sha256}
    if len(hashes) > _FEW or not hashes.keys().isdisjoint(hashes.values()):
        return None
    before = [entry.sha256 for entry in entries]
    if not all(_digest(was) and _digest(now) and before.count(was) == 1 for was, now in hashes.items()):
        return None
    return lambda data: _replaced(data, hashes)


def _told(entry: PageRecord | FileRecord) -> tuple[str, ...]:
    """What of an entry decides about the configuration, but for its hash."""
    return (entry.path, entry.page, entry.locale, entry.language) if isinstance(entry, PageRecord) else (entry.path,)


def _replaced(data: bytes, hashes: Mapping[str, str]) -> bytes:
    for was, now in hashes.items():
        data = data.replace(_digest(was).encode(), _digest(now).encode())
    return data


def _below(path: str) -> str:
    return path.removeprefix(_SITE)


def _files(base: str, record: Record, tags: Mapping[str, str]) -> Iterator[Served]:
    entries: list[PageRecord | FileRecord] = [*record.pages, *record.files]
    hashes = {entry.path: entry.sha256 for entry in entries}
    is_tag = cache(_TAG.match)  # pages have few
    packed_paths = {packed for packed in map(packed_path, hashes) if packed in hashes}
    for entry in sorted(entries, key=lambda entry: entry.path):
        if entry.path.startswith(_SITE) and entry.path not in packed_paths:
            path = _below(entry.path)
            # What is no page, such as a feed, is in the language of its folder.
            tag = entry.language if isinstance(entry, PageRecord) else tags.get(path.partition("/")[0], "")
            packed = hashes.get(packed_path(entry.path), "")
            yield Served(base + path, tag if is_tag(tag) else "", _digest(entry.sha256), _digest(packed))


def _digest(sha256: str) -> str:
    """As Repr-Digest has it (RFC 9530, 2; RFC 8941, 3.3.5)."""
    return b64encode(bytes.fromhex(sha256)).decode() if _SHA256.match(sha256) else ""


def _homes(settings: Settings, pages: list[PageRecord]) -> Iterator[tuple[Home, bool]]:
    """The home pages in the site's order, and whether they are in their language."""
    page_paths = sorted({page.page for page in pages})
    home = addresses.home_page(page_paths) if page_paths else ""
    found = {page.locale: page for page in pages if page.page == home}
    for locale in settings.locales:
        if page := found.get(locale):
            tag = language_tag(locale)
            address = quote(unquote(settings.base_path) + _below(page.path))
            yield Home(tag, address), page.language == tag


def _error_pages(base: str, record: Record, code: str) -> Iterator[tuple[str, str]]:
    """The pages for an error, by the paths that they are for."""
    for page in record.pages:
        if page.page == code and page.path.startswith(_SITE):
            yield f"{base}{page.locale}/", quote(base + _below(page.path))
    if any(entry.path == f"{_SITE}{code}.xhtml" for entry in record.files):
        yield base, quote(f"{base}{code}.xhtml")
