"""What happens where a part is absent."""

from __future__ import annotations

import parts
import pytest


def test_a_missing_part_skips_the_test_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TETRAGLOT_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"Java is missing.*apt-get install"):
        parts.need("Java", None, "apt-get install openjdk-17-jre-headless")


def test_a_missing_part_fails_the_test_where_all_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TETRAGLOT_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match=r"Java is missing.*apt-get install"):
        parts.need("Java", None, "apt-get install openjdk-17-jre-headless")


def test_a_part_that_is_there_lets_the_test_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TETRAGLOT_REQUIRE_ALL", "1")
    parts.need("Java", "/usr/bin/java", "apt-get install openjdk-17-jre-headless")
