"""What each metric's value is for given evidence. None means not known, which passes no gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from readiness.judge.conditions import Occasion
from readiness.model import (
    ClaimVerdict,
    Counts,
    CoverageTotals,
    Finding,
    Judgement,
    LiveResult,
    Measured,
    Outcome,
    Recorded,
    Severity,
)
from readiness.reports.scopes import comparable, with_unmeasured
from readiness.repository.snapshot import Snapshot
from readiness.unreported.find import NOT_REPORTED

COLLECTION = "tests.collection-error"
OPEN_TO_MORE = frozenset(
    {
        "tests.pass-rate",
        "tests.skipped-rate",
        "tests.flaky",
        "tests.errors",
        "tests.collection-errors",
    }
)
"""Metrics that tests which are in no report could change for the worse."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alterations:
    """What a change does to its own evidence, counted; see the metrics ``change.*``."""

    skips: int
    weakened_tests: int
    exclusions: int
    ignores: int
    waivers: int


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What metrics are computed from. ``change`` is the coverage of the lines the change adds.

    ``judgements`` is None as long as the claims are not judged; ``findings`` are those that count;
    ``base`` is the coverage of the base commit; ``void`` says why the measurements are not of what
    is judged, or is ''. ``component`` is the name of what is judged by itself, and ``path`` its
    directory. ``unmeasured`` are the lines that count as not covered, of the files that no report
    mentions.
    """

    measured: Measured
    change: CoverageTotals | None = None
    judgements: tuple[Judgement, ...] | None = None
    findings: tuple[Finding, ...] = ()
    base: CoverageTotals | None = None
    alterations: Alterations | None = None
    occasion: Occasion = field(default_factory=Occasion)
    snapshot: Snapshot | None = None
    component: str | None = None
    path: str = ""
    void: str = ""
    unmeasured: Mapping[str, frozenset[int]] = field(default_factory=dict)


def value(metric: str, basis: Basis) -> Fraction | None:
    """The metric's value, or None where the evidence does not tell. Raises KeyError if unknown."""
    family, _, rest = metric.partition(".")
    if family == "findings":
        return _findings(rest, basis)
    if family == "analysis":
        return _analysis(rest, basis)
    if family in ("record", "live"):
        return _passes(_checked(metric, basis))
    return _VALUES[metric](basis)


def doubt(metric: str, basis: Basis) -> str:
    """Why the metric is not known although reports were read, or ''.

    A damaged, ambiguous or missing report leaves open what it would have said, and a rule that
    could not be decided what it would have found.
    """
    family, _, rest = metric.partition(".")
    if basis.void:
        return basis.void
    if family == "findings":
        reasons = [
            each.message
            for each in basis.findings
            if each.outcome is Outcome.UNKNOWN and _is_of(each, rest)
        ]
        return reasons[0] if reasons else ""
    if metric == "claims.contradicted":
        open_ = [each for each in basis.findings if each.outcome is Outcome.UNKNOWN]
        return next((each.message for each in open_ if _is_of(each, "claims")), "")
    if family == "record":
        record = _checked(metric, basis)
        return record.reason if record and record.outcome is Outcome.UNKNOWN else ""
    if family not in ("tests", "coverage"):
        return ""
    if family == "coverage" and _misses_the_source(basis):
        return "none of the repository's source files is in a coverage report"
    reasons = [
        each.message
        for each in basis.measured.findings
        if each.outcome is Outcome.UNKNOWN and each.rule.category == family
    ]
    return reasons[0] if reasons else untold(metric, basis)


def untold(metric: str, basis: Basis) -> str:
    """What of the tests is in no report, where the metric depends on it, or ''."""
    if metric not in OPEN_TO_MORE:
        return ""
    return "; ".join(
        each.message
        for each in basis.findings
        if each.rule.id == NOT_REPORTED.id
        and each.outcome is Outcome.UNKNOWN
        and each.rule.severity is not Severity.NOTE
    )


def account(metric: str, basis: Basis) -> str:
    """What a metric says in words rather than in a number, or ''."""
    family, _, name = metric.partition(".")
    if family not in ("record", "live"):
        return ""
    found = _checked(metric, basis)
    if found is not None:
        return found.reason
    if family == "live":
        return f"no service called {name} was asked: the policy that counts does not list it"
    return (
        f"nothing is recorded as {name}; in an earlier step: `readiness record {name} -- COMMAND`"
    )


def _checked(metric: str, basis: Basis) -> Recorded | LiveResult | None:
    """The recorded command, or the service, that a metric is of."""
    family, _, name = metric.partition(".")
    found = basis.measured.records if family == "record" else basis.measured.live
    return next((each for each in found if each.name == name), None)


def _passes(found: Recorded | LiveResult | None) -> Fraction | None:
    if found is None or found.outcome is Outcome.UNKNOWN:
        return None
    return Fraction(found.outcome is Outcome.PASS)


