"""Claims held against each other, where nothing measured decides them.

Two exact numbers of the same thing in two documents of the root, and a box that is ticked in the
pull request and open in a document of the same change, cannot both be right. One of the two is
then contradicted, with both places. Where the thing, its unit or its time may differ, neither is.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from readiness.claims import phrases
from readiness.claims.amounts import holds
from readiness.claims.evidence import Evidence
from readiness.claims.headings import narrowing, particular
from readiness.claims.openitems import Item, ticked, words
from readiness.claims.surroundings import is_instruction, is_of_the_past
from readiness.claims.verdicts import contradicted
from readiness.model import Claim, ClaimVerdict, Comparison, Judgement, Proof, SourceKind

_COUNTING = frozenset({"test-count", "coverage", "inventory", "pass-rate"})
_DATED = re.compile(
    r"(?i)(?<![a-z])(?:20\d\d|v\d|phase|week|sprint|session|day|month|quarter|iteration|milestone|"
    r"archive|history|report|plan|before|after|old|new|baseline|yesterday|today)"
)
_NUMBER = re.compile(r"\d[\d.,]*")


def held_together(judgements: Iterable[Judgement], evidence: Evidence) -> Iterator[Judgement]:
    """The judgements, of which those that other claims or boxes contradict say so."""
    numbers: dict[tuple[str, ...], Claim] = {}
    for judgement in judgements:
        if judgement.verdict is not ClaimVerdict.UNSUPPORTED:
            yield judgement
            continue
        claim = judgement.claim
        item = _left_open(claim, evidence)
        other = _other(claim, numbers, evidence)
        if item:
            proof = Proof(message=f"open: {item.text[:120]}", location=item.place)
            yield contradicted(claim, f"{item.place} leaves the same box open", proof)
        elif other:
            place, said = other.statement.location, _NUMBER.sub("", other.value).strip()
            number = other.amount.value if other.amount else ""
            reason = f"{place} says {number}{'' if said.startswith('%') else ' '}{said}"
            proofs = [_proof(each) for each in (claim, other)]
            yield contradicted(claim, f"{reason}: they cannot both be true", *proofs)
        else:
            yield judgement


def _other(claim: Claim, seen: dict[tuple[str, ...], Claim], evidence: Evidence) -> Claim | None:
    """The first claim seen of the same thing, where it has another number."""
    if not _is_comparable(claim, evidence):
        return None
    unit = claim.amount.unit if claim.amount else ""
    wording = _NUMBER.sub("#", claim.value.lower())
    first = seen.setdefault(
        (claim.kind, unit, wording, *sorted(phrases.tokens(claim.subject))), claim
    )
    return None if _path(first) == _path(claim) or _agree(first, claim) else first


def _is_comparable(claim: Claim, evidence: Evidence) -> bool:
    amount = claim.amount
    if amount is None or amount.comparison is not Comparison.EXACTLY or claim.also:
        return False
    if claim.kind not in _COUNTING or amount.upper is not None or amount.total is not None:
        return False
    statement = claim.statement
    if not _path(claim) or "/" in _path(claim) or narrowing(statement, evidence.project):
        return False
    around = (_path(claim), claim.quote, *statement.context.headings, statement.context.lead)
    return not any(_DATED.search(each) for each in around)


def _agree(one: Claim, two: Claim) -> bool:
    if one.amount is None or two.amount is None:
        return True
    return holds(one.amount, Fraction(two.amount.value)) or holds(
        two.amount, Fraction(one.amount.value)
    )


def _left_open(claim: Claim, evidence: Evidence) -> Item | None:
    """The open box, in a document that the change touches, of what the pull request ticks.

    Only where it stands once, by just the same words of which two are no general matter, in a
    document that has ticked boxes too.
    """
    statement = claim.statement
    if statement.source.kind is not SourceKind.PULL_REQUEST or statement.context.box is not True:
        return None
    wanted = words(statement.text)
    items = evidence.open_items.get(wanted, [])
    if evidence.diff is None or len(items) != 1 or len(particular(statement.text)) < 2:
        return None
    path = items[0].place.path
    if path not in evidence.diff.files or is_instruction(path) or is_of_the_past(path):
        return None
    done = ticked(evidence.snapshot.text(path) or "")
    return items[0] if done and wanted not in done else None


def _path(claim: Claim) -> str:
    return claim.statement.location.path if claim.statement.location else ""


def _proof(claim: Claim) -> Proof:
    return Proof(message=claim.quote[:160], location=claim.statement.location)
