"""N of M tests pass, N tests failed, a pass rate.

Why: "82/112 passing" and "96 % pass rate" are read as measured; where they are old or invented, the
decision that rests on them is too.

How: the outcomes of the cases in the scope that the sentence names (unit, integration, a module, a
file; all, where it names none). Numbers are compared exactly, rates at the precision written; an
expected failure counts as skipped, and skipped cases may be counted in or out of the whole, in the
claim's favour. A damaged report confirms nothing. Where the tree holds tests that no report has,
a share, all or none is not confirmed, and a number that they could make true is not contradicted.

Fix: write the numbers that the report has, with the command that produced it, or leave them out:
Readiness prints them on every pull request.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from readiness.claims import labels, scope
from readiness.claims.amounts import amounts, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.matrix import either_way
from readiness.claims.nearby import beside, own_file
from readiness.claims.outcomes import of_cell, outcomes
from readiness.claims.paths import mentioned
from readiness.claims.related import MOST, outcomes_of, tests_under
from readiness.claims.scope import Tests
from readiness.claims.shares import fits, is_all_of, is_beyond, is_of_most, may_be_more, may_be_part
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Amount, Claim, Counts, Judgement, Statement

SIGNS = ("case", "fail", "pass", "skip", "spec", "succe", "test")
_TESTS = re.compile(
    r"\b(?:(?:doc)?tests?|specs|cases|pass(?:ing)? rate|success rate|failures)\b|/\d+ pass|"
    r"\bpass(?:ed|ing)\b.{0,20}\bfail|`…`\W{1,4}\d[\d,]{0,8}\s(?:passed|passing)\b"
    r"|^\W{0,4}(?:[\w`… ./-]{1,40}:\W{1,4})?\d[\d,]{0,8}\s(?:passed|passing|successful|succeeded)\b"
    r"(?=\W{0,4}$|\s?\(|[,;]\s\d|\sin\s[\d.]{1,8}\s?(?:m?s|sec\w*|min\w*)\b)",
    re.I,
)
_NONE_SKIPPED = re.compile(
    r"\b(?:no|zero)\s(?:skipped\stests?|tests?\s(?:(?:are|is|were|was)\s)?skipped)\b",
    re.IGNORECASE,
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    if "skipped" in text and _NONE_SKIPPED.search(text):
        yield _claim(statement, Amount(value=Decimal(0)), "skipped", "")
        return
    cell = of_cell(statement.text, statement.context)
    if cell:
        yield _claim(statement, *cell)
        return
    if not amounts(text) or not any(
        _TESTS.search(each) for each in (text, *statement.context.headings[-1:])
    ):
        return
    found = outcomes(text)
    for each, state, subject in found:
        if each.amount.value or state == "skipped" or len(found) > 1:
            whole = not subject or scope.is_whole(subject)
            limit = labels.of_command(statement.text) if whole else ""
            yield _claim(statement, each.amount, state, limit or subject)


def _claim(statement: Statement, amount: Amount, state: str, subject: str) -> Claim:
    subject = "" if scope.is_whole(subject) else subject
    return stated("pass-rate", statement, f"{written(amount)} {state}", subject, amount)


@either_way
def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if not evidence.measured.runs:
        return unsupported(
            claim, "no test report was found: let the test runner write one and name it in `tests`"
        )
    own = own_file(claim, evidence)
    subject = own.path if own else claim.subject
    tests = scope.tests_of(subject, evidence)
    if tests is None:
        return unsupported(
            claim, f"no test in the reports is of {subject!r}: supply the report that ran them"
        )
    if not tests.counts.total:
        return unsupported(claim, "the reports hold no test case")
    is_of_file = (_is_file(subject) or _CLASS.fullmatch(subject)) and tests.certain
    narrowed = () if is_of_file else aspects(claim.statement, evidence)
    if (narrowed or not tests.certain) and not _is_of_just(claim, tests, evidence):
        return _narrow(claim, evidence, tests, narrowed)
    is_all = own.is_beside if own else bool(is_of_file) or is_of_most(claim, tests.counts)
    return _against(claim, tests, evidence, is_all=is_all)


_CLASS = re.compile(r"[A-Z]\w{1,40}[a-z][A-Z]\w{1,60}")
"""The name of a class of tests, which no heading narrows."""


def _is_file(subject: str) -> bool:
    """Whether a file is named, so that no heading narrows it."""
    return any(end - start == len(subject) for _, start, end in mentioned(subject))


def _is_of_just(claim: Claim, tests: Tests, evidence: Evidence) -> bool:
    """Whether it is of as many tests as all reports have: of those, whatever stands above it."""
    amount = claim.amount
    if amount is None or not tests.certain or tests.counts != evidence.measured.counts:
        return False
    whole = amount.total or (amount.value if claim.value.endswith("passed") else None)
    return amount.unit != "%" and whole == tests.counts.total > _MANY


_MANY = 30
"""Tests that are not by chance as many as all of them."""


def _against(claim: Claim, tests: Tests, evidence: Evidence, *, is_all: bool = False) -> Judgement:
    says = _says(tests)
    if not tests.counts.run and not claim.value.endswith(("skipped", "run")):
        return unsupported(claim, f"{says}: none of them was executed")
    number = _OF_SO_MANY.match(claim.subject)
    if number and int(number["count"].replace(",", "")) not in (
        tests.counts.total,
        tests.counts.run,
    ):
        return unsupported(claim, f"{says}; whether those are the ones meant is not certain")
    if fits(claim, tests.counts):
        harm = scope.gap(tests, evidence) if _is_of_all(claim) else scope.damage(evidence)
        return unsupported(claim, f"{says}, but {harm}") if harm else confirmed(claim, says)
    if any(not run.complete for run in evidence.measured.runs):
        return unsupported(claim, f"{says}, but {scope.damage(evidence)}")
    is_part = may_be_part(claim, tests.counts) or _beside_a_part(claim, tests.counts)
    if is_part and not is_all:
        return unsupported(
            claim, f"{says}; claimed: {claim.value}: name the suite, module or file that is meant"
        )
    more = 0 if _is_of_just(claim, tests, evidence) else scope.unreported(tests, evidence)
    if more and may_be_more(claim, tests.counts, more):
        return unsupported(
            claim, f"{says}; claimed: {claim.value}, and not all tests are in a report"
        )
    return contradicted(claim, f"{says}; claimed: {claim.value}", *tests.proofs())


_OF_SO_MANY = re.compile(r"\W{0,4}(?P<count>\d[\d,]{0,8})\s")
"""A rate of so many tests, which are others where there are more or less."""


def _is_of_all(claim: Claim) -> bool:
    """Whether the number says something of every test: a share, all of them, or none."""
    amount = claim.amount
    if amount is None or amount.unit == "%" or not amount.value:
        return True
    return amount.total == amount.value or is_all_of(claim, amount)


def _narrow(claim: Claim, evidence: Evidence, whole: Tests, headings: tuple[str, ...]) -> Judgement:
    """A claim under headings that narrow it, or of a scope that is not certain.

    One module that measured just this confirms; a heading's own tests, certainly linked, decide.
    """
    subjects = (*headings, *([claim.subject] if claim.subject else ()))
    for subject in reversed(subjects):
        fitting = [
            module
            for module, counts in scope.suites_of(subject, evidence).items()
            if fits(claim, counts)
        ]
        if len(fitting) == 1 and not scope.damage(evidence):
            return confirmed(claim, f"that is what {fitting[0]} measured")
    near = beside(claim.statement, evidence)
    for each in near.tests(evidence) if near.may_show(claim.amount) else ():
        if fits(claim, each.counts) and not scope.damage(evidence):
            return confirmed(claim, f"{_says(each)}, which is named beside it")
    is_cell = bool(claim.statement.context.column and claim.subject)
    for heading in () if is_cell else reversed(headings):
        found = _under(claim, heading, evidence)
        if found:
            return found
    if whole.certain and fits(claim, whole.counts):
        return _against(claim, whole, evidence)
    return unsupported(
        claim,
        f"{_says(whole)}; whether that is what {subjects[-1]!r} means is not certain: name the "
        "suite, module or file",
    )


def _under(claim: Claim, heading: str, evidence: Evidence) -> Judgement | None:
    """By the tests of what a heading is about, or by those whose name shares its words."""
    part = None if scope.is_whole(heading) else tests_under(heading, evidence)
    if part and part.certain and not is_beyond(claim, part.counts):
        return _against(claim, part, evidence)
    if scope.damage(evidence):
        return None
    if part and fits(claim, part.counts):
        return confirmed(claim, _says(part))
    alike = outcomes_of(heading, evidence)
    for name, counts in alike.items() if len(alike) <= MOST else ():
        telling = len(scope.words(name)) > 1 and len(scope.words(heading)) > 1
        if telling and fits(claim, counts):
            return confirmed(claim, _says(Tests(name, counts, ())))
    return None


def _says(tests: Tests) -> str:
    counts = tests.counts
    parts = [
        f"{counts.passed + counts.flaky} of {counts.total} {tests.label.removeprefix('the ')} "
        f"passed"
    ]
    for count, word in (
        (counts.failed, "failed"),
        (counts.errored, "could not run"),
        (counts.skipped, "skipped"),
    ):
        if count:
            parts.append(f"{count} {word}")
    return ", ".join(parts)


def _beside_a_part(claim: Claim, counts: Counts) -> bool:
    """Whether another number of the sentence shows that it is about some of the tests."""
    others = [each for each in find(claim.statement) if each.value != claim.value]
    return any(not fits(each, counts) and may_be_part(each, counts) for each in others)
