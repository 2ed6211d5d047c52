"""A text taken apart, once for all checks: what is prose, and what only stands between it.

Offsets count characters of the text as it is in the catalogue. What is no prose is masked, character by character, so
that every place in `prose` is the same place in `raw`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.language.tokens import NOTHING, TELLING, THING, Token, take_apart
from pipeline.lazy import lazy, pattern

if TYPE_CHECKING:
    from pipeline.language.values import Value

# What is no sign of anything, for tokens and for checks.
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz "
# Letters, with what may join them inside a word. A mark of a tag may stand in one: "1<sup>er</sup>".
_WORD = pattern(r"[^\W\d_]+(?:['’\-\u2010\u2011\u00ad.](?=[^\W\d_])[^\W\d_]+)*")


class Word(NamedTuple):
    """A word, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


class Text:
    """A msgid or msgstr: its `tokens`, its `prose` with all else masked, and its words.

    What else a check asks for is worked out when the first one does.

    >>> text = Text("See <a>the %s guide</a>&nbsp;now")
    >>> [token.text for token in text.tokens], [word.text for word in text.words]
    (['<a>', '%s', '</a>', '&nbsp;'], ['See', 'the', 'guide', 'now'])
    """

    sentence_ends: list[int] | None = None  # what `sentences` finds in it
    values: list[Value] | None = None  # what `values` finds

    def __init__(self, raw: str, *, is_page: bool = False, written: frozenset[str] = frozenset()) -> None:
        self.raw = raw
        self.written = written  # the codes whose content no translator writes: it is no prose
        self.is_page = is_page  # of a page of ours: braces and percent signs are prose there

    @lazy
    def tokens(self) -> list[Token]:
        """What is no prose, from left to right."""
        return self._taken_apart()[0]

    @lazy
    def prose(self) -> str:
        """The text with all else masked, as long as it was."""
        return self._taken_apart()[1]

    @lazy
    def signs(self) -> frozenset[str]:
        """The characters that it has beside plain letters and spaces: most checks and tokens are told by one."""
        return _signs(_unlike_plain(self.raw))

    @lazy
    def read(self) -> str:
        """The prose as a reader sees it, without the marks: for counts, never for places."""
        return self.prose.replace(NOTHING, "").replace(THING, "") if self.tokens else self.prose

    @lazy
    def length(self) -> int:
        """How many characters of it a reader sees: an indent and a line break are one space."""
        return _length(self.read)

    def _taken_apart(self) -> tuple[list[Token], str]:
        """`tokens` and `prose`, for who asks for one of them first."""
        tokens, prose = take_apart(self.raw, self.signs, is_page=self.is_page)
        if self.written:
            prose = self._without_values(tokens, prose)
        self.__dict__["tokens"], self.__dict__["prose"] = tokens, prose
        return tokens, prose

    def _without_values(self, tokens: list[Token], prose: str) -> str:
        """The prose without what stands in codes that are written from a value."""
        opened: dict[str, int] = {}
        for token in tokens:
            name = token.text.strip("</>")
            if token.kind == "tag" and name in self.written:
                if token.text[1] != "/":
                    opened[name] = token.end
                elif (start := opened.pop(name, None)) is not None:
                    prose = f"{prose[:start]}{THING * (token.start - start)}{prose[token.start :]}"
        return prose

    @lazy
    def words(self) -> list[Word]:
        """The words of the prose."""
        return [Word(match.group(), match.start()) for match in _WORD.finditer(self.prose)]

    @lazy
    def lower(self) -> list[str]:
        """These in lower case, without their places: quicker where nobody asks for them."""
        return _WORD.findall(self.prose.lower())

    def words_among(self, wanted: Container[str]) -> list[Word]:
        """The words of the prose that are, in lower case, among these."""
        return [Word(match[0], match.start()) for match in _WORD.finditer(self.prose) if match[0].lower() in wanted]

    @lazy
    def tags(self) -> list[Token]:
        """The tags, from left to right."""
        return [token for token in self.tokens if token.kind == "tag"]

    @lazy
    def lower_words(self) -> list[str]:
        """The words of the prose in lower case, parted at hyphens and apostrophes: "Va-t’en" is "va", "t", "en"."""
        take_words([self])
        words: list[str] = self.__dict__["lower_words"]
        return words

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The different words among these."""
        return frozenset(self.lower_words)

    def of(self, *kinds: str) -> list[Token]:
        """The tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]


