"""Can the translation stand in the page?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import page
from pipeline.checks.subject import Subject
from pipeline.model import Finding


def unusable_translation(subject: Subject) -> Iterator[Finding]:
    """The inline codes of a translation are not those of its source, or it holds what no page can.

    Each fault has a name of its own: inline-code-lost, -unknown, -repeated, -misplaced, -unclosed, -empty, -attributes;
    bare-less-than, unknown-reference, control-character, plural-entry.

    Bad:  Read <a>the guide</a>.  ->  Lisez le guide.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.
    """
    seen = set()
    for resolution in subject.resolutions:
        if resolution.flaws and resolution.unit.key not in seen:
            seen.add(resolution.unit.key)
            for flaw in resolution.flaws:
                message = f"{flaw.message}: {subject.quoted(resolution)}"
                yield subject.finding(flaw.check, message, resolution, its_type="markup")


PAGES = (
    page(
        "inline-code-lost",
        "codes",
        "error",
        "certain",
        "markup",
        """A code of the source is missing from the translation.

    Why: the link, the emphasis or the picture is gone from the page.

    Bad:  Read <a>the guide</a>.  ->  Lisez le guide.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.

    When to ignore: never; the page falls back to its source text until it is mended.
    """,
    ),
    page(
        "inline-code-unknown",
        "codes",
        "error",
        "certain",
        "markup",
        """The translation has a code that the source has not.

    Why: the page knows no such element, and a catalogue may not bring one.

    Bad:  Read the guide.  ->  Lisez <b>le guide</b>.
    Good: Read the guide.  ->  Lisez le guide.

    When to ignore: never; write &lt; for a sign that readers shall see.
    """,
    ),
    page(
        "inline-code-repeated",
        "codes",
        "error",
        "certain",
        "markup",
        """A code stands more often in the translation than in the source.

    Why: the page has one link to give, not two.

    Bad:  Read <a>the guide</a>.  ->  <a>Lisez</a> <a>le guide</a>.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.

    When to ignore: never.
    """,
    ),
    page(
        "inline-code-misplaced",
        "codes",
        "error",
        "certain",
        "markup",
        """A code stands inside another one than in the source.

    Why: a link inside a heading and a heading inside a link are two things. Siblings may change places.

    Bad:  <b>See <i>this</i></b>  ->  <i>Voir <b>ceci</b></i>
    Good: <b>See <i>this</i></b>  ->  <b>Voir <i>ceci</i></b>

    When to ignore: never.
    """,
    ),
    page(
        "inline-code-unclosed",
        "codes",
        "error",
        "certain",
        "markup",
        """A code is not closed, closes nothing, or crosses another one.

    Why: everything behind it would be shown as a link, or in bold.

    Bad:  Read <a>the guide</a>.  ->  Lisez <a>le guide.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.

    When to ignore: never.
    """,
    ),
    page(
        "inline-code-empty",
        "codes",
        "error",
        "certain",
        "markup",
        """A code has lost its words.

    Why: a link without words can be neither seen nor followed.

    Bad:  Read <a>the guide</a>.  ->  Lisez le guide<a></a>.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.

    When to ignore: never.
    """,
    ),
    page(
        "inline-code-attributes",
        "codes",
        "error",
        "certain",
        "markup",
        """A code has attributes in the translation.

    Why: attributes come from the page alone: so no catalogue can add a script or turn a link.

    Bad:  Read <a>the guide</a>.  ->  Lisez <a href="x">le guide</a>.
    Good: Read <a>the guide</a>.  ->  Lisez <a>le guide</a>.

    When to ignore: never.
    """,
    ),
    page(
        "bare-less-than",
        "codes",
        "error",
        "certain",
        "markup",
        """A "<" opens no code of the message.

    Why: browsers and XML would take what follows for markup.

    Bad:  a &lt; b  ->  a < b
    Good: a &lt; b  ->  a &lt; b

    When to ignore: never; write &lt; for the sign itself.
    """,
    ),
    page(
        "unknown-reference",
        "codes",
        "error",
        "certain",
        "markup",
        """A character reference stands for no character.

    Why: readers would see "&nbps;" as it is.

    Bad:  10 km  ->  10&nbps;km
    Good: 10 km  ->  10&nbsp;km

    When to ignore: never; type the character itself.
    """,
    ),
    page(
        "plural-entry",
        "codes",
        "error",
        "certain",
        "markup",
        """A message of a page has plural forms.

    Why: a text of a page is one text; no number decides which form is shown.

    Bad:  msgid_plural in the catalogue of a page
    Good: one msgid and one msgstr

    When to ignore: never.
    """,
    ),
)
"""The findings of this family."""
