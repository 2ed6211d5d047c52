"""What readers get from a real nginx and a real Apache with the configuration of a build: requirements 29 and 34 to 40."""

from __future__ import annotations

import gzip
from base64 import b64encode
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlsplit

import harness
import pytest
from harness import INNER, ODD, QUESTION, Response, Server

from builders import Site

PAGE = "/fr/index.xhtml"
LANGUAGES = ("nl", "fr", "de", "en")
XHTML = "application/xhtml+xml"
CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def varies(response: Response) -> set[str]:
    return {name.strip().lower() for name in (response["Vary"] or "").split(",")} - {""}


def media_type(response: Response) -> str | None:
    return response["Content-Type"]


def digest(data: bytes) -> str:
    import hashlib

    return f"sha-256=:{b64encode(hashlib.sha256(data).digest()).decode()}:"


def leads_to(response: Response) -> str:
    """The path of Location: Apache writes the host before it."""
    return urlsplit(response["Location"] or "").path


def asset(entries: dict[str, Any], suffix: str) -> str:
    return next(path for path in entries if path.startswith("/assets/") and path.endswith(suffix))


@pytest.mark.parametrize("kind", harness.KINDS)
def test_the_server_finds_nothing_wrong_with_its_configuration(built: Site, kind: str) -> None:
    assert harness.check(kind, built.path("output")) == ""


def test_each_file_of_the_record_is_served_as_it_is(server: Server, entries: dict[str, Any]) -> None:
    for path, entry in entries.items():
        response = server.get(quote(path))
        assert (response.status, len(response.body)) == (200, entry["length"]), path
        assert harness.sha256(response.body) == entry["sha256"], path


# 34: pages for errors


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("path", ["none.xhtml", "none", "no/such/folder/", "n%C3%A9ant.xhtml", ".tetraglot-x", "a%0Ab"])
def test_requirement_34_an_unknown_address_has_the_page_of_its_language(
    server: Server, entries: dict[str, Any], locale: str, path: str
) -> None:
    response = server.get(f"/{locale}/{path}")
    assert response.status == 404
    assert harness.sha256(response.body) == entries[f"/{locale}/404.xhtml"]["sha256"]
    assert (response["Content-Language"], media_type(response)) == (locale, "text/html; charset=utf-8")
    assert (response["Cache-Control"], response["ETag"], response["Repr-Digest"]) == ("no-cache", None, None)


@pytest.mark.parametrize(
    "path", ["/none", "/assets/", "/assets/css/none.css", "/frx/index.xhtml", "/.tetraglot-1", "/FR/"]
)
def test_requirement_34_an_unknown_address_of_no_language_has_the_neutral_page(
    server: Server, built: Site, path: str
) -> None:
    response = server.get(path)
    assert (response.status, response["Content-Language"]) == (404, None)
    assert response.body == (built.path("output") / "site/404.xhtml").read_bytes()


@pytest.mark.parametrize(
    ("path", "page", "language"),
    [("/fr/fini.xhtml", "/fr/410.xhtml", "fr"), ("/verdwenen.xhtml", "/410.xhtml", None)],
)
def test_requirement_34_a_page_that_is_no_more_says_so(
    server: Server, entries: dict[str, Any], path: str, page: str, language: str | None
) -> None:
    response = server.get(path)
    assert (response.status, response["Content-Language"]) == (410, language)
    assert harness.sha256(response.body) == entries[page]["sha256"]


def test_requirement_34_an_error_page_is_never_taken_for_not_modified(server: Server, entries: dict[str, Any]) -> None:
    own = b64encode(bytes.fromhex(entries["/fr/404.xhtml"]["sha256"])).decode()
    for tag in (f'"{own}"', "*"):
        response = server.get("/fr/none", if_none_match=tag)
        assert response.status == 404
        assert len(response.body) == entries["/fr/404.xhtml"]["length"]


def test_a_changed_address_leads_to_the_new_one_for_good(server: Server) -> None:
    moved = {"/fr/ancien.xhtml?a=1": "/fr/index.xhtml", "/de/alt%20%241%20%C3%BC.xhtml": f"/de/{quote(ODD)}.xhtml"}
    for old, new in moved.items():
        response = server.get(old)
        assert (response.status, leads_to(response)) == (301, new)
        assert server.get(leads_to(response)).status == 200


