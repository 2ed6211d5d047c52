"""From bytes to a tree, and what is wrong in plain words. Nothing outside the bytes is ever loaded.

libxml2's own limits stay on: 256 levels of elements, 10 MB in one text, and entities that grow to more than five times
the file are refused, in little time and memory.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from lxml import etree

from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern

# Comments, CDATA sections and processing instructions first: a reference inside them is only text.
_REFERENCE = pattern(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&([A-Za-z][A-Za-z0-9]*);", re.DOTALL)
# Most pages have no reference but XML's own: one search tells.
_HAS_NAMED = pattern(rb"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]")
_XML_ENTITIES = frozenset((b"lt", b"gt", b"amp", b"quot", b"apos"))
_DECLARED = pattern(rb"<!ENTITY\s+([^\s%]+)(\s+(?:SYSTEM|PUBLIC)\b)?")
_DECLARATION = pattern(r"\A\ufeff?<\?xml[^>]*\?>")
# UTF-7, and EBCDIC's "<?xm": what is searched for among the bytes would not be found.
_HIDING = pattern(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:x-|csunicode11)?utf-?7|\x4c\x6f\xa7\x94", re.IGNORECASE)
# libxml2 repeats the place behind its reason.
_WHERE = pattern(r",? line \d+, column \d+.*\Z", re.DOTALL)

# Of libxml2's reasons, those that people meet: what it says, what it means, what to do ("" for the caller's remedy).
_PLAINLY = [
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        r"</\3> stands where <\1> of line \2 is still open",
        "",
    ),
    (r"Premature end of data in tag (\S+) line (\d+)", r"<\1> of line \2 is never closed", r"add </\1>"),
    (
        r"Extra content at the end of the document",
        "there is more behind the end of the outermost element",
        "put it inside",
    ),
    (r"Attribute (\S+) redefined", r"the attribute \1 stands twice on one element", "keep one of the two"),
    (r"Namespace prefix (\S+) on (\S+) is not defined", r"nothing declares the prefix of <\1:\2>", r'add xmlns:\1="…"'),
    (
        r"Namespace prefix (\S+) for (\S+) on (\S+) is not defined",
        r"nothing declares the prefix of the attribute \1:\2 on <\3>",
        r'add xmlns:\1="…"',
    ),
    (r"Entity '(\S+)' not defined", r"the entity &\1; is not HTML's", "write the character itself"),
    (r"Maximum entity amplification.*", "its entities grow out of all proportion", "write the text itself"),
    (r"Detected an entity reference loop", "an entity stands for itself", "write the text itself"),
    (r"Excessive depth in document.*", "elements are nested more than 256 deep", "take some of them out"),
    (
        r"Resource limit exceeded.*",
        "one text or attribute is longer than 10 MB",
        "divide it, or put it into a file of its own",
    ),
    (r"Unsupported encoding: (\S+)", r"the encoding \1 is not known", "save the file as UTF-8"),
    (r"Invalid character: Char 0x(\w+) out of allowed range", r"the character U+\1 cannot stand in XML", "take it out"),
    (
        r"xmlParseEntityRef: no name|EntityRef: expecting ';'",
        'an "&" begins no reference',
        "write &amp; for the sign itself",
    ),
    (r"StartTag: invalid element name", 'a "<" begins no tag', "write &lt; for the sign itself"),
    (r"AttValue: \" or ' expected", "an attribute's value has no quotation marks", "write them"),
    (r"Specification mandates value for attribute (\S+)", r"the attribute \1 has no value", r'write \1="\1"'),
    (r"PCDATA invalid Char value (\d+)", "a control character cannot stand in XML", "take it out"),
    (r"Double hyphen within comment.*", 'a comment has "--" inside', "put a space between the hyphens"),
    (r"Sequence '\]\]>' not allowed in content", "]]> cannot stand in a text", "write ]]&gt;"),
    (r"XML declaration allowed only at the start.*", "something stands before the XML declaration", "take it out"),
    (r"Start tag expected, '<' not found", "the file does not begin with an element", ""),
    (r"Document is empty", "the file is empty or does not begin with an element", ""),
]


def parse_root(data: bytes, path: str, remedy: str, *, html_references: bool = True) -> etree._Element:
    """The root of the XML in `data`, with HTML's named references and the file's own entities as what they stand for.

    Without `html_references`, a reference that only HTML knows is a fault, as it is to a browser that reads XML.

    Raises UnusableFileError, with place and remedy, where it is not well-formed, asks for anything outside the file, or
    is not in the encoding that it names (UTF-8 where it names none).
    """
    data = ascii_compatible(data)
    if _HIDING.match(data):
        reason = "the file is in an encoding that hides markup from whoever looks for it"
        raise UnusableFileError(Fault(path, reason, "save the file as UTF-8", 1, 1))
    # libxml2 without its limits is an invitation: huge_tree stays off.
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False)
    has_named = b"&" in data and _HAS_NAMED.search(data) is not None
    try:
        root = etree.fromstring(_with_numbers(data) if has_named and html_references else data, parser)
    except etree.XMLSyntaxError as error:
        raise UnusableFileError(_fault(error, data, path, remedy, html_references)) from None
    if has_named:
        # Where a DTD is named but not read, libxml2 takes any name for one of its entities.
        for entity in root.iter(etree.Entity):
            name = (entity.text or "").strip("&;")
            raise UnusableFileError(_unknown(name, data, path, entity.sourceline or 1, 1, html_references))
    return root


def reread(markup: str) -> etree._Element:
    """The root of markup that was a tree before: nothing in it is unknown or asks for anything outside."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(markup.replace("\r", "&#13;").encode(), parser)


