"""The JSON reporter of Dart's and Flutter's test runner: a stream of events, one a line.

``pkgs/test/doc/json_reporter.md`` of dart-lang/test; written by ``dart test --reporter json`` and
``flutter test --machine``, which mixes other lines in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from readiness.model import CaseOutcome, Location, TestRun
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import Damage, objects, salvage
from readiness.reports.shapes import line_number, mapping, string
from readiness.reports.tally import Tally

START = re.compile(
    r'^[ \t]*\{(?=[^\n]{0,999}"protocolVersion"\s*:)(?=[^\n]{0,999}"runnerVersion"\s*:)',
    re.MULTILINE,
)
RETRY = "Retry: "
SKIP = "Skip: "
RESULTS = {
    "success": CaseOutcome.PASSED,
    "failure": CaseOutcome.FAILED,
    "error": CaseOutcome.ERRORED,
}


def recognises(sample: Sample) -> bool:
    return not sample.root and bool(START.search(sample.text))


@dataclass
class _Test:
    name: str
    suite: int
    groups: list[int]
    started: int
    location: Location | None
    retried: bool = False
    message: str = ""
    outcome: CaseOutcome | None = None
    time: float | None = None


@dataclass
class _Reading:
    """Tests stay open until the end where they failed: an error may follow their result."""

    suites: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    tests: dict[int, _Test] = field(default_factory=dict)
    events: int = 0
    done: bool = False


def read(source: Source) -> TestRun:
    """The stream's tests. Raises UnreadableError where it holds no event."""
    tally = Tally(retries=False)
    reading = _Reading()
    with salvage(tally) as damage:
        try:
            for event in objects(source, damage):
                _event(reading, event)
        finally:
            _end(reading, tally, damage)
    return tally.run(source.path, "dart", incomplete=damage.reason)


def _event(reading: _Reading, event: dict[str, Any]) -> None:
    kind = string(event.get("type"))
    reading.events += 1
    reading.done = reading.done or kind == "done"
    handle = HANDLERS.get(kind)
    if handle:
        handle(reading, event)


def _suite(reading: _Reading, event: dict[str, Any]) -> None:
    suite = mapping(event.get("suite"))
    reading.suites[_id(suite.get("id"))] = string(suite.get("path"))


def _group(reading: _Reading, event: dict[str, Any]) -> None:
    group = mapping(event.get("group"))
    reading.groups[_id(group.get("id"))] = string(group.get("name"))


def _test_starts(reading: _Reading, event: dict[str, Any]) -> None:
    test = mapping(event.get("test"))
    groups = test.get("groupIDs")
    reading.tests[_id(test.get("id"))] = _Test(
        name=string(test.get("name")),
        suite=_id(test.get("suiteID")),
        groups=[_id(each) for each in groups] if isinstance(groups, list) else [],
        started=_id(event.get("time")),
        location=_location(test),
    )


def _location(test: dict[str, Any]) -> Location | None:
    """The test's own place; where a helper of a package calls it, that of the call."""
    for prefix in ("root_", ""):
        url, line = string(test.get(f"{prefix}url")), line_number(test.get(f"{prefix}line"))
        if url and not url.startswith(("package:", "dart:", "org-dartlang")):
            return Location(path=url.removeprefix("file://"), line=line)
    return None


def _print(reading: _Reading, event: dict[str, Any]) -> None:
    test = reading.tests.get(_id(event.get("testID")))
    text = string(event.get("message"))
    if test is None:
        return
    if text.startswith(RETRY):
        test.retried = True
    elif text.startswith(SKIP):
        test.message = test.message or text


def _error(reading: _Reading, event: dict[str, Any]) -> None:
    test = reading.tests.get(_id(event.get("testID")))
    if test is None:
        return
    if not test.message:
        text = f"{string(event.get('error'))}\n{string(event.get('stackTrace'))}"
        test.message = text[:4000]
    if test.outcome is not None:
        failure = event.get("isFailure") is True
        test.outcome = CaseOutcome.FAILED if failure else CaseOutcome.ERRORED


def _test_done(reading: _Reading, event: dict[str, Any]) -> None:
    test = reading.tests.get(_id(event.get("testID")))
    if test is None:
        return
    if event.get("hidden") is True and event.get("result") == "success":
        del reading.tests[_id(event.get("testID"))]
        return
    outcome = RESULTS.get(string(event.get("result")), CaseOutcome.ERRORED)
    if event.get("skipped") is True and outcome is CaseOutcome.PASSED:
        outcome = CaseOutcome.SKIPPED
    elif test.retried and outcome is CaseOutcome.PASSED:
        outcome = CaseOutcome.FLAKY
    test.outcome = outcome
    test.time = max(_id(event.get("time")) - test.started, 0) / 1000


HANDLERS: dict[str, Callable[[_Reading, dict[str, Any]], None]] = {
    "suite": _suite,
    "group": _group,
    "testStart": _test_starts,
    "print": _print,
    "error": _error,
    "testDone": _test_done,
}


def _end(reading: _Reading, tally: Tally, damage: Damage) -> None:
    if not reading.events:
        raise UnreadableError("no events of a Dart test run in it")
    if not reading.done:
        damage.note("cut off: the event that ends the run is missing")
    for test in reading.tests.values():
        _add(reading, tally, test)


def _add(reading: _Reading, tally: Tally, test: _Test) -> None:
    path = reading.suites.get(test.suite, "")
    group = next((reading.groups.get(each, "") for each in reversed(test.groups)), "")
    tally.group(path, group).path = path or None
    tally.add(
        suite=path,
        classname=group,
        name=test.name.removeprefix(group + " ") if group else test.name,
        outcome=test.outcome or CaseOutcome.ERRORED,
        time=test.time,
        message="it has no result" if test.outcome is None else test.message,
        location=test.location,
    )


def _id(value: Any) -> int:
    return value if isinstance(value, int) else -1
