"""The three things that can be said of a claim."""

from readiness.claims.elsewhere import another_place, elsewhere
from readiness.claims.words import PUT_AWAY, UNRELEASED
from readiness.model import Claim, ClaimVerdict, Judgement, Proof

_LASTING = frozenset({"line-count", "arithmetic"})
"""Kinds of numbers that a document which was put away may be held against today."""
SHOWN = 5
"""Proofs that a judgement lists; the reason has the whole count."""


def confirmed(claim: Claim, reason: str, *evidence: Proof) -> Judgement:
    """Unsupported where the sentence names a place that the reports do not."""
    place = another_place(claim)
    if place and place.strip("`") not in reason:
        return unsupported(
            claim, f"{reason}; that it was so {place!r} no report says: name the report of it"
        )
    return _judgement(claim, ClaimVerdict.CONFIRMED, reason, evidence)


def contradicted(claim: Claim, reason: str, *evidence: Proof) -> Judgement:
    """Unsupported where the sentence speaks of something that the reports do not measure."""
    release = claim.statement.context.release
    put_away = PUT_AWAY.search(f"{release}/") and claim.kind in _LASTING
    if release and not UNRELEASED.search(release) and not put_away:
        return unsupported(claim, f"{reason}; it is told of {release!r}, and may have been so then")
    other = elsewhere(claim)
    if other and other.strip("`") not in reason:
        return unsupported(
            claim, f"{reason}; whether the reports are of {other!r} is not certain: name its report"
        )
    return _judgement(claim, ClaimVerdict.CONTRADICTED, reason, evidence)


def unsupported(claim: Claim, reason: str, *evidence: Proof) -> Judgement:
    """``reason`` says what evidence is missing, and how to supply it."""
    return _judgement(claim, ClaimVerdict.UNSUPPORTED, reason, evidence)


def _judgement(
    claim: Claim, verdict: ClaimVerdict, reason: str, evidence: tuple[Proof, ...]
) -> Judgement:
    return Judgement(claim=claim, verdict=verdict, reason=reason, evidence=evidence[:SHOWN])
