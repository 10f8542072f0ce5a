"""What the reports of earlier steps measured of a checkout, and what they leave out."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from readiness.model import Component, CoverageTotals, Finding, Measured, Policy
from readiness.reports import change_checks, scopes
from readiness.reports.beyond import existing
from readiness.reports.executable import executable
from readiness.reports.ingest import measure
from readiness.reports.limits import limits
from readiness.repository.diff import Diff
from readiness.repository.git import Git
from readiness.repository.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """The measuring of one checkout.

    ``directory`` is where reports are found; ``tests`` and ``coverage`` are the globs that are
    read in place of a policy's, where there are any; ``diff`` is the change, where it is known.
    """

    directory: Path
    tests: tuple[str, ...]
    coverage: tuple[str, ...]
    git: Git
    snapshot: Snapshot
    diff: Diff | None

    def reports(self, policy: Policy, components: tuple[Component, ...]) -> Measured:
        """What the reports of a policy and of its components say of lines that there are."""
        tests = (*policy.tests, *(glob for each in components for glob in each.tests))
        coverage = (*policy.coverage, *(glob for each in components for glob in each.coverage))
        head = self.snapshot.commit
        time = self.git.commit_time(head) if head else None
        measured = measure(
            self.directory,
            tests=self.tests or tests,
            coverage=self.coverage or coverage,
            analysis=policy.analysis,
            required=(*policy.required_reports, *self.tests, *self.coverage),
            aside=policy.base_coverage,
            limits=limits(policy.report_limits),
            files=tuple(self.snapshot.files),
            expected_commit=head,
            commit_time=datetime.fromtimestamp(time, UTC) if time is not None else None,
            committed=self._committed,
        )
        if measured.coverage is None:
            return measured
        found, beyond = existing(measured.coverage, self.snapshot.text)
        return replace(measured, coverage=found, findings=(*measured.findings, *beyond))

    def of_base(self, policy: Policy) -> CoverageTotals | None:
        """The coverage of the base, from reports that an earlier step left."""
        if not policy.base_coverage:
            return None
        found = measure(
            self.directory,
            tests=(),
            coverage=policy.base_coverage,
            limits=limits(policy.report_limits),
            files=tuple(self.snapshot.files),
            committed=self._committed,
        )
        complete = found.coverage is not None and found.coverage.complete and not found.unreadable
        return found.coverage.totals if found.coverage and complete else None

    def of_change(
        self, measured: Measured, unmeasured: dict[str, frozenset[int]]
    ) -> CoverageTotals | None:
        """The coverage of the added lines, of which ``unmeasured`` count as not covered.

        Not known where the change adds code to a file that no report mentions.
        """
        if self.diff is None or measured.coverage is None:
            return None
        bare = {} if unmeasured else self.unmeasured(measured)
        if any(self._added.get(path, frozenset()) & lines for path, lines in bare.items()):
            return None
        return scopes.of_change(measured.coverage, self._added, unmeasured)

    def unmeasured(self, measured: Measured) -> dict[str, frozenset[int]]:
        """The lines that could be executed of the source files that no report mentions."""
        if measured.coverage is None:
            return {}
        sources = scopes.comparable(measured.coverage, self._sources)
        names = scopes.unmeasured(measured.coverage, sources)
        files = (self.snapshot.files[path] for path in names)
        return {
            file.path: executable(self.snapshot.text(file.path) or "", file.language)
            for file in files
        }

    def left_out(self, measured: Measured) -> tuple[Finding, ...]:
        """What was left out of coverage, by the project and by the change."""
        return change_checks.findings(
            measured.coverage,
            sources=self._sources,
            files=self.snapshot.files,
            text=self.snapshot.text,
            added=self._added,
        )

    @cached_property
    def _added(self) -> dict[str, frozenset[int]]:
        """The lines that the change adds, by file."""
        return {path: each.added for path, each in self.diff.files.items()} if self.diff else {}

    @cached_property
    def _committed(self) -> frozenset[str]:
        """The files whose content is the checked out commit's, not an earlier step's."""
        if self.snapshot.commit is None:
            return frozenset()
        return self.git.tracked() - self.git.diff(self.snapshot.commit).files.keys()

    @property
    def _sources(self) -> list[str]:
        """The paths of the source files that hold something."""
        return [file.path for file in self.snapshot.of() if file.language and file.size]
