"""The change adds N tests, or N files of tests.

Why: "40 new tests" is what makes a large change look safe, and nobody counts them in the diff.

How: the definitions of tests on the lines that the change adds, and the files of tests that it
adds. A number that fits one of these is confirmed. A definition may be many tests (parameters,
tables), so that another number is contradicted only where the change adds no line of code at all,
or fewer files than are said to be new tests. That there are new tests, without a number, is
confirmed by one. Of a single commit nothing is counted.

Fix: write the number that the change has, or push the tests that are missing.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims.amounts import Written, amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.definitions import TEST, is_test_file
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import (
    Claim,
    Comparison,
    Judgement,
    Location,
    Proof,
    SourceKind,
    Statement,
)
from readiness.repository.diff import Change, FileChange
from readiness.repository.snapshot import Role

SIGNS = ("specs", "test")
_NOUN = r"(?P<noun>test[- ]files?|tests?|test[- ](?:cases?|functions?)|specs)\b"
_NOT_THESE = (
    r"(?!\s(?:suites?|coverage|plans?|scenarios?|runs?|fail\w*|are\sfail\w*|(?:were\s)?(?:fixed|"
    r"removed|updated|skipped))\b|[/-]\w)"
)
_WORDS = r"(?:(?!failing|broken|flaky|existing|old|skipped)[\w/&-]{1,30}\s){0,4}?"
_NEW = re.compile(
    rf"\s(?:(?:brand[- ])?new|additional|more|further)\s{_WORDS}{_NOUN}{_NOT_THESE}",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"\s{_WORDS}{_NOUN}{_NOT_THESE}", re.IGNORECASE)
_ADDED = re.compile(rf"\s{_WORDS}{_NOUN}\s(?:(?:are|were|have been)\s)?added\b", re.IGNORECASE)
_LABEL = re.compile(r"^\W{0,6}(?:unit\s|integration\s)?tests?\s?:\W{0,4}$", re.IGNORECASE)
_ACT = re.compile(
    r"(?:^\W{0,4}|\b(?:i|we|also|and|it|this|pr|change|have|has)\s|[:;,–—-]\s|\.\s)"
    r"(?:add(?:s|ed)?|wrote|writes?|includes?|introduce[ds]?|create[ds]?)\s"
    r"(?:about\s|over\s|around\s|~\s?|a total of\s)?$",
    re.IGNORECASE,
)


_SOME = re.compile(
    r"^\W{0,8}(?:(?:new|unit|regression|integration)\s){0,2}tests?\s(?:have|has)\sbeen\s"
    r"(?:added|written|included)\b"
    r"|^\W{0,8}(?:[\w-]{1,30}:\s)?add(?:ed|s)?\s(?:[\w+-]{1,20}\s){0,4}?tests\s"
    r"(?:for|of|covering|to)\b"
    r"|^\W{0,8}new\stests\s(?:verify|cover|check|exercise|pin|assert|for)\b"
    r"|^\W{0,8}tests\sfor\s(?:new|the\snew|all)\b"
    r"|^\W{0,8}(?:i(?:'ve|\shave)?|we(?:'ve|\shave)?)\s(?:added|written|included|wrote)\s"
    r"(?:(?:new|unit|regression|integration|the|necessary|appropriate)\s){0,3}tests?\b(?!\sto\smy)",
    re.IGNORECASE,
)
"""That there are new tests, and not how many."""


def find(statement: Statement) -> Iterator[Claim]:
    if statement.source.kind is SourceKind.DOCUMENT:
        return
    text = reading(statement)
    if _SOME.match(text):
        yield stated("tests-added", statement, "new tests")
        return
    for each in amounts(text):
        noun = _counted(each, text)
        if noun:
            what = "test file" if "file" in noun.lower() else "test"
            many = "" if each.amount.value == 1 else "s"
            yield stated(
                "tests-added",
                statement,
                f"{written(each.amount)} new {what}{many}",
                "",
                each.amount,
            )
            return


def _counted(each: Written, text: str) -> str | None:
    if _LABEL.match(text[: each.start]) and re.match(r"\s(?:new|added)\b", text[each.end :]):
        return "tests"
    amount = each.amount
    if amount.unit or amount.places or amount.total is not None or not amount.value:
        return None
    acted = _ACT.search(text, max(0, each.start - 40), each.start)
    found = (
        _NEW.match(text, each.end)
        or _ADDED.match(text, each.end)
        or (_PLAIN.match(text, each.end) if acted else None)
    )
    return found["noun"] if found else None


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if evidence.diff is None:
        return unsupported(claim, "what the change adds is not known: no base to compare with")
    if claim.statement.source.kind is SourceKind.COMMIT:
        return unsupported(claim, "what a single commit adds is not counted")
    changes = list(evidence.diff.files.values())
    if claim.amount is None:
        return _any(claim, changes, evidence)
    if " new test file" in claim.value:
        return _files(claim, changes, evidence)
    count = sum(_defined(each, evidence) for each in changes)
    says = f"the change's new lines define {count} {'test' if count == 1 else 'tests'}"
    if holds(claim.amount, Fraction(count)):
        return confirmed(claim, says)
    if not count and claim.amount.comparison is not Comparison.AT_MOST:
        if evidence.snapshot.limits or any(_may_hold_tests(each, evidence) for each in changes):
            return unsupported(claim, f"{says} in a form that we know")
        return contradicted(claim, "the change adds no line of code")
    return unsupported(claim, f"{says}, and parameters may multiply them; claimed: {claim.value}")


def _any(claim: Claim, changes: list[FileChange], evidence: Evidence) -> Judgement:
    """Whether any test is new; a change of nothing that could hold one has none."""
    new = [each.path for each in changes if _defined(each, evidence)]
    if new:
        proof = Proof(message="has new tests", location=Location(path=new[0]))
        return confirmed(claim, f"the change adds tests to {new[0]}", proof)
    if evidence.snapshot.limits or any(_may_hold_tests(each, evidence) for each in changes):
        return unsupported(claim, "no new line of the change defines a test in a form that we know")
    return contradicted(claim, "the change adds no line of code")


def _files(claim: Claim, changes: list[FileChange], evidence: Evidence) -> Judgement:
    new = [each.path for each in changes if each.change in (Change.ADDED, Change.RENAMED)]
    tests = [path for path in new if _holds_tests(path, evidence)]
    says = f"the change adds {len(tests)} test files"
    proofs = [Proof(message="is added", location=Location(path=path)) for path in tests]
    if claim.amount and holds(claim.amount, Fraction(len(tests))):
        return confirmed(claim, says, *proofs)
    if claim.amount and claim.amount.value > len(new) and not evidence.snapshot.limits:
        return contradicted(claim, f"the change adds {len(new)} files in all", *proofs)
    return unsupported(claim, f"{says}; claimed: {claim.value}", *proofs)


def _holds_tests(path: str, evidence: Evidence) -> bool:
    file = evidence.snapshot.files.get(path)
    if file is None or file.role is not Role.TEST:
        return False
    text = evidence.snapshot.text(path) or ""
    return is_test_file(path, evidence.snapshot) or bool(TEST.search(text))


def _defined(change: FileChange, evidence: Evidence) -> int:
    text = evidence.snapshot.text(change.path) if change.added else None
    lines = (text or "").split("\n")
    return sum(bool(TEST.match(lines[at - 1])) for at in change.added if at <= len(lines))


def _may_hold_tests(change: FileChange, evidence: Evidence) -> bool:
    file = evidence.snapshot.files.get(change.path)
    return bool(change.added) and (file is None or file.role not in (Role.DOCUMENT, Role.CONFIG))
