"""What each metric's value is for given evidence. None means not known, which passes no gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from readiness.model import (
    ClaimVerdict,
    Counts,
    CoverageTotals,
    Judgement,
    Measured,
    Outcome,
)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What metrics are computed from. ``change`` is the coverage of the lines the change adds.

    ``judgements`` is None as long as the claims are not judged; ``void`` says why the measurements
    are not of what is judged, or is ''.
    """

    measured: Measured
    change: CoverageTotals | None = None
    judgements: tuple[Judgement, ...] | None = None
    void: str = ""


def value(metric: str, basis: Basis) -> Fraction | None:
    """The metric's value, or None where the evidence does not tell. Raises KeyError if unknown."""
    return _VALUES[metric](basis)


def doubt(metric: str, basis: Basis) -> str:
    """Why the metric is not known although reports were read, or ''.

    A damaged, ambiguous or missing report leaves open what it would have said.
    """
    category = metric.partition(".")[0]
    if basis.void or category not in ("tests", "coverage"):
        return basis.void
    reasons = [
        each.message
        for each in basis.measured.findings
        if each.outcome is Outcome.UNKNOWN and each.rule.category == category
    ]
    return reasons[0] if reasons else ""


def _of_cases(part: Callable[[Counts], int], whole: Callable[[Counts], int]) -> "_Value":
    def rate(basis: Basis) -> Fraction | None:
        counts = basis.measured.counts
        return Fraction(part(counts), whole(counts)) if whole(counts) else None

    return rate


def _cases(number: Callable[[Counts], int]) -> "_Value":
    def count(basis: Basis) -> Fraction | None:
        return Fraction(number(basis.measured.counts)) if basis.measured.runs else None

    return count


def _totals(basis: Basis) -> CoverageTotals:
    return basis.measured.coverage.totals if basis.measured.coverage else CoverageTotals()


def _lines(basis: Basis) -> Fraction | None:
    totals = _totals(basis)
    return Fraction(totals.covered_lines, totals.lines) if totals.lines else None


def _branches(basis: Basis) -> Fraction | None:
    totals = _totals(basis)
    return Fraction(totals.covered_branches, totals.branches) if totals.branches else None


def _change(basis: Basis) -> Fraction | None:
    if basis.change is None:
        return None
    if not basis.change.lines:
        return Fraction(1)
    return Fraction(basis.change.covered_lines, basis.change.lines)


def _claims(verdict: ClaimVerdict) -> "_Value":
    def count(basis: Basis) -> Fraction | None:
        if basis.judgements is None:
            return None
        return Fraction(sum(each.verdict is verdict for each in basis.judgements))

    return count


_Value = Callable[[Basis], Fraction | None]

_VALUES: Mapping[str, _Value] = {
    "tests.pass-rate": _of_cases(lambda c: c.passed + c.flaky, lambda c: c.run),
    "tests.min-cases": _cases(lambda c: c.run),
    "tests.skipped-rate": _of_cases(lambda c: c.skipped, lambda c: c.total),
    "tests.flaky": _cases(lambda c: c.flaky),
    "tests.errors": _cases(lambda c: c.errored),
    "coverage.line": _lines,
    "coverage.branch": _branches,
    "coverage.diff": _change,
    "claims.contradicted": _claims(ClaimVerdict.CONTRADICTED),
    "claims.unsupported": _claims(ClaimVerdict.UNSUPPORTED),
}
