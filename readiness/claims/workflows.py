"""Whether the repository has the CI that a sentence speaks of: by the files that configure it."""

import re

from readiness.claims.evidence import Evidence
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof

_CI = re.compile(
    r"(?i)\b(?:github actions?|gitlab ci|circleci|azure pipelines|ci/cd|continuous integration"
    r"|ci (?:pipelines?|workflows?|configuration|integration|setup|jobs?)|workflows? files?)\b"
)
_GITHUB = re.compile(r"(?i)\bgithub actions?\b")
_OUTCOME = re.compile(
    r"(?i)\b(?:pass\w*|green|fail\w*|clean|success\w*|runs? on|ran|deploys?|block\w*)\b"
)
"""What came of it, or what it does, which its configuration alone does not show."""
_OF_PRODUCT = re.compile(
    r"(?i)\b(?:support\w*|templates?|examples?|providers?|plugins?|detect\w*|platforms?|compatib\w+|"
    r"integrates? with|works with|generat\w*)\b"
)
"""What the product does for the CI of others."""
_OF_GITHUB = re.compile(r"^\.github/workflows/[^/]+\.ya?ml$")
_ANY = re.compile(
    r"^\.github/workflows/[^/]+\.ya?ml$|^(?:\.gitlab-ci\.yml|\.travis\.yml|azure-pipelines\.yml|"
    r"Jenkinsfile|\.circleci/config\.yml|\.drone\.yml|bitbucket-pipelines\.yml)$"
)
_NO_MORE = re.compile(
    r"(?i)\b(?:github|gitlab|actions?|ci|cd|pipelines?|workflows?|added|created|configured|set|up|"
    r"with|and|the|for|automated|complete|full|integration|continuous|setup|ready|configuration|"
    r"files?|implemented|in|place|jobs?|via|using|testing|tests?|build|deployment|is|has|been|new)\b"
)
_FEW = 3
"""Other words, which say no more of it than that it is there."""


def by_workflows(claim: Claim, evidence: Evidence) -> Judgement | None:
    """The judgement on a sentence that says there is CI, and little more."""
    if not _CI.search(claim.quote) or _OUTCOME.search(claim.quote):
        return None
    context = claim.statement.context
    if any(map(_OF_PRODUCT.search, (claim.quote, context.lead, *context.headings))):
        return None
    files = evidence.snapshot.files
    found = next((path for path in sorted(files) if _ANY.search(path)), "")
    says_more = len(re.findall(r"[A-Za-z]{2,}", _NO_MORE.sub(" ", claim.quote))) > _FEW
    if found:
        proof = Proof(message="configures CI", location=Location(path=found))
        if says_more:
            return unsupported(claim, f"{found} is in the tree; what it does was not read", proof)
        return confirmed(claim, f"{found} is in the tree", proof)
    has_none = _GITHUB.search(claim.quote) and not any(map(_OF_GITHUB.search, files))
    if not has_none or says_more or evidence.snapshot.limits:
        return None
    return contradicted(claim, "the tree has no .github/workflows that could run")
