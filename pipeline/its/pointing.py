"""The categories that point at what the document has already: language, identifiers, resources, targets."""

from __future__ import annotations

from pipeline.its.category import Category, Statement, always, everywhere, first, nothing, nowhere, unsaid
from pipeline.its.markup import Markup
from pipeline.its.rules import Rule, Rules
from pipeline.its.variables import bind
from pipeline.xhtml.names import XML_ID, XML_LANG


def _pointed(rule: Rule, name: str) -> Statement[str]:
    return Statement(lambda pointed: first(pointed[0]), (rule.required(name),))


def _language(markup: Markup) -> str | None:
    """xml:lang, and lang in HTML, go before what a rule points at; where both stand, xml:lang does (HTML, 3.2.6.2)."""
    language = markup.element.get(XML_LANG)
    return markup.element.get("lang") if language is None and markup.html else language


def _identifier(markup: Markup) -> str | None:
    """xml:id, and id in HTML, go before what a rule points at; an empty one identifies nothing."""
    return markup.element.get(XML_ID) or (markup.element.get("id") if markup.html else None) or None


def _id_value(rule: Rule, _: Rules) -> Statement[str]:
    # Any expression: one that computes an empty text, or finds no node, gives no identifier.
    return Statement(lambda pointed: first(pointed[0]) or None, (rule.required("idValue"),))


def _target(rule: Rule, rules: Rules) -> Statement[str]:
    return always(bind(rule.required("targetPointer"), rule, rules))


# Section 8.6.
LANGUAGE_INFORMATION: Category[str] = Category(
    name="languageinformation",
    rule="langRule",
    stated=lambda rule, _: _pointed(rule, "langPointer"),
    local=_language,
    shown=lambda value: {"lang": value},
    reaches=everywhere,
    default=nothing,
)

# Section 8.12.
EXTERNAL_RESOURCE: Category[str] = Category(
    name="externalresource",
    rule="externalResourceRefRule",
    stated=lambda rule, _: _pointed(rule, "externalResourceRefPointer"),
    local=unsaid,
    shown=lambda value: {"externalResourceRef": value},
    reaches=nowhere,
    default=nothing,
)

# Section 8.13. The value is the pointer itself: the target may not be there yet.
TARGET_POINTER: Category[str] = Category(
    name="targetpointer",
    rule="targetPointerRule",
    stated=_target,
    local=unsaid,
    shown=lambda value: {"targetPointer": value},
    reaches=nowhere,
    default=nothing,
)

# Section 8.14.
ID_VALUE: Category[str] = Category(
    name="idvalue",
    rule="idValueRule",
    stated=_id_value,
    local=_identifier,
    shown=lambda value: {"idValue": value},
    reaches=nowhere,
    default=nothing,
)
