"""A named file or directory exists, or was created.

Why: summaries list files that were planned and never written, or were lost in a rebase.

How: the path is looked up in the tree: from the root, from the document's own directory, and, for a
path of another machine, by its longest end that the tree has. A name that only stands elsewhere, an
ignored or generated path, and a tree that was not read whole decide nothing.

Fix: add the file, or correct the path.
"""

import re
from collections.abc import Iterator

from readiness.claims import inplace, licence
from readiness.claims.context import whole
from readiness.claims.evidence import Evidence
from readiness.claims.hedges import LICENSED
from readiness.claims.paths import Found, look_up, mentioned
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Context, Judgement, Location, Proof, SourceKind, Statement

_EXISTS = re.compile(
    r"\s?(?:\([^()]{0,60}\)\s?)?(?:file\s|module\s|directory\s|script\s|now\s|already\s){0,2}"
    r"(?:exists?(?!\s[\w.-]+/)|(?:is|are|was|were|has been|have been)\s(?:now\s|also\s|already\s)?"
    r"(?:present|included|in place|available)"
    r"|(?:was|were|has been|have been|(?:is|are)\s(?:now|already))\s(?:now\s|also\s|already\s)?"
    r"(?:created|added|written))\b"
    r"(?!\s(?:upstream|from\s|elsewhere|in\s(?:version|v?\d|another|the\sother)|to\s(?:another|"
    r"the\sother)))",
    re.IGNORECASE,
)
_CREATED = re.compile(
    r"(?:^\W{0,4}|\b(?:i|we|also|and|have|has|now|file|files|module)\W{1,3})"
    r"(?:create[ds]?|add(?:ed|s)?|wrote|introduce[ds]?|new)\b[^`]{0,40}$"
    r"|^\W{0,4}(?:[A-Za-z][\w-]{1,20}\s){1,4}(?:created|added|written)\s?:\s$",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:\((?:see\s|in\s)?|\b(?:created|added|written|implemented|documented)(?:\sin)?:?\s|:\s)$",
    re.I,
)
"""Right before a path of an item that is ticked."""
_NEW_CELL = re.compile(r"(?i)\W{0,4}(?:new|added|created)(?:\sfile)?\W{0,4}$")
_STATE_COLUMN = re.compile(r"(?i)\W{0,4}(?:type|status|state|action|change)\W{0,4}$")
_MADE = re.compile(r"^\W{0,4}(?:create|add|write|implement|define|introduce)\s(?:the\s)?$", re.I)
"""Before the path in a ticked box, which tells in the imperative what was done."""
_CREATES = re.compile(r"\b(?:creates?|adds?|introduces?)\b[^`]{0,40}$", re.IGNORECASE)
"""What something does, or is done again and again; in a document that is no news."""
_NEW = re.compile(
    r"\s?[^\w]{0,4}\s?\(\W{0,3}(?:new|created|added)\b|\s?[–—-]\s(?:new|created|added)\b(?=\W*$|\s?[,;(])",
    re.I,
)
_LIST = re.compile(
    r"^\W*(?:(?:new|key|main|important|source|core)\s)?files?(?:\s(?:created|added|implemented|"
    r"delivered|written|generated|created/modified))?\W*$|^\W*(?:created|added)\W{0,4}$|"
    r"^\W*(?:created|added)\s(?:the\s(?:following\s)?)?files\W*$|^\W*(?:created|added|"
    r"implemented|updated|new)\s\S{1,80}\s(?:module|package|directory|"
    r"crate)?\s?with\s(?:the\s)?following\s(?:components|files|modules)\W*$",
    re.IGNORECASE,
)
_LIST_HEADING = re.compile(
    r"^\W*(?:\d{1,2}\.\s)?(?:(?:new\s)?(?:[a-z]{3,14}\s)?files?\s(?:created|added|implemented"
    r"|delivered|written|generated)|"
    r"new\s(?:[a-z]{3,14}\s)?files|(?:created|added)\s(?:[a-z]{3,14}\s)?files|files?\s(?:created"
    r"|added)/(?:modified|updated|changed)|"
    r"(?:[a-z]{3,14}\s){0,2}(?:infrastructure|scripts?|documents|documentation|tooling|artifacts)\s"
    r"(?:created|added))"
    r"(?:\s\(\d{1,3}(?:\s\w{1,10})?\))?\W*$",
    re.IGNORECASE,
)
_TOUCHED = re.compile(
    r"^\W*(?:files?\s(?:modified|updated|changed)|(?:modified|updated|changed)(?:\sfiles)?)"
    r"(?:\s\(\d{1,3}\))?\W*$",
    re.IGNORECASE,
)
_FILE_LABEL = re.compile(
    r"\W{0,4}files?\W{0,2}:\W{0,4}(?:`?[\w./-]{1,80}`?(?:,|\sand)\s`?){0,4}$", re.I
)
_SORT_HEADING = re.compile(
    r"^\W*(?:\d{1,2}\.\s)?(?:(?:new|added)\s)?(?:documentation|docs|documents|guides|runbooks|"
    r"(?:ci(?:/cd)?\s)?workflows|scripts|test\sfiles)"
    r"(?:\s(?:added|created|suite))?(?:\s\([^()]{0,40}\))?\W*$",
    re.IGNORECASE,
)
"""Above the files that a change brings, each with what it is for."""
_ABOUT_IT = re.compile(
    r"\s(?:clean-?up|support|handling|parsing|loading|validation|entry|entries|rules?|detection|"
    r"lookup|exclusions?|options?|fields?|keys?|sections?|references?|links?|imports?|exports?|"
    r"badges?|patterns?|exceptions?)\b",
    re.IGNORECASE,
)
"""After a path: not the file was added, but what has to do with it."""
_ELSEWHERE = re.compile(
    r"(?i)\b(?:in|of|by|with|using|via|for|support for|to|from|option|example|e\.g\.)\W{0,3}$"
)


