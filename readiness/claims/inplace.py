"""Where a document says of a path that just there is what it speaks of."""

import re

from readiness.claims import ticked
from readiness.claims.genre import tells_of_work
from readiness.model import SourceKind, Statement

DONE = re.compile(
    r"\s(?:file\s)?(?:created|added|written|implemented|in place)\b"
    r"(?=\W{0,4}$|\s?[(,:–—-]|\swith\b)",
    re.IGNORECASE,
)
FOR = re.compile(
    r"\s?(?:[:–—]|-(?=\s))\s(?!\W{0,4}(?:remov|delet|drop|mov|renam|gone|no longer|"
    r"not\b|un))",
    re.IGNORECASE,
)
GONE = re.compile(
    r"(?i).{0,40}\b(?:remov|delet|drop|mov|renam|gone|no longer|not\b|un|fix|updat|modif|chang)"
)
ALONE = re.compile(r"\s?(?:[:–—(]|-\s)(?!\W{0,4}\d[\d.]{0,5}\s?%)|\W*$")
"""After a path that is all that an item names, or is explained."""
FIRST = 6
"""A path that begins before is what an item is about."""

_GONE_ABOVE = re.compile(
    r"(?i)\b(?:remov|delet|obsolet|deprecat|former|legacy|old\b|mov(?:ed|ing)|renam|replac|missing|clean|"
    r"lost|retired|archiv|gone|unused|to (?:be )?(?:create|add|write|do))\w*"
)
"""Over what is no longer, or not yet, there."""
_SAYS_MORE = re.compile(
    r"(?i)\b(?:complete[d]?|finished|working|functional|operational|passing|production)\b|\b100\s?%"
)
"""After a path: what is said of it, and not only that it is there."""
_PLACES = re.compile(
    r"(?i)\W{0,4}(?:key |main |source |test )?(?:files?|paths?|locations?|modules?|scripts?"
    r"|documents?|test files?|implementation|components?|evidence)(?:\s?/\s?\w{3,12})?\W{0,4}$"
)
"""Labels and columns of where something is."""
_TICK = re.compile(r"\s?[✅☑✔✓]\W{0,4}$")


def is_in_place(statement: Statement, text: str, start: int, end: int) -> bool:
    """Whether a document says of a path with a directory that it is where something stands."""
    context = statement.context
    if statement.source.kind is not SourceKind.DOCUMENT or _SAYS_MORE.search(text, end):
        return False
    if any(map(_GONE_ABOVE.search, (*context.headings, context.lead))):
        return False
    if "/" not in text[start:end].strip("/"):
        return _is_labelled(statement, text, start, end)
    if context.column:
        return bool(context.row and _PLACES.match(context.column)) and _is_alone(text, start, end)
    if DONE.match(text, end) and tells_of_work(statement):
        return True
    if start < FIRST and ticked.is_done(statement) and ALONE.match(text, end):
        return not GONE.match(text, end)
    if context.label and _PLACES.match(context.label):
        told = tells_of_work(statement) or ticked.is_done(statement)
        return told and start <= len(context.label) + FIRST
    if tells_of_work(statement):
        if _is_labelled(statement, text, start, end):
            return True
        return start < FIRST and bool(FOR.match(text, end) or _TICK.match(text, end))
    return start < FIRST and _maps(statement) and bool(FOR.match(text, end))


def _is_labelled(statement: Statement, text: str, start: int, end: int) -> bool:
    """Whether a label in a report says what the path is, which stands in code marks and ends it."""
    in_code = text[start : start + 1] == "`" and not statement.context.column
    alone = _LABEL.match(text[:start]) and not text[end:].strip("`*. ")
    return bool(in_code and alone) and tells_of_work(statement)


_LABEL = re.compile(r"\W{0,6}(?:[A-Z][\w/&-]{1,30}\s?){1,4}:\s\W{0,3}$")
"""A label that a path alone follows."""
_MAP = re.compile(
    r"(?i)(?:^|/)(?:readme|[\w.-]{0,40}(?:structure|organi[sz]ation|layout)[\w.-]{0,40})\.(?:md|rst|txt)$"
)
"""Documents that say where the files of the project are."""


def _maps(statement: Statement) -> bool:
    return bool(_MAP.search(statement.source.reference))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the cell holds the path alone."""
    return text[end:].strip("`* ") == "" and text[:start].rstrip("`* ").endswith(":")
