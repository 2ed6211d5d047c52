"""What ITS says of a page, as the walk over it wants to know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from lxml import etree

from pipeline.its.category import Category
from pipeline.its.domain import DOMAIN
from pipeline.its.evaluate import selected
from pipeline.its.flags import ELEMENTS_WITHIN_TEXT, PRESERVE_SPACE, TRANSLATE
from pipeline.its.gather import Load, gather
from pipeline.its.limits import ALLOWED_CHARACTERS, STORAGE_SIZE, StorageSize
from pipeline.its.locale_filter import LOCALE_FILTER
from pipeline.its.notes import LOCALIZATION_NOTE, TERMINOLOGY, Note, Term
from pipeline.its.pointing import EXTERNAL_RESOURCE, ID_VALUE, LANGUAGE_INFORMATION
from pipeline.xhtml.guidance import Guidance, Said

V = TypeVar("V")

_LINE_BREAKS = {"lf": "", "cr": ", line breaks as CR", "crlf": ", line breaks as CR LF"}


def guidance(root: etree._Element, path: str, load: Load, beside: Sequence[str] = ()) -> Guidance:
    """All that is said explicitly of a page's elements and attributes; what they inherit is the walk's to follow.

    The practical reading of ITS for XHTML: its defaults do not count, since the walk's own rules for HTML know more
    than they do. Arguments and errors are those of `gather`.
    """
    rules = gather(root, path, load, beside)
    guide = Guidance({}, {})

    def tell(category: Category[V], name: str, value: Callable[[V], Any]) -> None:
        for node, found in selected(category, root, rules).items():
            if node.attribute is None:
                said = guide.elements.setdefault(node.element, Said())
            else:
                said = guide.attributes.setdefault((node.element, node.attribute), Said())
            setattr(said, name, value(found))

    tell(TRANSLATE, "translate", _itself)
    tell(LOCALIZATION_NOTE, "note", _note)
    tell(TERMINOLOGY, "term", _term)
    tell(LANGUAGE_INFORMATION, "language", _itself)
    tell(ELEMENTS_WITHIN_TEXT, "within_text", _itself)
    tell(DOMAIN, "domains", _itself)
    tell(LOCALE_FILTER, "locales", _itself)
    tell(EXTERNAL_RESOURCE, "resource", _itself)
    tell(ID_VALUE, "identifier", _itself)
    tell(PRESERVE_SPACE, "preserve", lambda space: space == "preserve")
    tell(ALLOWED_CHARACTERS, "characters", _itself)
    tell(STORAGE_SIZE, "size", _size)
    return guide


def _itself(value: V) -> V:
    return value


def _note(note: Note) -> str:
    text = " ".join((note.text or f"see {note.ref}").split())
    return f"important: {text}" if note.type == "alert" else text


def _term(term: Term) -> str | bool:
    if not term.term:
        return False
    return "; ".join(part for part in (" ".join((term.info or "").split()), term.info_ref) if part)


def _size(size: StorageSize) -> str:
    return f"{size.size} bytes in {size.encoding}{_LINE_BREAKS[size.line_break]}"
