"""Reading `source/glossary.toml`: what it may say, and a plain answer where it says something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.checks.glossary import Glossary, term_of
from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.settings import place_of_key, read_toml

_KEYS = ("source", "case", "scope", "authority", "note")
_ACCEPT = "accept"
_FORMS = ("allowed", "forbidden", "compound")
_BEGIN = pattern(r"\s*\[\[\s*term\s*\]\]")


class _Wrong(NamedTuple):
    keys: tuple[str, ...]  # where it is: each key inside the one before
    reason: str
    remedy: str


def parse_glossary(data: bytes, path: str, locales: Sequence[str]) -> Glossary:
    """The terms and the accepted words in a glossary. Raises UnusableFileError with every key at fault and its line."""
    text, table = read_toml(data, path)
    lines = text.split("\n")
    faults = [
        Fault(path, f"the key '{key}' is not known", "a glossary has [[term]] and [spelling]", *_place(lines, (key,)))
        for key in table
        if key not in ("term", "spelling")
    ]
    accepted = table.get("spelling", {})
    faults += (
        Fault(path, wrong.reason, wrong.remedy, *_place(lines, wrong.keys))
        for wrong in _wrong_words(accepted, _languages(locales))
    )
    entries = table.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnusableFileError(Fault(path, "term is no list of tables", "write [[term]] above each", 1, 1))
    firsts = [number for number, line in enumerate(lines, 1) if _BEGIN.match(line)]
    if len(firsts) != len(entries):  # written in another way: "term = [{ source = … }]"
        firsts = [1] * len(entries)
    for entry, (first, next_one) in zip(entries, pairwise((*firsts, len(lines) + 1)), strict=True):
        for wrong in _wrong(entry, _languages(locales)):
            place = _place(lines[: next_one - 1], wrong.keys, first)
            faults.append(Fault(path, wrong.reason, wrong.remedy, *place))
    if faults:
        raise UnusableFileError(*faults)
    return Glossary(
        [term_of(entry) for entry in entries],
        {"" if key == _ACCEPT else key: tuple(words) for key, words in accepted.items()},
    )


def _languages(locales: Sequence[str]) -> set[str]:
    """What a table may be for: a locale of the site, or its language."""
    return {code.replace("_", "-").partition("-")[0] for code in locales} | set(locales)


def _wrong_words(accepted: object, languages: Collection[str]) -> Iterator[_Wrong]:
    if not isinstance(accepted, dict):
        yield _Wrong(("spelling",), "spelling is no table", f'write [spelling] and {_ACCEPT} = ["…"]')
        return
    for key, words in accepted.items():
        if key != _ACCEPT and key not in languages:
            reason = f"'{key}' is no key of [spelling] and no locale"
            yield _Wrong(("spelling", key), reason, f"the keys are {_ACCEPT}, for all locales, and locales")
        elif not _is_texts(words):
            yield _Wrong(("spelling", key), f"{key} is no list of words", f'write {key} = ["…"]')


def _place(lines: Sequence[str], keys: Sequence[str], first: int = 1) -> tuple[int, int]:
    """Where the innermost of some keys stands from line `first` on; else where that line begins."""
    place = (first, 1)
    for key in keys:
        # A table is named with its term: "[term.fr]"; a key may stand on the same line: "fr = { allowed = … }".
        start = place[0] - 1
        place = place_of_key(lines, f"term.{key}", start) or place_of_key(lines, key, start) or place
    return place


def _wrong(entry: Mapping[str, Any], languages: Collection[str]) -> Iterator[_Wrong]:
    """What is wrong with a term."""
    if not _is_texts(entry.get("source")):
        yield _Wrong(("source",), "the term has no source forms", 'write source = ["…"]')
    for key, value in entry.items():
        if key in languages:
            yield from _wrong_forms(key, value)
        elif key not in _KEYS:
            keys = f"the keys are {', '.join(_KEYS)}, and locales"
            yield _Wrong((key,), f"'{key}' is no key of a term and no locale", keys)
    if not isinstance(entry.get("case", False), bool):
        yield _Wrong(("case",), "case is neither true nor false", "write case = true")
    if "scope" in entry and not _is_texts(entry["scope"]):
        yield _Wrong(("scope",), "scope is no list of page paths", 'write scope = ["innovation/*"]')


def _wrong_forms(code: str, value: object) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield _Wrong((code,), f"'{code}' is no table", f'write [term.{code}] and allowed = ["…"]')
        return
    for key, forms in value.items():
        if key not in _FORMS:
            yield _Wrong((code, key), f"'{key}' is no key of '{code}'", f"the keys are {', '.join(_FORMS)}")
        elif key == "compound":
            if not isinstance(forms, bool):
                yield _Wrong((code, key), "compound is neither true nor false", "write compound = true")
        elif not _is_texts(forms):
            yield _Wrong((code, key), f"{key} is no list of texts", f'write {key} = ["…"]')


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(item, str) and item.strip() for item in value)
