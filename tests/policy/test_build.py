"""What only shows once a policy is whole: dates, names, checklists; and twelve mistakes at once."""

from datetime import date, timedelta

import pytest

from readiness.model import PathRule, Severity
from readiness.policy.load import load
from readiness.policy.source import PolicyError

TODAY = date(2026, 5, 1)
RULES = ("implementation.confessed", "security.secret", "security.machine-path")


def loaded(text):
    return load("p.yml", text.encode(), ref=None, rules=RULES, today=TODAY)


def problems(text):
    with pytest.raises(PolicyError) as raised:
        loaded(text)
    return [str(each) for each in raised.value.problems]


def waiver(**changes):
    given = {
        "rule": "security.secret",
        "paths": "['docs/**']",
        "reason": "an example",
        "owner": "'@ada'",
        "expires": "2026-09-01",
    }
    given.update(changes)
    lines = ", ".join(f"{key}: {value}" for key, value in given.items() if value)
    return f"waivers: [{{{lines}}}]"


def test_a_waiver_says_all():
    (found,) = loaded(waiver()).waivers
    assert (found.rule, found.paths, found.expires) == (
        "security.secret",
        ("docs/**",),
        date(2026, 9, 1),
    )


@pytest.mark.parametrize("key", ["paths", "reason", "owner", "expires"])
def test_a_waiver_without_any_part_is_refused(key):
    (found,) = problems(waiver(**{key: None}))
    assert f"lacks {key}" in found


def test_a_waiver_names_a_rule_or_a_gate_that_exists():
    assert "either a rule or a gate" in problems(waiver(rule=None))[0]
    assert "either a rule or a gate" in problems(waiver(gate="coverage.line"))[0]
    assert "unknown gate" in problems(waiver(rule=None, gate="coverage.lin"))[0]
    assert "did you mean “security.secret”" in problems(waiver(rule="security.secre"))[0]
    assert loaded(waiver(rule=None, gate="coverage.line")).waivers[0].gate == "coverage.line"


@pytest.mark.parametrize(("days", "fine"), [(0, True), (180, True), (181, False), (-1, True)])
def test_a_waiver_ends_within_180_days(days, fine):
    text = waiver(expires=(TODAY + timedelta(days=days)).isoformat())
    if fine:
        assert loaded(text).waivers
    else:
        assert "more than 180 days ahead; write 2026-10-28 or earlier" in problems(text)[0]


def test_an_attestation_is_of_an_item_that_may_be_attested():
    section = "sections: {s: {title: S, items: {drill: {title: Drill, attest: true}}}}\n"
    given = "{who: Ada, when: 2026-04-01, link: 'https://example.org/1', expires: 2026-12-01}"
    (found,) = loaded(f"{section}attestations: {{drill: {given}}}").attestations
    assert (found.item, found.who) == ("drill", "Ada")
    assert (
        "unknown item that may be attested “dril”; did you mean “drill”?"
        in (problems(f"{section}attestations: {{dril: {given}}}")[0])
    )
    late = given.replace("2026-04-01", "2026-06-01")
    assert "has not come yet" in problems(f"{section}attestations: {{drill: {late}}}")[0]
    assert (
        "is no day"
        in (problems(f"{section}attestations: {{drill: {given.replace('04-01', '02-30')}}}")[0])
    )


def test_rules_by_path():
    policy = loaded(
        "rules:\n"
        "  security.machine-path: {severity: minor, paths: {'examples/**': off}}\n"
        "  security.secret: {paths: {'tests/**': note}}\n"
    )
    assert policy.rules == {"security.machine-path": Severity.MINOR}
    assert policy.path_rules == (
        PathRule(rule="security.machine-path", glob="examples/**", severity=None),
        PathRule(rule="security.secret", glob="tests/**", severity=Severity.NOTE),
    )


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{rules: [security.secret]}", "lacks a title"),
        ("{title: T}", "decided by nothing"),
        ("{title: T, metric: coverage.line}", "without a bound"),
        ("{title: T, rules: [security.secret], claims: [ready]}", "decided by rules and claims"),
        ("{title: T, rules: [securty.*]}", "fits no rule"),
        ("{title: T, metric: coverage.lin, min: 80 %}", "did you mean “coverage.line”?"),
    ],
)
def test_an_item_is_decided_by_one_thing(item, message):
    assert message in problems(f"sections: {{s: {{title: S, items: {{i: {item}}}}}}}")[0]


TWELVE = """\
version: 2
wieghts: {tests: 30}
reports:
  tests: [/var/junit.xml]
weights: {coverage: many}
gates:
  coverage.lin: 80 %
  tests.min-cases: 80 %
verdict: {ready: 120}
rules:
  security.secrt: off
  security.machine-path: huge
claims: {sources: [comits]}
waivers:
  - {rule: security.secret, paths: [a], owner: x, expires: 2026-06-01}
components:
  api: {required: true}
"""


def test_twelve_mistakes_give_twelve_messages_with_line_and_remedy():
    found = problems(TWELVE)
    lines = [int(each.split(",")[0].removeprefix("line ")) for each in found]
    assert lines == [1, 2, 4, 5, 7, 8, 9, 11, 12, 13, 15, 17]
    remedies = ("must be", "did you mean", "write", "needs", "lacks")
    assert all(any(word in each for word in remedies) for each in found), found
