"""The project, or a part of it, is ready for production, or is not.

Why: this is the decision that the whole review is for; made without evidence, it is found out in
production.

How: contradicted by failing tests, blocking findings or failed gates; of a part, by those inside
it, where it is linked with certainty. Confirmed only where the verdict is ready and nothing is
open. "Not ready" is confirmed where the verdict is not ready. "No blockers" is contradicted by
blocking findings and failed gates. Ready for a step before production is not measured. A readiness
score is another method's: it is not read.

Fix: see the gates and blockers named; or say what the release is meant for.
"""

import re
from collections.abc import Iterator

from readiness.claims import phrases, scope
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.hard import against_part, against_whole, stands_whole
from readiness.claims.link import aspects, is_whole, link
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, SourceKind, Statement, Verdict

SIGNS = ("score", "block", "critical", "operational", "production", "ready", "stopper")
_READY = (
    r"(?:production[- ]ready|ready\s(?:for|to go to)\s(?:production|deployment|release|launch|"
    r"shipping|prod)"
    r"|approved\sfor\s(?:production|deployment|release|launch)"
    r"|ready\sfor\s(?:[\w-]{1,20}\s){0,2}?(?:integration|testing|(?:security\s|external\s)?audit|"
    r"staging|beta|rollout|delivery|hand-?off|customers)"
    r"|ready\sto\s(?:deploy|ship|release|launch|merge|be\s(?:deployed|shipped|released|merged))"
    r"|deployment[- ]ready|release[- ]ready|ready\sfor\sprime\stime|production[- ]grade|"
    r"enterprise[- ]ready|fully\soperational|"
    r"safe\sfor\s(?:immediate\s)?production(?:\s(?:use|deployment))?)"
)
_PREDICATE = re.compile(
    rf"\b(?:is|are|now|all|fully|completely|100\s?%|as|be|been)\s(?:now\s|fully\s|all\s|"
    rf"\w{{1,20}}\sand\s|(?:[\w-]{{1,20}}(?:\s[\w-]{{1,20}})?,\s){{1,3}}(?:and\s)?)?{_READY}\b",
    re.IGNORECASE,
)
_IN_STATE = re.compile(
    rf"\b(?:is|are|now)\sin\san?\s(?:[\w-]{{1,20}},?\s){{0,2}}{_READY}\sstate\b", re.IGNORECASE
)
_STATUS = re.compile(
    rf"(?:[:|–—]|-\s)\W{{0,8}}(?:fully\s|now\s)?{_READY}\b"
    r"(?!\s(?:[\w-]{1,20}\s){0,3}(?:guidelines?|guides?|examples?|templates?|configurations?|tips)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^\W{{0,8}}(?:now\s|fully\s)?{_READY}\b(?=\W{{0,6}}$|\s?[:–—!.,(🚀]|\s-\s|\swith\b)", re.I
)
_READY_FOR = re.compile(
    r"^\W{0,8}ready\sfor\s?:\W{0,6}(?:immediate\s)?(?:production|deployment|release|launch|prod)\b",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    rf"^\W{{0,6}}(?:an?"
    rf"|the)\s(?:[\w-]{{1,24}},?\s(?:and\s)?){{0,4}}?{_READY}\s[^.:;]{{3,120}}?\s(?:has"
    rf"|have)\sbeen\s"
    r"(?:successfully\s)?(?:delivered|built|implemented|completed|created)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"\((?:now\s|fully\s)?{_READY}\)", re.IGNORECASE)
_RELEASE = re.compile(
    rf"\b(?:is|are)\s(?:an?|the|our)\s(?:[\w-]{{1,20}},?\s(?:and\s)?){{0,3}}{_READY}"
    rf"(?:,|\s(?:[\w-]{{1,20}}\s){{0,3}}?(?:release|version|implementation|platform|system|"
    rf"application|app|service|solution|server|backend|codebase)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"^\W{{0,8}}{_READY}\s(?:code(?:base)?|quality|templates?|implementation|system|platform|"
    rf"deployment|status|release|build|architecture|setup|infrastructure|application|"
    rf"solution)\W{{0,6}}$",
    re.IGNORECASE,
)
"""Of an item that is ticked."""
_YES = re.compile(
    rf"^\W{{0,6}}(?:is\s)?(?:{_READY}|production\sreadiness)(?:\sstatus)?\s?[:?]\W{{0,6}}"
    r"(?:yes|true|ready|✅)|^\W{0,6}(?:final\s)?verdict\s?:\s\W{0,4}(?:[\w.]{1,12}\s)?ready\b",
    re.IGNORECASE,
)
_ENDING = re.compile(rf"^(?:\S{{1,40}}\s){{1,6}}{_READY}\W{{0,6}}$", re.IGNORECASE)
_ITEM = re.compile(
    rf"^\W{{0,8}}(?:fully\s)?{_READY}\s(?:[\w-]{{1,20}}\s){{0,2}}"
    r"(?:implementation|code|codebase|solution|release|system|setup|state|infrastructure)\W{0,6}$",
    re.IGNORECASE,
)
"""All that an item of a pull request says: of a project's README, it is its motto."""
_MOTTO = re.compile(
    rf"^\W{{0,4}}(?:(?:an?|the)\s)?(?:[\w-]{{1,20}},?\s(?:and\s)?){{0,2}}{_READY},?\s(?:[\w.+#-]{{1,24}},?\s)"
    r"{0,5}?(?:application|app|platform|system|service|server|api|backend|solution|framework|"
    r"implementation|toolkit|client|engine|infrastructure|library|bot|extension|pipeline|cli)\b"
    r"(?!\s(?:should|needs?|must|can|requires?|is|has|for\syou))",
    re.IGNORECASE,
)
"""What a README, or a comment at the head of a file, says it is."""
_HEAD = 16
"""Lines of a README that say what it is of."""
_README = re.compile(r"(?i)^readme\.\w{2,8}$")
_FORMS = (
    _PREDICATE,
    _RELEASE,
    _STATUS,
    _LEADING,
    _BRACKETED,
    _YES,
    _MARKED,
    _ENDING,
    _READY_FOR,
    _DELIVERED,
    _IN_STATE,
)
_SCORE = re.compile(
    r"^\W{0,6}(?:(?:overall|production|deployment|readiness|quality|security|health|maturity|"
    r"final|total)\s){1,4}score\s?[:=]\s?\W{0,4}(?P<score>\d{1,3}(?:\.\d{1,2})?\s?/\s?100?)(?!\d)",
    re.IGNORECASE,
)
"""A score of readiness or quality, by whatever method."""
_FOR_LESS = re.compile(
    r"(?i)\bready\sfor\s(?!.*\b(?:production|deploy\w*|release|launch)\b)(?:[\w-]{1,20}\s){0,2}?"
    r"(?:integration|testing|audit|staging|beta|rollout|delivery|hand-?off|customers)\b"
)
"""Ready for a step before production."""
_NO_BLOCKERS = re.compile(
    r"\b(?:no|zero|0)\s(?:known\s|open\s|remaining\s|critical\s|outstanding\s|release\s|"
    r"more\s){0,3}"
    r"(?:[a-z]{4,20}\s(?=block))?(?:blockers?|blocking\sissues?|show-?stoppers?"
    r"|critical\sissues?)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\bnot\s(?:yet\s)?(?:production[- ]ready|ready(?:\sfor\s(?:production|release|"
    r"deployment))?)\b",
    re.I,
)
_NOT_CONTEXT = re.compile(
    r"(?i)\b(?:production|readiness|status|verdict|release|deploy|system|project)"
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    if _NOT.search(text):
        if _NOT_CONTEXT.search(text) or statement.context.setting == "heading":
            yield stated("ready", statement, "not ready", _before(text, _NOT))
        return
    score = _SCORE.match(text)
    if score:
        yield stated("ready", statement, f"score {score['score']}", "")
        return
    if _NO_BLOCKERS.search(text):
        yield stated("ready", statement, "no blockers", "")
        return
    ticked = bool(statement.context.box or TICKED.search(statement.text))
    for pattern in (*_FORMS, *_further(statement)):
        if pattern.search(text) and (ticked or pattern is not _MARKED):
            subject = _before(text, pattern) or _commented(statement)
            yield stated("ready", statement, "production-ready", subject)
            return


def _further(statement: Statement) -> tuple[re.Pattern[str], ...]:
    """The forms that say so only in a pull request, at the head of a README or in a comment."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return (_ITEM,)
    is_comment = statement.context.setting == "comment"
    head = _README.match(statement.source.reference) and statement.line < _HEAD
    return (_MOTTO,) if is_comment or head else ()


def _commented(statement: Statement) -> str:
    """What a comment of code speaks of: the definition it stands in, or else its file."""
    if statement.context.setting != "comment" or statement.location is None:
        return ""
    return next(iter(statement.context.headings[-1:]), statement.location.path)


def _before(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text)
    start = match.start() if match else 0
    if pattern is _ENDING:
        found = re.search(_READY, text, re.IGNORECASE)
        start = found.start() if found else 0
    if pattern is _BRACKETED and ":" in text[:start]:
        start = text.index(":")
    head = re.sub(r"\([^()]{0,80}\)", "", text[:start]).rstrip(" :–—-|(✅❌🚀")
    head = re.sub(r"(?i)\b(?:is|are|now)$", "", head).rstrip()
    subject = phrases.bare(phrases.before(head, len(head)))
    subject = re.sub(
        r"(?i)\b(?:status|overall|production|readiness|verdict|state|v?\d+(?:\.\d+)+|"
        r"operational)\b",
        "",
        subject,
    )
    return re.sub(r"^\W+|\W+$", "", subject)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value.startswith("score"):
        own = f"by this policy it is {evidence.assessment.score}"
        return unsupported(claim, f"a score is of its own method; {own}")
    if _FOR_LESS.search(claim.quote):
        return unsupported(claim, "what it takes to be ready for that is not measured")
    whole = is_whole(claim.subject, evidence)
    is_told = _NAMES_WHOLE.search(claim.subject) and _OF_ROOT.match(_path(claim))
    narrowed = () if is_told else aspects(claim.statement, evidence)
    if claim.value == "not ready":
        return _not_ready(claim, evidence, whole=whole)
    if claim.value == "no blockers":
        return _no_blockers(claim, evidence)
    if whole and not narrowed:
        return _whole(claim, evidence)
    subject = narrowed[-1] if whole else claim.subject
    tests = scope.tests_about(subject, evidence)
    against = against_part(subject, link(subject, evidence), tests, evidence)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    return unsupported(
        claim, f"nothing that is certain to be {subject!r} was measured: name a module or directory"
    )


def _path(claim: Claim) -> str:
    return claim.statement.location.path if claim.statement.location else ""


_OF_ROOT = re.compile(r"(?i)(?:docs?/.*|\.github/.*|[^/]*)$")
"""Documents of the whole; one in another directory may call that its application."""
_NAMES_WHOLE = re.compile(
    r"(?i)\b(?:platform|project|application|app|product|codebase|repository)\b"
)
"""No heading narrows what is said of it in so many words."""


def _whole(claim: Claim, evidence: Evidence) -> Judgement:
    against = against_whole(evidence, gates=True)
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    holds = stands_whole(evidence)
    if holds:
        return confirmed(claim, holds)
    return unsupported(claim, f"the verdict is {evidence.assessment.verdict}")


def _no_blockers(claim: Claim, evidence: Evidence) -> Judgement:
    against = against_whole(evidence, tests=False, gates=True)
    if against and (aspects(claim.statement, evidence) or _SCOPED.search(claim.quote)):
        return unsupported(claim, f"{against.reason}; in the whole, and a part is meant")
    if against:
        return contradicted(claim, against.reason, *against.proofs)
    holds = stands_whole(evidence)
    return confirmed(claim, holds) if holds else unsupported(claim, _UNKNOWN_BLOCKERS)


_SCOPED = re.compile(
    r"(?i)(?:blockers?|issues?|stoppers?)\s(?:\w{1,20}\s){0,3}?(?:in|for|on|from|of|within)\s"
    r"(?!production|release|deployment|launch)|\b[a-z]{4,20}(?<!known)(?<!open)(?<!more)"
    r"(?<!remaining)(?<!critical)(?<!outstanding)(?<!release)(?<!zero)\sblockers?\b"
)
"""Of which blockers there are none: only of those of a part, or of one sort."""
_UNKNOWN_BLOCKERS = "no blocker was found, but not everything that could be one was measured"


def _not_ready(claim: Claim, evidence: Evidence, *, whole: bool) -> Judgement:
    verdict = evidence.assessment.verdict
    if whole and verdict is Verdict.NOT_READY:
        return confirmed(claim, "the verdict is not ready")
    return unsupported(claim, f"the verdict of the whole is {verdict}")
