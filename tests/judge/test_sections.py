"""Checklists: how an item is decided, what it earns, and what the profiles add up to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.repositories import tree
from test_score import COUNTS, FINDINGS, measured, rule

from readiness.judge.assess import assess
from readiness.judge.metrics import Basis
from readiness.model import (
    Attestation,
    Counts,
    Finding,
    Gate,
    Item,
    Location,
    Outcome,
    Search,
    Section,
    Severity,
    State,
    Verdict,
)
from readiness.policy.load import built_in
from readiness.repository.checkout import snapshot

BARE = replace(built_in(), weights={}, gates=())


def item(name="i", **decider):
    return Item(id=name, title=f"Item {name}", **decider)


def section(*items, **given_):
    return Section(id="s", title="Section", items=items, **given_)


def went(policy, *items, findings=(), basis=None, **given_):
    policy = replace(policy, sections=(section(*items, **given_),))
    return assess(policy, findings, basis or Basis(measured=measured(Counts(passed=1))))


def state(one, **given_):
    (result,) = went(BARE, one, **given_).sections[0].items
    return result.state


def finding(severity=Severity.MAJOR, outcome=Outcome.FAIL, name="x"):
    return Finding(
        rule=rule(severity=severity, name=name),
        outcome=outcome,
        message="m",
        location=Location(path="a.py", line=3),
    )


COVERED = item(gate=Gate(id="coverage.line", minimum=Fraction(4, 5)))


def test_a_bound_is_scored_actual_over_required():
    basis = Basis(measured=measured(Counts(passed=1), 1444, 10000))
    (result,) = went(BARE, COVERED, basis=basis).sections
    assert round(result.score) == 18
    basis = Basis(measured=measured(Counts(passed=1), 3183, 10000))
    (result,) = went(BARE, COVERED, basis=basis).sections
    assert result.score == Decimal("39.8")
    assert result.items[0].state is State.FAIL


def test_eight_passes_and_six_warnings_of_fourteen_are_78_6():
    passing = [item(f"p{n}", rules=("security.secret",)) for n in range(8)]
    warning = [item(f"w{n}", rules=("implementation.x",), mild=True) for n in range(6)]
    skipped = [item("n", search=Search(files=("x",)), only_if=Search(files=("none",)))]
    found = went(BARE, *passing, *warning, findings=(finding(),))
    assert found.score == Decimal("78.6")
    assert sum(each.points for each in found.deductions) == Decimal("21.4")
    assert {each.item for each in found.deductions} == {f"w{n}" for n in range(6)}
    assert len(skipped) == 1


@pytest.mark.parametrize(
    ("covered", "wanted"), [(80, State.PASS), (79, State.WARN), (60, State.WARN), (59, State.FAIL)]
)
def test_two_bounds_are_a_step(covered, wanted):
    two = replace(COVERED, close=Fraction(3, 5))
    basis = Basis(measured=measured(Counts(passed=1), covered, 100))
    (result,) = went(BARE, two, basis=basis).sections
    assert result.items[0].state is wanted
    assert result.items[0].credit in (0, Fraction(1, 2), 1)


@pytest.mark.parametrize(
    ("patterns", "found", "wanted"),
    [
        (("implementation.x",), (), State.PASS),
        (("implementation.*",), (finding(),), State.FAIL),
        (("implementation.*",), (finding(Severity.MINOR),), State.WARN),
        (("implementation.*",), (finding(Severity.NOTE),), State.PASS),
        (("implementation.x",), (finding(Severity.NOTE),), State.FAIL),
        (("implementation.x",), (finding(outcome=Outcome.UNKNOWN),), State.UNKNOWN),
        (("implementation.x",), (finding(outcome=Outcome.PASS),), State.PASS),
        (("implementation.x",), (finding(outcome=Outcome.NOT_APPLICABLE),), State.SKIPPED),
        (("implementation.x",), (replace(finding(), excused="waived"),), State.FAIL),
    ],
)
def test_rules_decide(patterns, found, wanted):
    if found and found[0].excused:
        wanted, found = State.PASS, (replace(found[0], outcome=Outcome.NOT_APPLICABLE),)
    assert state(item(rules=patterns), findings=found) is wanted


def test_what_needs_a_rule_to_apply_is_skipped_where_it_does_not():
    drill = item(attestable=True, only_with=("implementation.x", "implementation.y"))
    nothing = replace(finding(outcome=Outcome.NOT_APPLICABLE), message="No service is run")
    other = finding(outcome=Outcome.NOT_APPLICABLE, name="y")
    (result,) = went(BARE, drill, findings=(nothing, other)).sections[0].items
    assert (result.state, result.current) == (State.SKIPPED, "No service is run")
    assert state(drill, findings=(nothing,)) is State.UNKNOWN
    assert state(drill, findings=(nothing, replace(other, excused="waived"))) is State.UNKNOWN
    assert state(drill, findings=(nothing, other, finding())) is State.SKIPPED
    assert state(drill) is State.UNKNOWN


def test_a_mild_item_that_is_unknown_earns_nothing_and_degrades_only():
    for mild, verdict in ((True, Verdict.DEGRADED), (False, Verdict.NOT_READY)):
        (result,) = went(BARE, item(attestable=True, mild=mild), required=True).sections
        assert (result.verdict, result.score) == (verdict, 0)


def test_findings_are_named_singly_and_counted_by_rule():
    many = [replace(finding(), message=f"m{n}") for n in range(3)]
    note = replace(finding(Severity.NOTE, name="y"), message="No alert is defined.")
    asked = item(rules=("implementation.x", "implementation.y"))
    (result,) = went(BARE, asked, findings=(*many, note)).sections[0].items
    assert result.current == f"3 × {many[0].rule.summary.rstrip('.')}; No alert is defined"
    assert result.required == "no finding"
    notes = [replace(note, message=f"n{n}") for n in range(2)]
    (result,) = went(BARE, asked, findings=notes).sections[0].items
    assert result.current == "n0, and 1 more"


def test_of_several_rules_the_one_named_first_answers():
    found = [finding(outcome=Outcome.NOT_APPLICABLE, name=name) for name in "ab"]
    found = [replace(each, message=each.rule.id) for each in found]
    asked = item(rules=("implementation.b", "implementation.a"))
    (result,) = went(BARE, asked, findings=found).sections[0].items
    assert result.current == "implementation.b"


def test_rules_that_are_off_do_not_apply():
    off = replace(BARE, rules={"security.secret": None})
    (result,) = went(off, item(rules=("security.secret",))).sections
    assert result.items[0].state is State.SKIPPED
    assert (result.verdict, result.score) == (None, None)


def test_files_decide(tmp_path):
    text = "# Restore\n\n" + "A line of advice.\n" * 12
    tree(tmp_path, {"docs/runbook.md": text, "src/a.py": "import signal\nsignal.SIGTERM\n"})
    basis = Basis(measured=measured(Counts(passed=1)), snapshot=snapshot(tmp_path))

    def found(**wanted):
        return state(item(search=Search(**wanted)), basis=basis)

    assert found(files=("docs/*.md",)) is State.PASS
    assert found(files=("docs/*.md",), lines=99) is State.FAIL
    assert found(files=("docs/*.md",), mention=("restore",), lines=10) is State.PASS
    assert found(files=("**/*.py",), mention=("sigterm",)) is State.PASS
    assert found(files=("**/*.py",), mention=("sigint",)) is State.FAIL
    only = item(search=Search(files=("x",)), only_if=Search(files=("*.sql",)))
    assert state(only, basis=basis) is State.SKIPPED


def test_spellings_of_one_name_are_asked_for_once(tmp_path):
    basis = Basis(measured=measured(Counts(passed=1)), snapshot=snapshot(tmp_path))
    asked = item(search=Search(files=("README*", "Readme*", "readme*"), lines=5))
    (result,) = went(BARE, asked, basis=basis).sections
    assert result.items[0].required == "README* of 5 lines or more"


ATTESTED = Attestation(
    item="i",
    who="Ada",
    when=date(2026, 4, 1),
    link="https://example.org",
    expires=date(2026, 9, 1),
)


def test_what_somebody_vouches_for_is_attested_never_passed():
    manual = item(attestable=True)
    assert state(manual) is State.UNKNOWN
    vouched = replace(BARE, attestations=(ATTESTED,))
    (result,) = went(vouched, manual).sections
    assert result.items[0].state is State.ATTESTED
    assert "Ada on 2026-04-01" in result.items[0].current
    assert (result.verdict, result.score) == (Verdict.READY, 100)


def test_an_attestation_never_outweighs_what_was_measured():
    vouched = replace(BARE, attestations=(ATTESTED,))
    for decided in (item(rules=("implementation.x",), attestable=True),):
        (result,) = went(vouched, decided, findings=(finding(),)).sections
        assert result.items[0].state is State.FAIL
    unlisted = went(
        vouched, item(rules=("implementation.x",)), findings=(finding(outcome=Outcome.UNKNOWN),)
    )
    assert unlisted.sections[0].items[0].state is State.UNKNOWN


def test_the_whole_is_no_more_ready_than_a_required_section():
    failing = item("f", rules=("implementation.x",))
    passing = [item(f"p{n}", rules=("security.secret",)) for n in range(30)]
    assert went(BARE, failing, *passing, findings=(finding(),)).verdict is Verdict.READY
    capped = went(BARE, failing, *passing, findings=(finding(),), required=True)
    assert capped.verdict is Verdict.NOT_READY


POLICY = replace(
    built_in(),
    sections=(
        section(COVERED, item("r", rules=("implementation.*",)), item("m", attestable=True)),
        Section(id="t", title="T", items=(item("u", rules=("security.*",), mild=True),), weight=9),
    ),
)


@settings(deadline=None)
@given(COUNTS, st.integers(0, 300), st.integers(0, 100), FINDINGS)
def test_with_checklists_too_score_and_deductions_make_a_hundred(counts, lines, part, findings):
    basis = Basis(measured=measured(counts, lines * part // 100, lines))
    found = assess(POLICY, findings, basis)
    assert found.score + sum((each.points for each in found.deductions), Decimal(0)) == 100
    causes = [(each.gate, each.rule, each.item) for each in found.deductions]
    assert all(sum(map(bool, each)) == 1 for each in causes)


@settings(deadline=None, max_examples=300)
@given(COUNTS, FINDINGS, FINDINGS)
def test_with_checklists_too_another_failure_never_raises_the_score(counts, findings, more):
    more = [each for each in more if each.outcome in (Outcome.FAIL, Outcome.UNKNOWN)]
    basis = Basis(measured=measured(counts))
    before, after = assess(POLICY, findings, basis), assess(POLICY, [*findings, *more], basis)
    assert after.score <= before.score
    without = assess(POLICY, findings, Basis(measured=measured(counts, lines=0)))
    assert without.score <= before.score
