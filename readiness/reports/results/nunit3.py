"""NUnit 3 test result XML: root ``test-run``, as of NUnit 3 and 4.

https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html. A report
may be cut down to one ``test-suite`` as its root.
"""

from readiness.model import CaseOutcome, Counts, TestRun
from readiness.reports.reader import Sample, Source
from readiness.reports.results._dotnet import (
    content,
    decimal,
    explained,
    file_name,
    frame,
    split_method,
)
from readiness.reports.results._reading import declared, salvage
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local

OUTCOMES = {
    "Passed": CaseOutcome.PASSED,
    "Warning": CaseOutcome.PASSED,
    "Failed": CaseOutcome.FAILED,
    "Skipped": CaseOutcome.SKIPPED,
    "Inconclusive": CaseOutcome.SKIPPED,
}
ERRORS = ("Error", "Cancelled")


def recognises(sample: Sample) -> bool:
    if sample.root == "test-suite":
        return "runstate" in sample.attributes or "testcasecount" in sample.attributes
    return sample.root == "test-run"


def read(source: Source) -> TestRun:
    tally = Tally(retries=False)
    suites: list[str] = []
    broken = 0
    about: dict[str, str] = {}
    with salvage(tally) as damage:
        for event, element in events(source, "test-run", "test-suite", "test-case"):
            name = local(element)
            if not about:
                about = {str(key): str(value) for key, value in element.attrib.items()}
            if name == "test-case":
                if event == "end":
                    _case(tally, element, suites[-1] if suites else "")
            elif name == "test-suite" and event == "start":
                suites.append(_assembly(element) or (suites[-1] if suites else ""))
            elif name == "test-suite" and suites:
                suite = suites.pop()
                if _broken(element):
                    broken += 1
                    _suite_error(tally, element, suite)
    return tally.run(
        source.path,
        "nunit3",
        declared=_declared(about, tally.counts, broken),
        timestamp=moment(about.get("start-time")),
        incomplete=damage.reason,
    )


def _assembly(element: Element) -> str:
    return file_name(element.get("name", "")) if element.get("type") == "Assembly" else ""


def _case(tally: Tally, element: Element, suite: str) -> None:
    classname, name = split_method(element.get("fullname", ""))
    outcome = _outcome(element)
    stack = content(element, "failure", "stack-trace")
    summary = ""
    if outcome is not CaseOutcome.PASSED:
        summary = content(element, "failure", "message") or content(element, "reason", "message")
    tally.add(
        suite=suite,
        classname=element.get("classname") or classname,
        name=element.get("name") or name,
        outcome=outcome,
        time=decimal(element.get("duration")),
        message=explained(summary, stack),
        location=frame(stack),
    )


def _outcome(element: Element) -> CaseOutcome:
    if element.get("label") in ERRORS:
        return CaseOutcome.ERRORED
    result = element.get("result", "")
    outcome = OUTCOMES.get(result.partition("(")[0])
    if outcome is None or (result.startswith("Failed") and "(" in result and "Error" in result):
        return CaseOutcome.ERRORED
    return outcome


def _broken(suite: Element) -> bool:
    """A failure that shows in no case: of a suite's own teardown, or of an assembly's loading."""
    if not suite.get("result", "").startswith("Failed"):
        return False
    nothing = suite.get("runstate") == "NotRunnable" and suite.get("testcasecount") == "0"
    return suite.get("site") == "TearDown" or nothing


def _suite_error(tally: Tally, element: Element, suite: str) -> None:
    stack = content(element, "failure", "stack-trace")
    tally.add(
        suite=suite,
        classname=element.get("classname", element.get("fullname", "")),
        name="OneTimeTearDown" if element.get("site") == "TearDown" else "",
        outcome=CaseOutcome.ERRORED,
        message=explained(content(element, "failure", "message"), stack),
        location=frame(stack),
    )


def _declared(about: dict[str, str], counted: Counts, broken: int) -> Counts | None:
    """NUnit's totals are of cases: what failed in no case is in none of them."""
    failed = count(about.get("failed")) or 0
    errored = min(failed, counted.errored - broken)
    return declared(
        counted,
        passed=_sum(about, "passed", "warnings"),
        failed=None if "failed" not in about else failed - errored,
        skipped=_sum(about, "skipped", "inconclusive"),
        errored=errored + broken,
    )


def _sum(about: dict[str, str], first: str, second: str) -> int | None:
    value = count(about.get(first))
    return None if value is None else value + (count(about.get(second)) or 0)