_SUBJECT = re.compile(
    r"\W{0,4}(?:(?:the|a|an|our|this)\s)?(?:[\w-]{1,20}\s){0,4}(?:in\s|at\s)?$", re.IGNORECASE
)
_ELSEWHERE_SAID = re.compile(
    r"(?i)\b(?:upstream|repo(?:sitory)?|generated|produced|output|temporary|written to|at runtime|"
    r"another|other|example|e\.g)\b|://"
)
_HOLDS = re.compile(
    r"\b(?:is|are|lives?|stands?|(?:can|may) be found|(?:is|are|was|were|been)\s(?:now\s)?(?:made|"
    r"built|defined|implemented|kept|stored|written|created|located|documented|tested|found|generated|"
    r"declared|read|parsed|handled|added))\s(?:now\s|also\s)?(?:in|at|under)\s(?:the\s)?(?:file\s|"
    r"module\s|new\s)?$",
    re.IGNORECASE,
)
"""Before a path: something is said to be in it."""
_HAPPENS = re.compile(
    r"(?i)\b(?:is|are)\s(?:now\s)?(?:made|built|kept|stored|written|created|generated|read|parsed|"
    r"added)\s\S{2,5}\s(?:the\s)?(?:file\s|module\s|new\s)?$"
)
"""In a document, what happens to a file while something runs."""
_TELLS = re.compile(
    r"\s(?:now\s|also\s)?(?:has(?=\s(?:an?|the|its)\s)|documents|explains|describes|contains"
    r"|defines|implements|tests|holds|"
    r"lists|shows)\s(?!nothing\b)",
    re.IGNORECASE,
)


_GUIDES = re.compile(r"(?i)\b(?:documentation|docs|files|deliverables|artifacts)\b")
"""Headings under which a ticked path is one that is there."""


_NEW_PLACE = re.compile(
    r"^\W{0,4}new\s(?:module|package|directory|folder|crate|workspace|app|service|file)s?\s?:\s`?"
    r"(?P<path>(?:[\w.@-]{1,60}/){1,8}[\w.@-]{0,60})",
    re.IGNORECASE,
)


