"""Something is documented; the README, changelog or documentation was updated.

Why: "documentation updated" is ticked from habit, and the reader of the documentation pays for it.

How: a document that is named must be in the tree, with more than a title. That it was updated is
held against the change: where no file of that name is in it, the claim is contradicted. What is
said to be documented, without where, is unsupported.

Fix: write it, or name where it is written.
"""

import re
from collections.abc import Iterator

from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.paths import look_up, mentioned
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement

SIGNS = ("change", "describ", "doc", "explain", "guide", "notes", "readme", "runbook")
_WHICH = (
    r"(?P<which>readme|change ?log|release notes|docs?|documentation|runbooks?|docstrings?|"
    r"user guide|api docs?|migration guide)"
)
_UPDATED = re.compile(
    rf"\b(?:update[ds]?|added to|extend(?:ed|s)?|wrote|written|revise[ds]?)\s(?:the\s|our\s|"
    rf"all\s)?{_WHICH}\b",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"\b{_WHICH}\s(?:(?:is|are|was|were|has been|have been|now|also)\s){{0,3}}(?:updated|"
    rf"written|complete[d]?|up[- ]to[- ]date|extended|added)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:documented|described|explained)\sin\s(?:the\s)?$", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|each)\s(?:[\w-]{1,30}\s){1,4}?(?:is|are)\s(?:now\s|fully\s)?documented\b"
    r"|^\W{0,4}(?:all|every|each)\s(?:[\w-]{1,30}\s){1,4}?documented\b(?=\W*$)"
    r"|\bfully documented\b(?!\s\w)"
    r"|\b100\s?%\s(?:of\s)?(?:the\s)?(?:public\s)?(?:[\w-]{1,20}\s){0,2}document(?:ed|ation)\b",
    re.IGNORECASE,
)
_STEMS = {
    "readme": r"readme",
    "change": r"changelog|changes|history|news|change_?log|\.changeset|newsfragments|changelog\.d",
    "releas": r"release[-_ ]?notes|releases|changelog|changes|history|news",
    "runboo": r"runbook",
}


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    for path, start, _ in mentioned(text):
        if _IN.search(text[max(0, start - 40) : start]):
            yield stated("documented", statement, "documented", path)
            return
    updated = _UPDATED.search(text) or _IS.search(text)
    marked = statement.context.box or TICKED.search(statement.text)
    if updated and (marked or statement.source.kind is not SourceKind.DOCUMENT):
        yield stated("documented", statement, "updated", updated["which"].lower())
    elif _ALL.search(text):
        yield stated("documented", statement, "fully documented", "")


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value == "documented":
        return _in_file(claim, evidence)
    if claim.value == "updated":
        return _updated(claim, evidence)
    return unsupported(claim, "whether everything is documented is not measured: name where it is")


def _in_file(claim: Claim, evidence: Evidence) -> Judgement:
    place = claim.statement.location
    found = look_up(claim.subject, evidence.snapshot, beside=place.path if place else "")
    if found.path:
        text = evidence.snapshot.text(found.path) or ""
        lines = [line for line in text.splitlines() if line.strip()]
        proof = Proof(message=f"{len(lines)} lines of text", location=Location(path=found.path))
        if len(lines) < 3:
            return unsupported(claim, f"{found.path} holds hardly more than a title", proof)
        return confirmed(claim, f"{found.path} is in the tree, with {len(lines)} lines", proof)
    if found.decides:
        return contradicted(claim, f"no file of the tree is {claim.subject!r}")
    return unsupported(claim, found.reason)


def _updated(claim: Claim, evidence: Evidence) -> Judgement:
    if evidence.diff is None:
        return unsupported(
            claim, "what the change is made of is not known: no base to compare with"
        )
    stem = _STEMS.get(claim.subject[:6])
    pattern = re.compile(stem or r"(?:^|/)docs?/|\.(?:md|rst|adoc|txt)$|readme", re.IGNORECASE)
    touched = [path for path in evidence.diff.files if pattern.search(path)]
    if touched:
        proof = Proof(message="is in the change", location=Location(path=touched[0]))
        return confirmed(claim, f"the change touches {touched[0]}", proof)
    if stem and claim.statement.source.kind is SourceKind.PULL_REQUEST:
        return contradicted(claim, f"the change touches no file that is a {claim.subject}")
    return unsupported(claim, "the change touches no documentation file")
