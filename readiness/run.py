"""The line, written out: policy → reports → repository → probes → claims → judge."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from readiness.checks import gather
from readiness.checks.rules import Checked
from readiness.claims.evidence import CheckRun
from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.judge.assess import wanted
from readiness.judge.conditions import Occasion
from readiness.judge.judge import judge
from readiness.judge.selection import selected
from readiness.measurement import Measurement
from readiness.model import (
    Claim,
    ClaimVerdict,
    Component,
    Finding,
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
        measured = gather.added(self._measurement.reports(policy, components), self._checks)
        unmeasured = self._measurement.unmeasured(measured) if policy.count_unmeasured else {}
        return judge(
            self._claims,
            policy=policy,
            measured=measured,
            snapshot=self.snapshot,
            findings=(
                *self._probed,
                *self._own(policy),
                *self._measurement.left_out(measured),
                *self._additions,
            ),
            diff=self.diff,
            change=self._measurement.of_change(measured, unmeasured),
            unmeasured=unmeasured,
            base_coverage=self._measurement.of_base(policy),
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
    def _measurement(self) -> Measurement:
        return Measurement(
            directory=self.settings.directory,
            tests=self.settings.tests,
            coverage=self.settings.coverage,
            git=self.git,
            snapshot=self.snapshot,
            diff=self.diff,
        )

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


def holds(report: Report, conditions: frozenset[str]) -> bool:
    """Whether something of ``--fail-on`` holds; a change that is not assessed is not ready."""
    not_ready = report.verdict in (Verdict.NOT_READY, Verdict.NOT_ASSESSED)
    return (
        ("contradicted" in conditions and bool(report.claims(ClaimVerdict.CONTRADICTED)))
        or ("not-ready" in conditions and not_ready)
        or ("degraded" in conditions and report.verdict is not Verdict.READY)
    )


def _only(policy: Policy, names: tuple[str, ...]) -> Policy:
    """The policy that asks for these of its sections. Raises RunError for one that it has not."""
    known = [each.id for each in policy.sections]
    for name in names:
        if name not in known:
            listed = ", ".join(known) or "none; choose a --profile that has some"
            raise RunError(f"section: the policy has no “{name}”; it has {listed}")
    return selected(policy, names)
