"""What a site says about itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline import locales
from pipeline.settings.pictures import PictureSettings
from pipeline.settings.policies import Policy, Rule, policy_of


class ChosenSeverity(NamedTuple):
    """How much a check weighs on this site."""

    check: str  # its name, as the file has it
    severity: str  # error, warning, info, off
    locale: str | None  # None: in all
    line: int  # 1-based


class LocaleSettings(NamedTuple):
    """How one locale is written."""

    typography: str = ""  # a profile: "fr-typographic"; "": what most texts do
    register: str = ""  # "formal", "informal"; "": what most texts do
    format: str = ""  # the locale whose figures and dates it has; "": what language and region say


class Settings(NamedTuple):
    """What the site says about itself."""

    name: str
    base_url: str  # "https://www.example.org", no slash at the end
    source_locale: str
    locales: tuple[str, ...]  # in the order of the switcher, the source locale among them
    region: str = ""  # ISO 3166: "BE"
    parity: tuple[frozenset[str], ...] = ()  # locales that go out together or not at all; no two overlap
    id_contexts: bool = False  # whether identifiers of elements are the contexts of their texts
    severities: tuple[ChosenSeverity, ...] = ()
    by_locale: Mapping[str, LocaleSettings] = {}  # those that say anything
    policies: tuple[Rule, ...] = ()
    moved: Mapping[str, str] = {}  # page path of once -> of now
    removed: frozenset[str] = frozenset()  # paths of pages that are gone for good
    pictures: PictureSettings = PictureSettings()
    precompress: bool = False  # whether each text file has one in gzip beside it
    search: bool = False  # whether readers can search it

    @property
    def base_path(self) -> str:
        """The path of the site on its server, with a slash at either end: "/" or "/portal/"."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"

    def policy(self, locale: str, page_path: str) -> Policy:
        """What is to become of a page that is not translated; the source's own pages need no translation."""
        return policy_of(self.policies, locale, page_path)

    def written_by(self, code: str) -> str:
        """The locale that figures and dates of one of the site's locales are written by."""
        own = self.by_locale.get(code)
        return own.format if own and own.format else locales.format_locale(code, self.region)

    def with_partners(self, locales: Iterable[str]) -> list[str]:
        """Some locales and all that are released together with them, in the site's order."""
        found = set(locales)
        found.update(*(group for group in self.parity if group & found))
        return [locale for locale in self.locales if locale in found]
