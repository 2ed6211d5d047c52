"""The documentation says what is so: its examples are run, what it names is there."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from builders import REPOSITORY, Site, document, page
from need import need
from pipeline import its
from pipeline.cli import main
from pipeline.errors import UnusableFileError
from pipeline.extract import extract
from pipeline.po import Message
from pipeline.settings import parse_settings
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.slots import walk

DOCS = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
AUTHORS = (REPOSITORY / "docs/authors.md").read_text("utf-8")
PUBLISHERS = (REPOSITORY / "docs/publishers.md").read_text("utf-8")
PULLING = re.findall(r"^```sh\n(.*?)^```$", PUBLISHERS, re.MULTILINE | re.DOTALL)
XLINK = "http://www.w3.org/1999/xlink"
_CODE = re.compile("`([^`]+)`")


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing of what it does."""

    def log_message(self, *arguments: object) -> None:
        pass


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", AUTHORS, re.MULTILINE | re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """The rows of the tables that say what comes of what: fragments, and what is said of them."""
    for table in re.findall(
        r"^\| in the page \| in the catalogue \|\n\| --- \| --- \|\n((?:\|.*\n)+)", AUTHORS, re.MULTILINE
    ):
        for row in table.splitlines():
            left, right = re.split(r"(?<!\\) \| ", row.strip("| "), maxsplit=1)
            for fragment in _CODE.findall(left):
                yield fragment.replace("\\|", "|"), right


def messages(fragment: str) -> list[Message]:
    """What translators get of a fragment."""
    source = document(f"<ul>{fragment}</ul>" if fragment.startswith("<li>") else fragment)
    walked = walk(source, its.guidance(source.root, source.path, lambda _: b""))
    return extract((slot.unit for slot in walked.slots), "p", "en", "test").messages


@pytest.mark.parametrize(("fragment", "said"), list(examples()))
def test_what_becomes_of_a_fragment_is_as_the_authors_guide_says(fragment: str, said: str) -> None:
    got = messages(fragment)
    codes = _CODE.findall(said)
    if said == "nothing":
        assert got == []
        return
    texts = [code for code in codes if not code.startswith(("#. ", "msgctxt ", "value"))]
    assert sorted(message.msgid for message in got) == sorted(texts)
    comments = [line for message in got for line in message.comment.split("\n")]
    assert {code.removeprefix("#. ") for code in codes if code.startswith("#. ")} <= set(comments)
    contexts = {f'msgctxt "{message.msgctxt}"' for message in got if message.msgctxt is not None}
    assert {code for code in codes if code.startswith("msgctxt ")} == contexts


def test_the_tables_are_found() -> None:
    assert len(list(examples())) > 40


def test_the_page_of_the_authors_guide_is_a_page() -> None:
    source = parse_document(fenced("xml")[0].encode(), "p.xhtml", "p", "en")
    assert [slot.unit.text for slot in walk(source).slots] == [
        "Contact",
        "How to reach us, by telephone and by post.",
        "Contact",
        "See also <a>the home page</a>.",
    ]


def test_the_rules_of_the_authors_guide_do_what_they_say(site: Site) -> None:
    site.write("source/rules.its", next(text for text in fenced("xml") if text.startswith("<its:rules")))
    body = '<p data-caption="A caption">By <span class="brand">ACME</span></p><table><tr><th>Price</th></tr></table>'
    site.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", body)
    assert site.run("extract").code == 0
    template = site.read("locales/pot/index.pot")
    assert 'msgid "By <span>ACME</span>"' in template
    assert "#. TAGS: <span>: stays as it is\n" in template
    assert 'msgid "A caption"' in template
    assert '#. NOTE: Keep it short: the columns are narrow.\n#: source/pages/index.xhtml\nmsgid "Price"' in template


def table(text: str, header: str) -> list[list[str]]:
    """The cells of the rows below a header."""
    (rows,) = re.findall(rf"^{re.escape(header)}\n\|[ |-]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [re.split(r"(?<!\\) \| ", row.removeprefix("| ").removesuffix(" |")) for row in rows.splitlines()]


def test_the_attributes_that_the_authors_guide_lists_are_units_there_and_nowhere_else() -> None:
    elements = ["p", "img", "area", "input", "textarea", "track", "option", "optgroup", "th", "meta"]
    buttons = ["submit", "button", "reset"]
    *rows, named = table(AUTHORS, "| attribute | on |")
    values = next(where for attribute, where in rows if attribute == "`value`")
    assert (_CODE.findall(values), named[0]) == (["input", *buttons], "`content`")
    element, *names = _CODE.findall(named[1])
    assert element == "meta"
    listed = {
        (attribute, element)
        for attributes, where in rows
        for attribute in _CODE.findall(attributes)
        for element in (elements if where == "any element" else _CODE.findall(where))
        if where != values
    }
    for attribute in {attribute for attribute, _ in listed} | {"aria-labelledby", "data-title", "content"}:
        found = {
            element for element in elements if messages(f'<div><{element} {attribute}="Some words"></{element}></div>')
        }
        assert found == {element for known, element in listed if known == attribute}, attribute
    for kind in (*buttons, "text", "hidden"):
        assert bool(messages(f'<p><input type="{kind}" value="Some words"/></p>')) == (kind in buttons), kind
    for name in (*names, "viewport", "og:url"):
        key = "property" if ":" in name else "name"
        head = f'<title>A</title><meta {key}="{name}" content="Some words"/>'
        assert bool(walk(parse_document(page("", head), "p", "p", "en")).slots[1:]) == (name in names), name


def test_the_addresses_in_the_attributes_that_the_authors_guide_lists_are_followed(site: Site) -> None:
    (listed,) = re.findall(r"^The attributes are (.*?)\. Files", AUTHORS, re.MULTILINE | re.DOTALL)
    names = [name for name in _CODE.findall(listed) if name != "object"]
    assert len(names) == 10
    elements = {"data": "object", "xlink:href": f'use xmlns:xlink="{XLINK}"'}
    written = "".join(f'<{elements.get(name, "a")} {name}="../assets/a.svg"/>' for name in names)
    site.write("source/assets/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    site.write("source/assets/.hidden", "")
    site.edit("source/pages/index.xhtml", "<p>Hello", f"<div>{written}</div><p>Hello")
    assert site.run("build", "en").code in (0, 1)
    published = [path for path in site.files("output/site/assets") if path.startswith("a.")]
    assert len(published) == 1
    assert not [path for path in site.files("output/site") if "hidden" in path]
    assert re.findall(r'([\w:]+)="\.\./assets/(\S+)"', site.body("en/index.xhtml")) == [
        (name, published[0]) for name in names
    ]


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def structure(*frames: etree._Element) -> dict[str, set[str]]:
    """The attributes of each element of frames, by its name; of what pages and heads hold, nothing."""
    found: dict[str, set[str]] = {}
    for element in frames:
        found.setdefault(local(element), set()).update(map(str, element.attrib))
        if local(element) not in ("head", "html"):
            for name, attributes in structure(*element.iterchildren(etree.Element)).items():
                found.setdefault(name, set()).update(attributes)
    return found | {"html": set()}


def test_the_layout_is_given_what_the_authors_guide_shows(site: Site) -> None:
    need("Pagefind", find_spec("pagefind_bin"), "pip install -e '.[search]'")
    site.edit("source/layout.xhtml", "<main>", '<div id="given"><xsl:copy-of select="frame"/></div><main>')
    for name in ("sitemap", "404"):
        site.write(f"source/pages/{name}.xhtml", page("<p>Words</p>", "<title>List</title>").decode())
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nsearch = true')
    site.complete()
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, Belgium.")
    assert site.run("update").code == 0
    assert site.run("build", "--allow-missing").code == 0

    def given(file: str) -> etree._Element:
        tree = etree.fromstring(site.path(f"output/site/{file}").read_bytes())
        found: etree._Element = tree.xpath("//*[@id = 'given']/*")[0]
        return found

    def part(frame: etree._Element, name: str) -> dict[str, str]:
        return {str(key): str(value) for child in frame if local(child) == name for key, value in child.attrib.items()}

    outdated, listing, lost = given("fr/index.xhtml"), given("nl/sitemap.xhtml"), given("fr/404.xhtml")
    shown = etree.fromstring(next(text for text in fenced("xml") if text.startswith("<frame")))
    assert structure(outdated, listing) == structure(shown)
    parts = ["site", "locales", "coverage", "search", "notice", "head", "pages", "html"]
    assert [local(child) for child in shown] == parts
    assert [local(child) for child in outdated] == [name for name in parts if name != "pages"]
    assert [local(child) for child in listing] == parts
    (modified,) = [each["modified"] for each in site.record()["pages"] if each["path"] == "site/fr/index.xhtml"]
    assert dict(outdated.attrib) == {
        "locale": "fr",
        "dir": "ltr",
        "path": "index",
        "root": "../",
        "url": "https://small.example/fr/index.xhtml",
        "state": "outdated",
        "modified": modified,
    }
    assert (lost.get("root"), listing.get("state")) == ("/", "fallback")
    assert part(outdated, "site") == {"name": "Small", "base-url": "https://small.example", "source-locale": "en"}
    names = [(each.get("code"), each.get("name"), each.get("current"), each.get("published")) for each in outdated[1]]
    assert names == [
        ("en", "English", "no", "yes"),
        ("fr", "Français", "yes", "yes"),
        ("nl", "Nederlands", "no", "yes"),
    ]
    assert [each.get("published") for each in listing[1]] == ["yes", "no", "no"]
    assert (outdated[1][2].get("href"), outdated[1][2].get("url")) == (
        "../nl/index.xhtml",
        "https://small.example/nl/index.xhtml",
    )
    # Of "Welcome" and "Hello, Belgium." the first is translated: 33.3 %.
    assert part(outdated, "coverage") == {"translated": "1", "total": "3", "percent": "33"}
    assert part(outdated, "search") == {"href": "../fr/search/", "root": "../"}
    assert part(outdated, "notice")["kind"] == "outdated"
    (pages,) = [child for child in listing if local(child) == "pages"]
    assert [dict(each.attrib) for each in pages] == [
        {"title": "nl welcome", "description": "", "lang": "nl", "dir": "ltr", "href": "../nl/index.xhtml"}
    ]
    heads = {"fr": outdated[5], "404": next(child for child in lost if local(child) == "head")}
    assert [(local(each), each.get("name")) for each in heads["404"]] == [("meta", "robots"), ("script", None)]
    assert [each.get("rel") for each in heads["fr"] if local(each) == "link"] == ["canonical", *["alternate"] * 5]
    assert "".join(outdated[6][0].itertext()) == "fr welcome"


def test_the_keys_of_site_toml_are_those_of_the_authors_guide() -> None:
    values = {
        "name": '"Small"',
        "base_url": '"https://small.example"',
        "source_locale": '"en"',
        "locales": '["en", "fr", "nl"]',
        "region": '"BE"',
        "id_contexts": "true",
        "parity": '[["fr", "nl"]]',
        "search": "true",
        "removed": '["news/2019"]',
    }
    rows = {_CODE.findall(key)[0]: needed for key, needed, _ in table(AUTHORS, "| key | needed | holds |")}
    assert set(rows) == set(values)
    for key, needed in rows.items():
        text = "[site]\n" + "".join(f"{each} = {value}\n" for each, value in values.items() if each != key)
        if needed == "no":
            parse_settings(text.encode(), "site.toml")
            continue
        with pytest.raises(UnusableFileError, match=f"the key '{key}' is missing"):
            parse_settings(text.encode(), "site.toml")
    with pytest.raises(UnusableFileError) as caught:
        parse_settings(b"[site]\nx = 1\n", "site.toml")
    (known,) = re.findall(r"'x' is not known; the keys are (.*)", str(caught.value))
    assert sorted(known.split(", ")) == sorted(rows)


def test_the_record_has_the_fields_of_the_publishers_guide(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<p>1</p>").decode())
    site.complete().run("build")
    site.path("source/pages/old.xhtml").unlink()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[moved]\nold = "index"')
    assert site.run("build").code == 0
    record = site.record()
    (named,) = re.findall(r"^`output/build.json` has (.*)$", PUBLISHERS, re.MULTILINE)
    assert sorted(record) == sorted(_CODE.findall(named))
    assert record["format"] == 1
    fields = [field for names, _ in table(PUBLISHERS, "| field | holds |") for field in _CODE.findall(names)]
    for entry in record["pages"]:
        assert sorted(entry) == sorted(fields)
    assert {tuple(entry) for entry in record["files"]} == {("path", "sha256", "length", "until")}
    assert record["redirects"][0] == {"path": "site/en/old.xhtml", "to": "site/en/index.xhtml"}


@pytest.mark.parametrize(
    ("target", "commands"),
    [
        ("build", ["build fr"]),
        ("check", ["check fr"]),
        ("catalogues", ["extract", "update fr"]),
    ],
)
def test_make_runs_the_commands_that_the_guides_mean(target: str, commands: list[str]) -> None:
    need("make", shutil.which("make"), "apt-get install make")
    command = ["make", "--dry-run", "--no-print-directory", "--old-file=.venv/ready", target, "ARGS=fr"]
    # As a person calls it, and not as a part of `make test`.
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, env=alone)
    assert done.stdout.splitlines() == [f".venv/bin/tetraglot {each}" for each in commands]


def pulled(site: Site, blocks: list[str], **variables: str) -> dict[str, bytes]:
    """What the commands of the publishers' guide bring over, from a site with an odd name and a foreign address."""
    site.write("source/pages/R&D #1 50%.xhtml", page("<p>1</p>", "<title>1</title>").decode())
    site.write("source/pages/help.xhtml", page("<p>1</p>", "<title>1</title>").decode())
    site.complete()
    path = "locales/fr/LC_MESSAGES/help.po"
    site.edit(path, 'msgid "help"\nmsgstr ""', 'msgid "help"\nmsgstr "помощь"')
    assert site.run("build").code == 0
    place = site.path("pulled")
    place.mkdir()
    for block in blocks:
        script = block.replace("/srv/portal/", f"{place}/").replace("builder:portal/", "")
        folder = site.folder if block.startswith("rsync") else place
        environment = {
            "PATH": os.environ["PATH"],
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
            **variables,
        }
        subprocess.run(["sh", "-c", f"set -e\n{script}"], cwd=folder, env=environment, check=True)
    return site.files("pulled")


