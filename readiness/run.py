"""The line, written out: policy → reports → repository → probes → claims → judge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath

from readiness.claims.evidence import CheckRun
from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.judge.catalogue import catalogue
from readiness.judge.judge import judge
from readiness.model import (
    ClaimVerdict,
    CoverageTotals,
    Finding,
    Measured,
    Policy,
    Report,
    Source,
    SourceKind,
    Verdict,
)
from readiness.policy.load import DEFAULT_PATH, built_in, load
from readiness.policy.source import PolicyError
from readiness.probes.run import findings
from readiness.reports import change_checks
from readiness.reports.ingest import measure
from readiness.reports.scopes import of_change
from readiness.repository.checkout import snapshot
from readiness.repository.diff import Change, Diff
from readiness.repository.git import Git, GitError
from readiness.repository.snapshot import Role, Snapshot
from readiness.settings import Settings

LARGEST_FILE = 4 * 1024 * 1024
DOCUMENTS = frozenset({".md", ".markdown", ".rst", ".txt", ".adoc"})


class RunError(Exception):
    """A call that can't be carried out: what, where, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is judged, as its author and its place in history describe it.

    ``base`` is the commit it is held against, if any; ``texts`` are what its author says of it;
    ``commits`` its (SHA, message) pairs and ``base_policy`` the policy file's content at the base,
    where the clone does not hold them; ``checks`` are the commit's other check runs, where they
    are known; ``void`` says why the checkout is not what is proposed.
    """

    base: str | None = None
    texts: tuple[Text, ...] = ()
    commits: tuple[tuple[str, str], ...] = ()
    checks: tuple[CheckRun, ...] | None = None
    base_policy: bytes | None = None
    void: str = ""


def check(settings: Settings, proposal: Proposal) -> Report:
    """The report on a checkout. Raises RunError, PolicyError."""
    return _Run(settings, proposal).report()


class _Run:
    """One run: every step once, each from the ones before it."""

    def __init__(self, settings: Settings, proposal: Proposal) -> None:
        self.settings = settings
        self.proposal = proposal
        self.git = Git(settings.directory)
        self.notices: list[str] = []

    def report(self) -> Report:
        policy, proposed = self._policies()
        measured = self._measured(policy)
        found = (*findings(self.snapshot, policy.rules), *self._coverage_findings(measured))
        claims = find(self._texts(policy))

        def under(chosen: Policy) -> Report:
            return judge(
                claims,
                policy=chosen,
                measured=measured,
                snapshot=self.snapshot,
                findings=found,
                diff=self.diff,
                change=self._change_coverage(measured),
                checks=self.proposal.checks,
                void=self.proposal.void,
                notices=tuple(self.notices),
            )

        report = under(policy)
        if proposed is None:
            return report
        other = under(proposed).assessment
        verdict = f"Under the new policy the verdict would be {other.verdict}, score {other.score}."
        return replace(report, notices=(*report.notices, verdict))

    @cached_property
    def snapshot(self) -> Snapshot:
        return snapshot(self.settings.directory)

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

    def _policies(self) -> tuple[Policy, Policy | None]:
        """The policy that counts, and the one that the change proposes where it differs."""
        path = self.settings.policy or DEFAULT_PATH
        ref = self.settings.policy_ref or self.proposal.base
        here = _read(self.settings.root, path)
        if ref is None or (self.settings.policy_given and not self.settings.policy_ref):
            return self._policy(path, here, None), None
        there = self._at(ref, path)
        counts = self._policy(path, there, ref)
        if here == there or self.settings.policy_ref:
            return counts, None
        self.notices.append(
            f"This change alters the policy ({path}); it is judged by the policy of its base."
        )
        try:
            return counts, built_in() if here is None else self._load(path, here, None)
        except PolicyError as error:
            self.notices.append(f"The new policy can't be used: {error}")
            return counts, None

    def _policy(self, path: str, content: bytes | None, ref: str | None) -> Policy:
        if content is not None:
            return self._load(path, content, ref)
        if self.settings.policy_given:
            where = f" at {ref}" if ref else ""
            raise RunError(f"policy: {path} is not there{where}; write one: readiness policy init")
        self.notices.append(
            "No policy is committed, so the built-in default applies; "
            "to write one: readiness policy init"
        )
        return built_in()

    def _load(self, path: str, content: bytes, ref: str | None) -> Policy:
        return load(path, content, ref=ref, rules=[rule.id for rule in catalogue()])

    def _at(self, ref: str, path: str) -> bytes | None:
        root = Git(self.settings.root)
        if root.resolve(ref) is None:
            if self.settings.policy_ref:
                raise RunError(f"policy-ref: {ref} is no commit of this clone; fetch it first")
            return self.proposal.base_policy
        return root.show(ref, path)

    def _measured(self, policy: Policy) -> Measured:
        head = self.snapshot.commit
        time = self.git.commit_time(head) if head else None
        return measure(
            self.settings.directory,
            tests=self.settings.tests or policy.tests,
            coverage=self.settings.coverage or policy.coverage,
            required=(
                *policy.required_reports,
                *self.settings.tests,
                *self.settings.coverage,
            ),
            files=tuple(self.snapshot.files),
            expected_commit=head,
            commit_time=datetime.fromtimestamp(time, UTC) if time is not None else None,
            committed=self._committed(),
        )

    def _committed(self) -> frozenset[str]:
        """The files whose content is the checked out commit's, not an earlier step's."""
        if self.snapshot.commit is None:
            return frozenset()
        return self.git.tracked() - self.git.diff(self.snapshot.commit).files.keys()

    def _change_coverage(self, measured: Measured) -> CoverageTotals | None:
        if self.diff is None or measured.coverage is None:
            return None
        added = {path: each.added for path, each in self.diff.files.items()}
        return of_change(measured.coverage, added)

    def _coverage_findings(self, measured: Measured) -> tuple[Finding, ...]:
        """What was left out of coverage, by the project and by the change."""
        added = {path: each.added for path, each in self.diff.files.items()} if self.diff else {}
        return change_checks.findings(
            measured.coverage,
            sources=[file.path for file in self.snapshot.of() if file.language and file.size],
            texts={path: self.snapshot.text(path) or "" for path in added},
            added=added,
        )

    def _texts(self, policy: Policy) -> Iterator[Text]:
        """What claims are read from, the author's own words first."""
        sources = policy.claim_sources
        if SourceKind.PULL_REQUEST in sources:
            yield from self.proposal.texts
        if SourceKind.COMMIT in sources:
            commits = self.diff.commits if self.diff else self.proposal.commits
            for sha, message in commits:
                yield Text(source=Source(kind=SourceKind.COMMIT, reference=sha), text=message)
        documents = self._documents(policy) if SourceKind.DOCUMENT in sources else iter(())
        seen = set()
        for text in (*documents, *self._named()):
            if text.path is None or text.path not in seen:
                seen.add(text.path)
                yield text

    def _documents(self, policy: Policy) -> Iterator[Text]:
        changed = self.diff.files if self.diff else {}
        for path, file in self.snapshot.files.items():
            is_changed = path in changed and changed[path].change is not Change.REMOVED
            is_listed = any(_matches(path, glob) for glob in policy.claim_documents)
            if is_listed or (is_changed and _is_document(path) and file.role is not Role.VENDORED):
                text = self.snapshot.text(path)
                if text is not None:
                    yield _document(path, text)

    def _named(self) -> Iterator[Text]:
        for name in self.settings.claims:
            if name == "-":
                yield Text(
                    source=Source(kind=SourceKind.PULL_REQUEST), text=self.settings.standard_input
                )
                continue
            content = _read(self.settings.directory, name, anywhere=self.settings.github is None)
            if content is None:
                raise RunError(f"claims: {name} can't be read; name a Markdown or text file")
            yield _document(name, content.decode("utf-8", "replace"))


def holds(report: Report, conditions: frozenset[str]) -> bool:
    """Whether something of ``--fail-on`` holds; a change that is not assessed is not ready."""
    not_ready = report.verdict in (Verdict.NOT_READY, Verdict.NOT_ASSESSED)
    return (
        ("contradicted" in conditions and bool(report.claims(ClaimVerdict.CONTRADICTED)))
        or ("not-ready" in conditions and not_ready)
        or ("degraded" in conditions and report.verdict is not Verdict.READY)
    )


def _document(path: str, text: str) -> Text:
    source = Source(kind=SourceKind.DOCUMENT, reference=path)
    return Text(source=source, text=text, path=path)


def _is_document(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in DOCUMENTS


def _matches(path: str, glob: str) -> bool:
    return fnmatchcase(path, glob) or (glob.startswith("**/") and fnmatchcase(path, glob[3:]))


def _read(root: Path, name: str, *, anywhere: bool = False) -> bytes | None:
    """A file's content, or None where there is none to read, or only one outside of ``root``."""
    try:
        file = (root / name).resolve(strict=True)
        if not file.is_file() or not (anywhere or file.is_relative_to(root.resolve())):
            return None
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE)
    except (OSError, ValueError):
        return None
