"""Each page is one document, whether it is read as XML or as HTML, and valid as both."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import parts
import pytest
from lxml import etree
from parts import pytest_generate_tests
from published import XML_LANG, Published, addresses, find, language_of

from pipeline.locales import direction, is_known, language_tag

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["pytest_generate_tests"]

# The Nu validator reads a file as its suffix says. Each of these is right in the other mode: that it is
# reported proves that the files were read, and how.
CANARY = {".xhtml": "<p>Never closed", ".html": "<div/>"}
MARKUP = (
    '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">'
    "<head><title>Canary</title></head><body>{}</body></html>"
)


VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]


def test_requirement_01_bytes_are_composed_utf_8_and_start_with_the_doctype(published: Published) -> None:
    faults = []
    for file in published.files:
        data = (published.folder / file).read_bytes()
        text = data.decode("utf-8")
        if not data.startswith(b"<!DOCTYPE html>\n") or "<?" in text or not unicodedata.is_normalized("NFC", text):
            faults.append(file)
    assert faults == []


def test_requirement_02_nothing_that_html_reads_otherwise(published: Published) -> None:
    faults = []
    for file in published.files:
        text = (published.folder / file).read_text(encoding="utf-8")
        names = set(re.findall(r"<([\w:-]+)(?=[^<>]*/>)", text)) - set(VOID)
        names |= {name for name in re.findall(r"</?([\w:-]+)", text) if name != name.lower() or name == "noscript"}
        names |= set(re.findall(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)\w*", text))
        names |= set(re.findall(r"<!\[CDATA", text))
        names |= {"tr" for _ in find(published.trees[file], "//h:table/h:tr")}
        if names:
            faults.append(f"{file}: {sorted(names)}")
    assert faults == []


def test_requirement_03_the_root_and_every_part_in_another_language_say_so_twice(published: Published) -> None:
    faults = []
    tags = {language_tag(code) for code in published.locales}
    assert all(map(is_known, tags))
    for file, page in published.trees.items():
        locale = file.partition("/")[0] if "/" in file else published.settings["site"]["source_locale"]
        assert page.tag == "{http://www.w3.org/1999/xhtml}html"
        if page.get("lang") != language_tag(locale):
            faults.append(f"{file}: the page is in {page.get('lang')}")
        for element in page.iter(etree.Element):
            own = element.get("lang")
            if own != element.get(XML_LANG) or (own is not None and own not in tags):
                faults.append(f"{file}: {etree.tostring(element)[:200]!r}")
    assert faults == []


def test_requirement_04_the_direction_is_that_of_the_language(published: Published) -> None:
    faults = []
    for file, page in published.trees.items():
        for element in page.iter(etree.Element):
            language = language_of(element)
            around = (each.get("dir") for each in (element, *element.iterancestors()))
            found = next((each for each in around if each), "ltr")
            if element.get("lang") and found != direction(language):
                faults.append(f"{file}: {etree.tostring(element)[:200]!r} runs {found}")
    assert faults == []


@pytest.fixture(scope="session")
def errors(built_own: Path, built_generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Validated:
    """What the Nu validator says of the pages of both sites, in one run for each mode."""
    return Validated({"own": built_own, "generated": built_generated}, tmp_path_factory.mktemp("validated"))


class Validated:
    """What the Nu validator says."""

    def __init__(self, sites: dict[str, Path], folder: Path) -> None:
        self.sites = sites
        self.folder = folder
        self.found: dict[str, tuple[dict[str, list[str]], int]] = {}

    def of(self, site: Path, suffix: str) -> list[str]:
        """The errors on the pages of a site; they are read as the suffix says."""
        if suffix not in self.found:
            pages = {
                f"{name}/{file}": root / file for name, root in self.sites.items() for file in Published.of(root).files
            }
            self.found[suffix] = validated(suffix, pages, self.folder)
        lines, warnings = self.found[suffix]
        name = next(name for name, root in self.sites.items() if root == site)
        own = {file: errors for file, errors in lines.items() if file.startswith(f"{name}/")}
        errors = [line for each in own.values() for line in each]
        print(f"Nu as {suffix}: {len(own)} pages of the {name} site, {len(errors)} errors; {warnings} warnings on both")
        return errors


def validated(suffix: str, pages: dict[str, Path], folder: Path) -> tuple[dict[str, list[str]], int]:
    """The errors on each of some pages, by their names, and how many warnings there are, in one run of the validator."""
    command = [parts.java(), "-jar", str(parts.validator())]
    command += ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    (folder / f"canary{suffix}").write_text(MARKUP.format(CANARY[suffix]), encoding="utf-8")
    copies = [f"canary{suffix}"]
    for name, path in pages.items():
        copy = (folder / name).with_suffix(suffix)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copies.append(copy.relative_to(folder).as_posix())

    run = subprocess.run([*command, *copies], cwd=folder, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {copy: [] for copy in copies}
    warnings = 0
    for message in json.loads(run.stdout)["messages"]:
        file = _relative(message.get("url", ""), folder)
        if message["type"] in ("error", "non-document-error"):
            place = f"{file}:{message.get('lastLine', '?')}:{message.get('lastColumn', '?')}"
            text = f"{place}: {message['message']}\n    {message.get('extract', '')!r}"
            found.setdefault(file, []).append(text)
        elif message.get("subType") == "warning":
            warnings += 1

    assert found.pop(f"canary{suffix}"), "the validator did not see the fault of a page that has one"
    return found, warnings


@pytest.mark.parametrize("suffix", CANARY)
def test_requirement_05_every_page_is_valid(suffix: str, site: Path, errors: Validated) -> None:
    found = errors.of(site, suffix)
    assert not found, f"{len(found)} errors\n" + "\n".join(found)


def _relative(url: str, folder: Path) -> str:
    path = Path(unquote(urlsplit(url).path))
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else url


# One line for each node, in document order. Left out: `xmlns` and `xml:lang`, which say to an XML parser
# what the HTML parser knows or reads in `lang`; white space around head and body, which it drops or moves.
NODES = """([markup, type]) => {
  const lines = [];
  const walk = (node, path) => {
    const parent = node.parentNode && node.parentNode.localName;
    if (node.nodeType === Node.TEXT_NODE) {
      if (["html", "head", "body"].includes(parent) && !node.data.trim()) { return; }
      lines.push(`${path}: text ${JSON.stringify(node.data)}`);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const attributes = Array.from(node.attributes)
        .filter((attribute) => !["xmlns", "xml:lang"].includes(attribute.name))
        .map((attribute) => `${attribute.name}=${JSON.stringify(attribute.value)}`).sort();
      path = `${path}/${node.localName}`;
      lines.push([`${path}: element of ${node.namespaceURI}`, ...attributes].join(" "));
    } else if (node.nodeType !== Node.DOCUMENT_NODE) {
      lines.push(`${path}: ${node.nodeName} ${JSON.stringify(node.nodeValue)}`);
    }
    (node.localName === "template" ? node.content : node).childNodes.forEach((child) => walk(child, path));
  };
  const page = new DOMParser().parseFromString(markup, type);
  page.normalize();
  walk(page, "");
  return lines;
}"""


def test_requirement_02_every_page_is_one_tree_as_xml_and_as_html(
    site: Path, share: list[str], browser: Browser
) -> None:
    differences = differing(site, share, browser)
    assert not differences, "\n".join(differences)


def differing(site: Path, files: list[str], browser: Browser) -> list[str]:
    """The pages that are another tree as XML than as HTML, each with the first difference."""
    page = browser.new_page()
    differences = []
    nodes = 0
    for file in files:
        markup = (site / file).read_bytes().decode("utf-8")
        as_xml: list[str] = page.evaluate(NODES, [markup, "application/xhtml+xml"])
        as_html: list[str] = page.evaluate(NODES, [markup, "text/html"])
        nodes += len(as_xml)
        difference = first_difference(as_xml, as_html)
        if difference:
            differences.append(f"{file}\n{difference}")
    page.close()
    print(f"as XML and as HTML: {len(files)} pages, {nodes} nodes, {len(differences)} pages differ")
    return differences


def test_a_tree_that_html_reads_otherwise_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    markup = MARKUP.format("<div/><p>After</p>")
    as_xml = page.evaluate(NODES, [markup, "application/xhtml+xml"])
    as_html = page.evaluate(NODES, [markup, "text/html"])
    page.close()
    assert first_difference(as_xml, as_html) == (
        "    as XML:  /html/body/p: element of http://www.w3.org/1999/xhtml\n"
        "    as HTML: /html/body/div/p: element of http://www.w3.org/1999/xhtml"
    )


def first_difference(as_xml: list[str], as_html: list[str]) -> str:
    """The first node that is not the same in both; "" where all are."""
    for one, other in zip_longest(as_xml, as_html, fillvalue="nothing more"):
        if one != other:
            return f"    as XML:  {one}\n    as HTML: {other}"
    return ""


def test_requirement_14_styles_and_scripts_are_files_with_hashed_names(published: Published) -> None:
    faults = []
    for file, page in published.trees.items():
        inline = find(page, "//h:style | //*[@style] | //h:script[not(@src) and not(@type = 'application/ld+json')]")
        handlers = [
            name for element in page.iter(etree.Element) for name in element.attrib if str(name).startswith("on")
        ]
        if inline or handlers:
            faults.append(f"{file}: {len(inline)} inline, {handlers}")
        for element in find(page, "//h:link[@rel = 'stylesheet'] | //h:script[@src]"):
            address = str(element.get("href") or element.get("src"))
            target = published.led_to(file, address)
            if target is None or not re.search(r"\.[0-9a-f]{10}\.(css|js)$", target[0]):
                faults.append(f"{file}: {address} has no hash in its name")
            elif element.get("integrity") != parts.integrity(published.folder / target[0]):
                faults.append(f"{file}: {address} has the integrity {element.get('integrity')}")
    assert faults == []


def test_requirement_21_identifiers_are_those_of_the_source_and_references_resolve(published: Published) -> None:
    faults = []
    for file, page in published.trees.items():
        own = Counter(page.xpath("//@id"))
        if twice := [name for name, count in own.items() if count > 1]:
            faults.append(f"{file}: {twice} stand twice")
        wanted = {
            name
            for attribute in ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
            for value in page.xpath(f"//@{attribute}")
            for name in str(value).split()
        }
        wanted |= {address[1:] for address in addresses(page) if address.startswith("#") and len(address) > 1}
        if missing := wanted - own.keys():
            faults.append(f"{file}: {missing} are not there")
        edition = published.by_file.get(file)
        source = published.edition(edition.page, "en").file if edition else ""
        if source and own.keys() - {"notice"} != set(published.trees[source].xpath("//@id")) - {"notice"}:
            faults.append(f"{file}: other identifiers than in {source}")
    assert faults == []


SIGNS = re.compile(r"\ufffd|\{\w*\}|%[sd]\b|%\(|\[i18n\]|\bTODO\b|\bfuzzy\b|__\w+__|<\?")


def test_requirement_24_nothing_is_left_to_be_filled_in(published: Published) -> None:
    faults = []
    for file, page in published.trees.items():
        texts = [*page.xpath("//text()[not(parent::*[local-name() = 'script'])]")]
        texts += page.xpath("//@alt | //@title | //@aria-label | //@content[not(../@http-equiv)] | //@placeholder")
        faults += [f"{file}: {text!r}" for text in texts if SIGNS.search(str(text))]
        empty = find(page, "//h:p | //h:h1 | //h:h2 | //h:li | //h:th | //h:td | //h:title | //h:button | //h:label")
        faults += [f"{file}: {etree.tostring(each)!r}" for each in empty if not "".join(each.itertext()).strip()]
    assert faults == []


def test_requirement_24_the_skeleton_is_that_of_the_source(published: Published) -> None:
    faults = []
    compared = 0
    for edition in published.editions:
        source = published.edition(edition.page, "en")
        if edition.fate == ("complete", "", "") and source.file and edition is not source:
            compared += 1
            own, other = (published.trees[file] for file in (edition.file, source.file))
            if skeleton(published, edition.file, own) != skeleton(published, source.file, other):
                faults.append(edition.file)
    assert compared
    assert faults == []


def skeleton(published: Published, file: str, page: etree._Element) -> object:
    """The blocks of the content in order; the elements inside each, in whatever order, with the pages they lead to."""
    main = find(page, "//h:main")[0]
    pages = {each.file: each.page for each in published.editions if each.file}

    def led_to(element: etree._Element) -> object:
        target = published.led_to(file, element.get("href", "")) if element.get("href") is not None else None
        return (pages.get(target[0], target[0]), target[1]) if target else element.get("href")

    return [
        (
            block.tag,
            Counter((each.tag, each.get("class"), each.get("id"), led_to(each)) for each in block.iter(etree.Element)),
        )
        for block in main.iterchildren(etree.Element)
        if block.get("class") != "pages"  # the list of all pages: these are others in each language
    ]
