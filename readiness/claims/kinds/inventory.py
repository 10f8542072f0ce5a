"""There are N tools, commands, endpoints, modules or other things.

Why: an inventory in numbers is believed, and goes stale with the first thing that is added.

How: tools, commands and endpoints are counted by the decorators that register them, in the whole
and in the module that the heading or the subject names; other things in the data files that list
them under their name, and in the code: members of an enumeration, entries of a constant,
subclasses, decorated functions, the files of a directory, numbered headings. A number that fits one
of these counts is confirmed. Another number decides nothing, for what counts as one is not ours to
say; it contradicts only where one data file alone bears the name, and lists more than is claimed or
is no mere example, or where one enumeration or class of just that name has fewer.

Fix: name the module or directory whose contents are counted, or leave the number out.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims import phrases
from readiness.claims.amounts import Written, amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.genre import tells_of_work
from readiness.claims.link import aspects, link
from readiness.claims.listings import Listing, listings
from readiness.claims.paths import mentioned
from readiness.claims.stated import stated
from readiness.claims.tally import counted_in
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import (
    Amount,
    Claim,
    Comparison,
    Judgement,
    Location,
    Proof,
    SourceKind,
    Statement,
)
from readiness.repository.snapshot import Role

_THINGS = re.compile(
    r"\s(?P<what>(?:(?!(?:more|kinds|types|sorts|other|"
    r"of)\s)[A-Za-z][\w-]{0,30}\s){0,2}?(?:tools|commands|endpoints|routes|modules|adapters|"
    r"plugins|repositories|repos|integrations|handlers|checks|migrations|services|servers|agents|"
    r"providers|operators|functions|configurations|scenarios|workflows|skills|hooks|middlewares?|"
    r"operations|packages|crates|(?:source|typescript|javascript|python|rust|go|java|kotlin|"
    r"c#)\sfiles))\b(?:\s(?:operational|configured|available|implemented|registered|for|in|"
    r"across|are|were)\b|\W{0,4}$|\s?[,;:(])",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:^\W{0,6}(?:[\w /&-]{1,40}:\s?\W{0,3})?|\b(?:includes?|has|have|contains?|provides?|"
    r"exposes?|offers?|ships?|registers?|there are|with|now|currently|all)\s(?:currently\s|now\s|"
    r"over\s|all\s)?|\(|^\W{0,6}[\w/-]{1,60}\.\w{1,5}`?\s?[:–—-]\s)$",
    re.IGNORECASE,
)
_MADE_LABEL = re.compile(
    r"^\W{0,6}(?:total\s)?(?P<what>(?:[A-Za-z][\w-]{1,20}\s){0,2}?[a-z][\w-]{2,20}s)\s(?:created|"
    r"built|implemented|written|generated|delivered|produced|designed|covered)\s?:\W{0,4}$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W{0,6}(?:\d{1,2}\.\s)?(?P<what>(?P<new>(?:new|modified|created|added|updated|removed|"
    r"deleted|changed)\s)?(?:[\w/-]{1,30}\s){0,3}?[A-Za-z][\w-]{2,20}s(?:\s(?:created|added|"
    r"modified))?)\s\($",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"\s(?:total|in\stotal|in\sall)\)", re.IGNORECASE)
"""A heading over so many: "New routes (3)"."""
_ALL_LABEL = re.compile(
    r"^\W{0,6}(?:total(?:\snumber\sof)?|"
    r"number\sof)\s(?P<what>(?:[A-Za-z][\w-]{1,20}\s){0,3}?(?!(?:tests|specs|cases|lines|hours|"
    r"days|weeks|minutes|seconds|errors|warnings|issues|"
    r"failures)\b)[a-z][\w-]{2,20}s)\s?:\W{0,4}$",
    re.IGNORECASE,
)
_TICKED = re.compile(r"^\W{0,6}[✅☑✔✓]\W{0,4}(?:[A-Z][\w /&-]{1,40}:\s\W{0,3})?(?:all\s|over\s)?$")
_LISTED = re.compile(r"^\W{0,6}(?:[A-Z][\w /&()`.-]{1,60}:\s\W{0,3})?(?:all\s|over\s)?$")
_SHORT = re.compile(
    r"(?:\s(?:with|for|in|across|from|covering)\s\S.{0,60}|\s?[(,–—-].{0,80})?\W{0,4}$"
)
"""Before and after the number and the things in an item that says no more."""
_DID = re.compile(
    r"^\W{0,6}(?:(?:i|we)\s)?(?:added|created|updated|implemented|fixed|removed|migrated|"
    r"converted|refactored|resolved|deleted|renamed|moved|replaced|wrote|documented)\s(?:all\s|"
    r"the\s|over\s){0,2}$",
    re.IGNORECASE,
)
_DID_TO = re.compile(
    r"^\W{0,6}(?:add|updat|fix|replac|remov|migrat|convert|refactor|renam|mov|document|chang|"
    r"appl|extend)(?:ed|es|e|s|ied|y)?\s[^:;]{3,60}\s(?:to|in|across|for|from|on)\s(?:all\s|"
    r"the\s|over\s){0,2}$",
    re.IGNORECASE,
)
_NEW_ONES = re.compile(r"(?i)new\s")
_MANY = re.compile(
    r"(?:\sx|x)?\s(?P<what>(?:(?!(?:tests?|specs|cases|lines|of)\b)[\w/.()-]{1,30}\s){0,4}?"
    r"(?!(?:tests|specs|cases|lines|hours|days|weeks|minutes|seconds|months|points|bytes|errors|"
    r"warnings|failures|issues|times|years|dollars|loc|bugs|commits|dependencies|requests|"
    r"records|users|rows|tokens)\b)"
    r"[a-z][\w-]{2,20}s)\b"
    r"(?P<done>\s(?:(?:were|are|have\sbeen)\s)?(?:added|created|implemented|updated|fixed|removed|"
    r"migrated|converted|refactored|documented|deleted|replaced|renamed)\b)?(?=\W|$)",
    re.IGNORECASE,
)
"""So many of anything, and what has become of them."""
_TOTAL = re.compile(r"^\W{0,6}(?:grand\s)?total\s?:\W{0,4}$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?P<what>(?:[a-z][\w-]{1,20}\s)?(?!(?:tests|specs|cases|lines|hours|days|weeks|minutes|"
    r"seconds|months|points|bytes|errors|warnings|failures|issues|times|years|dollars|"
    r"records|rows|users|requests|tokens)\b)[a-z][\w-]{2,20}s)\b",
    re.IGNORECASE,
)
"""What a label says was made, or a total is of."""
_BENCHMARK = re.compile(r"(?i)\bbenchmarks?\b")
_MARKS = {
    "tool": re.compile(
        r"^\s*@[\w.]{1,60}\.tool\b|\b\w{1,20}\.(?:registerT|t|addT)ool\(|"
        r"(?<![\w.])(?:types\.)?Tool\(\s*name\s?=",
        re.MULTILINE,
    ),
    "command": re.compile(r"^\s*@[\w.]{1,60}\.command\b", re.MULTILINE),
    "endpoint": re.compile(
        r"^\s*@[\w.]{1,60}\.(?:get|post|put|patch|delete|route)\(|"
        r"\b(?:app|router|fastify|server|api)\.(?:get|post|put|patch|delete)"
        r"(?:<[^>\n]{0,200}>)?\(\s*[\"'`]/",
        re.MULTILINE,
    ),
}
_CONFIGURED = re.compile(r"(?i)^(?:configured|registered|managed|available|active|current)\s")
_HAS = re.compile(
    r"(?i)\b(?:configured|registered|managed|includes?|defined|lists?|there are|in total)\b"
)
"""Of what a configuration holds now, not of what somebody may add."""
_SORTS = {"tools": "tool", "commands": "command", "endpoints": "endpoint", "routes": "endpoint"}


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    for each in amounts(text):
        made = _made(each, text) or _ticked_off(statement, each, text)
        if made:
            value = f"{written(each.amount)} {made}"
            yield stated("inventory", statement, value, made, each.amount)
            return
        found = _THINGS.match(text, each.end)
        if not found or each.amount.unit or each.amount.places or each.amount.value < 2:
            continue
        if _is_aside(statement, text[each.start]):
            continue
        if each.amount.total is None and _FRAME.search(text[max(0, each.start - 60) : each.start]):
            yield stated(
                "inventory",
                statement,
                f"{written(each.amount)} {found['what']}",
                found["what"],
                each.amount,
            )
            return


def _made(each: Written, text: str) -> str:
    """ "Files created: 38", "Total: 38 files": what there are so many of, or ""."""
    if each.amount.unit or each.amount.places or each.amount.total is not None:
        return ""
    head = text[: each.start]
    label = _MADE_LABEL.match(head) or _ALL_LABEL.match(head) if len(head) < _LONGEST else None
    if label:
        return label["what"].strip()
    after = _COUNTED.match(text, each.end) if _TOTAL.match(head) else None
    return after["what"] if after else ""


def _ticked_off(statement: Statement, each: Written, text: str) -> str:
    """ "✅ 283 questions", "40 workflows updated", "Added 3 routes": with what became of them."""
    if each.amount.unit or each.amount.places or each.amount.total is not None:
        return ""
    if statement.context.column or _is_aside(statement, text[each.start]):
        return ""
    head = text[: each.start]
    over = _HEADING.match(head) if statement.context.setting == "heading" else None
    if over and (over["new"] or _TOTAL_AFTER.match(text, each.end)):
        return over["what"]
    many = _MANY.match(text, each.end) if len(head) < _LONGEST and each.amount.value > 1 else None
    if not many:
        return ""
    told = statement.source.kind is not SourceKind.DOCUMENT or TICKED.match(text)
    if told and _DID_TO.match(head):
        return f"{many['what']} touched"
    if many["what"].lower() == "files":
        return ""
    if told and _NEW_ONES.match(many["what"]) and not head.strip(" *-+"):
        return many["what"]
    if _DID.match(head):
        return f"{many['what']} {head.split()[-1].lower()}" if told else ""
    if many["done"] and not head.strip(" *-+~✅≥>"):
        return f"{many['what']}{many['done']}"
    marked = statement.context.box or tells_of_work(statement)
    alone = _LISTED.match(head) and _SHORT.match(text, each.end + many.end() - many.start())
    return many["what"] if _TICKED.match(head) or (marked and alone) else ""


_LONGEST = 80
"""Characters of a label."""


def _is_aside(statement: Statement, first: str) -> bool:
    """In a document, "two tools" in words, or the sizes of a benchmark's inputs."""
    context = statement.context
    above = (
        (*context.headings, statement.text) if context.setting == "heading" else context.headings
    )
    measured = any(_BENCHMARK.search(each) for each in above)
    return statement.source.kind is SourceKind.DOCUMENT and (first.isalpha() or measured)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    sort = _SORTS.get(claim.subject.split()[-1].lower())
    if claim.amount is None:
        return unsupported(claim, f"nothing counts {claim.subject}: name what lists them")
    counted = counted_in(claim, claim.amount, evidence)
    if counted:
        return counted
    if sort is None:
        return _listed(claim, claim.amount, evidence)
    counts = _counts(sort, evidence)
    total = sum(counts.values())
    if total and holds(claim.amount, Fraction(total)):
        proofs = [_proof(path, count, sort) for path, count in counts.items()]
        return confirmed(claim, f"{total} {sort}s are registered", *proofs)
    for path in _meant(claim, evidence):
        if path in counts and holds(claim.amount, Fraction(counts[path])):
            proof = _proof(path, counts[path], sort)
            return confirmed(claim, f"{path} registers {counts[path]} {sort}s", proof)
    says = f"{total} {sort}s are registered in the whole" if total else f"no {sort} was found"
    return unsupported(claim, f"{says}; which of them are meant is not certain: name their module")


