"""Catalogues of earlier rules: what each change of the msgid format did to a text, as one step."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.extract import MSGID_FORMAT
from pipeline.po import Catalogue, Message

FIELD = "X-Msgid-Format"
_FIELD = re.compile(rf"^{FIELD}:[^\n]*$", re.MULTILINE)


def _without_indent(text: str) -> str:
    """1 to 2: an indent of no-break spaces, and the first line break of a `pre`, stay in the page."""
    if text.startswith("\u00a0"):
        return text.lstrip()
    return text.removeprefix("\n")


# From a format to the next one.
_STEPS: dict[int, Callable[[str], str]] = {1: _without_indent}


def later_format(catalogue: Catalogue) -> int:
    """How much later this program's format is: 0 for the same, or for a catalogue that names none."""
    named = catalogue.metadata.get(FIELD, "")
    return int(MSGID_FORMAT) - int(named) if named.isdecimal() and named.isascii() else 0


def upgraded(catalogue: Catalogue) -> Catalogue:
    """The catalogue with its texts as the present rules have them.

    Where two messages become one, the one that holds a translation stays.
    """
    steps = [
        step for made_from, step in sorted(_STEPS.items()) if made_from >= int(MSGID_FORMAT) - later_format(catalogue)
    ]
    messages: dict[object, Message] = {}
    for message in catalogue.messages:
        new = message
        for step in steps:
            new = _stepped(new, step)
        known = messages.get((new.key, new.obsolete))
        if known is None or (not known.msgstr and new.msgstr):
            messages[new.key, new.obsolete] = new
    header = catalogue.header
    if header is not None:
        header = header.edited(msgstr=_FIELD.sub(f"{FIELD}: {MSGID_FORMAT}", header.msgstr))
    return replace(catalogue, messages=list(messages.values()), header=header)


def _stepped(message: Message, step: Callable[[str], str]) -> Message:
    previous = message.previous_msgid
    return message.edited(
        msgid=step(message.msgid),
        msgstr=step(message.msgstr) if message.msgstr.strip() else message.msgstr,
        previous_msgid=None if previous is None else step(previous),
    )
