"""The profiles: every rule about running and documenting has its place in the checklists."""

from fnmatch import fnmatchcase

import pytest

from readiness.judge.catalogue import catalogue
from readiness.policy.chain import profiles
from readiness.policy.load import built_in

ON_DEMAND = {
    "operations.failed-command": "a gate on record.NAME",
    "operations.live-check": "a gate on live.NAME",
    "operations.unusable-record": "a gate on record.NAME",
}
"""What was never recorded, or asked, would pass: a policy that wants it names it."""

RULES = [rule.id for rule in catalogue() if rule.category in ("documentation", "operations")]

ELSEWHERE = {
    "production-validation": {
        "documentation.changelog": "of the release, not of running it",
        "documentation.duplicate": "tidiness",
        "documentation.licence": "of the release, not of running it",
        "documentation.wrong-line-count": "nobody runs it by that",
        "operations.backup-file": "tidiness",
        "operations.ci-tests": "of the tests, not of running it",
        "operations.committed-report": "tidiness",
        "operations.ignored-failures": "of the tests, not of running it",
    },
    "production-checklist": {
        "documentation.wrong-line-count": "nobody runs it by that",
    },
    "integration-audit": {
        "documentation.changelog": "of the release, not of what is integrated",
        "documentation.duplicate": "tidiness",
        "documentation.licence": "of the release, not of what is integrated",
        "operations.backup": "production-validation",
        "operations.backup-file": "tidiness",
        "operations.backup-use": "production-validation",
        "operations.circuit-breaker": "production-validation",
        "operations.committed-report": "tidiness",
        "operations.connection-strings": "production-validation",
        "operations.container": "production-validation",
        "operations.dashboards": "production-validation",
        "operations.graceful-shutdown": "production-validation",
        "operations.image-built": "production-validation",
        "operations.migration-content": "production-validation",
        "operations.migration-order": "production-validation",
        "operations.migrations": "production-validation",
        "operations.no-timeout": "production-validation",
        "operations.pools-closed": "production-validation",
        "operations.rate-limiting": "production-validation",
        "operations.required-environment": "production-validation",
        "operations.restore": "production-validation",
        "operations.retries": "production-validation",
        "operations.secret-settings": "production-validation",
        "operations.undocumented-environment": "production-validation",
    },
}
"""Rules that a profile leaves to another one, or to none, and why."""


def asked(profile):
    """The patterns of rules that the items of a profile name."""
    sections = built_in(profile).sections
    return [rule for section in sections for item in section.items for rule in item.rules]


@pytest.mark.parametrize("profile", ELSEWHERE)
def test_every_rule_of_operations_and_documentation_has_its_place(profile):
    patterns = asked(profile)
    placed = {rule for rule in RULES if any(fnmatchcase(rule, each) for each in patterns)}
    elsewhere = ELSEWHERE[profile] | ON_DEMAND
    assert placed | elsewhere.keys() == set(RULES)
    assert placed & elsewhere.keys() == set()


def test_a_package_that_comes_with_another_one_costs_less_than_an_undeclared_one():
    sections = {each.id: each for each in built_in("integration-audit").sections}
    items = sections["dependency-management"].items
    (lenient,) = (each for each in items if "dependencies.transitive" in each.rules)
    (strict,) = (each for each in items if "dependencies.undeclared*" in each.rules)
    assert lenient.mild
    assert not strict.mild


@pytest.mark.parametrize("profile", profiles())
def test_every_item_says_what_to_do(profile):
    for section in built_in(profile).sections:
        for item in section.items:
            assert item.advice, item.id


def test_the_most_urgent_horizon_is_named_first():
    for profile, first in (("integration-audit", "at once"), ("production-validation", "at once")):
        assert built_in(profile).sections[0].items[0].horizon == first
