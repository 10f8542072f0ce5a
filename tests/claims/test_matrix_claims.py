"""Numbers of tests where several jobs of one matrix ran the same tests."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.claims import claims, evidence, run

from readiness.claims.evidence import Evidence
from readiness.claims.kind import kinds
from readiness.model import TestRun


def cell(source: str, *, failed: int = 0, extra: int = 0) -> TestRun:
    """A job that ran the hundred tests, or some more."""
    made = run(source, tests__test_shop=(100 + extra - failed, failed))
    suites = tuple(replace(each, digest=7 + extra) for each in made.suites)
    return replace(made, suites=suites)


def verdict(sentence: str, found: Evidence) -> str:
    (claim,) = claims(sentence)
    return kinds()[claim.kind].judge(claim, found).verdict


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The suite has 100 tests.", "confirmed"),
        ("The suite has 300 tests.", "confirmed"),
        ("The suite has 20 tests in total.", "contradicted"),
        ("100/100 tests pass.", "confirmed"),
        ("300 of 300 tests pass.", "confirmed"),
        ("All 100 tests pass.", "confirmed"),
        ("All 400 tests pass.", "contradicted"),
    ],
)
def test_every_run_or_every_test_may_be_counted(
    tmp_path: Path, sentence: str, expected: str
) -> None:
    cells = tuple(cell(f"py3{minor}.xml") for minor in (11, 12, 13))
    assert verdict(sentence, evidence(tmp_path, runs=cells)) == expected


def test_a_failure_in_one_cell_stays(tmp_path: Path) -> None:
    cells = (cell("linux.xml"), cell("mac.xml", failed=1))
    found = evidence(tmp_path, runs=cells)
    assert verdict("All 100 tests pass.", found) == "contradicted"
    assert verdict("99 of 100 tests pass.", found) == "confirmed"
    assert verdict("199 of 200 tests pass.", found) == "confirmed"


def test_shards_are_added(tmp_path: Path) -> None:
    shards = (cell("one.xml"), cell("two.xml", extra=1))
    assert verdict("201/201 tests pass.", evidence(tmp_path, runs=shards)) == "confirmed"
