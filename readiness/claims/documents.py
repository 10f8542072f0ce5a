"""What a document says against itself: its boxes, its tables, the same thing elsewhere in it."""

import re
from decimal import Decimal
from fractions import Fraction

from readiness.claims import phrases
from readiness.claims.evidence import Evidence
from readiness.claims.hard import Against
from readiness.model import Claim, Location, Proof, Statement

_TASKS = re.compile(r"(?i)\b(?:tasks?|checkbox(?:es)?|boxes|to-?dos?|work items?)\b")
_BOX = re.compile(
    r"^[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[([ xX])\][ \t]+(.*)$", re.MULTILINE
)


def counts_tasks(claim: Claim) -> bool:
    """Whether the claim is about tasks, which a document can count by its boxes."""
    if claim.amount is not None:
        return not claim.subject or bool(_TASKS.search(claim.value) or _TASKS.search(claim.subject))
    return bool(re.match(r"(?i)all\b", claim.subject) and _TASKS.search(claim.subject))


def clash_of_tasks(claim: Claim, evidence: Evidence) -> Against | None:
    """The boxes of the document where the claim's share of tasks is not that of the boxes.

    Only boxes of the same document count, and only where there are as many as could be meant:
    a claim of everything is held against one open box, a share against boxes that differ from it
    by more than a tenth.
    """
    for statement in (claim.statement, *claim.also):
        boxes = boxes_of(statement, evidence)
        if not boxes:
            continue
        ticked = sum(done for _, done, _ in boxes)
        if _agrees(claim, ticked, len(boxes)):
            continue
        path = statement.location.path if statement.location else ""
        open_boxes = [
            Proof(message=f"not ticked: {text[:120]}", location=Location(path=path, line=line))
            for line, done, text in boxes
            if not done
        ]
        reason = f"{ticked} of the {len(boxes)} boxes in {path} are ticked; claimed: {claim.value}"
        return Against(reason, tuple(open_boxes))
    return None


def boxes_of(statement: Statement, evidence: Evidence) -> list[tuple[int, bool, str]]:
    """The task-list boxes of the statement's document: line, whether ticked, text."""
    if statement.location is None:
        return []
    text = evidence.snapshot.text(statement.location.path) or ""
    found = []
    line, offset = 1, 0
    for match in _BOX.finditer(text):
        line += text.count("\n", offset, match.start())
        offset = match.start()
        found.append((line, match[1] != " ", match[2]))
    return found


def unticked(claim: Claim, evidence: Evidence) -> Against | None:
    """The box of the same document, of just this name, that is not ticked."""
    wanted = _words(claim.subject)
    if len(wanted) < 2:
        return None
    for statement in (claim.statement, *claim.also):
        for line, done, text in boxes_of(statement, evidence):
            if not done and _words(text) == wanted and statement.location:
                path = statement.location.path
                place = Location(path=path, line=line)
                return Against(
                    f"{path}:{line} leaves {claim.subject!r} unticked",
                    (Proof(message=f"not ticked: {text[:120]}", location=place),),
                )
    return None


def _words(text: str) -> tuple[str, ...]:
    core = re.split(r"[❌⚠🔴🟡✅(:–—]| - ", re.sub(r"[*_`]", "", text), maxsplit=1)[0]
    dropped = {"complete", "completed", "implemented", "done", "is", "are"}
    return tuple(
        each for each in phrases.tokens(core) if each not in dropped and not each.isdigit()
    )


def _agrees(claim: Claim, ticked: int, boxes: int) -> bool:
    amount = claim.amount
    if amount is None:
        return ticked == boxes
    if amount.total is None:
        share = Fraction(amount.value) / 100
    else:
        share = Fraction(amount.value) / Fraction(amount.total) if amount.total else Fraction(0)
    if share == 1:
        return ticked == boxes
    if amount.total == Decimal(boxes):
        return amount.value == ticked
    return abs(share - Fraction(ticked, boxes)) <= Fraction(1, 10)
