"""The score: a hundred points, of which every lost one is itemised.

The formula, the same for every policy:

1. The categories and the checklists share the hundred points by their weights; a checklist without
   a weight has as many shares as it has items that apply.
2. In its category a gate loses what is missing to its bound (31.83 % of required 80 % loses
   60.2 %), all of it where its metric is unknown; a rule with failed findings loses a half for
   each blocker, an eighth for each major and a fiftieth for each minor one, and all of it where
   the rule could not be decided. A claim that the missing evidence leaves undecided loses what a
   contradicted one does. A category loses no more than it has.
3. The items of a checklist share what it has equally. One that passed, or is attested, loses
   nothing, one that warns a half, one that failed or is unknown all of its part; an item with one
   bound loses what is missing to it.
4. The score is 100 less the losses, in tenths; it shows 100 only where nothing was lost, and never
   reaches a bound of the verdict that the exact number misses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from readiness.judge.gates import metric, shortfall
from readiness.model import (
    CategoryScore,
    Deduction,
    Finding,
    GateResult,
    Outcome,
    Policy,
    Section,
    SectionResult,
    Severity,
    State,
)

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
    item: str | None = None
    points: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score with its itemisation; ``exact`` is unrounded and decides the verdict."""

    exact: Fraction
    shown: Decimal
    deductions: tuple[Deduction, ...]
    categories: tuple[CategoryScore, ...]


def score(
    policy: Policy,
    gates: Sequence[GateResult],
    findings: Sequence[Finding],
    sections: Sequence[SectionResult] = (),
) -> Score:
    """The score that the policy makes of the gates' results, the findings and the checklists."""
    return total(policy, losses(gates, findings, sections), sections)


def losses(
    gates: Iterable[GateResult], findings: Iterable[Finding], sections: Iterable[SectionResult]
) -> tuple[Loss, ...]:
    """Everything that costs points, before it is known how many its category has."""
    return (*_of_gates(gates), *_of_findings(findings), *_of_sections(sections))


def total(policy: Policy, found: Sequence[Loss], sections: Sequence[SectionResult]) -> Score:
    """The score that is left of a hundred points after these losses."""
    shares = _shares(policy, sections)
    charged = tuple(_charged(found, shares))
    exact = 100 - sum((loss.points for loss in charged), Fraction(0))
    shown_score = shown(exact, (policy.ready_from, policy.degraded_from))
    return Score(
        exact=exact,
        shown=shown_score,
        deductions=_itemised(charged, 100 - shown_score),
        categories=tuple(_categories(shares, charged)),
    )


def _shares(policy: Policy, sections: Sequence[SectionResult]) -> dict[str, Fraction]:
    """The points of each category and checklist, of the hundred."""
    weights = {name: Fraction(weight) for name, weight in policy.weights.items()}
    for result in sections:
        if applying := _applying(result):
            of_each = sum(_alike(each.section, result.section) for each in sections)
            weight = result.section.weight
            share = Fraction(len(applying)) if weight is None else Fraction(weight, of_each)
            weights[name_of(result)] = share
    whole = sum(weights.values())
    return {name: 100 * weight / (whole or 1) for name, weight in weights.items()}


def _alike(one: Section, other: Section) -> bool:
    """Whether both are one checklist of several components, among which its weight is shared."""
    return (one.id, one.weight) == (other.id, other.weight)


def name_of(result: SectionResult) -> str:
    """What a checklist is called among the categories: its title, of which none has another."""
    name = result.section.title
    return f"{name} ({result.component})" if result.component else name


def _applying(result: SectionResult) -> list[State]:
    return [each.state for each in result.items if each.state is not State.SKIPPED]


def _of_gates(gates: Iterable[GateResult]) -> Iterator[Loss]:
    for result in gates:
        if result.outcome is Outcome.NOT_APPLICABLE:
            continue
        actual = result.actual
        part = Fraction(1) if actual is None else shortfall(result.gate, actual)
        category = metric(result.gate).category
        yield Loss(category=category, part=part, reason=result.reason, gate=result.gate.id)


def _of_findings(findings: Iterable[Finding]) -> Iterator[Loss]:
    failed = Counter(each.rule for each in findings if each.outcome is Outcome.FAIL)
    single = {each.rule: each.message for each in findings if each.outcome is Outcome.FAIL}
    unknown = Counter(each.rule for each in findings if each.outcome is Outcome.UNKNOWN)
    for rule in sorted({*failed, *unknown}, key=lambda rule: (-LOSS[rule.severity], rule.id)):
        part = failed[rule] * LOSS[rule.severity]
        number = failed[rule]
        reason = f"{number} × {rule.summary}" if number > 1 else single.get(rule, rule.summary)
        if rule in unknown and rule.severity is not Severity.NOTE:
            open_ = (failed[rule] + unknown[rule]) * LOSS[rule.severity]
            whole = rule.category != "claims"
            part, reason = Fraction(1) if whole else open_, f"not decided: {rule.summary}"
        yield Loss(category=rule.category, part=part, reason=reason, rule=rule.id)


def _of_sections(sections: Iterable[SectionResult]) -> Iterator[Loss]:
    for result in sections:
        number = len(_applying(result))
        for each in result.items:
            if each.state is not State.SKIPPED and each.credit < 1:
                part = (1 - each.credit) / number
                needs = f"; required: {each.required}" if each.required else ""
                reason = f"{each.item.title}: {each.current.rstrip('.')}{needs}"
                name = name_of(result)
                yield Loss(category=name, part=part, reason=reason, item=each.item.id)


def _charged(found: Iterable[Loss], shares: Mapping[str, Fraction]) -> Iterator[Loss]:
    left = {category: Fraction(1) for category in shares}
    for loss in found:
        part = min(loss.part, left.get(loss.category, Fraction(0)))
        if part and shares[loss.category]:
            left[loss.category] -= part
            yield replace(loss, part=part, points=part * shares[loss.category])


def shown(exact: Fraction, bounds: Iterable[Fraction]) -> Decimal:
    """A number of points in tenths, never rounded up to a bound that it misses, nor to 100."""
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
            item=loss.item,
        )
        for loss, tenth in zip(charged, tenths, strict=True)
    )


def _categories(shares: Mapping[str, Fraction], charged: Sequence[Loss]) -> Iterator[CategoryScore]:
    for name, share in shares.items():
        kept = 1 - sum((loss.part for loss in charged if loss.category == name), Fraction(0))
        yield CategoryScore(id=name, weight=_tenths(share), score=shown(100 * kept, ()))


def _tenths(number: Fraction) -> Decimal:
    return Decimal(int(number * 10)).scaleb(-1)
