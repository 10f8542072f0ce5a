"""Numbers and texts in the words of a report: the one place of their formatting."""

import shlex
from collections.abc import Sequence
from decimal import Decimal

from readiness.model import Counts, CoverageTotals, Measured, Policy, Severity, Verdict

VERDICTS = {
    Verdict.READY: "Ready",
    Verdict.DEGRADED: "Degraded",
    Verdict.NOT_READY: "Not ready",
    Verdict.NOT_ASSESSED: "Not assessed",
}
ELLIPSIS = "…"
NUMBER = "0123456789.,:/"
DIGITS = frozenset("0123456789")


def verdict(found: Verdict, policy: Policy) -> str:
    """The verdict in the policy's words, or in the usual ones: ``Not ready``."""
    return policy.words.get(found.value) or VERDICTS[found]


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of a text, cut between words and never inside a number."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    kept = flat[: limit - 1]
    if " " not in kept:
        return kept.rstrip(NUMBER) + ELLIPSIS
    if not flat[limit - 1].isspace():
        kept = kept.rpartition(" ")[0]
    while kept and not DIGITS.isdisjoint(kept.rpartition(" ")[2]):
        kept = kept.rpartition(" ")[0]
    return kept.rstrip() + ELLIPSIS


def shorten_path(path: str, limit: int) -> str:
    """A path with its middle left out."""
    if len(path) <= limit:
        return path
    return f"{path[: limit // 3]}{ELLIPSIS}{path[-(limit - limit // 3 - 1) :]}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun: ``1 claim``, ``1532 claims``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def weighed(number: int, severity: Severity) -> str:
    """A number of findings of one severity: ``2 blockers``, ``3 major``."""
    nouns = (Severity.BLOCKER, Severity.NOTE)
    return count(number, severity) if severity in nouns else f"{number} {severity}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def percent(rate: float | None) -> str:
    """A fraction as a percentage; what is not whole never reads 100 %, what is some never 0 %."""
    if rate is None:
        return "not measured"
    shown = round(rate * 100, 1)
    if shown == 100 and rate < 1:
        shown = 99.9
    if shown == 0 and rate > 0:
        shown = 0.1
    return f"{shown:g} %"


def points(number: Decimal) -> str:
    """Points in tenths: ``58.7``, ``100``."""
    return f"{number:.1f}".removesuffix(".0")


def tests(measured: Measured) -> str:
    """The cases of all test reports by outcome."""
    return cases(measured.counts) if measured.runs else "no test report"


def cases(counts: Counts) -> str:
    """Test cases by outcome: ``82 of 112 tests passed, 30 failed``."""
    if not counts.total:
        return "no test was run"
    others = [f"{number} {name}" for name, number in _others(counts) if number]
    return ", ".join((f"{counts.passed} of {count(counts.total, 'test')} passed", *others))


def command(arguments: Sequence[str]) -> str:
    """A command as it would be typed."""
    return shlex.join(arguments)


def timed(text: str, seconds: float | None) -> str:
    """A text with how long it took: ``it succeeded (1.5 s)``."""
    return text if seconds is None else f"{text} ({seconds:.1f} s)"


def coverage(totals: CoverageTotals | None) -> str:
    """Lines and branches covered: ``31.8 % of lines covered (1532 of 4813)``."""
    if totals is None:
        return "no coverage report"
    if totals.line_rate is None:
        return "coverage of no line was measured"
    lines = f"{totals.covered_lines} of {totals.lines}"
    if totals.branch_rate is None:
        return f"{percent(totals.line_rate)} of lines covered ({lines})"
    branches = f"{totals.covered_branches} of {totals.branches}"
    return (
        f"{percent(totals.line_rate)} of lines covered ({lines}), "
        f"{percent(totals.branch_rate)} of branches ({branches})"
    )


def _others(counts: Counts) -> tuple[tuple[str, int], ...]:
    return (
        ("failed", counts.failed),
        ("errored", counts.errored),
        ("flaky", counts.flaky),
        ("skipped", counts.skipped),
    )
