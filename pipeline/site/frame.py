"""The layout around every page: a simplified stylesheet (XSLT 1.0, 2.3), run by libxslt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from lxml import etree

from pipeline import locales
from pipeline.errors import Fault, UnusableFileError
from pipeline.model import Extent
from pipeline.settings import Settings
from pipeline.site import addresses, search
from pipeline.site.about import NOTHING, About
from pipeline.site.assets import Assets
from pipeline.site.content import SIGN, passes_on
from pipeline.site.discovery import head
from pipeline.site.listing import pages_element
from pipeline.site.plan import Edition
from pipeline.site.record import PageRecord
from pipeline.site.remembered import script
from pipeline.xhtml import names
from pipeline.xhtml.document import Document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.write import AmbiguousCodeError, page_bytes, page_markup

Element: TypeAlias = etree._Element

# A stylesheet needs the page that it is given and nothing else: no file, no network.
_ACCESS = etree.XSLTAccessControl.DENY_ALL


_SIGNS = etree.XPath(f"//processing-instruction('{SIGN[2:-2]}')")
# Notices that send nobody to the source's edition: there is none, or the page leads on itself.
_WITHOUT_ORIGINAL = ("gone", "moved")


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

    def takes_whole(self, draft: Draft) -> bool:
        """Whether the content is put into its place as it is, so that all of it can be said to be in one language."""
        return self._passes_on(draft)

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

    def whole(self, page: Element) -> bytes:
        """The finished page for an input, as it is published. Raises LayoutError."""
        return page_bytes([self._markup(self.around(page))])

    def _markup(self, page: Element) -> str:
        try:
            return page_markup(page)
        except AmbiguousCodeError as error:
            # Of what the content has, that was seen when it was read.
            reason = f"a <{error}> that it makes means one thing to XML and another to HTML"
            raise LayoutError(Fault(self.source.path, reason, "put it into a file of its own", 1, 1)) from None

    def written(self, page: Element, draft: Draft) -> bytes:
        """The finished page as it is published. Raises LayoutError."""
        markup = self._markup(page)
        if not self._passes_on(draft):
            return page_bytes([markup])
        # What the layout copied of the page may have brought some along.
        missing = {prefix: name for prefix, name in draft.prefixes().items() if prefix not in page.nsmap}
        declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in missing.items())
        first, *others = (markup.replace("<html", f"<html{declared}", 1) if declared else markup).split(SIGN)
        pieces, content = [first], draft.content()
        for other in others:
            pieces += (*content, other)
        return page_bytes(pieces)

    def say_language(self, page: Element, language: str) -> None:
        """Let the content of a finished page, in whose place a sign stands, say which language it is in."""
        sign = next(iter(_SIGNS(page)), None)
        if sign is None or (holder := sign.getparent()) is None:
            return
        if next((each.get("lang") for each in (holder, *holder.iterancestors()) if each.get("lang")), None) == language:
            return
        if len(holder) > 1 or (holder.text or "").strip() or (sign.tail or "").strip():
            place = etree.Element(f"{{{names.XHTML}}}div")
            place.tail, sign.tail = sign.tail, None
            holder.replace(sign, place)
            place.append(sign)
            holder = place
        holder.set("lang", language)
        holder.set(names.XML_LANG, language)
        if locales.direction(language) != locales.direction(page.get("lang", language)):
            holder.set("dir", locales.direction(language))

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


class Shown(NamedTuple):
    """What a frame may tell readers of the edition that it stands around."""

    page_path: str
    locale: str  # of the reader
    editions: tuple[Edition, ...]  # of the page, this one among them
    extent: Extent
    state: str  # complete, partial, outdated, fallback; moved, gone
    notice: str = ""  # what readers are told above the content
    since: date | None = None  # when the source changed that this is a translation of
    file: str = ""  # where it stands, relative to output/site, if not where the edition stands
    head: Sequence[Element] | None = None  # what its head has, if not what every page has
    about: About = NOTHING
    listed: Sequence[PageRecord] = ()  # the pages that it is the list of

    @property
    def own(self) -> Edition:
        """The edition itself."""
        return self.of(self.locale)

    def of(self, locale: str) -> Edition:
        """The page's edition in a locale."""
        return next(edition for edition in self.editions if edition.locale == locale)

    @property
    def percent(self) -> int:
        """The share of words that are translated, rounded down."""
        return 100 * self.extent.words_translated // self.extent.words if self.extent.words else 100


def frame_input(settings: Settings, page: Element, shown: Shown, assets: Assets) -> Element:
    """The document that the layout reads: `docs/authors.md` describes it.

    `page` becomes part of it. The script for the head is one of the `assets`.
    """
    own, path = shown.own, shown.page_path
    root = addresses.root(settings, path, shown.file or own.file)
    frame = etree.Element(
        "frame",
        locale=locales.language_tag(shown.locale),
        dir=locales.direction(shown.locale),
        path=path,
        root=root,
        url=own.url,
        state=shown.state,
        modified=shown.about.modified,
    )
    etree.SubElement(
        frame,
        "site",
        {"name": settings.name, "base-url": settings.base_url, "source-locale": settings.source_locale},
    )
    listed = etree.SubElement(frame, "locales")
    for edition in shown.editions:
        listed.append(locale_element(edition, root, current=edition is own))
    translated, total = str(shown.extent.words_translated), str(shown.extent.words)
    etree.SubElement(frame, "coverage", translated=translated, total=total, percent=str(shown.percent))
    if settings.search:
        etree.SubElement(frame, "search", href=f"{root}{quote(search.folder(shown.locale))}/", root=root)
    if shown.notice:
        frame.append(_notice(settings, shown, root))
    own_head = shown.head
    if own_head is None:
        own_head = list(head(settings, path, shown.locale, shown.editions, shown.about))
    etree.SubElement(frame, "head").extend([*own_head, *script(assets, root)])
    if shown.listed:
        frame.append(pages_element(shown.listed, root))
    frame.append(page)
    return frame


def _notice(settings: Settings, shown: Shown, root: str) -> Element:
    """What readers are to be told, in words of the layout: why, since when, and where the original is."""
    source = shown.of(settings.source_locale)
    notice = etree.Element("notice", kind=shown.notice, language=locales.language_tag(settings.source_locale))
    if source.published and source is not shown.own and shown.notice not in _WITHOUT_ORIGINAL:
        notice.set("href", root + quote(source.file))
    if shown.since is not None:
        # Only here: few pages are outdated.
        from pipeline.locales.dates import long_date

        notice.set("date", shown.since.isoformat())
        notice.set("day", long_date(settings.written_by(shown.locale), shown.since))
    return notice


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
        published="yes" if edition.is_offered else "no",
    )
