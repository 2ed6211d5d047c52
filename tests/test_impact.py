"""What an edit sends to translators, said before it is sent."""

from __future__ import annotations

import json

import pytest

from builders import Site, page


@pytest.fixture
def translated(site: Site) -> Site:
    site.write("source/pages/index.xhtml", page("<p>Open on Monday. Come in.</p><p>Stay a while</p>").decode())
    assert site.run("update").code == 0
    for locale in ("fr", "nl"):
        site.translate(
            locale, {"Open on Monday. Come in.": f"{locale} one. {locale} two.", "Stay a while": f"{locale} three"}
        )
    return site


def test_before_an_edit_there_is_nothing_new(translated: Site) -> None:
    done = translated.run("impact")
    assert (done.code, done.out) == (0, "fr, nl: nothing new for translators\n")


def test_an_edit_counts_by_the_sentences_that_it_changes_in_each_language(translated: Site) -> None:
    translated.edit("source/pages/index.xhtml", "on Monday", "on the second Monday")
    translated.edit("source/pages/index.xhtml", "Stay a while", "Stay a while.")
    before = translated.files()
    done = translated.run("impact")
    assert done.out == (
        "page    locale     texts  sentences  words  signs only\n"
        "index   fr             2          2      8           1\n"
        "index   nl             2          2      8           1\n"
        "in all  2 locales      4          4     16           2\n"
    )
    assert translated.files() == before
    (found,) = json.loads(translated.run("impact", "fr", "--format", "json").out)
    assert found == {"locale": "fr", "page": "index", "texts": 2, "sentences": 2, "words": 8, "signs_only": 1}
    assert translated.run("update").code == 0
    assert translated.run("impact").out == "fr, nl: nothing new for translators\n"


def test_what_keeps_its_translation_is_no_work(translated: Site) -> None:
    translated.write("source/pages/about.xhtml", page("<p>Stay a while</p><p>New here.</p>").decode())
    translated.write("source/pages/index.xhtml", page("<p>Open on Monday. Come in.</p>").decode())
    (found,) = json.loads(translated.run("impact", "fr", "--format", "json").out)
    assert (found["page"], found["texts"], found["sentences"], found["words"]) == ("about", 1, 1, 2)


def test_a_sentence_that_left_is_one_to_look_at(translated: Site) -> None:
    translated.edit("source/pages/index.xhtml", " Come in.", "")
    (found,) = json.loads(translated.run("impact", "fr", "--format", "json").out)
    assert (found["texts"], found["sentences"], found["words"]) == (1, 1, 0)


def test_a_page_that_cannot_be_read_is_named(translated: Site) -> None:
    translated.edit("source/pages/index.xhtml", "</p>", "")
    done = translated.run("impact")
    assert done.code == 3
    assert done.err.startswith("source/pages/index.xhtml:")


def test_other_codes_around_the_same_words_are_no_work(translated: Site) -> None:
    translated.write("source/pages/about.xhtml", page("<p>Press <b>Enter</b> to go on</p>").decode())
    assert translated.run("update").code == 0
    for locale in ("fr", "nl"):
        translated.translate(locale, {"Press <b>Enter</b> to go on": f"{locale} <b>Enter</b>"}, "about")
    translated.edit("source/pages/about.xhtml", "<b>Enter</b>", "<strong>Enter</strong>")
    assert translated.run("impact").out == "fr, nl: nothing new for translators\n"
