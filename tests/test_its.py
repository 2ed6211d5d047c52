"""ITS 2.0: the W3C's test suite as far as we have it, and the standard's sentences one by one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builders import SHARED, XHTML, Site
from pipeline import its
from pipeline.errors import UnusableFileError
from pipeline.its.names import is_phrasing
from pipeline.its.nodes import elements
from pipeline.store import Store
from pipeline.xhtml.document import parse_root

SUITE = SHARED / "its-suite"
ITS = 'xmlns:its="http://www.w3.org/2005/11/its"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def suite_cases() -> Iterator[Any]:
    listed = SUITE / "cases.json"
    for case in json.loads(listed.read_text("utf-8")) if listed.exists() else []:
        yield pytest.param(case, id=Path(case["input"]).stem)


def read(files: dict[str, str], path: str) -> bytes:
    """A linked file, out of a dictionary."""
    if path not in files:
        return Store(Path("/nowhere")).read(path)  # raises as a missing file does
    return files[path].encode()


def understood(text: str, **files: str) -> tuple[etree._Element, its.Rules]:
    """A document and its rules; `linked="…"` is the file linked.xml."""
    root = parse_root(text.encode(), "doc.xml", "correct it")
    named = {f"{name}.xml": content for name, content in files.items()}
    return root, its.gather(root, "doc.xml", lambda path: read(named, path))


def dumped(category: str, text: str, **files: str) -> dict[str, str]:
    """What a category says: path → `name="value"` with spaces between, of the nodes for which there is something."""
    root, rules = understood(text, **files)
    lines = its.dump(its.CATEGORIES[category], root, rules).splitlines()
    return {path: values for path, _, values in (line.replace("\t", " ").partition(" ") for line in lines) if values}


def xml(rules: str, body: str, attributes: str = "") -> str:
    return f'<doc {ITS} {XLINK}><its:rules version="2.0" {attributes}>{rules}</its:rules>{body}</doc>'


def html(body: str, head: str = "", attributes: str = "") -> str:
    return f'<html xmlns="{XHTML}" {attributes}><head>{head}</head><body>{body}</body></html>'


def script(rules: str) -> str:
    content = f'<its:rules {ITS} xmlns:h="{XHTML}" version="2.0">{rules}</its:rules>'
    return f'<script type="application/its+xml"><![CDATA[{content}]]></script>'


def at(found: dict[str, str], *ends: str) -> list[str]:
    """The values of the nodes whose paths end so; "" where nothing is said."""
    return [next((value for path, value in found.items() if path.endswith(end)), "") for end in ends]


def fault(text: str, category: str = "translate", **files: str) -> str:
    with pytest.raises(UnusableFileError) as raised:
        dumped(category, text, **files)
    return str(raised.value)


# The W3C's cases.


@pytest.mark.skipif(
    not SUITE.exists(), reason="the W3C's cases left out: ../shared/its-suite is not beside this checkout"
)
def test_the_w3c_s_suite_is_there_to_be_run() -> None:
    assert len(list(suite_cases())) == 84


@pytest.mark.parametrize("case", list(suite_cases()))
def test_a_case_of_the_w3c_s_suite_comes_out_as_expected(case: dict[str, str]) -> None:
    path = case["input"]
    store = Store(SUITE)
    text = its.dump_file(its.CATEGORIES[case["category"]], store.read(path), path, store.read)
    expected = (SUITE / case["expected"]).read_text("utf-8-sig").rstrip("\r\n").splitlines()
    assert ["".join(line.split()) for line in text.splitlines()] == ["".join(line.split()) for line in expected]


# Precedence: local markup, then the last rule, then what is inherited, then the default (5.5).


def test_the_last_of_two_rules_wins() -> None:
    rules = '<its:translateRule selector="//a" translate="no"/><its:translateRule selector="/doc/a" translate="yes"/>'
    assert at(dumped("translate", xml(rules, "<a/>")), "/a[1]") == ['translate="yes"']


def test_local_markup_wins_over_rules_and_both_over_what_is_inherited() -> None:
    rules = '<its:translateRule selector="//a|//c" translate="no"/>'
    found = dumped("translate", xml(rules, '<a its:translate="yes"><b/></a><c><d its:translate="yes"/><e/></c>'))
    assert at(found, "/a[1]", "/b[1]", "/c[1]", "/d[1]", "/e[1]") == [
        f'translate="{word}"' for word in ("yes", "yes", "no", "yes", "no")
    ]


def test_a_rule_of_lower_precedence_leaves_nothing_behind() -> None:
    rules = '<its:locNoteRule selector="//a" locNoteType="alert"><its:locNote>Mind</its:locNote></its:locNoteRule>'
    found = dumped("localizationnote", xml(rules, '<a its:locNoteRef="n.html"/>'))
    assert at(found, "/a[1]") == ['locNoteRef="n.html" locNoteType="description"']


def test_a_pointer_that_leads_nowhere_says_nothing() -> None:
    rules = '<its:langRule selector="//a" langPointer="@l"/><its:langRule selector="//a" langPointer="@none"/>'
    assert at(dumped("languageinformation", xml(rules, '<a l="fr"/><a/>')), "/a[1]", "/a[2]") == ['lang="fr"', ""]


# Inheritance and defaults (8.1).

REACH = {
    # category: (rule, attribute of the rule, value), what a child element has, what an attribute has
    "translate": ('<its:translateRule selector="//a" translate="no"/>', 'translate="no"', 'translate="no"'),
    "localizationnote": (
        '<its:locNoteRule selector="//a" locNoteType="alert" locNoteRef="#x"/>',
        'locNoteRef="#x" locNoteType="alert"',
        "",
    ),
    "terminology": ('<its:termRule selector="//a" term="yes"/>', 'term="no"', 'term="no"'),
    "directionality": ('<its:dirRule selector="//a" dir="rlo"/>', 'dir="rlo"', 'dir="rlo"'),
    "languageinformation": ('<its:langRule selector="//a" langPointer="@x"/>', 'lang="1"', 'lang="1"'),
    "elementswithintext": ('<its:withinTextRule selector="//a" withinText="yes"/>', 'withinText="no"', ""),
    "domain": ('<its:domainRule selector="//a" domainPointer="@x"/>', 'domains="1"', 'domains="1"'),
    "localefilter": (
        '<its:localeFilterRule selector="//a" localeFilterList="fr" localeFilterType="exclude"/>',
        'localeFilterList="fr" localeFilterType="exclude"',
        'localeFilterList="fr" localeFilterType="exclude"',
    ),
    "externalresource": ('<its:externalResourceRefRule selector="//a" externalResourceRefPointer="@x"/>', "", ""),
    "targetpointer": ('<its:targetPointerRule selector="//a" targetPointer="@x"/>', "", ""),
    "idvalue": ('<its:idValueRule selector="//a" idValue="@x"/>', "", ""),
    "preservespace": (
        '<its:preserveSpaceRule selector="//a" space="preserve"/>',
        'space="preserve"',
        'space="preserve"',
    ),
    "allowedcharacters": (
        '<its:allowedCharactersRule selector="//a" allowedCharacters="[a]"/>',
        'allowedCharacters="[a]"',
        "",
    ),
    "storagesize": ('<its:storageSizeRule selector="//a" storageSize="1"/>', "", ""),
}

DEFAULTS = {
    # category: what an element and an attribute have where nothing is said
    "translate": ('translate="yes"', 'translate="no"'),
    "terminology": ('term="no"', 'term="no"'),
    "directionality": ('dir="ltr"', 'dir="ltr"'),
    "elementswithintext": ('withinText="no"', ""),
    "localefilter": ('localeFilterList="*" localeFilterType="include"',) * 2,
    "preservespace": ('space="default"', 'space="default"'),
}


@pytest.mark.parametrize("category", its.CATEGORIES)
def test_each_category_reaches_what_the_standard_s_table_says(category: str) -> None:
    rule, child, attribute = REACH[category]
    found = dumped(category, xml(rule, '<a x="1"><b/></a>'))
    assert at(found, "/a[1]") != [""]
    assert at(found, "/a[1]/b[1]", "/a[1]/@x") == [child, attribute]


@pytest.mark.parametrize("category", its.CATEGORIES)
def test_each_category_has_the_default_of_the_standard_s_table(category: str) -> None:
    found = dumped(category, '<doc x="1"/>')
    assert (found.get("/doc", ""), found.get("/doc/@x", "")) == DEFAULTS.get(category, ("", ""))


@pytest.mark.parametrize("category", its.CATEGORIES)
def test_a_rule_can_select_an_attribute(category: str) -> None:
    rule = REACH[category][0].replace('"//a"', '"//a/@y"').replace('"@x"', '"../@x"').replace('te="no"', 'te="yes"')
    found = dumped(category, xml(rule, '<a x="1" y="2"/>'))
    expected = {"terminology": 'term="yes"', "elementswithintext": 'withinText="yes"', "targetpointer": "targetPointer"}
    assert at(found, "/@y")[0].startswith(expected.get(category, ""))
    assert at(found, "/@x") != at(found, "/@y")


# Pointers, selectors and variables (5.3).


def test_a_pointer_starts_at_the_selected_attribute() -> None:
    rules = '<its:externalResourceRefRule selector="//v/@src|//v/@alt" externalResourceRefPointer="."/>'
    found = dumped("externalresource", xml(rules, '<v src="1.avi" alt="2.avi" z=""/>'))
    assert at(found, "/@src", "/@alt", "/@z") == ['externalResourceRef="1.avi"', 'externalResourceRef="2.avi"', ""]


def test_an_id_value_is_any_expression_with_the_place_among_the_selected_nodes() -> None:
    rules = """<its:idValueRule selector="//t" idValue="concat(../@n, '_', position(), '/', last())"/>"""
    found = dumped("idvalue", xml(rules, '<a n="x"><t/></a><a n="y"><t/></a>'))
    assert list(found.values()) == ['idValue="x_1/2"', 'idValue="y_2/2"']


def test_a_number_as_id_value_is_written_as_xpath_does() -> None:
    found = dumped("idvalue", xml('<its:idValueRule selector="//t" idValue="count(//t) + 1"/>', "<t/>"))
    assert at(found, "/t[1]") == ['idValue="2"']


def test_namespaces_are_those_of_the_rule_and_the_default_one_is_not_among_them() -> None:
    rules = '<its:termRule xmlns="urn:x" xmlns:x="urn:x" selector="//x:a|//b" term="yes"/>'
    found = dumped("terminology", xml(rules, '<a xmlns="urn:x"/><b/><b xmlns="urn:x"/>'))
    assert [path for path, value in found.items() if "yes" in value] == ["/doc/a[1]", "/doc/b[1]"]


def test_parameters_are_variables_also_with_a_prefix_and_with_quotation_marks() -> None:
    rules = (
        """<its:param name="n">it's</its:param><its:param name="p:q" xmlns:p="urn:p">a'"b</its:param>"""
        """<its:termRule selector="//a[@x=$n and '$n'='$n']" term="yes"/>"""
        """<its:termRule xmlns:r="urn:p" selector="//b[@x=$r:q]" term="yes"/>"""
    )
    found = dumped("terminology", xml(rules, """<a x="it's"/><b x="a'&quot;b"/><b x="c"/>"""))
    assert at(found, "/a[1]", "/b[1]", "/b[2]") == ['term="yes"', 'term="yes"', 'term="no"']


