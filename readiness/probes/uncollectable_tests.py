"""Test modules that cannot be loaded, because an import on their way is broken."""

from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes._limits import unknown
from readiness.probes.own_imports import describe
from readiness.probes.probe import Observation, probe
from readiness.repository.classify import TEST_NAME
from readiness.repository.python import PythonTree
from readiness.repository.python_loading import Loading
from readiness.repository.snapshot import Role, Snapshot

SKIPS = ("importorskip", "allow_module_level", "collect_ignore", "SkipTest")


@probe("tests.cannot-load", severity=Severity.MAJOR, effort=Effort.MINUTES)
def cannot_load(snapshot: Snapshot) -> Iterator[Observation]:
    """A test module that cannot be loaded, so that none of its tests runs.

    Why: the tests are in the tree and are counted by eye, and the runner reports only an error.

    How: the imports that run when the module is loaded are followed through the repository's own
    modules to one that does not resolve. Nothing is imported, and modules that may skip themselves
    are left out.

    Fix: repair the import that fails, or remove the tests of what is gone.
    """
    if not snapshot.complete:
        yield from unknown(snapshot)
        return
    tree, loading = snapshot.once(PythonTree), snapshot.once(Loading)
    for file in tree.files(Role.TEST):
        text = snapshot.text(file.path) or ""
        if not TEST_NAME["python"].search(file.name) or any(word in text for word in SKIPS):
            continue
        found = loading.first_break(file.path)
        if found is None:
            continue
        way = [
            Proof(message="It is loaded through this module.", location=Location(path=path))
            for path in found.through[1:-1]
        ]
        place = Location(path=found.path, line=found.statement.line)
        yield Observation(
            message=f"no test of this module can run: {describe(found.statement, found.lead)}",
            location=Location(path=file.path, line=found.first_line),
            evidence=(*way, Proof(message="This import fails.", location=place)),
        )
