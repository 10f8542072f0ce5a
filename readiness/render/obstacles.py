"""What keeps a report from a better verdict, and what that list is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from readiness.model import (
    ClaimVerdict,
    Finding,
    GateResult,
    Outcome,
    Report,
    Severity,
    State,
    Verdict,
)
from readiness.render import words

CAUSES = 2
NAME = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """A required checklist or component that is not good enough; ``text`` says in what."""

    short: str
    text: str


def heading(report: Report) -> str:
    return "What keeps it from ready" if _degraded(report) else "What blocks"


def cause(report: Report, stopping: Sequence[Finding]) -> str:
    """Why the verdict is what the score alone would not make it, or ''.

    ``stopping`` are the findings that ``stops`` holds for. A single gate, checklist or component is
    named, several are counted: ``gate coverage.line not met, 3 blockers``.
    """
    stopped = gates(report)
    state = "not met" if any(each.outcome is Outcome.FAIL for each in stopped) else "undecided"
    named = [f"gate {words.shorten_path(each.gate.id, NAME)} {state}" for each in stopped]
    claims = _degraded(report) and report.claims(ClaimVerdict.CONTRADICTED)
    found = (
        _one_or(named, f"gates {state}"),
        _stopping(report, len(stopping)),
        _one_or([each.short for each in requirements(report)], "requirements not met"),
        "contradicted claims" if claims else "",
    )
    return ", ".join(list(filter(None, found))[:CAUSES])


def _one_or(names: Sequence[str], several: str) -> str:
    """The only name, or how many there are."""
    return names[0] if len(names) == 1 else f"{len(names)} {several}" if names else ""


def _stopping(report: Report, number: int) -> str:
    if not number:
        return ""
    if _degraded(report):
        return f"{words.count(number, 'check')} undecided"
    return words.weighed(number, Severity.BLOCKER)


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
    """What to do about metrics that nothing decides because there is no report at all."""
    measured = report.measured
    found = {"tests": bool(measured.runs), "coverage": measured.coverage is not None}
    for kind in dict.fromkeys(each.partition(".")[0] for each in _unknown(report)):
        if not found.get(kind, True) and not measured.unreadable:
            yield (
                f"No report of {kind} is where the policy looks: let the job write one, and name "
                f"its path in the input `{kind}`, with --{kind} or under the policy's reports"
            )
        if kind == "change":
            yield (
                "Nothing says what the change is: name what it is held against with --base, and "
                "check out with the whole history (fetch-depth: 0)"
            )


def _unknown(report: Report) -> Iterator[str]:
    """The metrics that are not known, of gates and of items of checklists."""
    for result in gates(report):
        if result.outcome is Outcome.UNKNOWN:
            yield result.gate.metric
    for section in report.assessment.sections:
        for each in section.items:
            if each.item.gate and each.state is State.UNKNOWN:
                yield each.item.gate.metric


def requirements(report: Report) -> Iterator[Requirement]:
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
            yield Requirement(
                short=f"{words.shorten(title, NAME)} not met",
                text=f"{title}, not met: {'; '.join(items)}",
            )
    for part in report.components:
        verdict, name = part.assessment.verdict, part.component.name
        if part.component.required and verdict in stopping and name not in named:
            said = report.policy.words.get(verdict) or words.VERDICTS[verdict].lower()
            yield Requirement(
                short=f"component {words.shorten_path(name, NAME)} {said}",
                text=f"Component {name}: {said}",
            )


def doubts(report: Report) -> Iterator[str]:
    """The contradicted claims, where they cost a verdict of ready, and a score that is too low."""
    contradicted = len(report.claims(ClaimVerdict.CONTRADICTED))
    if contradicted and _degraded(report):
        yield words.count(contradicted, "contradicted claim")
    bound = missed(report)
    if bound:
        yield f"The score is below {bound}"


def missed(report: Report) -> str:
    """The score from which the verdict could be better, where it is not reached, or ''."""
    policy = report.policy
    bound = policy.ready_from if _degraded(report) else policy.degraded_from
    worse = report.verdict in (Verdict.DEGRADED, Verdict.NOT_READY)
    if not worse or Fraction(report.assessment.score) >= bound:
        return ""
    return words.points(Decimal(bound.numerator) / bound.denominator)


def _degraded(report: Report) -> bool:
    return report.verdict is Verdict.DEGRADED
