"""What other tools' catalogues know, asked for the texts of a page.

These tools divide a page otherwise: itstool takes elements that HTML added after 4.01 out of their sentence and leaves
a placeholder, po4a cuts sentences at them, html2po at blocks inside text. A text of ours that nobody has whole is put
together from such parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from pipeline.migrate.fragment import UnreadableError, pairs
from pipeline.po import Catalogue, Message
from pipeline.xhtml import inline, names
from pipeline.xhtml.inline import Code, Content, Flaw
from pipeline.xhtml.slots import Slot
from pipeline.xhtml.words import has_words

# Elements that stay in their sentence: by itstool's rules for XHTML (its xhtml.its), by po4a's Xhtml module.
_ITSTOOL = names.html(
    "a abbr acronym b bdo big br center cite code del dfn em font hr i img ins isindex kbd q s samp small span strike "
    "strong sub sup tt u var"
)
_PO4A = names.html(
    "a abbr acronym b big bdo button cite code del dfn em i ins input kbd label object q samp select small span strong "
    "sub sup textarea tt u var"
)
# Messages that stand for no text: itstool's pictures and credits; the page's language, which is nobody's to translate.
_NO_TEXT = ("external ref=", "translator-credits")
_LANGUAGE = ("Attribute 'lang' of:", "Attribute 'xml:lang' of:")


class Entry(NamedTuple):
    """A message of another tool, and the file it stands in."""

    path: str
    message: Message

    @property
    def place(self) -> tuple[str, int]:
        """Which one it is: file and line."""
        return self.path, self.message.linenum


class Unmapped(NamedTuple):
    """An entry whose translation came to nothing, and why."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class _Known:
    content: Content
    entry: Entry
    doubts: tuple[Flaw, ...]

    def rank(self, page: str) -> tuple[bool, bool, bool]:
        """What is better comes first; best is what was made for the page itself, by its file's name."""
        message = self.entry.message
        elsewhere = not any(page in path for path, _ in message.occurrences)
        return message.obsolete, message.fuzzy, elsewhere


class _Choice(NamedTuple):
    """The translation taken for a text, among all that are known of it."""

    best: _Known
    all: Sequence[_Known]
    is_tossed: bool  # whether another one, as good by all that can be told, says something else


@dataclass(frozen=True, slots=True)
class Found:
    """A translation for a text of a page."""

    msgstr: str
    fuzzy: bool  # somebody must look at it: it was fuzzy, there are several, or its codes are not the page's
    flaws: tuple[Flaw, ...]  # of its codes
    several: bool  # whether the same text has another translation that is as good
    entries: tuple[Entry, ...]  # where it comes from


