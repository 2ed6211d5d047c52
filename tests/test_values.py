"""Values, `<data value>` and `<time datetime>`: written by CLDR in every language, whatever a translation has."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from builders import REPOSITORY, Site, document, inner, msgids, resolved
from pipeline import locales
from pipeline.assemble import assemble
from pipeline.errors import UnusableFileError
from pipeline.language.text import Text
from pipeline.language.values import values as figures
from pipeline.locales import dates, format_locale, numbers
from pipeline.settings import parse_settings
from pipeline.values import amounts, moments
from pipeline.values.style import Style, parse
from pipeline.values.value import Value, read
from pipeline.xhtml.document import Document
from pipeline.xhtml.slots import walk

AUTHORS = REPOSITORY / "docs/authors.md"
BELGIAN = ("en_GB", "fr_BE", "nl_BE", "de_BE")
SHOWN = str.maketrans({"\u00a0": "⍽", "\u202f": "␣", "\u2009": "┆"})
_HEADER = "| in the page | style | en | fr | nl | de |\n| --- | --- | --- | --- | --- | --- |\n"


def value(element: str) -> Value:
    """The value of one element, written by British English."""
    (found,) = walk(document(f"<p>About {element} more</p>")).values.values()
    assert found is not None, element
    return found


def said(body: str, translations: dict[str, str], locale: str = "fr", code: str = "fr_BE") -> str:
    """A page in a language, with its values."""
    source = document(body)
    return inner(assemble(source, resolved(source, translations), locale, values=written(source, code)))


def written(source: Document, code: str) -> dict[int, str]:
    found = walk(source).values
    return {element: each.written(code) for element, each in found.items() if each is not None}


def row(element: str) -> str:
    """A row of the table in the authors' guide."""
    found = value(element)
    texts = [found.text or found.written("en_GB"), *(found.written(code) for code in BELGIAN[1:])]
    cells = [
        f"`{element}`",
        f"`{found.style._replace(digits=None)}`",
        *(f"`{text.translate(SHOWN)}`" for text in texts),
    ]
    return f"| {' | '.join(cells)} |\n"


def test_requirement_23_the_authors_guide_shows_what_is_written(request: pytest.FixtureRequest) -> None:
    guide = AUTHORS.read_text("utf-8")
    before, header, rest = guide.partition(_HEADER)
    table = "".join(re.findall(r"\A(?:\|.*\n)+", rest))
    elements = [line.split("`")[1] for line in table.splitlines()]
    assert header
    assert len(elements) > 30
    new = "".join(map(row, elements))
    if request.config.getoption("--rewrite-goldens"):
        AUTHORS.write_text(before + header + new + rest.removeprefix(table), "utf-8")
    assert new == table or request.config.getoption("--rewrite-goldens")


