"""What is a unit, and what its msgid is: DESIGN, "Units and msgids", one rule a test."""

from __future__ import annotations

import pytest

from builders import document, msgids, page, slots, template
from pipeline.errors import UnusableFileError
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.slots import walk


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Inline codes keep the element's name, and a number only where two of one name differ.
        (
            '<p>See <a href="h">the help</a> and <a href="g">the guide</a></p>',
            "See <a>the help</a> and <a2>the guide</a2>",
        ),
        ("<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd> now</p>", "Press <kbd>Ctrl</kbd>+<kbd>C</kbd> now"),
        ('<p>A <img src="1"/> B <img src="2"/> C <br/> D</p>', "A <img/> B <img2/> C <br/> D"),
        ("<p>Hi <my-tip>you</my-tip> there</p>", "Hi <my-tip>you</my-tip> there"),
        # Only what could be misread is escaped.
        ("<p>R&amp;D, a &gt; b, &lt;b&gt;, &amp;nbsp;</p>", "R&D, a > b, &lt;b>, &amp;nbsp;"),
        # What has no words is peeled off the edges; one pair around all of it too.
        ("<p><strong>All of it</strong></p>", "All of it"),
        ('<p><i class="icon"></i> Done <br/></p>', "Done"),
        ("<p><em>Hello</em> you</p>", "<em>Hello</em> you"),
        # A block inside running text is an opaque code, with units of its own.
        ("<ul><li>Fruit <ul><li>apple</li></ul> and more</li></ul>", "Fruit <ul/> and more|apple"),
        ("<ul><li>Fruit <ul><li>apple</li></ul></li></ul>", "Fruit|apple"),
        ("<p>See <svg xmlns='http://www.w3.org/2000/svg'><title>A map</title></svg> here</p>", "See <svg/> here|A map"),
        # Protected content is shown, not opened.
        ('<p>By <span translate="no">ACME <b>Inc</b></span> today</p>', "By <span>ACME Inc</span> today"),
        ('<p>By <span class="notranslate">ACME</span> today</p>', "By <span>ACME</span> today"),
        ('<p>By <b data-translate-ignore="">ACME</b> today</p>', "By <b>ACME</b> today"),
        ('<p>The word <i lang="nl">fiets</i> is Dutch</p>', "The word <i>fiets</i> is Dutch"),
        ('<div translate="no">Brand <b translate="yes">slogan</b></div>', "slogan"),
        ('<blockquote lang="la">Carpe diem</blockquote><p>Hi</p>', "Hi"),
        ('<p lang="en-GB">Colour</p>', "Colour"),
        # White space is XML's; all other spaces are text.
        ("<p>one\n  two\tthree</p>", "one two three"),
        ("<p>10\u00a0kg\u202f: a\u2009b</p>", "10\u00a0kg\u202f: a\u2009b"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<p xml:space="preserve">a  b</p>', "a  b"),
        ("<textarea>a  b\n c</textarea>", "a  b\n c"),
        # Nothing for a translator.
        ("<p>42</p><p>—</p><p>https://example.org/a</p><p>info@example.org</p><p><code>x=1</code></p>", ""),
        ("<p><kbd>one</kbd></p><p><samp>two</samp></p><p><var>three</var></p>", ""),
        ("<script>var words</script><style>p { color: red }</style>", ""),
        (
            "<p>Let <math xmlns='http://www.w3.org/1998/Math/MathML'><mi>rate</mi></math> be</p>"
            "<p><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>rate</mi></math></p>",
            "Let <math/> be",
        ),
        # A drawing has texts of its own.
        (
            "<svg xmlns='http://www.w3.org/2000/svg'><title>Map</title><desc>All roads</desc><text>Ghent</text></svg>",
            "Map|All roads|Ghent",
        ),
        # A list of links is no sentence; one with words is.
        ("<p><a href='1'>Home</a> | <a href='2'>About</a></p>", "Home|About"),
        ("<p>Go <a href='1'>home</a> or <a href='2'>out</a></p>", "Go <a>home</a> or <a2>out</a2>"),
        ("<p>« <a href='1'>Read on</a> »!</p>", "« <a>Read on</a> »!"),
        # Comments split nothing; an instruction is a code.
        ("<p>Hello <!-- note --> world</p>", "Hello world"),
        ("<p>Hello <?php echo ?> world</p>", "Hello <php/> world"),
        # A link around blocks is no unit.
        ("<a href='c'><h3>Card</h3><p>Text</p></a>", "Card|Text"),
        ("<p><label>Name <input type='text' placeholder='Your name'/></label></p>", "Name|Your name"),
        ("<p>Go <ruby>A<rt>a</rt></ruby> on</p>", "Go <ruby>A<rt>a</rt></ruby> on"),
    ],
)
def test_the_msgids_of_a_fragment(body: str, expected: str) -> None:
    assert "|".join(msgids(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p><img src="a/cover.svg" alt="A cover"/></p>', [("alt", "A cover", "alternative text of cover.svg")]),
        ('<p><img src="x" alt=""/></p>', []),
        ('<nav aria-label="Main"></nav>', [("aria-label", "Main", "label for screen readers")]),
        (
            '<input placeholder="Search" value="keep" aria-describedby="d1"/>',
            [("placeholder", "Search", "hint inside a field")],
        ),
        ('<input type="submit" value="Send"/>', [("value", "Send", "button")]),
        ('<input type="hidden" value="token"/>', []),
        (
            '<table><tbody><tr><th abbr="Qty">1</th></tr></tbody></table>',
            [("abbr", "Qty", "short form of a table heading")],
        ),
        ('<p title="one\n two">1</p>', [("title", "one two", "tooltip")]),
        ('<p translate="no" title="Kept">1</p>', []),
    ],
)
def test_attributes_that_hold_text_are_units(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(slot.attribute, slot.unit.text, slot.unit.kind) for slot in slots(body)] == expected


