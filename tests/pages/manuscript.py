"""The pages of the generated site as their authors write them: every structure that a public portal has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import bank
from bank import ASPECTS, TOPICS, Topic, Words

FOLDERS = [topic.address.en for topic in TOPICS]
VALUES = {
    "39,000": '<data value="39000">39,000</data>',
    "2025": '<time datetime="2025">2025</time>',
    "1 January 2026": '<time datetime="2026-01-01">1 January 2026</time>',
}


def title_of(page_path: str) -> str:
    """The title of a page of a topic."""
    folder, _, name = page_path.partition("/")
    topic = TOPICS[FOLDERS.index(folder)]
    aspect = next((each for each in ASPECTS if each.address.en == name), None)
    return bank.title(topic, aspect).en if aspect else topic.name.en


def paths() -> list[str]:
    """The forty pages."""
    topics = [f"{folder}/{name}" for folder in FOLDERS for name in ("index", *(each.address.en for each in ASPECTS))]
    return ["index", "contact", "news", "terms", "holidays", *topics]


def text(words: Words, *links: str) -> str:
    """A text of the bank as it stands on a page: with addresses in its links, in order, and values in its values."""
    addresses = iter(links)
    marked = re.sub(r"<a\d*>", lambda _: f'<a href="{next(addresses)}">', words.en)
    marked = re.sub(r"</a\d*>", "</a>", marked)
    for name in ("data", "time"):
        marked = re.sub(rf"<{name}>([^<]*)</{name}>", lambda found: VALUES[found[1]], marked)
    marked = marked.replace("<abbr>", f'<abbr title="{bank.FPS.en}">')
    return marked.replace("<q>", '<q lang="nl" xml:lang="nl">')


def page(title: str, *body: str, kind: str = "article") -> str:
    """A page."""
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">\n<head>\n'
        f'<meta charset="utf-8"/>\n<title>{title}</title>\n'
        f'<meta name="description" content="{bank.DESCRIPTION.en}"/>\n</head>\n'
        f'<body class="{kind}">\n<h1>{title}</h1>\n' + "\n".join(body) + "\n</body>\n</html>\n"
    )


def p(words: Words, *links: str, kind: str = "") -> str:
    """A paragraph."""
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{text(words, *links)}</p>"


def h2(words: Words, name: str = "") -> str:
    """A heading."""
    return f"<h2{f' id={chr(34)}{name}{chr(34)}' if name else ''}>{words.en}</h2>"


def conditions(_: str) -> str:
    items = (f"<li>{text(each)}</li>" for each in (bank.ADULTS, bank.REVIEW))
    return f"{h2(bank.CONDITIONS)}\n<ul>{''.join(items)}</ul>\n{p(bank.SEASON)}"


def needed(_: str) -> str:
    belgian = f"<ul><li>{bank.IDENTITY.en}</li><li>{bank.HOUSEHOLD.en}</li></ul>"
    foreign = f"<ul><li>{bank.SWORN.en}</li></ul>"
    lists = f"<li>{bank.FROM_BELGIUM.en} {belgian}</li><li>{bank.FROM_ABROAD.en} {foreign}</li>"
    return f"{h2(bank.NEEDED)}\n<ul>{lists}</ul>"


def steps(_: str) -> str:
    return f"<ol>{''.join(f'<li>{each.en}</li>' for each in bank.STEPS)}</ol>"


def fees(_: str) -> str:
    heads = "".join(f'<th scope="col">{each.en}</th>' for each in (bank.PROCEDURE, bank.TIME, bank.FEE))
    rows = (
        (bank.STANDARD, '<time datetime="P5D">5 days</time>', '<data value="65">€65.00</data>'),
        (bank.URGENT, '<time datetime="PT4H">4 hours</time>', '<data value="1240.5">€1,240.50</data>'),
    )
    lines = "".join(f'<tr><th scope="row">{name.en}</th><td>{time}</td><td>{fee}</td></tr>' for name, time, fee in rows)
    more = f'<tr><td colspan="3">{bank.COMMITTEE.en}</td></tr>'
    table = f"<thead><tr>{heads}</tr></thead><tbody>{lines}{more}</tbody>"
    return f"{h2(bank.FEES, 'fees')}\n<table><caption>{bank.FEES.en}</caption>{table}</table>"


def terms(_: str) -> str:
    pairs = ((bank.APPLICANT, bank.APPLICANT_IS), (bank.GUARDIAN, bank.GUARDIAN_IS))
    return f"<dl>{''.join(f'<dt>{term.en}</dt><dd>{meaning.en}</dd>' for term, meaning in pairs)}</dl>"


def figure(root: str) -> str:
    image = f'<img src="{root}../assets/img/cover.svg" alt="{bank.BENCH.en}" width="1200" height="600"/>'
    return f"<figure>{image}<figcaption>{bank.CAPTION.en}</figcaption></figure>"


def form(root: str) -> str:
    options = "".join(f'<option value="{each}">{TOPICS[n].name.en}</option>' for n, each in enumerate(FOLDERS))
    fields = (
        f'<p><label for="name">{bank.NAME.en}</label> <input id="name" name="name" autocomplete="name"/></p>',
        f'<p><label for="address">{bank.ADDRESS.en}</label> <input id="address" name="address" type="email"'
        ' autocomplete="email" aria-describedby="hint"/></p>',
        f'<p id="hint">{bank.HINT.en}</p>',
        f'<p><label for="subject">{bank.SUBJECT.en}</label> <select id="subject" name="subject">{options}</select></p>',
        f'<p><label for="words">{bank.WORDS.en}</label> <textarea id="words" name="words" rows="4" cols="20"></textarea></p>',
        f'<p><label><input type="checkbox" name="read"/> {bank.AGREE.en}</label></p>',
    )
    fieldset = f"<fieldset><legend>{bank.QUESTION.en}</legend>{''.join(fields)}</fieldset>"
    return f'<form action="{root}contact.xhtml" method="get">{fieldset}<p><button>{bank.SEND.en}</button></p></form>'


def details(_: str) -> str:
    return f"<details><summary>{bank.ABROAD.en}</summary>{p(bank.EMBASSY)}</details>"


def quotes(_: str) -> str:
    return f"<blockquote>{p(bank.EVERYONE)}</blockquote>\n{p(bank.MOTTO)}"


def office(root: str) -> str:
    return f"{h2(bank.GOOD_TO_KNOW)}\n{p(bank.OFFICE)}\n{p(bank.CLOSED, f'{root}holidays.xhtml')}\n{p(bank.DATA)}"


def figures(_: str) -> str:
    return f"{p(bank.FIGURES)}\n{p(bank.RULES)}"


SECTIONS: list[Callable[[str], str]] = [
    conditions, needed, steps, fees, terms, figure, form, details, quotes, office, figures,
]  # fmt: skip


def of_topic(page_path: str, number: int) -> str:
    """A page of a topic: some of the sections, others on every page; the fees always on the page of costs."""
    _, _, name = page_path.partition("/")
    chosen = [SECTIONS[(number * 4 + each) % len(SECTIONS)] for each in range(5)]
    if name == "costs" and fees not in chosen:
        chosen.append(fees)
    links = ("conditions.xhtml", "questions.xhtml")
    body = [p(bank.LEAD, kind="lead"), p(bank.READ, *links), p(bank.WAYS), *(each("../") for each in chosen)]
    if name == "index":
        body.append(f"<ul>{''.join(_links('', [TOPICS[FOLDERS.index(page_path.partition('/')[0])]]))}</ul>")
    return page(title_of(page_path), *body)


def _links(folder: str, topics: list[Topic]) -> Iterator[str]:
    for topic in topics:
        for aspect in ASPECTS:
            name, fragment = aspect.address.en, "#fees" if aspect.address.en == "costs" else ""
            yield f'<li><a href="{folder}{name}.xhtml{fragment}">{bank.title(topic, aspect).en}</a></li>'


def pages() -> dict[str, str]:
    """The pages by their paths."""
    written = {path: of_topic(path, number) for number, path in enumerate(paths()) if "/" in path}
    topics = (f'<li><a href="{each.address.en}/index.xhtml">{each.name.en}</a></li>' for each in TOPICS)
    written["index"] = page(
        bank.HOME.en, p(bank.LEAD, kind="lead"), figure(""), f"<ul>{''.join(topics)}</ul>", kind="home"
    )
    written["contact"] = page(bank.CONTACT.en, p(bank.OFFICE), form(""))
    written["news"] = page(bank.NEWS.en, figures(""), quotes(""), office(""))
    written["terms"] = page(bank.TERMS.en, terms(""), fees(""), details(""))
    written["holidays"] = page(bank.HOLIDAYS.en, p(bank.EMBASSY), steps(""), p(bank.CLOSED, "#content"))
    return written
