"""What the policy makes of it all."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from readiness.model.claims import ClaimVerdict, Judgement
from readiness.model.findings import Finding, Location, Outcome
from readiness.model.measured import Measured
from readiness.model.policy import Attestation, Component, Gate, Item, Policy, Section, Waiver


class Verdict(StrEnum):
    """What the policy makes of the whole."""

    READY = "ready"
    DEGRADED = "degraded"
    NOT_READY = "not-ready"
    NOT_ASSESSED = "not-assessed"


@dataclass(frozen=True, kw_only=True, slots=True)
class GateResult:
    """What a gate came to. ``actual`` is None where its metric is not known.

    ``warns`` says that this keeps the whole from being ready and does not block it, ``waived``
    that it failed and does not count.
    """

    gate: Gate
    outcome: Outcome
    actual: Fraction | None
    reason: str
    component: str | None = None
    warns: bool = False
    waived: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Deduction:
    """Points lost of the hundred, in tenths, and the gate, rule or item that took them."""

    points: Decimal
    category: str
    reason: str
    gate: str | None = None
    rule: str | None = None
    item: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryScore:
    """One category: its share of the hundred points and how much of it was reached, of 100."""

    id: str
    weight: Decimal
    score: Decimal


class State(StrEnum):
    """What an item of a checklist came to."""

    PASS = "pass"  # noqa: S105 - not a password
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    ATTESTED = "attested"


_OPEN = (State.WARN, State.FAIL, State.UNKNOWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemResult:
    """An item, its state, and what of it is reached, of one. ``required`` is in words."""

    item: Item
    state: State
    credit: Fraction
    current: str
    required: str
    places: tuple[Location, ...] = ()

    @property
    def possible(self) -> Verdict:
        """The best verdict that it leaves possible to its checklist."""
        if self.state in (State.FAIL, State.UNKNOWN) and not self.item.mild:
            return Verdict.NOT_READY
        return Verdict.DEGRADED if self.state in _OPEN else Verdict.READY


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionResult:
    """A checklist, gone through. ``score`` is of 100; both are None where nothing applies."""

    section: Section
    items: tuple[ItemResult, ...]
    verdict: Verdict | None
    score: Decimal | None
    component: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the policy makes of the measurements, before the claims are judged."""

    verdict: Verdict
    score: Decimal
    deductions: tuple[Deduction, ...]
    categories: tuple[CategoryScore, ...]
    gates: tuple[GateResult, ...]
    sections: tuple[SectionResult, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ComponentReport:
    """What the policy makes of one component."""

    component: Component
    assessment: Assessment


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverUse:
    """A waiver, the days it has left (below 0: expired), and how many results it changed."""

    waiver: Waiver
    days_left: int
    used: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Ignore:
    """A comment that tells a rule to look away. ``refused`` says why it does not count."""

    rule: str
    location: Location
    reason: str
    refused: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AttestationUse:
    """An attestation and the days it has left (below 0: expired)."""

    attestation: Attestation
    days_left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """A fix on the way to the verdict ``towards``, and the points that it is worth by itself."""

    text: str
    points: Decimal
    towards: Verdict


@dataclass(frozen=True, kw_only=True)
class Report:
    """The whole answer. ``assessment.score`` and the sum of its deductions make exactly 100."""

    assessment: Assessment
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    measured: Measured
    policy: Policy
    commit: str | None
    notices: tuple[str, ...] = ()
    components: tuple[ComponentReport, ...] = ()
    waivers: tuple[WaiverUse, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    attestations: tuple[AttestationUse, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict

    def claims(self, verdict: ClaimVerdict) -> tuple[Judgement, ...]:
        return tuple(each for each in self.judgements if each.verdict is verdict)
