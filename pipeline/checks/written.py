"""Values, which CLDR writes: does the page say what they mean, and does a translation say more than will be shown?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.checks.kinds import page
from pipeline.checks.subject import Subject, shorten
from pipeline.lazy import pattern
from pipeline.model import Finding, Severity, State

# Who checks a loose catalogue needs no lxml.
if TYPE_CHECKING:
    from pipeline.resolve import Resolution
    from pipeline.xhtml import inline
    from pipeline.xhtml.document import Document
    from pipeline.xhtml.slots import Walked

_NONE = frozenset[str]()
_SPACES = pattern("[ \t\r\n\u00a0\u202f\u2009]+")
_CODE = pattern(r"<((?:data|time)\d*)>([^<]*)</\1>")


def names_of(resolution: Resolution, values: Mapping[int, str]) -> frozenset[str]:
    """The codes of a text whose words are written by CLDR, wherever they stand in it."""
    if not values:
        return _NONE
    codes = resolution.slot.codes
    left = {name for name, position, _ in codes if position not in values}
    written = [name for name, _, _ in codes if name not in left]
    return frozenset(written) if written else _NONE


def names_alike(msgid: str, msgstr: str) -> frozenset[str]:
    """The codes that are most likely written by CLDR, without the page at hand: those with the source's figures."""
    said = {*_CODE.findall(msgstr)}
    return frozenset(name for name, text in _CODE.findall(msgid) if re.search(r"\d", text) and (name, text) in said)


def value_text_ignored(subject: Subject) -> Iterator[Finding]:
    """What a translation has in the place of a value is neither the source's text nor what the page will show."""
    seen = set()
    for resolution in subject.resolutions if subject.values else ():
        message = resolution.message
        if message is None or resolution.state is not State.TRANSLATED or message.key in seen:
            continue
        seen.add(message.key)
        if names_of(resolution, subject.values) and message.msgstr not in ("", message.msgid):
            for name, said, shown in _differing(resolution, message.msgstr, subject.values):
                text = f'the page shows "{shown}" for <{name}>, not "{shorten(said)}"; write other words beside it'
                yield subject.finding(
                    "value-text-ignored", text, resolution, severity=Severity.WARNING, its_type="numbers"
                )


def _differing(resolution: Resolution, msgstr: str, values: Mapping[int, str]) -> Iterator[tuple[str, str, str]]:
    """The values of a translation that are something else there: code, text, what is shown."""
    from pipeline.xhtml import inline

    source = inline.read(resolution.unit.text).content
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in _texts(source):
        texts[name].append(text)
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for name, position, _ in resolution.slot.codes:
        positions[name].append(position)
    for name, said in _texts(inline.read(msgstr, source).content):
        shown, here = values.get(positions[name].pop(0)), texts[name].pop(0)
        if shown is not None and _folded(said) not in (_folded(here), _folded(shown)):
            yield name, said, shown


def _texts(content: inline.Content) -> Iterator[tuple[str, str]]:
    """The codes of a text, each with its words."""
    for part in content:
        if not isinstance(part, str):
            inside = part.content or ()
            yield part.name, "".join(each for each in inside if isinstance(each, str))
            yield from _texts(inside)


def _folded(text: str) -> str:
    return _SPACES.sub("", text).casefold().replace("'", "’")


def on_values(document: Document, walked: Walked, *, thorough: bool = True) -> list[Finding]:
    """The values of a page whose text says something else, or that cannot be written as their author asks.

    `thorough` False is for `build`: it does not read texts that are the translators' all the same.
    """
    return [*_on_values(document, walked, thorough=thorough)] if walked.values else []


