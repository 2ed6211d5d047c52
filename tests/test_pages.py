"""Filling a page: an identity translation gives it back, and no translation can change more than words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builders import canonical, document, inner, real_files, resolved
from pipeline.assemble import assemble
from pipeline.model import State
from pipeline.resolve import resolve
from pipeline.xhtml import inline
from pipeline.xhtml.code import for_both
from pipeline.xhtml.document import Document, parse_document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.inorder import words_between
from pipeline.xhtml.slots import walk
from pipeline.xhtml.write import serialise_page

FRAGMENTS = [
    "<p>Hello</p>",
    '<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to <em>copy</em>, see <a href="c" class="x">help</a>.</p>',
    "<div>Lead text<p>Para</p>Tail text</div>",
    "<ul><li>Before <p>Inner <em>para</em></p> after</li></ul>",
    '<p><i class="icon-ok"></i> Done <br/></p>',
    "<p>One<br/>two <img src='i.png' alt='A picture'/> three</p>",
    '<p>By <span translate="no">ACME <b>Inc</b></span>, <i lang="la">ex officio</i>.</p>',
    "<p><ruby>A<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> text</p>",
    "<p>Logo <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><title>Ours</title><path d='M0 0'/></svg> here</p>",
    "<table><caption>Cap</caption><tbody><tr><th abbr='Qty'>Quantity</th><td>Cell <b>x</b></td></tr></tbody></table>",
    "<p>A <b>b <i>c</i> <i>d</i></b> e <b>f</b></p>",
    "<p>Use &lt;b&gt; &amp; &amp;nbsp; or \u00a010\u202fkg\u2003.</p>",
    "<pre>one\n  <b>two</b>\n</pre>",
    "<p>  <em>Hello</em>  you  </p>",
    '<p>A <x:y xmlns:x="//host/u">word</x:y> of another vocabulary</p><its:rules xmlns:its="//www.w3.org/2005/11/its" version="2.0"/>',
]


def filled(source: Document) -> Draft:
    """The page with every slot written anew, though its text is the source's."""
    draft = Draft(source.outline)
    for slot in reversed(walk(source).slots):
        reading = inline.read(slot.unit.text, inline.read(slot.unit.text).content)
        assert reading.flaws == ()
        if slot.attribute is None:
            draft.fill(slot, reading.content)
        else:
            draft.fill_attribute(slot, reading.content)
    return draft


@pytest.mark.parametrize("body", FRAGMENTS)
def test_a_page_filled_with_its_own_words_is_itself(body: str) -> None:
    source = document(body)
    assert canonical(filled(source).tree()) == canonical(source.root)


@pytest.mark.parametrize("body", FRAGMENTS)
def test_filling_a_page_leaves_the_source_as_it_is(body: str) -> None:
    source = document(body)
    before = etree.tostring(source.root)
    filled(source)
    assert etree.tostring(source.root) == before


blocks = st.sampled_from(["p", "li", "td", "div", "h2"])
inlines = st.sampled_from(["b", "a", "em", "my-tip", "kbd"])
words = st.text(st.sampled_from("ab é<&\u00a0\n"), max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)


