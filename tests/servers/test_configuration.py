"""Whatever pages are called and however few there are, the configuration says what it should and no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import harness
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import REPOSITORY, SETTINGS, Site
from pipeline.site.servers.apache import escaped
from pipeline.site.servers.escaping import literal
from pipeline.site.servers.nginx import quoted

# What has a meaning somewhere: to nginx, to Apache, to PCRE, in an address, in the map.
SIGNS = "\"'\\${}();#%&?*+.^|[]<>=:,;@!~` \t\né\u2028ÀA0-_"
SEGMENT = st.one_of(st.text(SIGNS, min_size=1, max_size=12), st.text(min_size=1, max_size=12)).filter(
    lambda name: not set(name) & set("/\0") and not name.startswith(".") and name not in ("index", "404", "410")
)
NAMES = st.lists(SEGMENT, min_size=1, max_size=40, unique=True)
HOSTILE = [
    'x"; add_header X-Injected 1; #',
    "x; return 200 pwned; #",
    "x\n}\nserver { listen 1; }",
    'x"\nHeader set X-Injected 1\n#',
    "x\\",
    'x\\"',
    "${HOME}",
    "${TETRAGLOT}",
    "%{ENV:PATH}",
    "$1 %1 $uri $http_cookie",
    "@name@",
    "@homes@",
    "a b;c d",
    "%2e%2e",
    "default",
    "volatile",
    "~^.*$",
    "*.x",
    "é" * 120,
    "[L,R=302]",
    "<VirtualHost>",
    "x\n<\\Directory>",
    "x.php",
    "x.gz",
    "x.fr",
]


def record_of(names: list[str], moved: list[str] = []) -> dict[str, Any]:  # noqa: B006 - never changed
    """A record with a page of each name in French, and a home page."""
    page = {"locale": "fr", "language": "fr", "state": "complete", "words": 1, "words_translated": 1, "source": ""}
    return {
        "format": 1,
        "name": "Small",
        "base_url": "https://small.example",
        "pages": [
            {
                "path": f"site/fr/{name}.xhtml",
                "page": name,
                "sha256": harness.sha256(name.encode()),
                "length": 1,
                **page,
            }
            for name in ["index", *names]
        ],
        "files": [],
        "redirects": [{"path": f"site/fr/{name}", "to": f"site/fr/{name}.xhtml"} for name in moved],
        "gone": [f"site/gone/{name}" for name in moved],
    }


def tokens(configuration: str) -> list[str]:
    """The words of a configuration as nginx takes them apart (ngx_conf_read_token): its rules, written anew."""
    found, word, sign, position = [], "", "", 0
    while position < len(configuration):
        char = configuration[position]
        position += 1
        if sign:  # within quotes
            if char == "\\":
                following = configuration[position]
                position += 1
                word += {"t": "\t", "r": "\r", "n": "\n"}.get(
                    following, following if following in "\"'\\" else char + following
                )
            elif char == sign:
                found.append(word)
                sign, word = "", ""
                assert configuration[position] in " \t\r\n;{)", "something follows a quote at once"
            else:
                word += char
        elif char in " \t\r\n;{}":
            found += [word] * bool(word) + [char] * (char in ";{}")
            word = ""
        elif char in "\"'" and not word:
            sign = char
        elif char == "#" and not word:
            position = configuration.index("\n", position)
        else:
            word += char
    return found


@given(st.text(SIGNS + "xtrn"))
def test_nginx_reads_a_quoted_text_as_that_text(text: str) -> None:
    assert tokens(f"{quoted(text)};") == [text, ";"]


@given(st.text())
def test_a_literal_finds_its_text_and_nothing_else(text: str) -> None:
    data = text.encode("utf-8", "surrogateescape") if text.isprintable() else b"a\nb$\\"
    pattern = literal(data.decode("utf-8", "surrogateescape"))
    assert re.fullmatch(r"(?:[A-Za-z0-9/_-]|\\x[0-9a-f]{2})*", pattern)
    assert re.fullmatch(pattern.encode(), data)


@given(st.text())
def test_a_key_of_the_map_is_one_word(text: str) -> None:
    assert re.fullmatch(r"[!-~]*", escaped(text.encode("utf-8", "replace").decode()))


def shape(configuration: bytes) -> list[str]:
    """Configuration without what belongs to one file: all lines but those of maps, of names, of digests."""
    of_a_file = rb'^    "(?:/|~\^/)fr/|^    "(?:/|~\^/)gone/|^RewriteRule "\^/(?:fr|gone)/[A-Za-z0-9/_\\x-]*\$"|^/fr/[!-~]+ [!-~]+$'
    lines = configuration.decode("utf-8", "surrogateescape").split("\n")
    return [line for line in lines if line and not re.match(of_a_file.decode(), line)]


@given(NAMES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_names_of_pages_add_entries_and_no_directives(names: list[str]) -> None:
    names = [name.encode("utf-8", "replace").decode() for name in names]
    plain = harness.configuration(SETTINGS.encode(), record_of(["a"], ["a"]))
    odd = harness.configuration(SETTINGS.encode(), record_of(names, names))
    keep = re.compile(r"^    Remove(?:Language|Charset|Encoding|InputFilter|OutputFilter) \.[A-Za-z0-9_-]+$")
    apache = [line for line in shape(odd["apache.conf"]) if not keep.match(line)]
    assert apache == shape(plain["apache.conf"])
    assert shape(odd["apache-map.txt"]) == shape(plain["apache-map.txt"])
    assert odd["nginx.conf"] == plain["nginx.conf"]
    words = tokens(odd["nginx-maps.conf"].decode())
    assert words.count("{") == words.count("}") == tokens(plain["nginx-maps.conf"].decode()).count("{")
    # Each map holds pairs, and the paths are there as they are, or as patterns where case alone tells them apart.
    for name in names:
        path = f"/fr/{name}.xhtml"
        assert path in words or f"~^{literal(path)}$" in words


def served_names(names: list[str], folder: Path) -> Site:
    """A site with a page of each name, as far as this file system takes it, and what a build writes for servers."""
    site = Site(folder)
    site.write("source/site.toml", SETTINGS)
    (folder / "output/server").mkdir(parents=True)
    (folder / "output/site/fr").mkdir(parents=True)
    for name in names:
        (folder / f"output/site/fr/{name}.xhtml").write_bytes(name.encode())
    harness.configure(site, record_of(names, [name for name in names if not name.endswith(".xhtml")]))
    return site


@pytest.mark.parametrize("kind", harness.KINDS)
def test_hostile_names_are_served_as_pages(kind: str, tmp_path: Path) -> None:
    names = [*HOSTILE, "Case", "case", "CASE"]
    site = served_names(names, tmp_path)
    assert harness.check(kind, site.path("output")) == ""
    with harness.serving(kind, site.path("output")) as server:
        for name in names:
            address = quote(f"/fr/{name}.xhtml")
            response = server.get(address)
            assert (response.status, response.body) == (200, name.encode()), name
            assert (response["Content-Type"], response["Content-Language"]) == ("text/html; charset=utf-8", "fr")
            assert response["Repr-Digest"] is not None, name
            assert server.get(address, if_none_match=str(response["ETag"])).status == 304, name
            assert (response["X-Injected"], response["Content-Encoding"]) == (None, None)
            moved = server.get(quote(f"/fr/{name}"))
            assert (moved.status, (moved["Location"] or "").endswith(address)) == (301, True), name
            assert server.get(quote(f"/gone/{name}")).status == 410


@pytest.mark.parametrize("kind", harness.KINDS)
@given(names=NAMES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_names_are_served_as_pages(kind: str, tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    names = [name for name in names if _is_a_name(name)]
    site = served_names(names, tmp_path_factory.mktemp("names"))
    with harness.serving(kind, site.path("output")) as server:
        for name in names:
            response = server.get(quote(f"/fr/{name}.xhtml"))
            assert (response.status, response.body) == (200, name.encode())
            assert response["Repr-Digest"] is not None


def _is_a_name(name: str) -> bool:
    """Whether a page can be called so: the build refuses what cannot be printed."""
    return name.isprintable() and len(name.encode()) < 200


@pytest.mark.parametrize("kind", harness.KINDS)
@pytest.mark.parametrize("base", ["por.tal", "a;b$1'(c)*%C3%A9%20%22%7B%5C%23"])
def test_a_site_below_a_path(kind: str, site: Site, base: str) -> None:
    site.edit("source/site.toml", "https://small.example", f"http://small.example/{base}")
    site.write("source/pages/404.xhtml", site.read("source/pages/index.xhtml"))
    assert site.complete().run("build", "--allow-missing").code == 0
    place = f"/{quote(unquote(base))}"
    assert harness.check(kind, site.path("output")) == ""
    with harness.serving(kind, site.path("output"), unquote(base)) as server:
        page = server.get(f"{place}/fr/index.xhtml")
        assert (page.status, page["Content-Language"]) == (200, "fr")
        assert page["Strict-Transport-Security"] is None  # the site has no HTTPS
        assert (server.get(f"{place}/", accept_language="nl")["Location"] or "").endswith(f"{place}/nl/index.xhtml")
        neutral = server.get(f"{place}/")
        assert (neutral.status, (neutral["Vary"] or "").replace(" ", "")) == (200, "Accept-Language,Cookie,Accept")
        css = next(path for path in site.files("output/site/assets"))
        assert server.get(f"{place}/assets/{css}")["Cache-Control"] == "public, max-age=31536000, immutable"
        missing = server.get(f"{place}/fr/none")
        # nginx cannot be told a path with "$" in it: it shows a page of its own.
        own = kind == "nginx" and "$" in base
        assert missing.status == 404
        assert own or missing.body == site.path("output/site/fr/404.xhtml").read_bytes()
        assert server.get(f"{place}x/fr/index.xhtml").status in (403, 404)
        assert server.get("/porxtal/fr/index.xhtml").status in (403, 404)


@pytest.mark.parametrize("kind", harness.KINDS)
def test_a_site_without_pages_for_errors_and_without_packed_files(kind: str, site: Site) -> None:
    assert site.complete().run("build").code == 0
    assert not list(site.path("output/site").rglob("*.gz"))
    with harness.serving(kind, site.path("output")) as server:
        response = server.get("/fr/none", accept_encoding="gzip")
        assert (response.status, response["Location"], response["X-Content-Type-Options"]) == (404, None, "nosniff")
        page = server.get("/fr/index.xhtml", accept_encoding="gzip")
        assert (page.status, page["Content-Encoding"], page["Vary"]) == (200, None, "Accept")
        assert page.body == site.path("output/site/fr/index.xhtml").read_bytes()


@pytest.mark.parametrize("kind", harness.KINDS)
def test_a_home_page_that_is_not_translated_is_nobody_s_first_choice(kind: str, site: Site) -> None:
    site.complete()
    site.edit("locales/nl/LC_MESSAGES/index.po", 'msgstr "nl welcome"', 'msgstr ""')
    site.edit("locales/nl/LC_MESSAGES/index.po", 'msgstr "nl hello."', 'msgstr ""')
    site.run("build", "--allow-missing")
    assert {page["locale"]: page["language"] for page in site.record()["pages"]} == {"en": "en", "fr": "fr", "nl": "en"}
    with harness.serving(kind, site.path("output")) as server:
        assert server.get("/", accept_language="nl, fr;q=0.5")["Location"].endswith("/fr/index.xhtml")
        assert server.get("/", accept_language="nl").status == 200
        assert server.get("/", accept_language="fr", cookie="language=nl")["Location"].endswith("/nl/index.xhtml")


def test_languages_of_a_country_answer_for_their_language(site: Site) -> None:
    site.edit("source/site.toml", '["en", "fr", "nl"]', '["en", "pt_BR", "fr-BE"]')
    site.run("build", "--allow-missing")
    record = site.record()
    for page in record["pages"]:
        page["language"] = page["locale"].replace("_", "-")
    harness.configure(site, record)
    homes = {"pt-BR": "pt_BR", "pt": "pt_BR", "pt-PT": "pt_BR", "FR": "fr-BE", "fr-be": "fr-BE", "en-GB": "en"}
    for kind in harness.KINDS:
        with harness.serving(kind, site.path("output")) as server:
            for accepted, home in homes.items():
                assert server.get("/", accept_language=accepted)["Location"].endswith(f"/{home}/index.xhtml"), accepted
            assert server.get("/", cookie="language=pt-BR")["Location"].endswith("/pt_BR/index.xhtml")


def test_two_sites_on_one_nginx(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Site.small(tmp_path_factory.mktemp("other"))
    other.edit("source/site.toml", "small.example", "other.example")
    maps = [each.complete().run("build") and each.read("output/server/nginx-maps.conf") for each in (site, other)]
    names = [set(re.findall(r"\$(tetraglot_\w+) \{", text)) for text in maps]
    assert len(names[0]) > 10
    assert names[0].isdisjoint(names[1])


def test_packed_files_are_the_same_each_time_and_go_when_nobody_wants_them(site: Site) -> None:
    site.complete()
    settings_before = site.read("source/site.toml")
    site.write("source/site.toml", f"{settings_before}\n[server]\nprecompress = true\n")
    site.write("source/assets/site.css", "main { max-width: 40em }\n" * 20)
    site.run("build")
    packed = {path: data for path, data in site.files("output").items() if path.endswith(".gz")}
    assert {"site/index.xhtml.gz", "site/fr/index.xhtml.gz"} <= packed.keys()
    for path in packed:
        dates = [int(site.path(f"output/{each}").stat().st_mtime) for each in (path, path.removesuffix(".gz"))]
        assert dates[0] == dates[1] or not path.startswith("site/fr/")
    listed = {entry["path"]: entry["sha256"] for entry in site.record()["files"]}
    assert all(listed[path] == harness.sha256(data) for path, data in packed.items())
    assert ", 0 written" in site.run("build").out
    site.run("build", "fr")
    assert packed == {path: data for path, data in site.files("output").items() if path.endswith(".gz")}
    site.write("source/site.toml", settings_before)
    assert f"{len(packed)} removed" in site.run("build", "fr").out
    assert not [path for path in site.files("output") if path.endswith(".gz")]


def test_what_gzip_does_not_make_smaller_is_not_packed(site: Site) -> None:
    site.complete()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[server]\nprecompress = true')
    site.write("source/assets/tiny.txt", "a")
    site.path("source/assets/picture.png").write_bytes(bytes(5000))
    site.run("build")
    assert not [path for path in site.files("output/site/assets") if re.fullmatch(r"(?:tiny|picture)\..*\.gz", path)]


@pytest.mark.parametrize("kind", harness.KINDS)
def test_a_page_that_was_moved_or_removed_by_its_author(kind: str, site: Site) -> None:
    for name in ("old", "fini"):
        site.write(f"source/pages/{name}.xhtml", site.read("source/pages/index.xhtml"))
    site.run("build", "--allow-missing")
    site.path("source/pages/fini.xhtml").unlink()
    site.path("source/pages/old.xhtml").rename(site.path("source/pages/new.xhtml"))
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nremoved = ["fini"]\n[moved]\n"old" = "new"')
    site.run("build", "--allow-missing")
    with harness.serving(kind, site.path("output")) as server:
        moved = server.get("/nl/old.xhtml")
        assert (moved.status, (moved["Location"] or "").endswith("/nl/new.xhtml")) == (301, True)
        assert server.get("/nl/new.xhtml").status == 200
        assert server.get("/nl/fini.xhtml").status == 410


@pytest.mark.parametrize("kind", harness.KINDS)
def test_where_there_is_no_page_410_what_is_gone_has_the_page_404(kind: str, site: Site) -> None:
    for name in ("404", "fini"):
        site.write(f"source/pages/{name}.xhtml", site.read("source/pages/index.xhtml"))
    site.run("build", "--allow-missing")
    site.path("source/pages/fini.xhtml").unlink()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nremoved = ["fini"]')
    site.run("build", "--allow-missing")
    with harness.serving(kind, site.path("output")) as server:
        response = server.get("/nl/fini.xhtml")
        assert (response.status, response.body) == (410, site.path("output/site/nl/404.xhtml").read_bytes())


@pytest.mark.parametrize("address", ["https://small.example", "https://small.example/portal"])
def test_the_modules_that_publishers_are_told_of_are_enough_for_apache(address: str, site: Site) -> None:
    guide = (REPOSITORY / "docs/publishers.md").read_text("utf-8")
    (told,) = re.findall(r"^Apache \(2\.4, with (.*)\):$", guide, re.MULTILINE)
    named = re.findall(r"mod_(\w+)", told)
    assert len(named) == 5
    site.edit("source/site.toml", "https://small.example", address)
    site.complete().run("build")
    assert harness.check("apache", site.path("output"), " ".join([harness.BARE, *named])) == ""
    # Without one that it cannot do without, the server says so.
    assert "RewriteEngine" in harness.check("apache", site.path("output"), f"{harness.BARE} mime headers alias dir")


@pytest.mark.parametrize("kind", harness.KINDS)
def test_until_the_server_is_told_a_changed_page_bears_the_tag_of_the_old_one(kind: str, site: Site) -> None:
    site.complete().run("build")
    with harness.serving(kind, site.path("output")) as server:
        old = server.get("/fr/index.xhtml")
        (server.folder / "site/fr/index.xhtml").write_bytes(b"new")
        new = server.get("/fr/index.xhtml")
        assert (new.body, new["ETag"], new["Repr-Digest"]) == (b"new", old["ETag"], old["Repr-Digest"])
        assert server.get("/fr/index.xhtml", if_none_match=str(old["ETag"])).status == 304
