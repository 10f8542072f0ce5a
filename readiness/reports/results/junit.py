"""JUnit XML, in the dialects of the tools that write it.

Specification: Apache Ant's ``junit`` and Jenkins's ``junit-10.xsd``, with Surefire's
``surefire-test-report-3.0.xsd`` for retries. What a result element means is junitparser's; a case
with several has the worst of them: error, failure, skipped. ``flakyFailure`` and ``flakyError``
without a final failure are a case that passed in a retry; ``rerunFailure`` and ``rerunError``
without one are a case that failed to the end. Node's ``todo`` may fail, like an expected failure.
A ``status`` decides nothing, but for GoogleTest's ``notrun`` and for CTest's ``disabled``, whose
cases have content and no result element.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import junitparser
from junitparser import xunit2

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import values
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.tally import LONGEST_NAME, Group, Tally, Tries
from readiness.reports.xmlstream import Element, events, local, text

UNRUN_ELEMENTS = ("disabled", "ignored", "incomplete", "warning")
MOST_TRIES = 1_000_000
UNRUN_STATUS = ("notrun", "not_run", "skipped")
XFAIL = re.compile(r"(pytest\.)?xfail|expected ?failure", re.IGNORECASE)
COMMIT = re.compile(r"(.*[._\[-])?(git|vcs)[._-](commit([._-](sha|id))?|sha|revision)\]?")
DEEPEST_NAME = 8
SHA = re.compile(r"[0-9a-f]{40}")


def recognises(sample: Sample) -> bool:
    if sample.root == "suites":
        return sample.child in ("suite", "")
    return sample.root in ("testsuites", "testsuite") and not sample.namespace


def read(source: Source) -> TestRun:
    """The report's cases, counted one by one. Raises UnreadableError where there are none.

    pytest's plug-in for reruns writes an earlier try as a case that seems to have passed, and does
    not count it in the totals; such a report is read again for what each test came to.
    """
    reading, run = _read(source, Tally())
    declared = run.declared.total if run.declared else run.counts.total
    if reading.of_pytest and run.duplicates and declared < run.counts.total <= MOST_TRIES:
        return _read(source, Tries())[1]
    return run


def _read(source: Source, tally: Tally) -> "tuple[_Reading, TestRun]":
    reading = _Reading(tally=tally)
    tags = ("testcase", "testsuite", "testsuites")
    incomplete = ""
    try:
        for _, element in events(source, *tags, kinds=("end",)):
            if element.tag == "testcase":
                reading.case(element)
            else:
                reading.suite_ends(element)
    except UnreadableError as error:
        if not reading.tally:
            raise
        incomplete = str(error)
    return reading, reading.run(source, incomplete)


@dataclass
class _Reading:
    """What is known of a report up to some place in it."""

    tally: Tally
    of_pytest: bool = False
    loose: bool = False
    parent: Element | None = None
    suite: str = ""
    classname: str = ""
    group: Group | None = None
    path: str | None = None
    declared: list[dict[str, int | None]] = field(default_factory=list)
    total: dict[str, int | None] = field(default_factory=dict)
    timestamp: datetime | None = None
    commit: str | None = None

    def case(self, element: Element) -> None:
        parent = element.getparent()
        if parent is not self.parent:
            self._enter(parent)
        get = element.get
        classname = get("classname", "")
        if classname != self.classname or self.group is None:
            self.classname = classname
            self.group = self.tally.group(self.suite, classname)
            self.group.path = self.group.path or _file(element) or self.path
        time = values.seconds(get("time"))
        if len(element) or get("status") in UNRUN_STATUS:
            self._other(element, classname, get("name", ""), time)
        else:
            self.tally.passed(self.group, get("name", ""), time)

    def suite_ends(self, element: Element) -> None:
        if element.tag == "testsuites":
            self.total = _stated(element)
            return
        parent = element.getparent()
        if parent is None or parent.tag != "testsuite":
            self.declared.append(_stated(element))
        if element is not self.parent:
            self._properties(element)
        self.timestamp = _latest(self.timestamp, values.moment(element.get("timestamp")))
        for tag, outcome in (("error", CaseOutcome.ERRORED), ("failure", CaseOutcome.FAILED)):
            for result in element.findall(tag):
                suite = _name(element)
                self.tally.add(suite=suite, name="", outcome=outcome, message=_message([result]))

    def run(self, source: Source, incomplete: str) -> TestRun:
        return self.tally.run(
            source.path,
            "junit",
            declared=self._declared(),
            timestamp=self.timestamp,
            commit=self.commit,
            incomplete=incomplete,
        )

    def _enter(self, parent: Element | None) -> None:
        self.parent, self.group = parent, None
        self.suite = "" if parent is None else _name(parent)
        self.path = None if parent is None else _file(parent)
        self.loose = self.loose or parent is None or parent.tag != "testsuite"
        if parent is not None:
            self.of_pytest = parent.get("name") == "pytest"
            self._properties(parent)

    def _properties(self, suite: Element) -> None:
        for each in suite.iterfind("properties/property"):
            name, value = each.get("name", "").lower(), each.get("value", "").strip().lower()
            if COMMIT.fullmatch(name[:200]) and SHA.fullmatch(value):
                self.commit = value

    def _other(self, element: Element, classname: str, name: str, time: float | None) -> None:
        outcome, message = _meaning(element)
        path = _file(element) or self.path
        line = values.count(element.get("line") or element.get("lineno"))
        self.tally.add(
            suite=self.suite,
            classname=classname,
            name=name,
            outcome=outcome,
            time=time,
            message=message,
            location=Location(path=path, line=line or None) if path else None,
        )

    def _declared(self) -> Counts | None:
        """The totals that the report states; what it does not state is as was counted."""
        counted = self.tally.counts
        stated = self.total.get("tests") is not None
        total = self.total if stated or self.loose else _sum(self.declared)
        tests = total.get("tests")
        if tests is None:
            return None
        failed = _or(total.get("failures"), counted.failed)
        errored = _or(total.get("errors"), counted.errored)
        skipped = _or(total.get("skipped"), counted.skipped)
        passed = max(0, tests - failed - errored - skipped - counted.flaky)
        return Counts(
            passed=passed, failed=failed, errored=errored, skipped=skipped, flaky=counted.flaky
        )


def _meaning(case: Element) -> tuple[CaseOutcome, str]:
    """A case's outcome and its results' text."""
    for child in case.iterchildren("{*}*"):
        child.tag = local(child)
    meant = xunit2.TestCase.fromelem(case)  # type: ignore[no-untyped-call]
    results: list[Any] = meant.result
    if any(each.get("type") == "todo" for each in case.iterchildren("skipped")):
        return CaseOutcome.EXPECTED_FAILURE, _message([each._elem for each in results])
    errors = [each._elem for each in results if isinstance(each, junitparser.Error)]
    failures = [each._elem for each in results if isinstance(each, junitparser.Failure)]
    if errors:
        return CaseOutcome.ERRORED, _message(errors)
    if failures:
        return CaseOutcome.FAILED, _message(failures)
    if results:
        return _skipped([each._elem for each in results])
    return _interim(case, meant)


def _interim(case: Element, meant: xunit2.TestCase) -> tuple[CaseOutcome, str]:
    flaky = [*meant.flaky_failures(), *meant.flaky_errors()]
    if flaky:
        return CaseOutcome.FLAKY, _message([each._elem for each in flaky])
    rerun = [*meant.rerun_failures(), *meant.rerun_errors()]
    if rerun:
        return CaseOutcome.FAILED, _message([each._elem for each in rerun])
    unrun = [child for child in case if child.tag in UNRUN_ELEMENTS]
    if unrun or case.get("status") in (*UNRUN_STATUS, "disabled"):
        return CaseOutcome.SKIPPED, _message(unrun)
    return CaseOutcome.PASSED, ""


def _skipped(results: list[Element]) -> tuple[CaseOutcome, str]:
    first = results[0]
    said = first.get("type") or first.get("message") or ""
    expected = XFAIL.match(said) is not None
    outcome = CaseOutcome.EXPECTED_FAILURE if expected else CaseOutcome.SKIPPED
    return outcome, _message(results)


def _message(results: list[Element]) -> str:
    """What the results say: each one's message and its text, where the text does not repeat it."""
    parts = []
    for result in results:
        message = result.get("message", "").strip()
        body = text(result)
        parts += [message, "" if message and body.startswith(message) else body]
    return "\n".join(part for part in parts if part)


