"""Whether there is the licence that one is told to see."""

import re

from readiness.claims.evidence import Evidence
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof

NAME = "LICENSE"
_FILE = re.compile(r"(?i)(?:^|/)(?:licen[cs]es?|copying|unlicense)(?:/|[\w.-]{0,30}$)")


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """By a file of the licence, under any of its names."""
    found = [each for each in evidence.snapshot.files if _FILE.search(each)]
    if found:
        nearest = min(found, key=len)
        proof = Proof(message="is in the tree", location=Location(path=nearest))
        return confirmed(claim, f"{nearest} is in the tree", proof)
    if evidence.snapshot.limits:
        return unsupported(claim, "none was found, but the tree was not read whole")
    return contradicted(claim, "no file of the tree is a licence")
