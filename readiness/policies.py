"""Which policy counts, which one the change proposes, and what a first one would be made of."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from readiness.judge.catalogue import catalogue
from readiness.model import Policy
from readiness.policy.chain import Reader, UnreadableError
from readiness.policy.load import DEFAULT_PATH, built_in, load
from readiness.policy.source import PolicyError
from readiness.policy.write import Seen
from readiness.probes.custom import CustomRuleError, custom
from readiness.probes.probe import Probe
from readiness.reports.ingest import measure
from readiness.repository.checkout import snapshot
from readiness.repository.git import Git
from readiness.repository.javascript import ScriptTree
from readiness.repository.workspaces import workspaces
from readiness.settings import Settings

LARGEST_FILE = 4 * 1024 * 1024


class RunError(Exception):
    """A call that can't be carried out: what, where, and what to do."""


Fetch = Callable[[str, str, str], bytes]
"""(repository, path, commit) → content of a file of another repository. Raises UnreadableError."""


def no_fetch(repository: str, path: str, commit: str) -> bytes:  # noqa: ARG001
    """Where there is no network."""
    raise UnreadableError("files of other repositories are read only in a workflow, with its token")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where policies are read from.

    ``base`` is the commit that the change is held against; ``at_base`` gives a file of it where
    the clone lacks it, and raises RunError where it can't be told.
    """

    settings: Settings
    base: str | None = None
    at_base: Callable[[str], bytes | None] = lambda path: None  # noqa: ARG005
    fetch: Fetch = no_fetch

    def read(self, ref: str | None, path: str) -> bytes | None:
        """A file of the judged repository at a commit, or of the checkout where that is None."""
        if ref is None:
            return contents(self.settings.root, path)
        root = Git(self.settings.root)
        if root.resolve(ref) is None:
            if self.settings.policy_ref:
                raise RunError(f"policy-ref: {ref} is no commit of this clone; fetch it first")
            return self.at_base(path)
        return root.show(ref, path)

    def load(self, path: str, content: bytes, ref: str | None) -> Policy:
        """The policy in ``content``. Raises PolicyError."""
        return load(
            path,
            content,
            ref=ref,
            rules=[rule.id for rule in catalogue()],
            today=self.settings.today,
            reader=self.reader(ref),
        )

    def reader(self, ref: str | None) -> Reader:
        """Reads what a policy of the commit ``ref`` extends."""

        def read(repository: str | None, path: str, commit: str | None) -> bytes:
            if repository is not None and commit is not None:
                return self.fetch(repository, path, commit)
            content = self.read(ref, path)
            if content is None:
                raise UnreadableError(f"there is no such file {f'at {ref}' if ref else 'here'}")
            return content

        return read


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The policy that counts, the one that the change proposes where it differs, and why."""

    policy: Policy
    proposed: Policy | None = None
    notices: tuple[str, ...] = ()


def choose(sources: Sources) -> Chosen:
    """The policy that counts, and the one that the change proposes.

    Raises RunError, PolicyError.
    """
    settings = sources.settings
    if settings.profile:
        return Chosen(policy=built_in(settings.profile))
    path = settings.policy or DEFAULT_PATH
    ref = settings.policy_ref or sources.base
    if ref is None or (settings.policy_given and not settings.policy_ref):
        return _counting(sources, path, None)
    chosen = _counting(sources, path, ref)
    return chosen if settings.policy_ref else _with_proposal(sources, chosen, path)


def _counting(sources: Sources, path: str, ref: str | None) -> Chosen:
    content = sources.read(ref, path)
    if content is not None:
        return Chosen(policy=sources.load(path, content, ref))
    if sources.settings.policy_given:
        if ref is None and (sources.settings.root / path).is_file():
            raise RunError(f"policy: {path} lies outside of the repository; copy it into it")
        where = f" at {ref}" if ref else ""
        raise RunError(f"policy: {path} is not there{where}; write one: readiness policy init")
    notice = (
        "No policy is committed, so the built-in default applies; "
        "to write one: readiness policy init"
    )
    return Chosen(policy=built_in(), notices=(notice,))


def _with_proposal(sources: Sources, chosen: Chosen, path: str) -> Chosen:
    """What is chosen, and the policy that the change would have, where that is another."""
    altered = f"This change alters the policy ({path}); it is judged by the policy of its base."
    here = sources.read(None, path)
    try:
        proposed = built_in() if here is None else sources.load(path, here, None)
    except PolicyError as error:
        unusable = f"The new policy can't be used: {error}"
        return replace(chosen, notices=(*chosen.notices, altered, unusable))
    if replace(proposed, source=chosen.policy.source) == chosen.policy:
        rules = _altered_rules(sources, chosen.policy)
        if not rules:
            return chosen
        altered = f"This change alters rules of the policy ({rules}); those of its base count."
    return replace(chosen, proposed=proposed, notices=(*chosen.notices, altered))


def _altered_rules(sources: Sources, policy: Policy) -> str:
    """The files of custom rules that the checkout has otherwise than the policy's commit."""
    ref, files = policy.source.ref, policy.custom_rules
    return ", ".join(each for each in files if sources.read(None, each) != sources.read(ref, each))


def custom_rules(sources: Sources, policy: Policy) -> tuple[Probe, ...]:
    """The rules that a policy brings, from the commit that it is of. Raises RunError."""
    if not policy.custom_rules:
        return ()
    found: dict[str, bytes] = {}
    for path in policy.custom_rules:
        content = sources.read(policy.source.ref, path)
        if content is None:
            raise RunError(f"custom-rules: {path} is not there; take it out of the policy")
        found[path] = content
    try:
        probe = custom(found)
    except CustomRuleError as error:
        raise RunError(f"custom-rules: {error}") from error
    known = {rule.id for rule in probe.rules}
    for name in (*policy.rules, *(each.rule for each in policy.path_rules)):
        if name.startswith("custom.") and name not in known:
            raise RunError(f"rules: there is no {name}; known here: {', '.join(sorted(known))}")
    return (probe,)


def look(directory: Path) -> Seen:
    """What a first policy of the repository in ``directory`` would be made of."""
    found = snapshot(directory)
    default = built_in()
    committed = Git(directory).tracked()
    measured = measure(
        directory,
        tests=default.tests,
        coverage=default.coverage,
        files=tuple(found.files),
        committed=committed,
    )
    languages = Counter(file.language for file in found.of() if file.language)
    coverage = measured.coverage.sources if measured.coverage else ()
    return Seen(
        languages=dict(languages.most_common()),
        tests=tuple(sorted(each.source for each in measured.runs)),
        coverage=tuple(sorted(coverage)),
        components=tuple(each.path for each in workspaces(found)),
        packages={name for each in found.once(ScriptTree).packages for name in each.declared},
    )


def contents(root: Path, name: str, *, anywhere: bool = False) -> bytes | None:
    """A file's content, or None where there is none to read, or only one outside of ``root``."""
    try:
        file = (root / name).resolve(strict=True)
        if not file.is_file() or not (anywhere or file.is_relative_to(root.resolve())):
            return None
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE)
    except (OSError, ValueError):
        return None
