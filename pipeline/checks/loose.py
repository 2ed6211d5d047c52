"""The checks on a catalogue by itself, of any project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline import locales
from pipeline.checks.chosen import NO_WEIGHTS
from pipeline.checks.codes import PAGES as CODES
from pipeline.checks.corpus import Placed
from pipeline.checks.header import Formed, Headed, plural_count_of
from pipeline.checks.kinds import Issue
from pipeline.checks.pair import Context
from pipeline.checks.registry import CHECKS, HEADER_CHECKS, PLURAL_CHECKS, TERM_CHECKS, checks_of
from pipeline.checks.runner import check_messages, check_together, finding, sifted
from pipeline.checks.style import style_of
from pipeline.checks.terminology import SIGN, deviations
from pipeline.checks.written import names_alike
from pipeline.language import language_of
from pipeline.lazy import pattern
from pipeline.model import Finding
from pipeline.po import Catalogue, Message, any_mentions, ready

if TYPE_CHECKING:
    from pipeline.language.lexicon import Lexicon

FORMAT = "X-Msgid-Format"  # a header field that only catalogues of ours have
_HEADER = NO_WEIGHTS.among(HEADER_CHECKS)
_PLURAL = NO_WEIGHTS.among(PLURAL_CHECKS)
_TERM = NO_WEIGHTS.among(TERM_CHECKS)
_chosen = cache(NO_WEIGHTS.among)
NOBODY_S: frozenset[str] = frozenset()  # codes: those of no value
_CODE = pattern(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?(?:@[a-z]+)?\Z")


def check_catalogue(
    catalogue: Catalogue,
    path: str,
    source_locale: str = "en",
    part: tuple[int, int] = (0, 1),
    lexicon_of: Callable[[str], Lexicon | None] = lambda _: None,
) -> Iterator[Finding]:
    """The findings on a catalogue; fuzzy and empty messages are only counted elsewhere.

    `part` (1, 4) is the second fourth of its messages; the header, and what all messages together show, go with the
    first one. `lexicon_of` gives the words of a locale, where spelling is to be looked at.
    """
    index, parts = part
    locale, is_declared = locale_of(catalogue, path)
    messages = ready(catalogue.live.values())
    context = _context(catalogue, messages, locale, source_locale, lexicon_of(locale or "en"))
    pair_checks = _chosen(checks_of(context))
    if index == 0:
        yield from _on_header(Headed(catalogue, locale, is_declared), path)
        if any_mentions(messages, SIGN):
            placed = [Placed(path, message) for message in messages if message.mentions(SIGN)]
            yield from check_together(_TERM, deviations(placed, context), locale)
    count = plural_count_of(catalogue)
    own = messages[len(messages) * index // parts : len(messages) * (index + 1) // parts]
    given = [(each, names_alike(each.msgid, each.msgstr) if context.is_page else NOBODY_S) for each in own]
    yield from check_messages(context, given, pair_checks, path)
    for message in own:
        if message.msgid_plural:
            for plural, severity in _PLURAL:
                for issue in plural(Formed(message, count)):
                    yield finding(plural, severity, issue, message, path, locale=locale)
        elif context.is_page:
            yield from _flawed(message, path, locale)


def _on_header(headed: Headed, path: str) -> list[Finding]:
    """The findings on a header that no suppression in its comment sets aside.

    Such a suppression has no seal: every save changes the header.
    """
    header = headed.catalogue.header
    found = [
        finding(each, severity, issue, header, path, locale=headed.locale)
        for each, severity in _HEADER
        for issue in each(headed)
    ]
    if header is None or not header.mentions("tetraglot:"):
        return found
    return sifted(header, found, {each.name: True for each in CHECKS}, path, headed.locale)


def context_of(catalogue: Catalogue, path: str, source_locale: str = "en") -> Context:
    """What the translations of a catalogue have in common."""
    messages = ready(catalogue.live.values())
    return _context(catalogue, messages, locale_of(catalogue, path)[0], source_locale)


def _context(
    catalogue: Catalogue, messages: Sequence[Message], locale: str, source_locale: str, lexicon: Lexicon | None = None
) -> Context:
    texts: list[str] = []
    for message in messages:
        texts += message.msgstr_plural.values() if message.msgid_plural else (message.msgstr,)
    style = style_of(texts, language_of(locale or "und"), locale)
    return Context(locale or "en", source_locale, style, FORMAT in catalogue.metadata, lexicon)


def _flawed(message: Message, path: str, locale: str) -> Iterator[Finding]:
    """The faults of the codes in a catalogue that we have made."""
    if message.msgstr != message.msgid and "<" in message.msgid + message.msgstr:
        # Other projects' catalogues have no codes of ours.
        from pipeline.xhtml import inline

        pages = {each.name: each for each in CODES}
        for flaw in inline.read(message.msgstr, inline.read(message.msgid).content).flaws:
            if flaw.check in pages:
                check = pages[flaw.check]
                yield finding(check, check.severity, Issue(flaw.message), message, path, locale=locale)


def locale_of(catalogue: Catalogue, path: str) -> tuple[str, bool]:
    """The locale of a catalogue, by its path ("locale/fr/LC_MESSAGES/x.po", "po/fr.po") or else its header.

    The second value says whether the path names it.
    """
    declared = catalogue.metadata.get("Language", "").strip()
    parts = [part.removesuffix(".po") for part in path.replace("\\", "/").split("/")]
    named = ""
    if "LC_MESSAGES" in parts[1:]:
        named = parts[parts.index("LC_MESSAGES", 1) - 1]
    elif path.endswith(".po"):
        last = re.split(r"[.]", parts[-1])[-1]
        named = last
    if named and _CODE.match(named) and locales.is_known(named.partition("@")[0]):
        code = named.partition("@")[0]
        if not declared or "LC_MESSAGES" in parts or declared.partition("_")[0] == code.partition("_")[0]:
            return code, True
    code = declared.partition("@")[0].replace("-", "_")
    return (code, False) if code and _CODE.match(code) and locales.is_known(code) else ("", False)
