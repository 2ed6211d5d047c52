"""What many tests build: a page, a catalogue, a small site in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from builders import REPOSITORY, Site

# No test is about time: a busy machine is slow.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site in an empty folder: English, French, Dutch; one page with one paragraph."""
    return Site.small(tmp_path)


@pytest.fixture
def own_site(tmp_path: Path) -> Site:
    """A copy of this project's own site, without anything generated."""
    return Site.copy_of(REPOSITORY, tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write what the program says now into tests/cases")
