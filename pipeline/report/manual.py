"""The manual of the checks, made of their own pages: docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

_INTRODUCTION = """\
# The checks

`tetraglot check` reads every translation beside its source. `tetraglot check FILE.po` does so for a catalogue of any
project; the locale is taken from its path or header. Each finding has a place, what is wrong, what to do, and the name
of its check:

```
index.po:41:17: error: "40" stands where the source has "30"; write the same number (number-changed)
    Encore 40 jours
           ^^
```

**Severity** says what it costs to be wrong, **certainty** how sure the check is. `--fail-on` names the least severity
that makes the exit code 1. A site chooses its own severities in `source/site.toml`, and how each locale is written:

```toml
[checks]
dash = "off"              # error, warning, info or off

[locales.fr]
typography = "fr-typographic"   # fr-nbsp, fr-eu, fr-CA
register = "formal"             # or "informal"

[locales.fr.checks]
french-spacing = "error"
```

Where typography or register is not declared, what nearly all texts of the locale do is expected of the few others.

**Terms** that a law or a house fixes stand in `source/glossary.toml`. "*" is any ending; in Dutch and German a form is
found inside compounds too.

```toml
[[term]]
source = ["enterprise number", "company number"]
authority = "Code of Economic Law, III.17"
scope = ["innovation/*"]      # page paths; left out: all

[term.fr]
allowed = ["numéro* d’entreprise"]
forbidden = ["matricule"]
```

**Spelling** is looked at where the extra is installed (`pip install 'tetraglot[spelling]'`) and the machine has a
dictionary of Hunspell for the locale: on Debian hunspell-fr, hunspell-nl, hunspell-de-de; others are found in the
folders that `DICPATH` names. Words that are right and stand in none go into `source/glossary.toml`; those of its terms
are right already:

```toml
[spelling]
accept = ["Zaventem"]         # in all languages
nl = ["biofarma*"]            # in one; however the word begins, "*" is any ending
```

**Setting one finding aside**: a translator's comment above the entry, with a reason.

```po
# tetraglot: ignore number-lost -- the number stands in the picture
```

gettext's tools and Poedit keep such a comment. `tetraglot update` and `check --fix` add a seal to it,
`ignore number-lost@1a2b3c4d`; when the source or the translation changes, the suppression has expired, and says so.
What is found of a header (`header-…`) is set aside in the same way above the header, without a seal, since every save
changes it.

**An inherited site**: `tetraglot check --write-baseline` lists all that is found in `locales/baseline.txt`; from then
on only new findings are reported, and a line expires when its texts change.

**Mending**: `tetraglot check --fix` puts right what needs no judgement (spaces, quotation marks, invisible characters,
composed letters, "…") and never touches a code; `--fix --dry-run` shows the diff.

**Forms**: `--format text`, `json`, `sarif` (2.1.0), `junit`, `github`.

`tetraglot build` refuses what is missing or broken, and every error that is certain; all the rest is for `check`.
"""


class Page(Protocol):
    """What the manual needs of a check."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def family(self) -> str:
        """Its family."""

    @property
    def severity(self) -> str:
        """Its severity, unless a site chooses another."""

    @property
    def certainty(self) -> str:
        """How sure it is."""

    @property
    def its_type(self) -> str:
        """Its localization quality issue type (ITS 2.0)."""

    @property
    def page(self) -> str:
        """Its docstring."""


def manual(checks: Iterable[Page]) -> str:
    """All checks, family by family, in Markdown."""
    families: dict[str, dict[str, Page]] = {}
    for check in checks:
        families.setdefault(check.family, {}).setdefault(check.name, check)
    parts = [_INTRODUCTION, "| check | severity | certainty | what |", "| --- | --- | --- | --- |"]
    for pages in families.values():
        parts += [
            f"| [{each.name}](#{each.name}) | {each.severity} | {each.certainty} | {_first(each)} |"
            for each in pages.values()
        ]
    for family, pages in families.items():
        parts.append(f"\n## {family.capitalize()}")
        parts += [_section(each) for each in pages.values()]
    return "\n".join(parts) + "\n"


def _first(check: Page) -> str:
    return _escaped(check.page.strip().partition("\n")[0].replace("|", "\\|"))


def _escaped(text: str) -> str:
    """Markdown without HTML in it; between backquotes there is none, and a reference would be shown as it stands."""
    parts = text.split("`")
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "`".join(parts)


def _section(check: Page) -> str:
    lines = [line.strip() for line in check.page.strip().split("\n")]
    paragraphs = [each.split("\n") for each in "\n".join(lines).split("\n\n")]
    body = []
    for paragraph in paragraphs:
        if paragraph[0].startswith("Bad:"):
            body.append("```text\n" + "\n".join(paragraph) + "\n```")
        else:
            text = _escaped(" ".join(paragraph))
            for label in ("Why:", "When to ignore:"):
                text = text.replace(label, f"**{label}**", 1) if text.startswith(label) else text
            body.append(text)
    facts = f"*{check.severity}, {check.certainty}; ITS type `{check.its_type}`*"
    return "\n\n".join([f"\n### {check.name}", facts, *body])
