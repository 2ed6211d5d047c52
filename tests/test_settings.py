"""site.toml: every fault has its line, and says what may stand there."""

from __future__ import annotations

import pytest

from builders import SETTINGS, Site
from pipeline.errors import UnusableFileError
from pipeline.settings import parse_settings
from pipeline.settings.policies import Policy


def faults(text: str | bytes) -> str:
    with pytest.raises(UnusableFileError) as caught:
        parse_settings(text.encode() if isinstance(text, str) else text, "site.toml")
    return str(caught.value)


def test_the_settings_of_a_site() -> None:
    settings = parse_settings((SETTINGS + 'parity = [["fr", "nl"]]\n').encode(), "site.toml")
    assert (settings.name, settings.base_url, settings.base_path) == ("Small", "https://small.example", "/")
    assert (settings.source_locale, settings.locales, settings.region) == ("en", ("en", "fr", "nl"), "BE")
    assert settings.parity == (frozenset({"fr", "nl"}),)


def test_a_site_may_live_below_a_path() -> None:
    settings = parse_settings(SETTINGS.replace("small.example", "small.example/portal/").encode(), "site.toml")
    assert (settings.base_url, settings.base_path) == ("https://small.example/portal", "/portal/")


def test_partners_in_parity_go_together_however_they_are_linked() -> None:
    settings = parse_settings((SETTINGS + 'parity = [["en", "fr"], ["fr", "nl"]]\n').encode(), "site.toml")
    assert settings.with_partners(["nl"]) == ["en", "fr", "nl"]
    assert settings.with_partners([]) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Small"', "Small", "site.toml:2:8: Invalid value; write it as TOML 1.0 has it (toml.io)"),
        (
            'region = "BE"',
            'region = "BE"\n[server]\nprecompress = "gzip"',
            "site.toml:8:1: precompress is neither true nor false; write precompress = true",
        ),
        (
            'region = "BE"',
            'region = "BE"\n[server]\nbrotli = true',
            "site.toml:8:1: the key 'brotli' is not known; the key of [server] is precompress",
        ),
        (
            "[site]",
            "server = 1\n[site]",
            "site.toml:1:1: server is no table; write [server] and precompress = true below it",
        ),
        ("[site]", "[size]", "site.toml:1:1: the table [size] is not known; the tables are site, checks, locales"),
        ("name =", "nom =", "site.toml:2:1: the key 'nom' is not known; the keys are name, base_url,"),
        ('name = "Small"\n', "", "site.toml:1:1: the key 'name' is missing; add name = … to [site]"),
        ('"Small"', "7", 'site.toml:2:1: name is not a text of one line; write name = "…"'),
        ("https://small.example", "small.example", "site.toml:3:1: base_url 'small.example' is no web address;"),
        ("https://small.example", "https://[", "site.toml:3:1: base_url 'https://[' is no web address;"),
        ("https://small.example", "https://a.example/?", "site.toml:3:1: base_url 'https://a.example/?' is no web"),
        ('"Small"', '"a\\u0000b"', 'site.toml:2:1: name is not a text of one line; write name = "…"'),
        (
            "[site]\n",
            '[site]\nid_contexts = "yes"\n',
            "site.toml:2:1: id_contexts is neither true nor false; write id_contexts = true",
        ),
        ('"nl"]', '"fr-BE", "fr_BE"]', "site.toml:5:1: 'fr-BE' stands twice in locales; keep one of the two"),
        ('"nl"]', '"xx"]', "site.toml:5:1: 'xx' is no locale of CLDR;"),
        ('"nl"]', '"../nl"]', "site.toml:5:1: '../nl' is no locale of CLDR;"),
        ('"nl"]', '"fr"]', "site.toml:5:1: 'fr' stands twice in locales; keep one of the two"),
        ('["en", "fr", "nl"]', '"en"', 'site.toml:5:1: locales is not a list of texts; write locales = ["en", "fr"]'),
        ('= "en"', '= "de"', "site.toml:4:1: source_locale 'de' is not in locales; use one of en, fr, nl"),
        ('"BE"', '"Belgium"', "site.toml:6:1: region 'Belgium' is no country code;"),
        ('"BE"', '"BE"\nparity = [["fr", "de"]]', "site.toml:7:1: 'de' is not in locales; use en, fr, nl"),
        (
            '"BE"',
            '"BE"\nparity = ["fr"]',
            'site.toml:7:1: parity is not a list of lists; write parity = [["fr", "nl"]]',
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_remedy(old: str, new: str, message: str) -> None:
    assert old in SETTINGS
    assert message in faults(SETTINGS.replace(old, new, 1))


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    assert faults(b'[site]\nname = "\xe9"\n') == "site.toml:2:1: not UTF-8; save the file as UTF-8"


def test_all_faults_are_named_at_once() -> None:
    assert len(faults("[site]\nfoo = 1\n").split("\n")) == 5


def test_pictures_in_other_sizes_are_asked_for_with_widths_and_formats() -> None:
    text = SETTINGS + '[pictures]\nwidths = [960, 480, 480]\nformats = ["webp", "avif"]\n'
    asked = parse_settings(text.encode(), "site.toml").pictures
    assert (asked.widths, asked.formats, bool(asked)) == ((480, 960), ("avif", "webp"), True)
    assert not parse_settings(SETTINGS.encode(), "site.toml").pictures
    assert not parse_settings((SETTINGS + "[pictures]\n").encode(), "site.toml").pictures


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "widths = 480",
            "site.toml:8:1: widths is not a list of whole numbers of pixels from 16 to 10000; write widths = [480, 960]",
        ),
        ("widths = [true]", "site.toml:8:1: widths is not a list of whole numbers of pixels from 16 to 10000;"),
        ("widths = [8]", "site.toml:8:1: widths is not a list of whole numbers of pixels from 16 to 10000;"),
        (
            'formats = ["jpeg"]',
            'site.toml:8:1: formats is not a list of avif and webp; write formats = ["avif", "webp"]',
        ),
        ("sizes = 1", "site.toml:8:1: the key 'sizes' is not known; the keys are widths, formats"),
    ],
)
def test_what_is_wrong_with_the_pictures_asked_for_is_named(text: str, message: str) -> None:
    assert faults(f"{SETTINGS}[pictures]\n{text}\n").startswith(message)


