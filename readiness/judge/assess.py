"""The verdict: what the policy makes of the measurements, the findings and the judged claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from readiness.claims.kind import kinds
from readiness.judge.exceptions import waived, waived_gate
from readiness.judge.gates import decide
from readiness.judge.metrics import Basis, doubt
from readiness.judge.score import score
from readiness.judge.sections import checked
from readiness.model import (
    Assessment,
    ClaimVerdict,
    ComponentReport,
    Finding,
    GateResult,
    Judgement,
    Outcome,
    Policy,
    Rule,
    SectionResult,
    Severity,
    Verdict,
)
from readiness.policy.globs import matches

RESTING_ON_TESTS = frozenset({"tests-pass", "pass-rate", "test-count", "works", "complete"})
"""Kinds of claims that failing tests contradict."""

WORST = (Verdict.READY, Verdict.DEGRADED, Verdict.NOT_READY)


def assess(
    policy: Policy,
    findings: Iterable[Finding],
    basis: Basis,
    parts: Sequence[ComponentReport] = (),
) -> Assessment:
    """The assessment of ``basis`` under ``policy``, every waiver of which is in force.

    ``findings`` are those of the probes and reports; those of the claims of ``basis`` are added
    here. Gates on claims are left out as long as the claims are not judged. ``parts`` are
    the components, of which the required ones count.
    """
    found = weighed(findings, policy)
    counted = (*found, *weighed(of_claims(replace(basis, findings=found)), policy))
    basis = replace(basis, findings=counted)
    gates = tuple(
        waived_gate(decide(gate, basis), policy.waivers)
        for gate in policy.gates
        if (basis.judgements is not None or not gate.metric.startswith("claims."))
        and (not gate.when.components or basis.component in gate.when.components)
    )
    sections = (*_sections(policy, basis, parts), *_of_parts(parts))
    points = score(policy, gates, counted, sections)
    own = _verdict(policy, basis, gates, counted, sections, points.exact)
    return Assessment(
        verdict=_with_parts(own, parts),
        score=points.shown,
        deductions=points.deductions,
        categories=points.categories,
        gates=(*gates, *_gates_of_parts(parts)),
        sections=sections,
    )


def weighed(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings with the severities that the policy gives, and the waived not applicable.

    Those of rules that are off go.
    """
    kept = []
    for finding in findings:
        path = finding.location.path if finding.location else None
        severity = severity_of(finding.rule, path, policy)
        if severity is None:
            continue
        if severity is not finding.rule.severity:
            finding = replace(finding, rule=replace(finding.rule, severity=severity))
        kept.append(finding)
    return tuple(waived(kept, policy.waivers))


def severity_of(rule: Rule, path: str | None, policy: Policy) -> Severity | None:
    """What the policy makes of a rule in this file; the last path that fits goes first."""
    severity = policy.rules.get(rule.id, rule.severity)
    for each in policy.path_rules:
        if each.rule == rule.id and path is not None and matches(path, (each.glob,)):
            severity = each.severity
    return severity


def wanted(policies: Iterable[Policy]) -> dict[str, None]:
    """The rules that are off everywhere under each of the policies, mapped to None."""
    off = [
        {name for name, severity in each.rules.items() if severity is None}
        - {path.rule for path in each.path_rules if path.severity is not None}
        for each in policies
    ]
    return dict.fromkeys(set.intersection(*off) if off else ())


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


def of_claims(basis: Basis) -> tuple[Finding, ...]:
    """What the claims come to as findings: contradicted, and undecided for want of test reports.

    What a missing or doubtful report leaves open must not cost less than what it would contradict.
    """
    judgements = basis.judgements or ()
    said = contradictions(judgements)
    if basis.measured.counts.run and not doubt("tests.pass-rate", basis):
        return said
    return said + tuple(
        Finding(
            rule=kinds()[each.claim.kind].rule,
            outcome=Outcome.UNKNOWN,
            message=f"“{each.claim.quote}”: {each.reason}",
            location=each.claim.statement.location,
        )
        for each in judgements
        if each.verdict is ClaimVerdict.UNSUPPORTED and each.claim.kind in RESTING_ON_TESTS
    )


def _sections(
    policy: Policy, basis: Basis, parts: Sequence[ComponentReport]
) -> Iterable[SectionResult]:
    """The checklists of the whole; those for each component too, where none is required."""
    required = any(each.component.required for each in parts)
    own = [each for each in policy.sections if not (each.each and required)]
    return checked(policy, own, basis)


def _of_parts(parts: Iterable[ComponentReport]) -> Iterable[SectionResult]:
    """The components' checklists; those of one that is not required are shown and cost nothing."""
    for part in parts:
        for result in part.assessment.sections:
            shown = replace(result.section, required=False, weight=0)
            yield result if part.component.required else replace(result, section=shown)


def _gates_of_parts(parts: Iterable[ComponentReport]) -> Iterable[GateResult]:
    required = (each for each in parts if each.component.required)
    return (result for part in required for result in part.assessment.gates)


def _with_parts(own: Verdict, parts: Iterable[ComponentReport]) -> Verdict:
    """The whole is as ready as its least ready required component."""
    if own is Verdict.NOT_ASSESSED:
        return own
    found = [each.assessment.verdict for each in parts if each.component.required]
    return _worst(own, *(Verdict.NOT_READY if v is Verdict.NOT_ASSESSED else v for v in found))


def _worst(*verdicts: Verdict) -> Verdict:
    return max(verdicts, key=WORST.index)


def _verdict(
    policy: Policy,
    basis: Basis,
    gates: Sequence[GateResult],
    findings: Sequence[Finding],
    sections: Sequence[SectionResult],
    points: Fraction,
) -> Verdict:
    measured = basis.measured
    nothing = not measured.counts.run and measured.coverage is None
    if basis.void or (nothing and not policy.sections):
        return Verdict.NOT_ASSESSED
    by_gates = [of_gate(each) for each in gates]
    by_sections = [of_section(each) for each in sections]
    by_findings = [of_finding(each) for each in findings]
    by_points = Verdict.READY if points >= policy.ready_from else Verdict.DEGRADED
    if points < policy.degraded_from:
        by_points = Verdict.NOT_READY
    return _worst(by_points, *by_gates, *by_sections, *by_findings)


def of_gate(result: GateResult) -> Verdict:
    """The best verdict that a gate's result leaves possible."""
    if result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
        return Verdict.READY
    return Verdict.DEGRADED if result.warns else Verdict.NOT_READY


def of_section(result: SectionResult) -> Verdict:
    """The best verdict that a checklist leaves possible."""
    verdict = result.verdict if result.section.required else None
    return verdict or Verdict.READY


def of_finding(finding: Finding) -> Verdict:
    """The best verdict that a finding leaves possible."""
    if finding.outcome is Outcome.FAIL:
        if finding.rule.severity is Severity.BLOCKER:
            return Verdict.NOT_READY
        return Verdict.DEGRADED if finding.rule.category == "claims" else Verdict.READY
    if finding.outcome is Outcome.UNKNOWN and finding.rule.severity is not Severity.NOTE:
        return Verdict.DEGRADED
    return Verdict.READY
