"""Something is complete, implemented, done; N of M tasks are.

Why: "100 % complete" ends the review of a thing that is half there, and the missing half is "
                    "found by
its users.

How: contradicted only by what is certain: failing tests or blocking findings in the subject (in
the whole, where the subject is the whole), the boxes of the same document where tasks are counted,
or the same thing left unticked there. Where the subject is linked to nothing with certainty, or
nothing speaks against it, the claim is unsupported: completeness as such is not measured. The whole
is confirmed only where the verdict is ready and nothing is open.

Fix: finish what the evidence names, or say what is still missing.
"""

import re
from collections.abc import Iterator

from readiness.claims import documents, phrases, scope
from readiness.claims.amounts import Written, amounts, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.hard import against_part, against_whole, stands_whole
from readiness.claims.link import aspects, is_whole, link
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Statement

_DONE = r"(?:complete[d]?|done|finished|implemented|delivered|finali[sz]ed)"
_FULLY = r"(?:fully|completely|100\s?%|entirely|feature[- ])"
_STATUS = re.compile(
    rf"^[^\w:]{{0,6}}(?P<what>[\w ()/&.'-]{{0,60}}?)\s?\b(?:status|state|implementation phase|"
    rf"progress)\s?[:|]\W{{0,8}}"
    rf"(?:{_FULLY}\s?|all\s(?:[\w-]{{1,30}}\s){{1,4}}(?:are\s)?|"
    rf"(?P<thing>(?:[\w-]{{1,30}}\s){{1,3}}))?(?:{_FULLY}\s)?{_DONE}\b"
    r"(?=\W{0,6}$|\s?[^\w\s]|\s(?:with|and|in|for|on|as|but|by|via|of)\b)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    rf"\b(?:{_FULLY}\s?(?:and\s\w{{1,20}}\s)?(?:{_DONE}|integrated|migrated|built|ported)|"
    rf"feature[- ]complete|fully[- ]functional implementation)\b"
    r"(?=\W{0,6}$|\s?[^\w\s]|\s(?:with|in|for|and|on|by|using|as|across|now|via|to)\b)",
    re.IGNORECASE,
)
_REAL = re.compile(r"\breal implementation\b", re.IGNORECASE)
_THINGS = (
    r"(?:tasks?|items?|phases?|features?|milestones?|conditions?|steps?|recommendations?|"
    r"requirements?|components?|modules?|endpoints?|checks?|stories|tickets?|issues?|points?|"
    r"deliverables?|objectives?|goals?|reviews?|sections?|integrations?|adapters?|handlers?|"
    r"todos?|boxes|checkboxes|work items?|changes|services?|criteria|parts|pieces|sprints?|epics?)"
)
_ALL = re.compile(
    rf"\ball\s(?:of\s)?(?:the\s|our\s|my\s|"
    rf"its\s)?(?:\d{{1,4}}\s)?(?P<what>(?:[\w-]{{1,30}}\s){{0,4}}?{_THINGS})"
    rf"\s?[:–—-]?\s?\W{{0,3}}(?:(?:have|has|been|are|is|now|were|successfully|fully)\s){{0,4}}"
    rf"(?:{_DONE}|addressed|resolved|achieved|met|integrated|migrated|closed|satisfied|"
    rf"delivered|shipped)\b",
    re.IGNORECASE,
)
_OF_TASKS = re.compile(
    rf"\s?(?:\(\d{{1,3}}(?:\.\d)?\s?%\)\s?)?(?P<what>(?:[\w-]{{1,30}}\s){{0,3}}?{_THINGS})?\b\s?"
    rf"(?P<done>(?:(?:are|is|now|have|been)\s){{0,2}}(?:{_DONE}|addressed|resolved|closed))?",
    re.IGNORECASE,
)
_WORK = (
    r"(?:implementation|integration|migration|refactor(?:ing)?|rewrite|port|hardening|prototype|"
    r"setup|work(?:\son\s(?:the\s)?[\w-]{1,30})?|project|platform|system|module|component|feature|"
    r"(?:phase|milestone|step|stage|part|iteration)(?:\s\w{1,5})?|"
    r"adapters?|rollout|transition|cleanup|overhaul|documentation|docs|testing|"
    r"support|pipeline|backend|frontend|workflow|server|client|infrastructure|foundation|review|"
    r"analysis|design|framework|engine|layer|configuration|benchmarks?|tasks?|mvp|suite|audit|"
    r"checklist|dashboard|handlers?|endpoints?|services?|security|auth\w*)"
)
_TERSE = re.compile(
    rf"^\W{{0,6}}(?:\d[\d.]{{0,6}}\s)?(?P<what>(?:[\w/&.'()`-]{{1,40}}\s){{0,6}}?{_WORK})\s?[:–—-]?\s?"
    rf"(?:(?:is|are|has|have|been|now|was|were|all|successfully)\s){{0,4}}"
    rf"(?:{_DONE}|achieved)\b"
    r"(?=\W{0,8}$|\s(?:in|with|and|successfully|on|as of)\b|\s?[(,.!–—✅])",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"^\W{{0,6}}(?P<what>[\w /&.'()`:#-]{{1,80}}?)[\s:–—-]{{1,4}}(?:{_DONE})\W{{0,8}}$", re.I
)
_MARKED = re.compile(
    rf"(?P<what>.{{3,120}}?)[\s:–—(-]{{1,4}}(?:✅|☑|✔)\s?(?:{_DONE})\W*$", re.IGNORECASE
)
_COMPLETE_THING = re.compile(
    r"^\W{0,6}(?:a\s|the\s)?complete\s(?P<what>(?:[\w-]{1,30}\s){0,3}?"
    r"(?:platform|system|implementation|application|solution|integration|"
    r"adapters?))\b\s(?:with|for|of)\b",
    re.IGNORECASE,
)
_COUNTED_LABEL = re.compile(
    r"\b(?:tasks|items|phases|features|milestones|conditions|steps|components|modules|stories|"
    r"tickets|"
    r"checkboxes|boxes|endpoints|objectives|sections)\b[\w ]{0,30}[:|]\W{0,6}$",
    re.IGNORECASE,
)
_COUNTED_LABEL = re.compile(
    r"\b(?:tasks|items|phases|features|milestones|conditions|steps|components|modules|stories|"
    r"tickets|"
    r"checkboxes|boxes|endpoints|objectives|sections)\b[\w ]{0,30}[:|]\W{0,6}$",
    re.IGNORECASE,
)
_EVERY_PART = re.compile(
    r"all (?:(?:major|core|main|key|planned|required)\s)?(?:components|modules|features|"
    r"services|systems|parts)$",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:complete|done|finished|implement|deliver|finali|address|resolved|achieved|met\b|"
    r"integrated|"
    r"closed|satisfied|shipped|migrated|built|ported|feature[- ]complete)",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:score|rating|readiness|grade)", re.IGNORECASE)
_PERCENT = re.compile(rf"\s?(?:{_DONE})\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:implemented|done|completed|finished)\s(?:as|by|using|via|through|on top)\b", re.I
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    counted = _counted(text)
    if counted:
        each, what = counted
        yield _claim(statement, f"{written(each.amount)} {what}".strip(), what, each)
        return
    subject = _subject(statement, text)
    if subject is not None:
        yield _claim(statement, "complete", subject, None)


def _counted(text: str) -> tuple[Written, str] | None:
    for each in amounts(text):
        amount = each.amount
        if amount.total is None and amount.unit != "%":
            continue
        if amount.total in (10, 100) and _SCORE.search(text):
            continue
        after = _OF_TASKS.match(text, each.end)
        what = after["what"] if after else None
        label = text[: each.start]
        if amount.unit == "%" and (amount.value == 100 or not _PERCENT.match(text, each.end)):
            continue
        if what or (after and after["done"]) or _COUNTED_LABEL.search(label):
            return each, (what or _thing(label) or "").strip()
    return None


def _thing(label: str) -> str:
    found = re.search(rf"(?i)\b{_THINGS}\b", label)
    if found:
        return found[0].lower()
    head = re.sub(r"(?i)\s(?:is|are|at|about)\s*$", "", label.rstrip(" :*-(–—~")).rstrip(" :*(–—")
    return phrases.bare(phrases.before(head, len(head)))


def _subject(statement: Statement, text: str) -> str | None:
    if not _ANY.search(text) or _WAS.search(text):
        return None
    every = _ALL.search(text)
    if every:
        return f"all {every['what']}"
    status = _STATUS.search(text)
    if status:
        return _of_status(statement, status["thing"] or status["what"])
    if statement.context.setting == "heading":
        titled = _TITLED.match(text)
        return _heading_subject(titled["what"]) if titled else None
    for pattern in (_TERSE, _COMPLETE_THING, _MARKED):
        found = pattern.search(text)
        if found:
            return phrases.bare(found["what"].strip(" -–—:("))
    if statement.context.setting == "comment" and _REAL.search(text):
        return statement.context.headings[-1] if statement.context.headings else ""
    strong = _STRONG.search(text)
    if strong:
        return _of_strong(statement, text, strong.start())
    return None


def _of_strong(statement: Statement, text: str, start: int) -> str:
    """ "X (fully implemented)", "X: fully implemented", "X is fully implemented"."""
    head = re.sub(
        r"\s?(?:is|are|was|were|now|has been|have been)\s?$", "", text[:start].rstrip(" (:–—-✅")
    )
    head = re.sub(r"\([^()]{0,80}\)", "", head).rstrip(" (:–—-✅")
    subject = phrases.bare(phrases.before(head, len(head)))
    headings = statement.context.headings
    return subject or (headings[-1] if headings else "")


def _of_status(statement: Statement, what: str) -> str:
    subject = re.sub(
        r"(?i)\b(?:overall|current|project|implementation|verdict|the)\b", "", what
    ).strip()
    headings = statement.context.headings
    return phrases.bare(subject) or (headings[-1] if headings else "")


def _heading_subject(what: str) -> str:
    subject = phrases.bare(re.sub(r"(?i)\bstatus\b", "", what).strip(" :–—-"))
    return re.sub(r"^\W+", "", subject)


def _claim(statement: Statement, value: str, subject: str, each: Written | None) -> Claim:
    return Claim(
        kind="complete",
        quote=statement.text,
        statement=statement,
        value=value,
        subject=re.sub(r"[\s✅🎉🚀:]+$", "", subject),
        amount=each.amount if each else None,
    )


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if documents.counts_tasks(claim):
        return _tasks(claim, evidence)
    if (is_whole(claim.subject, evidence) or _EVERY_PART.match(claim.subject)) and not aspects(
        claim.statement, evidence
    ):
        return _whole(claim, evidence)
    return _part(claim, evidence)


def _tasks(claim: Claim, evidence: Evidence) -> Judgement:
    """Where a document counts its tasks, its own boxes are held against it."""
    clash = documents.clash_of_tasks(claim, evidence)
    if clash:
        return contradicted(claim, clash.reason, *clash.proofs)
    return unsupported(
        claim,
        "nothing measures tasks: keep them as boxes in the same document, ticked as they are done",
    )


def _whole(claim: Claim, evidence: Evidence) -> Judgement:
    against = against_whole(evidence)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    holds = stands_whole(evidence)
    if holds:
        return confirmed(claim, holds)
    return unsupported(claim, "nothing measured speaks against it, and nothing proves it complete")


def _part(claim: Claim, evidence: Evidence) -> Judgement:
    clash = documents.unticked(claim, evidence)
    if clash is None and claim.subject.lower().startswith("all "):
        clash = documents.clash_of_list(claim, evidence)
    if clash:
        return contradicted(claim, clash.reason, *clash.proofs)
    linked = link(claim.subject, evidence)
    tests = scope.tests_about(claim.subject, evidence) if claim.subject else None
    against = against_part(claim.subject, linked, tests, evidence)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    for item in documents.still_open(claim, evidence):
        return unsupported(
            claim, f"{item.place} leaves {claim.subject!r} open: one of the two is out of date"
        )
    if linked is None:
        return unsupported(
            claim,
            f"nothing in the repository is certain to be {claim.subject!r}: name a file, module or "
            "directory",
        )
    return unsupported(
        claim, f"nothing measured speaks against {linked.label}, and nothing proves it complete"
    )