def test_pictures_is_a_table() -> None:
    assert faults(f"pictures = 1\n{SETTINGS}") == (
        "site.toml:1:1: pictures is no table; write [pictures] and widths = [480, 960] below it"
    )


POLICIES = """
[locales.fr]
missing = "omit"
minimum = 80

[pages."news/*"]
missing = "fallback"
grace = 14

[locales.nl.pages."news/2026/*"]
grace = 0
"""


def test_the_policy_of_a_page_is_that_of_the_last_table_that_names_it() -> None:
    settings = parse_settings((SETTINGS + POLICIES).encode(), "site.toml")
    assert settings.policy("nl", "index") == Policy("fail", None, 0)
    assert settings.policy("fr", "index") == Policy("omit", 80, 0)
    assert settings.policy("fr", "news/2026/may") == Policy("fallback", 80, 14)
    assert settings.policy("nl", "news/2026/may") == Policy("fallback", None, 0)
    assert [settings.policy(*place).least for place in (("fr", "index"), ("nl", "news/a"))] == [80, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[locales.fr]\nmissing = "skip"',
            "site.toml:8:1: 'skip' is no way to treat what is missing; write one of fail, fallback, omit",
        ),
        (
            "[locales.fr]\nminimum = 101",
            "site.toml:8:1: minimum is no number of percent of words; write a whole number from 0 to 100",
        ),
        (
            "[locales.fr]\ngrace = true",
            "site.toml:8:1: grace is no number of days; write a whole number from 0 to 3650",
        ),
        (
            '[pages]\nnews = "fail"',
            'site.toml:7:1: pages holds no tables; write [pages."news/*"] and its keys below it',
        ),
        (
            '[pages."news/*"]\nregister = "formal"',
            "site.toml:8:1: the key 'register' is not known; the keys are missing, minimum, grace",
        ),
        (
            '[moved]\n"../old" = "index"',
            'site.toml:7:1: moved is no table of page paths; write [moved] and "old/page" = "new/page"',
        ),
        (
            '[moved]\nold = ["index"]',
            'site.toml:7:1: moved is no table of page paths; write [moved] and "old/page" = "new/page"',
        ),
        (
            'removed = ["a//b"]',
            'site.toml:7:1: removed is not a list of page paths; write removed = ["old/page"]',
        ),
        ('removed = "old"', 'site.toml:7:1: removed is not a list of page paths; write removed = ["old/page"]'),
    ],
)
def test_what_is_wrong_with_policies_and_departures_is_named(text: str, message: str) -> None:
    assert faults(f"{SETTINGS}{text}\n") == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[moved]\nindex = "index"',
            "source/site.toml: 'index' is in [moved] and still a page; take it out of [moved]",
        ),
        (
            '[moved]\nold = "none"',
            "source/site.toml: [moved] leads to 'none', which is no page; name the page as it is now",
        ),
        ('removed = ["index"]', "source/site.toml: 'index' is in removed and still a page; take it out of removed"),
    ],
)
def test_a_departure_that_is_not_so_stops_the_build(text: str, message: str, site: Site) -> None:
    site.write("source/site.toml", f"{SETTINGS}{text}\n")
    done = site.run("build", "--allow-missing")
    assert (done.code, done.err) == (3, f"{message}\n")
