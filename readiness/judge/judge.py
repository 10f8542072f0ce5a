"""Judging: each claim held against the evidence by its kind, and the whole made a Report."""

from collections.abc import Iterable
from dataclasses import replace

from readiness.claims.evidence import CheckRun, Evidence
from readiness.claims.kind import kinds
from readiness.judge.assess import assess, weighed
from readiness.judge.metrics import Basis
from readiness.model import (
    Claim,
    ClaimVerdict,
    CoverageTotals,
    Finding,
    Judgement,
    Measured,
    Policy,
    Report,
)
from readiness.repository.diff import Diff
from readiness.repository.snapshot import Snapshot

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
    checks: tuple[CheckRun, ...] | None = None,
    void: str = "",
    notices: tuple[str, ...] = (),
) -> Report:
    """The report on ``claims`` and on the whole.

    ``findings`` are those of the probes; ``void`` says why the measurements are not of what is
    judged, so that none of them counts.
    """
    found = weighed((*measured.findings, *findings), policy)
    basis = Basis(measured=measured, change=change, void=void)
    evidence = Evidence(
        measured=measured,
        snapshot=snapshot,
        findings=found,
        assessment=assess(policy, found, basis),
        diff=diff,
        checks=checks,
    )
    judgements = tuple(sorted((_judged(each, evidence) for each in claims), key=_rank))
    return Report(
        assessment=assess(policy, found, replace(basis, judgements=judgements)),
        judgements=judgements,
        findings=found,
        measured=measured,
        policy=policy,
        commit=snapshot.commit,
        notices=(void, *notices) if void else notices,
    )


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
