"""The values of every node as text, in the output format of the W3C's test suite for ITS 2.0."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pipeline.its.category import Category
from pipeline.its.evaluate import annotators, values
from pipeline.its.gather import Load, gather
from pipeline.its.nodes import Node, elements
from pipeline.its.notes import TERMINOLOGY
from pipeline.its.rules import Rules
from pipeline.xhtml.names import WHITE_SPACE, XHTML
from pipeline.xhtml.reading import parse_root


def dump_file(category: Category[Any], data: bytes, path: str, load: Load) -> str:
    """The dump of the file in `data`; `load` gives the bytes of the rules files that it links.

    Raises UnusableFileError where one of them cannot be used.
    """
    root = parse_root(data, path, "the file must be well-formed XML: correct this place")
    return dump(category, root, gather(root, path, load))


def dump(category: Category[Any], root: etree._Element, rules: Rules) -> str:
    """A line for each element and attribute: its path, then a tab before each `name="value"`, sorted."""
    held = values(category, root, rules)
    tools = annotators(root, rules) if category is TERMINOLOGY else {}
    lines = []
    for node, path in paths(root, rules.html):
        shown = dict(category.shown(held[node])) if node in held else {}
        shown["annotatorsRef"] = _references(tools.get(node.element, {}))
        lines.append("\t".join([path, *(f'{name}="{_one_line(text)}"' for name, text in sorted(_given(shown)))]) + "\n")
    return "".join(lines)


def paths(root: etree._Element, html: bool) -> list[tuple[Node, str]]:
    """Each node with its path, in document order, attributes by name.

    The root has no index, any other element its number among siblings of that name. HTML's elements have no prefix.
    """
    found: list[tuple[Node, str]] = []
    path_of: dict[etree._Element, str] = {}
    seen: defaultdict[etree._Element | None, Counter[str]] = defaultdict(Counter)
    for element in elements(root):
        parent, name = element.getparent(), _name(element, html)
        seen[parent][name] += 1
        path_of[element] = f"/{name}" if parent is None else f"{path_of[parent]}/{name}[{seen[parent][name]}]"
        found.append((Node(element), path_of[element]))
        named = sorted((_attribute_name(element, str(each)), str(each)) for each in element.attrib)
        found.extend((Node(element, each), f"{path_of[element]}/@{shown}") for shown, each in named)
    return found


def _name(element: etree._Element, html: bool) -> str:
    name = etree.QName(element)
    is_htmls = html and name.namespace == XHTML
    return name.localname if is_htmls or not element.prefix else f"{element.prefix}:{name.localname}"


def _attribute_name(element: etree._Element, attribute: str) -> str:
    """With the prefix that the document has there: two prefixes may have one namespace."""
    if not attribute.startswith("{"):
        return attribute
    name = etree.QName(attribute)
    condition = "namespace-uri() = $uri and local-name() = $local"
    return str(element.xpath(f"name(@*[{condition}])", uri=name.namespace or "", local=name.localname))


def _references(tools: Mapping[str, str]) -> str | None:
    return " ".join(f"{name}|{iri}" for name, iri in tools.items()) or None


def _given(shown: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(name, text) for name, text in shown.items() if text is not None]


def _one_line(text: str) -> str:
    # XML's white space only: other spaces are text.
    return re.sub(f"[{WHITE_SPACE}]+", " ", text).strip(" ")