def test_of_two_parameters_with_one_name_the_last_one_counts() -> None:
    first = '<its:param name="n">1</its:param><its:termRule selector="//a[@x=$n]" term="yes"/>'
    second = f'<its:rules {ITS} version="2.0"><its:param name="n">2</its:param></its:rules>'
    found = dumped("terminology", xml(first, f'<a x="1"/><a x="2"/>{second}'))
    assert at(found, "/a[1]", "/a[2]") == ['term="no"', 'term="yes"']


def test_a_target_pointer_is_shown_with_its_variables_filled() -> None:
    rules = '<its:param name="n">t</its:param><its:targetPointerRule selector="//s" targetPointer="../t[@l=$n]"/>'
    assert at(dumped("targetpointer", xml(rules, "<s/>")), "/s[1]") == ["""targetPointer="../t[@l='t']\""""]


def test_id_finds_xml_id_and_in_html_id() -> None:
    rule = '<its:termRule selector="//*[@def]" term="yes" termInfoPointer="id(@def)"/>'
    assert at(dumped("terminology", xml(rule, '<t def="g"/><g xml:id="g">Gloss</g>')), "/t[1]") == [
        'term="yes" termInfo="Gloss"'
    ]
    found = dumped("terminology", html('<i def="g"/><b id="g">Gloss <u>x</u></b>', script(rule)))
    assert at(found, "/i[1]") == ['term="yes" termInfo="Gloss x"']


