"""A few of the inputs that `make fuzz` makes for a minute."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_nothing_from_outside_breaks_a_promise(target: Target) -> None:
    few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    few(given(target.inputs)(target.holds))()
