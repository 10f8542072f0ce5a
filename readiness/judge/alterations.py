"""What a change does to its own evidence: tests switched off, weakened or taken out of account."""

import re

from readiness.judge.exceptions import COMMENT, BaseText
from readiness.judge.metrics import Alterations
from readiness.model import Finding, Outcome, Policy
from readiness.reports.exclusions import added_exclusions
from readiness.repository.diff import Change, Diff, FileChange
from readiness.repository.snapshot import Role, Snapshot

SKIPPED = ("tests.skipped", "tests.hidden-collection-error")
ASSERTION = re.compile(
    r"\b(?:assert\w*|expect|should|verify\w*|require\w*|raises|throws|t\.(?:Error|Fatal|Fail)\w*)\b"
)
TEST_NAME = re.compile(
    r"(?:^|/)(?:tests?|specs?|__tests__)/|(?:^|[/_.-])(?:test|spec)s?[_.-]|Tests?\."
)


def alterations(
    diff: Diff,
    snapshot: Snapshot,
    findings: tuple[Finding, ...],
    base: BaseText,
    policies: tuple[Policy, Policy | None],
) -> Alterations:
    """What the change does. ``policies`` are that of the base, and the proposed one, if any."""
    added = {path: each.added for path, each in diff.files.items() if each.added}
    texts = {path: snapshot.text(path) or "" for path in added}
    return Alterations(
        skips=sum(_is_new_skip(each, diff) for each in findings),
        weakened_tests=sum(_is_weakened(each, snapshot, base) for each in diff.files.values()),
        exclusions=len(added_exclusions(texts, added)),
        ignores=sum(_ignores(texts[path], lines) for path, lines in added.items()),
        waivers=_waivers(*policies),
    )


def _is_new_skip(finding: Finding, diff: Diff) -> bool:
    place = finding.location
    if finding.rule.id not in SKIPPED or finding.outcome is not Outcome.FAIL or place is None:
        return False
    return place.path in diff.files and place.line in diff.files[place.path].added


def _is_weakened(change: FileChange, snapshot: Snapshot, base: BaseText) -> bool:
    """Whether a test file is gone, or holds fewer assertions than it did."""
    file = snapshot.files.get(change.path)
    before = base(change.previous_path or change.path)
    if before is None or change.change is Change.ADDED:
        return False
    if change.change is Change.REMOVED or file is None:
        return bool(TEST_NAME.search(change.path)) and bool(ASSERTION.search(before))
    if file.role is not Role.TEST:
        return False
    now = snapshot.text(change.path) or ""
    return len(ASSERTION.findall(now)) < len(ASSERTION.findall(before))


def _ignores(text: str, added: frozenset[int]) -> int:
    lines = text.split("\n")
    return sum(bool(COMMENT.search(lines[n - 1])) for n in added if n <= len(lines))


def _waivers(counting: Policy, proposed: Policy | None) -> int:
    return 0 if proposed is None else len(set(proposed.waivers) - set(counting.waivers))
