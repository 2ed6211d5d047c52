"""Runs the checks of translations, and turns issues into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from typing import Any, NamedTuple, Protocol, TypeVar

from pipeline.checks.corpus import Placed
from pipeline.checks.glossary import PAGES as TERM_PAGES
from pipeline.checks.glossary import Term
from pipeline.checks.kinds import LIMITED, ODD, Check, Issue, is_odd
from pipeline.checks.page import in_order, on_page
from pipeline.checks.pair import OF_NO_WORDS, Context, Pair, pairs
from pipeline.checks.registry import CHECKS
from pipeline.checks.subject import Subject
from pipeline.checks.suppression import PAGES as SUPPRESSIONS
from pipeline.checks.suppression import sift
from pipeline.checks.written import names_of
from pipeline.language.text import take_signs, take_words
from pipeline.model import Finding, Key, Severity, State
from pipeline.po import Message, any_mentions, place_of

K = TypeVar("K")
V = TypeVar("V")
OFF = "off"
_TOGETHER = 1_000  # messages that are read at once
_AS_NUMBERS = bytes(range(256)).replace(b"01", b"\x00\x01")  # for bytes: the digits 0 and 1 as what they stand for
_ASIDE = "tetraglot:"  # what a comment has that sets a check aside
_OF_LIMITS = ("MAX: ", "max-length:")  # what one has that says how long a text may be


class Chosen(list[tuple[Check[Any], Severity]]):
    """Checks with their severities."""

    def for_pairs(self, pairs: Sequence[Pair], *, is_told: bool = True) -> Iterator[list[tuple[Check[Any], Severity]]]:
        """The checks that may have anything to say of each of some pairs: most have not, of most.

        The pairs are all of pages, or none is; they are read together, which is quicker. `is_told`: a comment of a
        message may set a limit.
        """
        if not pairs:
            return iter(())
        return (self._on_pages if pairs[0].context.is_page else self._anywhere).called(pairs, is_told=is_told)

    @cached_property
    def _on_pages(self) -> _Called:
        return _Called([(check, severity) for check, severity in self if check.on_pages])

    @cached_property
    def _anywhere(self) -> _Called:
        return _Called(self)


class _Called:
    """Checks, by the signs that they wait for."""

    def __init__(self, checks: Sequence[tuple[Check[Any], Severity]]) -> None:
        self.checks = checks
        # Checks are bits of a number: the n-th one is 1 << n.
        self._always = self._bits(lambda check: not check.signs)
        self._by_sign = _Known(self._waiting_for)
        self._by_signs = _Known(self._waiting_for_any)  # most texts have the same few
        marks = frozenset(sign for check, _ in checks for sign in check.signs if len(sign) > 1)
        self._asks_for_words = not marks <= OF_NO_WORDS
        needs = dict.fromkeys(check.needs for check, _ in checks if check.needs)
        self._needs = [(need, self._needing(need)) for need in needs]
        self._to_ask = _Known(self._needs_of)
        self._by_bits = _Known(self._found)

    def called(self, pairs: Sequence[Pair], *, is_told: bool) -> Iterator[list[tuple[Check[Any], Severity]]]:
        """Those that each pair calls."""
        take_signs([text for pair in pairs for text in (pair.source, pair.target)])
        if self._asks_for_words:
            take_words([pair.target for pair in pairs])
        by_sign, by_signs, to_ask = self._by_sign, self._by_signs, self._to_ask
        for pair in pairs:
            bits = self._always | by_signs[pair.source.signs] | by_signs[pair.target.signs]
            for mark in pair.marks() if self._asks_for_words else ():
                bits |= by_sign[mark]
            if is_told and pair.message.mentions(*_OF_LIMITS):
                bits |= by_sign[LIMITED]
            for need, waiting in to_ask[bits]:
                if not need(pair):
                    bits &= ~waiting
            yield self._by_bits[bits]

    def _needs_of(self, bits: int) -> list[tuple[Callable[[Pair], object], int]]:
        """What to ask before checks run, and the checks that wait for it."""
        return [(need, waiting) for need, waiting in self._needs if bits & waiting]

    def _found(self, bits: int) -> list[tuple[Check[Any], Severity]]:
        return [*compress(self.checks, reversed(f"{bits:b}".encode().translate(_AS_NUMBERS)))]

    def _waiting_for(self, sign: str) -> int:
        """The checks that a sign calls, as bits."""
        is_strange = len(sign) == 1 and is_odd(sign)
        return self._bits(lambda check: sign in check.signs or (is_strange and ODD in check.signs))

    def _needing(self, need: Callable[[Pair], object]) -> int:
        return self._bits(lambda check: check.needs is need)

    def _waiting_for_any(self, signs: frozenset[str]) -> int:
        return reduce(or_, map(self._by_sign.__getitem__, signs), 0)

    def _bits(self, is_meant: Callable[[Check[Any]], bool]) -> int:
        return sum(1 << number for number, (check, _) in enumerate(self.checks) if is_meant(check))


class _Known(dict[K, V]):
    """What has been worked out: the rest is so when it is asked for."""

    def __init__(self, work_out: Callable[[K], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: K) -> V:
        value = self[key] = self._work_out(key)
        return value


class Weights(NamedTuple):
    """The severities that a site has chosen, by check: "error", "warning", "info" or "off"."""

    chosen: Mapping[str, str] = {}

    def of(self, name: str, default: Severity) -> Severity | None:
        """The severity of a check; None where it is off."""
        chosen = self.chosen.get(name)
        if chosen is None:
            return default
        return None if chosen == OFF else Severity(chosen)

    def among(self, checks: Sequence[Check[Any]]) -> Chosen:
        """The checks that are not off, with their severities."""
        return Chosen(
            (each, severity) for each in checks if (severity := self.of(each.name, each.severity)) is not None
        )


class _Placing(Protocol):
    """What such a check is given."""

    @property
    def own(self) -> Placed:
        """The message that its findings are on."""


NO_WEIGHTS = Weights()
TERMS = {each.name: each for each in TERM_PAGES}


class Standard(NamedTuple):
    """What a site expects of the translations of one locale."""

    context: Context
    checks: Chosen
    weights: Weights
    terms: Sequence[Term] = ()


def check(subject: Subject, standard: Standard) -> list[Finding]:
    """The findings on a page in a locale, in the order of its catalogue's lines."""
    found = on_page(subject)
    found = [
        each if severity is each.severity else each._replace(severity=severity)
        for each in found
        if (severity := standard.weights.of(each.check, each.severity)) is not None
    ]
    given: dict[tuple[str | None, str], tuple[Message, frozenset[str]]] = {}
    for resolution in subject.resolutions:
        message = resolution.message
        if (
            message is None
            or resolution.state is not State.TRANSLATED
            or message.fuzzy
            or not message.msgstr
            or message.key in given
        ):
            continue
        given[message.key] = message, names_of(resolution, subject.values)
    found += check_messages(
        standard.context,
        [*given.values()],
        standard.checks,
        subject.catalogue_path,
        subject.page_path,
        standard.terms,
    )
    return in_order(found)


