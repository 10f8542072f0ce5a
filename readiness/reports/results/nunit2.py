"""NUnit 2 test result XML: root ``test-results``, as of NUnit 2.6.

https://docs.nunit.org/2.6.4/files.html, schema ``Results.xsd`` of the NUnit 2 distribution. A
report may be cut down to one ``test-suite`` as its root.
"""

from datetime import datetime

from readiness.model import CaseOutcome, Counts, Location, TestRun
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
    "success": CaseOutcome.PASSED,
    "failure": CaseOutcome.FAILED,
    "error": CaseOutcome.ERRORED,
    "cancelled": CaseOutcome.ERRORED,
    "inconclusive": CaseOutcome.SKIPPED,
    "ignored": CaseOutcome.SKIPPED,
    "skipped": CaseOutcome.SKIPPED,
    "notrunnable": CaseOutcome.SKIPPED,
}


def recognises(sample: Sample) -> bool:
    if sample.root == "test-suite":
        return "runstate" not in sample.attributes and "testcasecount" not in sample.attributes
    return sample.root == "test-results"


def read(source: Source) -> TestRun:
    tally = Tally(retries=False)
    suites: list[str] = []
    about: dict[str, str] = {}
    with salvage(tally) as damage:
        for event, element in events(source, "test-results", "test-suite", "test-case"):
            name = local(element)
            if name == "test-case":
                if event == "end":
                    _case(tally, element, suites[0] if suites else "")
            elif name == "test-results":
                about = about or {str(key): str(value) for key, value in element.attrib.items()}
            elif event == "start":
                suites.append(file_name(element.get("name", "")))
            elif suites:
                suites.pop()
    return tally.run(
        source.path,
        "nunit2",
        declared=_declared(about, tally.counts),
        timestamp=_timestamp(about),
        incomplete=damage.reason,
    )


def _case(tally: Tally, element: Element, suite: str) -> None:
    classname, name = split_method(element.get("name", ""))
    outcome = _outcome(element)
    text, location = "", None
    if outcome is not CaseOutcome.PASSED:
        text, location = _explanation(element)
    tally.add(
        suite=suite,
        classname=classname,
        name=name,
        outcome=outcome,
        time=decimal(element.get("time")),
        message=text,
        location=location,
    )


def _outcome(element: Element) -> CaseOutcome:
    outcome = OUTCOMES.get(element.get("result", "").lower())
    if outcome is not None:
        return outcome
    if element.get("executed", "true").lower() != "true":
        return CaseOutcome.SKIPPED
    passed = element.get("success", "").lower() == "true"
    return CaseOutcome.PASSED if passed else CaseOutcome.FAILED


def _explanation(element: Element) -> tuple[str, Location | None]:
    stack = content(element, "failure", "stack-trace")
    summary = content(element, "failure", "message") or content(element, "reason", "message")
    return explained(summary, stack), frame(stack)


def _declared(about: dict[str, str], counted: Counts) -> Counts | None:
    """``total`` is of the cases that were executed, or, in some versions, of all."""
    total, failures = count(about.get("total")), count(about.get("failures"))
    if total is None or failures is None:
        return None
    errors, idle = count(about.get("errors")) or 0, count(about.get("not-run")) or 0
    unclear = count(about.get("inconclusive")) or 0
    if total == counted.total:
        total -= idle
    passed = max(total - failures - errors - unclear, 0)
    return declared(
        counted,
        passed=passed,
        failed=failures,
        errored=errors if "errors" in about else None,
        skipped=idle + unclear,
    )


def _timestamp(about: dict[str, str]) -> datetime | None:
    return moment(f"{about.get('date', '')}T{about.get('time', '')}")
