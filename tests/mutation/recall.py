"""How many of the injected defects the checks find, by mutator."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from builders import check_message
from mutation.mutators import MUTATORS, SPELLING, UNCOUNTED, VALUES, Case, Mutator
from pipeline.build.words import lexicon_of_machine
from pipeline.checks.chosen import NO_WEIGHTS
from pipeline.checks.pair import Context
from pipeline.checks.registry import PAIR_CHECKS, SPELLING_CHECKS
from pipeline.checks.style import Style, style_of
from pipeline.language import language_of
from pipeline.po import Catalogue, Message, parse
from pipeline.xhtml import inline

SEED = 5
LOCALES = ("fr", "nl", "de")
_CHECKS = NO_WEIGHTS.among(PAIR_CHECKS)


def catalogues(folders: Iterable[Path], locale: str) -> list[Catalogue]:
    """The catalogues of a locale under some folders."""
    return [
        parse(path.read_bytes(), str(path))
        for folder in folders
        for path in sorted(folder.rglob("*.po"))
        if locale in path.parts
    ]


def found(case: Case, target: str, style: Style) -> set[str]:
    """The names of the checks that have something to say."""
    context = Context(case.locale, "en", style, is_page=case.is_page)
    names = {finding.check for finding in check_message(context, Message(case.source, target), _CHECKS, "x.po")}
    if case.is_page:
        names |= {flaw.check for flaw in inline.read(target, inline.read(case.source).content).flaws}
    return names


def cases(folders: Iterable[Path], *, is_page: bool) -> tuple[list[Case], dict[str, Style]]:
    """Good sentences: those that no check has an error or a warning on are not sorted out; clean or not, they count."""
    translations: dict[str, dict[str, str]] = {}
    styles = {}
    for locale in LOCALES:
        messages = [
            message
            for catalogue in catalogues(folders, locale)
            for message in catalogue.live.values()
            if message.msgstr and not message.fuzzy and not message.msgid_plural and message.msgstr != message.msgid
        ]
        translations[locale] = {message.msgid: message.msgstr for message in messages}
        styles[locale] = style_of(translations[locale].values(), language_of(locale), locale)
    return [
        Case(
            locale,
            source,
            target,
            tuple(
                translations[other][source] for other in LOCALES if other != locale and source in translations[other]
            ),
            is_page,
        )
        for locale in LOCALES
        for source, target in translations[locale].items()
    ], styles


ALL = MappingProxyType({**MUTATORS, **UNCOUNTED})


def recall(
    some: list[Case],
    styles: dict[str, Style],
    most: int = 200,
    missed: dict[str, list[tuple[Case, str]]] | None = None,
    mutators: Mapping[str, Mutator] = ALL,
    found: Callable[[Case, str, Style], set[str]] = found,
) -> dict[str, tuple[int, int]]:
    """By mutator: how many defects were found, of how many."""
    rng = random.Random(SEED)
    rows: dict[str, tuple[int, int]] = {}
    for name, mutate in mutators.items():
        order = list(some)
        rng.shuffle(order)
        hits = total = 0
        for case in order:
            if total >= most:
                break
            mutated = mutate(case, rng)
            if mutated is None or mutated == case.target:
                continue
            total += 1
            if found(case, mutated, styles[case.locale]) - found(case, case.target, styles[case.locale]):
                hits += 1
            elif missed is not None:
                missed.setdefault(name, []).append((case, mutated))
        if total:
            rows[name] = hits, total
    return rows


def spelled(case: Case, target: str, style: Style) -> set[str]:
    """The names of the checks of spelling that have something to say."""
    context = Context(case.locale, "en", style, is_page=case.is_page, lexicon=lexicon_of_machine(case.locale))
    checks = NO_WEIGHTS.among(SPELLING_CHECKS)
    return {each.message for each in check_message(context, Message(case.source, target), checks, "x.po")}


def spelling_recall(
    some: list[Case], styles: dict[str, Style], missed: dict[str, list[tuple[Case, str]]] | None = None
) -> dict[str, tuple[int, int]]:
    """By locale: how many slips of the hand were found, of how many."""
    return {
        locale: row
        for locale in LOCALES
        for row in recall(
            [case for case in some if case.locale == locale], styles, 400, missed, SPELLING, spelled
        ).values()
    }


def value_recall() -> tuple[dict[str, tuple[int, int]], list[str]]:
    """By kind of value: how many wrong values were found, of how many; and what was said of right ones."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    noise = []
    for kind, rows in VALUES.items():
        for source, translations in rows:
            for locale, (good, bad) in translations.items():
                case = Case(locale, source, good)
                style = style_of([], language_of(locale), locale)
                clean = found(case, good, style)
                if clean:
                    noise.append(f"{kind} {locale}: {good!r}: {', '.join(sorted(clean))}")
                counts[kind][1] += 1
                counts[kind][0] += bool(found(case, bad, style) - clean)
                if not found(case, bad, style) - clean:
                    noise.append(f"{kind} {locale}: missed {bad!r}")
    return {kind: (hits, total) for kind, (hits, total) in counts.items()}, noise
