"""A site of forty pages in which pages are in every state at once, made by the edits that lead to these states."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bank
import manuscript
import pseudo
import pytest

from builders import REPOSITORY, Run, Site
from pipeline.model import ADDRESS
from pipeline.po import parse, serialise

LOCALES = ("nl", "fr", "de", "en", "ar", "fi")
TRANSLATED = ("nl", "fr", "de", "ar", "fi")
NATIONAL = ("nl", "fr", "de")
DAYS = {"first": date(2026, 3, 1), "second": date(2026, 3, 11)}
SETTINGS = """[site]
name = "Portal"
base_url = "https://www.generated.example"
source_locale = "en"
locales = ["nl", "fr", "de", "en", "ar", "fi"]
region = "BE"
parity = [["fr", "nl"]]

[pages."*"]
missing = "fallback"

[pages."taxes/costs"]
missing = "omit"

[pages."taxes/questions"]
missing = "fail"

[pages."moving-house/conditions"]
missing = "omit"

[pages."moving-house/questions"]
missing = "fail"

[pages."pensions/questions"]
missing = "fallback"
grace = 30

[pages."starting-a-business/costs"]
missing = "fallback"
minimum = 95

[locales.ar.pages."taxes/conditions"]
missing = "omit"
"""
# What becomes of these pages, in every language but the source's unless it is said: state, why they are held, what readers are told.
FATES = {
    "pensions/step-by-step": ("partial", "", "partial"),
    "pensions/costs": ("outdated", "", "aged"),
    "pensions/conditions": ("outdated", "", "outdated"),
    "pensions/questions": ("outdated", "grace", ""),
    "taxes/step-by-step": ("fallback", "", "fallback"),
    "taxes/costs": ("omitted", "omit", ""),
    "taxes/questions": ("outdated", "missing", ""),
    "moving-house/conditions": ("outdated", "omit", ""),
    "moving-house/questions": ("complete", "errors", ""),
    "starting-a-business/costs": ("fallback", "", "fallback"),
    "driving-licences/questions": ("partial", "", "partial"),
}
FATES_BY_LOCALE = {
    "taxes/conditions": {
        "fr": ("complete", "", ""),
        "nl": ("complete", "", ""),
        "de": ("fallback", "", "fallback"),
        "ar": ("omitted", "omit", ""),
        "fi": ("partial", "", "partial"),
    },
    "moving-house/step-by-step": {
        "fr": ("outdated", "parity", ""),
        "nl": ("outdated", "parity", ""),
        "de": ("complete", "", ""),
        "ar": ("outdated", "", "aged"),
        "fi": ("outdated", "", "aged"),
    },
}
GONE, REMOVED, OLD, NEW = "moving-house/archive", "moving-house/old-forms", "moving-house/prices", "moving-house/costs"
# The page whose address changes in the national languages.
READDRESSED = "passports/costs"
NEW_ADDRESS = {"fr": "frais", "nl": "tarieven", "de": "gebühren"}


def generate(folder: Path) -> Site:
    """The site after two builds, ten days apart."""
    site = Site(folder)
    with pytest.MonkeyPatch.context() as patch:
        _on(patch, DAYS["first"])
        _begin(site)
        _done(site.run("update"))
        for locale in TRANSLATED:
            for page in _catalogues(site, locale):
                _translate(site, locale, page)
        for locale in NATIONAL:
            _give_addresses(site, locale)
        _give_address(site, "ar", "pensions/index", "معاشات")
        _done(site.run("build"))
        _on(patch, DAYS["second"])
        _edit(site)
        _done(site.run("update"))
        for locale in ("nl", "de"):
            _translate(site, locale, "moving-house/step-by-step")
        for locale in TRANSLATED:
            _spoil(site, locale)
        _done(site.run("build"), 1)
    return site


def _on(patch: pytest.MonkeyPatch, day: date) -> None:
    days = (day - date(1970, 1, 1)).days
    patch.setenv("SOURCE_DATE_EPOCH", str(days * 86400))


def _done(run: Run, code: int = 0) -> None:
    assert run.code == code, f"{run.err}{run.out}"


def _begin(site: Site) -> None:
    """The frame and the common pages of this project's own site, and forty pages, one of them by an earlier name."""
    own = REPOSITORY / "source"
    shutil.copytree(own / "assets", site.path("source/assets"))
    site.write("source/site.toml", SETTINGS)
    layout = (own / "layout.xhtml").read_text(encoding="utf-8")
    layout = layout.replace("innovation/biopharma-key-sector-belgium", "passports/index").replace(
        ">Biopharma<", f">{bank.MENU.en}<"
    )
    site.write("source/layout.xhtml", layout)
    for path in (own / "pages").glob("*.xhtml"):
        site.write(f"source/pages/{path.name}", path.read_text(encoding="utf-8"))
    written = manuscript.pages()
    written[OLD] = written.pop(NEW)
    written[GONE] = manuscript.page(bank.FROM_BELGIUM.en, manuscript.p(bank.DATA), manuscript.quotes("../"))
    written[REMOVED] = manuscript.page(bank.FROM_ABROAD.en, manuscript.p(bank.DATA))
    for path, markup in written.items():
        site.write(f"source/pages/{path}.xhtml", markup)
    for locale in NATIONAL:
        for domain in ("layout", *(path.stem for path in (own / "pages").glob("*.xhtml"))):
            name = f"locales/{locale}/LC_MESSAGES/{domain}.po"
            if domain != "index":
                site.write(name, (REPOSITORY / name).read_text(encoding="utf-8"))


