"""What must be the same in every language, sign by sign: references, numbers of law, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.kinds import DIGITS, Issue, check
from pipeline.checks.pair import Pair
from pipeline.checks.values import compared_values
from pipeline.language.tokens import Token
from pipeline.lazy import pattern

_ENTERPRISE = pattern(r"(?<![\d.])(?:BE[ \u00a0]?)?([01]\d{3})[. \u00a0](\d{3})[. \u00a0](\d{3})(?![\d.]?\d)")
_IBAN = pattern(r"\b([A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]{4}){3,7}(?:[ \u00a0\u202f]?[A-Z0-9]{1,3})?)\b")
# What either of them begins with: most texts with figures have neither.
_MAYBE_CHECKED = pattern(r"\d\d(?:(?<=[01]\d)\d\d[. \u00a0]\d{3}[. \u00a0]\d|(?<=[A-Z]{2}\d\d))")
# Where the language stands in an address: a path segment, a host, a parameter, an ending.
_LANGUAGES = (
    r"(?:en|fr|nl|de|eng|fra|nld|deu|english|french|dutch|german|francais|nederlands|deutsch)(?:[-_](?:[a-z]{2}))?"
)
_LANGUAGE_PART = pattern(rf"(?<=[/.=_-]){_LANGUAGES}(?=[/.?#&_]|$)|(?<=://){_LANGUAGES}(?=\.)", re.IGNORECASE)
# Publishers whose addresses name the language in their own way; the two belong to the same document.
_PUBLISHERS = (
    (
        pattern(r"ejustice\.(?:just\.)?fgov\.be", re.IGNORECASE),
        pattern(r"(?<=language=)\w+|(?<=la=)[FNDE]|(?:change_lg|loi|wet|gesetz)\w*\.pl", re.IGNORECASE),
    ),
    (
        pattern(r"eur-lex\.europa\.eu", re.IGNORECASE),
        pattern(r"(?<=legal-content/)[A-Z]{2}|(?<=locale=)\w+|(?<=/)(?:eng|fra|nld|deu)$", re.IGNORECASE),
    ),
)
_LOCALIZED_HOST = pattern(r"^(?:https?://)?(?:en|fr|nl|de)\.(?:m\.)?(wiki\w+\.org)/", re.IGNORECASE)


@check("error", "likely", "inconsistency", DIGITS)
def identifier_changed(pair: Pair) -> Iterator[Issue]:
    """A reference differs: the number of a law, an article, a standard, a form, a version.

    Why: a law that is cited with a wrong number cannot be found; these are the same in every language.

    Bad:  Implementing Decision (EU) 2018/1523  ->  décision d’exécution (UE) 2018/1532
    Good: Implementing Decision (EU) 2018/1523  ->  décision d’exécution (UE) 2018/1523

    When to ignore: where each language has a reference of its own.
    """
    compared = compared_values(pair)
    if compared is not None:
        for one, other in compared.changed:
            if one.kind in ("dotted", "name") and other.kind in ("dotted", "name", "number"):
                yield Issue(
                    f'"{other.text}" stands where the source has "{one.text}"; write it as the source does',
                    other.start,
                    other.end,
                )
        changed = [one for one, _ in compared.changed]
        for one in compared.source:
            if one.kind == "dotted" and one not in changed:
                yield Issue(f'"{one.text}" of the source is missing from the translation; add it')


@check(
    "error",
    "certain",
    "non-conformance",
    DIGITS,
    needs=lambda pair: _MAYBE_CHECKED.search(pair.target.raw) is not None,
)
def check_digits(pair: Pair) -> Iterator[Issue]:
    """An enterprise number (KBO, BCE) or an IBAN whose check digits are wrong.

    Why: a number that cannot exist was mistyped. Both have two digits for that: 97 less the rest by 97 for enterprises
    in Belgium, and the rest 1 by 97 for accounts (ISO 13616).

    Bad:  0123.456.749  ->  0123.456.794
    Good: 0123.456.749  ->  0123.456.749

    When to ignore: for an example that shall not exist.
    """
    target = pair.target.raw
    for match in _ENTERPRISE.finditer(target):
        digits = "".join(match.groups())
        if 97 - int(digits[:8]) % 97 != int(digits[8:]):
            yield Issue(
                f'"{match[0]}" is no enterprise number: its check digits are wrong; copy it anew',
                match.start(),
                match.end(),
            )
    for match in _IBAN.finditer(target):
        compact = re.sub(r"[ \u00a0\u202f]", "", match[1])
        digits = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
        if int(digits) % 97 != 1:
            yield Issue(
                f'"{match[1]}" is no IBAN: its check digits are wrong; copy it anew', match.start(), match.end()
            )


@check("warning", "likely", "inconsistency", "/")
def url_changed(pair: Pair) -> Iterator[Issue]:
    """A web address differs from the one in the source.

    The language may differ where addresses name it: `/en/` and `/nl/`, `lang=en` and `lang=fr`, `en.wikipedia.org`,
    EUR-Lex, the Belgian Official Gazette.

    Why: the reader of one language is sent to another place.

    Bad:  https://www.example.org/en/guide  ->  https://www.example.org/fr/gude
    Good: https://www.example.org/en/guide  ->  https://www.example.org/fr/guide

    When to ignore: where the other language has a page of its own.
    """
    if "://" in pair.source.raw or "www." in pair.source.raw or "://" in pair.target.raw:
        here = [token for token in pair.source.of("url") if not token.text.startswith("mailto:")]
        there = [token for token in pair.target.of("url") if not token.text.startswith("mailto:")]
        left = Counter(same_address(token.text) for token in here)
        for token in there:
            address = same_address(token.text)
            if left[address]:
                left[address] -= 1
            elif address not in {same_address(each.text) for each in here}:
                shown = next((each.text for each in here if left[same_address(each.text)]), "")
                what = f'the source has "{shown}"' if shown else "the source has no such address"
                yield Issue(f'"{token.text}": {what}; write the same', token.start, token.end)
                left.subtract([same_address(shown)] if shown else [])
        for address, times in left.items():
            if times > 0 and len(there) < len(here):
                yield Issue(f'the address "{address}" of the source is missing from the translation; add it')


def same_address(url: str) -> str:
    """An address without what may differ from language to language.

    >>> same_address("https://eur-lex.europa.eu/legal-content/FR/TXT/?uri=CELEX:32016R0679") == same_address(
    ...     "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"
    ... )
    True
    """
    if host := _LOCALIZED_HOST.match(url):
        return host[1].lower()  # An article has another name in each language.
    for publisher, part in _PUBLISHERS:
        if publisher.search(url):
            url = part.sub("*", url)
    url = re.sub(r"^(?:https?|ftp)://(?:www\.)?", "", url).removeprefix("www.")
    url = _LANGUAGE_PART.sub("*", "://" + url).removeprefix("://")
    return url.replace("/*/", "/").replace("*.", "").rstrip("/*").lower()


@check("warning", "likely", "inconsistency", "@")
def email_changed(pair: Pair) -> Iterator[Issue]:
    """An e-mail address differs from the one in the source.

    Why: mail to a mistyped address is lost, or read by a stranger.

    Bad:  Write to info@portal.example.  ->  Écrivez à inf@portal.example.
    Good: Write to info@portal.example.  ->  Écrivez à info@portal.example.

    When to ignore: where each language has its own mailbox.
    """
    if "@" in pair.source.raw or "@" in pair.target.raw:
        here = {_address(token) for token in pair.source.of("email", "url") if "@" in token.text}
        for token in pair.target.of("email", "url"):
            if "@" in token.text and _address(token) not in here:
                yield Issue(f'"{token.text}" is no address of the source; write the same', token.start, token.end)
        there = {_address(token) for token in pair.target.of("email", "url") if "@" in token.text}
        if len(there) < len(here):
            for address in sorted(here - there):
                yield Issue(f'"{address}" of the source is missing from the translation; add it')


def _address(token: Token) -> str:
    return token.text.removeprefix("mailto:").rstrip(".").lower()
