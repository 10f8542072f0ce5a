"""The verdict: what the policy makes of the measurements, the findings and the judged claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from readiness.claims.kind import kinds
from readiness.judge.gates import decide
from readiness.judge.metrics import Basis
from readiness.judge.score import score
from readiness.model import (
    Assessment,
    ClaimVerdict,
    Finding,
    GateResult,
    Judgement,
    Outcome,
    Policy,
    Severity,
    Verdict,
)


def assess(policy: Policy, findings: Iterable[Finding], basis: Basis) -> Assessment:
    """The assessment of ``basis`` under ``policy``.

    ``findings`` are those of the probes and reports; the contradicted claims of ``basis`` are
    added here. Gates on claims are left out as long as the claims are not judged.
    """
    counted = weighed((*findings, *contradictions(basis.judgements or ())), policy)
    gates = tuple(
        decide(gate, basis)
        for gate in policy.gates
        if basis.judgements is not None or not gate.id.startswith("claims.")
    )
    points = score(policy, gates, counted)
    return Assessment(
        verdict=_verdict(policy, basis, gates, counted, points.exact),
        score=points.shown,
        deductions=points.deductions,
        categories=points.categories,
        gates=gates,
    )


def weighed(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings with the severities that the policy gives; those of rules that are off go."""
    kept = []
    for finding in findings:
        severity = policy.rules.get(finding.rule.id, finding.rule.severity)
        if severity is None:
            continue
        if severity is not finding.rule.severity:
            finding = replace(finding, rule=replace(finding.rule, severity=severity))
        kept.append(finding)
    return tuple(kept)


def contradictions(judgements: Iterable[Judgement]) -> tuple[Finding, ...]:
    """The contradicted claims as findings of their kinds' rules."""
    return tuple(
        Finding(
            rule=kinds()[each.claim.kind].rule,
            outcome=Outcome.FAIL,
            message=f"“{each.claim.quote}”: {each.reason}",
            location=each.claim.statement.location,
            evidence=each.evidence,
        )
        for each in judgements
        if each.verdict is ClaimVerdict.CONTRADICTED
    )


def _verdict(
    policy: Policy,
    basis: Basis,
    gates: Sequence[GateResult],
    findings: Sequence[Finding],
    points: Fraction,
) -> Verdict:
    measured = basis.measured
    if basis.void or (not measured.counts.run and measured.coverage is None):
        return Verdict.NOT_ASSESSED
    open_ = [each for each in findings if each.outcome in (Outcome.FAIL, Outcome.UNKNOWN)]
    blocked = any(
        each.rule.severity is Severity.BLOCKER and each.outcome is Outcome.FAIL for each in open_
    )
    if blocked or any(each.outcome is not Outcome.PASS for each in gates):
        return Verdict.NOT_READY
    if points < policy.degraded_from:
        return Verdict.NOT_READY
    doubtful = any(
        each.outcome is Outcome.UNKNOWN and each.rule.severity is not Severity.NOTE
        for each in open_
    )
    contradicted = any(each.rule.category == "claims" for each in open_)
    if doubtful or contradicted or points < policy.ready_from:
        return Verdict.DEGRADED
    return Verdict.READY