@pytest.mark.parametrize(
    ("element", "fr", "nl", "de"),
    [
        ('<data value="39000">39,000</data>', "39\u202f000", "39.000", "39.000"),
        ('<data value="39000">39\u00a0000</data>', "39\u202f000", "39.000", "39.000"),
        ('<data value="39000">39 000</data>', "39\u202f000", "39.000", "39.000"),
        ('<data value="2024">2024</data>', "2024", "2024", "2024"),
        ('<data value="-1234.5">-1,234.50</data>', "-1\u202f234,50", "-1.234,50", "-1.234,50"),
        ('<data value="0.125">12.5%</data>', "12,5\u00a0%", "12,5%", "12,5\u00a0%"),
        ('<data value="12.5">12.5 %</data>', "12,5\u00a0%", "12,5%", "12,5\u00a0%"),
        ('<data value="98000000000">98 billion</data>', "98 milliards", "98 miljard", "98 Milliarden"),
        ('<data value="5312000000">5.3 billion</data>', "5,3 milliards", "5,3 miljard", "5,3 Milliarden"),
        ('<data value="1970000">2 million</data>', "2 millions", "2 miljoen", "2 Millionen"),
        ('<data value="98000000000">€98bn</data>', "98\u00a0Md\u00a0€", "€\u00a098\u00a0mld.", "98\u00a0Mrd.\u00a0€"),
        (
            '<data value="98000000000">EUR 98 billion</data>',
            "98 milliards\u00a0EUR",
            "EUR\u00a098 miljard",
            "98 Milliarden\u00a0EUR",
        ),
        ('<data value="1234.5">€1,234.50</data>', "1\u202f234,50\u00a0€", "€\u00a01.234,50", "1.234,50\u00a0€"),
        ('<data value="-5">-€5</data>', "-5\u00a0€", "€\u00a0-5", "-5\u00a0€"),
        ('<data value="500">500 euros</data>', "500 euros", "500 euro", "500 Euro"),
        ('<data value="5">5 kilometres</data>', "5\u00a0kilomètres", "5 kilometer", "5 Kilometer"),
        ('<data value="1">1 hour</data>', "1\u00a0heure", "1 uur", "1 Stunde"),
        ('<data value="10/20">10 – 20 %</data>', "10–20\u00a0%", "10–20%", "10–20\u00a0%"),
        ('<data value="10/20">€10–20</data>', "10–20\u00a0€", "€\u00a010–20", "10–20\u00a0€"),
        ('<data value="12;25">12 and 25</data>', "12 et 25", "12 en 25", "12 und 25"),
        ('<data value="12 ; 25 ; 40.5">12, 25, or 40.5</data>', "12, 25 ou 40,5", "12, 25 of 40,5", "12, 25 oder 40,5"),
        ('<data value="10/20;30/40">10–20 and 30–40</data>', "10–20 et 30–40", "10–20 en 30–40", "10–20 und 30–40"),
        ('<data value="5;15">5 km and 15 km</data>', "5\u202fkm et 15\u202fkm", "5 km en 15 km", "5 km und 15 km"),
        (
            '<data value="2024-05-01;2024-05-08">1 May 2024 and 8 May 2024</data>',
            "1er mai 2024 et 8 mai 2024",
            "1 mei 2024 en 8 mei 2024",
            "1. Mai 2024 und 8. Mai 2024",
        ),
        ('<time datetime="2024-05-01">1 May 2024</time>', "1er mai 2024", "1 mei 2024", "1. Mai 2024"),
        ('<time datetime="2024-05-01">May 1st, 2024</time>', "1er mai 2024", "1 mei 2024", "1. Mai 2024"),
        (
            '<time datetime="2024-05-01">Wednesday 1 May 2024</time>',
            "mercredi 1er mai 2024",
            "woensdag 1 mei 2024",
            "Mittwoch, 1. Mai 2024",
        ),
        (
            '<time datetime="2024-05-01">Wednesday, 1 May</time>',
            "mercredi 1er mai",
            "woensdag 1 mei",
            "Mittwoch, 1. Mai",
        ),
        ('<time datetime="2024-09-01">1 Sep 2024</time>', "1er sept. 2024", "1 sep 2024", "01.09.2024"),
        ('<time datetime="2024-05-01">01/05/2024</time>', "1/05/24", "1/05/2024", "01.05.24"),
        ('<time datetime="2024-05">May 2024</time>', "mai 2024", "mei 2024", "Mai 2024"),
        ('<time datetime="05-01">1 May</time>', "1er mai", "1 mei", "1. Mai"),
        ('<time datetime="20:00">8 p.m.</time>', "20:00", "20:00", "20:00"),
        ('<time datetime="20:00">20:00</time>', "20:00", "20:00", "20:00"),
        ('<time datetime="20:30">8.30pm</time>', "20:30", "20:30", "20:30"),
        (
            '<time datetime="2024-05-01T20:00+02:00">1 May 2024 at 8 pm</time>',
            "1er mai 2024, 20:00",
            "1 mei 2024, 20:00",
            "1. Mai 2024, 20:00",
        ),
        (
            '<time datetime="2024-W18">week 18 of 2024</time>',
            "semaine 18 de 2024",
            "week 18 in 2024",
            "Woche 18 des Jahres 2024",
        ),
        (
            '<time datetime="PT4H18M">4 hours and 18 minutes</time>',
            "4\u00a0heures et 18 minutes",
            "4 uur en 18 minuten",
            "4 Stunden und 18 Minuten",
        ),
        ('<time datetime="2w">2 weeks</time>', "2\u00a0semaines", "2 weken", "2 Wochen"),
        ('<data value="2024-05-01/2024-05-03">1–3 May 2024</data>', "1–3 mai 2024", "1–3 mei 2024", "1.–3. Mai 2024"),
        (
            '<data value="2024-04-30/2024-05-03">30 April to 3 May 2024</data>',
            "30 avril\u2009–\u20093 mai 2024",
            "30 april\u2009–\u20093 mei 2024",
            "30. April\u2009–\u20093. Mai 2024",
        ),
        (
            '<data value="2024-05-01T09:00/2024-05-01T17:30">1 May 2024, 9:00 to 17:30</data>',
            "1er mai 2024, 09:00\u2009–\u200917:30",
            "1 mei 2024, 09:00–17:30",
            "1. Mai 2024, 09:00–17:30 Uhr",
        ),
    ],
)
def test_requirement_23_a_value_is_written_as_each_language_writes_it(element: str, fr: str, nl: str, de: str) -> None:
    found = value(element)
    assert [found.written(code) for code in BELGIAN[1:]] == [fr, nl, de]
    assert found.agrees


