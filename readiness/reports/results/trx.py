"""Visual Studio test results (TRX): root ``TestRun``, as VSTest and MSTest write them.

Schema ``vstst.xsd`` of Visual Studio, namespace
``http://microsoft.com/schemas/VisualStudio/TeamTest/2010`` (or 2006).
"""

from dataclasses import dataclass, field
from datetime import datetime

from readiness.model import CaseOutcome, Counts, TestCase, TestRun
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._dotnet import (
    child,
    content,
    explained,
    file_name,
    frame,
    split_method,
    time_span,
)
from readiness.reports.results._reading import declared
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local

OUTCOMES = {
    "Passed": CaseOutcome.PASSED,
    "PassedButRunAborted": CaseOutcome.PASSED,
    "Completed": CaseOutcome.PASSED,
    "Warning": CaseOutcome.PASSED,
    "Failed": CaseOutcome.FAILED,
    "Inconclusive": CaseOutcome.SKIPPED,
    "NotExecuted": CaseOutcome.SKIPPED,
    "NotRunnable": CaseOutcome.SKIPPED,
    "Disconnected": CaseOutcome.SKIPPED,
    "Pending": CaseOutcome.SKIPPED,
    "InProgress": CaseOutcome.SKIPPED,
}
NAMESPACE = "http://microsoft.com/schemas/VisualStudio/TeamTest/"
CHILDREN = ("TestSettings", "Times", "ResultSummary", "Results", "TestDefinitions")
RESULTS = (
    "UnitTestResult",
    "TestResult",
    "GenericTestResult",
    "TestResultAggregation",
    "ManualTestResult",
    "WebTestResult",
)
ERRORS = ("error", "timeout", "aborted")
PASSES = ("passed", "passedButRunAborted", "completed", "warning")
STOPPED = ("Aborted", "Error", "Timeout", "Disconnected")


def recognises(sample: Sample) -> bool:
    """CppUnit's and AUnit's reports have the same root, and a list of failed tests in it."""
    if sample.root != "TestRun":
        return False
    return sample.namespace.startswith(NAMESPACE) or sample.child in CHILDREN


@dataclass
class _Reading:
    """What is known so far: cases wait for the definitions, which name their classes."""

    cases: list[tuple[str, TestCase]] = field(default_factory=list)
    classes: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: int = 0
    totals: dict[str, int] = field(default_factory=dict)
    started: datetime | None = None
    stopped: str = ""


def read(source: Source) -> TestRun:
    reading = _Reading()
    tally = Tally(retries=False)
    damage = ""
    try:
        for event, element in events(source, *RESULTS, "UnitTest", "Times", "ResultSummary"):
            if event == "end":
                _take(reading, element)
    except UnreadableError as error:
        if not reading.cases:
            raise
        damage = str(error)
    for test, case in reading.cases:
        suite, classname = reading.classes.get(test, ("", case.classname))
        tally.add(
            suite=suite,
            classname=classname,
            name=case.name.removeprefix(classname + "."),
            outcome=case.outcome,
            time=case.time,
            message=case.message,
            location=case.location,
        )
    return tally.run(
        source.path,
        "trx",
        declared=_declared(reading, tally.counts),
        timestamp=reading.started,
        incomplete=damage or reading.stopped,
    )


def _take(reading: _Reading, element: Element) -> None:
    name = local(element)
    if name in RESULTS:
        if child(element, "InnerResults") is None:
            reading.cases.append((element.get("testId", ""), _case(element)))
        else:
            reading.groups += 1
    elif name == "UnitTest":
        method = child(element, "TestMethod")
        if method is not None:
            classname = method.get("className", "").partition(",")[0]
            reading.classes[element.get("id", "")] = (
                file_name(element.get("storage", "")),
                classname,
            )
    elif name == "Times":
        reading.started = moment(element.get("start"))
    else:
        _summarise(reading, element)


def _case(element: Element) -> TestCase:
    full = element.get("testName", "")
    outcome = OUTCOMES.get(element.get("outcome", ""), CaseOutcome.ERRORED)
    stack = content(element, "Output", "ErrorInfo", "StackTrace")
    text = ""
    if outcome is not CaseOutcome.PASSED:
        text = content(element, "Output", "ErrorInfo", "Message")
        text = text or content(element, "Output", "StdOut")
    return TestCase(
        suite="",
        classname=split_method(full)[0],
        name=full,
        outcome=outcome,
        time=time_span(element.get("duration")),
        message=explained(text, stack),
        location=frame(stack),
    )


def _summarise(reading: _Reading, summary: Element) -> None:
    counters = child(summary, "Counters")
    if counters is not None:
        totals = {str(key): count(value) for key, value in counters.attrib.items()}
        reading.totals = {key: value for key, value in totals.items() if value is not None}
    if summary.get("outcome") in STOPPED:
        text = content(summary, "RunInfos", "RunInfo", "Text")
        reading.stopped = f"the run was aborted: {text or summary.get('outcome')}"[:500]


def _declared(reading: _Reading, counted: Counts) -> Counts | None:
    """The counters; None where they count data-driven tests besides their rows."""
    totals = reading.totals
    if "total" not in totals or "passed" not in totals:
        return None
    total = totals["total"]
    if total == counted.total + reading.groups and reading.groups:
        return None
    passed = sum(totals.get(name, 0) for name in PASSES)
    failed = totals.get("failed", 0)
    errored = sum(totals.get(name, 0) for name in ERRORS)
    return declared(
        counted,
        passed=passed,
        failed=failed,
        errored=errored,
        skipped=max(total - passed - failed - errored, 0),
    )