# Where rules come from (5.4, 6.2).

NO_B = f'<its:rules {ITS} version="2.0"><its:translateRule selector="//b" translate="no"/></its:rules>'


TERM_B = '<its:termRule selector="//b" term="no"/>'


def linking(href: str, rules: str = "") -> str:
    return f'<its:rules {ITS} {XLINK} version="2.0" xlink:href="{href}">{rules}</its:rules>'


def test_linked_rules_stand_at_the_top_of_those_that_link_them() -> None:
    own = '<its:translateRule selector="//b[2]" translate="yes"/>'
    found = dumped("translate", xml(own, "<b/><b/>", 'xlink:href="linked.xml"'), linked=NO_B)
    assert at(found, "/b[1]", "/b[2]") == ['translate="no"', 'translate="yes"']


def test_rules_files_may_link_others_and_hold_rules_anywhere() -> None:
    middle = f"<schema><info>{linking('last.xml', TERM_B)}</info></schema>"
    last = f'<its:rules {ITS} version="2.0"><its:termRule selector="//a|//b" term="yes"/></its:rules>'
    found = dumped("terminology", xml("", "<a/><b/>", 'xlink:href="middle.xml"'), middle=middle, last=last)
    assert at(found, "/a[1]", "/b[1]") == ['term="yes"', 'term="no"']


def test_links_are_relative_to_the_file_they_stand_in_and_to_xml_base() -> None:
    asked = []

    def load(path: str) -> bytes:
        asked.append(path)
        return linking("../up/c%20d.xml").encode() if len(asked) == 1 else NO_B.encode()

    text = xml("", "", 'xlink:href="r/b.xml#x" xml:base="base/"')
    its.gather(parse_root(text.encode(), "in/doc.xml", ""), "in/doc.xml", load)
    assert asked == ["in/base/r/b.xml", "in/base/up/c d.xml"]


