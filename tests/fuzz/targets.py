"""What must hold whatever comes in from outside: a translation, a page, a catalogue.

Each target is a strategy and a property; `test_fuzz.py` tries a few of them, `run.py` as many as there is time for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st
from lxml import etree

from builders import canonical, document, page, resolved
from pipeline import its
from pipeline.assemble import assemble
from pipeline.errors import UnusableFileError
from pipeline.po import Catalogue, parse, serialise
from pipeline.xhtml import inline
from pipeline.xhtml.document import parse_document
from pipeline.xhtml.fill import Draft
from pipeline.xhtml.inorder import words_between
from pipeline.xhtml.slots import walk
from pipeline.xhtml.write import page_bytes


class Target(NamedTuple):
    """Something to throw inputs at."""

    name: str
    inputs: st.SearchStrategy[object]
    holds: Callable[..., None]


# -- a translation: nothing but words of it reaches the page

BODY = (
    '<p id="a">Read <a href="g" title="Guide">the guide</a>, <b>now</b> or <a href="h">later <i>on</i></a><br/>'
    '&amp; see <img src="i" alt="Picture"/> by <span translate="no">ACME <b>Inc</b></span>.</p>'
    "<ul><li>Fruit <ul><li>apple</li></ul> and more</li></ul><!-- kept --><p>Plain.</p>"
)
SOURCE = document(BODY)
MSGIDS = [slot.unit.text for slot in walk(SOURCE).slots]

_PIECES = [
    *("<a>", "</a>", "<a2>", "</a2>", "<b>", "</b>", "<i>", "</i>", "<br/>", "<br>", "</br>", "<img/>", "<span>"),
    *(
        "</span>",
        "<ul/>",
        "<ul>",
        "</ul>",
        "<p>",
        "<script>",
        "<a href='javascript:x'>",
        "<img onerror='x'/>",
        "<_:p-1/>",
    ),
    *(
        "&amp;",
        "&lt;",
        "&nbsp;",
        "&xxe;",
        "&#0;",
        "&#x1F600;",
        "&#xD800;",
        "&",
        "<",
        ">",
        "]]>",
        "<!--",
        "-->",
        "<?x?>",
    ),
    *(
        "{",
        "}",
        '"',
        "'",
        "\\",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\x00",
        "\x0b",
        "\ufffe",
        "\n",
        " ",
        "word",
        "é",
        "<![CDATA[",
    ),
]
_soup = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join)


@st.composite
def _damaged(draw: st.DrawFn, originals: st.SearchStrategy[str], pieces: st.SearchStrategy[str]) -> str:
    """Some text with a few places cut out, doubled or written over."""
    text = draw(originals)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2]) | pieces) + text[end:]
    return text


def _elements(root: etree._Element) -> Counter[object]:
    """Elements with their attributes, except languages, which fallbacks are marked with, and texts of attributes."""
    left_out = {"lang", "{http://www.w3.org/XML/1998/namespace}lang", "alt", "title"}
    return Counter(
        (node.tag, *sorted((name, value) for name, value in node.attrib.items() if name not in left_out))
        for node in root.iter(etree.Element)
    )


def no_translation_adds_or_loses_an_element(translations: dict[str, str]) -> None:
    """Elements, addresses and what is protected stay as the source has them; the page is XML."""
    done = assemble(SOURCE, resolved(SOURCE, translations), "fr")
    again = etree.fromstring(page_bytes(done.markup()))
    spans = {"{http://www.w3.org/1999/xhtml}span": ()}  # made around words that are left in English
    more, fewer = _elements(again) - _elements(SOURCE.root), _elements(SOURCE.root) - _elements(again)
    assert not fewer
    assert {tag for tag, *_ in more} <= set(spans), more  # type: ignore[misc]
    protected = again.xpath("string(//*[@translate='no'])")
    assert protected == "ACME Inc"


# -- a page: refused with a place, or its own identity translation

_WORDS = st.sampled_from(
    ["word", " ", "\n", "&amp;", "&nbsp;", "&lt;", "é", "\u00a0", "<!-- c -->", "<?x y?>", "<br/>"]
)
_NAMES = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "li",
        "b",
        "a",
        "em",
        "span",
        "h2",
        "table",
        "tr",
        "td",
        "pre",
        "title",
        "svg",
        "math",
        "ruby",
        "rt",
        "textarea",
        "details",
        "template",
        "x-y",
        "ol",
        "q",
    ]
)
_ATTRIBUTES = st.sampled_from(
    [
        *("", "", "", " translate='no'", " translate='yes'", " lang='fr'", " xml:lang='en'", " class='notranslate'"),
        *(
            " title='Tip'",
            " id='i'",
            " data-translate-context='c'",
            " data-translate-comment='n'",
            " xml:space='preserve'",
        ),
        *(
            " its-loc-note='n'",
            " its-locale-filter-list='fr'",
            " its-within-text='nested'",
            " its-term='yes'",
            " dir='rtl'",
        ),
    ]
)


def _inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.builds(lambda n, a, c: f"<{n}{a}>{c}</{n}>", _NAMES, _ATTRIBUTES, children)
    return st.lists(_WORDS | element, max_size=4).map("".join)


_bodies = st.recursive(_WORDS, _inside, max_leaves=25)
_markup = st.sampled_from(
    [
        *(
            "<",
            ">",
            "&",
            "</p>",
            "<p>",
            "<!DOCTYPE html>",
            "<!DOCTYPE x [<!ENTITY e 'v'>]>",
            "&e;",
            "<![CDATA[",
            "]]>",
            "<!--",
        ),
        *(
            "xmlns:x='u'",
            "x:y",
            "<its:rules xmlns:its='http://www.w3.org/2005/11/its' version='2.0'/>",
            "\x00",
            "\ufeff",
        ),
        *("<?xml version='1.0' encoding='latin-1'?>", "encoding='UTF-7'", "=''", "'", '"'),
    ]
)


def _pages() -> st.SearchStrategy[bytes]:
    whole = _bodies.map(lambda body: page(body).decode())
    encoded = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "utf-8-sig", "latin-1"])
    damaged = st.builds(lambda text, how: text.encode(how, "replace"), whole | _damaged(whole, _markup), encoded)
    return st.one_of(damaged, damaged, damaged, st.binary(max_size=60))


def a_page_is_refused_with_its_place_or_comes_back_as_it_was(data: bytes) -> None:
    try:
        source = parse_document(data, "p.xhtml", "p", "en")
        walked = walk(source, its.guidance(source.root, source.path, lambda _: b""))
    except UnusableFileError as error:
        assert error.faults
        assert all(str(fault).startswith("p.xhtml:") and "; " in str(fault) for fault in error.faults)
        return
    draft = Draft(source.outline)
    for slot in reversed(walked.slots):
        words = words_between(slot.unit.text, slot.unit.text) if slot.in_order else None
        if words is not None:
            draft.fill_in_order(slot, words)
            continue
        reading = inline.read(slot.unit.text, inline.read(slot.unit.text).content)
        assert reading.flaws == ()
        if slot.attribute is None:
            draft.fill(slot, reading.content)
        else:
            draft.fill_attribute(slot, reading.content)
    assert canonical(draft.tree()) == canonical(source.root)
    published = page_bytes(draft.markup())
    assert page_bytes(Draft(parse_document(published, "p.xhtml", "p", "en").outline).markup()) == published


# -- a catalogue: refused with its lines, or the same bytes

_CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'
    '# a note\n#. comment\n#: p.xhtml\n#, fuzzy, python-format\n#| msgid "Old"\nmsgctxt "c"\nmsgid "New\\t"\nmsgstr ""\n"N\\"e"\n\n'
    'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "un"\nmsgstr[1] "x"\n\n#~ msgid "gone"\n#~ msgstr "parti"\n'
)
_LINES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\r",
            '"',
            "\\",
            "\\x",
            "#~ ",
            "#| ",
            "#, ",
            "#: ",
            "# ",
            "msgid ",
            'msgstr ""\n',
            "msgctxt",
            "msgstr[9]",
        ),
        *(
            "<<<<<<< HEAD\n",
            "=======\n",
            ">>>>>>> x\n",
            "charset=latin-1",
            "charset=x",
            "\x00",
            "\u2028",
            "\x85",
            " ",
            "\t",
        ),
        *('msgid "one"\n', "é", "\ufeff", 'domain "x"\n'),
    ]
)


def _catalogues() -> st.SearchStrategy[bytes]:
    encoded = st.sampled_from([*["utf-8"] * 8, "utf-8-sig", "latin-1", "utf-16"])
    damaged = st.builds(lambda text, how: text.encode(how, "replace"), _damaged(st.just(_CATALOGUE), _LINES), encoded)
    return st.one_of(damaged, damaged, damaged, st.binary(max_size=40))


def a_catalogue_is_refused_with_its_lines_or_keeps_its_bytes(data: bytes) -> None:
    try:
        catalogue = parse(data)
    except UnusableFileError as error:
        assert error.faults
        assert all(fault.line for fault in error.faults)
        return
    assert serialise(catalogue) == data
    written = serialise(Catalogue([message.edited(tcomment="x") for message in catalogue.messages], catalogue.header))
    assert [(m.key, m.msgstr) for m in parse(written).messages] == [(m.key, m.msgstr) for m in catalogue.messages]


TARGETS = [
    Target(
        "translations",
        st.fixed_dictionaries({msgid: _soup | _damaged(st.just(msgid), _soup) for msgid in MSGIDS}),
        no_translation_adds_or_loses_an_element,
    ),
    Target("pages", _pages(), a_page_is_refused_with_its_place_or_comes_back_as_it_was),
    Target("catalogues", _catalogues(), a_catalogue_is_refused_with_its_lines_or_keeps_its_bytes),
]
