"""This project's own site: the seed's words, complete catalogues, nothing lost and nothing added."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from builders import REPOSITORY, XHTML, Site, canonical
from need import need
from pipeline.assemble import assemble
from pipeline.build.project import Project, Source
from pipeline.model import State
from pipeline.po import parse
from pipeline.resolve import Resolution
from pipeline.store import Store
from pipeline.xhtml import inline
from pipeline.xhtml.inline import Code, Content
from pipeline.xhtml.names import XSLT
from test_pages import filled

PROJECT = Project(Store(REPOSITORY))
SOURCES = [PROJECT.source(domain) for domain in PROJECT.domains]
BIOPHARMA = "innovation/biopharma-key-sector-belgium"
CATALOGUES = sorted(Path(REPOSITORY / "locales").rglob("*.po"))

# Letters that no page uses, one for each letter: what is left in ASCII was not translated.
PSEUDO = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "".join(chr(0xFF41 + n) for n in range(26)) + "".join(chr(0xFF21 + n) for n in range(26)),
)


def pseudo(content: Content) -> Content:
    return tuple(
        part.translate(PSEUDO)
        if isinstance(part, str)
        else Code(part.name, None if part.content is None else pseudo(part.content))
        for part in content
    )


def skeleton(root: etree._Element) -> list[tuple[str, list[str]]]:
    """All elements in order, with the names of their attributes."""
    return [(str(element.tag), sorted(map(str, element.attrib))) for element in root.iter(etree.Element)]


# The address of the accessibility statement.
STATEMENT = {"en": "accessibility", "fr": "accessibilite", "nl": "toegankelijkheid", "de": "barrierefreiheit"}
SITE_MAP = {"nl": "sitemap", "fr": "plan-du-site", "de": "seitenuebersicht", "en": "sitemap"}


def visible(element: etree._Element, protected: bool = False) -> Iterator[str]:
    """The words that a reader sees or hears and a translator may change."""
    protected = {"no": True, "yes": False}.get(element.get("translate", ""), protected)
    if element.tag in (f"{{{XHTML}}}script", f"{{{XHTML}}}style", f"{{{XSLT}}}attribute"):
        return
    if not protected:
        yield element.text or ""
        yield from (element.get(name, "") for name in ("alt", "title", "aria-label"))
        yield element.get("content", "") if element.get("name") == "description" else ""
    for child in element:
        if isinstance(child.tag, str):
            yield from visible(child, protected)
        if not protected:
            yield child.tail or ""


def test_the_biopharma_page_holds_the_seed_word_for_word() -> None:
    seed = (REPOSITORY / "tests/cases/seed/biopharma-page.txt").read_text("utf-8")
    wanted = [" ".join(line.split()) for line in seed.splitlines() if line.strip()]
    pictures = {"biopharma cover", "biopharma 1"}
    banner = ["High contrast", "Official information and services: www.belgium.be", "logo be"]
    assert wanted[:3] == banner
    page = next(source for source in SOURCES if source.domain == BIOPHARMA).document.root
    texts = [
        " ".join("".join(e.itertext()).split())
        for e in page.iter(*(f"{{{XHTML}}}{name}" for name in ("h1", "h2", "p")))
    ]
    assert texts == [line for line in wanted[3:] if line not in pictures]
    alts = [image.get("alt", "") for image in page.iter(f"{{{XHTML}}}img")]
    assert len(alts) == 2
    assert all(len(alt.split()) > 5 for alt in alts)


def test_the_layout_has_the_banner_s_words() -> None:
    words = {slot.unit.text for slot in SOURCES[0].walked.slots}
    assert {"High contrast", "Official information and services: <a>www.belgium.be</a>"} <= words


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.domain)
def test_a_page_filled_with_its_own_words_is_itself(source: Source) -> None:
    assert canonical(filled(source.document).tree()) == canonical(source.document.root)


@pytest.mark.parametrize("source", SOURCES[1:], ids=lambda source: source.domain)
def test_with_msgstr_equal_to_msgid_the_main_content_is_the_source_s(source: Source, tmp_path: Path) -> None:
    site = Site.copy_of(REPOSITORY, tmp_path)
    for path in (site.folder / "locales/nl").rglob("*.po"):
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r'^msgid "(.+)"\nmsgstr ".*"$', r'msgid "\1"\nmsgstr "\1"', text, flags=re.MULTILINE), "utf-8"
        )
    assert site.run("build", "nl").code == 0
    finished = etree.fromstring(site.path(f"output/site/nl/{source.domain}.xhtml").read_bytes())
    main = finished.find(f".//{{{XHTML}}}main")
    assert main is not None
    for listed in main.findall(f"{{{XHTML}}}ul[@class='pages']"):  # the layout's
        main.remove(listed)
    body = source.document.root.find(f"{{{XHTML}}}body")
    assert body is not None
    assert content(main) == content(body)


def content(element: etree._Element) -> list[tuple[object, ...]]:
    """What is inside an element; links by what they lead to, values by what they are: only their form changes."""
    rows: list[tuple[object, ...]] = [(element.text or "",)]
    for node in element.iterdescendants():
        attributes = {
            str(name): re.sub(r"\.[0-9a-f]{10}(\.\w+)$", r"\1", value).rpartition("/")[2]
            if name in ("href", "src")
            else value
            for name, value in node.attrib.items()
        }
        is_value = node.tag in (f"{{{XHTML}}}data", f"{{{XHTML}}}time")
        rows.append((str(node.tag), attributes, "" if is_value else node.text or "", node.tail or ""))
    return rows


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.domain)
def test_in_a_pseudo_locale_every_visible_text_changes_and_no_tag_does(source: Source) -> None:
    found = [
        Resolution(slot, State.TRANSLATED, content=pseudo(inline.read(slot.unit.text).content))
        for slot in source.walked.slots
    ]
    page = assemble(source.document, found, "nl").tree()
    assert skeleton(page) == skeleton(source.document.root)
    left = [text for text in visible(page) if re.search("[A-Za-z]", text) and "{" not in text]
    assert left == []


def test_the_catalogues_are_complete_and_current(own_site: Site) -> None:
    done = own_site.run("check", "--fail-on", "info")
    assert (done.code, done.out) == (0, "nl, fr, de, en: nothing found in 7 pages\n")
    assert (own_site.run("extract", "--check").code, own_site.run("update", "--check").code) == (0, 0)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(REPOSITORY / "locales")))
def test_gettext_accepts_every_catalogue_without_a_warning(path: Path) -> None:
    need("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def translations(locale: str) -> Iterator[tuple[str, str]]:
    for path in CATALOGUES:
        if path.relative_to(REPOSITORY / "locales").parts[0] == locale:
            yield from ((message.msgid, message.msgstr) for message in parse(path.read_bytes()).messages)


def test_french_has_its_typography() -> None:
    for _, text in translations("fr"):
        assert not re.search("[^\u00a0\u202f/0-9][:;!?»](?!/)", text.replace("<xsl:", "<")), text
        assert not re.search("«[^\u00a0]|['\"“”]", text), text


@pytest.mark.parametrize(("locale", "quotes"), [("nl", "“”"), ("de", "„“")])
def test_dutch_and_german_have_theirs(locale: str, quotes: str) -> None:
    for msgid, text in translations(locale):
        assert not re.search("[\\s\u00a0][:;!?]|['\"]", text), text
        if '"' in msgid:
            assert all(quote in text for quote in quotes)


@pytest.mark.parametrize(
    ("locale", "phrases"),
    [
        (
            "nl",
            [
                "Andere informatie en diensten van de overheid: <a>www.belgium.be</a>",
                "39.000",
                "98 miljard euro",
                "5,3 miljard euro",
            ],
        ),
        (
            "fr",
            [
                "Autres informations et services officiels\u00a0: <a>www.belgium.be</a>",
                "39\u202f000",
                "98 milliards d’euros",
                "5,3 milliards d’euros",
            ],
        ),
        ("de", ["39.000", "98 Milliarden Euro", "5,3 Milliarden Euro"]),
    ],
)
def test_official_wording_and_figures_are_those_of_each_language(locale: str, phrases: list[str]) -> None:
    text = "\n".join(each for _, text in translations(locale) for each in (text, inline.plain(text)))
    assert [phrase for phrase in phrases if phrase not in text] == []


def test_no_reader_is_addressed_informally() -> None:
    for locale, words in (("nl", "je jij jouw"), ("fr", "tu ton tes toi"), ("de", "du dein deine dir")):
        for _, text in translations(locale):
            assert not set(re.findall(r"\w+", text.lower())) & set(words.split()), text


def test_one_blank_msgstr_shows_one_sentence_in_english(own_site: Site) -> None:
    path = f"locales/nl/LC_MESSAGES/{BIOPHARMA}.po"
    own_site.edit(path, 'msgstr "Samenwerking voor exponentiële groei"', 'msgstr ""')
    line = own_site.read(path)[: own_site.read(path).index('msgid "Collaboration')].count("\n") + 2
    source = own_site.read(f"source/pages/{BIOPHARMA}.xhtml")
    source_line = source[: source.index("<h2>Collaboration")].count("\n") + 1
    done = own_site.run("build")
    assert done.code == 1
    assert done.err.startswith(
        f'{path}:{line}:9: error: "Collaboration for exponential growth" (heading on {BIOPHARMA}, line {source_line}) (missing)\n'
    )
    for locale in ("nl", "fr"):  # released together
        assert not own_site.path(f"output/site/{locale}/{BIOPHARMA}.xhtml").exists()

    assert own_site.run("build", "--allow-missing").code == 0
    page = own_site.read(f"output/site/nl/{BIOPHARMA}.xhtml")
    assert '<h2 lang="en" xml:lang="en">Collaboration for exponential growth</h2>' in page
    assert page.count(' lang="en"') == 2  # that heading, and the switcher's "English"


@pytest.mark.parametrize("locale", ["nl", "fr", "de", "en"])
def test_every_locale_has_its_pages_and_their_language(own_site: Site, locale: str) -> None:
    assert own_site.run("build").code == 0
    files = own_site.files(f"output/site/{locale}")
    assert files.pop("feed.xml")
    names = ["404", "410", STATEMENT[locale], "index", BIOPHARMA, SITE_MAP[locale]]
    assert sorted(files) == sorted(f"{name}.xhtml" for name in names)
    for data in files.values():
        assert f'<html xmlns="{XHTML}" lang="{locale}" xml:lang="{locale}"'.encode() in data


def test_who_builds_french_gets_dutch_with_it(own_site: Site) -> None:
    assert own_site.run("build", "fr").code == 0
    assert {entry["locale"] for entry in own_site.record()["pages"]} == {"fr", "nl"}


def test_the_layout_passes_the_class_of_a_body_on(own_site: Site) -> None:
    own_site.edit("source/pages/index.xhtml", '<body class="home">', '<body class="wide">')
    assert own_site.run("build").code == 0
    assert '<body class="wide">' in own_site.read("output/site/fr/index.xhtml")
