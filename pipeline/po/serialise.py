"""From a catalogue to bytes: lines that nobody edited as they were read, the others in the same style."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import replace

from pipeline.lazy import pattern
from pipeline.po.catalogue import Catalogue
from pipeline.po.message import Message
from pipeline.po.render import Renderer

_CHARSET = pattern(r"(Content-Type:[^\n]*charset=)[^\s;]+", re.IGNORECASE)


def serialise(catalogue: Catalogue) -> bytes:
    """The bytes of the file; `serialise(parse(data)) == data` for every legal `data`."""
    messages = list(catalogue.messages)
    if catalogue.header:
        messages.insert(catalogue.messages_above, catalogue.header)
    renderer = Renderer(messages, catalogue.newline)
    entries = [_lines(message, renderer) for message in messages]
    # A file may lack its last line ending; what is put behind that entry needs it.
    entries[:-1] = [entry if entry.endswith(("\n", "\r")) else entry + catalogue.newline for entry in entries[:-1]]
    text = "".join(entries)
    try:
        return (BOM_UTF8 if catalogue.bom else b"") + (text + catalogue.end).encode(catalogue.encoding)
    except UnicodeEncodeError:
        return serialise(_in_utf8(catalogue))


def _in_utf8(catalogue: Catalogue) -> Catalogue:
    """A catalogue that has outgrown its charset, as when a French quote comes into a Latin-1 file."""
    header = catalogue.header
    if header is not None:
        header = header.edited(msgstr=_CHARSET.sub(r"\g<1>UTF-8", header.msgstr))
    return replace(catalogue, header=header, encoding="utf-8")


def _lines(message: Message, renderer: Renderer) -> str:
    if message.raw is not None:
        return message.before + message.raw
    # The blank line above a new entry is "\n", whatever the file uses.
    before = message.before if message.origin else message.before.replace("\n", renderer.newline)
    return before + renderer.lines(message)
