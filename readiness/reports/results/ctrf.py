"""Common Test Report Format (CTRF) JSON, https://ctrf.io and its ``ctrf.schema.json``.

Written by reporters for Playwright, Cypress, Jest, Mocha, Vitest, pytest, Go, .NET and others; the
reports of the first versions lack ``reportFormat`` and ``specVersion``.
"""

import re
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
    "failed": CaseOutcome.FAILED,
    "skipped": CaseOutcome.SKIPPED,
    "pending": CaseOutcome.SKIPPED,
    "other": CaseOutcome.SKIPPED,
}
BROKEN = ("interrupted", "timedOut", "broken", "error", "errored", "crashed", "cancelled")
EARLY = re.compile(r'\A\s*\{\s*"results"\s*:\s*\{\s*"(tool|summary|tests|environment)"\s*:')
SHA = re.compile(r"[0-9a-f]{7,40}")


def recognises(sample: Sample) -> bool:
    if "reportFormat" in sample.keys:
        return '"CTRF"' in sample.text
    return bool(EARLY.match(sample.text.removeprefix("\ufeff"))) and '"tool"' in sample.text


def read(source: Source) -> TestRun:
    """The report's cases; each stands for all its retries. Raises UnreadableError."""
    results = mapping(mapping(jsonfile.load(source)).get("results"))
    if not isinstance(results.get("tests"), list):
        raise UnreadableError("no CTRF report: its results have no list of tests")
    tally = Tally(retries=False)
    for test in mappings(results["tests"]):
        _add(tally, test)
    summary = mapping(results.get("summary"))
    commit = string(mapping(results.get("environment")).get("commit")).lower()
    return tally.run(
        source.path,
        "ctrf",
        declared=_declared(summary, tally.counts),
        timestamp=moment(summary.get("start") or None),
        commit=commit if SHA.fullmatch(commit) else None,
    )


def _add(tally: Tally, test: dict[str, Any]) -> None:
    path = string(test.get("filePath"))
    suite = test.get("suite")
    milliseconds = seconds(test.get("duration"))
    tally.add(
        suite=path,
        classname=" > ".join(strings(suite)) if isinstance(suite, list) else string(suite),
        name=_name(test),
        outcome=_outcome(test),
        time=None if milliseconds is None else milliseconds / 1000,
        message="\n".join(filter(None, (string(test.get("message")), string(test.get("trace"))))),
        location=Location(path=path, line=line_number(test.get("line"))) if path else None,
    )


def _name(test: dict[str, Any]) -> str:
    """The name, with the browser that it ran in: the same test in two of them is two cases."""
    name, browser = string(test.get("name")), string(test.get("browser"))
    return f"{name} [{browser}]" if browser else name


def _outcome(test: dict[str, Any]) -> CaseOutcome:
    outcome = OUTCOMES.get(string(test.get("status")), CaseOutcome.ERRORED)
    if outcome is CaseOutcome.PASSED and _failed_before(test):
        return CaseOutcome.FLAKY
    if outcome is CaseOutcome.PASSED and test.get("rawStatus") == "failed":
        return CaseOutcome.EXPECTED_FAILURE
    if test.get("status") == "other" and test.get("rawStatus") in BROKEN:
        return CaseOutcome.ERRORED
    return outcome


def _failed_before(test: dict[str, Any]) -> bool:
    attempts = mappings(test.get("retryAttempts"))
    if attempts:
        return any(each.get("status") == "failed" for each in attempts)
    return test.get("flaky") is True


def _declared(summary: dict[str, Any], counted: Counts) -> Counts | None:
    """What is ``other``, or failed as expected, is in the totals as its reporter pleases."""
    names = ("passed", "failed", "skipped", "pending", "other")
    passed, failed, *rest = (count(summary.get(name)) for name in names)
    if passed is None or failed is None:
        return None
    idle = sum(number or 0 for number in rest)
    broken = min(idle, counted.errored)
    idle -= broken
    surplus = max(counted.skipped - idle, 0)
    taken = min(surplus, max(failed - counted.failed, 0))
    given = min(surplus - taken, max(passed - counted.passed - counted.flaky, 0))
    return declared(
        counted,
        passed=passed - given,
        failed=failed - taken,
        errored=broken,
        skipped=idle + taken + given,
    )
