"""Cucumber's JSON formatter, of Cucumber-JVM, Cucumber.js, Cucumber-Ruby, behave and others.

https://github.com/cucumber/cucumber-json-schema. As in Cucumber's own JUnit formatter a scenario
has the worst status of its steps and hooks, and undefined, ambiguous and pending steps fail it.
behave writes places instead of addresses, seconds instead of nanoseconds, and of a step that did
not run no result.
"""

from collections.abc import Iterator
from typing import Any

from readiness.model import CaseOutcome, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import line_number, mapping, mappings, string, strings
from readiness.reports.tally import Tally
from readiness.reports.values import count, seconds

FAILED = ("failed", "ambiguous", "undefined", "pending")
ERRORED = ("error", "hook_error", "cleanup_error")
Steps = list[dict[str, Any]]


def recognises(sample: Sample) -> bool:
    known = {"keyword", "uri", "description", "id", "name"}.intersection(sample.keys)
    return sample.is_array and "elements" in sample.keys and len(known) > 1


def read(source: Source) -> TestRun:
    """The report's scenarios, each row of an outline by itself. Raises UnreadableError."""
    report = jsonfile.load(source)
    if not isinstance(report, list):
        raise UnreadableError("no Cucumber report: it is no list of features")
    tally = Tally()
    for feature in mappings(report):
        names: dict[str, int | None] = {}
        for scenario, steps in _scenarios(feature):
            _add(tally, feature, scenario, steps, names)
    return tally.run(source.path, "cucumber")


def _scenarios(feature: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Steps]]:
    """Each scenario with its steps and hooks, those of a background before it included."""
    background: Steps = []
    for element in mappings(feature.get("elements")):
        if element.get("type") == "background" or element.get("keyword") == "Background":
            background = _steps(element)
        else:
            yield element, background + _steps(element)
            background = []


def _steps(element: dict[str, Any]) -> Steps:
    steps: Steps = mappings(element.get("before"))
    for step in mappings(element.get("steps")):
        steps += [*mappings(step.get("before")), step, *mappings(step.get("after"))]
    return steps + mappings(element.get("after"))


def _add(
    tally: Tally,
    feature: dict[str, Any],
    scenario: dict[str, Any],
    steps: Steps,
    names: dict[str, int | None],
) -> None:
    path, line = _place(feature, scenario)
    unit = 1e9 if "uri" in feature else 1
    outcome, message = _outcome(steps)
    times = [seconds(_seconds(mapping(step.get("result")), unit)) for step in steps]
    tally.add(
        suite=path,
        classname=string(feature.get("name")),
        name=_name(string(scenario.get("name")), line, names),
        outcome=outcome,
        time=sum(each for each in times if each is not None),
        message=message,
        location=Location(path=path, line=line) if path else None,
    )


def _name(name: str, line: int | None, names: dict[str, int | None]) -> str:
    """The name, with its line where it is another row of an outline, or another of the name."""
    return name if names.setdefault(name, line) == line else f"{name} [line {line}]"


def _place(feature: dict[str, Any], scenario: dict[str, Any]) -> tuple[str, int | None]:
    """The feature's file, and the scenario's line in it."""
    if "uri" in feature:
        path = string(feature.get("uri")).removeprefix("file:")
        return path, line_number(scenario.get("line"))
    path, _, line = string(scenario.get("location")).rpartition(":")
    return path, line_number(count(line))


def _seconds(result: dict[str, Any], unit: float) -> float | None:
    duration = result.get("duration")
    if isinstance(duration, bool) or not isinstance(duration, int | float):
        return None
    return float(duration) / unit if abs(duration) < 1e30 else None


def _outcome(steps: Steps) -> tuple[CaseOutcome, str]:
    statuses = [_status(step) for step in steps]
    for status, step in zip(statuses, steps, strict=True):
        if status in FAILED or status in ERRORED:
            outcome = CaseOutcome.FAILED if status in FAILED else CaseOutcome.ERRORED
            name = f"{string(step.get('keyword'))}{string(step.get('name'))}".strip()
            error = _error(mapping(step.get("result"))) or status
            return outcome, f"{name}: {error}" if name else error
    if "skipped" in statuses or not statuses:
        return CaseOutcome.SKIPPED, ""
    if all(status == "passed" for status in statuses):
        return CaseOutcome.PASSED, ""
    return CaseOutcome.ERRORED, "a step without a known status"


def _status(step: dict[str, Any]) -> str:
    return string(mapping(step["result"]).get("status")).lower() if "result" in step else "skipped"


def _error(result: dict[str, Any]) -> str:
    """The error's text, which some versions of behave write line by line."""
    said = result.get("error_message")
    return string(said) or "\n".join(strings(said))
