"""`site.toml`, read once: what it may say, and a plain answer where it says something else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pipeline import locales
from pipeline.errors import Fault, UnusableFileError

_LOCALE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*\Z")
# A host, perhaps a port and a path; no query, and other characters written as %C3%A9 (RFC 3986).
_BASE_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?\Z")
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_REQUIRED = ("name", "base_url", "source_locale", "locales")
_ALLOWED = (*_REQUIRED, "region", "parity", "id_contexts")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site says about itself."""

    name: str
    base_url: str  # "https://www.example.org", no slash at the end
    source_locale: str
    locales: tuple[str, ...]  # in the order of the switcher, the source locale among them
    region: str = ""  # ISO 3166: "BE"
    parity: tuple[frozenset[str], ...] = field(default=())  # locales that go out together or not at all
    id_contexts: bool = False  # whether identifiers of elements are the contexts of their texts

    @property
    def base_path(self) -> str:
        """The path of the site on its server, with a slash at either end: "/" or "/portal/"."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"

    def with_partners(self, locales: Iterable[str]) -> list[str]:
        """Some locales and all that are released together with them, in the site's order."""
        found = set(locales)
        for _ in self.parity:
            found.update(*(group for group in self.parity if group & found))
        return [locale for locale in self.locales if locale in found]


def read_toml(data: bytes, path: str) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file, and what it says. Raises UnusableFileError with line and column."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableFileError(Fault(path, "not UTF-8", "save the file as UTF-8", line, 1)) from None
    except tomllib.TOMLDecodeError as error:
        where = _POSITION.search(str(error))
        line, column = (int(where[1]), int(where[2])) if where and where[1] else (text.count("\n") + 1, 1)
        reason = _POSITION.sub("", str(error))
        raise UnusableFileError(Fault(path, reason, "write it as TOML 1.0 has it (toml.io)", line, column)) from None
    return text, table


def parse_settings(data: bytes, path: str) -> Settings:
    """The settings in a `site.toml`.

    Raises UnusableFileError with every key at fault, its line, and what it may be.
    """
    text, table = read_toml(data, path)
    faults = tuple(_Validator(text, path, table).faults())
    if faults:
        raise UnusableFileError(*faults)
    site = table["site"]
    return Settings(
        site["name"],
        site["base_url"].rstrip("/"),
        site["source_locale"],
        tuple(site["locales"]),
        site.get("region", ""),
        tuple(frozenset(group) for group in site.get("parity", [])),
        site.get("id_contexts", False),
    )


class _Validator:
    def __init__(self, text: str, path: str, table: dict[str, Any]) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.table = table

    def faults(self) -> Iterator[Fault]:
        for name in self.table:
            if name != "site":
                yield self._fault(name, f"the table [{name}] is not known", "the only table is [site]")
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

        if not isinstance(site.get("id_contexts", False), bool):
            yield self._fault("id_contexts", "id_contexts is neither true nor false", "write id_contexts = true")

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

    def _fault(self, key: str, reason: str, remedy: str) -> Fault:
        """A fault on the line where the key stands, or its table, or the file begins."""
        pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        for number, line in enumerate(self.lines, start=1):
            if pattern.match(line):
                return Fault(self.path, reason, remedy, number, len(line) - len(line.lstrip()) + 1)
        return Fault(self.path, reason, remedy, 1, 1)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
