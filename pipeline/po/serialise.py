"""From a catalogue to bytes: lines that nobody edited as they were read, the others unwrapped."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import replace

import polib

from pipeline.po.catalogue import Catalogue
from pipeline.po.message import Message

_CHARSET = re.compile(r"(Content-Type:[^\n]*charset=)[^\s;]+", re.IGNORECASE)
# What polib escapes, but for what Python takes for the end of a line.
_ESCAPED = ('"', "\\", "\t", "\b")
_PLURAL_FORM = re.compile(r"^(#~ )?msgstr\[", re.MULTILINE)


def serialise(catalogue: Catalogue) -> bytes:
    """The bytes of the file; `serialise(parse(data)) == data` for every legal `data`."""
    messages = [*([catalogue.header] if catalogue.header else []), *catalogue.messages]
    entries = [_lines(message, catalogue.newline) for message in messages]
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


def _lines(message: Message, newline: str) -> str:
    if message.raw is not None:
        return message.before + message.raw
    # polib's own last line ending is the entry's; it writes "\n" whatever the file uses.
    text = message.before + _render(message)
    return text if newline == "\n" and "\r" not in text else text.replace("\r\n", "\n").replace("\n", newline)


def _render(message: Message) -> str:
    """The entry in gettext's own order of lines, broken only where the text has a line break.

    Unwrapped, because no tool's wrapping agrees with another's and each would re-wrap ours.
    """
    if _is_plain(message):
        return _render_plain(message)
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
    text: str = entry.__unicode__(wrapwidth=0)
    if message.msgstr_plural and not message.msgid_plural:  # polib leaves an empty one out
        return _PLURAL_FORM.sub(r'\1msgid_plural ""\n\g<0>', text, count=1)
    return text


def _is_plain(message: Message) -> bool:
    """Whether an entry has no more than a template's have."""
    previous = (message.previous_msgctxt, message.previous_msgid, message.previous_msgid_plural)
    other = message.obsolete or message.flags or message.tcomment or message.msgid_plural or message.msgstr_plural
    return not other and previous == (None, None, None)


def _render_plain(message: Message) -> str:
    """The lines that polib would write, without its search for places to wrap: most entries are such ones."""
    lines = [f"#. {line}" for line in message.comment.split("\n")] if message.comment else []
    if message.occurrences:
        lines.append("#: " + " ".join(f"{path}:{line}" if line else path for path, line in message.occurrences))
    if message.msgctxt is not None:
        lines.append(f"msgctxt {_quoted(message.msgctxt)}")
    lines += [f"msgid {_quoted(message.msgid)}", f"msgstr {_quoted(message.msgstr)}", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    if not text or (text.splitlines() == [text] and not any(sign in text for sign in _ESCAPED)):
        return f'"{text}"'
    lines = [f'"{polib.escape(line)}"' for line in text.splitlines(keepends=True)]
    return "\n".join(lines if len(lines) == 1 else ['""', *lines])
