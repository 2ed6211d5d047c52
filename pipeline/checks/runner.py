"""Runs the checks of translations, and turns issues into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from pipeline.checks.chosen import OF_LIMITS, Chosen, Weights
from pipeline.checks.corpus import Placed
from pipeline.checks.glossary import PAGES as TERM_PAGES
from pipeline.checks.glossary import Term
from pipeline.checks.kinds import Check, Issue
from pipeline.checks.page import in_order, on_page
from pipeline.checks.pair import Context, Pair, pairs
from pipeline.checks.registry import CHECKS
from pipeline.checks.subject import Subject
from pipeline.checks.suppression import PAGES as SUPPRESSIONS
from pipeline.checks.suppression import sift
from pipeline.checks.written import names_of
from pipeline.model import Finding, Key, Severity, State
from pipeline.po import Message, any_mentions, place_of

_TOGETHER = 1_000  # messages that are read at once
_ASIDE = "tetraglot:"  # what a comment has that sets a check aside


class _Placing(Protocol):
    """What such a check is given."""

    @property
    def own(self) -> Placed:
        """The message that its findings are on."""


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
        is_told = any_mentions((message for message, _ in some), _ASIDE, *OF_LIMITS)
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
