"""Each page is one document, whether it is read as XML or as HTML, and valid as both."""

from __future__ import annotations

import json
import subprocess
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import parts
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The Nu validator reads a file as its suffix says. Each of these is right in the other mode: that it is
# reported proves that the files were read, and how.
CANARY = {".xhtml": "<p>Never closed", ".html": "<div/>"}
MARKUP = (
    '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">'
    "<head><title>Canary</title></head><body>{}</body></html>"
)


@pytest.mark.parametrize("suffix", CANARY)
def test_every_page_is_valid(suffix: str, site: Path, files: list[str], tmp_path: Path) -> None:
    command = [parts.java(), "-jar", str(parts.validator())]
    command += ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    (tmp_path / f"canary{suffix}").write_text(MARKUP.format(CANARY[suffix]), encoding="utf-8")
    copies = [f"canary{suffix}"]
    for file in files:
        copy = (tmp_path / file).with_suffix(suffix)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((site / file).read_bytes())
        copies.append(copy.relative_to(tmp_path).as_posix())

    run = subprocess.run([*command, *copies], cwd=tmp_path, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {copy: [] for copy in copies}
    warnings = 0
    for message in json.loads(run.stdout)["messages"]:
        file = _relative(message.get("url", ""), tmp_path)
        if message["type"] in ("error", "non-document-error"):
            place = f"{file}:{message.get('lastLine', '?')}:{message.get('lastColumn', '?')}"
            text = f"{place}: {message['message']}\n    {message.get('extract', '')!r}"
            found.setdefault(file, []).append(text)
        elif message.get("subType") == "warning":
            warnings += 1

    assert found.pop(f"canary{suffix}"), "the validator did not see the fault of a page that has one"
    errors = [line for lines in found.values() for line in lines]
    print(f"Nu as {suffix}: {len(files)} pages, {len(errors)} errors, {warnings} warnings")
    assert not errors, f"{len(errors)} errors\n" + "\n".join(errors)


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


def test_every_page_is_one_tree_as_xml_and_as_html(site: Path, files: list[str], browser: Browser) -> None:
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
    assert not differences, "\n".join(differences)


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
