"""The stages on a small site, as stories: what is published, what is held back, what is said."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote

import pytest

from builders import Site, page

INDEX_NL = "locales/nl/LC_MESSAGES/index.po"


def test_a_complete_site_is_published_in_all_its_languages(site: Site) -> None:
    done = site.complete().run_apart("build")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == "en  1 page, 4 of 4 words\nfr  1 page, 4 of 4 words\nnl  1 page, 4 of 4 words\noutput/site: 16 files, 16 written\n"
    )
    assert site.body("en/index.xhtml") == "<p>Hello, world.</p>"
    assert site.body("fr/index.xhtml") == "<p>fr hello.</p>"
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="nl" xml:lang="nl">' in site.read(
        "output/site/nl/index.xhtml"
    )


def test_a_second_build_touches_nothing(site: Site) -> None:
    site.complete().run("build")
    before = {path: path.stat().st_mtime_ns for path in site.path("output").rglob("*")}
    assert site.run("build").out.endswith("output/site: 16 files, 0 written\n")
    assert {path: path.stat().st_mtime_ns for path in site.path("output").rglob("*")} == before


def test_a_missing_string_holds_its_locale_back_and_is_named(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "")
    done = site.run("build")
    assert done.code == 1
    assert done.err == (
        f'{INDEX_NL}:23:9: error: "Hello, world." (paragraph on index, line 1) (missing)\n\n'
        "nl  1 error: 1 missing\n\n"
        "nl  not published, since texts are missing: index\n"
    )
    assert not site.path("output/site/nl").exists()
    assert site.body("fr/index.xhtml") == "<p>fr hello.</p>"
    # The switcher of the others never leads to a page that is not there.
    assert "nl/index.xhtml" not in site.read("output/site/fr/index.xhtml")
    assert "nl/index.xhtml" not in site.read("output/site/index.xhtml")


def test_pages_published_before_stay_while_their_locale_is_held(site: Site) -> None:
    site.complete().run("build")
    before = site.files("output/site")
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, Belgium.")
    site.run("update")
    site.edit("locales/fr/LC_MESSAGES/index.po", "#, fuzzy\n", "")
    assert site.run("build").code == 1
    after = site.files("output/site")
    assert after["nl/index.xhtml"] == before["nl/index.xhtml"]
    assert "Hello, Belgium." in after["en/index.xhtml"].decode()
    assert "../nl/index.xhtml" in after["en/index.xhtml"].decode()
    states = {(entry["locale"], entry["state"]) for entry in site.record()["pages"]}
    assert states == {("en", "complete"), ("fr", "complete"), ("nl", "outdated")}


def test_partners_in_parity_are_released_together_or_not_at_all(site: Site) -> None:
    site.complete()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nparity = [["fr", "nl"]]')
    site.edit(INDEX_NL, "nl hello.", "")
    done = site.run("build")
    waits = "a language that is released together with this one is not as far"
    assert f"fr  not published, since {waits}: index\nnl  not published, since texts are missing: index\n" in done.err
    assert sorted(path.name for path in site.path("output/site").iterdir() if path.is_dir()) == ["assets", "en"]


def test_allow_missing_publishes_the_source_s_words_marked_as_such(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "")
    done = site.run("build", "--allow-missing")
    assert done.code == 0
    assert f'{INDEX_NL}:23:9: warning: "Hello, world." (paragraph on index, line 1) (missing)' in done.err
    assert site.body("nl/index.xhtml") == '<p lang="en" xml:lang="en">Hello, world.</p>'
    record = next(entry for entry in site.record()["pages"] if entry["locale"] == "nl")
    assert (record["state"], record["words"], record["words_translated"]) == ("partial", 3, 1)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("nl hello.", "", ':23:9: error: "Hello, world." (paragraph on index, line 1) (missing)'),
        (
            '#: source/pages/index.xhtml\nmsgid "Hello',
            '#: source/pages/index.xhtml\n#, fuzzy\nmsgid "Hello',
            ':24:9: error: "Hello, world." (paragraph on index, line 1) (fuzzy)',
        ),
        (
            'msgid "Hello, world."',
            'msgid "Hello."',
            ':1:1: error: "Hello, world." (paragraph on index, line 1) is not in the catalogue; run `tetraglot update` (outdated)',
        ),
        (
            "nl hello.",
            "nl <b>hello</b>.",
            ':23:9: error: <b> is no code of this message; the source decides which there are: "Hello, world."'
            " (paragraph on index, line 1) (inline-code-unknown)",
        ),
    ],
)
def test_each_way_of_lacking_a_translation_is_found(site: Site, old: str, new: str, finding: str) -> None:
    site.complete()
    site.edit(INDEX_NL, old, new)
    for command in ("check", "build"):
        done = site.run(command)
        assert done.code == 1
        assert INDEX_NL + finding in (done.out + done.err).split("\n")


def test_a_catalogue_that_is_not_there_is_found(site: Site) -> None:
    site.complete()
    site.path(INDEX_NL).unlink()
    done = site.run("check")
    assert (done.code, done.out.split("\n")[0]) == (
        1,
        f"{INDEX_NL}: error: there is no such file, for 2 messages; run `tetraglot update` (missing-file)",
    )


def test_a_broken_translation_fails_even_where_missing_ones_are_allowed(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "nl <b>hello.")
    assert site.run("build", "--allow-missing").code == 1
    assert site.body("nl/index.xhtml") == '<p lang="en" xml:lang="en">Hello, world.</p>'


def test_a_link_that_leads_nowhere_is_named_and_holds_nothing_back(site: Site) -> None:
    site.complete()
    site.edit("source/pages/index.xhtml", "<p>", '<p id="x"><a href="none.xhtml"></a>')
    done = site.run("build")
    assert done.code == 0
    said = 'the link "none.xhtml" leads to no page or asset of the source; correct it (broken-link)'
    assert f"source/pages/index.xhtml:1: warning: {said}\n" in done.err
    assert 'href="none.xhtml"' in site.body("nl/index.xhtml")
    assert site.run("check", "--fail-on", "warning").code == 1


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (INDEX_NL, 'msgid "a\n', f"{INDEX_NL}:1:1: the string is not closed"),
        ("source/pages/index.xhtml", "<p>", "source/pages/index.xhtml:1:"),
        ("source/layout.xhtml", "<html", "source/layout.xhtml:1:"),
        ("source/site.toml", "[site", "source/site.toml:1:"),
    ],
)
def test_a_file_that_cannot_be_used_stops_everything_with_its_place(
    site: Site, path: str, text: str, message: str
) -> None:
    site.complete().run("build")
    site.write(path, text)
    before = site.files()
    for command in ("build", "check", "update", "status"):
        done = site.run(command)
        assert done.code == 3
        assert done.err.startswith(message)
        assert "Traceback" not in done.err
    assert site.files() == before


def test_all_unusable_files_are_named_at_once(site: Site) -> None:
    site.complete()
    site.write("source/pages/a.xhtml", "<p>")
    site.write("source/pages/b.xhtml", "<p>")
    assert [line.partition(":")[0] for line in site.run("build").err.splitlines()] == [
        "source/pages/a.xhtml",
        "source/pages/b.xhtml",
    ]


def test_a_folder_that_is_no_site_is_said_so(site: Site) -> None:
    site.path("source/site.toml").unlink()
    done = site.run("build")
    assert (done.code, done.err) == (
        3,
        "source/site.toml: there is no such file; create it, or name the site with --site\n",
    )


def test_wrong_usage_is_exit_code_2(site: Site) -> None:
    done = site.run("build", "de")
    assert done.code == 2
    assert "'de' is no locale of this site; it has en, fr, nl" in done.err


def test_one_locale_can_be_built_alone(site: Site) -> None:
    site.complete()
    assert site.run("build", "fr").code == 0
    assert sorted(path.name for path in site.path("output/site").iterdir() if path.is_dir()) == ["assets", "fr"]
    site.run("build", "nl")
    assert {entry["locale"] for entry in site.record()["pages"]} == {"fr", "nl"}


def test_a_page_that_its_author_removed_leaves_the_site(site: Site) -> None:
    site.write("source/pages/news/old.xhtml", page("<p>1</p>").decode())
    site.complete().run("build")
    assert site.path("output/site/fr/news/old.xhtml").exists()
    site.path("output/site/fr/notes.txt").write_text("not ours")
    site.path("source/pages/news/old.xhtml").unlink()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nremoved = ["news/old"]')
    assert site.run("build").out.endswith("3 removed\n")
    assert not site.path("output/site/fr/news").exists()
    assert site.path("output/site/fr/notes.txt").exists()


def test_a_forged_record_removes_nothing_outside_the_output(site: Site) -> None:
    site.complete().run("build")
    record = site.record()
    record["files"].append({"path": "../source/site.toml", "sha256": "", "length": 0})
    site.write("output/build.json", json.dumps(record))
    assert site.run("build").code == 0
    assert site.path("source/site.toml").exists()


def test_the_record_describes_what_is_there(site: Site) -> None:
    site.complete().run("build")
    record = site.record()
    assert (record["format"], record["base_url"]) == (1, "https://small.example")
    listed = {entry["path"]: entry for entry in [*record["pages"], *record["files"]]}
    files = site.files("output")
    assert set(listed) == files.keys() - {"build.json"}
    assert {path for path in listed if not path.startswith("site/")} == {
        "server/apache-map.txt",
        "server/apache.conf",
        "server/nginx-maps.conf",
        "server/nginx.conf",
    }
    for path, entry in listed.items():
        data = files[path]
        assert (entry["sha256"], entry["length"]) == (sha256(data).hexdigest(), len(data))
    french = listed["site/fr/index.xhtml"]
    assert {name: french[name] for name in ("page", "locale", "language", "state", "source", "url", "title")} == {
        "page": "index",
        "locale": "fr",
        "language": "fr",
        "state": "complete",
        "source": "source/pages/index.xhtml",
        "url": "https://small.example/fr/index.xhtml",
        "title": "fr welcome",
    }
    assert list(french["alternates"]) == ["en", "fr", "nl"]


def test_two_builds_of_one_source_are_the_same_bytes(site: Site) -> None:
    site.complete().run("build")
    first = site.files("output")
    for path in sorted(site.path("output").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    site.run("build")
    assert site.files("output") == first


def test_extract_and_update_say_whether_there_is_work(site: Site) -> None:
    assert site.run("extract", "--check").code == 1
    assert not site.path("locales").exists()
    site.complete()
    assert (site.run("extract", "--check").code, site.run("update", "--check").code) == (0, 0)
    before = site.files("locales")
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, moon.")
    done = site.run("update", "--check")
    assert (done.code, done.out.split("\n")[0]) == (1, "locales/pot/index.pot: out of date; run `tetraglot update`")
    assert site.files("locales") == before


def test_a_changed_text_is_fuzzy_with_what_it_was_made_for(site: Site) -> None:
    site.complete()
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, dear world.")
    done = site.run("update")
    assert f"{INDEX_NL}: 1 kept, 1 fuzzy, 0 new, 1 obsolete" in done.out
    assert (
        '#, fuzzy\n#| msgid "Hello, world."\nmsgid "Hello, dear world."\nmsgstr "nl hello."\n\n'
        '#~ msgid "Hello, world."\n#~ msgstr "nl hello."\n'
    ) in site.read(INDEX_NL)


def test_an_untouched_catalogue_keeps_its_bytes(site: Site) -> None:
    site.complete()
    odd = site.read(INDEX_NL).replace('msgstr "nl hello."', 'msgstr ""\n"nl "\n"hello."').replace("\n", "\r\n")
    site.path(INDEX_NL).write_bytes(odd.encode())
    site.run("update")
    assert site.path(INDEX_NL).read_bytes() == odd.encode()


def test_a_copy_edit_in_the_source_s_own_catalogue_is_published(site: Site) -> None:
    site.complete()
    site.translate("en", {"Hello, world.": "Hello, dear world."})
    assert site.run("build").code == 0
    assert site.body("en/index.xhtml") == "<p>Hello, dear world.</p>"


def test_check_speaks_json(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "")
    finding, incomplete = json.loads(site.run("check", "--format", "json").out)
    assert (incomplete["check"], incomplete["severity"]) == ("locale-incomplete", "info")
    assert finding == {
        "check": "missing",
        "severity": "error",
        "certainty": "certain",
        "path": INDEX_NL,
        "line": 23,
        "column": 9,
        "locale": "nl",
        "page": "index",
        "msgctxt": None,
        "msgid": "Hello, world.",
        "msgstr": "",
        "message": '"Hello, world." (paragraph on index, line 1)',
        "its_type": "untranslated",
        "fix": None,
    }
    assert json.loads(site.run("check", "fr", "--format", "json").out) == []


def test_fail_on_decides_the_exit_code(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "")
    assert [site.run("check", "--fail-on", level).code for level in ("never", "error", "warning", "info")] == [
        0,
        1,
        1,
        1,
    ]


def test_status_counts_words_and_messages(site: Site) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", "")
    lines = json.loads(site.run("status", "--format", "json").out)
    dutch = next(line for line in lines if (line["locale"], line["page"]) == ("nl", "index"))
    assert dutch["words"] == {"total": 3, "translated": 1, "fuzzy": 0, "missing": 2, "outdated": 0, "broken": 0}
    assert dutch["messages"] == {"total": 2, "translated": 1, "fuzzy": 0, "missing": 1, "outdated": 0, "broken": 0}
    assert site.run("status").out.partition("\n\n")[2] == (
        "locale  done   words  messages  translated  fuzzy  missing  outdated  broken\n"
        "en      100 %      4         3           3      0        0         0       0\n"
        "fr      100 %      4         3           3      0        0         0       0\n"
        "nl      50 %       4         3           2      0        1         0       0\n"
    )


def test_merge_works_on_two_loose_files(site: Site) -> None:
    site.write("old.po", 'msgid "a"\nmsgstr "A"\n')
    site.write("new.pot", 'msgid "a"\nmsgstr ""\n\nmsgid "b b b"\nmsgstr ""\n')
    out = site.path("out.po")
    done = site.run("merge", str(site.path("old.po")), str(site.path("new.pot")), "-o", str(out))
    assert (done.code, done.out) == (0, f"{out}: 1 kept, 0 fuzzy, 1 new, 0 obsolete\n")
    assert out.read_text() == 'msgid "a"\nmsgstr "A"\n\nmsgid "b b b"\nmsgstr ""\n'


def test_a_new_site_builds_at_once(site: Site) -> None:
    folder = site.path("new")
    assert Site(folder).run("init", str(folder)).code == 0
    new = Site(folder)
    done = new.run("build")
    assert (done.code, done.err) == (0, "")
    assert (new.run("extract", "--check").code, new.run("update", "--check").code) == (0, 0)
    again = new.run("init", str(folder))
    assert again.code == 3
    assert again.err == (
        "Makefile: this file is already there, and 26 more of the new site's files;"
        " choose an empty folder; nothing was written\n"
    )


@pytest.mark.parametrize("command", ["init", "extract", "update", "merge", "check", "build", "status", "its-dump"])
def test_every_command_shows_an_example(site: Site, command: str) -> None:
    done = site.run(command, "--help")
    assert done.code == 0
    assert f"Example:\n    tetraglot {command}" in done.out


def test_a_locale_built_alone_takes_its_partners_along(site: Site) -> None:
    site.complete()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nparity = [["fr", "nl"]]')
    assert site.run("build", "fr").code == 0
    assert {entry["locale"] for entry in site.record()["pages"]} == {"fr", "nl"}
    site.edit(INDEX_NL, "nl hello.", "")
    site.edit("locales/fr/LC_MESSAGES/index.po", "fr hello.", "fr bonjour.")
    assert site.run("build", "fr").code == 1
    assert "fr hello." in site.body("fr/index.xhtml")


def test_a_catalogue_without_a_page_is_noticed(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<p>Words</p>").decode())
    site.complete()
    site.path("source/pages/old.xhtml").unlink()
    assert (
        "locales/nl/LC_MESSAGES/old.po: warning: no page has this name any more; "
        "remove the file when nobody needs its texts (orphaned-catalogue)\n" in site.run("check", "nl").out
    )


def test_a_site_without_pages_is_said_so(site: Site) -> None:
    site.path("source/pages/index.xhtml").unlink()
    done = site.run("build")
    assert (done.code, done.err) == (3, "source/pages: there is no page; write one, such as source/pages/index.xhtml\n")


def test_a_page_that_lost_its_source_stays_until_its_author_says_what_became_of_it(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<p>1</p>").decode())
    site.complete().run("build")
    site.path("source/pages/old.xhtml").unlink()
    done = site.run("build")
    assert done.code == 0
    assert (
        "source/pages/old.xhtml: warning: the page is gone and still published, with a notice that says so;"
        " name it in [moved] or in removed, in site.toml, or bring it back (page-gone)\n"
    ) in done.err
    kept = [page for page in site.record()["pages"] if page["page"] == "old"]
    assert [(page["locale"], page["state"], page["held"]) for page in kept] == [
        ("en", "outdated", "gone"),
        ("fr", "outdated", "gone"),
        ("nl", "outdated", "gone"),
    ]
    before = site.files("output")
    assert site.run("build").code == 0
    assert site.files("output") == before
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\nremoved = ["old"]')
    assert site.run("build").out.endswith("3 removed\n")
    assert site.record()["gone"] == ["site/en/old.xhtml", "site/fr/old.xhtml", "site/nl/old.xhtml"]


def test_a_locale_that_left_the_site_leaves_the_output(site: Site) -> None:
    site.complete().run("build")
    site.edit("source/site.toml", ', "nl"', "")
    assert site.run("build").code == 0
    assert not site.path("output/site/nl").exists()
    assert {entry["locale"] for entry in site.record()["pages"]} == {"en", "fr"}


@pytest.mark.parametrize("name", ["a b", "café", "R&D #1"])
def test_a_page_may_have_any_name(site: Site, name: str) -> None:
    site.write(f"source/pages/{name}.xhtml", page("<p>Words here</p>").decode())
    site.complete()
    for locale in ("fr", "nl"):
        site.translate(locale, {"Words here": "mots"}, name)
    assert (site.run("update", "--check").code, site.run("build").code) == (0, 0)
    french = site.read(f"output/site/fr/{name}.xhtml")
    assert "<p>mots</p>" in french
    assert f'href="../nl/{quote(name)}.xhtml"' in french


def test_a_site_without_an_index_offers_its_first_page(site: Site) -> None:
    site.path("source/pages/index.xhtml").rename(site.path("source/pages/start.xhtml"))
    site.run("build", "--allow-missing")
    assert 'href="fr/start.xhtml"' in site.read("output/site/index.xhtml")


@pytest.mark.parametrize("msgstr", ["&nbsp;", "&#32;", "\u200b", "   "])
def test_a_translation_that_shows_nothing_is_missing(site: Site, msgstr: str) -> None:
    site.complete()
    site.edit(INDEX_NL, "nl hello.", msgstr)
    assert (
        f'{INDEX_NL}:23:9: error: "Hello, world." (paragraph on index, line 1) (missing)' in site.run("check", "nl").out
    )


def test_a_plural_entry_cannot_stand_in_a_page(site: Site) -> None:
    site.complete()
    site.edit(
        INDEX_NL,
        'msgid "Hello, world."\nmsgstr "nl hello."',
        'msgid "Hello, world."\nmsgid_plural "Hello, worlds."\nmsgstr[0] "a"\nmsgstr[1] "b"',
    )
    out = site.run("check", "nl").out
    assert out.startswith(f"{INDEX_NL}:24:12: error: ")
    assert '"Hello, world." (paragraph on index, line 1) (plural-entry)\n' in out


def test_what_a_translator_leaves_fuzzy_stays_so_when_the_source_goes_back(site: Site) -> None:
    site.complete()
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, dear world.")
    site.run("update")
    text = site.read(INDEX_NL).partition("\n#~ ")[0] + "\n"
    site.write(INDEX_NL, text.replace("nl hello.", "nl dear hello."))  # edited, left fuzzy, obsolete entries purged
    site.edit("source/pages/index.xhtml", "Hello, dear world.", "Hello, world.")
    for _ in range(2):
        site.run("update")
        assert '#, fuzzy\n#| msgid "Hello, dear world."\nmsgid "Hello, world."\nmsgstr "nl dear hello."' in site.read(
            INDEX_NL
        )


def test_a_template_whose_page_is_gone_goes_too(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<p>Words</p>").decode())
    site.complete()
    site.path("source/pages/old.xhtml").unlink()
    assert site.run("extract", "--check").out == "locales/pot/old.pot: out of date; run `tetraglot extract`\n"
    assert site.run("extract").out.startswith("locales/pot/old.pot: its page is gone\n")
    assert not site.path("locales/pot/old.pot").exists()
    assert site.path("locales/fr/LC_MESSAGES/old.po").exists()


def test_a_page_whose_name_no_line_can_hold_is_refused(site: Site) -> None:
    site.write("source/pages/a\nb.xhtml", page("").decode())
    done = site.run("update")
    assert (done.code, done.err) == (
        3,
        "source/pages/a\\nb.xhtml: the name holds what no address can; give the file another name\n",
    )


@pytest.mark.parametrize("record", ["[" * 100_000, '{"format": 1, "pages": [{"page": 5}], "files": []}', "null"])
def test_a_record_that_cannot_be_read_keeps_nothing_and_stops_nothing(site: Site, record: str) -> None:
    site.complete().run("build")
    site.write("output/build.json", record)
    assert site.run("build").code == 0


RULES = """<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
<its:translateRule selector="//h:b" translate="no"/>
<its:externalResourceRefRule selector="//h:img" externalResourceRefPointer="@src"/>
<its:localeFilterRule selector="//h:p[@class='law']" localeFilterList="fr, nl"/>
<its:localeFilterRule selector="//h:p[@class='flanders']" localeFilterList="nl"/>
</its:rules>"""


def test_the_site_s_rules_hold_for_every_page(site: Site) -> None:
    site.write("source/rules.its", RULES)
    body = """<p>By <b>ACME</b> now. <img src="../assets/a.png" alt="A"/></p><p class="law">The law.</p><p class="flanders">Ghent.</p>"""
    site.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", body)
    extracted = site.run("extract")
    assert "source/pages/index.xhtml:1: ../assets/a.png: a file to be localized" in extracted.out
    assert site.run("update").code == 0
    assert "#. LOCALES: fr, nl" in site.read("locales/pot/index.pot")
    has = {locale: site.read(f"locales/{locale}/LC_MESSAGES/index.po") for locale in ("en", "fr", "nl")}
    assert [("The law." in has[locale], "Ghent." in has[locale]) for locale in has] == [
        (False, False),
        (True, False),
        (True, True),
    ]
    assert 'msgid "By <b>ACME</b> now."' in has["fr"]
    assert site.run("build", "--allow-missing").code == 0
    shown = {locale: site.body(f"{locale}/index.xhtml") for locale in has}
    assert [("law" in shown[locale], "flanders" in shown[locale]) for locale in has] == [
        (False, False),
        (True, False),
        (True, True),
    ]
    assert site.run("update", "--check").code == 0


def test_rules_that_a_page_links_are_read_from_the_source_folder_only(site: Site) -> None:
    site.write("source/its/menu.xml", RULES)
    site.edit("source/pages/index.xhtml", "<head>", '<head><link rel="its-rules" href="../its/menu.xml"/>')
    site.edit("source/pages/index.xhtml", "Hello, world.", "By <b>ACME</b>")
    assert site.run("extract").code == 0
    assert "TAGS: <b>: stays as it is" in site.read("locales/pot/index.pot")
    site.edit("source/pages/index.xhtml", "../its/menu.xml", "../../../secret.xml")
    refused = site.run("extract")
    assert (refused.code, refused.err.count("lies outside this folder")) == (3, 1)


def test_identifiers_are_contexts_where_the_site_says_so(site: Site) -> None:
    site.edit("source/site.toml", "[site]", "[site]\nid_contexts = true")
    site.edit("source/pages/index.xhtml", "<p>", '<p id="greeting">')
    site.run("extract")
    assert 'msgctxt "greeting"\nmsgid "Hello, world."' in site.read("locales/pot/index.pot")


def test_verify_tells_a_sound_copy_from_another(site: Site) -> None:
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[server]\nprecompress = true')
    site.complete().run("build")
    files = len(site.files("output")) - 1
    done = site.run("verify")
    assert (done.code, done.err, done.out) == (0, "", f"{site.path('output')}: {files} files as recorded\n")
    copy = site.path("copy")
    shutil.copytree(site.path("output"), copy)
    (copy / "site/fr/index.xhtml").write_bytes(b"<html/>")
    (copy / "site/nl/index.xhtml").unlink()
    (copy / "site/fr/stray.html").write_bytes(b"")
    done = site.run("verify", str(copy))
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "site/fr/index.xhtml: it is not what was built; build again, or copy it anew\n"
        "site/nl/index.xhtml: it is not there; build again, or copy it anew\n"
        "site/fr/stray.html: no build made it; remove it, unless it is yours to publish\n"
    )


@pytest.mark.parametrize(
    "record", [None, "", "{}", '{"format": 1, "name": "", "base_url": "", "pages": [], "files": []}']
)
def test_verify_needs_a_record(site: Site, record: str | None) -> None:
    site.path("output").mkdir()
    if record is not None:
        site.write("output/build.json", record)
    done = site.run("verify")
    assert done.code == 3
    assert done.err.startswith("build.json: ")


def test_assets_are_seen_before_the_pages_that_show_them_and_the_record_last(site: Site) -> None:
    from pipeline.build.project import Project
    from pipeline.build.publish import publish
    from pipeline.store import Store

    project = Project(Store(site.complete().folder))
    with project.store.staging("output") as stage:
        publish(project, stage, ["en", "fr", "nl"])
        order = stage.commit()
    kinds = ["asset" if "/assets/" in path else "page" if "/fr/index" in path else path for path in order]
    seen = [kind for kind in kinds if kind in ("asset", "page", "output/build.json")]
    assert seen == ["asset", "asset", "page", "output/build.json"]
    assert kinds[-1] == "output/build.json"


def test_without_the_earlier_output_a_held_page_is_absent_and_addresses_that_were_are_unknown(site: Site) -> None:
    site.write("source/pages/old.xhtml", page("<p>1</p>").decode())
    site.complete().run("build")
    site.path("source/pages/old.xhtml").unlink()
    site.edit(INDEX_NL, "nl hello.", "")
    old = {f"site/{locale}/old.xhtml" for locale in ("en", "fr", "nl")}

    def states() -> dict[str, str]:
        assert site.run("build").code == 1
        found = site.record()["pages"]
        assert {each["path"] for each in found if each["page"] == "old"} == (old if keeps else set())
        return {each["locale"]: each["state"] for each in found if each["page"] == "index"}

    keeps = True
    assert states() == {"en": "complete", "fr": "complete", "nl": "complete"}
    assert site.body("nl/index.xhtml") == "<p>nl hello.</p>"
    keeps = False
    shutil.rmtree(site.path("output"))
    assert states() == {"en": "complete", "fr": "complete", "nl": "omitted"}
    assert not site.path("output/site/nl").exists()


def test_a_page_that_is_renamed_takes_its_translations_and_its_address_along(site: Site) -> None:
    site.write("source/pages/pharma.xhtml", page("<p>Medicines</p>").decode())
    site.complete()
    for locale in ("en", "fr", "nl"):
        site.translate(locale, {"Medicines": f"{locale} medicines"}, "pharma")
    assert site.run("build").code == 0
    site.path("source/pages/pharma.xhtml").rename(site.path("source/pages/biopharma.xhtml"))
    for locale in ("en", "fr", "nl"):
        folder = site.path(f"locales/{locale}/LC_MESSAGES")
        (folder / "pharma.po").rename(folder / "biopharma.po")
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[moved]\npharma = "biopharma"')
    assert (site.run("extract").code, site.run("update").code, site.run("build").code) == (0, 0, 0)
    assert site.body("fr/biopharma.xhtml") == "<p>fr medicines</p>"
    assert site.record()["redirects"] == [
        {"path": f"site/{locale}/pharma.xhtml", "to": f"site/{locale}/biopharma.xhtml"} for locale in ("en", "fr", "nl")
    ]
    assert 'href="biopharma.xhtml"' in site.body("fr/pharma.xhtml") + site.read("output/site/fr/pharma.xhtml")


def test_a_page_in_another_encoding_is_published_as_utf_8(site: Site) -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{page("<p>café</p>", "<title>1</title>").decode()}'
    site.path("source/pages/index.xhtml").write_bytes(text.encode("iso-8859-1"))
    assert site.run("build", "--allow-missing").code == 0
    published = site.path("output/site/en/index.xhtml").read_bytes()
    assert "<p>café</p>".encode() in published
    assert published.startswith(b"<!DOCTYPE html>\n<html ")


def test_the_layout_has_a_policy_like_a_page_of_that_name(site: Site) -> None:
    site.complete()
    site.edit("locales/fr/LC_MESSAGES/layout.po", "fr languages", "")
    assert site.run("build").code == 1
    assert not site.path("output/site/fr").exists()
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[pages.layout]\nmissing = "fallback"')
    assert site.run("build").code == 0
    assert '<nav aria-label="Languages" lang="en" xml:lang="en">' in site.read("output/site/fr/index.xhtml")


def test_the_record_says_since_when_a_page_is_behind_its_source(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 1 March 2026
    site.complete().run("build")
    site.edit("source/pages/index.xhtml", "Hello, world.", "Hello, Belgium.")
    site.run("update")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773187200")  # 11 March 2026
    assert site.run("build").code == 1
    since = {each["locale"]: each["outdated_since"] for each in site.record()["pages"]}
    assert since == {"en": "", "fr": "2026-03-01", "nl": "2026-03-01"}


def test_every_kind_of_file_is_in_the_record(site: Site) -> None:
    site.write("source/pages/404.xhtml", page("<p>1</p>").decode())
    site.write("source/pages/old.xhtml", page("<p>1</p>").decode())
    site.complete().run("build")
    site.path("source/pages/old.xhtml").unlink()
    site.edit(
        "source/site.toml", 'region = "BE"', 'region = "BE"\n[moved]\nold = "index"\n[server]\nprecompress = true'
    )
    assert site.run("build").code == 0
    record = site.record()
    listed = [entry["path"] for entry in [*record["pages"], *record["files"]]]
    assert sorted(listed) == sorted(site.files("output").keys() - {"build.json"})
    files = {entry["path"] for entry in record["files"]}
    assert {"site/index.xhtml", "site/404.xhtml", "site/sitemap.xml", "site/fr/feed.xml", "site/fr/old.xhtml"} <= files
    assert {"site/fr/index.xhtml.gz", "server/nginx.conf"} <= files


def test_what_build_json_says_of_a_style_is_what_pages_ask_browsers_to_check(site: Site) -> None:
    site.complete().run("build")
    (path, digest), *_ = [
        (each["path"], each["sha256"]) for each in site.record()["files"] if each["path"].endswith(".css")
    ]
    integrity = f"sha256-{b64encode(bytes.fromhex(digest)).decode()}"
    assert f'href="../{path.removeprefix("site/")}" integrity="{integrity}"' in site.read("output/site/fr/index.xhtml")


def test_a_page_may_not_have_the_layout_s_name(site: Site) -> None:
    site.write("source/pages/layout.xhtml", page("<p>1</p>").decode())
    done = site.run("build")
    assert (done.code, done.err) == (
        3,
        "source/pages/layout.xhtml: the name 'layout' is the frame's, whose catalogues it would share;"
        " give the page another name\n",
    )


def test_an_asset_of_once_stays_for_a_week(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("source/assets/a.txt", "a")
    site.edit("source/site.toml", 'region = "BE"', 'region = "BE"\n[server]\nprecompress = true')
    site.complete()

    def built(day: int) -> list[str]:
        """The styles that are published on a day of March 2026."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_772_323_200 + (day - 1) * 86_400))
        assert site.run("build").code == 0
        assert site.run("verify").code == 0
        assert {path for path in site.files("output") if path != "build.json"} == {
            each["path"] for each in (*site.record()["pages"], *site.record()["files"])
        }
        return sorted(path.name for path in site.path("output/site/assets").glob("*.css"))

    (first,) = built(1)
    site.edit("source/assets/site.css", "40em", "44em")
    both = built(2)
    assert first in both
    assert len(both) == 2
    assert [each["until"] for each in site.record()["files"] if each["path"].endswith(first)] == ["2026-03-09"]
    assert built(8) == both
    (second,) = built(9)
    assert second in both
    assert second != first
    site.edit("source/assets/site.css", "44em", "40em")
    assert built(10) == sorted((first, second))
    assert [each["until"] for each in site.record()["files"] if each["path"].endswith(first)] == [""]
