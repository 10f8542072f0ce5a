"""What is wrong with a run of tests, by its cases."""

import re
from collections.abc import Iterator

from readiness.model import CaseOutcome, Counts, Outcome, Proof, Severity, TestCase, TestRun
from readiness.reports.check import TESTS, Evidence, Seen, check
from readiness.reports.tally import MOST_CASES, MOST_SUITES
from readiness.tokens import hidden

PROOFS = 10
UNCOLLECTED_NAMES = frozenset(("initializationError", "executionError", "classMethod", "TestMain"))
"""Of Java's runners; gotestsum calls so what ended a Go package before its tests."""
UNCOLLECTED_CLASSES = frozenset(
    ("unittest.loader._FailedTest", "Test suite failed to run", "junit.framework.TestSuite")
)
UNCOLLECTED_HOOK = re.compile(r"\"(?:before|after) (?:all|each)\" hook|^(?:setUp|tearDown)Class \(")
UNCOLLECTED_TEXT = re.compile(
    r"collection failure|ImportError while importing test module|Test suite failed to run"
    r"|An error occurred while loading"
)
UNBUILT = re.compile(r"^FAIL\s+\S+ \[(?:build|setup) failed\]$", re.MULTILINE)


@check("collection-error", TESTS, severity=Severity.MAJOR)
def collection(evidence: Evidence) -> Iterator[Seen]:
    """Tests that could not even be loaded.

    Why: a module that fails to import hides all of its cases; the totals look smaller, not worse.

    How: the cases that tools write for a module, class or package that failed to load: pytest's
    collection failures, unittest's ``_FailedTest``, nameless cases and ``initializationError`` of
    Java's runners, "Test suite failed to run" of Jest, build failures of Go.

    Fix: load the module by itself and correct what its error says.
    """
    for run in evidence.runs:
        cases = [case for case in run.cases if is_uncollected(case)]
        if cases:
            what = "module or class" if len(cases) == 1 else "modules or classes"
            yield Seen(
                message=f"{len(cases)} test {what} could not be loaded; their cases did not run.",
                outcome=Outcome.FAIL,
                path=run.source,
                evidence=_proofs(cases),
            )


@check("declared-totals", TESTS, severity=Severity.MINOR)
def declared(evidence: Evidence) -> Iterator[Seen]:
    """A report whose declared totals disagree with its cases.

    Why: cases are missing from the report, or it was edited; its summary can't be trusted.

    How: cases are counted one by one and held against the totals that the report states. The cases
    count. What a tool is known to count differently (retries, subtests, modules that did not load)
    is no finding. Where a report declares failures and no case failed, or cases and holds none, the
    answer is unknown, and it passes no gate.

    Fix: write the report with one run of one tool, and do not edit or concatenate it.
    """
    for run in evidence.runs:
        if run.declared and run.complete and (said := disagreement(run)):
            outcome = Outcome.UNKNOWN if _hides(run.declared, run.counts) else Outcome.FAIL
            yield Seen(message=said, outcome=outcome, path=run.source)


@check("no-cases", TESTS, severity=Severity.MAJOR)
def none_ran(evidence: Evidence) -> Iterator[Seen]:
    """No test case in any report.

    Why: zero failures of zero cases prove nothing.

    How: the cases of all test reports together; an empty report beside others is no finding.

    Fix: see that the test command finds the tests.
    """
    if evidence.runs and not any(run.counts.total for run in evidence.runs):
        yield Seen(
            message="The test reports hold no case.",
            outcome=Outcome.UNKNOWN,
            path=evidence.runs[0].source,
        )


@check("all-skipped", TESTS, severity=Severity.MAJOR)
def all_skipped(evidence: Evidence) -> Iterator[Seen]:
    """Every test case was skipped.

    Why: skipped cases prove nothing.

    How: the cases of all test reports together; expected failures count as skipped.

    Fix: run the tests where what they need is there.
    """
    counts = sum((run.counts for run in evidence.runs), Counts())
    if counts.total and not counts.run:
        yield Seen(
            message=f"All {counts.total} cases were skipped.",
            outcome=Outcome.UNKNOWN,
            path=evidence.runs[0].source,
        )


@check("duplicate-cases", TESTS, severity=Severity.NOTE)
def duplicated(evidence: Evidence) -> Iterator[Seen]:
    """Cases with the same suite, class and name in one report.

    Why: they can't be told apart, and a number of tests that counts them may be counted twice.

    How: identity is suite, class, name and parameters. A case that failed and then passed in the
    same file is a retry and counted once, as flaky; the others are counted each. The same case in
    another file is a retry (tests.retried-report) or another run of it, in a matrix. pytest names a
    test twice that fails and then fails to clean up; that is no finding.

    Fix: give the cases distinct names, or write each run into a file of its own.
    """
    for run in evidence.runs:
        number = run.duplicates - run.retries
        if number > 0 and not is_pytest(run):
            yield Seen(
                message=f"{number} cases repeat the suite, class and name of an earlier one.",
                outcome=Outcome.FAIL,
                path=run.source,
            )


