"""Code that stands in a page: what a strict Content Security Policy stops, and what it lets pass."""

from __future__ import annotations

import pytest

from builders import REPOSITORY, Site, document
from pipeline.checks.inline_code import on_code
from pipeline.xhtml.document import parse_document


def said(body: str, *, is_layout: bool = False) -> list[str]:
    return [f"{each.line}: {each.message}" for each in on_code(document(body, is_layout=is_layout))]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>go()</script>", "<script>; move it to a file under source/assets and load that with <script src>"),
        ('<script type="module">go()</script>', "<script>; move it to a file under source/assets and load that with <script src>"),
        ('<script type=" Text/JavaScript ">go()</script>', "<script>; move it to a file under source/assets and load that with <script src>"),
        ("<style>p { color: red }</style>", "<style>; move it to a style sheet under source/assets"),
        ('<p style="color: red">a</p>', "style=; give the element a class, and write the style in a style sheet under source/assets"),
        ('<p onclick="go()">a</p>', "onclick=; let a script under source/assets call addEventListener"),
        (
            '<a href=" JavaScript:go()">a</a>',
            "javascript: addresses; use a <button>, and let a script under source/assets call addEventListener",
        ),
        (
            '<form action="java&#10;script:go()"><p>a</p></form>',
            "javascript: addresses; use a <button>, and let a script under source/assets call addEventListener",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><style>a { fill: red }</style></svg>',
            "<style>; move it to a style sheet under source/assets",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><a x:href="javascript:go()"><text>a</text></a></svg>',
            "javascript: addresses; use a <button>, and let a script under source/assets call addEventListener",
        ),
    ],
)  # fmt: skip
def test_requirement_14_code_in_a_page_is_found_on_its_line(body: str, message: str) -> None:
    assert said(f"<p>b</p>\n{body}") == [f"2: a policy without 'unsafe-inline' stops {message}"]


@pytest.mark.parametrize(
    "body",
    [
        '<script type="application/ld+json">{"a": 1}</script>',
        '<script src="../assets/a.js"></script>',
        '<script src="https://elsewhere.example/a.js" type="module"></script>',
        "<script> </script>",
        '<p data-style="a" data-onclick="b">a</p>',
        '<a href="mailto:javascript@x.example">a</a><a href="https://x.example/javascript:">b</a>',
        "<p>Write onclick= or style= and javascript: here.</p>",
        "<code>&lt;script&gt;</code>",
    ],
)
def test_what_is_no_code_is_left_alone(body: str) -> None:
    assert said(body) == []


def test_one_finding_names_all_lines_of_a_kind() -> None:
    body = '<p style="a: b">1</p>\n<p style="a: b">2</p>\n<p style="a: b">3</p>'
    (finding,) = said(body)
    assert finding.startswith("1: a policy without 'unsafe-inline' stops style= (also in lines 2, 3); give")


def test_the_layout_may_not_make_code_either() -> None:
    xslt = 'xmlns:x="http://www.w3.org/1999/XSL/Transform"'
    assert [
        each[:50] for each in said(f'<p {xslt}><x:attribute name="style">a: b</x:attribute></p>', is_layout=True)
    ] == ["1: a policy without 'unsafe-inline' stops style=; g"[:50]]
    assert said(f'<p {xslt}><x:attribute name="class">a</x:attribute></p>', is_layout=True) == []


def test_build_and_check_warn_of_it_and_a_site_may_say_otherwise(site: Site) -> None:
    site.complete().edit("source/pages/index.xhtml", "<p>", '<p style="color: red">')
    line = (
        "source/pages/index.xhtml:1: warning: a policy without 'unsafe-inline' stops style=; give the element a class,"
    )
    assert line in site.run("check").out
    built = site.run("build")
    assert (built.code, line in built.err) == (0, True)
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[checks]\ninline-code = "off"')
    assert "inline-code" not in site.run("check").out + site.run("build").err
    site.edit("source/site.toml", '"off"', '"error"')
    assert (site.run("check").code, site.run("build").code) == (1, 1)


def test_the_own_site_and_the_starter_have_no_code_in_their_pages(own_site: Site) -> None:
    starter = REPOSITORY / "pipeline/starter/source"
    for folder in (own_site.path("source"), starter):
        for path in [folder / "layout.xhtml", *(folder / "pages").rglob("*.xhtml")]:
            text = path.read_text(encoding="utf-8")
            is_layout = path.name == "layout.xhtml"
            assert on_code(parse_document(text.encode(), str(path), "p", "en", is_layout=is_layout)) == []
