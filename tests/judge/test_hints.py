"""What to do first: the fewest fixes, from the same numbers as the score."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from test_score import CATEGORIES, COUNTS, FINDINGS, measured, rule

from readiness.judge.assess import assess, weighed
from readiness.judge.hints import NEXT, _fewest, hints
from readiness.judge.metrics import Basis
from readiness.judge.score import Loss, total
from readiness.model import Counts, Finding, Gate, Outcome, Severity, Verdict
from readiness.policy.load import built_in

POLICY = built_in()


def hinted(evidence, findings=(), policy=POLICY):
    assessment = assess(policy, findings, Basis(measured=evidence))
    return assessment, hints(policy, assessment, weighed(findings, policy), ())


def test_where_all_is_ready_there_is_nothing_to_do():
    assert hinted(measured(Counts(passed=5)))[1] == ()


def test_what_stops_comes_first_and_what_it_is_worth():
    blocker = Finding(rule=rule(severity=Severity.BLOCKER), outcome=Outcome.FAIL, message="m")
    _, found = hinted(measured(Counts(passed=8, failed=2), covered=4), (blocker,))
    assert [each.towards for each in found] == [Verdict.DEGRADED] * 3
    texts = [each.text for each in found]
    assert texts[0].startswith("tests.pass-rate: 80 %")
    assert texts[1].startswith("coverage.line: 40 %")
    assert texts[2].startswith("implementation.x: Something")
    assert [float(each.points) for each in found] == [6.0, 10.0, 7.5]


def test_gates_that_fail_for_one_reason_are_one_fix_worth_all_of_them():
    gates = tuple(
        Gate(id=each, maximum=Fraction(0), warns=True) for each in ("change.skips", "coverage.diff")
    )
    _, found = hinted(measured(Counts(passed=5)), policy=replace(POLICY, gates=gates))
    (fix,) = found
    assert fix.text.startswith("change.skips, coverage.diff: not measured: nothing says what")
    assert float(fix.points) == 50.0


def test_points_that_are_lost_for_one_reason_are_one_fix():
    gates = tuple(
        Gate(id=each, maximum=Fraction(0), warns=True) for each in ("change.skips", "coverage.diff")
    )
    policy = replace(POLICY, gates=(*gates, *POLICY.gates), degraded_from=Fraction(90))
    _, found = hinted(measured(Counts(passed=4, failed=1)), policy=policy)
    texts = [each.text for each in found]
    assert texts[0].startswith("tests.pass-rate: 80 %")
    names, _, reason = texts[-1].partition(": ")
    assert set(names.split(", ")) == {"change.skips", "coverage.diff"}
    assert reason.startswith("not measured: ")


@settings(deadline=None)
@given(COUNTS, st.integers(0, 100), FINDINGS)
def test_doing_what_is_named_reaches_the_next_verdict(counts, part, findings):
    before, found = hinted(measured(counts, covered=part, lines=100), findings)
    if before.verdict not in NEXT:
        assert found == ()
        return
    named = {each.text.partition(":")[0] for each in found}
    counts = Counts(passed=5) if any(each.startswith("tests.") for each in named) else counts
    part = 100 if "coverage.line" in named else part
    left = [each for each in findings if each.rule.id not in named]
    after = assess(POLICY, left, Basis(measured=measured(counts, covered=part, lines=100)))
    order = [Verdict.NOT_READY, Verdict.DEGRADED, Verdict.READY]
    assert order.index(after.verdict) > order.index(before.verdict)


LOSSES = st.lists(
    st.builds(
        lambda category, eighths, n: Loss(
            category=category, part=eighths, reason=str(n), rule=f"r{n}"
        ),
        st.sampled_from(CATEGORIES[:3]),
        st.fractions(min_value=0, max_value=1, max_denominator=8),
        st.integers(0, 99),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(LOSSES, st.integers(0, 100))
def test_no_smaller_set_reaches_the_bound(losses, bound):
    policy = replace(POLICY, ready_from=bound)
    assessment = assess(policy, (), Basis(measured=measured(Counts(passed=1))))
    chosen = _fewest(policy, losses, assessment, bound)

    def score(gone):
        rest = [each for each in losses if not any(each is one for one in gone)]
        return total(policy, rest, ()).exact

    assert score(chosen) >= bound
    for size in range(len(chosen)):
        assert all(score(each) < bound for each in combinations(losses, size))
