"""What a style inside a picture asks for. A picture shows itself: it loads nothing."""

from __future__ import annotations

import re

# Pictures and fonts that hold nothing but themselves; an SVG inside an SVG could hold anything.
SAFE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_SAFE_FONT = re.compile(r"data:(?:font/[\w+.-]+|application/(?:x-)?font-[\w-]+)[;,]", re.IGNORECASE)
# CSS Syntax 3, 4.3.7: a backslash can hide any letter.
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|([^\r\n\f]))")
# What names a namespace loads nothing.
_NAMESPACE = re.compile(
    r"@namespace\s+(?:[\w-]+\s+)?(?:url\(\s*)?[\"']?http://www\.w3\.org/[\w/]+[\"']?\s*\)?\s*;", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:url|src)\(\s*[\"']?\s*", re.IGNORECASE)
# Functions that take addresses as mere strings, and style sheets of elsewhere.
_OTHER = re.compile(r"\bimage(?:-set)?\(|@import|-moz-binding|\bexpression\(", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;{}]*;?", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^\"'()]*)\s*\)", re.IGNORECASE)


def is_safe(css: str) -> bool:
    """Whether a style, or a value of one, loads nothing from outside: its addresses are `#…` or `data:` of pictures."""
    if "(" not in css and "@" not in css and "\\" not in css:
        return True
    plain = _NAMESPACE.sub("", _ESCAPE.sub(_unescaped, css))
    return not _OTHER.search(plain) and all(
        _is_inside(plain[match.end() : match.end() + 80]) for match in _ADDRESS.finditer(plain)
    )


def made_safe(css: str) -> str:
    """A style sheet without what it loads from outside; empty where that cannot be told from the rest."""
    css = _IMPORT.sub("", css)
    css = _WHOLE_ADDRESS.sub(lambda match: match[0] if _is_inside(match[1].strip("\"' \t\r\n")) else "none", css)
    return css if is_safe(css) else ""


def _is_inside(address: str) -> bool:
    return address.startswith("#") or bool(SAFE_PICTURE.match(address) or _SAFE_FONT.match(address))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return match[2] or (chr(code) if 0 < code < 0x110000 else "\ufffd")
