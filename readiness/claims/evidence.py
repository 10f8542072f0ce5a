"""All that a claim can be held against."""

from dataclasses import dataclass

from readiness.model import Assessment, Finding, Measured
from readiness.repository.diff import Diff
from readiness.repository.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was measured, what the repository shows and what the policy makes of it.

    ``assessment`` is the verdict before any claim was judged; ``diff`` is None where no base is
    known.
    """

    measured: Measured
    snapshot: Snapshot
    findings: tuple[Finding, ...]
    assessment: Assessment
    diff: Diff | None = None
