"""Something was added, removed, renamed or moved; N files were changed.

Why: a description that says more, or other, than the change does is approved for what it says.

How: paths are looked up in the tree and in the change; functions, classes, commands and other
definitions that are written as code, in the tree. What was removed and is still there, at its very
path, contradicts; so does a definition that was added and whose name stands nowhere in the tree,
and a number of files that is far from that of the whole change. Everything less certain is
unsupported.

Fix: correct the description, or push what is missing.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import named
from readiness.claims.amounts import Written, amounts, holds, written
from readiness.claims.context import whole
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.paths import mentioned, only_named
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Amount, Claim, Judgement, Location, Proof, SourceKind, Statement
from readiness.repository.diff import Change
from readiness.repository.snapshot import Role

_WAS = re.compile(
    r"\s(?:(?:is|are|was|were|has been|have been)\s(?:now\s)?)(?P<act>removed|deleted|dropped)\b",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\sfiles?\s(?:were\s|are\s|have been\s)?(?P<act>changed|modified|touched|updated|added|"
    r"created|deleted|removed)\b|\s(?P<new>new)\sfiles\b|\sfiles\s(?:in\s)?(?:total|"
    r"all)\s?[:(,–—-]\s?\+?\d[\d,]{0,9}\s(?:insertions?|additions?)\b",
    re.IGNORECASE,
)
_ONLY_FILES = re.compile(r"\sfiles?\b")
_MADE = ("ad", "cr", "de", "re")
_LABELLED = re.compile(r"\bfiles\s(?:changed|modified|touched)\W{0,3}:\W{0,4}$", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?:change[sd]?|modifie[sd]|touche[sd]|update[sd]?)\s(?:only\s)?$", re.IGNORECASE
)


_OF_IT = re.compile(r"\s(?:imports?|references?|usages?|calls?|lines?|entry|entries)\b", re.I)
"""After a path: not the file, but what names it."""

_UPDATED = re.compile(
    r"\s(?:(?:is|are|was|were|has been|have been)\s)?(?:now\s|also\s)?(?:updated|extended|amended|"
    r"adjusted|adapted)\b(?!\s(?:by|when|if|after|whenever|on|every|each|automatically|in|to)\b)"
    r"|\W{0,4}\s?\(\W{0,2}updated\)",
    re.IGNORECASE,
)
_UPDATES = re.compile(
    r"^\W{0,4}(?:(?:i|we|this|also|and|it)\s(?:have\s|has\s|also\s)?)?"
    r"(?:updated|extended|amended|adjusted)\s(?:the\s)?$",
    re.IGNORECASE,
)


def find(statement: Statement) -> Iterator[Claim]:
    text = whole(statement)
    if statement.source.kind is not SourceKind.DOCUMENT:
        yield from _files(statement, text)
        yield from _updated(statement, text)
    yield from _paths(statement, text)
    for act, name in named.definitions(statement, text):
        if not list(mentioned(f"`{name}`")):
            yield stated("changed", statement, _word(act), name)


def _paths(statement: Statement, text: str) -> Iterator[Claim]:
    for path, start, end in mentioned(text):
        if _OF_IT.match(text, end):
            continue
        act = named.act(statement, text[:start]) or _WAS.match(text, end)
        word = _word(act["act"]) if act else "added"
        if word in ("removed", "moved"):
            yield stated("changed", statement, word, path)


def _updated(statement: Statement, text: str) -> Iterator[Claim]:
    for path, start, end in mentioned(text):
        if _UPDATES.match(text[:start]) or (start < 6 and _UPDATED.match(text, end)):
            yield stated("changed", statement, "updated", path)


def _files(statement: Statement, text: str) -> Iterator[Claim]:
    for each in amounts(text):
        word = _counted(text, each)
        if word and not each.amount.unit and each.amount.total is None:
            yield stated(
                "changed", statement, f"{written(each.amount)} files {word}", "", each.amount
            )
            return


def _counted(text: str, each: Written) -> str:
    """What is said to have become of so many files, or ""."""
    after = _FILES.match(text, each.end)
    if after:
        act = (after["act"] or ("added" if after["new"] else "")).lower()
        return _word(act) if act.startswith(_MADE) else "changed"
    before = text[max(0, each.start - 30) : each.start]
    if _LABELLED.search(before):
        return "changed"
    return "changed" if _CHANGED.search(before) and _ONLY_FILES.match(text, each.end) else ""


def _word(act: str) -> str:
    first = act.lower()[:3]
    if first in ("rem", "del", "dro"):
        return "removed"
    return "moved" if first in ("ren", "mov") else "added"


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.amount is not None:
        return _count(claim, claim.amount, evidence)
    if "/" in claim.subject or list(mentioned(f"`{claim.subject}`")):
        return _path(claim, evidence)
    return _definition(claim, evidence)


def _count(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement:
    if evidence.diff is None:
        return unsupported(
            claim, "what the change is made of is not known: no base to compare with"
        )
    what = claim.value.rpartition(" ")[2]
    count = sum(what in ("changed", each.change) for each in evidence.diff.files.values())
    says = f"the change {_DOES[what]} {count} files"
    moved = sum(each.change is Change.RENAMED for each in evidence.diff.files.values())
    if holds(amount, Fraction(count)):
        return confirmed(claim, says)
    if what != "changed" and moved and holds(amount, Fraction(count + moved)):
        return confirmed(claim, f"{says} and renames {moved}")
    if claim.statement.source.kind is SourceKind.COMMIT:
        return unsupported(claim, f"{says} in all; a single commit is not counted")
    if aspects(claim.statement, evidence):
        return unsupported(claim, f"{says}; which part of it is meant is not certain")
    if what != "changed" or abs(Fraction(amount.value) - count) * 10 <= count:
        return unsupported(claim, f"{says} by now; claimed: {claim.value}")
    return contradicted(claim, f"{says}; claimed: {claim.value}")


_DOES = {"changed": "touches", "added": "adds", "removed": "removes"}


def _path(claim: Claim, evidence: Evidence) -> Judgement:
    path = claim.subject.rstrip("/")
    there = evidence.snapshot.exists(path)
    if claim.value == "removed" and there and "/" in claim.subject:
        proof = Proof(message="is in the tree", location=Location(path=path))
        return contradicted(claim, f"{path} is still in the tree", proof)
    if claim.value == "updated":
        return _update(claim, path, evidence)
    if claim.value == "removed" and evidence.diff is None and not evidence.snapshot.limits:
        name = path.rpartition("/")[2]
        if not there and not any(
            each.rpartition("/")[2] == name for each in evidence.snapshot.files
        ):
            return confirmed(claim, f"no file of the tree is {path!r}")
    change = evidence.diff.files.get(path) if evidence.diff else None
    changes = evidence.diff.files.values() if evidence.diff else ()
    gone = change and change.change is Change.REMOVED
    left = [each.previous_path or "" for each in changes]
    inside = f"/{path}/"
    if not there:
        gone = gone or any(
            each.change is Change.REMOVED and inside in f"/{each.path}" for each in changes
        )
    renamed = path in left or (not there and any(inside in f"/{each}" for each in left))
    if (gone and claim.value == "removed") or renamed:
        return confirmed(claim, f"the change {'renames' if renamed else 'removes'} {path}")
    return unsupported(claim, f"the change does not show what became of {path}")


def _update(claim: Claim, path: str, evidence: Evidence) -> Judgement:
    """A file that is said to be updated is one that the change touches."""
    if evidence.diff is None:
        return unsupported(claim, "what the change touches is not known: no base to compare with")
    touched = [each for each in evidence.diff.files if each == path or each.endswith(f"/{path}")]
    if touched:
        return confirmed(
            claim,
            f"the change touches {touched[0]}",
            Proof(message="is changed", location=Location(path=touched[0])),
        )
    found = path if path in evidence.snapshot.files else only_named(path, evidence.snapshot)
    if not found or claim.statement.source.kind is not SourceKind.PULL_REQUEST:
        return unsupported(claim, f"the change does not touch {path}")
    proof = Proof(message="is not changed", location=Location(path=found))
    return contradicted(claim, f"the change does not touch {found}", proof)


def _definition(claim: Claim, evidence: Evidence) -> Judgement:
    name = claim.subject.rpartition(".")[2]
    symbols = evidence.names.identifiers.get(name, [])
    proofs = [
        Proof(message=f"defines {name}", location=Location(path=each.path, line=each.line))
        for each in symbols
    ]
    if claim.value == "added":
        if symbols:
            return confirmed(claim, f"{name} is defined in {symbols[0].path}", *proofs)
        new = _on_new_lines(name, evidence)
        if new:
            return confirmed(claim, f"lines that the change adds to {new.path} name {name}")
        is_code = named.is_called_so(claim.subject, claim.quote)
        if is_code and not evidence.snapshot.limits and not _is_named(name, evidence):
            return contradicted(claim, f"no file of the tree names {name!r}")
        return unsupported(claim, f"no definition of {name!r} was found")
    if not evidence.snapshot.limits and not _is_named(name, evidence):
        return confirmed(claim, f"no file of the tree names {name!r} any more")
    return unsupported(claim, f"{name!r} still stands in the tree, perhaps another one", *proofs)


def _on_new_lines(name: str, evidence: Evidence) -> Location | None:
    """The first new line of code or configuration that names something."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for path, change in (evidence.diff.files if evidence.diff else {}).items():
        file = evidence.snapshot.files.get(path)
        if file is None or file.role is Role.DOCUMENT:
            continue
        lines = (evidence.snapshot.text(path) or "").split("\n")
        for number in sorted(change.added):
            if number <= len(lines) and word.search(lines[number - 1]):
                return Location(path=path, line=number)
    return None


def _is_named(name: str, evidence: Evidence) -> bool:
    snapshot = evidence.snapshot
    return any(name in (snapshot.text(path) or "") for path in snapshot.files)
