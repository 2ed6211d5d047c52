"""The script by which a reader's choice of a language is kept; it comes with the package, among the site's assets."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from pipeline.site.assets import Assets
from pipeline.site.discovery import element

Element: TypeAlias = etree._Element

FILE = "site/language.js"  # in the package
ASSET = "js/tetraglot-language.js"  # in the site's assets; a file of its own there comes first


def script(assets: Assets, root: str) -> list[Element]:
    """The element that loads the script, from a page that `root` leads to the site's root from; none without it.

    Its content is what it was when the page was made, or it is not run (W3C, Subresource Integrity).
    """
    name = assets.names.get(ASSET)
    if name is None:
        return []
    loading = element("script", src=f"{root}assets/{name}", integrity=assets.integrity(name), defer="defer")
    return [loading]
