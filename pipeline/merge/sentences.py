"""Paragraphs that were split or joined: a suggestion put together from sentences that are translated already."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lazy import pattern
from pipeline.merge.codes import recoded, words
from pipeline.po import Message

# Behind the end of a sentence, before what may begin one.
_BOUNDARY = pattern(
    r"(?<=[.!?…])(?:[\"”’»)]|</[^<>]*>)*[ \n\u00a0\u202f]+(?=(?:[\"“‘«(„]|<[^</>]*>)*[^\W\d_a-zß-ÿ]|\d)"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the white space between them.

    >>> sentences("It is open. Come in! (Or stay.) See no. 4.")
    ['It is open.', 'Come in!', '(Or stay.)', 'See no.', '4.']
    """
    starts = [0, *(match.end() for match in _BOUNDARY.finditer(text))]
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


class Sentences:
    """Which sentences, and which whole texts, are translated how."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._known: dict[str, tuple[str, str]] = {}  # by nameless words: (source, translation)
        for message in messages:
            pairs = [(message.msgid, message.msgstr)]
            said, meant = sentences(message.msgid), sentences(message.msgstr)
            if len(said) == len(meant) > 1:
                pairs += zip(said, meant, strict=True)
            for source, translation in pairs:
                self._known.setdefault(words(source), (source, translation))

    def suggestion(self, text: str) -> str | None:
        """The translation of a text whose sentences are all known, alone or as parts of a text known whole."""
        parts = sentences(text)
        # For each number of sentences from the start: their translation, if there is one.
        done: list[str | None] = ["", *[None] * len(parts)]
        for end in range(1, len(parts) + 1):
            for start in range(end):
                before = done[start]
                found = self._translated(" ".join(parts[start:end])) if before is not None else None
                if found is not None:
                    done[end] = f"{before} {found}".lstrip(" ")
                    break
        return done[-1]

    def _translated(self, source: str) -> str | None:
        known = self._known.get(words(source))
        return None if known is None else recoded(known[1], known[0], source)