@pytest.mark.parametrize(
    "element",
    [
        '<time datetime="2024-05-01">last year</time>',
        '<time datetime="2024-05-01">2 May 2024</time>',
        '<time datetime="2024-02-30">30 February 2024</time>',
        '<time datetime="0000">0</time>',
        "<time>1 May 2024</time>",
        '<data value="8">Eight</data>',
        '<data value="39000">38,000</data>',
        '<data value="UPC:022014640201">3 Apples</data>',
        f'<data value="{"9" * 99}">9</data>',
        '<data value="1e9">1</data>',
        '<data value="39000"><b>39,000</b></data>',
        '<data value="39000" translate="no">39,000</data>',
        '<data value="39000" lang="nl">39.000</data>',
        '<code>n = <data value="39000">39,000</data></code>',
        '<data value="98000000000">98 billion euros</data>',  # "98 milliards euros" is no French.
        '<ins datetime="2024-05-01">1 May 2024</ins>',
        '<data value="5;10;15">5, 10 and 15 km</data>',
        '<data value="3">3rd</data>',
        '<data value="5;10">10 and 5</data>',
        '<data value="5;2024-05-01">5 and 1 May 2024</data>',
        '<data value="1;234">1,234</data>',
        f'<data value="{";".join("1" * 25)}">{", ".join("1" * 24)} and 1</data>',
    ],
)
def test_what_is_no_value_or_says_something_else_is_left_to_translators(element: str) -> None:
    assert [each for each in walk(document(f"<p>About {element} more</p>")).values.values() if each] == []


def test_a_translation_brings_words_and_order_and_no_figures() -> None:
    body = '<p>From <time datetime="2024-05-01">1 May 2024</time>, <data value="39000">39,000</data> jobs</p>'
    (msgid,) = msgids(body)
    assert msgid == "From <time>1 May 2024</time>, <data>39,000</data> jobs"
    french = (
        '<p>Dès le <time datetime="2024-05-01">1er mai 2024</time>, <data value="39000">39\u202f000</data> emplois</p>'
    )
    for date_, number in (("1 May 2024", "39,000"), ("1er mai 2024", "38 000"), ("1er mai 2024", "&lt;b>")):
        assert said(body, {msgid: f"Dès le <time>{date_}</time>, <data>{number}</data> emplois"}) == french
    assert said(body, {msgid: "<data>39,000</data> emplois dès le <time>1 May 2024</time>"}) == (
        '<p><data value="39000">39\u202f000</data> emplois dès le <time datetime="2024-05-01">1er mai 2024</time></p>'
    )


def test_a_sentence_that_nobody_has_translated_keeps_its_figures_too() -> None:
    body = '<p>About <data value="39000">39,000</data> jobs</p><p><data value="39000">39,000</data></p>'
    assert said(body, {}) == (
        '<p lang="en" xml:lang="en">About <data value="39000">39,000</data> jobs</p>'
        '<p><data value="39000">39\u202f000</data></p>'
    )


def test_a_block_that_is_only_values_is_no_unit_and_is_written() -> None:
    body = (
        '<table><tr><td><time datetime="2024-05-01">1 May 2024</time></td><td> <b><data value="0.5">50%</data></b></td>'
        '<td title="When"><time datetime="2024-05">May 2024</time> – <time datetime="2024-06">June 2024</time></td></tr></table>'
    )
    assert msgids(body) == ["When"]
    assert walk(document(body)).skipped[1:3] == ("1 May 2024", "50%")
    assert re.sub("<[^>]*>", "|", said(body, {"When": "Quand"})) == (
        "||||1er mai 2024||| ||50\u00a0%|||||mai 2024| – |juin 2024||||"
    )