def test_a_circle_of_links_ends() -> None:
    found = dumped("translate", xml("", "<b/>", 'xlink:href="one.xml"'), one=linking("two.xml"), two=linking("one.xml"))
    assert at(found, "/b[1]") == ['translate="yes"']
    two = linking("doc.xml", '<its:translateRule selector="//b" translate="no"/>')
    found = dumped("translate", xml("", "<b/>", 'xlink:href="one.xml"'), one=linking("two.xml"), two=two)
    assert at(found, "/b[1]") == ['translate="no"']


def test_files_that_link_each_other_over_and_over_are_refused() -> None:
    files = {f"f{number}": f"<x>{linking(f'f{number + 1}.xml') * 2}</x>" for number in range(20)}
    assert "more than 200 rules files are linked; link each once" in fault(linking("f0.xml"), **files, f20="<x/>")


def test_html_links_and_embeds_rules_in_document_order() -> None:
    linked = NO_B.replace("//b", "//h:b").replace(ITS, f'{ITS} xmlns:h="{XHTML}"')
    link = '<link rel="alternate ITS-Rules" href="linked.xml"/>'
    yes = script('<its:translateRule selector="//h:b" translate="yes"/>')
    assert at(dumped("translate", html("<b/>", link + yes), linked=linked), "/b[1]") == ['translate="yes"']
    assert at(dumped("translate", html("<b/>", yes + link), linked=linked), "/b[1]") == ['translate="no"']


def test_rules_beside_a_document_go_before_all_others() -> None:
    own = '<its:translateRule selector="//b[2]" translate="yes"/>'
    root = parse_root(xml(own, "<b/><b/>").encode(), "in/doc.xml", "")
    rules = its.gather(root, "in/doc.xml", lambda path: read({"rules.its": NO_B}, path), beside=["rules.its"])
    assert [value for node, value in its.values(its.TRANSLATE, root, rules).items() if node.element.tag == "b"] == [
        False,
        True,
    ]
    with pytest.raises(UnusableFileError, match=r"none\.its: there is no such file"):
        its.gather(root, "in/doc.xml", lambda path: read({}, path), beside=["none.its"])


def test_a_script_may_hold_the_rules_as_elements_or_in_a_comment() -> None:
    rules = f'<its:rules {ITS} xmlns:h="{XHTML}" version="2.0"><its:dirRule selector="//h:b" dir="rtl"/></its:rules>'
    wrapped = f"<![CDATA[\n<!--\n<?xml version='1.0' encoding='latin1'?>{rules}-->\n]]>"
    for content in (rules, wrapped):
        text = html("<b>é</b>", f'<script type="application/its+xml">{content}</script>')
        assert at(dumped("directionality", text), "/b[1]") == ['dir="rtl"']


# Local markup.


def test_its_span_carries_its_attributes_without_a_prefix() -> None:
    text = f"""<doc {ITS}><its:span translate="no" term="yes" dir="rtl" withinText="nested" storageSize="8"
        allowedCharacters="." locNote="x" locNoteType="alert" localeFilterList="fr"/></doc>"""
    found = [at(dumped(name, text), "/its:span[1]")[0] for name in REACH]
    assert found == [
        'translate="no"',
        'locNote="x" locNoteType="alert"',
        'term="yes"',
        'dir="rtl"',
        "",
        'withinText="nested"',
        "",
        'localeFilterList="fr" localeFilterType="include"',
        "",
        "",
        "",
        'space="default"',
        'allowedCharacters="."',
        'lineBreakType="lf" storageEncoding="UTF-8" storageSize="8"',
    ]


def test_html_has_its_attributes_under_names_of_its_own_and_their_words_in_any_case() -> None:
    text = html(
        """<p its-term="YES" its-term-info-ref="#Ref" its-term-confidence="0.50" its-within-text="Nested" DIR="x"
        dir="RTL" translate="NO" lang="fr" id="i" its-storage-size="12" its-line-break-type="CrLf"
        its-storage-encoding="UTF-16" its-allowed-characters="[A-Z]" its-loc-note="Note" its-loc-note-type="ALERT"
        its-locale-filter-list="*-CA" its-locale-filter-type="EXCLUDE"/>"""
    )
    assert {name: value for name in REACH if (value := at(dumped(name, text), "/p[1]")[0])} == {
        "translate": 'translate="no"',
        "localizationnote": 'locNote="Note" locNoteType="alert"',
        "terminology": 'term="yes" termConfidence="0.50" termInfoRef="#Ref"',
        "directionality": 'dir="rtl"',
        "languageinformation": 'lang="fr"',
        "elementswithintext": 'withinText="nested"',
        "localefilter": 'localeFilterList="*-CA" localeFilterType="exclude"',
        "idvalue": 'idValue="i"',
        "preservespace": 'space="default"',
        "allowedcharacters": 'allowedCharacters="[A-Z]"',
        "storagesize": 'lineBreakType="crlf" storageEncoding="UTF-16" storageSize="12"',
    }