def test_the_head_s_texts_are_units() -> None:
    head = (
        '<title>Page</title><meta name="description" content="About it"/><meta property="og:title" content="OG"/>'
        '<meta name="viewport" content="width=device-width"/>'
    )
    source = f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body/></html>'.encode()
    found = walk(parse_document(source, "p", "p", "en")).slots
    assert [(slot.unit.text, slot.unit.kind) for slot in found] == [
        ("Page", "page title"),
        ("About it", "page description, for search engines"),
        ("OG", "page title, for search engines"),
    ]


def test_a_unit_says_where_it_stands() -> None:
    body = "<h1>Site</h1><p>Lead</p><h2>One <em>two</em></h2><p>Text</p><h2><a href='x'>Three</a></h2><ul><li>Item</li></ul>"
    assert [slot.unit.place for slot in slots(body)] == [
        "heading",
        "paragraph under “Site”",
        "heading under “Site”",
        "paragraph under “One two”",
        "heading under “Site”",
        "list item under “Three”",
    ]


def test_authors_talk_to_translators() -> None:
    body = (
        '<!-- TRANSLATORS: a verb --><p>Open</p><p><!-- TRANSLATORS: a door -->Close</p><p data-translate-comment="soon">Later</p>'
        '<!-- not for them --><p data-translate-context="menu">File</p>'
    )
    assert [(slot.unit.text, slot.unit.context, slot.unit.notes) for slot in slots(body)] == [
        ("Open", None, ("a verb",)),
        ("Close", None, ("a door",)),
        ("Later", None, ("soon",)),
        ("File", "menu", ()),
    ]


def test_what_an_author_says_on_a_block_is_said_of_the_text_inside() -> None:
    body = (
        '<ul><li data-translate-context="menu" data-translate-comment="a verb"><a href="#">File</a></li></ul>'
        "<!-- TRANSLATORS: of a shop --><p><strong>Open</strong></p>"
        '<p>Go <a data-translate-comment="the building" href="h">home</a> now</p>'
        "<div><!-- TRANSLATORS: a switch --><button>On</button> <button>Off</button></div>"
    )
    assert [(slot.unit.text, slot.unit.context, slot.unit.notes) for slot in slots(body)] == [
        ("File", "menu", ("a verb",)),
        ("Open", None, ("of a shop",)),
        ("Go <a>home</a> now", None, ("the building",)),
        ("On", None, ("a switch",)),
        ("Off", None, ()),
    ]


def test_texts_without_words_are_counted() -> None:
    assert walk(document("<p>42</p><p>Words</p><p title='%'>—</p>")).skipped == ("1", "42", "%", "—")


def test_values_computed_by_the_layout_are_no_units() -> None:
    source = document('<a title="{frame/@path}">Text</a>', is_layout=True)
    assert [slot.unit.text for slot in walk(source).slots] == ["Text"]


