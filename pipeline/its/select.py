"""Selectors and pointers: XPath 1.0, evaluated as section 5.3.2 wants it.

A pointer is evaluated for each selected node, attributes too, with that node's position among them. libxml2 does all
of it in one go where the pointer is the argument of a function in a predicate: `(selector)[its-collect(pointer)]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipeline.errors import UnusableFileError
from pipeline.its.nodes import Node, elements, text_of
from pipeline.its.rules import Rule, Rules
from pipeline.its.variables import bind
from pipeline.xhtml.names import XML_ID

# The string values of what a pointer leads to; one, where the expression computes a text.
Texts = list[str]

_REMEDY = "select elements or attributes"
_ID_CALL = re.compile(r"(\"[^\"]*\"|'[^']*')|(?<![\w.\-·:$@])id(?=\s*\()")


def select(rule: Rule, root: etree._Element, rules: Rules, pointers: Sequence[str]) -> list[tuple[Node, list[Texts]]]:
    """The nodes that a rule selects, each with the texts that every pointer leads to from there.

    Raises UnusableFileError, with the rule's line, where an expression is wrong or selects something else.
    """
    said = rule.required("selector")
    if not said.lstrip(" \t\r\n(").startswith("/"):
        raise rule.fault(f'the selector "{said}" is not absolute', 'begin it with "/"')
    selector, *others = (bind(expression, rule, rules) for expression in (said, *pointers))
    evaluation = _Evaluation(rule, root, rules.html)
    for expression in (selector, *others):
        evaluation.compiled(expression)  # one by one: what is no expression must not become one between the brackets
    try:
        items = evaluation.nodes(f"({selector})[its-collect({', '.join(others)})]")
    except etree.XPathError as error:
        raise evaluation.blamed(selector, others, error) from None
    if len(items) < len(evaluation.collected):  # lxml leaves the root node out of its lists
        raise rule.fault(f'the selector "{said}" selects the document as a whole', _REMEDY)
    return [(_node(item, rule), texts) for item, texts in zip(items, evaluation.collected, strict=True)]


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """One rule's expressions, evaluated on a document."""

    rule: Rule
    root: etree._Element
    html: bool
    collected: list[list[Texts]] = field(default_factory=list)  # by selected node, by pointer

    def nodes(self, expression: str) -> Any:
        """What lxml makes of it. Raises lxml's XPathError."""
        return self.compiled(expression)(self.root.getroottree())

    def compiled(self, expression: str) -> etree.XPath:
        """The expression, ready. Raises UnusableFileError where it is none."""
        functions: dict[tuple[None, str], Callable[..., Any]] = {
            (None, "its-collect"): self.collect,
            (None, "its-id"): self.by_id,
        }
        # libxml2 knows what an ID is from a DTD or xml:id; in HTML it is the attribute id.
        text = _ID_CALL.sub(lambda match: match[1] or "its-id", expression) if self.html else expression
        try:
            return etree.XPath(text, namespaces=self.rule.namespaces, extensions=functions, regexp=False)
        except etree.XPathError as error:
            raise self.wrong(expression, error) from None

    def collect(self, _: object, *results: object) -> bool:
        """Called for each selected node, with the results of the pointers."""
        self.collected.append([_texts(result) for result in results])
        return True

    def by_id(self, _: object, names: object) -> list[etree._Element]:
        """id() as HTML understands it (XPath 1.0, 4.1)."""
        wanted = {name for text in _texts(names) for name in text.split()}
        document = self.root.getroottree().getroot()
        return [each for each in elements(document) if wanted & {each.get("id"), each.get(XML_ID)}]

    def blamed(self, selector: str, pointers: Sequence[str], error: Exception) -> UnusableFileError:
        """The error for the expression that is at fault: the selector, if it fails alone."""
        try:
            items = self.nodes(selector)
        except etree.XPathError as alone:
            return self.wrong(selector, alone)
        if not isinstance(items, list):
            return self.rule.fault(f'the selector "{selector}" does not select nodes', _REMEDY)
        return self.wrong(", ".join(pointers), error)

    def wrong(self, expression: str, error: Exception) -> UnusableFileError:
        """The error for an expression that libxml2 refuses."""
        reason = str(error).lower() or "it cannot be evaluated"
        return self.rule.fault(
            f'"{expression}" in its:{self.rule.name} is no XPath 1.0: {reason}', "correct the expression"
        )


def _node(item: object, rule: Rule) -> Node:
    if isinstance(item, etree._Element) and isinstance(item.tag, str):
        return Node(item)
    if getattr(item, "is_attribute", False):
        return Node(item.getparent(), item.attrname)  # type: ignore[attr-defined] # lxml's smart string
    selector = rule.required("selector")
    raise rule.fault(f'the selector "{selector}" selects text or comments', _REMEDY)


def _texts(result: object) -> Texts:
    """What XPath calls string values (XPath 1.0, section 5)."""
    if isinstance(result, list):
        return [_string_value(item) for item in result]
    if isinstance(result, bool):
        return ["true" if result else "false"]
    if isinstance(result, float):
        return [str(int(result)) if result.is_integer() else str(result)]
    return [str(result)]


def _string_value(item: object) -> str:
    if isinstance(item, etree._Element):
        return text_of(item)
    return str(item[1] if isinstance(item, tuple) else item)
