"""The layout around every page: a simplified stylesheet (XSLT 1.0, 2.3), run by libxslt."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from pipeline import locales
from pipeline.errors import Fault, UnusableFileError
from pipeline.model import Coverage
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.content import SIGN, passes_on
from pipeline.site.discovery import Edition, head
from pipeline.xhtml import names
from pipeline.xhtml.document import Document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.write import page_bytes, page_markup

Element: TypeAlias = etree._Element

# A stylesheet needs the page that it is given and nothing else: no file, no network.
_ACCESS = etree.XSLTAccessControl.DENY_ALL


class LayoutError(UnusableFileError):
    """A layout that is no stylesheet, or makes no page. The page that is put into it has no part in that."""


class Frame:
    """A layout in one language, ready to be put around pages."""

    def __init__(self, layout: Element, source: Document) -> None:
        """`layout` is what became of `source`, in which faults are shown to its author."""
        self.source = source
        self.transform = self._stylesheet(layout)
        self.passes_on = passes_on(layout)
        # Those that the layout declares, wherever.
        self.prefixes = frozenset(prefix for element in layout.iter(etree.Element) for prefix in element.nsmap)

    def page(self, draft: Draft) -> Element:
        """The page as the layout is given it: whole, or with a sign for what it only passes on."""
        return draft.tree(SIGN) if self._passes_on(draft) else draft.tree()

    def _passes_on(self, draft: Draft) -> bool:
        """Whether the content can be put into its place as text: no prefix in it means anything else there."""
        return self.passes_on and not draft.body_declares and self.prefixes.isdisjoint(draft.prefixes())

    def around(self, page: Element) -> Element:
        """The finished page for an input made by `frame_input` or `neutral_input`. Raises LayoutError."""
        try:
            root = self.transform(page).getroot()
        except (etree.XSLTApplyError, etree.XSLTParseError) as error:
            raise LayoutError(self._fault(error, page)) from None
        if root is None or root.tag != f"{{{names.XHTML}}}html":
            reason, remedy = "the layout makes no XHTML page", "let its outermost element be XHTML's <html>"
            raise LayoutError(Fault(self.source.path, reason, remedy, 1, 1))
        return root

    def written(self, page: Element, draft: Draft) -> bytes:
        """The finished page as it is published."""
        markup = page_markup(page)
        if not self._passes_on(draft):
            return page_bytes([markup])
        # What the layout copied of the page may have brought some along.
        missing = {prefix: name for prefix, name in draft.prefixes().items() if prefix not in page.nsmap}
        declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in missing.items())
        parts = markup.replace("<html", f"<html{declared}", 1).split(SIGN)
        content = draft.content()
        return page_bytes([parts[0], *(piece for part in parts[1:] for piece in (*content, part))])

    def _stylesheet(self, layout: Element) -> etree.XSLT:
        try:
            return etree.XSLT(layout, access_control=_ACCESS)
        except etree.XSLTParseError as error:
            raise LayoutError(self._fault(error)) from None

    def _fault(self, error: etree.XSLTError, page: Element | None = None) -> Fault:
        """What is wrong, on the line that the layout's author knows."""
        try:
            transform = etree.XSLT(self.source.root, access_control=_ACCESS)
            if page is not None:
                transform(page)
        except etree.XSLTError as same:
            error = same
        # libxslt names the place in one message and the reason in another.
        entries = list(error.error_log)
        reason = entries[-1].message if entries else str(error)
        line = next((entry.line for entry in reversed(entries) if entry.line > 0), None) or self._line_of(reason)
        return Fault(self.source.path, reason, "correct the layout; it is a simplified XSLT 1.0 stylesheet", line, 1)

    def _line_of(self, reason: str) -> int:
        """The line of the element whose expression libxslt quotes, where it names no line."""
        for element in self.source.root.iter(etree.Element):
            if any(f"'{value}'" in reason for value in element.attrib.values()):
                return element.sourceline or 1
        return 1


def frame_input(
    settings: Settings,
    page: Element,
    page_path: str,
    locale: str,
    editions: tuple[Edition, ...],
    coverage: Coverage,
    state: str,
) -> Element:
    """The document that the layout reads: `docs/authors.md` describes it.

    `page` becomes part of it.
    """
    own = next(edition for edition in editions if edition.locale == locale)
    frame = etree.Element(
        "frame",
        locale=locales.language_tag(locale),
        dir=locales.direction(locale),
        path=page_path,
        root=addresses.root(settings, page_path),
        url=own.url,
        state=state,
    )
    etree.SubElement(
        frame,
        "site",
        {"name": settings.name, "base-url": settings.base_url, "source-locale": settings.source_locale},
    )
    listed = etree.SubElement(frame, "locales")
    for edition in editions:
        listed.append(locale_element(edition, addresses.root(settings, page_path), current=edition is own))
    words = {"translated": str(coverage.words_translated), "total": str(coverage.words)}
    etree.SubElement(frame, "coverage", words)
    etree.SubElement(frame, "head").extend(head(settings, page_path, locale, editions))
    frame.append(page)
    return frame


def locale_element(edition: Edition, root: str, *, current: bool) -> Element:
    """One line of the switcher."""
    return etree.Element(
        "locale",
        code=locales.language_tag(edition.locale),
        name=locales.native_name(edition.locale),
        dir=locales.direction(edition.locale),
        href=root + quote(edition.file),
        url=edition.url,
        current="yes" if current else "no",
        published="yes" if edition.published else "no",
    )