def test_xhtml_may_use_the_xml_form_too() -> None:
    found = dumped("localizationnote", html(f'<p {ITS} its:locNote="x"/>'))
    assert at(found, "/p[1]") == ['locNote="x" locNoteType="description"']


def test_in_html_a_translatable_attribute_follows_its_element() -> None:
    text = html(
        '<img alt="" src="" title=""/><p translate="no" title=""><input type="reset" value="" name=""/></p>'
        '<input type="text" value=""/>',
        '<meta name="Description" content=""/><meta name="viewport" content=""/>',
    )
    found = dumped("translate", text)
    yes = [path.rpartition("body[1]/")[2] for path, value in found.items() if "@" in path and "yes" in value]
    assert yes == ["/html/head[1]/meta[1]/@content", "img[1]/@alt", "img[1]/@title"]


def test_xml_knows_no_translatable_attributes() -> None:
    assert dumped("translate", '<doc title="x"/>')["/doc/@title"] == 'translate="no"'


def test_html_s_phrasing_content_is_within_text_by_default() -> None:
    text = html(
        '<p><em/><a/><svg xmlns="http://www.w3.org/2000/svg"/><textarea/><x-y/></p><a><ruby><rt/></ruby></a><a><p/></a>'
    )
    root = parse_root(text.encode(), "", "")
    assert [element.tag.rpartition("}")[2] for element in elements(root) if is_phrasing(element)] == [
        *("em", "a", "svg", "textarea", "a", "ruby"),
    ]
    found = dumped("elementswithintext", text)
    assert at(found, "/em[1]", "/svg[1]", "/textarea[1]", "/x-y[1]", "/body[1]/a[2]") == [
        f'withinText="{word}"' for word in ("yes", "yes", "nested", "no", "no")
    ]


def test_html_s_dir_auto_and_translate_in_other_words_say_nothing() -> None:
    text = html('<p dir="auto" translate="maybe"><b translate=""/></p>', attributes='dir="rtl" translate="no"')
    assert at(dumped("directionality", text), "/p[1]") == ['dir="rtl"']
    assert at(dumped("translate", text), "/p[1]", "/b[1]") == ['translate="no"', 'translate="yes"']


# The categories' own.


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<its:locNote>Say <b>it</b>\n twice</its:locNote>", 'locNote="Say it twice" locNoteType="alert"'),
        ('locNotePointer="../n"', 'locNote="Note" locNoteType="alert"'),
        ('locNoteRef="n.html"', 'locNoteRef="n.html" locNoteType="alert"'),
        ('locNoteRefPointer="@ref"', 'locNoteRef="r.html" locNoteType="alert"'),
    ],
)
def test_a_note_is_given_or_pointed_at_as_text_or_as_reference(said: str, expected: str) -> None:
    content, attribute = (said, "") if said.startswith("<") else ("", said)
    rule = f'<its:locNoteRule selector="//t" locNoteType="alert" {attribute}>{content}</its:locNoteRule>'
    assert at(dumped("localizationnote", xml(rule, '<n>Note</n><t ref="r.html"/>')), "/t[1]") == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", 'term="yes"'),
        ('termInfoPointer="../n"', 'term="yes" termInfo="Note"'),
        ('termInfoRef="#n"', 'term="yes" termInfoRef="#n"'),
        ('termInfoRefPointer="@ref"', 'term="yes" termInfoRef="r.html"'),
        ('termInfoPointer="../none"', 'term="yes"'),
    ],
)
def test_a_term_s_information_is_given_or_pointed_at(said: str, expected: str) -> None:
    rule = f'<its:termRule selector="//t" term="yes" {said}/>'
    assert at(dumped("terminology", xml(rule, '<n>Note</n><t ref="r.html"/>')), "/t[1]") == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('storageSize="25" storageEncoding="ISO-8859-1" lineBreakType="cr"', ("cr", "ISO-8859-1", "25")),
        ('storageSizePointer="@max"', ("lf", "UTF-8", "9")),
        ('storageSizePointer="@max" storageEncodingPointer="@enc"', ("lf", "UTF-16", "9")),
        ('storageSize="7" storageEncodingPointer="@enc"', ("lf", "UTF-16", "7")),
    ],
)
def test_a_storage_size_is_given_or_pointed_at(said: str, expected: tuple[str, str, str]) -> None:
    found = dumped("storagesize", xml(f'<its:storageSizeRule selector="//t" {said}/>', '<t max="9" enc="UTF-16"/>'))
    assert at(found, "/t[1]") == ['lineBreakType="{}" storageEncoding="{}" storageSize="{}"'.format(*expected)]


