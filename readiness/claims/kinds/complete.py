"""Something is complete, implemented, done; N of M tasks are.

Why: "100 % complete" ends the review of a thing that is half there, and the missing half is found
by its users.

How: contradicted only by what is certain: failing tests or blocking findings in the subject (in the
whole, where the subject is the whole), the boxes of the same document where tasks are counted,
those of a section whose heading says so, or the same thing left unticked there. Where the subject
is linked to nothing with certainty, or nothing speaks against it, the claim is unsupported:
completeness as such is not measured, but that the tests of just that pass and nothing in it is
unfinished confirms it. What an item that is ticked tells was made is read likewise;
what else was done to something is not measured. The whole is confirmed only where the verdict is
ready and nothing is open.

Fix: finish what the evidence names, or say what is still missing.
"""

import re
from collections.abc import Iterator

from readiness.claims import completion, documents, scope, tasks, ticked
from readiness.claims.amounts import Written, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.hard import against_part, against_whole, stands_whole, unfinished
from readiness.claims.link import Link, aspects, is_whole, link
from readiness.claims.made import by_code, named_so
from readiness.claims.rates import damage
from readiness.claims.scope import Tests
from readiness.claims.stated import stated
from readiness.claims.tally import by_number
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.witness import UNMEASURED, by_witness
from readiness.claims.workflows import by_workflows
from readiness.model import Claim, Judgement, Statement

_EVERY_PART = re.compile(
    r"all (?:(?:major|core|main|key|planned|required)\s)?(?:components|modules|features|"
    r"services|systems|parts)$",
    re.IGNORECASE,
)


_SO_MANY = re.compile(r"(?i)\ball\s(?:of\s)?(?:the\s|our\s)?\d")
"""All of so many, which may be those of a part."""
_RATE = re.compile(
    r"^\W{0,6}(?P<what>[A-Za-z][\w /&.-]{2,50}?)\s?:\s\W{0,4}(?P<rate>\d{1,3}\s?%)(?=\W{0,4}$"
    r"|\s?\()"
)
_PROGRESS = re.compile(
    r"(?i)\b(?:progress|completion|by component|by phase|implementation status)\b"
)
"""How far a part is, below a heading of that."""
_ABOUT_IT = re.compile(
    r"(?i)\b(?:tests?|docs?|documentation|guides?|examples?|plans?|checklists?)\b"
)
"""What was written about a thing, and is not the thing."""
_ACTIVITY = re.compile(
    r"(?i)(?:analysis|review|design|planning|research|testing|documentation|setup|migration|"
    r"refactoring|clean-?up|audit|verification|validation|deployment|integration|development)$"
)
"""What people did, though a file may bear its name."""


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    counted = tasks.counted(text)
    if counted:
        each, what = counted
        yield _claim(statement, f"{written(each.amount)} {what}".strip(), what, each)
        return
    rate = _RATE.match(text) if "%" in text and not statement.context.column else None
    if rate and any(
        map(_PROGRESS.search, (*statement.context.headings[-1:], statement.context.lead))
    ):
        yield _claim(statement, f"{rate['rate']} complete", rate["what"].strip(), None)
        return
    settled = completion.FIXED.match(text)
    if settled:
        yield _claim(statement, ticked.DONE, settled["what"], None)
        return
    subject = completion.subject_of(statement, text)
    if subject is not None:
        only_marked = statement.context.column and ticked.is_yes(statement.text)
        yield _claim(statement, ticked.DONE if only_marked else "complete", subject, None)
        return
    did = ticked.off(statement, text)
    if did:
        yield _claim(statement, *did, None)


def _claim(statement: Statement, value: str, subject: str, each: Written | None) -> Claim:
    return stated(
        "complete",
        statement,
        value,
        re.sub(r"[\s✅🎉🚀:]+$", "", subject),
        each.amount if each else None,
    )


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value.endswith("% complete"):
        return unsupported(claim, "how far a part is nothing measures: count its tasks as boxes")
    if claim.value == ticked.DONE or (
        claim.value == ticked.IMPLEMENTED and _ABOUT_IT.search(claim.subject)
    ):
        seen = by_witness(claim, evidence)
        return seen or by_code(claim, evidence) or unsupported(claim, UNMEASURED)
    whole = _is_of_whole(claim, evidence)
    if whole and claim.value == ticked.IMPLEMENTED:
        return unsupported(claim, "which part of the whole was made is not certain: name it")
    if documents.counts_tasks(claim):
        return _tasks(claim, evidence)
    if whole and not aspects(claim.statement, evidence):
        return _whole(claim, evidence)
    return _part(claim, evidence)


