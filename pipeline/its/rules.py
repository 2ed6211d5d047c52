"""Rule elements as they are read, and the error that names one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.errors import Fault, UnusableFileError


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule element, such as its:translateRule (section 5.2.1)."""

    element: etree._Element
    path: str  # the file that it stands in
    line: int  # 1-based, in that file

    @property
    def name(self) -> str:
        """Without the namespace: "translateRule"."""
        return etree.QName(self.element).localname

    @property
    def namespaces(self) -> dict[str, str]:
        """The prefixes of its expressions: those in scope, without the default namespace (section 5.3.2.1)."""
        return {prefix: uri for prefix, uri in self.element.nsmap.items() if prefix and uri}

    def get(self, name: str) -> str | None:
        """The value of an attribute, None where there is none."""
        return self.element.get(name)

    def required(self, name: str) -> str:
        """The value of an attribute. Raises UnusableFileError where there is none."""
        value = self.element.get(name)
        if value is None:
            raise self.fault(f"its:{self.name} has no attribute {name}", "add it")
        return value

    def choice(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """The value of an attribute that takes one of a few. Raises UnusableFileError where it is another."""
        value = self.required(name) if default is None else self.element.get(name, default)
        if value.strip() not in allowed:
            raise self.fault(f'{name} is "{value}"', f"it takes {', '.join(allowed)}")
        return value.strip()

    def fault(self, reason: str, remedy: str) -> UnusableFileError:
        """The error that names this rule's line."""
        return UnusableFileError(Fault(self.path, reason, remedy, self.line))


@dataclass(frozen=True, slots=True)
class Rules:
    """All that a document says globally, in the order of its processing: the last that selects a node wins."""

    path: str  # the document's own
    html: bool  # whether sections 6 and 7 apply, and HTML's defaults
    rules: tuple[Rule, ...] = ()
    params: Mapping[str, str] = field(
        default_factory=dict
    )  # its:param, by "{namespace}local" or "local" (section 5.3.5)

    def of(self, name: str) -> Iterator[Rule]:
        """The rules of one kind, such as "translateRule"."""
        return (rule for rule in self.rules if rule.name == name)
