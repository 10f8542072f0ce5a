"""What sort of text a statement stands in: one that reports on work, or another."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from readiness.model import SourceKind, Statement

_REPORT = re.compile(
    r"(?i)(?:^|[\W_])(?:summary|status|complete[d]?|completion|progress|report|readiness|checklist|"
    r"sign[-_ ]?off|hand[-_ ]?(?:off|over)|results?|deliver(?:y|ed|ables)|accomplish\w*|"
    r"achievements?|audit|retrospective|verification|final|implemented|done|finished)(?:$|[\W_])"
)


def tells_of_work(statement: Statement) -> bool:
    """Whether it is said in a change, or in a document whose name or title says it reports."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return True
    path = statement.location.path if statement.location else statement.source.reference
    return _is_report(PurePosixPath(path).stem, (statement.context.headings or ("",))[0])


def is_of_finished_work(statement: Statement) -> bool:
    """Whether a document's name or title says that it is of what is complete."""
    if statement.source.kind is not SourceKind.DOCUMENT:
        return False
    path = statement.location.path if statement.location else statement.source.reference
    title = (statement.context.headings or ("",))[0]
    return bool(_FINISHED.search(PurePosixPath(path).stem) or _FINISHED.search(title))


_FINISHED = re.compile(
    r"(?i)(?:^|[\W_])(?:complete[d]?|completion|delivered|finished|done|summary)(?:$|[\W_])"
)


@lru_cache(maxsize=64)
def _is_report(name: str, title: str) -> bool:
    return bool(_REPORT.search(name) or _REPORT.search(title))