def test_what_publishers_pull_over_http_is_what_was_built(site: Site) -> None:
    for tool in ("curl", "jq"):
        need(tool, shutil.which(tool), f"apt-get install {tool}")
    (block,) = [block for block in PULLING if block.startswith("curl")]
    handler = partial(Quiet, directory=str(site.path("output")))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            found = pulled(site, [block], **{"from": f"http://127.0.0.1:{server.server_port}"})
        finally:
            server.shutdown()
            thread.join()
    assert found == site.files("output")
    assert {"site/en/R&D #1 50%.xhtml", "site/fr/помощь.xhtml"} <= found.keys()


def test_what_publishers_pull_with_rsync_is_what_was_built(site: Site) -> None:
    need("rsync", shutil.which("rsync"), "apt-get install rsync")
    blocks = [block for block in PULLING if block.startswith("rsync")]
    assert len(blocks) == 1
    site.write("output/site/.tetraglot-0a", "half")
    found = pulled(site, blocks)
    assert found == {path: data for path, data in site.files("output").items() if ".tetraglot-" not in path}


@pytest.mark.parametrize("tool", ["python3 -c", "jq -r '(.pages + .files)[] |"])
def test_what_publishers_verify_with_tells_a_sound_copy_from_another(site: Site, tool: str) -> None:
    need(tool.split()[0], shutil.which(tool.split()[0]), "apt-get install jq")
    command = next(block for block in PULLING if block.startswith(tool))
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[server]\nprecompress = true')
    assert site.complete().run("build").code == 0

    def verified() -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", command], cwd=site.path("output"), capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    assert verified() == (0, "")
    site.path("output/server/nginx.conf").write_text("")
    assert verified()[0] == 1
    assert "server/nginx.conf" in verified()[1]


