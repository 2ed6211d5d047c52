"""Files in TOML, with the places of what they say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern

_POSITION = pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def read_toml(data: bytes, path: str) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file, and what it says. Raises UnusableFileError with line and column."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableFileError(Fault(path, "not UTF-8", "save the file as UTF-8", line, 1)) from None
    except tomllib.TOMLDecodeError as error:
        where = _POSITION.search(str(error))
        line, column = (int(where[1]), int(where[2])) if where and where[1] else (text.count("\n") + 1, 1)
        reason = _POSITION.sub("", str(error))
        raise UnusableFileError(Fault(path, reason, "write it as TOML 1.0 has it (toml.io)", line, column)) from None
    return text, table


def place_of_key(lines: Sequence[str], key: str, start: int = 0) -> tuple[int, int] | None:
    """Line and column, both from 1, where a key or its table stands from lines[start] on; None where neither does."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    for number, line in enumerate(lines[start:], start=start + 1):
        if pattern.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return None
