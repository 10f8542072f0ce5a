"""What keeps a report from a better verdict, and what that list is called."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from readiness.model import (
    ClaimVerdict,
    GateResult,
    Outcome,
    Report,
    Severity,
    Verdict,
)
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
        if kind == "change":
            yield (
                "nothing says what the change is: name what it is held against with --base, and "
                "check out with the whole history (fetch-depth: 0)"
            )


def requirements(report: Report) -> Iterator[str]:
    """The required checklists, with their items, and components that are no better."""
    worse = (Verdict.NOT_READY, Verdict.NOT_ASSESSED)
    named = set()
    stopping = (report.verdict,) if _degraded(report) else worse
    for section in report.assessment.sections:
        if section.section.required and section.verdict in stopping:
            title = section.section.title
            title = f"{title} ({section.component})" if section.component else title
            items = [each.item.title for each in section.items if each.possible in stopping]
            named.add(section.component)
            yield f"{title}, not met: {'; '.join(items)}"
    for part in report.components:
        verdict = part.assessment.verdict
        known = part.component.name in named
        if part.component.required and verdict in stopping and not known:
            said = report.policy.words.get(verdict) or words.VERDICTS[verdict].lower()
            yield f"component {part.component.name}: {said}"


def doubts(report: Report) -> Iterator[str]:
    """The contradicted claims, where they cost a verdict of ready, and a score that is too low."""
    score, policy = Fraction(report.assessment.score), report.policy
    contradicted = len(report.claims(ClaimVerdict.CONTRADICTED))
    if contradicted and _degraded(report):
        yield words.count(contradicted, "contradicted claim")
    bound = policy.ready_from if _degraded(report) else policy.degraded_from
    if score < bound and report.verdict is not Verdict.NOT_ASSESSED:
        yield f"the score is below {words.points(Decimal(bound.numerator) / bound.denominator)}"


def _degraded(report: Report) -> bool:
    return report.verdict is Verdict.DEGRADED
