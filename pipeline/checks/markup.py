"""Tags in the catalogues of other projects, as they stand there; and what no page may get from one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.elements import elements, signature
from pipeline.checks.kinds import Issue, check
from pipeline.checks.pair import Pair
from pipeline.language import Text
from pipeline.lazy import pattern

# Each begins with a letter of either case or a sign: where `re` ignores case from the start, it tries every character.
_UNSAFE = pattern(
    r"<\s*(?i:script|iframe|object|embed)|[oO](?<!\w[oO])[nN][A-Za-z]{3,}\s*=|[jJ](?i:avascript)\s*:|[vV](?i:bscript)\s*:"
    r"|[dD](?i:ata:text/html)|[sS](?i:rcdoc)\s*="
)
_UNSAFE_TAG = pattern(r"<\s*(?i:script|iframe|object|embed)")


def _may_be_unsafe(pair: Pair) -> bool:
    """Whether there is anything that `_UNSAFE` could find, which takes longer to see that there is nothing."""
    text = pair.target.raw
    if "=" in text or ("<" in text and _UNSAFE_TAG.search(text)):
        return True
    if ":" not in text:
        return False
    lower = text.lower()
    # What stands before a colon: javascript, vbscript.
    if "cript" in lower and any(part.rstrip()[-6:].casefold() == "script" for part in text.split(":")[:-1]):
        return True
    return "data:text/html" in lower


@check("error", "certain", "markup", "<", on_pages=False)
def tag_unclosed(pair: Pair) -> Iterator[Issue]:
    """A tag of the translation is not closed, closes nothing, or crosses another one.

    Why: everything behind it is shown as a link, in bold, or not at all.

    Bad:  Read <a href="g">the guide</a>.  ->  Lisez <a href="g">le guide.
    Good: Read <a href="g">the guide</a>.  ->  Lisez <a href="g">le guide</a>.

    When to ignore: where the source leaves it open too; then it is no finding.
    """
    if "<" not in pair.target.raw:
        return
    odd = elements(pair.target)[1]
    if odd and not elements(pair.source)[1]:
        for token in odd:
            what = "closes nothing" if token.text.startswith("</") else "is not closed"
            yield Issue(f"{token.text} {what}; write the tags in pairs", token.start, token.end)


@check("error", "certain", "markup", "<", on_pages=False)
def tag_lost(pair: Pair) -> Iterator[Issue]:
    """A tag of the source is missing from the translation. Tags may stand in another order.

    Why: the link, the emphasis or the picture is gone from the page.

    Bad:  Read <em>the guide</em>.  ->  Lisez le guide.
    Good: Read <em>the guide</em>.  ->  Lisez <em>le guide</em>.

    When to ignore: for <em> on a foreign word that is none in your language.
    """
    if "<" not in pair.source.raw:
        return
    here, there = _names(pair.source), _names(pair.target)
    for name in here - there:
        yield Issue(f"<{name}> of the source is missing from the translation; put it around the same words")


@check("error", "certain", "markup", "<", on_pages=False)
def tag_added(pair: Pair) -> Iterator[Issue]:
    """The translation has a tag that the source has not.

    Why: markup belongs to the author of the page; in a translation it can break or endanger it.

    Bad:  Read the guide.  ->  Lisez <b>le guide</b>.
    Good: Read the guide.  ->  Lisez le guide.

    When to ignore: for the superscript of "1<sup>er</sup>", which French needs; that is no finding.
    """
    if "<" not in pair.target.raw:
        return
    extra = _names(pair.target) - _names(pair.source)
    for element in elements(pair.target)[0]:
        if extra[element.name]:
            extra[element.name] -= 1
            if element.name != "sup":
                yield Issue(
                    f"{element.token.text} is not in the source; remove it", element.token.start, element.token.end
                )


def _names(text: Text) -> Counter[str]:
    return Counter(element.name for element in elements(text)[0])


@check("error", "certain", "markup", "<", on_pages=False)
def tag_nesting(pair: Pair) -> Iterator[Issue]:
    """A tag stands inside another one than in the source.

    Siblings may change places, as sentences do; a child may not leave its parent.

    Why: a link inside a heading and a heading inside a link are two things.

    Bad:  <b>See <i>this</i></b>  ->  <i>Voir <b>ceci</b></i>
    Good: <b>See <i>this</i></b>  ->  <b>Voir <i>ceci</i></b>

    When to ignore: never.
    """
    if pair.target.raw.count("<") < 4 or elements(pair.target)[1]:
        return
    if _names(pair.source) == _names(pair.target):
        here = Counter((element.name, element.parent) for element in elements(pair.source)[0])
        for element in elements(pair.target)[0]:
            if not here[element.name, element.parent]:
                where = f"inside <{element.parent}>" if element.parent else "on its own"
                yield Issue(
                    f"{element.token.text} stands {where}, unlike in the source; nest the tags as the source does",
                    element.token.start,
                    element.token.end,
                )


@check("error", "likely", "markup", "<", on_pages=False)
def attribute_changed(pair: Pair) -> Iterator[Issue]:
    """An attribute has another value than in the source. An address may change its language; words may be translated.

    Why: a changed address leads elsewhere; a changed id or class breaks the page.

    Bad:  <a href="/en/guide">  ->  <a href="/fr/guyde">
    Good: <a href="/en/guide">  ->  <a href="/fr/guide">

    When to ignore: where the other language has a page of its own.
    """
    if "=" not in pair.target.raw or "<" not in pair.target.raw:
        return
    left = [signature(element) for element in elements(pair.source)[0]]
    strange = []
    for element in elements(pair.target)[0]:
        found = signature(element)
        if found in left:
            left.remove(found)
        else:
            strange.append(element)
    for element in strange:
        was = next((each for each in left if each[0] == element.name), None)
        if was is None:
            continue
        left.remove(was)
        before = dict(was[1])
        for name, value in signature(element)[1]:
            if before.get(name) != value:
                old = f'"{_value(pair, element.name, name)}" in the source' if name in before else "not in the source"
                yield Issue(
                    f'{name}="{element.attributes.get(name, value)}" is {old}; write the same',
                    element.token.start,
                    element.token.end,
                )
        for name in before:
            if name not in element.attributes:
                yield Issue(
                    f"{element.token.text} has lost its {name}; write it as the source does",
                    element.token.start,
                    element.token.end,
                )


def _value(pair: Pair, element: str, attribute: str) -> str:
    """The value that an attribute has in the source."""
    found = (each.attributes.get(attribute) for each in elements(pair.source)[0] if each.name == element)
    return next((value for value in found if value is not None), "")


@check("error", "certain", "markup", "<=:", needs=_may_be_unsafe)
def unsafe_markup(pair: Pair) -> Iterator[Issue]:
    """The translation brings a script, an event handler, a frame or a script address that the source has not.

    Why: a catalogue comes from outside; what it holds must not run in a reader's browser.

    Bad:  Welcome  ->  Bienvenue<script src="//evil.example"></script>
    Good: Welcome  ->  Bienvenue

    When to ignore: never.
    """
    target = pair.target.raw
    found = [*_UNSAFE.finditer(target)]
    allowed = Counter(match[0].lower() for match in _UNSAFE.finditer(pair.source.raw) if found)
    for match in found:
        if allowed[match[0].lower()]:
            allowed[match[0].lower()] -= 1
        elif match[0].startswith("on") and not any(
            token.start <= match.start() < token.end for token in pair.target.tags
        ):
            continue
        else:
            yield Issue(f'"{match[0]}" can run code in the reader\'s browser; remove it', match.start(), match.end())
