"""The number of tests.

Why: "500 tests" sells a suite; what counts is how many of them ran here.

How: the cases of the reports where tests are said to run or exist, in the scope that the sentence
names; the files of tests in the tree where it counts test files. At least, about and exactly are
told apart. Where there is no report, a number that is just that of the tests that the tree or the
named file defines is confirmed. The number of cases that were run, with or without the skipped, may
fit, and so may a larger one where the tree holds tests that no report has. A number beside a file,
a class or a heading of several words is held against their tests; more than there are in all is
wrong of any part.

Fix: write the number that the report has, or leave it out: it is out of date with the next test.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import labels, phrases, scope
from readiness.claims.amounts import Written, holds, written
from readiness.claims.context import reading
from readiness.claims.currently import amounts_of_now
from readiness.claims.definitions import REPEATED, TEST, tests_defined
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.matrix import either_way
from readiness.claims.named_tests import by_name, in_words, near_by, sizes
from readiness.claims.scope import Tests
from readiness.claims.stated import stated
from readiness.claims.test_files import OF_WHOLE, by_files
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import (
    Amount,
    Claim,
    Comparison,
    Judgement,
    SourceKind,
    Statement,
)
from readiness.repository.snapshot import Role

SIGNS = ("specs", "test")
_TESTS = re.compile(
    r"\s(?P<what>(?:(?!files?\b|\d|m?s\b|sec|min\b|for\b|failing|failed|broken|skipped|flaky|missing|more|new|"
    r"additional)[\w/-]{1,40}\s){0,4}?)"
    r"(?P<noun>test[- ]files?|tests(?!\s(?:the|a|an|that|whether|if|it)\b)|test[- ](?:cases|"
    r"functions|methods)|specs)\b"
    r"(?!\s?(?:suites?|coverage|plans?|pass\w*|fail\w*|runs?\b(?! green)|errors?|are (?:pass|"
    r"fail)\w*|[/-]\w|(?:(?:were|was|are|is|got|have been|has been) )?(?:fixed|added|updated|"
    r"skipped|removed|deleted|changed|affected|rewritten|refactored|migrated|moved|renamed|"
    r"disabled|re-?enabled|adjusted)\b))",
    re.IGNORECASE,
)
_TESTS_BEFORE = re.compile(
    r"\b(?:total tests|number of tests|tests? count|tests? total|total test cases|test cases|"
    r"tests)\s?[:|]\W{0,4}$",
    re.IGNORECASE,
)
_FILES_BEFORE = re.compile(r"^\W{0,6}(?:total\s)?test[- ](?:files|suites)\s?:\W{0,4}$", re.I)
_FILES_AFTER = re.compile(r"(?:\s(?:test\s)?(?:files|suites))?\W{0,4}$", re.IGNORECASE)
_BRACKETED = re.compile(r"\W{0,6}(?P<what>(?:[\w-]{1,30}\s){0,3}?)tests?\s\((?:total:?\s)?$", re.I)
_TOTAL = re.compile(r"(?:\s(?:total|in\stotal|tests))?\)\W{0,6}$", re.IGNORECASE)
"""Before and after the number in a label over a list: "Tests (18 total):"."""
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing)?|wr[io]te|written|writing|new|removed?|deleted?|fix(?:ed|es)?|another|"
    r"more|extra)\b",
    re.I,
)
_RELEASE = re.compile(
    r"\b(?:rfc|iso|pep|adr|cve|port|issue|#|[jnx]unit|spock|testng|pytest|jest|mocha|rspec|php|python)\s$",
    re.I,
)
"""Before a number that is the release of a runner: "JUnit 5 tests"."""
_ASIDE = re.compile(r"(?i)\(\W{0,2}\d[\d,]{0,9}\s(?:unit\s)?(?:tests|test cases|specs)\b")
"""A number in brackets, beside what ran: in one of several projects it is of that one's tests."""
_FORMER = re.compile(r"(?i)\b(?:existing|previous|original|old)\s(?:[\w-]{1,20}\s)?tests\b")
"""Tests that were there before, which need not be all."""


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    told: set[str] = set()
    for each in amounts_of_now(text):
        found = _counted(each, text)
        if found is None or (told and (found[0] in told or scope.is_whole(found[0]))):
            continue
        what, noun = found
        told.add(what)
        subject = labels.of_command(statement.text) if scope.is_whole(what) else what
        value = f"{written(each.amount)} {noun}"
        yield stated("test-count", statement, value, subject, each.amount)


def _counted(each: Written, text: str) -> tuple[str, str] | None:
    if text[each.start].isalpha() and each.amount.value < 10:
        return None
    if each.amount.unit or each.amount.places or each.amount.total is not None:
        return None
    if _RELEASE.search(text, max(0, each.start - 20), each.start):
        return None
    after = _TESTS.match(text, each.end)
    if after:
        if _ADDED.search(text, max(0, each.start - 30), each.start):
            return None
        noun = "test files" if "file" in after["noun"].lower() else "tests"
        what = phrases.bare(after["what"])
        if scope.is_whole(what):
            titled = "" if "files" in noun else labels.titled(text[: each.start])
            what = labels.before(text, each.start) or titled
        return what, noun
    bracketed = _BRACKETED.match(text[: each.start]) if _TOTAL.match(text, each.end) else None
    if bracketed:
        return phrases.bare(bracketed["what"]), "tests"
    if _FILES_BEFORE.match(text[: each.start]) and _FILES_AFTER.match(text, each.end):
        return "", "test files"
    if _TESTS_BEFORE.search(text, max(0, each.start - 40), each.start):
        rest = text[each.end :].strip()
        subject = phrases.bare(text[: each.start].partition(":")[0])
        return (subject, "tests") if not rest or rest[0] in ".,;(|" else None
    return None


