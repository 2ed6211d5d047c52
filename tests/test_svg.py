"""Drawings: what is published of an SVG file, how large it is, which words it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Site
from pipeline.errors import UnusableFileError
from pipeline.pictures.styles import is_safe, made_safe
from pipeline.pictures.svg import Drawing, read_drawing
from pipeline.site.assets import Assets

SVG = "http://www.w3.org/2000/svg"
START = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml">'


def read(text: str) -> Drawing:
    return read_drawing(text.encode(), "a.svg")


def cleaned(inside: str) -> tuple[str, list[str]]:
    """What is left of a part of a drawing, and what was taken out."""
    drawing = read(f"{START}<g/>{inside}</svg>")
    return drawing.data.decode().removeprefix(f"{START}<g/>").removesuffix("</svg>"), [
        what for _, what in drawing.removed
    ]


@pytest.mark.parametrize(
    ("inside", "left", "removed"),
    [
        ("<script>alert(1)</script>", "", ["<script>"]),
        ("<text>a<script/>b</text>", "<text>ab</text>", ["<script>"]),
        ("<g><script/>tail</g>", "<g>tail</g>", ["<script>"]),
        ('<h:script src="x"/>', "", ["<script>"]),
        ('<h:iframe src="https://e.example"/>', "", ["HTML’s <iframe>"]),
        ('<rect onclick="a()" ONLOAD="b()"/>', "<rect/>", ["ONLOAD of <rect>", "onclick of <rect>"]),
        (
            '<foreignObject><h:p onclick="x">a</h:p></foreignObject>',
            "",
            ["<foreignObject> with something else than SVG"],
        ),
        ('<set attributeName="onclick" to="x()"/>', "", ["<set> that changes onclick"]),
        ('<a href="#b"><animate attributeName="xlink:href" values="#c;javascript:x"/></a>', '<a href="#b"/>', ["<animate> that changes href"]),
        ('<a href="https://e.example"><g/></a>', "<a><g/></a>", ['href="https://e.example" of <a>']),
        ('<a xlink:href=" java&#10;script:x"/>', "<a/>", ['href="java script:x" of <a>']),
        ('<use xlink:href="other.svg#a"/>', "<use/>", ['href="other.svg#a" of <use>']),
        ('<use href="data:image/png;base64,AA"/>', "<use/>", ['href="data:image/png;base64,AA" of <use>']),
        ('<image href="photo.jpg"/>', "<image/>", ['href="photo.jpg" of <image>']),
        ('<image href="data:image/svg+xml,x"/>', "<image/>", ['href="data:image/svg+xml,x" of <image>']),
        ('<g xml:base="https://e.example/"/>', "<g/>", ["xml:base of <g>"]),
        ('<rect fill="url(https://e.example/#a)"/>', "<rect/>", ["fill of <rect>"]),
        ('<rect fill="u\\72l(https://e.example)"/>', "<rect/>", ["fill of <rect>"]),
        ("<style>@import 'a.css'; rect { fill: url(#b) }</style>", "<style> rect { fill: url(#b) }</style>", ["what a <style> loads from elsewhere"]),
        ('<style>rect { fill: url("b.svg#c") }</style>', "<style>rect { fill: none }</style>", ["what a <style> loads from elsewhere"]),
        ("<style>@\\69mport 'a.css';</style>", "<style></style>", ["what a <style> loads from elsewhere"]),
        ("<?xml-stylesheet href='a.css'?>", "", ["<?xml-stylesheet?>"]),
    ],
)  # fmt: skip
def test_what_runs_or_loads_is_not_published(inside: str, left: str, removed: list[str]) -> None:
    found, what = cleaned(inside)
    assert (found.replace("<style/>", "<style></style>"), what) == (left, removed)


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/><use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AA=="/><image xlink:href="data:image/jpeg;base64,AA=="/>',
        '<rect fill="url(#a)" style="stroke: url(\'#b\')"/>',
        "<style>@font-face { src: url(data:font/woff2;base64,AA) } @namespace url(http://www.w3.org/2000/svg);</style>",
        '<animate attributeName="x" values="1;2"/><set attributeName="fill" to="red"/>',
        "<foreignObject><g/></foreignObject><!-- <script> --><metadata/><desc>on click</desc>",
    ],
)
def test_a_safe_drawing_keeps_its_bytes(inside: str) -> None:
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{START}{inside}</svg>\n'
    assert read(text)[:2] == (text.encode(), ())


CSS = [
    "url(",
    ")",
    "#a",
    "'",
    '"',
    "\\",
    "72 ",
    "@import ",
    "x.css",
    ";",
    "{",
    "}",
    "u",
    "rl(",
    "/*",
    "*/",
    "data:image/png,",
    "src(",
]


@given(st.lists(st.sampled_from(CSS), max_size=12).map("".join), st.booleans())
def test_what_was_cleaned_is_clean(css: str, is_attribute: bool) -> None:
    from xml.sax.saxutils import escape, quoteattr

    inside = f"<rect style={quoteattr(css)}/>" if is_attribute else f"<style>{escape(css)}</style>"
    assert read(read(f"{START}{inside}<script/><a href='x'/></svg>").data.decode()).removed == ()


def test_a_document_type_goes_and_its_entities_are_written_out() -> None:
    text = f'<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg [<!ENTITY a "Hello">]>\n<?b c?>\n{START}<text>&a;</text></svg>'
    drawing = read(text)
    assert drawing.data.decode() == f"<!-- made by hand -->{START}<text>Hello</text></svg>"
    assert drawing.removed == ((3, "<!DOCTYPE>"), (4, "<?b?>"))


def test_what_a_style_hides_is_found() -> None:
    hidden = [
        "a{b:url(//e)}",
        "a{b:URL( 'x' )}",
        "a{b:url(x",
        "a{b:image-set('x' 1x)}",
        "\\40 import 'x'",
        "a{b:src('x')}",
    ]
    assert [css for css in hidden if is_safe(css)] == []
    trick = "@namespace {} * { fill: url(http://www.w3.org/a) };"
    assert not is_safe(trick)
    assert made_safe("a{b:url('data:image/svg+xml,x')}") == "a{b:none}"
    assert made_safe("a{b:u\\72l(x)}") == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{START}<g></svg>", "</svg> stands where <g> of line 1 is still open; save it anew as SVG: browsers show it up to this place or not at all"),
        ("<svg/>", f'the outermost element is <svg>, not SVG’s <svg>; begin with <svg xmlns="{SVG}">: browsers show nothing otherwise'),
        (f"{START}<text>&nbsp;</text></svg>", "the entity &nbsp; is not XML's; write the character itself"),
        ("", "the file is empty or does not begin with an element; save it anew as SVG: browsers show it up to this place or not at all"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_svg_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        read(text)
    assert str(caught.value).endswith(f": {message}")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="60.4"', (120, 60)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="0,0,30.5,15" width="100%"', (30, 15)),
        ('viewBox="-5 -5 300 150" width="100"', (100, 50)),
        ('viewBox="0 0 300 150" height="10px"', (20, 10)),
        ('viewBox="0 0 0 150" width="10"', None),
        ('width="10" height="50%"', None),
        ('width="-1" height="1"', None),
        ('width="1e99" height="1"', None),
        ("", None),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int] | None) -> None:
    assert read(f'<svg xmlns="{SVG}" {attributes}/>').size == size


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<text>Turnover\n by <tspan>region</tspan></text>", (1, "Turnover by region")),
        ("<text>2019</text>\n<text>In 2020</text>", (2, "In 2020")),
        ("<text>39.000 km, 98 % EUR BOSA</text><title>Turnover</title><desc>By region</desc>", None),
        ('<g xmlns:its="http://www.w3.org/2005/11/its" its:translate="no"><text>Acme</text></g>', None),
        ('<g translate="no"><text translate="yes">Chart</text></g>', (1, "Chart")),
    ],
)
def test_the_words_of_a_drawing(inside: str, words: tuple[int, str] | None) -> None:
    assert read(f"{START}{inside}</svg>").words == words


def test_a_drawing_inside_a_page_is_its_author_s(site: Site) -> None:
    drawing = (
        f'<svg xmlns="{SVG}"><a href="https://e.example"><script>go()</script><rect onclick="a()"></rect></a></svg>'
    )
    site.edit("source/pages/index.xhtml", "<p>Hello", f"{drawing}<p>Hello")
    assert site.complete().run("build").code == 0
    assert drawing.replace("></rect>", "/>") in site.body("en/index.xhtml").replace("></rect>", "/>")
    assert "unsafe-picture" not in site.run("check").out


def test_what_is_taken_out_is_a_warning_with_its_line_and_a_broken_file_an_error() -> None:
    unsafe = f'{START}\n<g onclick="a()"/>\n<g onclick="a()"/><script/></svg>'
    assets = Assets({"b.svg": unsafe.encode(), "c.svg": b"<svg", "d.svgz": b"\x1f\x8b"})
    assert [str(finding) for finding in assets.findings] == [
        "source/assets/b.svg:2: warning: onclick of <g>, and 1 more, is not published: a picture runs and loads nothing; take it out of the file (unsafe-picture)",
        "source/assets/b.svg:3: warning: <script> is not published: a picture runs and loads nothing; take it out of the file (unsafe-picture)",
        "source/assets/c.svg:1:5: error: Couldn't find end of Start Tag svg line 1; save it anew as SVG: browsers show it up to this place or not at all (broken-picture)",
        "source/assets/d.svgz: error: the file is compressed, and nobody sees what is in it; save it as .svg, servers compress by themselves (broken-picture)",
    ]
    assert assets.files[assets.names["b.svg"]] == f"{START}\n<g/>\n<g/></svg>".encode()
