"""Texts that differ in their inline codes only, and translations with other names for them."""

from __future__ import annotations

from pipeline.lazy import pattern
from pipeline.xhtml import inline

_TAG = pattern(r"<(/?)([^<>/]*)(/?)>")


def words(text: str) -> str:
    """A text with its codes nameless: what two texts have in common that differ in nothing but their codes' names.

    >>> words("See <b>the <i>help</i></b><br/>")
    'See <>the <>help</></><//>'
    """
    return _TAG.sub(lambda match: f"<{match[1]}{match[3] * 2}>", text) if "<" in text else text


def recoded(msgstr: str, old: str, new: str) -> str | None:
    """The translation of `old` with the codes of `new`, whose `words` are the same; None where they do not fit.

    Each code of the one must stand for one code of the other, wherever it stands.

    >>> recoded("Voir <b>l’aide</b>", "See <b>the help</b>", "See <strong>the help</strong>")
    'Voir <strong>l’aide</strong>'
    """
    pairs = set(
        zip((match[2] for match in _TAG.finditer(old)), (match[2] for match in _TAG.finditer(new)), strict=True)
    )
    names = dict(pairs)
    if not len(names) == len(pairs) == len(set(names.values())):
        return None
    renamed = _TAG.sub(lambda match: f"<{match[1]}{names.get(match[2], match[2])}{match[3]}>", msgstr)
    return renamed if fits(renamed, new) else None


def fits(msgstr: str, msgid: str) -> bool:
    """Whether the codes of a translation are those of a text."""
    return not inline.read(msgstr, inline.read(msgid).content).flaws
