"""The check run: a title, what to decide on, the details, and an annotation for each place."""

from dataclasses import dataclass
from enum import StrEnum

from readiness.model import (
    ClaimVerdict,
    Finding,
    Judgement,
    Location,
    Report,
    Severity,
    Verdict,
)
from readiness.render import budget, escape, words
from readiness.render.links import Links
from readiness.render.templates import fitted
from readiness.render.view import View

TITLE = 255
MESSAGE = 64 * 1024


class Level(StrEnum):
    """How an annotation is shown."""

    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"


class Conclusion(StrEnum):
    """What a check run came to."""

    SUCCESS = "success"
    NEUTRAL = "neutral"
    FAILURE = "failure"


LEVELS = {
    Severity.BLOCKER: Level.FAILURE,
    Severity.MAJOR: Level.WARNING,
    Severity.MINOR: Level.NOTICE,
    Severity.NOTE: Level.NOTICE,
}
CONCLUSIONS = {
    Verdict.READY: Conclusion.SUCCESS,
    Verdict.DEGRADED: Conclusion.NEUTRAL,
    Verdict.NOT_READY: Conclusion.FAILURE,
    Verdict.NOT_ASSESSED: Conclusion.FAILURE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """A remark on lines of a file: plain text, ``title`` at most 255 characters."""

    path: str
    start_line: int
    end_line: int
    level: Level
    title: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRun:
    """A completed check run; ``summary`` and ``text`` are Markdown of at most 65,535 bytes."""

    title: str
    summary: str
    text: str
    annotations: tuple[Annotation, ...]
    conclusion: Conclusion


def render(report: Report, links: Links) -> CheckRun:
    """The check run with all its annotations, the heaviest first."""
    view = View(report=report, links=links)
    elsewhere = "the summary of the job, or the JSON report"
    limit = budget.CHECK_TEXT
    return CheckRun(
        title=words.shorten(f"{view.headline}; {view.tally.lower()}", TITLE),
        summary=fitted("check_summary.md.j2", view, limit, elsewhere=elsewhere),
        text=fitted("check_text.md.j2", view, limit, elsewhere=elsewhere),
        annotations=(*_claims(report), *_findings(view)),
        conclusion=CONCLUSIONS[report.verdict],
    )


def _claims(report: Report) -> list[Annotation]:
    found = report.claims(ClaimVerdict.CONTRADICTED)
    return [_claim(each, at) for each in found if (at := each.claim.statement.location)]


def _claim(judgement: Judgement, location: Location) -> Annotation:
    title = f'Contradicted: "{judgement.claim.quote}"'
    return _annotation(location, Level.FAILURE, title, judgement.reason)


def _findings(view: View) -> list[Annotation]:
    return [_finding(each, at, view) for each in view.failed if (at := each.location)]


def _finding(finding: Finding, location: Location, view: View) -> Annotation:
    message = f"{finding.message}\n\nFix: {finding.rule.fix}"
    level = LEVELS[view.severity(finding)]
    return _annotation(location, level, finding.rule.summary, message)


def _annotation(location: Location, level: Level, title: str, message: str) -> Annotation:
    start = location.line or 1
    return Annotation(
        path=escape.visible(location.path),
        start_line=start,
        end_line=max(location.end_line or start, start),
        level=level,
        title=words.shorten(escape.visible(title), TITLE),
        message=_within(escape.lines(message[:MESSAGE]), MESSAGE),
    )


def _within(text: str, limit: int) -> str:
    """The text in at most ``limit`` bytes."""
    if budget.size(text) <= limit:
        return text
    return words.shorten(text.encode()[: limit - 3].decode(errors="ignore"), limit // 4)
