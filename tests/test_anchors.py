"""Links to places on pages: which are there, and what is said of the others."""

from __future__ import annotations

import pytest

from builders import Site, page
from pipeline.errors import UnusableFileError
from pipeline.site.anchors import Anchors, places
from pipeline.xhtml.document import Document, parse_document

XSL = "http://www.w3.org/1999/XSL/Transform"
FRAME = f'<nav id="menu"/><div id="box-{{@n}}" xmlns:x="{XSL}"><a href="{{@href}}#x">a</a></div>'


def parsed(path: str, body: str) -> Document:
    where = f"source/pages/{path}.xhtml"
    return parse_document(page(body), where, path, "en", is_layout=path == "layout")


def said(path: str, **bodies: str) -> list[str]:
    """What is said of a page of a site; pages are given by name, "__" standing for "/"."""
    documents = {"layout": parsed("layout", FRAME)}
    documents |= {each: parsed(each, body) for name, body in bodies.items() for each in [name.replace("__", "/")]}
    anchors = Anchors([each for each in documents if each != "layout"], documents.get, "layout")
    return [str(finding) for finding in anchors.of(documents[path])]


@pytest.mark.parametrize(
    "address",
    [
        *("#here", "#old", "#svg", "#caf%C3%A9", " #here ", "p.xhtml#here", "?a=b", "./p.xhtml?a=b#here"),
        *("deep/q.xhtml#there", "deep/../deep/q.xhtml#there", "#menu", "deep/q.xhtml#menu", "#box-7", "#"),
        *("#top", "#TOP", "deep/q.xhtml#top", "#here:~:text=word", "#:~:text=word", "#/route", "#!route"),
        # Of others, or another finding's.
        *("https://example.org/p.xhtml#none", "//example.org#none", "mailto:a@b.example#none", "/p.xhtml#none"),
        *("none.xhtml#none", "../assets/a.svg#none", "http://[#none", "broken.xhtml#none"),
    ],
)
def test_a_link_to_a_place_that_is_there_is_left_alone(address: str) -> None:
    body = '<h2 id="here">1</h2><a name="old"/><svg xmlns="http://www.w3.org/2000/svg" xml:id="svg"/><i id="café"/>'
    assert said("p", p=f'{body}<a href="{address}">a</a>', deep__q='<p id="there">1</p>') == []


def test_a_link_to_a_place_that_is_not_there_is_found_once_on_its_first_line() -> None:
    body = """<p id="one">
<a href="#two">2</a> <a href="p.xhtml#two">2</a> <a href="q.xhtml#one">1</a>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#shape"/></svg></p>
<input name="three"/><a href="#three">3</a>"""
    end = "such id; correct one of the two (broken-anchor)"
    assert said("deep/p", deep__p=body, deep__q="<p>1</p>") == [
        f'source/pages/deep/p.xhtml:2: warning: the link "#two" leads to no place: this page has no {end}',
        f'source/pages/deep/p.xhtml:2: warning: the link "q.xhtml#one" leads to no place: source/pages/deep/q.xhtml has no {end}',
        f'source/pages/deep/p.xhtml:3: warning: the link "#shape" leads to no place: this page has no {end}',
        f'source/pages/deep/p.xhtml:4: warning: the link "#three" leads to no place: this page has no {end}',
    ]


def test_a_place_that_the_layout_leads_to_is_in_it_or_on_every_page() -> None:
    frame = '<a href="#content">1</a><a href="pages/p.xhtml#here">2</a><a href="pages/p.xhtml#none">3</a>'

    def found(**bodies: str) -> list[str]:
        documents = {"layout": parsed("layout", frame)} | {name: parsed(name, body) for name, body in bodies.items()}
        return [each.message for each in Anchors(list(bodies), documents.get, "layout").of(documents["layout"])]

    none = (
        'the link "pages/p.xhtml#none" leads to no place: source/pages/p.xhtml has no such id; correct one of the two'
    )
    assert found(p='<b id="content"/><b id="here"/>', q='<b id="content"/>') == [none]
    assert found(p='<b id="content"/><b id="here"/>', q="<b/>") == [
        'the link "#content" leads to no place: neither the layout nor every page has any such id; correct one of the two',
        none,
    ]


def test_a_page_that_cannot_be_used_is_not_judged() -> None:
    document = parsed("p", '<a href="q.xhtml#none">1</a>')
    assert Anchors(["p", "q"], lambda _: None, "layout").of(document) == []
    assert places(document).has("none") is False
    with pytest.raises(UnusableFileError):
        parsed("q", "<p>")


def test_a_page_is_read_only_where_a_link_asks_for_a_place_on_it() -> None:
    asked = []

    def read(path: str) -> Document:
        asked.append(path)
        return parsed(path, '<b id="there"/>')

    anchors = Anchors(["p", "q", "r"], read, "layout")
    body = '<b id="here"/><a href="#here">1</a><a href="q.xhtml">2</a><a href="q.xhtml#">3</a>'
    assert (anchors.of(parsed("p", body)), asked) == ([], [])
    assert (anchors.of(parsed("p", '<a href="r.xhtml#there">1</a>' * 2)), asked) == ([], ["r"])


def test_check_and_build_say_so_and_publish_the_page(site: Site) -> None:
    site.complete()
    body = "<p>Hello, world.</p>"
    site.edit(
        "source/pages/index.xhtml", body, f'{body}<p><a href="#none" aria-hidden="true"><img src="a:b" alt=""/></a></p>'
    )
    warning = 'source/pages/index.xhtml:1: warning: the link "#none" leads to no place: this page has no such id'
    done = site.run("check")
    assert (done.code, warning in done.out) == (0, True)
    done = site.run("build")
    assert (done.code, warning in done.err) == (0, True)
    assert 'href="#none"' in site.body("fr/index.xhtml")
    # The frame's places count.
    site.edit("source/layout.xhtml", "<main>", '<main id="none">')
    assert "broken-anchor" not in site.run("check").out
