"""The types that flow through the house. Imports nothing of ours.

Every type is a frozen, keyword-only dataclass. Paths are POSIX and relative to the repository's
root, lines are counted from 1, rates are fractions of one, times are seconds, and ``None`` means
*not measured*: never zero and never one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
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


class CaseOutcome(StrEnum):
    """The outcome of one test case."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    SKIPPED = "skipped"
    FLAKY = "flaky"
    EXPECTED_FAILURE = "expected-failure"


class ClaimVerdict(StrEnum):
    """What the evidence says of a claim."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class Verdict(StrEnum):
    """What the policy makes of the whole."""

    READY = "ready"
    DEGRADED = "degraded"
    NOT_READY = "not-ready"
    NOT_ASSESSED = "not-assessed"


class SourceKind(StrEnum):
    """Where a statement was made."""

    PULL_REQUEST = "pull-request"
    COMMIT = "commit"
    DOCUMENT = "document"


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Numbers of test cases by outcome; an expected failure counts as skipped."""

    passed: int = 0
    failed: int = 0
    errored: int = 0
    skipped: int = 0
    flaky: int = 0

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.errored + self.skipped + self.flaky

    @property
    def run(self) -> int:
        """The cases that were executed: all but the skipped."""
        return self.total - self.skipped

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            errored=self.errored + other.errored,
            skipped=self.skipped + other.skipped,
            flaky=self.flaky + other.flaky,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class TestCase:
    """A test case that did not simply pass. ``name`` includes its parameters."""

    __test__ = False

    suite: str
    classname: str
    name: str
    outcome: CaseOutcome
    time: float | None = None
    message: str = ""
    location: Location | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Suite:
    """The cases of one suite and class, counted: what remains of the cases that passed."""

    name: str
    classname: str
    counts: Counts
    path: str | None = None
    time: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TestRun:
    """One test report, counted case by case.

    ``source`` is the report's path, ``declared`` the totals it states about itself, ``cases`` what
    did not simply pass, ``commit`` and ``timestamp`` what the report says it measured and when.
    ``complete`` is false where the file was damaged and only a part could be read;
    ``duplicates`` counts the cases whose identity stood in the report before, ``retries`` those of
    them that were repetitions of a failed case and became one flaky case with it. ``nameless`` are
    the suites and classes that were too many and are counted together, without their names.
    """

    __test__ = False

    source: str
    format: str
    counts: Counts
    suites: tuple[Suite, ...] = ()
    cases: tuple[TestCase, ...] = ()
    declared: Counts | None = None
    timestamp: datetime | None = None
    commit: str | None = None
    complete: bool = True
    incomplete_reason: str = ""
    duplicates: int = 0
    retries: int = 0
    nameless: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageTotals:
    """Lines and branches counted; the one place where coverage rates are computed.

    ``statements`` are those of the reports that count them apart from lines (Go's, Istanbul's), of
    which their tools print the rate; 0 where not every file was counted so.
    """

    files: int = 0
    lines: int = 0
    covered_lines: int = 0
    branches: int = 0
    covered_branches: int = 0
    statements: int = 0
    covered_statements: int = 0

    @property
    def line_rate(self) -> float | None:
        return self.covered_lines / self.lines if self.lines else None

    @property
    def branch_rate(self) -> float | None:
        return self.covered_branches / self.branches if self.branches else None

    @property
    def statement_rate(self) -> float | None:
        return self.covered_statements / self.statements if self.statements else None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileCoverage:
    """One source file: line → hits, line → (covered branches, branches), (covered, all) statements.

    ``summary`` holds the totals of a report that knows no lines; it is used where ``lines`` is
    empty.
    """

    path: str
    lines: Mapping[int, int] = field(default_factory=dict)
    branches: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    summary: CoverageTotals | None = None
    statements: tuple[int, int] = (0, 0)

    @property
    def totals(self) -> CoverageTotals:
        if not self.lines and self.summary is not None:
            return self.summary
        return CoverageTotals(
            files=1,
            lines=len(self.lines),
            covered_lines=sum(hits > 0 for hits in self.lines.values()),
            branches=sum(total for _, total in self.branches.values()),
            covered_branches=sum(covered for covered, _ in self.branches.values()),
            statements=self.statements[1],
            covered_statements=self.statements[0],
        )


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Coverage by path. ``sources`` are the reports it came from.

    ``roots`` are the directories that the relative paths of one report stand under, any one of
    them; merged coverage has none.
    """

    sources: tuple[str, ...]
    formats: tuple[str, ...]
    files: Mapping[str, FileCoverage]
    roots: tuple[str, ...] = ()
    commit: str | None = None
    timestamp: datetime | None = None
    complete: bool = True
    incomplete_reason: str = ""

    @cached_property
    def totals(self) -> CoverageTotals:
        return self.within(self.files)

    def within(self, paths: "Mapping[str, object] | set[str] | tuple[str, ...]") -> CoverageTotals:
        """The totals of those of ``paths`` that were measured."""
        found = [self.files[path].totals for path in paths if path in self.files]
        by_statement = all(each.statements or not each.lines for each in found)
        return CoverageTotals(
            files=len(found),
            lines=sum(each.lines for each in found),
            covered_lines=sum(each.covered_lines for each in found),
            branches=sum(each.branches for each in found),
            covered_branches=sum(each.covered_branches for each in found),
            statements=sum(each.statements for each in found) if by_statement else 0,
            covered_statements=sum(each.covered_statements for each in found)
            if by_statement
            else 0,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class AnalysisResult:
    """One result of another analyser; ``level`` is SARIF's: error, warning, note or none."""

    rule: str
    level: str
    message: str
    location: Location | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """What another analyser reported. ``mutants`` is (killed, all) of a mutation report."""

    source: str
    format: str
    tool: str
    results: tuple[AnalysisResult, ...] = ()
    mutants: tuple[int, int] | None = None
    complete: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreadable:
    """A file that should have been a report, and why it is none.

    ``recognised`` is false where no format, or more than one, claims it.
    """

    path: str
    reason: str
    recognised: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """A command that an earlier step ran, and what its record is worth.

    ``outcome`` is unknown where the record does not count, and ``reason`` says why. ``status`` is
    the command's exit status, ``output`` the end of what it printed, secrets masked.
    """

    name: str
    outcome: Outcome
    reason: str
    path: str
    command: tuple[str, ...] = ()
    status: int | None = None
    seconds: float | None = None
    started: str = ""
    output: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveResult:
    """What a service answered. ``kind`` is http, tcp or postgresql, ``target`` what was asked."""

    name: str
    kind: str
    target: str
    outcome: Outcome
    reason: str
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Everything that the reports of one run say. ``coverage`` is merged over all its reports.

    ``records`` are the commands that earlier steps ran, ``live`` the services that were asked.
    """

    runs: tuple[TestRun, ...] = ()
    coverage: Coverage | None = None
    analyses: tuple[Analysis, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    findings: tuple[Finding, ...] = ()
    records: tuple[Recorded, ...] = ()
    live: tuple[LiveResult, ...] = ()

    @cached_property
    def counts(self) -> Counts:
        return sum((run.counts for run in self.runs), Counts())


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who states something: ``reference`` is a document's path or a commit's SHA."""

    kind: SourceKind
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """Where in its text a statement stands.

    ``headings`` from the outermost to the nearest; ``box`` the state of its task-list box;
    ``row`` and ``column`` the labels of its table cell; ``label`` the bold or colon-ended lead
    ("Status:"); ``lead`` the sentence that introduces its list ("Complete when:"); ``setting``
    what kind of text it stands in, where that is not plain prose: "heading", "quotation",
    "comment" (of code), "exact" or "unreadable" (in a block of claims).
    """

    headings: tuple[str, ...] = ()
    box: bool | None = None
    row: str = ""
    column: str = ""
    label: str = ""
    lead: str = ""
    setting: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sentence that somebody states as a fact, in its context.

    ``location`` is None for a text that is no file (a pull request's body, a commit message);
    its line then stands in ``line``.
    """

    source: Source
    text: str
    line: int
    location: Location | None = None
    context: Context = Context()


class Comparison(StrEnum):
    """How a number was meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOUT = "about"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A number as written: "85%+" is 85 at-least with unit "%"; "12/12" is 12 of total 12.

    ``places`` is the number of decimal places written, the precision by which it is judged;
    ``upper`` the other end of a range.
    """

    value: Decimal
    comparison: Comparison = Comparison.EXACTLY
    total: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    places: int = 0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Something stated that evidence can decide. ``also`` lists other places of the same claim."""

    kind: str
    quote: str
    statement: Statement
    value: str = ""
    subject: str = ""
    amount: Amount | None = None
    also: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A claim, what the evidence says of it, and the places that prove it."""

    claim: Claim
    verdict: ClaimVerdict
    reason: str
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When something applies: where every part that is given has an entry that fits.

    ``paths`` are globs of changed files, ``bases`` of the base branch, ``components`` of names.
    """

    paths: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    components: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """A bound on a metric. ``id`` names the gate, ``of`` its metric where that is another name.

    At least one of the bounds is given. ``warns`` says that a metric that is not measured does not
    block.
    """

    id: str
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    of: str = ""
    when: Condition = Condition()
    warns: bool = False

    @property
    def metric(self) -> str:
        return self.of or self.id


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
class PolicySource:
    """Where a policy came from: its path (or ``built-in``), the commit, and its SHA-256."""

    path: str
    ref: str | None
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PathRule:
    """The severity of a rule's findings in files that a glob matches; None is off."""

    rule: str
    glob: str
    severity: Severity | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """A failed rule or gate that does not count, until the end of the day ``expires``.

    ``paths`` are globs: of the files of a rule's findings, or of the name of the component that a
    gate is of ("." for the whole repository).
    """

    paths: tuple[str, ...]
    reason: str
    owner: str
    expires: date
    rule: str = ""
    gate: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attestation:
    """What somebody vouches for that no machine can see; never more than *attested*."""

    item: str
    who: str
    when: date
    link: str
    expires: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A part of the repository that is judged by itself. ``path`` is its directory.

    ``tests`` and ``coverage`` are globs of its own reports, from the repository's root. ``weights``
    and ``gates`` are None where the policy's apply. ``found`` says that nobody listed it.
    """

    name: str
    path: str
    tests: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    weights: Mapping[str, int] | None = None
    gates: tuple[Gate, ...] | None = None
    required: bool = True
    found: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """Files of the repository: by glob, by a word that stands in them, by their length.

    ``mention`` are words of which any counts, whatever their case; ``lines`` is how many lines
    with text a file has at least.
    """

    files: tuple[str, ...]
    mention: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of a checklist, decided by whichever of these is given.

    ``gate`` bounds a metric, and ``close`` is the bound from which it is nearly reached; ``rules``
    are patterns of rules of which none may have failed; ``search`` must find a file; ``claims`` are
    kinds of claims of which none may be contradicted; and what ``attestable`` says may be vouched
    for where nothing else decides. ``only_if`` says where it applies, ``mild`` that a failure is a
    warning, ``advice`` what to do about one.
    """

    id: str
    title: str
    gate: Gate | None = None
    close: Fraction | None = None
    rules: tuple[str, ...] = ()
    search: Search | None = None
    claims: tuple[str, ...] = ()
    attestable: bool = False
    only_if: Search | None = None
    mild: bool = False
    risk: str = ""
    advice: str = ""
    horizon: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A checklist. ``weight`` is None for as many shares as it has items that apply.

    ``required`` says that the whole is no more ready than it; ``each`` that every component has
    one of its own.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    weight: int | None = None
    required: bool = False
    each: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpCheck:
    """An address that must answer with ``status`` and, in its JSON, with the ``fields``' values.

    A field is a path of keys and positions, as ``checks.0.state``.
    """

    name: str
    url: str
    status: int = 200
    fields: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    seconds: float = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TcpCheck:
    """A port that must accept connections."""

    name: str
    host: str
    port: int
    seconds: float = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class PostgresCheck:
    """A database, named by the environment ``variable`` that holds its address.

    ``permissions`` are (table, schema or database; its name, empty for the database; privilege).
    The table ``migrations`` has at least ``number`` rows, and one in which every column of
    ``holds`` has its value.
    """

    name: str
    variable: str
    permissions: tuple[tuple[str, str, str], ...] = ()
    migrations: str = ""
    number: int = 0
    holds: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 5


LiveCheck = HttpCheck | TcpCheck | PostgresCheck


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLimits:
    """How much of the reports is read: so many files, megabytes in all, and seconds."""

    files: int = 20_000
    megabytes: int = 8192
    seconds: int = 300


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What ready means here.

    ``rules`` maps a rule's id to its severity, or None for off; of ``path_rules`` the last that
    fits goes first. ``tests``, ``coverage`` and ``analysis`` are globs, of which the
    ``required_reports`` must match a file. ``ready_from`` and ``degraded_from`` are scores.
    ``custom_rules`` are files. ``words`` replaces the words for states and verdicts.
    ``claim_code`` says whether the comments of changed code are read for claims. ``records`` name
    commands that an earlier step must have recorded. ``count_unmeasured`` says
    whether source files that no coverage report mentions count as not covered.
    """

    weights: Mapping[str, int]
    gates: tuple[Gate, ...]
    source: PolicySource
    ready_from: Fraction = Fraction(80)
    degraded_from: Fraction = Fraction(50)
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    path_rules: tuple[PathRule, ...] = ()
    custom_rules: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    analysis: tuple[str, ...] = ()
    base_coverage: tuple[str, ...] = ()
    required_reports: tuple[str, ...] = ()
    claim_sources: tuple[SourceKind, ...] = tuple(SourceKind)
    claim_documents: tuple[str, ...] = ()
    claim_code: bool = False
    waivers: tuple[Waiver, ...] = ()
    new_ignores: bool = False
    attestations: tuple[Attestation, ...] = ()
    components: tuple[Component, ...] = ()
    find_components: bool = True
    sections: tuple[Section, ...] = ()
    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    live: tuple[LiveCheck, ...] = ()
    report_limits: ReportLimits = ReportLimits()
    count_unmeasured: bool = False


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


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemResult:
    """An item, its state, and what of it is reached, of one. ``required`` is in words."""

    item: Item
    state: State
    credit: Fraction
    current: str
    required: str
    places: tuple[Location, ...] = ()


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
