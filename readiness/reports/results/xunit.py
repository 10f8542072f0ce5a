"""xUnit.net XML: root ``assemblies`` of v2 and v3, or one ``assembly`` as of v1.

https://xunit.net/docs/format-xml-v2 (also written by v3, with ``NotRun``) and
https://xunit.net/docs/format-xml-v1.
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
from readiness.reports.shapes import line_number
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local

OUTCOMES = {
    "Pass": CaseOutcome.PASSED,
    "Fail": CaseOutcome.FAILED,
    "Skip": CaseOutcome.SKIPPED,
    "NotRun": CaseOutcome.SKIPPED,
}
TOTALS = ("passed", "failed", "skipped", "not-run", "errors")


def recognises(sample: Sample) -> bool:
    if sample.root == "assembly":
        return sample.child in ("class", "collection", "errors") or "run-date" in sample.attributes
    return sample.root == "assemblies"


def read(source: Source) -> TestRun:
    tally = Tally(retries=False)
    totals: list[Counts | None] = []
    started: datetime | None = None
    suite = ""
    with salvage(tally) as damage:
        for event, element in events(source, "assembly", "test", "error"):
            name = local(element)
            if name == "assembly" and event == "start":
                suite = file_name(element.get("name", ""))
                totals.append(_totals(element))
                started = started or _started(element)
            elif name == "test" and event == "end":
                _case(tally, element, suite)
            elif name == "error" and event == "end":
                _error(tally, element, suite)
    return tally.run(
        source.path,
        "xunit",
        declared=_declared(totals, tally.counts),
        timestamp=started,
        incomplete=damage.reason,
    )


def _case(tally: Tally, element: Element, suite: str) -> None:
    full = element.get("name", "")
    classname = element.get("type", split_method(full)[0])
    outcome = OUTCOMES.get(element.get("result", ""), CaseOutcome.ERRORED)
    stack = content(element, "failure", "stack-trace")
    text = ""
    if outcome is not CaseOutcome.PASSED:
        text = explained(content(element, "failure", "message"), stack) or _reason(element)
    tally.add(
        suite=suite,
        classname=classname,
        name=full.removeprefix(classname + "."),
        outcome=outcome,
        time=decimal(element.get("time")),
        message=text,
        location=_location(element) or frame(stack),
    )


def _reason(element: Element) -> str:
    return explained(content(element, "reason", "message") or content(element, "reason"), "")


def _location(element: Element) -> Location | None:
    path, line = element.get("source-file"), count(element.get("source-line"))
    return Location(path=path, line=line_number(line)) if path else None


def _error(tally: Tally, element: Element, suite: str) -> None:
    """What failed outside of every test, such as the clean-up of a class."""
    stack = content(element, "failure", "stack-trace")
    tally.add(
        suite=suite,
        classname="",
        name=" ".join(filter(None, (element.get("type"), element.get("name")))),
        outcome=CaseOutcome.ERRORED,
        message=explained(content(element, "failure", "message"), stack),
        location=frame(stack),
    )


def _totals(assembly: Element) -> Counts | None:
    passed, failed, skipped, idle, errors = (count(assembly.get(name)) for name in TOTALS)
    if passed is None or failed is None:
        return None
    return Counts(
        passed=passed, failed=failed, skipped=(skipped or 0) + (idle or 0), errored=errors or 0
    )


def _declared(totals: list[Counts | None], counted: Counts) -> Counts | None:
    known = [each for each in totals if each is not None]
    if not known or len(known) < len(totals):
        return None
    whole = sum(known, Counts())
    return declared(
        counted,
        passed=whole.passed,
        failed=whole.failed,
        errored=whole.errored,
        skipped=whole.skipped,
    )


def _started(assembly: Element) -> datetime | None:
    exact = moment(assembly.get("start-rtf"))
    return exact or moment(f"{assembly.get('run-date', '')}T{assembly.get('run-time', '')}")
