"""Domain: what a text is about (section 8.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.its.category import Category, Statement, everywhere, nothing, unsaid
from pipeline.its.rules import Rule, Rules
from pipeline.its.select import Texts

_VALUE = r"'[^']*'|\"[^\"]*\"|[^\s,'\"][^\s,]*"
_MAPPING = re.compile(rf"\s*({_VALUE})\s+({_VALUE})\s*(?:,|\Z)|\s*(?:,|\Z)")


def mapping_of(text: str, rule: Rule) -> dict[str, str]:
    """What `domainMapping` says: from the content's values to the consumer's, in their case.

    Raises UnusableFileError where it is no list of pairs.
    """
    pairs: dict[str, str] = {}
    position = 0
    while position < len(text):
        match = _MAPPING.match(text, position)
        if match is None:
            remedy = "write pairs, with a comma between them and quotation marks around values with spaces"
            raise rule.fault(f'domainMapping cannot be read from "{text[position:].strip()}" on', remedy)
        if match[1]:
            pairs.setdefault(match[1].strip("'\""), match[2].strip("'\""))
        position = match.end()
    return pairs


def domains_of(texts: Texts, mapping: Mapping[str, str]) -> tuple[str, ...] | None:
    """The algorithm of section 8.8.2: split at commas, trimmed, unquoted, mapped, each once.

    >>> domains_of(["'sports law', auto,", "law"], {"sports law": "law"})
    ('law', 'auto')
    """
    return tuple(dict.fromkeys(mapping.get(value, value) for text in texts for value in _split(text))) or None


def _split(text: str) -> Iterator[str]:
    for part in text.split(","):
        value = part.strip(" \t\r\n")
        value = value[1:] if value.startswith(("'", '"')) else value
        value = value[:-1] if value.endswith(("'", '"')) else value
        if value:
            yield value


def _domains(rule: Rule, _: Rules) -> Statement[tuple[str, ...]]:
    mapping = mapping_of(rule.get("domainMapping") or "", rule)
    return Statement(lambda pointed: domains_of(pointed[0], mapping), (rule.required("domainPointer"),))


DOMAIN: Category[tuple[str, ...]] = Category(
    name="domain",
    rule="domainRule",
    stated=_domains,
    local=unsaid,
    shown=lambda value: {"domains": ", ".join(value)},
    reaches=everywhere,
    default=nothing,
)