def _meant(claim: Claim, evidence: Evidence) -> Iterator[str]:
    """The files that the sentence, its subject or the headings above it name."""
    for named, _, _ in mentioned(claim.quote):
        yield from (path for path in evidence.snapshot.files if f"/{path}".endswith(f"/{named}"))
    for phrase in (claim.subject, *reversed(aspects(claim.statement, evidence))):
        linked = link(phrases.core(phrase), evidence)
        yield from linked.paths if linked else ()


def _listed(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement:
    """Held against the data files that list things of this name."""
    found = listings(_CONFIGURED.sub("", claim.subject), evidence.snapshot)
    if not found:
        return unsupported(claim, f"nothing counts {claim.subject}: name what lists them")
    for each in found:
        if holds(amount, Fraction(each.entries)):
            return confirmed(claim, f"{each.path} lists {each.entries}", _entries(each))
    only, *others = found
    says = f"{only.path} lists {only.entries}; claimed: {claim.value}"
    if others or not only.is_named or evidence.snapshot.limits:
        return unsupported(claim, f"{says}, perhaps of others", *map(_entries, found))
    if amount.comparison is not Comparison.EXACTLY or not _HAS.search(claim.quote):
        return unsupported(claim, says, _entries(only))
    if only.is_example and only.entries <= amount.value:
        return unsupported(claim, f"{says}, but an example may list less", _entries(only))
    return contradicted(claim, says, _entries(only))


def _entries(listing: Listing) -> Proof:
    return Proof(message=f"{listing.entries} entries", location=Location(path=listing.path))


def _counts(sort: str, evidence: Evidence) -> dict[str, int]:
    found = {}
    for file in evidence.snapshot.of(roles=(Role.SOURCE,)):
        count = len(_MARKS[sort].findall(evidence.snapshot.text(file.path) or ""))
        if count:
            found[file.path] = count
    return found


def _proof(path: str, count: int, sort: str) -> Proof:
    return Proof(message=f"{count} {sort}s", location=Location(path=path))
