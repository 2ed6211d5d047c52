"""Localization notes and terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pipeline.its.category import Category, Statement, always, elements_only, first, nothing, nowhere
from pipeline.its.flags import YES_NO, yes_no
from pipeline.its.markup import Markup
from pipeline.its.names import LOC_NOTE
from pipeline.its.nodes import text_of
from pipeline.its.rules import Rule, Rules
from pipeline.its.select import Texts

_TYPES = ("description", "alert")


@dataclass(frozen=True, slots=True)
class Note:
    """A note to translators (section 8.3): its text or an IRI where to find it."""

    type: str  # "alert" must be read, "description" may
    text: str | None = None
    ref: str | None = None

    def named(self) -> dict[str, str | None]:
        """Under ITS's names."""
        return {"locNote": self.text, "locNoteRef": self.ref, "locNoteType": self.type}


@dataclass(frozen=True, slots=True)
class Term:
    """Whether a node is a term, and what is known about it (section 8.4)."""

    term: bool
    info: str | None = None
    info_ref: str | None = None  # an IRI
    confidence: Decimal | None = None  # from 0 to 1; only local markup gives one

    def named(self) -> dict[str, str | None]:
        """Under ITS's names."""
        confidence = None if self.confidence is None else str(self.confidence)
        return {
            "term": yes_no(self.term),
            "termInfo": self.info,
            "termInfoRef": self.info_ref,
            "termConfidence": confidence,
        }


def _note(rule: Rule, _: Rules) -> Statement[Note]:
    kind = rule.choice("locNoteType", _TYPES)
    pointer, ref_pointer = rule.get("locNotePointer"), rule.get("locNoteRefPointer")
    element = rule.element.find(LOC_NOTE)
    if element is not None:
        return always(Note(kind, text_of(element)))
    if pointer is not None:
        return Statement(lambda pointed: _some(kind, text=first(pointed[0])), (pointer,))
    if ref_pointer is not None:
        return Statement(lambda pointed: _some(kind, ref=first(pointed[0])), (ref_pointer,))
    if (ref := rule.get("locNoteRef")) is not None:
        return always(Note(kind, ref=ref))
    remedy = "add its:locNote, locNotePointer, locNoteRef or locNoteRefPointer"
    raise rule.fault("its:locNoteRule has no note", remedy)


def _some(kind: str, text: str | None = None, ref: str | None = None) -> Note | None:
    return None if text is None and ref is None else Note(kind, text, ref)


def _note_locally(markup: Markup) -> Note | None:
    text, ref = markup.get("locNote"), markup.get("locNoteRef")
    if text is None and ref is None:
        return None
    return Note(markup.choice("locNoteType", _TYPES) or "description", text, ref)


def _term(rule: Rule, _: Rules) -> Statement[Term]:
    term = rule.choice("term", YES_NO) == "yes"
    pointer, ref_pointer = rule.get("termInfoPointer"), rule.get("termInfoRefPointer")
    pointers = tuple(each for each in (pointer, ref_pointer) if each is not None)

    def value(pointed: Sequence[Texts]) -> Term:
        info = first(pointed[0]) if pointer is not None else None
        ref = first(pointed[-1]) if ref_pointer is not None else rule.get("termInfoRef")
        return Term(term, info, ref)

    return Statement(value, pointers)


def _term_locally(markup: Markup) -> Term | None:
    word = markup.choice("term", YES_NO)
    if word is None:
        return None
    return Term(word == "yes", info_ref=markup.get("termInfoRef"), confidence=_confidence(markup))


def _confidence(markup: Markup) -> Decimal | None:
    text = markup.get("termConfidence")
    if text is None:
        return None
    try:
        number = Decimal(text.strip())
        if 0 <= number <= 1:
            return number
    except InvalidOperation:  # no number, or one that has no place between others: NaN
        pass
    raise markup.fault(f'termConfidence is "{text}"', "it takes a number from 0 to 1")


LOCALIZATION_NOTE: Category[Note] = Category(
    name="localizationnote",
    rule="locNoteRule",
    stated=_note,
    local=_note_locally,
    shown=Note.named,
    reaches=elements_only,
    default=nothing,
)

TERMINOLOGY: Category[Term] = Category(
    name="terminology",
    rule="termRule",
    stated=_term,
    local=_term_locally,
    shown=Term.named,
    reaches=nowhere,
    default=lambda _node, _html: Term(term=False),
)