def test_space_inside_an_element_and_what_its_attributes_say_stay() -> None:
    body = '<p>On <time datetime="2024-05-01" title="A day">\n  1 May 2024 </time> &amp; later</p>'
    translations = {"On <time> 1 May 2024 </time> & later": "Le <time>x</time> & après", "A day": "Un jour"}
    assert said(body, translations) == (
        '<p>Le <time datetime="2024-05-01" title="Un jour">\n  1er mai 2024 </time> &amp; après</p>'
    )


def test_an_author_may_say_how_and_leave_the_text_out() -> None:
    body = '<p><data value="98000000000" data-format="currency:EUR compact-long"/> in exports, <data value="7"> 7 </data> more</p>'
    (msgid,) = msgids(body)
    assert msgid == "<data/> in exports, <data2> 7 </data2> more"
    assert said(body, {msgid: "<data/> d’exportations, <data2>7</data2> de plus"}) == (
        '<p><data value="98000000000" data-format="currency:EUR compact-long">98 milliards\u00a0€</data> d’exportations,'
        ' <data value="7"> 7 </data> de plus</p>'
    )
    (first, _) = walk(document(body)).values.values()
    assert first is not None
    assert (first.agrees, first.written("en_GB")) == (False, "€98 billion")


@pytest.mark.parametrize(
    ("name", "attribute", "data_format", "expected"),
    [
        ("data", "1234.5", "decimal", "1.234,5"),
        ("data", "1234.5", "decimal digits:0", "1.234"),
        ("data", "1234.5", "plain", "1234,5"),
        ("data", "0.125", "percent", "12,5%"),
        ("data", "12.5", "percent:100", "12,5%"),
        ("data", "5", "currency:EUR", "€\u00a05,00"),
        ("data", "5", "currency:JPY", "JP¥\u00a05"),
        ("data", "5", "currency-code:EUR", "EUR\u00a05,00"),
        ("data", "5", "currency-name:EUR", "5,00 euro"),
        ("data", "5300000000", "compact-long", "5,3 miljard"),
        ("data", "98000000000", "compact-short", "98\u00a0mld."),
        ("data", "0", "compact-long", "0"),
        ("data", "5;10", "list-or currency:EUR", "€\u00a05,00 of €\u00a010,00"),
        ("data", "5;10;15", "plain", "5, 10 en 15"),
        ("data", "09:00;17:30", "time list", "09:00 en 17:30"),
        ("data", "21", "unit-short:celsius", "21°C"),
        ("data", "2", "unit:hectare", "2 hectare"),
        ("data", "2", "unit:kilowatt-hour", "2 kilowattuur"),
        ("time", "2024-05-01", "full", "woensdag 1 mei 2024"),
        ("time", "2024-05-01", "weekday", "woensdag"),
        ("time", "2024-05-01T20:00", "long time", "1 mei 2024, 20:00"),
        ("time", "2024-05-01T20:00", "time", "20:00"),
        ("time", "20:00:05", "time-seconds", "20:00:05"),
        ("time", "PT4H18M", "short", "4 uur, 18 min"),
        ("data", "2024-05-01T09:00/2024-05-02T17:30", "medium time", "1 mei 2024, 09:00\u2009–\u20092 mei 2024, 17:30"),
    ],
)
def test_every_style_can_be_asked_for(name: str, attribute: str, data_format: str, expected: str) -> None:
    found = read(name, attribute, "", data_format, "en_GB")
    assert found is not None
    assert found.written("nl_BE") == expected


@pytest.mark.parametrize(
    ("name", "attribute", "data_format"),
    [
        ("data", "5", "decimals"),
        ("data", "5", "currency"),
        ("data", "5", "currency:QQQ"),
        ("data", "5", "unit:parrot"),
        ("data", "5", "compact-long compact-short"),
        ("data", "5", "decimal percent"),
        ("data", "5", "plain compact-long"),
        ("data", "5", "currency-name:EUR compact-long"),
        ("data", "5/6", "compact-long"),
        ("data", "5", "long"),
        ("data", "five", "decimal"),
        ("time", "2024-05-01", "time"),
        ("time", "2024-05-01", "decimal"),
        ("time", "20:00", "long"),
        ("time", "2024-05-01", "digits:2"),
        ("data", "2024-05-01/2024-05-03", "weekday"),
    ],
)
def test_a_style_that_is_not_known_or_does_not_fit_is_none(name: str, attribute: str, data_format: str) -> None:
    assert read(name, attribute, "5", data_format, "en_GB") is None


