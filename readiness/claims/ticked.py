"""What an item that is ticked, or the status cell of a table, says has become of something."""

import re
from functools import lru_cache

from readiness.claims.genre import tells_of_work
from readiness.claims.words import TICKED
from readiness.model import Context, SourceKind, Statement

IMPLEMENTED = "implemented"
DONE = "done"
PASSES = "passes"
GENERAL = (IMPLEMENTED, DONE, PASSES)
"""What is claimed of a thing that is ticked off, where no kind knows it better."""

_WELL = r"(?:fully\s|now\s|all\s|successfully\s|properly\s){0,2}"
_STATE = (
    r"(?:configured|enabled|in\splace|provided|designed|typed|documented|validated|tested|created|"
    r"integrated|secured|optimi[sz]ed|deployed|installed|established|wired\sup|registered|"
    r"formatted|linted|reviewed|approved|supported|automated|containeri[sz]ed|fixed|resolved|"
    r"answered|migrated|defined|built|set\sup|ready|valid|compliant)"
)
_ITEM = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&-]{1,40}:\s\W{0,3})?"
    r"(?P<what>(?:(?!(?:what|how|when|where|as|be|is|are|was|can|that|which|if|must)\b)"
    r"[\w/&.'()`+,→-]{1,40}\s){1,8}?)"
    rf"{_WELL}(?P<state>{_STATE})(?:\s(?:and|&)\s\w{{3,14}}|\ssuccessfully)?\W{{0,6}}$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"^\W{0,8}(?P<what>[^()\n]{3,100}?)\s?\((?:complete[d]?|done|finished|implemented)\)\W{0,4}$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"\W{0,6}(?:(?:current|implementation)\s)?(?:status|state|result|implemented|done|completed?|"
    r"tested|verified|working)\W{0,6}$",
    re.IGNORECASE,
)
_OF_DOING = re.compile(
    r"(?i)\W{0,6}(?:(?:current|implementation)\s)?(?:status|state|implemented|done"
    r"|completed?)\W{0,6}$"
)
"""Columns in which a mark alone says that the row is done."""
_CELL = re.compile(
    r"^\W{0,4}[✅☑✔✓]\W{0,3}(?:fully\s|now\s|all\s|100\s?%\s)?(?P<state>achieved|met|exceeded|"
    rf"pass(?:ed)?|live|active|{_STATE})\W{{0,4}}$",
    re.IGNORECASE,
)
_YES = re.compile(r"^(?:\W{0,4}[✅☑✔✓]\W{0,4}(?:yes\W{0,4})?|\W{0,4}yes\W{0,4})$", re.IGNORECASE)
_BUILT = (
    r"(?:implement(?:ed|s)?|complete[ds]?|built|build(?=\s(?:the|an?|all)\s)|create[ds]?|"
    r"deliver(?:ed|s)?|develop(?:ed|s)?|finish(?:ed|es)?)"
)
_DID = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&-]{1,40}:\s\W{0,3})?(?:(?:successfully|fully|now|also|all)\s)?"
    rf"(?P<act>{_BUILT}|(?:add|set\sup|fix|address|resolv|migrat|updat|remov|refactor|wr[io]t|"
    r"configur|enabl|introduc|integrat|deploy|verif|test|document|replac|extract|clean(?=ed)|"
    r"convert|port|establish|design|install|register|defin|eliminat|correct|validat|generat|"
    r"renam|mov|delet|consolidat|simplif|upgrad|appl|reduc|restor|achiev|preserv)(?:e?d|ied|ten|"
    r"e)?)\s(?:up\s)?(?!(?:with|on|in|by|for|from|using|to|as|at|via)\b)(?P<what>\S.{2,300})$",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"(?i)\b(?:structure|skeleton|scaffold\w*|stubs?|stubbed|basic|partial\w*|interface|"
    r"prototype|draft|initial|simplified|mock\w*|placeholders?|minimal|simulat\w+|first)\b"
)
"""What says itself that it is not all."""
_IN_PAST = re.compile(r"(?i)(?:ed|built|wrote|written|set\sup)$")
_OBJECT = re.compile(
    r"^(?:(?:a|an|the|new)\s){0,2}(?P<what>[^,;:.()–—]{2,80}?)"
    r"(?=\s?[,;:.()–—]|\s-\s|\s(?:with|for|in|to|from|using|via|that|so|which|and|by|on|across)\s"
    r"|$)"
)
_ITEM_OF = re.compile(
    r"(?i)\b(?:complete[d]?|done|implemented|achiev\w+|delivered|finished|accomplish\w+)\b|✅"
    r"|^\W{0,4}(?:added|fixed|removed|changed|improved|updated)\W{0,4}$"
)
"""Headings and leads whose items are done."""
_CRITERIA = re.compile(
    r"(?i)\b(?:criteria|criterion|goals|objectives|achieved|definition of done)\b"
)
"""Over ticked boxes that stand for what is reached, and not for what there is or was thought of."""
_BECAME = re.compile(
    r"^\W{0,8}(?P<what>(?:(?!(?:what|how|when|where|as|be|is|are|was|can|that|which|if|must)\b)"
    r"[\w/&.'`+-]{1,40}\s){1,7}?)(?:added|included|published|updated|extracted|refactored|"
    r"replaced|renamed|eliminated|consolidated|simplified)\W{0,6}$",
    re.IGNORECASE,
)
_ALL_IN_PLACE = re.compile(
    r"^\W{0,6}all\s(?P<what>[^.:;?!]{2,80}?)\s(?:is|are)\s(?:now\s)?(?P<state>in\splace)\W{0,4}$",
    re.IGNORECASE,
)
ALL_OF_IT = re.compile(
    r"^\W{0,6}(?P<what>(?:[A-Za-z][\w&-]{1,30}\s){0,4}?)(?:completion|progress)"
    r"(?:\s(?:status|rate))?\s?:\W{0,6}100\s?%\W{0,6}$",
    re.IGNORECASE,
)
"""A label of how far something is, and that this is all the way."""


