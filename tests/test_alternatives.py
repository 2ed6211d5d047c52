"""Requirement 17: every picture has an alternative text, and it says what the picture shows."""

from __future__ import annotations

import pytest

from builders import Site, document
from pipeline.checks.alternatives import faults, on_document

FLASK = 'src="../assets/flask.svg"'


def said(body: str, *, is_layout: bool = False) -> list[str]:
    return [
        f"{each.line}: {each.severity}: {each.message}" for each in on_document(document(body, is_layout=is_layout))
    ]


def names(alt: str, address: str = "") -> list[str]:
    return [check for check, _ in faults(alt, address)]


def test_requirement_17_a_picture_without_an_alternative_text_is_an_error_on_its_line() -> None:
    assert said(f'\n<img {FLASK}/><map><area href="a"/><area/></map>\n<input type="image" {FLASK}/><input/>') == [
        '2: error: <img> has no alt; say what it shows, in a link where it leads; alt="" if it only decorates',
        '2: error: <area> has no alt; say what it shows, in a link where it leads; alt="" if it only decorates',
        '3: error: <input> has no alt; say what it shows, in a link where it leads; alt="" if it only decorates',
    ]


@pytest.mark.parametrize("body", ["<img/>", '<input type="image"/>'])
def test_requirement_17_a_picture_that_says_nothing_at_all_is_found_too(body: str) -> None:
    assert [each.check for each in on_document(document(body))] == ["alt-missing"]


@pytest.mark.parametrize(
    "body",
    [
        f'<img {FLASK} alt=""/>',
        f'<img {FLASK} alt="A flask"/>',
        f'<img {FLASK} aria-label="A flask"/><img {FLASK} title="A flask"/>',
        f"<figure><p><img {FLASK}/></p><figcaption>A flask</figcaption></figure>",
    ],
)
def test_what_says_it_otherwise_is_enough(body: str) -> None:
    assert said(body) == []


def test_requirement_17_a_link_that_holds_nothing_but_a_picture_needs_its_words() -> None:
    reason = "1: error: the picture is all that the link holds, and has no words; say in its alt where the link leads"
    assert said(f'<a href="a"> <img {FLASK} alt=""/><i/></a>') == [reason]
    for inside in (f'<img {FLASK} alt=""/> Home', f'<img {FLASK} alt=""/><img {FLASK} alt="Home"/>'):
        assert said(f'<a href="a">{inside}</a>') == []
    assert said(f'<a href="a" aria-label="Home"><img {FLASK} alt=""/></a><a><img {FLASK} alt=""/></a>') == []
    assert said(f'<p aria-hidden="true"><a href="a"><img {FLASK} alt=""/></a></p>') == []
    computed = (
        f'<a href="a"><img {FLASK} alt=""/><x:value-of xmlns:x="http://www.w3.org/1999/XSL/Transform" select="b"/></a>'
    )
    assert said(computed, is_layout=True) == []


@pytest.mark.parametrize("alt", ["cover-final-2.jpg", "IMG_2034.JPG", " flask.svg "])
def test_requirement_17_the_name_of_a_file_is_an_error(alt: str) -> None:
    assert names(alt) == ["alt-file-name"]
    assert names("my photo.jpg", "../a/my%20photo.jpg") == ["alt-file-name"]
    assert said(f'<img {FLASK} alt="{alt}"/>') == [
        f'1: error: "{alt.strip()}" is the name of a file; say what the picture shows'
    ]


@pytest.mark.parametrize(
    "alt",
    [
        *("logo be", "biopharma cover", "biopharma 1", "Biopharma 1", "Logo", "image", "Image 12", "cover photo"),
        *("IMG 2034", "DSC_0123", "photo", "Photo bureau", "Bild 3", "afbeelding", "Couverture rapport", "Minister photo"),
    ],
)  # fmt: skip
def test_requirement_17_what_says_nothing_is_a_warning(alt: str) -> None:
    assert names(alt) == ["alt-says-nothing"]
    assert said(f'<img {FLASK} alt="{alt}"/>') == [
        f'1: warning: "{alt}" does not say what the picture shows, or where its link leads; say that'
    ]


def test_the_words_of_the_file_s_own_name_say_nothing() -> None:
    assert names("red flask", "a/red-flask.svg") == ["alt-says-nothing"]
    assert names("Red flask", "a/red-flask.svg") == names("flask", "flask.svg") == []


@pytest.mark.parametrize(
    "alt",
    [
        *("Logo BOSA", "Logo of the federal government", "Innovation in Belgium, home page", "Expo 58", "Windows 11"),
        *("A flask", "Photo of the minister at work", "Exports in 2023", "Flask", "Prices in EUR. Source: NBB.pdf"),
        *("Cover of the annual report", "COVID-19", "X-ray", "Node.js", "42 %", "www.belgium.be"),
    ],
)  # fmt: skip
def test_what_says_something_is_left_alone(alt: str) -> None:
    assert names(alt, "../assets/picture.svg") == []


def test_braces_of_the_layout_are_computed() -> None:
    assert said('<img src="{a}.png" alt="{b} 1"/>', is_layout=True) == []


def test_requirement_17_a_translation_that_names_a_file_holds_its_language_back(site: Site) -> None:
    site.write("source/assets/flask.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 3"/>')
    site.edit("source/pages/index.xhtml", "<p>Hello", '<img src="../assets/flask.svg" alt="A flask"/><p>Hello')
    site.complete()
    site.translate("fr", {"A flask": "fiole-2.jpg"})
    site.translate("nl", {"A flask": "Foto fles"})
    done = site.run("build")
    assert done.code == 1
    assert done.err.split("\n")[:2] == [
        'locales/fr/LC_MESSAGES/index.po:23:9: error: "fiole-2.jpg" is the name of a file; say what the picture shows (alt-file-name)',
        'locales/nl/LC_MESSAGES/index.po:23:9: warning: "Foto fles" does not say what the picture shows, or where its link leads; say that (alt-says-nothing)',
    ]
    assert not site.path("output/site/fr").exists()
    assert 'alt="Foto fles"' in site.read("output/site/nl/index.xhtml")


def test_requirement_17_a_text_that_is_still_the_source_s_is_found(site: Site) -> None:
    site.edit(
        "source/pages/index.xhtml",
        "<p>Hello",
        '<img src="https://e.example/a.svg" alt="A flask on a bench" width="1" height="1"/><p>Hello',
    )
    site.complete()
    for locale in ("fr", "nl"):
        site.translate(locale, {"A flask on a bench": "A flask on a bench"})
    assert site.run("check").out.count("the translation is the same as the source; translate it (unchanged)") == 2


def test_a_site_chooses_how_much_they_weigh(site: Site) -> None:
    site.edit(
        "source/pages/index.xhtml", "<p>Hello", '<img src="https://e.example/a.svg" width="1" height="1"/><p>Hello'
    )
    site.complete()
    assert site.run("build").code == 1
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[checks]\nalt-missing = "warning"')
    done = site.run("build")
    assert (done.code, done.err.split("\n")[0]) == (
        0,
        'source/pages/index.xhtml:1: warning: <img> has no alt; say what it shows, in a link where it leads; alt="" if it only decorates (alt-missing)',
    )
