"""Links between pages as a reader in one locale needs them, where they are not what the source has.

A page stands at another address in this language, or is there in another language only: then the link says so
(WCAG 2.2, 2.4.4; W3C, "Indicating the language of a link destination").
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from pipeline.locales import language_tag
from pipeline.site import addresses
from pipeline.site.links import Linked
from pipeline.site.plan import Plan


class Crossings(NamedTuple):
    """What the links of a page need beside what all languages need."""

    changes: tuple[tuple[int, str, str], ...] = ()  # (element, attribute, value)
    marks: tuple[tuple[int, str], ...] = ()  # (element, text at its end)


def from_page(
    plan: Plan, linked: Linked, locale: str, page_path: str, base: str | None = None, language: str | None = None
) -> Crossings:
    """The links of a page; with `base`, the path of the site on its server, they work at any address.

    `language` is the locale whose language the page is in, where that is another one.
    """
    if plan.is_plain(locale):
        return Crossings()
    folder = posixpath.dirname(plan.file(locale, page_path))

    def written(file: str) -> str:
        return quote(addresses.relative(file, folder) if base is None else base + file, safe="/@")

    return _crossings(plan, linked, locale, written, language or locale)


def from_layout(plan: Plan, linked: Linked, locale: str) -> Crossings:
    """The links of the layout, as attribute value templates (XSLT 1.0, 7.6.2)."""
    if plan.is_plain(locale):
        return Crossings()
    return _crossings(plan, linked, locale, lambda file: f"{{/frame/@root}}{quote(file, safe='/@')}", locale)


def _crossings(plan: Plan, linked: Linked, locale: str, written: Callable[[str], str], language: str) -> Crossings:
    changes: list[tuple[int, str, str]] = []
    marks = []
    for link in linked.pages:
        target = plan.target(locale, link.page_path)
        changes.append((link.element, link.attribute, written(target.file) + link.rest))
        if not link.is_anchor:
            continue
        if target.locale is not None:
            changes.append((link.element, "hreflang", language_tag(target.locale)))
            marks.append((link.element, _mark(target.locale)))
        elif language != locale:  # It leads back into the reader's own language, which needs no mark.
            changes.append((link.element, "hreflang", language_tag(locale)))
    return Crossings(tuple(changes), tuple(marks))


def _mark(locale: str) -> str:
    """What stands behind the words of a link, on their line: " (EN)"."""
    return f"\u00a0({language_tag(locale).upper()})"
