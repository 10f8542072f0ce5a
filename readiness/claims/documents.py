"""What a document says against itself: its boxes, its tables, the same thing elsewhere in it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from readiness.claims.evidence import Evidence
from readiness.claims.hard import Against
from readiness.claims.headings import narrowing
from readiness.claims.openitems import Item, left_open, phase_of, words
from readiness.model import Claim, Location, Proof, Statement

_TASKS = re.compile(r"(?i)\b(?:tasks?|checkbox(?:es)?|boxes|to-?dos?|work items?)\b")
_ITEMS = re.compile(r"(?i)\b(?:all items|checklists?)$")
_CHECKLIST = re.compile(r"(?i)check-?list")
_LATER = re.compile(
    r"(?i)\b(?:optional(?:ly)?|future|later|deferred|postponed|stretch|nice[- ]to[- ]have|n/a|"
    r"not applicable|next|follow[- ]?ups?|remaining|out of scope|backlog|ideas?|planned|"
    r"upcoming|moved)\b"
)
"""Boxes that may stay open in what is complete."""
_MANY = 5
_ITEM = re.compile(r"[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]")
_BOX = re.compile(r"[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[([ xX])\][ \t]+(.*)$")


def counts_tasks(claim: Claim) -> bool:
    """Whether the claim is about tasks, which a document can count by its boxes."""
    if claim.amount is not None:
        return not claim.subject or bool(_TASKS.search(claim.value) or _TASKS.search(claim.subject))
    if _ITEMS.match(claim.subject):
        place = claim.statement.location
        titles = (place.path if place else "", *claim.statement.context.headings[:1])
        return any(_CHECKLIST.search(each) for each in titles)
    return bool(re.match(r"(?i)all\b", claim.subject) and _TASKS.search(claim.subject))


def clash_of_tasks(claim: Claim, evidence: Evidence) -> Against | None:
    """The boxes of the document where the claim's share of tasks is not that of the boxes.

    A pull request has boxes of its template's too: there, they count only where they are many, and
    just as many as the claim counts.
    Under a heading that names a part, only the boxes of its section count, and only where they
    are as many as the claim counts. A claim of everything is held against one open box, a share
    against boxes that differ from it by more than a tenth.
    """
    for statement in (claim.statement, *claim.also):
        lines = _section(statement, evidence)
        boxes = _boxes(lines, statement)
        if not boxes or not (statement.location or _is_counted(claim, len(boxes))):
            continue
        ticked = sum(done for _, done, _ in boxes)
        if not _agrees(
            claim, ticked, len(boxes), narrowed=bool(narrowing(statement, evidence.project))
        ):
            where = statement.location.path if statement.location else "the same text"
            reason = (
                f"{ticked} of the {len(boxes)} boxes in {where} are ticked; claimed: {claim.value}"
            )
            return Against(reason, tuple(_open(boxes)))
    return None


def clash_of_section(claim: Claim, evidence: Evidence) -> Against | None:
    """The boxes left open in a section whose own heading, no document's title, says complete."""
    for statement in (claim.statement, *claim.also):
        if statement.context.setting != "heading" or statement.location is None:
            continue
        boxes = _boxes(_below(statement, evidence), statement)
        open_boxes = tuple(_open(boxes))
        if open_boxes and len(open_boxes) < len(boxes):
            reason = (
                f"{len(boxes) - len(open_boxes)} of the {len(boxes)} boxes of its own section are "
                "ticked"
            )
            return Against(reason, open_boxes)
    return None


def _depth(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip())


def is_of_a_rate(claim: Claim, evidence: Evidence) -> bool:
    """Whether "complete" is the cell of a table's row that has a rate, of which it may be said."""
    statement = claim.statement
    lines = lines_of(statement, evidence)
    return bool(statement.context.column) and "%" in "".join(
        lines[statement.line - 1 : statement.line]
    )


def _below(statement: Statement, evidence: Evidence) -> list[tuple[int, str]]:
    """The numbered lines below a heading up to the next of its level, without what comes later."""
    lines = lines_of(statement, evidence)
    level = _level(lines[statement.line - 1]) if statement.line <= len(lines) else 0
    found: list[tuple[int, str]] = []
    left_out = 0
    for number, line in enumerate(lines[statement.line :], statement.line + 1):
        below = _level(line)
        if below and below <= level:
            break
        if below and (not left_out or below <= left_out):
            left_out = below if _LATER.search(line[:400]) else 0
        if not left_out and not _LATER.search(line[:400]):
            found.append((number, line))
    return found if level > 1 else []