@check("retried-report", TESTS, severity=Severity.NOTE)
def retried(evidence: Evidence) -> Iterator[Seen]:
    """A report that repeats the cases of another, as a second try.

    Why: what passes only when it is tried again is flaky, and a reader should know of the first
    try.

    How: by its name ("junit-rerun.xml" beside "junit.xml", "attempt-2" beside "attempt-1") with the
    same cases or all that failed; or a later report in the same directory, of no other machine,
    that holds nothing but all that failed. What failed and then passed is one flaky case, for which
    the policy has a metric; what failed again has failed. Other reports with the same cases are a
    matrix, and there each run counts.

    Fix: mend what needs a second try.
    """
    for source, first in sorted(evidence.repeats.items()):
        yield Seen(
            message=f"It repeats cases of {first} and is counted with them.",
            outcome=Outcome.FAIL,
            path=source,
        )


@check("cases-left-out", TESTS, severity=Severity.NOTE)
def left_out(evidence: Evidence) -> Iterator[Seen]:
    """More cases than are shown one by one.

    Why: the details of some failures are not shown; their numbers are right.

    How: a report's cases that did not pass are kept up to a limit and counted beyond it.

    Fix: look into the report itself.
    """
    for run in evidence.runs:
        if len(run.cases) >= MOST_CASES:
            yield Seen(
                message=f"Only {MOST_CASES:,} cases that did not pass are kept one by one.",
                outcome=Outcome.UNKNOWN,
                path=run.source,
            )


@check("nameless-suites", TESTS, severity=Severity.NOTE)
def nameless(evidence: Evidence) -> Iterator[Seen]:
    """More suites and classes than are told apart.

    Why: how each suite did is not shown, and components get nothing of what has no name.

    How: a report's suites and classes are told apart up to a limit; beyond it the oldest are
    counted together. The numbers of cases are right.

    Fix: write a report for each part of the tests.
    """
    for run in evidence.runs:
        if run.nameless:
            yield Seen(
                message=f"{run.nameless:,} of its suites and classes are counted together; "
                f"{MOST_SUITES:,} are told apart.",
                outcome=Outcome.FAIL,
                path=run.source,
            )


def _hides(stated: Counts, counted: Counts) -> bool:
    """Whether what a report says of itself is bad, and none of its cases shows it."""
    if stated.failed + stated.errored:
        return not counted.failed + counted.errored
    return bool(stated.total) and not counted.total


def is_uncollected(case: TestCase) -> bool:
    """Whether this is no case but a module, class or package that failed to load."""
    if case.outcome not in (CaseOutcome.ERRORED, CaseOutcome.FAILED):
        return False
    return (
        (bool(case.classname) and not case.name)
        or case.name == case.classname == case.suite
        or case.name in UNCOLLECTED_NAMES
        or case.classname in UNCOLLECTED_CLASSES
        or UNCOLLECTED_HOOK.search(case.name) is not None
        or UNCOLLECTED_TEXT.match(case.message) is not None
        or (" failed]" in case.message and UNBUILT.search(case.message) is not None)
    )


def disagreement(run: TestRun) -> str:
    """How a report's totals disagree with its cases; empty where they agree.

    Tools differ in what they call an error, so failures and errors are held together.
    """
    stated, counted = run.declared, run.counts
    if stated is None:
        return ""
    held = counted.total + run.retries
    unloaded = sum(map(is_uncollected, run.cases))
    bad, found = stated.failed + stated.errored, counted.failed + counted.errored
    if bad not in range(found - unloaded, found + run.retries + counted.flaky + 1):
        return f"It declares {bad} failures and errors and holds {found}."
    if stated.total not in _totals(run, stated, held, unloaded):
        return f"It declares {stated.total} cases and holds {held}."
    if stated.total == held and stated.skipped > counted.skipped:
        unrun = (
            f"It declares {stated.skipped} skipped or disabled cases and marks {counted.skipped}"
        )
        return unrun + "; the others are counted as passed."
    return ""


def _totals(run: TestRun, stated: Counts, held: int, unloaded: int) -> set[int]:
    """The totals that tools are known to declare of such cases.

    Some leave out retries, what is not a case but failed to load, what was skipped (of the total,
    or the cases that they declare); pytest counts the clean-up and the parts (subtests) of a test
    that has one case.
    """
    loaded = held - unloaded
    absent = stated.skipped - run.counts.skipped
    executed = held - run.counts.skipped
    parts = max(held, stated.total) if is_pytest(run) else held
    return {held, run.counts.total, executed, loaded, held + absent, loaded + absent, parts}


def is_pytest(run: TestRun) -> bool:
    """Whether pytest wrote the report."""
    return run.format == "junit" and {suite.name for suite in run.suites} == {"pytest"}


def _proofs(cases: list[TestCase]) -> tuple[Proof, ...]:
    return tuple(Proof(message=_said(case), location=case.location) for case in cases[:PROOFS])


def _said(case: TestCase) -> str:
    name = " ".join(part for part in (case.classname, case.name) if part)
    said = f"{name}: {hidden(case.message).splitlines()[0][:200]}" if case.message else name
    return hidden(said)
