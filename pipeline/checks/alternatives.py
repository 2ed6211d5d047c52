"""Alternative texts: each picture has one, and it says what the picture shows (WCAG 2.2, 1.1.1 and 2.4.4)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.checks.subject import Subject
from pipeline.model import Finding, Severity, State
from pipeline.xhtml import names

# Who checks a loose catalogue needs no lxml.
if TYPE_CHECKING:
    from pipeline.xhtml.document import Document
    from pipeline.xhtml.markup import Tag

_IMG, _AREA, _INPUT, _A, _FIGURE, _CAPTION = (
    next(iter(names.html(name))) for name in ("img", "area", "input", "a", "figure", "figcaption")
)
_SHOWING = frozenset((_IMG, _AREA, _INPUT))
_NAMING = ("aria-label", "aria-labelledby", "title")
_IN_XSLT = f"{{{names.XSLT}}}"
# Compiled when the first text is looked at: most builds are of pages without pictures.
_FILE = r"(?i)\S.*\.(?:svgz?|png|jpe?g|gif|webp|avif|bmp|tiff?|ico|heic)"
_NAMED_BY_CAMERA = r"(?i)(?:img|dscn?|dcim|pict?|image|photo|scan|screenshot)[ _-]?\d{3,}"
_NUMBERED = r"([^\W\d_]+)[ _-](\d+)"
_PARTS = r"[\s_-]+"
# What a picture is, in our languages; by itself it says nothing of what it shows.
_KINDS = frozenset(
    (
        *(
            "image",
            "picture",
            "pic",
            "photo",
            "photograph",
            "img",
            "icon",
            "logo",
            "cover",
            "banner",
            "figure",
            "graphic",
        ),
        *("illustration", "screenshot", "thumbnail", "picto", "pictogram", "symbol", "untitled"),
        *("visuel", "vignette", "couverture", "bannière", "icône", "pictogramme"),
        *("afbeelding", "foto", "beeld", "plaatje", "omslag", "schermafbeelding", "grafiek"),
        *("bild", "abbildung", "grafik", "titelbild", "bildschirmfoto"),
    )
)
_BRANDS = frozenset(("logo", "icon", "icône", "symbol", "picto"))


def on_document(document: Document) -> list[Finding]:
    """The findings on a page's, or the layout's, own alternative texts: the author's to mend."""
    outline = document.outline
    shown = ((position, outline.markup[position]) for position in outline.called(_SHOWING))
    return [finding for position, tag in shown for finding in _on_tag(document, position, tag)]


def _on_tag(document: Document, position: int, tag: Tag) -> Iterator[Finding]:
    if not _is_picture(tag):
        return
    alt = tag.get("alt")
    if alt is None:
        if not _is_named_otherwise(document, position, tag):
            remedy = 'say what it shows, in a link where it leads; alt="" if it only decorates'
            yield _finding(document, position, "alt-missing", f"<{tag.code}> has no alt; {remedy}")
    elif not alt.strip():
        if tag.name == _IMG and _is_all_of_a_link(document, position):
            reason = "the picture is all that the link holds, and has no words"
            yield _finding(document, position, "alt-missing", f"{reason}; say in its alt where the link leads")
    elif not (document.is_layout and "{" in alt):
        for check, message in faults(alt, tag.get("src") or ""):
            yield _finding(document, position, check, message)


def alternative_faults(subject: Subject) -> Iterator[Finding]:
    """A translated alternative text names a file, or says nothing; where the source's does, that is said there."""
    for resolution in subject.resolutions:
        if resolution.slot.attribute != "alt" or resolution.state is not State.TRANSLATED or subject.is_source:
            continue
        message = resolution.message
        if message is not None and message.msgstr and not any(faults(resolution.unit.text, "")):
            for check, reason in faults(message.msgstr, ""):
                yield subject.finding(check, reason, resolution, severity=_SEVERITY[check])


def faults(alt: str, address: str) -> Iterator[tuple[str, str]]:
    """(check, what is wrong) with an alternative text of the picture at an address."""
    text = " ".join(alt.split())
    file = posixpath.basename(unquote(urlsplit(address).path)) if address and "[" not in address else ""
    if re.fullmatch(_FILE, text) and (" " not in text or text == file):
        yield "alt-file-name", f'"{text}" is the name of a file; say what the picture shows'
    elif _says_nothing(text, posixpath.splitext(file)[0]):
        yield "alt-says-nothing", f'"{text}" does not say what the picture shows, or where its link leads; say that'


def _says_nothing(text: str, stem: str) -> bool:
    parts = re.split(_PARTS, text)
    if re.fullmatch(_NAMED_BY_CAMERA, text):
        return True
    if numbered := re.fullmatch(_NUMBERED, text):
        # "Expo 58" may well be what it shows.
        return numbered[1].islower() or numbered[1].lower() in _KINDS or len(numbered[2]) == 1
    if len(parts) > 1 and text.islower() and parts == re.split(_PARTS, stem.lower()):
        return True
    if len(parts) > 2:
        return False
    kinds = [part for part in parts if part.lower() in _KINDS]
    others = [part for part in parts if part.lower() not in _KINDS]
    if not kinds:
        return False
    # "Logo BOSA" says whose it is.
    return not (others and not others[0].islower() and kinds[0].lower() in _BRANDS)


def _is_picture(tag: Tag) -> bool:
    if tag.name == _AREA:
        return tag.get("href") is not None
    return tag.name == _IMG or (tag.get("type") or "").strip().lower() == "image"


def _is_named_otherwise(document: Document, position: int, tag: Tag) -> bool:
    """Whether other words stand for the alternative text (HTML, 4.8.4.4.9), or the layout computes it."""
    outline = document.outline
    if any(tag.get(name) for name in _NAMING) or any(
        _is_computed(document, each) for each in outline.children(position)
    ):
        return True
    figure = next((each for each in outline.around(position) if outline.tags[each] == _FIGURE), None)
    return figure is not None and _CAPTION in outline.tags[figure : outline.ends[figure]]


def _is_all_of_a_link(document: Document, position: int) -> bool:
    outline = document.outline
    link = next((each for each in outline.around(position) if outline.tags[each] == _A), None)
    if link is None or outline.markup[link].get("href") is None or outline.words(link).strip():
        return False
    if any(outline.markup[each].get("aria-hidden") == "true" for each in outline.around(link)):
        return False
    inside = range(link + 1, outline.ends[link])
    if any(outline.markup[link].get(name) for name in _NAMING) or any(_is_computed(document, each) for each in inside):
        return False
    return not any(outline.markup[each].get(name) for each in inside for name in ("alt", *_NAMING))


def _is_computed(document: Document, position: int) -> bool:
    tag = document.outline.tags[position]
    return isinstance(tag, str) and tag.startswith(_IN_XSLT)


_SEVERITY = {"alt-missing": Severity.ERROR, "alt-file-name": Severity.ERROR, "alt-says-nothing": Severity.WARNING}


def _finding(document: Document, position: int, check: str, message: str) -> Finding:
    certainty = "likely" if check == "alt-says-nothing" else "certain"
    line = document.outline.line(position)
    return Finding(check, document.path, message, line, severity=_SEVERITY[check], certainty=certainty)
