"""What rules find, and where."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """How much a failed rule weighs, heaviest first."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


class Effort(StrEnum):
    """How long the fix of one finding usually takes."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Outcome(StrEnum):
    """What a rule, gate or check came to. Unknown never counts as a pass."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Location:
    """A place in the repository."""

    path: str
    line: int | None = None
    end_line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """One fact that a finding or a judgement rests on."""

    message: str
    location: Location | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What is looked for, and why, how, and what to do about it. ``id`` is ``category.name``."""

    id: str
    category: str
    severity: Severity
    effort: Effort
    summary: str
    why: str
    how: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule came to at one place. ``message`` stands alone, without the location.

    ``excused`` says why a failure does not count; its outcome is then not-applicable.
    """

    rule: Rule
    outcome: Outcome
    message: str
    location: Location | None = None
    component: str | None = None
    evidence: tuple[Proof, ...] = ()
    excused: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that survive the finding's line moving."""
        path = self.location.path if self.location else ""
        identity = "\0".join((self.rule.id, path, self.message))
        return hashlib.sha256(identity.encode(errors="surrogatepass")).hexdigest()[:16]
