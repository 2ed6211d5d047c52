"""Locale filter: for which locales a text is (section 8.10)."""

from __future__ import annotations

from pipeline.its.category import Category, Statement, always, everywhere
from pipeline.its.markup import Markup
from pipeline.its.rules import Rule, Rules
from pipeline.model import LocaleFilter

_TYPES = ("include", "exclude")


def _ranges(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _filter(rule: Rule, _: Rules) -> Statement[LocaleFilter]:
    include = rule.choice("localeFilterType", _TYPES, default="include") == "include"
    return always(LocaleFilter(_ranges(rule.required("localeFilterList")), include))


def _filter_locally(markup: Markup) -> LocaleFilter | None:
    text = markup.get("localeFilterList")
    if text is None:
        return None
    return LocaleFilter(_ranges(text), markup.choice("localeFilterType", _TYPES) != "exclude")


def _named(value: LocaleFilter) -> dict[str, str | None]:
    return {
        "localeFilterList": ", ".join(value.ranges),
        "localeFilterType": "include" if value.include else "exclude",
    }


LOCALE_FILTER: Category[LocaleFilter] = Category(
    name="localefilter",
    rule="localeFilterRule",
    stated=_filter,
    local=_filter_locally,
    shown=_named,
    reaches=everywhere,
    default=lambda _node, _html: LocaleFilter(("*",)),
)