def test_every_locale_of_cldr_can_write_every_style() -> None:
    asked = [
        ("data", "-1234.5", name) for name in ("plain", "percent", "currency:EUR", "unit:kilometer", "compact-long")
    ]
    asked += [("time", "2024-05-01T20:00", name) for name in ("full time", "weekday-day-month", "month", "weekday")]
    asked += [("time", "2024-W18", "long"), ("time", "P1DT4H18M", "short"), ("data", "2024-05-01/2024-06-03", "long")]
    asked += [
        ("data", "10/20", "currency-code:EUR"),
        ("data", "2024-05/2024-06", "month"),
        ("data", "09:00/17:30", "time"),
        ("data", "1;2;3;4", "list-or decimal"),
    ]
    found = [read(name, attribute, "", data_format, "en_GB") for name, attribute, data_format in asked]
    assert None not in found
    for code in locale_identifiers():
        texts = [each.written(code) for each in found if each is not None]
        assert all(texts), code
        assert not set("¤{}").intersection("".join(texts)), code


def test_a_style_is_said_in_the_words_that_it_is_read_by() -> None:
    for text in ("list-or currency:EUR", "currency:EUR compact-long", "decimal digits:2", "long time", "percent:100"):
        style = parse(text)
        assert style is not None
        assert str(style) == text


@pytest.mark.parametrize(
    ("code", "region", "expected"),
    [
        *(("en", region, "en_GB") for region in ("BE", "", "NL", "GB", "ZZ")),
        *(("en", region, f"en_{region}") for region in ("IE", "US", "MT", "IN", "CA")),
        ("en_BE", "BE", "en_GB"),
        ("en_US", "BE", "en_US"),
        *((code, "BE", f"{code}_BE") for code in ("fr", "nl", "de")),
        ("fr", "ZZ", "fr"),
        ("ar", "BE", "ar"),
        ("ar", "EG", "ar_EG"),
        ("zh_Hant", "TW", "zh_Hant_TW"),
        ("pt-BR", "BE", "pt_BR"),
    ],
)
def test_english_goes_by_a_country_only_where_it_is_official(code: str, region: str, expected: str) -> None:
    assert format_locale(code, region) == expected


def test_arabic_has_the_digits_of_its_country() -> None:
    number, day = value('<data value="39000">39,000</data>'), value('<time datetime="2024-05-01">1 May 2024</time>')
    assert (number.written("ar"), day.written("ar")) == ("39,000", "1 مايو 2024")
    assert (number.written("ar_EG"), day.written("ar_EG")) == ("٣٩٬٠٠٠", "١ مايو ٢٠٢٤")
    assert value('<data value="0.5">50%</data>').written("ar_EG") == "٥٠٪\u061c"


def test_what_cldr_has_for_belgium_is_what_belgium_writes() -> None:
    signs = {code: numbers.number_signs(code) for code in BELGIAN}
    assert signs == {"en_GB": (".", ","), "fr_BE": (",", "\u202f"), "nl_BE": (",", "."), "de_BE": (",", ".")}


def test_a_name_is_as_wide_as_asked_for() -> None:
    # Babel's own takes the nearest pattern as it is: "mer. 1 mai".
    assert [dates.skeleton_pattern(code, "MMMMEEEEd") for code in BELGIAN[1:]] == [
        "EEEE d MMMM",
        "EEEE d MMMM",
        "EEEE, d. MMMM",
    ]


def amount_read(text: str, code: str) -> list[object]:
    """What the checks read in a text."""
    return [reading for figure in figures(Text(text), code) for reading in figure.readings]


@pytest.mark.parametrize("code", ["en", "fr", "nl", "de", *BELGIAN])
@given(number=st.decimals(0, 10**12, places=3).map(Decimal.normalize), digits=st.integers(0, 3))
def test_any_number_that_is_written_is_read_as_the_same(code: str, number: Decimal, digits: int) -> None:
    rounded = round(number, digits)
    text = amounts.write((rounded,), Style("decimal", digits=digits), format_locale(code, "BE"))
    assert amount_read(text, code) == [float(rounded)]


