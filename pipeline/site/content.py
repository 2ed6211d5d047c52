"""Whether a layout only passes on what a page's body holds, or looks at it.

One that passes it on need not be given it: a sign in its place will do, which is exchanged for the content in the end.
Nothing is read, copied and written a second time for it. Where there is doubt, the layout is taken to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from pipeline.lazy import pattern
from pipeline.xhtml import names

Element: TypeAlias = etree._Element

# Stands for the content. No page may hold it: its target is nobody's.
SIGN = "<?tetraglot-content?>"

_IN_XSLT = f"{{{names.XSLT}}}"
# XSLT 1.0: instructions that look at what their expressions say and at nothing else.
_PLAIN = frozenset(
    f"{_IN_XSLT}{name}"
    for name in ("attribute", "choose", "copy-of", "for-each", "if", "otherwise", "text", "value-of", "when")
)
_EXPRESSIONS = frozenset(("select", "test"))
_TEMPLATE = pattern(r"\{([^{}]*)\}")
_LITERAL = pattern(r"'[^']*'|\"[^\"]*\"")
_PREDICATE = pattern(r"\[[^\[\]]*\]")
# Ways to the body's content that name no element: axes, steps and functions.
_ROUNDABOUT = pattern(
    r"//|\.\.|(?<![\w@.-])\.(?![\w.])"  # descendants, parents, what is at hand
    r"|\b(?!self\b|attribute\b|child\b)[\w-]+::"
    r"|(?<!@)(?<!head/)\*|(?<!head/)node\(\)"
    r"|\b(?:current|document|id|key|normalize-space|number|string|string-length)\(\s*\)|\b(?:document|id|key)\("
    r"|(?<![\w)\]])/(?!\w)"  # the whole document
)


def passes_on(layout: Element) -> bool:
    """Whether a layout (a simplified stylesheet, XSLT 1.0, 2.3) takes the body's content only to copy all of it."""
    prefix = next((prefix for prefix, uri in layout.nsmap.items() if prefix and uri == names.XHTML), None)
    if prefix is None or layout.nsmap.get(None) != names.XHTML:
        return False
    html, body = f"{prefix}:html", f"{prefix}:body"
    copied = {f"{start}frame/{html}/{body}/node()" for start in ("", "/")}
    # Into the page only by its attributes, its head and its body's attributes.
    inward = re.compile(rf"\bframe(?!/)|{re.escape(html)}(?!/@|/{prefix}:head\b|/{body}/@)|(?<!/){re.escape(body)}")
    for element in layout.iter(etree.Element):
        if str(element.tag).startswith(_IN_XSLT) and element.tag not in _PLAIN:
            return False
        for expression in _expressions(element):
            if expression.strip() in copied and element.tag == f"{_IN_XSLT}copy-of" and _is_in_page(element):
                continue
            for part in _parts(expression):
                if _ROUNDABOUT.search(part) or inward.search(part):
                    return False
    return True


def _expressions(element: Element) -> Iterator[str]:
    """The XPath in an element's attributes."""
    is_instruction = str(element.tag).startswith(_IN_XSLT)
    for name, value in element.attrib.items():
        if is_instruction and name in _EXPRESSIONS:
            yield str(value)
        else:
            yield from _TEMPLATE.findall(str(value))


def _parts(expression: str) -> Iterator[str]:
    """An expression without its literals, and its predicates, which say what they say apart from the path around."""
    expression = _LITERAL.sub("''", expression)
    while found := _PREDICATE.search(expression):
        yield found[0][1:-1]
        expression = expression[: found.start()] + expression[found.end() :]
    yield expression


def _is_in_page(element: Element) -> bool:
    """Whether what an instruction makes becomes part of the page, among XHTML's own elements."""
    around = (str(each.tag) for each in element.iterancestors())
    return all(tag.startswith((f"{{{names.XHTML}}}", _IN_XSLT)) and tag != f"{_IN_XSLT}attribute" for tag in around)
