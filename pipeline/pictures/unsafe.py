"""What has no place in a picture that readers get: scripts, and what it would load from elsewhere.

SVG 2, chapter 15 and "SVG Integration": a browser runs what is in an SVG that is opened by itself or in an `object`.
"""

from __future__ import annotations

from lxml import etree

from pipeline.pictures.styles import SAFE_PICTURE, is_safe, made_safe
from pipeline.xhtml import names

_IN_SVG, _IN_XHTML = f"{{{names.SVG}}}", f"{{{names.XHTML}}}"
_XML_BASE = f"{{{names.XML}}}base"
_RUNNING = frozenset(("script", "handler", "listener"))
_CHANGING = frozenset(("set", "animate", "animatetransform", "animatemotion", "animatecolor"))
_SHOWING = frozenset((f"{_IN_SVG}image", f"{_IN_SVG}feImage"))


def take_out(root: etree._Element) -> list[tuple[int, str]]:
    """Take out of a drawing what is unsafe; (line, what it was) of each."""
    found: list[tuple[int, str]] = []
    gone: set[etree._Element] = set()
    for node in list(root.iter()):
        parent = node.getparent()
        if parent is not None and parent in gone:
            gone.add(node)
        elif reason := _of_node(node):
            found.append((node.sourceline or 1, reason))
            if parent is not None:
                gone.add(node)
                _remove(parent, node)
        elif isinstance(node.tag, str):
            found += ((node.sourceline or 1, reason) for reason in _inside(node))
    return found + _beside(root)


def _of_node(node: etree._Element) -> str:
    """Why a node cannot stay; empty where it can."""
    if isinstance(node, etree._ProcessingInstruction):
        return f"<?{node.target}?>"
    if not isinstance(node.tag, str):
        return ""
    local = node.tag.rpartition("}")[2]
    if local.lower() in _RUNNING:
        return f"<{local}>"
    if node.tag.startswith(_IN_XHTML):
        return f"HTML’s <{local}>"
    if local == "foreignObject" and not all(_is_drawn(inner) for inner in node.iterdescendants()):
        return "<foreignObject> with something else than SVG"
    if local.lower() in _CHANGING:
        changed = (node.get("attributeName") or "").strip().rpartition(":")[2].lower()
        if changed == "href" or changed.startswith("on"):
            return f"<{local}> that changes {changed}"
    return ""


def _is_drawn(node: etree._Element) -> bool:
    return not isinstance(node.tag, str) or node.tag.startswith(_IN_SVG)


def _inside(element: etree._Element) -> list[str]:
    """Clean an element's attributes, and its text where that is a style sheet; what was taken out."""
    found = []
    for name, value in element.attrib.items():
        if reason := _of_attribute(str(element.tag), str(name), str(value)):
            del element.attrib[name]
            found.append(f"{reason} of <{str(element.tag).rpartition('}')[2]}>")
    if str(element.tag).rpartition("}")[2].lower() == "style":
        css = "".join(map(str, element.itertext()))
        if not is_safe(css):
            for child in list(element):
                element.remove(child)
            element.text = made_safe(css)
            found.append("what a <style> loads from elsewhere")
    return found


def _of_attribute(tag: str, name: str, value: str) -> str:
    namespace, _, local = name.rpartition("}")
    if not namespace and local.lower().startswith("on"):
        return local
    if name == _XML_BASE:
        return "xml:base"
    if local.lower() in ("href", "src") and namespace in ("", f"{{{names.XLINK}"):
        address = " ".join(value.split())
        is_inside = address.startswith("#") or (tag in _SHOWING and SAFE_PICTURE.match(address))
        return "" if is_inside else f'{local}="{address if len(address) < 40 else address[:40] + "…"}"'
    if not namespace and not is_safe(value):
        return local
    return ""


def _remove(parent: etree._Element, node: etree._Element) -> None:
    """Take out a node; the text behind it stays."""
    if node.tail:
        previous = node.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _beside(root: etree._Element) -> list[tuple[int, str]]:
    """Clean what stands around the outermost element: instructions, a document type with its entities."""
    found = []
    for node in [*root.itersiblings(preceding=True), *root.itersiblings()]:
        if isinstance(node, etree._ProcessingInstruction):
            found.append((node.sourceline or 1, f"<?{node.target}?>"))
            # lxml takes nodes beside the root out by giving them another parent.
            etree.Element("elsewhere").append(node)
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        found.append((1, "<!DOCTYPE>"))
        info.clear()
    return found
