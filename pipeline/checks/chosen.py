"""The checks of a site with their weights, and which of them may have something to say of a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from typing import Any, NamedTuple, TypeVar

from pipeline.checks.kinds import LIMITED, ODD, Check, is_odd
from pipeline.checks.pair import OF_NO_WORDS, Pair
from pipeline.language.text import take_signs, take_words
from pipeline.model import Severity

K = TypeVar("K")
V = TypeVar("V")
OFF = "off"
OF_LIMITS = ("MAX: ", "max-length:")  # what a comment has that says how long a text may be
_AS_NUMBERS = bytes(range(256)).replace(b"01", b"\x00\x01")  # for bytes: the digits 0 and 1 as what they stand for


class Chosen(list[tuple[Check[Any], Severity]]):
    """Checks with their severities."""

    def for_pairs(self, pairs: Sequence[Pair], *, is_told: bool = True) -> Iterator[list[tuple[Check[Any], Severity]]]:
        """The checks that may have anything to say of each of some pairs: most have not, of most.

        The pairs are all of pages, or none is; they are read together, which is quicker. `is_told`: a comment of a
        message may set a limit.
        """
        if not pairs:
            return iter(())
        return (self._on_pages if pairs[0].context.is_page else self._anywhere).called(pairs, is_told=is_told)

    @cached_property
    def _on_pages(self) -> _Called:
        return _Called([(check, severity) for check, severity in self if check.on_pages])

    @cached_property
    def _anywhere(self) -> _Called:
        return _Called(self)


class _Called:
    """Checks, by the signs that they wait for."""

    def __init__(self, checks: Sequence[tuple[Check[Any], Severity]]) -> None:
        self.checks = checks
        # Checks are bits of a number: the n-th one is 1 << n.
        self._always = self._bits(lambda check: not check.signs)
        self._by_sign = _Known(self._waiting_for)
        self._by_signs = _Known(self._waiting_for_any)  # most texts have the same few
        marks = frozenset(sign for check, _ in checks for sign in check.signs if len(sign) > 1)
        self._asks_for_words = not marks <= OF_NO_WORDS
        needs = dict.fromkeys(check.needs for check, _ in checks if check.needs)
        self._needs = [(need, self._needing(need)) for need in needs]
        self._to_ask = _Known(self._needs_of)
        self._by_bits = _Known(self._found)

    def called(self, pairs: Sequence[Pair], *, is_told: bool) -> Iterator[list[tuple[Check[Any], Severity]]]:
        """Those that each pair calls."""
        take_signs([text for pair in pairs for text in (pair.source, pair.target)])
        if self._asks_for_words:
            take_words([pair.target for pair in pairs])
        by_sign, by_signs, to_ask = self._by_sign, self._by_signs, self._to_ask
        for pair in pairs:
            bits = self._always | by_signs[pair.source.signs] | by_signs[pair.target.signs]
            for mark in pair.marks() if self._asks_for_words else ():
                bits |= by_sign[mark]
            if is_told and pair.message.mentions(*OF_LIMITS):
                bits |= by_sign[LIMITED]
            for need, waiting in to_ask[bits]:
                if not need(pair):
                    bits &= ~waiting
            yield self._by_bits[bits]

    def _needs_of(self, bits: int) -> list[tuple[Callable[[Pair], object], int]]:
        """What to ask before checks run, and the checks that wait for it."""
        return [(need, waiting) for need, waiting in self._needs if bits & waiting]

    def _found(self, bits: int) -> list[tuple[Check[Any], Severity]]:
        return [*compress(self.checks, reversed(f"{bits:b}".encode().translate(_AS_NUMBERS)))]

    def _waiting_for(self, sign: str) -> int:
        """The checks that a sign calls, as bits."""
        is_strange = len(sign) == 1 and is_odd(sign)
        return self._bits(lambda check: sign in check.signs or (is_strange and ODD in check.signs))

    def _needing(self, need: Callable[[Pair], object]) -> int:
        return self._bits(lambda check: check.needs is need)

    def _waiting_for_any(self, signs: frozenset[str]) -> int:
        return reduce(or_, map(self._by_sign.__getitem__, signs), 0)

    def _bits(self, is_meant: Callable[[Check[Any]], bool]) -> int:
        return sum(1 << number for number, (check, _) in enumerate(self.checks) if is_meant(check))


class _Known(dict[K, V]):
    """What has been worked out: the rest is so when it is asked for."""

    def __init__(self, work_out: Callable[[K], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: K) -> V:
        value = self[key] = self._work_out(key)
        return value


class Weights(NamedTuple):
    """The severities that a site has chosen, by check: "error", "warning", "info" or "off"."""

    chosen: Mapping[str, str] = {}

    def of(self, name: str, default: Severity) -> Severity | None:
        """The severity of a check; None where it is off."""
        chosen = self.chosen.get(name)
        if chosen is None:
            return default
        return None if chosen == OFF else Severity(chosen)

    def among(self, checks: Sequence[Check[Any]]) -> Chosen:
        """The checks that are not off, with their severities."""
        return Chosen(
            (each, severity) for each in checks if (severity := self.of(each.name, each.severity)) is not None
        )


NO_WEIGHTS = Weights()
