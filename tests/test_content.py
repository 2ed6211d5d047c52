"""A layout that only passes a page's content on is not given it; one that looks at it is. The page is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from builders import LAYOUT, XHTML, Site
from pipeline.site.content import passes_on

COPY = '<xsl:copy-of select="frame/h:html/h:body/node()"/>'
PAGE = (
    f'<html xmlns="{XHTML}" xmlns:x="https://example.org/x" lang="en" xml:lang="en"><head><title>Welcome</title></head>'
    '<body class="wide"><h2 x:kind="k">Prices &amp; more</h2><p>Hello, <b>world</b>.<br/></p><i class="i"></i>'
    "<script>if (1 > 0) { run(); }</script></body></html>"
)


def layout(instruction: str, around: str = COPY) -> str:
    return LAYOUT.replace(COPY, instruction + around)


@pytest.mark.parametrize(
    "instruction",
    [
        "",
        '<xsl:copy-of select="frame/h:html/h:body/@class"/>',
        '<xsl:copy-of select="frame/h:html/h:head/*[not(self::h:title)]"/>',
        "<xsl:value-of select=\"frame/h:html/h:head/h:meta[@name = '//']/@content\"/>",
        '<p class="{frame/@locale}"><xsl:if test="frame/h:html[@lang != /frame/@locale]/@lang">x</xsl:if></p>',
    ],
)
def test_a_layout_that_copies_the_content_passes_it_on(instruction: str) -> None:
    assert passes_on(etree.fromstring(layout(instruction)))


@pytest.mark.parametrize(
    "instruction",
    [
        '<xsl:for-each select="frame/h:html/h:body//h:h2"><xsl:value-of select="."/></xsl:for-each>',
        '<xsl:value-of select="//h:h2"/>',
        '<xsl:value-of select="frame"/>',
        '<xsl:value-of select="/"/>',
        '<xsl:value-of select="string()"/>',
        '<xsl:value-of select="frame/h:html"/>',
        '<xsl:value-of select="frame/*/*"/>',
        '<xsl:value-of select="count(frame/h:html/h:body/node())"/>',
        '<xsl:value-of select="frame/h:html/h:head/following-sibling::h:body"/>',
        '<xsl:value-of select="frame/h:html/h:head/../h:body"/>',
        '<p class="{count(frame/descendant::h:p)}"/>',
        '<xsl:apply-templates select="frame/h:html/h:head"/>',
        '<xsl:variable name="v" select="frame/h:html/h:head"/>',
        '<xsl:if test="frame/h:html/h:body[h:h2]">x</xsl:if>',
        '<xsl:value-of select="frame/h:html/h:body/node()"/>',
    ],
)
def test_a_layout_that_looks_at_the_content_is_given_it(instruction: str) -> None:
    assert not passes_on(etree.fromstring(layout(instruction)))


def test_what_a_layout_looks_at_is_there(tmp_path: Path) -> None:
    site = Site.small(tmp_path)
    site.write("source/pages/index.xhtml", PAGE)
    site.write("source/layout.xhtml", layout('<p><xsl:value-of select="frame/h:html/h:body/h:h2"/></p>'))
    assert site.run("build", "en", "--allow-missing").code == 0
    assert "<p>Prices &amp; more</p><h2" in site.body("en/index.xhtml").replace(' xmlns:x="https://example.org/x"', "")


def test_a_page_is_the_same_whether_its_content_is_passed_on_or_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = []
    # What is made of an expression that is always empty shows nothing, and counts as a look.
    for instruction in ("", '<xsl:value-of select="frame/h:html/h:body/h:nothing"/>'):
        site = Site.small(tmp_path / str(len(pages)))
        site.write("source/pages/index.xhtml", PAGE)
        site.write("source/layout.xhtml", layout(instruction))
        assert site.run("update").code == 0
        site.translate("fr", {"Prices & more": "Prix"})
        assert site.run("build", "fr", "--allow-missing").code == 0
        data = site.read("output/site/fr/index.xhtml")
        pages.append(etree.tostring(etree.fromstring(data), method="c14n", exclusive=True))
        assert "<script>if (1 > 0) { run(); }</script>" in data
        assert '<i class="i"></i>' in data
    assert pages[0] == pages[1]


def test_a_page_in_the_source_s_words_says_so_once_or_block_by_block(tmp_path: Path) -> None:
    site = Site.small(tmp_path)
    assert site.run("build", "fr", "--allow-missing").code == 0
    assert '<main lang="en" xml:lang="en"><p>Hello, world.</p></main>' in site.read("output/site/fr/index.xhtml")
    site.write("source/layout.xhtml", layout('<xsl:value-of select="frame/h:html/h:body/h:nothing"/>'))
    assert site.run("build", "fr", "--allow-missing").code == 0
    assert '<main><p lang="en" xml:lang="en">Hello, world.</p></main>' in site.read("output/site/fr/index.xhtml")


@pytest.mark.parametrize("own", ["https://example.org/x", "https://example.org/layout"])
def test_a_prefix_that_layout_and_page_both_declare_stands_for_what_each_says(tmp_path: Path, own: str) -> None:
    site = Site.small(tmp_path)
    site.write("source/pages/index.xhtml", PAGE)
    site.write(
        "source/layout.xhtml", LAYOUT.replace("<html ", f'<html xmlns:x="{own}" ').replace("<main", '<main x:k="l"')
    )
    assert site.run("build", "en", "--allow-missing").code == 0
    root = etree.fromstring(site.read("output/site/en/index.xhtml"))
    assert root.xpath("count(//@*[namespace-uri() = $own])", own=own) == (2 if own.endswith("/x") else 1)
    assert root.xpath("string(//*[local-name() = 'h2']/@*[namespace-uri() = 'https://example.org/x'])") == "k"


@pytest.mark.parametrize("kind", ["https://example.org/x", "https://example.org/other"])
def test_prefixes_that_come_along_leave_the_page_well_formed(tmp_path: Path, kind: str) -> None:
    site = Site.small(tmp_path)
    page = PAGE.replace("<head>", '<head><meta x:k="m" name="a" content="b"/>').replace("<html ", '<html x:h="1" ')
    site.write("source/pages/index.xhtml", page.replace("<body", f'<body xmlns:x="{kind}"'))
    copies = """<xsl:copy-of select="frame/h:html/@*[name() = 'x:h']"/>"""
    head = '<head><xsl:copy-of select="frame/h:html/h:head/h:meta"/>'
    site.write("source/layout.xhtml", LAYOUT.replace("<head>", copies + head))
    assert site.run("build", "en", "--allow-missing").code == 0
    root = etree.fromstring(site.read("output/site/en/index.xhtml"))
    assert root.xpath("string(//*[local-name() = 'h2']/@*[namespace-uri() = $kind])", kind=kind) == "k"
    assert root.xpath("string(/*/@*[namespace-uri() = 'https://example.org/x'])") == "1"
