"""`make fuzz`: random translations, pages and catalogues, for FUZZ_SECONDS (60), from FUZZ_SEED on.

What fails is shown at its smallest; the seed that is printed with it brings it back.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections import Counter
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.targets import TARGETS, Target

ROUND = 200  # inputs from one seed


def tried(target: Target, number: int) -> int:
    """The number of inputs of one round; raises what a property raises."""
    inputs = 0

    def counted(value: object) -> None:
        nonlocal inputs
        inputs += 1
        target.holds(value)

    phases = (Phase.generate, Phase.shrink)
    many = settings(
        max_examples=ROUND, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    seed(number)(many(given(target.inputs)(counted)))()
    return inputs


def main() -> int:
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    first = int(os.environ.get("FUZZ_SEED", random.randrange(10**9)))
    print(f"FUZZ_SEED={first} FUZZ_SECONDS={seconds:g}", flush=True)
    end = time.monotonic() + seconds
    inputs: Counter[str] = Counter()
    for number in count(first):
        for target in TARGETS:
            try:
                inputs[target.name] += tried(target, number)
            except Exception:
                traceback.print_exc()
                print(f"\n{target.name}: to see it again: make fuzz FUZZ_SEED={number}", file=sys.stderr)
                return 1
        if time.monotonic() >= end:
            break
    print(", ".join(f"{total} {name}" for name, total in inputs.items()) + ": every promise held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
