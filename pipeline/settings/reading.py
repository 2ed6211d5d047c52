"""`site.toml`, read once: what it may say, and a plain answer where it says something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline import locales
from pipeline.errors import Fault, UnusableFileError
from pipeline.lazy import pattern
from pipeline.settings.pictures import asked_pictures, wrong_pictures
from pipeline.settings.policies import KEYS as POLICY_KEYS
from pipeline.settings.policies import rules_of, wrong_keys, wrong_pages
from pipeline.settings.toml import place_of_key, read_toml
from pipeline.settings.values import ChosenSeverity, LocaleSettings, Settings

_LOCALE = pattern(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*\Z")
# A host, perhaps a port and a path; no query, and other characters written as %C3%A9 (RFC 3986).
_BASE_URL = pattern(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?\Z")
_REQUIRED = ("name", "base_url", "source_locale", "locales")
_ALLOWED = (*_REQUIRED, "region", "parity", "id_contexts", "removed", "search")
_TABLES = ("site", "checks", "locales", "pages", "moved", "pictures", "server")
_TYPOGRAPHY = ("fr-typographic", "fr-nbsp", "fr-eu", "fr-CA")
_REGISTERS = ("formal", "informal")
_SEVERITIES = ("error", "warning", "info", "off")


def parse_settings(data: bytes, path: str) -> Settings:
    """The settings in a `site.toml`.

    Raises UnusableFileError with every key at fault, its line, and what it may be.
    """
    text, table = read_toml(data, path)
    validator = _Validator(text, path, table)
    faults = tuple(validator.faults())
    if faults:
        raise UnusableFileError(*faults)
    site = table["site"]
    return Settings(
        site["name"],
        site["base_url"].rstrip("/"),
        site["source_locale"],
        tuple(site["locales"]),
        site.get("region", ""),
        _joined(site.get("parity", [])),
        site.get("id_contexts", False),
        tuple(validator.severities()),
        {
            code: LocaleSettings(own.get("typography", ""), own.get("register", ""), own.get("format", ""))
            for code, own in table.get("locales", {}).items()
        },
        rules_of(table),
        dict(table.get("moved", {})),
        frozenset(site.get("removed", [])),
        asked_pictures(table.get("pictures", {})),
        table.get("server", {}).get("precompress", False),
        site.get("search", False),
    )


def _joined(groups: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    """The groups, those that share a locale made one.

    >>> [sorted(group) for group in _joined([["fr", "nl"], ["de", "en"], ["nl", "lb"]])]
    [['de', 'en'], ['fr', 'lb', 'nl']]
    """
    joined: list[frozenset[str]] = []
    for group in map(frozenset, groups):
        shared = [each for each in joined if each & group]
        joined = [each for each in joined if not each & group] + [group.union(*shared)]
    return tuple(joined)


class _Validator:
    def __init__(self, text: str, path: str, table: dict[str, Any]) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.table = table

    def faults(self) -> Iterator[Fault]:
        for name in self.table:
            if name not in _TABLES:
                yield self._fault(name, f"the table [{name}] is not known", f"the tables are {', '.join(_TABLES)}")
        site = self.table.get("site")
        if not isinstance(site, dict):
            yield self._fault("site", "there is no table [site]", f"add one with {', '.join(_REQUIRED)}")
            return
        for key in site:
            if key not in _ALLOWED:
                yield self._fault(key, f"the key '{key}' is not known", f"the keys are {', '.join(_ALLOWED)}")
        for key in _REQUIRED:
            if key not in site:
                yield self._fault("site", f"the key '{key}' is missing", f"add {key} = … to [site]")
        yield from self._texts(site)
        yield from self._locales(site)
        yield from self._severities(self.table.get("checks", {}), "checks")
        yield from (self._fault(*wrong) for wrong in wrong_pages(self.table.get("pages", {}), "pages"))
        yield from self._moves(site.get("removed", []))
        yield from (self._fault(*wrong) for wrong in wrong_pictures(self.table.get("pictures", {})))
        yield from self._server(self.table.get("server", {}))
        if _is_list_of_texts(site.get("locales")):  # Else that is the fault to mend first.
            yield from self._by_locale(site["locales"])

    def _texts(self, site: dict[str, Any]) -> Iterator[Fault]:
        for key in ("name", "base_url", "source_locale", "region"):
            value = site.get(key)
            if key in site and not (isinstance(value, str) and value.strip() and value.isprintable()):
                yield self._fault(key, f"{key} is not a text of one line", f'write {key} = "…"')
        base_url = site.get("base_url")
        if isinstance(base_url, str) and base_url.strip() and not _BASE_URL.match(base_url):
            remedy = 'write the address that readers use, such as "https://www.example.org"'
            yield self._fault("base_url", f"base_url '{base_url}' is no web address", remedy)
        region = site.get("region")
        if isinstance(region, str) and region.strip() and not re.fullmatch("[A-Z]{2}", region):
            yield self._fault("region", f"region '{region}' is no country code", 'write two capitals, such as "BE"')

        for key in ("id_contexts", "search"):
            if not isinstance(site.get(key, False), bool):
                yield self._fault(key, f"{key} is neither true nor false", f"write {key} = true")

    def _locales(self, site: dict[str, Any]) -> Iterator[Fault]:
        codes = site.get("locales")
        if codes is None:
            return
        if not _is_list_of_texts(codes) or not codes:
            yield self._fault("locales", "locales is not a list of texts", 'write locales = ["en", "fr"]')
            return
        for code in codes:
            # A locale is also the name of a folder: its form is checked before CLDR is asked.
            if not _LOCALE.match(code) or not locales.is_known(code):
                yield self._fault("locales", f"'{code}' is no locale of CLDR", 'write codes such as "nl" or "pt_BR"')
            elif [same.replace("_", "-") for same in codes].count(code.replace("_", "-")) > 1:
                yield self._fault("locales", f"'{code}' stands twice in locales", "keep one of the two")
        source = site.get("source_locale")
        if isinstance(source, str) and source.strip() and source not in codes:
            yield self._fault(
                "source_locale", f"source_locale '{source}' is not in locales", f"use one of {', '.join(codes)}"
            )
        parity = site.get("parity", [])
        if not isinstance(parity, list) or not all(_is_list_of_texts(group) for group in parity):
            yield self._fault("parity", "parity is not a list of lists", 'write parity = [["fr", "nl"]]')
            return
        for code in (code for group in parity for code in group):
            if code not in codes:
                yield self._fault("parity", f"'{code}' is not in locales", f"use {', '.join(codes)}")

    def _severities(self, chosen: object, table: str) -> Iterator[Fault]:
        """Names of checks are looked at where the checks are known."""
        if not isinstance(chosen, dict):
            yield self._fault(table, f"{table} is no table", f'write [{table}] and a line such as dash = "off"')
            return
        for check, severity in chosen.items():
            if severity not in _SEVERITIES:
                remedy = f"write one of {', '.join(_SEVERITIES)}"
                yield self._fault(check, f"'{severity}' is no severity for {check}", remedy)

    def _server(self, server: object) -> Iterator[Fault]:
        if not isinstance(server, dict):
            yield self._fault("server", "server is no table", "write [server] and precompress = true below it")
            return
        for key, value in server.items():
            if key != "precompress":
                yield self._fault(key, f"the key '{key}' is not known", "the key of [server] is precompress")
            elif not isinstance(value, bool):
                yield self._fault(key, "precompress is neither true nor false", "write precompress = true")

    def _by_locale(self, codes: Sequence[str]) -> Iterator[Fault]:
        tables = self.table.get("locales", {})
        if not isinstance(tables, dict) or not all(isinstance(own, dict) for own in tables.values()):
            yield self._fault("locales", "locales holds no tables", "write [locales.fr] and its keys below it")
            return
        for code, own in tables.items():
            if code not in codes:
                yield self._fault(f"locales.{code}", f"'{code}' is not in locales", "name a locale of the site")
            for key, value in own.items():
                yield from self._of_locale(code, key, value)

    def _of_locale(self, code: str, key: str, value: object) -> Iterator[Fault]:
        allowed = {"typography": _TYPOGRAPHY, "register": _REGISTERS}
        if key == "checks":
            yield from self._severities(value, f"locales.{code}.checks")
        elif key == "format":
            yield from self._format(code, value)
        elif key == "pages":
            yield from (self._fault(*wrong) for wrong in wrong_pages(value, f"locales.{code}.pages"))
        elif key in POLICY_KEYS:
            yield from (self._fault(*wrong) for wrong in wrong_keys({key: value}))
        elif key not in allowed:
            keys = ", ".join((*allowed, "format", *POLICY_KEYS, "checks", "pages"))
            yield self._fault(key, f"the key '{key}' is not known", f"the keys are {keys}")
        elif value not in allowed[key]:
            yield self._fault(key, f"'{value}' is no {key}", f"write one of {', '.join(allowed[key])}")

    def _moves(self, removed: object) -> Iterator[Fault]:
        """Pages that are elsewhere now, or gone; whether there is a page, others know."""
        moved = self.table.get("moved", {})
        if not isinstance(moved, dict) or not all(map(_is_page_path, [*moved, *moved.values()])):
            yield self._fault("moved", "moved is no table of page paths", 'write [moved] and "old/page" = "new/page"')
        if not isinstance(removed, list) or not all(map(_is_page_path, removed)):
            yield self._fault("removed", "removed is not a list of page paths", 'write removed = ["old/page"]')

    def _format(self, code: str, value: object) -> Iterator[Fault]:
        """Figures of another language would stand among words that are not its own."""
        language = re.split("[_-]", code)[0]
        is_own = isinstance(value, str) and re.split("[_-]", value)[0] == language and _LOCALE.match(value)
        if not is_own or not locales.is_known(str(value)):
            remedy = f'write one such as format = "{language}_{self.table["site"].get("region") or "BE"}"'
            yield self._fault("format", f"'{value}' is no locale of CLDR for {code}", remedy)

    def severities(self) -> Iterator[ChosenSeverity]:
        """The severities that the file chooses, for all locales first."""
        tables = [(None, self.table.get("checks", {}))]
        tables += [(code, own.get("checks", {})) for code, own in self.table.get("locales", {}).items()]
        for locale, chosen in tables:
            for check, severity in chosen.items():
                yield ChosenSeverity(check, severity, locale, self._fault(check, "", "").line or 1)

    def _fault(self, key: str, reason: str, remedy: str) -> Fault:
        """A fault on the line where the key stands, or its table, or the file begins."""
        return Fault(self.path, reason, remedy, *(place_of_key(self.lines, key) or (1, 1)))


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_page_path(value: object) -> bool:
    """Whether it can be the path of a page below `source/pages`, and of a file in `output/site`: "old/page"."""
    return isinstance(value, str) and value.isprintable() and not {"", ".", ".."} & set(value.split("/"))
