"""Scripts, style sheets and data inside a page, so that XML and HTML readers take the same from them.

To XML `<` and `&` are markup there too, to HTML they are text, and neither reads the other's form. What is in use since
XHTML 1.0: a CDATA section, its ends inside comments of the script, `/*<![CDATA[*/ … /*]]>*/`. XML then sees two empty
comments, HTML two that say something.
"""

from __future__ import annotations

from pipeline.lazy import pattern
from pipeline.xhtml.names import WHITE_SPACE

# By which types scripts go (HTML, 4.12.1.1; MIME Sniffing, 4.6).
JAVASCRIPT = pattern(r"(?:text|application)/(?:x-)?(?:java|ecma|live|j)script(?:1\.[0-5])?\Z")
_JSON = pattern(r"(?:importmap|speculationrules|application/(?:[\w.-]+\+)?json(?:\s*;.*)?)\Z")
# JSON has no comments, and has these signs in strings only, where they may be written as numbers.
_IN_JSON = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
# Only scripts have comments that end with their line.
_COMMENT = {"script": pattern(r"\s*/[*/]"), "style": pattern(r"\s*/\*")}


def for_both(name: str, kind: str | None, code: str) -> str | None:
    """What `code` is inside a `script` or `style` of a page; None where no form means the same to both readers.

    `name` is that of the element, `kind` its `type`.
    """
    code = code.replace("\r\n", "\n").replace("\r", "\n")  # In HTML, &#13; is five characters of it.
    has_markup = "<" in code or "&" in code
    if not has_markup and "]]>" not in code:
        return code
    kind = (kind or "").strip(WHITE_SPACE).lower()
    if name == "script" and _JSON.match(kind):
        return code.translate(_IN_JSON)
    if "]]>" in code or _ends_elsewhere(name, code.lower()) or not _has_comments(name, kind):
        return None
    first, last = _COMMENT[name].match(code), _in_last_comment(name, code)
    if first is None or last < first.end():
        return f"/*<![CDATA[*/{code}/*]]>*/"
    # In comments that are there already, so that to XML the code stays as it was.
    return f"{code[: first.end()]}<![CDATA[{code[first.end() : last]}]]>{code[last:]}"


def _ends_elsewhere(name: str, code: str) -> bool:
    """Whether HTML ends the element inside its code, or not at its end (HTML, 13.2.5.15 to 13.2.5.31)."""
    start = code.find("<!--") if name == "script" else -1
    return f"</{name}" in code or (start >= 0 and code.find("<script", start) >= 0)


def _in_last_comment(name: str, code: str) -> int:
    """A place in the comment that code ends with, right behind its sign; -1 where it ends with none for sure.

    Behind an empty one no string is closed, so that it is none. Any other may look so, and be a part of a string: of
    one on its own line, unless the line begins with the comment, or of one on several lines.
    """
    end = len(code.rstrip())
    if code.endswith("/**/", 0, end):
        return end - 2
    line = code.rfind("\n", 0, end) + 1
    place = code.rfind("/*", 0, end - 2) + 2 if code.endswith("*/", 0, end) else 0
    if name == "script" and code[line:end].lstrip().startswith("//"):
        place = code.index("//", line) + 2
    elif place < 2 or (code[code.rfind("\n", 0, place) + 1 : place - 2].strip() and code[place : end - 2].strip()):
        return -1
    is_string = name == "script" and ("`" in code or "\\\n" in code)
    return -1 if is_string or "<" in code[place:] or "&" in code[place:] else place


def _has_comments(name: str, kind: str) -> bool:
    """Whether what an element of a type holds is a language whose comments are known."""
    if name == "style":
        return kind in ("", "text/css")
    return kind in ("", "module") or JAVASCRIPT.match(kind) is not None
