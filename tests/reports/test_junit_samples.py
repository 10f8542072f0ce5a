"""What the real tools wrote, against what their tests really did.

Tools that do not run here have a sample by hand, as their sources and documents say.
"""

from pathlib import Path

import pytest

from readiness.model import Counts, TestRun
from readiness.reports.case_checks import is_uncollected
from readiness.reports.ingest import measure
from readiness.reports.read import read
from readiness.reports.reader import Source

SAMPLES = Path(__file__).parents[1] / "samples" / "junit"

EXPECTED = {
    "by-hand-gradle.xml": (Counts(passed=1, failed=1), 1),
    "by-hand-nextest.xml": (Counts(passed=1, failed=1, flaky=1), 0),
    "by-hand-surefire-rerun.xml": (Counts(passed=1, failed=1, skipped=1, flaky=1), 0),
    "by-hand-surefire-suite-error.xml": (Counts(errored=1), 1),
    "ant-LockedTest.xml": (Counts(errored=1), 1),
    "ant-ShopTest.xml": (Counts(passed=1, failed=2, errored=1, skipped=2), 0),
    "bats.xml": (Counts(passed=1, failed=1, skipped=1), 0),
    "bazel-refuses.xml": (Counts(errored=1), 0),
    "bazel-sells.xml": (Counts(passed=1), 0),
    "behave.xml": (Counts(passed=1, failed=1, errored=1, skipped=1), 0),
    "boost.xml": (Counts(passed=1, failed=1, errored=1, skipped=1), 0),
    "catch2.xml": (Counts(passed=1, failed=1, errored=1, skipped=1), 0),
    "cmocka.xml": (Counts(passed=1, failed=2, skipped=1), 0),
    "criterion.xml": (Counts(passed=1, failed=1, errored=1, skipped=2), 0),
    "ctest.xml": (Counts(passed=1, failed=1, skipped=3), 0),
    "cucumber-js.xml": (Counts(passed=2, failed=3, skipped=1), 0),
    "cypress.xml": (Counts(passed=2, failed=2), 1),
    "doctest.xml": (Counts(passed=1, failed=1, errored=1), 0),
    "googletest.xml": (Counts(passed=2, failed=2, skipped=2), 0),
    "gotestsum.xml": (Counts(passed=3, failed=6, skipped=1), 1),
    "gradle-LockedTest.xml": (Counts(failed=1), 1),
    "gradle-ShopTest.xml": (Counts(passed=1, failed=3, skipped=2), 0),
    # Jest's todo is no different from a case that passed in what jest-junit writes.
    "jest-suite-errors.xml": (Counts(passed=6, failed=2, errored=1, skipped=1), 2),
    "jest.xml": (Counts(passed=6, failed=1, skipped=1), 0),
    # A class that is disabled is in the total of what was skipped, and its tests are nowhere.
    "junitlauncher-ClosedTest.xml": (Counts(passed=1), 0),
    "junitlauncher-LockedTest.xml": (Counts(failed=1), 1),
    "junitlauncher-ShopTest.xml": (Counts(passed=1, failed=1, skipped=3), 0),
    "mocha-xunit.xml": (Counts(passed=2, failed=2, skipped=2), 1),
    "mocha.xml": (Counts(passed=2, failed=2), 1),
    "node.xml": (Counts(passed=4, failed=2, skipped=2), 0),
    "phpunit.xml": (Counts(passed=2, failed=1, errored=2, skipped=2), 0),
    "playwright.xml": (Counts(passed=3, failed=1, skipped=1), 0),
    "pytest-interrupted.xml": (Counts(errored=1, skipped=1), 1),
    "pytest-rerun.xml": (Counts(flaky=1), 0),
    "pytest.xml": (Counts(passed=2, failed=6, errored=4, skipped=3), 1),
    "robot.xml": (Counts(passed=2, failed=2, skipped=1), 0),
    "rspec.xml": (Counts(passed=1, failed=3, skipped=3), 0),
    # What is ignored is in the harness's total and no case of its report.
    "rust.xml": (Counts(passed=2, failed=1), 0),
    "surefire-LockedTest.xml": (Counts(errored=1), 1),
    "surefire-ShopTest.xml": (Counts(passed=1, failed=1, errored=1, skipped=2, flaky=1), 0),
    # Swift Testing leaves what was skipped out of its total, and XCTest writes it as passed.
    "swift-testing.xml": (Counts(passed=2, failed=2, skipped=1), 0),
    "swift-xctest.xml": (Counts(passed=2, failed=2), 0),
    "unittest.xml": (Counts(passed=1, failed=2, errored=4, skipped=2), 2),
    "vitest.xml": (Counts(passed=2, failed=2, skipped=2), 1),
}

UNDATED = (
    "bazel",
    "boost",
    "cmocka",
    "criterion",
    "by-hand",
    "node",
    "phpunit",
    "rust",
    "surefire",
    "swift",
)


def test_every_sample_is_expected() -> None:
    assert {file.name for file in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_counts_of_real_tools(name: str) -> None:
    run = read(Source(path=name, file=SAMPLES / name))
    assert isinstance(run, TestRun)
    counts, uncollected = EXPECTED[name]
    assert run.counts == counts
    assert sum(map(is_uncollected, run.cases)) == uncollected
    assert run.complete
    assert name.startswith(UNDATED) or run.timestamp is not None


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"jest.xml", "jest-suite-errors.xml"}))
def test_no_real_tool_is_said_to_disagree_with_itself(name: str) -> None:
    found = measure(SAMPLES, tests=[name], coverage=()).findings
    assert [each.message for each in found if each.rule.id == "tests.declared-totals"] == []


def test_no_machine_is_named() -> None:
    for file in SAMPLES.parent.rglob("*"):
        if file.is_file() and not file.name.startswith("by-hand"):
            text = file.read_bytes()
            assert not any(place in text for place in (b"/root", b"/home", b"/work", b"pyenv"))


@pytest.mark.parametrize(
    ("old", "new"), [('tests="3"', 'tests="9"'), ('tests="3"', 'tests="0"')], ids=["more", "none"]
)
def test_a_case_that_is_gone_from_a_launchers_report_is_missed(
    tmp_path: Path, old: str, new: str
) -> None:
    text = (SAMPLES / "junitlauncher-ShopTest.xml").read_text()
    assert old in text
    (tmp_path / "TEST-a.xml").write_text(text.replace(old, new))
    found = measure(tmp_path, tests=["*.xml"], coverage=()).findings
    assert [each.rule.id for each in found] == ["tests.declared-totals"]
