"""The public edge cases of extraction, by their numbers: what translators get of each, and what stays in the page.

A fragment and what is good for it; where DESIGN.md says otherwise, DESIGN.md is followed.
The cases K, bad translations, are in test_bad_translations.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import document, inner, msgids, page, resolved, slots
from pipeline import its
from pipeline.assemble import assemble
from pipeline.errors import UnusableFileError
from pipeline.extract import extract
from pipeline.merge import merge, new_catalogue
from pipeline.po import Catalogue
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.slots import walk
from pipeline.xhtml.write import serialise_page

SVG = 'xmlns="http://www.w3.org/2000/svg"'

# (case, fragment, the msgids in the order of the catalogue, joined by |)
UNITS = [
    (
        "A01 codes without attributes",
        '<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to <em>copy</em>, see <a href="copy.html" class="x">help</a>.</p>',
        "Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to <em>copy</em>, see <a>help</a>.",
    ),
    ("A03 loose text around a block", "<div>Lead text<p>Para</p>Tail text</div>", "Lead text<p/>Tail text|Para"),
    ("A05 a link around blocks", '<a href="card.html"><h3>Card title</h3><p>Card text</p></a>', "Card title|Card text"),
    (
        "A07 a field inside its label",
        '<p><label>Name <input type="text" placeholder="Your name"/></label></p>',
        "Name|Your name",
    ),
    ("A09 line breaks", "<p>12 High Street<br/>London<br/>UK</p>", "12 High Street<br/>London<br/>UK"),
    ("A11 a picture alone", '<p><img src="logo.png" alt="Company logo"/></p>', "Company logo"),
    (
        "A13 a link with a title",
        '<p>See <a href="x.html" title="Help page">help</a> now</p>',
        "See <a>help</a> now|Help page",
    ),
    (
        "A15 text, codes and a block",
        "<div>Hello <b>bold</b> tail<ul><li>one</li></ul><b>bold2</b> tail2</div>",
        "Hello <b>bold</b> tail<ul/><b>bold2</b> tail2|one",
    ),
    (
        "A17 a button in a sentence",
        '<p>Press <button type="button">Save</button> to continue.</p>',
        "Press <button>Save</button> to continue.",
    ),
    ("A19 an icon without words", '<p><i class="icon-ok"></i> Done</p>', "Done"),
    # DESIGN.md: words inside <sup> and <a> stay readable.
    (
        "A21 a footnote",
        '<p>Claim<sup><a href="#fn1" id="r1">1</a></sup> stands.</p>',
        "Claim<sup><a>1</a></sup> stands.",
    ),
    (
        "A23 elements of one's own",
        "<p>Hi <my-tip>tooltip text</my-tip> there</p><x-card><p>Inside</p></x-card>",
        "Hi <my-tip>tooltip text</my-tip> there|Inside",
    ),
    (
        "A25 a figure",
        '<figure><img src="a.png" alt="Alt A"/><figcaption>Caption <em>A</em></figcaption></figure>',
        "Alt A|Caption <em>A</em>",
    ),
    (
        "A27 a table",
        '<table><caption>Cap</caption><thead><tr><th scope="col" abbr="Qty">Quantity</th></tr></thead>'
        "<tbody><tr><td>Cell <b>x</b></td><td>42</td></tr></tbody></table>",
        "Cap|Qty|Quantity|Cell <b>x</b>",
    ),
    (
        "A29 what stands in for a video",
        '<video src="a.mp4"><track kind="subtitles" srclang="en" label="English"/>No video support</video>'
        '<object data="x.svg"><p>Fallback</p></object>',
        "English|No video support|Fallback",
    ),
    # DESIGN.md: the translator sees protected content.
    (
        "B01 protected in a sentence",
        '<p>Run <code translate="no">apt install</code> now</p>',
        "Run <code>apt install</code> now",
    ),
    (
        "B03 translated inside protected",
        '<div translate="no">Brand <span translate="yes">slogan here</span></div>',
        "slogan here",
    ),
    ("B05 the class notranslate", '<p>By <span class="notranslate">ACME</span> Inc</p>', "By <span>ACME</span> Inc"),
    (
        "B07 a drawing",
        f'<p>Logo <svg {SVG} viewBox="0 0 1 1"><title>Our logo</title><path d="M0 0"/><text>Hi</text></svg> here</p>',
        "Logo <svg/> here|Our logo|Hi",
    ),
    (
        "B09 ruby",
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> text</p>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> text",
    ),
    ("D01 lines of the source", "<p>First line\n      second   line\n\tthird</p>", "First line second line third"),
    ("D03 a line break behind <pre>", "<pre>\nA\n\n B\n</pre>", "A\n\n B\n"),
    ("D05 xml:space", '<p xml:space="preserve">a   b\n  c</p>', "a   b\n  c"),
    ("D07 other spaces", "<p>10&#160;kg&#160;</p><p>&#160;</p><p>a&#8239;: b</p>", "10\u00a0kg\u00a0|a\u202f: b"),
    ("D09 white space around a code", "<p>  <b>x</b>  </p>", "x"),
    ("D11 nothing but white space", "<p> </p><p></p><p><br/></p>", ""),
    (
        "E01 written tags and real ones",
        "<p>Use &lt;b&gt; for <b>bold</b> &amp; &amp;nbsp;</p>",
        "Use &lt;b> for <b>bold</b> & &amp;nbsp;",
    ),
    ("E05 a comment in a text", "<p>Hello <!-- note --> world</p>", "Hello world"),
    (
        "E07 includes and conditional comments",
        '<!--#include virtual="/nav.html" --><p>T</p><!--[if IE]><p>Old</p><![endif]-->',
        "T",
    ),
    (
        "E09 references to rare characters",
        "<p>&#x1F600; &#169; a&#173;b &#8206;x &#x2028;</p>",
        "\U0001f600 © a\u00adb \u200ex \u2028",
    ),
    ("E11 a paragraph that is commented out", "<!-- <p>Disabled paragraph</p> --><p>Live</p>", "Live"),
    (
        "F01 nothing for a translator",
        "<p>42</p><p>—</p><p>https://example.org/a</p><p>a@b.org</p><p><code>x=1</code></p>",
        "",
    ),
    (
        "F03 what looks like a format",
        "<p>100% sure, %s and {name} and {{ x }} ${y} %(n)d</p>",
        "100% sure, %s and {name} and {{ x }} ${y} %(n)d",
    ),
    (
        "F05 texts that differ in a link only",
        '<p>Read <a href="1.html">this</a></p><p>Read <a href="2.html">this</a></p>',
        "Read <a>this</a>|Read <a>this</a>",
    ),
    (
        "F07 several sentences",
        "<p>First sentence. Second one? Dr. Who said 3.5 e.g. this. Third!</p>",
        "First sentence. Second one? Dr. Who said 3.5 e.g. this. Third!",
    ),
    ("F09 a number in a sentence", '<p>You have <span class="n">3</span> items</p>', "You have <span>3</span> items"),
    ("F11 a long paragraph", f"<p>{'word ' * 400}</p>", "word " * 399 + "word"),
    (
        "H01 a paragraph inside a sentence",
        "<ul><li>Before <p>Inner <em>para</em></p> after</li></ul>",
        "Before <p/> after|Inner <em>para</em>",
    ),
    (
        "H03 two ruby annotations",
        "<p>Go <ruby>A<rt>a</rt></ruby> and <ruby>B<rt>b</rt></ruby></p>",
        "Go <ruby>A<rt>a</rt></ruby> and <ruby>B<rt>b</rt></ruby>",
    ),
    ("H05 spaces as references", "<p>10&#160;kg a&#8239;: b &#8195;em</p>", "10\u00a0kg a\u202f: b \u2003em"),
    ("H07 two comments in one text", "<p>A <!-- keep me --> B</p><p>A <!-- other --> B</p>", "A B|A B"),
    ("H09 deep nesting", f"{'<div>' * 30}<p>deep</p>{'</div>' * 30}", "deep"),
    ("H11 backslashes and quotes", r'<p title="C:\temp\n">x \" y</p>', r"C:\temp\n|x \" y"),
    ("H13 a choice that looks like a tag", "<select><option>&lt;none&gt;</option></select>", "&lt;none>"),
    ("H15 one text, written differently", "<p>a  <b>x</b></p><p>a <b>x</b></p>", "a <b>x</b>|a <b>x</b>"),
    ("H17 an area of a map", '<map name="m"><area alt="North" href="n.html"/></map>', "North"),
    ("H21 paragraphs by line breaks", "<p>One.<br/><br/>Two.</p>", "One.<br/><br/>Two."),
    ("H23 a row of links", '<nav><a href="/">Home</a> | <a href="/about">About</a></nav>', "Home|About"),
    ("H25 an indent of no-break spaces", "<p>&#160;&#160;Indented</p>", "Indented"),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
def test_what_translators_get(body: str, expected: str) -> None:
    assert "|".join(msgids(body)) == expected


@pytest.mark.parametrize("body", [case[1] for case in UNITS], ids=[case[0] for case in UNITS])
def test_a_page_whose_translations_are_its_texts_is_itself(body: str) -> None:
    source = document(body)
    expected = inner(Draft(source.outline))
    same = {slot.unit.text: slot.unit.text for slot in walk(source).slots}
    assert inner(assemble(source, resolved(source, same), "fr")) == expected


# (case, fragment, (attribute or None, text) of each unit)
ATTRIBUTES = [
    (
        "C01 labels and hints, no references",
        '<div aria-label="Main menu" title="Tip"><input type="text" placeholder="Search" aria-describedby="d1"/></div>',
        [("aria-label", "Main menu"), ("title", "Tip"), ("placeholder", "Search")],
    ),
    (
        "C05 labels of choices, no values",
        '<select><optgroup label="Group"><option value="a" label="Lab">A</option></optgroup></select>',
        [("label", "Group"), ("label", "Lab"), (None, "A")],
    ),
    ("C07 white space in an attribute", '<p><img alt="one\n   two" src="x.png"/></p>', [("alt", "one two")]),
    ("C09 an attribute without words", '<p><input type="checkbox" checked="checked"/> Agree</p>', [(None, "Agree")]),
    (
        "C11 attributes inside what is protected",
        '<p>Icon <span translate="no"><img src="i.png" alt="Warning"/></span> text</p>',
        [(None, "Icon <span/> text")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in ATTRIBUTES], ids=[case[0] for case in ATTRIBUTES])
def test_which_attributes_are_texts(body: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(slot.attribute, slot.unit.text) for slot in slots(body)] == expected


def test_f01_what_is_left_out_is_counted() -> None:
    body = "<p>42</p><p>—</p><p>https://example.org/a</p><p>a@b.org</p>"
    assert walk(document(body)).skipped == ("1", "42", "—", "https://example.org/a", "a@b.org")


def test_b11_its_translate_in_its_own_namespace() -> None:
    source = document('<p xmlns:its="http://www.w3.org/2005/11/its">Use <code its:translate="no">foo()</code></p>')
    guidance = its.guidance(source.root, source.path, lambda _: b"")
    (slot,) = walk(source, guidance).slots
    assert (slot.unit.text, slot.unit.remarks) == ("Use <code>foo()</code>", ("TAGS: <code>: stays as it is",))


def test_b13_texts_for_some_locales() -> None:
    source = document(
        '<p its-locale-filter-list="fr-*">Only for France</p>'
        '<p its-locale-filter-list="fr-*" its-locale-filter-type="exclude">Not for France</p>'
    )
    walked = walk(source, its.guidance(source.root, source.path, lambda _: b""))
    found = {tag: [slot.unit.text for slot in walked.slots_for(tag)] for tag in ("fr", "nl", "de")}
    assert found == {"fr": ["Only for France"], "nl": ["Not for France"], "de": ["Not for France"]}


def test_b15_a_comment_before_a_block_speaks_to_translators() -> None:
    (slot,) = slots("<!-- TRANSLATORS: file menu verb --><p>Open</p><!-- for us -->")
    assert (slot.unit.text, slot.unit.notes) == ("Open", ("file menu verb",))


def test_c03_what_search_engines_get() -> None:
    head = (
        '<title>Page</title><meta name="description" content="A nice page"/><meta property="og:title" content="OG"/>'
        '<meta name="viewport" content="width=device-width"/><meta http-equiv="refresh" content="5;url=a.html"/>'
    )
    source = parse_document(page("<p>T</p>", head), "p", "p", "en")
    assert [slot.unit.text for slot in walk(source).slots] == ["Page", "A nice page", "OG", "T"]


def test_e03_entities_of_the_page_s_own() -> None:
    subset = '<!DOCTYPE html [<!ENTITY product "Foo <b>Pro</b>"><!ENTITY ver "1.2">]>'
    text = page("<p>Buy &product; &ver; now</p>", "<title>Version &ver;</title>").decode()
    source = parse_document((subset + text).encode(), "p", "p", "en")
    assert [slot.unit.text for slot in walk(source).slots] == ["Version 1.2", "Buy Foo <b>Pro</b> 1.2 now"]


def test_g01_elements_without_content_keep_their_end_tags() -> None:
    body = '<p><span></span>x</p><div></div><script src="a.js"></script><textarea></textarea><p></p><i class="icon"></i><br></br>'
    assert inner(Draft(document(body).outline)) == body.replace("<br></br>", "<br/>")


def test_g03_xhtml_with_a_prefix() -> None:
    text = (
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title></h:head>'
        "<h:body><h:p>Hello <h:em>w</h:em></h:p></h:body></h:html>"
    )
    source = parse_document(text.encode(), "p", "p", "en")
    assert [slot.unit.text for slot in walk(source).slots] == ["T", "Hello <em>w</em>"]
    done = assemble(source, resolved(source, {"T": "T", "Hello <em>w</em>": "Bonjour <em>m</em>"}), "fr")
    assert "<p>Bonjour <em>m</em></p>" in done.markup()


def test_g05_the_page_says_its_new_language() -> None:
    source = document("<p>P</p>")
    root = assemble(source, resolved(source, {"P": "P"}), "fr").tree()
    assert (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("fr", "fr")


def test_g07_a_byte_order_mark_is_no_text() -> None:
    source = parse_document(b"\xef\xbb\xbf" + page("<p>café</p>"), "p", "p", "en")
    assert [slot.unit.text for slot in walk(source).slots] == ["café"]
    assert serialise_page(source.root).startswith(b"<!DOCTYPE html>\n<html")


def test_g09_attributes_of_a_drawing_keep_their_case() -> None:
    drawing = f'<svg {SVG} viewBox="0 0 1 1" preserveAspectRatio="none"><linearGradient id="g"/></svg>'
    source = document(f"<p>x {drawing} y</p>")
    assert inner(assemble(source, resolved(source, {"x <svg/> y": "z <svg/> y"}), "fr")) == f"<p>z {drawing} y</p>"


def test_h19_an_inclusion_is_never_passed_over() -> None:
    with pytest.raises(UnusableFileError) as caught:
        parse_document(
            page('<p>A</p>\n<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="inc.xml"/>'), "p", "p", "en"
        )
    assert str(caught.value).startswith("p:2:1: <xi:include> ")


@pytest.mark.parametrize(
    ("body", "translations", "expected"),
    [
        # A translation that moves words takes the codes along; comments and what is opaque stay.
        (
            "<div>Hello <b>bold</b> tail<ul><li>one</li></ul><b>bold2</b> tail2</div>",
            {
                "Hello <b>bold</b> tail<ul/><b>bold2</b> tail2": "<b>gras2</b> fin2<ul/>Salut <b>gras</b> fin",
                "one": "un",
            },
            "<div><b>gras2</b> fin2<ul><li>un</li></ul>Salut <b>gras</b> fin</div>",
        ),
        ("<p>Hello <!-- note --> world</p>", {"Hello world": "Bonjour monde"}, "<p>Bonjour<!-- note --> monde</p>"),
        ("<p>Text <!-- end --></p>", {"Text": "Texte"}, "<p>Texte<!-- end --> </p>"),
        ("<p><!-- start -->Text</p>", {"Text": "Texte"}, "<p><!-- start -->Texte</p>"),
        ("<p>&#160;&#160;Indented</p>", {"Indented": "En retrait"}, "<p>\u00a0\u00a0En retrait</p>"),
        ("<pre>\nA\n</pre>", {"A\n": "B\n"}, "<pre>\nB\n</pre>"),
        (
            '<!--#include virtual="/nav.html" --><p>T</p><!--[if IE]><p>Old</p><![endif]-->',
            {"T": "U"},
            '<!--#include virtual="/nav.html" --><p>U</p><!--[if IE]><p>Old</p><![endif]-->',
        ),
        (
            "<p>Go <?php echo $x ?> there &amp; back <![CDATA[<now>]]></p>",
            {"Go <php/> there & back &lt;now>": "Aller <php/> et retour"},
            "<p>Aller <?php echo $x ?> et retour</p>",
        ),
    ],
)
def test_what_a_translation_does_to_the_page(body: str, translations: dict[str, str], expected: str) -> None:
    source = document(body)
    assert inner(assemble(source, resolved(source, translations), "fr")) == expected


def after_edit(
    old_body: str, new_body: str, translations: dict[str, str], *, ids_as_contexts: bool = False
) -> Catalogue:
    """The catalogue of a page whose body was edited after it was translated."""

    def template_of(body: str) -> Catalogue:
        source = document(body)
        guidance = its.guidance(source.root, source.path, lambda _: b"")
        walked = walk(source, guidance, ids_as_contexts=ids_as_contexts)
        return extract((slot.unit for slot in walked.slots), "p", "en", "test")

    first = merge(new_catalogue(template_of(old_body), "fr"), template_of(old_body))[0]
    filled = [message.edited(msgstr=translations.get(message.msgid, "")) for message in first.messages]
    return merge(replace(first, messages=filled), template_of(new_body))[0]


def test_j01_a_paragraph_above_equal_texts_changes_nothing_about_them() -> None:
    old = '<ul><li><a href="a.html">Read more</a></li><li><b>Read more</b></li><li>Read more</li></ul>'
    done = after_edit(old, f"<p>New</p>{old}", {"Read more": "Lire la suite"})
    assert [(each.msgctxt, each.msgid, each.msgstr, each.fuzzy) for each in done.messages if each.msgid != "1"] == [
        (None, "New", "", False),
        (None, "Read more", "Lire la suite", False),
    ]


def test_j03_another_element_around_a_word_keeps_the_translation() -> None:
    # The public case asks for fuzzy; ours keeps what no reader sees changed, and gives it the new code.
    old, new = "<p>Press <b>Enter</b> to continue.</p>", "<p>Press <strong>Enter</strong> to continue.</p>"
    done = after_edit(old, new, {"Press <b>Enter</b> to continue.": "Appuyez sur <b>Entrée</b> pour continuer."})
    message = done.messages[0]
    assert (message.msgid, message.msgstr) == (
        "Press <strong>Enter</strong> to continue.",
        "Appuyez sur <strong>Entrée</strong> pour continuer.",
    )
    assert (message.fuzzy, message.previous_msgid) == (False, None)


def test_j05_another_identifier_keeps_the_translation() -> None:
    old, new = '<p id="open">Open</p>', '<p id="open-file">Open</p>'
    done = after_edit(old, new, {"Open": "Ouvrir"}, ids_as_contexts=True)
    message = done.live["open-file", "Open"]
    assert (message.msgstr, message.fuzzy, message.previous_msgctxt) == ("Ouvrir", False, None)
