"""The manual's pages on pictures. Who finds: `alternatives`, `pictures/findings`, `site/shown`, `build/pictures`."""

from __future__ import annotations

from pipeline.checks.kinds import page

PAGES = (
    page(
        "alt-missing",
        "pictures",
        "error",
        "certain",
        "omission",
        """A picture has no alternative text, or is all that a link holds and has none.

    Why: who does not see it hears the name of a file, or "link" and nothing else (WCAG 2.2, 1.1.1 and 2.4.4).

    Bad:  <img src="flask.svg"/>
    Good: <img src="flask.svg" alt="A flask on a laboratory bench"/>, or alt="" for one that only decorates

    When to ignore: never on purpose. A figcaption, title or aria-label beside it is enough for the check.
    """,
    ),
    page(
        "alt-file-name",
        "pictures",
        "error",
        "certain",
        "other",
        """An alternative text is the name of a file.

    Why: who cannot see the picture hears "cover final 2 dot jpg".

    Bad:  alt="cover-final-2.jpg"
    Good: alt="A researcher at a microscope"

    When to ignore: never.
    """,
    ),
    page(
        "alt-says-nothing",
        "pictures",
        "warning",
        "likely",
        "other",
        """An alternative text says what kind of thing the picture is, or its number, and not what it shows.

    Found are one or two words that begin or end with "logo", "image", "cover", "photo" and their like in our languages,
    a word with a number, what a camera calls its files, and the words of the file's own name in small letters.

    Why: "biopharma 1" tells nobody anything.

    Bad:  alt="biopharma cover", alt="logo be", alt="Image 3"
    Good: alt="Vaccine vials on a production line"; in a link, where it leads: alt="Innovation in Belgium, home page"

    When to ignore: where the two words are all there is to say, as of a painting that is called "Figure 5".
    """,
    ),
    page(
        "picture-size",
        "pictures",
        "warning",
        "certain",
        "other",
        """The size of a picture is not known: the page says neither width nor height, and the file cannot tell.

    Why: without them the text jumps when the picture arrives. Where the file tells, `build` writes them into the page:
    of SVG always, of PNG, JPEG, GIF, WebP and AVIF where the extra is installed (`pip install 'tetraglot[pictures]'`).

    Bad:  <img src="https://elsewhere.example/map.png" alt="The way to us"/>
    Good: <img src="https://elsewhere.example/map.png" alt="The way to us" width="640" height="400"/>

    When to ignore: where a style sheet gives the picture its place.
    """,
    ),
    page(
        "picture-with-text",
        "pictures",
        "info",
        "certain",
        "untranslated",
        """A picture holds words and some languages have no version of it.

    Found are SVG files with <text> that is more than numbers, units and abbreviations, and the pictures that an
    externalResourceRefRule of ITS names. `tetraglot check` says it, `build` does not.

    Why: readers get words that they cannot read, and no translator sees them.

    Bad:  source/assets/img/chart.svg with "Turnover by region" in it, for readers of Dutch too
    Good: source/assets/img/chart.nl.svg beside it: pages in Dutch show that one

    When to ignore: a name or a brand: write its:translate="no" on the text, or on all of the SVG.
    """,
    ),
    page(
        "unsafe-picture",
        "pictures",
        "warning",
        "certain",
        "other",
        """An SVG file runs or loads something: it is published without that.

    Taken out are scripts and event handlers, addresses other than #… and pictures as data:, styles that load something,
    HTML inside foreignObject, processing instructions, and a document type with its entities, which are written out.

    Why: who opens the picture by itself runs what is in it, with the rights of your site; and what it loads tells
    others who reads it.

    Bad:  <svg xmlns="http://www.w3.org/2000/svg" onload="…">
    Good: the same without onload

    When to ignore: where what is taken out is not missed, such as the document type that drawing programs write.
    """,
    ),
    page(
        "broken-picture",
        "pictures",
        "error",
        "certain",
        "other",
        """A file named .svg is no well-formed SVG, or is compressed.

    Why: browsers show nothing of it, and nobody can tell whether it is safe.

    Bad:  <svg xmlns="http://www.w3.org/2000/svg"><g></svg>
    Good: <svg xmlns="http://www.w3.org/2000/svg"><g/></svg>

    When to ignore: never.
    """,
    ),
)
"""The findings of this family."""
