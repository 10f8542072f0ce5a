"""What was measured: test runs, coverage, analyses, records and live services."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from readiness.model.findings import Finding, Location, Outcome


class CaseOutcome(StrEnum):
    """The outcome of one test case."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    SKIPPED = "skipped"
    FLAKY = "flaky"
    EXPECTED_FAILURE = "expected-failure"


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
    """The cases of one suite and class, counted: what remains of the cases that passed.

    ``digest`` is equal where the same cases were counted, whatever became of them, and 0 where that
    is not known; it means nothing outside of one measurement.
    """

    name: str
    classname: str
    counts: Counts
    path: str | None = None
    time: float | None = None
    digest: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class TestRun:
    """One test report, counted case by case.

    ``source`` is the report's path, ``declared`` the totals it states about itself, ``cases`` what
    did not simply pass, ``commit``, ``timestamp`` and ``host`` what the report says it measured,
    when and on which machine.
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
    host: str | None = None
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

    ``recognised`` is false where no format claims it.
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
