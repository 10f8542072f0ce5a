"""What keeps a report from a better verdict, and what that list is called."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from readiness.model import ClaimVerdict, GateResult, Outcome, Report, Severity, Verdict
from readiness.render import words


def heading(report: Report) -> str:
    return "What keeps it from ready" if _degraded(report) else "What blocks"


def gates(report: Report) -> list[GateResult]:
    """The gates that were not passed; those that only warn too, where nothing blocks."""
    stopped = (Outcome.FAIL, Outcome.UNKNOWN)
    found = (each for each in report.assessment.gates if each.outcome in stopped)
    return [each for each in found if _degraded(report) or not each.warns]


def stops(report: Report, outcome: Outcome, severity: Severity) -> bool:
    """Whether a finding blocks; where nothing does, whether leaving it undecided degrades."""
    if _degraded(report):
        return outcome is Outcome.UNKNOWN and severity is not Severity.NOTE
    return outcome is Outcome.FAIL and severity is Severity.BLOCKER


def missing(report: Report) -> Iterator[str]:
    """What to do about the gates that nothing decides because there is no report at all."""
    measured = report.measured
    found = {"tests": bool(measured.runs), "coverage": measured.coverage is not None}
    unknown = (each for each in gates(report) if each.outcome is Outcome.UNKNOWN)
    for kind in dict.fromkeys(each.gate.metric.partition(".")[0] for each in unknown):
        if not found.get(kind, True) and not measured.unreadable:
            yield (
                f"no report of {kind} is where the policy looks: let the job write one, and name "
                f"its path in the input `{kind}`, with --{kind} or under the policy's reports"
            )


def doubts(report: Report) -> Iterator[str]:
    """The contradicted claims and the lost points, where they cost a verdict of ready."""
    if not _degraded(report):
        return
    contradicted = len(report.claims(ClaimVerdict.CONTRADICTED))
    ready = report.policy.ready_from
    if contradicted:
        yield words.count(contradicted, "contradicted claim")
    if Fraction(report.assessment.score) < ready:
        bound = words.points(Decimal(ready.numerator) / ready.denominator)
        yield f"the score is below {bound}"


def _degraded(report: Report) -> bool:
    return report.verdict is Verdict.DEGRADED
