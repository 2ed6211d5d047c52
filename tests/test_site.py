"""Addresses, assets, links, the frame: what surrounds a page."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LAYOUT, SETTINGS, Site, document, inner, with_links
from pipeline.settings import parse_settings
from pipeline.site import addresses
from pipeline.site.about import About
from pipeline.site.assets import Assets
from pipeline.site.discovery import head
from pipeline.site.links import Links
from pipeline.site.plan import Plan
from pipeline.xhtml.document import parse_document

SETTING = parse_settings(SETTINGS.encode(), "site.toml")
ASSETS = Assets({"img/a.svg": b"<svg/>", "site.css": b"p { background: url(img/a.svg#x) }", "my file.pdf": b"%PDF"})


def linked(body: str) -> str:
    source = document(body)
    links = Links(["p", "deep/q"], ASSETS).in_page(source)
    assert links.findings == []
    return inner(with_links(source, links))


def test_an_asset_s_name_changes_with_its_content() -> None:
    assert ASSETS.names["img/a.svg"] == "img/a.d4dc566691.svg"
    assert Assets({"img/a.svg": b"<svg />"}).names["img/a.svg"] != ASSETS.names["img/a.svg"]


def test_a_style_uses_the_hashed_names_and_changes_with_them() -> None:
    assert ASSETS.files[ASSETS.names["site.css"]] == b"p { background: url(img/a.d4dc566691.svg#x) }"
    other = Assets({"img/a.svg": b"<svg />", "site.css": b"p { background: url(img/a.svg#x) }"})
    assert other.names["site.css"] != ASSETS.names["site.css"]


def test_a_style_that_asks_for_what_is_not_there_is_a_finding() -> None:
    found = Assets({"css/site.css": b"\np { background: url('../b.svg') }\n@import 'x.css';"}).findings
    assert [str(finding) for finding in found] == [
        "source/assets/css/site.css:3: warning: @import is not followed; link the file from layout.xhtml (broken-link)",
        "source/assets/css/site.css:2: warning: url(../b.svg) leads to no file under source/assets (broken-link)",
    ]


def test_a_style_s_comments_and_bytes_are_left_alone() -> None:
    css = b"/* url(none.svg) @import */ p::before { content: '\xe9' }"
    assets = Assets({"site.css": css})
    assert (assets.findings, list(assets.files.values())) == ([], [css])


def test_links_lead_to_hashed_assets_and_to_pages_of_the_same_language() -> None:
    assert linked('<img src="../assets/img/a.svg" alt=""/>') == '<img src="../assets/img/a.d4dc566691.svg" alt=""/>'
    assert linked('<a href="deep/q.xhtml?a=1#top">q</a>') == '<a href="deep/q.xhtml?a=1#top">q</a>'
    assert 'href="../assets/my%20file.' in linked('<a href="../assets/my%20file.pdf">file</a>')
    assert linked('<img srcset="../assets/img/a.svg 2x, ../assets/img/a.svg 3x" alt=""/>') == (
        '<img srcset="../assets/img/a.d4dc566691.svg 2x, ../assets/img/a.d4dc566691.svg 3x" alt=""/>'
    )


# Of "p { background: url(img/a.d4dc566691.svg#x) }", the bytes that are published; `openssl dgst -sha256 -binary | base64`.
HASH = "sha256-ugq8AdZctfT4j1LgjY0PAAERquwMBL+6vL9kqN8sBNs="


def test_requirement_14_what_a_browser_runs_or_styles_with_has_the_hash_of_its_published_bytes() -> None:
    assert ASSETS.integrity["site.css"] == HASH
    for own in ('rel="stylesheet"', 'rel="Alternate StyleSheet"', 'rel="modulepreload"', 'rel="preload" as="style"'):
        assert linked(f'<link {own} href="../assets/site.css"/>').endswith(f'.css" integrity="{HASH}"/>'), own
    script = linked('<script src="../assets/img/a.svg?v=1"></script>')
    assert (
        script
        == f'<script src="../assets/img/a.d4dc566691.svg?v=1" integrity="{ASSETS.integrity["img/a.svg"]}"></script>'
    )


def test_what_a_browser_does_not_check_has_no_hash() -> None:
    for body in (
        '<link rel="icon" href="../assets/img/a.svg"/>',
        '<link rel="preload" as="image" href="../assets/img/a.svg"/>',
        '<img src="../assets/img/a.svg" alt=""/>',
        '<link rel="stylesheet" href="https://elsewhere.example/site.css"/>',
        '<link rel="stylesheet" href="/site.css"/>',
        '<script src="//elsewhere.example/a.js"></script>',
    ):
        assert "integrity" not in linked(body), body


@pytest.mark.parametrize(
    ("given", "is_refused"),
    [
        (HASH, False),
        (HASH.rstrip("="), False),
        (HASH.replace("+", "-").replace("/", "_"), False),
        (f"sha256-AAAA {HASH}?ct=text/css", False),
        (HASH[:-3] + "A=", True),
        (f"{HASH} sha512-AAAA", True),
        ("md5-own", False),
        ("", False),
    ],
)
def test_a_hash_that_the_author_wrote_is_left_alone_and_must_be_right(given: str, is_refused: bool) -> None:
    source = document(f'<link rel="stylesheet" href="../assets/site.css" integrity="{given}"/>')
    links = Links(["p"], ASSETS).in_page(source)
    assert inner(with_links(source, links)).endswith(f'.css" integrity="{given}"/>')
    line = (
        'source/pages/p.xhtml:1: error: the integrity of "../assets/site.css" is not that of the file as it is '
        "published: browsers refuse it; leave it out, the build fills it in (broken-integrity)"
    )
    assert [str(finding) for finding in links.findings] == [line] * is_refused


FOLDER = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=4)


@given(FOLDER, st.sampled_from(["a.xhtml", "b"]), FOLDER)
def test_a_file_seen_from_a_folder_is_what_python_says(inside: list[str], name: str, around: list[str]) -> None:
    file, folder = "/".join([*inside, name]), "/".join(around)
    if file != folder and not folder.startswith(f"{file}/"):
        assert addresses.relative(file, folder) == posixpath.relpath(f"/{file}", f"/{folder}")


def test_other_links_are_left_alone() -> None:
    body = (
        '<a href="https://www.belgium.be">a</a><a href="#top">b</a><a href="mailto:a@b.example">c</a><a href="/x">d</a>'
        '<a href="//cdn.example/x">e</a><a href="">f</a>'
    )
    assert linked(body) == body


def test_links_to_one_file_that_is_not_there_are_one_finding() -> None:
    body = '\n<a href="notes.xhtml#n1">1</a>\n<a href="notes.xhtml#n2">2</a><a href="notes.xhtml">3</a><a href="none.xhtml">4</a>'
    findings = Links(["p"], ASSETS).in_page(document(body)).findings
    assert [str(finding) for finding in findings] == [
        'source/pages/p.xhtml:2: warning: the link "notes.xhtml#n1" and 2 more to that file lead to no page or asset of the source; correct them (broken-link)',
        'source/pages/p.xhtml:3: warning: the link "none.xhtml" leads to no page or asset of the source; correct it (broken-link)',
    ]


def test_a_link_that_leads_nowhere_is_a_finding_with_its_line() -> None:
    source = document('\n<a href="../assets/none.svg">x</a><a href="../../secret">y</a>')
    findings = Links(["p"], ASSETS).in_page(source).findings
    assert [str(finding) for finding in findings] == [
        'source/pages/p.xhtml:2: warning: the link "../assets/none.svg" leads to no page or asset of the source; correct it (broken-link)',
        'source/pages/p.xhtml:2: warning: the link "../../secret" leads to no page or asset of the source; correct it (broken-link)',
    ]


def test_a_page_that_is_served_anywhere_links_from_the_root() -> None:
    source = document('<a href="deep/q.xhtml">q</a><img src="../assets/img/a.svg" alt=""/>')
    links = Links(["deep/q"], ASSETS).in_page(source, ("/portal/", "fr"))
    assert inner(with_links(source, links)) == (
        '<a href="/portal/fr/deep/q.xhtml">q</a><img src="/portal/assets/img/a.d4dc566691.svg" alt=""/>'
    )


def test_the_layout_s_links_are_right_at_every_depth() -> None:
    layout = parse_document(LAYOUT.encode(), "source/layout.xhtml", "layout", "en", is_layout=True)
    links = Links(["p"], Assets({"site.css": b""})).in_layout(layout)
    style = with_links(layout, links).tree()[0][-1]
    assert style.get("href") == "{/frame/@root}assets/site.e3b0c44298.css"
    assert style.get("integrity") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


ABOUT = About("A page", "What it is about", "2026-05-01T00:00:00Z")


def said(
    locale: str, fallbacks: tuple[str, ...] = (), published: tuple[str, ...] = ("en", "fr"), about: About = ABOUT
) -> list[tuple[str, ...]]:
    """What the head of a page in a locale says, without its structured data."""
    absent = frozenset((each, "deep/q") for each in SETTING.locales if each not in published)
    table = Plan(SETTING, absent=absent, fallbacks=frozenset((each, "deep/q") for each in fallbacks)).editions("deep/q")
    found = head(SETTING, "deep/q", locale, table, about)
    return [tuple(map(str, element.attrib.values())) for element in found if element.text is None]


def test_the_table_of_a_page_says_what_is_published_and_what_is_a_translation() -> None:
    table = Plan(SETTING, absent=frozenset({("nl", "q")}), fallbacks=frozenset({("fr", "q")})).editions("q")
    assert [(edition.locale, edition.published, edition.is_offered) for edition in table] == [
        ("en", True, True),
        ("fr", True, False),
        ("nl", False, False),
    ]


def test_the_head_of_a_translation_names_itself_and_the_others() -> None:
    assert said("fr") == [
        ("canonical", "https://small.example/fr/deep/q.xhtml"),
        ("alternate", "en", "https://small.example/en/deep/q.xhtml"),
        ("alternate", "fr", "https://small.example/fr/deep/q.xhtml"),
        ("alternate", "x-default", "https://small.example/"),
        ("alternate", "application/atom+xml", "fr", "Small", "https://small.example/fr/feed.xml"),
        ("og:url", "https://small.example/fr/deep/q.xhtml"),
        ("og:type", "website"),
        ("og:title", "A page"),
        ("og:description", "What it is about"),
        ("og:locale", "fr_BE"),
        ("og:locale:alternate", "en_BE"),
    ]


def test_the_head_of_a_fallback_names_the_source_s_page_and_nothing_else() -> None:
    assert said("fr", fallbacks=("fr",)) == [
        ("canonical", "https://small.example/en/deep/q.xhtml"),
        ("og:url", "https://small.example/en/deep/q.xhtml"),
        ("og:type", "website"),
        ("og:title", "A page"),
        ("og:description", "What it is about"),
        ("og:locale", "en_BE"),
    ]
    assert said("fr", fallbacks=("fr",), published=("fr",)) == [("robots", "noindex")]


def test_what_the_page_s_author_says_for_open_graph_stands() -> None:
    own = About("A page", "", "", frozenset({"og:title", "og:type"}))
    assert [row[0] for row in said("en", about=own) if row[0].startswith("og:")] == [
        "og:url",
        "og:locale",
        "og:locale:alternate",
    ]


def test_an_error_page_asks_not_to_be_indexed() -> None:
    found = head(SETTING, "404", "fr", Plan(SETTING).editions("404"), ABOUT)
    assert [dict(element.attrib) for element in found] == [{"name": "robots", "content": "noindex"}]


def test_a_layout_that_is_no_stylesheet_is_named_with_its_line(site: Site) -> None:
    site.complete()
    site.edit("source/layout.xhtml", 'select="frame/head/node()"', 'select="frame/head/node("')
    done = site.run("build")
    assert done.code == 3
    assert done.err.startswith("source/layout.xhtml:4:1: ")
    assert "Traceback" not in done.err


def test_a_layout_cannot_read_files(site: Site) -> None:
    site.complete()
    site.write("secret.xml", "<secret>hidden words</secret>")
    reading = f"<xsl:value-of select=\"document('file://{site.path('secret.xml')}')\"/></main>"
    site.edit("source/layout.xhtml", "</main>", reading)
    site.run("build")
    assert "hidden words" not in "".join(data.decode() for data in site.files("output").values())


def test_a_translation_of_the_layout_cannot_compute_anything(site: Site) -> None:
    site.complete()
    hostile = "{/frame/site/@base-url} &#123;system-property('xsl:vendor')&#125; &lbrace;1 div&rbrace;"
    site.edit("locales/fr/LC_MESSAGES/layout.po", "fr languages", hostile)
    assert site.run("build").code == 0
    shown = "{/frame/site/@base-url} {system-property('xsl:vendor')} {1 div}"
    assert f'<nav aria-label="{shown}">' in site.read("output/site/fr/index.xhtml")


def test_the_page_s_language_is_right_whatever_the_layout_says(site: Site) -> None:
    site.complete()
    site.edit("source/layout.xhtml", 'lang="{frame/@locale}" xml:lang="{frame/@locale}"', 'lang="en" xml:lang="en"')
    assert site.run("build").code == 0
    assert ' lang="nl" xml:lang="nl"' in site.read("output/site/nl/index.xhtml").partition("<head>")[0]


def test_a_layout_that_makes_no_page_is_refused(site: Site) -> None:
    site.complete()
    text = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"
    site.write("source/layout.xhtml", text)
    done = site.run("build")
    assert (done.code, done.err.partition(";")[0]) == (
        3,
        "source/layout.xhtml:1:1: the outermost element is <stylesheet>, not XHTML's <html>",
    )


def test_missing_words_of_the_layout_are_marked_wherever_they_stand(site: Site) -> None:
    site.edit(
        "source/layout.xhtml",
        "<main>",
        '<xsl:if test="true()">Bare words</xsl:if><p><xsl:text>Boxed words</xsl:text></p><main>',
    )
    site.complete()
    assert site.run("build", "--allow-missing").code == 0
    french = site.read("output/site/fr/index.xhtml")
    for words in ("Bare words", "Boxed words"):
        assert f'<span lang="en" xml:lang="en">{words}</span>' in french


def test_without_a_region_there_is_no_half_of_a_locale_in_the_head(site: Site) -> None:
    site.complete()
    site.edit("source/site.toml", 'region = "BE"\n', "")
    site.run("build")
    assert "og:locale" not in site.read("output/site/fr/index.xhtml")
