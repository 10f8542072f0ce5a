"""The files of tests in the tree, against a number of them."""

import re
from fractions import Fraction

from readiness.claims.amounts import holds
from readiness.claims.definitions import is_test_file
from readiness.claims.evidence import Evidence
from readiness.claims.headings import particular
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof, SourceKind

OF_WHOLE = re.compile(
    r"\b(?:suite|total|all|overall|altogether|in all|the (?:project|repository|repo|codebase))\b"
    r"|^\W{0,4}(?:we|it|there|the project)\s(?:now\s)?(?:have|has|are)\b|\btests?\s?:\W{0,4}\d",
    re.IGNORECASE,
)
"""What says that all tests are meant."""
_IN_PLACE = re.compile(r"(?i)\b(?:in|under|below)\s(?:the\s)?[`/]")
_MADE = re.compile(r"(?i)\b(?:created|added|new|modified|updated|changed|delivered)\b")
"""Above what a piece of work brought, which need not be all."""
_DOES = re.compile(
    r"(?i)^\W{0,6}(?:read|fix|repair|update|convert|migrat|chang|modif|creat|add|edit)\w*\s|"
    r"\b(?:across\s(?:all\s)?(?=\d)|repaired|fixed|updated|converted|migrated|changed|modified|"
    r"affected|edited|in all)\b"
)
"""What was done with test files, which need not be all."""


_OF_FILES = frozenset({"file", "suite", "count", "number"})
"""Words of a label that names no part: "Test files: 12"."""


def _meant(claim: Claim, paths: list[str]) -> list[str]:
    """Those beside or below a document that stands in a directory of its own with tests."""
    place = claim.statement.location
    directory = place.path.rpartition("/")[0] if place else ""
    below = [each for each in paths if directory and each.startswith(f"{directory}/")]
    return below or paths


def by_files(claim: Claim, evidence: Evidence) -> Judgement:
    """The judgement on a number of test files."""
    snapshot = evidence.snapshot
    paths = _meant(claim, [path for path in snapshot.files if is_test_file(path, snapshot)])
    says = f"the tree has {len(paths)} test files"
    told = claim.statement.source.kind is not SourceKind.DOCUMENT
    is_part = bool(claim.subject or _IN_PLACE.search(claim.quote))
    is_part = (
        is_part or (told and not OF_WHOLE.search(claim.quote)) or bool(_DOES.search(claim.quote))
    )
    context = claim.statement.context
    is_part = is_part or bool(particular(context.label) - _OF_FILES)
    above = (context.lead.rpartition(" › ")[2], *context.headings[-1:])
    is_part = is_part or any(map(_MADE.search, above))
    if claim.amount is None or is_part or evidence.snapshot.limits:
        return unsupported(claim, f"{says}; which of them are meant is not certain")
    if holds(claim.amount, Fraction(len(paths))):
        return confirmed(claim, says)
    proofs = [Proof(message="a test file", location=Location(path=path)) for path in paths]
    return contradicted(claim, f"{says}; claimed: {claim.value}", *proofs)
