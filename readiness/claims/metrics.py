"""What a coverage rate is of: lines, branches, statements, or what our reports do not hold."""

import re
from fractions import Fraction

from readiness.claims.amounts import Written
from readiness.model import CoverageTotals

_NAMES = {
    "line": "lines",
    "branch": "branches",
    "condition": "branches",
    "statement": "statements",
    "stmt": "statements",
    "function": "functions",
    "method": "functions",
    "instruction": "instructions",
}
_METRIC = (
    r"(?P<metric>lines?|branch(?:es)?|conditions?|statements?|stmts?|functions?|methods?|"
    r"instructions?)"
)
_AFTER = re.compile(
    rf"`?\s?\(?(?:(?:of|for)\s)?(?:the\s|all\s|our\s){{0,2}}(?:code\s)?{_METRIC}\b"
    r"(?!\s(?:(?:were|was|are|is)\s)?(?:changed|removed|added|deleted|new|shorter|longer"
    r"|of\scode))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b{_METRIC}(?:[ -](?:code|test|rate|coverage|cov|covered)){{0,2}}"
    r"(?:\s(?:is|was|are|at|of|now|has|have|been|stands|reached|reaches|went|up|down|to|back|"
    r"increased|improved|rose|dropped|fell|from|about|around|still|currently|also)){0,5}"
    r"(?:\s\([^()]{0,40}\))?[\s:=|(*–—-]{0,6}$",
    re.IGNORECASE,
)
_OF_WORD = re.compile(rf"\b{_METRIC}[ -](?:code[ -]|test[ -])?$", re.IGNORECASE)
_BOTH = re.compile(
    rf"\b{_METRIC}\s(?:and|&|/)\s(?P<other>lines?|branch(?:es)?|statements?)[ -]coverage",
    re.IGNORECASE,
)


def beside(text: str, rates: list[Written], each: Written) -> str:
    """The metric that is written with just this rate, or "" where there is none."""
    after = _AFTER.match(text, each.end)
    if after:
        return _name(after["metric"])
    ends = [one.end for one in rates if one.end <= each.start]
    before = _BEFORE.search(text, max([0, each.start - 100, *ends]), each.start)
    if before and not _BOTH.search(text):
        return _name(before["metric"])
    return ""


def shared(text: str, rates: list[Written]) -> list[tuple[Written, str]]:
    """The rates after "line and branch coverage are", one of both or one of each."""
    both = _BOTH.search(text)
    following = [each for each in rates if both and each.start > both.end()]
    if not both or not 0 < len(following) < 3:
        return []
    names = (_name(both["metric"]), _name(both["other"]))
    return [(following[0], names[0]), (following[-1], names[1])]


def of_word(text: str, word: re.Match[str]) -> str:
    """The metric of "branch coverage"; "" where more than one is named, or none."""
    if _BOTH.search(text):
        return ""
    found = _OF_WORD.search(text, max(0, word.start() - 40), word.start())
    return _name(found["metric"]) if found else ""


def rates(metric: str, totals: CoverageTotals) -> dict[str, Fraction]:
    """The rates that a claim of ``metric`` may mean; without a metric, any that tools print."""
    found = {}
    if totals.lines:
        found["lines"] = Fraction(totals.covered_lines, totals.lines)
    if totals.branches:
        found["branches"] = Fraction(totals.covered_branches, totals.branches)
    if totals.statements:
        found["statements"] = Fraction(totals.covered_statements, totals.statements)
    if metric:
        return {metric: found[metric]} if metric in found else {}
    if totals.lines and totals.branches:
        found["lines and branches"] = Fraction(
            totals.covered_lines + totals.covered_branches, totals.lines + totals.branches
        )
    found.pop("branches", None)
    return found


def _name(word: str) -> str:
    singular = word.lower().removesuffix("s") if word.lower() != "branches" else "branch"
    return _NAMES[singular]
