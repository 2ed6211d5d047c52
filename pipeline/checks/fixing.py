"""`check --fix`: what can be mended without knowing what the text means: spaces, signs, invisible characters."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks import characters, quotes, spacing, typography
from pipeline.checks.kinds import Check, Issue
from pipeline.checks.pair import Context, Pair, pairs
from pipeline.model import Severity
from pipeline.po import Message

SAFE: tuple[Check[Pair], ...] = (
    characters.not_nfc,
    characters.bidi_control,
    characters.zero_width,
    characters.soft_hyphen,
    characters.control_character,
    spacing.french_spacing,
    spacing.space_before_punctuation,
    spacing.double_space,
    spacing.edge_space,
    spacing.number_grouping,
    quotes.quote_style,
    quotes.apostrophe,
    typography.ellipsis,
)
"""The checks whose fixes change nothing but what they found."""

_ROUNDS = 5  # A fix may bring another one to light; none brings the same one back.


def fixed(context: Context, message: Message, checks: Sequence[tuple[Check[Pair], Severity]]) -> Message:
    """A message with all that is safely mended; itself where there is nothing. Fixing it again changes nothing."""
    safe = [check for check, _ in checks if check in SAFE]
    for _ in range(_ROUNDS):
        changed = message
        for pair in pairs(context, message):
            text = _fixed(pair, safe)
            if text == pair.target.raw:
                continue
            if pair.form is None:
                changed = changed.edited(msgstr=text)
            else:
                changed = changed.edited(msgstr_plural={**changed.msgstr_plural, pair.form: text})
        if changed is message:
            break
        message = changed
    return message


def _fixed(pair: Pair, safe: Sequence[Check[Pair]]) -> str:
    issues = [issue for check in safe for issue in check.run(pair)]
    text, limit = pair.target.raw, len(pair.target.raw) + 1
    for start, end, fix in sorted({span for issue in issues if (span := _span(issue, pair))}, reverse=True):
        if end <= limit:
            text = text[:start] + fix + text[end:]
            limit = start
    return text


def _span(issue: Issue, pair: Pair) -> tuple[int, int, str] | None:
    """Where a fix goes; None where it would touch a tag, a placeholder or an address."""
    if issue.fix is None or issue.start is None or issue.end is None:
        return None
    for token in pair.target.tokens:
        is_inside = token.start < issue.start < token.end or (issue.start < token.end and token.start < issue.end)
        if is_inside and token.kind != "entity":
            return None
    return issue.start, issue.end, issue.fix
