"""Metrics in words."""

import pytest

from readiness.policy.metrics import METRICS, Unit, metric

ONE = {
    "tests.min-cases": "1 executed test case",
    "tests.flaky": "1 test case that failed, then passed in a retry",
    "tests.errors": "1 test case in error, collection errors included",
    "tests.collection-errors": "1 test file that could not be loaded",
    "claims.contradicted": "1 claim that the evidence contradicts",
    "claims.unsupported": "1 claim that no evidence decides",
    "change.skips": "1 test that the change switches off",
    "change.weakened-tests": "1 test file that the change removes or takes assertions from",
    "change.exclusions": "1 line or setting by which the change takes code out of coverage",
    "change.ignores": "1 ignore comment that the change adds",
    "change.waivers": "1 waiver that the change adds",
    "findings.blocker": "1 finding of severity blocker",
    "analysis.error": "1 result of level error of other analysers",
}


@pytest.mark.parametrize("name", ONE)
def test_one_is_singular_and_more_are_plural(name):
    found = metric(name)
    assert found is not None
    assert found.counted(1) == ONE[name]
    assert found.counted(1200) == f"1,200 {found.summary}"


def test_every_count_is_tried():
    counts = {name for name, each in METRICS.items() if each.unit is Unit.COUNT}
    assert counts <= ONE.keys()
