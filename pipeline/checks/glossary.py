"""A site's terms, `source/glossary.toml`: what each is called in each language, and what it must not be called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from pipeline.checks.kinds import Issue, page
from pipeline.checks.pair import Context, Pair
from pipeline.checks.terminology import Piece, marked

# Languages that write a compound as one word: "Unternehmensnummer" holds "Nummer".
_COMPOUNDING = ("nl", "de")


class Forms(NamedTuple):
    """What a term may be called in one language, and what not."""

    allowed: re.Pattern[str] | None
    forbidden: re.Pattern[str] | None
    shown: str  # the allowed forms, as a message names them
    words: tuple[str, ...] = ()  # those of the allowed forms, "*" at their end for any ending


class Term(NamedTuple):
    """A term of the site."""

    source: re.Pattern[str]
    shown: str  # its first source form
    scope: tuple[str, ...] = ()  # patterns of page paths; none: all pages
    authority: str = ""  # the law or the list that fixes it
    forms: Mapping[str, Forms] = {}  # by language

    def issues(self, pair: Pair, page_path: str | None) -> Iterator[tuple[str, Issue]]:
        """What a translation does wrong with the term: the name of the check, and the issue."""
        forms = self.forms_in(pair.context)
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
        elif forms.allowed:
            for piece in self._marked_otherwise(pair, forms.allowed):
                message = f'"{piece.words}" is marked as "{self.shown}", which is called {forms.shown}{why}'
                yield "term-missing", Issue(f"{message}; put the code around that", piece.start, piece.end)

    def forms_in(self, context: Context) -> Forms | None:
        """What it may be called in a locale, if the glossary says so."""
        return self.forms.get(context.locale) or self.forms.get(context.language.code)

    def _marked_otherwise(self, pair: Pair, allowed: re.Pattern[str]) -> Iterator[Piece]:
        """What stands in the translation where the source marks the term, and is none of its forms."""
        for term in marked(pair.message, is_page=pair.context.is_page):
            is_right = any(allowed.search(each.words) for each in term.called)
            if term.called and not is_right and self.source.search(term.words):
                yield term.called[0]


class Glossary(NamedTuple):
    """What a site has in `source/glossary.toml`."""

    terms: Sequence[Term] = ()
    accepted: Mapping[str, Sequence[str]] = {}  # words, by locale or language; "": in all

    def words(self, locale: str) -> Iterator[str]:
        """The words that are right in a locale, whatever a dictionary says."""
        keys = ("", locale, locale.replace("-", "_").partition("_")[0])
        for key in dict.fromkeys(keys):
            yield from self.accepted.get(key, ())
            for term in self.terms:
                yield from term.forms[key].words if key in term.forms else ()


NO_GLOSSARY = Glossary()


def is_settled(words: str, terms: Iterable[Term], context: Context) -> bool:
    """Whether a glossary says what the term of these words is called in a locale."""
    settling = (each for each in terms if (forms := each.forms_in(context)) and forms.allowed)
    return any(each.source.fullmatch(words) for each in settling)


def term_of(entry: Mapping[str, Any]) -> Term:
    """The term that a sound table of a glossary describes."""
    case = bool(entry.get("case"))
    forms = {
        code: Forms(
            _pattern(own["allowed"], case=case, inside=own.get("compound", code[:2] in _COMPOUNDING))
            if "allowed" in own
            else None,
            _pattern(own["forbidden"], case=case, inside=False) if "forbidden" in own else None,
            " or ".join(f'"{each.replace("*", "…")}"' for each in own.get("allowed", ())),
            tuple(word for each in own.get("allowed", ()) for word in each.split()),
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

    Where the source marks the term, as with `dfn`, the form stands inside the same mark.

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