def find(statement: Statement) -> Iterator[Claim]:
    text = whole(statement)
    is_document = statement.source.kind is SourceKind.DOCUMENT
    if LICENSED.search(text):
        yield stated("file-exists", statement, "is there", licence.NAME)
        return
    place = _NEW_PLACE.match(text)
    if place:
        yield stated("file-exists", statement, "exists", place["path"])
        return
    for path, start, end in mentioned(text):
        if _is_claimed(statement, text, start, end):
            then = is_document and statement.context.box
            yield stated("file-exists", statement, "is there" if then else "exists", path)
        elif _is_ticked(statement) and _AT.search(text[:start]):
            yield stated("file-exists", statement, "is there", path)
        elif _is_touched(statement, text[:start], text[end:]):
            yield stated("file-exists", statement, "was changed", path)
        elif _is_said_to_tell(statement, text, start, end):
            yield stated("file-exists", statement, "holds it", path)
        elif inplace.is_in_place(statement, text, start, end):
            yield stated("file-exists", statement, "is there", path)


_UPDATED = re.compile(r"\W{0,4}(?:Updated|Enhanced|Extended|Modified)\s(?:the\s)?$")
_DOES_TO_IT = re.compile(
    r"\W{0,4}(?::\s|\s[–—-]\s|\s\()\W{0,3}(?:add|updat|fix|refactor|extract|implement|introduc|"
    r"replac|extend|creat|new\b|wire|switch|convert|simplif|improv|enhanc|bump|expos|register|"
    r"export|document|rewrit|rework|adapt|adjust|split|integrat|use\b|uses\b|now\b)|"
    r"\W{0,3}:\s\W{0,3}(?!(?:remov|delet|drop|mov|renam|gone|no longer|not|un)\w*\b)[A-Za-z]",
    re.IGNORECASE,
)
"""After a path that an item of a change begins with: what the change does to the file."""
_INTO = re.compile(
    r"^\W{0,8}(?:(?!is\b|are\b|output|generated)[\w./()`-]{1,60}\s){0,4}?(?<!is\s)(?<!are\s)"
    r"(?:add|extract|implement|introduc|mov|creat|writ|put)(?:s|es|ed|ten)?\s(?!by\b)"
    r"(?:.{1,120}\s)?(?:to|in|into|at)\s(?:new\s|the\s|a\snew\s)?$",
    re.IGNORECASE,
)
"""Before a path: what a change puts there."""


def _is_touched(statement: Statement, head: str, tail: str) -> bool:
    """Whether it is a file that was changed, which one must be able to find."""
    context = statement.context
    told = statement.source.kind is not SourceKind.DOCUMENT and not context.column
    if told and (_INTO.match(head) or (len(head) < inplace.FIRST and _DOES_TO_IT.match(tail))):
        return True
    if statement.source.kind is SourceKind.DOCUMENT and _UPDATED.match(head):
        return True
    if len(head) >= inplace.FIRST:
        return False
    above = (*context.headings[-1:], *context.lead.split(" › ")[-1:])
    return not context.column and any(_TOUCHED.search(each) for each in above if each)


def _is_claimed(statement: Statement, text: str, start: int, end: int) -> bool:
    head = text[max(0, start - 80) : start]
    context, is_document = statement.context, statement.source.kind is SourceKind.DOCUMENT
    if context.column and not context.row:
        return start == text.index(": ") + 2 and _is_listed(statement.text, context)
    if _NEW.match(text, end) or (_EXISTS.match(text, end) and not _ELSEWHERE.search(head)):
        return True
    told = _HOLDS.search(head) and "/" in text[start:end]
    if told and not _ELSEWHERE_SAID.search(text):
        return not (is_document and _HAPPENS.search(head))
    if (
        _CREATED.search(head)
        and not head.endswith("(")
        and not (_ELSEWHERE.search(head) or _ABOUT_IT.match(text, end))
    ):
        is_news = context.box or not _CREATES.search(head)
        is_certain = "/" in text[start:end] or _is_ticked(statement)
        return not is_document or (is_news and is_certain)
    if context.box and _MADE.search(text[:start]):
        return True
    if _is_part(text[:start], context):
        return True
    if start >= inplace.FIRST:
        return False
    return _is_first_claimed(statement, text, end)


