"""What only shows when all pages of a locale, or all locales of a page, are looked at together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline import store
from pipeline.build.project import Project
from pipeline.checks.corpus import Placed, same_source, same_translation
from pipeline.checks.glossary import is_settled
from pipeline.checks.missing import MISSING
from pipeline.checks.registry import SOURCE_CHECKS, TERM_CHECKS, TRANSLATION_CHECKS
from pipeline.checks.runner import Standard, check_together
from pipeline.checks.terminology import deviations
from pipeline.errors import UnusableFileError
from pipeline.model import Finding, Severity


def together(
    project: Project, locales: Sequence[str], expected: Mapping[str, Standard], found: Sequence[Finding]
) -> Iterator[Finding]:
    """One text said in two ways, two texts said in one; locales that are not complete; partners that are apart."""
    for locale in locales:
        if locale != project.settings.source_locale:
            yield from _said_alike(project, locale, expected[locale])
    yield from _incomplete(locales, found)
    yield from _apart(project, locales, found)


def _said_alike(project: Project, locale: str, standard: Standard) -> Iterator[Finding]:
    placed = list(_placed(project, locale))
    context, weights = standard.context, standard.weights
    terms = deviations(placed, context, lambda words: is_settled(words, standard.terms, context))
    yield from check_together(weights.among(SOURCE_CHECKS), same_source(placed), locale)
    yield from check_together(weights.among(TRANSLATION_CHECKS), same_translation(placed), locale)
    yield from check_together(weights.among(TERM_CHECKS), terms, locale)


def _placed(project: Project, locale: str) -> Iterator[Placed]:
    for domain in project.domains:
        path = project.catalogue_path(locale, domain)
        try:
            catalogue = project.catalogue(locale, domain)
        except UnusableFileError:
            continue  # It has been named.
        for message in catalogue.live.values() if catalogue else ():
            if message.translated and not message.fuzzy:
                yield Placed(path, message)


def _incomplete(locales: Sequence[str], found: Sequence[Finding]) -> Iterator[Finding]:
    for locale in locales:
        lacking = [each for each in found if each.locale == locale and _is_lacking(each)]
        if lacking:
            texts = "1 text" if len(lacking) == 1 else f"{len(lacking)} texts"
            pages = len({each.page for each in lacking})
            where = "1 page" if pages == 1 else f"{pages} pages"
            yield Finding(
                "locale-incomplete",
                store.catalogue_folder(locale),
                f"{locale} is not complete: {texts} on {where}; `tetraglot status` shows them",
                severity=Severity.INFO,
                locale=locale,
                its_type="untranslated",
            )


def _apart(project: Project, locales: Sequence[str], found: Sequence[Finding]) -> Iterator[Finding]:
    """Pages that are complete in one locale and not in one that is released together with it."""
    lacking = Counter((each.locale, each.page) for each in found if _is_lacking(each))
    for group in project.settings.parity:
        partners = [locale for locale in locales if locale in group]
        for domain in project.domains:
            ready = [locale for locale in partners if not lacking[locale, domain]]
            for locale in partners if ready else ():
                if lacking[locale, domain]:
                    yield Finding(
                        "parity-broken",
                        project.catalogue_path(locale, domain),
                        f"{', '.join(ready)} is complete and {locale} is not: neither is released; translate the rest",
                        1,
                        1,
                        Severity.WARNING,
                        locale=locale,
                        page=domain,
                        its_type="inconsistency",
                    )


def _is_lacking(each: Finding) -> bool:
    return each.check in MISSING and each.severity is Severity.ERROR
