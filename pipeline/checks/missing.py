"""Is there a translation that may be published?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import page
from pipeline.checks.subject import Subject
from pipeline.model import ADDRESS, Finding, Severity, State

MISSING = frozenset(("missing-file", "missing", "fuzzy", "outdated"))
"""The checks that say that there is no translation, rather than a wrong one: what `--allow-missing` lets pass."""


def catalogue_missing(subject: Subject) -> Iterator[Finding]:
    """A page has no catalogue in a locale."""
    if subject.catalogue is None and subject.resolutions and not subject.is_source:
        count = len({resolution.unit.key for resolution in subject.resolutions})
        messages = "1 message" if count == 1 else f"{count} messages"
        message = f"there is no such file, for {messages}; run `tetraglot update`"
        yield subject.finding("missing-file", message, its_type="untranslated")


def untranslated(subject: Subject) -> Iterator[Finding]:
    """A message has an empty msgstr."""
    yield from _in_state(subject, State.MISSING)


def fuzzy(subject: Subject) -> Iterator[Finding]:
    """A message is marked fuzzy: its source changed since it was translated, or its translator had a doubt.

    In the source locale it is a copy edit that no longer fits: the page's own text is published, and
    the finding only warns.
    """
    yield from _in_state(subject, State.FUZZY)
    if subject.is_source:
        doubtful = {r.unit.key: r for r in subject.resolutions if r.message and r.message.fuzzy}
        for resolution in doubtful.values():
            yield subject.finding(
                "fuzzy", subject.quoted(resolution), resolution, severity=Severity.WARNING, its_type="inconsistency"
            )


def outdated(subject: Subject) -> Iterator[Finding]:
    """The page has changed since `update` last brought the catalogue up to date.

    An error where the page has a text that the catalogue lacks; a warning where the catalogue only
    has texts that are no longer on the page.
    """
    if subject.catalogue is None:
        return
    seen = set()
    for resolution in subject.resolutions:
        if resolution.state is State.OUTDATED and resolution.unit.key not in seen:
            seen.add(resolution.unit.key)
            message = f"{subject.quoted(resolution)} is not in the catalogue; run `tetraglot update`"
            yield subject.finding("outdated", message, resolution, its_type="untranslated")
    known = {resolution.unit.key for resolution in subject.resolutions}
    left = sum(key not in known and key[0] != ADDRESS for key in subject.catalogue.live)
    if left:
        messages = "1 message is" if left == 1 else f"{left} messages are"
        message = f"{messages} no longer on the page; run `tetraglot update`"
        yield subject.finding("outdated", message, severity=Severity.WARNING, its_type="inconsistency")


def _in_state(subject: Subject, state: State) -> Iterator[Finding]:
    """One finding for each message in that state, however often its text stands on the page."""
    seen = set()
    for resolution in subject.resolutions:
        if resolution.state is state and resolution.unit.key not in seen:
            seen.add(resolution.unit.key)
            its_type = "untranslated" if state is State.MISSING else "inconsistency"
            yield subject.finding(str(state), subject.quoted(resolution), resolution, its_type=its_type)


PAGES = (
    page(
        "missing-file",
        "missing",
        "error",
        "certain",
        "untranslated",
        """A page has no catalogue in a locale.

    Why: none of its texts can be translated until there is one.

    Bad:  source/pages/guide.xhtml without locales/fr/LC_MESSAGES/guide.po
    Good: `tetraglot update` has made the file

    When to ignore: `--allow-missing` publishes the page with its source text, marked as such.
    """,
    ),
    page(
        "missing",
        "missing",
        "error",
        "certain",
        "untranslated",
        """A message has no translation.

    Why: the page would show its source text among translated ones.

    Bad:  Contact us  ->  (nothing)
    Good: Contact us  ->  Contactez-nous

    When to ignore: `--allow-missing` publishes the page with the source text, marked with its language.
    """,
    ),
    page(
        "fuzzy",
        "missing",
        "error",
        "certain",
        "inconsistency",
        """A translation is marked fuzzy: its source changed since, or the translator had a doubt.

    Why: it says what the page said before.

    Bad:  #, fuzzy above the translation of the old text
    Good: the translation checked, and the mark taken away

    When to ignore: in the source's own catalogue it only warns; the page's text is published there.
    """,
    ),
    page(
        "outdated",
        "missing",
        "error",
        "certain",
        "untranslated",
        """The page has changed since `tetraglot update` last brought the catalogue up to date.

    Why: the catalogue lacks a text that the page has.

    Bad:  a paragraph of the page that is in no catalogue
    Good: `tetraglot update` has put it there, and it is translated

    When to ignore: never. Where the catalogue only has texts that the page no longer has, it is a warning.
    """,
    ),
    page(
        "locale-incomplete",
        "missing",
        "info",
        "certain",
        "untranslated",
        """Some texts of a locale are not translated.

    Why: one line says how far a locale is from its release, beside the findings on each text.

    Bad:  fr is not complete: 3 texts on 2 pages
    Good: every text translated

    When to ignore: while translators are at work.
    """,
    ),
    page(
        "parity-broken",
        "missing",
        "warning",
        "certain",
        "inconsistency",
        """A page is complete in one language and not in a partner that it must be released with: `parity` in site.toml.

    Why: official information in Belgium appears in French and Dutch together, or not at all; both pages are held.

    Bad:  fr complete, nl without two paragraphs
    Good: both complete

    When to ignore: while translators are at work.
    """,
    ),
    page(
        "orphaned-catalogue",
        "missing",
        "warning",
        "certain",
        "other",
        """A catalogue has no page any more.

    Why: it is kept, for it holds a translator's work; but nothing reads it.

    Bad:  locales/fr/LC_MESSAGES/old.po without source/pages/old.xhtml
    Good: the file removed, when nobody needs its texts

    When to ignore: while the page is only being moved.
    """,
    ),
    page(
        "broken-link",
        "missing",
        "warning",
        "certain",
        "other",
        """A link of a page, a style sheet or the layout leads to no page or asset of the source.

    Why: readers of every language get "not found".

    Bad:  <a href="guyde.xhtml">, where there is only source/pages/guide.xhtml
    Good: <a href="guide.xhtml">

    When to ignore: while the page is being written.
    """,
    ),
    page(
        "broken-integrity",
        "missing",
        "error",
        "certain",
        "other",
        """An `integrity` that the author wrote is not the hash of the site's own file as it is published.

    Why: browsers refuse the file, and the page is without its style or its script.

    Bad:  <link rel="stylesheet" href="site.css" integrity="sha256-…"/>, made before the last edit of site.css
    Good: <link rel="stylesheet" href="site.css"/>; the build fills in what is right

    When to ignore: never.
    """,
    ),
    page(
        "broken-anchor",
        "missing",
        "warning",
        "certain",
        "other",
        """A link leads to a place on a page, and nothing there has that identifier, nor in the layout.

    Why: readers stand at the top of a long page and do not find what was promised.

    Bad:  <a href="guide.xhtml#prises">, where guide.xhtml has <h2 id="prices">
    Good: <a href="guide.xhtml#prices">

    When to ignore: where a script makes the place.
    """,
    ),
    page(
        "mispaired",
        "missing",
        "warning",
        "likely",
        "mistranslation",
        """A merge of branches gave a text the translation of another one.

    Why: git merges lines; where one branch changes a text and the other its translation, both changes apply.

    Bad:  "Open on Monday" with "Ouvert tous les mardis", each from another branch
    Good: `tetraglot init --git`, with which git merges catalogues by their messages

    When to ignore: where you have compared the two and they say the same.
    """,
    ),
    page(
        "page-gone",
        "missing",
        "warning",
        "certain",
        "other",
        """A page was published and has no source any more.

    Why: nothing that is published goes away by itself; readers are told that the original is gone.

    Bad:  source/pages/old.xhtml deleted, and site.toml says nothing of it
    Good: "old" = "new" under [moved], or removed = ["old"] under [site]

    When to ignore: while the page is only being renamed.
    """,
    ),
    page(
        "address-form",
        "missing",
        "error",
        "certain",
        "other",
        """The translation of a page's address cannot be part of an address.

    Why: it is published under the source's address until then.

    Bad:  msgctxt "address", msgstr "Secteur clé"
    Good: msgstr "secteur-cle"

    When to ignore: never.
    """,
    ),
    page(
        "address-clash",
        "missing",
        "error",
        "certain",
        "other",
        """Two pages have the same address in a language.

    Why: only one of them could be found there.

    Bad:  msgstr "aide" for both "help" and "support"
    Good: msgstr "aide" and msgstr "assistance"

    When to ignore: never.
    """,
    ),
)
"""The findings of this family."""
