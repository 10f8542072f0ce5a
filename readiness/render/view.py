"""What every rendering shows, in the order in which a maintainer needs it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from readiness import __version__
from readiness.model import (
    Claim,
    ClaimVerdict,
    CoverageTotals,
    Finding,
    GateResult,
    Judgement,
    Location,
    Outcome,
    Report,
    Severity,
    SourceKind,
    Statement,
    Verdict,
)
from readiness.render import obstacles, words
from readiness.render.entries import ClaimRow, Entry, Place, alike
from readiness.render.links import Links

MARKS = {
    Verdict.READY: "✅",
    Verdict.DEGRADED: "⚠️",
    Verdict.NOT_READY: "❌",
    Verdict.NOT_ASSESSED: "❔",
}
SEVERITIES = list(Severity)
SOURCES = list(SourceKind)
ADDRESS = 2000


@dataclass(frozen=True, kw_only=True)
class View:
    """A report, arranged for reading. Texts are shortened, not yet escaped; counts are whole.

    ``quote``, ``reason`` and ``path`` are the most characters that are shown of one, ``proofs``
    the most places of one claim.
    """

    report: Report
    links: Links
    quote: int = 140
    reason: int = 300
    path: int = 60
    proofs: int = 3

    @property
    def mark(self) -> str:
        return MARKS[self.report.verdict]

    @property
    def verdict(self) -> str:
        return words.verdict(self.report.verdict, self.report.policy)

    @property
    def headline(self) -> str:
        """Verdict, what it is for, and score: ``Not ready: 2 gates not met (98.8 of 100)``.

        Where the score is what it is for: ``Not ready: 41.3 of 100, below 50``.
        """
        if self.report.verdict is Verdict.NOT_ASSESSED:
            return f"{self.verdict}: nothing decisive was measured"
        score = f"{words.points(self.report.assessment.score)} of 100"
        cause = obstacles.cause(self.report, self._stopping)
        if cause:
            return f"{self.verdict}: {cause} ({score})"
        bound = obstacles.missed(self.report)
        return f"{self.verdict}: {score}, below {bound}" if bound else f"{self.verdict}: {score}"

    @property
    def tally(self) -> str:
        """The claims counted by verdict: ``3 claims contradicted, 2 confirmed``."""
        counts = [(len(self.report.claims(each)), each.value) for each in ORDER]
        found = [(number, verdict) for number, verdict in counts if number]
        if not found:
            return "No claims found"
        (number, verdict), *rest = found
        first = f"{words.count(number, 'claim')} {verdict}"
        return ", ".join((first, *(f"{number} {verdict}" for number, verdict in rest)))

    @cached_property
    def contradicted(self) -> tuple[ClaimRow, ...]:
        return self._rows(ClaimVerdict.CONTRADICTED)

    @cached_property
    def confirmed(self) -> tuple[ClaimRow, ...]:
        return self._rows(ClaimVerdict.CONFIRMED)

    @cached_property
    def unsupported(self) -> tuple[ClaimRow, ...]:
        return self._rows(ClaimVerdict.UNSUPPORTED)

    @property
    def obstacle(self) -> str:
        """The heading of ``blocks``."""
        return obstacles.heading(self.report)

    @cached_property
    def blocks(self) -> tuple[Entry, ...]:
        """What keeps it from a better verdict: gates, findings by rule, claims and points."""
        found: dict[str, list[Finding]] = {}
        for each in self._stopping:
            found.setdefault(each.rule.id, []).append(each)
        others = (
            *obstacles.missing(self.report),
            *(each.text for each in obstacles.requirements(self.report)),
            *obstacles.doubts(self.report),
        )
        return (
            *alike(map(self._gate, obstacles.gates(self.report))),
            *map(self._rule, found.values()),
            *(Entry(group="", label="", detail="", message=each) for each in others),
        )

    @cached_property
    def _stopping(self) -> tuple[Finding, ...]:
        """The findings that keep it from a better verdict."""
        ranked = sorted(self.report.findings, key=self._weight)
        return tuple(
            each
            for each in ranked
            if obstacles.stops(self.report, each.outcome, self.severity(each))
        )

    @cached_property
    def failed(self) -> tuple[Finding, ...]:
        """The failed findings, heaviest first."""
        return self._with(Outcome.FAIL)

    @cached_property
    def findings(self) -> tuple[Entry, ...]:
        return tuple(map(self._finding, self.failed))

    @cached_property
    def undecided(self) -> tuple[Entry, ...]:
        """The findings that could not be decided."""
        return tuple(map(self._finding, self._with(Outcome.UNKNOWN)))

    @property
    def deductions(self) -> tuple[Entry, ...]:
        """The points lost, most first, each with the gate or the rule that took them."""
        lost = sorted(self.report.assessment.deductions, key=lambda each: -each.points)
        return tuple(
            Entry(
                group=each.category,
                label=each.gate or each.rule or each.item or "",
                detail=words.points(each.points),
                message=words.shorten(each.reason, self.reason),
            )
            for each in lost
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """Tests, coverage, and what could not be read."""
        unreadable = len(self.report.measured.unreadable)
        damage = words.count(unreadable, "report") + " could not be read"
        facts = words.tests(self.report.measured), words.coverage(self.coverage)
        return (*facts, damage) if unreadable else facts

    @property
    def notices(self) -> tuple[str, ...]:
        return tuple(words.shorten(each, self.reason) for each in self.report.notices)

    @property
    def coverage(self) -> CoverageTotals | None:
        coverage = self.report.measured.coverage
        return None if coverage is None else coverage.totals

    @property
    def commit(self) -> str:
        return (self.report.commit or "")[:12]

    @property
    def version(self) -> str:
        return __version__

    @property
    def policy(self) -> str:
        source = self.report.policy.source
        path = words.shorten_path(source.path, self.path)
        return f"{path} at {source.ref[:12]}" if source.ref else path

    @cached_property
    def gates(self) -> tuple[Entry, ...]:
        return tuple(map(self._gate, self.report.assessment.gates))

    @property
    def passed(self) -> int:
        """How many gates were passed."""
        return sum(each.outcome is Outcome.PASS for each in self.report.assessment.gates)

    def severity(self, finding: Finding) -> Severity:
        """The severity that the policy gives a finding."""
        return self.report.policy.rules.get(finding.rule.id) or finding.rule.severity

    def weights(self, name: str) -> str:
        """How many failed findings a category or a rule has, by severity."""
        counts = self._weights[name]
        return ", ".join(words.weighed(counts[each], each) for each in SEVERITIES if counts[each])

    @cached_property
    def _weights(self) -> dict[str, Counter[Severity]]:
        """The failed findings by severity, of each category and of each rule."""
        found: dict[str, Counter[Severity]] = defaultdict(Counter)
        for each in self.failed:
            for name in (each.rule.category, each.rule.id):
                found[name][self.severity(each)] += 1
        return found

    def _with(self, outcome: Outcome) -> tuple[Finding, ...]:
        found = (each for each in self.report.findings if each.outcome is outcome)
        return tuple(sorted(found, key=self._weight))

    def _weight(self, finding: Finding) -> tuple[int, str, str, int, str]:
        at = finding.location or Location(path="")
        rank = SEVERITIES.index(self.severity(finding))
        return rank, finding.rule.id, at.path, at.line or 0, finding.message

    def _rows(self, verdict: ClaimVerdict) -> tuple[ClaimRow, ...]:
        """The claims of one verdict: the pull request's, then the commits', then documents'."""
        found = self.report.claims(verdict)
        return tuple(map(self._row, sorted(found, key=_nearness)))

    def _row(self, judgement: Judgement) -> ClaimRow:
        proofs = dict.fromkeys(proof.location for proof in judgement.evidence if proof.location)
        return ClaimRow(
            verdict=judgement.verdict.value.capitalize(),
            quote=words.shorten(_quoted(judgement.claim), self.quote),
            reason=words.shorten(judgement.reason, self.reason),
            stated=self._stated(judgement.claim.statement),
            also=len(judgement.claim.also),
            proofs=tuple(map(self.place, list(proofs)[: self.proofs])),
        )

    def _stated(self, statement: Statement) -> Place:
        source = statement.source
        if statement.location is not None:
            return self.place(statement.location)
        if source.kind is SourceKind.COMMIT:
            url = self.links.commit_page(source.reference)
            return Place(text=f"commit {source.reference[:7]}", url=url)
        return Place(text=source.kind.value.replace("-", " "))

    def place(self, location: Location) -> Place:
        """A path and line, with its address where that is not unusably long."""
        path = words.shorten_path(location.path, self.path)
        url = self.links.file(location) if len(location.path) < ADDRESS else None
        text = path if location.line is None else f"{path}:{location.line}"
        return Place(text=text, url=url if url and len(url) <= ADDRESS else None, path=True)

    def _gate(self, result: GateResult) -> Entry:
        component = f" ({result.component})" if result.component else ""
        return Entry(
            group="gate",
            label=f"{result.gate.id}{component}",
            detail=result.outcome.value,
            message=words.shorten(result.reason, self.reason),
        )

    def _finding(self, finding: Finding) -> Entry:
        return Entry(
            group=finding.rule.category,
            label=finding.rule.id,
            detail=self.severity(finding).value,
            message=words.shorten(finding.message, self.reason),
            places=(self.place(finding.location),) if finding.location else (),
        )

    def _rule(self, findings: list[Finding]) -> Entry:
        """The findings of one rule as one entry."""
        entry = self._finding(findings[0])
        if len(findings) == 1:
            return entry
        summary = words.shorten(findings[0].rule.summary, self.reason)
        found = dict.fromkeys(each.location for each in findings if each.location)
        places = [self.place(each) for each in found]
        return replace(
            entry,
            message=f"{len(findings)} × {summary.rstrip('.')}",
            places=tuple(places[: self.proofs]),
            more=len(places[self.proofs :]),
        )


ORDER = (ClaimVerdict.CONTRADICTED, ClaimVerdict.CONFIRMED, ClaimVerdict.UNSUPPORTED)


def _nearness(judgement: Judgement) -> int:
    return SOURCES.index(judgement.claim.statement.source.kind)


def _quoted(claim: Claim) -> str:
    """The quote, after the labels of its table cell where it says little without them."""
    context = claim.statement.context
    bare = not any(each.isalpha() for each in claim.quote)
    labels = [each for each in (context.row, context.column if bare else "") if each]
    says_little = bare or len(claim.quote.split()) < _FEW_WORDS
    return f"{', '.join(labels)}: {claim.quote}" if says_little and labels else claim.quote


_FEW_WORDS = 4
