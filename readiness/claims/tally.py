"""What the tree has so many of: definitions of a file that is named, files of a language."""

import re
from fractions import Fraction

from readiness.claims.amounts import holds
from readiness.claims.evidence import Evidence
from readiness.claims.paths import mentioned, only_named
from readiness.claims.verdicts import confirmed
from readiness.model import Amount, Claim, Comparison, Judgement, Location, Proof
from readiness.repository.snapshot import Role


def counted_in(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """Confirmed where the claim's number is one of those; else nothing is decided."""
    return _in_named_file(claim, amount, evidence) or _of_files(claim, amount, evidence)


def _in_named_file(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """Functions or classes of the one file that the sentence names, where they are so many."""
    noun = _DEFINED.search(claim.subject)
    for path, *_ in mentioned(claim.quote) if noun else ():
        known = only_named(path, evidence.snapshot)
        names = [each.name for each in evidence.names.defined_in(known)] if known else []
        public = [each for each in names if not each.startswith("_")]
        for found in (names, public):
            if found and holds(amount, Fraction(len(found))):
                proof = Proof(message=", ".join(found[:8]), location=Location(path=known))
                return confirmed(claim, f"{known} defines {len(found)}", proof)
    return None


_DEFINED = re.compile(r"(?i)\b(?:functions|methods|classes|components|structs|helpers)$")
_FILES_OF = re.compile(r"(?i)^(?:total )?(?P<what>[a-z#+]{2,12})? ?(?:source |code )?files$")


def _of_files(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """Files of a language, or of all: those of the source alone, or with the tests."""
    found = _FILES_OF.match(claim.subject)
    is_bound = amount.comparison in (Comparison.AT_LEAST, Comparison.AT_MOST)
    if not found or is_bound or evidence.snapshot.limits:
        return None
    language = (found["what"] or "").lower()
    files = [
        file
        for file in evidence.snapshot.files.values()
        if language in ("", "source", "code") or file.language == language
    ]
    source = [file for file in files if file.role is Role.SOURCE]
    for some in (files, source, [file for file in files if file.role is not Role.TEST]):
        if some and holds(amount, Fraction(len(some))):
            return confirmed(claim, f"the tree has {len(some)} {claim.subject}")
    return None
