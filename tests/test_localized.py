"""Addresses in the reader's language: what may be one, who owns which segment, and what becomes of links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SETTINGS, Site, page
from pipeline.settings import parse_settings
from pipeline.site.addresses import segment
from pipeline.site.localized import Address, localized
from pipeline.site.plan import Plan, Target

SETTING = parse_settings(SETTINGS.encode(), "site.toml")
PAGES = ["404", "about/index", "about/team", "help", "index", "support"]


def given_words(**words: str) -> dict[tuple[str, str], Address]:
    """French addresses; "__" stands for the slash in a page path."""
    paths = {name.replace("__", "/"): text for name, text in words.items()}
    return {("fr", path): Address(text, f"{path}.po", 7) for path, text in paths.items()}


def test_a_folder_s_index_gives_its_segment_to_all_pages_in_it() -> None:
    found = localized(PAGES, given_words(about__index="a-propos", about__team="equipe", help="aide"))
    assert found.findings == []
    assert found.files == {
        ("fr", "about/index"): "fr/a-propos/index.xhtml",
        ("fr", "about/team"): "fr/a-propos/equipe.xhtml",
        ("fr", "help"): "fr/aide.xhtml",
    }


@pytest.mark.parametrize("text", ["secteur-cle", "clé", "помощь", "v1.2", "a_b", "2026"])
def test_a_segment_is_small_letters_and_digits_with_single_signs_between(text: str) -> None:
    assert localized(PAGES, given_words(help=text)).files == {("fr", "help"): f"fr/{text}.xhtml"}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Secteur clé", "write secteur-cle"),
        ("a/b", "write a-b"),
        ("..", "write one such as key-sector"),
        ("a--b", "write a-b"),
        ("-a", "write a"),
        ("Aide", "write aide"),
        ("cle\u0301", "write cle"),
        ("a\nb", "write a-b"),
        ("index", "write one such as key-sector"),
        ("a" * 101, f"write {'a' * 101}"),
        ("%2e%2e", "write 2e-2e"),
        ("<b>", "write b"),
    ],
)
def test_what_is_no_segment_is_a_finding_and_the_source_s_stays(text: str, remedy: str) -> None:
    found = localized(PAGES, given_words(help=text))
    assert found.files == {}
    assert [str(each) for each in found.findings] == [
        f'help.po:7:9: error: "{text}" is no segment of an address: small letters and digits, with hyphens between;'
        f" {remedy} (address-form)"
    ]


def test_two_pages_never_have_one_address() -> None:
    found = localized(PAGES, given_words(help="aide", support="aide", about__team="equipe"))
    assert found.files == {("fr", "about/team"): "fr/about/equipe.xhtml"}
    assert [str(each) for each in found.findings] == [
        "help.po:7:9: error: the address is that of support too; give one of the two another (address-clash)",
        "support.po:7:9: error: the address is that of help too; give one of the two another (address-clash)",
    ]


def test_an_address_may_not_be_that_of_a_page_that_keeps_its_own() -> None:
    found = localized(PAGES, given_words(help="support"))
    assert found.files == {}
    assert [each.check for each in found.findings] == ["address-clash"]


def test_two_pages_may_exchange_their_addresses() -> None:
    found = localized(PAGES, given_words(help="support", support="help"))
    assert found.findings == []
    assert found.files == {("fr", "help"): "fr/support.xhtml", ("fr", "support"): "fr/help.xhtml"}


@given(st.dictionaries(st.sampled_from(PAGES[1:]), st.text(max_size=8)))
def test_whatever_translators_write_every_page_has_an_address_of_its_own_inside_its_language(
    words: dict[str, str],
) -> None:
    given_ = {("fr", path): Address(text, "p.po", 1) for path, text in words.items() if segment(path)}
    plan = Plan(SETTING, localized(PAGES, given_).files)
    files = [plan.file("fr", path) for path in PAGES]
    assert len(set(files)) == len(files)
    for file in files:
        parts = file.split("/")
        assert parts[0] == "fr"
        assert not {"", ".", ".."} & set(parts)


def test_a_link_leads_to_the_reader_s_language_or_says_that_it_does_not() -> None:
    plan = Plan(
        SETTING,
        {("fr", "help"): "fr/aide.xhtml"},
        absent=frozenset({("fr", "support"), ("en", "team"), ("fr", "team")}),
        fallbacks=frozenset({("fr", "news")}),
    )
    assert plan.target("fr", "help") == Target("fr/aide.xhtml", None)
    assert plan.target("fr", "news") == Target("fr/news.xhtml", "en")
    assert plan.target("fr", "support") == Target("en/support.xhtml", "en")
    assert plan.target("fr", "team") == Target("nl/team.xhtml", "nl")
    assert plan.target("en", "help") == Target("en/help.xhtml", None)


def translate_address(site: Site, locale: str, domain: str, msgstr: str) -> None:
    path = f"locales/{locale}/LC_MESSAGES/{domain}.po"
    name = segment(domain)
    site.edit(
        path, f'msgctxt "address"\nmsgid "{name}"\nmsgstr ""', f'msgctxt "address"\nmsgid "{name}"\nmsgstr "{msgstr}"'
    )


def with_help(site: Site) -> Site:
    """The small site, complete, with a page in a folder; pages and frame link to it."""
    site.edit("source/pages/index.xhtml", "Hello, world.", 'See <a href="help/form.xhtml#top">the form</a>.')
    site.edit("source/layout.xhtml", "<main>", '<p><a href="pages/help/form.xhtml">Form</a></p><main>')
    site.write(
        "source/pages/help/form.xhtml", page('<h1 id="top">Form</h1><p><a href="../index.xhtml">Home</a></p>').decode()
    )
    assert site.run("update").code == 0
    for locale in ("fr", "nl"):
        site.translate(locale, {"Welcome": "W", "See <a>the form</a>.": f"<a>{locale} form</a>."})
        site.translate(locale, {"Form": "F", "Languages": "L"}, "layout")
        site.translate(locale, {"Form": "F", "Home": "H"}, "help/form")
    return site


def test_links_and_switchers_follow_a_translated_address(site: Site) -> None:
    with_help(site)
    translate_address(site, "fr", "help/form", "formulaire")
    done = site.run("build")
    assert (done.code, done.err) == (0, "")
    assert site.body("fr/index.xhtml") == '<p><a href="help/formulaire.xhtml#top">fr form</a>.</p>'
    assert site.body("nl/index.xhtml") == '<p><a href="help/form.xhtml#top">nl form</a>.</p>'
    assert site.body("fr/help/formulaire.xhtml") == '<h1 id="top">F</h1><p><a href="../index.xhtml">H</a></p>'
    french = site.read("output/site/fr/help/formulaire.xhtml")
    assert '<a href="../../fr/help/formulaire.xhtml">F</a>' in french
    assert '<a href="../../nl/help/form.xhtml" hreflang="nl">' in french
    assert '<link rel="canonical" href="https://small.example/fr/help/formulaire.xhtml"/>' in french
    dutch = site.read("output/site/nl/help/form.xhtml")
    assert '<link rel="alternate" hreflang="fr" href="https://small.example/fr/help/formulaire.xhtml"/>' in dutch


def test_an_address_in_the_source_language_may_be_another_than_the_file_s(site: Site) -> None:
    with_help(site)
    translate_address(site, "en", "help/form", "application")
    assert site.run("build").code == 0
    assert site.body("en/index.xhtml") == '<p>See <a href="help/application.xhtml#top">the form</a>.</p>'


def test_a_link_to_a_page_that_is_in_another_language_only_says_so(site: Site) -> None:
    with_help(site)
    site.write("source/site.toml", site.read("source/site.toml") + '\n[pages."help/*"]\nmissing = "omit"\n')
    for msgstr in ("F", "H"):
        site.edit("locales/fr/LC_MESSAGES/help/form.po", f'msgstr "{msgstr}"', 'msgstr ""')
    assert site.run("build").code == 0
    assert site.body("fr/index.xhtml") == (
        '<p><a href="../en/help/form.xhtml#top" hreflang="en">fr form\u00a0(EN)</a>.</p>'
    )
    french = site.read("output/site/fr/index.xhtml")
    assert '<a href="../en/help/form.xhtml" hreflang="en">F\u00a0(EN)</a>' in french
    assert "<li>Français</li>" in site.read("output/site/en/help/form.xhtml")


def test_a_fallback_says_which_of_its_links_lead_back_to_the_reader_s_language(site: Site) -> None:
    with_help(site)
    site.write("source/site.toml", site.read("source/site.toml") + '\n[pages."help/*"]\nmissing = "fallback"\n')
    for msgstr in ("F", "H"):
        site.edit("locales/fr/LC_MESSAGES/help/form.po", f'msgstr "{msgstr}"', 'msgstr ""')
    assert site.run("build").code == 0
    assert (
        site.body("fr/help/form.xhtml")
        == '<h1 id="top">Form</h1><p><a href="../index.xhtml" hreflang="fr">Home</a></p>'
    )
    assert site.body("nl/help/form.xhtml") == '<h1 id="top">F</h1><p><a href="../index.xhtml">H</a></p>'


def test_an_address_that_cannot_be_one_holds_its_page(site: Site) -> None:
    with_help(site)
    translate_address(site, "fr", "help/form", "../../index")
    done = site.run("build")
    assert done.code == 1
    assert '"../../index" is no segment of an address' in done.err
    assert "fr  not published, since there are errors: help/form" in done.err
    assert sorted(site.files("output/site/fr")) == ["feed.xml", "index.xhtml"]


def test_an_address_is_no_text_that_may_be_missing(site: Site) -> None:
    with_help(site)
    assert site.run("check").code == 0
    assert site.run("update", "--check").code == 0
    assert 'msgctxt "address"\nmsgid "form"\nmsgstr ""' in site.read("locales/fr/LC_MESSAGES/help/form.po")
