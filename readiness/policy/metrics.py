"""The metrics that a gate can bound: their names, units and the side on which they are bounded.

What a metric's value is for given evidence is computed in ``readiness.judge.metrics``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """A rate is a fraction of one, a count a whole number."""

    RATE = "rate"
    COUNT = "count"


class Bound(StrEnum):
    """The side that a plain value bounds: ``tests.pass-rate: 90 %`` is a minimum."""

    MINIMUM = "min"
    MAXIMUM = "max"


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """Something measured that a gate can bound. Its category is the one that loses the points."""

    id: str
    unit: Unit
    bound: Bound
    category: str
    summary: str


def _metric(id: str, unit: Unit, bound: Bound, summary: str, category: str = "") -> Metric:  # noqa: A002
    category = category or id.partition(".")[0]
    return Metric(id=id, unit=unit, bound=bound, category=category, summary=summary)


_LEAST, _MOST = Bound.MINIMUM, Bound.MAXIMUM
_RATE, _COUNT = Unit.RATE, Unit.COUNT

METRICS = {
    metric.id: metric
    for metric in (
        _metric("tests.pass-rate", _RATE, _LEAST, "passed and flaky of all executed test cases"),
        _metric("tests.min-cases", _COUNT, _LEAST, "executed test cases"),
        _metric("tests.skipped-rate", _RATE, _MOST, "skipped of all test cases"),
        _metric("tests.flaky", _COUNT, _MOST, "test cases that failed, then passed in a retry"),
        _metric("tests.errors", _COUNT, _MOST, "test cases in error, collection errors included"),
        _metric("coverage.line", _RATE, _LEAST, "covered of all executable lines"),
        _metric("coverage.branch", _RATE, _LEAST, "covered of all branches"),
        _metric("coverage.diff", _RATE, _LEAST, "covered of the executable lines the change adds"),
        _metric("claims.contradicted", _COUNT, _MOST, "claims that the evidence contradicts"),
        _metric("claims.unsupported", _COUNT, _MOST, "claims that no evidence decides"),
    )
}
