"""A site's terms, `source/glossary.toml`: what each is called in each language, and what it must not be called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from pipeline.checks.kinds import Issue, page
from pipeline.checks.pair import Pair
from pipeline.errors import Fault, UnusableFileError

_KEYS = ("source", "case", "scope", "authority", "note")
_FORMS = ("allowed", "forbidden", "compound")
# Languages that write a compound as one word: "Unternehmensnummer" holds "Nummer".
_COMPOUNDING = ("nl", "de")


@dataclass(frozen=True)
class Forms:
    """What a term may be called in one language, and what not."""

    allowed: re.Pattern[str] | None
    forbidden: re.Pattern[str] | None
    shown: str  # the allowed forms, as a message names them


@dataclass(frozen=True)
class Term:
    """A term of the site."""

    source: re.Pattern[str]
    shown: str  # its first source form
    scope: tuple[str, ...] = ()  # patterns of page paths; none: all pages
    authority: str = ""  # the law or the list that fixes it
    forms: Mapping[str, Forms] = field(default_factory=dict)  # by language

    def issues(self, pair: Pair, page_path: str | None) -> Iterator[tuple[str, Issue]]:
        """What a translation does wrong with the term: the name of the check, and the issue."""
        forms = self.forms.get(pair.context.locale) or self.forms.get(pair.language.code)
        if forms is None or (self.scope and not any(fnmatchcase(page_path or "", each) for each in self.scope)):
            return
        if not self.source.search(pair.source.prose):
            return
        why = f" ({self.authority})" if self.authority else ""
        found = forms.forbidden.search(pair.target.prose) if forms.forbidden else None
        if found:
            remedy = f"write {forms.shown}" if forms.shown else "use another word"
            message = f'"{found[0]}" is not what "{self.shown}" is called here{why}; {remedy}'
            yield "term-forbidden", Issue(message, found.start(), found.end())
        elif forms.allowed and not forms.allowed.search(pair.target.prose):
            yield "term-missing", Issue(f'"{self.shown}" is called {forms.shown}{why}; use that')


def parse_glossary(data: bytes, path: str, locales: Sequence[str]) -> list[Term]:
    """The terms in a glossary. Raises UnusableFileError with every key at fault and its line."""
    # Most catalogues that are checked have none.
    from pipeline.settings import read_toml

    text, table = read_toml(data, path)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[term]]"]
    entries = table.get("term", [])
    faults: list[Fault] = [
        Fault(path, f"the key '{key}' is not known", "a glossary has [[term]] only", 1, 1)
        for key in table
        if key != "term"
    ]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnusableFileError(Fault(path, "term is no list of tables", "write [[term]] above each", 1, 1))
    for index, entry in enumerate(entries):
        line = lines[index] if index < len(lines) else 1
        faults += (Fault(path, reason, remedy, line, 1) for reason, remedy in _wrong(entry, locales))
    if faults:
        raise UnusableFileError(*faults)
    return [_term(entry) for entry in entries]


def _wrong(entry: Mapping[str, Any], locales: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not _is_texts(entry.get("source")):
        yield "the term has no source forms", 'write source = ["…"]'
    for key, value in entry.items():
        if key in _KEYS:
            continue
        languages = {code.replace("_", "-").partition("-")[0] for code in locales} | set(locales)
        if key not in languages:
            yield f"'{key}' is no key of a term and no locale", f"the keys are {', '.join(_KEYS)}, and locales"
        elif not isinstance(value, dict) or not set(value) <= set(_FORMS):
            yield f"'{key}' has other keys than {', '.join(_FORMS)}", f'write [term.{key}] and allowed = ["…"]'
        elif not all(_is_texts(value[form]) for form in ("allowed", "forbidden") if form in value):
            yield f"the forms in '{key}' are no list of texts", 'write allowed = ["…"]'
    if not isinstance(entry.get("case", False), bool):
        yield "case is neither true nor false", "write case = true"
    if "scope" in entry and not _is_texts(entry["scope"]):
        yield "scope is no list of page paths", 'write scope = ["innovation/*"]'


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(item, str) and item.strip() for item in value)


def _term(entry: Mapping[str, Any]) -> Term:
    case = bool(entry.get("case"))
    forms = {
        code: Forms(
            _pattern(own["allowed"], case=case, inside=own.get("compound", code[:2] in _COMPOUNDING))
            if "allowed" in own
            else None,
            _pattern(own["forbidden"], case=case, inside=False) if "forbidden" in own else None,
            " or ".join(f'"{each.replace("*", "…")}"' for each in own.get("allowed", ())),
        )
        for code, own in entry.items()
        if isinstance(own, dict)
    }
    source = _pattern(entry["source"], case=case, inside=False, plural="(?:e?s)?")
    return Term(source, entry["source"][0], tuple(entry.get("scope", ())), entry.get("authority", ""), forms)


def _pattern(forms: Sequence[str], *, case: bool, inside: bool, plural: str = "") -> re.Pattern[str]:
    """What finds any of some forms: as whole words, "*" standing for any ending; `inside` compounds too."""
    alternatives = []
    for form in forms:
        words = [re.escape(word).replace(r"\*", r"[^\W\d_]*") for word in form.replace("’", "'").split()]
        alternatives.append(r"[\s\u00a0\x00]+".join(words).replace("'", "['’]") + plural)
    either = "|".join(alternatives)
    around = either if inside else rf"(?<![^\W_])(?:{either})(?![^\W_])"
    return re.compile(around, 0 if case else re.IGNORECASE)


PAGES = (
    page(
        "term-missing",
        "terminology",
        "warning",
        "likely",
        "terminology",
        """The source has a term of the glossary, and the translation has none of the forms that it is to have.

    Why: laws and forms use one name for one thing; who searches for it must find it.

    Bad:  your enterprise number  ->  votre matricule, with allowed = ["numéro d’entreprise"]
    Good: your enterprise number  ->  votre numéro d’entreprise

    When to ignore: where a pronoun stands for it. A form may end in "*" for any ending.
    """,
    ),
    page(
        "term-forbidden",
        "terminology",
        "error",
        "likely",
        "terminology",
        """The translation calls a term of the glossary what it must not be called.

    Why: the word is out of use, means another thing, or belongs to another country.

    Bad:  enterprise number  ->  Firmennummer, with forbidden = ["Firmennummer"]
    Good: enterprise number  ->  Unternehmensnummer

    When to ignore: in a quotation of the old name.
    """,
    ),
)
"""The findings of this family."""
