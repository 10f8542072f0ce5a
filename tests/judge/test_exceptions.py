"""Waivers and ignore comments: each changes exactly its own item, and none is added by a change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.repositories import commit, tree
from test_score import COUNTS, FINDINGS, assessed, measured, rule

from readiness.judge.assess import weighed
from readiness.judge.exceptions import ignored, in_force, uses
from readiness.model import (
    Counts,
    Finding,
    Gate,
    Location,
    Outcome,
    Severity,
    Verdict,
    Waiver,
)
from readiness.policy.load import built_in
from readiness.probes.names import NAMES
from readiness.repository.checkout import snapshot

TODAY = date(2026, 5, 1)


def waiver(**changes):
    given_ = {"paths": ("**",), "reason": "r", "owner": "@ada", "expires": TODAY, **changes}
    return Waiver(**given_)


def finding(path="a.py", line=1, severity=Severity.MAJOR, name="x"):
    return Finding(
        rule=rule(severity=severity, name=name),
        outcome=Outcome.FAIL,
        message=f"{name} at {line}",
        location=Location(path=path, line=line),
    )


@given(COUNTS, FINDINGS, st.sampled_from(["minor", "major", "blocker", "note"]))
def test_a_waiver_changes_exactly_its_own_item(counts, findings, name):
    waived_rule = f"implementation.{name}"
    policy = replace(built_in(), waivers=(waiver(rule=waived_rule),))
    without = [
        each for each in findings if each.rule.id != waived_rule or each.outcome is not Outcome.FAIL
    ]
    with_waiver = assessed(measured(counts), findings, policy)
    assert with_waiver == assessed(measured(counts), without)
    kept = weighed(findings, policy)
    assert [each.rule.id for each in kept] == [each.rule.id for each in findings]
    assert all(each.excused for each in kept if each not in findings)


def test_a_waiver_covers_its_paths_only():
    policy = replace(built_in(), waivers=(waiver(rule="implementation.x", paths=("docs/**",)),))
    inside, outside = weighed((finding("docs/a.py"), finding("src/a.py")), policy)
    assert (inside.outcome, inside.excused) == (Outcome.NOT_APPLICABLE, "waived by @ada: r")
    assert outside.outcome is Outcome.FAIL


def test_what_could_not_be_decided_is_never_waived():
    policy = replace(
        built_in(), waivers=(waiver(rule="implementation.x"), waiver(gate="coverage.line"))
    )
    crashed = replace(finding(), outcome=Outcome.UNKNOWN)
    assert weighed((crashed,), policy)[0].outcome is Outcome.UNKNOWN
    missing = assessed(measured(Counts(passed=3), lines=0), (), policy)
    assert missing.verdict is Verdict.NOT_READY


def test_a_gate_is_waived_and_says_so():
    policy = replace(built_in(), waivers=(waiver(gate="coverage.line"),))
    low = measured(Counts(passed=3), covered=5)
    (gate,) = (each for each in assessed(low, (), policy).gates if each.gate.id == "coverage.line")
    assert gate.waived
    assert "50 %" in gate.reason
    assert "waived by @ada: r" in gate.reason
    assert assessed(low, (), policy).verdict is Verdict.READY
    assert assessed(low).verdict is Verdict.NOT_READY


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True), (9, True)])
def test_a_waiver_ends_with_its_day(days, counts):
    policy = replace(
        built_in(),
        waivers=(waiver(rule="implementation.x", expires=TODAY + timedelta(days=days)),),
    )
    live = in_force(policy, TODAY)
    assert bool(live.waivers) is counts
    (use,) = uses(policy, TODAY, (finding(), finding("b.py")), ())
    assert (use.days_left, use.used) == (days, 2)


CODE = "def one():\n    return 1  # readiness: ignore[implementation.x] it is one\n"


def looked(tmp_path, now, *, base, line=2, allow_new=False):
    tree(tmp_path, {"a.py": now})
    commit(tmp_path)
    return ignored((finding(line=line),), snapshot(tmp_path), base=base, allow_new=allow_new)


def test_an_ignore_comment_of_the_base_counts_and_is_listed(tmp_path):
    (found,), (ignore,) = looked(tmp_path, CODE, base=lambda path: "import os\n" + CODE)
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.excused == "told to look away: it is one"
    assert (ignore.rule, str(ignore.location), ignore.refused) == (
        "implementation.x",
        "a.py:2",
        "",
    )


@pytest.mark.parametrize(
    "base", [None, "def one():\n    return 1\n", CODE.replace("return 1", "return 0")]
)
def test_one_that_the_change_adds_does_not_count(tmp_path, base):
    (found,), (ignore,) = looked(tmp_path, CODE, base=lambda path: base)
    assert found.outcome is Outcome.FAIL
    assert ignore.refused


def test_one_that_the_change_adds_counts_where_the_policy_says_so(tmp_path):
    (found,), (ignore,) = looked(tmp_path, CODE, base=lambda path: None, allow_new=True)
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert not ignore.refused


def test_an_old_comment_does_not_excuse_a_new_line_below_it(tmp_path):
    before = "# readiness: ignore[implementation.x] for good reason\nONE = 1\n"
    now = before.replace("ONE = 1", "ONE = steal()")
    (found,), (ignore,) = looked(tmp_path, now, base=lambda path: before)
    assert found.outcome is Outcome.FAIL
    assert "this change adds it" in ignore.refused


def test_a_copied_comment_counts_no_more_often_than_before(tmp_path):
    (found,), (ignore,) = looked(tmp_path, CODE + CODE, base=lambda path: CODE, line=4)
    assert found.outcome is Outcome.FAIL
    assert ignore.refused


@pytest.mark.parametrize(
    ("comment", "counts"),
    [
        ("# readiness: ignore[implementation.x]", False),
        ("# readiness: ignore[implementation.y] why", False),
        ("# readiness: ignore[implementation.y, implementation.x] why", True),
        ("readiness: ignore[implementation.x] no comment", False),
        ("/* readiness: ignore[implementation.x] why */", True),
        ("<!-- readiness: ignore[implementation.x] why -->", True),
    ],
)
def test_a_comment_names_the_rule_and_a_reason(tmp_path, comment, counts):
    (found,), ignores = looked(tmp_path, f"{comment}\nx = 1\n", base=None)
    assert (found.outcome is Outcome.NOT_APPLICABLE) is counts
    assert all(each.reason in ("why", "") for each in ignores)


NOQA = "def one():\n    return zork  # noqa: F821\n"


@pytest.mark.parametrize(
    ("base", "outcome"),
    [
        (None, Outcome.NOT_APPLICABLE),
        (lambda path: "import os\n" + NOQA, Outcome.NOT_APPLICABLE),
        (lambda path: NOQA.replace("  # noqa: F821", ""), Outcome.FAIL),
        (lambda path: None, Outcome.FAIL),
    ],
    ids=["no base", "stood", "added", "new file"],
)
def test_a_linters_comment_that_the_change_adds_silences_nothing(tmp_path, base, outcome):
    tree(tmp_path, {"a.py": NOQA})
    commit(tmp_path)
    checkout = snapshot(tmp_path)
    (found,), (ignore,) = ignored(NAMES.run(checkout), checkout, base=base, allow_new=False)
    assert (found.rule.id, found.outcome) == ("implementation.undefined-name", outcome)
    assert (bool(found.excused), bool(ignore.refused)) == (
        outcome is Outcome.NOT_APPLICABLE,
        outcome is Outcome.FAIL,
    )
    assert ignore.reason == "noqa: F821"


def test_a_gate_of_a_name_of_its_own_is_waived_by_it():
    gates = (
        Gate(id="core", of="coverage.line", minimum=1),
        Gate(id="coverage.line", minimum=1),
    )
    policy = replace(built_in(), gates=gates, waivers=(waiver(gate="core"),))
    found = assessed(measured(Counts(passed=3), covered=5), (), policy)
    assert [each.waived for each in found.gates] == [True, False]
