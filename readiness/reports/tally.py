"""Counting cases one by one: what every reader of test results builds its TestRun with.

A case's identity is its suite, class and name with parameters. The same identity again in the same
file is a retry where the first failed and this one passed: one case, flaky. Otherwise each counts,
as a duplicate; those of several files are told apart in `repeats`. A failure never disappears: what
passed first and failed later has failed, and cases without a name are no retries of each other.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from readiness.model import CaseOutcome, Counts, Location, Suite, TestCase, TestRun
from readiness.reports import values
from readiness.reports.group import LONGEST_NAME, Group
from readiness.reports.identities import Identities

MOST_SUITES = 30_000
MOST_CASES = 100_000

_FAILED = (CaseOutcome.FAILED, CaseOutcome.ERRORED)


class Tally:
    """The cases of one report. Those that passed are only counted.

    Of the others at most ``MOST_CASES`` are kept; all are counted. Beyond ``MOST_SUITES`` suites
    and classes the oldest are counted as a nameless one. Without ``retries`` the format knows none
    in one file: what has the same identity are different cases whose names happen to be equal.
    ``reruns`` are the earlier tries that the report holds inside of a case.
    """

    def __init__(self, *, retries: bool = True) -> None:
        self._may_retry = retries
        self._groups: dict[tuple[str, str, str | None], Group] = {}
        self._rest = Group("", "")
        self._cases: list[TestCase | None] = []
        self._failed: dict[int, list[tuple[Group, CaseOutcome, int]]] = {}
        self._seen = Identities()
        self._retries = 0
        self._nameless = 0
        self.reruns = 0

    def __len__(self) -> int:
        return len(self._seen)

    def group(self, suite: str, classname: str, path: str | None = None) -> Group:
        """Where the cases of this suite and class are counted, with ``path`` those of that file."""
        found = self._groups.get((suite, classname, path))
        if found is None:
            if len(self._groups) == MOST_SUITES:
                oldest = next(iter(self._groups))
                self._groups.pop(oldest).fold(self._rest)
                self._nameless += 1
            found = self._groups[suite, classname, path] = Group(suite, classname, path)
        return found

    def _placed(self, suite: str, classname: str, location: Location | None) -> Group:
        """The group of the file, where files are told apart; of its first place, where not."""
        path = location.path if location else None
        group = self._groups.get((suite, classname, path)) or self.group(suite, classname)
        group.path = group.path or path
        return group

    def passed(self, group: Group, name: str, time: float | None) -> None:
        """Count a case that passed."""
        identity = hash((group.identity, name))
        if self._failed and identity in self._failed:
            self._retry(identity)
            self._seen.append(identity)
            return
        group.passed += 1
        group.digest += identity
        if time is not None:
            group.seconds += time
            group.timed = True
        self._seen.append(identity)

    def passed_all(self, group: Group, names: Sequence[str], times: Sequence[str | None]) -> None:
        """Count cases that passed, with their times as written: quicker than one by one."""
        identity = group.identity
        identities = [hash((identity, name)) for name in names]
        total = values.total_seconds(times)
        if total is None or not self._failed.keys().isdisjoint(identities):
            for name, time in zip(names, times, strict=True):
                self.passed(group, name, values.seconds(time))
            return
        group.passed += len(identities)
        group.digest += sum(identities)
        group.seconds += total
        group.timed = True
        self._seen.extend(identities)

    def add(
        self,
        *,
        suite: str = "",
        classname: str = "",
        name: str,
        outcome: CaseOutcome,
        time: float | None = None,
        message: str = "",
        location: Location | None = None,
    ) -> None:
        """Count a case; ``location`` is its place as the report names it."""
        group = self._placed(suite, classname, location)
        if outcome is CaseOutcome.PASSED:
            self.passed(group, name, time)
            return
        identity = hash((group.identity, name))
        if identity not in self._failed:
            group.digest += identity
        if name and outcome in _FAILED and self._may_retry:
            entry = (group, outcome, len(self._cases))
            self._failed.setdefault(identity, []).append(entry)
        if time is not None:
            group.seconds += time
            group.timed = True
        self._seen.append(identity)
        self._record(group, name, outcome, time, message, location)

    def _record(
        self,
        group: Group,
        name: str,
        outcome: CaseOutcome,
        time: float | None,
        message: str = "",
        location: Location | None = None,
    ) -> None:
        group.count(outcome)
        if len(self._cases) < MOST_CASES:
            self._cases.append(
                TestCase(
                    suite=group.suite,
                    classname=group.classname,
                    name=name[:LONGEST_NAME],
                    outcome=outcome,
                    time=time,
                    message=values.message(message),
                    location=location,
                )
            )

    @property
    def counts(self) -> Counts:
        return sum((group.counts for group in self._all()), Counts())

    def run(
        self,
        source: str,
        format: str,  # noqa: A002
        *,
        declared: Counts | None = None,
        timestamp: datetime | None = None,
        commit: str | None = None,
        host: str | None = None,
        incomplete: str = "",
    ) -> TestRun:
        """The report; ``incomplete`` says why its end could not be read, where it could not."""
        return TestRun(
            source=source,
            format=format,
            counts=self.counts,
            suites=tuple(self._suites()),
            cases=tuple(each for each in self._cases if each is not None),
            declared=declared,
            timestamp=timestamp,
            commit=commit,
            host=host,
            complete=not incomplete,
            incomplete_reason=incomplete,
            duplicates=self._seen.repeated() + self.reruns,
            retries=self._retries + self.reruns,
            nameless=self._nameless,
        )

    def _all(self) -> tuple[Group, ...]:
        return (*self._groups.values(), self._rest)

    def _suites(self) -> Iterator[Suite]:
        for group in self._all():
            counts = group.counts
            if counts.total:
                yield Suite(
                    name=group.suite,
                    classname=group.classname,
                    counts=counts,
                    path=group.path,
                    digest=group.digest,
                    time=group.seconds if group.timed else None,
                )

    def _retry(self, identity: int) -> None:
        """What failed has passed now: its failures become one flaky case."""
        for nth, (group, outcome, index) in enumerate(self._failed.pop(identity)):
            group.count(outcome, -1)
            if nth == 0:
                group.count(CaseOutcome.FLAKY)
            if index < len(self._cases):
                case = self._cases[index]
                self._cases[index] = _flaky(case) if case and nth == 0 else None
            self._retries += 1


def _flaky(case: TestCase) -> TestCase:
    return TestCase(
        suite=case.suite,
        classname=case.classname,
        name=case.name,
        outcome=CaseOutcome.FLAKY,
        time=case.time,
        message=case.message,
        location=case.location,
    )
