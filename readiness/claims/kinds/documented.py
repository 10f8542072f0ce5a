"""Something is documented; the README, changelog or documentation was updated.

Why: "documentation updated" is ticked from habit, and the reader of the documentation pays for it.

How: a document that is named must be in the tree, with more than a title. That it was updated is
held against the change: where no file of that name is in it, the claim is contradicted. A document
that a ticked item says was written is looked for by every word of its name. What is said to be
documented, without where, is unsupported.

Fix: write it, or name where it is written.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from readiness.claims import phrases
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.paths import look_up, mentioned
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement
from readiness.repository.snapshot import Role

SIGNS = (
    "change", "checklist", "describ", "doc", "explain", "guide", "manual", "notes", "overview",
    "readme", "reference", "runbook", "specification", "tutorial",
)  # fmt: skip
_WHICH = (
    r"(?P<which>readme|change ?log|release notes|docs?|documentation|runbooks?|docstrings?|"
    r"user guide|api docs?|migration guide)"
)
_UPDATED = re.compile(
    rf"\b(?:update[ds]?|added to|extend(?:ed|s)?|wrote|written|revise[ds]?|(?<!no\s)changes\sto)\s"
    rf"(?:the\s|our\s|all\s)?(?:(?-i:[A-Z]{{2,5}})\s)?{_WHICH}\b",
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
_WRITTEN = re.compile(
    r"^\W{0,8}(?:(?:created|wrote|added|written|completed)\s(?:an?\s|the\s|comprehensive\s|new\s|"
    r"full\s){0,3})?(?P<what>(?:[\w-]{2,30}\s){1,4}?(?:documentation|docs|guide|checklist|"
    r"reference|runbook|manual|tutorial|overview|specification))(?P<state>\s(?:(?:is|are|"
    r"now)\s)?(?:created|written|documented|added|complete[d]?))?(?=\W{0,6}$|\s?\()",
    re.IGNORECASE,
)
"""Of an item that is ticked: which document there is now."""
_NO_TITLE = frozenset({"docs", "guide", "comprehensive", "detailed", "complete", "full", "new"})
_WELL = re.compile(r"(?i)^\W{0,6}(?:well|fully|comprehensively|thoroughly)[- ]documented\b")
_ENTRY = re.compile(
    r"^\W{0,6}add(?:ed)?\s(?:an?\s)?(?P<which>change ?log|release notes)\sentry\b", re.IGNORECASE
)
_INTO = re.compile(
    rf"^\W{{0,6}}(?:docs?(?:\([\w-]{{1,20}}\))?:\s)?(?:add(?:s|ed)?|update[ds]?|document(?:s"
    rf"|ed)?)\s.{{3,100}}?\s(?:to|in)\s(?:the\s)?"
    rf"{_WHICH}(?=\W{{0,6}}$|\s?[(,])",
    re.IGNORECASE,
)
"""Of a change: what it writes into which document."""
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
    updated = _UPDATED.search(text) or _IS.search(text) or _INTO.match(text) or _ENTRY.match(text)
    marked = statement.context.box or TICKED.search(statement.text)
    if updated and (marked or statement.source.kind is not SourceKind.DOCUMENT):
        yield stated("documented", statement, "updated", updated["which"].lower())
        return
    if _ALL.search(text) or (marked and _WELL.match(text)):
        yield stated("documented", statement, "fully documented", "")
        return
    written = _WRITTEN.match(text) if marked else None
    if written and (written["state"] or _DID.match(text)):
        yield stated("documented", statement, "written", written["what"])


_DID = re.compile(r"(?i)^\W{0,8}(?:created|wrote|added|written|completed)\s")


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value == "documented":
        return _in_file(claim, evidence)
    if claim.value == "updated":
        return _updated(claim, evidence)
    if claim.value == "written":
        return _written(claim, evidence)
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
    if found.decides and place and "/" not in claim.subject:
        return unsupported(
            claim,
            f"no file of the tree is {claim.subject!r}; a name alone may be of another project",
        )
    if found.decides:
        return contradicted(claim, f"no file of the tree is {claim.subject!r}")
    return unsupported(claim, found.reason)


def _written(claim: Claim, evidence: Evidence) -> Judgement:
    """Confirmed by a document whose name has every word of what was written."""
    wanted = set(phrases.tokens(claim.subject)) - _NO_TITLE
    for file in evidence.snapshot.of(roles=(Role.DOCUMENT,)) if wanted else ():
        if wanted <= set(phrases.tokens(PurePosixPath(file.path).stem)):
            lines = len((evidence.snapshot.text(file.path) or "").split("\n"))
            proof = Proof(message=f"{lines} lines", location=Location(path=file.path))
            if lines > _TITLE_ONLY:
                return confirmed(claim, f"{file.path} is in the tree, with {lines} lines", proof)
    return unsupported(claim, f"no document is certain to be the {claim.subject}: name its path")


_TITLE_ONLY = 3


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
