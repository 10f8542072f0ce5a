"""Reports that are deleted or emptied: never a better score, never a better verdict."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.repositories import tree

from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.judge.judge import judge
from readiness.model import (
    Component,
    Counts,
    Coverage,
    FileCoverage,
    Gate,
    Measured,
    Outcome,
    PathRule,
    Severity,
    Source,
    SourceKind,
    Suite,
    TestRun,
    Verdict,
)
from readiness.policy.chain import profiles
from readiness.policy.load import built_in
from readiness.repository.checkout import snapshot
from readiness.unreported.find import NOT_REPORTED

MODULES = ("unit.test_pay", "unit.test_shop", "e2e.test_order", "e2e.test_refund")
TEST = "def test_it():\n    assert 1 + 1 == 2\n"
BEST = (Verdict.NOT_ASSESSED, Verdict.NOT_READY, Verdict.DEGRADED, Verdict.READY)
POLICIES = {name: built_in(name) for name in profiles()}
CLAIMS = "All tests pass.\n\n12 of 12 tests pass.\n\n100 % pass rate.\n\nWe have 20 tests.\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    files = {f"tests/{name.replace('.', '/')}.py": TEST for name in MODULES}
    return snapshot(tree(tmp_path_factory.mktemp("shop"), {"shop.py": "X = 1\n", **files}))


COUNTS = st.builds(
    Counts,
    passed=st.integers(0, 30),
    failed=st.integers(0, 9),
    errored=st.integers(0, 3),
    skipped=st.integers(0, 5),
    flaky=st.integers(0, 3),
).filter(lambda counts: counts.total)
PER_MODULE = len(MODULES)
REPORTS = st.builds(
    lambda counts, places: tuple(
        [
            (name, found)
            for name, found, place in zip(MODULES, counts, places, strict=True)
            if place == number
        ]
        for number in range(3)
    ),
    st.lists(COUNTS, min_size=PER_MODULE, max_size=PER_MODULE),
    st.lists(st.integers(0, 2), min_size=PER_MODULE, max_size=PER_MODULE),
)
GATES = st.lists(
    st.sampled_from(
        (
            Gate(id="tests.pass-rate", minimum=Fraction(9, 10)),
            Gate(id="tests.pass-rate", minimum=Fraction(1)),
            Gate(id="tests.min-cases", minimum=Fraction(20)),
            Gate(id="tests.skipped-rate", maximum=Fraction(1, 10)),
            Gate(id="tests.errors", maximum=Fraction(0)),
            Gate(id="tests.flaky", maximum=Fraction(1)),
        )
    ),
    unique_by=lambda gate: gate.id,
)


def measured(reports):
    runs = tuple(
        TestRun(
            source=f"{number}.xml",
            format="junit",
            counts=sum((counts for _, counts in report), Counts()),
            suites=tuple(
                Suite(name="pytest", classname=f"tests.{name}", counts=counts)
                for name, counts in report
            ),
        )
        for number, report in enumerate(reports)
    )
    files = {"shop.py": FileCoverage(path="shop.py", lines={1: 1})}
    coverage = Coverage(sources=("c.xml",), formats=("cobertura",), files=files)
    return Measured(runs=runs, coverage=coverage)


def judged(repository, reports, policy=POLICIES["standard"], text=""):
    source = Source(kind=SourceKind.PULL_REQUEST)
    claims = tuple(find([Text(source=source, text=text)])) if text else ()
    held = measured(reports)
    return judge(claims, policy=policy, measured=held, snapshot=repository, findings=())


def worse_or_same(after, before):
    return after.assessment.score <= before.assessment.score and BEST.index(
        after.verdict
    ) <= BEST.index(before.verdict)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    reports=REPORTS,
    gone=st.integers(0, 2),
    emptied=st.booleans(),
    policy=st.sampled_from(sorted(POLICIES)),
    gates=GATES,
    text=st.sampled_from(["", CLAIMS]),
)
def test_a_report_less_is_never_better(repository, reports, gone, emptied, policy, gates, text):
    chosen = POLICIES[policy]
    chosen = replace(chosen, gates=tuple(gates)) if gates else chosen
    rest = [[] if n == gone else each for n, each in enumerate(reports)]
    rest = rest if emptied else [each for n, each in enumerate(rest) if n != gone]
    before = judged(repository, reports, chosen, text)
    after = judged(repository, rest, chosen, text)
    assert worse_or_same(after, before)


WHOLE = [[(name, Counts(passed=3)) for name in MODULES[:2]], [(MODULES[2], Counts(failed=2))], []]
LESS = [WHOLE[0], [], []]


def gates(report):
    return {each.gate.id: each.outcome for each in report.assessment.gates}


def findings(report):
    return [each for each in report.findings if each.rule.id == NOT_REPORTED.id]


def test_tests_that_no_report_has_cost_what_their_failures_could(repository):
    report = judged(repository, LESS)
    (category,) = (each for each in report.assessment.categories if each.id == "tests")
    assert category.score == 0
    assert gates(report)["tests.pass-rate"] is Outcome.UNKNOWN
    assert gates(report)["tests.min-cases"] is Outcome.PASS
    assert report.verdict is Verdict.NOT_READY
    (gate,) = (each for each in report.assessment.gates if each.gate.id == "tests.pass-rate")
    assert gate.reason == (
        "of what is reported 100 % of executed test cases passed, but "
        "no report has tests/e2e (2 Python tests in 2 files)"
    )


def test_a_gate_that_only_warns_of_what_is_unknown_is_not_passed_over(repository):
    gate = Gate(id="tests.pass-rate", minimum=Fraction(1, 2), warns=True)
    policy = replace(POLICIES["standard"], gates=(gate,))
    assert judged(repository, LESS, policy).verdict is Verdict.NOT_READY


ALL = [[(name, Counts(passed=3)) for name in MODULES]]


def test_a_complete_run_says_nothing(repository):
    report = judged(repository, ALL)
    assert findings(report) == []
    assert report.verdict is Verdict.READY


def test_the_policy_says_which_tests_are_never_reported(repository):
    switched = PathRule(rule=NOT_REPORTED.id, glob="tests/e2e/**", severity=None)
    policy = replace(POLICIES["standard"], path_rules=(switched,))
    report = judged(repository, LESS, policy)
    assert findings(report) == []
    assert report.verdict is Verdict.READY


def test_as_a_note_it_is_only_said(repository):
    policy = replace(POLICIES["standard"], rules={NOT_REPORTED.id: Severity.NOTE})
    report = judged(repository, LESS, policy)
    assert len(findings(report)) == 1
    assert report.verdict is Verdict.READY


def test_a_component_without_its_report_is_not_ready(repository):
    parts = tuple(
        Component(name=name, path=f"tests/{name}", tests=(f"{number}.xml",))
        for number, name in enumerate(("unit", "e2e"))
    )
    half = [WHOLE[0], [(MODULES[2], Counts(passed=2))]]
    policy = replace(POLICIES["standard"], components=parts)
    report = judge(
        (),
        policy=policy,
        measured=measured(half),
        snapshot=repository,
        findings=(),
        components=parts,
    )
    outcomes = {
        part.component.name: {each.gate.id: each.outcome for each in part.assessment.gates}
        for part in report.components
    }
    assert outcomes["unit"]["tests.pass-rate"] is Outcome.PASS
    assert outcomes["e2e"]["tests.pass-rate"] is Outcome.UNKNOWN


def test_a_bound_that_the_reported_tests_miss_is_missed(repository):
    """The gate fails by what is known, and says what is not; the whole of its points is lost."""
    report = judged(repository, [[("unit.test_pay", Counts(passed=3, failed=1))]])
    gate = next(each for each in report.assessment.gates if each.gate.id == "tests.pass-rate")
    assert gate.outcome is Outcome.FAIL
    assert gate.reason.startswith("75 % of executed test cases passed, at least 100 % required; ")
    assert "no report has" in gate.reason
    lost = [each for each in report.assessment.deductions if each.gate == "tests.pass-rate"]
    assert [each.points for each in lost] == [30]
