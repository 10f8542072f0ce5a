"""Counting cases one by one: what every reader of test results builds its TestRun with.

A case's identity is its suite, class and name with parameters. The same identity again in the same
file is a retry where the first failed and this one passed: one case, flaky. Otherwise each counts,
as a duplicate. A failure never disappears: what passed first and failed later has failed, and cases
without a name are no retries of each other.
"""

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from readiness.model import CaseOutcome, Counts, Location, Suite, TestCase, TestRun
from readiness.reports import values

FEW = 1 << 17
PARTS = 64
LONGEST_NAME = 1000
MOST_SUITES = 50_000
MOST_CASES = 100_000

_FAILED = (CaseOutcome.FAILED, CaseOutcome.ERRORED)
_FIELD = {
    CaseOutcome.PASSED: "passed",
    CaseOutcome.FAILED: "failed",
    CaseOutcome.ERRORED: "errored",
    CaseOutcome.SKIPPED: "skipped",
    CaseOutcome.EXPECTED_FAILURE: "skipped",
    CaseOutcome.FLAKY: "flaky",
}


class Group:
    """The cases of one suite and class while they are counted."""

    __slots__ = (
        "classname",
        "identity",
        "into",
        "other",
        "passed",
        "path",
        "seconds",
        "suite",
        "timed",
    )

    def __init__(self, suite: str, classname: str) -> None:
        self.suite = suite[:LONGEST_NAME]
        self.classname = classname[:LONGEST_NAME]
        self.identity = hash((suite, classname))
        self.into: Group | None = None
        self.passed = 0
        self.other: dict[CaseOutcome, int] = {}
        self.seconds = 0.0
        self.timed = False
        self.path: str | None = None

    def count(self, outcome: CaseOutcome, number: int = 1) -> None:
        if self.into is not None:
            self.into.count(outcome, number)
        else:
            self.other[outcome] = self.other.get(outcome, 0) + number

    def fold(self, into: "Group") -> None:
        """Adds what was counted here, and what will be, to another group."""
        into.passed += self.passed
        for outcome, number in self.other.items():
            into.count(outcome, number)
        into.seconds += self.seconds
        into.timed = into.timed or self.timed
        self.into = into

    @property
    def counts(self) -> Counts:
        numbers = {"passed": self.passed}
        for outcome, number in self.other.items():
            numbers[_FIELD[outcome]] = numbers.get(_FIELD[outcome], 0) + number
        return _shared(Counts(**numbers))


class Tally:
    """The cases of one report. Those that passed are only counted.

    Of the others at most ``MOST_CASES`` are kept; all are counted. Beyond ``MOST_SUITES`` suites
    and classes the oldest are counted as a nameless one. Without ``retries`` the format knows none
    in one file: what has the same identity are different cases whose names happen to be equal.
    """

    def __init__(self, *, retries: bool = True) -> None:
        self._may_retry = retries
        self._groups: dict[tuple[str, str], Group] = {}
        self._rest = Group("", "")
        self._cases: list[TestCase | None] = []
        self._failed: dict[int, list[tuple[Group, CaseOutcome, int]]] = {}
        self._seen = _Identities()
        self._retries = 0

    def __len__(self) -> int:
        return len(self._seen)

    def group(self, suite: str, classname: str) -> Group:
        """Where the cases of this suite and class are counted."""
        found = self._groups.get((suite, classname))
        if found is None:
            if len(self._groups) == MOST_SUITES:
                oldest = next(iter(self._groups))
                self._groups.pop(oldest).fold(self._rest)
            found = self._groups[suite, classname] = Group(suite, classname)
        return found

    def passed(self, group: Group, name: str, time: float | None) -> None:
        """Count a case that passed."""
        identity = hash((group.identity, name))
        if self._failed and identity in self._failed:
            self._retry(identity)
            self._seen.append(identity)
            return
        group.passed += 1
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
        group = self.group(suite, classname)
        if location is not None:
            group.path = group.path or location.path
        if outcome is CaseOutcome.PASSED:
            self.passed(group, name, time)
            return
        identity = hash((group.identity, name))
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
            complete=not incomplete,
            incomplete_reason=incomplete,
            duplicates=self._seen.repeated(),
            retries=self._retries,
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


class Tries(Tally):
    """The cases of a report that names an earlier try without its failure.

    An identity is one test here: what has it again and passed is flaky, and what has it again and
    did not pass is what the test came to.
    """

    def __init__(self) -> None:
        super().__init__()
        self._passing: set[int] = set()
        self._flaky: set[int] = set()

    def passed_all(self, group: Group, names: Sequence[str], times: Sequence[str | None]) -> None:
        for name, time in zip(names, times, strict=True):
            self.passed(group, name, values.seconds(time))

    def passed(self, group: Group, name: str, time: float | None) -> None:
        identity = hash((group.identity, name))
        if identity in self._passing:
            self._withdraw(group, identity)
            self._flaky.add(identity)
            self._record(group, name, CaseOutcome.FLAKY, time)
        elif identity in self._flaky:
            self._retries += 1
        else:
            self._passing.add(identity)
            super().passed(group, name, time)
            return
        self._seen.append(identity)

    def add(self, *, suite: str = "", classname: str = "", name: str, **rest: Any) -> None:
        group = self.group(suite, classname)
        identity = hash((group.identity, name))
        if rest["outcome"] is not CaseOutcome.PASSED and identity in self._passing:
            self._withdraw(group, identity)
        super().add(suite=suite, classname=classname, name=name, **rest)

    def _withdraw(self, group: Group, identity: int) -> None:
        self._passing.remove(identity)
        self._retries += 1
        group.passed -= 1


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


@lru_cache(maxsize=1000)
def _shared(counts: Counts) -> Counts:
    """One object for equal counts, of which a large report has thousands."""
    return counts


class _Identities:
    """How many identities came again, in eight bytes each: a set of millions needs ten times that.

    What comes is kept in one array, and from time to time spread over many by what it is.
    """

    def __init__(self) -> None:
        self._fresh = array("q")
        self._parts = [array("q") for _ in range(PARTS)]
        self._spread = 0

    def __len__(self) -> int:
        return self._spread + len(self._fresh)

    def append(self, identity: int) -> None:
        self._fresh.append(identity)

    def extend(self, identities: list[int]) -> None:
        self._fresh.extend(identities)
        if len(self._fresh) > FEW:
            self._divide()

    def repeated(self) -> int:
        if len(self) <= FEW and not self._spread:
            return len(self._fresh) - len(set(self._fresh))
        self._divide()
        return sum(len(part) - len(set(part)) for part in self._parts)

    def _divide(self) -> None:
        parts = self._parts
        for identity in self._fresh:
            parts[identity % PARTS].append(identity)
        self._spread += len(self._fresh)
        self._fresh = array("q")
