"""Counting cases, many and few."""

from hypothesis import given
from hypothesis import strategies as st

from readiness.model import CaseOutcome, Counts
from readiness.reports import tally
from readiness.reports.check import Evidence
from readiness.reports.checks import findings
from readiness.reports.identities import FEW
from readiness.reports.tally import Tally

CASES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(CaseOutcome)))


def test_repeated_names_among_very_many_are_counted() -> None:
    many = Tally()
    names = [str(number) for number in range(FEW)]
    for each in (names, names[:10], [f"again {name}" for name in names]):
        many.passed_all(many.group("s", "c"), each, ["0.5"] * len(each))
    run = many.run("report", "junit")
    assert run.counts == Counts(passed=2 * FEW + 10)
    assert run.duplicates == 10
    assert run.suites[0].time == (2 * FEW + 10) / 2


@given(CASES)
def test_counts_add_up_and_a_failure_does_not_disappear(
    cases: list[tuple[str, CaseOutcome]],
) -> None:
    counting = Tally()
    for name, outcome in cases:
        counting.add(name=name, outcome=outcome)
    run = counting.run("report", "junit")
    assert run.counts.total + run.retries == len(cases) == len(counting)
    assert sum((suite.counts for suite in run.suites), Counts()) == run.counts
    assert run.duplicates >= run.retries
    assert len(run.cases) == run.counts.total - run.counts.passed
    failed = {name for name, outcome in cases if outcome in ("failed", "errored")}
    shown = {case.name for case in run.cases if case.outcome in ("failed", "errored", "flaky")}
    assert failed <= shown


@given(CASES)
def test_one_by_one_is_as_all_at_once(cases: list[tuple[str, CaseOutcome]]) -> None:
    one, all_at_once = Tally(), Tally()
    for name, outcome in cases:
        if outcome is CaseOutcome.PASSED:
            one.passed(one.group("", ""), name, 0.5)
            all_at_once.passed_all(all_at_once.group("", ""), [name], ["0.5"])
        else:
            one.add(name=name, outcome=outcome)
            all_at_once.add(name=name, outcome=outcome)
    assert one.run("", "") == all_at_once.run("", "")


def test_very_many_suites_become_one_and_lose_nothing() -> None:
    many = Tally()
    many.add(suite="first", name="a", outcome=CaseOutcome.FAILED)
    for number in range(tally.MOST_SUITES + 5):
        many.passed(many.group(str(number), ""), "a", 1.0)
    many.add(suite="last", name="a", outcome=CaseOutcome.ERRORED)
    many.add(suite="first", name="a", outcome=CaseOutcome.PASSED)
    run = many.run("report", "junit")
    assert run.counts == Counts(passed=tally.MOST_SUITES + 5, errored=1, flaky=1)
    assert len(run.suites) <= tally.MOST_SUITES + 1
    assert run.duplicates == run.retries == 1
    (found,) = findings(Evidence(runs=(run,)))
    assert found.rule.id == "tests.nameless-suites"
    assert found.message.startswith("8 of its suites and classes are counted together")
