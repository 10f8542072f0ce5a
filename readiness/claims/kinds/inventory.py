"""There are N tools, commands, endpoints, modules or other things.

Why: an inventory in numbers is believed, and goes stale with the first thing that is added.

How: tools, commands and endpoints are counted by the decorators that register them, in the whole
and in the module that the heading or the subject names. A number that fits one of these counts is
confirmed. Another number decides nothing, for what counts as one is not ours to say.

Fix: name the module or directory whose contents are counted, or leave the number out.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import phrases
from readiness.claims.amounts import amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects, link
from readiness.claims.verdicts import confirmed, unsupported
from readiness.model import Claim, Judgement, Location, Proof, Statement
from readiness.repository.snapshot import Role

_THINGS = re.compile(
    r"\s(?P<what>(?:[A-Za-z][\w-]{0,30}\s){0,2}?(?:tools|commands|endpoints|routes|modules|"
    r"adapters|"
    r"plugins|repositories|repos|integrations|handlers|checks|migrations))\b"
    r"(?:\s(?:operational|configured|available|implemented|registered|for|in|across|are|were)\b|"
    r"\W{0,4}$|\s?[,;:(])",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:^\W{0,6}(?:[\w /&-]{1,40}:\s?\W{0,3})?|\b(?:includes?|has|have|contains?|provides?|"
    r"exposes?|"
    r"offers?|ships?|registers?|there are|with|now|currently|all)\s(?:currently\s|now\s|over\s|"
    r"all\s)?|\()$",
    re.IGNORECASE,
)
_MARKS = {
    "tool": re.compile(r"^\s*@[\w.]{1,60}\.tool\b|^\s*server\.(?:registerT|t)ool\(", re.MULTILINE),
    "command": re.compile(r"^\s*@[\w.]{1,60}\.command\b", re.MULTILINE),
    "endpoint": re.compile(
        r"^\s*@[\w.]{1,60}\.(?:get|post|put|patch|delete|route)\(|"
        r"\b(?:app|router)\.(?:get|post|put|patch|delete)\(\s*[\"'`]/",
        re.MULTILINE,
    ),
}
_SORTS = {"tools": "tool", "commands": "command", "endpoints": "endpoint", "routes": "endpoint"}


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    for each in amounts(text):
        found = _THINGS.match(text, each.end)
        if not found or each.amount.unit or each.amount.places or each.amount.value < 2:
            continue
        if each.amount.total is None and _FRAME.search(text[max(0, each.start - 60) : each.start]):
            yield Claim(
                kind="inventory",
                quote=statement.text,
                statement=statement,
                value=f"{written(each.amount)} {found['what']}",
                subject=found["what"],
                amount=each.amount,
            )
            return


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    sort = _SORTS.get(claim.subject.split()[-1].lower())
    if sort is None or claim.amount is None:
        return unsupported(claim, f"nothing counts {claim.subject}: name what lists them")
    counts = _counts(sort, evidence)
    total = sum(counts.values())
    if total and holds(claim.amount, Fraction(total)):
        proofs = [_proof(path, count, sort) for path, count in counts.items()]
        return confirmed(claim, f"{total} {sort}s are registered", *proofs)
    for phrase in (claim.subject, *reversed(aspects(claim.statement, evidence))):
        linked = link(phrases.core(phrase), evidence)
        for path in linked.paths if linked else ():
            if path in counts and holds(claim.amount, Fraction(counts[path])):
                proof = _proof(path, counts[path], sort)
                return confirmed(claim, f"{path} registers {counts[path]} {sort}s", proof)
    says = f"{total} {sort}s are registered in the whole" if total else f"no {sort} was found"
    return unsupported(claim, f"{says}; which of them are meant is not certain: name their module")


def _counts(sort: str, evidence: Evidence) -> dict[str, int]:
    found = {}
    for file in evidence.snapshot.of(roles=(Role.SOURCE,)):
        count = len(_MARKS[sort].findall(evidence.snapshot.text(file.path) or ""))
        if count:
            found[file.path] = count
    return found


def _proof(path: str, count: int, sort: str) -> Proof:
    return Proof(message=f"{count} {sort}s", location=Location(path=path))
