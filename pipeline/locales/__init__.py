"""What CLDR and gettext know of a locale. The door to Babel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Babel is loaded when its data is asked for: most commands need to know no more than that a locale is there.
if TYPE_CHECKING:
    from babel import Locale


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(code.replace("-", "_"))


def known(code: str) -> Locale:
    """What Babel has on a locale, for the modules of this room. Raises UnknownLocaleError or ValueError."""
    return _locale(code)


@cache
def format_locale(code: str, region: str = "") -> str:
    """The locale that figures and dates of a language are written by, on a site for a country.

    English goes by the country only where it is official there, else it is British: CLDR's en_BE writes "39.000".
    """
    from babel.languages import get_official_languages
    from babel.localedata import exists

    locale = _locale(code)
    territory = locale.territory or region
    if locale.language == "en" and "en" not in get_official_languages(territory, regional=True, de_facto=True):
        return "en_GB"
    parts = (locale.language, locale.script, territory)
    wanted = "_".join(part for part in parts if part)
    return next((name for name in (wanted, f"{locale.language}_{territory}") if exists(name)), str(locale))


@cache
def is_known(code: str) -> bool:
    """Whether CLDR has data for the locale."""
    return _has_data(code.replace("-", "_")) or _is_understood(code)


def _has_data(name: str) -> bool:
    """Whether Babel has a file of that very name."""
    return any(path.is_file() for path in _data_files(name))


def _data_files(name: str) -> list[Path]:
    found = PathFinder.find_spec("babel")
    places = found.submodule_search_locations if found else None
    return [Path(place, "locale-data", f"{name}.dat") for place in places or ()]


def data_version() -> str:
    """What tells one edition of Babel's data from another, without loading them."""
    status = [path.stat() for path in _data_files("root") if path.is_file()]
    return " ".join(f"{each.st_size} {each.st_mtime_ns}" for each in status)


def _is_understood(code: str) -> bool:
    """Whether Babel makes out what is meant, as in "zh_TW", whose data are those of "zh_Hant_TW"."""
    from babel import UnknownLocaleError

    try:
        _locale(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def language_tag(code: str) -> str:
    """The BCP 47 tag for `lang` and `hreflang`: "pt-BR" for "pt_BR"."""
    return code.replace("_", "-")


# What CLDR has, which a test compares: to load what it has on four languages takes a fiftieth of a first build.
_NATIVE_NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}


@cache
def native_name(code: str) -> str:
    """The language's name in itself, as a switcher shows it: "Nederlands", "Français"."""
    return _NATIVE_NAMES.get(code) or _native_name(code)


def _native_name(code: str) -> str:
    locale = code.replace("-", "_")
    # That of a language for a country or a script is put together from parts.
    own = None if "_" in locale else _own_data(locale).get("languages", {}).get(locale)
    name = own or _locale(code).get_display_name(locale) or code
    return str(name[0].upper() + name[1:])


@cache
def direction(code: str) -> str:
    """How the script runs: "ltr" or "rtl" (CLDR, characterOrder)."""
    return "ltr" if code in _NATIVE_NAMES else _direction(code)


def _direction(code: str) -> str:
    locale = code.replace("-", "_")
    while locale:  # "uz_Arab_AF" has it of "uz_Arab"; what no language on the way says is the root's.
        order = _own_data(locale).get("character_order")
        if order:
            return "rtl" if order.startswith("right") else "ltr"
        locale = locale.rpartition("_")[0]
    return "ltr"


@cache
def _own_data(locale: str) -> Mapping[str, Any]:
    """What CLDR says of a locale itself: without what it inherits, which takes a while to put together."""
    from babel import localedata

    if not localedata.exists(locale):
        return {}
    is_kept = locale in localedata._cache
    data = localedata.load(locale, merge_inherited=False)
    # Babel would take these for all that there is, whoever asks it next.
    if not is_kept:
        localedata._cache.pop(locale, None)
    return data


def open_graph(code: str, region: str) -> str | None:
    """The locale as Open Graph writes it, "nl_BE", never with a hyphen (ogp.me); None where no region is known."""
    if code in _NATIVE_NAMES:  # Known without Babel, which a page of such a language may not need at all.
        language, territory = code, region
    else:
        locale = _locale(code)
        language, territory = locale.language, locale.territory or region
    return f"{language}_{territory}" if territory else None


def plural_forms(code: str) -> str:
    """The value of the header field Plural-Forms (gettext manual, "Plural forms")."""
    from babel.messages.plurals import get_plural

    return str(get_plural(code.replace("-", "_")))


@cache
def number_signs(code: str) -> tuple[str, str]:
    """The decimal sign and the grouping sign of a locale (CLDR, numbers/symbols).

    English is never resolved through a country that has another language: CLDR's en_BE writes "39.000".
    """
    locale = _locale(code)
    if locale.language == "en":
        return ".", ","
    symbols = locale.number_symbols.get("latn") or locale.number_symbols
    return str(symbols["decimal"]), str(symbols["group"])


@cache
def month_names(code: str) -> dict[str, int]:
    """The names of the months, whole and shortened, in lower case, with their numbers (CLDR, calendars/gregorian)."""
    locale = _locale(code)
    names = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[form][width].items():
                names[str(name).lower().rstrip(".")] = int(number)
    return {name: number for name, number in names.items() if len(name) > 2}
