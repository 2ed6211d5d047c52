"""A page is one page: what an HTML reader would move, end or complete is said, held against a reader of that kind."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builders import Site, document, real_files
from need import need
from pipeline.checks.html_tree import on_tree
from pipeline.xhtml.document import Document, parse_document
from pipeline.xhtml.write import serialise_page

XHTML = "{http://www.w3.org/1999/xhtml}"


def said(source: Document) -> list[str]:
    return [f"{each.line}: {each.check}: {each.message}" for each in on_tree(source)]


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("<p>1 <ul><li>2</li></ul></p>", "<ul> ends the <p> around it; close that before, or make it a <div>"),
        ("<p><span><b><p>1</p></b></span></p>", "<p> ends the <p> around it; close that before, or make it a <div>"),
        ('<a href="x"><b><a href="y">1</a></b></a>', "<a> ends the <a> around it; take one of the two out"),
        ("<button><button>1</button></button>", "<button> ends the <button> around it; take one of the two out"),
        ("<form><div><form>1</form></div></form>", "<form> inside another one is dropped; take one of them out"),
        ("<ul><li>1 <li>2</li></li></ul>", "<li> ends the <li> around it; put a list around the inner one"),
        ("<dl><dt>1 <b><dd>2</dd></b></dt></dl>", "<dd> ends the item around it; put a <dl> around it"),
        ("<h1>1 <h2>2</h2></h1>", "<h2> ends the <h1> around it; close that before"),
        (
            "<table><tbody><tr><p>1</p></tr></tbody></table>",
            "<p> right in <tr> stands in front of the table; put it into a cell",
        ),
        (
            "<table><tbody>Words</tbody></table>",
            "words right in <tbody> stand in front of the table; put them into a cell",
        ),
        ("<div><td>1</td></div>", "<td> outside a table is not there; put a table around it"),
        ("<textarea><b>1</b></textarea>", "<b> in <textarea> is no element, but text; take it out"),
        (
            "<noscript><p>1</p></noscript>",
            "<noscript> is empty where scripts run, to others it is not; leave it out",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><p xmlns="http://www.w3.org/1999/xhtml">1</p></svg>',
            "<p> ends the <svg> around it; put it outside, or into <foreignObject>",
        ),
        ('<b xmlns="">1</b>', '<b> is HTML, to others an element of no namespace; take xmlns="" off'),
        (
            "<style><!-- p { color: red } --></style>",
            "what stands in a comment inside a script or a style is code; take it or its signs out",
        ),
        (
            "<table><tbody><tr>\u2014</tr></tbody></table>",
            "words right in <tr> stand in front of the table; put them into a cell",
        ),
        ("<P>1</P>", "<P> is <p>, to others an unknown element; write it in small letters"),
        ("<svg><g/></svg>", "<svg> is drawn, to others it is an unknown element; declare its namespace on it"),
        (
            '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>',
            "<s:svg> is an unknown element and draws nothing; write it without the prefix",
        ),
        ("<!--> 1 -->", "a comment that begins with > ends there; put a space in front of that"),
        ("<?php 1 > 0 ?>", "a processing instruction ends at its first >; take that out, or the rest is shown"),
    ],
)
def test_what_an_html_reader_moves_is_said_with_its_line(body: str, finding: str) -> None:
    assert said(document(f"<h2>1</h2>\n{body}")) == [f"2: html-moves: to an HTML reader {finding}"]


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (
            "<table><tr><td>1</td></tr></table>",
            "puts <tbody> around <tr> in <table>; write it, so that styles fit both",
        ),
        (
            "<table><col/><tbody><tr><td>1</td></tr></tbody></table>",
            "puts <colgroup> around <col> in <table>; write it, so that styles fit both",
        ),
        ("<pre>\n1</pre>", "leaves out the line break behind <pre>; take it out"),
    ],
)
def test_what_an_html_reader_adds_is_said_more_softly(body: str, finding: str) -> None:
    assert said(document(f"<h2>1</h2>\n{body}")) == [f"2: html-adds: an HTML reader {finding}"]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>1<ul><li>2</li></ul></li></ul>",
        "<dl><div><dt>1</dt><dd>2<dl><dt>3</dt><dd>4</dd></dl></dd></div></dl>",
        "<p>1<button><div>2</div></button><object><p>3</p></object></p>",
        "<table><caption><p>1</p></caption><tbody><tr><td><table><tbody><tr><td>2</td></tr></tbody></table></td></tr></tbody></table>",
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">1</p></foreignObject></svg>',
        "<template><tr><td>1</td></tr></template>",
        '<p><svg xmlns="http://www.w3.org/2000/svg"><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">1</div></foreignObject></svg></p>',
        '<table><tbody><tr><input type="hidden"/><td>1</td></tr></tbody></table>',
        "<!-- 1 > 0 --><?php 1 ?>",
        "<p><a href='x'><b>1</b></a><a href='y'>2</a></p><pre>1\n</pre>",
    ],
)
def test_what_both_read_alike_is_left_alone(body: str) -> None:
    assert said(document(body)) == []


def test_in_the_layout_what_chooses_and_repeats_is_not_between() -> None:
    xslt = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    rows = (
        f'<table {xslt}><xsl:for-each select="a"><xsl:if test="b"><tr><td>1</td></tr></xsl:if></xsl:for-each></table>'
    )
    found = [each.check for each in on_tree(document(rows, is_layout=True))]
    assert found == ["html-adds"]
    listed = f'<ul {xslt}><xsl:for-each select="a"><li>1</li></xsl:for-each></ul><!--> 1 -->'
    assert on_tree(document(listed, is_layout=True)) == []


def test_one_finding_has_all_places_of_a_kind_and_a_site_may_say_how_much_it_weighs(site: Site) -> None:
    site.complete().edit("source/pages/index.xhtml", "<p>", "<p><div>1</div>\n<div>2</div></p>\n<p>")
    message = "to an HTML reader <div> ends the <p> around it (also in line 2); close that before, or make it a <div>"
    assert f"source/pages/index.xhtml:1: warning: {message} (html-moves)" in site.run("check").out
    site.edit("source/site.toml", "[site]", '[checks]\nhtml-moves = "error"\n\n[site]')
    done = site.run("build")
    assert (done.code, f"error: {message}" in done.err) == (1, True)


# --- against a reader of HTML --------------------------------------------------------------------------------------


def as_html(data: bytes) -> Any:
    """The tree that html5lib makes of a page, by the rules of HTML."""
    need("html5lib", importlib.util.find_spec("html5lib"), "pip install -e '.[dev]'")
    import html5lib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It calls names with a colon no names of XML.
        return html5lib.parse(data.decode(), treebuilder="lxml", namespaceHTMLElements=True).getroot()


def events(element: Any) -> Iterator[str]:
    """A tree, as far as both readers have words for it: elements, and text but for white space between them."""
    if isinstance(element.tag, str):
        yield f"<{element.tag}>"
        yield element.text or ""
        for child in element:
            yield from events(child)
            yield child.tail or ""
        yield "</>"


def is_one_tree(source: Document) -> bool:
    data = serialise_page(source.root)
    xml, html = ("".join(events(root)) for root in (etree.fromstring(data), as_html(data)))
    white = re.compile(r"(?<=>)\s+(?=<)|\s+(?=</>\Z)")
    return white.sub("", xml) == white.sub("", html)


# Without those of which html5lib knows an older HTML: <main>, <select>, <template>; it reads as a browser without scripts.
NAMES = """p div ul li dl dt dd a b table thead tbody tr td caption colgroup pre button form h2 section textarea
    object"""
_names = st.sampled_from(NAMES.split())
_bodies = st.recursive(
    st.sampled_from(["x", "y ", "<br/>", "<hr/>", "<col/>"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", _names, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@given(_bodies)
def test_something_is_said_exactly_where_the_two_trees_differ(body: str) -> None:
    source = document(f"{body}<hr/>")
    assert (said(source) == []) == is_one_tree(source)


@pytest.mark.parametrize("path", real_files("corpora/xhtml", "*.xhtml"))
def test_of_real_pages_too(path: Path) -> None:
    source = parse_document(path.read_bytes(), path.name, "p", "en")
    assert (said(source) == []) == is_one_tree(source)


# --- code in the layout --------------------------------------------------------------------------------------------


def test_what_a_script_of_the_layout_becomes_is_written_for_both_readers(site: Site) -> None:
    script = '<script>if (w &lt; 600) { code = "<xsl:value-of select="frame/@locale"/>"; }</script>'
    site.complete().edit("source/layout.xhtml", "</head>", f"{script}</head>")
    assert site.run("build").code == 0
    written = '<script>/*<![CDATA[*/if (w < 600) { code = "fr"; }/*]]>*/</script>'
    assert written in site.read("output/site/fr/index.xhtml")


def test_a_script_of_the_layout_that_no_form_fits_is_refused(site: Site) -> None:
    script = '<script><xsl:text>code = "&lt;/script>"</xsl:text></script>'
    site.complete().edit("source/layout.xhtml", "</head>", f"{script}</head>")
    done = site.run("build")
    assert (done.code, "< or & inside <script> means one thing to XML and another to HTML" in done.err) == (3, True)


def test_comments_that_the_layout_makes_hide_no_script(site: Site) -> None:
    comment = "<xsl:comment> &lt;script> </xsl:comment>"
    site.complete().edit("source/layout.xhtml", "<main>", f"{comment}<main>")
    site.edit("source/layout.xhtml", "</body>", "<script>if (a &lt; b) c();</script></body>")
    assert site.run("build").code == 0
    assert "<script>/*<![CDATA[*/if (a < b) c();/*]]>*/</script>" in site.read("output/site/fr/index.xhtml")


def test_a_script_that_the_layout_only_makes_is_refused_all_the_same(site: Site) -> None:
    made = '<script><xsl:attribute name="type">text/x-template</xsl:attribute>a &amp;&amp; b</script>'
    site.complete().edit("source/layout.xhtml", "</body>", f"{made}</body>")
    done = site.run("build")
    assert (done.code, "a <script> that it makes means one thing to XML and another to HTML" in done.err) == (3, True)


def test_a_comment_that_the_layout_puts_into_a_script_does_not_end_it(site: Site) -> None:
    made = '<script>a();<xsl:comment> &lt;/SCRIPT>&lt;img src="x"/> </xsl:comment></script>'
    site.complete().edit("source/layout.xhtml", "</body>", f"{made}</body>")
    assert site.run("build").code == 3


def test_what_is_said_of_a_page_comes_line_by_line(site: Site) -> None:
    site.complete().edit(
        "source/pages/index.xhtml", "<p>", "<p><div>1</div></p>\n<p style='a: b'>2</p>\n<p><ul></ul></p><p>"
    )
    said = [line.partition(": ")[0] for line in site.run("check").out.splitlines() if ": warning: " in line]
    assert said == [f"source/pages/index.xhtml:{number}" for number in (1, 2, 3)]
