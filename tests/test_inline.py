"""The form of a message's text: written into msgids, read back from msgstrs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.xhtml.inline import Code, Content, Reading, plain, read, write

HELP = read("See <a>the help</a> and <a2>the guide</a2>.").content
BREAK = read("One<br/>two").content
NESTED = read("A <b>bold <i>word</i></b>.").content

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="<>&;#x \n"), min_size=1)


def codes(children: st.SearchStrategy[Content]) -> st.SearchStrategy[Content]:
    names = st.sampled_from(["a", "a2", "kbd", "xsl:value-of", "my-tip"])
    code = st.builds(Code, names, st.none() | children)
    return st.lists(texts | code, max_size=4).map(joined)


def joined(parts: list[str | Code]) -> Content:
    """Content never has two texts side by side."""
    out: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)


@given(st.recursive(st.just(()), codes, max_leaves=12))
def test_what_is_written_is_read_back(content: Content) -> None:
    assert read(write(content)).content == content


@given(st.text())
def test_no_msgstr_makes_the_reader_fail(msgstr: str) -> None:
    for source in (HELP, BREAK, NESTED):
        read(msgstr, source)
    plain(msgstr)


@given(st.text(alphabet="<>/ab2 ir&;#x"))
def test_markup_soup_is_a_fault_or_has_the_source_s_codes(msgstr: str) -> None:
    reading = read(msgstr, HELP)
    if not reading.flaws:
        assert [write(reading.content).count(tag) for tag in ("<a>", "</a>", "<a2>", "</a2>")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("msgstr", "text"),
    [
        ("Tom & Jerry", "Tom & Jerry"),
        ("10&nbsp;kg", "10\u00a0kg"),
        ("&#233;t&#xE9;", "été"),
        ("&lt;b> et &amp;nbsp;", "<b> et &nbsp;"),
        ("a > b ]]> c", "a > b ]]> c"),
    ],
)
def test_plain_meaning_is_understood(msgstr: str, text: str) -> None:
    assert read(msgstr, ()) == Reading((text,))


def test_siblings_may_be_reordered() -> None:
    reading = read("Le <a2>guide</a2> et <a>l’aide</a>.", HELP)
    assert reading.flaws == ()
    assert reading.content == ("Le ", Code("a2", ("guide",)), " et ", Code("a", ("l’aide",)), ".")


@pytest.mark.parametrize("msgstr", ["Un<br>deux", "Un<br />deux", "Un<br></br>deux"])
def test_a_void_code_may_be_written_as_html_has_it(msgstr: str) -> None:
    assert read(msgstr, BREAK).content == ("Un", Code("br", None), "deux")


@pytest.mark.parametrize(
    ("source", "msgstr", "fault"),
    [
        (HELP, "Voir <a>l’aide</a>.", "<a2> of the source is missing from the translation"),
        (HELP, "<a>x</a> <a2>y</a2> <a>z</a>", "<a> stands 2 times in the translation, 1 in the source"),
        (HELP, "<a>x</a> <a2>y</a2> <b>z</b>", "<b> is no code of this message; the source decides which there are"),
        (HELP, "<a>x <a2>y</a> z</a2>", "</a> closes before <a2>, which was opened inside it"),
        (HELP, "<a>x <a2>y</a2>", "<a> is not closed"),
        (HELP, "x</a> <a2>y</a2>", "</a> closes what was not opened"),
        (HELP, "<a>x <a2>y</a2></a>", "<a2> stands inside <a>, unlike in the source"),
        (HELP, "<a/> <a2>y</a2>", "<a/> has lost its words; write <a>…</a>"),
        (HELP, "<a></a> <a2>y</a2>", "<a> has lost its words; put it around those that it belongs to"),
        (NESTED, "<i>x</i> <b>y</b>", "<i> stands on its own, unlike in the source"),
        (BREAK, "un</br>deux", "</br> has nothing to close; write <br/>"),
        ((), "x < y", 'a "<" opens no code of this message; write &lt; for the sign itself'),
        (
            (),
            'x <a href="javascript:alert(1)">y',
            '<a href="javascript:alert(1)"> is no code of this message; the source decides which there are',
        ),
        (
            HELP,
            '<a href="help.html">x</a> <a2>y</a2>',
            '<a href="help.html"> has attributes; write <a>, the page brings its own',
        ),
        ((), "&xxe; x", "&xxe; stands for no character; write the character, or &amp; for the sign"),
        ((), "AT&T; co", "&T; stands for no character; write the character, or &amp; for the sign"),
        ((), "a&#0;b", "&#0; stands for no character; write the character, or &amp; for the sign"),
        ((), "a\vb", "the control character U+000B cannot stand in a page"),
    ],
)
def test_what_differs_from_the_source_is_a_fault(source: Content, msgstr: str, fault: str) -> None:
    assert fault in [flaw.message for flaw in read(msgstr, source).flaws]


def test_no_depth_of_nesting_exhausts_the_reader() -> None:
    assert "<b> is nested more than 60 codes deep" in [flaw.message for flaw in read("<b>" * 100_000, NESTED).flaws]


def test_a_huge_number_in_a_reference_is_only_text() -> None:
    assert read("&#" + "9" * 5000 + ";", ()).content == ("&#" + "9" * 5000 + ";",)


def test_a_control_character_that_the_page_has_itself_may_stay() -> None:
    assert read("un\u0080", ("one\u0080",)).flaws == ()
    (flaw,) = read("un\u0081", ("one\u0080",)).flaws
    assert flaw == ("control-character", "the control character U+0081 cannot stand in a page")
