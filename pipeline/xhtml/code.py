"""Scripts, style sheets and data inside a page, so that XML and HTML readers take the same from them.

To XML `<` and `&` are markup there too, to HTML they are text, and neither reads the other's form. What is in use since
XHTML 1.0: a CDATA section, its ends inside comments of the script, `/*<![CDATA[*/ … /*]]>*/`. XML then sees two empty
comments, HTML two that say something.
"""

from __future__ import annotations

import re

from pipeline.lazy import pattern
from pipeline.xhtml.names import WHITE_SPACE

# By which types scripts go (HTML, 4.12.1.1; MIME Sniffing, 4.6).
JAVASCRIPT = pattern(r"(?:text|application)/(?:x-)?(?:java|ecma|live|j)script(?:1\.[0-5])?\Z")
_JSON = pattern(r"(?:importmap|speculationrules|application/(?:[\w.-]+\+)?json)\Z")
# JSON has no comments, and has these signs in strings only, where they may be written as numbers.
_IN_JSON = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<&"}
# With these inside, HTML would end the element elsewhere.
_ENDS_HTML = pattern(r"<!--|</?(?:script|style)", re.IGNORECASE)
# Only scripts have comments that end with their line.
_COMMENT = {"style": pattern(r"\s*/\*"), "script": pattern(r"\s*/[*/]")}


def for_both(name: str, kind: str | None, code: str) -> str | None:
    """The inside of a `script` or `style` as it stands in a page; None where no form means the same to both readers.

    `name` is that of the element, `kind` its `type`, `code` what it holds.
    """
    if "<" not in code and "&" not in code:
        return None if "]]>" in code else code
    kind = (kind or "").strip(WHITE_SPACE).lower()
    if name == "script" and _JSON.match(kind):
        return for_both(name, kind, code.translate(_IN_JSON))
    if "]]>" in code or _ENDS_HTML.search(code) or not _has_comments(name, kind):
        return None
    first, last = _COMMENT[name].match(code), _in_last_comment(name, code)
    if first is None or last < first.end():
        return f"/*<![CDATA[*/{code}/*]]>*/"
    # In comments that are there already, so that to XML the code stays as it was.
    return f"{code[: first.end()]}<![CDATA[{code[first.end() : last]}]]>{code[last:]}"


def _in_last_comment(name: str, code: str) -> int:
    """The place behind the sign that begins the comment which code ends with; -1 where it ends with none for sure.

    What looks like one behind other code may be part of a string: one counts that has lines of its own, or no words.
    """
    end = len(code.rstrip())
    line = code.rfind("\n", 0, end) + 1
    place = code.rfind("/*", 0, end - 2) + 2 if code.endswith("*/", 0, end) else 0
    if name == "script" and code[line:end].lstrip().startswith("//"):
        place = code.index("//", line) + 2
    elif place < 2 or (code[code.rfind("\n", 0, place) + 1 : place - 2].strip() and code[place : end - 2].strip()):
        return -1
    return -1 if "<" in code[place:] or "&" in code[place:] else place


def _has_comments(name: str, kind: str) -> bool:
    """Whether what an element of a type holds is a language whose comments are known."""
    if name == "style":
        return kind in ("", "text/css")
    return kind in ("", "module") or JAVASCRIPT.match(kind) is not None