def _level(line: str) -> int:
    """Of a heading of Markdown written with marks: how many; else 0."""
    marks = len(line) - len(line.lstrip("#"))
    return marks if marks < 7 and line[marks : marks + 1].isspace() else 0


def clash_of_list(claim: Claim, evidence: Evidence) -> Against | None:
    """The item left open in the list that follows "all five are done"."""
    for statement in (claim.statement, *claim.also):
        lines = lines_of(statement, evidence)[statement.line - 1 :][:31]
        depth = _depth(lines[0]) if lines and _ITEM.match(lines[0]) else -1
        for number, line in enumerate(lines[1:], 1):
            if line.strip() and (not _ITEM.match(line) or _depth(line) <= depth):
                break
            text = left_open(line)
            if text is not None and statement.location:
                place = Location(path=statement.location.path, line=statement.line + number)
                reason = f"{place}, in its own list, leaves one open"
                return Against(reason, (Proof(message=line.strip()[:160], location=place),))
    return None


def unticked(claim: Claim, evidence: Evidence) -> Against | None:
    """The same thing, by just its words, left open in the same document.

    In another document it must also stand under the phase that the claim names, and be marked as
    failed.
    """
    own = {each.location.path for each in (claim.statement, *claim.also) if each.location}
    phase = phase_of(f"{claim.quote} {claim.subject}")
    for item in still_open(claim, evidence):
        if item.place.path in own or (phase and item.phase == phase and item.failed):
            proof = Proof(message=f"open: {item.text[:120]}", location=item.place)
            return Against(f"{item.place} leaves {claim.subject!r} open", (proof,))
    return None


def still_open(claim: Claim, evidence: Evidence) -> list[Item]:
    """Where any document leaves the claim's subject open, by just its words."""
    wanted = words(claim.subject)
    return evidence.open_items.get(wanted, []) if len(wanted) > 1 else []


def lines_of(statement: Statement, evidence: Evidence) -> list[str]:
    if statement.location is None:
        return evidence.texts.get(statement.source, "").split("\n")
    return (evidence.snapshot.text(statement.location.path) or "").split("\n")


def _section(statement: Statement, evidence: Evidence) -> list[tuple[int, str]]:
    """The numbered lines of the document, or of the statement's section where that is a part."""
    lines = list(enumerate(lines_of(statement, evidence), 1))
    if not narrowing(statement, evidence.project):
        return lines
    heads = [number for number, line in lines if line.startswith("#")]
    first = max((number for number in heads if number <= statement.line), default=1)
    last = min((number for number in heads if number > statement.line), default=len(lines) + 1)
    return lines[first - 1 : last - 1]


def _boxes(lines: list[tuple[int, str]], statement: Statement) -> list[tuple[int, bool, Proof]]:
    file = statement.location
    found = []
    for number, line in lines:
        box = _BOX.match(line[:400])
        if box:
            place = Location(path=file.path, line=number) if file else None
            proof = Proof(message=f"not ticked: {box[2][:120]}", location=place)
            found.append((number, box[1] != " ", proof))
    return found


def _open(boxes: list[tuple[int, bool, Proof]]) -> Iterator[Proof]:
    for _, done, proof in boxes:
        if not done:
            yield proof


def _is_counted(claim: Claim, boxes: int) -> bool:
    return claim.amount is not None and claim.amount.total == boxes >= _MANY


def _agrees(claim: Claim, ticked: int, boxes: int, *, narrowed: bool) -> bool:
    amount = claim.amount
    if amount is None:
        return ticked == boxes
    if amount.total is None or not amount.total:
        return True
    if amount.total == Decimal(boxes):
        return amount.value == ticked
    if narrowed or 2 * boxes < amount.total:
        return True
    if amount.value == amount.total:
        return ticked == boxes
    share = Fraction(amount.value) / Fraction(amount.total)
    return abs(share - Fraction(ticked, boxes)) <= Fraction(1, 10)
