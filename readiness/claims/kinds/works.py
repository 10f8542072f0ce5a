"""A feature, an integration or a command works.

Why: "works end to end" about a thing whose tests fail, or that cannot even be imported, is what
people find out first.

How: the subject is linked to tests, files or definitions by its own words. Failing tests of just
that, imports that do not resolve, undefined names and code that confesses to only pretend
contradict; passing tests of just that, with nothing unfinished in it, confirm. Where the link is
uncertain, or nothing was run, the claim is unsupported. What is only said to pass is judged by
tests alone.

Fix: repair what the evidence names, or add a test that bears the feature's name.
"""

import re
from collections.abc import Iterator

from readiness.claims import phrases, scope, ticked
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.hard import against_part, against_whole
from readiness.claims.link import Link, aspects, is_whole, link
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, SourceKind, Statement

SIGNS = (
    "access", "availab", "callable", "cleanly", "correct", "expected", "function", "integrat",
    "manage", "operat", "pass", "properly", "reachable", "register", "run", "succe", "support",
    "verif", "work", "✅", "✔",
)  # fmt: skip
_WELL = (
    r"(?:correctly|properly|as\s(?:expected|intended|designed)|perfectly|flawlessly|"
    r"end[- ]to[- ]end|reliably)"
)
_FULLY = r"(?:fully|now|all|both|still|currently|up\sand|100\s?%)"
_STATE = r"(?:working|functional|operational|functioning|running|verified|integrated)"
_WELL_DONE = re.compile(
    rf"(?<!\bto )\b(?:works?|working|worked|functions?|functioning|runs?|running|operates?|"
    rf"operating|integrates?)\s(?:and\s\w{{1,15}}\s)?{_WELL}\b",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"\b(?:is|are|was|were)\s(?:{_FULLY}\s){{0,2}}(?:and\s)?"
    r"(?:working|functional|operational|functioning|fully\s(?:integrated|verified))\b"
    r"(?=\W*$|\s?[.,;:!(–—✅]|\s(?:and|now|again|including|excellently|well|great|fine|perfectly)\b)"
    r"|^\W{0,6}all\s(?:[\w/-]{1,30}\s){1,5}?are\scorrect\b",
    re.IGNORECASE,
)
_FULL = re.compile(rf"\bfully\s(?:\w{{1,20}}\sand\s)?{_STATE}\b", re.IGNORECASE)
_TERSE = re.compile(
    rf"^\W{{0,6}}(?:[A-Za-z][\w /&-]{{1,40}}:\s)?(?:[\w`/&.+-]{{1,40}},?\s){{1,8}}?"
    rf"(?:[^\w\s]\s)?(?:{_FULLY}\s)?(?:working|operational|functional|verified)(?=\W{{0,8}}$|"
    rf"\s?[(:✅])",
    re.IGNORECASE,
)
_INTEGRATION = re.compile(
    r"^\W{0,6}(?P<what>(?:[A-Za-z][\w/&-]{1,30}\s){1,3}?(?:integration|management|support))\s"
    r"(?:with\s(?:checkpointing\svia\s)?|via\s|through\s)(?:[\w-]{1,30}\s(?:via|"
    r"through)\s)?(?-i:[A-Z])[\w-]{1,40}\W{0,4}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W{0,6}(?P<what>[A-Za-z][\w /&-]{1,40}):\s(?:\W{0,4}(?:all|fully|now|100\s?%)\s|[✅☑✔✓]\s)"
    r"(?:working|operational|functional|verified)\W{0,4}$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"^\W{0,8}(?P<what>(?:(?!(?:how|what|that|when|where|which|this|it"
    r"|all)\b)[\w`/.&+'-]{1,40}\s){1,8}?)"
    r"(?:now\s|still\s|all\s)?(?:works|(?<=s\s)work)(?=\W{0,6}$|\s?[(,;–—]|\s-\s|"
    r"\s(?:with|in|on|for|after|across|again|from)\b)",
    re.IGNORECASE,
)
"""Of an item that is ticked, or with the word now, of a change."""
_DOES_WELL = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&-]{1,40}:\s\W{0,3})?"
    r"(?P<what>(?!(?:multiple|several|many|all|both|some|various|different|each|every|new|two)\b)"
    r"(?:(?!(?:how|what|that|when|where|which|this|it)\b)[\w`/.&+'-]{1,40}\s){1,6}?)"
    r"(?:(?<=s\s)[a-z]{3,14}|[a-z]{3,14}s|ran|loaded|rendered|completed|executed"
    r"|deployed)\s(?:[\w/-]{1,30}\s){0,3}?"
    r"(?:correctly|properly|as\s(?:expected|intended)|successfully|cleanly|flawlessly)\b",
    re.IGNORECASE,
)
_PASSES = re.compile(
    r"^\W{0,8}(?P<what>(?:[\w`/.&+'-]{1,40}\s){1,8}?)(?:(?:is|are|now|all|"
    r"still)\s){0,2}(?<!but\s)(?<!and\s)(?:passe[sd]|passing|succeed(?:s|ed)|successful|callable|"
    r"accessible|reachable|available)(?=\W{0,6}$|\s?\(|\s(?:via|through|with|on|in|over)\s)",
    re.IGNORECASE,
)
"""Of an item that is ticked: whatever it was that passed."""
_ALL_WORK = re.compile(
    r"^\W{0,6}(?P<what>all\s(?:[\w/`-]{1,30}\s){1,5}?)"
    r"(?:(?:are|now|tested|verified|fully|and)\s){0,4}"
    r"(?:(?:working|functional|operational|callable|registered)\b"
    r"(?=\W{0,6}$|\s?[,;:(]|\s(?:with|via|in)\s)|support(?=\s[\w`])|run\ssuccessfully\b)",
    re.IGNORECASE,
)
_LABELLED_SO = re.compile(
    r"^\W{0,6}(?P<what>[A-Za-z][\w /&–—-]{1,60}):\s.{0,120}?(?:\ball\sworking|"
    r"(?-i:\b(?:WORKING|WORKS|OPERATIONAL|FUNCTIONAL|PASS|PASSED)))"
    r"(?:\s?\([^()]{1,80}\))?\W{0,4}$",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"^\W{0,6}(?:test|scenario|check"
    r"|case)\s\d{1,3}\s?[:–—-]\s(?P<what>[^✅☑✔✓]{3,80}?)\s[✅☑✔✓]\W{0,4}$",
    re.IGNORECASE,
)
"""A heading over a trial by hand: "Test 3: Login ✅"."""
_PASS_ALONE = re.compile(r"\b(?:PASS(?:ED)?\W{0,4}|support|run\ssuccessfully)$")
_NOW = re.compile(r"(?i)\bnow\sworks?\b")
_CELL = re.compile(r"^\W{0,4}(?:fully\s)?(?:working|operational|functional|works)\W{0,4}$", re.I)
_STATUS = re.compile(r"(?i)\W{0,4}(?:current\s)?(?:status|state|result)\W{0,4}$")
_ANY = re.compile(
    r"\b(?:work|function|operat|run|integrat|verif|correct|manage|support|callable|registered)"
    r"|\bpass(?:ed)?\W*$",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?i)\W{0,6}(?:this|that|it|these|those|everything|which)\b")
_POINTING = re.compile(
    r"(?i)(?:above|below|that|they|them|he|she|you|one|what|which|how)\b|(?:\S{1,40}\s){0,8}?"
    r"(?:makes?|lets?|helps?|relies|for)\b"
)
_WITH_LIST = re.compile(r"(?i)^\W{0,6}all\s|^\W{0,3}[✅☑✔✓]|\bfully\s(?:functional|operational)\b")
"""What asserts, though it goes on with a list."""
_CIRCUMSTANCE = re.compile(r"(?i)\W{0,4}(?:now,|(?:with|between|using|unlike)\s[^,]{1,80},\s)")
_WHICH = re.compile(
    r"(?i)\b(?:that|which|who)\s(?:\w{1,12}\s)?$|\bso\s(?:that\s)?(?:[\w`-]{1,20}\s){1,5}$"
)
_TOLD = re.compile(r"(?i)\b(?:above|below|shown|following|remains?|stays?|most|ways?)\b")
_TITLE = re.compile(r"(?i)^(?!.*(?:✅|\ball\b)).*\bverified\W*$")
"""A heading over what was verified, which it only names."""
_VERB = re.compile(r"(?i)\s(?:is|are|was|were|has been|have been|been|now|all|both)\s*$")


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    if not (statement.context.box or TICKED.search(text) or _ANY.search(text)):
        return
    if statement.source.kind is SourceKind.DOCUMENT and _THIS.match(text):
        return
    if statement.context.box:
        text = re.sub(r"(?i)^\W{0,4}(?:verify|check|test|ensure)\s(?:that\s)?", "", text)
    bullet = _INTEGRATION.match(text)
    if bullet and statement.context.headings and not statement.context.setting:
        yield stated("works", statement, "is there", bullet["what"])
        return
    context = statement.context
    if _STATUS.match(context.column) and _CELL.match(statement.text) and context.row:
        yield stated("works", statement, "works", phrases.bare(context.row))
        return
    for pattern in (_LABELLED, _WELL_DONE, _IS, _FULL, _TERSE, *_of_change(statement, text)):
        found = pattern.search(text)
        subject = _subject(text, found, pattern) if found else ""
        if pattern is _TERSE and statement.context.setting == "heading" and _TITLE.search(text):
            continue
        if found and not _POINTING.match(subject) and not _tells(statement, text, found, subject):
            only_passes = pattern in (_PASSES, _DOES_WELL, _TRIED) or _PASS_ALONE.search(found[0])
            value = ticked.PASSES if only_passes else "works"
            yield stated("works", statement, value, subject)
            return


def _is_marked(statement: Statement, text: str) -> bool:
    return bool(statement.context.box or TICKED.match(text.lstrip("*_ ")))


def _of_change(statement: Statement, text: str) -> tuple[re.Pattern[str], ...]:
    """What says no more than that something works, where a tick or a change says so of now."""
    told = statement.source.kind is not SourceKind.DOCUMENT and _NOW.search(text)
    if not _is_marked(statement, text):
        return (_TRIED, _ALL_WORK, _LABELLED_SO, *((_MARKED,) if told else ()))
    return (_TRIED, _ALL_WORK, _LABELLED_SO, _MARKED, _DOES_WELL, _PASSES)


def _tells(statement: Statement, text: str, found: re.Match[str], subject: str) -> bool:
    """Whether a document tells how something behaves, or speaks of what was told before."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return False
    lists = text.endswith(":") and not _WITH_LIST.search(text)
    if lists or _CIRCUMSTANCE.match(text) or _WHICH.search(text, 0, found.start()):
        return True
    is_vague = subject.lower() in ("everything", "all", "it all") or not re.search(r"\w", subject)
    return is_vague or bool(_TOLD.search(subject))


def _subject(text: str, found: re.Match[str], pattern: re.Pattern[str]) -> str:
    end = found.start()
    if "what" in pattern.groupindex:
        return phrases.bare(found["what"])
    if pattern is _TERSE:
        end = re.search(
            rf"(?i)(?:{_FULLY}\s)?(?:working|operational|functional|verified)", text
        ).start()  # type: ignore[union-attr]
    correct = re.search(r"(?i)\sare\scorrect$", found[0])
    if correct:
        return phrases.bare(found[0][: correct.start()].strip(" -–—✅"))
    head = re.sub(r"\([^()]{0,80}\)", "", text[:end]).rstrip(" :–—-✅(")
    head = _VERB.sub("", head + " ").rstrip()
    return phrases.bare(phrases.before(head, len(head))) or phrases.bare(head)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    subject = claim.subject
    if claim.value == ticked.PASSES and is_whole(subject, evidence):
        return unsupported(claim, "what it is to pass is not certain: name the test that shows it")
    if is_whole(subject, evidence):
        return _whole(claim, evidence)
    linked = link(subject, evidence)
    tests = scope.tests_about(subject, evidence)
    if claim.value == ticked.PASSES:
        linked = None
    against = against_part(subject, linked, tests, evidence)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    joined = _JOINED.search(claim.quote)
    if joined and tests and scope.all_pass(tests, evidence):
        return unsupported(claim, f"{tests.label} pass; what uses it was not looked at")
    if (
        tests
        and scope.all_pass(tests, evidence)
        and not scope.is_whole(subject)
        and _is_clean(linked)
    ):
        return confirmed(claim, f"{tests.label}: {tests.counts.run} ran and passed")
    if linked is None:
        return unsupported(
            claim, f"no test, file or definition is certain to be {subject!r}: name one"
        )
    return unsupported(claim, f"no test that is certain to be of {linked.label} ran and passed")


_JOINED = re.compile(r"(?i)\b(?:fully\s)?integrated\b(?!\s(?:test|suite))")
"""Said to be a part of something else, which its own tests can't show."""


def _whole(claim: Claim, evidence: Evidence) -> Judgement:
    against = against_whole(evidence)
    if against and not aspects(claim.statement, evidence):
        return contradicted(claim, against.reason, *against.proofs)
    return unsupported(claim, "that everything works is more than tests can show")


def _is_clean(linked: Link | None) -> bool:
    return linked is None or linked.certain
