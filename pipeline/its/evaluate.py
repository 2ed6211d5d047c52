"""From what is said to what holds: precedence, inheritance, defaults (sections 5.5, 5.7, 6.4 and 8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from lxml import etree

from pipeline.its.category import Category
from pipeline.its.markup import Markup
from pipeline.its.nodes import Node, elements
from pipeline.its.rules import Rules
from pipeline.its.select import select

V = TypeVar("V")


def selected(category: Category[V], root: etree._Element, rules: Rules) -> dict[Node, V]:
    """What is said of nodes explicitly: by the last rule that selects one, or by an element's own markup, which wins.

    Raises UnusableFileError where a rule or local markup cannot be understood.
    """
    chosen: dict[Node, V] = {}
    for rule in rules.of(category.rule):
        statement = category.stated(rule, rules)
        for node, pointed in select(rule, root, rules, statement.pointers):
            value = statement.value(pointed)
            if value is not None:
                chosen[node] = value
    for element in elements(root):
        if element.attrib:
            value = category.local(Markup(element, rules.html, rules.path))
            if value is not None:
                chosen[Node(element)] = value
    return chosen


def values(category: Category[V], root: etree._Element, rules: Rules) -> dict[Node, V]:
    """What holds for each element and attribute, in document order; a node for which nothing does is absent."""
    said = selected(category, root, rules)
    carried: dict[etree._Element | None, V | None] = {}  # what an element passes on: never a default
    held: dict[Node, V] = {}

    def reaching(node: Node, above: V | None) -> V | None:
        own = said.get(node)
        return above if own is None and category.reaches(node, rules.html) else own

    for element in elements(root):
        value = carried[element] = reaching(Node(element), carried.get(element.getparent()))
        attributes = [Node(element, str(name)) for name in element.attrib]
        for node, reached in ((Node(element), value), *((each, reaching(each, value)) for each in attributes)):
            holding = category.default(node, rules.html) if reached is None else reached
            if holding is not None:
                held[node] = holding
    return held


def annotators(root: etree._Element, rules: Rules) -> dict[etree._Element, Mapping[str, str]]:
    """Which tool annotated what (section 5.7): category identifier → IRI, the innermost, sorted; for every element.

    An element's references are those of its attributes too.
    """
    found: dict[etree._Element, Mapping[str, str]] = {}
    for element in elements(root):
        parent = element.getparent()
        above = {} if parent is None else found.get(parent, {})
        text = Markup(element, rules.html, rules.path).get("annotatorsRef")
        found[element] = above if text is None else dict(sorted({**above, **_references(text, rules.html)}.items()))
    return found


def _references(text: str, html: bool) -> dict[str, str]:
    pairs = (reference.partition("|") for reference in text.split())
    return {(name.lower() if html else name): iri for name, bar, iri in pairs if bar}