def off(statement: Statement, text: str) -> tuple[str, str] | None:
    """What a ticked item tells was done, and to what; None where it tells no such thing."""
    is_document = statement.source.kind is SourceKind.DOCUMENT
    marked = statement.context.box or TICKED.match(statement.text)
    succeeded = text.lstrip(" *_#").lower().startswith("successfully ")
    told = marked or succeeded or (is_document and (is_done(statement) or tells_of_work(statement)))
    if statement.context.column or not told or (text.endswith(":") and not marked):
        return None
    tick = not is_document and bool(TICKED.match(text))
    did = _did(text, box=tick or (bool(statement.context.box) and is_document))
    became = _BECAME.match(text) if marked and not did else None
    if became:
        return DONE, became["what"].strip()
    return did or _boxed(statement, text)


def _boxed(statement: Statement, text: str) -> tuple[str, str] | None:
    """A ticked box of a document, or of the criteria of a change: what it stands for is done."""
    if not statement.context.box or not statement.context.headings:
        return None
    above = (*statement.context.headings[-1:], statement.context.lead)
    listed = any(_CRITERIA.search(each) for each in above)
    what = _of_box(text) if listed else ""
    return (DONE, what) if what else None


def is_done(statement: Statement) -> bool:
    """Whether the statement is an item that is ticked, or of a list of what is done."""
    context = statement.context
    if context.box or TICKED.match(statement.text):
        return True
    return any(map(_lists_done, (*context.headings[-1:], context.lead)))


@lru_cache(maxsize=256)
def _lists_done(above: str) -> bool:
    """Whether a heading or lead stands over what is done."""
    return bool(_ITEM_OF.search(above))


def is_yes(text: str) -> bool:
    """Whether all that is said is yes, or a tick with what stands before it in its row."""
    return bool(_YES.match(text))


def of_item(text: str) -> str:
    """ "Path aliases configured": what an item under a tick says of what, or ""."""
    bracketed = _BRACKETED.match(text)
    return bracketed["what"] if bracketed else _said(_ITEM.match(text))


def _did(text: str, *, box: bool) -> tuple[str, str] | None:
    """ "Implemented retries for uploads": whether that was made, or what else, and the thing.

    A ticked box may tell in the imperative what was done.
    """
    found = _DID.match(text)
    if not found or not (box or _IN_PAST.search(found["act"])):
        return None
    what = _OBJECT.match(found["what"])
    made = re.fullmatch(_BUILT, found["act"], re.IGNORECASE) and not _IN_PART.search(text)
    return (IMPLEMENTED if made else DONE), (what["what"] if what else found["what"]).strip()


_PERSONAL = re.compile(
    r"(?i)^\W{0,8}(?:i\b|i['’]|my\b|this\s(?:pr|pull|change)|yes\b|no\b|none\b|n/a|bug\s?fix|"
    r"(?:new\s)?feature\b|breaking\schange|documentation(?:\supdate)?\W*$|refactor\w*\W*$|chore|"
    r"other\b|we\b|ideally)"
)
"""What the boxes of a template say of the author or of the sort of change."""


def _of_box(text: str) -> str:
    """What a ticked box stands for, where it is a thing and no sentence of a template; or ""."""
    words_of = text.split()
    if _PERSONAL.match(text) or not 1 < len(words_of) < _MOST_WORDS:
        return ""
    return text.strip(" .*")


_MOST_WORDS = 20


def all_in_place(text: str) -> str:
    """ "All tooling is in place": what is, with every word of it; or ""."""
    return _said(_ALL_IN_PLACE.match(text))


def of_cell(text: str, context: Context) -> str:
    """The row and what its ticked status is: "Backward compatibility achieved"; or ""."""
    if not _COLUMN.match(context.column):
        return ""
    found = _CELL.match(text)
    if found:
        return f"{context.row} {found['state'].lower()}".strip()
    return context.row if _OF_DOING.match(context.column) and _YES.match(text) else ""


def _said(found: re.Match[str] | None) -> str:
    return f"{found['what'].strip()} {found['state'].lower()}" if found else ""
