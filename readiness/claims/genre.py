"""What sort of text a statement stands in: one that reports on work, or another."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from readiness.model import SourceKind, Statement

_REPORT = re.compile(
    r"(?i)(?:^|[\W_])(?:summary|status|complete[d]?|completion|progress|report|readiness|checklist|"
    r"ready|sign[-_ ]?off|hand[-_ ]?(?:off|over)|results?|deliver(?:y|ed|ables)|accomplish\w*|"
    r"achievements?|audit|retrospective|verification|final|implemented|done|finished)(?:$|[\W_])"
)
_FINISHED = re.compile(
    r"(?i)(?:^|[\W_])(?:complete[d]?|completion|delivered|finished|done|summary|"
    r"(?:implementation|final|verification)[-_ ]report)(?:$|[\W_])"
)


def tells_of_work(statement: Statement) -> bool:
    """Whether it is said in a change, or in a document whose name or title says it reports."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return True
    return _is(_REPORT, statement.source.reference, _title(statement))


def is_of_finished_work(statement: Statement) -> bool:
    """Whether a document's name or title says that it is of what is complete."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return False
    return _is(_FINISHED, statement.source.reference, _title(statement))


def _title(statement: Statement) -> str:
    headings = statement.context.headings
    return headings[0] if headings else ""


@lru_cache(maxsize=64)
def _is(pattern: re.Pattern[str], path: str, title: str) -> bool:
    return bool(pattern.search(PurePosixPath(path).stem) or pattern.search(title))