def test_an_address_that_changed_in_case_only_leads_to_no_circle(server: Server) -> None:
    assert leads_to(server.get("/en/Index.xhtml")) == "/en/index.xhtml"
    assert server.get("/en/index.xhtml").status == 200


def test_an_old_address_that_is_a_page_again_is_that_page(server: Server) -> None:
    assert server.get("/nl/index.xhtml")["Content-Language"] == "nl"


# 35: type by Accept


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/html", "text/html"),
        ("application/*", "text/html"),
        ("application/xml", "text/html"),
        (f"text/html, {XHTML};q=0", "text/html"),
        (f"{XHTML};q=0.000", "text/html"),
        (f"{XHTML}; profile=x; q=0", "text/html"),
        ("application/xhtml+xmlx", "text/html"),
        ("x-application/xhtml+xml", "text/html"),
        ("applicationxxhtmlxxml", "text/html"),
        (CHROMIUM, XHTML),
        (XHTML, XHTML),
        ("APPLICATION/XHTML+XML", XHTML),
        (f"{XHTML};q=0.001", XHTML),
        (f"text/html , {XHTML} ; q=0.5", XHTML),
        (f'{XHTML};profile="https://a.example/"', XHTML),
    ],
)
@pytest.mark.parametrize("path", [PAGE, "/fr/", "/index.xhtml", "/", "/fr/none"])
def test_requirement_35_xhtml_only_where_accept_lists_it(
    server: Server, path: str, accept: str | None, media: str
) -> None:
    response = server.get(path, **({"accept": accept} if accept else {}))
    assert media_type(response) == f"{media}; charset=utf-8"
    assert "accept" in varies(response)


def test_requirement_35_both_types_have_tags_of_their_own(server: Server) -> None:
    html, xhtml = server.get(PAGE), server.get(PAGE, accept=XHTML)
    assert html.body == xhtml.body
    assert html["ETag"] != xhtml["ETag"]
    assert server.get(PAGE, accept=XHTML, if_none_match=str(html["ETag"])).status == 200
    assert server.get(PAGE, if_none_match=str(xhtml["ETag"])).status == 200
    assert server.get(PAGE, accept=XHTML, if_none_match=str(xhtml["ETag"])).status == 304


def test_requirement_35_other_files_have_the_type_of_their_last_suffix(server: Server, entries: dict[str, Any]) -> None:
    types = {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }
    for suffix, expected in types.items():
        response = server.get(asset(entries, suffix), accept=CHROMIUM)
        assert (media_type(response), varies(response) - {"accept-encoding"}) == (expected, set())


# 36: Content-Language


def test_requirement_36_content_language_is_that_of_the_record(server: Server, entries: dict[str, Any]) -> None:
    for path, entry in entries.items():
        if "language" in entry or path.count("/") == 1:
            assert server.get(quote(path))["Content-Language"] == entry.get("language"), path


def test_requirement_36_a_feed_has_the_language_of_its_folder(server: Server) -> None:
    response = server.get("/fr/feed.atom")
    assert response["Content-Language"] == "fr"
    assert media_type(response) == "application/atom+xml; charset=utf-8"


def test_requirement_36_a_fallback_has_the_language_of_its_content(server: Server, entries: dict[str, Any]) -> None:
    assert entries[f"/de/{ODD}.xhtml"]["state"] == "fallback"
    assert server.get(f"/de/{quote(ODD)}.xhtml")["Content-Language"] == "en"


def test_requirement_36_a_suffix_inside_a_name_says_nothing(server: Server) -> None:
    response = server.get(f"/nl/{INNER}.xhtml")
    assert (response.status, response["Content-Language"], response["Content-Encoding"]) == (200, "en", None)


# 37, 29: the neutral address


