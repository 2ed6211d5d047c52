"""The things that tests are about, built in sight: documents, catalogues, sites."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from pipeline.checks.chosen import Chosen
from pipeline.checks.glossary import Term
from pipeline.checks.pair import Context
from pipeline.checks.runner import check_messages
from pipeline.cli import main
from pipeline.extract import extract
from pipeline.model import Finding
from pipeline.po import Catalogue, Message
from pipeline.resolve import Resolution, resolve
from pipeline.site.links import Linked
from pipeline.xhtml.document import Document, parse_document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.slots import Slot, walk
from pipeline.xhtml.write import page_bytes

XHTML = "http://www.w3.org/1999/xhtml"
REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


def real_files(folder: str, pattern: str) -> list[Any]:
    """Files of ../shared for a test to run on each; one case that says what is absent where there are none."""
    found = sorted((SHARED / folder).glob(pattern))
    reason = f"real input left out: ../shared/{folder} is not beside this checkout"
    return [pytest.param(path, id=path.name) for path in found] or [
        pytest.param(None, id="absent", marks=pytest.mark.skip(reason=reason))
    ]


def page(body: str, head: str = "<title>1</title>") -> bytes:
    """The bytes of a page with this inside its body."""
    return f'<html xmlns="{XHTML}" lang="en" xml:lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def document(body: str, *, is_layout: bool = False) -> Document:
    return parse_document(page(body), "source/pages/p.xhtml", "p", "en", is_layout=is_layout)


def slots(body: str) -> tuple[Slot, ...]:
    return walk(document(body)).slots


def msgids(body: str) -> list[str]:
    return [slot.unit.text for slot in slots(body)]


def catalogue(*messages: Message, **translations: str) -> Catalogue:
    """A catalogue with these messages, or of msgids and msgstrs."""
    return Catalogue([*messages, *(Message(msgid, msgstr) for msgid, msgstr in translations.items())])


def check_message(
    context: Context, message: Message, checks: Chosen, path: str, page: str | None = None, terms: Sequence[Term] = ()
) -> list[Finding]:
    """The findings on one message, with no neighbours."""
    return list(check_messages(context, [(message, frozenset())], checks, path, page, terms))


def translated(translations: dict[str, str]) -> Catalogue:
    return Catalogue([Message(msgid, msgstr) for msgid, msgstr in translations.items()])


def resolved(source: Document, translations: dict[str, str]) -> list[Resolution]:
    return resolve(walk(source).slots, translated(translations), is_source=False)


def template(source: Document) -> Catalogue:
    return extract((slot.unit for slot in walk(source).slots), source.path, "en", "test")


def inner(draft: Draft) -> str:
    """What stands between <body> and </body>, as it is published."""
    text = page_bytes(draft.markup()).decode()
    return text.partition("<body>")[2].rpartition("</body>")[0]


def canonical(root: etree._Element) -> str:
    """Elements, attributes and text, runs of XML white space folded as msgids fold them.

    Canonical XML 2.0, since 1.0 and 1.1 refuse a namespace that is a relative reference.
    """
    return re.sub("[ \t\r\n]+", " ", etree.tostring(deepcopy(root), method="c14n2", with_comments=False).decode())


def with_links(source: Document, linked: Linked) -> Draft:
    """The page with its links as a reader needs them."""
    draft = Draft(source.outline)
    for element, name, value in linked.changes:
        draft.set(element, name, value)
    return draft


@dataclass
class Run:
    """What a command did."""

    code: int
    out: str
    err: str


LAYOUT = f"""<html xmlns="{XHTML}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="{XHTML}"
 xsl:version="1.0" xsl:exclude-result-prefixes="h" lang="{{frame/@locale}}" xml:lang="{{frame/@locale}}">
<head><meta charset="utf-8"/><title><xsl:value-of select="frame/h:html/h:head/h:title"/></title>
<xsl:copy-of select="frame/head/node()"/><link rel="stylesheet" href="assets/site.css"/></head>
<body><nav aria-label="Languages"><ul translate="no"><xsl:for-each select="frame/locales/locale">
<li><xsl:choose><xsl:when test="@published = 'yes'"><a href="{{@href}}" hreflang="{{@code}}"><xsl:value-of select="@name"/></a></xsl:when>
<xsl:otherwise><xsl:value-of select="@name"/></xsl:otherwise></xsl:choose></li></xsl:for-each></ul></nav>
<main><xsl:copy-of select="frame/h:html/h:body/node()"/></main></body></html>
"""

SETTINGS = """[site]
name = "Small"
base_url = "https://small.example"
source_locale = "en"
locales = ["en", "fr", "nl"]
region = "BE"
"""


@dataclass
class Site:
    """A site in a folder, and the command run on it."""

    folder: Path

    @classmethod
    def small(cls, folder: Path) -> Site:
        site = cls(folder)
        site.write("source/site.toml", SETTINGS)
        site.write("source/layout.xhtml", LAYOUT)
        site.write("source/assets/site.css", "main { max-width: 40em }\n")
        site.write("source/pages/index.xhtml", page("<p>Hello, world.</p>", "<title>Welcome</title>").decode())
        return site

    @classmethod
    def copy_of(cls, repository: Path, folder: Path) -> Site:
        for name in ("source", "locales"):
            shutil.copytree(repository / name, folder / name)
        return cls(folder)

    def path(self, path: str) -> Path:
        return self.folder / path

    def write(self, path: str, text: str) -> None:
        self.path(path).parent.mkdir(parents=True, exist_ok=True)
        self.path(path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return self.path(path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first `old` in a file; it must be there."""
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new, 1))

    def run(self, *arguments: str) -> Run:
        """The command, in this process: a start takes longer than most commands."""
        done = CliRunner().invoke(main, ["--site", str(self.folder), *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Run(done.exit_code, done.stdout, done.stderr)

    def run_apart(self, *arguments: str) -> Run:
        """The command in a process of its own, as a user calls it."""
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "--site", str(self.folder), *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def translate(self, locale: str, translations: dict[str, str], domain: str = "index") -> None:
        """Fill a catalogue as a translator's editor does."""
        path = f"locales/{locale}/LC_MESSAGES/{domain}.po"
        for msgid, msgstr in translations.items():
            self.edit(path, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')

    def complete(self) -> Site:
        """The small site with all its catalogues filled."""
        assert self.run("update").code == 0
        for locale in ("fr", "nl"):
            self.translate(locale, {"Welcome": f"{locale} welcome", "Hello, world.": f"{locale} hello."})
            self.translate(locale, {"Languages": f"{locale} languages"}, "layout")
        return self

    def files(self, folder: str = ".") -> dict[str, bytes]:
        """All files below a folder with their bytes."""
        base = self.path(folder)
        return {
            path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()
        }

    def record(self) -> Any:
        return json.loads(self.read("output/build.json"))

    def body(self, path: str) -> str:
        """What a published page has in <main>."""
        return re.split("<main[^>]*>", self.read(f"output/site/{path}"), maxsplit=1)[1].partition("</main>")[0]
