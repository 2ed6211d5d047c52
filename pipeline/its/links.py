"""Where a link to rules leads: always to a file, never to the network."""

from __future__ import annotations

import posixpath
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.its.names import XML_BASE
from pipeline.its.rules import Rule

_REMEDY = "link a file by its path from this one; nothing is fetched from elsewhere"


def target_of(link: Rule, href: str) -> str:
    """The path of a linked file, relative to the linking one and to any xml:base (XLink 1.1, 5.4).

    Raises UnusableFileError, with the link's line, where it is an address of something else.
    """
    bases = [ancestor.get(XML_BASE, "") for ancestor in (link.element, *link.element.iterancestors())]
    target = link.path
    for part in (*reversed(bases), href):
        path = _split(link, part.strip()).path
        if path:
            target = posixpath.join(posixpath.dirname(target), unquote(path))
    if "\0" in target:
        raise link.fault(f'"{href}" is no path', _REMEDY)
    return posixpath.normpath(target)


def _split(link: Rule, part: str) -> SplitResult:
    try:
        url = urlsplit(part)
    except ValueError:
        raise link.fault(f'"{part}" is no address', _REMEDY) from None
    if url.scheme or url.netloc:
        raise link.fault(f'the rules file "{part}" is no file of this folder', _REMEDY)
    return url