def mixed(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.builds(
        lambda name, key, inside: f'<{name} class="{key}">{inside}</{name}>',
        inlines | blocks,
        st.sampled_from("xy"),
        children,
    )
    void = st.sampled_from(
        ["<br/>", "<img src='a' alt='Alt'/>", "<!-- c -->", "<?pi x?>", "<span translate='no'>ACME</span>"]
    )
    return st.lists(words | element | void, max_size=5).map("".join)


@given(st.recursive(words, mixed, max_leaves=20))
def test_any_nesting_of_blocks_and_codes_survives_the_round_trip(body: str) -> None:
    source = document(body)
    assert canonical(filled(source).tree()) == canonical(source.root)


@pytest.mark.parametrize("path", real_files("corpora/xhtml", "*.xhtml"))
def test_real_pages_survive_the_round_trip(path: Path) -> None:
    data = path.read_bytes()
    language = etree.fromstring(data).get("{http://www.w3.org/XML/1998/namespace}lang") or "en"
    source = parse_document(data, path.name, "p", language)
    assert canonical(filled(source).tree()) == canonical(source.root)


def test_codes_follow_their_words() -> None:
    source = document('<p>See <a href="h">the help</a> and <a href="g">the guide</a>.</p>')
    translations = {"See <a>the help</a> and <a2>the guide</a2>.": "Le <a2>guide</a2> et <a>l’aide</a>."}
    page = assemble(source, resolved(source, translations), "fr")
    assert inner(page) == '<p>Le <a href="g">guide</a> et <a href="h">l’aide</a>.</p>'


def test_protected_words_are_always_the_source_s() -> None:
    source = document('<p>By <span translate="no">ACME <b>Inc</b></span>.</p>')
    page = assemble(source, resolved(source, {"By <span>ACME Inc</span>.": "Par <span>EVIL</span>."}), "fr")
    assert inner(page) == '<p>Par <span translate="no">ACME <b>Inc</b></span>.</p>'


def test_words_in_another_language_are_always_the_source_s() -> None:
    source = document('<p>They say <q lang="nl">Eendracht</q>.</p>')
    page = assemble(source, resolved(source, {"They say <q>Eendracht</q>.": "On dit <q>Union</q>."}), "fr")
    assert inner(page) == '<p>On dit <q lang="nl">Eendracht</q>.</p>'


def test_what_authors_tell_translators_stays_in_the_page() -> None:
    source = document(
        '<!-- TRANSLATORS: a verb --><p its-loc-note="n" data-translate-comment="c" data-translate-context="x">Open</p>'
    )
    page = assemble(source, resolve(walk(source).slots, None, is_source=True), "en")
    assert inner(page) == (
        '<!-- TRANSLATORS: a verb --><p its-loc-note="n" data-translate-comment="c" data-translate-context="x">Open</p>'
    )


def test_words_that_run_the_other_way_say_so() -> None:
    source = document("<p>Hello</p><p>Bye</p>")
    page = assemble(source, resolved(source, {"Bye": "وداعا"}), "ar")
    assert inner(page) == '<p lang="en" xml:lang="en" dir="ltr">Hello</p><p>وداعا</p>'


def test_a_comment_stays_with_its_neighbour() -> None:
    source = document("<p>Hello <b>you</b><!-- here --> all</p>")
    page = assemble(source, resolved(source, {"Hello <b>you</b> all": "Bonjour à <b>vous</b> tous"}), "fr")
    assert inner(page) == "<p>Bonjour à <b>vous</b><!-- here --> tous</p>"


def test_a_missing_translation_shows_the_source_marked_as_english() -> None:
    source = document("<p>Hello</p>")
    page = assemble(source, resolved(source, {}), "fr")
    assert inner(page) == '<p lang="en" xml:lang="en">Hello</p>'
    root = page.tree()
    assert (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("fr", "fr")


@pytest.mark.parametrize(
    ("body", "translations", "expected"),
    [
        # Beside something in the page's language, the words get an element of their own.
        (
            "<ul><li>Fruit <ul><li>apple</li></ul></li></ul>",
            {"apple": "pomme"},
            '<ul><li><span lang="en" xml:lang="en">Fruit</span> <ul><li>pomme</li></ul></li></ul>',
        ),
        # Around a block there can be no span: the block says that it is in the page's language.
        (
            "<div>Lead<p>Para</p>Tail</div>",
            {"Para": "Alinéa"},
            '<div lang="en" xml:lang="en">Lead<p lang="fr" xml:lang="fr">Alinéa</p>Tail</div>',
        ),
        # An attribute takes its element along, and the content takes the page's language back.
        (
            '<p title="Tip">Text</p>',
            {"Text": "Texte"},
            '<p title="Tip" lang="en" xml:lang="en"><span lang="fr" xml:lang="fr">Texte</span></p>',
        ),
        ('<img src="a" alt="Alt"/>', {}, '<img src="a" alt="Alt" lang="en" xml:lang="en"/>'),
        (
            '<p title="Tip">Text</p>',
            {"Tip": "Astuce"},
            '<p title="Astuce"><span lang="en" xml:lang="en">Text</span></p>',
        ),
        # What a code says of itself stays in the language of its sentence; what has its own language keeps it.
        (
            '<p>See <a href="m" title="Opens the map">the map</a> <i xml:lang="la">hic</i></p>',
            {"Opens the map": "Ouvre la carte"},
            '<p lang="en" xml:lang="en">See <a href="m" title="Opens the map">the map</a> <i xml:lang="la">hic</i></p>',
        ),
        (
            '<textarea placeholder="Hint">Text</textarea>',
            {"Text": "Texte"},
            '<textarea placeholder="Hint" lang="en" xml:lang="en">Texte</textarea>',
        ),
        (
            '<ul><li title="Tip">Text <ul><li>one</li></ul></li></ul>',
            {"Text": "Texte", "one": "un"},
            '<ul><li title="Tip" lang="en" xml:lang="en"><span lang="fr" xml:lang="fr">Texte </span>'
            '<ul lang="fr" xml:lang="fr"><li>un</li></ul></li></ul>',
        ),
        (
            '<div>Lead<p title="Tip">Para</p>Tail</div>',
            {"Para": "Alinéa"},
            '<div lang="en" xml:lang="en">Lead<p title="Tip" lang="en" xml:lang="en"><span lang="fr" xml:lang="fr">'
            "Alinéa</span></p>Tail</div>",
        ),
        # All of it missing: one mark is enough.
        ('<p title="Tip">Text</p>', {}, '<p title="Tip" lang="en" xml:lang="en">Text</p>'),
    ],
)
def test_every_text_says_its_own_language(body: str, translations: dict[str, str], expected: str) -> None:
    source = document(body)
    assert inner(assemble(source, resolved(source, translations), "fr")) == expected


def test_a_broken_translation_falls_back_and_the_rest_stands() -> None:
    source = document("<p>Click <b>OK</b>.</p><p>Done</p>")
    found = resolved(source, {"Click <b>OK</b>.": "Cliquez <b>OK", "Done": "Fini"})
    assert [resolution.state for resolution in found] == [State.OUTDATED, State.BROKEN, State.TRANSLATED][1:]
    assert inner(assemble(source, found, "fr")) == '<p lang="en" xml:lang="en">Click <b>OK</b>.</p><p>Fini</p>'


@given(st.text())
def test_no_translation_can_add_an_element_or_an_attribute(msgstr: str) -> None:
    source = document('<p title="Tip">Click <b>OK</b> <a href="h">now</a>.</p>')
    hostile = {"Click <b>OK</b> <a>now</a>.": msgstr, "Tip": msgstr}
    page = assemble(source, resolved(source, hostile), "fr")
    data = serialise_page(page.tree())
    published = etree.fromstring(data)
    allowed = {"html", "head", "title", "body", "p", "b", "a", "span"}
    assert {etree.QName(element).localname for element in published.iter()} <= allowed
    attributes = {
        (etree.QName(e).localname, str(name)) for e in published.iter() for name in e.attrib if "lang" not in str(name)
    }
    assert attributes <= {("p", "title"), ("a", "href")}
    assert [a.get("href") for a in published.iter("{http://www.w3.org/1999/xhtml}a")] == ["h"]


def test_empty_elements_keep_their_end_tag_and_void_ones_have_none() -> None:
    source = document('<p></p><i class="icon"></i><br></br><td> </td><script src="a.js"></script><textarea></textarea>')
    assert inner(Draft(source.outline)) == (
        '<p></p><i class="icon"></i><br/><td> </td><script src="a.js"></script><textarea></textarea>'
    )


def test_styles_and_prefixes_are_written_as_an_html_reader_knows_them() -> None:
    source = document("<style>main > p { color: red }</style>")
    assert inner(Draft(source.outline)) == "<style>main > p { color: red }</style>"
    prefixed = (
        b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title></h:head>'
        b"<h:body><h:p>Hello <h:em>you</h:em></h:p><h:i></h:i><h:br/></h:body></h:html>"
    )
    page = Draft(parse_document(prefixed, "p", "p", "en").outline)
    assert inner(page) == "<p>Hello <em>you</em></p><i></i><br/>"


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("<script>a > b</script>", "<script>a > b</script>"),
        ("<script>a &amp;&amp; b</script>", "<script>/*<![CDATA[*/a && b/*]]>*/</script>"),
        ('<script type="module">a &lt; b</script>', '<script type="module">/*<![CDATA[*/a < b/*]]>*/</script>'),
        (
            "<script>\n//<![CDATA[\nif (a < b) go();\n//]]>\n</script>",
            "<script>\n//<![CDATA[\nif (a < b) go();\n//]]>\n</script>",
        ),
        (
            "<script>/* @licence ?a&amp;b */ go() /* end */\n/* @end */</script>",
            "<script>/*<![CDATA[ @licence ?a&b */ go() /* end */\n/*]]> @end */</script>",
        ),
        ("<script>a &lt; 1;&#13;\nb()</script>", "<script>/*<![CDATA[*/a < 1;\nb()/*]]>*/</script>"),
        (
            "<script>write('&lt;script src=x>&lt;\\/script>')</script>",
            "<script>/*<![CDATA[*/write('<script src=x><\\/script>')/*]]>*/</script>",
        ),
        ("<style>a > b {}<!-- c --></style>", "<style>a > b {}<!-- c --></style>"),
        # What looks like a comment at the end of a line may stand in a string, also of several lines.
        ("<script>// a\nb = `&lt;\n// c`;</script>", "<script>/*<![CDATA[*/// a\nb = `<\n// c`;/*]]>*/</script>"),
        ("<script>//\nx = '&lt; //'</script>", "<script>/*<![CDATA[*///\nx = '< //'/*]]>*/</script>"),
        (
            "<style>/*<![CDATA[*/a::before { content: '<' }/*]]>*/</style>",
            "<style>/*<![CDATA[*/a::before { content: '<' }/*]]>*/</style>",
        ),
        ("<style>//\na { b: '&amp;' }\n//</style>", "<style>/*<![CDATA[*///\na { b: '&' }\n///*]]>*/</style>"),
        (
            '<script type="application/ld+json">{"a": "R&amp;D &lt; 1"}</script>',
            '<script type="application/ld+json">{"a": "R\\u0026D \\u003c 1"}</script>',
        ),
        ("<style-guide>R&amp;D</style-guide>", "<style-guide>R&amp;D</style-guide>"),
    ],
)
def test_code_in_a_page_is_the_same_to_xml_and_to_html(source: str, published: str) -> None:
    page = document(source)
    assert inner(Draft(page.outline)) == published
    # So it is in what goes through the layout as a tree, and when it is read and written again.
    for _ in range(2):
        data = serialise_page(page.root)
        assert f"<body>{published}</body>".encode() in data
        page = parse_document(data, "p.xhtml", "p", "en")


