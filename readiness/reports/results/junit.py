"""JUnit XML, in the dialects of the tools that write it.

Specification: Apache Ant's ``junit`` and Jenkins's ``junit-10.xsd``, with Surefire's
``surefire-test-report-3.0.xsd`` for retries. What a result element means is junitparser's; a case
with several has the worst of them: error, failure, skipped. ``flakyFailure`` and ``flakyError``
without a final failure are a case that passed in a retry; ``rerunFailure`` and ``rerunError``
without one are a case that failed to the end. Node's ``todo`` and Catch2's
``!mayfail`` may fail, like an expected failure.
A ``status`` decides nothing, but for GoogleTest's ``notrun`` and for CTest's ``disabled``, whose
cases have content and no result element.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from readiness.model import CaseOutcome, Location, TestRun
from readiness.reports import values
from readiness.reports.group import LONGEST_NAME, Group
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._junit_results import MEANING, TRIES, Result, meaning
from readiness.reports.results._junit_totals import GO, Totals
from readiness.reports.tally import Tally
from readiness.reports.tries import Tries
from readiness.reports.xmlstream import parse

SUITE_RESULTS = {"error": CaseOutcome.ERRORED, "failure": CaseOutcome.FAILED}
CONTENT = frozenset(("system-out", "system-err", "properties", "attachments"))
BATCH = 1000
MOST_TRIES = 1_000_000
DEEPEST = 250
UNRUN_STATUS = ("notrun", "not_run", "skipped")
COMMIT = re.compile(r"(.*[._\[-])?(git|vcs)[._-](commit([._-](sha|id))?|sha|revision)\]?")
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
    reading = _Reading(tally)
    incomplete = ""
    try:
        parse(source, reading)
    except UnreadableError as error:
        if not (tally or reading.passing):
            raise
        incomplete = str(error)
    return reading, reading.run(source, incomplete)


class _Reading:
    """What is known of a report up to some place in it. Told by the parser what comes next."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.of_pytest = False
        self.loose = False
        self.totals = Totals()
        self.timestamp: datetime | None = None
        self.commit: str | None = None
        self.host: str | None = None
        self.suites: list[tuple[str, str | None]] = []
        self.suite = ""
        self.path: str | None = None
        self.passing: list[Mapping[str, str]] = []
        self.attributes: Mapping[str, str] | None = None
        self.inner: list[str] = []
        self.wrote = False
        self.results: list[Result] = []

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None:
        if self.attributes is not None:
            self._inside(tag, attributes)
        elif tag == "testcase":
            self.attributes = attributes
        elif tag == "testsuite":
            self._enter(attributes)
        elif tag == "testsuites":
            self.totals.of_all(attributes)
        elif tag == "property":
            self._property(attributes)
        elif tag in SUITE_RESULTS and self.suites:
            self.totals.elements += 1
            outcome, message = SUITE_RESULTS[tag], attributes.get("message", "")
            self.tally.add(suite=self.suite, name="", outcome=outcome, message=message)

    def end(self, tag: str, /) -> None:
        if self.inner:
            self.inner.pop()
        elif self.attributes is not None:
            attributes, self.attributes = self.attributes, None
            if self.results or ("status" in attributes and self._unrun(attributes)):
                self._count()
                self._other(attributes)
            else:
                self.passing.append(attributes)
                if len(self.passing) == BATCH:
                    self._count()
            self.wrote = False
        elif tag == "testsuite" and self.suites:
            self._count()
            self.suites.pop()
            self._resume()

    def data(self, text: str, /) -> None:
        if self.results and self.inner and CONTENT.isdisjoint(self.inner):
            self.results[-1].add(text)

    def close(self) -> None: ...

    def run(self, source: Source, incomplete: str) -> TestRun:
        self._count()
        return self.tally.run(
            source.path,
            "junit",
            declared=self.totals.declared(self.tally.counts, loose=self.loose),
            timestamp=self.timestamp,
            commit=self.commit,
            host=self.host,
            incomplete=incomplete,
        )

    def _enter(self, attributes: Mapping[str, str]) -> None:
        self._count()
        if len(self.suites) == DEEPEST:
            raise UnreadableError(f"suites are nested more than {DEEPEST} deep")
        self.totals.of_suite(attributes, outermost=not self.suites)
        outer = self.suites[-1][0] if self.suites else ""
        name = attributes.get("name", "")
        self.of_pytest = name == "pytest"
        full = f"{outer} > {name}" if outer and name else outer or name
        self.suites.append((full[-LONGEST_NAME:], _file(attributes)))
        self._resume()
        self.timestamp = _latest(self.timestamp, values.moment(attributes.get("timestamp")))
        self.host = self.host or attributes.get("hostname", "")[-LONGEST_NAME:] or None

    def _resume(self) -> None:
        self.suite, self.path = self.suites[-1] if self.suites else ("", None)

    def _property(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name", "").lower()
        value = attributes.get("value", "").strip().lower()
        if COMMIT.fullmatch(name[:200]) and SHA.fullmatch(value):
            self.commit = value
        self.totals.of_go = self.totals.of_go or name == GO

    def _inside(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.inner) == DEEPEST:
            raise UnreadableError(f"elements are nested more than {DEEPEST} deep")
        if not self.inner and tag in MEANING:
            self.results.append(Result(tag, attributes))
        self.inner.append(tag)
        self.wrote = True

    def _count(self) -> None:
        """Counts the cases of the current suite that have passed since the last time."""
        passing, self.passing = self.passing, []
        for (classname, file), group in groupby(passing, key=_class_and_file):
            cases = list(group)
            names = [case.get("name", "") for case in cases]
            times = [case.get("time") for case in cases]
            self.tally.passed_all(self._group(classname, file), names, times)

    def _group(self, classname: str, file: str | None) -> Group:
        self.loose = self.loose or not self.suites
        return self.tally.group(self.suite, classname, file or self.path)

    def _unrun(self, attributes: Mapping[str, str]) -> bool:
        status = attributes["status"]
        return status in UNRUN_STATUS or (status == "disabled" and self.wrote)

    def _other(self, attributes: Mapping[str, str]) -> None:
        results, self.results = self.results, []
        outcome, message = meaning(results)
        self.tally.reruns += sum(each.tag in TRIES for each in results)
        self.totals.elements += sum(each.tag in SUITE_RESULTS for each in results)
        classname, file = _class_and_file(attributes)
        path = file or self.path
        self._group(classname, file)
        line = values.count(attributes.get("line") or attributes.get("lineno"))
        self.tally.add(
            suite=self.suite,
            classname=classname,
            name=attributes.get("name", ""),
            outcome=outcome,
            time=values.seconds(attributes.get("time")),
            message=message,
            location=Location(path=path, line=line or None) if path else None,
        )


def _class_and_file(case: Mapping[str, str]) -> tuple[str, str | None]:
    return case.get("classname", ""), _file(case)


def _file(attributes: Mapping[str, str]) -> str | None:
    return attributes.get("file") or attributes.get("filepath") or None


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return one or other
    return max(one, other)