@pytest.mark.parametrize("code", ["en", "fr", "nl", "de", *BELGIAN])
@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)), width=st.sampled_from(["full", "long"]))
def test_any_date_that_is_written_is_read_as_the_same(code: str, day: date, width: str) -> None:
    found = read("time", day.isoformat(), "", width, "en_GB")
    assert found is not None
    expected = ("date", day.year, day.month, day.day)
    assert amount_read(found.written(format_locale(code, "BE")), code) == [expected]


@given(
    number=st.integers(-(10**15) + 1, 10**15 - 1),
    style=st.sampled_from(["decimal", "plain", "currency:EUR", "unit:kilometer"]),
)
def test_what_is_written_in_english_is_known_again(number: int, style: str) -> None:
    asked = read("data", str(number), "", style, "en_GB")
    assert asked is not None
    text = asked.written("en_GB")
    again = read("data", str(number), text, "", "en_GB")
    assert again is not None
    assert again.written("nl_BE") == asked._replace(style=asked.style._replace(digits=again.style.digits)).written(
        "nl_BE"
    )


@given(st.text(max_size=12), st.text(max_size=20), st.text(max_size=20), st.sampled_from(["data", "time"]))
def test_no_attribute_and_no_text_is_too_odd(attribute: str, text: str, data_format: str, name: str) -> None:
    found = read(name, attribute, text, data_format, "en_GB")
    assert found is None or found.written("fr_BE") != ""


@pytest.mark.parametrize(
    ("datetime", "kind"),
    [
        ("2024-05-01", "date"),
        ("2024-05", "month"),
        ("2024", "year"),
        ("05-01", "day"),
        ("--05-01", "day"),
        ("02-29", "day"),
        ("20:00", "time"),
        ("20:00:05.123", "time"),
        ("2024-05-01T20:00", "datetime"),
        ("2024-05-01 20:00:05Z", "datetime"),
        ("2024-05-01T20:00+0200", "datetime"),
        ("2020-W53", "week"),
        ("PT4H18M3S", "duration"),
        ("P2D", "duration"),
        ("4h 18m 3.5s", "duration"),
    ],
)
def test_every_form_of_datetime_is_read(datetime: str, kind: str) -> None:
    moment = moments.read(datetime)
    assert moment is not None
    assert moment.kind == kind


@pytest.mark.parametrize(
    "datetime",
    ["", "P", "PT", "2024-13", "2023-02-29", "24:00", "2021-W53", "+02:00", "1 May", "2024-05-01/2024-05-02"],
)
def test_what_no_calendar_has_is_not_read(datetime: str) -> None:
    assert moments.read(datetime) is None


BODY = (
    '<p>About <data value="39000">39,000</data> jobs since <time datetime="2024-05-01">1 May 2024</time></p>'
    '<p>Half <time datetime="2024-05-02">1 May 2024</time></p>'
    '<p>Full <data value="7" data-format="percents">7</data></p><p>Odd <data value="7" data-format="decimal">8</data></p>'
    '<p>Key <data value="12">12 Apples</data></p>'
)


def test_a_build_writes_values_and_says_what_is_odd(site: Site) -> None:
    site.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", BODY)
    site.write("source/site.toml", site.read("source/site.toml") + '[locales.fr]\nformat = "fr_CA"\n')
    assert site.run("update").code == 0
    msgid = "About <data>39,000</data> jobs since <time>1 May 2024</time>"
    site.translate("nl", {msgid: "Sinds <time>1 May 2024</time> <data>39,000</data> banen", "Welcome": "Welkom"})
    site.translate("fr", {msgid: "<data>Plus de 39 000</data> emplois depuis le <time>1er mai 2024</time>"})
    done = site.run("build", "--allow-missing")
    assert done.code == 0, done.err
    assert site.body("nl/index.xhtml").startswith(
        '<p>Sinds <time datetime="2024-05-01">1 mei 2024</time> <data value="39000">39.000</data> banen</p>'
    )
    assert site.body("fr/index.xhtml").startswith(
        '<p><data value="39000">39\u00a0000</data> emplois depuis le <time datetime="2024-05-01">1er mai 2024</time></p>'
    )
    english = site.body("en/index.xhtml")
    assert (
        '<p>About <data value="39000">39,000</data> jobs since <time datetime="2024-05-01">1 May 2024</time></p>'
        in english
    )
    assert '<data value="7" data-format="decimal">7</data>' in english
    said = [line for line in site.run("check").out.splitlines() if "(value-" in line]
    assert [line.partition(" ")[0] for line in said[:3]] == ["source/pages/index.xhtml:1:"] * 3
    odd = [line.partition(": ")[2] for line in said]
    assert odd == [
        'warning: "1 May 2024" is not what "2024-05-02" means; correct one of the two (value-text)',
        'warning: data-format="percents" says no way to write "7"; docs/authors.md has those that there are (value-format)',
        'warning: "8" is not how "7" is written; correct it or leave it out (value-text)',
        'warning: the page shows "39\u00a0000" for <data>, not "Plus de 39 000"; write other words beside it (value-text-ignored)',
    ]
    said_of_nl = [
        line for line in site.run("check", "nl").out.splitlines() if "/nl/" in line and "(missing)" not in line
    ]
    assert [line.rpartition(" (")[2] for line in said_of_nl] == ["locale-incomplete)"]


