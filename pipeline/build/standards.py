"""What the checks of a site expect: the severities it has chosen, the style of each locale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import store
from pipeline.build.project import Project
from pipeline.checks.characters import FAMILY as CHARACTERS
from pipeline.checks.chosen import Chosen, Weights
from pipeline.checks.pair import Context
from pipeline.checks.registry import CHECKS, checks_of
from pipeline.checks.runner import Standard
from pipeline.checks.style import ENOUGH, Style, style_of
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.language import language_of
from pipeline.model import Severity


def standards(
    project: Project, locales: Sequence[str], texts: Mapping[str, Sequence[str]], *, spelled: bool = False
) -> dict[str, Standard]:
    """By locale, what `check` expects of its translations; `texts` are those by which a habit is seen.

    With `spelled`, words are looked up too, where the machine has a dictionary.

    Raises UnusableFileError where site.toml names a check that there is none of.
    """
    refuse(_unknown(project))
    return {locale: _standard(project, locale, texts.get(locale, ()), spelled=spelled) for locale in locales}


def minimum(project: Project, locales: Sequence[str]) -> dict[str, Standard]:
    """What a page must hold to be built: no error that is certain. The rest is for `check`, which reads all texts."""
    found = {}
    for locale, standard in standards(project, locales, {}).items():
        strict = Chosen(
            (check, severity)
            for check, severity in standard.checks
            if severity is Severity.ERROR and check.certainty == "certain"
        )
        found[locale] = Standard(standard.context, strict, standard.weights)
    return found


def _standard(project: Project, locale: str, texts: Sequence[str], *, spelled: bool) -> Standard:
    settings = project.settings
    weights = Weights({each.check: each.severity for each in settings.severities if each.locale in (None, locale)})
    language = language_of(locale)
    own = settings.by_locale.get(locale)
    style = (
        style_of(
            texts, language, locale, typography=own.typography if own else "", register=own.register if own else ""
        )
        if locale != settings.source_locale
        else Style()
    )
    is_source = locale == settings.source_locale
    lexicon = None
    if spelled and not is_source:
        # Only here: `build` does without.
        from pipeline.build.words import lexicon_of

        lexicon = lexicon_of(locale, project.glossary)
    context = Context(locale, settings.source_locale, style, is_page=True, lexicon=lexicon)
    # A copy edit of the source says what it wants, in sound characters.
    checks = CHARACTERS if is_source else checks_of(context)
    terms = () if is_source else project.glossary.terms
    return Standard(context, weights.among(checks), weights, terms)


def _unknown(project: Project) -> Iterator[Fault]:
    known = {check.name for check in CHECKS}
    for each in project.settings.severities:
        if each.check not in known:
            from difflib import get_close_matches  # Few settings are wrong.

            near = get_close_matches(each.check, known, 1)
            remedy = f"is it {near[0]}?" if near else "docs/checks.md lists them"
            yield Fault(store.SETTINGS, f"there is no check '{each.check}'", remedy, each.line, 1)


def texts_of(project: Project, locales: Sequence[str]) -> dict[str, list[str]]:
    """Translations of some locales that may be published, as many as `style_of` looks at."""
    translated = (locale for locale in locales if locale != project.settings.source_locale)
    return {locale: list(_enough(_texts(project, locale))) for locale in translated}


def _enough(texts: Iterable[str]) -> Iterator[str]:
    length = 0
    for text in texts:
        yield text
        length += len(text)
        if length > ENOUGH:
            return


def _texts(project: Project, locale: str) -> Iterator[str]:
    """Catalogues that cannot be used are left to `look`."""
    for domain in project.domains:
        try:
            catalogue = project.catalogue(locale, domain)
        except UnusableFileError:
            continue
        if catalogue is not None:
            yield from (each.msgstr for each in catalogue.live.values() if each.msgstr and not each.fuzzy)
