"""Where sentences end."""

from __future__ import annotations

from pipeline.language.profile import Language
from pipeline.language.text import Text
from pipeline.lazy import pattern

_END = pattern(r"(?P<sign>[.!?…][.!?…]*)[\x00\"'”’»)\]\u00a0\u202f]*(?=\s+\S)")
_BEFORE_NONE = ("", " ", "\u00a0", "\u202f", "“", "„", "«")
_OPENING = "\x00\"'“‘„«(¿¡[–—- \u00a0\u202f\n\t*"


def sentence_ends(text: Text, language: Language) -> list[int]:
    """The offsets behind the sentences of a text, the last one its length.

    >>> from pipeline.language import language_of
    >>> sentence_ends(Text("Das gilt z. B. hier. Dort nicht."), language_of("de"))
    [20, 32]
    """
    if text.sentence_ends is None:
        text.sentence_ends = _found(text.prose, language)
    return text.sentence_ends


def most_sentences(text: Text) -> int:
    """How many sentences a text has at most: to see which signs end one takes longer."""
    return 1 + len(_END.findall(text.prose))


def _found(prose: str, language: Language) -> list[int]:
    ends = []
    if "." in prose or "!" in prose or "?" in prose or "…" in prose:
        for match in _END.finditer(prose):
            rest = prose[match.end() : match.end() + 20].lstrip(" \n\u00a0\u202f")
            first = rest.lstrip(_OPENING)[:1]
            if rest.startswith("(") or not first.isalnum() or prose[match.start() - 1 : match.start()] in _BEFORE_NONE:
                continue  # An aside belongs to its sentence, and a sign may be shown as itself: « . ».
            if match["sign"] in (".", "…", "...") and (
                first.islower()
                or _is_abbreviated(_word_before(prose, match.start()), language, first)
                or _is_item_number(prose, match.start())
            ):
                continue
            ends.append(match.end())
    ends.append(len(prose))
    return ends


def _word_before(prose: str, place: int) -> str:
    before = prose[max(0, place - 20) : place]
    return "" if before[-1:].isspace() else "".join(before.split()[-1:])


def _is_item_number(prose: str, place: int) -> bool:
    """Whether a number alone stands before a point in its line, as of the items of a list: "2. Name and type"."""
    return prose[prose.rfind("\n", 0, place) + 1 : place].strip().isdigit()


def _is_abbreviated(word: str, language: Language, following: str) -> bool:
    """Whether the point behind a word belongs to it."""
    word = word.strip("\x00\x01\"'“‘„«([").lower()
    if word in language.abbreviations or (len(word) == 1 and word.isalpha()):
        return True
    # "12. März", "am 3. Mai"
    return word.isdigit() and (language.code == "de" or following.isdigit()) and len(word) < 3
