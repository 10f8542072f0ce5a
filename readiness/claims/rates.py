"""A claimed rate of coverage against what was measured of just that."""

from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import metrics
from readiness.claims.amounts import holds
from readiness.claims.evidence import Evidence
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Comparison, CoverageTotals, Judgement, Location, Proof


def _uncovered(paths: tuple[str, ...], evidence: Evidence) -> Iterator[Proof]:
    """The first line of each of these files that no test executed."""
    files = evidence.measured.coverage.files if evidence.measured.coverage else {}
    for path in paths:
        missed = (
            [line for line, hits in files[path].lines.items() if not hits] if path in files else []
        )
        if missed:
            place = Location(path=path, line=min(missed))
            yield Proof(
                message=f"{len(missed)} lines are not covered, this the first", location=place
            )


def against(
    claim: Claim,
    totals: CoverageTotals,
    evidence: Evidence,
    label: str,
    *,
    certain: bool,
    paths: tuple[str, ...] = (),
) -> Judgement:
    """The judgement on a rate by the totals of what it is of, named ``label``."""
    metric = claim.value.rpartition(" of ")[2] if " of " in claim.value else ""
    if metric == "statements" and not totals.statements and _is_python(evidence):
        metric = "lines"
    rates = metrics.rates(metric, totals)
    if not rates or claim.amount is None:
        return unsupported(claim, f"the coverage reports measure no {metric or 'lines'}")
    says = ", ".join(f"{float(100 * rate):.2f} % of {what}" for what, rate in rates.items())
    says = f"measured: {says}" + (f" ({label})" if label else "")
    amount = claim.amount
    if any(holds(amount, 100 * rate) for rate in rates.values()):
        harm = damage(evidence)
        if harm or not (certain or amount.comparison is Comparison.EXACTLY or not label):
            return unsupported(claim, f"{says}, but {harm or 'the scope is not certain'}")
        return confirmed(claim, says)
    if not certain or damage(evidence):
        return unsupported(
            claim, f"{says}; {damage(evidence) or 'whether that is the part meant is not certain'}"
        )
    together = metrics.rates("", totals).get("lines and branches")
    if metric == "lines" and together is not None and holds(amount, 100 * together):
        return unsupported(claim, f"{says}; claimed is the rate of lines and branches together")
    nearest = min(rates.values(), key=lambda rate: abs(100 * rate - Fraction(amount.value)))
    difference = float(abs(100 * nearest - Fraction(amount.value)))
    reason = f"{says}; claimed: {claim.value}, {difference:.2f} points off"
    return contradicted(claim, reason, *_uncovered(paths, evidence))


def _is_python(evidence: Evidence) -> bool:
    """Whether only Python was measured: its tool counts statements by their first lines."""
    coverage = evidence.measured.coverage
    return coverage is not None and all(path.endswith(".py") for path in coverage.files)


def damage(evidence: Evidence) -> str | None:
    """Why the coverage may not confirm anything, if so."""
    coverage = evidence.measured.coverage
    if coverage and not coverage.complete:
        return f"a coverage report is incomplete: {coverage.incomplete_reason}"
    head = evidence.snapshot.commit
    if coverage and coverage.commit and head and not head.startswith(coverage.commit):
        return f"the coverage was measured at another commit ({coverage.commit})"
    return None