def _on_values(document: Document, walked: Walked, *, thorough: bool) -> Iterator[Finding]:
    from pipeline.xhtml import values

    for element, value in walked.values.items():
        if value is None and not thorough and document.outline.markup[element].get(values.FORMAT) is None:
            continue  # As most are, and nobody says that they are anything else.
        told = values.told(document.outline, element)
        if told is None:
            continue
        name, attribute, text, data_format = told
        if value is None and data_format:
            check, message = "value-format", f'{values.FORMAT}="{data_format}" says no way to write "{attribute}"'
            message += "; docs/authors.md has those that there are"
        elif value is None and (not thorough or not walked.is_open(element)):
            continue
        elif value is None and _means_another(name, attribute, text, document.language):
            check, message = "value-text", f'"{shorten(text)}" is not what "{attribute}" means; correct one of the two'
        elif value is not None and text and not value.agrees:
            check, message = (
                "value-text",
                f'"{shorten(text)}" is not how "{attribute}" is written; correct it or leave it out',
            )
        else:
            continue
        line = document.outline.line(element)
        yield Finding(check, document.path, message, line, severity=Severity.WARNING, its_type="numbers")


def _means_another(name: str, attribute: str, text: str, language: str) -> bool:
    """Whether a text holds nothing but a figure, and that is another one than the value."""
    # Only where a value is no text of its own.
    from pipeline.language.text import Text
    from pipeline.language.values import values
    from pipeline.values.moments import read as read_moment

    figures = values(Text(text, is_page=True), language)
    if len(figures) != 1:
        return False
    if name == "time":
        moment = read_moment(attribute)
        return (
            moment is not None
            and moment.kind in ("date", "datetime")
            and _is_another_day(figures[0].readings, moment.at)
        )
    is_alone = re.fullmatch(r"\D{0,2}[\d.,\s\u202f]+\D{0,2}", text) is not None
    amounts = [reading for reading in figures[0].readings if isinstance(reading, float)]
    return is_alone and bool(amounts) and _number(attribute) not in (None, *amounts, *(each / 100 for each in amounts))


def _number(value: str) -> float | None:
    from pipeline.values.amounts import read as read_amount

    amount = read_amount(value)
    return float(amount[0]) if amount and len(amount) == 1 else None


def _is_another_day(readings: Iterable[object], at: datetime) -> bool:
    """Whether a text is a date, and none of what it may mean is that day, as far as it says."""
    dates = [reading[1:] for reading in readings if isinstance(reading, tuple) and reading[0] == "date"]
    day = (at.year, at.month, at.day)
    return bool(dates) and not any(all(a in (0, b) for a, b in zip(each, day, strict=True)) for each in dates)


PAGES = (
    page(
        "value-text",
        "written",
        "warning",
        "certain",
        "numbers",
        """The text of a `<data value>` or `<time datetime>` is not what its attribute says.

    Why: CLDR writes values in every language. With another text than its value, a page tells its readers one thing and
    search engines, or readers of other languages, another one.

    Bad:  <time datetime="2024-05-02">1 May 2024</time>
    Good: <time datetime="2024-05-01">1 May 2024</time>

    When to ignore: where the attribute is no value of the text, but a key to sort or to find it by.
    """,
    ),
    page(
        "value-format",
        "written",
        "warning",
        "certain",
        "numbers",
        """A `data-format` is not known, or not for such a value.

    Why: the value is not written by CLDR then; its words are the translators' as they stand.

    Bad:  <data value="0.125" data-format="percents">12.5%</data>
    Good: <data value="0.125" data-format="percent">12.5%</data>

    When to ignore: where another program reads the attribute.
    """,
    ),
    page(
        "value-text-ignored",
        "written",
        "warning",
        "certain",
        "numbers",
        """What a translation has in the place of a value is not what the page will show.

    A value is written by CLDR, as its language and country have it. The translation may leave the source's text there.

    Why: words that stand there, and nowhere else, reach no reader.

    Bad:  over <data>39,000</data> jobs  ->  <data>plus de 39 000</data> emplois
    Good: over <data>39,000</data> jobs  ->  plus de <data>39,000</data> emplois

    When to ignore: never; say it beside the code.
    """,
    ),
)
"""The findings of this family."""