def test_allowed_characters_are_given_or_pointed_at() -> None:
    rules = (
        '<its:allowedCharactersRule selector="//t" allowedCharacters="[^a]"/>'
        '<its:allowedCharactersRule selector="//u" allowedCharactersPointer="@set"/>'
    )
    assert at(dumped("allowedcharacters", xml(rules, '<t/><u set="."/>')), "/t[1]", "/u[1]") == [
        'allowedCharacters="[^a]"',
        'allowedCharacters="."',
    ]


def test_domains_are_split_unquoted_mapped_in_their_case_and_each_named_once() -> None:
    rule = (
        """<its:domainRule selector="//t" domainPointer="//k" domainMapping="'sports law' law, "property law" law,"""
        """automotive 'all cars', Law upper,"/>"""
    ).replace(' "property law" ', " &quot;property law&quot; ")
    body = "<k>'sports law', automotive,,Automotive</k><k> property law </k><k/><k>law</k><t/>"
    found = dumped("domain", xml(rule, body))
    assert at(found, "/t[1]") == ['domains="law, all cars, Automotive"']


def test_a_locale_filter_admits_by_extended_filtering() -> None:
    admits = {
        (("*",), True): "fr-BE nl",
        (("*",), False): "",
        ((), True): "",
        ((), False): "fr-BE nl",
        (("*-be",), True): "fr-BE",
        (("fr", "de-*-DE"), True): "fr-BE",
        (("nl-*",), False): "fr-BE",
    }
    for (ranges, include), expected in admits.items():
        locale_filter = its.LocaleFilter(ranges, include=include)
        assert " ".join(tag for tag in ("fr-BE", "nl") if locale_filter.admits(tag)) == expected
    assert its.LocaleFilter(("de-*-DE",)).admits("de-Latn-DE-1996")
    assert not its.LocaleFilter(("de-DE",)).admits("de-x-DE")


def test_xml_lang_and_xml_id_go_before_what_a_rule_points_at() -> None:
    rules = '<its:langRule selector="//a" langPointer="@l"/><its:idValueRule selector="//a" idValue="@l"/>'
    body = '<a l="fr" xml:lang="nl" xml:id="i"/><a l="fr"/>'
    assert at(dumped("languageinformation", xml(rules, body)), "/a[1]", "/a[2]") == ['lang="nl"', 'lang="fr"']
    assert at(dumped("idvalue", xml(rules, body)), "/a[1]", "/a[2]") == ['idValue="i"', 'idValue="fr"']


def test_xml_space_is_local_markup() -> None:
    found = dumped("preservespace", '<doc xml:space="preserve"><a xml:space="default"/><b/></doc>')
    assert at(found, "/a[1]", "/b[1]", "doc/@xml:space") == [
        f'space="{word}"' for word in ("default", "preserve", "preserve")
    ]


def test_annotators_add_up_the_innermost_of_each_category_first_in_alphabet() -> None:
    text = f"""<doc {ITS} its:annotatorsRef="text-analysis|T terminology|A"><p its:annotatorsRef="terminology|B
        mt-confidence|M" its:term="yes" its:termConfidence="0.5"/></doc>"""
    found = dumped("terminology", text)
    expected = 'annotatorsRef="mt-confidence|M terminology|B text-analysis|T" term="yes" termConfidence="0.5"'
    assert at(found, "/p[1]") == [expected]
    assert found["/doc"] == 'annotatorsRef="terminology|A text-analysis|T" term="no"'


def test_values_are_typed() -> None:
    text = html('<p its-term="yes" its-term-confidence="1" its-storage-size="9" its-loc-note="x">a<!-- b --></p>')
    root, rules = understood(text)
    paragraph = its.Node(root[1][0])
    assert its.values(its.TRANSLATE, root, rules)[paragraph] is True
    assert its.values(its.TERMINOLOGY, root, rules)[paragraph] == its.Term(term=True, confidence=Decimal(1))
    assert its.values(its.STORAGE_SIZE, root, rules)[paragraph] == its.StorageSize(9)
    assert its.selected(its.LOCALIZATION_NOTE, root, rules) == {paragraph: its.Note("description", "x")}
    assert its.selected(its.TRANSLATE, root, rules) == {}


def test_paths_have_the_document_s_prefixes_and_count_siblings_by_name() -> None:
    text = '<a:r xmlns:a="u" xmlns:b="u" b:x="" a:y=""><b:c/><a:c/><b:c/><!-- --><?p?></a:r>'
    assert list(dumped("translate", text)) == [
        "/a:r",
        "/a:r/@a:y",
        "/a:r/@b:x",
        "/a:r/b:c[1]",
        "/a:r/a:c[1]",
        "/a:r/b:c[2]",
    ]


