"""The tests that a number is of, by the file, the words or the heading that name them."""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import scope
from readiness.claims.amounts import amounts, holds
from readiness.claims.context import reading
from readiness.claims.definitions import REPEATED, TEST, is_test_file, tests_defined
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.nearby import Beside, beside, own_file
from readiness.claims.paths import mentioned, only_named
from readiness.claims.related import MOST, related, tests_under
from readiness.claims.scope import Tests
from readiness.claims.verdicts import confirmed, contradicted
from readiness.claims.words import PUT_AWAY
from readiness.model import Amount, Claim, Comparison, Judgement


def by_name(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """The judgement by the tests that are named; None where they do not decide."""
    defined = _in_file(claim, evidence) or _in_tree(claim, evidence)
    if defined:
        return confirmed(claim, defined)
    return _of_file(claim, amount, evidence) or _by_words(claim, amount, evidence)


def _by_words(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """By the tests whose names share the subject's words: one has just so many, or all fewer."""
    if scope.damage(evidence):
        return None
    if not scope.is_whole(claim.subject):
        return _by_subject(claim, amount, claim.subject, evidence)
    for heading in reversed(aspects(claim.statement, evidence)):
        found = _by_subject(claim, amount, heading, evidence)
        if found:
            return found
    return None


def _by_subject(claim: Claim, amount: Amount, subject: str, evidence: Evidence) -> Judgement | None:
    if scope.is_whole(subject):
        return None
    tests = tests_under(subject, evidence) if evidence.measured.runs else None
    is_exact = amount.comparison is Comparison.EXACTLY
    if tests and (tests.certain or is_exact) and holds(amount, Fraction(tests.counts.total)):
        return confirmed(claim, f"{tests.counts.total} {tests.label} are in the reports")
    sizes = related(subject, evidence) if subject == claim.subject or tests else {}
    for name, some in sizes.items() if is_exact and len(sizes) <= MOST else ():
        if any(holds(amount, Fraction(size)) for size in some):
            return confirmed(claim, f"{name}: {_number(amount, some)} tests")
    is_certain = tests is not None and tests.certain and not scope.is_whole(subject)
    if tests is None or not is_certain or amount.comparison is Comparison.AT_MOST:
        return None
    is_named = subject == claim.subject or (
        _is_alone(claim) and (mentioned(subject) or len(scope.words(subject)) > 1)
    )
    if not is_named:
        return None
    if _is_named_class(subject, claim) and not scope.damage(evidence):
        return contradicted(
            claim, f"{subject.strip()} has {tests.counts.total} tests; claimed: {claim.value}"
        )
    most = max((size for some in sizes.values() for size in some), default=0)
    if scope.is_level(subject):
        most = evidence.measured.counts.total
    if amount.value <= max(most, tests.counts.total) + evidence.unreported:
        return None
    says = f"{tests.counts.total} {tests.label} are in the reports"
    return (
        None if scope.damage(evidence) else contradicted(claim, f"{says}; claimed: {claim.value}")
    )


_CLASS = re.compile(r"\W{0,4}(?:\d{1,2}\.\s)?`?Test[A-Z]\w{2,80}`?\W{0,4}$")
_JUST_COUNT = re.compile(
    r"\W{0,6}(?:(?:total|number of)\s)?tests?(?:\s(?:count|cases))?\s?:\W{0,4}\d{1,5}"
    r"(?:\stests?)?\W{0,4}$",
    re.IGNORECASE,
)


def _is_named_class(heading: str, claim: Claim) -> bool:
    """Whether the number is just that of the class of tests that the heading names."""
    return bool(_CLASS.match(heading) and _JUST_COUNT.match(claim.quote))


def _number(amount: Amount, sizes: set[int]) -> int:
    return next(size for size in sizes if holds(amount, Fraction(size)))


def _of_file(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """By the one file that the sentence means: it has just so many, or fewer, or others."""
    own = own_file(claim, evidence)
    if own is None or amount.comparison is Comparison.AT_MOST or scope.damage(evidence):
        return None
    near = Beside((own.path,), is_named=True)
    reported = [size for each in near.tests(evidence) for size in sizes(each)]
    counts = reported + [count for _, count in near.defined(evidence)]
    fitting = next((size for size in counts if size and holds(amount, Fraction(size))), 0)
    if fitting:
        return confirmed(claim, f"{own.path} has {fitting} tests")
    if not reported and not _is_far(amount, max(counts), [own.path], evidence):
        return None
    is_sure = own.is_beside and reported if amount.value < max(counts) else True
    if not is_sure or not ((own.is_beside and amount.value > max(counts)) or _is_alone(claim)):
        return None
    return contradicted(claim, f"{own.path} has {max(counts)} tests; claimed: {claim.value}")


def _is_far(amount: Amount, defined: int, paths: list[str], evidence: Evidence) -> bool:
    """Whether so few tests are defined that nothing multiplies them to the number, in no report."""
    texts = (evidence.snapshot.text(path) or "" for path in paths)
    known = all(TEST.search(text) and not REPEATED.search(text) for text in texts)
    return known and amount.value > 2 * defined


def _is_alone(claim: Claim) -> bool:
    """Whether it is the only number of its sentence, of a document that tells of today."""
    is_old = PUT_AWAY.search(f"{claim.statement.context.release}/")
    return not is_old and len(amounts(reading(claim.statement))) == 1


def near_by(claim: Claim, amount: Amount, evidence: Evidence) -> str:
    """What the files of tests beside the sentence have, where that is just its number."""
    near = beside(claim.statement, evidence)
    if not near.may_show(amount):
        return ""
    for tests in near.tests(evidence):
        if holds(amount, Fraction(tests.counts.total)):
            return f"{tests.label}: {tests.counts.total} tests are in the reports"
    for name, count in near.defined(evidence):
        if count and holds(amount, Fraction(count)):
            return f"{name} defines {count} tests"
    return ""


def _in_file(claim: Claim, evidence: Evidence) -> str:
    """What the one file of tests defines that the claim names, where that is just its number."""
    for named in _named(claim):
        path = only_named(named.lstrip("/"), evidence.snapshot)
        text = evidence.snapshot.text(path) if is_test_file(path, evidence.snapshot) else None
        count = len(TEST.findall(text or ""))
        if count and claim.amount and holds(claim.amount, Fraction(count)):
            return f"{path} defines {count} tests"
    return ""


def _named(claim: Claim) -> Iterator[str]:
    """The subject, and the paths in the sentence and the headings right above it."""
    if claim.subject:
        yield claim.subject
    for text in (claim.quote, *reversed(claim.statement.context.headings[-2:])):
        yield from (path for path, *_ in mentioned(text))


def _in_tree(claim: Claim, evidence: Evidence) -> str:
    """What the whole tree defines, where no report says what was run, and that is the number."""
    if evidence.measured.runs or evidence.snapshot.limits or not scope.is_whole(claim.subject):
        return ""
    is_bound = claim.amount and claim.amount.comparison is not Comparison.EXACTLY
    if is_bound and aspects(claim.statement, evidence):
        return ""
    count = tests_defined(evidence.snapshot)
    if count and claim.amount and holds(claim.amount, Fraction(count)):
        return f"the tree defines {count} tests, of which no report was found"
    return ""


def sizes(tests: Tests) -> set[int]:
    """How many tests there are, with and without the skipped."""
    return {tests.counts.total, tests.counts.run}


def in_words(tests: Tests) -> str:
    """The same in words."""
    skipped = f", {tests.counts.skipped} of them skipped" if tests.counts.skipped else ""
    return f"{tests.counts.total} tests are in the reports{skipped}"
