"""The evidence that is hard enough to contradict a claim of completeness or readiness."""

from dataclasses import dataclass

from readiness.claims import scope
from readiness.claims.evidence import Evidence
from readiness.claims.link import Link, findings_in
from readiness.claims.scope import Tests
from readiness.model import Finding, Outcome, Proof, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a claim, in a sentence, and the places."""

    reason: str
    proofs: tuple[Proof, ...]


def against_whole(evidence: Evidence, *, tests: bool = True, gates: bool = False) -> Against | None:
    """Failing tests, blocking findings and, where asked for, failed gates."""
    reasons: list[str] = []
    proofs: list[Proof] = []
    ran = scope.all_tests(evidence)
    if tests and ran.bad:
        reasons.append(f"{ran.bad} of {ran.counts.total} tests {ran.verb}")
        proofs += ran.proofs()[:2]
    blockers = _blockers(evidence.findings)
    if blockers:
        reasons.append(
            f"{_many(len(blockers), 'blocking finding')}, such as: {blockers[0].message}"
        )
        proofs += [_proof(each) for each in blockers[:2]]
    failed = [each for each in evidence.assessment.gates if each.outcome is Outcome.FAIL]
    if gates and failed:
        reasons.append(f"{_many(len(failed), 'gate')} not met: {failed[0].reason}")
        proofs += [Proof(message=f"{each.gate.id}: {each.reason}") for each in failed[:2]]
    return Against("; ".join(reasons), tuple(proofs)) if reasons else None


def against_part(
    subject: str, linked: Link | None, tests: Tests | None, evidence: Evidence
) -> Against | None:
    """Failing tests and blocking findings inside what the subject certainly names."""
    reasons: list[str] = []
    proofs: list[Proof] = []
    if tests and tests.certain and tests.bad and not scope.is_whole(subject):
        reasons.append(f"{tests.label}: {tests.bad} of {tests.counts.total} {tests.verb}")
        proofs += tests.proofs()[:3]
    if linked and linked.certain:
        open_ends = unfinished(linked, evidence)
        if open_ends:
            number = _many(len(open_ends), "finding")
            reasons.append(f"{linked.label} has {number} against it: {open_ends[0].message}")
            proofs += [_proof(each) for each in open_ends[:3]]
        missing = unusable(linked, evidence)
        if missing:
            reasons.append(
                f"{missing[0].message}, and no line of {linked.label} was executed by the tests"
            )
            proofs += [_proof(each) for each in missing[:2]]
    return Against("; ".join(reasons), tuple(proofs)) if reasons else None


def unfinished(linked: Link, evidence: Evidence) -> tuple[Finding, ...]:
    """What blocks inside the link; of a few files, also what confesses to be unfinished."""
    blockers = findings_in(linked, evidence)
    if len(linked.paths) > _VERY_FEW:
        return blockers
    major = findings_in(linked, evidence, (Severity.MAJOR,))
    return blockers + tuple(each for each in major if each.rule.category == "implementation")


def unusable(linked: Link, evidence: Evidence) -> tuple[Finding, ...]:
    """What the linked files import and no manifest declares, where no test executed a line."""
    coverage = evidence.measured.coverage
    if coverage is None or not coverage.complete or len(linked.paths) > _FEW:
        return ()
    totals = coverage.within(linked.paths)
    if totals.covered_lines or totals.lines < _SIZE or totals.files != len(linked.paths):
        return ()
    return tuple(
        each
        for each in evidence.findings
        if each.rule.id.startswith("dependencies.undeclared")
        and each.outcome is Outcome.FAIL
        and each.location
        and each.location.path in linked.paths
    )


_FEW = 20
_VERY_FEW = 8
"""Files of one thing: of more, one of them may be unfinished and the thing done all the same."""
_SIZE = 20


def stands_whole(evidence: Evidence) -> str | None:
    """Why the whole may be called ready: the verdict is, and nothing is open."""
    assessment = evidence.assessment
    if assessment.verdict is not Verdict.READY or scope.damage(evidence):
        return None
    if not evidence.measured.counts.run or against_whole(evidence, gates=True):
        return None
    if any(each.outcome is not Outcome.PASS for each in assessment.gates):
        return None
    return (
        f"the verdict is ready, with a score of {assessment.score}, and no gate or blocker is open"
    )


def _blockers(findings: tuple[Finding, ...]) -> list[Finding]:
    return [
        each
        for each in findings
        if each.outcome is Outcome.FAIL and each.rule.severity is Severity.BLOCKER
    ]


def _proof(finding: Finding) -> Proof:
    return Proof(message=finding.message, location=finding.location)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
