"""Lines of a file, in the words of a finding."""

from __future__ import annotations

from collections.abc import Sequence

_FEW = 5


def also_in(lines: Sequence[int]) -> str:
    """The lines behind the first one: " (also in lines 7, 12)"; "" where there is none."""
    others = sorted({*lines[1:]} - {lines[0]})
    if not others:
        return ""
    few = ", ".join(map(str, others[:_FEW]))
    return f" (also in {'line' if len(others) == 1 else 'lines'} {few}{' …' if len(others) > _FEW else ''})"
