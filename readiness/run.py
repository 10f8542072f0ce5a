"""The line, written out: policy → reports → repository → probes → claims → judge."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from readiness.checks import gather
from readiness.checks.rules import Checked
from readiness.claims.evidence import CheckRun
from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.judge.assess import wanted
from readiness.judge.conditions import Occasion
from readiness.judge.judge import judge
from readiness.model import (
    Claim,
    ClaimVerdict,
    Component,
    CoverageTotals,
    Finding,
    Measured,
    Policy,
    Report,
    Verdict,
)
from readiness.policies import (
    Chosen,
    Fetch,
    RunError,
    Sources,
    choose,
    custom_rules,
    no_fetch,
)
from readiness.probes import additions
from readiness.probes.run import findings
from readiness.reports import change_checks
from readiness.reports.beyond import existing
from readiness.reports.executable import executable
from readiness.reports.ingest import measure
from readiness.reports.limits import Limits, limits
from readiness.reports.scopes import comparable, of_change, unmeasured
from readiness.repository.checkout import snapshot
from readiness.repository.diff import Diff
from readiness.repository.git import Git, GitError
from readiness.repository.marks import unmarked
from readiness.repository.snapshot import Snapshot
from readiness.repository.workspaces import workspaces
from readiness.settings import Settings
from readiness.texts import texts


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is judged, as its author and its place in history describe it.

    ``base`` is the commit it is held against, if any; ``texts`` are what its author says of it;
    ``commits`` its (SHA, message) pairs, where the clone does not hold them; ``at_base`` and
    ``fetch`` read files of the base that the clone lacks, and of other repositories; ``occasion``
    is the event; ``checks`` are the commit's other check runs, where they
    are known; ``void`` says why the checkout is not what is proposed.
    """

    base: str | None = None
    texts: tuple[Text, ...] = ()
    commits: tuple[tuple[str, str], ...] = ()
    checks: tuple[CheckRun, ...] | None = None
    at_base: Callable[[str], bytes | None] = lambda path: None  # noqa: ARG005
    fetch: Fetch = no_fetch
    occasion: Occasion = field(default_factory=Occasion)
    void: str = ""


__all__ = ("Proposal", "RunError", "check", "holds", "simulate")


def check(settings: Settings, proposal: Proposal) -> Report:
    """The report on a checkout. Raises RunError, PolicyError."""
    return _Run(settings, proposal).report()


def simulate(settings: Settings, path: str, content: bytes) -> tuple[Report, Report]:
    """The report on a checkout, and what it would be under the policy in ``content``.

    Raises RunError, PolicyError.
    """
    run = _Run(settings, Proposal(base=settings.base))
    other = run.sources.load(path, content, None)
    run.others = (other,)
    return run.report(), run.under(other)


