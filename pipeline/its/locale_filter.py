"""Locale filter: for which locales a text is (section 8.10)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.its.category import Category, Statement, always, everywhere
from pipeline.its.markup import Markup
from pipeline.its.rules import Rule, Rules

_TYPES = ("include", "exclude")


@dataclass(frozen=True, slots=True)
class LocaleFilter:
    """Language ranges, and whether they name the locales that have the text or those that have not.

    >>> LocaleFilter(("*-CA",)).admits("fr-ca"), LocaleFilter(("*-CA",), include=False).admits("fr-ca")
    (True, False)
    """

    ranges: tuple[str, ...]  # extended language ranges (BCP 47): "*", "en-CA"; empty: no locale
    include: bool = True

    def admits(self, language_tag: str) -> bool:
        """Whether the text is for a locale."""
        return any(_matches(each, language_tag) for each in self.ranges) == self.include

    def named(self) -> dict[str, str | None]:
        """Under ITS's names."""
        return {
            "localeFilterList": ", ".join(self.ranges),
            "localeFilterType": "include" if self.include else "exclude",
        }


def _matches(language_range: str, language_tag: str) -> bool:
    """Extended filtering (RFC 4647, 3.3.2)."""
    wanted, subtags = language_range.lower().split("-"), language_tag.lower().split("-")
    if wanted[0] not in ("*", subtags[0]):
        return False
    position = 1
    for subtag in wanted[1:]:
        if subtag == "*":
            continue
        while position < len(subtags) and subtags[position] != subtag:
            if len(subtags[position]) == 1:  # a singleton begins an extension: nothing is skipped beyond it
                return False
            position += 1
        if position == len(subtags):
            return False
        position += 1
    return True


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


LOCALE_FILTER: Category[LocaleFilter] = Category(
    name="localefilter",
    rule="localeFilterRule",
    stated=_filter,
    local=_filter_locally,
    shown=LocaleFilter.named,
    reaches=everywhere,
    default=lambda _node, _html: LocaleFilter(("*",)),
)
