"""An endpoint is there, under its route.

Why: an interface that is listed as done and is not served is found out by the first client.

How: the route is searched for in the source code, whole and with its parameters left open; where a
line has it, the claim is confirmed. Routes are put together in many ways, so that one which stands
nowhere decides nothing.

Fix: correct the route, or add the endpoint.
"""

import re
from collections.abc import Iterator

from readiness.claims.context import whole
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement
from readiness.repository.snapshot import Role

SIGNS = ("endpoint", "route")
_ROUTE = re.compile(
    r"(?<![\w./])(?:(?P<method>GET|POST|PUT|PATCH|DELETE)\s)?"
    r"(?P<route>/[a-z][\w-]{0,40}(?:/[\w{}:<>.-]{1,40}){0,8})(?=`|\)|,|\s|$|:\s)"
)
_NAMED = re.compile(r"(?i)\b(?:endpoints?|routes?)\b")
_ADDED = re.compile(r"(?i)^\W{0,6}(?:new|add(?:s|ed)?|implement(?:s|ed)?|created?)\b")
_PARAMETER = re.compile(r"\\?[{<:][^/]{0,40}")


def find(statement: Statement) -> Iterator[Claim]:
    text = whole(statement)
    marked = statement.context.box or TICKED.match(statement.text)
    told = statement.source.kind is not SourceKind.DOCUMENT and _ADDED.match(text)
    if not (marked or told) or not _NAMED.search(text):
        return
    for found in _ROUTE.finditer(text):
        yield stated("endpoint-exists", statement, "exists", found["route"])


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    route = _PARAMETER.sub("[^/\"'`]{1,60}", re.escape(claim.subject))
    pattern = re.compile(rf"[\"'`(\s]{route}/?[\"'`?\s)]")
    for file in evidence.snapshot.of(roles=(Role.SOURCE,)):
        text = evidence.snapshot.text(file.path) or ""
        match = pattern.search(text)
        if match:
            place = Location(path=file.path, line=text.count("\n", 0, match.start() + 1) + 1)
            proof = Proof(message="has the route", location=place)
            return confirmed(claim, f"{file.path} has the route {claim.subject}", proof)
    return unsupported(claim, f"no line of code has the route {claim.subject!r} as a whole")
