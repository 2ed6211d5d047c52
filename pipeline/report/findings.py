"""Findings as text, with what they are about, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from unicodedata import category

from pipeline.model import Finding, Severity

_FIELDS = (
    *("check", "severity", "certainty", "path", "line", "column", "locale", "page"),
    *("msgctxt", "msgid", "msgstr", "message", "its_type", "fix"),
)
_AROUND = 36  # characters shown on either side


def as_text(findings: Sequence[Finding]) -> str:
    """`path:line:column: severity: message (check)` for each finding, and below it the words that it is about."""
    return "\n".join(f"{finding}{_snippet(finding)}" for finding in findings)


def _snippet(finding: Finding) -> str:
    """The words around a place of the msgstr, with a caret below it; what cannot be seen is written out."""
    if finding.span is None or not finding.msgstr:
        return ""
    text, (start, end) = finding.msgstr, finding.span
    first, last = max(0, start - _AROUND), min(len(text), max(end, start + 1) + _AROUND)
    before, inside, after = (_visible(part) for part in (text[first:start], text[start:end], text[end:last]))
    before = ("…" if first else "") + before
    after += "…" if last < len(text) else ""
    marks = "^" * min(max(len(inside), 1), 72)
    return f"\n    {before}{inside}{after}\n    {' ' * len(before)}{marks}"


def _visible(text: str) -> str:
    """A text in which every character takes a place on the line.

    >>> _visible("a\\u00a0b\\u200b")
    'a b⟨U+200B⟩'
    """
    return "".join(
        " " if character in "\u00a0\u202f\n\t" else f"⟨U+{ord(character):04X}⟩" if _is_hidden(character) else character
        for character in text
    )


def _is_hidden(character: str) -> bool:
    return category(character) in ("Cc", "Cf", "Co", "Cs", "Mn", "Zl", "Zp")


def as_object(finding: Finding) -> dict[str, object]:
    """The fields of a finding that the JSON form has."""
    return {name: getattr(finding, name) for name in _FIELDS}


def as_json(findings: Sequence[Finding]) -> str:
    """An array of objects with the fields of `Finding`, null where one does not apply."""
    if not findings:
        return "[]"
    # As with indent=2, for which Python has no quick encoder: no text holds a line break, as JSON writes it.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",\n    ", ": ")).encode
    objects = encode([as_object(finding) for finding in findings])[2:-2].replace("},\n    {", "\n  },\n  {\n    ")
    return f"[\n  {{\n    {objects}\n  }}\n]"


def summary(findings: Sequence[Finding], locales: Sequence[str]) -> str:
    """A line for each locale that has findings, and for the source: `nl  2 errors: 1 missing, 1 fuzzy`."""
    lines = []
    for locale in (None, *locales):
        own = [finding for finding in findings if finding.locale == locale]
        for severity in Severity:
            found = Counter(finding.check for finding in own if finding.severity is severity)
            if found:
                total = sum(found.values())
                parts = ", ".join(f"{count} {check}" for check, count in found.items())
                plural = "s" if total > 1 and severity is not Severity.INFO else ""
                lines.append(f"{locale or 'source'}  {total} {severity}{plural}: {parts}")
    return "\n".join(lines)
