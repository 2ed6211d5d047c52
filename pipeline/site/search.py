"""What a site is searched by in each language: which pages, which parts of them, and whether it is current."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from pipeline.locales import language_tag
from pipeline.site import addresses
from pipeline.site.record import FileRecord, PageRecord

ENTRY = "pagefind-entry.json"
_RULES = "1"  # goes up when the same pages are to be searched otherwise
_MADE_OF = "made_of"  # in the entry, beside Pagefind's own keys


def folder(locale: str) -> str:
    """Where the files of a locale's search stand, relative to output/site."""
    return f"{locale}/search"


def searched(records: Iterable[PageRecord], locale: str) -> list[PageRecord]:
    """The pages that a reader of a locale can find: those in its language, at addresses of their own."""
    tag = language_tag(locale)
    own = (each for each in records if each.locale == locale and each.path and each.language == tag)
    found = (each for each in own if each.state != "fallback" and not addresses.is_error_page(each.page))
    return sorted(found, key=lambda each: each.path)


def excluded(locale: str, source_locale: str) -> str:
    """A selector of what is not searched: texts of a translated page that are in another language."""
    return "" if locale == source_locale else f'[lang]:not([lang|="{language_tag(locale)}"])'


def made_of(pages: Iterable[PageRecord], version: str) -> str:
    """What tells one content of a search from another, without making it."""
    # Only here: it loads OpenSSL.
    from hashlib import sha256

    lines = [_RULES, version, *(f"{page.sha256} {page.path}" for page in pages)]
    return sha256("\n".join(lines).encode()).hexdigest()


def is_made_of(entry: bytes, sign: str) -> bool:
    """Whether an entry, as `files` left it, says that it was made of the same."""
    try:
        return bool(json.loads(entry).get(_MADE_OF) == sign)
    except (ValueError, AttributeError):
        return False


def files(bundle: Mapping[str, bytes], sign: str) -> Iterator[tuple[str, bytes]]:
    """The files of a search that readers need, the entry last; its keys are put in order, since Pagefind's is none."""
    entry = json.loads(bundle[ENTRY])
    needed = {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in entry["languages"].values()}
    for name, data in sorted(bundle.items()):
        if name != ENTRY and (not name.startswith("wasm.") or name in needed):
            yield name, data
    entry[_MADE_OF] = sign
    yield ENTRY, json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()


def of_locale(records: Iterable[FileRecord], locale: str) -> list[FileRecord]:
    """The files of a locale's search in a record. Pages that lead on may stand in the same folder."""
    start = f"site/{folder(locale)}/"
    return [each for each in records if each.path.startswith(start) and not each.path.endswith(".xhtml")]
