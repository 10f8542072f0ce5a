"""Comments that excuse nothing, and waivers that cover nothing, are said to."""

from dataclasses import replace
from datetime import date

import pytest
from support.repositories import tree
from test_score import rule

from readiness.judge.ignores import unused
from readiness.judge.judge import judge
from readiness.model import Finding, Ignore, Location, Measured, Outcome, Severity, Waiver
from readiness.policy.load import built_in
from readiness.render import comment, terminal
from readiness.render.links import Links
from readiness.repository.checkout import snapshot

RULES = ("implementation.x", "security.y")
CODE = """\
one = 1  # readiness: ignore[implementation.x, security.y] it is one
two = 2  # readiness: ignore[custom.mine] it is two
six = 6  # Readiness: ignore[implementation.gone] it is six
"""


def finding(line=1, **changes):
    place = Location(path="pkg/a.py", line=line)
    made = Finding(rule=rule(), outcome=Outcome.FAIL, message="m", location=place)
    return replace(made, **changes)


def listed(tmp_path, *found, met=()):
    tree(tmp_path, {"pkg/a.py": CODE, "README.md": CODE})
    said = unused(snapshot(tmp_path), RULES, found=found, met=met)
    return {(each.rule, each.location.line): each.refused for each in said}


def test_every_comment_that_no_finding_met_is_listed(tmp_path):
    met = Ignore(rule="implementation.x", location=Location(path="pkg/a.py", line=1), reason="r")
    assert listed(tmp_path, finding(), met=(met,)) == {
        ("security.y", 1): "it excuses nothing; take it out",
        ("custom.mine", 2): "it excuses nothing; take it out",
        ("implementation.gone", 3): "there is no such rule",
    }


def test_that_of_an_undecided_rule_is_not(tmp_path):
    open_ = finding(outcome=Outcome.UNKNOWN, location=None)
    assert ("implementation.x", 1) not in listed(tmp_path, open_)


@pytest.mark.parametrize("render", [comment, terminal], ids=lambda each: each.__name__)
def test_the_report_says_what_excuses_nothing(tmp_path, render):
    tree(tmp_path, {"pkg/a.py": "one = 1  # readiness: ignore[security.secret] no key\n"})
    unneeded = Waiver(
        rule="security.secret",
        paths=("**",),
        reason="Old",
        owner="@o",
        expires=date(2026, 6, 1),
    )
    report = judge(
        (),
        policy=replace(built_in(), waivers=(unneeded,)),
        measured=Measured(),
        snapshot=snapshot(tmp_path),
        findings=(finding(rule=rule(severity=Severity.MINOR)),),
        today=date(2026, 5, 1),
    )
    text = " ".join(render.render(report, Links()).split())
    assert "does not count: it excuses nothing; take it out" in text
    assert "excuses nothing: take it out)" in text
