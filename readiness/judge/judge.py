"""Judging: each claim held against the evidence by its kind, and the whole made a Report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from readiness.claims.across import held_together
from readiness.claims.evidence import CheckRun, Evidence
from readiness.claims.kind import kinds
from readiness.judge.alterations import alterations
from readiness.judge.assess import assess, of_claims, severity_of, weighed
from readiness.judge.catalogue import catalogue
from readiness.judge.components import component_of, placed, reports
from readiness.judge.conditions import Occasion
from readiness.judge.exceptions import BaseText, attested, ignored, in_force, uses
from readiness.judge.hints import hints
from readiness.judge.ignores import unused
from readiness.judge.metrics import Alterations, Basis
from readiness.model import (
    Claim,
    ClaimVerdict,
    Component,
    CoverageTotals,
    Finding,
    Judgement,
    Measured,
    Policy,
    Report,
    Source,
)
from readiness.repository.diff import Diff
from readiness.repository.snapshot import Snapshot
from readiness.unreported.find import NOT_REPORTED, unreported

_ORDER = (ClaimVerdict.CONTRADICTED, ClaimVerdict.UNSUPPORTED, ClaimVerdict.CONFIRMED)


def judge(
    claims: Iterable[Claim],
    *,
    policy: Policy,
    measured: Measured,
    snapshot: Snapshot,
    findings: tuple[Finding, ...],
    diff: Diff | None = None,
    change: CoverageTotals | None = None,
    base_coverage: CoverageTotals | None = None,
    base_text: BaseText | None = None,
    proposed: Policy | None = None,
    components: tuple[Component, ...] = (),
    occasion: Occasion | None = None,
    today: date = date.min,
    checks: tuple[CheckRun, ...] | None = None,
    texts: Mapping[Source, str] | None = None,
    void: str = "",
    unmeasured: Mapping[str, frozenset[int]] | None = None,
    notices: tuple[str, ...] = (),
) -> Report:
    """The report on ``claims`` and on the whole.

    ``findings`` are those of the probes; ``base_text`` reads a file of the base, and is None where
    there is none; ``proposed`` is the policy that the change would have; ``today`` ends waivers
    and attestations; ``texts`` are those read for claims that are no files; ``void`` says why the
    measurements are not of what is judged, so that none of them counts; ``unmeasured`` are the
    lines of unmentioned files that count as not covered.
    """
    absent = unreported(measured, snapshot)
    silent = absent.findings(lambda path: _apart(path, policy, components))
    everything = placed((*measured.findings, *findings, *silent), components)
    unexcused, ignores = ignored(everything, snapshot, base=base_text, allow_new=policy.new_ignores)
    live = in_force(policy, today)
    found = weighed(unexcused, live)
    basis = Basis(
        measured=measured,
        change=change,
        base=base_coverage,
        alterations=_alterations(diff, snapshot, everything, base_text, (policy, proposed)),
        occasion=occasion or Occasion(),
        snapshot=snapshot,
        void=void,
        unmeasured=unmeasured or {},
    )
    evidence = Evidence(
        measured=measured,
        snapshot=snapshot,
        findings=found,
        assessment=assess(live, found, basis),
        diff=diff,
        checks=checks,
        texts=texts or {},
        unreported=sum(file.tests for file in absent.absent),
    )
    alone = (_judged(each, evidence) for each in claims)
    judgements = tuple(sorted(held_together(alone, evidence), key=_rank))
    basis = replace(basis, judgements=judgements)
    added = {path: each.added for path, each in diff.files.items()} if diff else None
    parts = tuple(reports(live, components, found, basis, added))
    assessment = assess(live, found, basis, parts)
    said = of_claims(replace(basis, findings=found))
    counted = weighed((*found, *said), live)
    return Report(
        assessment=assessment,
        judgements=judgements,
        findings=found,
        measured=measured,
        policy=policy,
        commit=snapshot.commit,
        notices=(void, *notices) if void else notices,
        components=parts,
        waivers=uses(policy, today, (*unexcused, *said), assessment.gates),
        ignores=(*ignores, *unused(snapshot, _names(), found=everything, met=ignores)),
        attestations=attested(policy, today),
        hints=hints(live, assessment, counted, parts),
    )


def _names() -> frozenset[str]:
    return frozenset(rule.id for rule in catalogue())


def _apart(path: str, policy: Policy, components: tuple[Component, ...]) -> tuple[str, str] | None:
    """What tests in no report are told apart by; None where the policy does not ask for them."""
    severity = severity_of(NOT_REPORTED, path, policy)
    return None if severity is None else (severity, component_of(path, components) or "")


def _alterations(
    diff: Diff | None,
    snapshot: Snapshot,
    findings: tuple[Finding, ...],
    base_text: BaseText | None,
    policies: tuple[Policy, Policy | None],
) -> Alterations | None:
    if diff is None or base_text is None:
        return None
    return alterations(diff, snapshot, findings, base_text, policies)


def _judged(claim: Claim, evidence: Evidence) -> Judgement:
    """The kind's judgement; a kind that breaks down supports nothing, and says so."""
    try:
        return kinds()[claim.kind].judge(claim, evidence)
    except Exception as error:
        reason = f"could not be judged: {type(error).__name__}: {error}"
        return Judgement(claim=claim, verdict=ClaimVerdict.UNSUPPORTED, reason=reason)


def _rank(judgement: Judgement) -> tuple[int, str, str, int]:
    statement = judgement.claim.statement
    source = statement.source
    return (_ORDER.index(judgement.verdict), source.kind, source.reference, statement.line)
