"""Python imports that no manifest declares, or only for developers or with an extra."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from readiness import plugins
from readiness.model import Effort, Finding, Outcome, Proof, Severity
from readiness.probes._third_party import Imported, ThirdParty, judged
from readiness.probes.probe import Probe
from readiness.repository.python import PythonTree
from readiness.repository.python_distributions import brought, explained, providers, provides
from readiness.repository.python_loading import Loading
from readiness.repository.python_locks import locks
from readiness.repository.python_manifest import Manifest
from readiness.repository.python_manifests import Manifests
from readiness.repository.requirement import Requirement, Use, normalised
from readiness.repository.snapshot import Role, Snapshot

LOOKED_AT = """
    How: imports in production code are held against pyproject.toml (PEP 621, Poetry, PDM, Hatch,
    uv), setup.cfg, setup.py, requirements files, Pipfile and environment.yml of the directories
    around the file, and a script's own metadata (PEP 723), by a table of which distribution
    installs which module. Where a declared distribution may install the module, or a manifest
    computes its dependencies, nothing is said.
"""

UNDECLARED = plugins.rule(
    "dependencies.undeclared",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""A package that is imported as the product loads and that no manifest declares.

    Why: it is missing wherever nothing else happens to install it, and the import fails there.
    {LOOKED_AT}
    Fix: declare the distribution with the version you need, or remove the import.
    """,
)
PART = plugins.rule(
    "dependencies.undeclared-module",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""A package that one module needs, and that no manifest declares.

    Why: the product starts, and whoever uses that module meets an ImportError.
    {LOOKED_AT}
    Fix: declare the distribution, as an extra (optional dependency) where few need the module.
    """,
)
LIGHT = plugins.rule(
    "dependencies.undeclared-optional",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text=f"""A package that is imported under a guard, on use or by a tool, and declared nowhere.

    Why: nobody who installs the product can tell that the feature needs it, or which version.
    {LOOKED_AT}
    Fix: declare the distribution as an extra (optional dependency) and name it in the error.
    """,
)
TRANSITIVE = plugins.rule(
    "dependencies.transitive",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""A package that is imported directly and comes only with another dependency.

    Why: it vanishes, or changes its version, when the dependency that brings it changes its own.
    {LOOKED_AT} That it comes along is read from the lock file.

    Fix: declare the distribution with the version you need.
    """,
)
DEVELOPMENT = plugins.rule(
    "dependencies.development-only",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""A package that is imported as the product loads and is declared for developers only.

    Why: it is there on the developers' machines and in the tests, and missing elsewhere.
    {LOOKED_AT}
    Fix: declare the distribution among the product's own dependencies.
    """,
)
EXTRA = plugins.rule(
    "dependencies.extra-unguarded",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""A package of an extra that is imported without a guard.

    Why: without the extra the module fails with a bare ImportError that does not name the extra.
    {LOOKED_AT}
    Fix: import it where it is used, or catch the ImportError and name the extra to install.
    """,
)
EXTRA_LOADED = plugins.rule(
    "dependencies.extra-required",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""A package of an extra without which the product does not load.

    Why: a plain installation, without the extra, fails as soon as the product is imported.
    {LOOKED_AT}
    Fix: make the dependency a required one, or guard the import.
    """,
)


class _Judge:
    """Holds imports against manifests."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.tree = snapshot.once(PythonTree)
        self.third_party = snapshot.once(ThirdParty)
        self.loading = snapshot.once(Loading)
        self.manifests = snapshot.once(Manifests)
        self.locks = snapshot.once(locks)

    def findings(self) -> Iterator[Finding]:
        if not self.snapshot.complete:
            message = " ".join(self.snapshot.limits)
            yield Finding(rule=UNDECLARED, outcome=Outcome.UNKNOWN, message=message)
            return
        for file in self.tree.files(Role.SOURCE):
            yield from judged(self.third_party.parsed(file.path), self._judged)

    def _judged(self, each: Imported) -> Iterator[Finding]:
        manifests = self.manifests.over(each.path)
        if not any(manifest.runtime for manifest in manifests):
            return
        declared = [need for manifest in manifests for need in manifest.requirements]
        fitting = [need for need in declared if provides(need.name, each.module)]
        if any(need.path == each.path for need in fitting):
            return
        if fitting:
            yield from self._grouped(each, fitting, manifests)
        elif not any(manifest.open for manifest in manifests) and self._sure(each, declared):
            yield self._undeclared(each, manifests)

    def _sure(self, each: Imported, declared: list[Requirement]) -> bool:
        """Whether no declared distribution that is not known can be the one that is meant."""
        names = [need.name for need in declared]
        return bool(providers(each.module)) or explained(names, self._imported)

    @cached_property
    def _imported(self) -> frozenset[str]:
        return frozenset(
            each.top
            for file in self.tree.files(Role.SOURCE, Role.TEST, Role.EXAMPLE, Role.CONFIG)
            for each in self.third_party.skimmed(file.path)
        )

    def _undeclared(self, each: Imported, manifests: tuple[Manifest, ...]) -> Finding:
        names = providers(each.module) or (normalised(each.top),)
        message = f"{each.module} is imported, and no manifest declares {names[0]}"
        alone = any(manifest.path == each.path for manifest in manifests)
        if each.guarded or (_aside(each.path) and not alone):
            return each.fails(LIGHT, message)
        if carrier := self._carrier(names, manifests):
            return self._transitive(each, *carrier)
        return each.fails(UNDECLARED if not alone and self._loads(each) else PART, message)

    def _transitive(self, each: Imported, name: str, proof: Proof | None) -> Finding:
        message = f"{each.module} is imported, and {name} comes only with other dependencies"
        return each.fails(TRANSITIVE, message, *([proof] if proof else []))

    def _carrier(
        self, names: Iterable[str], manifests: tuple[Manifest, ...]
    ) -> tuple[str, Proof | None] | None:
        """The first of the distributions that the declared ones bring along, and where it shows."""
        packaged = [manifest for manifest in manifests if manifest.distribution]
        needs = {
            need.name
            for manifest in packaged or manifests
            for need in manifest.requirements
            if need.use is Use.RUNTIME
        }
        for name in names:
            for lock in self.locks:
                if name in lock.closure(needs):
                    return name, Proof(message="It is locked here.", location=lock.place(name))
            if name in brought(needs):
                return name, None
        return None

    def _grouped(
        self, each: Imported, fitting: list[Requirement], manifests: tuple[Manifest, ...]
    ) -> Iterator[Finding]:
        """A declared package that a plain installation of the product leaves out."""
        packaged = {manifest.path for manifest in manifests if manifest.distribution}
        stated = [need for need in fitting if need.path in packaged] or fitting
        uses = {need.use for need in stated}
        if Use.RUNTIME in uses or not packaged or each.guarded or _aside(each.path):
            return
        need = stated[0]
        if carrier := self._carrier([each.name for each in stated], manifests):
            yield self._transitive(each, *carrier)
            return
        proof = Proof(message="It is declared here.", location=need.location)
        loaded = each.path in self.loading.loaded
        if Use.EXTRA in uses:
            if not self.loading.prepared(each.path, each.top):
                yield each.fails(EXTRA_LOADED if loaded else EXTRA, _extra(each, stated), proof)
        elif loaded:
            message = f"{each.module} is imported, and {need.name} is declared for developers only"
            yield each.fails(DEVELOPMENT, message, proof)

    def _loads(self, each: Imported) -> bool:
        """Whether the file is surely loaded when the product is used."""
        packaged = any(manifest.distribution for manifest in self.manifests.over(each.path))
        return each.path in self.loading.loaded if packaged else True


def _extra(each: Imported, stated: list[Requirement]) -> str:
    groups = sorted({need.group for need in stated if need.use is Use.EXTRA and need.group})
    extra = f"the extra {' or '.join(groups)}" if groups else "an extra"
    return f"{each.module} is imported without a guard and comes only with {extra}"


def _aside(path: str) -> bool:
    """Whether a file is a tool of the developers, by its directory."""
    tools = {"scripts", "script", "tools", "tool", "ci", ".github", "hack", "testing", "extra"}
    return not tools.isdisjoint(path.split("/")[:-1])


PYTHON_DEPENDENCIES = Probe(
    rules=(UNDECLARED, PART, LIGHT, TRANSITIVE, DEVELOPMENT, EXTRA, EXTRA_LOADED),
    run=lambda snapshot: _Judge(snapshot).findings(),
)