def _name(suite: Element) -> str:
    """A suite's name, after those of the suites around it."""
    names = [suite.get("name", "")]
    for each in suite.iterancestors("testsuite"):
        names.append(each.get("name", ""))
        if len(names) == DEEPEST_NAME:
            break
    return " > ".join(name for name in reversed(names) if name)[-LONGEST_NAME:]


def _file(element: Element) -> str | None:
    return element.get("file") or element.get("filepath") or None


def _stated(suite: Element) -> dict[str, int | None]:
    totals = {key: values.count(suite.get(key)) for key in ("tests", "failures", "errors")}
    unrun = [values.count(suite.get(key)) for key in ("skipped", "disabled", "skip", "ignored")]
    known = [each for each in unrun if each is not None]
    return {**totals, "skipped": sum(known) if known else None}


def _sum(suites: list[dict[str, int | None]]) -> dict[str, int | None]:
    """The suites' totals together; not known where one of them does not state it."""
    if not suites:
        return {}
    sums: dict[str, int | None] = {}
    for key in suites[0]:
        numbers = [each[key] for each in suites]
        known = [each for each in numbers if each is not None]
        sums[key] = sum(known) if len(known) == len(numbers) else None
    return sums


def _or(stated: int | None, counted: int) -> int:
    return counted if stated is None else stated


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return one or other
    return max(one, other)
