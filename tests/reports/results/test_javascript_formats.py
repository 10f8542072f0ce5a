"""Mocha, Jest and Vitest, CTRF and Cucumber."""

import json
from pathlib import Path

import pytest
from support.results import case, numbers, outcomes, sample, written

from readiness.model import CaseOutcome, Location


def test_mocha() -> None:
    run = sample("mocha/mocha.json")
    assert numbers(run) == (1, 1, 1, 2, 1)
    assert run.declared == run.counts
    assert case(run, "sells at the second try").outcome is CaseOutcome.FLAKY
    hook = case(run, '"before all" hook for "never runs"')
    assert (hook.classname, hook.outcome) == ("Shop cellar", CaseOutcome.ERRORED)
    assert "no key" in hook.message


def test_jest() -> None:
    run = sample("jest/jest.json")
    assert numbers(run) == (3, 1, 1, 3, 1)
    assert run.declared == run.counts
    assert outcomes(run) == {
        "fails": "failed",
        "is left out": "skipped",
        "is to be written": "skipped",
        "fails as expected": "expected-failure",
        "passes at the second try": "flaky",
        "": "errored",
    }
    found = case(run, "fails")
    assert found.classname == "sum"
    assert found.location is not None
    assert found.location.path.endswith("/sum.test.js")
    assert found.location.line == 6
    assert "Cannot find module" in case(run, "").message


def test_vitest() -> None:
    run = sample("jest/vitest.json")
    assert numbers(run) == (1, 1, 1, 2, 1)
    assert run.declared == run.counts


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("playwright", (1, 1, 0, 2, 1)),
        ("jest", (4, 1, 0, 2, 1)),
        ("mocha", (1, 2, 0, 2, 1)),
        ("by-hand-first-version", (1, 0, 1, 1, 0)),
    ],
)
def test_ctrf(name: str, counts: tuple[int, ...]) -> None:
    run = sample(f"ctrf/{name}.json")
    assert numbers(run) == counts
    assert run.declared == run.counts
    assert run.timestamp is not None


def test_ctrf_names_commit_suite_and_place() -> None:
    run = sample("ctrf/by-hand-first-version.json")
    assert run.commit == "0123456789abcdef0123456789abcdef01234567"
    assert case(run, "test_waits").outcome is CaseOutcome.ERRORED
    assert run.suites[0].classname == "tests > shop"
    assert run.suites[0].path == "tests/test_shop.py"


def test_ctrf_of_two_browsers_is_a_matrix_and_no_retry(tmp_path: Path) -> None:
    tests = [
        {"name": "sells", "status": status, "duration": 1, "browser": browser}
        for status, browser in (("failed", "firefox"), ("passed", "chromium"))
    ]
    report = {"results": {"tool": {"name": "x"}, "summary": {}, "tests": tests}}
    run = written(tmp_path, json.dumps(report))
    assert numbers(run) == (1, 1, 0, 0, 0)
    assert run.duplicates == 0


def test_ctrf_declares_what_it_declares(tmp_path: Path) -> None:
    tests = [{"name": "sells", "status": "failed", "duration": 1}]
    summary = {"tests": 9, "passed": 9, "failed": 0, "skipped": 0, "pending": 0, "other": 0}
    report = {"results": {"tool": {"name": "x"}, "summary": summary, "tests": tests}}
    run = written(tmp_path, json.dumps(report))
    assert numbers(run) == (0, 1, 0, 0, 0)
    assert run.declared is not None
    assert (run.declared.passed, run.declared.failed) == (9, 0)


def test_cucumber_js() -> None:
    run = sample("cucumber/cucumber-js.json")
    assert numbers(run) == (2, 3, 0, 1, 0)
    found = case(run, "Selling more [line 17]")
    assert found.location == Location(path="features/shop.feature", line=17)
    assert found.message.startswith("Then I have 4 apple: AssertionError")
    assert case(run, "Undefined").message == "When I dance: undefined"


def test_behave() -> None:
    run = sample("cucumber/behave.json")
    assert numbers(run) == (1, 2, 0, 1, 0)
    assert outcomes(run)["Later"] == "skipped"
    assert case(run, "Refusing").location == Location(path="features/shop.feature", line=4)
    (suite,) = run.suites
    assert suite.time is not None
    assert suite.time < 1


@pytest.mark.parametrize("status", ["error", "hook_error", "cleanup_error", "new"])
def test_behave_says_what_broke(tmp_path: Path, status: str) -> None:
    step = {"keyword": "Given", "name": " a", "result": {"status": status, "error_message": ["x"]}}
    scenario = {"name": "s", "location": "a.feature:2", "steps": [step]}
    report = [{"keyword": "Feature", "name": "f", "elements": [scenario]}]
    run = written(tmp_path, json.dumps(report))
    assert numbers(run) == (0, 0, 1, 0, 0)


def test_cucumber_backgrounds_hooks_and_retries() -> None:
    run = sample("cucumber/by-hand-jvm.json")
    assert numbers(run) == (1, 2, 0, 0, 1)
    assert case(run, "Stealing").message == "Given a shop: no key"
    assert case(run, "Closing").message == "the door is stuck"
    assert case(run, "Buying again").outcome is CaseOutcome.FLAKY
    assert run.retries == 1
