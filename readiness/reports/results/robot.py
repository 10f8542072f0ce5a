"""Robot Framework output: ``output.xml`` as of Robot Framework 3 to 7, or its JSON as of 7.

``robot.xsd`` and ``result.json`` of Robot Framework's ``doc/schema``. A failure that a version
before 4 calls not critical is an expected one.
"""

from typing import Any

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import declared, salvage
from readiness.reports.shapes import line_number, mapping, mappings, string
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment, seconds
from readiness.reports.xmlstream import Element, events, local, text

OUTCOMES = {
    "PASS": CaseOutcome.PASSED,
    "FAIL": CaseOutcome.FAILED,
    "SKIP": CaseOutcome.SKIPPED,
    "NOT RUN": CaseOutcome.SKIPPED,
    "NOT_RUN": CaseOutcome.SKIPPED,
}
JSON_KEYS = {"generator", "generated", "rpa", "suite"}


def recognises(sample: Sample) -> bool:
    if sample.root:
        return sample.root == "robot"
    return len(JSON_KEYS.intersection(sample.keys)) > 2


def read(source: Source) -> TestRun:
    with source.open() as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    return _read_json(source) if head.startswith(b"{") else _read_xml(source)


def _read_xml(source: Source) -> TestRun:
    tally = Tally(retries=False)
    suites: list[tuple[str, str]] = []
    generated, total = "", None
    with salvage(tally) as damage:
        for event, element in events(source, "robot", "suite", "test", "total"):
            name = local(element)
            if name == "robot":
                generated = generated or element.get("generated", "")
            elif name == "suite" and event == "start":
                suites.append(_suite(element, suites[-1][0] if suites else ""))
            elif name == "suite" and suites:
                suites.pop()
            elif name == "test" and event == "end":
                _test(tally, element, *(suites[-1] if suites else ("", "")))
            elif name == "total" and event == "end":
                total = _total(element, tally.counts)
    return tally.run(
        source.path,
        "robot",
        declared=total,
        timestamp=moment(_iso(generated)),
        incomplete=damage.reason,
    )


def _suite(element: Element, parent: str) -> tuple[str, str]:
    name = element.get("name", "")
    return (f"{parent}.{name}" if parent else name)[:1000], element.get("source", "")


def _test(tally: Tally, element: Element, suite: str, path: str) -> None:
    status = next((each for each in element if each.tag == "status"), None)
    found: dict[str, str] = {}
    if status is not None:
        found = {str(key): str(value) for key, value in status.attrib.items()}
    line = line_number(count(element.get("line")))
    tally.add(
        suite=path,
        classname=suite,
        name=element.get("name", ""),
        outcome=_outcome(found.get("status", ""), found.get("critical", "")),
        time=_elapsed(found),
        message="" if status is None else text(status),
        location=Location(path=path, line=line) if path else None,
    )


def _outcome(status: str, critical: str) -> CaseOutcome:
    outcome = OUTCOMES.get(status, CaseOutcome.ERRORED)
    tolerated = critical == "no" and outcome is CaseOutcome.FAILED
    return CaseOutcome.EXPECTED_FAILURE if tolerated else outcome


def _elapsed(status: dict[str, str]) -> float | None:
    if "elapsed" in status:
        return seconds(status["elapsed"])
    start, end = moment(_iso(status.get("starttime", ""))), moment(_iso(status.get("endtime", "")))
    if start is None or end is None or start.tzinfo != end.tzinfo:
        return None
    return seconds((end - start).total_seconds())


def _iso(stamp: str) -> str:
    """The time stamp ``20240131 12:34:56.789`` of versions before 7 as ISO 8601."""
    day, _, time = stamp.partition(" ")
    return f"{day}T{time}" if time else stamp


def _total(element: Element, counted: Counts) -> Counts | None:
    """The totals of all tests; versions before 4 state those of the critical ones before them."""
    stats = [each for each in element if each.tag == "stat"]
    if not stats:
        return None
    last = stats[-1]
    return _declared(last.get("pass"), last.get("fail"), last.get("skip"), counted)


def _declared(passed: Any, failed: Any, skipped: Any, counted: Counts) -> Counts | None:
    failures, idle = count(failed), count(skipped)
    if failures is not None and idle is None:
        idle = min(failures, counted.skipped)
        failures -= idle
    return declared(counted, passed=count(passed), failed=failures, skipped=idle)


def _read_json(source: Source) -> TestRun:
    report = mapping(jsonfile.load(source))
    if not isinstance(report.get("suite"), dict):
        raise UnreadableError("no Robot Framework output: it has no suite")
    tally = Tally(retries=False)
    waiting = [("", report["suite"])]
    while waiting:
        parent, suite = waiting.pop()
        name = f"{parent}.{string(suite.get('name'))}" if parent else string(suite.get("name"))
        for test in mappings(suite.get("tests")):
            _json_test(tally, test, name, string(suite.get("source")))
        waiting += [(name[:1000], each) for each in reversed(mappings(suite.get("suites")))]
    total = mapping(mapping(report.get("statistics")).get("total"))
    return tally.run(
        source.path,
        "robot",
        declared=_declared(total.get("pass"), total.get("fail"), total.get("skip"), tally.counts),
        timestamp=moment(report.get("generated")),
    )


def _json_test(tally: Tally, test: dict[str, Any], suite: str, path: str) -> None:
    tally.add(
        suite=path,
        classname=suite,
        name=string(test.get("name")),
        outcome=_outcome(string(test.get("status")), ""),
        time=seconds(test.get("elapsed_time")),
        message=string(test.get("message")),
        location=Location(path=path, line=line_number(test.get("lineno"))) if path else None,
    )
