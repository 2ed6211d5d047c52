"""What CLDR and gettext know of a locale. The door to Babel."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def is_known(code: str) -> bool:
    """Whether CLDR has data for the locale."""
    try:
        _locale(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def language_tag(code: str) -> str:
    """The BCP 47 tag for `lang` and `hreflang`: "pt-BR" for "pt_BR"."""
    return code.replace("_", "-")


def native_name(code: str) -> str:
    """The language's name in itself, as a switcher shows it: "Nederlands", "Français"."""
    name = _locale(code).get_display_name(code.replace("-", "_")) or code
    return name[0].upper() + name[1:]


def direction(code: str) -> str:
    """How the script runs: "ltr" or "rtl" (CLDR, characterOrder)."""
    return str(_locale(code).text_direction)


def open_graph(code: str, region: str) -> str | None:
    """The locale as Open Graph writes it, "nl_BE", never with a hyphen (ogp.me); None where no region is known."""
    locale = _locale(code)
    territory = locale.territory or region
    return f"{locale.language}_{territory}" if territory else None


def plural_forms(code: str) -> str:
    """The value of the header field Plural-Forms (gettext manual, "Plural forms")."""
    return str(get_plural(code.replace("-", "_")))
