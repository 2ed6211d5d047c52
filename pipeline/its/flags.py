"""The categories whose value is one of a few words: translate, directionality, elements within text, preserve space."""

from __future__ import annotations

from pipeline.its.category import Category, Statement, always, everywhere, nowhere
from pipeline.its.markup import Markup
from pipeline.its.names import NESTED, is_phrasing, is_translatable_attribute
from pipeline.its.nodes import Node
from pipeline.its.rules import Rule, Rules
from pipeline.xhtml.names import XML_SPACE

YES_NO = ("yes", "no")
_DIRECTIONS = ("ltr", "rtl", "lro", "rlo")
_WITHIN_TEXT = ("yes", "no", "nested")
_SPACES = ("default", "preserve")


def yes_no(value: bool) -> str:
    """ITS's words."""
    return "yes" if value else "no"


def _translate(rule: Rule, _: Rules) -> Statement[bool]:
    return always(rule.choice("translate", YES_NO) == "yes")


def _translate_locally(markup: Markup) -> bool | None:
    if markup.html:
        # HTML's own attribute (HTML5, 3.2.3.3): empty is yes, and what it does not know says nothing.
        native = {"": True, "yes": True, "no": False}.get(markup.element.get("translate", "-").strip().lower())
        if native is not None:
            return native
    word = markup.choice("translate", YES_NO)
    return None if word is None else word == "yes"


def _translate_reaches(node: Node, html: bool) -> bool:
    return node.attribute is None or (html and is_translatable_attribute(node))


def _direction(rule: Rule, _: Rules) -> Statement[str]:
    return always(rule.choice("dir", _DIRECTIONS))


def _direction_locally(markup: Markup) -> str | None:
    if markup.html:
        # "auto" is none of the four values: it leaves the matter to the text.
        native = markup.element.get("dir", "").strip().lower()
        if native in ("ltr", "rtl"):
            return native
    return markup.choice("dir", _DIRECTIONS)


def _within_text(rule: Rule, _: Rules) -> Statement[str]:
    return always(rule.choice("withinText", _WITHIN_TEXT))


def _within_text_by_default(node: Node, html: bool) -> str | None:
    if node.attribute is not None:
        return None
    if html and node.element.tag in NESTED:
        return "nested"
    return "yes" if html and is_phrasing(node.element) else "no"


def _space(rule: Rule, _: Rules) -> Statement[str]:
    return always(rule.choice("space", _SPACES))


def _space_locally(markup: Markup) -> str | None:
    value = markup.element.get(XML_SPACE)
    # XML 1.0, 2.10: another value is an error that a processor may ignore.
    return value if value in _SPACES else None


# Section 8.2. In HTML a translatable attribute follows its element.
TRANSLATE: Category[bool] = Category(
    name="translate",
    rule="translateRule",
    stated=_translate,
    local=_translate_locally,
    shown=lambda value: {"translate": yes_no(value)},
    reaches=_translate_reaches,
    default=_translate_reaches,
)

# Section 8.5.
DIRECTIONALITY: Category[str] = Category(
    name="directionality",
    rule="dirRule",
    stated=_direction,
    local=_direction_locally,
    shown=lambda value: {"dir": value},
    reaches=everywhere,
    default=lambda _node, _html: "ltr",
)

# Section 8.7. Attributes are no part of it.
ELEMENTS_WITHIN_TEXT: Category[str] = Category(
    name="elementswithintext",
    rule="withinTextRule",
    stated=_within_text,
    local=lambda markup: markup.choice("withinText", _WITHIN_TEXT),
    shown=lambda value: {"withinText": value},
    reaches=nowhere,
    default=_within_text_by_default,
)

# Section 8.15. In XHTML as in XML; HTML's pre is HTML's own affair.
PRESERVE_SPACE: Category[str] = Category(
    name="preservespace",
    rule="preserveSpaceRule",
    stated=_space,
    local=_space_locally,
    shown=lambda value: {"space": value},
    reaches=everywhere,
    default=lambda _node, _html: "default",
)