def library_version() -> str:
    """What tells one build of lxml and of the libraries in it from another."""
    return f"{etree.LXML_VERSION} {etree.LIBXML_VERSION} {etree.LIBXSLT_VERSION}"


def ascii_compatible(data: bytes) -> bytes:
    """The bytes, in UTF-8 if they were in UTF-16 or UTF-32: what is searched for among them is written in ASCII."""
    encoding = None
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        encoding = "utf-32"
    elif data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:2]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    if encoding is None:
        return data
    return _DECLARATION.sub("", data.decode(encoding, "replace")).encode("utf-8", "replace")


def _with_numbers(data: bytes) -> bytes:
    """HTML's named references as numbers, but for the names that the file declares itself."""
    # Only here: most pages have no other references than XML's own.
    from html.entities import html5

    own = {name for name, _ in _DECLARED.findall(data)} | _XML_ENTITIES

    def number(match: re.Match[bytes]) -> bytes:
        name = match[1]
        text = None if name is None or name in own else html5.get(name.decode("ascii") + ";")
        return match[0] if text is None else b"".join(b"&#%d;" % ord(character) for character in text)

    return _REFERENCE.sub(number, data)


def _fault(error: etree.XMLSyntaxError, data: bytes, path: str, remedy: str, html_references: bool) -> Fault:
    line, column = error.position[0], max(error.position[1], 1)
    reason = " ".join(_WHERE.sub("", str(error.msg)).split()) or "the file is empty"
    if error.code == etree.ErrorTypes.ERR_INVALID_ENCODING:
        return _not_in_its_encoding(data, path) or Fault(path, reason, remedy, line, column)
    if match := re.fullmatch(r"Entity '(\S+)' not defined", reason):
        return _unknown(match[1], data, path, line, column, html_references)
    for said, plainly, instead in _PLAINLY:
        if match := re.fullmatch(said, reason):
            return Fault(path, match.expand(plainly), match.expand(instead) or remedy, line, column)
    return Fault(path, reason, remedy, line, column)


def _unknown(name: str, data: bytes, path: str, line: int, column: int, html_references: bool) -> Fault:
    if dict(_DECLARED.findall(data)).get(name.encode()):
        reason = f"the entity &{name}; stands outside this file, and nothing is read from there"
        return Fault(path, reason, "write its text into the file", line, column)
    whose = "HTML's" if html_references else "XML's"
    return Fault(path, f"the entity &{name}; is not {whose}", "write the character itself", line, column)


def _not_in_its_encoding(data: bytes, path: str) -> Fault | None:
    """The first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        reason = f"the byte 0x{data[error.start]:02X} is not UTF-8, which the file says or leaves to be supposed"
        remedy = 'save the file as UTF-8, or begin it with <?xml version="1.0" encoding="…"?>'
        return Fault(path, reason, remedy, line, column)
    return None
