"""The names that ITS 2.0 gives to things, and what an attribute or element of HTML is to it."""

from __future__ import annotations

from lxml import etree

from pipeline.its.nodes import Node
from pipeline.xhtml.names import ITS, MATHML, SVG, XHTML, html

RULES = f"{{{ITS}}}rules"
PARAM = f"{{{ITS}}}param"
SPAN = f"{{{ITS}}}span"
LOC_NOTE = f"{{{ITS}}}locNote"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


NESTED = html("iframe noscript script textarea")
# HTML5 (CR, 6 August 2013), 3.2.4.1.5: the release that ITS 2.0 refers to, and what HTML has added since.
_PHRASING = html(
    "abbr area audio b bdi bdo br button canvas cite code data datalist dfn em embed i iframe img input kbd keygen"
    " label mark math meter noscript object output picture progress q ruby s samp script select slot small span"
    " strong sub sup svg template textarea time u var video wbr"
) | {f"{{{SVG}}}svg", f"{{{MATHML}}}math"}
# These are phrasing content where they hold nothing else.
_TRANSPARENT = html("a del ins map")

# HTML5, 3.2.3.3 (the translate attribute): the attributes that hold text, on any element and by element.
_TRANSLATABLE = frozenset(("lang", "style", "title"))
_TRANSLATABLE_OF = {
    "a": ("download",),
    "area": ("alt", "download"),
    "iframe": ("srcdoc",),
    "img": ("alt",),
    "input": ("alt", "placeholder"),
    "menu": ("label",),
    "menuitem": ("label",),
    "optgroup": ("label",),
    "option": ("label",),
    "textarea": ("placeholder",),
    "th": ("abbr",),
    "track": ("label",),
}
_META_TEXT = frozenset(("description", "keywords"))


def is_html(root: etree._Element) -> bool:
    """Whether a document follows sections 6 and 7 (HTML) rather than those for XML."""
    return root.getroottree().getroot().tag == f"{{{XHTML}}}html"


def is_phrasing(element: etree._Element) -> bool:
    """Whether HTML counts an element as phrasing content; `a` around a paragraph is none."""
    if element.tag not in _TRANSPARENT:
        return element.tag in _PHRASING
    return all(is_phrasing(child) for child in element.iterchildren(f"{{{XHTML}}}*"))


def is_translatable_attribute(node: Node) -> bool:
    """Whether HTML counts an attribute as text: such ones follow their element in Translate (section 8.2.2)."""
    namespace, _, element = str(node.element.tag).rpartition("}")
    if namespace != f"{{{XHTML}" or node.attribute is None:
        return False
    if node.attribute in _TRANSLATABLE or node.attribute in _TRANSLATABLE_OF.get(element, ()):
        return True
    if (element, node.attribute) == ("input", "value"):
        return node.element.get("type", "").lower() in ("button", "reset")
    return (element, node.attribute) == ("meta", "content") and node.element.get("name", "").lower() in _META_TEXT
