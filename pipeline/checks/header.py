"""What a catalogue says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline import locales
from pipeline.checks.kinds import Issue, check
from pipeline.lazy import pattern
from pipeline.po import Catalogue, Message

_BOILERPLATE = pattern(r"PACKAGE VERSION|FULL NAME <EMAIL@ADDRESS>|LANGUAGE <LL@li\.org>|YEAR-MO-DA HO:MI|CHARSET")
_FORMULA = pattern(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*\Z")
_SAFE_FORMULA = pattern(r"[n\d\s()?:!=<>&|%*+-]+\Z")


class Headed(NamedTuple):
    """A catalogue, and the locale that it is for."""

    catalogue: Catalogue
    locale: str
    is_declared: bool  # whether the locale is known from more than the header


@check("warning", "certain", "internationalization")
def header_missing(headed: Headed) -> Iterator[Issue]:
    """The catalogue has no header: no entry with an empty msgid.

    Why: programs guess the encoding, the language and the plural forms without one.

    Bad:  a file that begins with its first message
    Good: msgid "" and msgstr "Language: fr\\n…" above it

    When to ignore: never; Poedit writes one when it saves.
    """
    if headed.catalogue.header is None and headed.catalogue.messages:
        yield Issue("the catalogue has no header; add one with Language, Content-Type and Plural-Forms")


@check("warning", "certain", "internationalization")
def header_charset(headed: Headed) -> Iterator[Issue]:
    """The header names no charset, or another one than UTF-8.

    Why: programs read the letters as others than were typed.

    Bad:  Content-Type: text/plain; charset=ISO-8859-1
    Good: Content-Type: text/plain; charset=UTF-8

    When to ignore: for an old program that reads no UTF-8.
    """
    if headed.catalogue.header is not None:
        value = headed.catalogue.metadata.get("Content-Type", "")
        if not re.search(r"charset=utf-?8\b", value, re.IGNORECASE):
            yield Issue(f'the Content-Type is "{value}"; write "text/plain; charset=UTF-8" and save the file so')


@check("warning", "certain", "internationalization")
def header_language(headed: Headed) -> Iterator[Issue]:
    """The header names no language, or another one than the catalogue's place does.

    Why: Poedit and Weblate choose dictionaries and plural forms by it.

    Bad:  Language: nl in a file for French
    Good: Language: fr

    When to ignore: never.
    """
    if headed.catalogue.header is None:
        return
    value = headed.catalogue.metadata.get("Language", "")
    if not value:
        yield Issue(f'the header names no language; write "Language: {headed.locale or "fr"}"')
    elif headed.is_declared and _language(value) != _language(headed.locale):
        yield Issue(f'the header says "Language: {value}", the file is for {headed.locale}; write that')


def _language(code: str) -> str:
    return re.split("[_@-]", code)[0].lower()


@check("error", "certain", "internationalization")
def header_plural_forms(headed: Headed) -> Iterator[Issue]:
    """The header's plural formula cannot be read, is missing, or says another number of forms than the messages have.

    Why: gettext shows the wrong form, or refuses the catalogue.

    Bad:  Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;
    Good: Plural-Forms: nplurals=2; plural=(n > 1);

    When to ignore: never.
    """
    forms = _forms_of(headed.catalogue)
    value = headed.catalogue.metadata.get("Plural-Forms", "")
    if not value:
        if forms and headed.catalogue.header is not None:
            yield Issue(f'the header has no Plural-Forms; write "Plural-Forms: {_forms(headed.locale)}"')
        return
    match = _FORMULA.match(value)
    if match is None or not _SAFE_FORMULA.match(match[2]):
        yield Issue(f'"Plural-Forms: {value}" cannot be read; write "{_forms(headed.locale)}"')
        return
    counts = Counter(forms)
    most = max(counts, key=lambda count: counts[count], default=int(match[1]))
    if most != int(match[1]):
        yield Issue(f'"Plural-Forms: {value}" says {match[1]} forms, most messages have {most}; correct the header')


def _forms(locale: str) -> str:
    return locales.plural_forms(locale) if locale and locales.is_known(locale) else "nplurals=2; plural=(n != 1);"


@check("warning", "certain", "internationalization")
def header_boilerplate(headed: Headed) -> Iterator[Issue]:
    """A field of the header still has the words of the template.

    Why: nobody knows whom to ask, and programs may take the words for an answer.

    Bad:  Last-Translator: FULL NAME <EMAIL@ADDRESS>
    Good: Last-Translator: Marie Peeters <marie@example.org>

    When to ignore: in a catalogue that nobody has begun to translate; it is no finding there.
    """
    if headed.catalogue.header is not None and any(message.translated for message in headed.catalogue.live.values()):
        for name, value in headed.catalogue.metadata.items():
            if match := _BOILERPLATE.search(value):
                yield Issue(f'the field {name} still says "{match[0]}"; write what is so, or leave it empty')


class Formed(NamedTuple):
    """A message with plural forms, and how many its language has."""

    message: Message
    forms: int


@check("error", "certain", "internationalization")
def plural_count(formed: Formed) -> Iterator[Issue]:
    """A message has more or fewer plural forms than the header says that the language has.

    Why: for some numbers there is no text, and the program shows English or stops.

    Bad:  msgstr[0] alone in French
    Good: msgstr[0] and msgstr[1]

    When to ignore: never.
    """
    forms = formed.message.msgstr_plural
    if len(forms) != formed.forms:
        yield Issue(f"the message has {len(forms)} forms, the language {formed.forms}; write one for each")
    else:
        filled = sum(bool(form.strip()) for form in forms.values())
        if 0 < filled < formed.forms:
            yield Issue(f"{formed.forms - filled} of {formed.forms} plural forms are empty; write each")


def plural_count_of(catalogue: Catalogue) -> int:
    """How many plural forms the messages of a catalogue should have: as most have, or as the header says."""
    counts = Counter(_forms_of(catalogue))
    match = _FORMULA.match(catalogue.metadata.get("Plural-Forms", ""))
    declared = int(match[1]) if match else 2
    if not counts:
        return declared
    most = max(counts, key=lambda count: counts[count])
    return most if counts[most] > sum(counts.values()) / 2 and counts[most] > 1 else declared


def _forms_of(catalogue: Catalogue) -> list[int]:
    """How many forms each message with plural forms has."""
    return [len(message.msgstr_plural) for message in catalogue.live.values() if message.msgid_plural]