@given(
    st.lists(st.sampled_from(["a ", "<", "&", ">", "\n", "// x\n", "/* y */", "'z'", "`\n// '`", "//\n", "/**/"])).map(
        "".join
    )
)
def test_any_code_differs_by_comments_alone(code: str) -> None:
    written = for_both("script", None, code)
    assert written is not None
    as_xml = etree.fromstring(f"<script>{written}</script>").text or ""
    assert _without_comments(as_xml) == _without_comments(written) == _without_comments(code)


def _without_comments(code: str) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*|('[^']*'|`[^`]*`)", r"\1", code, flags=re.DOTALL)


def test_elements_of_no_namespace_stay_so_among_declarations_that_nothing_needs() -> None:
    page = document('<p xmlns:d="d">1</p><p xmlns:d="d">2</p><b xmlns="">3</b>')
    written = etree.fromstring(serialise_page(page.root))
    assert [element.tag for element in written.iter("b")] == ["b"]


def test_a_page_begins_with_html_s_doctype_and_nothing_else() -> None:
    assert serialise_page(document("<p>é</p>").root).startswith(
        b'<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
    )


def test_the_source_locale_needs_no_translation() -> None:
    source = document("<p>Hello</p>")
    assert [r.state for r in resolve(walk(source).slots, None, is_source=True)] == [State.TRANSLATED]


@given(st.recursive(words, mixed, max_leaves=20), st.sampled_from([("a", "ä"), ("b", " "), ("e", ""), ("a", "&amp;")]))
def test_words_put_in_place_are_as_if_the_whole_text_was_written_anew(body: str, change: tuple[str, str]) -> None:
    source = document(body)
    quick, whole = Draft(source.outline), Draft(source.outline)
    for slot in reversed(walk(source).slots):
        msgstr = "".join(
            part if part[:1] == "<" else part.replace(*change) for part in re.split("(<[^<>]*>)", slot.unit.text)
        )
        found = words_between(msgstr, slot.unit.text) if slot.in_order else None
        reading = inline.read(msgstr, inline.read(slot.unit.text).content)
        if found is not None:
            assert (reading.flaws, reading.is_blank) == ((), False)
            quick.fill_in_order(slot, found)
            whole.fill(slot, reading.content)
    assert quick.markup() == whole.markup()