def test_a_loose_catalogue_may_leave_a_value_as_it_is(site: Site) -> None:
    site.edit("source/pages/index.xhtml", "<p>Hello, world.</p>", BODY)
    assert site.run("update").code == 0
    msgid = "About <data>39,000</data> jobs since <time>1 May 2024</time>"
    site.translate("nl", {msgid: "Sinds <time>1 May 2024</time> <data>39,000</data> banen"})
    found = site.run("check", str(site.path("locales/nl/LC_MESSAGES/index.po"))).out
    assert "number" not in found
    assert "date" not in found


def test_the_layout_may_have_values(site: Site) -> None:
    site.edit("source/layout.xhtml", "<main>", '<p>Since <time datetime="2024-05-01">1 May 2024</time></p><main>')
    assert site.complete().run("build", "--allow-missing").code == 0
    assert '<p lang="en" xml:lang="en">Since <time datetime="2024-05-01">1 May 2024</time></p>' in site.read(
        "output/site/fr/index.xhtml"
    )
    site.translate("fr", {"Since <time>1 May 2024</time>": "Depuis le <time>1 May 2024</time>"}, "layout")
    assert site.run("build", "--allow-missing").code == 0
    assert '<p>Depuis le <time datetime="2024-05-01">1er mai 2024</time></p>' in site.read("output/site/fr/index.xhtml")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('format = "nl_BE"', "'nl_BE' is no locale of CLDR for fr; write one such as format = \"fr_BE\""),
        ('format = "fr_QQ"', "'fr_QQ' is no locale of CLDR for fr; write one such as format = \"fr_BE\""),
        ("format = 1", "'1' is no locale of CLDR for fr; write one such as format = \"fr_BE\""),
    ],
)
def test_a_locale_s_figures_are_those_of_its_own_language(line: str, fault: str) -> None:
    site = b'[site]\nname = "a"\nbase_url = "https://a.example"\nsource_locale = "en"\nlocales = ["en", "fr"]\n[locales.fr]\n'
    with pytest.raises(UnusableFileError) as caught:
        parse_settings(site + line.encode(), "source/site.toml")
    assert [f"{each.reason}; {each.remedy}" for each in caught.value.faults] == [fault]
    assert parse_settings(site + b'format = "fr_CH"', "source/site.toml").written_by("fr") == "fr_CH"


def test_a_page_without_values_loads_nothing_that_writes_them() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from builders import document, resolved\n"
        "from pipeline.assemble import assemble\n"
        "source = document('<p>Hello</p>')\n"
        "assemble(source, resolved(source, {'Hello': 'Bonjour'}), 'fr')\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not [name for name in loaded if name.startswith(("pipeline.values", "pipeline.locales."))]


def test_what_is_kept_of_a_locale_alone_is_not_taken_for_all_that_there_is() -> None:
    code = "from pipeline import locales; locales.direction('nl'); print(locales.known('nl').default_numbering_system)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout == "latn\n"


@pytest.mark.parametrize("code", ["en", "fr", "nl", "de", "ar", "he", "pt_BR"])
def test_a_language_has_the_name_and_the_direction_that_cldr_gives_it(code: str) -> None:
    locale = locales.known(code)
    name = locale.get_display_name(code) or ""
    assert locales.native_name(code) == name[0].upper() + name[1:]
    assert locales.direction(code) == ("rtl" if locale.character_order.startswith("right") else "ltr")
