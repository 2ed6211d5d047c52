"""Variables in selectors and pointers: its:param (section 5.3.5)."""

from __future__ import annotations

import re

from pipeline.its.rules import Rule, Rules

# String literals first: a dollar sign inside one is only text.
_VARIABLE = re.compile(r"\"[^\"]*\"|'[^']*'|\$((?:[\w.\-·]+:)?[\w.\-·]+)")


def bind(expression: str, rule: Rule, rules: Rules) -> str:
    """The expression with the values of its:param in the place of its variables.

    Values are put in as string literals, so that a target pointer can be shown as what it is.
    Raises UnusableFileError where a variable has no value.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0]
        text = rules.params.get(qualified(name, rule))
        if text is None:
            raise rule.fault(f"the variable ${name} has no value", f'add <its:param name="{name}">')
        return literal(text)

    return _VARIABLE.sub(value, expression)


def qualified(name: str, rule: Rule) -> str:
    """A QName as "{namespace}local". Raises UnusableFileError where nothing declares the prefix."""
    prefix, _, local = name.rpartition(":")
    if not prefix:
        return local
    if prefix not in rule.namespaces:
        raise rule.fault(f'nothing declares the prefix "{prefix}"', f'declare xmlns:{prefix}="…"')
    return f"{{{rule.namespaces[prefix]}}}{local}"


def literal(text: str) -> str:
    """A text as an XPath expression.

    >>> literal("it's"), literal('''it's "new"''')
    ('"it\\'s"', 'concat(\\'it\\', "\\'", \\'s "new"\\')')
    """
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    between = ', "\'", '
    return "concat(" + between.join(f"'{part}'" for part in text.split("'")) + ")"