def _is_first_claimed(statement: Statement, text: str, end: int) -> bool:
    """Whether a path that an item or a row begins with is said to be there."""
    context, is_document = statement.context, statement.source.kind is SourceKind.DOCUMENT
    if context.row and _NEW_CELL.match(statement.text):
        return bool(_STATE_COLUMN.match(context.column))
    above = (*context.headings[-1:], *context.lead.split(" › ")[-1:])
    if (
        _is_ticked(statement)
        and inplace.ALONE.match(text, end)
        and not inplace.GONE.match(text, end)
    ):
        return True
    is_sort = any(_SORT_HEADING.search(each) for each in above)
    if is_sort and not is_document and inplace.FOR.match(text, end):
        return True
    return bool(inplace.DONE.match(text, end)) or _is_listed(statement.text, context)


def _is_ticked(statement: Statement) -> bool:
    """Whether a path that an item begins with is ticked, as a thing that is there."""
    context = statement.context
    return bool(context.box or TICKED.match(statement.text)) and not context.column


def _is_listed(text: str, context: Context) -> bool:
    """Whether the items here are the files that were created."""
    guides = any(_GUIDES.search(each) for each in context.headings[-2:])
    if guides and (context.box or TICKED.search(text)) and not context.column:
        return True
    return any(_LIST.search(lead) for lead in context.lead.split(" › ") if lead) or any(
        _LIST_HEADING.search(heading) for heading in context.headings[-2:]
    )


def _is_part(head: str, context: Context) -> bool:
    """Whether the path is named as the file of what a heading says is done."""
    if not _FILE_LABEL.match(head):
        return False
    done = any(TICKED.search(each) for each in context.headings[-1:])
    return done or any(_LIST_HEADING.search(each) for each in context.headings[-2:])


def _is_said_to_tell(statement: Statement, text: str, start: int, end: int) -> bool:
    if statement.source.kind is SourceKind.DOCUMENT:
        return False
    if not _SUBJECT.match(text[:start]) or not _TELLS.match(text, end):
        return False
    return "/" in text[start:end] and not _ELSEWHERE_SAID.search(text)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.subject == licence.NAME:
        return licence.judge(claim, evidence)
    place = claim.statement.location
    found = look_up(claim.subject, evidence.snapshot, beside=place.path if place else "")
    if found.path:
        if claim.value == "holds it":
            return unsupported(claim, f"{found.path} is in the tree; what it holds was not read")
        proof = Proof(message="is in the tree", location=Location(path=found.path))
        return confirmed(claim, f"{found.path} is in the tree", proof)
    in_document = claim.statement.source.kind is SourceKind.DOCUMENT
    if found.decides and in_document and "/" not in claim.subject and not _is_told(claim):
        return unsupported(claim, f"{_missing(found)}; a name alone may be of another project")
    is_past = claim.value == "was changed" or (claim.value == "is there" and not in_document)
    if found.decides and is_past:
        return unsupported(claim, f"{_missing(found)}; it may have been removed since")
    first = found.wanted.partition("/")[0]
    is_path = "/" in claim.subject
    if found.decides and in_document and is_path and not evidence.snapshot.exists(first):
        return unsupported(claim, f"{_missing(found)}, nor a directory {first!r} that it is in")
    if found.decides:
        return contradicted(claim, _missing(found))
    return unsupported(claim, found.reason)


_OF_PROJECT = re.compile(r"^(?:test_\w+\.py|\w[\w-]*\.(?:test|spec)\.[a-z]{2,4}|[\w-]+\.md)$")
"""Bare names that hardly any other project is told of by: of tests and documents."""


def _is_told(claim: Claim) -> bool:
    """Whether a ticked item or a list of created files names a file of this project."""
    if not _OF_PROJECT.match(claim.subject) or f"`{claim.subject}`" not in claim.quote:
        return False
    context = claim.statement.context
    return _is_ticked(claim.statement) or _is_listed(claim.statement.text, context)


def _missing(found: Found) -> str:
    return f"no file of the tree is {found.wanted!r}"