def check_messages(
    context: Context,
    given: Sequence[tuple[Message, frozenset[str]]],
    checks: Chosen,
    path: str,
    page: str | None = None,
    terms: Sequence[Term] = (),
) -> Iterator[Finding]:
    """The findings on some translated messages that no suppression sets aside, and those on their suppressions.

    What stands in the codes that are written by CLDR, each message's own, is not looked at.
    """
    for start in range(0, len(given), _TOGETHER):
        some = given[start : start + _TOGETHER]
        is_told = any_mentions((message for message, _ in some), _ASIDE, *_OF_LIMITS)
        of_some = [pair for message, written in some for pair in pairs(context, message, written)]
        found = _on_pairs(of_some, checks.for_pairs(of_some, is_told=is_told), path, page, terms)
        if not is_told:
            yield from (each for _, each in found)
            continue
        by_message: dict[Key, list[Finding]] = {message.key: [] for message, _ in some}
        for message, each in found:
            by_message[message.key].append(each)
        for message, _ in some:
            yield from _sifted(message, by_message[message.key], checks, path, context.locale, page, terms)


def _on_pairs(
    given: Iterable[Pair],
    called: Iterable[list[tuple[Check[Any], Severity]]],
    path: str,
    page: str | None,
    terms: Sequence[Term],
) -> Iterator[tuple[Message, Finding]]:
    """What checks and terms find on some pairs, and on which message."""
    for pair, checks in zip(given, called, strict=True):
        for each, severity in checks:
            for issue in each.run(pair):
                message, locale = pair.message, pair.context.locale
                yield message, finding(each, severity, issue, message, path, pair.form, locale=locale, page=page)
        for term in terms:
            for name, issue in term.issues(pair, page):
                message, locale, each = pair.message, pair.context.locale, TERMS[name]
                yield message, finding(each, each.severity, issue, message, path, locale=locale, page=page)