def _is_of_whole(claim: Claim, evidence: Evidence) -> bool:
    whole = is_whole(claim.subject, evidence) or bool(_EVERY_PART.match(claim.subject))
    return whole and claim.amount is None and not _SO_MANY.search(claim.quote)


def _tasks(claim: Claim, evidence: Evidence) -> Judgement:
    """Where a document counts its tasks, its own boxes are held against it."""
    clash = documents.clash_of_tasks(claim, evidence)
    if clash:
        return contradicted(claim, clash.reason, *clash.proofs)
    return unsupported(
        claim,
        "nothing measures tasks: keep them as boxes in the same document, ticked as they are done",
    )


def _whole(claim: Claim, evidence: Evidence) -> Judgement:
    against = against_whole(evidence)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    holds = stands_whole(evidence)
    if holds:
        return confirmed(claim, holds)
    return unsupported(claim, "nothing measured speaks against it, and nothing proves it complete")


def _part(claim: Claim, evidence: Evidence) -> Judgement:
    clash = documents.unticked(claim, evidence) or documents.clash_of_section(claim, evidence)
    if clash is None and claim.subject.lower().startswith("all "):
        clash = documents.clash_of_list(claim, evidence)
    if clash:
        return contradicted(claim, clash.reason, *clash.proofs)
    linked = None if _ACTIVITY.match(claim.subject) else link(claim.subject, evidence)
    if linked and len(linked.paths) > 1 and claim.value == ticked.IMPLEMENTED:
        linked = None
    tests = scope.tests_about(claim.subject, evidence) if claim.subject else None
    against = against_part(claim.subject, linked, tests, evidence)
    if against and documents.is_of_a_rate(claim, evidence):
        return unsupported(claim, f"{against.reason}; perhaps only the rate beside it is meant")
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    for item in documents.still_open(claim, evidence):
        return unsupported(
            claim, f"{item.place} leaves {claim.subject!r} open: one of the two is out of date"
        )
    seen = by_witness(claim, evidence) if claim.value == ticked.IMPLEMENTED else None
    shown = seen or by_workflows(claim, evidence)
    shown = shown or (None if _BUILT.search(claim.quote) else by_number(claim, evidence))
    shown = shown or (by_code(claim, evidence) if claim.value == ticked.IMPLEMENTED else None)
    return shown or _undisputed(claim, linked, tests, evidence)


_BUILT = re.compile(r"(?i)\b(?:implement|complet|finish|done|deliver|integrat)\w*")
"""More than that there are so many."""


def _mostly_run(linked: Link, evidence: Evidence) -> str:
    """How much of a file or directory the tests run, where that is more than half; or ""."""
    coverage = evidence.measured.coverage
    if coverage is None or damage(evidence) or linked.lines or not linked.certain:
        return ""
    covered = coverage.within(linked.paths)
    if 2 * covered.covered_lines <= covered.lines or unfinished(linked, evidence):
        return ""
    return f"{covered.covered_lines} of {covered.lines} lines"


def _undisputed(
    claim: Claim, linked: Link | None, tests: Tests | None, evidence: Evidence
) -> Judgement:
    """Where nothing speaks against it: its own tests, all passing, show that it is there."""
    if linked is None or not linked.certain:
        linked = named_so(claim.subject, evidence) or linked
        against = against_part(claim.subject, linked, tests, evidence)
        if against:
            return unsupported(claim, against.reason, *against.proofs)
    if linked is None:
        return unsupported(
            claim,
            f"nothing in the repository is certain to be {claim.subject!r}: name a file, module or "
            "directory",
        )
    if linked.certain and tests and scope.all_pass(tests, evidence):
        return confirmed(
            claim, f"{linked.label} is there, nothing in it is unfinished, and {tests.label} pass"
        )
    rate = _mostly_run(linked, evidence)
    if rate:
        return confirmed(
            claim, f"{linked.label} is there, nothing in it is unfinished, and tests run {rate}"
        )
    return unsupported(
        claim, f"nothing measured speaks against {linked.label}, and nothing proves it complete"
    )