class Memory:
    """Translations by the text they are of."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []  # that hold a translation of some words
        self._known: dict[str, list[_Known]] = defaultdict(list)
        self._unreadable: list[Unmapped] = []
        self._used: set[tuple[str, int]] = set()  # places of entries whose translation is taken
        self._asked_for: set[tuple[str, int]] = set()  # and of those whose text is on a page

    def add(self, path: str, catalogue: Catalogue) -> None:
        """Learn what a catalogue knows."""
        for message in catalogue.messages:
            if not message.translated or not _is_text(message):
                continue
            entry = Entry(path, message)
            self.entries.append(entry)
            try:
                if message.msgstr_plural:
                    raise UnreadableError("a text of a page has one form, this message has several")
                for pair in pairs(message.msgid, message.msgstr):
                    content = inline.read(pair.msgid).content
                    called = dict(zip(_names(content), _names(_numbered(content)), strict=True))
                    translation = _renamed(inline.read(pair.msgstr).content, called)
                    self._known[_key(_numbered(content))].append(_Known(translation, entry, pair.doubts))
            except UnreadableError as error:
                self._unreadable.append(Unmapped(entry, str(error)))

    def find(self, slot: Slot, nodes: Sequence[etree._Element], path: str) -> Found | None:
        """The translation of a slot of the page in `path`, whose nodes these are, in document order."""
        asked = inline.read(slot.unit.text).content
        tags = {name: nodes[position].tag for name, position, _ in slot.codes}
        search = _Search(self._known, tags, path.rpartition("/")[2])
        content = search.translation(asked)
        if content is None:
            return None
        for choice in search.choices:
            self._used.update(each.entry.place for each in choice.all if each.content == choice.best.content)
            self._asked_for.update(each.entry.place for each in choice.all)
        entries = tuple(choice.best.entry for choice in search.choices)
        msgstr = _with_space_of(slot.unit.text, inline.write(content))
        doubts = [doubt for choice in search.choices for doubt in choice.best.doubts]
        flaws = inline.read(msgstr, asked).flaws or tuple(doubts)
        several = any(choice.is_tossed for choice in search.choices)
        fuzzy = several or bool(flaws) or any(entry.message.fuzzy for entry in entries)
        return Found(msgstr, fuzzy, flaws, several, entries)

    def unmapped(self) -> Iterator[Unmapped]:
        """The entries that no page has asked for, obsolete ones left out."""
        yield from self._unreadable
        settled = self._used | {each.entry.place for each in self._unreadable}
        for entry in self.entries:
            if entry.place not in settled and not entry.message.obsolete:
                is_known = entry.place in self._asked_for
                yield Unmapped(
                    entry, "another translation of this text is taken" if is_known else "no page has this text"
                )


class _Search:
    """The search for one text, and what was used for it."""

    def __init__(self, known: Mapping[str, list[_Known]], tags: Mapping[str, object], page: str) -> None:
        self.known = known
        self.tags = tags  # of the element behind each code
        self.page = page
        self.choices: list[_Choice] = []  # of which the translation is made

    def translation(self, content: Content) -> Content | None:
        """The text as a whole, or put together from what there is."""
        attempts = (
            self._whole,
            self._inside_a_code,
            self._with_placeholders,
            self._between_blocks,
            self._between_po4a_s_breaks,
        )
        for attempt in attempts:
            made = len(self.choices)
            found = attempt(content)
            if found is not None:
                return found
            del self.choices[made:]
        return None

    def _whole(self, content: Content) -> Content | None:
        numbered = _numbered(content)
        known = self.known.get(_key(numbered))
        if not known:
            return None
        best = min(known, key=lambda each: each.rank(self.page))
        as_good = [each for each in known if each.rank(self.page) == best.rank(self.page)]
        is_tossed = any(each.content != best.content for each in as_good)
        self.choices.append(_Choice(best, known, is_tossed))
        return _renamed(best.content, dict(zip(_names(numbered), _names(content), strict=True)))

    def _inside_a_code(self, content: Content) -> Content | None:
        """A piece that is all in one code: what would be peeled off if it stood alone."""
        parts = [part for part in content if not isinstance(part, str) or part.strip()]
        if len(parts) != 1 or isinstance(parts[0], str) or parts[0].content is None:
            return None
        inside = self._inside(parts[0].content, self.translation)
        return None if inside is None else (Code(parts[0].name, inside),)

    def _with_placeholders(self, content: Content) -> Content | None:
        """As itstool has it: `Posted <_:time-1/> ago`, and what the element holds is a message of its own."""
        held: dict[str, Code] = {}
        asked = self._held_out(content, held)
        found = self._whole(asked) if held else None
        if found is None:
            return None
        inside: dict[str, Content | None] = {}
        for placeholder, code in held.items():
            inside[placeholder] = self._inside(code.content, self.translation)
            if inside[placeholder] is None and code.content is not None:
                return None
        back = {name: Code(code.name, inside[name]) for name, code in held.items()}
        return _replaced(found, back)

    def _held_out(self, content: Content, held: dict[str, Code]) -> Content:
        parts: list[str | Code] = []
        for part in content:
            if isinstance(part, Code) and self.tags.get(part.name) not in _ITSTOOL:
                local = str(self.tags.get(part.name)).rpartition("}")[2]
                placeholder = f"_:{local}-{len(held) + 1}"
                held[placeholder] = part
                parts.append(Code(placeholder, None))
            elif isinstance(part, Code) and part.content is not None:
                parts.append(Code(part.name, self._held_out(part.content, held)))
            else:
                parts.append(part)
        return tuple(parts)

    def _between_blocks(self, content: Content) -> Content | None:
        return self._pieces(content, lambda code: code.content is None and self.tags.get(code.name) not in names.VOID)

    def _between_po4a_s_breaks(self, content: Content) -> Content | None:
        return self._pieces(content, lambda code: self.tags.get(code.name) not in _PO4A)

    def _pieces(self, content: Content, breaks: Callable[[Code], bool]) -> Content | None:
        """Each run of text between breaking codes for itself, and what is inside those codes."""
        if not any(isinstance(part, Code) and breaks(part) for part in content):
            return None
        done: list[str | Code] = []
        run: list[str | Code] = []
        for part in (*content, None):
            if part is not None and not (isinstance(part, Code) and breaks(part)):
                run.append(part)
                continue
            translated = self._inside(tuple(run), self._run)
            if translated is None:
                return None
            done.extend(translated)
            run.clear()
            if part is not None:
                inside = self._inside(part.content, self.translation)
                if inside is None and part.content is not None:
                    return None
                done.append(Code(part.name, inside))
        return tuple(done)

    def _run(self, content: Content) -> Content | None:
        return self._whole(content) or self._inside_a_code(content)

    def _inside(self, content: Content | None, translated: Callable[[Content], Content | None]) -> Content | None:
        """A piece with the white space that it has on the page; one without words as it is."""
        text = inline.write(content or ())
        if content is None or not has_words(inline.plain(text)):
            return content
        found = translated(content)
        return None if found is None else inline.read(_with_space_of(text, inline.write(found))).content


def _key(content: Content) -> str:
    """A text as it is looked for: white space of any kind is one space, because some tools make it so."""
    return " ".join(inline.write(content).split())


def _with_space_of(source: str, text: str) -> str:
    """The text with the white space at its edges that its source has."""
    start = source[: len(source) - len(source.lstrip())]
    return start + text.strip() + source[len(source.rstrip()) :]


def _names(content: Content) -> Iterator[str]:
    """The names of all codes, in the order in which they open."""
    for part in content:
        if isinstance(part, Code):
            yield part.name
            yield from _names(part.content or ())


def _numbered(content: Content) -> Content:
    """The content with its codes numbered as if it were all of a text: a piece may begin with <a2>."""
    called: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for name in _names(content):
        base = name.rstrip("0123456789") or name
        if name not in called:
            counts[base] += 1
            called[name] = base if counts[base] == 1 else f"{base}{counts[base]}"
    return _renamed(content, called)


def _renamed(content: Content, called: Mapping[str, str]) -> Content:
    return tuple(
        part
        if isinstance(part, str)
        else Code(called.get(part.name, part.name), None if part.content is None else _renamed(part.content, called))
        for part in content
    )


def _replaced(content: Content, codes: Mapping[str, Code]) -> Content:
    return tuple(
        part
        if isinstance(part, str)
        else codes.get(part.name, part)
        if part.content is None
        else Code(part.name, _replaced(part.content, codes))
        for part in content
    )


def _is_text(message: Message) -> bool:
    """Whether a message holds words of a page."""
    if message.msgid.startswith(_NO_TEXT) or not has_words(message.msgid):
        return False
    is_language = any(each in message.comment for each in _LANGUAGE)
    return not is_language and not any("[lang]" in path for path, _ in message.occurrences)
