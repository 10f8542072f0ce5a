"""The metrics that a gate can bound: their names, units and the side on which they are bounded.

What a metric's value is for given evidence is computed in ``readiness.judge.metrics``. Some come in
families: ``findings.`` is followed by a severity, a category or a rule, ``analysis.`` by a level,
``record.`` by the name of a recorded command, ``live.`` by that of a live check.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from readiness.model import Severity

CATEGORIES = (
    "tests",
    "coverage",
    "implementation",
    "integration",
    "dependencies",
    "security",
    "documentation",
    "operations",
    "claims",
)
"""What rules and metrics belong to, and what weights are given to."""

NAMED = {"record": "success of the recorded command", "live": "success of the live check"}
"""The families of metrics that a policy names itself; 1 is success, 0 is failure."""

LEVELS = ("error", "warning", "note")
"""The levels of other analysers' results, as SARIF 2.1.0 names them."""


_CLAUSE = re.compile(r" (?:that|in|by|of) ")
_PLURAL = re.compile(r"s\b")


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
    """Something measured that a gate can bound. Its category is the one that loses the points.

    One without a category loses none: what it counts has lost them already.
    """

    id: str
    unit: Unit
    bound: Bound
    category: str
    summary: str

    def counted(self, number: int) -> str:
        """A count and what it is of: ``1 claim that no evidence decides``, ``2 claims that …``."""
        if number != 1:
            return f"{number:,} {self.summary}"
        nouns = _CLAUSE.split(self.summary, maxsplit=1)[0]
        return f"1 {_PLURAL.sub('', nouns)}{self.summary[len(nouns) :]}"


def _metric(
    id: str,  # noqa: A002
    unit: Unit,
    bound: Bound,
    summary: str,
    category: str | None = None,
) -> Metric:
    category = id.partition(".")[0] if category is None else category
    return Metric(id=id, unit=unit, bound=bound, category=category, summary=summary)


_LEAST, _MOST = Bound.MINIMUM, Bound.MAXIMUM
_RATE, _COUNT = Unit.RATE, Unit.COUNT

METRICS = {
    metric.id: metric
    for metric in (
        _metric("tests.pass-rate", _RATE, _LEAST, "of executed test cases passed"),
        _metric("tests.min-cases", _COUNT, _LEAST, "executed test cases"),
        _metric("tests.skipped-rate", _RATE, _MOST, "of test cases skipped"),
        _metric("tests.flaky", _COUNT, _MOST, "test cases that failed, then passed in a retry"),
        _metric("tests.errors", _COUNT, _MOST, "test cases in error, collection errors included"),
        _metric("tests.collection-errors", _COUNT, _MOST, "test files that could not be loaded"),
        _metric("tests.mutation-score", _RATE, _LEAST, "of mutants noticed by the tests"),
        _metric("coverage.line", _RATE, _LEAST, "of executable lines covered"),
        _metric("coverage.branch", _RATE, _LEAST, "of branches covered"),
        _metric(
            "coverage.diff", _RATE, _LEAST, "of the executable lines that the change adds covered"
        ),
        _metric("coverage.drop", _RATE, _MOST, "less line coverage than the base has"),
        _metric("claims.contradicted", _COUNT, _MOST, "claims that the evidence contradicts"),
        _metric("claims.unsupported", _COUNT, _MOST, "claims that no evidence decides"),
        _metric("change.skips", _COUNT, _MOST, "tests that the change switches off", "tests"),
        _metric(
            "change.weakened-tests",
            _COUNT,
            _MOST,
            "test files that the change removes or takes assertions from",
            "tests",
        ),
        _metric(
            "change.exclusions",
            _COUNT,
            _MOST,
            "lines or settings by which the change takes code out of coverage",
            "coverage",
        ),
        _metric("change.ignores", _COUNT, _MOST, "ignore comments that the change adds", ""),
        _metric("change.waivers", _COUNT, _MOST, "waivers that the change adds", ""),
    )
}
"""The metrics that have a name of their own."""


def metric(id: str) -> Metric | None:  # noqa: A002
    """The metric of this name, one of a family included; None where there is none."""
    family, _, rest = id.partition(".")
    if family == "findings" and rest:
        return _findings(id, rest)
    if family == "analysis" and rest in LEVELS:
        return _metric(id, _COUNT, _MOST, f"results of level {rest} of other analysers", "")
    if family in NAMED and rest:
        return _metric(id, _COUNT, _LEAST, f"{NAMED[family]} {rest}", "operations")
    return METRICS.get(id)


def names(rules: Iterable[str]) -> tuple[str, ...]:
    """Every metric that there is, where ``rules`` are the ids of all rules."""
    of_findings = (*Severity, *CATEGORIES, *rules)
    return (
        *METRICS,
        *(f"analysis.{level}" for level in LEVELS),
        *(f"findings.{each}" for each in of_findings),
    )


def _findings(id: str, rest: str) -> Metric:  # noqa: A002
    what = f"of severity {rest}" if rest in set(Severity) else f"of {rest}"
    return _metric(id, _COUNT, _MOST, f"findings {what}", "")
