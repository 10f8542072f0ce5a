"""The cases of one suite and class while they are counted."""

from functools import lru_cache

from readiness.model import CaseOutcome, Counts

LONGEST_NAME = 1000

FIELD = {
    CaseOutcome.PASSED: "passed",
    CaseOutcome.FAILED: "failed",
    CaseOutcome.ERRORED: "errored",
    CaseOutcome.SKIPPED: "skipped",
    CaseOutcome.EXPECTED_FAILURE: "skipped",
    CaseOutcome.FLAKY: "flaky",
}


def identity(suite: str, classname: str, name: str) -> int:
    """What tells a case from all others, in the processes of one measurement."""
    return hash((hash((suite, classname)), name))


class Group:
    """The cases of one suite and class while they are counted.

    ``digest`` is the sum of their identities: equal cases have equal digests, in whatever order.
    """

    __slots__ = (
        "classname",
        "digest",
        "identity",
        "into",
        "other",
        "passed",
        "path",
        "seconds",
        "suite",
        "timed",
    )

    def __init__(self, suite: str, classname: str, path: str | None = None) -> None:
        self.suite = suite[:LONGEST_NAME]
        self.classname = classname[:LONGEST_NAME]
        self.identity = hash((suite, classname))
        self.digest = 0
        self.into: Group | None = None
        self.passed = 0
        self.other: dict[CaseOutcome, int] = {}
        self.seconds = 0.0
        self.timed = False
        self.path = path

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
            numbers[FIELD[outcome]] = numbers.get(FIELD[outcome], 0) + number
        return _shared(Counts(**numbers))


@lru_cache(maxsize=1000)
def _shared(counts: Counts) -> Counts:
    """One object for equal counts, of which a large report has thousands."""
    return counts
