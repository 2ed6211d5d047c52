"""ITS 2.0 drives the walk: what rules and local markup say decides what translators get and pages show."""

from __future__ import annotations

import re

import pytest

from builders import document, inner
from pipeline import its
from pipeline.assemble import assemble
from pipeline.errors import UnusableFileError
from pipeline.model import Unit
from pipeline.resolve import resolve
from pipeline.xhtml.document import Document
from pipeline.xhtml.slots import Walked, walk

RULES = (
    b'<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">%s'
    b"</its:rules>"
)


def guided(source: Document, rules: str = "", *, ids_as_contexts: bool = False) -> Walked:
    """The walk over a page beside which a rules file stands."""
    guidance = its.guidance(
        source.root, source.path, lambda _: RULES % rules.encode(), ["source/rules.its"] if rules else []
    )
    return walk(source, guidance, ids_as_contexts=ids_as_contexts)


def units(body: str, rules: str = "") -> list[Unit]:
    return [slot.unit for slot in guided(document(body), rules).slots]


def texts(body: str, rules: str = "") -> str:
    return "|".join(unit.text for unit in units(body, rules))


@pytest.mark.parametrize(
    ("rules", "body", "expected"),
    [
        # Translate (8.2): of elements, in running text and alone; local markup wins.
        ('<its:translateRule selector="//h:b" translate="no"/>', "<p>By <b>ACME</b></p>", "By <b>ACME</b>"),
        ('<its:translateRule selector="//h:p" translate="no"/>', "<p>No</p><p translate='yes'>Yes</p>", "Yes"),
        ('<its:translateRule selector="//h:p[1]" translate="no"/>', "<p>A <b>b</b></p><p>C</p>", "C"),
        ("", "<p>Run <code its-translate='no'>apt</code> now</p>", "Run <code>apt</code> now"),
        # … and of attributes.
        ('<its:translateRule selector="//@data-caption" translate="yes"/>', '<p data-caption="Words">1</p>', "Words"),
        ('<its:translateRule selector="//@title" translate="no"/>', '<p title="Tip">Text</p>', "Text"),
        # Elements within text (8.7).
        (
            '<its:withinTextRule selector="//h:li" withinText="yes"/>',
            "<ul><li>one</li> and <li>two</li></ul>",
            "<li>one</li> and <li>two</li>",
        ),
        (
            '<its:withinTextRule selector="//h:q" withinText="no"/>',
            "<p>He said <q>Hi there</q></p>",
            "He said|Hi there",
        ),
        (
            '<its:withinTextRule selector="//h:i" withinText="nested"/>',
            "<p>A claim<i>a note</i> <b>stands <i>or not</i> here</b>.</p>",
            "A claim<i/> <b>stands <i2/> here</b>.|a note|or not",
        ),
        ("", "<p>A claim<i its-within-text='nested'>a note</i> stands.</p>", "A claim<i/> stands.|a note"),
        ("", "<p>He said <q its-within-text='no'>Hi there</q></p>", "He said|Hi there"),
        ("", "<div>It is <p its-within-text='yes'>in</p> here</div>", "It is <p>in</p> here"),
        # Preserve space (8.15).
        ('<its:preserveSpaceRule selector="//h:p" space="preserve"/>', "<p>a  b</p>", "a  b"),
        # Language information (8.6): another language is no translator's.
        (
            '<its:langRule selector="//h:p" langPointer="@data-lang"/>',
            "<p data-lang='la'>Carpe</p><p>Seize</p>",
            "Seize",
        ),
    ],
)
def test_what_rules_say_decides_what_is_a_unit(rules: str, body: str, expected: str) -> None:
    assert texts(body, rules) == expected


