"""Which elements of a page need a closer look, found by libxml2 in one go each.

Most elements of most pages say nothing about translation. What a page does not use costs its walk nothing.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from pipeline.xhtml import names

Element: TypeAlias = etree._Element

_SPACES = {"h": names.XHTML}


def _with(attributes: list[str]) -> str:
    return f"//*[{' or '.join(f'@{name}' for name in sorted(attributes))}]"


_SCOPED = etree.XPath(
    f"{_with(['translate', 'class', 'data-translate-ignore', 'lang', 'xml:lang', 'xml:space'])}|//h:pre|//h:textarea",
    namespaces=_SPACES,
)
_LABELLED = etree.XPath(
    _with([*names.TEXT_ATTRIBUTES, *{name for of in names.TEXT_ATTRIBUTES_OF.values() for name in of}])
    + "|//h:input[@value]|//h:meta[@content]",
    namespaces=_SPACES,
)
_ANNOTATED = etree.XPath(
    "boolean(//@data-translate-context|//@data-translate-comment|//comment()[contains(., 'TRANSLATORS:')])"
)


class Marked:
    """What stands out in a page."""

    def __init__(self, root: Element) -> None:
        self.scoped: set[Element] = set(_SCOPED(root))  # may say whether, and in which language, they are
        self.labelled: set[Element] = set(_LABELLED(root))  # may have attributes with text
        self.is_annotated = bool(_ANNOTATED(root))  # an author says something to translators
        self.blocks = _blocks(root)  # all that end running text: HTML's blocks, and what has one of them inside


def _blocks(root: Element) -> set[Element]:
    blocks: set[Element] = set()
    for element in root.iter(*names.BLOCK):
        ancestor: Element | None = element
        while ancestor is not None and ancestor not in blocks:
            blocks.add(ancestor)
            ancestor = ancestor.getparent()
    return blocks