def _edit(site: Site) -> None:
    """What authors do in the ten days."""
    for path in ("pensions/costs", "moving-house/step-by-step"):
        _add(site, path, manuscript.p(bank.APPOINTMENT))
    for path in ("pensions/conditions", "pensions/questions", "taxes/questions", "moving-house/conditions"):
        site.edit(f"source/pages/{path}.xhtml", manuscript.p(bank.WAYS), manuscript.p(bank.REFORM))
        _add(site, path, manuscript.h2(bank.CHANGES) + manuscript.quotes("../") + manuscript.p(bank.EMBASSY))
    _add(site, "pensions/conditions", manuscript.p(bank.UNDER_WAY))
    for locale in LOCALES:
        _rename(site, f"locales/{locale}/LC_MESSAGES/{OLD}.po", f"locales/{locale}/LC_MESSAGES/{NEW}.po")
    _rename(site, f"source/pages/{OLD}.xhtml", f"source/pages/{NEW}.xhtml")
    for path in (GONE, REMOVED):
        site.path(f"source/pages/{path}.xhtml").unlink()
    site.edit("source/site.toml", "parity", f'removed = ["{REMOVED}"]\nparity')
    site.write("source/site.toml", f'{site.read("source/site.toml")}\n[moved]\n"{OLD}" = "{NEW}"\n')
    for locale, address in NEW_ADDRESS.items():
        _give_address(site, locale, READDRESSED, address)


def _spoil(site: Site, locale: str) -> None:
    """A translator's slip: a link of the sentence is lost."""
    spoilt = re.sub("</?a>", "", _words(locale)(bank.READ.en) or "")
    page = "moving-house/questions"
    _rewrite(site, locale, page, lambda _, msgid: spoilt if msgid == bank.READ.en else None)


def _add(site: Site, path: str, markup: str) -> None:
    site.edit(f"source/pages/{path}.xhtml", "\n</body>", f"\n{markup}\n</body>")


def _rename(site: Site, old: str, new: str) -> None:
    site.path(old).rename(site.path(new))


def _is_done(locale: str, page: str, msgid: str) -> bool:
    """Whether translators have got to a text."""
    if page == "taxes/conditions" and locale in ("de", "ar"):
        return False
    left = {
        "pensions/step-by-step": bank.WAYS,
        "starting-a-business/costs": bank.WAYS,
        "driving-licences/questions": bank.BENCH,
    }
    if page == "taxes/conditions" and locale == "fi":
        return msgid != bank.WAYS.en
    return page not in ("taxes/step-by-step", "taxes/costs") and (page not in left or msgid != left[page].en)


def _words(locale: str) -> Callable[[str], str | None]:
    pseudos = {"ar": pseudo.arabic, "fi": pseudo.longer}
    return pseudos[locale] if locale in pseudos else bank.TRANSLATIONS[locale].get


def _catalogues(site: Site, locale: str) -> list[str]:
    """The pages that have a catalogue."""
    folder = site.path(f"locales/{locale}/LC_MESSAGES")
    return sorted(path.relative_to(folder).as_posix().removesuffix(".po") for path in folder.rglob("*.po"))


def _translate(site: Site, locale: str, page: str) -> None:
    """A page, as far as translators have got with it."""
    words = _words(locale)
    _rewrite(
        site, locale, page,
        lambda context, msgid: words(msgid) if context != ADDRESS and _is_done(locale, page, msgid) else None,
    )  # fmt: skip


def _give_addresses(site: Site, locale: str) -> None:
    known = bank.ADDRESSES[locale]
    for page in _catalogues(site, locale):
        _rewrite(site, locale, page, lambda context, msgid: known.get(msgid) if context == ADDRESS else None)


def _give_address(site: Site, locale: str, page: str, address: str) -> None:
    _rewrite(site, locale, page, lambda context, _: address if context == ADDRESS else None)


def _rewrite(site: Site, locale: str, page: str, words: Callable[[str | None, str], str | None]) -> None:
    """Fill a catalogue as an editor does: where there are no words for a text, it stays as it is."""
    path = site.path(f"locales/{locale}/LC_MESSAGES/{page}.po")
    catalogue = parse(path.read_bytes())
    for place, message in enumerate(catalogue.messages):
        found = None if message.obsolete else words(message.msgctxt, message.msgid)
        if found and (found != message.msgstr or message.fuzzy):
            flags = [flag for flag in message.flags if flag != "fuzzy"]
            catalogue.messages[place] = message.edited(
                msgstr=found, flags=flags, previous_msgid=None, previous_msgctxt=None
            )
    path.write_bytes(serialise(catalogue))
