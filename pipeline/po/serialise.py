"""From a catalogue to bytes: lines that nobody edited as they were read, the others unwrapped."""

from __future__ import annotations

import polib

from pipeline.po.catalogue import Catalogue, Message

_BOM = b"\xef\xbb\xbf"


def serialise(catalogue: Catalogue) -> bytes:
    """The bytes of the file; `serialise(parse(data)) == data` for every legal `data`."""
    messages = [*([catalogue.header] if catalogue.header else []), *catalogue.messages]
    entries = [_lines(message, catalogue.newline) for message in messages]
    # A file may lack its last line ending; what is put behind that entry needs it.
    entries[:-1] = [entry if entry.endswith(("\n", "\r")) else entry + catalogue.newline for entry in entries[:-1]]
    text = "".join(entries)
    return (_BOM if catalogue.bom else b"") + (text + catalogue.end).encode(catalogue.encoding)


def _lines(message: Message, newline: str) -> str:
    if message.raw is not None:
        return message.before + message.raw
    # polib's own last line ending is the entry's; it writes "\n" whatever the file uses.
    return (message.before + _render(message)).replace("\r\n", "\n").replace("\n", newline)


def _render(message: Message) -> str:
    """The entry in gettext's own order of lines, broken only where the text has a line break.

    Unwrapped, because no tool's wrapping agrees with another's and each would re-wrap ours.
    """
    entry = polib.POEntry(
        msgid=message.msgid,
        msgstr=message.msgstr,
        msgctxt=message.msgctxt,
        msgid_plural=message.msgid_plural,
        msgstr_plural=message.msgstr_plural,
        flags=message.flags,
        obsolete=message.obsolete,
        previous_msgctxt=message.previous_msgctxt,
        previous_msgid=message.previous_msgid,
        previous_msgid_plural=message.previous_msgid_plural,
        comment=message.comment,
        tcomment=message.tcomment,
        occurrences=message.occurrences,
    )
    return entry.__unicode__(wrapwidth=0)
