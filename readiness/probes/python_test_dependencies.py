"""Imports of Python tests that no manifest declares."""

from collections.abc import Iterator
from functools import cached_property

from readiness import plugins
from readiness.model import Effort, Finding, Severity
from readiness.probes._third_party import Imported, ThirdParty, judged
from readiness.probes.probe import Probe
from readiness.repository.python import PythonTree
from readiness.repository.python_distributions import brought, providers, provides
from readiness.repository.python_locks import locks
from readiness.repository.python_manifests import Manifests
from readiness.repository.snapshot import Role, Snapshot

TESTS = plugins.rule(
    "dependencies.undeclared-in-tests",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text="""A package that a test module needs to load, and that no manifest names.

    Why: whoever installs what is declared, and runs the tests, sees the module fail to load.

    How: imports of tests that nothing guards, of packages whose distribution is known, are held
    against every manifest of the repository and what its dependencies bring along. Where no
    manifest says what developers need, nothing is said.

    Fix: declare the distribution among the test dependencies, or skip where it is missing.
    """,
)


class _Judge:
    """Holds the imports of tests against manifests."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.third_party = snapshot.once(ThirdParty)
        self.manifests = snapshot.once(Manifests)

    def findings(self) -> Iterator[Finding]:
        if not self.snapshot.complete:
            return
        for file in self.snapshot.once(PythonTree).files(Role.TEST):
            yield from judged(self.third_party.skimmed(file.path), self._judged)

    def _judged(self, each: Imported) -> Iterator[Finding]:
        manifests = (*self.manifests.all, *self.manifests.over(each.path))
        known = providers(each.module)
        if each.guarded or not known or not any(manifest.runtime for manifest in manifests):
            return
        needs = [need for manifest in manifests for need in manifest.requirements]
        if any(manifest.open for manifest in manifests) or self._skips(each):
            return
        if not any(need.for_developers for need in needs):
            return
        declared = {need.name for need in needs}
        declared |= brought(declared) | self._locked
        sure = {found.statement.line for found in self.third_party.parsed(each.path)}
        if each.statement.line in sure and not any(provides(n, each.module) for n in declared):
            message = f"{each.module} is imported, and no manifest declares {known[0]}"
            yield each.fails(TESTS, message)

    def _skips(self, each: Imported) -> bool:
        """Whether the test module skips itself where a package is missing."""
        return "importorskip" in (self.snapshot.text(each.path) or "")

    @cached_property
    def _locked(self) -> frozenset[str]:
        return frozenset(name for lock in self.snapshot.once(locks) for name in lock.versions)


PYTHON_TEST_DEPENDENCIES = Probe(rules=(TESTS,), run=lambda snapshot: _Judge(snapshot).findings())
