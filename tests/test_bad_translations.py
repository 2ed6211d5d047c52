"""The public cases K: translations that would damage a page, through the whole build.

Each is named with the line of its catalogue, the page gets the source's words instead and says in which language they
are, and everything else on the page stands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Site, page

PO = "locales/fr/LC_MESSAGES/index.po"
MSGID = "Click <b>OK</b> or read <a>help</a>."
SOURCE = 'Click <b>OK</b> or read <a href="help.html" title="More">help</a>.'


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page in French that lacks one sentence."""
    site = Site.small(tmp_path_factory.mktemp("site"))
    body = f"\n\n<p>{SOURCE}</p><div>Before<p>Inside</p> after.</div><p>Hello, world.</p>"
    site.write("source/pages/index.xhtml", page(body, "<title>Welcome</title>").decode())
    site.write("source/pages/help.xhtml", page("", "<title>Welcome</title>").decode())
    assert site.run("update", "fr").code == 0
    site.translate("fr", {"Welcome": "Bienvenue"}, "help")
    site.translate("fr", {"Languages": "Langues"}, "layout")
    whole = {"Welcome": "Bienvenue", "More": "Plus", "Before<p/> after.": "Avant<p/> après.", "Inside": "Dedans"}
    site.translate("fr", {**whole, "Hello, world.": "Bonjour."})
    return site


@pytest.fixture
def ready(prepared: Site, tmp_path: Path) -> Site:
    """A copy of it to work on."""
    return Site.copy_of(prepared.folder, tmp_path)


# (case, msgstr as it stands in the file, what the check is called)
REFUSED = [
    ("K01 not closed", "Cliquez <b>OK ou lisez <a>l’aide</a>.", "inline-code-unclosed"),
    ("K01 wrongly nested", "Cliquez <b>OK <a>ou</b> lisez</a>.", "inline-code-unclosed"),
    ("K05 an unknown character reference", "Cliquez&nosuch; <b>OK</b>, <a>aide</a>.", "unknown-reference"),
    (
        "K07 an address of its own",
        r"Cliquez <b>OK</b>, <a href=\"javascript:alert(1)\">aide</a>.",
        "inline-code-attributes",
    ),
    ("K07 an event handler", r"Cliquez <b onclick=\"alert(1)\">OK</b>, <a>aide</a>.", "inline-code-attributes"),
    ("K09 a block", "Cliquez <b>OK</b>, <a>aide</a> <p>ici</p>.", "inline-code-unknown"),
    ("K09 a script", "Cliquez <b>OK</b>, <a>aide</a><script>x</script>.", "inline-code-unknown"),
    ("K11 an unknown code", "Cliquez <b>OK</b>, <a>aide</a> <p9/>.", "inline-code-unknown"),
    ("K11 itstool's placeholder", "Cliquez <b>OK</b>, <a>aide</a> <_:p-9/>.", "inline-code-unknown"),
    ("K11 a code twice", "Cliquez <b>OK</b> <b>OK</b>, <a>aide</a>.", "inline-code-repeated"),
    ("K11 a code lost", "Cliquez OK, <a>aide</a>.", "inline-code-lost"),
    ("K11 a code without its words", "Cliquez OK<b></b>, <a>aide</a>.", "inline-code-empty"),
    ("K11 a code inside another", "Cliquez <a><b>OK</b> aide</a>.", "inline-code-misplaced"),
    ("K13 blank", r"\u00a0", "missing"),
    ("K17 an external entity", "&xxe; <b>OK</b>, <a>aide</a>.", "unknown-reference"),
    ("a control character", r"Cliquez\v <b>OK</b>, <a>aide</a>.", "control-character"),
    ("a bare less-than sign", "Si a < b, <b>OK</b>, <a>aide</a>.", "bare-less-than"),
]


@pytest.mark.parametrize(("msgstr", "check"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_translation_that_would_damage_the_page_is_named_and_left_out(ready: Site, msgstr: str, check: str) -> None:
    ready.translate("fr", {MSGID: msgstr.replace(r"\u00a0", "\u00a0")})
    line = next(n for n, text in enumerate(ready.read(PO).split("\n"), 1) if MSGID in text) + 1
    done = ready.run("build", "fr", "--allow-missing")
    level = "warning" if check == "missing" else "error"
    found = [line for line in done.err.split("\n") if line.endswith(f" ({check})")]
    assert {each.partition(": ")[0] for each in found} == {f"{PO}:{line}:9"}
    assert found[0].startswith(f"{PO}:{line}:9: {level}: ")
    assert f" (paragraph on index, line 3) ({check})\n" in done.err
    assert done.code == (0 if check == "missing" else 1)
    # What <a> says of itself stays in the language of its sentence.
    assert ready.body("fr/index.xhtml") == (
        f'\n\n<p lang="en" xml:lang="en">{SOURCE}</p><div>Avant<p>Dedans</p> après.</div><p>Bonjour.</p>'
    )


# (case, msgstr as it stands in the file, what the page has)
TAKEN = [
    (
        "K03 a bare ampersand",
        "Cliquez <b>OK</b> & lisez <a>l’aide</a>.",
        'Cliquez <b>OK</b> &amp; lisez <a href="help.html" title="Plus">l’aide</a>.',
    ),
    (
        "K05 a no-break space by its name",
        "Cliquez&nbsp;: <b>OK</b>, <a>aide</a>.",
        'Cliquez\u00a0: <b>OK</b>, <a href="help.html" title="Plus">aide</a>.',
    ),
    (
        "K15 the end of a CDATA section",
        "Cliquez ]]> <b>OK</b>, <a>aide</a>.",
        'Cliquez ]]&gt; <b>OK</b>, <a href="help.html" title="Plus">aide</a>.',
    ),
    (
        "codes in another order",
        "Lisez <a>l’aide</a> ou cliquez <b>OK</b>.",
        'Lisez <a href="help.html" title="Plus">l’aide</a> ou cliquez <b>OK</b>.',
    ),
]


@pytest.mark.parametrize(("msgstr", "expected"), [case[1:] for case in TAKEN], ids=[case[0] for case in TAKEN])
def test_what_is_plain_in_a_translation_is_taken(ready: Site, msgstr: str, expected: str) -> None:
    ready.translate("fr", {MSGID: msgstr})
    assert ready.run("build", "fr").code == 0
    assert ready.body("fr/index.xhtml").startswith(f"\n\n<p>{expected}</p>")


@pytest.mark.parametrize("msgstr", ["Avant après.", "Avant<p/><p/> après.", "Avant<p>Dedans</p> après."])
def test_a_block_inside_a_sentence_is_neither_lost_nor_doubled(ready: Site, msgstr: str) -> None:
    ready.translate("fr", {MSGID: "Cliquez <b>OK</b>, <a>aide</a>."})
    ready.edit(PO, "Avant<p/> après.", msgstr)
    assert ready.run("build", "fr", "--allow-missing").code == 1
    assert ready.body("fr/index.xhtml").endswith(
        '<div lang="en" xml:lang="en">Before<p lang="fr" xml:lang="fr">Dedans</p> after.</div><p>Bonjour.</p>'
    )


def test_a_translation_of_an_attribute_is_text_whatever_it_looks_like(ready: Site) -> None:
    ready.translate("fr", {MSGID: "Cliquez <b>OK</b>, <a>aide</a>."})
    ready.edit(PO, 'msgstr "Plus"', r'msgstr "\"&gt; onclick=\"alert(1)"')
    assert ready.run("build", "fr").code == 0
    assert '<a href="help.html" title="&quot;&gt; onclick=&quot;alert(1)">' in ready.body("fr/index.xhtml")
