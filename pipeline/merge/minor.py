"""Edits of the source that alter no meaning: who decided so stands in a file that everybody can read and object to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.model import Key, MinorEdit
from pipeline.po import Catalogue
from pipeline.settings import read_toml

_HEAD = """\
# Edits of the pages that alter no meaning, as `tetraglot update --minor` recorded them: translations stay current.
# A translator who sees it otherwise adds the locale to `veto`, as in veto = ["fr"], and runs `tetraglot update`:
# the translation is then marked for a second look.
"""
_FIELDS = {"page": str, "old": str, "new": str, "context": str, "veto": list}
_REQUIRED = ("page", "old", "new")
_DIGITS = pattern(r"\d+")


def parse_edits(data: bytes, path: str, locales: Collection[str]) -> list[MinorEdit]:
    """The edits in a file, in its order; `locales` may veto. Raises UnusableFileError naming each one at fault."""
    text, table = read_toml(data, path)
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip() == "[[edit]]"]
    edits, faults = [], []
    found = table.get("edit", [])
    if set(table) - {"edit"} or not isinstance(found, list):
        faults.append(Fault(path, "it holds more than [[edit]] tables", "take the rest out", 1, 1))
    elif not all(isinstance(entry, dict) for entry in found):
        faults.append(Fault(path, "an edit is no table", "write [[edit]] above each one", 1, 1))
    for number, entry in enumerate(found if not faults else ()):
        line = lines[number] if number < len(lines) else 1
        wrong = [name for name, value in entry.items() if not isinstance(value, _FIELDS.get(name, ()))]
        missing = [name for name in _REQUIRED if name not in entry]
        strange = [] if wrong else [locale for locale in entry.get("veto", []) if locale not in locales]
        if wrong or missing:
            named = ", ".join([*wrong, *missing])
            remedy = "an edit has the texts page, old, new, at will context, and a list of locales, veto"
            faults.append(Fault(path, f"an edit with something wrong in: {named}", remedy, line, 1))
        elif strange:
            reason = f"veto names {strange[0]!r}, which is no locale of this site"
            faults.append(Fault(path, reason, f"use {', '.join(locales)}", line, 1))
        else:
            veto = tuple(entry.get("veto", []))
            edits.append(MinorEdit(entry["page"], entry["old"], entry["new"], entry.get("context"), veto))
    if faults:
        raise UnusableFileError(*faults)
    return edits


def with_edits(data: bytes, edits: Iterable[MinorEdit]) -> bytes:
    """The file with more edits at its end; what stands there is not touched."""
    text = data.decode("utf-8") or _HEAD
    for edit in edits:
        fields = {"page": edit.page, "context": edit.context, "old": edit.old, "new": edit.new}
        said = (f"{name} = {_quoted(value)}\n" for name, value in fields.items() if value is not None)
        text = f"{text.rstrip(chr(10))}\n\n[[edit]]\n{''.join(said)}veto = []\n"
    return text.encode()


def edits_in(page: str, old: Catalogue, merged: Catalogue) -> Iterator[MinorEdit]:
    """The texts of a page that changed since a catalogue last followed it, as they were then and as they are now.

    What was sent to translators earlier and still waits for them is none of these: nobody can tell any more whether
    it waits for this edit or for one with a meaning.
    """
    for key, message in merged.live.items():
        before = message.previous_msgctxt, message.previous_msgid or ""
        changed = message.fuzzy and key not in old.live and before in old.live and before not in merged.live
        if changed and before[0] == key[0] and not message.msgid_plural:
            yield MinorEdit(page, before[1], message.msgid, message.msgctxt)


def same_numbers(edit: MinorEdit) -> bool:
    """Whether both texts have the same figures: whoever changes one alters the meaning."""
    return sorted(_DIGITS.findall(edit.old)) == sorted(_DIGITS.findall(edit.new))


class Minor:
    """The minor edits of one page, as they hold in one locale."""

    def __init__(self, edits: Collection[MinorEdit] = (), locale: str = "") -> None:
        self._before = {(edit.context, edit.new): edit.old for edit in edits if locale not in edit.veto}
        self._vetoed = {(edit.context, edit.new): edit.old for edit in edits if locale in edit.veto}

    def before(self, key: Key) -> list[Key]:
        """What a text was before minor edits, the latest first."""
        found: list[Key] = []
        while (old := self._before.get(key)) is not None and (key[0], old) not in found:
            key = (key[0], old)
            found.append(key)
        return found

    def vetoed(self, key: Key) -> Key | None:
        """What a text was before an edit that a translator of this locale objects to."""
        old = self._vetoed.get(key)
        return None if old is None else (key[0], old)


def _quoted(text: str) -> str:
    """A basic string of TOML 1.0, which is one of JSON but for U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
