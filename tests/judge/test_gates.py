"""Gates: on what condition they apply, what an unknown metric comes to, and every metric."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from test_score import COUNTS, assessed, measured, rule

from readiness.judge.assess import assess
from readiness.judge.conditions import Occasion
from readiness.judge.gates import decide
from readiness.judge.metrics import Basis
from readiness.model import (
    Analysis,
    AnalysisResult,
    Condition,
    Counts,
    CoverageTotals,
    Finding,
    Gate,
    Measured,
    Outcome,
    Severity,
    Verdict,
)
from readiness.policy.load import built_in

GOOD = measured(Counts(passed=9, failed=1))


def outcome(gate, basis=None, **occasion):
    basis = basis or Basis(measured=GOOD)
    return decide(gate, replace(basis, occasion=Occasion(**occasion))).outcome


@pytest.mark.parametrize(
    ("when", "occasion", "applies"),
    [
        ({"paths": ("src/**",)}, {"paths": frozenset({"src/a/b.py"})}, True),
        ({"paths": ("src/**",)}, {"paths": frozenset({"docs/a.md"})}, False),
        ({"paths": ("src/**",)}, {"paths": None}, True),
        ({"labels": ("release",)}, {"labels": ("release", "x")}, True),
        ({"labels": ("release",)}, {"labels": ()}, False),
        ({"bases": ("release/*",)}, {"base": "release/1"}, True),
        ({"bases": ("release/*",)}, {"base": "main"}, False),
        ({"events": ("push",)}, {"event": "pull_request"}, False),
        ({"events": ("push",)}, {"event": None}, True),
        ({"events": ("push",), "bases": ("main",)}, {"event": "push", "base": "x"}, False),
        ({"components": ("api",)}, {}, False),
    ],
)
def test_a_gate_applies_unless_it_certainly_does_not(when, occasion, applies):
    gate = Gate(id="tests.pass-rate", minimum=Fraction(1), when=Condition(**when))
    found = outcome(gate, **occasion)
    assert found is (Outcome.FAIL if applies else Outcome.NOT_APPLICABLE)


def test_a_gate_that_does_not_apply_costs_nothing():
    gate = Gate(id="tests.pass-rate", minimum=Fraction(1), when=Condition(paths=("src/**",)))
    policy = replace(built_in(), gates=(gate,))
    occasion = Occasion(paths=frozenset({"README.md"}))
    found = assess(policy, (), Basis(measured=GOOD, occasion=occasion))
    assert (found.verdict, found.score) == (Verdict.READY, 100)


@given(COUNTS)
def test_an_unknown_that_only_warns_is_degraded_at_best_and_scores_nothing(counts):
    gate = Gate(id="coverage.branch", minimum=Fraction(1, 2))
    blocking = replace(built_in(), gates=(gate,))
    warning = replace(built_in(), gates=(replace(gate, warns=True),))
    evidence = measured(counts)
    assert assessed(evidence, (), warning).score == assessed(evidence, (), blocking).score
    assert assessed(evidence, (), warning).verdict is not Verdict.READY
    assert assessed(measured(Counts(passed=1)), (), warning).verdict is Verdict.DEGRADED
    assert assessed(measured(Counts(passed=1)), (), blocking).verdict is Verdict.NOT_READY


def test_a_report_in_doubt_fails_even_where_an_unknown_warns():
    damaged = Finding(rule=rule("tests"), outcome=Outcome.UNKNOWN, message="b.xml is damaged")
    gate = Gate(id="tests.min-cases", minimum=Fraction(1), warns=True)
    result = decide(gate, Basis(measured=measured(Counts(passed=1), findings=(damaged,))))
    assert (result.outcome, result.warns) == (Outcome.UNKNOWN, False)


FOUND = (
    Finding(rule=rule("security", Severity.BLOCKER), outcome=Outcome.FAIL, message="1"),
    Finding(rule=rule("security", Severity.MINOR, "y"), outcome=Outcome.FAIL, message="2"),
    Finding(rule=rule("security", Severity.MINOR, "y"), outcome=Outcome.PASS, message="3"),
)
SARIF = Analysis(
    source="a.sarif",
    format="sarif",
    tool="t",
    results=(AnalysisResult(rule="r", level="error", message="m"),),
)
MUTANTS = Analysis(source="m.json", format="m", tool="t", mutants=(3, 4))


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("findings.blocker", 1),
        ("findings.security", 2),
        ("findings.security.y", 1),
        ("findings.major", 0),
        ("analysis.error", 1),
        ("analysis.warning", 0),
        ("tests.mutation-score", Fraction(3, 4)),
        ("tests.collection-errors", 0),
        ("coverage.drop", Fraction(1, 20)),
    ],
)
def test_what_is_measured(metric, value):
    basis = Basis(
        measured=replace(GOOD, analyses=(SARIF, MUTANTS)),
        findings=FOUND,
        base=CoverageTotals(lines=100, covered_lines=95),
    )
    assert decide(Gate(id=metric, maximum=Fraction(0)), basis).actual == value


@pytest.mark.parametrize(
    "metric",
    ["analysis.error", "tests.mutation-score", "coverage.drop", "change.skips", "coverage.branch"],
)
def test_what_is_not_measured_is_unknown(metric):
    assert outcome(Gate(id=metric, maximum=Fraction(1))) is Outcome.UNKNOWN


def test_findings_of_a_rule_that_could_not_be_decided_are_unknown():
    crashed = Finding(rule=rule("security"), outcome=Outcome.UNKNOWN, message="crashed")
    basis = Basis(measured=Measured(), findings=(crashed,))
    for metric in ("findings.security", "findings.security.x", "findings.major"):
        assert outcome(Gate(id=metric, maximum=Fraction(9)), basis) is Outcome.UNKNOWN
    assert outcome(Gate(id="findings.blocker", maximum=Fraction(0)), basis) is Outcome.PASS


def test_a_named_gate_is_of_its_metric():
    gate = Gate(id="everything passes", of="tests.pass-rate", minimum=Fraction(1))
    found = assessed(GOOD, (), replace(built_in(), gates=(gate,)))
    (lost,) = found.deductions
    assert (lost.gate, lost.category) == ("everything passes", "tests")


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("tests.pass-rate", "not measured: there is no test report"),
        ("coverage.line", "not measured: there is no coverage report"),
        ("coverage.diff", "not measured: there is no coverage report"),
        ("change.skips", "not measured: nothing says what the change is"),
        ("tests.mutation-score", "not measured: the share of mutants"),
    ],
)
def test_what_there_is_nothing_of_is_said(metric, said):
    gate = Gate(id=metric, minimum=Fraction(1))
    assert decide(gate, Basis(measured=Measured())).reason.startswith(said)
    assert decide(gate, Basis(measured=Measured(), component="api")).reason.startswith(said)