def anchors_of(text: str) -> set[str]:
    """The places on a page of the documentation, as GitHub names them."""
    titles = re.findall("^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item or a row of a table."""

    line: int
    text: str  # with single spaces
    header: str = ""  # of the table that it is a row of


def blocks(markdown: str) -> list[Block]:
    """What a document says, in order: without headings, headers of tables and what is fenced."""
    found: list[Block] = []
    header, is_open, is_fenced = "", False, False
    lines = markdown.split("\n")
    for number, (line, following) in enumerate(pairwise([*lines, ""]), 1):
        if line.startswith("```"):
            is_open, is_fenced = False, not is_fenced
        elif is_fenced:
            continue
        elif line.startswith("|"):
            is_open = False
            if re.fullmatch(r"[|: -]+", following):
                header = line
            elif not re.fullmatch(r"[|: -]+", line) or line == header:
                found.append(Block(number, line, header))
        elif not line.strip() or line.startswith("#"):
            is_open = False
        elif is_open and not re.match(r" *(?:[-*]|[0-9]+\.) ", line):
            last = found[-1]
            found[-1] = Block(last.line, f"{last.text} {line.strip()}")
        else:
            found.append(Block(number, line.strip()))
            is_open = True
    return found


def test_a_document_is_taken_apart_into_what_it_says() -> None:
    markdown = "# Title\n\nOne\ntwo.\n- three\n  four\n1. five\n```sh\nsix\n```\nseven\n\n| a | b |\n| --- | --- |\n| c | d |\n\n| | |\n| --- | --- |\n| e | f |\n"
    assert blocks(markdown) == [
        Block(3, "One two."),
        Block(5, "- three four"),
        Block(7, "1. five"),
        Block(11, "seven"),
        Block(15, "| c | d |", "| a | b |"),
        Block(19, "| e | f |", "| | |"),
    ]


PROMISES = tomllib.loads((REPOSITORY / "tests/promises.toml").read_text("utf-8"))


def test_the_guides_that_promise_are_the_publishers_and_the_authors() -> None:
    assert list(PROMISES) == ["docs/publishers.md", "docs/authors.md"]


@pytest.mark.parametrize("path", PROMISES)
def test_each_paragraph_of_a_guide_names_the_tests_that_hold_it_to_its_word(path: str) -> None:
    said, entries = blocks((REPOSITORY / path).read_text("utf-8")), PROMISES[path]
    phrases = [*entries["promises"], *entries["promises_nothing"]]
    tables = entries.get("tables", {})
    without = [
        f"{path}:{block.line}: {block.text}"
        for block in said
        if block.header not in tables and not any(phrase in block.text for phrase in phrases)
    ]
    assert without == [], "these have no entry in tests/promises.toml"


@pytest.mark.parametrize("path", PROMISES)
def test_each_phrase_of_a_promise_stands_in_one_paragraph_of_its_guide(path: str) -> None:
    said, entries = blocks((REPOSITORY / path).read_text("utf-8")), PROMISES[path]
    places = {
        phrase: [block.line for block in said if phrase in block.text]
        for phrase in (*entries["promises"], *entries["promises_nothing"])
    }
    assert {phrase: lines for phrase, lines in places.items() if len(lines) != 1} == {}
    assert entries.get("tables", {}).keys() <= {block.header for block in said}
    assert all(entries["promises_nothing"].values()), "each has a reason"


@pytest.mark.parametrize("path", PROMISES)
def test_each_test_that_a_promise_names_is_there(path: str) -> None:
    for phrase, tests in {**PROMISES[path].get("tables", {}), **PROMISES[path]["promises"]}.items():
        assert tests, phrase
        for test in tests:
            file, _, name = test.partition("::")
            assert name in names_in(file), f"{phrase!r}: {test}"


@cache
def names_in(file: str) -> frozenset[str]:
    """The tests of a file below tests/, read and not run."""
    tree = ast.parse((REPOSITORY / "tests" / file).read_bytes())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_files_and_places_that_are_named_are_there(path: Path) -> None:
    text = path.read_text("utf-8")
    for command in re.findall(r"(?:`|^|bin/)tetraglot (?:--site \S+ )?([a-z][a-z-]*)", text, re.MULTILINE):
        assert command in main.modules, command
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:`|^)(?:\w+=\S+ )?make ([a-z]+)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile, target
    for named in re.findall(r"`((?:pipeline|tests|docs)/[\w./-]+)`", text):
        assert (REPOSITORY / named).exists(), named
    anchors = anchors_of(text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            other, _, place = target.partition("#")
            assert (path.parent / other).exists(), target
            assert not place or place in anchors_of((path.parent / other).read_text("utf-8")), target