def take_signs(texts: Iterable[Text]) -> None:
    """Work out `signs` of many texts at once, which is quicker, and what these tell."""
    new = [text for text in texts if "signs" not in text.__dict__]
    told = _unlike_plain(_BETWEEN.join([text.raw for text in new])).split(_BETWEEN)
    # Where one of them has the sign that stands between them, each is left to be looked at by itself.
    if len(told) == len(new):
        for text, others in zip(new, told, strict=True):
            known = text.__dict__
            known["signs"] = signs = _signs(others)
            if signs.isdisjoint(TELLING):  # All of it is prose.
                known["tokens"], known["prose"], known["read"] = [], text.raw, text.raw


def take_words(texts: Sequence[Text]) -> None:
    """Work out `lower_words` and `length` of some texts, at least one, at once, which is quicker."""
    reads = [text.read for text in texts]
    lower = _BETWEEN.join(reads).lower()
    if lower.count(_BETWEEN) >= len(texts):
        lower = _BETWEEN.join([read.replace(_BETWEEN, " ") for read in reads]).lower()
    signs = texts[0].signs if len(texts) == 1 else frozenset().union(*[text.signs for text in texts])
    if "&" in signs:  # A reference stands for another character.
        signs = signs.union(*[read for text, read in zip(texts, reads, strict=True) if "&" in text.signs])
    if not signs.isdisjoint(_KEPT):
        lower = lower.replace(_APOSTROPHE, " ")
        for sign, kept in _KEPT.items():
            lower = kept.sub(_APOSTROPHE, lower) if sign in signs else lower
    data = lower.encode("utf-8", "surrogatepass")
    for each in _parting(signs):
        data = data.replace(each, b" ")
    parted = data.translate(_LETTERS).decode("utf-8", "surrogatepass").replace(_APOSTROPHE, "'")
    for text, read, words in zip(texts, reads, parted.split(_BETWEEN), strict=True):
        text.__dict__["lower_words"], text.__dict__["length"] = words.split(), _length(read)


# Between texts that are looked at together: a control character, which parts words.
_BETWEEN = "\x1d"
# For bytes: of ASCII, all but letters part words, and the sign between texts parts these.
_LETTERS = bytes(32 if each < 128 and each != 0x1D and not chr(each).isalpha() else each for each in range(256))
_APOSTROPHE = "\ue000"  # stands for one that does not part a word, until the others have
# Those that do not part a word, by sign: "don't", "it's", "aujourd’hui".
_KEPT = {each: pattern(rf"{each}(?:(?<=\wn.)t|(?<=\w.)s|(?<=\baujourd.)hui)\b") for each in "'’"}
_signs: Callable[[str], frozenset[str]] = lru_cache(maxsize=1024)(frozenset)  # most texts have the same few


def _length(read: str) -> int:
    return len(" ".join(read.split())) if "\n" in read else len(read)


def _unlike_plain(raw: str) -> str:
    """What is neither a plain letter nor a space."""
    return raw.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=512)
def _parting(signs: frozenset[str]) -> list[bytes]:
    """The characters outside ASCII that part words, in UTF-8: all but letters, as `[^\\W\\d_]` has it."""
    lower = {*"".join(signs).lower()}
    lower.discard(_APOSTROPHE)
    parting = (each for each in lower if not each.isascii() and (not each.isalnum() or each.isdecimal()))
    return [each.encode("utf-8", "surrogatepass") for each in parting]
