"""The JSON stream of ``go test -json``, as ``go doc test2json`` describes it; also ``gotestsum``'s.

Tests with subtests and their subtests are cases each, as in gotestsum's reports. A package that
failed without a failed test (it does not build, ``TestMain`` exits, it panics) is an error. A test
that failed and passes when its package is run again, as by ``gotestsum --rerun-fails``, is flaky;
one that fails and passes in the same run, by ``-count``, has failed, as it has to Go.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from readiness.model import CaseOutcome, TestRun
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import Damage, objects, salvage
from readiness.reports.shapes import string
from readiness.reports.tally import Tally
from readiness.reports.values import moment, seconds

OUTCOMES = {"pass": CaseOutcome.PASSED, "fail": CaseOutcome.FAILED, "skip": CaseOutcome.SKIPPED}
LONGEST_OUTPUT = 4000
FRAMING = re.compile(r"\s*(=== (RUN|PAUSE|CONT|NAME)|--- (PASS|FAIL|SKIP):)")
EVENT = re.compile(
    r'^[ \t]*\{(?=[^\n]{0,999}"Action"\s*:\s*"[a-z-]+")(?=[^\n]{0,999}"(Package|ImportPath)"\s*:)',
    re.MULTILINE,
)


def recognises(sample: Sample) -> bool:
    return not sample.root and not sample.is_array and bool(EVENT.search(sample.text))


@dataclass
class _Package:
    running: dict[str, str] = field(default_factory=dict)
    failed: dict[str, tuple[str, float | None]] = field(default_factory=dict)
    earlier: dict[str, tuple[str, float | None]] = field(default_factory=dict)
    broken: str | None = None
    output: str = ""
    failures: int = 0
    open: bool = False


def read(source: Source) -> TestRun:
    """The stream's tests. Raises UnreadableError where it holds no event."""
    tally = Tally()
    with salvage(tally) as damage:
        reading = _Reading(tally)
        try:
            for event in objects(source, damage):
                if isinstance(event.get("Action"), str):
                    reading.event(event)
        finally:
            reading.end(damage)
    return tally.run(source.path, "gotest", timestamp=reading.started, incomplete=damage.reason)


class _Reading:
    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.packages: dict[str, _Package] = {}
        self.builds: dict[str, str] = {}
        self.started: datetime | None = None
        self.events = 0

    def event(self, event: dict[str, Any]) -> None:
        self.events += 1
        if self.started is None:
            self.started = moment(event.get("Time"))
        action = string(event.get("Action"))
        if action == "build-output":
            path = string(event.get("ImportPath"))
            self.builds[path] = _more(self.builds.get(path, ""), string(event.get("Output")))
            return
        name = string(event.get("Package"))
        if not name:
            return
        package = self.packages.setdefault(name, _Package())
        package.open = True
        test = string(event.get("Test"))
        if test:
            self._test(name, package, test, action, event)
        elif action == "output":
            package.output = _more(package.output, string(event.get("Output")))
        elif action in OUTCOMES:
            self._package_ends(name, package, action, event)

    def end(self, damage: Damage) -> None:
        """Counts what failed to the end. Raises UnreadableError where there was no event."""
        if not self.events:
            raise UnreadableError("no events of go test -json in it")
        for name, package in self.packages.items():
            if package.open:
                damage.note(f"cut off: package {name} has no result")
                self._unfinished(name, package)
            for test, (message, time) in (package.earlier | package.failed).items():
                self._add(name, test, CaseOutcome.FAILED, time, message)
            if package.broken is not None:
                self._add(name, "", CaseOutcome.ERRORED, None, package.broken)

    def _test(
        self, name: str, package: _Package, test: str, action: str, event: dict[str, Any]
    ) -> None:
        if action == "run":
            package.running[test] = ""
        elif action == "output":
            text = string(event.get("Output"))
            if not FRAMING.match(text):
                package.running[test] = _more(package.running.get(test, ""), text)
        elif action in OUTCOMES:
            output, time = package.running.pop(test, ""), seconds(event.get("Elapsed"))
            if action == "fail":
                package.failures += 1
                package.failed.setdefault(test, (output, time))
            elif action == "pass" and test in package.earlier:
                message, _ = package.earlier.pop(test)
                self._add(name, test, CaseOutcome.FLAKY, time, message)
            elif test not in package.failed:
                self._add(name, test, OUTCOMES[action], time, output)

    def _package_ends(
        self, name: str, package: _Package, action: str, event: dict[str, Any]
    ) -> None:
        self._unfinished(name, package)
        if action == "fail" and not package.failures:
            build = self.builds.get(string(event.get("FailedBuild")), "")
            package.broken = build or package.output or "the package failed"
        elif action == "pass":
            package.broken = None
        package.earlier |= package.failed
        package.open, package.output, package.failures, package.failed = False, "", 0, {}

    def _unfinished(self, name: str, package: _Package) -> None:
        """Tests that began and have no result: the process ended in them."""
        for test, output in package.running.items():
            package.failures += 1
            text = output or package.output or "it has no result"
            self._add(name, test, CaseOutcome.ERRORED, None, text)
        package.running = {}

    def _add(
        self, package: str, test: str, outcome: CaseOutcome, time: float | None, message: str
    ) -> None:
        message = "" if outcome is CaseOutcome.PASSED else message
        self.tally.add(
            suite=package, name=test, outcome=outcome, time=time, message=message.rstrip("\n")
        )


def _more(text: str, output: str) -> str:
    """Output collected, of what is too long the beginning."""
    return text if len(text) >= LONGEST_OUTPUT else (text + output)[:LONGEST_OUTPUT]
