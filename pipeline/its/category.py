"""What makes a data category: how it is said, what it reaches, what holds where nothing is said (section 8.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.its.markup import Markup
from pipeline.its.nodes import Node
from pipeline.its.rules import Rule, Rules
from pipeline.its.select import Texts

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Statement(Generic[V]):
    """What one rule says about every node that it selects."""

    value: Callable[[Sequence[Texts]], V | None]  # of what the pointers lead to from one node; None: nothing
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category(Generic[V]):
    """A data category, whose values are of one type."""

    name: str  # as the command line has it: "localizationnote"
    rule: str  # its rule element: "locNoteRule"
    stated: Callable[[Rule, Rules], Statement[V]]
    local: Callable[[Markup], V | None]  # None where the element says nothing
    shown: Callable[[V], dict[str, str | None]]  # the value under ITS's own names
    reaches: Callable[[Node, bool], bool]  # whether this node has its (parent) element's value; in HTML or not
    default: Callable[[Node, bool], V | None]  # where nothing is said; in HTML or not


def nowhere(_node: Node, _html: bool) -> bool:
    """No inheritance."""
    return False


def elements_only(node: Node, _html: bool) -> bool:
    """Inheritance to child elements, but not to attributes."""
    return node.attribute is None


def everywhere(_node: Node, _html: bool) -> bool:
    """Inheritance to child elements and attributes."""
    return True


def nothing(_node: Node, _html: bool) -> None:
    """No default."""


def unsaid(_markup: Markup) -> None:
    """No local markup."""


def always(value: V) -> Statement[V]:
    """A statement that is the same for each selected node."""
    return Statement(lambda _: value)


def first(texts: Texts) -> str | None:
    """The first node's text, as XPath's string() has it; None where a pointer leads nowhere."""
    return texts[0] if texts else None