# Files that cannot be used.


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('selector="//a[" translate="no"', '"//a[" in its:translateRule is no XPath 1.0: invalid expression; correct'),
        ('selector="//p:a" translate="no"', '"//p:a" in its:translateRule is no XPath 1.0: undefined namespace prefix'),
        ('selector="//a[f()]" translate="no"', "is no XPath 1.0: unregistered function"),
        ('selector="//a[$x]" translate="no"', 'the variable $x has no value; add <its:param name="x">'),
        ('selector="//a[$p:x]" translate="no"', 'nothing declares the prefix "p"; declare xmlns:p="…"'),
        ('selector="a" translate="no"', 'the selector "a" is not absolute; begin it with "/"'),
        ('selector="/doc = 1" translate="no"', "does not select nodes; select elements or attributes"),
        (
            'selector="/" translate="no"',
            'the selector "/" selects the document as a whole; select elements or attributes',
        ),
        ('selector="//text()" translate="no"', 'the selector "//text()" selects text or comments'),
        ('selector="//comment()" translate="no"', "selects text or comments"),
        ('translate="no"', "its:translateRule has no attribute selector; add it"),
        ('selector="//a"', "its:translateRule has no attribute translate; add it"),
        ('selector="//a" translate="No"', 'translate is "No"; it takes yes, no'),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(rule: str, message: str) -> None:
    said = fault(xml(f"\n\n<its:translateRule {rule}/>", "text<!-- --><a/>"))
    assert said.startswith("doc.xml:3: ")
    assert message in said


@pytest.mark.parametrize(
    ("category", "rule", "message"),
    [
        ("idvalue", 'idValueRule selector="//a" idValue="f(."', '"f(." in its:idValueRule is no XPath 1.0'),
        ("idvalue", 'idValueRule selector="//a" idValue="f(.)"', '"f(.)" in its:idValueRule is no XPath 1.0'),
        ("idvalue", """idValueRule selector="//a" idValue="'') or its-collect(''" """, "is no XPath 1.0"),
        ("idvalue", 'idValueRule selector="//a"', "its:idValueRule has no attribute idValue; add it"),
        ("localizationnote", 'locNoteRule selector="//a" locNoteType="alert"', "its:locNoteRule has no note"),
        ("storagesize", 'storageSizeRule selector="//a"', "its:storageSizeRule has no size"),
        (
            "storagesize",
            'storageSizeRule selector="//a" storageSize="x"',
            'storageSize is "x"; it takes a number of bytes',
        ),
        ("allowedcharacters", 'allowedCharactersRule selector="//a"', "allows nothing in particular"),
        (
            "domain",
            'domainRule selector="//a" domainPointer="." domainMapping="a b, c"',
            'domainMapping cannot be read from "c" on',
        ),
    ],
)
def test_a_wrong_rule_of_any_category_is_named_with_its_line(category: str, rule: str, message: str) -> None:
    said = fault(xml(f"\n<its:{rule}/>", "<a/>"), category)
    assert said.startswith("doc.xml:2: ")
    assert message in said


@pytest.mark.parametrize(
    ("category", "markup", "message"),
    [
        ("translate", 'its:translate="maybe"', 'translate is "maybe"; it takes yes, no'),
        (
            "terminology",
            'its:term="yes" its:termConfidence="2"',
            'termConfidence is "2"; it takes a number from 0 to 1',
        ),
        ("terminology", 'its:term="yes" its:termConfidence="NaN"', 'termConfidence is "NaN"'),
        ("storagesize", 'its:storageSize="-1"', 'storageSize is "-1"; it takes a number of bytes'),
    ],
)
def test_wrong_local_markup_is_named_with_its_line(category: str, markup: str, message: str) -> None:
    assert fault(f"<doc {ITS}>\n<a {markup}/></doc>", category).startswith(f"doc.xml:2: {message}")


def test_a_query_language_that_we_do_not_speak_is_named_with_its_line() -> None:
    assert fault(xml("", "", 'queryLanguage="css"')) == 'doc.xml:1: queryLanguage is "css"; it takes xpath'
    assert fault(f'<doc {ITS}>\n<its:rules version="3.0"/></doc>') == 'doc.xml:2: version is "3.0"; it takes 1.0, 2.0'


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("none.xml", 'the rules file "none.xml" cannot be used: there is no such file; correct the link, or put'),
        ("http://127.0.0.1:9/r.xml", 'the rules file "http://127.0.0.1:9/r.xml" is no file of this folder; link'),
        ("//host/r.xml", "is no file of this folder"),
        ("file:///etc/passwd", "is no file of this folder"),
        ("http://[", "is no address; link a file by its path"),
        ("a%00b", "is no path; link a file by its path"),
    ],
)
def test_a_link_that_cannot_be_followed_is_named_with_its_line(href: str, reason: str) -> None:
    said = fault(f'<doc {ITS} {XLINK}>\n<its:rules version="2.0" xlink:href="{href}"/></doc>')
    assert said.startswith("doc.xml:2: ")
    assert reason in said
    assert reason in fault(html("", f'\n<link rel="its-rules" href="{href}"/>'))