def _is_of(finding: Finding, what: str) -> bool:
    return what in (finding.rule.id, finding.rule.category, finding.rule.severity)


def _findings(what: str, basis: Basis) -> Fraction:
    failed = (each for each in basis.findings if each.outcome is Outcome.FAIL)
    return Fraction(sum(_is_of(each, what) for each in failed))


def _analysis(level: str, basis: Basis) -> Fraction | None:
    analyses = [each for each in basis.measured.analyses if each.mutants is None]
    if not analyses or not all(each.complete for each in analyses):
        return None
    return Fraction(sum(r.level == level for each in analyses for r in each.results))


def _of_cases(part: Callable[[Counts], int], whole: Callable[[Counts], int]) -> "_Value":
    def rate(basis: Basis) -> Fraction | None:
        counts = basis.measured.counts
        return Fraction(part(counts), whole(counts)) if whole(counts) else None

    return rate


def _cases(number: Callable[[Counts], int]) -> "_Value":
    def count(basis: Basis) -> Fraction | None:
        return Fraction(number(basis.measured.counts)) if basis.measured.runs else None

    return count


def _collection(basis: Basis) -> Fraction | None:
    if not basis.measured.runs:
        return None
    failed = [each for each in basis.measured.findings if each.outcome is Outcome.FAIL]
    return Fraction(sum(each.rule.id == COLLECTION for each in failed))


def _mutants(basis: Basis) -> Fraction | None:
    found = [each for each in basis.measured.analyses if each.mutants is not None]
    killed = sum(each.mutants[0] for each in found if each.mutants)
    total = sum(each.mutants[1] for each in found if each.mutants)
    complete = all(each.complete for each in found)
    return Fraction(killed, total) if total and complete else None


def _totals(basis: Basis) -> CoverageTotals:
    return basis.measured.coverage.totals if basis.measured.coverage else CoverageTotals()


def _lines(basis: Basis) -> Fraction | None:
    totals = _totals(basis)
    return _rate(with_unmeasured(totals, basis.unmeasured)) if totals.lines else None


def _misses_the_source(basis: Basis) -> bool:
    """Whether something was measured, and nothing of the product."""
    coverage, snapshot = basis.measured.coverage, basis.snapshot
    if coverage is None or snapshot is None:
        return False
    sources = {file.path for file in snapshot.of() if file.language and file.size}
    return bool(comparable(coverage, sources)) and sources.isdisjoint(coverage.files)


def _rate(totals: CoverageTotals) -> Fraction | None:
    return Fraction(totals.covered_lines, totals.lines) if totals.lines else None


def _branches(basis: Basis) -> Fraction | None:
    totals = _totals(basis)
    return Fraction(totals.covered_branches, totals.branches) if totals.branches else None


def _change(basis: Basis) -> Fraction | None:
    if basis.change is None:
        return None
    return _rate(basis.change) if basis.change.lines else Fraction(1)


def _drop(basis: Basis) -> Fraction | None:
    now, before = _rate(_totals(basis)), _rate(basis.base or CoverageTotals())
    return None if now is None or before is None else max(Fraction(0), before - now)


def _claims(verdict: ClaimVerdict) -> "_Value":
    def count(basis: Basis) -> Fraction | None:
        if basis.judgements is None:
            return None
        return Fraction(sum(each.verdict is verdict for each in basis.judgements))

    return count


def _altered(number: Callable[[Alterations], int]) -> "_Value":
    def count(basis: Basis) -> Fraction | None:
        return None if basis.alterations is None else Fraction(number(basis.alterations))

    return count


_Value = Callable[[Basis], Fraction | None]

_VALUES: Mapping[str, _Value] = {
    "tests.pass-rate": _of_cases(lambda c: c.passed + c.flaky, lambda c: c.run),
    "tests.min-cases": _cases(lambda c: c.run),
    "tests.skipped-rate": _of_cases(lambda c: c.skipped, lambda c: c.total),
    "tests.flaky": _cases(lambda c: c.flaky),
    "tests.errors": _cases(lambda c: c.errored),
    "tests.collection-errors": _collection,
    "tests.mutation-score": _mutants,
    "coverage.line": _lines,
    "coverage.branch": _branches,
    "coverage.diff": _change,
    "coverage.drop": _drop,
    "claims.contradicted": _claims(ClaimVerdict.CONTRADICTED),
    "claims.unsupported": _claims(ClaimVerdict.UNSUPPORTED),
    "change.skips": _altered(lambda a: a.skips),
    "change.weakened-tests": _altered(lambda a: a.weakened_tests),
    "change.exclusions": _altered(lambda a: a.exclusions),
    "change.ignores": _altered(lambda a: a.ignores),
    "change.waivers": _altered(lambda a: a.waivers),
}