@either_way
def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value.endswith("files"):
        return by_files(claim, evidence)
    amount = claim.amount
    if amount is None:
        return unsupported(claim, "no number is named")
    found = by_name(claim, amount, evidence)
    if found:
        return found
    tests = scope.tests_of(claim.subject, evidence) if evidence.measured.runs else None
    if tests and any(holds(amount, Fraction(size)) for size in sizes(tests)):
        return _fitting(claim, amount, tests, evidence)
    return _otherwise(claim, amount, tests, evidence)


def _fitting(claim: Claim, amount: Amount, tests: Tests, evidence: Evidence) -> Judgement:
    says = in_words(tests)
    is_bound = amount.comparison is not Comparison.EXACTLY
    harm = scope.damage(evidence) if is_bound else scope.gap(tests, evidence)
    if harm or not tests.certain:
        return unsupported(claim, f"{says}, but {harm or 'the scope is not certain'}")
    narrowed = is_bound and scope.is_whole(claim.subject) and aspects(claim.statement, evidence)
    if narrowed:
        return unsupported(
            claim, f"{says}; how many of them are of {narrowed[-1]!r} is not certain"
        )
    bad = f"; {tests.bad} of them {tests.verb}" if tests.bad else ""
    return confirmed(claim, says + bad)


def _otherwise(claim: Claim, amount: Amount, tests: Tests | None, evidence: Evidence) -> Judgement:
    """Where it is not the number of the tests that the sentence names by its words."""
    near = near_by(claim, amount, evidence)
    if near:
        return confirmed(claim, near)
    most = _most(evidence)
    if most and amount.value > most and amount.comparison is not Comparison.AT_MOST:
        return contradicted(claim, f"{_in_all(evidence)}; claimed: {claim.value}")
    if not evidence.measured.runs:
        return unsupported(
            claim, "no test report was found: let the test runner write one and name it in `tests`"
        )
    if tests is None:
        return unsupported(claim, f"no test in the reports is of {claim.subject!r}")
    says = in_words(tests)
    if aspects(claim.statement, evidence) or not tests.certain or scope.damage(evidence):
        return unsupported(claim, f"{says}; whether those are the ones meant is not certain")
    return _beyond(claim, amount, max(sizes(tests)), says, evidence)


_BESIDES = ("__init__.py", "conftest.py")
"""Beside tests, and none themselves; of any other file without one, its tests are unknown."""


def _most(evidence: Evidence) -> int:
    """The tests that there are at most, in the reports or by their definitions; 0 if unknown."""
    if evidence.snapshot.limits or scope.damage(evidence):
        return 0
    defined, total = tests_defined(evidence.snapshot), evidence.measured.counts.total
    if evidence.measured.runs:
        is_all = 0 < defined <= total
        return total + scope.MOST_OF_ONE * evidence.unreported if is_all else 0
    texts = [
        evidence.snapshot.text(file.path) or ""
        for file in evidence.snapshot.of(roles=(Role.TEST,))
        if file.language and not file.path.endswith(_BESIDES)
    ]
    is_known = all(TEST.search(text) and not REPEATED.search(text) for text in texts)
    return 2 * defined if is_known else 0


def _in_all(evidence: Evidence) -> str:
    if evidence.measured.runs:
        return in_words(scope.all_tests(evidence))
    return f"the tree defines {tests_defined(evidence.snapshot)} tests"


def _beyond(claim: Claim, amount: Amount, size: int, says: str, evidence: Evidence) -> Judgement:
    """A number of the whole that is not that of the reports.

    A larger one is only false where the tree defines no more tests than have run, and those that
    are in no report can't make it up.
    """
    if 0 < size - amount.value <= size // 10:
        return unsupported(claim, f"{says} by now; claimed: {claim.value}")
    told = claim.statement.source.kind is not SourceKind.DOCUMENT
    of_a_part = told and amount.value < size and _ASIDE.search(claim.quote)
    if of_a_part or _FORMER.search(claim.quote) or not OF_WHOLE.search(claim.quote):
        return unsupported(claim, f"{says}; whether all of them are meant is not certain")
    more = scope.unreported(scope.all_tests(evidence), evidence)
    if more and evidence.measured.counts.run <= amount.value <= size + more:
        return unsupported(claim, f"{says}, and not all tests of the tree are in a report")
    if amount.value > size and amount.comparison is not Comparison.AT_MOST:
        defined = tests_defined(evidence.snapshot)
        if evidence.snapshot.limits or not 0 < defined <= size:
            return unsupported(
                claim, f"{says}; the others may stand in a report that was not supplied (`tests`)"
            )
        says += f", and the tree defines {defined}"
    elif holds(amount, Fraction(tests_defined(evidence.snapshot))):
        return unsupported(claim, f"{says}; so many are defined, and parameters multiply them")
    return contradicted(claim, f"{says}; claimed: {claim.value}")
