"""A site of many pages with all of their translations, for measurements: no two sentences of it are the same."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.po import Catalogue, parse, serialise

REPOSITORY = Path(__file__).resolve().parents[2]
LOCALES = ("en", "fr", "nl", "de")
SECTIONS = 8
_SETTINGS = f"""[site]
name = "Bench"
base_url = "https://bench.example"
source_locale = "en"
locales = {list(LOCALES)}
""".replace("'", '"')
_WORDS = [
    "the",
    "region",
    "of",
    "research",
    "grows",
    "with",
    "every",
    "year",
    "and",
    "many",
    "firms",
    "bring",
    "new",
    "products",
    "to",
    "market",
    "after",
    "long",
    "trials",
    "that",
    "need",
    "patience",
    "money",
    "and",
    "people",
    "who",
    "know",
    "what",
    "they",
    "do",
    "while",
    "schools",
    "train",
    "those",
    "who",
    "will",
    "do",
    "it",
    "later",
    "in",
    "towns",
    "by",
    "the",
    "river",
    "where",
    "trains",
    "stop",
    "often",
    "and",
    "houses",
    "are",
    "old",
    "but",
    "warm",
    "so",
    "that",
    "families",
    "stay",
]


def page(number: int, count: int) -> str:
    """A page of eight sections, with links to other pages."""
    chance = random.Random(number)

    def sentence(length: int) -> str:
        words = chance.choices(_WORDS, k=length)
        words[chance.randrange(length)] = f"<em>{chance.choice(_WORDS)}</em>"
        return " ".join([words[0].capitalize(), *words[1:], f"{number}.{chance.randrange(1_000_000)}."])

    def link() -> str:
        other = chance.randrange(count)
        return f'<a href="../{other % 100:02}/page-{other}.xhtml">{chance.choice(_WORDS)} {other}</a>'

    sections = []
    for part in range(SECTIONS):
        body = "".join(f"<p>{sentence(18)} {sentence(14)}</p>\n" for _ in range(3))
        items = "".join(f"<li>{sentence(6)}</li>\n" for _ in range(2))
        sections.append(
            f'<h2 id="s{part}">Part {part} of {number}</h2>\n{body}<ul>\n{items}</ul>\n<p>See {link()}.</p>\n'
        )
    title = f"Page {number} of many"
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">\n<head>\n'
        f'<meta charset="utf-8"/>\n<title>{title}</title>\n<meta name="description" content="About {number}."/>\n'
        f"</head>\n<body>\n<h1>{title}</h1>\n{''.join(sections)}</body>\n</html>\n"
    )


def translated(data: bytes, locale: str) -> bytes:
    """A catalogue with a translation of each text: the source's words in capitals of another order, codes in place."""
    catalogue = parse(data)
    messages = [
        each.edited(msgstr="" if each.msgctxt == "address" else f"{locale.upper()} {each.msgid}")
        for each in catalogue.messages
    ]
    return serialise(Catalogue(messages, catalogue.header))


def make(folder: Path, count: int) -> None:
    """Write the site, with complete catalogues."""
    for number in range(count):
        path = folder / f"source/pages/{number % 100:02}/page-{number}.xhtml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number, count), "utf-8")
    starter = REPOSITORY / "pipeline/starter/source"
    shutil.copytree(starter / "assets", folder / "source/assets", dirs_exist_ok=True)
    shutil.copy(starter / "layout.xhtml", folder / "source/layout.xhtml")
    shutil.copy(starter / "pages/index.xhtml", folder / "source/pages/index.xhtml")
    (folder / "source/site.toml").write_text(_SETTINGS, "utf-8")
    subprocess.run([sys.executable, "-m", "pipeline", "update"], cwd=folder, check=True, capture_output=True)
    for locale in LOCALES[1:]:
        for path in (folder / "locales" / locale).rglob("*.po"):
            path.write_bytes(translated(path.read_bytes(), locale))


_HUGO_LAYOUT = """<!DOCTYPE html>
<html lang="{{ .Language.Lang }}" xml:lang="{{ .Language.Lang }}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{{ .Title }} – {{ .Site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"/>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}"/>
{{ end }}<meta property="og:url" content="{{ .Permalink }}"/>
<meta property="og:title" content="{{ .Title }}"/>
<link rel="stylesheet" href="/css/site.css"/>
</head>
<body>
<a class="skip-link" href="#content">Skip to main content</a>
<header><p><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a></p>
<nav aria-label="Language"><ul>
{{ range .AllTranslations }}<li><a rel="alternate" href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}" lang="{{ .Language.Lang }}">{{ .Language.LanguageName }}</a></li>
{{ end }}</ul></nav></header>
<main id="content">{{ .Content }}</main>
<footer><p>Questions and corrections: webmaster@example.org</p></footer>
</body>
</html>
"""


def make_for_hugo(site: Path, folder: Path) -> None:
    """The finished pages of a site as the content of one for Hugo, with a frame that has the same in it."""
    names = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
    languages = "".join(
        f'[languages.{code}]\nlanguageName = "{name}"\nweight = {weight}\ncontentDir = "content/{code}"\n'
        for weight, (code, name) in enumerate(names.items(), 1)
    )
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        f'baseURL = "https://bench.example/"\ntitle = "Bench"\ndefaultContentLanguage = "en"\n'
        f'defaultContentLanguageInSubdir = true\ndisableKinds = ["taxonomy", "term"]\n{languages}',
        "utf-8",
    )
    for kind in ("single", "list"):
        layout = folder / f"layouts/_default/{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_HUGO_LAYOUT, "utf-8")
    for locale in LOCALES:
        for path in (site / "output/site" / locale).rglob("page-*.xhtml"):
            text = path.read_text("utf-8")
            title = text.partition("<title>")[2].partition(" – ")[0]
            body = text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
            target = folder / "content" / path.relative_to(site / "output/site").with_suffix(".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f'---\ntitle: "{title}"\n---\n{body}', "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