def test_words_beside_a_computed_value_are_refused() -> None:
    with pytest.raises(UnusableFileError) as caught:
        walk(document('<a aria-label="Main {x}">Text</a>', is_layout=True))
    assert str(caught.value) == (
        "source/pages/p.xhtml:1:1: the attribute aria-label mixes words with {…}, so that no translator would see them;"
        " write words alone, or compute all of it"
    )


def test_the_layout_s_choices_are_no_codes() -> None:
    body = (
        '<ul xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><li><xsl:choose><xsl:when test="a"><b>One</b> way</xsl:when>'
        '<xsl:otherwise><xsl:attribute name="class">quiet</xsl:attribute>Or <xsl:value-of select="b"/> other</xsl:otherwise>'
        "</xsl:choose></li></ul>"
    )
    assert msgids(body) == ["<b>One</b> way", "Or <xsl:value-of/> other"]


def test_a_loop_ends_a_sentence_and_what_the_layout_keeps_for_itself_is_no_text() -> None:
    body = (
        '<p xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:variable name="v">Kept</xsl:variable>'
        '<xsl:comment>Aside</xsl:comment>All <xsl:for-each select="a">of <b>one</b></xsl:for-each></p>'
    )
    found = walk(document(body, is_layout=True)).slots
    assert [slot.unit.text for slot in found if slot.unit.text != "1"] == ["All", "of <b>one</b>"]


