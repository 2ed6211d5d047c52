"""Selectors and pointers: XPath 1.0 as section 5.3.2 wants it evaluated.

A pointer is evaluated for each selected node, attributes too, with that node's position among them. libxml2 does all
of it in one go where the pointer is the argument of a function in a predicate: `(selector)[its-collect(pointer)]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from pipeline.errors import UnusableFileError
from pipeline.its.names import XML_ID
from pipeline.its.nodes import Node, elements, text_of
from pipeline.its.rules import Rule, Rules

# String literals first: a dollar sign inside one is only text.
_VARIABLE = re.compile(r"\"[^\"]*\"|'[^']*'|\$\s*((?:[\w.\-·]+:)?[\w.\-·]+)")
_ID_CALL = re.compile(r"(\"[^\"]*\"|'[^']*')|(?<![\w.\-·:$@])id(?=\s*\()")


def bind(expression: str, rule: Rule, rules: Rules) -> str:
    """The expression with the values of its:param in the place of its variables.

    Values are put in as string literals, so that a target pointer can be shown as what it is.
    Raises UnusableFileError where a variable has no value.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0]
        text = rules.params.get(qualified(name, rule))
        if text is None:
            raise rule.fault(f"the variable ${name} has no value", f'add <its:param name="{name}">')
        return literal(text)

    return _VARIABLE.sub(value, expression)


def qualified(name: str, rule: Rule) -> str:
    """A QName as "{namespace}local". Raises UnusableFileError where nothing declares the prefix."""
    prefix, _, local = name.rpartition(":")
    if not prefix:
        return local
    if prefix not in rule.namespaces:
        raise rule.fault(f'nothing declares the prefix "{prefix}"', f'declare xmlns:{prefix}="…"')
    return f"{{{rule.namespaces[prefix]}}}{local}"


def literal(text: str) -> str:
    """A text as an XPath expression.

    >>> literal("it's"), literal('''it's "new"''')
    ('"it\\'s"', 'concat(\\'it\\', "\\'", \\'s "new"\\')')
    """
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    between = ', "\'", '
    return "concat(" + between.join(f"'{part}'" for part in text.split("'")) + ")"


def select(rule: Rule, root: etree._Element, rules: Rules, pointers: Sequence[str]) -> list[tuple[Node, list[Texts]]]:
    """The nodes that a rule selects, each with the texts that every pointer leads to from there.

    Raises UnusableFileError, with the rule's line, where an expression is wrong or selects something else.
    """
    selector = rule.required("selector")
    if not selector.lstrip(" \t\r\n(").startswith("/"):
        raise rule.fault(f'the selector "{selector}" is not absolute', 'begin it with "/"')
    bound = [bind(expression, rule, rules) for expression in (selector, *pointers)]
    found = [_node(item, rule) for item in _nodes(bound[0], rule, root, rules, [])]
    if not pointers:
        return [(node, []) for node in found]
    for pointer in bound[1:]:
        _compiled(pointer, rule, rules, {})
    collected: list[list[Texts]] = []
    _nodes(f"({bound[0]})[its-collect({', '.join(bound[1:])})]", rule, root, rules, collected)
    return list(zip(found, collected, strict=True))


# The string values of what a pointer leads to; one, where the expression computes a text.
Texts = list[str]


def _nodes(expression: str, rule: Rule, root: etree._Element, rules: Rules, collected: list[list[Texts]]) -> list[Any]:
    def collect(_: object, *results: object) -> bool:
        collected.append([_texts(result) for result in results])
        return True

    def by_id(_: object, names: object) -> list[etree._Element]:
        wanted = {name for text in _texts(names) for name in text.split()}
        return [each for each in elements(top) if wanted & {each.get("id"), each.get(XML_ID)}]

    top = root.getroottree().getroot()
    compiled = _compiled(expression, rule, rules, {(None, "its-collect"): collect, (None, "its-id"): by_id})
    try:
        result = compiled(root.getroottree())
    except (etree.XPathError, NotImplementedError) as error:
        raise _wrong(expression, rule, error) from None
    if not isinstance(result, list):
        raise rule.fault(f'the selector "{expression}" does not select nodes', "select elements or attributes")
    return result


def _compiled(expression: str, rule: Rule, rules: Rules, functions: dict[Any, Any]) -> etree.XPath:
    if rules.html:
        # libxml2 knows what an ID is from a DTD or xml:id; in HTML it is the attribute id.
        expression = _ID_CALL.sub(lambda match: match[1] or "its-id", expression)
    try:
        return etree.XPath(expression, namespaces=rule.namespaces, extensions=functions, regexp=False)
    except etree.XPathError as error:
        raise _wrong(expression, rule, error) from None


def _wrong(expression: str, rule: Rule, error: Exception) -> UnusableFileError:
    shown = re.sub(r"\A\((.*)\)\[its-collect\((.*)\)\]\Z", r"\2", expression, flags=re.DOTALL)
    reason = str(error).lower() or "it cannot be evaluated"
    return rule.fault(f'"{shown}" in its:{rule.name} is no XPath 1.0: {reason}', "correct the expression")


def _node(item: object, rule: Rule) -> Node:
    if isinstance(item, etree._Element) and isinstance(item.tag, str):
        return Node(item)
    if getattr(item, "is_attribute", False):
        return Node(item.getparent(), item.attrname)  # type: ignore[attr-defined] # lxml's smart string
    selector = rule.required("selector")
    raise rule.fault(f'the selector "{selector}" selects text or comments', "select elements or attributes")


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