class _Run:
    """One run: every step once, each from the ones before it."""

    def __init__(self, settings: Settings, proposal: Proposal) -> None:
        self.settings = settings
        self.proposal = proposal
        self.git = Git(settings.directory)
        self.notices: list[str] = []
        self.others: tuple[Policy, ...] = ()

    def report(self) -> Report:
        policy, proposed = self.chosen.policy, self.chosen.proposed
        report = self.under(policy, proposed)
        notices = (*self.chosen.notices, *self.notices, *report.notices)
        if proposed is not None:
            notices = (*notices, self._otherwise(proposed))
        return replace(report, notices=notices)

    def _otherwise(self, proposed: Policy) -> str:
        """What the verdict would be under the policy that the change proposes."""
        try:
            other = self.under(proposed).assessment
        except RunError as error:
            return f"The new policy can't be used: {error}"
        return f"Under the new policy the verdict would be {other.verdict}, score {other.score}."

    def under(self, policy: Policy, proposed: Policy | None = None) -> Report:
        """What a policy makes of it all."""
        if self.settings.sections:
            policy = _only(policy, self.settings.sections)
        components = self._components(policy)
        measured = gather.added(self._existing(self._measured(policy, components)), self._checks)
        unmeasured = self._unmeasured(measured) if policy.count_unmeasured else {}
        return judge(
            self._claims,
            policy=policy,
            measured=measured,
            snapshot=self.snapshot,
            findings=(
                *self._probed,
                *self._own(policy),
                *self._coverage_findings(measured),
                *self._additions,
            ),
            diff=self.diff,
            change=self._change_coverage(measured, unmeasured),
            unmeasured=unmeasured,
            base_coverage=self._base_coverage(policy),
            base_text=self._base_text,
            proposed=proposed,
            components=components,
            occasion=self._occasion,
            today=self.settings.today,
            checks=self.proposal.checks,
            texts={each.source: each.text for each in self.proposal.texts},
            void=self.proposal.void,
        )

    @cached_property
    def sources(self) -> Sources:
        return Sources(
            settings=self.settings,
            base=self.proposal.base,
            at_base=self.proposal.at_base,
            fetch=self.proposal.fetch,
        )

    @cached_property
    def chosen(self) -> Chosen:
        return choose(self.sources)

    @cached_property
    def _probed(self) -> tuple[Finding, ...]:
        """What the probes find, of the rules that any of the policies has on."""
        chosen = (self.chosen.policy, self.chosen.proposed, *self.others)
        return findings(self.snapshot, wanted(each for each in chosen if each is not None))

    def _own(self, policy: Policy) -> tuple[Finding, ...]:
        """What the rules find that the policy brings itself."""
        return findings(self.snapshot, wanted((policy,)), custom_rules(self.sources, policy))

    @property
    def _additions(self) -> tuple[Finding, ...]:
        """What the change adds so that less is looked at."""
        if self.diff is None or self._base_text is None:
            return ()
        return additions.findings(self.snapshot, self.diff.files, self._base_text)

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        commits = self.diff.commits if self.diff else self.proposal.commits
        read = texts(
            self.settings,
            self.chosen.policy,
            self.snapshot,
            self.diff,
            said=self.proposal.texts,
            commits=commits,
        )
        return tuple(find(read))

    @property
    def _occasion(self) -> Occasion:
        paths = frozenset(self.diff.files) if self.diff else None
        return replace(self.proposal.occasion, paths=paths)

    @cached_property
    def _base_text(self) -> Callable[[str], str | None] | None:
        """Reads a file as the base has it; None where there is no base to compare with."""
        if self.proposal.base is None:
            return None
        base = self.diff.base if self.diff else None

        def read(path: str) -> str | None:
            content = self.git.show(base, path) if base else None
            return None if content is None else content.decode("utf-8", "replace")

        return read

    def _components(self, policy: Policy) -> tuple[Component, ...]:
        """Those that the policy lists, or else those that the repository's workspaces have."""
        if policy.components or not policy.find_components:
            return policy.components
        return workspaces(self.snapshot)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The checkout; what the change itself marks as generated stays what it was."""
        found = snapshot(self.settings.directory)
        if self.diff is None or self._base_text is None:
            return found
        return unmarked(found, self.diff.files, self._base_text)

    @cached_property
    def diff(self) -> Diff | None:
        if self.proposal.base is None:
            return None
        try:
            return self.git.diff(self.proposal.base)
        except GitError as error:
            self.notices.append(
                f"What this change adds is not known: {error} "
                "Check out with the whole history (fetch-depth: 0)."
            )
            return None

    @cached_property
    def _checks(self) -> Checked:
        """Recorded commands and live services; only those of the policy that counts are asked."""
        root = self.git.top
        return gather.gather(
            root,
            commit=self.snapshot.commit,
            tracked=Git(root).tracked(),
            live=self.chosen.policy.live,
            environment=self.settings.environment,
        )

    def _measured(self, policy: Policy, components: tuple[Component, ...]) -> Measured:
        tests = (*policy.tests, *(glob for each in components for glob in each.tests))
        coverage = (*policy.coverage, *(glob for each in components for glob in each.coverage))
        return self._read(
            tests=self.settings.tests or tests,
            coverage=self.settings.coverage or coverage,
            analysis=policy.analysis,
            required=(*policy.required_reports, *self.settings.tests, *self.settings.coverage),
            aside=policy.base_coverage,
            limits=limits(policy.report_limits),
        )

    def _existing(self, measured: Measured) -> Measured:
        """What was measured of lines that there are."""
        if measured.coverage is None:
            return measured
        coverage, found = existing(measured.coverage, self.snapshot.text)
        return replace(measured, coverage=coverage, findings=(*measured.findings, *found))

    def _base_coverage(self, policy: Policy) -> CoverageTotals | None:
        """The coverage of the base, from reports that an earlier step left."""
        if not policy.base_coverage:
            return None
        found = measure(
            self.settings.directory,
            tests=(),
            coverage=policy.base_coverage,
            limits=limits(policy.report_limits),
            files=tuple(self.snapshot.files),
            committed=self._committed,
        )
        complete = found.coverage is not None and found.coverage.complete and not found.unreadable
        return found.coverage.totals if found.coverage and complete else None

    def _read(
        self,
        *,
        tests: tuple[str, ...],
        coverage: tuple[str, ...],
        analysis: tuple[str, ...],
        required: tuple[str, ...],
        aside: tuple[str, ...],
        limits: Limits,
    ) -> Measured:
        head = self.snapshot.commit
        time = self.git.commit_time(head) if head else None
        return measure(
            self.settings.directory,
            tests=tests,
            coverage=coverage,
            analysis=analysis,
            required=required,
            aside=aside,
            limits=limits,
            files=tuple(self.snapshot.files),
            expected_commit=head,
            commit_time=datetime.fromtimestamp(time, UTC) if time is not None else None,
            committed=self._committed,
        )

    @cached_property
    def _committed(self) -> frozenset[str]:
        """The files whose content is the checked out commit's, not an earlier step's."""
        if self.snapshot.commit is None:
            return frozenset()
        return self.git.tracked() - self.git.diff(self.snapshot.commit).files.keys()

    def _unmeasured(self, measured: Measured) -> dict[str, frozenset[int]]:
        """The lines that could be executed of the source files that no report mentions."""
        if measured.coverage is None:
            return {}
        names = unmeasured(measured.coverage, comparable(measured.coverage, self._sources))
        files = (self.snapshot.files[path] for path in names)
        return {
            file.path: executable(self.snapshot.text(file.path) or "", file.language)
            for file in files
        }

    @property
    def _sources(self) -> list[str]:
        """The paths of the source files that hold something."""
        return [file.path for file in self.snapshot.of() if file.language and file.size]

    def _change_coverage(
        self, measured: Measured, unmeasured: dict[str, frozenset[int]]
    ) -> CoverageTotals | None:
        """Not known where the change adds code to a file that no report mentions."""
        if self.diff is None or measured.coverage is None:
            return None
        added = {path: each.added for path, each in self.diff.files.items()}
        bare = {} if unmeasured else self._unmeasured(measured)
        if any(added.get(path, frozenset()) & lines for path, lines in bare.items()):
            return None
        return of_change(measured.coverage, added, unmeasured)

    def _coverage_findings(self, measured: Measured) -> tuple[Finding, ...]:
        """What was left out of coverage, by the project and by the change."""
        added = {path: each.added for path, each in self.diff.files.items()} if self.diff else {}
        return change_checks.findings(
            measured.coverage,
            sources=self._sources,
            files=self.snapshot.files,
            text=self.snapshot.text,
            added=added,
        )


def holds(report: Report, conditions: frozenset[str]) -> bool:
    """Whether something of ``--fail-on`` holds; a change that is not assessed is not ready."""
    not_ready = report.verdict in (Verdict.NOT_READY, Verdict.NOT_ASSESSED)
    return (
        ("contradicted" in conditions and bool(report.claims(ClaimVerdict.CONTRADICTED)))
        or ("not-ready" in conditions and not_ready)
        or ("degraded" in conditions and report.verdict is not Verdict.READY)
    )


def _only(policy: Policy, names: tuple[str, ...]) -> Policy:
    """The policy with these of its sections only. Raises RunError for one that it has not."""
    known = {each.id: each for each in policy.sections}
    for name in names:
        if name not in known:
            listed = ", ".join(known) or "none; choose a --profile that has some"
            raise RunError(f"section: the policy has no “{name}”; it has {listed}")
    return replace(policy, sections=tuple(known[name] for name in names))