def test_one_text_in_two_places_is_one_message_that_names_both() -> None:
    (message,) = template(document("<h2>Open</h2><p>Open</p>")).messages
    assert (message.msgid, message.comment) == ("Open", "heading\nparagraph under “Open”")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"<p>\n <b>x</p>", "p.xhtml:2:10: </p> stands where <b> of line 2 is still open; a page must be well-formed"),
        (b"<p>\n<b>", "p.xhtml:2:4: <b> of line 2 is never closed; add </b>"),
        (b"<p>&foo;</p>", "p.xhtml:1:9: the entity &foo; is not HTML's; write the character itself"),
        (b"<p>R&D</p>", 'p.xhtml:1:7: an "&" begins no reference; write &amp; for the sign itself'),
        (b"<p>1 < 2</p>", 'p.xhtml:1:7: a "<" begins no tag; write &lt; for the sign itself'),
        (b"<input checked>", 'p.xhtml:1:15: the attribute checked has no value; write checked="checked"'),
        (b"<p><x:b/></p>", 'p.xhtml:1:8: nothing declares the prefix of <x:b>; add xmlns:x="'),
        (b'<p a="1" a="2"/>', "p.xhtml:1:15: the attribute a stands twice on one element; keep one of the two"),
        (b"<p/>\n<p/>", "p.xhtml:2:1: there is more behind the end of the outermost element; put it inside"),
        (
            page('<p id="a"/>\n<b id="a"/>'),
            "p.xhtml:2:1: the id \u201ca\u201d stands on line 1 already; give each element its own",
        ),
        (
            page('<p id="a"/>\n<b id="a"/>').decode().encode("utf-16"),
            "p.xhtml:2:1: the id \u201ca\u201d stands on line 1 already; give each element its own",
        ),
        (
            f"<?xml version='1.0' encoding='cp037'?>{page('').decode()}".encode("cp037"),
            "p.xhtml:1:1: the file is in an encoding that hides markup from whoever looks for it; save the file as",
        ),
        (
            page("caf\u00e9\n caf\u00e9").decode().encode("latin-1"),
            "p.xhtml:1:106: the byte 0xE9 is not UTF-8, which the file says or leaves to be supposed; save the file as UTF-8, or",
        ),
        (
            b'<?xml version="1.0" encoding="foo-8"?><p/>',
            "p.xhtml:1:37: the encoding foo-8 is not known; save the file as",
        ),
        (
            page("<b>" * 300 + "</b>" * 300),
            "p.xhtml:1:867: elements are nested more than 256 deep; take some of them out",
        ),
        (
            b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + page("&x;"),
            "p.xhtml:2:106: the entity &x; stands outside this file, and nothing is read from there; write its text into",
        ),
        (
            b'<!DOCTYPE html SYSTEM "http://example.org/a.dtd">' + page("&foo;"),
            "p.xhtml:1:157: the entity &foo; is not HTML's; write the character itself",
        ),
        (
            page("").replace(b'"en"', b'"fr"'),
            "p.xhtml:1:1: the page says that it is in 'fr', the site's source_locale is",
        ),
        (b"<html><head/><body><p>Words</p></body></html>", "p.xhtml:1:1: the outermost element is <html>, not XHTML's"),
        (page("").replace(b"body", b"div"), "p.xhtml:1:1: the page has no <body>; add it"),
        (
            page('<p>1</p>\n<script type="text/x-template">a &lt; b</script>'),
            "p.xhtml:2:1: < or & inside <script> means one thing to XML and another to HTML; put it into a file of its own",
        ),
        (
            page("<p>1</p>\n<script>a = '&lt;!--&lt;script>'</script>"),
            "p.xhtml:2:1: < or & inside <script> means one thing to XML and another to HTML; put it into a file of its own",
        ),
        (
            page("<p>1</p>\n<script>a &amp;&amp; c<!-- x -->;d</script>"),
            "p.xhtml:2:1: < or & inside <script> means one thing to XML and another to HTML; put it into a file of its own",
        ),
        (
            page("<p>1</p>\n<script>a(); <!-- </SCRIPT><img src='x'/> --></script>"),
            "p.xhtml:2:1: markup inside <script> means one thing to XML and another to HTML; put it into a file of its own",
        ),
        (
            page("<p>1</p>\n<script>a[b[0]]&gt;c &amp;&amp; d</script>"),
            "p.xhtml:2:1: ]]> inside <script> means one thing to XML and another to HTML; put it into a file of its own",
        ),
        (page("a\0b"), "p.xhtml:1:"),
        (b"", "p.xhtml:1:1: "),
    ],
)
def test_a_page_that_cannot_be_used_is_named_with_its_place(source: bytes, message: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        parse_document(source, "p.xhtml", "p", "en")
    assert str(caught.value).startswith(message)


def test_html_s_named_entities_are_known_and_comments_keep_theirs() -> None:
    body = "<!-- &nbsp; -->10&nbsp;kg &eacute; &amp; <![CDATA[&nbsp;]]>"
    root = parse_document(page(body), "p", "p", "en").root[1]
    assert (root[0].text, root[0].tail) == (" &nbsp; ", "10\u00a0kg é & &nbsp;")


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ('<p>See <a href="h.xhtml">the help</a> and <b>go</b></p>', "TAGS: <a>: link to h.xhtml"),
        (
            '<p>A <img src="a/x.svg" alt=""/> and <b class="x">one</b> or <b class="y">two</b></p>',
            "TAGS: <img/>: picture x.svg; <b>: class “x”; <b2>: class “y”",
        ),
        (
            '<p>By <span translate="no">ACME</span>, <i lang="la">ex officio</i></p>',
            "TAGS: <span>: stays as it is; <i>: in language “la”, stays as it is",
        ),
        (
            "<ul><li>Fruit <ul><li>1</li></ul> and <?php x ?> more</li></ul>",
            "TAGS: <ul/>: a list; <php/>: a processing instruction",
        ),
        (
            '<p>Some <data value="39000">39,000</data> since <time datetime="2024-05-01">May</time></p>',
            "TAGS: <data>: value 39000; <time>: time 2024-05-01",
        ),
        ("<p>Only <b>bold</b></p>", ""),
    ],
)
def test_a_unit_says_what_its_codes_are(body: str, tags: str) -> None:
    assert "".join(slots(body)[0].unit.remarks) == tags


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_page_may_be_in_any_unicode_encoding_that_shows(encoding: str) -> None:
    text = page("<p>caf\u00e9 &eacute;</p>").decode()
    root = parse_document(text.encode(encoding), "p", "p", "en").root
    assert root[1][0].text == "caf\u00e9 \u00e9"


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_a_page_may_be_in_an_encoding_that_it_names(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + page("<p>caf\u00e9 &eacute;</p>").decode()
    root = parse_document(text.encode(encoding), "p", "p", "en").root
    assert root[1][0].text == "caf\u00e9 \u00e9"


def test_a_page_s_own_entities_go_before_html_s() -> None:
    subset = b'<!DOCTYPE html [<!ENTITY eacute "own &agrave;">]>'
    root = parse_document(subset + page('<p title="&eacute;">&eacute;</p>'), "p", "p", "en").root
    assert (root[1][0].get("title"), root[1][0].text) == ("own \u00e0", "own \u00e0")
