"""What a JUnit report states about itself: its totals, as the tool that wrote them means them.

Some tools count other things than cases: Catch2 and doctest count assertions, gotestsum as errors
the lines that Go wrote about builds, others each failure element of a case that has several, or an
error as a failure too. Such a total says nothing of the cases; one that declares failures where no
case failed is held against it.
Ant's junitlauncher states how many tests were started, and whatever was skipped beside that:
classes too, which have no case.
"""

from collections.abc import Mapping

from readiness.model import Counts
from readiness.reports import values

Stated = dict[str, int | None]

CATCH_HOST = "tbd"
DOCTEST = "doctest_version"
GO = "go.version"


class Totals:
    """The totals of a report, collected from its suites. ``elements`` are failures and errors."""

    def __init__(self) -> None:
        self.whole: Stated = {}
        self.outermost: list[Stated] = []
        self.of_assertions = False
        self.of_go = False
        self.elements = 0

    def of_all(self, suites: Mapping[str, str]) -> None:
        self.whole = _stated(suites)

    def of_suite(self, suite: Mapping[str, str], *, outermost: bool) -> None:
        if outermost:
            self.outermost.append(_stated(suite))
            of_assertions = suite.get("hostname") == CATCH_HOST or DOCTEST in suite
            self.of_assertions = self.of_assertions or of_assertions

    def declared(self, counted: Counts, *, loose: bool) -> Counts | None:
        """The totals that the report states; what it does not state is as was counted.

        ``loose`` says that cases stand outside of every suite, of which no suite's total knows. The
        whole's total may be of suites, as newman's is; then theirs together is of the cases.
        """
        sums = _sum(self.outermost)
        tests = self.whole.get("tests")
        of_suites = tests != counted.total == sums.get("tests")
        total = self.whole if loose or not (tests is None or of_suites) else sums
        tests = total.get("tests")
        if tests is None:
            return None
        failed, errored = self._bad(total, counted)
        if self.of_assertions and (counted.failed + counted.errored or not failed + errored):
            return counted
        skipped = _or(total.get("skipped"), counted.skipped)
        if _started(total, counted):
            tests, skipped = counted.total, counted.skipped
        passed = max(0, tests - failed - errored - skipped - counted.flaky)
        return Counts(
            passed=passed, failed=failed, errored=errored, skipped=skipped, flaky=counted.flaky
        )

    def _bad(self, total: Stated, counted: Counts) -> tuple[int, int]:
        """Failures and errors; a total of either may count both."""
        found = counted.failed + counted.errored
        failures, errors = total.get("failures"), total.get("errors")
        if self.of_go and found:
            errors = counted.errored
        every = (failures or 0) + (errors or 0)
        of_both = failures == found and errors in (None, counted.errored)
        if every == self.elements > found or of_both or (failures is None and errors == found):
            return counted.failed, counted.errored
        return _or(failures, counted.failed), _or(errors, counted.errored)


def _stated(suite: Mapping[str, str]) -> Stated:
    totals = {key: values.count(suite.get(key)) for key in ("tests", "failures", "errors")}
    unrun = [values.count(suite.get(key)) for key in ("skipped", "disabled", "skip", "ignored")]
    known = [each for each in unrun if each is not None]
    aborted = values.count(suite.get("aborted"))
    return {**totals, "skipped": sum(known) if known else None, "aborted": aborted}


def _started(stated: Stated, counted: Counts) -> bool:
    """Whether the total is of the tests that were started, as junitlauncher states it.

    It counts those that were aborted, and not a class that failed before them, which has a case.
    """
    tests, aborted = stated.get("tests"), stated.get("aborted")
    if tests is None or aborted is None:
        return False
    run = counted.total - counted.skipped
    return run - counted.failed <= tests <= run + aborted


def _sum(suites: list[Stated]) -> Stated:
    """The suites' totals together; not known where one of them does not state it."""
    if not suites:
        return {}
    sums: Stated = {}
    for key in suites[0]:
        numbers = [each[key] for each in suites]
        known = [each for each in numbers if each is not None]
        sums[key] = sum(known) if len(known) == len(numbers) else None
    return sums


def _or(stated: int | None, counted: int) -> int:
    return counted if stated is None else stated
