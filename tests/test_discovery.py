"""Who looks for a page finds it in its language: head, switcher, sitemap, feeds, error pages.

Requirements are those of the site's own list: 6 to 13 (head), 34 (error pages), 38 (dates), 45 (sitemap), 46 (same bytes).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from builders import LAYOUT, REPOSITORY, SETTINGS, XHTML, Site, page
from need import need
from pipeline.settings import parse_settings
from pipeline.site.feed import feed
from pipeline.site.record import PageRecord
from pipeline.site.sitemap import sitemap

H = {"h": XHTML}
S = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "h": XHTML}
A = {"a": "http://www.w3.org/2005/Atom"}
TESTS = Path(__file__).parent
SITEMAP_XSD = REPOSITORY / ".venv/npm/node_modules/sitemap/schema/sitemap.xsd"
EPOCH = "1700000000"  # 2023-11-14T22:13:20Z

# A layout that shows all that a layout is given for the head, and what is at hand.
FULL_LAYOUT = (
    LAYOUT.replace(
        "</title>",
        ' – Small</title><xsl:copy-of select="frame/h:html/h:head/*[not(self::h:title) and not(self::h:meta[@charset])]"/>',
    )
    .replace('<a href="{@href}"', '<a rel="alternate" href="{@href}"')
    .replace(
        "</main>",
        '<xsl:if test="frame/pages"><ul id="all"><xsl:for-each select="frame/pages/page"><li lang="{@lang}" xml:lang="{@lang}">'
        '<a href="{@href}"><xsl:value-of select="@title"/></a></li></xsl:for-each></ul></xsl:if></main>',
    )
)
# A title that would end a script, a tag or a line if it were let.
HOSTILE = "A &amp; B &lt;/script> &lt;!-- ]]&gt; “C”\u2028"


def described(title: str, body: str = "<p>Words of this page.</p>") -> str:
    head = f'<meta charset="utf-8"/><title>{title}</title><meta name="description" content="About: {title}"/>'
    return page(f"<h1>{title}</h1>{body}", head).decode()


@dataclass(frozen=True)
class Built:
    """A site that was built, with what is in its files."""

    site: Site
    base_url: str
    source_locale: str

    @property
    def output(self) -> Path:
        return self.site.path("output/site")

    @cached_property
    def record(self) -> list[dict[str, Any]]:
        pages: list[dict[str, Any]] = self.site.record()["pages"]
        return pages

    @cached_property
    def pages(self) -> list[tuple[dict[str, Any], etree._Element]]:
        """Each page's record, and the page as an XML reader has it."""
        return [(entry, self.tree(entry["path"].removeprefix("site/"))) for entry in self.record]

    @property
    def findable(self) -> list[tuple[dict[str, Any], etree._Element]]:
        """Those at addresses of their own."""
        return [(entry, tree) for entry, tree in self.pages if entry["page"] not in ("404", "410")]

    def tree(self, file: str) -> etree._Element:
        return etree.fromstring((self.output / file).read_bytes())

    def sitemap(self) -> dict[str, dict[str, str]]:
        """The languages of each address."""
        return {
            url.findtext("s:loc", namespaces=S) or "": {
                str(link.get("hreflang")): str(link.get("href")) for link in url.iterfind("h:link", S)
            }
            for url in self.tree("sitemap.xml").iterfind("s:url", S)
        }


def own(folder: Path) -> Built:
    site = Site.copy_of(REPOSITORY, folder)
    assert site.run("build").code == 0
    return Built(site, "https://www.portal.example", "en")


def generated(folder: Path) -> Built:
    """English, French and Dutch below a path; no page of `deep/only` but the English one is a translation."""
    site = Site.small(folder)
    site.edit("source/site.toml", "https://small.example", "https://small.example/a&b")
    site.write("source/layout.xhtml", FULL_LAYOUT)
    pages = {
        "index": "Welcome",
        "deep/only": "Only here",
        "deep/my page": HOSTILE,
        "404": "Lost",
        "410": "Gone",
        "sitemap": "List",
    }
    for name, title in pages.items():
        site.write(f"source/pages/{name}.xhtml", described(title))
    assert site.run("update").code == 0
    for locale in ("fr", "nl"):
        for name in (*pages, "layout"):
            path = f"locales/{locale}/LC_MESSAGES/{name}.po"
            if name != "deep/only":
                # Each text is its own translation, with the language in front, and each address too.
                text = re.sub(
                    '"address"\nmsgid "(.+)"\nmsgstr ""',
                    rf'"address"\nmsgid "\1"\nmsgstr "{locale}-\1"',
                    site.read(path),
                )
                site.write(path, text.replace("-my page", "-my-page"))
                site.write(
                    path,
                    re.sub(
                        r'^msgid "(.+)"\nmsgstr ""$', rf'msgid "\1"\nmsgstr "{locale}: \1"', site.read(path), flags=re.M
                    ),
                )
    done = site.run("build", "--allow-missing")
    assert done.code == 0, done.err
    return Built(site, "https://small.example/a&b", "en")


