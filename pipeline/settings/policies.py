"""What is to become of a page that is not translated: `missing`, `minimum` and `grace` in `site.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

MISSING = ("fail", "fallback", "omit")
_LIMITS = {"minimum": 100, "grace": 3650}
KEYS = ("missing", *_LIMITS)


class Policy(NamedTuple):
    """What a page that is not translated, or not all of it, is to become."""

    missing: str = "fail"  # fail: held and an error; fallback: shown in the source's language; omit: not shown
    minimum: int | None = None  # percent of words that make a page a translation; None: 0, with `omit` 100
    grace: int = 0  # days in which an outdated page may stay as it was published

    @property
    def least(self) -> int:
        """The percent of words from which on a page is a translation."""
        return self.minimum if self.minimum is not None else 100 if self.missing == "omit" else 0


class Rule(NamedTuple):
    """What `site.toml` says for some pages, or for all."""

    locale: str | None  # None: for all locales
    pages: str  # a pattern of page paths: "news/*"
    keys: Mapping[str, Any]  # those of a Policy


class Wrong(NamedTuple):
    """A key that cannot stand as it does."""

    key: str
    reason: str
    remedy: str


def policy_of(rules: Sequence[Rule], locale: str, page_path: str) -> Policy:
    """The policy of a page in a locale: the later rule wins."""
    keys: dict[str, Any] = {}
    for rule in rules:
        if rule.locale in (None, locale) and fnmatchcase(page_path, rule.pages):
            keys.update(rule.keys)
    return Policy(**keys)


def rules_of(table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules of a `site.toml`: of locales, of pages, of pages in a locale."""
    locales, pages = table.get("locales", {}), table.get("pages", {})
    by_locale = [Rule(code, "*", own) for code, own in locales.items()]
    by_page = [Rule(None, pattern, own) for pattern, own in pages.items()]
    by_both = [
        Rule(code, pattern, its) for code, own in locales.items() for pattern, its in own.get("pages", {}).items()
    ]
    found = (rule._replace(keys=_known(rule.keys)) for rule in (*by_locale, *by_page, *by_both))
    return tuple(rule for rule in found if rule.keys)


def wrong_keys(own: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the values of a policy's keys; other keys are somebody else's."""
    for key, value in _known(own).items():
        if key == "missing":
            if value not in MISSING:
                yield Wrong(key, f"'{value}' is no way to treat what is missing", f"write one of {', '.join(MISSING)}")
        elif type(value) is not int or not 0 <= value <= _LIMITS[key]:
            unit = "percent of words" if key == "minimum" else "days"
            yield Wrong(key, f"{key} is no number of {unit}", f"write a whole number from 0 to {_LIMITS[key]}")


def wrong_pages(pages: object, table: str) -> Iterator[Wrong]:
    """What is wrong with the tables of pages."""
    if not isinstance(pages, Mapping) or not all(isinstance(own, Mapping) for own in pages.values()):
        yield Wrong("pages", f"{table} holds no tables", f'write [{table}."news/*"] and its keys below it')
        return
    for own in pages.values():
        for key in own:
            if key not in KEYS:
                yield Wrong(key, f"the key '{key}' is not known", f"the keys are {', '.join(KEYS)}")
        yield from wrong_keys(own)


def _known(own: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in own.items() if key in KEYS}
