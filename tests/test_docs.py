"""The documentation says what is so: its examples are run, what it names is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import REPOSITORY, Site, document
from need import need
from pipeline import its
from pipeline.cli import main
from pipeline.extract import extract
from pipeline.po import Message
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.slots import walk

DOCS = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
AUTHORS = (REPOSITORY / "docs/authors.md").read_text("utf-8")
_CODE = re.compile("`([^`]+)`")


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


@pytest.mark.parametrize("tool", ["python3 -c", "jq -r '(.pages + .files)[] |"])
def test_what_publishers_verify_with_tells_a_sound_copy_from_another(site: Site, tool: str) -> None:
    need(tool.split()[0], shutil.which(tool.split()[0]), "apt-get install jq")
    blocks = re.findall(r"^```sh\n(.*?)^```$", (REPOSITORY / "docs/publishers.md").read_text("utf-8"), re.M | re.S)
    command = next(block for block in blocks if block.startswith(tool))
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


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_files_and_places_that_are_named_are_there(path: Path) -> None:
    text = path.read_text("utf-8")
    for command in re.findall(r"(?:`|^|bin/)tetraglot (?:--site \S+ )?([a-z][a-z-]*)", text, re.MULTILINE):
        assert command in main.commands, command
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:`|^)(?:\w+=\S+ )?make ([a-z]+)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile, target
    for named in re.findall(r"`((?:pipeline|tests|docs)/[\w./-]+)`", text):
        assert (REPOSITORY / named).exists(), named
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall("^#+ (.*)$", text, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            assert (path.parent / target.partition("#")[0]).exists(), target