def test_a_broken_rules_file_is_named_itself() -> None:
    said = fault(xml("", "", 'xlink:href="linked.xml"'), linked="<a>\n<b></a>")
    assert said.startswith("linked.xml:2:")
    assert "rules must be well-formed XML: correct this place" in said


def test_rules_in_a_script_are_named_with_the_page_s_line() -> None:
    wrong = '<its:translateRule selector="//a[" translate="no"/>'
    content = f'<its:rules {ITS} version="2.0">\n{wrong}</its:rules>'
    for wrapping in ("\n%s", "%s", "<!--\n%s-->"):
        text = html("", f'\n<script type="application/its+xml"><![CDATA[{wrapping % content}]]></script>')
        line = text[: text.index(wrong)].count("\n") + 1
        assert fault(text).startswith(f"doc.xml:{line}: "), wrapping
    assert fault(html("", '\n<script type="application/its+xml">\n&lt;a</script>')).startswith("doc.xml:3:")


@pytest.mark.parametrize("category", REACH)
def test_a_damaged_rule_is_an_error_with_its_place_or_is_understood(category: str) -> None:
    pieces = [
        "'",
        "(",
        ")",
        "[",
        "]",
        "$x",
        "|",
        "/",
        "@",
        "..",
        "id(",
        "text()",
        "x:",
        "&#9;",
        ",",
        "*",
        "-1",
        "é",
        "",
    ]
    chance = random.Random(category)
    for _ in range(150):
        rule = REACH[category][0]
        begin = chance.randrange(rule.index(" "), len(rule) - 2)
        damaged = rule[:begin] + chance.choice(pieces) + rule[begin + chance.randrange(3) :]
        try:
            dumped(category, xml(damaged, '<a x="1">text<b/></a>'))
        except UnusableFileError as error:
            assert str(error).startswith("doc.xml:1:"), damaged


def test_entities_bring_nothing_in_and_blow_nothing_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    doctype = f'<!DOCTYPE doc [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    rules = '<its:locNoteRule selector="//a" locNoteType="alert"><its:locNote>x&e;</its:locNote></its:locNoteRule>'
    assert "the entity &e; stands outside this file" in fault(doctype + xml(rules, "<a/>"), "localizationnote")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE doc [<!ENTITY l0 "lol">{laughs}]>' + xml(rules.replace("&e;", "&l9;"), "<a/>")
    assert "doc.xml:" in fault(bomb, "localizationnote")


# The command.


def test_its_dump_prints_the_suite_s_format(site: Site) -> None:
    site.write("r.xml", NO_B.replace("//b", "//*"))
    site.write("d.xml", f"<d>{linking('r.xml')}<é/></d>")
    done = site.run("its-dump", "--category", "translate", str(site.path("d.xml")))
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith('/d/its:rules[1]/@xlink:href\ttranslate="no"\n/d/é[1]\ttranslate="no"\n')


def test_an_unknown_category_is_wrong_usage(site: Site) -> None:
    done = site.run("its-dump", "--category", "ruby", "d.xml")
    assert done.code == 2
    assert "'ruby' is no data category; it is one of translate, localizationnote, terminology," in done.err


@pytest.mark.parametrize("href", ["../r.xml", "/etc/hostname", "out.xml", "folder.xml", "none.xml"])
def test_a_rules_file_outside_the_folder_or_unreadable_is_exit_3(site: Site, href: str) -> None:
    site.write("r.xml", NO_B)
    site.path("in/folder.xml").mkdir(parents=True)
    site.path("in/out.xml").symlink_to(site.path("r.xml"))
    file = site.path("in/d.xml")
    site.write("in/d.xml", f"<d>\n{linking(href)}</d>")
    done = Site(site.path("elsewhere")).run("its-dump", "--category", "translate", str(file))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f'{file}:2: the rules file "{href}" cannot be used: ')
    assert "Traceback" not in done.err


def test_a_file_of_the_site_may_link_rules_of_the_whole_site(site: Site) -> None:
    site.write("source/rules.its", NO_B)
    site.write("source/pages/d.xml", f"<d>{linking('../rules.its')}<b/></d>")
    done = site.run("its-dump", "--category", "translate", str(site.path("source/pages/d.xml")))
    assert (done.code, done.out.splitlines()[-1]) == (0, '/d/b[1]\ttranslate="no"')


@pytest.mark.parametrize("content", ["", "<a>", "\0", "<a>&undefined;</a>", "<a>" * 10_000])
def test_a_file_that_is_no_xml_is_exit_3(site: Site, content: str) -> None:
    site.write("d.xml", content)
    done = site.run("its-dump", "--category", "translate", str(site.path("d.xml")))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{site.path('d.xml')}:")
    assert "Traceback" not in done.err