@pytest.mark.parametrize("path", [PAGE, "/nl/", "/index.xhtml", "/de/index.xhtml"])
def test_requirement_37_no_other_address_negotiates(server: Server, path: str) -> None:
    plain = server.get(path)
    for headers in ({"accept_language": "de"}, {"accept_language": "en;q=0.3, nl"}, {"cookie": "language=en"}):
        response = server.get(path, **headers)
        assert (response.status, response.body, response["ETag"]) == (200, plain.body, plain["ETag"])
        assert varies(response) == {"accept", "accept-encoding"}


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("fr", "fr"),
        ("FR-be", "fr"),
        ("nl-BE,nl;q=0.9,en-US;q=0.8,en;q=0.7", "nl"),
        ("es,de;q=0.5,fr;q=0.7", "fr"),
        ("en;q=0.1 , de ; q=0.2", "de"),
        ("en;q=0.85,fr;q=0.9", "fr"),
        ("fr;q=0.05,en;q=0.1", "en"),
        ("de;q=0.001", "de"),
        ("de;q=1.000,fr", "de"),
        ("fr;q=0, nl;q=0.2", "nl"),
        ("de-Latn-CH-1996", "de"),
        ("es, *;q=0.5, en;q=0.1", "en"),
    ],
)
def test_requirement_37_the_language_that_the_browser_likes_best(server: Server, accepted: str, home: str) -> None:
    response = server.get("/", accept_language=accepted)
    assert (response.status, leads_to(response)) == (303, f"/{home}/index.xhtml")
    assert varies(response) == {"accept-language", "cookie"}
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "accepted", [None, "", "*", "es", "es-ES,pt;q=0.8", "fr;q=0", "fr;q=0.000", "fra", "xfr", "f r", "fr;q=", ",,;"]
)
def test_requirement_37_without_a_match_the_reader_chooses(
    server: Server, entries: dict[str, Any], accepted: str | None
) -> None:
    response = server.get("/", **({} if accepted is None else {"accept_language": accepted}))
    assert (response.status, harness.sha256(response.body)) == (200, entries["/index.xhtml"]["sha256"])
    assert varies(response) == {"accept-language", "cookie", "accept", "accept-encoding"}
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Language"] is None


def test_requirement_37_nginx_and_apache_compare_weights_by_their_first_decimal(server: Server) -> None:
    assert leads_to(server.get("/", accept_language="de;q=0.82,fr;q=0.85")) == "/de/index.xhtml"


@pytest.mark.parametrize("cookie", ["language=nl", "a=b; language=nl", "language=NL; c", "xlanguage=fr; language=nl"])
def test_requirement_29_a_choice_that_was_remembered_wins(server: Server, cookie: str) -> None:
    response = server.get("/", cookie=cookie, accept_language="de")
    assert (response.status, leads_to(response)) == (303, "/nl/index.xhtml")
    assert varies(response) == {"accept-language", "cookie"}


@pytest.mark.parametrize(
    "cookie", ["language=es", "language=", "language", "language=nl-BE", "mylanguage=nl", "x=language=nl"]
)
def test_requirement_29_a_choice_that_is_none_of_ours_counts_for_nothing(server: Server, cookie: str) -> None:
    assert leads_to(server.get("/", cookie=cookie, accept_language="de")) == "/de/index.xhtml"


def test_requirement_29_the_page_to_choose_stays_within_reach(server: Server, entries: dict[str, Any]) -> None:
    response = server.get("/index.xhtml", cookie="language=nl", accept_language="de")
    assert (response.status, harness.sha256(response.body)) == (200, entries["/index.xhtml"]["sha256"])


@pytest.mark.parametrize("path", ["//", "/./", "/fr/..", "/fr/../", "/?language=fr", "/%2e/"])
def test_requirement_37_the_neutral_address_written_in_other_ways_negotiates_too(server: Server, path: str) -> None:
    response = server.get(path, cookie="language=de")
    assert (response.status, leads_to(response)) == (303, "/de/index.xhtml")
    response = server.get(path)
    assert (response.status, response["Cache-Control"]) == (200, "private, no-cache")
    assert {"accept-language", "cookie"} <= varies(response)


# 38: tags, dates, 304


