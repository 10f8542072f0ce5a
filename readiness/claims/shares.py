"""Numbers of tests with an outcome, against what was counted: all of them, or a part."""

import re
from decimal import Decimal
from fractions import Fraction

from readiness.claims.amounts import holds
from readiness.model import Amount, Claim, Comparison, Counts, SourceKind

_ALONE = re.compile(r"(?i)\b(?:only|just|no|none|zero|0)\b")
_NEW = re.compile(r"(?i)\b(?:added|adds|add|new|wrote|written|these|those|my)\b")


def fits(claim: Claim, counts: Counts) -> bool:
    """Whether the claim's number is that of these tests."""
    amount = claim.amount
    if amount is None:
        return False
    state = claim.value.rpartition(" ")[2]
    if state == "run":
        return any(holds(amount, Fraction(number)) for number in (counts.total, counts.run))
    if state == "failed" and holds(amount, Fraction(counts.failed)):
        return bool(amount.value) or not counts.errored or "error" in claim.quote.lower()
    number = _measured(state, counts)
    totals = {counts.total, counts.run}
    if amount.unit == "%" and amount.total is None:
        return any(total and holds(amount, Fraction(100 * number, total)) for total in totals)
    if amount.total is not None:
        return number == amount.value and amount.total in {Decimal(total) for total in totals}
    if is_all_of(claim, amount):
        return number == amount.value == Decimal(counts.run)
    return holds(amount, Fraction(number))


def is_all_of(claim: Claim, amount: Amount) -> bool:
    """ "All 104 tests pass" leaves none over."""
    every = re.search(
        rf"\ball\s(?:of\s)?(?:the\s|our\s)?(?:{amount.value:,}|{amount.value})",
        claim.quote,
        re.IGNORECASE,
    )
    if _NEW.search(claim.quote):
        return False
    return bool(every) and amount.comparison is Comparison.EXACTLY


def may_be_part(claim: Claim, counts: Counts) -> bool:
    """Whether the number may be that of some of the tests in scope, and so be true of them."""
    amount = claim.amount
    if amount is None or amount.unit == "%" or amount.comparison is Comparison.AT_MOST:
        return False
    state = claim.value.rpartition(" ")[2]
    if state == "skipped":
        return amount.value < counts.skipped and not _ALONE.search(claim.quote)
    if state == "run":
        return amount.value <= counts.total
    if state != "passed":
        return amount.value >= _measured(state, counts)
    if is_all_of(claim, amount) and counts.failed + counts.errored:
        return False
    if amount.total is not None and amount.value != amount.total:
        if amount.value == counts.passed + counts.flaky and amount.total > counts.total:
            return True
        return 2 * amount.total < counts.total
    return amount.value <= counts.passed + counts.flaky


def is_of_most(claim: Claim, counts: Counts) -> bool:
    """Whether a document tells of more than half of the tests, so that it means all of them."""
    amount = claim.amount
    if amount is None or claim.statement.source.kind is not SourceKind.DOCUMENT:
        return False
    if amount.comparison is not Comparison.EXACTLY or _NEW.search(claim.quote):
        return False
    of_few = claim.value.endswith(("failed", "errored", "skipped", "pending"))
    return of_few or 2 * (amount.total or amount.value) > counts.total


def may_be_more(claim: Claim, counts: Counts, more: int) -> bool:
    """Whether the number may be that of these tests and of at most ``more`` in no report."""
    amount, state = claim.amount, claim.value.rpartition(" ")[2]
    if amount is None or amount.comparison is Comparison.AT_MOST:
        return False
    if state in ("failed", "errored", "skipped"):
        return _measured(state, counts) < amount.value <= _measured(state, counts) + more
    good, run = counts.passed + counts.flaky, counts.run
    if state == "run":
        return run <= amount.value <= counts.total + more
    if state != "passed":
        return False
    if amount.unit == "%" and amount.total is None:
        return good * 100 <= amount.value * (run + more) <= (good + more) * 100
    others = amount.value - good
    if amount.total is not None and amount.total != amount.value:
        more = min(more, int(amount.total) - counts.total)
    return 0 < others <= more and not (is_all_of(claim, amount) and run > good)


def is_beyond(claim: Claim, counts: Counts) -> bool:
    """Whether the claim is of far more tests than there are, so that others must be meant."""
    amount = claim.amount
    if amount is None or amount.unit == "%":
        return False
    return (amount.total or amount.value) > 2 * counts.total


def _measured(state: str, counts: Counts) -> int:
    if state == "failed":
        return counts.failed + counts.errored
    if state == "errored":
        return counts.errored
    return counts.skipped if state in ("skipped", "pending") else counts.passed + counts.flaky
