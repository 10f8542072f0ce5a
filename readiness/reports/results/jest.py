"""Jest's JSON results: ``jest --json``, also written by Vitest's ``json`` reporter.

``FormattedTestResults`` of the package ``@jest/test-result``, https://jestjs.io/docs/cli#--json.
"""

from typing import Any

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import declared
from readiness.reports.shapes import line_number, mapping, mappings, string, strings
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment, seconds

OUTCOMES = {
    "passed": CaseOutcome.PASSED,
    "focused": CaseOutcome.PASSED,
    "failed": CaseOutcome.FAILED,
    "pending": CaseOutcome.SKIPPED,
    "skipped": CaseOutcome.SKIPPED,
    "disabled": CaseOutcome.SKIPPED,
    "todo": CaseOutcome.SKIPPED,
}


def recognises(sample: Sample) -> bool:
    keys = sample.keys
    return "numTotalTests" in keys or ("testResults" in keys and "success" in keys)


def read(source: Source) -> TestRun:
    """The report's cases; a file of tests that could not run is an error. Raises UnreadableError.

    A test that ``test.failing`` expects to fail is passed to Jest, and an expected failure here.
    """
    report = mapping(jsonfile.load(source))
    if not isinstance(report.get("testResults"), list):
        raise UnreadableError("no Jest report: it has no list of testResults")
    tally = Tally(retries=False)
    broken = 0
    for file in mappings(report["testResults"]):
        path = string(file.get("name"))
        tests = mappings(file.get("assertionResults"))
        for test in tests:
            _add(tally, path, test)
        if not tests and file.get("status") == "failed":
            broken += 1
            _add_broken(tally, path, string(file.get("message")))
    return tally.run(
        source.path,
        "jest",
        declared=_declared(report, tally.counts, broken),
        timestamp=moment(report.get("startTime")),
    )


def _add(tally: Tally, path: str, test: dict[str, Any]) -> None:
    outcome = OUTCOMES.get(string(test.get("status")), CaseOutcome.ERRORED)
    if outcome is CaseOutcome.PASSED and test.get("failing") is True:
        outcome = CaseOutcome.EXPECTED_FAILURE
    elif outcome is CaseOutcome.PASSED and _failed_before(test):
        outcome = CaseOutcome.FLAKY
    milliseconds = seconds(test.get("duration"))
    messages = strings(test.get("failureMessages")) or strings(test.get("retryReasons"))
    line = line_number(mapping(test.get("location")).get("line"))
    tally.add(
        suite=path,
        classname=" > ".join(strings(test.get("ancestorTitles"))),
        name=string(test.get("title")) or string(test.get("fullName")),
        outcome=outcome,
        time=None if milliseconds is None else milliseconds / 1000,
        message="\n".join(messages),
        location=Location(path=path, line=line) if path else None,
    )


def _failed_before(test: dict[str, Any]) -> bool:
    """Whether a test that passed was repeated: Jest counts its runs, Vitest keeps the messages."""
    return (count(test.get("invocations")) or 1) > 1 or bool(test.get("failureMessages"))


def _add_broken(tally: Tally, path: str, message: str) -> None:
    tally.add(
        suite=path,
        name="",
        outcome=CaseOutcome.ERRORED,
        message=message,
        location=Location(path=path) if path else None,
    )


def _declared(report: dict[str, Any], counted: Counts, broken: int) -> Counts | None:
    """Jest counts an expected failure as passed, and files that could not run on their own."""
    total, failed = count(report.get("numTotalTests")), count(report.get("numFailedTests"))
    idle = (count(report.get("numPendingTests")) or 0) + (count(report.get("numTodoTests")) or 0)
    if total is None or failed is None:
        return None
    expected = max(min(counted.skipped - idle, total - failed - idle), 0)
    return declared(
        counted,
        passed=max(total - failed - idle - expected, 0),
        failed=failed,
        skipped=idle + expected,
        errored=broken,
    )