@pytest.mark.parametrize(
    ("rules", "body", "said"),
    [
        (
            '<its:locNoteRule selector="//h:p" locNoteType="alert"><its:locNote>Keep it\n short</its:locNote></its:locNoteRule>',
            "<p>Text</p>",
            ["NOTE: important: Keep it short"],
        ),
        (
            "",
            "<div its-loc-note='of a shop'><p><b its-loc-note='a verb'>Open</b> now</p></div>",
            ["NOTE: of a shop", "NOTE: a verb"],
        ),
        ("", "<p its-loc-note-ref='https://n.example/1'>Text</p>", ["NOTE: see https://n.example/1"]),
        ("", "<p its-storage-size='60'>Text</p>", ["MAX: 60 bytes in UTF-8"]),
        (
            "",
            "<p its-storage-size='9' its-storage-encoding='UTF-16' its-line-break-type='crlf'>T</p>",
            ["MAX: 9 bytes in UTF-16, line breaks as CR LF"],
        ),
        ("", "<ul its-allowed-characters='[A-Z]'><li><b>ABC</b></li></ul>", ["MAX: only characters of [A-Z]"]),
        (
            "",
            "<p>The <b its-term='yes' its-term-info-ref='https://t.example'>cold\n chain</b></p>",
            ["TERM: cold chain, https://t.example"],
        ),
        ("", "<p>A <dfn>cold\n chain</dfn> is a chain</p>", ["TERM: cold chain"]),
        ("", "<dl><dt><dfn>Cold chain</dfn></dt></dl>", ["TERM: Cold chain"]),
        ("", "<p>A <dfn its-term='no'>chain</dfn></p>", []),
        ('<its:termRule selector="//@title" term="yes"/>', "<p title='Cold chain'>1</p>", ["TERM: Cold chain"]),
        (
            '<its:domainRule selector="//h:p" domainPointer="@class" domainMapping="auto automotive"/>',
            "<p class='auto'>Text</p>",
            ["DOMAIN: automotive"],
        ),
        ("", "<p its-locale-filter-list='fr-*' its-locale-filter-type='exclude'>Text</p>", ["LOCALES: all but fr-*"]),
        (
            '<its:locNoteRule selector="//@title" locNoteType="description"><its:locNote>a tip</its:locNote></its:locNoteRule>',
            "<p title='Tip'>1</p>",
            ["NOTE: a tip"],
        ),
    ],
)
def test_what_rules_say_reaches_the_translator(rules: str, body: str, said: list[str]) -> None:
    (unit,) = units(body, rules)
    assert [*(f"NOTE: {note}" for note in unit.notes), *unit.remarks] == said


FILTERED = (
    '<p its-locale-filter-list="fr-*">Only French</p> <p its-locale-filter-list="fr" its-locale-filter-type="exclude">Not French</p>'
    '<p>For <b its-locale-filter-list="nl">Dutch </b>readers</p>'
)


@pytest.mark.parametrize(
    ("language", "msgids", "shown"),
    [
        ("fr-BE", ["Only French", "For <b/>readers"], "<p>Only French</p> <p>For readers</p>"),
        ("nl", ["Not French", "For <b/>readers", "Dutch"], " <p>Not French</p><p>For <b>Dutch </b>readers</p>"),
        ("de", ["Not French", "For <b/>readers"], " <p>Not French</p><p>For readers</p>"),
    ],
)
def test_a_text_for_some_locales_is_absent_from_the_others(language: str, msgids: list[str], shown: str) -> None:
    source = document(FILTERED)
    walked = guided(source)
    slots = walked.slots_for(language)
    assert [slot.unit.text for slot in slots] == msgids
    page = assemble(source, resolve(slots, None, is_source=True), language, walked.filtered)
    assert re.sub(r' its-locale-filter-\w+="[^"]*"', "", inner(page)) == shown


def test_a_page_cannot_be_filtered_whole() -> None:
    with pytest.raises(UnusableFileError) as caught:
        guided(document("<p>Text</p>"), '<its:localeFilterRule selector="//h:body" localeFilterList="fr"/>')
    assert str(caught.value) == (
        "source/pages/p.xhtml:1:1: a locale filter would leave out the page's <body>; put it on what is inside"
    )


def test_identifiers_are_contexts_on_request() -> None:
    body = '<p id="open">Open</p><ul><li id="shut"><b>Shut</b></li><li>Wait</li></ul>'
    walked = guided(document(body), ids_as_contexts=True)
    assert [(slot.unit.context, slot.unit.text) for slot in walked.slots] == [
        ("open", "Open"),
        ("shut", "Shut"),
        (None, "Wait"),
    ]
    assert [slot.unit.context for slot in guided(document(body)).slots] == [None, None, None]


def test_two_texts_with_one_identifier_are_refused() -> None:
    rule = '<its:idValueRule selector="//h:p" idValue="@class"/>'
    with pytest.raises(UnusableFileError) as caught:
        guided(document("<p class='a'>One</p>\n<p class='a'>Two</p>"), rule, ids_as_contexts=True)
    assert str(caught.value) == (
        "source/pages/p.xhtml:2:1: this text has the identifier “a” for its context, as that of line 1; give each its own"
    )


def test_pictures_to_be_localized_are_listed() -> None:
    rule = '<its:externalResourceRefRule selector="//h:img" externalResourceRefPointer="@src"/>'
    assert guided(document('<p>A\n<img src="chart.png" alt=""/></p>'), rule).resources == (("chart.png", 2),)


def test_rules_in_a_page_are_no_text_of_it() -> None:
    rules = (
        RULES
        % b'<its:locNoteRule selector="//h:p" locNoteType="alert"><its:locNote>Say</its:locNote></its:locNoteRule>'
    ).decode()
    assert texts(f"{rules}<p>Text</p>") == "Text"
