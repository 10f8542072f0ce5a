"""The score and the verdict: what must always hold."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.judge.assess import assess, weighed
from readiness.judge.gates import decide, display
from readiness.judge.metrics import _VALUES, Basis
from readiness.model import (
    Claim,
    ClaimVerdict,
    Counts,
    Coverage,
    Effort,
    FileCoverage,
    Finding,
    Gate,
    Judgement,
    Location,
    Measured,
    Outcome,
    Rule,
    Severity,
    Source,
    SourceKind,
    Statement,
    TestRun,
    Verdict,
)
from readiness.policy.chain import profiles
from readiness.policy.load import built_in
from readiness.policy.metrics import METRICS

CATEGORIES = ("tests", "coverage", "implementation", "integration", "dependencies", "security")


def measured(counts=None, covered=9, lines=10, findings=()):
    runs = (TestRun(source="junit.xml", format="junit", counts=counts),) if counts else ()
    hits = {line: int(line <= covered) for line in range(1, lines + 1)}
    files = {"a.py": FileCoverage(path="a.py", lines=hits)}
    coverage = Coverage(sources=("c.xml",), formats=("cobertura",), files=files) if lines else None
    return Measured(runs=runs, coverage=coverage, findings=findings)


def rule(category="implementation", severity=Severity.MAJOR, name="x"):
    return Rule(
        id=f"{category}.{name}",
        category=category,
        severity=severity,
        effort=Effort.HOURS,
        summary="Something.",
        why="w",
        how="h",
        fix="f",
    )


def assessed(basis_measured, findings=(), policy=None):
    return assess(policy or built_in(), findings, Basis(measured=basis_measured))


COUNTS = st.builds(
    Counts,
    passed=st.integers(0, 50),
    failed=st.integers(0, 50),
    errored=st.integers(0, 9),
    skipped=st.integers(0, 9),
    flaky=st.integers(0, 9),
)
FINDINGS = st.lists(
    st.builds(
        lambda category, severity, outcome, line: Finding(
            rule=rule(category, severity, severity.value),
            outcome=outcome,
            message=f"at {line}",
            location=Location(path="a.py", line=line),
        ),
        st.sampled_from(CATEGORIES),
        st.sampled_from(Severity),
        st.sampled_from(Outcome),
        st.integers(1, 99),
    ),
    max_size=12,
)
MEASURED = st.builds(
    lambda counts, lines, part: measured(counts, covered=lines * part // 100, lines=lines),
    st.none() | COUNTS,
    st.integers(0, 300),
    st.integers(0, 100),
)


@given(MEASURED, FINDINGS)
def test_score_and_deductions_make_a_hundred(evidence, findings):
    found = assessed(evidence, findings)
    lost = sum((each.points for each in found.deductions), Decimal(0))
    assert found.score + lost == 100
    assert 0 <= found.score <= 100
    assert all(each.points >= 0 and each.reason for each in found.deductions)
    assert all(bool(each.gate) != bool(each.rule) for each in found.deductions)


@given(MEASURED, FINDINGS, FINDINGS)
def test_another_finding_never_raises_the_score(evidence, findings, more):
    before, after = assessed(evidence, findings), assessed(evidence, findings + more)
    assert after.score <= before.score
    assert worse_or_same(after.verdict, before.verdict)


@given(COUNTS, st.sampled_from(["failed", "errored"]))
def test_another_failing_case_never_raises_the_score(counts, kind):
    more = replace(counts, **{kind: getattr(counts, kind) + 1})
    before, after = assessed(measured(counts)), assessed(measured(more))
    assert after.score <= before.score


@given(st.integers(1, 400), st.integers(0, 400))
def test_another_uncovered_line_never_raises_the_score(lines, covered):
    covered = min(lines, covered)
    counts = Counts(passed=3)
    before = assessed(measured(counts, covered, lines))
    after = assessed(measured(counts, covered, lines + 1))
    assert after.score <= before.score


@given(COUNTS, FINDINGS)
def test_missing_evidence_never_helps(counts, findings):
    whole = assessed(measured(counts), findings)
    without_tests = assessed(measured(None), findings)
    without_coverage = assessed(measured(counts, lines=0), findings)
    assert without_tests.score <= whole.score
    assert without_coverage.score <= whole.score
    assert without_tests.verdict is not Verdict.READY
    assert without_coverage.verdict is not Verdict.READY


@given(MEASURED, FINDINGS)
def test_the_order_of_findings_never_matters(evidence, findings):
    assert assessed(evidence, findings) == assessed(evidence, findings[::-1])


@given(MEASURED, FINDINGS, st.sampled_from(CATEGORIES), st.sampled_from(list(Severity)[:3]))
def test_an_undecided_rule_costs_at_least_what_its_findings_would(
    evidence, findings, category, severity
):
    the_rule = rule(category, severity, "crashing")
    failed = [
        Finding(rule=the_rule, outcome=Outcome.FAIL, message=f"{n}") for n in range(len(findings))
    ]
    unknown = [Finding(rule=the_rule, outcome=Outcome.UNKNOWN, message="crashed")]
    assert assessed(evidence, unknown).score <= assessed(evidence, failed).score
    assert assessed(evidence, unknown).verdict is not Verdict.READY


def worse_or_same(after, before):
    order = [Verdict.READY, Verdict.DEGRADED, Verdict.NOT_READY]
    return after is before or order.index(after) >= order.index(before)


def test_nothing_measured_is_not_assessed():
    assert assessed(Measured()).verdict is Verdict.NOT_ASSESSED
    skipped = measured(Counts(skipped=9), lines=0)
    assert assessed(skipped).verdict is Verdict.NOT_ASSESSED


def test_all_is_well():
    found = assessed(measured(Counts(passed=5)))
    assert (found.verdict, found.score, found.deductions) == (Verdict.READY, 100, ())


def test_a_report_in_doubt_makes_its_metrics_unknown():
    damaged = Finding(
        rule=rule("tests", Severity.MAJOR), outcome=Outcome.UNKNOWN, message="b.xml is damaged"
    )
    found = assessed(measured(Counts(passed=5), findings=(damaged,)), (damaged,))
    gates = {each.gate.id: each for each in found.gates}
    assert found.verdict is Verdict.NOT_READY
    assert gates["tests.pass-rate"].outcome is Outcome.UNKNOWN
    assert "b.xml is damaged" in gates["tests.pass-rate"].reason
    assert gates["coverage.line"].outcome is Outcome.PASS


def test_evidence_of_another_commit_is_no_evidence():
    basis = Basis(measured=measured(Counts(passed=5)), void="the base was checked out")
    found = assess(built_in(), (), basis)
    assert found.verdict is Verdict.NOT_ASSESSED
    assert {each.outcome for each in found.gates} == {Outcome.UNKNOWN}


def test_a_gate_loses_what_is_missing_to_its_bound():
    found = assessed(measured(Counts(passed=8, failed=2), covered=4, lines=10))
    lost = {each.gate: each.points for each in found.deductions}
    assert lost == {"tests.pass-rate": Decimal("6.0"), "coverage.line": Decimal("10.0")}
    assert found.verdict is Verdict.NOT_READY


def test_a_blocker_blocks_and_a_policy_can_say_what_is_one():
    minor = Finding(rule=rule(severity=Severity.MINOR), outcome=Outcome.FAIL, message="m")
    policy = replace(built_in(), rules={minor.rule.id: Severity.BLOCKER})
    evidence = measured(Counts(passed=5))
    assert assessed(evidence, (minor,)).verdict is Verdict.READY
    assert assessed(evidence, (minor,), policy).verdict is Verdict.NOT_READY
    off = replace(built_in(), rules={minor.rule.id: None})
    assert weighed((minor,), off) == ()


def test_the_shown_score_never_reaches_a_bound_that_the_exact_one_misses():
    policy = replace(built_in(), gates=(Gate(id="coverage.line", minimum=Fraction(1)),))
    found = assessed(measured(Counts(passed=1), covered=9999, lines=10000), (), policy)
    assert found.score == Decimal("99.9")


def test_a_displayed_value_stays_on_its_side_of_the_bound():
    assert display("coverage.line", Fraction(79999, 100000), required=Fraction(4, 5)) == "79.999 %"
    assert display("coverage.line", Fraction(1532, 4813)) == "31.8 %"
    gate = Gate(id="coverage.line", minimum=Fraction(4, 5))
    result = decide(gate, Basis(measured=measured(Counts(passed=1), covered=79999, lines=100000)))
    assert result.outcome is Outcome.FAIL
    assert "79.999 %" in result.reason


def test_every_metric_has_a_value():
    assert set(_VALUES) == set(METRICS)


def test_the_worked_example_of_the_documentation():
    impl = [(Severity.BLOCKER, "a"), (Severity.BLOCKER, "b"), (Severity.MAJOR, "c")]
    findings = [
        Finding(rule=rule("implementation", severity, name), outcome=Outcome.FAIL, message=name)
        for severity, name in impl
    ]
    findings.append(Finding(rule=rule("claims"), outcome=Outcome.FAIL, message="85 %"))
    found = assessed(measured(Counts(passed=82, failed=30), 1532, 4813), findings)
    lost = {}
    for each in found.deductions:
        lost[each.category] = lost.get(each.category, Decimal(0)) + each.points
    assert lost == {
        "tests": Decimal("8.0"),
        "coverage": Decimal("12.0"),
        "implementation": Decimal("15.0"),
        "claims": Decimal("1.3"),
    }
    assert found.score == Decimal("63.7")
    assert found.verdict is Verdict.NOT_READY
    text = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
    for category, points in lost.items():
        assert f"| {points} | {category} (" in text
    assert f"| **{found.score}** |" in text


def judgement(verdict, kind="coverage", number=0):
    statement = Statement(
        source=Source(kind=SourceKind.PULL_REQUEST), text=f"Coverage is {number} %.", line=1
    )
    claim = Claim(kind=kind, quote=statement.text, statement=statement)
    return Judgement(claim=claim, verdict=verdict, reason="r")


@settings(deadline=None)
@given(
    COUNTS,
    st.lists(st.sampled_from(list(ClaimVerdict)), max_size=6),
    st.sampled_from(["coverage", "complete", "ready"]),
)
def test_another_contradicted_claim_never_raises_the_score(counts, verdicts, kind):
    said = tuple(judgement(each, number=n) for n, each in enumerate(verdicts))
    more = (*said, judgement(ClaimVerdict.CONTRADICTED, kind, 99))
    bases = (Basis(measured=measured(counts), judgements=each) for each in (said, more))
    before, after = (assess(built_in(), (), basis) for basis in bases)
    assert after.score <= before.score
    assert after.verdict is not Verdict.READY


@given(COUNTS, st.integers(0, 100), FINDINGS, st.sampled_from(["tests", "coverage"]))
def test_damaging_a_report_never_raises_the_score(counts, covered, findings, category):
    """What is read of it stays or is less; that it is damaged is an unknown finding."""
    the_rule = rule(category, name="damaged")
    damage = Finding(rule=the_rule, outcome=Outcome.UNKNOWN, message="damaged")
    whole = assessed(measured(counts, covered, 100), findings)
    same = assessed(measured(counts, covered, 100, (damage,)), [*findings, damage])
    less = measured(Counts(passed=counts.passed), 100, 100, (damage,))
    for damaged in (same, assessed(less, [*findings, damage])):
        assert {each.id: each.score for each in damaged.categories}[category] == 0
        assert damaged.verdict is not Verdict.READY
    assert same.score <= whole.score


@pytest.mark.parametrize("name", profiles())
@settings(deadline=None, max_examples=25)
@given(counts=COUNTS, covered=st.integers(0, 100), findings=FINDINGS)
def test_every_profile_adds_up_by_the_one_formula(name, counts, covered, findings):
    basis = Basis(measured=measured(counts, covered, 100), judgements=())
    found = assess(built_in(name), findings, basis)
    lost = sum((each.points for each in found.deductions), Decimal(0))
    assert found.score + lost == 100
    assert found == assess(built_in(name), findings[::-1], basis)
    gone = assess(built_in(name), findings, Basis(measured=measured(None, lines=0), judgements=()))
    assert gone.score <= found.score
