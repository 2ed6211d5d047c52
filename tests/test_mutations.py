"""How many injected defects the checks find, and how much they say of sound translations.

The table is printed with `-rP`, or by `make recall`. What counts as a defect: tests/mutation/mutators.py.
"""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import SHARED
from mutation.recall import cases, recall, value_recall
from need import need
from pipeline.checks.loose import check_catalogue
from pipeline.model import Finding, Severity
from pipeline.po import parse

ROOT = Path(__file__).parent.parent
LABELS = Path(__file__).parent / "noise" / "labels.tsv"


def django() -> Path:
    found = importlib.util.find_spec("django")
    need("Django, for its catalogues,", found, "pip install -e '.[dev]'")
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0])


def test_at_least_95_of_100_defects_are_found() -> None:
    rows: dict[str, tuple[int, int]] = {}
    for folder, is_page in ((ROOT / "locales", True), (django(), False)):
        some, styles = cases([folder], is_page=is_page)
        for name, (hits, total) in recall(some, styles, most=60).items():
            known = rows.get(name, (0, 0))
            rows[name] = known[0] + hits, known[1] + total
    values, wrong = value_recall()
    rows |= {f"value: {kind}": row for kind, row in values.items()}
    uncounted = {"truncated half way"}
    for name, (hits, total) in rows.items():
        print(
            f"{name:32} {hits:4} of {total:4}  {100 * hits / total:5.1f} %{'  (not counted)' if name in uncounted else ''}"
        )
    counted = [hits / total for name, (hits, total) in rows.items() if name not in uncounted]
    mean = sum(counted) / len(counted)
    print(f"mean {100 * mean:.1f} %")
    assert wrong == []  # A right value is no finding, and each wrong one is.
    assert mean >= 0.95


def corpora() -> Iterator[tuple[str, list[Path]]]:
    for locale in ("fr", "nl", "de"):
        yield f"django-{locale}", sorted(django().glob(f"**/locale/{locale}/LC_MESSAGES/*.po"))
    yield "po-fr", sorted((SHARED / "corpora" / "po-fr").glob("*.po"))  # none where ../shared is absent


def labelled() -> dict[tuple[str, str, str], str]:
    """What a person said of findings: by corpus, check and beginning of the msgid, "act" or "noise"."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {
            (row["corpus"], row["check"], row["msgid"]): row["verdict"] for row in csv.DictReader(file, delimiter="\t")
        }


def test_hardly_anything_is_said_of_sound_translations() -> None:
    verdicts = labelled()
    assert len(verdicts) >= 150
    for name, paths in corpora():
        messages, noisy = 0, {Severity.ERROR: set[object](), Severity.WARNING: set[object]()}
        for path in paths:
            catalogue = parse(path.read_bytes(), str(path))
            messages += sum(each.translated and not each.fuzzy for each in catalogue.live.values())
            for finding in check_catalogue(catalogue, str(path)):
                verdict = verdicts.get((name, finding.check, beginning(finding)))
                if finding.severity in noisy and verdict != "act":
                    noisy[finding.severity].add((path, finding.msgctxt, finding.msgid))
        if not messages:
            pytest.skip("../shared/corpora/po-fr is not beside this checkout")
        errors, warnings = (100 * len(noisy[each]) / messages for each in (Severity.ERROR, Severity.WARNING))
        print(
            f"{name:12} {messages:5} messages, with a false error {errors:.2f} %, with a false warning {warnings:.2f} %"
        )
        assert errors <= 1
        assert warnings <= 5


def beginning(finding: Finding) -> str:
    return " ".join((finding.msgid or "").split())[:60]


@pytest.mark.parametrize("name", ["act", "noise"])
def test_labels_say_one_of_two_things(name: str) -> None:
    assert name in set(labelled().values()) <= {"act", "noise"}