def _sifted(
    message: Message,
    found: list[Finding],
    checks: Chosen,
    path: str,
    locale: str,
    page: str | None,
    terms: Sequence[Term],
) -> list[Finding]:
    if not message.mentions(_ASIDE):
        return found
    active = {each.name for each, _ in checks}
    known = {each.name: each.name in active or bool(terms and each.name in TERMS) for each in CHECKS}
    return sifted(message, found, known, path, locale, page)


def check_together(checks: Chosen, given: Iterable[_Placing], locale: str) -> Iterator[Finding]:
    """The findings of checks that look at several messages; each is on its `own` one, whose suppressions count."""
    for each in given:
        own = each.own
        issues = [
            finding(check, severity, issue, own.message, own.path, locale=locale)
            for check, severity in checks
            for issue in check(each)
        ]
        yield from sift(own.message, issues, {})[0]


def sifted(
    message: Message,
    found: Iterable[Finding],
    known: Mapping[str, bool],
    path: str,
    locale: str,
    page: str | None = None,
) -> list[Finding]:
    """The findings that no suppression of a message, or of a header, sets aside, and those on its suppressions.

    `known` are the checks there are, and whether each looks at it now.
    """
    kept, faults = sift(message, found, known)
    by_name = {each.name: each for each in SUPPRESSIONS}
    return kept + [
        finding(by_name[name], by_name[name].severity, issue, message, path, locale=locale, page=page)
        for name, issue in faults
    ]


def finding(
    check: Check[Any],
    severity: Severity,
    issue: Issue,
    message: Message | None,
    path: str,
    form: int | None = None,
    *,
    locale: str | None = None,
    page: str | None = None,
) -> Finding:
    """An issue with all that a report says of it."""
    line: int | None = None
    column: int | None = None
    msgstr = None
    if message is not None:
        msgstr = message.msgstr if form is None else message.msgstr_plural.get(form, "")
        line, column = message.msgstr_line, 1
        if message.raw is not None:
            line, column = place_of(message, issue.start or 0, form)
    fix = None
    if issue.fix is not None and msgstr is not None and issue.start is not None and issue.end is not None:
        fix = msgstr[: issue.start] + issue.fix + msgstr[issue.end :]
    return Finding(
        check=check.name,
        path=path,
        message=issue.message,
        line=line,
        column=column,
        severity=severity,
        certainty=check.certainty,
        locale=locale,
        page=page,
        msgctxt=message.msgctxt if message else None,
        msgid=message.msgid if message else None,
        msgstr=msgstr,
        its_type=check.its_type,
        fix=fix,
        span=None if issue.start is None else (issue.start, issue.start if issue.end is None else issue.end),
    )