def test_requirement_38_the_tag_is_made_of_the_content(server: Server, entries: dict[str, Any]) -> None:
    for path, entry in entries.items():
        if not path.endswith(".gz"):
            own = b64encode(bytes.fromhex(entry["sha256"])).decode()
            assert server.get(quote(path))["ETag"] == f'"{own}"', path


def test_requirement_38_the_tag_differs_by_coding(server: Server) -> None:
    plain, packed = server.get(PAGE), server.get(PAGE, accept_encoding="gzip")
    assert packed["ETag"] != plain["ETag"]
    assert server.get(PAGE, accept_encoding="gzip", if_none_match=str(plain["ETag"])).status == 200
    assert server.get(PAGE, accept_encoding="gzip", if_none_match=str(packed["ETag"])).status == 304


def test_requirement_38_the_date_is_that_of_the_file(server: Server) -> None:
    for headers, suffix in (({}, ""), ({"accept_encoding": "gzip"}, ".gz")):
        stated = parsedate_to_datetime(str(server.get(PAGE, **headers)["Last-Modified"]))
        assert stated.timestamp() == int((server.folder / f"site{PAGE}{suffix}").stat().st_mtime)


@pytest.mark.parametrize("path", [PAGE, "/fr/", "/", "/index.xhtml", "asset"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip"}, {"accept": XHTML}])
def test_requirement_38_a_304_repeats_what_caches_need(
    server: Server, entries: dict[str, Any], path: str, method: str, headers: dict[str, str]
) -> None:
    path = asset(entries, ".css") if path == "asset" else path
    full = server.get(path, **headers)
    own = full["ETag"]
    for tags in (f"{own}", f'"other", W/{own}', f'{own} , "other"', "*"):
        response = server.get(path, method, if_none_match=tags, **headers)
        assert (response.status, response.body) == (304, b""), tags
        for name in ("ETag", "Vary", "Cache-Control", "Last-Modified"):
            assert response[name] == full[name], name
        assert response["Content-Length"] in (None, full["Content-Length"])


@pytest.mark.parametrize("tags", ['"other"', 'W/"other"', "{}", '"{}', "x{}", '"{}-xhtml"'])
def test_requirement_38_another_tag_is_answered_in_full(server: Server, tags: str) -> None:
    full = server.get(PAGE)
    tags = tags.format(str(full["ETag"]).strip('"'))
    date = str(full["Last-Modified"])
    assert server.get(PAGE, if_none_match=tags, if_modified_since=date).body == full.body


def test_requirement_38_by_date_alone(server: Server) -> None:
    full = server.get(PAGE)
    for date in (str(full["Last-Modified"]), "Sun, 06 Nov 2016 08:49:37 GMT"):
        response = server.get(PAGE, if_modified_since=date)
        assert (response.status, response["Vary"]) == (304, full["Vary"])
        assert (response["ETag"], response["Cache-Control"]) == (full["ETag"], full["Cache-Control"])
    assert server.get(PAGE, if_modified_since="Sun, 06 Nov 1994 08:49:37 GMT").status == 200


def test_requirement_38_a_part_of_a_file_only_where_the_tag_is_the_same(
    server: Server, entries: dict[str, Any]
) -> None:
    path = asset(entries, ".css")
    full = server.get(path)
    part = server.get(path, range="bytes=2-5", if_range=str(full["ETag"]))
    assert (part.status, part.body, part["Repr-Digest"]) == (206, full.body[2:6], full["Repr-Digest"])
    assert server.get(path, range="bytes=2-5", if_range='"other"').body == full.body


def test_requirement_38_if_match(server: Server) -> None:
    own = str(server.get(PAGE)["ETag"])
    assert server.get(PAGE, if_match='"other"').status == 412
    assert server.get(PAGE, if_match="*").status == 200
    # nginx knows no tag when it looks at this: it refuses, which is safe, and no browser asks.
    assert server.get(PAGE, if_match=own).status == (412 if server.kind == "nginx" else 200)


# 39: digests, how long to keep


def test_requirement_39_the_digest_is_that_of_the_record(server: Server, entries: dict[str, Any]) -> None:
    for path, entry in entries.items():
        if path.endswith(".gz"):
            continue
        response = server.get(quote(path))
        expected = b64encode(bytes.fromhex(entry["sha256"])).decode()
        assert response["Repr-Digest"] == f"sha-256=:{expected}:" == digest(response.body), path
        assert server.get(quote(path), "HEAD")["Repr-Digest"] == response["Repr-Digest"]


def test_requirement_39_the_digest_of_what_is_packed_is_that_of_the_packed_file(
    server: Server, entries: dict[str, Any]
) -> None:
    packed = [path for path in entries if f"{path}.gz" in entries]
    assert len(packed) > 20
    for path in packed:
        response = server.get(quote(path), accept_encoding="gzip")
        if QUESTION in path and server.kind == "apache":
            assert response["Content-Encoding"] is None  # mod_rewrite would see a query in the name
            continue
        assert response["Content-Encoding"] == "gzip", path
        expected = b64encode(bytes.fromhex(entries[f"{path}.gz"]["sha256"])).decode()
        assert response["Repr-Digest"] == f"sha-256=:{expected}:" == digest(response.body)
        assert gzip.decompress(response.body) == server.get(quote(path)).body


def test_requirement_39_assets_are_kept_for_ever_and_pages_for_minutes(server: Server, entries: dict[str, Any]) -> None:
    for path in entries:
        response = server.get(quote(path))
        kept = "public, max-age=31536000, immutable" if path.startswith("/assets/") else "public, max-age=300"
        assert response["Cache-Control"] == kept, path
    assert server.get("/assets/none.css")["Cache-Control"] == "no-cache"
    assert server.get("/fr/ancien.xhtml")["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=1.0, GZIP;q=0.1", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.0, identity", None),
        ("br", None),
        ("identity", None),
        ("gzipped", None),
        ("*", None),
    ],
)
@pytest.mark.parametrize("path", [PAGE, "/", "asset", "/fr/"])
def test_files_are_packed_for_who_can_unpack(
    server: Server, entries: dict[str, Any], path: str, accepted: str, coding: str | None
) -> None:
    path = asset(entries, ".css") if path == "asset" else path
    response = server.get(path, accept_encoding=accepted)
    assert (response.status, response["Content-Encoding"]) == (200, coding)
    assert "accept-encoding" in varies(response)
    assert response["Content-Length"] == str(len(response.body))


def test_a_page_for_an_error_is_packed_too(server: Server, entries: dict[str, Any]) -> None:
    response = server.get("/fr/none", accept_encoding="gzip")
    assert (response.status, response["Content-Encoding"]) == (404, "gzip")
    assert harness.sha256(gzip.decompress(response.body)) == entries["/fr/404.xhtml"]["sha256"]


# 40: on every response


def test_requirement_40_security_on_every_response(server: Server, entries: dict[str, Any]) -> None:
    tag = str(server.get(PAGE)["ETag"])
    responses = {
        "page": server.get(PAGE),
        "head": server.get(PAGE, "HEAD"),
        "packed": server.get(PAGE, accept_encoding="gzip"),
        "xhtml": server.get(PAGE, accept=XHTML),
        "asset": server.get(asset(entries, ".svg")),
        "part": server.get(PAGE, range="bytes=0-9"),
        "304": server.get(PAGE, if_none_match=tag),
        "neutral": server.get("/"),
        "303": server.get("/", accept_language="fr"),
        "301": server.get("/fr/ancien.xhtml"),
        "folder": server.get("/fr"),
        "404": server.get("/fr/none"),
        "404, neutral": server.get("/none"),
        "410": server.get("/fr/fini.xhtml"),
        "412": server.get(PAGE, if_match='"other"'),
        "POST": server.get(PAGE, "POST"),
        "DELETE": server.get(PAGE, "DELETE"),
    }
    for name, response in responses.items():
        for field, value in SECURITY.items():
            assert response[field] == value, (name, field)
    assert "unsafe" not in SECURITY["Content-Security-Policy"]
    assert responses["DELETE"].status == 405


def test_requirement_40_only_the_worker_of_the_search_may_run_webassembly(server: Server) -> None:
    own = SECURITY["Content-Security-Policy"]
    worker = own.replace("'self';", "'self'; script-src 'self' 'wasm-unsafe-eval';", 1)
    policies = {
        path: server.get(path)["Content-Security-Policy"]
        for path in ("/fr/search/pagefind-worker.js", "/nl/search/pagefind-worker.js", PAGE, "/fr/search/")
    }
    assert policies == {
        "/fr/search/pagefind-worker.js": worker,
        "/nl/search/pagefind-worker.js": own,  # there is no such file
        PAGE: own,
        "/fr/search/": own,
    }


@pytest.mark.parametrize(
    "request_line", [b"GET /%00 HTTP/1.1", b"GET / HTTP/9.9", b"NONSENSE", b"GET /%zz HTTP/1.1", b"GET /a%2Fb HTTP/1.1"]
)
def test_requirement_40_even_on_a_request_that_is_none(server: Server, request_line: bytes) -> None:
    answer = server.raw(request_line + b"\r\nHost: a\r\nConnection: close\r\n\r\n")
    if answer.startswith(b"HTTP/"):
        for field, value in SECURITY.items():
            assert f"{field}: {value}".encode() in answer


# What readers could try


@pytest.mark.parametrize(
    "path",
    [
        "/../server/nginx.conf",
        "/fr/../../build.json",
        "/%2e%2e/build.json",
        "/fr/..%2f..%2fbuild.json",
        "/fr/%2e%2e/%2e%2e/server/apache.conf",
        "/assets/..%5c..%5cbuild.json",
        "//etc/passwd",
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    response = server.get(path)
    assert response.status in (400, 403, 404)
    assert b"TETRAGLOT" not in response.body
    assert b"root:" not in response.body


def test_unfinished_files_are_not_served(server: Server) -> None:
    for path in (".tetraglot-abc", "fr/.tetraglot-abc.xhtml", "assets/.tetraglot-abc"):
        (server.folder / "site" / path).write_text("unfinished")
        response = server.get(f"/{path}")
        assert response.status == 404
        assert b"unfinished" not in response.body


@pytest.mark.parametrize(
    "value", ["fr%0d%0aX-Injected: 1", 'fr"; add_header X-Injected 1', "$uri", "${tetraglot:x}", "%{ENV:PATH}"]
)
def test_a_cookie_or_a_header_puts_nothing_into_a_response(server: Server, value: str) -> None:
    for response in (
        server.get("/", cookie=f"language={value}"),
        server.get("/", accept_language=value),
        server.get(PAGE, accept=value, accept_encoding=value, if_none_match=f'"{value}"', if_match="*"),
    ):
        assert response.status == 200
        assert response["X-Injected"] is None
        assert not any(value in text for text in response.headers.values())


@pytest.mark.parametrize("path", ["/fr%0d%0aX-Injected:%201", "/fr/%0d%0aX-Injected:%201/", "/%0d%0aX-Injected:1"])
def test_an_address_puts_nothing_into_a_response(server: Server, path: str) -> None:
    response = server.get(path, cookie="language=fr")
    assert (response["X-Injected"], response["Location"]) == (None, None)
    assert response.status in (400, 403, 404)


@pytest.mark.parametrize("path", ["/", "/fr", "/fr/ancien.xhtml"])
def test_the_host_that_is_asked_for_leads_nowhere(server: Server, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n"
    answer = server.raw(request.encode())
    assert b"evil.example" not in answer
    assert answer.split()[1] in (b"301", b"303")


def test_odd_names_are_names(server: Server, entries: dict[str, Any]) -> None:
    for name in (ODD, QUESTION):
        for locale in LANGUAGES:
            response = server.get(f"/{locale}/{quote(name)}.xhtml", accept=XHTML)
            assert (response.status, media_type(response)) == (200, f"{XHTML}; charset=utf-8")
            assert harness.sha256(response.body) == entries[f"/{locale}/{name}.xhtml"]["sha256"]


def test_a_folder_without_its_slash_is_told_so(server: Server) -> None:
    response = server.get("/fr")
    assert (response.status, leads_to(response)) == (301, "/fr/")
