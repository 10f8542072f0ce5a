"""The score: a hundred points, of which every lost one is itemised.

The formula, the same for every policy:

1. The categories share the hundred points by their weights.
2. In its category a gate loses what is missing to its bound (31.83 % of required 80 % loses
   60.2 %), all of it where its metric is unknown; a rule with failed findings loses a half for
   each blocker, an eighth for each major and a fiftieth for each minor one, and all of it where
   the rule could not be decided. A category loses no more than it has.
3. The score is 100 less the losses, in tenths; it shows 100 only where nothing was lost, and never
   reaches a bound of the verdict that the exact number misses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from readiness.judge.gates import shortfall
from readiness.model import (
    CategoryScore,
    Deduction,
    Finding,
    GateResult,
    Outcome,
    Policy,
    Severity,
)
from readiness.policy.metrics import METRICS

LOSS = {
    Severity.BLOCKER: Fraction(1, 2),
    Severity.MAJOR: Fraction(1, 8),
    Severity.MINOR: Fraction(1, 50),
    Severity.NOTE: Fraction(0),
}

_TENTH = Fraction(1, 10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """Something that costs points; ``part`` is its share of the category, ``points`` of the 100."""

    category: str
    part: Fraction
    reason: str
    gate: str | None = None
    rule: str | None = None
    points: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score with its itemisation; ``exact`` is unrounded and decides the verdict."""

    exact: Fraction
    shown: Decimal
    deductions: tuple[Deduction, ...]
    categories: tuple[CategoryScore, ...]


def score(policy: Policy, gates: Sequence[GateResult], findings: Sequence[Finding]) -> Score:
    """The score that the policy makes of the gates' results and the findings."""
    shares = _shares(policy.weights)
    losses = [*_of_gates(gates), *_of_findings(findings)]
    charged = tuple(_charged(losses, shares))
    exact = 100 - sum((loss.points for loss in charged), Fraction(0))
    shown = _shown(exact, (policy.ready_from, policy.degraded_from))
    return Score(
        exact=exact,
        shown=shown,
        deductions=_itemised(charged, 100 - shown),
        categories=tuple(_categories(shares, charged)),
    )


def _shares(weights: Mapping[str, int]) -> dict[str, Fraction]:
    total = sum(weights.values())
    return {name: Fraction(100 * weight, total or 1) for name, weight in weights.items()}


def _of_gates(gates: Iterable[GateResult]) -> Iterator[Loss]:
    for result in gates:
        actual = result.actual
        part = Fraction(1) if actual is None else shortfall(result.gate, actual)
        name = result.gate.id
        yield Loss(category=METRICS[name].category, part=part, reason=result.reason, gate=name)


def _of_findings(findings: Iterable[Finding]) -> Iterator[Loss]:
    failed = Counter(each.rule for each in findings if each.outcome is Outcome.FAIL)
    unknown = {each.rule for each in findings if each.outcome is Outcome.UNKNOWN}
    for rule in sorted({*failed, *unknown}, key=lambda rule: (-LOSS[rule.severity], rule.id)):
        part = failed[rule] * LOSS[rule.severity]
        number = failed[rule]
        reason = f"{number} × {rule.summary}" if number > 1 else rule.summary
        if rule in unknown and rule.severity is not Severity.NOTE:
            part, reason = Fraction(1), f"not decided: {rule.summary}"
        yield Loss(category=rule.category, part=part, reason=reason, rule=rule.id)


def _charged(losses: Iterable[Loss], shares: Mapping[str, Fraction]) -> Iterator[Loss]:
    left = {category: Fraction(1) for category in shares}
    for loss in losses:
        part = min(loss.part, left.get(loss.category, Fraction(0)))
        if part and shares[loss.category]:
            left[loss.category] -= part
            yield Loss(
                category=loss.category,
                part=part,
                reason=loss.reason,
                gate=loss.gate,
                rule=loss.rule,
                points=part * shares[loss.category],
            )


def _shown(exact: Fraction, bounds: Iterable[Fraction]) -> Decimal:
    nearest = Fraction(round(exact / _TENTH)) * _TENTH
    missed = [bound for bound in (*bounds, Fraction(100)) if exact < bound <= nearest]
    if missed:
        nearest = (exact // _TENTH) * _TENTH
    return Decimal(int(nearest * 10)).scaleb(-1)


def _itemised(charged: Sequence[Loss], lost: Decimal) -> tuple[Deduction, ...]:
    """The losses in tenths by largest remainder, so that they sum up to ``lost`` exactly."""
    tenths = [int(loss.points // _TENTH) for loss in charged]
    spare = int(lost * 10) - sum(tenths)
    by_remainder = sorted(range(len(charged)), key=lambda i: tenths[i] - charged[i].points / _TENTH)
    for position in by_remainder[:spare]:
        tenths[position] += 1
    return tuple(
        Deduction(
            points=Decimal(tenth).scaleb(-1),
            category=loss.category,
            reason=loss.reason,
            gate=loss.gate,
            rule=loss.rule,
        )
        for loss, tenth in zip(charged, tenths, strict=True)
    )


def _categories(shares: Mapping[str, Fraction], charged: Sequence[Loss]) -> Iterator[CategoryScore]:
    for name, share in shares.items():
        kept = 1 - sum((loss.part for loss in charged if loss.category == name), Fraction(0))
        yield CategoryScore(id=name, weight=_tenths(share), score=_tenths(100 * kept))


def _tenths(number: Fraction) -> Decimal:
    return Decimal(int(number * 10)).scaleb(-1)
