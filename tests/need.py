"""What happens where a part that a test needs is absent from the machine."""

from __future__ import annotations

import os

import pytest


def need(part: str, found: object, remedy: str) -> None:
    """Skip the test where a part is absent; with TETRAGLOT_REQUIRE_ALL=1 fail it."""
    if found:
        return
    message = f"{part} is missing. To have this tested: {remedy}"
    if os.environ.get("TETRAGLOT_REQUIRE_ALL") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