@pytest.fixture(scope="module", params=[own, generated], ids=["own", "generated"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    make: Any = request.param
    made: Built = make(tmp_path_factory.mktemp("site"))
    return made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return generated(tmp_path_factory.mktemp("site"))


def links(tree: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in tree.iterfind("h:head/h:link", H) if link.get("rel") == rel]


def alternates(tree: etree._Element) -> dict[str, str]:
    return {
        str(link.get("hreflang")): str(link.get("href"))
        for link in links(tree, "alternate")
        if link.get("type") is None
    }


def properties(tree: etree._Element, name: str) -> list[str]:
    return [str(meta.get("content")) for meta in tree.iterfind("h:head/h:meta", H) if meta.get("property") == name]


def data(tree: etree._Element) -> dict[str, Any]:
    found = [script for script in tree.iterfind("h:head/h:script", H) if script.get("type") == "application/ld+json"]
    return json.loads(found[0].text or "") if len(found) == 1 else {}


def every_page(built: Built) -> Iterator[tuple[str, bytes]]:
    for path in sorted(built.output.rglob("*.xhtml")):
        yield path.relative_to(built.output).as_posix(), path.read_bytes()


def test_requirement_6_the_charset_comes_first_and_no_header_is_imitated(built: Built) -> None:
    for file, markup in every_page(built):
        head = etree.fromstring(markup).find("h:head", H)
        assert head is not None, file
        assert dict(head[0].attrib) == {"charset": "utf-8"}, file
        assert 0 < markup.index(b'<meta charset="utf-8"/>') < 1024, file
        assert "content-language" not in {
            str(value).lower() for value in head.xpath("h:meta/@http-equiv", namespaces=H)
        }, file


def test_requirement_7_titles_are_translated_and_name_the_page_before_the_site(built: Built) -> None:
    said: dict[tuple[str, str], list[str]] = {}
    for entry, tree in built.pages:
        title = " ".join((tree.findtext("h:head/h:title", namespaces=H) or "").split())
        own_title = " ".join(entry["title"].split())
        assert title.startswith(f"{own_title} ")
        assert " – " in title.removeprefix(own_title)
        said.setdefault(("title", entry["locale"]), []).append(title)
        if entry["state"] == "complete":
            for key in ("title", "description"):
                said.setdefault((key, entry["page"]), []).append(entry[key])
            description = tree.xpath("string(h:head/h:meta[@name='description']/@content)", namespaces=H)
            assert description == entry["description"] != ""
    # One title for one page in one language; no text of one language in another.
    assert {key: texts for key, texts in said.items() if len(set(texts)) != len(texts)} == {}


def test_requirement_8_the_canonical_address_is_the_page_s_own_or_the_source_s_of_a_fallback(built: Built) -> None:
    source = {entry["page"]: entry["url"] for entry in built.record if entry["locale"] == built.source_locale}
    seen = set()
    for entry, tree in built.findable:
        expected = source[entry["page"]] if entry["state"] == "fallback" else entry["url"]
        assert [link.get("href") for link in links(tree, "canonical")] == [expected]
        assert expected.startswith("https://")
        seen.add(entry["state"])
    assert seen == ({"complete", "fallback"} if "small" in built.base_url else {"complete"})


def test_requirement_9_head_switcher_and_sitemap_say_the_same_of_every_page(built: Built) -> None:
    pages = {entry["url"]: alternates(tree) for entry, tree in built.findable if entry["state"] != "fallback"}
    assert built.sitemap() == pages
    assert len(pages) == (16 if "small" not in built.base_url else 10)
    neutral = {"x-default": f"{built.base_url}/"}
    for entry, tree in built.findable:
        translations = {
            each["language"]: each["url"]
            for each in built.record
            if each["page"] == entry["page"] and each["state"] != "fallback"
        }
        assert entry["alternates"] == translations
        assert alternates(tree) == ({} if entry["state"] == "fallback" else translations | neutral)
        offered = {str(link.get("hreflang")): link for link in tree.iterfind("h:body//h:a[@rel='alternate']", H)}
        assert set(offered) == set(translations)
        here = built.output / entry["path"].removeprefix("site/")
        for tag, url in translations.items():
            led_to = (
                (here.parent / unquote(str(offered[tag].get("href")))).resolve().relative_to(built.output.resolve())
            )
            assert f"{built.base_url}/{led_to.as_posix()}" == unquote(url)


def test_requirement_9_languages_name_each_other(built: Built) -> None:
    named = {entry["url"]: set(alternates(tree).values()) for entry, tree in built.findable if alternates(tree)}
    for url, others in named.items():
        assert url in others
        assert all(url in named[other] for other in others if other != f"{built.base_url}/")


def test_requirement_10_no_language_is_the_default(built: Built) -> None:
    for _, tree in built.findable:
        assert alternates(tree).get("x-default", f"{built.base_url}/") == f"{built.base_url}/"
    neutral = built.tree("index.xhtml")
    assert [link.get("href") for link in links(neutral, "canonical")] == [f"{built.base_url}/"]
    assert f"{built.base_url}/" not in built.sitemap()
    items = neutral.findall(".//h:ul[@class='languages']/h:li", H)
    assert [item.get("lang") for item in items] == list(dict.fromkeys(entry["locale"] for entry in built.record))
    for item in items:
        links_in = item.findall("h:a", H)
        assert (
            item.get("lang")
            == item.get(f"{{{'http://www.w3.org/XML/1998/namespace'}}}lang")
            == links_in[0].get("hreflang")
        )
        assert "aria-current" not in links_in[0].attrib
    assert neutral.findall(".//h:img", H) == []


def test_requirement_11_open_graph_has_locales_with_an_underscore(built: Built) -> None:
    for entry, tree in built.findable:
        is_fallback = entry["state"] == "fallback"
        others = [] if is_fallback else [tag for tag in entry["alternates"] if tag != entry["locale"]]
        own_locale = built.source_locale if is_fallback else entry["locale"]
        assert properties(tree, "og:locale") == [f"{own_locale}_BE"]
        assert properties(tree, "og:locale:alternate") == [f"{tag}_BE" for tag in others]
        assert properties(tree, "og:title") == [entry["title"]]
        assert properties(tree, "og:description") == [entry["description"]]
        assert properties(tree, "og:type") == ["website"]


def test_requirement_12_the_structured_data_tie_source_and_translations(built: Built) -> None:
    for entry, tree in built.findable:
        said = data(tree)
        if entry["state"] == "fallback":
            assert said == {}
            continue
        assert (said["@context"], said["@type"], said["url"]) == ("https://schema.org", "WebPage", entry["url"])
        assert (said["name"], said["description"]) == (entry["title"], entry["description"])
        assert (said["inLanguage"], said["dateModified"]) == (entry["language"], entry["modified"])
        assert said["isPartOf"]["@type"] == "WebSite"
        others = {tag: url for tag, url in entry["alternates"].items() if tag != entry["language"]}
        if entry["locale"] == built.source_locale:
            assert {each["inLanguage"]: each["url"] for each in said.get("workTranslation", [])} == others
            assert "translationOfWork" not in said
        else:
            assert said["translationOfWork"]["url"] == entry["alternates"][built.source_locale]
            assert "workTranslation" not in said


def test_requirement_12_an_html_reader_and_an_xml_reader_read_the_same_data(built: Built) -> None:
    for entry, tree in built.findable:
        markup = (built.output / entry["path"].removeprefix("site/")).read_bytes()
        as_html = [script.text for script in html.document_fromstring(markup).iter("script") if script.get("type")]
        as_xml = [script.text for script in tree.iter(f"{{{XHTML}}}script") if script.get("type")]
        assert as_html == as_xml
        assert all(re.search("[<>&\u2028\u2029]", text or "") is None for text in as_xml)


def test_a_title_cannot_leave_the_structured_data(small: Built) -> None:
    entry, tree = next(
        (entry, tree) for entry, tree in small.pages if (entry["page"], entry["locale"]) == ("deep/my page", "fr")
    )
    title = "fr: A & B </script> <!-- ]]> “C”\u2028"
    assert entry["title"] == title
    assert data(tree)["name"] == title
    assert r"fr: A \u0026 B \u003c/script\u003e \u003c!-- ]]\u003e “C”\u2028" in small.site.read(
        "output/site/fr/deep/fr-my-page.xhtml"
    )


def test_requirement_13_each_language_has_a_feed_that_its_pages_name(built: Built) -> None:
    schema = etree.RelaxNG(etree.parse(TESTS / "atom-subset.rng"))
    identifiers: dict[str, set[str]] = {}
    for locale in dict.fromkeys(entry["locale"] for entry in built.record):
        root = built.tree(f"{locale}/feed.xml")
        schema.assertValid(root)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == locale
        assert [link.get("rel") for link in root.findall("a:link", A)] == ["self", "alternate"]
        address = root.xpath("string(a:link[@rel='self']/@href)", namespaces=A)
        assert address == f"{built.base_url}/{locale}/feed.xml"
        listed = {
            entry["url"]: entry
            for entry, _ in built.findable
            if entry["locale"] == locale and entry["state"] != "fallback"
        }
        entries = root.findall("a:entry", A)
        assert {each.xpath("string(a:link/@href)", namespaces=A) for each in entries} == set(listed)
        dates = [each.findtext("a:updated", namespaces=A) or "" for each in entries]
        assert dates == sorted(dates, reverse=True)
        assert root.findtext("a:updated", namespaces=A) == dates[0]
        for each in entries:
            record = listed[each.xpath("string(a:link/@href)", namespaces=A)]
            assert each.findtext("a:title", namespaces=A) == record["title"]
            assert each.findtext("a:summary", namespaces=A) == record["description"]
            assert each.findtext("a:updated", namespaces=A) == record["modified"]
            identifiers.setdefault(record["page"], set()).add(each.findtext("a:id", namespaces=A) or "")
        for entry, tree in built.findable:
            if entry["locale"] == locale:
                named = [link for link in links(tree, "alternate") if link.get("type") == "application/atom+xml"]
                expected = [] if entry["state"] == "fallback" else [(locale, address)]
                assert [(link.get("hreflang"), link.get("href")) for link in named] == expected
    # The same in all languages, and of no other page.
    assert {page: len(found) for page, found in identifiers.items()} == dict.fromkeys(identifiers, 1)
    assert len(set.union(*identifiers.values())) == len(identifiers)


@pytest.mark.parametrize("status", ["404", "410"])
def test_requirement_34_each_language_has_error_pages_and_so_have_all_together(built: Built, status: str) -> None:
    base_path = built.base_url.partition("example")[2] + "/"
    locales = list(dict.fromkeys(entry["locale"] for entry in built.record))
    own_pages = {entry["locale"]: (entry, tree) for entry, tree in built.pages if entry["page"] == status}
    assert list(own_pages) == locales
    for entry, tree in own_pages.values():
        assert tree.get("lang") == entry["locale"]
        assert tree.xpath("string(h:head/h:meta[@name='robots']/@content)", namespaces=H) == "noindex"
        assert entry["url"] not in built.sitemap()
    neutral = built.tree(f"{status}.xhtml")
    assert neutral.xpath("string(h:head/h:meta[@name='robots']/@content)", namespaces=H) == "noindex"
    items = neutral.findall(".//h:ul[@class='languages']/h:li", H)
    assert [item.get("lang") for item in items] == locales
    for item, locale in zip(items, locales, strict=True):
        entry = own_pages[locale][0]
        assert item.get("{http://www.w3.org/XML/1998/namespace}lang") == locale
        assert item.findtext("h:h2", namespaces=H) == entry["title"]
        assert item.findtext("h:p", namespaces=H) == entry["description"]
        assert item.xpath("string(.//h:a/@href)", namespaces=H) == f"{base_path}{locale}/index.xhtml"
    # It is shown at any address: nothing in it depends on one.
    assert all(str(address).startswith((base_path, "https://")) for address in neutral.xpath("//@href | //@src"))


def test_requirement_38_a_page_bears_the_date_of_the_newest_of_its_parts(built: Built) -> None:
    def saved(path: str) -> int:
        return int(built.site.path(path).stat().st_mtime)

    for entry in built.record:
        if entry["page"] == "sitemap":  # It holds what the other pages say.
            continue
        catalogues = [f"locales/{entry['locale']}/LC_MESSAGES/{domain}.po" for domain in (entry["page"], "layout")]
        newest = max(map(saved, [entry["source"], "source/layout.xhtml", *catalogues]))
        assert entry["modified"] == utc(newest)


def test_requirement_45_the_sitemap_is_valid_and_lists_translations_only(built: Built) -> None:
    need(
        "The schema of sitemaps", SITEMAP_XSD.is_file(), "npm install --ignore-scripts --prefix .venv/npm sitemap@9.0.1"
    )
    sitemap_schema().assertValid(built.tree("sitemap.xml"))
    expected = {entry["url"]: entry["modified"] for entry, _ in built.findable if entry["state"] != "fallback"}
    root = built.tree("sitemap.xml")
    found = {
        url.findtext("s:loc", namespaces=S): url.findtext("s:lastmod", namespaces=S)
        for url in root.iterfind("s:url", S)
    }
    assert found == expected
    assert len(root) == len(expected)
    robots = (built.output / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {built.base_url}/sitemap.xml\n"


@pytest.mark.parametrize("make", [own, generated])
def test_requirement_46_two_builds_of_one_revision_are_the_same_bytes(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    (tmp_path / "one").mkdir()
    one = make(tmp_path / "one").site
    other = Site(tmp_path / "other")
    for folder in ("source", "locales"):
        # In the other order, and at other times.
        for path, content in reversed(one.files(folder).items()):
            place = other.path(f"{folder}/{path}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            os.utime(place, (int(EPOCH) + 60, int(EPOCH) + 60))
    assert other.run("build", "--allow-missing", "--jobs", "3").code == 0
    assert other.files("output") == one.files("output")


def utc(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sitemap_schema() -> etree.XMLSchema:
    """That of sitemaps.org with what it leaves to others."""
    imports = {S["s"]: SITEMAP_XSD, XHTML: TESTS / "xhtml-link.xsd"}
    lines = "".join(f'<xs:import namespace="{name}" schemaLocation="{path}"/>' for name, path in imports.items())
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}</xs:schema>')
    )


SETTING = parse_settings(SETTINGS.encode(), "site.toml")


def records(count: int, locale: str = "fr") -> list[PageRecord]:
    """Pages of one language, each a minute older than the one before."""
    return [
        PageRecord(
            f"site/{locale}/p{number}.xhtml",
            f"p{number:03}",
            locale,
            locale,
            "complete",
            sha256="",
            length=1,
            words=1,
            words_translated=1,
            source="",
            url=f"https://small.example/{locale}/p{number}.xhtml",
            title=f"Title {number}",
            modified=utc(1700000000 - 60 * number),
        )
        for number in range(count)
    ]


def test_a_sitemap_that_is_too_long_is_divided_and_indexed() -> None:
    files = dict(sitemap(SETTING, records(5), most_urls=2))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    counts = [len(etree.fromstring(content)) for content in files.values()]
    assert counts == [2, 2, 1, 3]
    index = etree.fromstring(files["sitemap.xml"])
    etree.XMLSchema(etree.parse(TESTS / "siteindex-subset.xsd")).assertValid(index)
    assert index[0].findtext("s:loc", namespaces=S) == "https://small.example/sitemap-1.xml"


def test_a_sitemap_that_is_too_large_is_divided_before_that() -> None:
    whole = dict(sitemap(SETTING, records(5)))["sitemap.xml"]
    assert list(dict(sitemap(SETTING, records(5), most_bytes=len(whole)))) == ["sitemap.xml"]
    files = dict(sitemap(SETTING, records(5), most_bytes=len(whole) - 1))
    assert [len(content) < len(whole) for content in files.values()] == [True, True, True]


def test_where_nothing_is_translated_there_is_no_sitemap_and_no_feed() -> None:
    fallbacks = [each._replace(state="fallback") for each in records(2)]
    assert (dict(sitemap(SETTING, fallbacks)), feed(SETTING, "fr", fallbacks, "index")) == ({}, None)


def test_a_feed_holds_the_fifty_pages_that_changed_last() -> None:
    root = etree.fromstring(feed(SETTING, "fr", records(60), "index") or b"")
    titles = [each.findtext("a:title", namespaces=A) for each in root.iterfind("a:entry", A)]
    assert titles == [f"Title {number}" for number in range(50)]


def test_what_a_feed_says_is_what_its_pages_say_whatever_signs_are_in_it() -> None:
    odd = 'R&D <b>\r"x"'
    (page,) = (each._replace(title=odd, description=odd, url='https://small.example/"&<') for each in records(1))
    data = feed(SETTING._replace(name=odd), "fr", [page], page.page) or b""
    root = etree.fromstring(data)
    paths = ("a:title", "a:subtitle", "a:author/a:name", "a:entry/a:title", "a:entry/a:summary")
    assert [root.findtext(path, namespaces=A) for path in paths] == [odd] * 5
    assert [each.get("href") for each in root.iterfind(".//a:link[@rel='alternate']", A)] == [page.url] * 2
    assert etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n" == data


def test_pages_that_changed_together_stand_in_the_order_of_their_paths() -> None:
    same = [each._replace(modified=utc(1700000000)) for each in reversed(records(3))]
    root = etree.fromstring(feed(SETTING, "fr", same, "index") or b"")
    assert [each.findtext("a:title", namespaces=A) for each in root.iterfind("a:entry", A)] == [
        "Title 0",
        "Title 1",
        "Title 2",
    ]


def test_the_list_of_pages_names_all_in_the_reader_s_language_where_they_have_it(small: Built) -> None:
    listed = small.tree("fr/fr-sitemap.xhtml").findall(".//h:ul[@id='all']/h:li", H)
    assert [(item.get("lang"), item[0].get("href"), item[0].text) for item in listed] == [
        ("fr", "../fr/index.xhtml", "fr: Welcome"),
        ("fr", "../fr/deep/fr-my-page.xhtml", "fr: A & B </script> <!-- ]]> “C”\u2028"),
        ("en", "../fr/deep/only.xhtml", "Only here"),
    ]


def test_other_pages_have_no_list(small: Built) -> None:
    assert 'id="all"' not in small.site.read("output/site/fr/index.xhtml")


def test_the_script_that_remembers_a_language_is_what_the_page_says_it_is(built: Built) -> None:
    from base64 import b64encode
    from hashlib import sha256

    for entry, tree in built.pages:
        script = tree.xpath("h:head/h:script[contains(@src, 'tetraglot-language')]", namespaces=H)[0]
        name = script.get("src").rpartition("/assets/")[2]
        content = (built.output / "assets" / name).read_bytes()
        assert script.get("integrity") == f"sha256-{b64encode(sha256(content).digest()).decode()}", entry


def test_a_locale_that_is_held_back_is_described_as_it_was_published(site: Site) -> None:
    site.complete().run("build")
    # Nothing of French is left, but what was published stays.
    site.write("locales/fr/LC_MESSAGES/index.po", "")
    site.run("update")
    assert "fr  left as published before, since texts are missing: index" in site.run("build").err
    named = {"en": "https://small.example/en/index.xhtml", "fr": "https://small.example/fr/index.xhtml"}
    for entry in site.record()["pages"]:
        assert entry["alternates"] == named | {"nl": "https://small.example/nl/index.xhtml"}
        assert 'hreflang="fr" href="https://small.example/fr/index.xhtml"' in site.read(f"output/{entry['path']}")


def test_a_fallback_that_is_held_back_is_not_named(site: Site) -> None:
    assert site.complete().run("build").code == 0
    site.write("locales/fr/LC_MESSAGES/index.po", "")
    site.run("update")
    assert site.run("build", "fr", "--allow-missing").code == 0
    # French is held back from now on: what is published of it is in English.
    assert "fr  left as published before, since texts are missing: index" in site.run("build").err
    assert [entry["state"] for entry in site.record()["pages"]] == ["complete", "fallback", "complete"]
    for file in ("index.xhtml", "en/index.xhtml", "nl/index.xhtml", "sitemap.xml"):
        assert "https://small.example/fr/" not in site.read(f"output/site/{file}")
    assert not site.path("output/site/fr/feed.xml").exists()


def git(folder: Path, *arguments: str, when: int = 1600000000) -> None:
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.example",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.example",
    }
    dates = {"GIT_AUTHOR_DATE": f"{when} +0200", "GIT_COMMITTER_DATE": f"{when} +0200"}
    outside = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    subprocess.run(
        ["git", "-C", str(folder), *arguments], env=os.environ | who | dates | outside, check=True, capture_output=True
    )


def modified(site: Site) -> dict[str, str]:
    assert site.run("build").code == 0
    return {entry["locale"]: entry["modified"] for entry in site.record()["pages"]}


def test_requirement_38_git_knows_when_what_is_committed_was_changed(site: Site) -> None:
    site.complete()
    git(site.folder, "init", "--quiet")
    git(site.folder, "add", "source", "locales")
    git(site.folder, "commit", "--quiet", "--message", "one", when=1600000000)
    assert modified(site) == dict.fromkeys(["en", "fr", "nl"], "2020-09-13T12:26:40Z")
    site.edit("locales/fr/LC_MESSAGES/index.po", "fr hello.", "fr salut.")
    os.utime(site.path("locales/fr/LC_MESSAGES/index.po"), (1650000000, 1650000000))
    assert modified(site)["fr"] == "2022-04-15T05:20:00Z"
    git(site.folder, "commit", "--quiet", "--all", "--message", "two", when=1610000000)
    assert modified(site) == {"en": "2020-09-13T12:26:40Z", "fr": "2021-01-07T06:13:20Z", "nl": "2020-09-13T12:26:40Z"}


def test_requirement_38_a_merge_that_changed_a_file_gives_it_its_date(site: Site) -> None:
    site.complete()
    path = "locales/nl/LC_MESSAGES/index.po"
    git(site.folder, "init", "--quiet", "--initial-branch=main")
    git(site.folder, "add", "source", "locales")
    git(site.folder, "commit", "--quiet", "--message", "one")
    git(site.folder, "checkout", "--quiet", "-b", "side")
    site.edit(path, "nl hello.", "nl hallo.")
    git(site.folder, "commit", "--quiet", "--all", "--message", "side", when=1610000000)
    git(site.folder, "checkout", "--quiet", "main")
    git(site.folder, "merge", "--quiet", "--no-ff", "--no-commit", "side", when=1620000000)
    site.edit(path, "nl hallo.", "nl dag.")
    git(site.folder, "commit", "--quiet", "--all", "--message", "merge", when=1620000000)
    assert modified(site) == {"en": "2020-09-13T12:26:40Z", "fr": "2020-09-13T12:26:40Z", "nl": "2021-05-03T00:00:00Z"}


def test_a_file_that_git_has_forgotten_has_the_date_at_which_it_was_saved(site: Site) -> None:
    site.complete()
    git(site.folder, "init", "--quiet")
    git(site.folder, "add", "source", "locales")
    git(site.folder, "commit", "--quiet", "--message", "one")
    git(site.folder, "rm", "--quiet", "--cached", "locales/fr/LC_MESSAGES/index.po")
    git(site.folder, "commit", "--quiet", "--message", "two")
    os.utime(site.path("locales/fr/LC_MESSAGES/index.po"), (1650000000, 1650000000))
    assert modified(site)["fr"] == "2022-04-15T05:20:00Z"


def test_no_date_is_later_than_the_one_that_the_environment_allows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.complete()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert set(modified(site).values()) == {"2023-11-14T22:13:20Z"}
    assert int(site.path("output/site/fr/index.xhtml").stat().st_mtime) == int(EPOCH)


@pytest.mark.parametrize("wrong", ["now", "-1", "1.5", "9" * 12])
def test_a_date_that_is_none_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    site.complete()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
    done = site.run("build")
    assert (done.code, done.err) == (
        3,
        f"SOURCE_DATE_EPOCH: '{wrong}' is no number of seconds; set it to whole seconds since 1970, or not at all\n",
    )


def test_requirement_38_a_file_bears_the_date_of_what_it_is_made_of(site: Site) -> None:
    site.complete()
    for path in [*site.path("source").rglob("*.*"), *site.path("locales").rglob("*.*")]:
        os.utime(path, (1600000000, 1600000000))
    file = site.path("output/site/fr/index.xhtml")
    site.run("build")
    assert int(file.stat().st_mtime) == 1600000000
    # A new style has a new name in the page: whoever compares dates must see that.
    site.write("source/assets/site.css", "main { max-width: 41em }\n")
    os.utime(site.path("source/assets/site.css"), (1610000000, 1610000000))
    site.run("build")
    assert int(file.stat().st_mtime) == 1610000000
    site.edit("source/site.toml", '"Small"', '"Little"')
    os.utime(site.path("source/site.toml"), (1620000000, 1620000000))
    site.run("build")
    assert int(file.stat().st_mtime) == 1620000000
    assert {entry["modified"] for entry in site.record()["pages"]} == {"2020-09-13T12:26:40Z"}


def test_a_file_that_changes_never_keeps_its_date(site: Site) -> None:
    site.complete()
    file, style = site.path("output/site/fr/index.xhtml"), site.path("source/assets/site.css")
    for path in [*site.path("source").rglob("*.*"), *site.path("locales").rglob("*.*")]:
        os.utime(path, (1600000000, 1600000000))
    seen = []
    for width in (40, 41):
        style.write_text(f"main {{ max-width: {width}em }}\n")
        os.utime(style, (1600000000, 1600000000))
        site.run("build")
        seen.append((file.stat().st_mtime, file.read_bytes()))
    assert all(one[0] < two[0] and one[1] != two[1] for one, two in pairwise(seen))


def test_error_pages_are_there_where_the_source_has_them(site: Site) -> None:
    def found() -> list[str]:
        assert site.run("build", "--allow-missing").code == 0
        return [path for path in site.files("output/site") if re.search(r"(?:^|/)4(?:04|10)\.xhtml$", path)]

    assert found() == []
    site.write("source/pages/404.xhtml", described("Lost"))
    assert found() == ["404.xhtml", "en/404.xhtml", "fr/404.xhtml", "nl/404.xhtml"]


def test_two_clones_with_all_of_git_s_history_make_the_same_bytes(site: Site, tmp_path_factory: Any) -> None:
    site.complete()
    git(site.folder, "init", "--quiet")
    git(site.folder, "add", "source", "locales")
    git(site.folder, "commit", "--quiet", "--message", "one", when=1600000000)
    site.edit("locales/fr/LC_MESSAGES/index.po", "fr hello.", "fr salut.")
    git(site.folder, "commit", "--quiet", "--all", "--message", "two", when=1610000000)
    place = tmp_path_factory.mktemp("clones")
    clones = []
    for name, depth in (("one", []), ("two", []), ("shallow", ["--depth=1"])):
        git(place, "clone", "--quiet", *depth, site.folder.as_uri(), name)
        clones.append(Site(place / name))
        for path in clones[-1].path("source").rglob("*.*"):
            os.utime(path, (1650000000 + len(clones), 1650000000 + len(clones)))
    dates = [modified(clone) for clone in clones]
    assert clones[0].files("output") == clones[1].files("output")
    assert dates[0] == {"en": "2020-09-13T12:26:40Z", "fr": "2021-01-07T06:13:20Z", "nl": "2020-09-13T12:26:40Z"}
    # A shallow clone knows no date before that of its oldest commit.
    assert dates[2] == dict.fromkeys(["en", "fr", "nl"], "2021-01-07T06:13:20Z")


def test_a_sitemap_holds_2000_addresses_and_2_mib_and_no_more() -> None:
    page = records(1)[0]
    assert list(dict(sitemap(SETTING, [page] * 2_000))) == ["sitemap.xml"]
    files = dict(sitemap(SETTING, [page] * 2_001))
    assert [(name, content.count(b"<loc>")) for name, content in files.items()] == [
        ("sitemap-1.xml", 2_000),
        ("sitemap-2.xml", 1),
        ("sitemap.xml", 2),
    ]
    long = page._replace(url=f"https://small.example/{'a' * (1 << 17)}")
    lengths = [len(content) for content in dict(sitemap(SETTING, [long] * 60)).values()]
    assert lengths[0] <= 2 << 20 < lengths[0] + len(long.url) + 1000


def test_a_page_keeps_its_identifier_in_feeds_whatever_its_address_and_title_are(site: Site) -> None:
    def identifiers(locale: str) -> list[str]:
        assert site.run("build").code == 0
        root = etree.fromstring(site.path(f"output/site/{locale}/feed.xml").read_bytes())
        return [each.findtext("a:id", namespaces=A) or "" for each in root.iterfind("a:entry", A)]

    site.path("source/pages/index.xhtml").rename(site.path("source/pages/help.xhtml"))
    assert site.run("update").code == 0
    for locale in ("fr", "nl"):
        site.translate(locale, {"Welcome": "a", "Hello, world.": "b"}, "help")
        site.translate(locale, {"Languages": "c"}, "layout")
    (before,) = identifiers("nl")
    path = "locales/fr/LC_MESSAGES/help.po"
    site.edit(path, 'msgid "help"\nmsgstr ""', 'msgid "help"\nmsgstr "aide"')
    site.edit(path, 'msgstr "a"', 'msgstr "Aide"')
    assert identifiers("fr") == [before]
    site.edit("source/site.toml", "small.example", "other.example")
    assert identifiers("fr") != [before]


def test_the_page_of_no_language_has_the_layout_s_head_and_the_home_pages_descriptions(site: Site) -> None:
    site.write("source/assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    site.write("source/assets/site.js", "")
    own = '<link rel="icon" href="assets/icon.svg"/><script src="assets/site.js" defer="defer"></script></head>'
    site.edit("source/layout.xhtml", "</head>", own)
    site.write("source/pages/index.xhtml", described("Welcome"))
    assert site.run("update").code == 0
    site.translate("fr", {"About: Welcome": "Au sujet"})
    assert site.run("build", "--allow-missing").code == 0
    tree = etree.fromstring(site.path("output/site/index.xhtml").read_bytes())
    loaded = tree.xpath("h:head/h:link[@rel='stylesheet' or @rel='icon']/@href | h:head/h:script/@src", namespaces=H)
    assert [re.sub(r"\.[0-9a-f]{10}\.", ".", str(each)) for each in loaded] == [
        "assets/site.css",
        "assets/icon.svg",
        "assets/site.js",
        "assets/js/tetraglot-language.js",
    ]
    (body,) = tree.findall("h:body", H)
    assert body.get("class") == "neutral"
    lines = [
        (item.get("lang"), item.findtext("h:p", namespaces=H))
        for item in body.iterfind(".//h:ul[@class='languages']/h:li", H)
    ]
    assert lines == [("en", "About: Welcome"), ("fr", "Au sujet"), ("nl", "About: Welcome")]
